"""Positions written as text: XMP's exif:GPSLatitude and the ISO 6709 texts of video containers."""

from __future__ import annotations

import re
from typing import Final

from evidence_board.media.exif_text import as_number
from evidence_board.media.gps import (
    EARTH_HALF_TURN_M,
    NoPositionError,
    Position,
    position_doubts,
    refuse_zero,
    within,
)
from evidence_board.model.examination import ExaminedGeotag, Problem, ProblemCode, clean_text

__all__ = ["parse_iso6709", "read_iso6709", "read_xmp_position"]

_MAX_RAW: Final = 300
_ISO6709: Final = re.compile(
    r"(?P<lat>[+-]\d{1,6}(?:\.\d*)?)(?P<lon>[+-]\d{1,7}(?:\.\d*)?)(?P<alt>[+-]\d{1,6}(?:\.\d*)?)?"
    r"(?P<crs>CRS[^/]{0,40})?/?"
)
_XMP_COORDINATE: Final = re.compile(
    r"(?P<deg>\d{1,3}(?:\.\d+)?)(?:,(?P<min>\d{1,2}(?:\.\d+)?))?(?:,(?P<sec>\d{1,2}(?:\.\d+)?))?\s*(?P<ref>[NSEWnsew])"
)


def read_xmp_position(latitude_text: str, longitude_text: str, *, altitude: float | None = None) -> Position:
    """Read exif:GPSLatitude and exif:GPSLongitude of XMP ('34,53.2059N' or '34,53,12N')."""
    raw = clean_text(f"XMP {latitude_text} {longitude_text}", limit=_MAX_RAW)
    try:
        latitude = _xmp_coordinate(latitude_text, letters="NS", limit=90.0)
        longitude = _xmp_coordinate(longitude_text, letters="EW", limit=180.0)
        refuse_zero(latitude, longitude)
    except NoPositionError as refusal:
        return None, (refusal.problem,)
    return _plain_position(latitude, longitude, altitude=altitude, source="device_exif", raw=raw)


def read_iso6709(untrusted_text: str, *, radius_m: float | None = None) -> Position:
    """Read a video's location text as a position; `radius_m` is the error the file states, if any."""
    raw = clean_text(untrusted_text.strip("\0 "), limit=_MAX_RAW)
    if not raw:
        return None, ()
    parsed = parse_iso6709(raw)
    if parsed is None:
        return None, (Problem(ProblemCode.METADATA_UNREADABLE, f"location: {raw[:60]}"),)
    latitude, longitude, altitude = parsed
    try:
        if abs(latitude) > 90.0 or abs(longitude) > 180.0:
            raise NoPositionError(ProblemCode.GPS_OUT_OF_RANGE, f"{latitude:g}, {longitude:g}")
        refuse_zero(latitude, longitude)
    except NoPositionError as refusal:
        return None, (refusal.problem,)
    return _plain_position(latitude, longitude, altitude=altitude, source="device_video", raw=raw, radius_m=radius_m)


def parse_iso6709(text: str) -> tuple[float, float, float | None] | None:
    """Parse ISO 6709 annex H text: degrees, degrees and minutes, or degrees, minutes and seconds.

    The number of digits before the point tells which: 2, 4, 6 for latitude, 3, 5, 7 for longitude. Degrees
    without leading zeros, as some phones write them, are read too.

    Returns:
        Latitude and longitude in degrees (not checked against the Earth) and altitude in metres; or None.
    """
    match = _ISO6709.fullmatch(text.strip())
    if match is None:
        return None
    latitude = _sexagesimal(match["lat"], degree_digits=2)
    longitude = _sexagesimal(match["lon"], degree_digits=3)
    if latitude is None or longitude is None:
        return None
    return latitude, longitude, float(match["alt"]) if match["alt"] else None


def _sexagesimal(text: str, *, degree_digits: int) -> float | None:
    digits = text[1:].split(".")[0]
    if len(digits) <= degree_digits or (len(digits) == 3 and degree_digits == 2):
        return float(text)
    extra = len(digits) - degree_digits
    if extra not in (2, 4):
        return None
    degrees, rest = float(text[1 : 1 + degree_digits]), text[1 + degree_digits :]
    minutes = float(rest) if extra == 2 else float(rest[:2])
    seconds = 0.0 if extra == 2 else float(rest[2:])
    if minutes >= 60.0 or seconds >= 60.0:
        return None
    value = degrees + minutes / 60 + seconds / 3600
    return -value if text[0] == "-" else value


def _xmp_coordinate(text: str, *, letters: str, limit: float) -> float:
    match = _XMP_COORDINATE.fullmatch(text.strip())
    if match is None:
        bare = as_number(text)
        code = ProblemCode.GPS_OUT_OF_RANGE if bare is None else ProblemCode.GPS_NO_REFERENCE
        raise NoPositionError(code, clean_text(text, limit=60))
    letter = match["ref"].upper()
    minutes, seconds = float(match["min"] or 0), float(match["sec"] or 0)
    degrees = float(match["deg"]) + minutes / 60 + seconds / 3600
    if letter not in letters:
        raise NoPositionError(ProblemCode.GPS_NO_REFERENCE, text[:60])
    if degrees > limit or minutes > 60.0 or seconds > 60.0:
        raise NoPositionError(ProblemCode.GPS_OUT_OF_RANGE, text[:60])
    return -degrees if letter == letters[1] else degrees


def _plain_position(
    latitude: float,
    longitude: float,
    *,
    altitude: float | None,
    source: str,
    raw: str,
    radius_m: float | None = None,
) -> Position:
    believable = radius_m is not None and 0.0 < radius_m <= EARTH_HALF_TURN_M
    geotag = ExaminedGeotag(
        latitude=latitude,
        longitude=longitude,
        altitude_m=within(altitude, low=-20_000.0, high=1e6),
        bearing_deg=None,
        dop=None,
        radius_m=radius_m if believable else None,
        stamp_utc=None,
        source=source,
        raw=raw,
    )
    doubts = position_doubts(latitude, longitude, altitude)
    return geotag, tuple(Problem(ProblemCode.GPS_UNLIKELY, doubt) for doubt in doubts)
