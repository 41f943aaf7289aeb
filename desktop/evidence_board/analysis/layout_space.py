"""Room on a board: boxes apart from each other, parts beside each other, points spread over a rectangle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_board.scene_style import Rect

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Array = npt.NDArray[np.float64]
    Mask = npt.NDArray[np.bool_]

__all__ = ["bounds", "pack", "push_apart", "spread"]

_BETWEEN = 8.0
_ROUNDS = 240


def bounds(points: Array, boxes: Array) -> Rect:
    """Return the rectangle around what is drawn at some points."""
    low, high = (points + boxes[:, :2]).min(axis=0), (points + boxes[:, 2:]).max(axis=0)
    return Rect(float(low[0]), float(low[1]), float(high[0]), float(high[1]))


def spread(points: Array, boxes: Array, room: Rect) -> Array:
    """Return the points stretched along x and along y until their boxes fill a rectangle.

    A row or column of points is centred in the other direction.
    """
    import numpy as np

    result = np.array(points, dtype=np.float64)
    low_side, high_side = (room.x0, room.y0), (room.x1, room.y1)
    for axis in (0, 1):
        # Boxes do not stretch; the room that is left for the points depends on which box lies outermost.
        low = low_side[axis] - float(boxes[:, axis].min())
        high = high_side[axis] - float(boxes[:, axis + 2].max())
        first, last = float(result[:, axis].min()), float(result[:, axis].max())
        if last - first < 1e-6 or high <= low:
            result[:, axis] += (low + high) / 2 - (first + last) / 2
        else:
            result[:, axis] = low + (result[:, axis] - first) * (high - low) / (last - first)
    return result


def push_apart(points: Array, boxes: Array, *, fixed: Mask | None = None, gap: float = _BETWEEN) -> Array:
    """Return the points moved as little as possible until no two boxes lie closer than a gap.

    Each overlapping pair moves apart along the shorter way, half by half, again and again. Fixed points stay.
    Works on all pairs: for up to some two thousand points.
    """
    import numpy as np

    result = np.array(points, dtype=np.float64)
    middle = np.column_stack([boxes[:, 0] + boxes[:, 2], boxes[:, 1] + boxes[:, 3]]) / 2
    half = np.column_stack([boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]]) / 2 + gap / 2
    free = np.ones(len(result)) if fixed is None else (~fixed).astype(np.float64)
    for _ in range(_ROUNDS):
        first, second, deep = _overlaps(result + middle, half)
        if not len(first):
            break
        apart = (result + middle)[second] - (result + middle)[first]
        across = deep[:, 0] <= deep[:, 1]
        way = np.where(across[:, None], (1.0, 0.0), (0.0, 1.0))
        # Two in one place part in a fixed order, so that the result is always the same.
        sign = np.where((apart * way).sum(axis=1) >= 0, 1.0, -1.0)
        step = way * (sign * np.minimum(deep[:, 0], deep[:, 1]))[:, None]
        share = free[first] + free[second]
        step = step / np.maximum(share, 1.0)[:, None] * 1.02
        shift = np.zeros_like(result)
        np.add.at(shift, first, -step * free[first][:, None])
        np.add.at(shift, second, step * free[second][:, None])
        result += shift
    return result


def _overlaps(middle: Array, half: Array) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp], Array]:
    """Pairs of boxes that overlap, and how deep along x and y."""
    import numpy as np

    order = np.argsort(middle[:, 0], kind="stable")
    left, right = (middle - half)[order, 0], (middle + half)[order, 0]
    until = np.searchsorted(left, right, side="left")
    counts = np.maximum(until - np.arange(len(order)) - 1, 0)
    first = np.repeat(np.arange(len(order)), counts)
    offset = np.arange(len(first)) - np.repeat(np.cumsum(counts) - counts, counts)
    second = first + 1 + offset
    first, second = order[first], order[second]
    deep = half[first] + half[second] - np.abs(middle[first] - middle[second])
    hit = (deep > 1e-6).all(axis=1)
    first, second, deep = first[hit], second[hit], deep[hit]
    low = np.minimum(first, second)
    swap = low != first
    return np.where(swap, second, first), np.where(swap, first, second), deep


def pack(sizes: list[tuple[float, float]], *, aspect: float, gap: float) -> list[tuple[float, float]]:
    """Return the top left corner of each rectangle, so that all fill a frame of some shape.

    A first rectangle that is much larger than the rest stands alone; the rest stand on shelves to its right or
    below it, whichever leaves more room for it when the whole is shown in such a frame.

    Args:
        sizes: widths and heights, the largest first.
        aspect: wished width divided by height of the whole.
        gap: left free between rectangles.
    """
    if not sizes:
        return []
    area = sum((width + gap) * (height + gap) for width, height in sizes)
    wide, high = sizes[0]
    if wide * high < area / 2:
        return _shelves(sizes, limit=(area * aspect) ** 0.5, gap=gap)
    rest = sizes[1:]
    found: list[tuple[float, list[tuple[float, float]]]] = []
    for limit in (wide, *(high * step / 4 for step in range(1, 9))):
        corners = _shelves(rest, limit=limit, gap=gap)
        width, height = _extent(corners, rest)
        right = [(x + wide + gap, y) for x, y in corners]
        below = [(x, y + high + gap) for x, y in corners]
        found.append((max(wide + gap + width, max(high, height) * aspect), right))
        found.append((max(max(wide, width), (high + gap + height) * aspect), below))
    _, best = min(found, key=lambda one: one[0])
    return [(0.0, 0.0), *best]


def _extent(corners: list[tuple[float, float]], sizes: list[tuple[float, float]]) -> tuple[float, float]:
    right = max((x + width for (x, _), (width, _) in zip(corners, sizes, strict=True)), default=0.0)
    bottom = max((y + height for (_, y), (_, height) in zip(corners, sizes, strict=True)), default=0.0)
    return right, bottom


def _shelves(sizes: list[tuple[float, float]], *, limit: float, gap: float) -> list[tuple[float, float]]:
    """Corners of rectangles in rows; a row ends at the limit."""
    corners: list[tuple[float, float]] = []
    x = y = shelf = 0.0
    for width, height in sizes:
        if x and x + width > limit * 1.02:
            x, y, shelf = 0.0, y + shelf + gap, 0.0
        corners.append((x, y))
        x, shelf = x + width + gap, max(shelf, height)
    return corners
