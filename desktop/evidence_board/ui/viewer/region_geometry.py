"""Moving and shaping regions: handles, hits and what a drag makes of the points. All in fractions."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPainterPathStroker

from evidence_board.model.regions import Point, RegionShape, bounds
from evidence_board.ui.viewer.sight import Sight

__all__ = ["Hit", "handles_of", "moved", "outline", "pulled", "touches"]

#: Places of the handles of a box: fractions of its width and height, and so which sides they pull.
_BOX_HANDLES = ((0.0, 0.0), (0.5, 0.0), (1.0, 0.0), (1.0, 0.5), (1.0, 1.0), (0.5, 1.0), (0.0, 1.0), (0.0, 0.5))
_BOXES = (RegionShape.RECTANGLE, RegionShape.ELLIPSE)
_POINT_REACH, _LINE_REACH, _HEAD = 9.0, 7.0, 14.0


@dataclass(frozen=True, slots=True)
class Hit:
    """What lies under the pointer: a region, and one of its handles unless that is -1."""

    region_id: str
    handle: int = -1


def handles_of(shape: str, points: Sequence[Point]) -> list[Point]:
    """Return where the handles of a region lie."""
    if shape in _BOXES and len(points) == 2:
        left, top, right, bottom = bounds(points)
        return [(left + x * (right - left), top + y * (bottom - top)) for x, y in _BOX_HANDLES]
    return list(points)


def moved(points: Sequence[Point], dx: float, dy: float) -> tuple[Point, ...]:
    """Return points moved as a whole, and kept inside the picture."""
    left, top, right, bottom = bounds(points)
    dx, dy = min(max(dx, -left), 1 - right), min(max(dy, -top), 1 - bottom)
    return tuple((x + dx, y + dy) for x, y in points)


def pulled(shape: str, points: Sequence[Point], handle: int, to: Point) -> tuple[Point, ...]:
    """Return points after one handle was pulled somewhere; a box may be turned inside out."""
    x, y = min(max(to[0], 0.0), 1.0), min(max(to[1], 0.0), 1.0)
    if shape in _BOXES and len(points) == 2:
        left, top, right, bottom = bounds(points)
        across, down = _BOX_HANDLES[handle]
        left, right = (x if across == 0.0 else left), (x if across == 1.0 else right)
        top, bottom = (y if down == 0.0 else top), (y if down == 1.0 else bottom)
        return (min(left, right), min(top, bottom)), (max(left, right), max(top, bottom))
    return tuple((x, y) if number == handle else point for number, point in enumerate(points))


def outline(shape: str, points: Sequence[Point], sight: Sight) -> QPainterPath:
    """Return the line of a region in the widget."""
    path = QPainterPath()
    if not points:
        return path
    if shape == RegionShape.RECTANGLE and len(points) == 2:
        (left, top), (right, bottom) = points
        path.addPolygon(sight.polygon([(left, top), (right, top), (right, bottom), (left, bottom)]))
        path.closeSubpath()
    elif shape == RegionShape.ELLIPSE and len(points) == 2:
        whole = sight.whole
        (left, top), (right, bottom) = points
        oval = QPainterPath()
        corner = QPointF(left * whole.width(), top * whole.height())
        oval.addEllipse(QRectF(corner, QPointF(right * whole.width(), bottom * whole.height())))
        path = sight.transform.map(oval)
    elif shape == RegionShape.POINT:
        path.addEllipse(sight.to_widget(points[0]), _POINT_REACH, _POINT_REACH)
    else:
        path.addPolygon(sight.polygon(points))
        if shape == RegionShape.POLYGON:
            path.closeSubpath()
        elif shape == RegionShape.ARROW and len(points) == 2:
            _add_head(path, sight.to_widget(points[0]), sight.to_widget(points[1]))
    return path


def touches(shape: str, points: Sequence[Point], sight: Sight, at: QPointF) -> bool:
    """Whether a point of the widget lies in a region, or near the line of one that has no inside."""
    path = outline(shape, points, sight)
    if shape in (RegionShape.LINE, RegionShape.ARROW):
        stroker = QPainterPathStroker()
        stroker.setWidth(2 * _LINE_REACH)
        return stroker.createStroke(path).contains(at)
    if shape == RegionShape.POINT:
        return (at - sight.to_widget(points[0])).manhattanLength() <= 2 * _POINT_REACH if points else False
    return path.contains(at)


def _add_head(path: QPainterPath, tail: QPointF, head: QPointF) -> None:
    step = tail - head
    length = (step.x() ** 2 + step.y() ** 2) ** 0.5
    if length < 1:
        return
    reach = min(_HEAD, length * 0.5) / length
    along, beside = step * reach, QPointF(-step.y(), step.x()) * reach * 0.55
    path.moveTo(head + along + beside)
    path.lineTo(head)
    path.lineTo(head + along - beside)
