"""`Popover`: a small choice beside the control that opened it."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.painting import draw_box
from evidence_board.ui.widgets.shadow import SHADOW, draw_shadow

__all__ = ["Popover"]

_GAP = 4


class Popover(QWidget):
    """A raised box that closes on Esc or a click elsewhere. Fill `body`.

    Attributes:
        closed: the popover went away.
        body: layout of the content.
    """

    closed = Signal()

    def __init__(self, parent: QWidget, *, name: str, theme: Theme, padding: int = 12) -> None:
        """Make a closed popover.

        Args:
            parent: its owner.
            name: what is chosen here, already translated; the accessible name.
            theme: the look.
            padding: between edge and content, in logical pixels.
        """
        flags = Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint | Qt.WindowType.NoDropShadowWindowHint
        super().__init__(parent, flags)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAccessibleName(name)
        self.body = QVBoxLayout(self)
        room = SHADOW + padding
        self.body.setContentsMargins(room, room, room, room)
        self.body.setSpacing(8)

    def open_below(self, anchor: QWidget) -> None:
        """Open under a control, at its leading edge; above it where there is no room below."""
        self.adjustSize()
        size, screen = self.size(), anchor.screen().availableGeometry()
        corner = anchor.mapToGlobal(QPoint(0, anchor.height() + _GAP))
        x = corner.x() - SHADOW
        if anchor.isRightToLeft():
            x = corner.x() + anchor.width() - size.width() + SHADOW
        y = corner.y() - SHADOW
        if y + size.height() > screen.bottom() + SHADOW:
            y = corner.y() - anchor.height() - 2 * _GAP - size.height() + SHADOW
        x = max(screen.left() - SHADOW, min(x, screen.right() + SHADOW - size.width()))
        self.move(x, max(y, screen.top() - SHADOW))
        self.show()

    def open_at(self, point: QPoint) -> None:
        """Open with a corner at a point of the screen, e.g. where a person clicked on the map."""
        self.adjustSize()
        screen = self.screen().availableGeometry()
        x = max(screen.left(), min(point.x(), screen.right() - self.width()))
        y = max(screen.top(), min(point.y(), screen.bottom() - self.height()))
        self.move(x - SHADOW, y - SHADOW)
        self.show()

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell that the popover went away."""
        super().hideEvent(event)
        self.closed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the raised box and its shadow."""
        painter = QPainter(self)
        color, radius = self._theme.color, self._theme.tokens.radius["card"]
        box = self.rect().adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
        draw_shadow(painter, box, radius=radius)
        draw_box(painter, box, radius=radius, fill=color("raised"), border=color("line2"))
        painter.end()
