"""Where the words of links stand: on the line, clear of nodes and of each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_board.ui.board.board_geometry import visible_ends

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from evidence_board.scene import Array

    Indices = npt.NDArray[np.intp]

__all__ = ["place_words", "scale_steps"]

#: Parts of the visible line at which words may stand, best first.
_PARTS = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74)
_HALF_HIGH, _END = 8.0, 9.0
#: Above so many links the middle of the line has to do.
_CAREFUL = 400
_STEP = 1.25


def place_words(segments: Array, gaps: Array, widths: Array, boxes: Array, *, avoid_middle: Array) -> Array:
    """(m, 2) world points for the words of links, judged at scale 1.

    Args:
        segments: (m, 4) lines.
        gaps: (m, 2) how far they stop short of their nodes.
        widths: (m,) width of the words, 0 for none.
        boxes: (n, 4) left, top, right, bottom of the nodes in world units.
        avoid_middle: (m,) true where a mark stands in the middle of the line.
    """
    import numpy as np

    step = segments[:, 2:] - segments[:, :2]
    length = np.maximum(np.hypot(step[:, 0], step[:, 1]), 1e-9)
    start, end = visible_ends(segments, gaps)
    result: Array = (start + end) / 2
    if len(segments) > _CAREFUL:
        return result
    taken = np.zeros((0, 4))
    # Short lines have the least choice, so they choose first.
    for row in np.argsort(length - gaps.sum(axis=1) - widths):
        if not widths[row]:
            continue
        half = np.array([widths[row] / 2 + 2, _HALF_HIGH])
        best = None
        for part in _PARTS:
            if part == 0.5 and avoid_middle[row]:
                continue
            place = start[row] + (end[row] - start[row]) * part
            low, high = place - half, place + half
            box = np.concatenate([low, high])
            covered = _hits(box, boxes) + 2 * _hits(box, taken)
            if best is None or covered < best[0]:
                best = (covered, place, box)
            if not covered:
                break
        if best is not None:
            result[row] = best[1]
            taken = np.vstack([taken, best[2]])
    return result


def scale_steps(segments: Array, gaps: Array, widths: Array, *, least: float) -> list[tuple[float, Indices]]:
    """Links by the scale from which their words fit on the line: (scale, positions of the links).

    Scales go in steps, so that links need only a few primitives.

    Args:
        segments: (m, 4) lines.
        gaps: (m, 2) how far they stop short of their nodes at scale 1.
        widths: (m,) width of the words in pixels, 0 for none.
        least: words are never shown below this scale.
    """
    import numpy as np

    step = segments[:, 2:] - segments[:, :2]
    length = np.hypot(step[:, 0], step[:, 1])
    across = np.abs(step[:, 0]) / np.maximum(length, 1e-9)
    # On a steep line words only need their height.
    needed = across * widths + (1 - across) * 2 * _HALF_HIGH + _END
    free = np.maximum(length - gaps.sum(axis=1), 1.0)
    number = np.ceil(np.log(np.maximum(needed / free, 1e-6)) / np.log(_STEP)).astype(int)
    lowest = int(np.ceil(np.log(least) / np.log(_STEP)))
    number = np.clip(number, lowest, 12)
    shown = widths > 0
    return [
        (max(_STEP ** float(one), least), np.flatnonzero(shown & (number == one)))
        for one in np.unique(number[shown]).tolist()
    ]


def _hits(box: Array, boxes: Array) -> int:
    if not len(boxes):
        return 0
    return int(((boxes[:, :2] < box[2:]) & (boxes[:, 2:] > box[:2])).all(axis=1).sum())
