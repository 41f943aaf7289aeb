"""`Floating`: a raised box over the picture, with the shadow of the tool dock."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.painting import draw_box
from evidence_board.ui.widgets.shadow import draw_shadow

__all__ = ["Floating"]

_REACH = 8


class Floating(QWidget):
    """A box that keeps the mouse to itself. Contents stay `margin` away from its edges.

    Attributes:
        margin: room that the shadow takes on every side.
    """

    margin = _REACH

    def __init__(self, parent: QWidget, *, theme: Theme) -> None:
        super().__init__(parent)
        self._theme, self._under = theme, parent
        self.setCursor(Qt.CursorShape.ArrowCursor)
        theme.changed.connect(self.update)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep the press from the picture below."""
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Grow with what it holds."""
        taken = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.adjustSize()
            self.place()
        return taken

    def place(self) -> None:
        """Stand where it belongs in its parent; told by the owner when the parent changes."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw shadow and box."""
        painter = QPainter(self)
        reach = self.margin
        box = self.rect().adjusted(reach, reach, -reach, -reach)
        radius = self._theme.tokens.radius["card"]
        draw_shadow(painter, box, radius=radius, reach=reach)
        draw_box(painter, box, radius=radius, fill=self._theme.color("raised"), border=self._theme.color("line2"))
        painter.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep its place when the parent changes its size."""
        if event.type() == QEvent.Type.Resize:
            self.place()
        return False
