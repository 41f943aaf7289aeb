"""`LinkedTable`: what is linked to an entity, with level, what that rests on, and its dates in the row."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from evidence_board.model.levels import Level
from evidence_board.ui.i18n import count, isolate, tr
from evidence_board.ui.inspector.profile.profile_data import SeenMark
from evidence_board.ui.inspector.profile.row_list import bring_into_view
from evidence_board.ui.inspector.profile.seen_strip import mark_words
from evidence_board.ui.profile_page.page_data import LinkedThing
from evidence_board.ui.profile_page.table_painter import HEAD, ROW, TablePainter, columns_in, rests_words
from evidence_board.ui.profile_page.time_axis import TimeAxis, placed_marks
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.confidence import level_name
from evidence_board.ui.widgets.painting import visual
from evidence_board.ui.widgets.plain_tip import plain_tip

__all__ = ["LinkedTable"]

_LEVELS = {level.key: level.value for level in Level}


class _Hit(NamedTuple):
    """What lies under the pointer: a row, and the files of a mark, if any."""

    row: int
    files: tuple[str, ...] = ()
    words: str = ""


class LinkedTable(QWidget):
    """Rows that arrow keys walk; only those in sight are painted, however many there are.

    Attributes:
        chosen: (row id) select this.
        opened: (row id) open the page of this.
        files_chosen: (list of item ids) the files of a mark.
        graded: (link id, level) a level key was pressed on a row.
        link_opened: (link id) its level was clicked.
    """

    chosen = Signal(str)
    opened = Signal(str)
    files_chosen = Signal(object)
    graded = Signal(str, str)
    link_opened = Signal(str)

    def __init__(self, *, name: str, columns: tuple[str, str], theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty table.

        Args:
            name: what is listed, the accessible name.
            columns: headings of the first two columns.
            theme: the look.
            parent: parent widget.
        """
        super().__init__(parent)
        self._name, self._theme = name, theme
        self._rows: tuple[LinkedThing, ...] = ()
        self._axis: TimeAxis | None = None
        self._selected: frozenset[str] = frozenset()
        self._at, self._under = -1, -1
        self._painter = TablePainter(theme, columns=columns)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("focusRing", "none")
        self.setMouseTracking(True)
        self._say()

    @property
    def rows(self) -> tuple[LinkedThing, ...]:
        """What is shown, in order."""
        return self._rows

    @property
    def current(self) -> LinkedThing | None:
        """The row the keys act on."""
        return self._rows[self._at] if 0 <= self._at < len(self._rows) else None

    def show_rows(self, rows: Sequence[LinkedThing], axis: TimeAxis | None) -> None:
        """Show these rows over one line of time; the current row stays current."""
        before = self.current
        self._rows, self._axis = tuple(rows), axis
        here = {one.id: at for at, one in enumerate(self._rows)}
        self._at = here.get(before.id, -1) if before is not None else -1
        self.updateGeometry()
        self._say()
        self.update()

    def show_selection(self, ids: frozenset[str]) -> None:
        """Mark what is selected."""
        if ids != self._selected:
            self._selected = ids
            self.update()

    def row_box(self, at: int) -> QRect:
        """Return where a row stands in the widget."""
        high = self._theme.pixels(ROW)
        return QRect(0, self._theme.pixels(HEAD) + at * high, self.width(), high)

    def mark_boxes(self, at: int) -> list[QRectF]:
        """Return where the marks of a row stand in the widget."""
        return [box for box, _ in self._marks(at)]

    def sizeHint(self) -> QSize:
        """Return the height of head, rows and axis."""
        axis = self._theme.pixels(24) if self._axis is not None else 4
        return QSize(600, self._theme.pixels(HEAD) + len(self._rows) * self._theme.pixels(ROW) + axis)

    # -- mouse and keys --------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select a row, or the files of a mark."""
        hit = self._hit(event.position())
        if event.button() != Qt.MouseButton.LeftButton or hit is None:
            return
        self._go(hit.row, choose=not hit.files)
        if hit.files:
            self.files_chosen.emit(list(hit.files))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the page of a row; its level opens the link."""
        hit = self._hit(event.position())
        if event.button() != Qt.MouseButton.LeftButton or hit is None or hit.files:
            return
        row = self._rows[hit.row]
        level = visual(self, columns_in(self.width()).level.toRect())
        if level.left() <= event.position().x() <= level.right():
            self.link_opened.emit(row.row.link.id)
        else:
            self.opened.emit(row.id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which row lies under the pointer."""
        hit = self._hit(event.position())
        self._set_under(hit.row if hit is not None else -1)
        self.setCursor(Qt.CursorShape.PointingHandCursor if hit and hit.files else Qt.CursorShape.ArrowCursor)

    def leaveEvent(self, event: QEvent) -> None:
        """No row lies under the pointer."""
        super().leaveEvent(event)
        self._set_under(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the rows, open, grade the link."""
        key, total = Qt.Key(event.key()), len(self._rows)
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Home: -total, Qt.Key.Key_End: total}
        row = self.current
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and key in steps and total:
            self._go(max(0, min(self._at + steps[key], total - 1)))
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row is not None:
            self.opened.emit(row.id)
        elif plain and event.text() in _LEVELS and row is not None:
            self.graded.emit(row.row.link.id, _LEVELS[event.text()])
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the first row."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self._at = max(self._at, 0)
            self._say()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Draw without the ring."""
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        """Say the date under the pointer, or the whole row."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            hit = self._hit(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), plain_tip(hit.words) if hit is not None else "", self)
            return True
        return super().event(event)

    def _go(self, at: int, *, choose: bool = True) -> None:
        self._at = at
        self._say()
        self.update()
        if choose:
            self.chosen.emit(self._rows[at].id)
        bring_into_view(self)

    def _set_under(self, row: int) -> None:
        if row != self._under:
            self._under = row
            self.update()

    def _hit(self, point: QPointF) -> _Hit | None:
        high, head = self._theme.pixels(ROW), self._theme.pixels(HEAD)
        at = int((point.y() - head) // high)
        if not 0 <= at < len(self._rows):
            return None
        for box, marks in self._marks(at):
            if box.adjusted(-3, -6, 3, 6).contains(point):
                return _Hit(at, tuple(mark.id for mark in marks), mark_words(marks))
        return _Hit(at, words=_words(self._rows[at]))

    # -- painting --------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw head, the rows in sight and the axis."""
        painter = QPainter(self)
        head, high = self._theme.pixels(HEAD), self._theme.pixels(ROW)
        self._painter.draw_head(painter, self, self._axis)
        first = max((event.rect().top() - head) // high, 0)
        last = min((event.rect().bottom() - head) // high, len(self._rows) - 1)
        for at in range(first, last + 1):
            row = self._rows[at]
            self._painter.draw_row(
                painter,
                self,
                self.row_box(at),
                row,
                self._marks(at),
                selected=row.id in self._selected,
                under=at == self._under,
                focused=at == self._at and self.hasFocus(),
            )
        if self._axis is not None and self._rows:
            self._painter.draw_axis(painter, self, self.row_box(len(self._rows)).top(), self._axis)
        painter.end()

    def _marks(self, at: int) -> list[tuple[QRectF, tuple[SeenMark, ...]]]:
        if self._axis is None:
            return []
        box, seen = self.row_box(at), columns_in(self.width()).seen
        place = visual(self, QRect(int(seen.x()), box.y(), int(seen.width()), box.height()))
        return placed_marks(self._rows[at].marks, self._axis, QRectF(place))

    def _say(self) -> None:
        row = self.current
        rows = count(len(self._rows), one="{n} row", many="{n} rows")
        self.setAccessibleName(f"{self._name}, {rows}")
        self.setAccessibleDescription(_words(row) if row is not None else "")


def _words(row: LinkedThing) -> str:
    rests = tr("rests on {names}", names=rests_words(row)) if row.row.link.citations else tr("nothing cited")
    files = count(row.files, one="{n} file", many="{n} files")
    parts = [isolate(row.name), isolate(row.also), row.words, level_name(row.level).lower(), rests, files]
    return ", ".join(part for part in parts if part)
