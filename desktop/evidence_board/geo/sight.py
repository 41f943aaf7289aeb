"""Lines of sight on the ground: from two landmarks in line or one bearing to where the camera stood.

A line is kept as a place and a direction. The camera stands on it within an angle: of a transit that comes from how
well both landmarks are known (two places near each other give a poor line), of a bearing it is what was said. Two or
more lines cross in a position, weighted least squares on the plane that touches the Earth there; its region is the
ellipse that holds 95 of 100 cases (chi square with two degrees of freedom, 5.991).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import atan, atan2, cos, degrees, hypot, isfinite, radians, sin, sqrt

import numpy as np
from numpy.typing import NDArray

from evidence_board.geo.geodesy import bearing_deg, destination, distance_m

__all__ = ["Crossing", "Ray", "bearing_ray", "cross", "ray_edges", "transit_ray"]

_CHI_SQUARE_95 = 5.991
_TWO_SIDED = 1.96
#: A landmark on a map is known within so many metres (standard deviation) unless said otherwise.
_LANDMARK_M = 5.0
#: Two things in one line in a picture: a standard deviation.
_IN_LINE_DEG = 0.1
_CORNERS, _ROUNDS = 72, 12
#: Lines that meet at less than this give no position.
_LEAST_ANGLE_DEG = 1.0
#: Farther from its landmark than this nobody sees it.
_FARTHEST_M = 400_000.0


@dataclass(frozen=True, slots=True)
class Ray:
    """Where a camera may have stood by one sight: from a landmark on, away from what it saw.

    Attributes:
        latitude: of the landmark (of a transit the near one), degrees.
        longitude: degrees.
        away_deg: direction from the landmark to the camera, from true north.
        error_deg: half of the interval that holds 95 of 100.
    """

    latitude: float
    longitude: float
    away_deg: float
    error_deg: float

    @property
    def looking_deg(self) -> float:
        """Direction in which the camera looked, near the landmark."""
        return (self.away_deg + 180) % 360

    def at(self, metres: float) -> tuple[float, float]:
        """Return (latitude, longitude) on the line, so far from the landmark."""
        return destination(self.latitude, self.longitude, bearing_deg=self.away_deg, distance_m=metres)


@dataclass(frozen=True, slots=True)
class Crossing:
    """Where lines of sight meet.

    Attributes:
        latitude: degrees.
        longitude: degrees.
        radius_m: of a circle round it that holds the region.
        region: corners (latitude, longitude).
        off_deg: by line: how far it passes the position, in degrees seen from the landmark.
        widened: by how much the errors were widened as the lines disagree; 1 when they agree.
    """

    latitude: float
    longitude: float
    radius_m: float
    region: tuple[tuple[float, float], ...]
    off_deg: tuple[float, ...]
    widened: float


def transit_ray(
    near: tuple[float, float],
    far: tuple[float, float],
    *,
    error_deg: float | None = None,
    place_error_m: float = _LANDMARK_M,
) -> Ray:
    """Return the line on which two landmarks stand in one line, the near one before the far one.

    Args:
        near: latitude and longitude of the landmark nearer to the camera.
        far: of the one behind it.
        error_deg: half of a 95 % interval; by default from the distance of the landmarks.
        place_error_m: standard deviation of each landmark's place across the line.

    Raises:
        ValueError: a number is not finite, or both landmarks are at one place.
    """
    _check(*near, *far, place_error_m)
    apart = distance_m(*near, *far)
    if apart < 0.01:
        raise ValueError("two landmarks at one place give no line")
    spread = hypot(degrees(atan(sqrt(2) * place_error_m / apart)), _IN_LINE_DEG)
    given = _TWO_SIDED * spread if error_deg is None else error_deg
    return Ray(*near, away_deg=(bearing_deg(*near, *far) + 180) % 360, error_deg=min(max(given, 0.01), 90.0))


def bearing_ray(landmark: tuple[float, float], bearing: float, *, error_deg: float | None = None) -> Ray:
    """Return the line from which a landmark was seen in a direction.

    Args:
        landmark: latitude and longitude.
        bearing: direction from the camera to the landmark, degrees from true north.
        error_deg: half of a 95 % interval; 2 degrees, a compass, when not said.

    Raises:
        ValueError: a number is not finite.
    """
    _check(*landmark, bearing)
    return Ray(*landmark, away_deg=(bearing + 180) % 360, error_deg=min(max(error_deg or 2.0, 0.01), 90.0))


def ray_edges(ray: Ray, *, length_m: float) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return the two ends of the fan in which the camera stood, so far from the landmark."""
    left, right = (
        destination(ray.latitude, ray.longitude, bearing_deg=ray.away_deg + turn, distance_m=length_m)
        for turn in (-ray.error_deg, ray.error_deg)
    )
    return left, right


def cross(rays: Sequence[Ray]) -> Crossing | None:
    """Return where two or more lines of sight meet, or None where they do not: parallel, or behind a landmark.

    Raises:
        ValueError: fewer than two lines.
    """
    if len(rays) < 2:
        raise ValueError("it takes two lines of sight to cross")
    start = _first_meeting(rays)
    if start is None:
        return None
    origin = start
    normal = np.eye(2)
    for _ in range(_ROUNDS):
        normal, pull, _ = _equations(rays, origin)
        if np.linalg.cond(normal) > 1e10:
            return None
        step = np.linalg.solve(normal, pull).astype(np.float64)
        origin = _moved(origin, step)
        if hypot(*step) < 0.01:
            break
    _, _, off = _equations(rays, origin)
    if any(abs(one) > 60 for one in off):
        return None
    sigmas = [one.error_deg / _TWO_SIDED for one in rays]
    spare = len(rays) - 2
    squares = sum((one / sigma) ** 2 for one, sigma in zip(off, sigmas, strict=True))
    widened = max(1.0, sqrt(squares / spare)) if spare else 1.0
    values, axes = np.linalg.eigh(np.linalg.inv(normal) * widened**2)
    reach = np.sqrt(np.maximum(values, 1e-6) * _CHI_SQUARE_95)
    turns = np.linspace(0, 2 * np.pi, _CORNERS, endpoint=False)
    border: NDArray[np.float64] = (np.stack([np.sin(turns), np.cos(turns)], axis=1) * reach) @ axes.T
    return Crossing(
        *origin,
        radius_m=float(reach.max()),
        region=tuple(_moved(origin, corner) for corner in border),
        off_deg=tuple(off),
        widened=widened,
    )


def _check(*values: float) -> None:
    if not all(isfinite(value) for value in values):
        raise ValueError("a line of sight needs numbers")


def _first_meeting(rays: Sequence[Ray]) -> tuple[float, float] | None:
    """Return about where the two lines meet that cut each other best."""
    best: tuple[float, tuple[float, float]] | None = None
    for index, one in enumerate(rays):
        for other in rays[index + 1 :]:
            found = _meeting(one, other)
            if found is not None and (best is None or found[0] > best[0]):
                best = found
    return best[1] if best is not None else None


def _meeting(one: Ray, other: Ray) -> tuple[float, tuple[float, float]] | None:
    """Return the sine of the angle at which two lines meet, and where."""
    apart = distance_m(one.latitude, one.longitude, other.latitude, other.longitude)
    if apart > 2 * _FARTHEST_M:
        return None
    towards = radians(bearing_deg(one.latitude, one.longitude, other.latitude, other.longitude))
    # The other line's direction, carried to the first landmark: meridians are not parallel.
    back = radians(bearing_deg(other.latitude, other.longitude, one.latitude, one.longitude)) + np.pi
    first, second = radians(one.away_deg), radians(other.away_deg) - (back - towards)
    sine = sin(second - first)
    if abs(sine) < sin(radians(_LEAST_ANGLE_DEG)):
        return None
    along, beyond = apart * sin(second - towards) / sine, apart * sin(first - towards) / sine
    if not (0 <= along <= _FARTHEST_M and 0 <= beyond <= _FARTHEST_M):
        return None
    return abs(sine), one.at(along)


def _equations(
    rays: Sequence[Ray], origin: tuple[float, float]
) -> tuple[NDArray[np.float64], NDArray[np.float64], list[float]]:
    """Return normal matrix and right-hand side of a step east and north, and by how many degrees each line misses."""
    normal, pull = np.zeros((2, 2)), np.zeros(2)
    missed: list[float] = []
    for ray in rays:
        distance = max(distance_m(ray.latitude, ray.longitude, *origin), 1.0)
        seen = bearing_deg(ray.latitude, ray.longitude, *origin)
        off = (seen - ray.away_deg + 180) % 360 - 180
        # Direction of the line where it passes the position, not where it began.
        here = radians(bearing_deg(*origin, ray.latitude, ray.longitude) + 180)
        across = np.array([cos(here), -sin(here)])
        spread = distance * radians(ray.error_deg / _TWO_SIDED)
        normal += np.outer(across, across) / spread**2
        pull -= across * distance * radians(off) / spread**2
        missed.append(off)
    return normal, pull, missed


def _moved(origin: tuple[float, float], step: NDArray[np.float64]) -> tuple[float, float]:
    east, north = step.tolist()
    return destination(*origin, bearing_deg=degrees(atan2(east, north)), distance_m=hypot(east, north))
