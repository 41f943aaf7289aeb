"""Where the sun stands, for any time and place, vectorised.

Longitude and distance: the largest terms of VSOP87 as in NREL's Solar Position Algorithm (Reda and Andreas 2003),
good to about 2 seconds of arc; nutation, aberration, parallax. Measured against that algorithm in
``desktop/docs/accuracy.md``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, NamedTuple

from evidence_board.geo.sky import centuries, equatorial, horizontal, nutation, refraction_deg, sidereal_deg

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

__all__ = [
    "HORIZON_DEG",
    "LOWEST_USEFUL_DEG",
    "PARALLAX_DEG",
    "Crossing",
    "Sun",
    "SunAt",
    "SunDay",
    "crossings",
    "shadow_ratio",
    "subsolar",
    "sun_at",
    "sun_day",
    "sun_position",
]

LOWEST_USEFUL_DEG = 3.0
"""Below this elevation a shadow is too long, and the air too uneven, to measure anything by."""

HORIZON_DEG = -0.8333
"""True elevation of the middle of the sun when its upper edge seems to touch a level horizon."""

PARALLAX_DEG = 8.794 / 3600.0
"""How much lower than from the middle of the Earth the sun is seen at the horizon."""

_L0 = (
    (175347046.0, 0.0, 0.0), (3341656.0, 4.6692568, 6283.07585), (34894.0, 4.6261, 12566.1517),
    (3497.0, 2.7441, 5753.3849), (3418.0, 2.8289, 3.5231), (3136.0, 3.6277, 77713.7715),
    (2676.0, 4.4181, 7860.4194), (2343.0, 6.1352, 3930.2097), (1324.0, 0.7425, 11506.7698),
    (1273.0, 2.0371, 529.691), (1199.0, 1.1096, 1577.3435), (990.0, 5.233, 5884.927),
    (902.0, 2.045, 26.298), (857.0, 3.508, 398.149), (780.0, 1.179, 5223.694), (753.0, 2.533, 5507.553),
    (505.0, 4.583, 18849.228), (492.0, 4.205, 775.523), (357.0, 2.92, 0.067), (317.0, 5.849, 11790.629),
    (284.0, 1.899, 796.298), (271.0, 0.315, 10977.079), (243.0, 0.345, 5486.778), (206.0, 4.806, 2544.314),
    (205.0, 1.869, 5573.143), (202.0, 2.458, 6069.777),
)  # fmt: skip
_L1 = (
    (628331966747.0, 0.0, 0.0), (206059.0, 2.678235, 6283.07585), (4303.0, 2.6351, 12566.1517),
    (425.0, 1.59, 3.523), (119.0, 5.796, 26.298), (109.0, 2.966, 1577.344),
)  # fmt: skip
_L2 = ((52919.0, 0.0, 0.0), (8720.0, 1.0721, 6283.0758), (309.0, 0.867, 12566.152))
_R0 = (
    (100013989.0, 0.0, 0.0), (1670700.0, 3.0984635, 6283.07585), (13956.0, 3.05525, 12566.1517),
    (3084.0, 5.1985, 77713.7715), (1628.0, 1.1739, 5753.3849), (1576.0, 2.8469, 7860.4194),
)  # fmt: skip
_R1 = ((103019.0, 1.10749, 6283.07585), (1721.0, 1.0644, 12566.1517))
_STEP_S = 600.0
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Sun(NamedTuple):
    """Directions to the sun, degrees; arrays in the shape of what was asked for.

    Attributes:
        azimuth: from true north, [0, 360).
        elevation: true, of its middle, seen from the surface.
        elevation_refracted: as the air lifts it (1010 hPa, 10 C).
    """

    azimuth: NDArray[np.float64]
    elevation: NDArray[np.float64]
    elevation_refracted: NDArray[np.float64]


@dataclass(frozen=True)
class SunAt:
    """The sun at one place and time; the attributes of `Sun` as numbers, and the shadow.

    Attributes:
        azimuth: degrees from true north.
        elevation: true, degrees.
        elevation_refracted: degrees.
        shadow_ratio: length of a shadow on level ground by the height of what throws it; None with the sun down.
        shadow_azimuth: where shadows point, degrees; None with the sun down.
    """

    azimuth: float
    elevation: float
    elevation_refracted: float
    shadow_ratio: float | None
    shadow_azimuth: float | None

    @property
    def is_useful(self) -> bool:
        """Whether the sun is high enough to measure shadows by."""
        return self.elevation_refracted >= LOWEST_USEFUL_DEG


class Crossing(NamedTuple):
    """A time at which the sun passes an elevation, upwards or downwards."""

    time: datetime
    rising: bool


@dataclass(frozen=True)
class SunDay:
    """One civil day of the sun; times in UTC.

    Attributes:
        rise: the first rise of the day, None without one.
        noon: when it passes the meridian.
        set: the last setting, None without one.
        noon_elevation: true elevation at noon, degrees; below the horizon in polar night.
    """

    rise: datetime | None
    noon: datetime
    set: datetime | None
    noon_elevation: float


def subsolar(unix_s: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Return declination, hour angle at Greenwich (both radians) and distance (astronomical units) of the sun."""
    import numpy as np

    time = centuries(unix_s)
    millennia = time / 10.0
    helio = _series(_L0, millennia) + _series(_L1, millennia) * millennia + _series(_L2, millennia) * millennia**2
    distance = _series(_R0, millennia) + _series(_R1, millennia) * millennia
    wobble = nutation(time)
    # Seen from the Earth, and where it was when its light set out.
    longitude = np.degrees(helio) + 180.0 + wobble.longitude - 20.4898 / 3600.0 / distance
    ascension, declination = equatorial(longitude, 0.0, wobble.obliquity)
    return declination, np.radians(sidereal_deg(unix_s, wobble)) - ascension, distance


def sun_position(latitude: ArrayLike, longitude: ArrayLike, unix_s: ArrayLike) -> Sun:
    """Return where the sun stands; the three are broadcast against each other.

    Args:
        latitude: degrees.
        longitude: degrees.
        unix_s: seconds since 1970, UTC.
    """
    import numpy as np

    declination, greenwich, distance = subsolar(unix_s)
    hour_angle = greenwich + np.radians(np.asarray(longitude, dtype=np.float64))
    azimuth, elevation = horizontal(latitude, hour_angle, declination)
    elevation = elevation - PARALLAX_DEG / distance * np.cos(np.radians(elevation))
    return Sun(azimuth, elevation, elevation + refraction_deg(elevation))


def shadow_ratio(elevation_refracted_deg: float) -> float | None:
    """Return length of shadow by height on level ground; None with the sun down."""
    import math

    if elevation_refracted_deg <= 0:
        return None
    return 1.0 / math.tan(math.radians(elevation_refracted_deg)) if elevation_refracted_deg < 90 else 0.0


def sun_at(latitude: float, longitude: float, moment: datetime) -> SunAt:
    """Return the sun at one place and time.

    Raises:
        ValueError: a time without a zone.
    """
    seen = sun_position(latitude, longitude, _seconds(moment))
    ratio = shadow_ratio(float(seen.elevation_refracted))
    azimuth = float(seen.azimuth)
    return SunAt(
        azimuth,
        float(seen.elevation),
        float(seen.elevation_refracted),
        ratio,
        None if ratio is None else (azimuth + 180.0) % 360.0,
    )


def crossings(
    latitude: float, longitude: float, *, start: datetime, end: datetime, elevation_deg: float = HORIZON_DEG
) -> list[Crossing]:
    """Return when the true elevation of the sun passes a value in a span of time, to a second.

    Args:
        latitude: degrees.
        longitude: degrees.
        start: with a zone.
        end: with a zone.
        elevation_deg: for instance -6 for civil twilight.
    """
    import numpy as np

    first, last = _seconds(start), _seconds(end)
    times = np.append(np.arange(first, last, _STEP_S), last)
    above = sun_position(latitude, longitude, times).elevation - elevation_deg
    found = []
    for at in np.flatnonzero((above[:-1] >= 0) != (above[1:] >= 0)):
        low, high = times[at], times[at + 1]
        rising = bool(above[at + 1] >= 0)
        for _ in range(12):
            middle = (low + high) / 2
            is_above = sun_position(latitude, longitude, middle).elevation >= elevation_deg
            low, high = (low, middle) if bool(is_above) == rising else (middle, high)
        found.append(Crossing(_moment(float(low + high) / 2), rising))
    return found


def sun_day(latitude: float, longitude: float, day: date, *, zone: tzinfo) -> SunDay:
    """Return rise, noon and set of a civil day in a zone."""
    import math

    start = datetime(day.year, day.month, day.day, tzinfo=zone)
    following = day + timedelta(days=1)
    end = datetime(following.year, following.month, following.day, tzinfo=zone)
    passed = crossings(latitude, longitude, start=start, end=end)
    noon = _seconds(start) + 43_200.0
    for _ in range(4):
        angle = float(subsolar(noon)[1]) + math.radians(longitude)
        aside = math.degrees(math.remainder(angle, 2 * math.pi))
        noon -= aside * 240.0
        if not _seconds(start) <= noon < _seconds(end):  # the zone is far from the sun's time
            noon += 86_400.0 if noon < _seconds(start) else -86_400.0
    rises = [one.time for one in passed if one.rising]
    settings = [one.time for one in passed if not one.rising]
    height = float(sun_position(latitude, longitude, noon).elevation)
    return SunDay(rises[0] if rises else None, _moment(noon), settings[-1] if settings else None, height)


def _series(terms: tuple[tuple[float, float, float], ...], millennia: NDArray[np.float64]) -> NDArray[np.float64]:
    import numpy as np

    total = np.zeros_like(millennia)
    for size, phase, rate in terms:
        total = total + size * np.cos(phase + rate * millennia)
    return total * 1e-8


def _seconds(moment: datetime) -> float:
    if moment.tzinfo is None:
        raise ValueError("the time needs a zone")
    return (moment - _EPOCH).total_seconds()


def _moment(unix_s: float) -> datetime:
    return _EPOCH + timedelta(seconds=round(unix_s))
