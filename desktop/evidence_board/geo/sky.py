"""Time scales and frames for the sun and the moon (Meeus, "Astronomical Algorithms", 2nd edition, 1998)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

__all__ = ["Nutation", "centuries", "equatorial", "horizontal", "nutation", "refraction_deg", "sidereal_deg"]

_UNIX_EPOCH_JD = 2_440_587.5
_J2000_JD = 2_451_545.0


class Nutation(NamedTuple):
    """The wobble of the axis, degrees.

    Attributes:
        longitude: shift along the ecliptic.
        obliquity: true angle between ecliptic and equator.
    """

    longitude: NDArray[np.float64]
    obliquity: NDArray[np.float64]


def centuries(unix_s: ArrayLike) -> NDArray[np.float64]:
    """Return centuries of Terrestrial Time since J2000 of seconds since 1970 (UTC)."""
    import numpy as np

    seconds = np.asarray(unix_s, dtype=np.float64)
    years = 1970.0 + seconds / 31_556_952.0
    return (seconds + _delta_t(years)) / 86_400.0 / 36_525.0 + (_UNIX_EPOCH_JD - _J2000_JD) / 36_525.0


def _delta_t(years: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return TT - UT in seconds: polynomials of Espenak and Meeus (2006)."""
    import numpy as np

    t = years - 2000.0
    u = years - 1975.0
    known = [
        years < 1961.0,
        years < 1986.0,
        years < 2005.0,
        years < 2050.0,
    ]
    values = [
        -20.0 + 32.0 * ((years - 1820.0) / 100.0) ** 2,
        45.45 + 1.067 * u - u**2 / 260.0 - u**3 / 718.0,
        63.86 + 0.3345 * t - 0.060374 * t**2 + 0.0017275 * t**3 + 0.000651814 * t**4 + 0.00002373599 * t**5,
        62.92 + 0.32217 * t + 0.005589 * t**2,
    ]
    later = -20.0 + 32.0 * ((years - 1820.0) / 100.0) ** 2 - 0.5628 * (2150.0 - years)
    return np.select(known, values, later)


def nutation(time: NDArray[np.float64]) -> Nutation:
    """Return the nutation (Meeus, chapter 22, to half a second of arc) and the true obliquity."""
    import numpy as np

    node = np.radians(125.04452 - 1934.136261 * time)
    sun = np.radians(280.4665 + 36_000.7698 * time)
    moon = np.radians(218.3165 + 481_267.8813 * time)
    shift = -17.20 * np.sin(node) - 1.32 * np.sin(2 * sun) - 0.23 * np.sin(2 * moon) + 0.21 * np.sin(2 * node)
    tilt = 9.20 * np.cos(node) + 0.57 * np.cos(2 * sun) + 0.10 * np.cos(2 * moon) - 0.09 * np.cos(2 * node)
    mean = 23.4392911 - 0.0130041667 * time - 1.639e-7 * time**2 + 5.036e-7 * time**3
    return Nutation(shift / 3600.0, mean + tilt / 3600.0)


def sidereal_deg(unix_s: ArrayLike, wobble: Nutation) -> NDArray[np.float64]:
    """Return the apparent sidereal time at Greenwich in degrees (Meeus 12.4)."""
    import numpy as np

    days = np.asarray(unix_s, dtype=np.float64) / 86_400.0 + (_UNIX_EPOCH_JD - _J2000_JD)
    time = days / 36_525.0
    mean = 280.46061837 + 360.98564736629 * days + 0.000387933 * time**2 - time**3 / 38_710_000.0
    return mean + wobble.longitude * np.cos(np.radians(wobble.obliquity))


def equatorial(
    longitude_deg: NDArray[np.float64], latitude_deg: ArrayLike, obliquity_deg: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return (right ascension, declination) in radians of a place on the ecliptic."""
    import numpy as np

    along, up, tilt = np.radians(longitude_deg), np.radians(latitude_deg), np.radians(obliquity_deg)
    ascension = np.arctan2(np.sin(along) * np.cos(tilt) - np.tan(up) * np.sin(tilt), np.cos(along))
    sine = np.sin(up) * np.cos(tilt) + np.cos(up) * np.sin(tilt) * np.sin(along)
    return ascension, np.arcsin(np.clip(sine, -1.0, 1.0))


def horizontal(
    latitude: ArrayLike, hour_angle: NDArray[np.float64], declination: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return (azimuth from north in [0, 360), elevation), degrees, of an hour angle and declination in radians."""
    import numpy as np

    phi = np.radians(latitude)
    sine = np.sin(phi) * np.sin(declination) + np.cos(phi) * np.cos(declination) * np.cos(hour_angle)
    east = -np.cos(declination) * np.sin(hour_angle)
    north = np.cos(phi) * np.sin(declination) - np.sin(phi) * np.cos(declination) * np.cos(hour_angle)
    azimuth = np.degrees(np.arctan2(east, north)) % 360.0
    return np.where(azimuth >= 360.0, 0.0, azimuth), np.degrees(np.arcsin(np.clip(sine, -1.0, 1.0)))


def refraction_deg(elevation_deg: ArrayLike) -> NDArray[np.float64]:
    """Return how much the air lifts a body, degrees (Bennett and Saemundsson; 1010 hPa, 10 C).

    Below the horizon by more than the radius of the sun and the refraction there it is 0, as in NREL's SPA.
    """
    import numpy as np

    true = np.asarray(elevation_deg, dtype=np.float64)
    seen = np.maximum(true, -1.0)
    lifted = 1.02 / 60.0 / np.tan(np.radians(seen + 10.3 / (seen + 5.11)))
    return np.where(true >= -0.83337, np.maximum(lifted, 0.0), 0.0)
