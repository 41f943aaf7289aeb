"""`paint_region`: where a camera may have stood, dashed on the map."""

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from evidence_board.ui.geolocate.overlays import MapProjection
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.painting import faded

__all__ = ["clipped", "clipped_line", "paint_region"]

#: What lies farther outside is cut off: Qt draws nothing right that is tens of thousands of pixels large.
_MARGIN = 400.0
#: A line without length would be drawn as a dot.
_OUT_OF_SIGHT = QLineF(-900.0, -900.0, -901.0, -900.0)


def paint_region(
    painter: QPainter, region: Sequence[tuple[float, float]], projection: MapProjection, theme: Theme
) -> None:
    """Draw a region.

    Args:
        painter: on the map.
        region: corners (latitude, longitude).
        projection: of the map.
        theme: for its colour.
    """
    accent = theme.color("accent")
    painter.setPen(QPen(accent, 1.6, Qt.PenStyle.DashLine))
    painter.setBrush(faded(accent, 0.16))
    painter.drawPolygon(clipped([projection.project(*corner) for corner in region], projection))


def clipped(corners: Sequence[QPointF], projection: MapProjection) -> QPolygonF:
    """Return a polygon of the map without what lies far outside the view."""
    shape, view = QPolygonF(corners), _view(projection)
    return shape if view.contains(shape.boundingRect()) else shape.intersected(QPolygonF(view))


def clipped_line(start: QPointF, end: QPointF, projection: MapProjection) -> QLineF:
    """Return a line of the map without what lies far outside the view; one out of sight where nothing is left."""
    first, last = 0.0, 1.0
    view, way = _view(projection), end - start
    for along, low, high in (
        (way.x(), view.left() - start.x(), view.right() - start.x()),
        (way.y(), view.top() - start.y(), view.bottom() - start.y()),
    ):
        if along == 0:
            if low > 0 or high < 0:
                return _OUT_OF_SIGHT
            continue
        enters, leaves = sorted((low / along, high / along))
        first, last = max(first, enters), min(last, leaves)
    return QLineF(start + way * first, start + way * last) if first < last else _OUT_OF_SIGHT


def _view(projection: MapProjection) -> QRectF:
    return QRectF(0, 0, *projection.size).adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN)
