"""`Banner`: a sentence above the panes that stays until it is no longer true, or is put away."""

from typing import Literal

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from evidence_board.ui.i18n import tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.icon_button import IconButton
from evidence_board.ui.widgets.painting import visual

__all__ = ["Banner", "Tone"]

Tone = Literal["info", "warn", "bad"]

_LOOK = {
    "info": ("lock", "accentText", "accentSoft"),
    "warn": ("triangle-alert", "warn", "warnSoft"),
    "bad": ("octagon-alert", "bad", "badSoft"),
}
_PADDING, _ICON = 16, 16


class Banner(QWidget):
    """Icon, words, perhaps one button, and an x.

    Signals:
        pressed: the button was pressed.
        closed: the user put the banner away.
    """

    pressed = Signal()
    closed = Signal()

    def __init__(
        self,
        text: str,
        *,
        theme: Theme,
        tone: Tone = "info",
        icon: str = "",
        action: str = "",
        closable: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        """Make a banner.

        Args:
            text: what a person should know, already translated.
            theme: the look.
            tone: how urgent it is.
            icon: name of the icon, if not the one of the tone.
            action: verb of the button; without it there is none.
            closable: whether it has an x.
            parent: parent widget.
        """
        super().__init__(parent)
        self._theme = theme
        self._tone: Tone = tone
        self._icon = icon or _LOOK[tone][0]
        self._label = QLabel(text, self)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setWordWrap(True)
        self._label.setProperty("role", "body")
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = QHBoxLayout(self)
        row.setContentsMargins(_PADDING + _ICON + 10, 6, 12, 7)
        row.setSpacing(8)
        row.addWidget(self._label, 1)
        if action:
            button = Button(action, theme=theme, kind="secondary", small=True, parent=self)
            button.clicked.connect(self.pressed)
            row.addWidget(button)
        if closable:
            close = IconButton("x", name=tr("Close"), theme=theme, size=24, icon_size=14, parent=self)
            close.clicked.connect(self._close)
            row.addWidget(close)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        theme.changed.connect(self.update)

    @property
    def text(self) -> str:
        """What it says."""
        return self._label.text()

    @property
    def tone(self) -> Tone:
        """How urgent it is."""
        return self._tone

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the surface of the tone, its icon, and the hairline below."""
        painter = QPainter(self)
        color = self._theme.color
        _, ink, surface = _LOOK[self._tone]
        painter.fillRect(self.rect(), color(surface))
        painter.fillRect(0, self.height() - 1, self.width(), 1, color("line"))
        place = QRect(_PADDING, (self.height() - 1 - _ICON) // 2, _ICON, _ICON)
        draw_icon(painter, self._icon, visual(self, place), color(ink))
        painter.end()

    def _close(self) -> None:
        self.hide()
        self.closed.emit()
