"""SK-42 (Pulkovo 1942), the grid of Soviet and Russian military maps: Gauss-Krüger in zones of 6 degrees.

The datum shift is the Helmert transformation of GOST R 51794-2008 in the coordinate frame convention, with the
heights taken as 0. Its stated accuracy is some metres; leaving it out would cost over 100 m.
"""

from __future__ import annotations

import math

from evidence_board.geo.transverse_mercator import KRASSOWSKY, WGS84

__all__ = ["ACCURACY_M", "from_gauss_kruger", "from_sk42", "sk42_zone", "to_gauss_kruger", "to_sk42"]

ACCURACY_M = 5.0
"""How well the national parameters fit in the middle of Russia; at the edges it can be worse."""

_SHIFT_M = (23.57, -140.95, -79.8)
_TURN = tuple(math.radians(seconds / 3600) for seconds in (0.0, -0.35, -0.79))
_SCALE = 1 - 0.22e-6
_ZONE_M = 1_000_000
_FALSE_EASTING = 500_000.0

_Vector = tuple[float, float, float]


def to_sk42(latitude: float, longitude: float) -> tuple[float, float]:
    """Return (latitude, longitude) on the datum SK-42 of a place on WGS 84."""
    x, y, z = (
        (value - shift) / _SCALE for value, shift in zip(WGS84.cartesian(latitude, longitude), _SHIFT_M, strict=True)
    )
    a, b, c = _TURN
    return KRASSOWSKY.geographic(x - c * y + b * z, c * x + y - a * z, -b * x + a * y + z)


def from_sk42(latitude: float, longitude: float) -> tuple[float, float]:
    """Return (latitude, longitude) on WGS 84 of a place on the datum SK-42."""
    x, y, z = KRASSOWSKY.cartesian(latitude, longitude)
    a, b, c = _TURN
    turned = (x + c * y - b * z, -c * x + y + a * z, b * x - a * y + z)
    moved = (value * _SCALE + shift for value, shift in zip(turned, _SHIFT_M, strict=True))
    return WGS84.geographic(*moved)


def sk42_zone(longitude: float) -> int:
    """Return the zone of a longitude (on SK-42), 1 from the meridian of Greenwich eastwards, to 60."""
    return int(longitude % 360.0 // 6.0) + 1


def to_gauss_kruger(latitude: float, longitude: float) -> tuple[float, float]:
    """Return (x, y) in metres of a place on WGS 84: x to the north, y to the east with the zone in front."""
    on_datum = to_sk42(latitude, longitude)
    zone = sk42_zone(on_datum[1])
    easting, northing = KRASSOWSKY.transverse_forward(*on_datum, central=zone * 6.0 - 3.0)
    return northing, easting + _FALSE_EASTING + zone * _ZONE_M


def from_gauss_kruger(x_m: float, y_m: float) -> tuple[float, float]:
    """Return (latitude, longitude) on WGS 84 of metres to the north, and to the east with the zone in front.

    Raises:
        ValueError: there is no such zone.
    """
    zone, easting = divmod(y_m, _ZONE_M)
    if not 1 <= zone <= 60:
        raise ValueError(f"no zone {zone:g}")
    on_datum = KRASSOWSKY.transverse_reverse(easting - _FALSE_EASTING, x_m, central=zone * 6.0 - 3.0)
    return from_sk42(*on_datum)
