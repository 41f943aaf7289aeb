"""Distances, bearings and shapes on the WGS 84 ellipsoid.

Single answers come from geographiclib (Karney 2013, exact to nanometres). Outlines for drawing are
vectorised on a sphere with the local radius of curvature: within 0.1 % of the radius up to 500 km.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["ScaleBar", "bearing_deg", "circle", "destination", "distance_m", "scale_bar", "sector"]

_SEMI_MAJOR_M = 6_378_137.0
_ECCENTRICITY_SQUARED = 6.69437999014e-3


def distance_m(latitude: float, longitude: float, to_latitude: float, to_longitude: float) -> float:
    """Return the length of the shortest line between two points, in metres."""
    from geographiclib.geodesic import Geodesic

    return float(Geodesic.WGS84.Inverse(latitude, longitude, to_latitude, to_longitude)["s12"])


def bearing_deg(latitude: float, longitude: float, to_latitude: float, to_longitude: float) -> float:
    """Return the bearing at the first point towards the second, degrees from true north, [0, 360)."""
    from geographiclib.geodesic import Geodesic

    answer = Geodesic.WGS84.Inverse(latitude, longitude, to_latitude, to_longitude)
    bearing = float(answer["azi1"]) % 360.0
    return 0.0 if bearing == 360.0 else bearing  # -1e-17 % 360 is 360.0


def destination(latitude: float, longitude: float, *, bearing_deg: float, distance_m: float) -> tuple[float, float]:
    """Return (latitude, longitude) reached by going a distance along a bearing."""
    from geographiclib.geodesic import Geodesic

    answer = Geodesic.WGS84.Direct(latitude, longitude, bearing_deg, distance_m)
    return float(answer["lat2"]), float(answer["lon2"])


def circle(latitude: float, longitude: float, *, radius_m: float, n: int = 72) -> NDArray[np.float64]:
    """Return the outline of a circle on the ground.

    Args:
        latitude: degrees of the centre.
        longitude: degrees of the centre.
        radius_m: metres, above zero.
        n: number of corners.

    Returns:
        Rows of (latitude, longitude), shape (n, 2), clockwise from north, not closed. Longitudes run on
        past 180 degrees rather than jump, so that the outline stays in one piece on the map.

    Raises:
        ValueError: a radius that is not above zero, or fewer than three corners.
    """
    import numpy as np

    if not radius_m > 0 or n < 3:
        raise ValueError(f"a circle needs a radius above 0 and 3 corners: {radius_m!r}, {n!r}")
    return _ring(latitude, longitude, np.arange(n, dtype=np.float64) * (2 * np.pi / n), radius_m)


def sector(
    latitude: float, longitude: float, *, bearing_deg: float, field_of_view_deg: float, radius_m: float
) -> NDArray[np.float64]:
    """Return the outline of a view cone: the standpoint, then the arc from left to right.

    Args:
        latitude: degrees of the standpoint.
        longitude: degrees of the standpoint.
        bearing_deg: middle of the view, degrees from true north.
        field_of_view_deg: whole opening angle, above 0, at most 360.
        radius_m: length of the cone in metres, above zero.

    Returns:
        Rows of (latitude, longitude), shape (n, 2), not closed; see `circle` about longitudes.

    Raises:
        ValueError: an angle or radius out of range.
    """
    import numpy as np

    if not radius_m > 0 or not 0 < field_of_view_deg <= 360:
        raise ValueError(f"a view cone needs 0 < angle <= 360, radius > 0: {field_of_view_deg}, {radius_m}")
    steps = max(2, math.ceil(field_of_view_deg / 5) + 1)
    half = field_of_view_deg / 2
    arc = np.linspace(bearing_deg - half, bearing_deg + half, steps, dtype=np.float64) * (np.pi / 180)
    outline = _ring(latitude, longitude, arc, radius_m)
    return np.concatenate([np.array([[latitude, longitude]]), outline])


def _ring(latitude: float, longitude: float, bearings: NDArray[np.float64], radius_m: float) -> NDArray[np.float64]:
    """Return the points at a distance along bearings (radians), on a sphere fitted to the place."""
    import numpy as np

    phi = math.radians(latitude)
    shrink = 1 - _ECCENTRICITY_SQUARED * math.sin(phi) ** 2
    meridian = _SEMI_MAJOR_M * (1 - _ECCENTRICITY_SQUARED) / shrink**1.5
    across = _SEMI_MAJOR_M / math.sqrt(shrink)
    # A sphere that keeps both local scales: metres north by the meridian's radius, metres east by the
    # prime vertical's.
    north = radius_m / meridian * np.cos(bearings)
    east = radius_m / across * np.sin(bearings)
    angle, turned = np.hypot(north, east), np.arctan2(east, north)
    sine = np.sin(phi) * np.cos(angle) + np.cos(phi) * np.sin(angle) * np.cos(turned)
    latitudes = np.arcsin(np.clip(sine, -1.0, 1.0))
    aside = np.arctan2(np.sin(turned) * np.sin(angle) * np.cos(phi), np.cos(angle) - np.sin(phi) * np.sin(latitudes))
    return np.stack([np.degrees(latitudes), longitude + np.degrees(aside)], axis=1)


@dataclass(frozen=True)
class ScaleBar:
    """A round length and how long to draw it.

    Attributes:
        metres: length on the ground.
        pixels: length on the screen.
        value: the number to print.
        unit: ``km``, ``m`` or ``cm``.
    """

    metres: float
    pixels: float
    value: int
    unit: str

    @property
    def label(self) -> str:
        """The text beside the bar, e.g. ``20 km``."""
        return f"{self.value} {self.unit}"


def scale_bar(metres_per_pixel: float, *, max_px: float) -> ScaleBar:
    """Return the longest bar of 1, 2 or 5 times a power of ten that is at most `max_px` long.

    Raises:
        ValueError: a scale or length that is not above zero.
    """
    room = metres_per_pixel * max_px
    if not (room > 0 and math.isfinite(room)):
        raise ValueError(f"no scale bar for {metres_per_pixel!r} m per pixel and {max_px!r} pixels")
    exponent = math.floor(math.log10(room))
    step = next(step for step in (10, 5, 2, 1) if step * 10.0**exponent <= room * (1 + 1e-9))
    metres = step * 10.0**exponent
    if metres >= 1000:
        value, unit = metres / 1000, "km"
    elif metres >= 1:
        value, unit = metres, "m"
    else:
        value, unit = metres * 100, "cm"
    return ScaleBar(metres=metres, pixels=metres / metres_per_pixel, value=max(1, round(value)), unit=unit)
