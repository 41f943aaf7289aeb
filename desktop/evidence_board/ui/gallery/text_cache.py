"""Lines of text of the gallery: elided and laid out once, drawn many times."""

from collections import OrderedDict
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QStaticText, QTextOption

from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.fonts import Role
from evidence_board.ui.widgets.painting import text_direction

__all__ = ["TextCache", "TextLook"]

_MOST = 6_000


class TextLook(NamedTuple):
    """How a line is written: role of the type scale, weight (0 for that of the role), figures, colour."""

    role: Role
    colour: str
    weight: int = 0
    tabular: bool = False


class TextCache:
    """Draws single lines in any script at the side where the interface begins its lines.

    Only for the GUI thread: static text must not be drawn in any other.
    """

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._lines: OrderedDict[tuple[str, TextLook, int], QStaticText] = OrderedDict()
        self._fonts: dict[TextLook, tuple[QFont, QFontMetricsF]] = {}

    def clear(self) -> None:
        """Forget all; the fonts changed."""
        self._lines.clear()
        self._fonts.clear()

    def width(self, text: str, look: TextLook) -> int:
        """Return how wide a line is, in logical pixels."""
        return round(self._font(look)[1].horizontalAdvance(text)) + 1

    def draw(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        look: TextLook,
        *,
        right: bool = False,
        colour: QColor | None = None,
    ) -> None:
        """Draw a line in the middle of a rectangle's height.

        Args:
            painter: where to draw; font and pen are changed.
            rect: room; a longer line ends in an ellipsis.
            text: in any script, reads in its own direction.
            look: how it is written.
            right: at the right side of the rectangle as seen on the screen.
            colour: instead of that of the look.
        """
        if rect.width() <= 0 or not text:
            return
        font, _ = self._font(look)
        line = self._line(text, look, rect.width())
        size = line.size()
        x = rect.x() + rect.width() - size.width() if right else float(rect.x())
        painter.setFont(font)
        painter.setPen(colour if colour is not None else self._theme.color(look.colour))
        painter.drawStaticText(QPointF(x, rect.y() + round((rect.height() - size.height()) / 2)), line)

    def _line(self, text: str, look: TextLook, width: int) -> QStaticText:
        key = (text, look, width)
        line = self._lines.get(key)
        if line is not None:
            self._lines.move_to_end(key)
            return line
        font, metrics = self._font(look)
        shown = text
        if metrics.horizontalAdvance(text) > width:
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
        line = QStaticText(shown)
        line.setTextFormat(Qt.TextFormat.PlainText)
        option = QTextOption()
        option.setTextDirection(text_direction(text))
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        line.setTextOption(option)
        line.prepare(font=font)
        self._lines[key] = line
        if len(self._lines) > _MOST:
            self._lines.popitem(last=False)
        return line

    def _font(self, look: TextLook) -> tuple[QFont, QFontMetricsF]:
        found = self._fonts.get(look)
        if found is None:
            font = self._theme.font(look.role, tabular=look.tabular, weight=look.weight)
            found = self._fonts[look] = (font, QFontMetricsF(font))
        return found
