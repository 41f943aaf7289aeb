"""When something can have been at the earliest and at the latest, in seconds since 1970 in UTC.

A time without a zone can be in any zone on Earth; a day alone is a day in any of them. Two times disagree only when
no zone lets both be true, so nothing is ever shifted by a guess.
"""

import math
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from evidence_board.model.conflict_facts import FileFact, PositionFact, TimeFact

__all__ = ["camera_time", "fits_longitude", "offset_of_zone", "preferred_time", "satellite_stamp", "seconds", "span"]

_EPOCH = datetime(1970, 1, 1)
_EPOCH_UTC = datetime(1970, 1, 1, tzinfo=UTC)
#: Zones reach from UTC-12 to UTC+14.
_AHEAD_S, _BEHIND_S = 14 * 3600.0, 12 * 3600.0
#: How far "about" may be off, either way.
_ABOUT_S = 3 * 3600.0
_GRAIN_S = {4: 366 * 86_400.0, 7: 31 * 86_400.0, 10: 86_400.0, 13: 3_600.0, 16: 60.0}

#: Civil time runs from 1 h 15 min behind to 3 h 30 min ahead of the sun's mean time at a longitude. The extremes are
#: Vardø in winter (31.1 E on UTC+1: -1 h 5 min), western China (73.5 E on UTC+8: +3 h 6 min), western Alaska in
#: summer (168 W on UTC-8: +3 h 12 min).
_LEAST_S, _MOST_S = -1.25 * 3600, 3.5 * 3600
#: Beyond this longitude the date line may add or take a day.
_DATE_LINE_DEG = 150.0


@lru_cache(maxsize=256)
def seconds(text: str | None) -> float | None:
    """Return an ISO 8601 text as seconds since 1970, with its zone where it has one; None when it is no time."""
    if not text:
        return None
    plain = text.strip()
    if len(plain) <= 7:
        plain = {4: f"{plain}-01-01", 7: f"{plain}-01"}.get(len(plain), plain)
    try:
        when = datetime.fromisoformat(plain)
    except ValueError:
        return None
    return (when - (_EPOCH if when.tzinfo is None else _EPOCH_UTC)).total_seconds()


def span(time: TimeFact | None) -> tuple[float, float] | None:
    """Return the earliest and the latest that a time can have been, in UTC; None when it is no time.

    ``before`` and ``after`` are open at one side.
    """
    if time is None:
        return None
    first = seconds(time.utc)
    known = first is not None and len(time.local) > 10
    if not known:
        first = seconds(time.local)
    if first is None:
        return None
    last = first + _GRAIN_S.get(len(time.local), 1.0)
    if time.until_local and (until := seconds(time.until_local)) is not None:
        shift = (first - start) if known and (start := seconds(time.local)) is not None else 0.0
        last = max(until + shift + _GRAIN_S.get(len(time.until_local), 1.0), first)
    if not known:
        first, last = first - _AHEAD_S, last + _BEHIND_S
    if time.approximate:
        first, last = first - _ABOUT_S, last + _ABOUT_S
    if time.precision == "before":
        return -math.inf, last
    return (first, math.inf) if time.precision == "after" else (first, last)


def camera_time(file: FileFact) -> TimeFact | None:
    """Return the first time that the clock of the camera wrote, to the minute or finer; never that of a last change."""
    first: TimeFact | None = None
    for one in file.times:
        source = one.source
        if (
            one.role == "captured"
            and source.startswith(("exif ", "video "))
            and one.precision in ("second", "minute")
            and "GPS" not in source
            and "last change" not in source
            and (first is None or one.id < first.id)
        ):
            first = one
    return first


def preferred_time(file: FileFact) -> TimeFact | None:
    """Return the time of taking that counts."""
    for one in file.times:
        if one.preferred and one.role == "captured":
            return one
    return None


def satellite_stamp(file: FileFact) -> tuple[PositionFact, float] | None:
    """Return the position of the device and its satellite time; None where there is no time of day."""
    for one in file.positions:
        if one.source.startswith("device") and one.stamp_utc and "T" in one.stamp_utc:
            when = seconds(one.stamp_utc)
            if when is not None:
                return one, when
    return None


def fits_longitude(offset_s: float, longitude: float, *, slack_s: float = 0.0) -> bool:
    """Tell whether a clock that is so far ahead of UTC can show local time at a longitude."""
    turns = (-86_400.0, 0.0, 86_400.0) if abs(longitude) > _DATE_LINE_DEG else (0.0,)
    sun = longitude * 240.0
    return any(sun + _LEAST_S - slack_s <= offset_s + turn <= sun + _MOST_S + slack_s for turn in turns)


def offset_of_zone(zone: str | None, at_utc: float) -> float | None:
    """Return how far a zone (``+03:00`` or a name) is ahead of UTC at a moment, in seconds; None if unknown."""
    if not zone:
        return None
    if len(zone) == 6 and zone[0] in "+-" and zone[3] == ":" and (zone[1:3] + zone[4:]).isdigit():
        shift = int(zone[1:3]) * 3600.0 + int(zone[4:]) * 60.0
        return -shift if zone[0] == "-" else shift
    try:
        when = (_EPOCH + timedelta(seconds=at_utc)).replace(tzinfo=UTC)
        ahead = when.astimezone(ZoneInfo(zone)).utcoffset()
    except (KeyError, ValueError, OSError, OverflowError):
        return None
    return ahead.total_seconds() if ahead is not None else None
