"""Tidies a small drawing: no crossings that can be avoided, no line through a thing, no covered label.

A greedy search in the manner of Davidson and Harel ("Drawing graphs nicely using simulated annealing", 1996):
one thing after the other tries a handful of places and takes the cheapest. All places of one thing are
judged at once in numpy, so twenty things are tidy after a quarter of a second.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_board.scene_style import Rect

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Array = npt.NDArray[np.float64]
    Mask = npt.NDArray[np.bool_]

__all__ = ["refine"]

# What each blemish costs. Only their proportions matter.
_COVER, _THROUGH, _CROSS, _ANGLE, _WORDS, _LENGTH, _NEAR = 60.0, 14.0, 9.0, 5.0, 9.0, 4.0, 0.55
# Free pixels between two boxes, between a line and a box, and at each end of the words on a line.
_BETWEEN, _CLEAR, _LINE_END = 8.0, 5.0, 16.0
_WORDS_HALF = 9.0
_TRIES, _FAR_TRIES = 18, 8


def refine(
    points: Array,
    edges: npt.NDArray[np.intp],
    boxes: Array,
    *,
    room: Rect,
    words: Array | None = None,
    fixed: Mask | None = None,
    passes: int = 12,
    swaps: bool = True,
    seed: int = 0,
) -> Array:
    """Return better places for the nodes of a small graph.

    Args:
        points: (n, 2) where the nodes stand now, in pixels at scale 1.
        edges: (m, 2) positions of the ends of each line.
        boxes: (n, 4) left, top, right, bottom of what is drawn for a node, counted from its point.
        room: where the boxes may lie; fixed nodes may lie outside.
        words: (m,) width of the text on each line, 0 for none.
        fixed: (n,) nodes that stay where they are.
        passes: how often every node is looked at.
        swaps: also try to exchange two nodes, which costs four times as long.
        seed: the same seed gives the same drawing.
    """
    import numpy as np

    if len(points) < 2:
        return points.copy()
    search = _Search(points, edges, boxes, room, np.zeros(len(edges)) if words is None else words)
    movable = np.arange(len(points)) if fixed is None else np.flatnonzero(~fixed)
    dice = np.random.default_rng(seed)
    for turn in range(passes):
        heat = 1.0 - turn / passes
        moved = False
        for node in dice.permutation(movable):
            moved = search.improve(int(node), heat, dice) or moved
            if swaps and heat > 0.5 and not turn % 2 and len(movable) > 2:
                moved = search.swap(int(node), int(dice.choice(movable))) or moved
        if not moved and heat < 0.4:
            break
    return search.points


def blemishes(
    points: Array, edges: npt.NDArray[np.intp], boxes: Array, *, room: Rect, words: Array | None = None
) -> float:
    """Return what is wrong with a drawing as one number, to compare drawings of one graph."""
    import numpy as np

    search = _Search(points, edges, boxes, room, np.zeros(len(edges)) if words is None else words)
    return float(sum(search.costs(node, search.points[node : node + 1])[0] for node in range(len(points))))


class _Search:
    """The drawing, and what any one node would cost in other places."""

    def __init__(self, points: Array, edges: npt.NDArray[np.intp], boxes: Array, room: Rect, words: Array) -> None:
        import numpy as np

        self.points = np.array(points, dtype=np.float64)
        self._edges = np.asarray(edges, dtype=np.intp).reshape(-1, 2)
        self._words = np.asarray(words, dtype=np.float64)
        self._middle = np.column_stack([boxes[:, 0] + boxes[:, 2], boxes[:, 1] + boxes[:, 3]]) / 2
        self._half = np.column_stack([boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]]) / 2
        self._low = np.array([room.x0, room.y0]) - boxes[:, :2]
        self._high = np.maximum(np.array([room.x1, room.y1]) - boxes[:, 2:], self._low)
        self._size = np.array([room.width, room.height])
        self._ideal = float(np.sqrt(max(room.width * room.height, 1.0) / max(len(points), 1))) * 1.08
        count = len(self.points)
        mine = [(self._edges == node).any(axis=1) for node in range(count)]
        self._mine = [np.flatnonzero(mask) for mask in mine]
        self._rest = [np.flatnonzero(~mask) for mask in mine]
        self._others = [np.delete(np.arange(count), node) for node in range(count)]

    def improve(self, node: int, heat: float, dice: np.random.Generator) -> bool:
        """Move a node to the cheapest of some places; tells whether it moved."""
        import numpy as np

        here = self.points[node]
        near = here + dice.normal(size=(_TRIES, 2)) * (self._size * (0.02 + 0.16 * heat))
        far = dice.uniform(self._low[node], self._high[node], size=(_FAR_TRIES if heat > 0.25 else 2, 2))
        tries = np.vstack([here, np.clip(np.vstack([near, far]), self._low[node], self._high[node])])
        best = int(np.argmin(self.costs(node, tries)))
        self.points[node] = tries[best]
        return best > 0

    def swap(self, first: int, second: int) -> bool:
        """Exchange two nodes if that is cheaper; tells whether it was."""
        import numpy as np

        if first == second:
            return False
        one, other = self.points[first].copy(), self.points[second].copy()
        before = self.costs(first, one[None])[0] + self.costs(second, other[None])[0]
        self.points[first] = np.clip(other, self._low[first], self._high[first])
        self.points[second] = np.clip(one, self._low[second], self._high[second])
        after = self.costs(first, self.points[first][None])[0] + self.costs(second, self.points[second][None])[0]
        if after < before - 1e-9:
            return True
        self.points[first], self.points[second] = one, other
        return False

    def costs(self, node: int, tries: Array) -> Array:
        """(k,) what the drawing costs with a node at each of (k, 2) places, as far as the node matters."""
        total = self._of_places(node, tries)
        total += self._of_others_lines(node, tries)
        if len(self._mine[node]):
            total += self._of_own_lines(node, tries)
        return total

    def _of_places(self, node: int, tries: Array) -> Array:
        """Nodes that stand too near, and boxes that cover each other."""
        import numpy as np

        others = self._others[node]
        apart = tries[:, None] - self.points[others]
        square = (apart * apart).sum(axis=2) + 1.0
        total: Array = _NEAR * (self._ideal**2 / square).sum(axis=1)
        apart = np.abs((tries + self._middle[node])[:, None] - (self.points + self._middle)[others])
        deep = (self._half[node] + self._half[others] + _BETWEEN - apart).min(axis=2)
        total += _COVER * np.where(deep > 0, 0.3 + deep / 20, 0.0).sum(axis=1)
        return total

    def _of_others_lines(self, node: int, tries: Array) -> Array:
        """Lines of others that run through this node, and their words that it covers."""
        import numpy as np

        rest = self._rest[node]
        if not len(rest):
            return np.zeros(len(tries))
        start, end = self.points[self._edges[rest, 0]], self.points[self._edges[rest, 1]]
        middle, half = tries + self._middle[node], self._half[node]
        total = _THROUGH * _through(start[None], end[None], middle[:, None], half).sum(axis=1)
        words = self._words[rest]
        apart = np.abs(middle[:, None] - (start + end) / 2)
        room = half + np.column_stack([words / 2, np.full(len(words), _WORDS_HALF)])
        total += _WORDS * ((apart < room).all(axis=2) & (words > 0)).sum(axis=1)
        return np.asarray(total)

    def _of_own_lines(self, node: int, tries: Array) -> Array:
        """Length, crossings, angles and words of the lines that end here."""
        import numpy as np

        mine = self._mine[node]
        ends = self._edges[mine]
        far = np.where(ends[:, 0] == node, ends[:, 1], ends[:, 0])
        target, words = self.points[far], self._words[mine]
        step = target - tries[:, None]
        length = np.sqrt((step * step).sum(axis=2)) + 1e-6
        total = _LENGTH * ((length / self._ideal - 1) ** 2).sum(axis=1)
        # Level lines need room for their words between the two boxes, steep ones between the two heights.
        unit = np.abs(step) / length[:, :, None]
        taken = unit[:, :, 0] * (self._half[node, 0] + self._half[far, 0] + words + _LINE_END * (words > 0))
        taken += unit[:, :, 1] * (self._half[node, 1] + self._half[far, 1] + 2 * _WORDS_HALF * (words > 0))
        total += _WORDS * np.clip((taken - length) / 40, 0, 2).sum(axis=1)
        between = (tries[:, None] + target) / 2
        total += self._of_own_words(node, far, words, between)
        others = self._others[node]
        box, half = (self.points + self._middle)[others], self._half[others]
        hit = _through(tries[:, None, None], target[None, :, None], box[None, None], half)
        total += _THROUGH * (hit * (others[None, :] != far[:, None])).sum(axis=(1, 2))
        unit = step / length[:, :, None]
        if len(mine) > 1:
            same = (unit[:, :, None] * unit[:, None]).sum(axis=3)
            total += _ANGLE / 2 * (_sharp(same).sum(axis=(1, 2)) - _sharp(np.ones(1))[0] * len(mine))
        rest = self._rest[node]
        if len(rest):
            total += self._of_meetings(tries, far, unit, rest)
        return np.asarray(total)

    def _of_own_words(self, node: int, far: npt.NDArray[np.intp], words: Array, between: Array) -> Array:
        """Words on the own lines that lie over a box or over other words."""
        import numpy as np

        box, half = self.points + self._middle, self._half
        text = np.column_stack([words / 2, np.full(len(words), _WORDS_HALF)])
        apart = np.abs(between[:, :, None] - box)
        over = (apart < (text[:, None] + half)).all(axis=3) & (words > 0)[None, :, None]
        over[:, :, node] = False
        over[:, np.arange(len(far)), far] = False
        total: Array = _WORDS * over.sum(axis=(1, 2)).astype(np.float64)
        rest = self._rest[node]
        if len(rest):
            other = self._words[rest]
            middle = (self.points[self._edges[rest, 0]] + self.points[self._edges[rest, 1]]) / 2
            room = np.abs(between[:, :, None] - middle)
            width = (words[:, None] + other) / 2 + 4
            both = (words[:, None] > 0) & (other > 0)
            total += _WORDS * ((room[..., 0] < width) & (room[..., 1] < 2 * _WORDS_HALF) & both).sum(axis=(1, 2))
        return total

    def _of_meetings(self, tries: Array, far: npt.NDArray[np.intp], unit: Array, rest: npt.NDArray[np.intp]) -> Array:
        """Lines of others that an own line crosses, or that it leaves at a sharp angle where both end."""
        import numpy as np

        ends = self._edges[rest]
        start, end = self.points[ends[:, 0]], self.points[ends[:, 1]]
        target = self.points[far]
        joined = (ends[None, :, 0] == far[:, None]) | (ends[None, :, 1] == far[:, None])
        here = tries[:, None, None]
        there = target[None, :, None]
        one = _side(here, there, start) * _side(here, there, end)
        two = _side(start, end, here) * _side(start, end, there)
        crossed = (one < 0) & (two < 0) & ~joined
        total: Array = _CROSS * crossed.sum(axis=(1, 2)).astype(np.float64)
        if joined.any():
            away = np.where((ends[None, :, 0] == far[:, None])[..., None], end - start, start - end)
            away = away / (np.sqrt((away * away).sum(axis=2, keepdims=True)) + 1e-6)
            same = -(unit[:, :, None] * away).sum(axis=3)
            total += _ANGLE * (_sharp(same) * joined).sum(axis=(1, 2))
        return total


def _sharp(cosine: Array) -> Array:
    """0 from about 35 degrees on, 1 for lines upon each other."""
    import numpy as np

    result: Array = np.clip((cosine - 0.82) / 0.18, 0, 1)
    return result


def _side(start: Array, end: Array, point: Array) -> Array:
    """Positive on one side of a line, negative on the other."""
    result: Array = (end[..., 0] - start[..., 0]) * (point[..., 1] - start[..., 1]) - (end[..., 1] - start[..., 1]) * (
        point[..., 0] - start[..., 0]
    )
    return result


def _through(start: Array, end: Array, middle: Array, half: Array) -> Array:
    """How deep lines run through boxes, taken as ellipses: 0 clear of them, 1 through the middle."""
    import numpy as np

    scale = half * 1.05 + _CLEAR
    a, b = (start - middle) / scale, (end - middle) / scale
    step = b - a
    part = np.clip(-(a * step).sum(axis=-1) / ((step * step).sum(axis=-1) + 1e-9), 0, 1)
    foot = a + step * part[..., None]
    depth = np.clip(1 - np.sqrt((foot * foot).sum(axis=-1)), 0, 1)
    result: Array = np.where(depth > 0, 0.35 + depth, 0.0)
    return result
