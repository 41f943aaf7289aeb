"""`CompassButton`: which way north is on a turned map; a click turns it back."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QWidget

from evidence_board.ui.i18n import tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.clickable import Clickable
from evidence_board.ui.widgets.painting import draw_box, hover_fill

__all__ = ["CompassButton"]

_SIDE, _MARGIN, _BELOW, _LONG, _WIDE = 32, 12, 122, 9.0, 4.0


class CompassButton(Clickable):
    """A needle in a circle below the zoom buttons, shown while the map is turned.

    Attributes:
        angle: degrees by which the map is turned clockwise.
    """

    def __init__(self, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme=theme, parent=parent)
        self.angle = 0.0
        self.describe(tr("North up"), key="Shift N")
        self.resize(self.sizeHint())
        self.hide()

    def point(self, angle: float) -> None:
        """Show a map turned by so many degrees."""
        if angle != self.angle or self.isVisible() != bool(angle):
            self.angle = angle
            self.setAccessibleDescription(tr("The map is turned by {n} degrees", n=round(angle)))
            self.setVisible(bool(angle))
            self.update()

    def place_in(self, size: QSize) -> None:
        """Stay below the zoom buttons; the map does not mirror."""
        self.move(size.width() - _SIDE - _MARGIN, _BELOW)

    def sizeHint(self) -> QSize:
        """As wide as the zoom buttons."""
        return QSize(_SIDE, _SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the circle and the needle, its north end red."""
        painter = QPainter(self)
        color = self.theme.color
        draw_box(painter, self.rect(), radius=_SIDE / 2, fill=color("pane"), border=color("line2"))
        if self.underMouse():
            draw_box(painter, self.rect(), radius=_SIDE / 2, fill=hover_fill(self.theme))
        painter.translate(_SIDE / 2, _SIDE / 2)
        painter.rotate(self.angle)
        painter.setPen(color("pane"))
        for end, role in ((-_LONG, "bad"), (_LONG, "text3")):
            painter.setBrush(color(role))
            painter.drawPolygon(QPolygonF([QPointF(0, end), QPointF(_WIDE, 0), QPointF(-_WIDE, 0)]))
        painter.end()
