"""`GroupHeading`: the heading of a group in the navigator, perhaps with a plus."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.icon_button import IconButton
from evidence_board.ui.widgets.painting import draw_text, leading, text_direction, visual

__all__ = ["GroupHeading"]

_ABOVE, _START = 8, 8


class GroupHeading(QWidget):
    """Small capitals (in scripts that have them) and a button to add.

    Signals:
        add_pressed: the plus was pressed.
    """

    add_pressed = Signal()

    def __init__(self, text: str, *, theme: Theme, add: str = "", parent: QWidget | None = None) -> None:
        """Make a heading.

        Args:
            text: name of the group, already translated.
            theme: the look.
            add: what the plus does, already translated; without it there is no plus.
            parent: parent widget.
        """
        super().__init__(parent)
        self._theme = theme
        self._text = text
        self.add_button = IconButton("plus", name=add, theme=theme, size=24, parent=self)
        self.add_button.setVisible(bool(add))
        self.add_button.clicked.connect(self.add_pressed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, _ABOVE, 0, 0)
        row.addStretch(1)
        row.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def set_add_enabled(self, enabled: bool) -> None:
        """Switch the plus on or off."""
        self.add_button.setEnabled(enabled)

    def sizeHint(self) -> QSize:
        """Return the height of a row with room above."""
        return QSize(120, _ABOVE + self._theme.pixels(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words."""
        painter = QPainter(self)
        room = visual(self, QRect(_START, _ABOVE, self.width() - _START - 28, self.height() - _ABOVE))
        text = self._text
        if text_direction(text) == Qt.LayoutDirection.LeftToRight:
            text = text.upper()
        font, ink = self._theme.font("label"), self._theme.color("text2")
        draw_text(painter, room, text, font=font, colour=ink, align=leading(self))
        painter.end()
