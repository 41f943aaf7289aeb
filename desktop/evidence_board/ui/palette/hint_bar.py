"""`HintBar`: the keys of the palette at its foot, and the signs that narrow what is looked for."""

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from evidence_board.ui.i18n import tr
from evidence_board.ui.palette.entries import Entry
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.key_hint import draw_key, key_size, key_words
from evidence_board.ui.widgets.painting import draw_text, leading, visual

__all__ = ["HintBar"]

_HEIGHT, _EDGE, _GAP = 42, 16, 16


class HintBar(QWidget):
    """One line of keys; a click on a sign types it.

    Signals:
        prefix_pressed: (sign) one of the signs was clicked.
    """

    prefix_pressed = Signal(str)

    def __init__(self, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._keys: list[tuple[tuple[str, ...], str]] = []
        self._places: list[tuple[QRect, str]] = []
        self.setFixedHeight(theme.pixels(_HEIGHT))
        self.show_for(None, in_actions=False)

    def sizeHint(self) -> QSize:
        """Return the height of the line."""
        return QSize(400, self._theme.pixels(_HEIGHT))

    def show_for(self, entry: Entry | None, *, in_actions: bool) -> None:
        """Show the keys that do something for an entry."""
        enter = entry.actions[0].words.lower() if entry is not None and entry.actions else tr("open")
        self._keys = [(("↑", "↓"), tr("move")), (("Enter",), enter if not in_actions else tr("do it"))]
        if in_actions:
            self._keys.append((("Esc",), tr("back")))
        elif entry is None or len(entry.actions) > 1:
            self._keys.append((("Tab",), tr("more to do")))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the keys from the start, and the signs up to the end as far as there is room."""
        painter = QPainter(self)
        at = _EDGE
        for keys, words in self._keys:
            at = self._draw(painter, at, keys, words)
        signs = ((">", tr("commands")), ("@", tr("people")), ("#", tr("tags")), (":", tr("dates")))
        end = self.width() - _EDGE
        self._places = []
        for sign, words in reversed(signs):
            wide = self._width((sign,), words)
            if end - wide < at:
                break
            self._draw(painter, end - wide, (sign,), words)
            self._places.append((visual(self, QRect(end - wide, 0, wide, self.height())), sign))
            end -= wide + _GAP
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Type the sign under the pointer."""
        for place, sign in self._places:
            if place.contains(event.position().toPoint()):
                self.prefix_pressed.emit(sign)
        event.accept()

    def _width(self, keys: tuple[str, ...], words: str) -> int:
        caps = sum(key_size(key_words(key), self._theme).width() + 4 for key in keys)
        return caps + 4 + round(QFontMetricsF(self._theme.font("small")).horizontalAdvance(words)) + 2

    def _draw(self, painter: QPainter, at: int, keys: tuple[str, ...], words: str) -> int:
        theme, high = self._theme, self.height()
        for key in keys:
            size = key_size(key_words(key), theme)
            cap = QRect(at, (high - size.height()) // 2, size.width(), size.height())
            # A sign is typed as it is; from right to left it would be drawn as its mirror image.
            draw_key(painter, visual(self, cap), f"\u200e{key_words(key)}", theme)
            at += size.width() + 4
        font = theme.font("small")
        wide = round(QFontMetricsF(font).horizontalAdvance(words)) + 2
        place = visual(self, QRect(at + 4, 0, wide, high))
        draw_text(painter, place, words, font=font, colour=theme.color("text2"), align=leading(self))
        return at + 4 + wide + _GAP
