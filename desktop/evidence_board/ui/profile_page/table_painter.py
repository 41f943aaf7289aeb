"""Paints the table of what is linked: head, rows, and the days below."""

from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from evidence_board.ui.i18n import count, month_year, number, tr
from evidence_board.ui.inspector.profile.profile_data import SeenMark
from evidence_board.ui.inspector.profile.seen_strip import draw_seen_mark
from evidence_board.ui.profile_page.page_data import LinkedThing
from evidence_board.ui.profile_page.time_axis import MARK, TimeAxis
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.confidence import BARS, draw_bars, level_name
from evidence_board.ui.widgets.kind_mark import draw_kind
from evidence_board.ui.widgets.painting import draw_box, draw_text, hover_fill, leading, trailing, visual

__all__ = ["HEAD", "ROW", "Columns", "TablePainter", "columns_in", "draw_days", "rests_words"]

#: Heights of the head and of a row, logical pixels.
HEAD, ROW = 34, 46
_MARK, _PAD, _GAP = 22, 0, 12
#: Where columns begin, as shares of the width: accounts, level, rests on, seen, files.
_WIDE = (0.183, 0.340, 0.462, 0.590, 0.935)
_NARROW = (0.20, 0.34, 0.49, 0.62, 0.935)
_NARROW_BELOW = 900


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each column stands, left to right; heights mean nothing."""

    name: QRectF
    accounts: QRectF
    level: QRectF
    rests: QRectF
    seen: QRectF
    files: QRectF


def columns_in(width: int) -> Columns:
    """Return the columns of a table of a width."""
    shares = _NARROW if width < _NARROW_BELOW else _WIDE
    edges = [_PAD, *(round(width * share) for share in shares), width - _PAD]
    boxes = [QRectF(a, 0, max(b - a - _GAP, 0), 0) for a, b in pairwise(edges)]
    boxes[-1] = QRectF(edges[-2], 0, edges[-1] - edges[-2], 0)
    return Columns(*boxes)


def draw_days(
    painter: QPainter, widget: QWidget, line: QRectF, axis: TimeAxis, theme: Theme, *, parts: int = 4
) -> None:
    """Write days below a line of time, as many as have room.

    Args:
        painter: where to draw.
        widget: whose text stands there; time runs left to right in every language.
        line: rectangle the words stand in, as wide as the line.
        axis: of the line.
        theme: the look.
        parts: about how many days.
    """
    metrics, end = theme.metrics("small", tabular=True), -1.0
    last = axis.days[0] == axis.days[1]
    for at, words in axis.ticks(1 if last else parts):
        wide = metrics.horizontalAdvance(words) + 2
        x = line.x() + axis.x(at, line.width())
        if x < end or x + wide > line.right() + 24:
            continue
        end = x + wide + 12
        draw_text(
            painter,
            QRectF(x, line.y(), wide, line.height()),
            words,
            font=theme.font("small", tabular=True),
            colour=theme.color("text2"),
        )


def rests_words(row: LinkedThing) -> str:
    """Return what a link rests on: names of what is cited, how many those are, only what speaks against it, nothing."""
    if row.rests_on:
        return ", ".join(row.rests_on)
    cited, against = row.row.link.citations, row.row.link.against
    if cited and against >= cited:
        return tr("only against it")
    return count(cited, one="{n} cited", many="{n} cited") if cited else tr("nothing cited")


class TablePainter:
    """Draws for one table."""

    def __init__(self, theme: Theme, *, columns: tuple[str, str]) -> None:
        self._theme, self._headings = theme, columns

    def draw_head(self, painter: QPainter, widget: QWidget, axis: TimeAxis | None) -> None:
        """Draw the headings."""
        theme = self._theme
        high, columns = theme.pixels(HEAD), columns_in(widget.width())
        seen = tr("Dates of its files")
        if axis is not None and axis.days[0].replace(day=1) == axis.days[1].replace(day=1):
            seen = tr("Dates of its files, {month}", month=month_year(axis.days[0]))
        words = {
            "name": self._headings[0],
            "accounts": self._headings[1],
            "level": tr("Level"),
            "rests": tr("What it rests on"),
            "seen": seen,
        }
        font, ink = theme.font("small", weight=600), theme.color("text2")
        for name, text in words.items():
            box = getattr(columns, name)
            place = visual(widget, QRect(int(box.x()), 0, int(box.width()), high - 1))
            draw_text(painter, place, text, font=font, colour=ink, align=leading(widget))
        box = columns.files
        place = visual(widget, QRect(int(box.x()) - 20, 0, int(box.width()) + 20, high - 1))
        draw_text(painter, place, tr("Files"), font=font, colour=ink, align=trailing(widget))
        painter.fillRect(0, high - 1, widget.width(), 1, theme.color("line2"))

    def draw_row(
        self,
        painter: QPainter,
        widget: QWidget,
        box: QRect,
        row: LinkedThing,
        marks: list[tuple[QRectF, tuple[SeenMark, ...]]],
        *,
        selected: bool,
        under: bool,
        focused: bool,
    ) -> None:
        """Draw one row."""
        theme, color = self._theme, self._theme.color
        painter.fillRect(box.x(), box.bottom(), box.width(), 1, color("line"))
        ground = box.adjusted(0, 1, 0, -1)
        radius = theme.tokens.radius["control"]
        if selected:
            draw_box(painter, ground, radius=radius, fill=color("accentSoft"))
        elif under:
            draw_box(painter, ground, radius=radius, fill=hover_fill(theme))
        if focused:
            draw_box(painter, ground, radius=radius, border=color("focus"), width=2)
        columns = columns_in(widget.width())
        self._draw_name(painter, widget, box, row, columns, color("accentText" if selected else "text"))
        self._draw_accounts(painter, widget, box, row, columns)
        level = columns.level
        place = visual(widget, QRect(int(level.x()), box.y(), BARS.width(), box.height()))
        draw_bars(painter, row.level, place, theme)
        x = int(level.x()) + BARS.width() + 8
        room = visual(widget, QRect(x, box.y(), int(level.right()) - x, box.height()))
        font = theme.font("small")
        draw_text(painter, room, level_name(row.level), font=font, colour=color("text2"), align=leading(widget))
        rests = columns.rests
        room = visual(widget, QRect(int(rests.x()), box.y(), int(rests.width()), box.height()))
        said, ink = rests_words(row), "text2" if row.row.link.citations else "text3"
        draw_text(painter, room, said, font=font, colour=color(ink), align=leading(widget))
        self._draw_seen(painter, widget, box, marks, columns)
        files = columns.files
        room = visual(widget, QRect(int(files.x()), box.y(), int(files.width()), box.height()))
        font = theme.font("body", tabular=True)
        figure = number(row.files) if row.files else "–"
        draw_text(painter, room, figure, font=font, colour=color("text"), align=trailing(widget))

    def draw_axis(self, painter: QPainter, widget: QWidget, top: int, axis: TimeAxis) -> None:
        """Write the days below the last row."""
        seen = columns_in(widget.width()).seen
        place = visual(widget, QRect(int(seen.x()), top + 4, int(seen.width()), widget.height() - top - 4))
        draw_days(painter, widget, QRectF(place), axis, self._theme)

    def _draw_name(
        self, painter: QPainter, widget: QWidget, box: QRect, row: LinkedThing, columns: Columns, ink: QColor
    ) -> None:
        theme = self._theme
        name = columns.name
        mark = QRect(int(name.x()) + 6, box.y() + (box.height() - _MARK) // 2, _MARK, _MARK)
        draw_kind(painter, row.kind, visual(widget, mark), theme)
        x = mark.right() + 11
        first, second = theme.line_height("body"), theme.line_height("small")
        below = row.also
        top = box.y() + (box.height() - first - (second if below else 0)) // 2
        room = visual(widget, QRect(x, top, int(name.right()) - x, first))
        draw_text(painter, room, row.name, font=theme.font("bodyStrong"), colour=ink, align=leading(widget))
        if below:
            room = visual(widget, QRect(x, top + first, int(name.right()) - x, second))
            font = theme.font("small")
            draw_text(painter, room, below, font=font, colour=theme.color("text2"), align=leading(widget))

    def _draw_accounts(
        self, painter: QPainter, widget: QWidget, box: QRect, row: LinkedThing, columns: Columns
    ) -> None:
        theme, place = self._theme, columns.accounts
        x = int(place.x())
        said, ink = row.words, "text3"
        if row.kind == "person":
            said = tr("no account known")
        if row.accounts:
            mark = QRect(x, box.y() + (box.height() - 14) // 2, 14, 14)
            draw_kind(painter, "account", visual(widget, mark), theme)
            x += 22
            said, ink = row.accounts[0], "text"
            more = len(row.accounts) - 1
            said = f"{said}  + {number(more)}" if more else said
        room = visual(widget, QRect(x, box.y(), int(place.right()) - x, box.height()))
        draw_text(painter, room, said, font=theme.font("small"), colour=theme.color(ink), align=leading(widget))

    def _draw_seen(
        self,
        painter: QPainter,
        widget: QWidget,
        box: QRect,
        marks: list[tuple[QRectF, tuple[SeenMark, ...]]],
        columns: Columns,
    ) -> None:
        theme, seen = self._theme, columns.seen
        line = visual(widget, QRect(int(seen.x()), box.center().y(), int(seen.width()), 1))
        painter.fillRect(line, theme.color("line2"))
        painter.setPen(Qt.PenStyle.NoPen)
        for at, found in marks:
            # The surest of those that stand at one place is drawn: the tooltip says how many they are.
            best = min(found, key=lambda mark: mark.level not in ("confirmed", "probable"))
            # What is outlined or tinted stands on the ground of the table, not on the line.
            painter.fillRect(at.adjusted(-1, 0, 1, 0), theme.color("pane"))
            draw_seen_mark(painter, at, role=best.role, level=best.level, theme=theme, colour=theme.color("text2"))
            if len(found) > 1:
                painter.fillRect(QRectF(at.x(), at.bottom() + 2, max(at.width(), MARK), 1.5), theme.color("text2"))
