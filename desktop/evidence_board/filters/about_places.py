"""Conditions about where: the map view, a distance, and the area of a place."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from evidence_board.filters.areas import Area, area_of
from evidence_board.filters.checked import only, read_number, read_text
from evidence_board.filters.nodes import Condition, Test
from evidence_board.filters.reach import linked_items, places_within
from evidence_board.geo.geodesy import distance_m
from evidence_board.model.case_index import CaseIndex, ItemRow

__all__ = ["AtPlace", "InView", "MapBounds", "Within", "point_of"]

#: Half the way round the Earth.
_FARTHEST_KM = 20_100.0
#: Mean radius of the Earth, and how far a distance on that sphere is off at the most.
_RADIUS_M, _SPHERE_ERROR = 6_371_008.8, 0.006


@dataclass(frozen=True, slots=True)
class MapBounds:
    """A map view in degrees; ``west`` may be greater than ``east`` across the date line."""

    south: float
    west: float
    north: float
    east: float

    def contains(self, latitude: float, longitude: float) -> bool:
        """Tell whether a point lies inside."""
        if not self.south <= latitude <= self.north:
            return False
        if self.west <= self.east:
            return self.west <= longitude <= self.east
        return longitude >= self.west or longitude <= self.east


@dataclass(frozen=True, slots=True)
class InView(Condition):
    """Files that stand in a view of the map."""

    bounds: MapBounds
    word: ClassVar[str] = "map view"
    cost: ClassVar[int] = 2
    only_one: ClassVar[bool] = True

    def test(self, index: CaseIndex) -> Test:
        """Return what to ask of each file."""
        contains = self.bounds.contains
        return lambda item: (
            item.latitude is not None and item.longitude is not None and contains(item.latitude, item.longitude)
        )

    def values(self) -> dict[str, Any]:
        """Return what it is made of."""
        one = self.bounds
        return {"south": one.south, "west": one.west, "north": one.north, "east": one.east}

    @classmethod
    def from_values(cls, untrusted_values: Mapping[str, Any]) -> Self:
        """Return the condition with these values."""
        only(untrusted_values, "south", "west", "north", "east")
        south, north = (read_number(untrusted_values, name, least=-90, most=90) for name in ("south", "north"))
        west, east = (read_number(untrusted_values, name, least=-180, most=180) for name in ("west", "east"))
        return cls(MapBounds(south, west, north, east))


@dataclass(frozen=True, slots=True)
class Within(Condition):
    """Files within a distance of a place or file, or of a point of the map.

    Attributes:
        km: the distance in kilometres, along the ground.
        target: row id of a place or file; empty for a point.
        latitude: of the point, degrees; None with a target.
        longitude: of the point, degrees; None with a target.
    """

    km: float
    target: str = ""
    latitude: float | None = None
    longitude: float | None = None
    word: ClassVar[str] = "within"
    cost: ClassVar[int] = 4

    def test(self, index: CaseIndex) -> Test:
        """Return what to ask of each file. What the target was asked of has no position: nothing passes."""
        centre = self.centre(index)
        if centre is None:
            return lambda item: False
        latitude, longitude = centre
        metres = self.km * 1000.0
        low, most = metres * (1 - _SPHERE_ERROR), metres * (1 + _SPHERE_ERROR)
        # A box first: only few of many files need the exact distance. A degree is 110,574 m at the least.
        high = metres / 110_574.0 + 1e-9
        reach = math.radians(min(89.999, abs(latitude) + high))
        wide = high / math.cos(reach) if abs(latitude) + high < 89.9 else 360.0

        def near(item: ItemRow) -> bool:
            if item.latitude is None or item.longitude is None or abs(item.latitude - latitude) > high:
                return False
            across = abs(item.longitude - longitude)
            if min(across, 360.0 - across) > wide:
                return False
            rough = _sphere_m(latitude, longitude, item.latitude, item.longitude)
            if not low <= rough <= most:
                return rough < low
            # So near the edge, only the ellipsoid decides.
            return distance_m(latitude, longitude, item.latitude, item.longitude) <= metres

        return near

    def centre(self, index: CaseIndex) -> tuple[float, float] | None:
        """Return latitude and longitude of the middle, or None where the target has no position."""
        if self.target:
            return point_of(index, self.target)
        if self.latitude is None or self.longitude is None:
            return None
        return self.latitude, self.longitude

    def values(self) -> dict[str, Any]:
        """Return what it is made of."""
        if self.target:
            return {"km": self.km, "of": self.target}
        return {"km": self.km, "latitude": self.latitude, "longitude": self.longitude}

    @classmethod
    def from_values(cls, untrusted_values: Mapping[str, Any]) -> Self:
        """Return the condition with these values."""
        km = read_number(untrusted_values, "km", least=0.001, most=_FARTHEST_KM)
        if "of" in untrusted_values:
            only(untrusted_values, "km", "of")
            return cls(km, read_text(untrusted_values, "of"))
        only(untrusted_values, "km", "latitude", "longitude")
        latitude = read_number(untrusted_values, "latitude", least=-90, most=90)
        return cls(km, "", latitude, read_number(untrusted_values, "longitude", least=-180, most=180))


@dataclass(frozen=True, slots=True)
class AtPlace(Condition):
    """Files at a place: said to be there or in a place that lies in it, or standing inside its area.

    What a link says counts unless it was refuted. A place with a point and a radius is a round area.
    """

    place: str
    word: ClassVar[str] = "place"
    cost: ClassVar[int] = 3

    def test(self, index: CaseIndex) -> Test:
        """Return what to ask of each file."""
        places = places_within(index, self.place)
        linked = linked_items(index, places)
        areas = [found for one in places if (found := area_of(index.entities.get(one))) is not None]
        if not areas:
            return lambda item: item.place_id in places or item.id in linked
        box = Area.around(areas)

        def here(item: ItemRow) -> bool:
            if item.place_id in places or item.id in linked:
                return True
            if item.latitude is None or item.longitude is None or not box.contains(item.latitude, item.longitude):
                return False
            return any(one.holds(item.latitude, item.longitude) for one in areas)

        return here

    def values(self) -> dict[str, Any]:
        """Return what it is made of."""
        return {"place": self.place}

    @classmethod
    def from_values(cls, untrusted_values: Mapping[str, Any]) -> Self:
        """Return the condition with these values."""
        only(untrusted_values, "place")
        return cls(read_text(untrusted_values, "place"))


def _sphere_m(latitude: float, longitude: float, to_latitude: float, to_longitude: float) -> float:
    """Return the distance on a sphere in metres (haversine); within `_SPHERE_ERROR` of the ellipsoid."""
    north, south = math.radians(latitude), math.radians(to_latitude)
    up, along = math.sin((south - north) / 2), math.sin(math.radians(to_longitude - longitude) / 2)
    return 2 * _RADIUS_M * math.asin(math.sqrt(min(1.0, up * up + math.cos(north) * math.cos(south) * along * along)))


def point_of(index: CaseIndex, row_id: str) -> tuple[float, float] | None:
    """Return where a place or file stands, or None."""
    row = index.entities.get(row_id) or index.items.get(row_id)
    if row is None or row.latitude is None or row.longitude is None:
        return None
    return row.latitude, row.longitude
