"""Coordinate systems of map files: degrees, Web Mercator, UTM; others only where pyproj is installed. In a worker."""

from __future__ import annotations

import contextlib
import math
import re
from dataclasses import dataclass
from typing import Any, Final

from evidence_board.geo.layers.problems import LayerError
from evidence_board.geo.mercator import EQUATOR_M, MAX_LATITUDE
from evidence_board.geo.transverse_mercator import WGS84
from evidence_board.geo.utm import central_meridian

__all__ = ["Projection", "projection_named", "projection_of_code", "projection_of_words"]

#: Degrees on datums within a metre or two of WGS 84: WGS 84, ETRS89, NAD83, GDA94, GDA2020, NZGD2000, SIRGAS, CGCS2000.
_DEGREES: Final = frozenset((4326, 4979, 4258, 4269, 4283, 7844, 4167, 4674, 4490))
_WEB_MERCATOR: Final = frozenset((3857, 3785, 900913, 102100, 102113))
_MOST_WORDS: Final = 16_384
_SCALE: Final = 0.9996
_FALSE_EASTING: Final = 500_000.0
_FALSE_SOUTH: Final = 10_000_000.0
_NAME: Final = re.compile(r"(?:^|.*\b)EPSG:(?:[\d.]*:)?(\d{3,6})$|^(?:http\S*/EPSG/\d+/)(\d{3,6})$", re.IGNORECASE)
_ESRI_UTM: Final = re.compile(r"UTM[_ ]zone[_ ](\d{1,2})([NS])", re.IGNORECASE)
_AUTHORITY: Final = re.compile(r'AUTHORITY\["EPSG",\s*"?(\d{3,6})"?\]\s*\]\s*$|ID\["EPSG",\s*(\d{3,6})\]\s*\]\s*$')


@dataclass(frozen=True, slots=True)
class Projection:
    """A coordinate system.

    Attributes:
        code: number of EPSG.
        zone: of UTM, 0 for others.
        north: hemisphere of UTM.
        other: a transformer of pyproj for what we do not know ourselves.
        words: how it was described, of one that has no number of EPSG (code 0).
    """

    code: int
    zone: int = 0
    north: bool = True
    other: Any = None
    words: str = ""

    @property
    def name(self) -> str:
        """As people write it; for one without a number its description."""
        return self.words or f"EPSG:{self.code}"

    @property
    def geodetic(self) -> bool:
        """Whether its coordinates are longitude and latitude."""
        return self.code in _DEGREES

    @property
    def mercator(self) -> bool:
        """Whether it is Web Mercator."""
        return self.code in _WEB_MERCATOR

    def forward(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Return (x, y): degrees as longitude and latitude, or metres east and north."""
        if self.geodetic:
            return longitude, latitude
        if self.mercator:
            phi = math.radians(max(-MAX_LATITUDE, min(MAX_LATITUDE, latitude)))
            return longitude / 360.0 * EQUATOR_M, math.asinh(math.tan(phi)) / (2 * math.pi) * EQUATOR_M
        if self.other is not None:
            x, y = self.other.transform(longitude, latitude, direction="INVERSE")
            return float(x), float(y)
        away = (longitude - central_meridian(self.zone) + 180.0) % 360.0 - 180.0
        if abs(away) > 60.0:  # the series holds near its meridian only; far off there is no picture anyhow
            return math.inf, math.inf
        easting, northing = WGS84.transverse_forward(latitude, longitude, central=central_meridian(self.zone))
        return easting * _SCALE + _FALSE_EASTING, northing * _SCALE + (0.0 if self.north else _FALSE_SOUTH)

    def geographic(self, x: float, y: float) -> tuple[float, float]:
        """Return (latitude, longitude) in degrees.

        Raises:
            ValueError: the coordinates are nowhere on Earth.
        """
        if not (math.isfinite(x) and math.isfinite(y)):
            raise ValueError("no number")
        if self.geodetic:
            latitude, longitude = y, x
        elif self.mercator:
            if abs(y) > EQUATOR_M:
                raise ValueError("nowhere")
            latitude, longitude = math.degrees(math.atan(math.sinh(y / EQUATOR_M * 2 * math.pi))), x / EQUATOR_M * 360.0
        elif self.other is not None:
            longitude, latitude = map(float, self.other.transform(x, y))
        else:
            if abs(x) > 5e6 or abs(y) > 2.1e7:
                raise ValueError("nowhere")
            east, north = (x - _FALSE_EASTING) / _SCALE, (y - (0.0 if self.north else _FALSE_SOUTH)) / _SCALE
            latitude, longitude = WGS84.transverse_reverse(east, north, central=central_meridian(self.zone))
        if not (abs(latitude) <= 90.5 and abs(longitude) <= 540.5):
            raise ValueError("nowhere")
        return max(-90.0, min(90.0, latitude)), longitude


def projection_of_code(code: int) -> Projection:
    """Return the coordinate system of a number of EPSG.

    Raises:
        LayerError: it cannot be read here.
    """
    if code in _DEGREES or code in _WEB_MERCATOR:
        return Projection(code)
    hundred, zone = divmod(code, 100)
    if hundred in (326, 327) and 1 <= zone <= 60:
        return Projection(code, zone, hundred == 326)
    if (hundred == 258 and 28 <= zone <= 38) or (hundred == 269 and 1 <= zone <= 23):
        return Projection(code, zone)
    return Projection(code, other=_transformer(code))


def projection_named(name: str) -> Projection:
    """Return the coordinate system of a name as ``EPSG:32637`` or ``urn:ogc:def:crs:EPSG::32637``, or a description.

    Raises:
        LayerError: it cannot be read here.
    """
    found = _NAME.match(name.strip())
    if found is not None:
        return projection_of_code(int(found[1] or found[2]))
    told = projection_of_words(name)
    if told is None:
        raise LayerError("projection")
    return told


def projection_of_words(words: str) -> Projection | None:
    """Return the coordinate system of the text of a .prj file, None when it is none that we know."""
    text = " ".join(words[:_MOST_WORDS].split())
    if not text:
        return None
    head = text.upper()
    named = _AUTHORITY.search(text)
    try:
        if named is not None:
            return projection_of_code(int(named[1] or named[2]))
        utm = _ESRI_UTM.search(text)
        if utm is not None and any(one in head for one in ("WGS_1984", "WGS 84", "WGS84", "WGS_84")):
            return projection_of_code((32600 if utm[2].upper() == "N" else 32700) + int(utm[1]))
    except LayerError:
        return None
    if "MERCATOR_AUXILIARY_SPHERE" in head or "PSEUDO-MERCATOR" in head or "WEB_MERCATOR" in head:
        return Projection(3857)
    if head.startswith(("GEOGCS", "GEOGCRS", "GEODCRS")) and any(
        one in head for one in ("WGS_1984", "WGS 84", "WGS84")
    ):
        return Projection(4326)
    if head.startswith(("PROJCS", "PROJCRS", "GEOGCS", "GEOGCRS", "GEODCRS", "BOUNDCRS", "COMPD_CS", "COMPOUNDCRS")):
        with contextlib.suppress(LayerError):
            return Projection(0, other=_transformer(text), words=text)
    return None


def _transformer(system: int | str) -> Any:
    """Return a transformer to degrees, from a number of EPSG or a description."""
    try:
        from pyproj import CRS, Transformer
        from pyproj.exceptions import ProjError
    except ImportError as error:
        raise LayerError("projection") from error
    try:
        crs = CRS.from_epsg(system) if isinstance(system, int) else CRS.from_wkt(system)
        return Transformer.from_crs(crs, "EPSG:4326", always_xy=True)
    except (ProjError, OSError, ValueError) as error:
        raise LayerError("projection") from error
