"""`MessageCard`: a few sentences and what can be done about them: a stopped import, an error, later steps."""

from typing import Literal

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.widgets.buttons import Button, ButtonKind
from evidence_board.ui.widgets.flow_layout import FlowLayout
from evidence_board.ui.widgets.painting import draw_box

__all__ = ["MessageCard"]

Tone = Literal["info", "warn", "bad"]

_LOOK = {
    "info": ("info", "accentText", "accentSoft"),
    "warn": ("triangle-alert", "warn", "warnSoft"),
    "bad": ("octagon-alert", "bad", "badSoft"),
}
_TILE, _ICON, _PADDING, _ABOVE = 34, 18, 14, 8


class MessageCard(QWidget):
    """A card with icon, title, sentences and buttons; hidden until it says something.

    Signals:
        pressed: (name of the button) one of its buttons.
    """

    pressed = Signal(str)

    def __init__(self, tone: Tone, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._title = QLabel()
        self._title.setProperty("role", "bodyStrong")
        self._text = QLabel()
        self._text.setProperty("role", "small")
        for label in (self._title, self._text):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self._buttons: dict[str, Button] = {}
        self._row = FlowLayout(gap=8)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(self._title)
        words.addWidget(self._text)
        words.addSpacing(9)
        words.addLayout(self._row)
        layout = QHBoxLayout(self)
        # Above the outline is the distance from what stands over the card.
        layout.setContentsMargins(_PADDING, _ABOVE + _PADDING - 1, _PADDING, _PADDING + 1)
        layout.setSpacing(12)
        layout.addWidget(_Tile(tone, theme), 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)
        self.hide()

    @property
    def words(self) -> str:
        """Everything it says."""
        return f"{self._title.text()} {self._text.text()}".strip()

    def button(self, name: str) -> Button:
        """Return one of the buttons.

        Raises:
            KeyError: there is no such button.
        """
        return self._buttons[name]

    def add_button(self, name: str, text: str, *, kind: ButtonKind = "secondary") -> None:
        """Add a button at the end."""
        button = Button(text, theme=self._theme, kind=kind, small=True)
        button.clicked.connect(lambda: self.pressed.emit(name))
        self._buttons[name] = button
        self._row.addWidget(button)

    def say(self, title: str, text: str) -> None:
        """Show the card with these words."""
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self.setAccessibleName(self.words)
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card."""
        painter = QPainter(self)
        color, radius = self._theme.color, self._theme.tokens.radius["card"]
        box = self.rect().adjusted(0, _ABOVE, 0, 0)
        draw_box(painter, box, radius=radius, fill=color("pane"), border=color("line2"))
        painter.end()


class _Tile(QWidget):
    """The icon of the tone in its tile."""

    def __init__(self, tone: Tone, theme: Theme) -> None:
        super().__init__()
        self._look, self._theme = _LOOK[tone], theme
        self.setFixedSize(QSize(_TILE, _TILE))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        icon, ink, surface = self._look
        draw_box(painter, self.rect(), radius=6, fill=self._theme.color(surface))
        inset = (_TILE - _ICON) // 2
        draw_icon(painter, icon, QRect(inset, inset, _ICON, _ICON), self._theme.color(ink))
        painter.end()
