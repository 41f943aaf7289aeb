"""Straight lines, for hit tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_board.scene_style import Rect

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from evidence_board.scene import Array

    Indices = npt.NDArray[np.intp]


# Segments wider than this part of all of them are looked at one by one.
_LONG = 1 / 16


class SegmentIndex:
    """Answers which segments pass near a place. Built once; the segments must not change.

    Segments are sorted by their left end. Those near a place begin no further to the left of it than
    the widest is wide, which leaves one slice to compare; the few very long ones are kept apart, or they
    would make that slice everything. (A grid would hold each link of a board in hundreds of cells.)
    """

    def __init__(self, segments: Array) -> None:
        import numpy as np

        self._segments = segments
        left, right = np.minimum(segments[:, 0], segments[:, 2]), np.maximum(segments[:, 0], segments[:, 2])
        wide = right - left > _LONG * (right.max(initial=-np.inf) - left.min(initial=np.inf))
        self._parts = [_Part(segments, np.flatnonzero(wide)), _Part(segments, np.flatnonzero(~wide))]

    def touching(self, rect: Rect) -> Indices:
        """Indices of the segments whose bounds meet ``rect``, ascending."""
        import numpy as np

        return np.sort(np.concatenate([part.touching(rect) for part in self._parts]))

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


class _Part:
    """Bounds of some of the segments, sorted by their left end."""

    def __init__(self, segments: Array, chosen: Indices) -> None:
        import numpy as np

        x0, y0, x1, y1 = segments[chosen].T
        left = np.minimum(x0, x1)
        order = np.argsort(left)
        self._index = chosen[order]
        self._left, self._right = left[order], np.maximum(x0, x1)[order]
        self._top, self._bottom = np.minimum(y0, y1)[order], np.maximum(y0, y1)[order]
        self._widest = float((self._right - self._left).max(initial=0.0))

    def touching(self, rect: Rect) -> Indices:
        first = int(self._left.searchsorted(rect.x0 - self._widest, side="left"))
        last = int(self._left.searchsorted(rect.x1, side="right"))
        near = slice(first, last)
        meets = (self._right[near] >= rect.x0) & (self._top[near] <= rect.y1) & (self._bottom[near] >= rect.y0)
        found: Indices = self._index[near][meets]
        return found
