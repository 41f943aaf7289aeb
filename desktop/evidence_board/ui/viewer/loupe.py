"""`Loupe`: a round magnifier that follows the pointer."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QTransform

from evidence_board.ui.theme import Theme
from evidence_board.ui.viewer.sight import Sight

__all__ = ["Loupe"]

_RADIUS, _TIMES, _AWAY = 92.0, 3.0, 26.0
_LEAST = 2.0

Draw = Callable[[QPainter, QTransform, float, QRectF], None]


class Loupe:
    """Shows what lies under the pointer three times as large, and never smaller than two pixels for one.

    Attributes:
        is_on: whether it follows the pointer.
    """

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self.is_on = False

    def paint(self, painter: QPainter, *, at: QPointF, canvas: QRectF, sight: Sight, draw: Draw) -> None:
        """Draw the loupe beside the pointer, where there is room.

        Args:
            painter: of the canvas.
            at: the pointer.
            canvas: the room.
            sight: how the picture lies there.
            draw: draws a part of the picture.
        """
        times = max(_TIMES, _LEAST / max(sight.scale, 1e-6))
        centre = self._centre(at, canvas)
        transform = sight.transform * QTransform.fromTranslate(-at.x(), -at.y())
        transform = transform * QTransform.fromScale(times, times) * QTransform.fromTranslate(centre.x(), centre.y())
        round_ = QPainterPath()
        round_.addEllipse(centre, _RADIUS, _RADIUS)
        back, _ = QTransform(transform).inverted()
        seen = back.mapRect(round_.boundingRect()).intersected(QRectF(QPointF(0, 0), sight.whole))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(round_, self._theme.color("sunken"))
        painter.setClipPath(round_)
        draw(painter, transform, sight.scale * times, seen)
        painter.restore()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.strokePath(round_, QPen(QColor(255, 255, 255, 235), 4.5))
        painter.strokePath(round_, QPen(self._theme.color("accent"), 2.0))
        painter.setPen(QPen(QColor(255, 255, 255, 200), 1))
        painter.drawLine(centre - QPointF(6, 0), centre + QPointF(6, 0))
        painter.drawLine(centre - QPointF(0, 6), centre + QPointF(0, 6))

    def _centre(self, at: QPointF, canvas: QRectF) -> QPointF:
        reach = _RADIUS + _AWAY
        x = at.x() + reach * 0.8 if at.x() + 2 * reach < canvas.right() else at.x() - reach * 0.8
        y = at.y() - reach * 0.8 if at.y() - 2 * reach > canvas.top() else at.y() + reach * 0.8
        return QPointF(x, y)
