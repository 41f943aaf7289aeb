"""The ground that a place takes up: a polygon that was drawn, or the circle of its radius."""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from evidence_board.geo.geodesic_shapes import between
from evidence_board.geo.geodesy import distance_m
from evidence_board.model.case_index import EntityRow
from evidence_board.model.map_objects import DrawingKind, DrawingRow

__all__ = ["Area", "Box", "area_of", "drawn_area"]

#: A closed line of (longitude, latitude).
_Ring = tuple[tuple[float, float], ...]
#: Metres of a degree of latitude, at the least.
_DEGREE_M = 110_574.0


@dataclass(frozen=True, slots=True)
class Box:
    """Degrees that hold one area or more; the quick question before the exact one."""

    south: float
    west: float
    north: float
    east: float

    def contains(self, latitude: float, longitude: float) -> bool:
        """Tell whether a point lies inside."""
        return self.south <= latitude <= self.north and self.west <= longitude <= self.east


@dataclass(frozen=True, slots=True)
class Area:
    """Polygons with holes, and perhaps a circle.

    Attributes:
        box: holds all of it.
        polygons: rings of each polygon, the outer one first, then its holes.
        circle: latitude, longitude and metres, or None.
        opening: of a sector of that circle: direction of its middle and width, degrees; None for all of it.
    """

    box: Box
    polygons: tuple[tuple[_Ring, ...], ...] = ()
    circle: tuple[float, float, float] | None = None
    opening: tuple[float, float] | None = None

    @staticmethod
    def around(areas: Sequence["Area"]) -> Box:
        """Return the box around several areas."""
        boxes = [one.box for one in areas]
        return Box(
            min(one.south for one in boxes),
            min(one.west for one in boxes),
            max(one.north for one in boxes),
            max(one.east for one in boxes),
        )

    def holds(self, latitude: float, longitude: float) -> bool:
        """Tell whether a point lies in it; the edge of a circle belongs to it."""
        if not self.box.contains(latitude, longitude):
            return False
        if self.circle is not None:
            centre_latitude, centre_longitude, metres = self.circle
            if distance_m(centre_latitude, centre_longitude, latitude, longitude) <= metres:
                return self.opening is None or self._faces(latitude, longitude, *self.opening)
        for outer, *holes in self.polygons:
            if _inside(outer, latitude, longitude) and not any(_inside(one, latitude, longitude) for one in holes):
                return True
        return False

    def _faces(self, latitude: float, longitude: float, middle_deg: float, width_deg: float) -> bool:
        """Tell whether a point of the circle lies in its sector; the standpoint does."""
        if self.circle is None:
            return False
        way = between(self.circle[0], self.circle[1], latitude, longitude)
        turned = abs((way.bearing_deg - middle_deg + 180.0) % 360.0 - 180.0)
        return way.distance_m == 0 or turned <= width_deg / 2


def drawn_area(row: DrawingRow) -> Area | None:
    """Return the ground of an area or sector that was drawn on the map; None for a line, a point or words."""
    geometry = row.geometry
    if row.kind == DrawingKind.AREA:
        rings = tuple(_unrolled(ring) for ring in geometry["coordinates"])
        longitudes, latitudes = [one[0] for one in rings[0]], [one[1] for one in rings[0]]
        box = Box(min(latitudes), min(longitudes), max(latitudes), max(longitudes))
        if box.west >= -180.0 and box.east <= 180.0:
            return Area(box, (rings,))
        # Across the date line: the same ground once more, a whole turn away.
        turned = tuple(tuple((lon - math.copysign(360.0, box.east), lat) for lon, lat in ring) for ring in rings)
        return Area(Box(box.south, -180.0, box.north, 180.0), (rings, turned))
    if row.kind == DrawingKind.SECTOR:
        longitude, latitude = geometry["coordinates"]
        circle = (latitude, longitude, geometry["radius_m"])
        width = geometry["width_deg"]
        opening = None if width >= 360.0 else (geometry["bearing_deg"], width)
        return Area(_box_of_circle(*circle), (), circle, opening)
    return None


def _unrolled(ring: Sequence[Sequence[float]]) -> _Ring:
    """Return a ring whose longitudes go on past the date line, so that no edge runs round the Earth."""
    found = [(float(ring[0][0]), float(ring[0][1]))]
    for longitude, latitude in ring[1:]:
        step = (longitude - found[-1][0] + 180.0) % 360.0 - 180.0
        found.append((found[-1][0] + step, float(latitude)))
    return tuple(found)


def area_of(row: EntityRow | None) -> Area | None:
    """Return the ground of a place: its drawn area, else its radius around its point, else None."""
    if row is None or row.kind != "location":
        return None
    if row.area:
        return _drawn(row.area)
    if row.latitude is None or row.longitude is None or not row.radius_m:
        return None
    circle = (row.latitude, row.longitude, row.radius_m)
    return Area(_box_of_circle(*circle), (), circle)


@lru_cache(maxsize=256)
def _drawn(text: str) -> Area:
    # The text was checked before it was stored: `model.areas.area_text`.
    found = json.loads(text)
    polygons = [found["coordinates"]] if found["type"] == "Polygon" else found["coordinates"]
    rings = tuple(tuple(tuple((p[0], p[1]) for p in ring) for ring in polygon) for polygon in polygons)
    points = [point for polygon in rings for point in polygon[0]]
    longitudes, latitudes = [one[0] for one in points], [one[1] for one in points]
    return Area(Box(min(latitudes), min(longitudes), max(latitudes), max(longitudes)), rings)


def _box_of_circle(latitude: float, longitude: float, metres: float) -> Box:
    high = metres / _DEGREE_M + 1e-9
    top = abs(latitude) + high
    wide = high / math.cos(math.radians(top)) if top < 89.9 else 360.0
    if longitude - wide < -180.0 or longitude + wide > 180.0:
        # Across the date line the box is the whole way round; the circle itself decides.
        return Box(latitude - high, -180.0, latitude + high, 180.0)
    return Box(latitude - high, longitude - wide, latitude + high, longitude + wide)


def _inside(ring: _Ring, latitude: float, longitude: float) -> bool:
    """Tell whether a point lies in a ring: a line to the east crosses it an odd number of times."""
    found = False
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > latitude) != (y2 > latitude) and longitude < (x2 - x1) * (latitude - y1) / (y2 - y1) + x1:
            found = not found
    return found
