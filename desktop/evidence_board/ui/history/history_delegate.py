"""`HistoryDelegate`: draws the lines of the history along one rail, each with its icon."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from evidence_board.model.history import HistoryEntry
from evidence_board.ui.history.history_model import HistoryModel
from evidence_board.ui.history.history_rows import HistoryRow
from evidence_board.ui.history.history_words import entry_icon, entry_words, when_words, who_words
from evidence_board.ui.i18n import tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.fonts import Role
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.widgets.painting import draw_box, draw_text, hover_fill, leading, text_direction

__all__ = ["HistoryDelegate"]

_Index = QModelIndex | QPersistentModelIndex
_RAIL, _CIRCLE, _TEXT, _END, _PAD = 22, 26, 44, 14, 7
#: Lines of a sentence, and of a reason, before it is cut.
_MOST_WORDS, _MOST_UNDER, _MOST_REASON = 3, 2, 4
_FOOT = 36


class HistoryDelegate(QStyledItemDelegate):
    """Paints rows of a `HistoryModel`. The chosen step is higher: there is room for a button at its foot.

    Attributes:
        current: number of the step that is chosen, None for none.
        width: of a row. The list says it, because it may not be asked of the viewport: the view measures rows
            while it paints, and there the question takes the painter's device away.
    """

    def __init__(self, view: QListView, model: HistoryModel, *, theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._theme = theme
        self.current: int | None = None
        self.width = 0

    # -- sizes -----------------------------------------------------------------------------------------

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the height that the words need in the width of the view."""
        row = self._model.row(index.row())
        width = self.width
        if row is None:
            return QSize(width, 0)
        pixels = self._theme.pixels
        if row.entry is None:
            return QSize(width, pixels({"heading": 28, "now": 32, "more": 36}[row.kind]))
        return QSize(width, self._height(row, width))

    def _height(self, row: HistoryRow, width: int) -> int:
        entry = row.entry
        assert entry is not None
        room = width - _TEXT - _END
        lines = len(self._lines(entry_words(entry), "body", 500, room, _MOST_WORDS))
        unders = len(self._lines(_under(entry), "small", 400, room, _MOST_UNDER))
        height = 2 * _PAD + lines * self._theme.line_height("body") + 1 + unders * self._theme.line_height("small")
        if entry.reason:
            reasons = len(self._lines(_quoted(entry.reason), "small", 400, room, _MOST_REASON))
            height += reasons * self._theme.line_height("small")
        if self._is_open(row):
            height += self._theme.pixels(_FOOT)
        return max(height, self._theme.pixels(_CIRCLE) + 2 * 4)

    def _is_open(self, row: HistoryRow) -> bool:
        return row.can_rewind and row.entry is not None and row.entry.step_id == self.current

    def foot(self, index: _Index) -> QRect:
        """Return where the button of the chosen step belongs, in the viewport."""
        rect = self._view.visualRect(index)
        high = self._theme.pixels(_FOOT)
        room = QRect(rect.left() + _TEXT, rect.bottom() - high, rect.width() - _TEXT - _END, high)
        return visual_in(self._view, rect, room)

    def _lines(self, text: str, role: Role, weight: int, width: int, most: int) -> list[str]:
        """Break a text into lines; the last one carries what is left."""
        layout = QTextLayout(text, self._theme.font(role, weight=weight))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        found: list[str] = []
        while True:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(max(20, width))
            start = line.textStart()
            if len(found) == most - 1:
                found.append(text[start:])
                break
            found.append(text[start : start + line.textLength()].rstrip())
        layout.endLayout()
        return found or [""]

    # -- drawing ---------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one row."""
        row = self._model.row(index.row())
        if row is None:
            return
        painter.save()
        rect = option.rect
        if row.kind == "now":
            self._draw_now(painter, rect, row.text)
        elif row.entry is None:
            self._draw_words(painter, rect, row)
        else:
            state = option.state
            self._draw_entry(painter, rect, row, over=bool(state & QStyle.StateFlag.State_MouseOver))
        painter.restore()

    def _draw_words(self, painter: QPainter, rect: QRect, row: HistoryRow) -> None:
        theme = self._theme
        self._draw_rail(painter, rect)
        room = visual_in(self._view, rect, rect.adjusted(_TEXT, 4, -_END, 0))
        more = row.kind == "more"
        font = theme.font("small", weight=500 if more else 600)
        colour = theme.color("accentText" if more else "text2")
        draw_text(painter, room, row.text, font=font, colour=colour, align=leading(self._view))

    def _draw_now(self, painter: QPainter, rect: QRect, words: str) -> None:
        theme = self._theme
        font = theme.font("small", weight=600)
        wide = int(theme.metrics("small", weight=600).horizontalAdvance(words)) + 20
        high = theme.pixels(22)
        pill = QRect(rect.left() + 4, rect.center().y() - high // 2, wide, high)
        line = QRect(pill.right() + 6, rect.center().y(), rect.right() - _END - pill.right() - 6, 1)
        painter.fillRect(visual_in(self._view, rect, line), theme.color("accent"))
        place = visual_in(self._view, rect, pill)
        draw_box(painter, place, radius=high // 2, fill=theme.color("accent"))
        draw_text(painter, place, words, font=font, colour=theme.color("onAccent"), align=Qt.AlignmentFlag.AlignHCenter)

    def _draw_rail(self, painter: QPainter, rect: QRect) -> None:
        line = QRect(rect.left() + _RAIL, rect.top(), 1, rect.height())
        painter.fillRect(visual_in(self._view, rect, line), self._theme.color("line"))

    def _draw_entry(self, painter: QPainter, rect: QRect, row: HistoryRow, *, over: bool) -> None:
        entry = row.entry
        assert entry is not None
        theme = self._theme
        chosen = self._is_open(row)
        surface = rect.adjusted(4, 1, -6, -1)
        if chosen:
            draw_box(painter, surface, radius=8, fill=theme.color("accentSoft"), border=theme.color("accent"))
        elif over:
            draw_box(painter, surface, radius=8, fill=hover_fill(theme))
        if not chosen:
            self._draw_rail(painter, rect)
        side = theme.pixels(_CIRCLE)
        circle = QRect(rect.left() + _RAIL - side // 2, rect.top() + _PAD, side, side)
        place = visual_in(self._view, rect, circle)
        draw_box(
            painter,
            place,
            radius=side // 2,
            fill=theme.color("pane"),
            border=theme.color("accent" if chosen else "line2"),
        )
        ink = "accentText" if chosen else "text2" if entry.state == "done" else "text3"
        draw_icon(painter, entry_icon(entry), place.adjusted(6, 6, -6, -6), theme.color(ink))
        self._draw_text(painter, rect, entry, chosen=chosen)

    def _draw_text(self, painter: QPainter, rect: QRect, entry: HistoryEntry, *, chosen: bool) -> None:
        theme = self._theme
        top = rect.top() + _PAD
        width = rect.width() - _TEXT - _END
        quiet = entry.state in ("undone", "dropped")
        colour = theme.color("accentText" if chosen else "text3" if quiet else "text")
        font = theme.font("body", weight=400 if entry.state == "noted" else 500)
        font.setStrikeOut(entry.state == "dropped")

        def line(text: str, role: Role, the_font: QFont, the_colour: QColor, *, base: str) -> None:
            nonlocal top
            high = theme.line_height(role)
            room = visual_in(self._view, rect, QRect(rect.left() + _TEXT, top, width, high))
            painter.setLayoutDirection(text_direction(base))
            draw_text(painter, room, text, font=the_font, colour=the_colour, align=leading(self._view))
            top += high

        words = entry_words(entry)
        for text in self._lines(words, "body", 500, width, _MOST_WORDS):
            line(text, "body", font, colour, base=words)
        top += 1
        small = theme.font("small", tabular=True)
        for text in self._lines(_under(entry), "small", 400, width, _MOST_UNDER):
            line(text, "small", small, theme.color("text3"), base="")
        if entry.reason:
            said = _quoted(entry.reason)
            for text in self._lines(said, "small", 400, width, _MOST_REASON):
                line(text, "small", theme.font("small"), theme.color("text2"), base=said)

    def helpEvent(self, event: QEvent, view: QObject, option: QStyleOptionViewItem, index: _Index) -> bool:
        """Show nothing: all words stand in the row."""
        return True


def visual_in(view: QListView, rect: QRect, part: QRect) -> QRect:
    """Return where a part of a row lies when reading goes the other way."""
    return QStyle.visualRect(view.layoutDirection(), rect, part)


def _under(entry: HistoryEntry) -> str:
    words = tr("{who}, {time}", who=who_words(entry.actor), time=when_words(entry.at))
    parts = [words, entry.was]
    if entry.state == "dropped":
        parts.append(tr("undone since"))
    return " · ".join(one for one in parts if one)


def _quoted(reason: str) -> str:
    return tr("“{words}”", words=" ".join(reason.split()))
