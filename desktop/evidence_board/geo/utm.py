"""UTM, and UPS around the poles (NGA.SIG.0012, 2014): positions as zone, hemisphere and metres."""

from __future__ import annotations

from typing import NamedTuple

from evidence_board.geo.transverse_mercator import WGS84, polar_forward, polar_reverse

__all__ = ["BANDS", "Utm", "band_letter", "central_meridian", "from_utm", "to_utm", "utm_zone"]

BANDS = "CDEFGHJKLMNPQRSTUVWX"
"""Letters of the bands of 8 degrees from 80 S; X spans 12."""

_SCALE = 0.9996
_POLAR_SCALE = 0.994
_FALSE_EASTING = 500_000.0
_FALSE_SOUTH = 10_000_000.0
_POLAR_FALSE = 2_000_000.0


class Utm(NamedTuple):
    """A position on the grid.

    Attributes:
        zone: 1 to 60; 0 means UPS, around a pole.
        north: the hemisphere.
        easting: metres.
        northing: metres.
    """

    zone: int
    north: bool
    easting: float
    northing: float


def central_meridian(zone: int) -> float:
    """Return the longitude of the middle of a zone."""
    return zone * 6.0 - 183.0


def utm_zone(latitude: float, longitude: float) -> int:
    """Return the zone of a place, 0 beyond 80 S and 84 N; western Norway and Svalbard have wider ones."""
    if not -80.0 <= latitude < 84.0:
        return 0
    zone = int((longitude + 180.0) // 6.0) % 60 + 1
    if 56.0 <= latitude < 64.0 and 3.0 <= longitude < 12.0:
        return 32
    if latitude >= 72.0 and 0.0 <= longitude < 42.0:
        return 31 + 2 * int((longitude + 3.0) // 12.0)
    return zone


def band_letter(latitude: float) -> str:
    """Return the letter of the band of a latitude between 80 S and 84 N."""
    return BANDS[max(0, min(int((latitude + 80.0) // 8.0), 19))]


def to_utm(latitude: float, longitude: float, *, zone: int | None = None) -> Utm:
    """Return the position on the grid, in its own zone or in the one given."""
    if zone is None:
        zone = utm_zone(latitude, longitude)
    north = latitude >= 0
    if zone == 0:
        easting, northing = polar_forward(latitude, longitude, north=north, scale=_POLAR_SCALE)
        return Utm(0, north, easting + _POLAR_FALSE, northing + _POLAR_FALSE)
    easting, northing = WGS84.transverse_forward(latitude, longitude, central=central_meridian(zone))
    southing = 0.0 if north else _FALSE_SOUTH
    return Utm(zone, north, easting * _SCALE + _FALSE_EASTING, northing * _SCALE + southing)


def from_utm(place: Utm) -> tuple[float, float]:
    """Return (latitude, longitude) in degrees."""
    if place.zone == 0:
        easting, northing = place.easting - _POLAR_FALSE, place.northing - _POLAR_FALSE
        return polar_reverse(easting, northing, north=place.north, scale=_POLAR_SCALE)
    easting = (place.easting - _FALSE_EASTING) / _SCALE
    northing = (place.northing - (0.0 if place.north else _FALSE_SOUTH)) / _SCALE
    return WGS84.transverse_reverse(easting, northing, central=central_meridian(place.zone))
