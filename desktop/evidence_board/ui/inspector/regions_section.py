"""`RegionsSection`: the regions of the selected picture, or the moments of the video; each opens in the viewer."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from evidence_board.case.regions import read_regions
from evidence_board.events import CaseChanged
from evidence_board.model.regions import RegionKind, RegionRow
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import number, tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.viewer.clip_words import moment_words
from evidence_board.ui.viewer.region_words import (
    entity_kind_of,
    kind_icon,
    kind_word,
    region_described,
    region_name,
)
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.clickable import Clickable
from evidence_board.ui.widgets.confidence import BARS, draw_bars
from evidence_board.ui.widgets.kind_mark import draw_kind
from evidence_board.ui.widgets.painting import draw_box, draw_text, hover_fill, leading, visual
from evidence_board.ui.widgets.section import Section

__all__ = ["RegionLine", "RegionsSection"]

_TABLES = frozenset({"region", "link", "citation", "person", "account", "unit", "location", "equipment", "event"})
_SHOWN, _READ_AFTER_MS = 24, 15
_HEIGHT, _MARK, _TEXT, _DETAIL = 27, 16, 26, 128


class RegionsSection(Section):
    """One line for each region: its mark, its name, what kind it is, and how sure what it shows is.

    Attributes:
        lines: the rows that are shown, in order.
    """

    def __init__(self, context: UiContext, *, parent: QWidget | None = None) -> None:
        super().__init__(tr("Regions"), theme=context.theme, parent=parent)
        self._context = context
        self._item_id = ""
        self._regions: tuple[RegionRow, ...] | None = None
        self._limit = _SHOWN
        self._chosen = ""
        self.lines: list[RegionLine] = []
        self._more = Button("", theme=context.theme, kind="link", small=True)
        self._more.clicked.connect(self._show_all)
        self.body.addWidget(self._more)
        # A run of arrow keys through the gallery reads only the file it ends on.
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_READ_AFTER_MS)
        self._late.timeout.connect(self._read)
        context.events.case_changed.connect(self._case_changed)
        context.requests.region_chosen.connect(self._show_chosen)
        self.hide()

    def show_item(self, item_id: str) -> None:
        """Show the regions of a file; the section is hidden while it has none."""
        if item_id == self._item_id:
            return
        self._item_id, self._limit, self._regions = item_id, _SHOWN, None
        self.hide()
        self._late.start()

    def _case_changed(self, event: CaseChanged) -> None:
        if self._item_id and (event.changes.whole or event.changes.tables & _TABLES):
            self._late.start()

    def _read(self) -> None:
        item_id, session = self._item_id, self._context.session

        def show(rows: tuple[RegionRow, ...]) -> None:
            if item_id == self._item_id and rows != self._regions:
                self._regions = rows
                self._fill()

        self._context.jobs.run(
            lambda: session.read(read_regions, item_id), done=show, failed=self._context.show_error, priority=2
        )

    def _fill(self) -> None:
        rows = self._regions or ()
        focused = next((line.region.id for line in self.lines if line.hasFocus()), None)
        for line in self.lines:
            line.hide()
            line.deleteLater()
        self.lines = []
        for at, row in enumerate(rows[: self._limit]):
            line = RegionLine(row, theme=self._context.theme)
            line.clicked.connect(lambda _=False, one=row.id: self._context.requests.open_thing.emit(("region", one)))
            self.body.insertWidget(at, line)
            self.lines.append(line)
            line.set_chosen(row.id == self._chosen)
            line.show()
            if row.id == focused:
                line.setFocus()
        self.set_title(_heading(rows))
        self.set_count(number(len(rows)))
        self._more.setVisible(len(rows) > self._limit)
        self._more.setText(tr("Show all {n}", n=number(len(rows))))
        self.setVisible(bool(rows))

    def _show_chosen(self, row_id: str) -> None:
        self._chosen = row_id
        places = [row.id for row in self._regions or ()]
        if row_id in places and places.index(row_id) >= self._limit:
            self._show_all()
        for line in self.lines:
            line.set_chosen(line.region.id == row_id)

    def _show_all(self) -> None:
        self._limit = len(self._regions or ())
        self._fill()


class RegionLine(Clickable):
    """A row; click or Enter opens the region in the viewer.

    Attributes:
        region: what it stands for.
        is_chosen: whether it is chosen in the viewer.
    """

    def __init__(self, region: RegionRow, *, theme: Theme) -> None:
        super().__init__(theme=theme)
        self.region = region
        self.is_chosen = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.describe(region_described(region))

    def set_chosen(self, chosen: bool) -> None:
        """Show whether the region is chosen in the viewer."""
        if chosen != self.is_chosen:
            self.is_chosen = chosen
            words = region_described(self.region)
            self.describe(tr("{region}, chosen", region=words) if chosen else words)
            self.update()

    def sizeHint(self) -> QSize:
        """Return the height of a row."""
        return QSize(160, self.theme.pixels(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Return the height of a row; names give way."""
        return QSize(80, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw mark, name, kind and level."""
        painter = QPainter(self)
        color, region = self.theme.color, self.region
        if self.is_chosen:
            draw_box(painter, self.rect(), radius=self.theme.tokens.radius["chip"], fill=color("accentSoft"))
        elif self.underMouse() or self.hasFocus():
            draw_box(painter, self.rect(), radius=self.theme.tokens.radius["chip"], fill=hover_fill(self.theme))
        mark = visual(self, QRect(2, (self.height() - _MARK) // 2, _MARK, _MARK))
        kind = entity_kind_of(region) if region.kind != RegionKind.REDACTION else ""
        if kind:
            draw_kind(painter, kind, mark, self.theme)
        else:
            draw_icon(painter, "clock" if region.is_moment else kind_icon(region.kind), mark, color("text2"))
        end = self.width() - 2
        if region.link_id is not None:
            bars = visual(self, QRect(end - BARS.width(), 0, BARS.width(), self.height()))
            draw_bars(painter, region.level, bars, self.theme)
        # Levels stand below each other; the times of moments need the room.
        if region.link_id is not None or not region.has_time:
            end -= BARS.width() + 8
        words = moment_words(region) if region.has_time else region.note or kind_word(region.kind).lower()
        if region.kind == RegionKind.REDACTION and not region.label:
            words = region.note
        detail = min(_DETAIL, round((end - _TEXT) * 0.42)) if words else 0
        room = visual(self, QRect(end - detail, 0, detail, self.height()))
        draw_text(
            painter, room, words, font=self.theme.font("small"), colour=color("text3"), align=leading(self),
            elide=Qt.TextElideMode.ElideRight,
        )  # fmt: skip
        room = visual(self, QRect(_TEXT, 0, end - detail - _TEXT - 6, self.height()))
        font = self.theme.font("small", weight=600 if self.is_chosen else 500)
        ink = color("accentText" if self.is_chosen else "text")
        draw_text(painter, room, region_name(region), font=font, colour=ink, align=leading(self))
        painter.end()


def _heading(rows: Sequence[RegionRow]) -> str:
    """Return what the rows are: regions of a picture, moments of a video, or both."""
    moments = sum(1 for row in rows if row.is_moment)
    if not moments:
        return tr("Regions")
    return tr("Moments") if moments == len(rows) else tr("Moments and regions")
