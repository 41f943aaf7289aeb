"""Positions that a camera wrote into EXIF, checked before they are believed.

What cannot be a position gives a problem and no position; what is possible but unlikely gives both.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from evidence_board.media.dates import UnreadableDateError, parse_written
from evidence_board.media.exif_text import as_number, first_text, has_zero_denominator, readable
from evidence_board.model.examination import ExaminedGeotag, Problem, ProblemCode, clean_text

__all__ = ["NoPositionError", "Position", "gps_stamp", "position_doubts", "read_exif_position", "refuse_zero", "within"]

# Tag numbers of the EXIF GPS directory (EXIF 2.32, table 15).
LATITUDE_REF, LATITUDE, LONGITUDE_REF, LONGITUDE = 1, 2, 3, 4
ALTITUDE_REF, ALTITUDE, TIME_STAMP, STATUS, DOP = 5, 6, 7, 9, 11
DIRECTION_REF, DIRECTION, DATUM, DATE_STAMP, POSITION_ERROR = 16, 17, 18, 29, 31

_MAX_RAW: Final = 300
EARTH_HALF_TURN_M: Final = 20_037_509.0
_LOWEST_M, _HIGHEST_M = -450.0, 15_000.0
# Between two clocks without a known zone up to 14 hours are honest; a receiver's last fix may be a day old.
_STALE: Final = timedelta(hours=48)
_WORLD_DATUMS: Final = re.compile(r"WGS[\s_-]*(19)?84|EPSG:*4326|ITRF.*|ETRS[\s_-]*89|GRS[\s_-]*80", re.IGNORECASE)
Position = tuple[ExaminedGeotag | None, tuple[Problem, ...]]
"""A position, or None, and what is wrong with it."""


class NoPositionError(ValueError):
    """What stands in the file is no position; carries the problem to report."""

    def __init__(self, code: ProblemCode, detail: str = "") -> None:
        super().__init__(detail)
        self.problem = Problem(code, detail)


def read_exif_position(gps: Mapping[int, object], *, captured: datetime | None = None) -> Position:
    """Read the position of an EXIF GPS directory.

    A coordinate without its hemisphere letter is one of two or four places, so it is no position.

    Args:
        gps: Tag number to value, as Pillow gives them.
        captured: When the picture was taken (clock time or UTC, naive), to notice stale fixes.
    """
    if LATITUDE not in gps and LONGITUDE not in gps:
        return None, ()
    try:
        latitude = _exif_coordinate(gps, LATITUDE, LATITUDE_REF, letters="NS", limit=90.0)
        longitude = _exif_coordinate(gps, LONGITUDE, LONGITUDE_REF, letters="EW", limit=180.0)
        refuse_zero(latitude, longitude)
    except NoPositionError as refusal:
        return None, (refusal.problem,)
    stamp, moment = gps_stamp(gps)
    altitude, radius = _altitude(gps), as_number(gps.get(POSITION_ERROR))
    doubts = position_doubts(latitude, longitude, altitude)
    doubts += _receiver_doubts(gps)
    if moment is not None and captured is not None and abs(moment - captured) > _STALE:
        doubts.append(f"satellite time {moment:%Y-%m-%d}, photo {captured:%Y-%m-%d}")
    bearing = as_number(gps.get(DIRECTION))
    geotag = ExaminedGeotag(
        latitude=latitude,
        longitude=longitude,
        altitude_m=altitude,
        bearing_deg=bearing % 360.0 if bearing is not None and 0.0 <= bearing <= 360.0 else None,
        dop=within(as_number(gps.get(DOP)), low=0.0, high=1e9),
        radius_m=radius if radius is not None and 0.0 < radius <= EARTH_HALF_TURN_M else None,
        stamp_utc=stamp,
        source="device_exif",
        raw=_raw_exif(gps),
    )
    return geotag, tuple(Problem(ProblemCode.GPS_UNLIKELY, doubt) for doubt in doubts)


def gps_stamp(gps: Mapping[int, object]) -> tuple[str | None, datetime | None]:
    """Return the satellite time (UTC) of a GPS directory as ISO text and as a naive datetime.

    Without a time of day the text is the date alone; without a date there is no stamp.
    """
    try:
        date = parse_written(first_text(gps.get(DATE_STAMP)) or "")
    except UnreadableDateError:
        return None, None
    if date is None or date.precision in ("month", "year"):
        return None, None
    day = date.clock.replace(hour=0, minute=0, second=0, microsecond=0)
    parts = gps.get(TIME_STAMP)
    numbers = [as_number(part) for part in parts] if isinstance(parts, tuple) and len(parts) == 3 else []
    clock = [number for number in numbers if number is not None]
    if len(clock) != 3 or not (0 <= clock[0] < 24 and 0 <= clock[1] < 60 and 0 <= clock[2] < 61):
        return day.date().isoformat(), day
    try:
        # Cut to milliseconds: rationals such as 2016/100 must not end in ...59.999999.
        moment = day + timedelta(hours=clock[0], minutes=clock[1], milliseconds=round(clock[2] * 1000))
    except OverflowError:
        return None, None
    return moment.isoformat(timespec="auto") + "Z", moment


def _exif_coordinate(gps: Mapping[int, object], tag: int, ref: int, *, letters: str, limit: float) -> float:
    value = gps.get(tag)
    name = "latitude" if letters == "NS" else "longitude"
    if value is None or value in ("", b"", ()):
        raise NoPositionError(ProblemCode.GPS_INCOMPLETE, f"no {name}")
    parts = value if isinstance(value, tuple) else (value,)
    shown = readable(value)[:60]
    if has_zero_denominator(parts):
        raise NoPositionError(ProblemCode.GPS_ZERO_DENOMINATOR, f"{name} {shown}")
    numbers = [as_number(part) for part in parts[:3]]
    known = [number for number in numbers if number is not None]
    if len(known) != len(numbers) or not known:
        raise NoPositionError(ProblemCode.GPS_OUT_OF_RANGE, f"{name} {shown}")
    letter = (first_text(gps.get(ref)) or "").upper()[:1]
    negative = any(number < 0 for number in known)
    degrees = sum(abs(number) / 60.0**power for power, number in enumerate(known))
    # A rounded 60.0 is common; more is no minute and no second.
    if degrees > limit or any(abs(number) > 60.0 for number in known[1:]):
        raise NoPositionError(ProblemCode.GPS_OUT_OF_RANGE, f"{name} {shown} {letter}".strip())
    if not letter or letter not in letters or (negative and letter != letters[1]):
        raise NoPositionError(ProblemCode.GPS_NO_REFERENCE, f"{name} {shown} {letter}".strip())
    return -degrees if letter == letters[1] else degrees


def refuse_zero(latitude: float, longitude: float) -> None:
    """Raise `NoPositionError` for 0, 0, which cameras write when they know nothing."""
    if latitude == 0.0 and longitude == 0.0:
        raise NoPositionError(ProblemCode.GPS_ZERO)


def position_doubts(latitude: float, longitude: float, altitude: float | None) -> list[str]:
    """Return why a valid position is unlikely, in words."""
    doubts = []
    if abs(latitude) == abs(longitude):
        doubts.append("latitude and longitude are the same number")
    elif latitude == int(latitude) and longitude == int(longitude):
        doubts.append("whole degrees exactly")
    if abs(latitude) == 90.0:
        doubts.append("it is a pole")
    if altitude is not None and not _LOWEST_M <= altitude <= _HIGHEST_M:
        doubts.append(f"altitude {altitude:.0f} m")
    return doubts


def _receiver_doubts(gps: Mapping[int, object]) -> list[str]:
    doubts = []
    if (first_text(gps.get(STATUS)) or "").upper() == "V":
        doubts.append("the receiver had no fix")
    datum = first_text(gps.get(DATUM))
    if datum and any(letter.isalnum() for letter in datum) and not _WORLD_DATUMS.fullmatch(datum):
        doubts.append(f"map datum {clean_text(datum, limit=40)}, read as WGS 84")
    return doubts


def _altitude(gps: Mapping[int, object]) -> float | None:
    altitude = as_number(gps.get(ALTITUDE))
    ref = gps.get(ALTITUDE_REF)
    below = ref in (1, 3, b"\x01", b"\x03", "1", "\x01")
    return within(-altitude if altitude is not None and below else altitude, low=-20_000.0, high=1e6)


def within(number: float | None, *, low: float, high: float) -> float | None:
    """Return the number when it lies between the limits, else None."""
    return number if number is not None and low <= number <= high else None


def _raw_exif(gps: Mapping[int, object]) -> str:
    """Return the values as written, with the letters; 'M' marks a bearing from magnetic north."""
    pairs = ((LATITUDE, LATITUDE_REF), (LONGITUDE, LONGITUDE_REF), (DIRECTION, DIRECTION_REF))
    labels = {LATITUDE: "", LONGITUDE: "", DIRECTION: "direction "}
    texts = [
        f"{labels[tag]}{readable(gps[tag])} {first_text(gps.get(ref)) or ''}".strip()
        for tag, ref in pairs
        if tag in gps
    ]
    return clean_text("; ".join(texts), limit=_MAX_RAW)
