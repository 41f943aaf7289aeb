"""Points in a uniform grid, for hit tests and rectangle queries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_board.scene_style import Rect

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from evidence_board.scene import Array

    Indices = npt.NDArray[np.intp]

# Up to this many points a plain comparison of all is as fast as the grid.
_PLAIN = 2_000


class PointIndex:
    """Answers which points lie near a place. Built once; the points must not change.

    Points are sorted by cell, row after row, so the cells of one row in a rectangle are one slice.
    """

    def __init__(self, points: Array) -> None:
        import numpy as np

        self._points = points
        count = len(points)
        self._plain = count <= _PLAIN
        if self._plain:
            return
        self._low = points.min(axis=0)
        extent = np.maximum(points.max(axis=0) - self._low, 1e-300)
        self._side = max(int(np.sqrt(count / 2)), 1)
        self._cells_per_unit = self._side / extent
        cells = np.minimum(((points - self._low) * self._cells_per_unit).astype(np.intp), self._side - 1)
        flat = cells[:, 1] * self._side + cells[:, 0]
        self._order = np.argsort(flat, kind="stable")
        self._sorted = points[self._order]
        self._starts = np.zeros(self._side * self._side + 1, dtype=np.intp)
        np.cumsum(np.bincount(flat, minlength=self._side * self._side), out=self._starts[1:])

    def within(self, rect: Rect) -> Indices:
        """Indices of the points inside ``rect`` (edges count), ascending."""
        import numpy as np

        if self._plain:
            return np.flatnonzero(_inside(self._points, rect))
        low_x, low_y = self._cell(rect.x0, rect.y0)
        high_x, high_y = self._cell(rect.x1, rect.y1)
        if high_y - low_y > self._side // 2:
            return np.flatnonzero(_inside(self._points, rect))
        found = []
        for row in range(low_y, high_y + 1):
            first = self._starts[row * self._side + low_x]
            last = self._starts[row * self._side + high_x + 1]
            if first < last:
                hits = _inside(self._sorted[first:last], rect)
                found.append(self._order[first:last][hits])
        return np.sort(np.concatenate(found)) if found else np.empty(0, dtype=np.intp)

    def nearest(self, x: float, y: float, *, radius: float, aspect: float = 1.0) -> int | None:
        """Index of the point nearest to ``x, y`` and no further than ``radius``, or ``None``.

        Args:
            x: world units.
            y: world units.
            radius: world units along x.
            aspect: length of a world unit along y over one along x, as drawn (1 but on a timeline).
                Of equally near points the last wins: it is drawn on top.
        """
        import numpy as np

        reach_y = radius / aspect
        near = self.within(Rect(x - radius, y - reach_y, x + radius, y + reach_y))
        if not len(near):
            return None
        offset = self._points[near] - (x, y)
        distance = np.hypot(offset[:, 0], offset[:, 1] * aspect)
        best = len(near) - 1 - int(np.argmin(distance[::-1]))
        return int(near[best]) if distance[best] <= radius else None

    def _cell(self, x: float, y: float) -> tuple[int, int]:
        top = self._side - 1
        column = (x - float(self._low[0])) * float(self._cells_per_unit[0])
        row = (y - float(self._low[1])) * float(self._cells_per_unit[1])
        return int(min(max(column, 0), top)), int(min(max(row, 0), top))


def _inside(points: Array, rect: Rect) -> npt.NDArray[np.bool_]:
    x, y = points[:, 0], points[:, 1]
    result: npt.NDArray[np.bool_] = (x >= rect.x0) & (x <= rect.x1) & (y >= rect.y0) & (y <= rect.y1)
    return result
