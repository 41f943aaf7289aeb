"""The camera that shows all of a board: labels keep their size on screen, so they need more room far out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_board.ui.board.board_look import Detail
from evidence_board.ui.canvas import CameraState

if TYPE_CHECKING:
    from evidence_board.scene import Array

__all__ = ["fitting"]

_MARGIN, _STEPS = 10.0, 24
_SMALLEST = 0.01


def fitting(points: Array, boxes: Array, *, width: float, height: float, detail: Detail) -> CameraState:
    """Return the largest scale up to 1, and its middle, at which all nodes and their labels are in view.

    Args:
        points: (n, 2) where the nodes stand.
        boxes: (n, 4) left, top, right, bottom of each around its point at scale 1.
        width: of the view in pixels.
        height: of the view in pixels.
        detail: from which scale on labels are drawn.
    """
    low, high = _SMALLEST, 1.0
    if _fits(points, boxes, high, width, height, detail):
        low = high
    else:
        for _ in range(_STEPS):
            middle = (low * high) ** 0.5
            if _fits(points, boxes, middle, width, height, detail):
                low = middle
            else:
                high = middle
    left, top, right, bottom = _edges(points, boxes, low, detail)
    return CameraState.square((left + right) / 2 / low, (top + bottom) / 2 / low, low)


def _fits(points: Array, boxes: Array, scale: float, width: float, height: float, detail: Detail) -> bool:
    left, top, right, bottom = _edges(points, boxes, scale, detail)
    return right - left <= width - 2 * _MARGIN and bottom - top <= height - 2 * _MARGIN


def _edges(points: Array, boxes: Array, scale: float, detail: Detail) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of everything in pixels at a scale, counted from the origin of the board."""
    size = boxes if scale >= detail.labels else boxes.clip(-20.0, 20.0) * max(scale, detail.least / 30)
    low, high = (points * scale + size[:, :2]).min(axis=0), (points * scale + size[:, 2:]).max(axis=0)
    return float(low[0]), float(low[1]), float(high[0]), float(high[1])
