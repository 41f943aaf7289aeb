"""Where the axis of the timeline has its lines and ticks: years, months, days, hours, as room allows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

__all__ = ["AxisTicks", "Tick", "Unit", "axis_ticks", "clock_at", "month_around", "seconds_at", "snap_step"]

Unit = Literal["year", "month", "day", "hour", "minute"]

_DAY = 86_400.0
_EPOCH = datetime(1970, 1, 1)
_FIRST = (datetime(1, 1, 1) - _EPOCH).total_seconds()
_LAST = (datetime(9999, 12, 31) - _EPOCH).total_seconds()

#: Distance of labelled lines: unit, how many, about how many seconds, least width in pixels.
_MAJOR: tuple[tuple[Unit, int, float, float], ...] = (
    ("minute", 1, 60.0, 56),
    ("minute", 5, 300.0, 56),
    ("minute", 15, 900.0, 56),
    ("hour", 1, 3600.0, 56),
    ("hour", 3, 10_800.0, 56),
    ("hour", 6, 21_600.0, 56),
    ("hour", 12, 43_200.0, 56),
    ("day", 1, _DAY, 56),
    ("day", 2, 2 * _DAY, 56),
    ("day", 7, 7 * _DAY, 90),
    ("month", 1, 30.4 * _DAY, 56),
    ("month", 3, 91.3 * _DAY, 56),
    ("month", 6, 182.6 * _DAY, 56),
    ("year", 1, 365.25 * _DAY, 48),
    ("year", 2, 730.5 * _DAY, 48),
    ("year", 5, 1826.0 * _DAY, 48),
    ("year", 10, 3652.5 * _DAY, 48),
    ("year", 50, 18_262.0 * _DAY, 48),
    ("year", 100, 36_525.0 * _DAY, 48),
    ("year", 500, 182_625.0 * _DAY, 48),
)
#: Distance of small ticks between them, finest first.
_MINOR: tuple[tuple[Unit, int, float], ...] = (
    ("minute", 1, 60.0),
    ("minute", 5, 300.0),
    ("minute", 15, 900.0),
    ("hour", 1, 3600.0),
    ("hour", 6, 21_600.0),
    ("day", 1, _DAY),
    ("day", 7, 7 * _DAY),
    ("month", 1, 30.4 * _DAY),
    ("year", 1, 365.25 * _DAY),
    ("year", 10, 3652.5 * _DAY),
)
_LEAST_MINOR_PX = 18.0
_SNAP = (60.0, 300.0, 900.0, 3600.0, _DAY)


@dataclass(frozen=True, slots=True)
class Tick:
    """A labelled line: seconds on the axis, and what it begins."""

    at: float
    unit: Unit


@dataclass(frozen=True, slots=True)
class AxisTicks:
    """Labelled lines and the small ticks between them, in seconds; ``unit`` is what the lines count."""

    unit: Unit
    major: list[Tick]
    minor: list[float]


def clock_at(seconds: float) -> datetime:
    """Return the clock time at a place of the axis, kept within the years 1 to 9999."""
    return _EPOCH + timedelta(seconds=min(max(seconds, _FIRST), _LAST))


def seconds_at(clock: datetime) -> float:
    """Return the place of a clock time on the axis."""
    return (clock - _EPOCH).total_seconds()


def axis_ticks(start: float, end: float, *, scale: float) -> AxisTicks:
    """Return the ticks of a part of the axis.

    Args:
        start: seconds.
        end: seconds.
        scale: pixels per second.
    """
    unit, number, length = next(
        ((unit, number, length) for unit, number, length, px in _MAJOR if length * scale >= px),
        _MAJOR[-1][:3],
    )
    major = [Tick(at, _begins(at, unit)) for at in _walk(start, end, unit, number)]
    known = {tick.at for tick in major}
    for small, count, size in _MINOR:
        if size * scale >= _LEAST_MINOR_PX and size < length:
            return AxisTicks(unit, major, [at for at in _walk(start, end, small, count) if at not in known])
    return AxisTicks(unit, major, [])


def month_around(seconds: float) -> tuple[float, float]:
    """Return the first moment of the month that holds a moment, and that of the next."""
    clock = clock_at(min(seconds, _LAST - 40 * _DAY))
    first = datetime(clock.year, clock.month, 1)
    return seconds_at(first), seconds_at(_next(first, "month", 1))


def snap_step(scale: float) -> float:
    """Return the distance in seconds on which edges of the brush fall: whole days, unless far in."""
    return next((step for step in _SNAP if step * scale >= 5), _DAY)


def _begins(at: float, unit: Unit) -> Unit:
    clock = clock_at(at)
    if unit in ("hour", "minute"):
        if clock.hour or clock.minute:
            return unit
        unit = "day"
    if unit == "day":
        if clock.day > 1:
            return "day"
        unit = "month"
    if unit == "month" and clock.month > 1:
        return "month"
    return "year" if unit == "year" else "month"


def _walk(start: float, end: float, unit: Unit, number: int) -> Iterator[float]:
    """Yield the places of a unit from the last before ``start`` to the first after ``end``."""
    clock = _floor(clock_at(start), unit, number)
    while True:
        at = seconds_at(clock)
        yield at
        if at >= end or at >= _LAST - 367 * _DAY * number:
            return
        clock = _next(clock, unit, number)


def _floor(clock: datetime, unit: Unit, number: int) -> datetime:
    midnight = datetime(clock.year, clock.month, clock.day)
    match unit:
        case "year":
            return datetime(max(clock.year // number * number, 1), 1, 1)
        case "month":
            return datetime(clock.year, (clock.month - 1) // number * number + 1, 1)
        case "day":
            return midnight.replace(day=_day_floor(clock.day, number))
        case "hour":
            return midnight + timedelta(hours=clock.hour // number * number)
    return midnight + timedelta(minutes=(60 * clock.hour + clock.minute) // number * number)


def _day_floor(day: int, number: int) -> int:
    # Counted from the first of each month; what would stand too close before the next month is left out.
    last = {1: 31, 2: 29, 7: 22}[number]
    return min((day - 1) // number * number + 1, last)


def _next(clock: datetime, unit: Unit, number: int) -> datetime:
    match unit:
        case "year":
            # Floored again, so that the years after year 1 are round.
            return datetime(max((clock.year + number) // number * number, clock.year + 1), 1, 1)
        case "month":
            months = clock.year * 12 + clock.month - 1 + number
            return datetime(months // 12, months % 12 + 1, 1)
        case "day":
            after = clock + timedelta(days=number)
            floored = _floor(after, "day", number)
            if after.month == clock.month and floored > clock:
                return floored
            return _next(datetime(clock.year, clock.month, 1), "month", 1)
        case "hour":
            return clock + timedelta(hours=number)
    return clock + timedelta(minutes=number)
