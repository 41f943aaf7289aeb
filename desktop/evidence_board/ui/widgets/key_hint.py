"""A key cap: the key of a command, shown beside its name."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.painting import draw_box, draw_text, faded

__all__ = ["KeyHint", "draw_key", "key_size", "key_words"]

_HEIGHT, _PADDING = 18, 5


def key_words(key: str | QKeySequence) -> str:
    """Return a key as the window writes it, ``Ctrl Shift Z``.

    Args:
        key: a key sequence, or text like ``Ctrl+K``.
    """
    text = key if isinstance(key, str) else key.toString(QKeySequence.SequenceFormat.NativeText)
    return text.replace("++", "+Plus").replace("+", " ").replace("Plus", "+").strip() if len(text) > 1 else text


def key_size(key: str, theme: Theme) -> QSize:
    """Return the room of a key cap in logical pixels."""
    height = theme.pixels(_HEIGHT)
    width = round(theme.metrics("caption", weight=500).horizontalAdvance(key)) + 2 * _PADDING
    return QSize(max(width, height), height)


def draw_key(painter: QPainter, rect: QRect, key: str, theme: Theme, *, on_accent: bool = False) -> None:
    """Draw a key cap that fills a rectangle.

    Args:
        painter: where to draw; pen, brush and font are changed.
        rect: of `key_size`.
        key: as `key_words` gives it.
        theme: gives colours and font.
        on_accent: the cap stands on a primary button.
    """
    radius = theme.tokens.radius["chip"]
    if on_accent:
        ink = theme.color("onAccent")
        draw_box(painter, rect, radius=radius, fill=faded(ink, 0.18))
    else:
        ink = theme.color("text2")
        draw_box(painter, rect, radius=radius, fill=theme.color("window"), border=theme.color("line2"))
    font = theme.font("caption", weight=500)
    draw_text(painter, rect, key, font=font, colour=ink, align=Qt.AlignmentFlag.AlignCenter)


class KeyHint(QWidget):
    """A key cap that stands in a layout."""

    def __init__(self, key: str | QKeySequence, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._key = key_words(key)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self._key)

    @property
    def key(self) -> str:
        """The key as shown."""
        return self._key

    def set_key(self, key: str | QKeySequence) -> None:
        """Show another key."""
        self._key = key_words(key)
        self.setAccessibleName(self._key)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of the cap."""
        return key_size(self._key, self._theme)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cap."""
        painter = QPainter(self)
        draw_key(painter, self.rect(), self._key, self._theme)
        painter.end()
