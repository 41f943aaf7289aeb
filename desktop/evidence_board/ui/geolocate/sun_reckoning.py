"""What is worked out behind the window: the sun over one day at one place, the hours and the days that fit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache

from evidence_board.case.clock_offsets import read_zone
from evidence_board.geo.shadows import (
    DayBand,
    HourBand,
    MeasuredShadow,
    days_at_any_hour,
    days_that_fit,
    hours_that_fit,
)
from evidence_board.geo.sun import sun_day, sun_position
from evidence_board.geo.zones import zones_of

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "DayQuestion",
    "SunPath",
    "YearQuestion",
    "elapsed_of",
    "path_of",
    "place_zones",
    "start_of",
    "year_of",
]

#: Before and after these years neither clocks nor the sun are known well enough.
FIRST_YEAR, LAST_YEAR = 1800, 2200

_STEP_S = 300.0
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
#: A clock that is read to the minute, and a shutter that nobody heard.
_CLOCK_ERROR_S = 300.0


@dataclass(frozen=True, slots=True)
class DayQuestion:
    """One civil day at one place; ``shadow`` is None while nothing is measured."""

    latitude: float
    longitude: float
    day: date
    zone: str
    shadow: MeasuredShadow | None = None


@dataclass(frozen=True, slots=True)
class YearQuestion:
    """One hour of the clock over a year at one place."""

    latitude: float
    longitude: float
    year: int
    clock: time
    zone: str
    shadow: MeasuredShadow


@dataclass(frozen=True, slots=True)
class SunPath:
    """The sun over a civil day. Seconds count from its beginning; a day of a change of clocks has 23 or 25 hours.

    Attributes:
        question: what was asked.
        start: beginning of the day, UTC.
        length_s: how long it lasts; 0 where the clocks left it out, as in Samoa on 30 December 2011.
        at_s: every five minutes.
        azimuths: degrees.
        elevations: as seen, degrees.
        rise_s: sunrise, None without one.
        noon_s: when it stands highest.
        set_s: sunset, None without one.
        noon_elevation: degrees, true.
        hours: (hour of the clock, seconds) of every full hour.
        bands: spans that fit, in UTC.
    """

    question: DayQuestion
    start: datetime
    length_s: float
    at_s: tuple[float, ...]
    azimuths: tuple[float, ...]
    elevations: tuple[float, ...]
    rise_s: float | None
    noon_s: float
    set_s: float | None
    noon_elevation: float
    hours: tuple[tuple[int, float], ...]
    bands: tuple[HourBand, ...]

    def seconds(self, moment: datetime) -> float:
        """Return how long after the beginning of the day a moment lies."""
        return (moment - self.start).total_seconds()


def start_of(day: date, zone: tzinfo) -> datetime:
    """Return when a civil day begins, in UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)


def elapsed_of(day: date, clock: time, zone: tzinfo) -> float:
    """Return how many seconds after the beginning of a day a clock showed a time (the first time it did)."""
    return (datetime.combine(day, clock, tzinfo=zone).astimezone(UTC) - start_of(day, zone)).total_seconds()


def path_of(question: DayQuestion) -> SunPath:
    """Return the sun over a day, and the hours that fit.

    Raises:
        KnownError: there is no such zone.
    """
    import numpy as np

    zone, day = read_zone(question.zone), question.day
    start, end = start_of(day, zone), start_of(day + timedelta(days=1), zone)
    length = (end - start).total_seconds()
    at = np.arange(0.0, length + 1.0, _STEP_S)
    sun = sun_position(question.latitude, question.longitude, (start - _EPOCH).total_seconds() + at)
    known = sun_day(question.latitude, question.longitude, day, zone=zone)
    bands: list[HourBand] = []
    if question.shadow is not None:
        bands = hours_that_fit(
            question.shadow, latitude=question.latitude, longitude=question.longitude, day=day, zone=zone
        )

    def after(moment: datetime | None) -> float | None:
        return None if moment is None else (moment - start).total_seconds()

    clocks = [(hour, elapsed_of(day, time(hour), zone)) for hour in range(24)]
    # An hour that the clocks left out has no place.
    clocks = [
        (hour, at_s)
        for hour, at_s in clocks
        if at_s < length and (start + timedelta(seconds=at_s)).astimezone(zone).hour == hour
    ]
    return SunPath(
        question=question,
        start=start,
        length_s=length,
        at_s=tuple(at.tolist()),
        azimuths=tuple(sun.azimuth.tolist()),
        elevations=tuple(sun.elevation_refracted.tolist()),
        rise_s=after(known.rise),
        noon_s=(known.noon - start).total_seconds(),
        set_s=after(known.set),
        noon_elevation=known.noon_elevation,
        hours=(*clocks, (24, length)),
        bands=tuple(bands),
    )


def year_of(question: YearQuestion) -> tuple[tuple[DayBand, ...], tuple[DayBand, ...]]:
    """Return the spans of days on which the shadow fits at that hour, and those on which it fits at some hour.

    Raises:
        KnownError: there is no such zone.
    """
    at_hour = days_that_fit(
        question.shadow,
        latitude=question.latitude,
        longitude=question.longitude,
        year=question.year,
        clock=question.clock,
        zone=read_zone(question.zone),
        clock_error_s=_CLOCK_ERROR_S,
    )
    return tuple(at_hour), _at_any_hour(replace(question, clock=time(0)))


@lru_cache(maxsize=8)
def _at_any_hour(question: YearQuestion) -> tuple[DayBand, ...]:
    """Kept, because it is the same for every hour of the slider."""
    return tuple(
        days_at_any_hour(
            question.shadow,
            latitude=question.latitude,
            longitude=question.longitude,
            year=question.year,
            zone=read_zone(question.zone),
        )
    )


def place_zones(latitude: float, longitude: float) -> tuple[str, ...]:
    """Return the names of the zones of a place that this program knows."""
    return zones_of(latitude, longitude)
