"""Where things stand on the board when nobody placed them: one automatic layout, the same every time.

The engine goes by size (figures in docs/decisions/010-board-layout.md): up to `SMALL` nodes Kamada-Kawai and
a search that looks at crossings and labels, then Fruchterman-Reingold, then UMAP, then LGL.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_board.analysis.graph import Graph, components
from evidence_board.analysis.layout_engine import SMALL, engine
from evidence_board.analysis.layout_loose import in_rows, room_beside
from evidence_board.analysis.layout_refine import blemishes, refine
from evidence_board.analysis.layout_space import bounds, pack, push_apart, spread
from evidence_board.scene_style import Rect

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Array = npt.NDArray[np.float64]
    Mask = npt.NDArray[np.bool_]

__all__ = ["SMALL", "arrange", "lay_out", "settle_in"]

#: Boxes are moved apart up to here; above it nobody looks at 1:1.
_APART = 3_000
#: Part of a drawing that its boxes may cover (also of a neighbourhood), and pixels between two unconnected parts.
_FILL, _FILL_SMALL, _BETWEEN_PARTS = 0.22, 0.5, 28.0


def lay_out(
    graph: Graph,
    *,
    boxes: Array,
    words: Array | None = None,
    aspect: float = 1.6,
    pinned: dict[int, tuple[float, float]] | None = None,
    seed: int = 0,
) -> Array:
    """Return (n, 2) positions of all nodes of a board, in pixels at scale 1, y downwards.

    Every connected part is laid out by itself; parts stand on shelves, single nodes in rows below. Nodes that
    a person placed stay exactly where they are, and what is joined to them gathers around them.

    Args:
        graph: the nodes and lines.
        boxes: (n, 4) left, top, right, bottom of what is drawn for a node, counted from its point.
        words: (m,) width of the text on each line.
        aspect: wished width divided by height.
        pinned: position of each node that must not move.
        seed: another seed gives another drawing.
    """
    import numpy as np

    points = np.zeros((len(graph.ids), 2))
    if not len(points):
        return points
    pinned = pinned or {}
    wide = np.zeros(len(graph.edges)) if words is None else np.asarray(words, dtype=np.float64)
    parts = components(graph)
    of_node = np.zeros(len(points), dtype=np.intp)
    for number, part in enumerate(parts):
        of_node[part] = number
    ends = np.asarray(graph.edges, dtype=np.intp).reshape(-1, 2)
    of_edge = of_node[ends[:, 0]]
    order = np.argsort(of_edge, kind="stable")
    cuts = np.searchsorted(of_edge[order], np.arange(len(parts) + 1))
    local = np.zeros(len(points), dtype=np.intp)
    for part in parts:
        local[part] = np.arange(len(part))
    loose: list[list[int]] = []
    for number, part in enumerate(parts):
        mine = order[cuts[number] : cuts[number + 1]]
        held = {int(local[node]): pinned[node] for node in part if node in pinned}
        if len(part) == 1 and not held:
            loose.append(part)
            continue
        points[part] = _lay_out_part(
            local[ends[mine]], boxes=boxes[part], words=wide[mine], aspect=aspect, held=held, seed=seed
        )
        if not held:
            loose.append(part)
    _pack_parts(
        points, boxes, loose, held=[node for part in parts if part not in loose for node in part], aspect=aspect
    )
    if len(points) <= _APART:
        fixed = np.zeros(len(points), dtype=bool)
        fixed[list(pinned)] = True
        points = push_apart(points, boxes, fixed=fixed)
    for node, place in pinned.items():
        points[node] = place
    return points


def arrange(
    graph: Graph,
    *,
    boxes: Array,
    room: Rect,
    words: Array | None = None,
    start: Array | None = None,
    pinned: dict[int, tuple[float, float]] | None = None,
    seed: int = 0,
) -> Array:
    """Return (n, 2) positions of a few nodes, spread over a room of pixels so that all can be read.

    Several drawings are begun and the best is tidied. What is joined to nothing stands in rows beside the rest.
    For up to about `SMALL` nodes.

    Args:
        graph: the nodes and lines.
        boxes: (n, 4) as for `lay_out`.
        room: where the boxes should lie; it grows when there is too much for it.
        words: (m,) width of the text on each line.
        start: (n, 2) positions from the whole board, to resemble it where that costs nothing.
        pinned: position of each node that must not move, in the units of the room.
        seed: another seed gives another drawing.
    """
    import numpy as np

    count = len(graph.ids)
    if not count:
        return np.zeros((0, 2))
    pinned = pinned or {}
    room = _roomy(boxes, room, pinned)
    fixed = np.zeros(count, dtype=bool)
    fixed[list(pinned)] = True
    edges = np.asarray(graph.edges, dtype=np.intp).reshape(-1, 2)
    alone = ~fixed
    alone[edges.ravel()] = False
    if alone.any() and count > 1:
        return _with_loose(graph, alone, boxes=boxes, room=room, words=words, start=start, pinned=pinned, seed=seed)
    best: Array | None = None
    cheapest = float("inf")
    for number, begin in enumerate(_beginnings(edges, count, start, seed)):
        points = spread(begin, boxes, room)
        for node, place in pinned.items():
            points[node] = place
        points = refine(
            points, edges, boxes, room=room, words=words, fixed=fixed, passes=5, swaps=False, seed=seed + number
        )
        price = blemishes(points, edges, boxes, room=room, words=words)
        if price < cheapest:
            best, cheapest = points, price
    assert best is not None
    points = refine(best, edges, boxes, room=room, words=words, fixed=fixed, passes=20, seed=seed + 100)
    if not pinned:
        points = spread(points, boxes, room)
    return push_apart(points, boxes, fixed=fixed, gap=4.0)


def _with_loose(
    graph: Graph,
    alone: Mask,
    *,
    boxes: Array,
    room: Rect,
    words: Array | None,
    start: Array | None,
    pinned: dict[int, tuple[float, float]],
    seed: int,
) -> Array:
    """Arrange what is joined in a part of the room, and the rest in rows beside it."""
    import numpy as np

    points = np.zeros((len(alone), 2))
    if alone.all():
        return in_rows(boxes, room)
    for_joined, for_loose = room_beside(boxes[alone], room)
    rows = np.flatnonzero(~alone)
    new = {int(row): number for number, row in enumerate(rows)}
    joined = Graph(tuple(graph.ids[row] for row in rows), tuple((new[a], new[b]) for a, b in graph.edges))
    points[rows] = arrange(
        joined,
        boxes=boxes[rows],
        room=for_joined,
        words=words,
        start=None if start is None else np.asarray(start)[rows],
        pinned={new[node]: place for node, place in pinned.items()},
        seed=seed,
    )
    points[alone] = in_rows(boxes[alone], for_loose, start=for_loose.width > for_loose.height)
    if not pinned:
        return points
    fixed = np.zeros(len(alone), dtype=bool)
    fixed[list(pinned)] = True
    return push_apart(points, boxes, fixed=fixed, gap=4.0)


def settle_in(graph: Graph, points: Array, *, known: Mask, boxes: Array) -> Array:
    """Return positions in which newcomers stand beside what they are joined to; all others keep theirs.

    Args:
        graph: the nodes and lines.
        points: (n, 2) positions; those of newcomers do not matter.
        known: (n,) which nodes have a position already.
        boxes: (n, 4) as for `lay_out`.
    """
    import numpy as np

    result = np.array(points, dtype=np.float64)
    placed = np.array(known, dtype=bool)
    around = graph.neighbours()
    reach = 130.0
    waiting = [node for node in range(len(result)) if not placed[node]]
    loose = [node for node in waiting if not around[node]]
    if loose and placed.any():
        # Newcomers that are joined to nothing stand in rows below everything, also below the other newcomers.
        waiting = [node for node in waiting if around[node]]
    while waiting:
        node = max(waiting, key=lambda one: sum(placed[near] for near in around[one]))
        waiting.remove(node)
        near = [other for other in around[node] if placed[other]]
        if near:
            middle = result[near].mean(axis=0)
        elif placed.any():
            box = bounds(result[placed], boxes[placed])
            middle = np.array([box.centre[0], box.y1 + 60.0])
        else:
            middle = np.zeros(2)
        radius = reach if len(near) == 1 else 0.0
        result[node] = _free_place(middle, radius, result[placed], boxes[placed], boxes[node], single=bool(near))
        placed[node] = True
    if not placed.all():
        box = bounds(result[placed], boxes[placed])
        below = Rect(box.x0, box.y1 + _BETWEEN_PARTS, max(box.x1, box.x0 + 1.0), box.y1 + _BETWEEN_PARTS + 1.0)
        result[loose] = in_rows(boxes[loose], below, start=True)
    return result


def _free_place(middle: Array, radius: float, points: Array, boxes: Array, box: Array, *, single: bool) -> Array:
    """The first place on growing rings around a point where a box covers nothing."""
    import numpy as np

    turns = np.linspace(0, 2 * np.pi, 12, endpoint=False)
    for ring in range(40):
        away = radius + ring * 36.0
        tries = middle + np.column_stack([np.cos(turns) * 1.25, np.sin(turns)]) * away
        for place in tries if away else tries[:1]:
            low, high = place + box[:2] - 8, place + box[2:] + 8
            if (
                not len(points)
                or not ((points + boxes[:, :2] < high) & (points + boxes[:, 2:] > low)).all(axis=1).any()
            ):
                return np.asarray(place)
    return np.asarray(middle)


def _roomy(boxes: Array, room: Rect, pinned: dict[int, tuple[float, float]]) -> Rect:
    """The room, larger where the boxes would fill too much of it or a pinned node lies outside."""
    import numpy as np

    area = float(((boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])).sum())
    crowded = (area / _FILL_SMALL / max(room.width * room.height, 1.0)) ** 0.5
    if crowded > 1:
        room = room.expanded(room.width * (crowded - 1) / 2, room.height * (crowded - 1) / 2)
    if pinned:
        held = list(pinned)
        room = room.united(bounds(np.array([pinned[node] for node in held], dtype=np.float64), boxes[held]))
    return room


def _beginnings(edges: npt.NDArray[np.intp], count: int, start: Array | None, seed: int) -> list[Array]:
    import numpy as np

    # At different places even where the whole board has none for them yet.
    nudge = np.random.default_rng(seed).normal(size=(count, 2))
    found = [engine(edges, count, seed=seed + number, start=None) + nudge * 0.01 for number in range(3)]
    found.append(np.column_stack([found[0][:, 1], found[0][:, 0]]))
    if start is not None:
        found.insert(0, np.asarray(start, dtype=np.float64) + nudge)
    return found


def _lay_out_part(
    edges: npt.NDArray[np.intp],
    *,
    boxes: Array,
    words: Array,
    aspect: float,
    held: dict[int, tuple[float, float]],
    seed: int,
) -> Array:
    """Positions of one connected part around (0, 0), or around its pinned nodes."""
    import numpy as np

    count = len(boxes)
    points = engine(edges, count, seed=seed, start=None) if count > 1 else np.zeros((count, 2))
    area = float(((boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])).sum()) / _FILL
    width = (area * aspect) ** 0.5
    room = Rect(-width / 2, -width / aspect / 2, width / 2, width / aspect / 2)
    points = spread(_lying(points), boxes, room) if count <= SMALL else _evenly(_lying(points), room)
    fixed = np.zeros(count, dtype=bool)
    if held:
        rows = list(held)
        fixed[rows] = True
        places = np.array([held[row] for row in rows], dtype=np.float64)
        points += places.mean(axis=0) - points[rows].mean(axis=0)
        points[rows] = places
        room = bounds(points, boxes)
        if count > SMALL:
            points = engine(edges, count, seed=seed, start=points, fixed=fixed)
    if 2 < count <= SMALL:
        points = refine(points, edges, boxes, room=room, words=words, fixed=fixed, passes=12, seed=seed)
    return points


def _lying(points: Array) -> Array:
    """The points turned so that their longer extent lies level."""
    import numpy as np

    away: Array = points - points.mean(axis=0)
    if len(points) < 3:
        return away
    _, _, axes = np.linalg.svd(away, full_matrices=False)
    turned: Array = away @ axes.T
    # The sign of an axis is arbitrary: fix it, or two runs mirror each other.
    for axis in (0, 1):
        furthest = int(np.argmax(np.abs(turned[:, axis])))
        if turned[furthest, axis] < 0:
            turned[:, axis] *= -1
    return turned


def _evenly(points: Array, room: Rect) -> Array:
    """The points scaled so that most of them fill a room; the few outliers of a large drawing may lie outside."""
    import numpy as np

    size = np.array([room.width, room.height])
    # The standard deviation of points spread evenly over a length is that length / sqrt(12).
    result: Array = points * (size / 12**0.5 / np.maximum(points.std(axis=0), 1e-6))
    return result


def _pack_parts(points: Array, boxes: Array, parts: list[list[int]], *, held: list[int], aspect: float) -> None:
    """Put the parts that are not pinned beside and below each other, single nodes in rows at the end."""
    import numpy as np

    joined = [part for part in parts if len(part) > 1]
    frames = [bounds(points[part], boxes[part]) for part in joined]
    single = [part for part in parts if len(part) == 1]
    if single:
        # Cells of one size, so that single things stand in rows and columns.
        rows = [part[0] for part in single]
        low, high = boxes[rows, :2].min(axis=0), boxes[rows, 2:].max(axis=0)
        points[rows] = 0.0
        frames += [Rect(float(low[0]), float(low[1]), float(high[0]), float(high[1]))] * len(single)
        joined += single
    if not joined:
        return
    sizes = [(frame.width, frame.height) for frame in frames]
    corners = pack(sizes, aspect=aspect, gap=_BETWEEN_PARTS)
    right = max(x + width for (x, _), (width, _) in zip(corners, sizes, strict=True))
    bottom = max(y + height for (_, y), (_, height) in zip(corners, sizes, strict=True))
    left, top = -right / 2, -bottom / 2
    if held:
        frame = bounds(points[held], boxes[held])
        left, top = frame.centre[0] - right / 2, frame.y1 + _BETWEEN_PARTS
    for part, frame, (x, y) in zip(joined, frames, corners, strict=True):
        points[part] += np.array([left + x - frame.x0, top + y - frame.y0])
