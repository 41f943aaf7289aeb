"""Paints the lines of the palette: headings, entries with their mark and match, and the line that offers more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from evidence_board.ui.palette.entries import Entry, Span
from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.thumbnails import Thumbnails
from evidence_board.ui.widgets.confidence import BARS, draw_bars
from evidence_board.ui.widgets.key_hint import draw_key, key_size, key_words
from evidence_board.ui.widgets.kind_mark import draw_kind
from evidence_board.ui.widgets.painting import draw_box, draw_text, faded, hover_fill, leading, text_direction

if TYPE_CHECKING:
    from evidence_board.ui.palette.result_list import Line, ResultList

__all__ = ["RowPainter"]

Index = QModelIndex | QPersistentModelIndex

_HEADING, _ROW, _MORE = 36, 42, 30
_EDGE, _PICTURE, _TEXT, _GAP = 12, 40, 56, 12
_MARK = 22
#: Strength of the tint behind a match, which must show on the current line as well.
_TINT = 0.14


class RowPainter(QStyledItemDelegate):
    """Draws every line of a `ResultList`."""

    def __init__(self, owner: ResultList, theme: Theme, thumbnails: Thumbnails) -> None:
        super().__init__(owner)
        self._owner, self._theme, self._thumbnails = owner, theme, thumbnails

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a line."""
        line = self._owner.line(index.row())
        height = _HEADING if line.heading else _MORE if line.more else _ROW
        return QSize(200, self._theme.pixels(height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line."""
        line = self._owner.line(index.row())
        rect: QRect = option.rect
        painter.save()
        if line.heading:
            self._paint_heading(painter, line, rect, first=index.row() == 0)
        else:
            state: QStyle.StateFlag = option.state
            current = bool(state & QStyle.StateFlag.State_Selected)
            box = rect.adjusted(7, 0, -7, 0)
            if current:
                draw_box(painter, box, radius=8, fill=self._theme.color("accentSoft"))
            elif state & QStyle.StateFlag.State_MouseOver:
                draw_box(painter, box, radius=8, fill=hover_fill(self._theme))
            if line.entry is not None:
                self._paint_entry(painter, line.entry, rect, current=current)
            else:
                font, ink = self._theme.font("small"), self._theme.color("accentText")
                place = self._place(rect, 7 + _TEXT, rect.width() - 80)
                draw_text(painter, place, line.words, font=font, colour=ink, align=leading(self._owner))
        painter.restore()

    def _place(self, rect: QRect, start: int, width: int) -> QRect:
        line = QRect(rect.left() + start, rect.top(), max(0, width), rect.height())
        return QStyle.visualRect(self._owner.layoutDirection(), rect, line)

    def _paint_heading(self, painter: QPainter, line: Line, rect: QRect, *, first: bool) -> None:
        theme = self._theme
        if not first:
            painter.fillRect(rect.left() + 15, rect.top() + 4, rect.width() - 30, 1, theme.color("line"))
        font = QFont(theme.font("caption", weight=600))
        if line.words.isascii():
            # Capitals only where a script has them, and spaced only there.
            font.setCapitalization(QFont.Capitalization.AllUppercase)
            font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.4)
        low = QRect(rect.left(), rect.top() + 6, rect.width(), rect.height() - 6)
        ink = theme.color("text3")
        draw_text(painter, self._place(low, 15, 400), line.words, font=font, colour=ink, align=leading(self._owner))
        if line.number:
            small = theme.font("caption", tabular=True)
            wide = round(QFontMetricsF(small).horizontalAdvance(line.number)) + 2
            place = self._place(low, rect.width() - 18 - wide, wide)
            draw_text(painter, place, line.number, font=small, colour=ink, align=leading(self._owner))

    def _paint_entry(self, painter: QPainter, entry: Entry, rect: QRect, *, current: bool) -> None:
        theme = self._theme
        can = not entry.why_not
        self._paint_mark(painter, entry, rect, can=can)
        end = rect.width() - 7 - _EDGE
        end = self._paint_end(painter, entry, rect, end, current=current)
        start = 7 + _TEXT
        body, small = theme.font("body", weight=500), theme.font("small")
        room = end - start
        wide = QFontMetricsF(body).horizontalAdvance(entry.title) + 2
        title = min(round(wide), room if not entry.detail else max(room - 60, round(room * 0.72)))
        ink = "text" if can else "disabled"
        self._paint_words(painter, self._place(rect, start, title), entry.title, entry.spans, body, ink)
        left = room - title - _GAP
        if entry.detail and left > 24:
            place = self._place(rect, start + title + _GAP, left)
            ink = "text3" if can else "disabled"
            self._paint_words(painter, place, entry.detail, entry.detail_spans, small, ink)

    def _paint_mark(self, painter: QPainter, entry: Entry, rect: QRect, *, can: bool) -> None:
        theme = self._theme
        place = self._place(rect, 7 + 4, _PICTURE)
        middle = place.center()
        if entry.item:
            high = theme.pixels(30)
            frame = QRect(place.left(), rect.top() + (rect.height() - high) // 2, _PICTURE, high)
            image = self._thumbnails.get(entry.item)
            if image is None:
                draw_box(painter, frame, radius=4, fill=theme.color("sunken"))
                return
            shown = min(image.width(), round(image.height() * frame.width() / frame.height()))
            part = QRect(0, 0, shown, round(shown * frame.height() / frame.width()))
            part.moveCenter(image.rect().center())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(frame, image, part.intersected(image.rect()))
        elif entry.kind:
            box = QRect(0, 0, _MARK, _MARK)
            box.moveCenter(middle)
            draw_kind(painter, entry.kind, box, theme)
        elif entry.icon:
            box = QRect(0, 0, 18, 18)
            box.moveCenter(middle)
            draw_icon(painter, entry.icon, box, theme.color("text2" if can else "disabled"))

    def _paint_end(self, painter: QPainter, entry: Entry, rect: QRect, end: int, *, current: bool) -> int:
        """Draw bars, what Enter does, and the key; returns where they begin."""
        theme = self._theme
        key = key_words(entry.key) if entry.key else ""
        verb = ""
        if current and entry.actions and not key:
            verb, key = entry.actions[0].words, key_words("Enter")
        if key:
            size = key_size(key, theme)
            box = self._place(rect, end - size.width(), size.width())
            box.setTop(rect.top() + (rect.height() - size.height()) // 2)
            box.setHeight(size.height())
            draw_key(painter, box, key, theme)
            end -= size.width() + 8
        if verb:
            font = theme.font("small", weight=500)
            wide = round(QFontMetricsF(font).horizontalAdvance(verb)) + 2
            place = self._place(rect, end - wide, wide)
            draw_text(painter, place, verb, font=font, colour=theme.color("accentText"), align=leading(self._owner))
            end -= wide + 8
        if entry.level:
            box = self._place(rect, end - BARS.width(), BARS.width())
            draw_bars(painter, entry.level, box, theme, place=bool(entry.item))
            end -= BARS.width() + 8
        return end - 4

    def _paint_words(
        self, painter: QPainter, place: QRect, text: str, spans: tuple[Span, ...], font: QFont, ink: str
    ) -> None:
        """Draw one line with the match in the accent colour, in the script in which it stands."""
        theme = self._theme
        metrics = QFontMetricsF(font)
        if not spans or place.width() <= 0:
            draw_text(painter, place, text, font=font, colour=theme.color(ink), align=leading(self._owner))
            return
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        kept = len(shown) if shown == text else max(0, len(shown) - 1)
        layout = QTextLayout(shown, font)
        option = QTextOption(leading(self._owner) | Qt.AlignmentFlag.AlignAbsolute)
        option.setTextDirection(text_direction(text))
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        layout.setTextOption(option)
        formats = []
        for start, end in spans:
            if start < kept:
                one = QTextLayout.FormatRange()
                # Qt counts in halves of letters beyond the basic plane.
                one.start = _units(text[:start])
                one.length = _units(text[start : min(end, kept)])
                one.format = QTextCharFormat()
                one.format.setForeground(theme.color("accentText"))
                one.format.setBackground(faded(theme.color("accentText"), _TINT))
                formats.append(one)
        layout.setFormats(formats)
        layout.beginLayout()
        row = layout.createLine()
        row.setLineWidth(place.width())
        layout.endLayout()
        painter.setPen(theme.color(ink))
        top = QRectF(place).center().y() - row.height() / 2
        layout.draw(painter, QPointF(place.left(), top))


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
