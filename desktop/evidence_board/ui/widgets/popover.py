"""`Popover`: a small choice beside the control that opened it."""

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPainterPath, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.compositing import can_composite
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
        # Where see-through edges would be black there is no shadow, and the corners are cut by a mask.
        self._soft = can_composite()
        self._reach = SHADOW if self._soft else 0
        if self._soft:
            self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAccessibleName(name)
        self.body = QVBoxLayout(self)
        room = self._reach + padding
        self.body.setContentsMargins(room, room, room, room)
        self.body.setSpacing(8)

    def open_below(self, anchor: QWidget) -> None:
        """Open under a control, at its leading edge; above it where there is no room below."""
        self.adjustSize()
        reach = self._reach
        size, screen = self.size(), anchor.screen().availableGeometry()
        corner = anchor.mapToGlobal(QPoint(0, anchor.height() + _GAP))
        x = corner.x() - reach
        if anchor.isRightToLeft():
            x = corner.x() + anchor.width() - size.width() + reach
        y = corner.y() - reach
        if y + size.height() > screen.bottom() + reach:
            y = corner.y() - anchor.height() - 2 * _GAP - size.height() + reach
        x = max(screen.left() - reach, min(x, screen.right() + reach - size.width()))
        self.move(x, max(y, screen.top() - reach))
        self.show()

    def open_at(self, point: QPoint) -> None:
        """Open with a corner at a point of the screen, e.g. where a person clicked on the map."""
        self.adjustSize()
        screen = self.screen().availableGeometry()
        x = max(screen.left(), min(point.x(), screen.right() - self.width()))
        y = max(screen.top(), min(point.y(), screen.bottom() - self.height()))
        self.move(x - self._reach, y - self._reach)
        self.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the corners where the screen cannot show soft ones."""
        super().resizeEvent(event)
        if not self._soft:
            self.setMask(_rounded(self.rect(), self._theme.tokens.radius["card"]))

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell that the popover went away."""
        super().hideEvent(event)
        self.closed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the raised box and its shadow."""
        painter = QPainter(self)
        color, radius = self._theme.color, self._theme.tokens.radius["card"]
        reach = self._reach
        box = self.rect().adjusted(reach, reach, -reach, -reach)
        if self._soft:
            draw_shadow(painter, box, radius=radius)
        else:
            # Between the drawn corner and the stepped one of the mask.
            painter.fillRect(box, color("line2"))
        draw_box(painter, box, radius=radius, fill=color("raised"), border=color("line2"))
        painter.end()


def _rounded(box: QRect, radius: float) -> QRegion:
    path = QPainterPath()
    path.addRoundedRect(QRectF(box), radius, radius)
    return QRegion(path.toFillPolygon().toPolygon())
