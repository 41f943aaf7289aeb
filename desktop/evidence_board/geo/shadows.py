"""What a shadow says about time and place: hours and days that fit, and where on Earth it could be.

Every answer is a band with its error, never a line: how well a photo can be measured, uneven ground and the lens matter
far more than the position of the sun. Measurements count on level ground. With the sun lower than 3 degrees nothing is
said.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING, NamedTuple

from evidence_board.geo.sun import LOWEST_USEFUL_DEG, PARALLAX_DEG, Sun, subsolar, sun_position

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = [
    "DayBand",
    "HourBand",
    "MeasuredShadow",
    "ShadowMap",
    "days_at_any_hour",
    "days_that_fit",
    "hours_that_fit",
    "shadow_map",
]

_STEP_S, _SEARCH_S = 60.0, 120.0
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_AIR_DEG = 0.1
_LEAST = math.exp(-2.0)


@dataclass(frozen=True)
class MeasuredShadow:
    """A shadow measured in a photo; at least one of direction and ratio.

    Errors are what one is practically sure of (19 of 20); inside them everything counts as fitting.

    Attributes:
        direction_deg: where the shadow points, degrees from true north.
        direction_error_deg: plus or minus.
        ratio: length of the shadow by the height of what throws it.
        ratio_error: plus or minus, as a part of the ratio (0.05 is 5 %).
    """

    direction_deg: float | None = None
    direction_error_deg: float = 3.0
    ratio: float | None = None
    ratio_error: float = 0.1

    def __post_init__(self) -> None:
        if self.direction_deg is None and self.ratio is None:
            raise ValueError("a shadow needs a direction or a ratio")
        if self.direction_deg is not None and not math.isfinite(self.direction_deg):
            raise ValueError("the direction is no number")
        if self.ratio is not None and not (self.ratio > 0 and math.isfinite(self.ratio)):
            raise ValueError("the ratio must be above 0")
        if not (0 < self.direction_error_deg <= 180 and 0 < self.ratio_error < 1):
            raise ValueError("errors must be above 0, and the one of the ratio below 1")

    def likelihood(self, sun: Sun) -> NDArray[np.float64]:
        """Return how well positions of the sun fit: 1 exactly, 0.135 at the edge of the error, 0 below 3 degrees."""
        import numpy as np

        seen = sun.elevation_refracted
        # One that stands in the zenith throws no shadow; the logarithm needs one.
        low, high = LOWEST_USEFUL_DEG, 90.0 - 1e-6
        useful = seen >= low
        misfit = np.zeros_like(seen)
        if self.ratio is not None:
            length = 1.0 / np.tan(np.radians(np.clip(seen, low, high)))
            misfit += (np.log(length / self.ratio) / math.log1p(self.ratio_error)) ** 2
        if self.direction_deg is not None:
            aside = (sun.azimuth + 180.0 - self.direction_deg + 180.0) % 360.0 - 180.0
            misfit += (aside / self.direction_error_deg) ** 2
        return np.where(useful, np.exp(-2.0 * misfit), 0.0)


class HourBand(NamedTuple):
    """A span of time in which the shadow fits; `best` fits best. In UTC."""

    start: datetime
    end: datetime
    best: datetime
    likelihood: float


class DayBand(NamedTuple):
    """A span of days on which the shadow fits at an hour of the clock; `best` fits best."""

    start: date
    end: date
    best: date
    likelihood: float


@dataclass(frozen=True)
class ShadowMap:
    """Where on Earth a shadow could be at a time.

    Attributes:
        latitudes: middles of the rows, from north to south, degrees, shape (n,).
        longitudes: middles of the columns, from west to east, degrees, shape (m,).
        likelihood: 1 where the shadow fits exactly, 0.135 at the edge of its error, shape (n, m).
    """

    latitudes: NDArray[np.float64]
    longitudes: NDArray[np.float64]
    likelihood: NDArray[np.float32]

    @property
    def inside(self) -> NDArray[np.bool_]:
        """Where the shadow fits within its error."""
        return self.likelihood >= _LEAST

    @property
    def share(self) -> float:
        """How much of the surface of the Earth fits, 0 to 1."""
        import numpy as np

        weights = np.cos(np.radians(self.latitudes))
        return float((self.inside.mean(axis=1) * weights).sum() / weights.sum())

    @property
    def best(self) -> tuple[float, float] | None:
        """(latitude, longitude) of the cell that fits best, None when nothing does."""
        import numpy as np

        row, column = np.unravel_index(int(self.likelihood.argmax()), self.likelihood.shape)
        if self.likelihood[row, column] < _LEAST:
            return None
        return float(self.latitudes[row]), float(self.longitudes[column])


def hours_that_fit(
    shadow: MeasuredShadow, *, latitude: float, longitude: float, day: date, zone: tzinfo
) -> list[HourBand]:
    """Return the spans of a civil day in which the shadow fits within its error.

    Args:
        shadow: what was measured.
        latitude: degrees.
        longitude: degrees.
        day: in the zone.
        zone: where the day begins at midnight.
    """
    import numpy as np

    start = datetime(day.year, day.month, day.day, tzinfo=zone)
    following = day + timedelta(days=1)
    end = datetime(following.year, following.month, following.day, tzinfo=zone)
    first = (start - _EPOCH).total_seconds()
    times = np.arange(first, (end - _EPOCH).total_seconds(), _STEP_S)
    fits = shadow.likelihood(sun_position(latitude, longitude, times))
    bands = []
    for low, high in _runs(fits):
        best = low + int(fits[low : high + 1].argmax())
        start, end, fitting = (_EPOCH + timedelta(seconds=float(times[at])) for at in (low, high, best))
        bands.append(HourBand(start, end, fitting, float(fits[best])))
    return bands


def days_that_fit(
    shadow: MeasuredShadow,
    *,
    latitude: float,
    longitude: float,
    year: int,
    clock: time,
    zone: tzinfo,
    clock_error_s: float = 0.0,
) -> list[DayBand]:
    """Return the spans of days of a year on which the shadow fits at an hour of the clock.

    Args:
        shadow: what was measured.
        latitude: degrees.
        longitude: degrees.
        year: the civil year.
        clock: hour of the clock in the zone, summer time as it was then.
        zone: the zone.
        clock_error_s: plus or minus; the best time inside counts.
    """
    import numpy as np

    count = (date(year + 1, 1, 1) - date(year, 1, 1)).days
    days = [date(year, 1, 1) + timedelta(days=at) for at in range(count)]
    times = np.array([(datetime.combine(day, clock, tzinfo=zone) - _EPOCH).total_seconds() for day in days])
    steps = max(1, math.ceil(clock_error_s / 120.0))
    shifts = np.linspace(-clock_error_s, clock_error_s, 2 * steps + 1) if clock_error_s else np.zeros(1)
    fits = shadow.likelihood(sun_position(latitude, longitude, times[:, None] + shifts[None, :])).max(axis=1)
    return _day_bands(fits, days)


def days_at_any_hour(
    shadow: MeasuredShadow, *, latitude: float, longitude: float, year: int, zone: tzinfo
) -> list[DayBand]:
    """Return the spans of days of a year on which the shadow fits at some hour.

    Args:
        shadow: what was measured.
        latitude: degrees.
        longitude: degrees.
        year: the civil year.
        zone: where days begin at midnight.
    """
    import numpy as np

    count = (date(year + 1, 1, 1) - date(year, 1, 1)).days
    days = [date(year, 1, 1) + timedelta(days=at) for at in range(count)]
    # The sun moves half a degree in two minutes: finer than any shadow is measured.
    steps = np.arange(0.0, 86_400.0, _SEARCH_S)
    midnights = np.array(
        [(datetime(one.year, one.month, one.day, tzinfo=zone) - _EPOCH).total_seconds() for one in days]
    )
    fits = shadow.likelihood(sun_position(latitude, longitude, midnights[:, None] + steps[None, :])).max(axis=1)
    return _day_bands(fits, days)


def _day_bands(fits: NDArray[np.float64], days: list[date]) -> list[DayBand]:
    bands = []
    for low, high in _runs(fits):
        best = low + int(fits[low : high + 1].argmax())
        bands.append(DayBand(days[low], days[high], days[best], float(fits[best])))
    return bands


def shadow_map(
    shadow: MeasuredShadow, *, moment: datetime, step_deg: float = 1.0, time_error_s: float = 0.0
) -> ShadowMap:
    """Return where on Earth the shadow could be at a time.

    Args:
        shadow: what was measured.
        moment: with a zone.
        step_deg: size of the cells: 1 while something is dragged, 0.25 for the answer.
        time_error_s: plus or minus; the best time inside counts.

    Raises:
        ValueError: a time without a zone, or a step that does not divide 180 degrees.
    """
    import numpy as np

    rows = round(180.0 / step_deg)
    if moment.tzinfo is None or rows < 1 or abs(rows * step_deg - 180.0) > 1e-9:
        raise ValueError("the time needs a zone, and the step must divide 180 degrees")
    latitudes: NDArray[np.float64] = 90.0 - step_deg * (np.arange(rows, dtype=np.float64) + 0.5)
    longitudes: NDArray[np.float64] = step_deg * (np.arange(2 * rows, dtype=np.float64) + 0.5) - 180.0
    middle = (moment - _EPOCH).total_seconds()
    # The sun moves a degree in four minutes.
    steps = math.ceil(time_error_s / 240.0)
    shifts = np.linspace(-time_error_s, time_error_s, 2 * steps + 1) if steps else np.zeros(1)
    likelihood = np.zeros((rows, 2 * rows), dtype=np.float32)
    for shift in shifts:
        likelihood = np.maximum(likelihood, _at_once(shadow, latitudes, longitudes, middle + float(shift)))
    return ShadowMap(latitudes, longitudes, likelihood)


def _at_once(
    shadow: MeasuredShadow, latitudes: NDArray[np.float64], longitudes: NDArray[np.float64], unix_s: float
) -> NDArray[np.float32]:
    """Return the likelihood of all cells at one moment; only those with the sun up are worked out.

    In single precision: some 0.0001 degrees, and half the time.
    """
    import numpy as np

    declination, greenwich, _ = subsolar(unix_s)
    delta, angle = float(declination), math.remainder(float(greenwich), 2 * math.pi)
    phi = np.radians(latitudes).astype(np.float32)[:, None]
    turn = (np.radians(longitudes) + angle).astype(np.float32)[None, :]
    cosine, sine = np.cos(turn), np.sin(turn)
    up = np.sin(phi) * np.float32(math.sin(delta)) + np.cos(phi) * np.float32(math.cos(delta)) * cosine
    rows, columns = np.nonzero(up >= math.sin(math.radians(LOWEST_USEFUL_DEG - _AIR_DEG * 3)))
    true = np.degrees(np.arcsin(np.minimum(up[rows, columns], np.float32(1.0))))
    true -= np.float32(PARALLAX_DEG) * np.cos(np.radians(true))
    seen = true + np.float32(1.02 / 60.0) / np.tan(np.radians(true + np.float32(10.3) / (true + np.float32(5.11))))
    if shadow.direction_deg is None:
        azimuth = seen
    else:
        east = np.float32(-math.cos(delta)) * sine
        north = np.cos(phi) * np.float32(math.sin(delta)) - np.sin(phi) * np.float32(math.cos(delta)) * cosine
        azimuth = np.degrees(np.arctan2(east[0, columns], north[rows, columns]))
    found = np.zeros(up.shape, dtype=np.float32)
    found[rows, columns] = shadow.likelihood(Sun(azimuth, true, seen))
    return found


def _runs(fits: NDArray[np.float64]) -> list[tuple[int, int]]:
    """Return first and last index of every stretch that fits within the error."""
    import numpy as np

    inside = np.concatenate([[False], fits >= _LEAST, [False]])
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    return [(int(low), int(high) - 1) for low, high in zip(edges[::2], edges[1::2], strict=True)]
