"""The outline of a region on a lattice: marching squares (Lorensen and Cline 1987, in the plane), outer ring only."""

import numpy as np

from evidence_board.geo.camera_model import Numbers

__all__ = ["outline", "simplified"]

#: By which edge of a square (0 below, 1 right, 2 above, 3 left) the line leaves that came in by another, the inside at
#: its left. Keys: corners that lie inside (1, 2, 4, 8 counter-clockwise from lower left). Inside corners that meet
#: diagonally belong together.
_WAYS = {
    1: {0: 3},
    2: {1: 0},
    3: {1: 3},
    4: {2: 1},
    5: {0: 1, 2: 3},
    6: {2: 0},
    7: {2: 3},
    8: {3: 2},
    9: {0: 2},
    10: {3: 0, 1: 2},
    11: {1: 2},
    12: {3: 1},
    13: {0: 1},
    14: {3: 0},
}
_NEXT = {0: (0, -1, 2), 1: (1, 0, 3), 2: (0, 1, 0), 3: (-1, 0, 1)}
_CORNERS = ((0, 0), (1, 0), (1, 1), (0, 1))
_EDGES = {0: ((0, 0), (1, 0)), 1: ((1, 0), (1, 1)), 2: ((0, 1), (1, 1)), 3: ((0, 0), (0, 1))}


def outline(values: Numbers, *, limit: float) -> Numbers:
    """Return the ring round the cells whose value is at most a limit, where the values reach it.

    Args:
        values: shape (i, j); what lies inside is in one piece and does not touch the rim.
        limit: of the values.

    Returns:
        Shape (n, 2) in steps of the lattice, counter-clockwise, not closed.
    """
    inside = values <= limit
    columns, rows = np.nonzero(inside)
    top = int(np.argmax(rows))
    # The topmost one lies on the outer ring: the line comes in at the right edge of the square at its upper left.
    at, entry = (int(columns[top]) - 1, int(rows[top])), 1
    start = (at, entry)
    ring: list[tuple[float, float]] = []
    while True:
        ring.append(_crossing(values, at, entry, limit))
        i, j = at
        case = sum(bit << number for number, bit in enumerate(bool(inside[i + x, j + y]) for x, y in _CORNERS))
        dx, dy, entry = _NEXT[_WAYS[case][entry]]
        at = (i + dx, j + dy)
        if (at, entry) == start:
            return np.asarray(ring)


def _crossing(values: Numbers, at: tuple[int, int], edge: int, limit: float) -> tuple[float, float]:
    (ax, ay), (bx, by) = ((at[0] + x, at[1] + y) for x, y in _EDGES[edge])
    one, other = float(values[ax, ay]), float(values[bx, by])
    share = min(max((limit - one) / (other - one), 0.0), 1.0) if np.isfinite(one) and np.isfinite(other) else 0.5
    return ax + (bx - ax) * share, ay + (by - ay) * share


def simplified(ring: Numbers, *, tolerance: float) -> Numbers:
    """Return a ring with fewer corners, none of the old ones farther from it than a tolerance (Douglas and Peucker)."""
    if len(ring) < 4:
        return ring
    far = int(np.argmax(np.square(ring - ring[0]).sum(axis=1)))
    closed = np.concatenate([ring, ring[:1]])
    keep = np.zeros(len(closed), dtype=bool)
    keep[[0, far, -1]] = True
    waiting = [(0, far), (far, len(ring))]
    while waiting:
        first, last = waiting.pop()
        if last - first < 2:
            continue
        along, between = closed[last] - closed[first], closed[first + 1 : last] - closed[first]
        length = max(float(along @ along), 1e-12)
        foot = np.clip(between @ along / length, 0.0, 1.0)
        off = np.square(between - foot[:, None] * along).sum(axis=1)
        worst = int(np.argmax(off))
        if off[worst] > tolerance**2:
            middle = first + 1 + worst
            keep[middle] = True
            waiting += [(first, middle), (middle, last)]
    return closed[:-1][keep[:-1]]
