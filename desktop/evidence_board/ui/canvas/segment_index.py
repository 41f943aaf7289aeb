"""Straight lines, for hit tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_board.scene_style import Rect

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from evidence_board.scene import Array

    Indices = npt.NDArray[np.intp]


class SegmentIndex:
    """Answers which segments pass near a place.

    Four comparisons over all bounds leave few candidates to measure exactly. A grid would not help:
    links on a board are long, and each would lie in hundreds of cells.
    """

    def __init__(self, segments: Array) -> None:
        import numpy as np

        self._segments = segments
        x0, y0, x1, y1 = segments.T
        self._left, self._right = np.minimum(x0, x1), np.maximum(x0, x1)
        self._top, self._bottom = np.minimum(y0, y1), np.maximum(y0, y1)

    def touching(self, rect: Rect) -> Indices:
        """Indices of the segments whose bounds meet ``rect``, ascending."""
        import numpy as np

        return np.flatnonzero(
            (self._left <= rect.x1) & (self._right >= rect.x0) & (self._top <= rect.y1) & (self._bottom >= rect.y0)
        )

    def nearest(self, x: float, y: float, *, radius: float, aspect: float = 1.0) -> int | None:
        """Index of the segment nearest to ``x, y`` and no further than ``radius``, or ``None``.

        Arguments as in :meth:`PointIndex.nearest`; of equally near segments the last wins.
        """
        import numpy as np

        reach_y = radius / aspect
        near = self.touching(Rect(x - radius, y - reach_y, x + radius, y + reach_y))
        if not len(near):
            return None
        distance = distances(self._segments[near], x, y, aspect=aspect)
        best = len(near) - 1 - int(np.argmin(distance[::-1]))
        return int(near[best]) if distance[best] <= radius else None


def distances(segments: Array, x: float, y: float, *, aspect: float = 1.0) -> Array:
    """Distance of ``x, y`` from each of (n, 4) segments, in units along x."""
    import numpy as np

    start = (segments[:, :2] - (x, y)) * (1.0, aspect)
    step = (segments[:, 2:] - segments[:, :2]) * (1.0, aspect)
    square = np.maximum((step * step).sum(axis=1), 1e-300)
    part = np.clip(-(start * step).sum(axis=1) / square, 0.0, 1.0)
    foot = start + step * part[:, None]
    result: Array = np.hypot(foot[:, 0], foot[:, 1])
    return result
