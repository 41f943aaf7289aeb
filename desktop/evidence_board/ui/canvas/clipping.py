"""Cutting many segments to a rectangle at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from evidence_board.scene import Array


def clip_segments(
    segments: Array, *, x0: float, y0: float, x1: float, y1: float
) -> tuple[Array, npt.NDArray[np.bool_]]:
    """Cut segments to a rectangle (Liang and Barsky 1984, one edge at a time over all segments).

    A line that leaves the view by a million pixels costs a dashing painter a million dashes.

    Args:
        segments: (n, 4) ``x0, y0, x1, y1`` in pixels.
        x0: left edge.
        y0: upper edge.
        x1: right edge.
        y1: lower edge.

    Returns:
        The cut segments, (n, 4), and which of them (n,) have any part inside.
    """
    import numpy as np

    start = segments[:, :2]
    step = segments[:, 2:] - start
    enter, leave = np.zeros(len(segments)), np.ones(len(segments))
    seen = np.ones(len(segments), dtype=bool)
    for axis, low, high in ((0, x0, x1), (1, y0, y1)):
        for direction, room in ((-step[:, axis], start[:, axis] - low), (step[:, axis], high - start[:, axis])):
            flat = direction == 0
            seen &= ~(flat & (room < 0))
            part = np.divide(room, direction, out=np.zeros_like(room), where=~flat)
            enter = np.where(direction < 0, np.maximum(enter, part), enter)
            leave = np.where(direction > 0, np.minimum(leave, part), leave)
    seen &= enter <= leave
    return np.hstack([start + step * enter[:, None], start + step * leave[:, None]]), seen
