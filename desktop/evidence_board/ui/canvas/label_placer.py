"""Finds places for the labels of a frame so that none covers another."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QPainter

from evidence_board.scene import Icons, Images, Markers, Primitive, Texts
from evidence_board.scene_style import Placement, Rect
from evidence_board.ui.canvas.label_grid import LabelGrid
from evidence_board.ui.canvas.label_stamps import LabelStamps, margin
from evidence_board.ui.canvas.paint_marks import image_boxes
from evidence_board.ui.canvas.projection import Projection, to_device_pixels

if TYPE_CHECKING:
    from evidence_board.scene import Array

_REACH = 300.0


class Placed(NamedTuple):
    """A label that found a place: its row in the primitive and its top left pixel."""

    row: int
    x: float
    y: float


class LabelPlacer:
    """Places by priority, first come first served, and paints what was placed."""

    def __init__(self, stamps: LabelStamps) -> None:
        self._stamps = stamps
        self._placed: dict[int, list[Placed]] = {}

    def clear(self) -> None:
        """Forget the labels drawn so far (fonts changed)."""
        self._stamps.clear()

    def place(self, items: Iterable[Primitive], projection: Projection) -> None:
        """Decide which labels of ``items`` (those visible at this scale) are drawn, and where."""
        self._placed = {}
        grid = LabelGrid()
        items = list(items)
        texts = [item for item in items if isinstance(item, Texts)]
        # Without a label nothing can be in its way.
        for item in items if texts else ():
            if item.obstacle:
                for row in _obstacles(item, projection).tolist():
                    grid.add(Rect(*row))
        waiting: list[tuple[float, int, int, float, float]] = []
        for order, item in enumerate(texts):
            self._placed[id(item)] = []
            pixels = projection.points(item.points) + item.offset_px
            seen = projection.points_in_sight(pixels, reach=_REACH)
            ranks = [0.0] * len(seen) if item.priority is None else (-item.priority[seen]).tolist()
            for rank, index, (x, y) in zip(ranks, seen.tolist(), pixels[seen].tolist(), strict=True):
                if item.collide:
                    waiting.append((rank, order, index, x, y))
                else:
                    grid.add(self._accept(item, index, x, y, projection))
        waiting.sort()
        for count, (_, order, index, x, y) in enumerate(waiting):
            if not count % 200 and projection.frame.cancelled:
                return
            self._try(texts[order], index, x, y, grid, projection)

    def paint(self, painter: QPainter, item: Texts, projection: Projection) -> None:
        """Draw the placed labels of one primitive."""
        dpr = projection.frame.dpr
        edge = margin(item.style)
        painter.save()
        to_device_pixels(painter, projection)
        for count, (row, x, y) in enumerate(self._placed.get(id(item), ())):
            if not count % 50 and projection.frame.cancelled:
                break
            stamp = self._stamps.stamp(item.texts[row], item.style, max_px=item.max_px, dpr=dpr)
            painter.drawImage(round((x - edge) * dpr), round((y - edge) * dpr), stamp)
        painter.restore()

    def _try(self, item: Texts, index: int, x: float, y: float, grid: LabelGrid, projection: Projection) -> None:
        text = item.texts[index]
        if not text:
            return
        width, height = self._stamps.size(text, item.style, max_px=item.max_px)
        gap = item.gap.px(projection.scale)
        view = projection.frame.view
        for place, placement in enumerate(item.placements):
            box = label_box(placement, x, y, width=width, height=height, gap=gap)
            if place and view.contains(x, y) and not _inside(box, view):
                # What makes way for something else is of no use where the edge of the view cuts it.
                continue
            if box.x1 < 0 or box.y1 < 0 or box.x0 > projection.width or box.y0 > projection.height:
                continue
            if grid.is_free(box):
                grid.add(box)
                self._placed[id(item)].append(Placed(index, box.x0, box.y0))
                return

    def _accept(self, item: Texts, index: int, x: float, y: float, projection: Projection) -> Rect:
        width, height = self._stamps.size(item.texts[index], item.style, max_px=item.max_px)
        gap = item.gap.px(projection.scale)
        box = label_box(item.placements[0], x, y, width=width, height=height, gap=gap)
        if item.texts[index]:
            self._placed[id(item)].append(Placed(index, box.x0, box.y0))
        return box


def label_box(placement: Placement, x: float, y: float, *, width: float, height: float, gap: float) -> Rect:
    """The box of a label of ``width`` by ``height`` pixels whose anchor is at pixel ``x, y``."""
    match placement:
        case Placement.CENTRE:
            left, top = x - width / 2, y - height / 2
        case Placement.RIGHT:
            left, top = x + gap, y - height / 2
        case Placement.LEFT:
            left, top = x - gap - width, y - height / 2
        case Placement.ABOVE:
            left, top = x - width / 2, y - gap - height
        case Placement.BELOW:
            left, top = x - width / 2, y + gap
    return Rect(left, top, left + width, top + height)


def _inside(box: Rect, view: Rect) -> bool:
    return box.x0 >= view.x0 and box.y0 >= view.y0 and box.x1 <= view.x1 and box.y1 <= view.y1


def mark_boxes(item: Markers | Icons | Images, projection: Projection) -> Array:
    """(n, 4) pixel boxes that the marks of ``item`` cover."""
    import numpy as np

    pixels, scale = projection.points(item.points), projection.scale
    if isinstance(item, Images):
        return image_boxes(item, pixels, width=item.width.px(scale), height=item.height.px(scale))
    pixels = pixels + item.offset_px
    half = item.size.px(scale) / 2
    return np.hstack([pixels - half, pixels + half])


def _obstacles(item: Primitive, projection: Projection) -> Array:
    import numpy as np

    if not isinstance(item, Markers | Icons | Images):
        return np.empty((0, 4))
    boxes = mark_boxes(item, projection)
    return boxes[projection.boxes_in_sight(boxes, reach=0)]
