"""Lines and polygons on the WGS 84 ellipsoid, with geodesics for edges (geographiclib; Karney 2013).

Nothing here cares for the date line or the poles: a polygon may cross the one and surround the other.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

__all__ = ["Between", "PolygonSize", "between", "contains", "line_points", "path_length_m", "polygon_size"]

_Point = tuple[float, float]


class Between(NamedTuple):
    """The shortest line between two points.

    Attributes:
        distance_m: its length.
        bearing_deg: at the first point towards the second, from true north, [0, 360).
        arrival_deg: at the second point, going on, [0, 360).
    """

    distance_m: float
    bearing_deg: float
    arrival_deg: float


class PolygonSize(NamedTuple):
    """Area and length of the edge of a polygon.

    Attributes:
        area_m2: of the smaller of the two parts into which it cuts the Earth.
        perimeter_m: with the closing edge.
    """

    area_m2: float
    perimeter_m: float


def between(latitude: float, longitude: float, to_latitude: float, to_longitude: float) -> Between:
    """Return length and bearings of the shortest line between two points."""
    from geographiclib.geodesic import Geodesic

    answer = Geodesic.WGS84.Inverse(latitude, longitude, to_latitude, to_longitude)
    return Between(float(answer["s12"]), _turned(answer["azi1"]), _turned(answer["azi2"]))


def path_length_m(points: Sequence[_Point]) -> float:
    """Return the length of a path of (latitude, longitude) points; 0 for fewer than two."""
    return math.fsum(between(*one, *other).distance_m for one, other in pairwise(points))


def polygon_size(points: Sequence[_Point]) -> PolygonSize:
    """Return area and perimeter of a polygon of (latitude, longitude) corners, either way round.

    The first corner may be given again as the last. Edges may not cross each other: the area would be a difference.

    Raises:
        ValueError: there are fewer than three corners.
    """
    from geographiclib.geodesic import Geodesic

    corners = _corners(points)
    polygon = Geodesic.WGS84.Polygon()
    for latitude, longitude in corners:
        polygon.AddPoint(latitude, longitude)
    _, perimeter, area = polygon.Compute(False, True)
    return PolygonSize(abs(float(area)), float(perimeter))


def line_points(
    latitude: float, longitude: float, to_latitude: float, to_longitude: float, *, step_m: float
) -> list[_Point]:
    """Return points along the shortest line, ends included, at most a step apart.

    Longitudes run on past 180 degrees rather than jump, so that the line stays in one piece on the map.

    Raises:
        ValueError: the step is not above zero, or so short that there would be over 100,000 points.
    """
    from geographiclib.geodesic import Geodesic

    if not step_m > 0:
        raise ValueError(f"no step of {step_m!r} m")
    line = Geodesic.WGS84.InverseLine(latitude, longitude, to_latitude, to_longitude)
    count = max(1, math.ceil(line.s13 / step_m))
    if count > 100_000:
        raise ValueError(f"{count} points are too many")
    points: list[_Point] = []
    for at in range(count + 1):
        answer = line.Position(line.s13 * at / count, Geodesic.STANDARD | Geodesic.LONG_UNROLL)
        points.append((float(answer["lat2"]), float(answer["lon2"])))
    return points


def contains(points: Sequence[_Point], *, latitude: float, longitude: float) -> bool:
    """Tell whether a place lies in a polygon of (latitude, longitude) corners that is smaller than half the Earth.

    How often the corners go round the place, seen from there: an edge or corner itself may count either way.

    Raises:
        ValueError: there are fewer than three corners.
    """
    corners = _corners(points)
    views = [between(latitude, longitude, *corner) for corner in corners]
    turned = math.fsum(
        math.remainder(other.bearing_deg - one.bearing_deg, 360.0) for one, other in pairwise([*views, views[0]])
    )
    if abs(turned) < 180.0:
        return False
    # Seen from the other side of the Earth the corners go round as well.
    nearness = math.fsum(math.cos(min(view.distance_m / 6_371_000.0, math.pi)) for view in views)
    return nearness > 0


def _corners(points: Sequence[_Point]) -> list[_Point]:
    corners = list(points)
    if len(corners) > 1 and corners[0] == corners[-1]:
        corners.pop()
    if len(corners) < 3:
        raise ValueError("a polygon needs three corners")
    return corners


def _turned(degrees: float) -> float:
    bearing = float(degrees) % 360.0
    return 0.0 if bearing == 360.0 else bearing  # -1e-17 % 360 is 360.0
