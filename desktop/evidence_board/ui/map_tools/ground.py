"""Paths on the ground as lines of the map: geodesics bend there."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from evidence_board.geo.geodesic_shapes import between, line_points
from evidence_board.geo.mercator import to_geographic, to_world, wrap_longitude

__all__ = ["Point", "degrees_of", "ground_path", "nearest_to"]

Point = tuple[float, float]

# Below this a geodesic and a straight line of the map differ by less than a pixel at any useful zoom.
_BEND_M, _MOST_STEPS = 20_000.0, 64


def degrees_of(x: float, y: float) -> Point:
    """Return (latitude, longitude) of a world point in any copy of the world."""
    latitude, longitude = to_geographic(x, min(max(y, 0.0), 1.0))
    return latitude, wrap_longitude(longitude)


def nearest_to(x: float, other: float) -> float:
    """Return x in the copy of the world that is nearest to another x."""
    return x - round(x - other)


def ground_path(points: Sequence[Point], *, closed: bool = False) -> list[Point]:
    """Return the shortest way over the ground through (latitude, longitude) points as normalised world points.

    x runs on past the date line rather than jumps, so that the path stays in one piece.
    """
    ends = [*points, points[0]] if closed and len(points) > 2 else list(points)
    if not ends:
        return []
    found = [to_world(*ends[0])]
    for one, other in pairwise(ends):
        length = between(*one, *other).distance_m
        steps = min(max(1, math.ceil(length / _BEND_M)), _MOST_STEPS)
        way = line_points(*one, *other, step_m=length / steps * (1 + 1e-12)) if steps > 1 else [one, other]
        for latitude, longitude in way[1:]:
            x, y = to_world(latitude, longitude)
            found.append((nearest_to(x, found[-1][0]), y))
    return found
