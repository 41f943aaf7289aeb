"""Writes a position in every notation that `coordinates` reads, as precisely as its radius deserves."""

from __future__ import annotations

import math
from collections.abc import Callable
from enum import StrEnum

from evidence_board.geo import geohash, plus_codes
from evidence_board.geo.coordinate_text import format_decimal, format_dms, format_minutes, format_whole_minutes
from evidence_board.geo.mgrs import to_mgrs
from evidence_board.geo.sk42 import to_gauss_kruger
from evidence_board.geo.utm import band_letter, to_utm
from evidence_board.model.errors import KnownError

__all__ = ["Form", "decimals_for", "format_position"]

_METRES_PER_DEGREE = 111_320.0
_METRES_PER_MINUTE = _METRES_PER_DEGREE / 60
_METRES_PER_SECOND = _METRES_PER_DEGREE / 3600
_PLUS_STEPS_M = ((2, 2_226_400.0), (4, 111_320.0), (6, 5_566.0), (8, 278.3), (10, 13.9), (11, 3.5), (12, 0.87))
_LINKS = {
    "google": "https://www.google.com/maps?q={latitude},{longitude}",
    "osm": "https://www.openstreetmap.org/?mlat={latitude}&mlon={longitude}#map=16/{latitude}/{longitude}",
    "yandex": "https://yandex.com/maps/?ll={longitude},{latitude}&pt={longitude},{latitude}&z=16",
    "bing": "https://www.bing.com/maps?cp={latitude}~{longitude}&lvl=16&sp=point.{latitude}_{longitude}",
    "apple": "https://maps.apple.com/?ll={latitude},{longitude}&q={latitude},{longitude}",
    "wikimapia": "https://wikimapia.org/#lang=en&lat={latitude}&lon={longitude}&z=16",
    "2gis": "https://2gis.com/geo/{longitude},{latitude}?m={longitude},{latitude}/16",
}


class Form(StrEnum):
    """A notation of positions; the value is its name on the command line."""

    DECIMAL = "decimal"
    MINUTES = "ddm"
    SECONDS = "dms"
    UTM = "utm"
    MGRS = "mgrs"
    PLUS_CODE = "plus-code"
    GEOHASH = "geohash"
    SK42 = "sk42"
    GEO_LINK = "geo"
    GOOGLE = "google"
    OSM = "osm"
    YANDEX = "yandex"
    BING = "bing"
    APPLE = "apple"
    WIKIMAPIA = "wikimapia"
    TWO_GIS = "2gis"


def decimals_for(radius_m: float | None, *, unit_m: float = _METRES_PER_DEGREE, usual: int = 5, most: int = 7) -> int:
    """Return how many decimals a radius deserves: their step is at most a fifth of it.

    Args:
        radius_m: metres; None for the usual.
        unit_m: length of one unit on the ground.
        usual: decimals when no radius is known.
        most: never more.
    """
    if radius_m is None:
        return usual
    return max(0, min(most, math.ceil(math.log10(unit_m * 5 / max(radius_m, 1e-3)) - 1e-9)))


def format_position(latitude: float, longitude: float, *, form: Form, radius_m: float | None = None) -> str:
    """Write a position.

    Args:
        latitude: degrees.
        longitude: degrees.
        form: the notation.
        radius_m: how far off it may be, in metres; finer figures than that deserves are left out.

    Raises:
        KnownError: the notation has no words for that place.
    """
    if form in _LINKS:
        decimals = max(3, decimals_for(radius_m))
        numbers = (f"{round(value, decimals) + 0.0:.{decimals}f}" for value in (latitude, longitude))
        return _LINKS[form].format(**dict(zip(("latitude", "longitude"), numbers, strict=True)))
    return _WRITERS[form](latitude, longitude, radius_m)


def _decimal(latitude: float, longitude: float, radius_m: float | None) -> str:
    return format_decimal(latitude, longitude, decimals=decimals_for(radius_m))


def _minutes(latitude: float, longitude: float, radius_m: float | None) -> str:
    return format_minutes(
        latitude, longitude, decimals=decimals_for(radius_m, unit_m=_METRES_PER_MINUTE, usual=3, most=5)
    )


def _seconds(latitude: float, longitude: float, radius_m: float | None) -> str:
    if radius_m is not None and radius_m >= 5 * _METRES_PER_MINUTE:
        return format_whole_minutes(latitude, longitude)
    decimals = decimals_for(radius_m, unit_m=_METRES_PER_SECOND, usual=1, most=3)
    return format_dms(latitude, longitude, decimals=decimals)


def _utm(latitude: float, longitude: float, radius_m: float | None) -> str:
    grid = to_utm(latitude, longitude)
    step = 10 ** _tens(radius_m)
    east, north = (round(value / step) * step for value in (grid.easting, grid.northing))
    if grid.zone == 0:
        zone = ("Y" if longitude < 0 else "Z") if grid.north else ("A" if longitude < 0 else "B")
        return f"{zone} {east} {north}"
    return f"{grid.zone}{band_letter(latitude)} {east} {north}"


def _mgrs(latitude: float, longitude: float, radius_m: float | None) -> str:
    return to_mgrs(latitude, longitude, digits=5 - _tens(radius_m))


def _tens(radius_m: float | None) -> int:
    """Return the largest power of ten metres, up to 100 km, that is at most a fifth of a radius."""
    if radius_m is None:
        return 0
    return max(0, min(5, math.floor(math.log10(max(radius_m, 1e-3) / 5) + 1e-9)))


def _plus_code(latitude: float, longitude: float, radius_m: float | None) -> str:
    digits = 10
    if radius_m is not None:
        digits = next((count for count, step in _PLUS_STEPS_M if step <= radius_m / 5), 12)
    return plus_codes.encode(latitude, longitude, digits=digits)


def _geohash(latitude: float, longitude: float, radius_m: float | None) -> str:
    wished = radius_m / 5 / _METRES_PER_DEGREE if radius_m is not None else 5e-5
    length = next((count for count in range(1, 12) if max(geohash.cell_size_deg(count)) <= wished), 12)
    return geohash.encode(latitude, longitude, length=length)


def _sk42(latitude: float, longitude: float, radius_m: float | None) -> str:
    if not 0 < latitude <= 84:
        raise KnownError(
            "There are no SK-42 maps of this place.",
            means="They end at the equator and before the north pole.",
            do="Use another notation, such as MGRS.",
        )
    step = 10 ** _tens(radius_m)
    x, y = (round(value / step) * step for value in to_gauss_kruger(latitude, longitude))
    return f"SK-42 X {x} Y {y}"


def _geo_link(latitude: float, longitude: float, radius_m: float | None) -> str:
    numbers = _decimal(latitude, longitude, radius_m).replace(" ", "")
    return f"geo:{numbers}" + (f";u={radius_m:g}" if radius_m is not None else "")


_WRITERS: dict[Form, Callable[[float, float, float | None], str]] = {
    Form.DECIMAL: _decimal,
    Form.MINUTES: _minutes,
    Form.SECONDS: _seconds,
    Form.UTM: _utm,
    Form.MGRS: _mgrs,
    Form.PLUS_CODE: _plus_code,
    Form.GEOHASH: _geohash,
    Form.SK42: _sk42,
    Form.GEO_LINK: _geo_link,
}
