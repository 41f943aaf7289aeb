"""`ShapePaths`: shapes of KML, GeoJSON and GPX files as Qt paths, made when they are first drawn."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath

from evidence_board.geo.layers import LayerShapes, PaintedKind
from evidence_board.geo.mercator import Bounds
from evidence_board.ui.map_layers.vector_paths import path_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["ShapePaths"]

_MOST_CORNERS_KEPT = 2_000_000


class ShapePaths:
    """The shapes of one layer. Paths belong to the painter thread; the rest may be read from any.

    Attributes:
        shapes: as they were read.
    """

    def __init__(self, shapes: LayerShapes) -> None:
        self.shapes = shapes
        self._paths: dict[int, QPainterPath] = {}
        self._corners = 0

    def path(self, number: int) -> QPainterPath:
        """Return the line or the edge of a shape in the normalised world."""
        found = self._paths.get(number)
        if found is None:
            closed = self.shapes.kinds[number] == PaintedKind.AREA
            found = path_of(list(self.shapes.parts(number)), closed=closed)
            if self._corners > _MOST_CORNERS_KEPT:
                self._paths.clear()
                self._corners = 0
            self._corners += found.elementCount()
            self._paths[number] = found
        return found

    @cached_property
    def spots(self) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
        """Every vertex of the points, shape (m, 2), and the shape that each belongs to, in the order of the file."""
        import numpy as np

        shapes = self.shapes
        ends = shapes.part_ends
        owner = np.repeat(np.arange(len(shapes)), np.diff(np.append(shapes.first_part, len(shapes.part_starts))))
        is_point = np.array([kind == PaintedKind.POINT for kind in shapes.kinds], dtype=bool)
        owners = np.repeat(owner, ends - shapes.part_starts)
        wanted = is_point[owners]
        return shapes.points[wanted], owners[wanted]

    def spots_in(self, view: Bounds, *, cell: float, most: int) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
        """Return the points in a rectangle of the world, and their shapes; where they crowd one of each cell.

        So a layer of a hundred thousand points shows everywhere where it has some, and not only its first ones.

        Args:
            view: what is in sight.
            cell: side of a cell in the world, when there are more than so many.
            most: so many are drawn without thinning.
        """
        import numpy as np

        xy, owners = self.spots
        x, y = xy.T
        inside = np.flatnonzero((x >= view.left) & (x <= view.right) & (y >= view.top) & (y <= view.bottom))
        if len(inside) > most:
            cells = np.floor(xy[inside] / cell).astype(np.int64)
            _, first = np.unique(cells[:, 0] * (1 << 31) + cells[:, 1], return_index=True)
            inside = inside[np.sort(first)]
        return xy[inside], owners[inside]

    def outlines_in(self, view: Bounds, *, most: int) -> list[int]:
        """Return the lines and areas in a rectangle of the world in their order; of too many the largest."""
        import numpy as np

        kinds = self.shapes.kinds
        seen = np.array(
            [one for one in self.shapes.within(view).tolist() if kinds[one] != PaintedKind.POINT], dtype=int
        )
        if len(seen) > most:
            left, top, right, bottom = self.shapes.boxes[seen].T
            largest = np.argsort(-np.maximum(right - left, bottom - top), kind="stable")[:most]
            seen = np.sort(seen[largest])
        found: list[int] = seen.tolist()
        return found

    def anchor(self, number: int) -> tuple[float, float]:
        """Return where the name of a shape stands: its point, the middle of its line, the middle of its area."""
        parts = self.shapes.parts(number)
        if self.shapes.kinds[number] == PaintedKind.AREA:
            left, top, right, bottom = self.shapes.boxes[number].tolist()
            return (left + right) / 2, (top + bottom) / 2
        longest = max(parts, key=len)
        middle = len(longest) // 2
        x, y = ((longest[middle - 1] + longest[middle]) / 2 if len(longest) > 1 else longest[0]).tolist()
        return x, y

    def at(self, x: float, y: float, *, reach: float) -> list[int]:
        """Return the shapes at a point of the world, points before lines before areas.

        Args:
            x: normalised world.
            y: normalised world, down.
            reach: how far off a point or line may be.
        """
        found: list[tuple[int, float, int]] = []
        for number in self.shapes.within(Bounds(x - reach, y - reach, x + reach, y + reach)).tolist():
            parts = self.shapes.parts(number)
            kind = self.shapes.kinds[number]
            if kind == PaintedKind.AREA:
                if path_of(list(parts), closed=True).contains(QPointF(x, y)):
                    left, top, right, bottom = self.shapes.boxes[number].tolist()
                    found.append((2, (right - left) * (bottom - top), number))
                continue
            away = min(_distance(part, x, y, line=kind == PaintedKind.LINE) for part in parts)
            if away <= reach:
                found.append((0 if kind == PaintedKind.POINT else 1, away, number))
        return [number for _, _, number in sorted(found)]


def _distance(points: NDArray[np.float64], x: float, y: float, *, line: bool) -> float:
    """Distance of a point from points, or from the line through them."""
    import numpy as np

    here = np.array([x, y])
    if not line or len(points) < 2:
        return float(np.hypot(*(points - here).T).min())
    start, step = points[:-1], np.diff(points, axis=0)
    length = np.maximum((step**2).sum(axis=1), 1e-30)
    share = np.clip(((here - start) * step).sum(axis=1) / length, 0.0, 1.0)
    return float(np.hypot(*(start + share[:, None] * step - here).T).min())
