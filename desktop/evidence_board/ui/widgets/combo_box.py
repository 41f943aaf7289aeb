"""`ComboBox`: a choice from a list, with the arrow of our icons."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QListView, QWidget

from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.widgets.painting import visual

__all__ = ["ComboBox"]

_ARROW, _END = 14, 9


class ComboBox(QComboBox):
    """Qt's combo box as the design draws it."""

    def __init__(self, *, name: str, theme: Theme, small: bool = False, parent: QWidget | None = None) -> None:
        """Make an empty box.

        Args:
            name: what is chosen, already translated; the accessible name.
            theme: the look.
            small: 28 px high instead of 32.
            parent: parent widget.
        """
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setProperty("small", small)
        # The list of the style itself ignores the stylesheet's rows.
        self.setView(QListView(self))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, then its arrow."""
        super().paintEvent(event)
        painter = QPainter(self)
        place = QRect(self.width() - _END - _ARROW, (self.height() - _ARROW) // 2, _ARROW, _ARROW)
        role = "text2" if self.isEnabled() else "disabled"
        draw_icon(painter, "chevron-down", visual(self, place), self._theme.color(role))
        painter.end()
