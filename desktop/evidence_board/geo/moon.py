"""Where the moon stands and how much of it is lit (Meeus 1998, chapters 40, 47 and 48, the larger terms)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from evidence_board.geo.sky import centuries, equatorial, horizontal, nutation, sidereal_deg
from evidence_board.geo.sun import subsolar

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

__all__ = ["PHASES", "Moon", "MoonAt", "moon_at", "moon_position"]

PHASES = (
    "new moon",
    "waxing crescent",
    "first quarter",
    "waxing gibbous",
    "full moon",
    "waning gibbous",
    "last quarter",
    "waning crescent",
)

# D, M, M', F; sine of the longitude in 1e-6 degrees; cosine of the distance in metres.
_LONGITUDE = (
    (0, 0, 1, 0, 6288774, -20905355), (2, 0, -1, 0, 1274027, -3699111), (2, 0, 0, 0, 658314, -2955968),
    (0, 0, 2, 0, 213618, -569925), (0, 1, 0, 0, -185116, 48888), (0, 0, 0, 2, -114332, -3149),
    (2, 0, -2, 0, 58793, 246158), (2, -1, -1, 0, 57066, -152138), (2, 0, 1, 0, 53322, -170733),
    (2, -1, 0, 0, 45758, -204586), (0, 1, -1, 0, -40923, -129620), (1, 0, 0, 0, -34720, 108743),
    (0, 1, 1, 0, -30383, 104755), (2, 0, 0, -2, 15327, 10321), (0, 0, 1, 2, -12528, 0),
    (0, 0, 1, -2, 10980, 79661), (4, 0, -1, 0, 10675, -34782), (0, 0, 3, 0, 10034, -23210),
    (4, 0, -2, 0, 8548, -21636), (2, 1, -1, 0, -7888, 24208), (2, 1, 0, 0, -6766, 30824),
    (1, 0, -1, 0, -5163, -8379), (1, 1, 0, 0, 4987, -16675), (2, -1, 1, 0, 4036, -12831),
    (2, 0, 2, 0, 3994, -10445), (4, 0, 0, 0, 3861, -11650), (2, 0, -3, 0, 3665, 14403),
    (0, 1, -2, 0, -2689, -7003), (2, 0, -1, 2, -2602, 0), (2, -1, -2, 0, 2390, 10056),
    (1, 0, 1, 0, -2348, 6322), (2, -2, 0, 0, 2236, -9884), (0, 1, 2, 0, -2120, 5751),
)  # fmt: skip
# D, M, M', F; sine of the latitude in 1e-6 degrees.
_LATITUDE = (
    (0, 0, 0, 1, 5128122), (0, 0, 1, 1, 280602), (0, 0, 1, -1, 277693), (2, 0, 0, -1, 173237),
    (2, 0, -1, 1, 55413), (2, 0, -1, -1, 46271), (2, 0, 0, 1, 32573), (0, 0, 2, 1, 17198),
    (2, 0, 1, -1, 9266), (0, 0, 2, -1, 8822), (2, -1, 0, -1, 8216), (2, 0, -2, -1, 4324),
    (2, 0, 1, 1, 4200), (2, 1, 0, -1, -3359), (2, -1, -1, 1, 2463), (2, -1, 0, 1, 2211),
    (2, -1, -1, -1, 2065), (0, 1, -1, -1, -1870), (4, 0, -1, -1, 1828), (0, 1, 0, 1, -1794),
)  # fmt: skip
_EARTH_M = 6_378_140.0
_UNIT_M = 149_597_870_700.0
_AGE_STEPS = 8


class Moon(NamedTuple):
    """Directions to the moon, degrees; arrays in the shape of what was asked for.

    Attributes:
        azimuth: from true north, [0, 360).
        elevation: true, of its middle, seen from the surface.
        lit: share of its disk that is lit, 0 to 1.
        age: how far it is ahead of the sun along the ecliptic, [0, 360): 0 new, 180 full.
    """

    azimuth: NDArray[np.float64]
    elevation: NDArray[np.float64]
    lit: NDArray[np.float64]
    age: NDArray[np.float64]


class MoonAt(NamedTuple):
    """The moon at one place and time; the attributes of `Moon` as numbers, and its phase in words."""

    azimuth: float
    elevation: float
    lit: float
    age: float
    phase: str


def moon_position(latitude: ArrayLike, longitude: ArrayLike, unix_s: ArrayLike) -> Moon:
    """Return where the moon stands; the three are broadcast against each other.

    Args:
        latitude: degrees.
        longitude: degrees.
        unix_s: seconds since 1970, UTC.
    """
    import numpy as np

    time = centuries(unix_s)
    wobble = nutation(time)
    along, up, distance_m = _ecliptic(time)
    along = along + wobble.longitude
    ascension, declination = equatorial(along, up, wobble.obliquity)
    sidereal = np.radians(sidereal_deg(unix_s, wobble))
    hour_angle = sidereal + np.radians(np.asarray(longitude, dtype=np.float64)) - ascension
    azimuth, elevation = horizontal(latitude, hour_angle, declination)
    parallax = np.arcsin(_EARTH_M / distance_m * np.cos(np.radians(elevation)))
    sun_declination, sun_hour_angle, sun_distance = subsolar(unix_s)
    between = np.sin(sun_declination) * np.sin(declination)
    between = between + np.cos(sun_declination) * np.cos(declination) * np.cos(sidereal - ascension - sun_hour_angle)
    apart = np.arccos(np.clip(between, -1.0, 1.0))
    far = sun_distance * _UNIT_M
    phase_angle = np.arctan2(far * np.sin(apart), distance_m - far * np.cos(apart))
    sun_ascension = sidereal - sun_hour_angle
    sun_along = np.degrees(
        np.arctan2(np.sin(sun_ascension), np.cos(sun_ascension) * np.cos(np.radians(wobble.obliquity)))
    )
    age = (along - sun_along) % 360.0
    return Moon(azimuth, elevation - np.degrees(parallax), (1 + np.cos(phase_angle)) / 2, age)


def moon_at(latitude: float, longitude: float, moment: datetime) -> MoonAt:
    """Return the moon at one place and time.

    Raises:
        ValueError: a time without a zone.
    """
    if moment.tzinfo is None:
        raise ValueError("the time needs a zone")
    seen = moon_position(latitude, longitude, moment.timestamp())
    age = float(seen.age)
    phase = PHASES[round(age / 45.0) % _AGE_STEPS]
    return MoonAt(float(seen.azimuth), float(seen.elevation), float(seen.lit), age, phase)


def _ecliptic(
    time: NDArray[np.float64],
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Return longitude and latitude in degrees of date, and distance in metres, from the middle of the Earth."""
    import numpy as np

    mean = 218.3164477 + 481_267.88123421 * time - 0.0015786 * time**2 + time**3 / 538_841.0
    apart = np.radians(297.8501921 + 445_267.1114034 * time - 0.0018819 * time**2 + time**3 / 545_868.0)
    sun = np.radians(357.5291092 + 35_999.0502909 * time - 0.0001536 * time**2)
    moon = np.radians(134.9633964 + 477_198.8675055 * time + 0.0087414 * time**2 + time**3 / 69_699.0)
    node = np.radians(93.2720950 + 483_202.0175233 * time - 0.0036539 * time**2)
    shrink = 1 - 0.002516 * time - 0.0000074 * time**2
    turn = np.radians(mean)
    venus = np.radians(119.75 + 131.849 * time)
    jupiter = np.radians(53.09 + 479_264.290 * time)
    third = np.radians(313.45 + 481_266.484 * time)
    along = 3958 * np.sin(venus) + 1962 * np.sin(turn - node) + 318 * np.sin(jupiter)
    up = -2235 * np.sin(turn) + 382 * np.sin(third) + 175 * np.sin(venus - node) + 175 * np.sin(venus + node)
    up = up + 127 * np.sin(turn - moon) - 115 * np.sin(turn + moon)
    reach = np.zeros_like(time)
    for d, m, p, f, sine, cosine in _LONGITUDE:
        angle = d * apart + m * sun + p * moon + f * node
        weight = shrink ** abs(m)
        along = along + weight * sine * np.sin(angle)
        reach = reach + weight * cosine * np.cos(angle)
    for d, m, p, f, sine in _LATITUDE:
        up = up + shrink ** abs(m) * sine * np.sin(d * apart + m * sun + p * moon + f * node)
    return mean + along * 1e-6, up * 1e-6, 385_000_560.0 + reach
