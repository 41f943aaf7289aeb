"""Where lines of the board begin and end, and the boxes that nodes take with their labels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from evidence_board.ui.board.board_content import BoardContent, BoardEdge, BoardNode
from evidence_board.ui.board.board_look import LABEL_GAP, node_half

if TYPE_CHECKING:
    from evidence_board.scene import Array

__all__ = [
    "MAX_LABEL",
    "Measure",
    "edge_segments",
    "entity_box",
    "estimated_widths",
    "free_spot",
    "line_gaps",
    "node_boxes",
    "visible_ends",
]

#: Longest label in pixels; more is cut with an ellipsis.
MAX_LABEL = 168.0
_LABEL_LINE, _ROUGH = 15.0, 6.6
# Free pixels between a node and the line that leads to it, and beyond its label.
_FREE, _FREE_LABEL, _BADGE = 5.0, 3.0, 22.0
# Steps in which a free spot is looked for, how many, and how far it stays from what is there.
_RING, _RINGS, _BESIDE = 10.0, 120, 4.0
# Half the side of a gap that a mark fits into.
_GAP = 10.0

Measure = Callable[[str], float]


def estimated_widths(nodes: Sequence[BoardNode]) -> Array:
    """(n,) about how wide the labels are, for boards too large to measure each."""
    import numpy as np

    return np.array([min(len(node.label) * _ROUGH, MAX_LABEL) for node in nodes])


def node_boxes(content: BoardContent, widths: Array) -> Array:
    """(n, 4) left, top, right, bottom of each node with label and badge at scale 1, around its point.

    Args:
        content: what is shown.
        widths: (n,) width of each label in pixels.
    """
    import numpy as np

    boxes = np.zeros((len(content.nodes), 4))
    for number, node in enumerate(content.nodes):
        across, up = node_half(node.kind)
        right = across + (10 if node.badge > 1 else 3)
        across = max(across + 3, widths[number] / 2)
        up = max(up, _BADGE) if node.badge > 1 else up + 2
        boxes[number] = (-across, -up, max(across, right), LABEL_GAP[node.kind] + _LABEL_LINE)
    return boxes


def entity_box(kind: str, label: str) -> tuple[float, float, float, float]:
    """Return about the box that an entity takes with its label, around its point at scale 1."""
    across, up = node_half(kind)
    across = max(across + 3, min(len(label) * _ROUGH, MAX_LABEL) / 2)
    return -across, -up - 2, across, LABEL_GAP[kind] + _LABEL_LINE


def free_spot(at: tuple[float, float], box: tuple[float, float, float, float], taken: Array) -> tuple[float, float]:
    """Return the place nearest to a point where a box lies over no other.

    A point that was left free stays as it is: who points at a gap means the gap, even where the label is narrow.

    Args:
        at: the point.
        box: left, top, right, bottom around it.
        taken: (n, 4) left, top, right, bottom of what is there.
    """
    import numpy as np

    left, top, right, bottom = taken.T
    x, y = at
    if not ((left < x + _GAP) & (right > x - _GAP) & (top < y + _GAP) & (bottom > y - _GAP)).any():
        return at
    for ring in range(1, _RINGS):
        angles = np.linspace(0.0, 2 * np.pi, 8 * ring, endpoint=False)
        across, down = (x + ring * _RING * np.cos(angles))[:, None], (y + ring * _RING * np.sin(angles))[:, None]
        over = (left < across + box[2] + _BESIDE) & (right > across + box[0] - _BESIDE)
        over &= (top < down + box[3] + _BESIDE) & (bottom > down + box[1] - _BESIDE)
        free = np.flatnonzero(~over.any(axis=1))
        if len(free):
            return float(across[free[0], 0]), float(down[free[0], 0])
    return at


def edge_segments(edges: Sequence[BoardEdge], points: Array) -> Array:
    """(m, 4) lines from node to node in world units; links between the same two lie beside each other."""
    import numpy as np

    if not edges:
        return np.zeros((0, 4))
    starts = np.fromiter((edge.start for edge in edges), dtype=np.intp, count=len(edges))
    ends = np.fromiter((edge.end for edge in edges), dtype=np.intp, count=len(edges))
    aside = np.fromiter((edge.aside for edge in edges), dtype=np.float64, count=len(edges))
    first, second = points[starts], points[ends]
    if aside.any():
        step = second - first
        length = np.maximum(np.hypot(step[:, 0], step[:, 1]), 1e-9)[:, None]
        side = np.column_stack([-step[:, 1], step[:, 0]]) / length * aside[:, None]
        first, second = first + side, second + side
    return np.hstack([first, second])


def line_gaps(
    nodes: Sequence[BoardNode], edges: Sequence[BoardEdge], segments: Array, widths: Array
) -> tuple[Array, Array]:
    """How far each line stops short of its two nodes at scale 1: (m, 2) clear of mark and label, (m, 2) of the mark.

    Lines too short to be clear of labels are only kept clear of the marks.

    Args:
        nodes: all nodes.
        edges: the links.
        segments: (m, 4) their lines.
        widths: (n,) width of each label.
    """
    import numpy as np

    if not len(segments):
        return np.zeros((0, 2)), np.zeros((0, 2))
    halves = np.array([node_half(node.kind) for node in nodes])
    below = np.array([LABEL_GAP[node.kind] for node in nodes])
    square = np.array([node.kind == "media" for node in nodes])
    step = segments[:, 2:] - segments[:, :2]
    length = np.maximum(np.hypot(step[:, 0], step[:, 1]), 1e-9)
    unit = step / length[:, None]
    gaps = np.zeros((len(segments), 2))
    marks = np.zeros((len(segments), 2))
    for side, way in ((0, unit), (1, -unit)):
        rows = np.fromiter(((edge.end if side else edge.start) for edge in edges), dtype=np.intp, count=len(edges))
        marks[:, side] = _exit(way, halves[rows], square[rows]) + _FREE
        label = _label_exit(way, widths[rows] / 2 + 2, below[rows]) + _FREE_LABEL
        gaps[:, side] = np.maximum(marks[:, side], label)
    short = gaps.sum(axis=1) > length - 14
    gaps[short] = marks[short]
    return gaps, marks


def visible_ends(segments: Array, gaps: Array, *, scale: float = 1.0) -> tuple[Array, Array]:
    """(m, 2) starts and (m, 2) ends of what is seen of lines; the gaps count ``scale`` units each."""
    import numpy as np

    step = segments[:, 2:] - segments[:, :2]
    unit = step / np.maximum(np.hypot(step[:, 0], step[:, 1]), 1e-9)[:, None]
    return segments[:, :2] + unit * gaps[:, :1] * scale, segments[:, 2:] - unit * gaps[:, 1:] * scale


def _exit(way: Array, half: Array, square: Array) -> Array:
    """Where a ray from the middle leaves a mark: a box for pictures, an ellipse for the rest."""
    import numpy as np

    across, down = np.maximum(np.abs(way), 1e-9).T
    box = np.minimum(half[:, 0] / across, half[:, 1] / down)
    ellipse = 1 / np.sqrt((across / half[:, 0]) ** 2 + (down / half[:, 1]) ** 2)
    return np.asarray(np.where(square, box, ellipse))


def _label_exit(way: Array, half: Array, top: Array) -> Array:
    """Where a ray from the middle of a node leaves the label below it; 0 when it passes the label by."""
    import numpy as np

    across, down = np.abs(way[:, 0]), np.maximum(way[:, 1], 1e-9)
    enters = (way[:, 1] > 0.05) & (across * top / down < half)
    out = np.minimum((top + _LABEL_LINE) / down, half / np.maximum(across, 1e-9))
    return np.asarray(np.where(enters, out, 0.0))
