"""Which thing of a scene lies under the mouse, or inside a rubber band."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF

from evidence_board.scene import Circles, Icons, Images, Lines, Markers, Paths, Primitive, Rects, Scene, Sectors
from evidence_board.scene_style import Placement, Rect
from evidence_board.ui.canvas.segment_index import SegmentIndex
from evidence_board.ui.canvas.spatial_index import PointIndex

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from evidence_board.ui.canvas.camera_state import CameraState
    from evidence_board.ui.canvas.canvas_view import CanvasView

    Indices = npt.NDArray[np.intp]

# A small mark is as easy to hit as one of this half width.
_LEAST_REACH = 6.0
_LINE_REACH = 5.0


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was hit.

    Attributes:
        id: what the primitive gives as its id.
        layer: name of its layer.
        item: the primitive.
        index: position in the primitive.
    """

    id: Hashable
    layer: str
    item: Primitive
    index: int


class HitIndex:
    """Answers hit tests for one scene; indexes are built when a primitive is first asked.

    Only primitives with ``ids`` that are visible at the present scale are hit.
    """

    def __init__(self, scene: Scene) -> None:
        self._items = [(layer.name, item) for layer, item in scene if item.ids is not None][::-1]
        self._points: dict[int, PointIndex] = {}
        self._segments: dict[int, SegmentIndex] = {}

    def at(self, view: CanvasView, pos: QPointF) -> Hit | None:
        """The topmost thing under a pixel of the view; marks win by layer, then by nearness."""
        camera = view.camera.state
        x, y = view.to_world(pos)
        for layer, item in self._visible(camera):
            index = self._hit(item, camera, x, y)
            if index is not None and item.ids is not None:
                return Hit(item.ids[index], layer, item, index)
        return None

    def within(self, view: CanvasView, rect: QRectF) -> list[Hit]:
        """Everything with its anchor (lines: both ends) inside a rectangle of view pixels, bottom first."""
        camera = view.camera.state
        x0, y0 = view.to_world(rect.normalized().topLeft())
        x1, y1 = view.to_world(rect.normalized().bottomRight())
        box = Rect(x0, y0, x1, y1)
        found: list[Hit] = []
        for layer, item in self._visible(camera):
            if item.ids is not None:
                found.extend(
                    Hit(item.ids[index], layer, item, index) for index in reversed(self._inside(item, box).tolist())
                )
        return found[::-1]

    def _visible(self, camera: CameraState) -> Iterator[tuple[str, Primitive]]:
        return ((layer, item) for layer, item in self._items if item.visible_at(camera.scale))

    def _hit(self, item: Primitive, camera: CameraState, x: float, y: float) -> int | None:
        aspect = camera.scale_y / camera.scale
        match item:
            case Markers() | Icons():
                half = max(item.size.px(camera.scale) / 2, _LEAST_REACH)
                dx, dy = item.offset_px
                return self._index(item).nearest(
                    x - dx / camera.scale, y - dy / camera.scale_y, radius=half / camera.scale, aspect=aspect
                )
            case Images():
                return self._hit_image(item, camera, x, y)
            case Lines():
                radius = max(item.pen.width / 2, _LINE_REACH) / camera.scale
                return self._line_index(item).nearest(x, y, radius=radius, aspect=aspect)
            case Rects():
                return _last(_holding(item.rects, x, y, 2 / camera.scale, 2 / camera.scale_y))
            case Circles():
                offset = item.points - (x, y)
                return _last((offset * offset).sum(axis=1) <= item.radii**2)
            case Sectors():
                return None
            case Paths():
                return _hit_path(item, camera, x, y)
        return None

    def _hit_image(self, item: Images, camera: CameraState, x: float, y: float) -> int | None:
        width, height = item.width.px(camera.scale), item.height.px(camera.scale)
        left, top = {
            Placement.CENTRE: (-width / 2, -height / 2),
            Placement.RIGHT: (0.0, -height / 2),
            Placement.LEFT: (-width, -height / 2),
            Placement.ABOVE: (-width / 2, -height),
            Placement.BELOW: (-width / 2, 0.0),
        }[item.placement]
        left, top = left + item.offset_px[0], top + item.offset_px[1]
        # The anchors whose box holds the point are those inside the mirrored box around the point.
        box = Rect(
            x - (left + width) / camera.scale,
            y - (top + height) / camera.scale_y,
            x - left / camera.scale,
            y - top / camera.scale_y,
        )
        inside = self._index(item).within(box)
        return int(inside[-1]) if len(inside) else None

    def _inside(self, item: Primitive, box: Rect) -> Indices:
        import numpy as np

        match item:
            case Markers() | Icons() | Images() | Circles() | Sectors():
                return self._index(item).within(box)
            case Lines(segments=boxes) | Rects(rects=boxes):
                x, y = boxes[:, 0::2], boxes[:, 1::2]
                return np.flatnonzero(((x >= box.x0) & (x <= box.x1) & (y >= box.y0) & (y <= box.y1)).all(axis=1))
        return np.empty(0, dtype=np.intp)

    def _index(self, item: Markers | Icons | Images | Circles | Sectors) -> PointIndex:
        found = self._points.get(id(item))
        if found is None:
            found = self._points[id(item)] = PointIndex(item.points)
        return found

    def _line_index(self, item: Lines) -> SegmentIndex:
        found = self._segments.get(id(item))
        if found is None:
            found = self._segments[id(item)] = SegmentIndex(item.segments)
        return found


def _holding(rects: npt.NDArray[np.float64], x: float, y: float, slop_x: float, slop_y: float) -> npt.NDArray[np.bool_]:
    x0, y0, x1, y1 = rects.T
    result: npt.NDArray[np.bool_] = (x0 - slop_x <= x) & (x <= x1 + slop_x) & (y0 - slop_y <= y) & (y <= y1 + slop_y)
    return result


def _last(mask: npt.NDArray[np.bool_]) -> int | None:
    """Index of the last true value: the thing drawn on top."""
    import numpy as np

    found = np.flatnonzero(mask)
    return int(found[-1]) if len(found) else None


def _hit_path(item: Paths, camera: CameraState, x: float, y: float) -> int | None:
    """The last ring that has the point on its line or, when filled, inside."""
    import numpy as np

    aspect = camera.scale_y / camera.scale
    ends = [*item.starts[1:], len(item.points)]
    for index in range(len(item.starts) - 1, -1, -1):
        ring = item.points[item.starts[index] : ends[index]]
        following = np.roll(ring, -1, axis=0)
        if item.closed and item.fill >> 24:
            # Even-odd rule: count the edges that a ray to the right crosses.
            crosses = (ring[:, 1] > y) != (following[:, 1] > y)
            edge, after = ring[crosses], following[crosses]
            at = edge[:, 0] + (y - edge[:, 1]) / (after[:, 1] - edge[:, 1]) * (after[:, 0] - edge[:, 0])
            if int((at > x).sum()) % 2:
                return index
        segments = np.hstack([ring, following])[: None if item.closed else -1]
        if len(segments):
            near = SegmentIndex(segments).nearest(x, y, radius=_LINE_REACH / camera.scale, aspect=aspect)
            if near is not None:
                return index
    return None
