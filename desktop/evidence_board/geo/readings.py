"""What a text was understood as: a position, the way it was read, and what else it could mean."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from evidence_board.model.errors import KnownError

__all__ = ["DO", "Coordinates", "Detail", "Reading", "position", "unite"]

DO = "Type latitude and longitude, for example 34.9051, 35.8684."
"""What to do about a text that is no position."""

_SAME_DEG = 1e-7


class Reading(StrEnum):
    """How a text was understood."""

    DECIMAL = "decimal degrees"
    MINUTES = "degrees and minutes"
    SECONDS = "degrees, minutes and seconds"
    GEO_LINK = "geo link"
    LONGITUDE_FIRST = "longitude first"
    UTM = "UTM"
    UPS = "UPS"
    MGRS = "MGRS"
    PLUS_CODE = "Plus Code"
    GEOHASH = "geohash"
    SK42_GRID = "SK-42 Gauss-Krüger"
    SK42_DEGREES = "SK-42 degrees"
    WKT = "WKT or GeoJSON point"
    WRITTEN = "named latitude and longitude"
    GOOGLE = "Google Maps link"
    OSM = "OpenStreetMap link"
    YANDEX = "Yandex Maps link"
    BING = "Bing Maps link"
    APPLE = "Apple Maps link"
    WIKIMAPIA = "Wikimapia link"
    TWO_GIS = "2GIS link"
    LINK = "map link"


class Detail(StrEnum):
    """Which of the things that a text of that kind can mean."""

    NONE = ""
    PIN = "the pin"
    CENTRE = "the middle of the map"
    SEARCHED = "what was searched for"
    ROUTE = "a point of the route"
    STANDPOINT = "where the panorama was taken"
    SQUARE_CENTRE = "the middle of the square"
    SQUARE_CORNER = "the south-west corner of the square"
    BAND = "the letter is a latitude band"
    NORTH = "northern hemisphere"
    SOUTH = "southern hemisphere"
    NORTH_FIRST = "north first"
    EAST_FIRST = "east first"
    LATITUDE_FIRST = "latitude first"
    LONGITUDE_FIRST = "longitude first"
    O_IS_EAST = "O is east, as in German"
    O_IS_WEST = "O is west, as in French or Spanish"
    NEAR = "the nearest place with this short code"
    IN_TEXT = "found in the text"


@dataclass(frozen=True)
class Coordinates:
    """A position read from a text.

    Attributes:
        latitude: degrees, north positive.
        longitude: degrees, east positive.
        reading: how the text was understood.
        alternatives: other positions the same text could mean, each with its own reading.
        uncertainty_m: radius in metres, when the text gives one or names an area.
        detail: which of the things that such a text can mean.
    """

    latitude: float
    longitude: float
    reading: Reading
    alternatives: tuple[Coordinates, ...] = ()
    uncertainty_m: float | None = None
    detail: Detail = Detail.NONE

    @property
    def could_be_name(self) -> bool:
        """Whether the text may as well be a name: "bunker7" has the letters of a geohash."""
        return self.reading is Reading.GEOHASH

    @property
    def words(self) -> str:
        """The reading with its detail, in English."""
        return f"{self.reading}, {self.detail}" if self.detail else str(self.reading)


def position(
    latitude: float,
    longitude: float,
    reading: Reading,
    *,
    uncertainty_m: float | None = None,
    detail: Detail = Detail.NONE,
) -> Coordinates:
    """Return a position that lies on Earth.

    Raises:
        KnownError: a value is out of range.
    """
    if not abs(latitude) <= 90:
        raise KnownError(f"The latitude {latitude:g} is outside -90 to 90.", do=DO)
    if not abs(longitude) <= 180:
        raise KnownError(f"The longitude {longitude:g} is outside -180 to 180.", do=DO)
    return Coordinates(latitude + 0.0, longitude + 0.0, reading, uncertainty_m=uncertainty_m, detail=detail)


def unite(found: Iterable[Coordinates]) -> Coordinates:
    """Return the first position with all others behind it as alternatives, each place once.

    Raises:
        ValueError: there is none.
    """
    places: list[Coordinates] = []
    for one in found:
        for read in (one, *one.alternatives):
            if not any(_is_same(read, known) for known in places):
                places.append(replace(read, alternatives=()))
    if not places:
        raise ValueError("no position to unite")
    return replace(places[0], alternatives=tuple(places[1:]))


def _is_same(one: Coordinates, other: Coordinates) -> bool:
    aside = abs((one.longitude - other.longitude + 180.0) % 360.0 - 180.0)
    return abs(one.latitude - other.latitude) < _SAME_DEG and aside < _SAME_DEG
