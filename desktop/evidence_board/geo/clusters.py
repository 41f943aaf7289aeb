"""Pins that merge into one with a count, and split again on zooming in."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evidence_board.geo.mercator import TILE_PX, Bounds, bounds_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Clusters", "cluster", "cluster_zoom", "crowded"]

_MERGE_SHARE = 0.7  # neighbours nearer than this share of a cell would overlap on the screen
_MOST_PASSES = 8  # a merged pin has moved and may be near the next one; three passes are usual


@dataclass(frozen=True)
class Clusters:
    """The pins of one zoom level.

    Attributes:
        xy: middle of each pin, the mean of its members, normalised world, shape (k, 2).
        counts: number of members of each pin, shape (k,).
        representative: index of the member each pin shows, the earliest of them, shape (k,).
        labels: the pin each point belongs to, shape (n,).
        order: point indices grouped by pin, shape (n,).
        starts: pin i holds ``order[starts[i]:starts[i + 1]]``, shape (k + 1,).
        points: the points given, shape (n, 2).
    """

    xy: NDArray[np.float64]
    counts: NDArray[np.int64]
    representative: NDArray[np.int64]
    labels: NDArray[np.int64]
    order: NDArray[np.int64]
    starts: NDArray[np.int64]
    points: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.counts)

    def members(self, pin: int) -> NDArray[np.int64]:
        """Return the indices of the points of one pin, ascending."""
        return self.order[self.starts[pin] : self.starts[pin + 1]]

    def bounds(self, pin: int) -> Bounds:
        """Return the rectangle around the points of one pin: zoom there to split it."""
        return bounds_of(self.points[self.members(pin)])


def cluster_zoom(zoom: float) -> float:
    """Return the half level that clusters are computed for; between two, pins stay as they are."""
    return math.floor(zoom * 2) / 2


def cluster(world_xy: NDArray[np.float64], *, zoom: float, cell_px: float = 64.0) -> Clusters:
    """Merge points that would overlap at a zoom level.

    Points fall into cells of a grid fixed to the world, so panning never changes a pin; then pairs of
    neighbouring pins whose middles are too near merge, until none are. The result depends only on the
    points, their order and `cluster_zoom`.

    Args:
        world_xy: normalised world points, shape (n, 2).
        zoom: zoom level of the map; rounded down to a half level.
        cell_px: size of a cell in pixels at that level, about the size of a pin.

    Returns:
        The pins, in the order of their cells (row by row from the north).
    """
    import numpy as np

    points = np.ascontiguousarray(world_xy, dtype=np.float64).reshape(-1, 2)
    if len(points) == 0:
        none = np.zeros(0, dtype=np.int64)
        return Clusters(points, none, none, none, none, np.zeros(1, dtype=np.int64), points)
    cell = cell_px / (TILE_PX * 2.0 ** cluster_zoom(zoom))
    labels, pins = np.arange(len(points), dtype=np.int64), len(points)
    for _ in range(_MOST_PASSES):
        middles = _means(points, labels, np.bincount(labels))
        columns_rows = np.floor(middles / cell).astype(np.int64)
        columns_rows -= columns_rows.min(axis=0) - 1  # a free column on the left, so neighbours never wrap
        stride = int(columns_rows[:, 0].max()) + 2
        cells, dense = np.unique(columns_rows[:, 1] * stride + columns_rows[:, 0], return_inverse=True)
        labels = _merge_near(points, cells, dense.astype(np.int64)[labels], stride, cell * _MERGE_SHARE)
        merged = int(labels.max()) + 1
        if merged == pins:
            break  # nothing is too near anything any more
        pins = merged
    order = np.argsort(labels, kind="stable")
    counts = np.bincount(labels)
    starts = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(counts)])
    return Clusters(
        xy=_means(points, labels, counts),
        counts=counts,
        representative=order[starts[:-1]],
        labels=labels,
        order=order,
        starts=starts,
        points=points,
    )


def crowded(world_xy: NDArray[np.float64], *, zoom: float, cell_px: float, neighbours: int) -> NDArray[np.bool_]:
    """Tell which points have at least so many others around them at a zoom level.

    Args:
        world_xy: normalised world points, shape (n, 2).
        zoom: zoom level of the map; rounded down to a half level.
        cell_px: points in the same square of this size, or in one beside it, are neighbours.
        neighbours: how many make a crowd.

    Returns:
        One answer per point, shape (n,); it depends on the points only, so panning never changes it.
    """
    import numpy as np

    if not len(world_xy):
        return np.zeros(0, dtype=bool)
    cell = cell_px / (TILE_PX * 2.0 ** cluster_zoom(zoom))
    columns_rows = np.floor(world_xy / cell).astype(np.int64)
    columns_rows -= columns_rows.min(axis=0) - 1
    stride = int(columns_rows[:, 0].max()) + 2
    cells, own, held = np.unique(
        columns_rows[:, 1] * stride + columns_rows[:, 0], return_inverse=True, return_counts=True
    )
    around = np.zeros(len(cells), dtype=np.int64)
    for step in (down * stride + right for down in (-1, 0, 1) for right in (-1, 0, 1)):
        found = np.minimum(np.searchsorted(cells, cells + step), len(cells) - 1)
        around += np.where(cells[found] == cells + step, held[found], 0)
    answer: NDArray[np.bool_] = around[own.reshape(-1)] > neighbours
    return answer


def _means(points: NDArray[np.float64], labels: NDArray[np.int64], counts: NDArray[np.int64]) -> NDArray[np.float64]:
    import numpy as np

    sums = [np.bincount(labels, weights=points[:, axis], minlength=len(counts)) for axis in (0, 1)]
    return np.stack(sums, axis=1) / counts[:, None]


def _merge_near(
    points: NDArray[np.float64],
    cells: NDArray[np.int64],
    labels: NDArray[np.int64],
    stride: int,
    near: float,
) -> NDArray[np.int64]:
    """Join pairs of neighbouring pins that are each other's nearest and closer than `near`."""
    import numpy as np

    middles = _means(points, labels, np.bincount(labels))
    pins = np.arange(len(cells))
    best = np.full(len(cells), np.inf)
    partner = pins.copy()
    for step in (1, stride - 1, stride, stride + 1):  # the other four directions are these, seen back
        found = np.minimum(np.searchsorted(cells, cells + step), len(cells) - 1)
        here = np.flatnonzero(cells[found] == cells + step)
        there = found[here]
        away = np.hypot(*(middles[there] - middles[here]).T)
        for one, other in ((here, there), (there, here)):
            better = away < np.minimum(best[one], near)
            best[one[better]] = away[better]
            partner[one[better]] = other[better]
    mutual = partner[partner] == pins
    target = np.where(mutual, np.minimum(pins, partner), pins)
    _, dense = np.unique(target, return_inverse=True)
    merged: NDArray[np.int64] = dense.astype(np.int64)[labels]
    return merged
