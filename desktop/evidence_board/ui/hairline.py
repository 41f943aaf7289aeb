"""`Hairline`: the line of 1 px between surfaces."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from evidence_board.ui.theme import Theme

__all__ = ["Hairline"]


class Hairline(QWidget):
    """A horizontal line, as wide as its room or as it was told."""

    def __init__(self, *, theme: Theme, width: int = 0, parent: QWidget | None = None) -> None:
        """Make a line.

        Args:
            theme: gives the colour.
            width: in logical pixels; by default all there is.
            parent: parent widget.
        """
        super().__init__(parent)
        self._theme = theme
        self._wide = width
        self.setFixedHeight(1)
        across = QSizePolicy.Policy.Fixed if width else QSizePolicy.Policy.Expanding
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the length and 1 px."""
        return QSize(self._wide, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("line"))
        painter.end()
