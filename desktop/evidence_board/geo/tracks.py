"""A recorded track, and where on it a photo was taken: between two of its points, or nowhere.

Between two points the traveller is put on the shortest line, in proportion to the time. How far off that may be is
reckoned from the time to the nearer point and from the speeds of the track around it: `Match.radius_m`.
"""

from __future__ import annotations

import bisect
import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from evidence_board.geo.geodesic_shapes import between
from evidence_board.geo.geodesy import destination
from evidence_board.geo.mercator import to_geographic, to_world, wrap_longitude

if TYPE_CHECKING:
    from evidence_board.geo.layers import LayerShapes

__all__ = ["FIX_RADIUS_M", "Match", "Missed", "Track", "TrackPoint", "match", "time_there", "track_of"]

#: How far off a point of a receiver may be under the open sky, in metres (95 %).
FIX_RADIUS_M = 10.0
#: Before the first second of GPS and after these lies no time that a receiver has known.
_FIRST_S, _LAST_S = 315_964_800.0, 4_102_444_800.0
#: Legs shorter than this, in degrees, are as good as straight: 10 km are off by less than a centimetre.
_SHORT_DEG, _STEEP_DEG = 0.1, 85.0
#: Of WGS84: half the longer axis in metres, and the square of its eccentricity.
_AXIS_M, _ECCENTRIC = 6_378_137.0, 6.694379990141e-3
#: Nobody is slower for certain: a person on foot, metres in a second.
_LEAST_SPEED = 1.4
#: Two passes of a place that differ by less are told apart by their times.
_AS_NEAR_M = 30.0
#: Legs on both sides whose speeds count for what the traveller may have done.
_LEGS_AROUND = 2


@dataclass(frozen=True, slots=True)
class TrackPoint:
    """One point: seconds since 1970 (UTC), WGS84 degrees."""

    time: float
    latitude: float
    longitude: float


class Missed(StrEnum):
    """Why a photo is on no place of the track."""

    BEFORE = "before"
    AFTER = "after"
    GAP = "gap"
    NO_TIME = "no_time"


@dataclass(frozen=True, slots=True)
class Match:
    """Where a photo was taken.

    Attributes:
        latitude: WGS84 degrees.
        longitude: WGS84 degrees.
        radius_m: how far off it may be.
        gap_s: seconds between the points before and after; 0 on a point.
        speed: metres in a second, between the two.
        time: seconds since 1970 (UTC) on the clock of the track.
    """

    latitude: float
    longitude: float
    radius_m: float
    gap_s: float
    speed: float
    time: float


class Track:
    """Points in the order of their times; of several at one moment the first counts.

    Attributes:
        name: of the file or of the track in it.
        points: in order.
        times: of the points, seconds since 1970 (UTC).
        left_out: how many points were not taken: without a time, at a time that no receiver has known (they write 1970
            or the like until they know it), or at 0, 0.
    """

    def __init__(self, points: Iterable[TrackPoint], *, name: str = "", left_out: int = 0) -> None:
        self.name, self.left_out = name, left_out
        found: dict[float, TrackPoint] = {}
        for point in points:
            if math.isfinite(point.time):
                found.setdefault(point.time, point)
        self.points: tuple[TrackPoint, ...] = tuple(sorted(found.values(), key=lambda one: one.time))
        self.times = tuple(one.time for one in self.points)
        self._lengths: dict[int, float] = {}

    def __len__(self) -> int:
        return len(self.points)

    @property
    def span(self) -> tuple[float, float] | None:
        """First and last time; None of an empty track."""
        return (self.times[0], self.times[-1]) if self.times else None

    @property
    def world(self) -> list[tuple[float, float]]:
        """The points in the normalised world of `mercator`, each wrapped into it."""
        return [to_world(one.latitude, one.longitude) for one in self.points]

    def after(self, time: float) -> int:
        """Return the number of the first point at or after a time; as many as there are points beyond the end."""
        return bisect.bisect_left(self.times, time)

    def speed(self, leg: int) -> float:
        """Return the speed from a point to the next one, metres in a second."""
        one, other = self.points[leg], self.points[leg + 1]
        if leg not in self._lengths:
            self._lengths[leg] = _way(one, other)[0]
        return self._lengths[leg] / (other.time - one.time)

    def speed_around(self, leg: int) -> float:
        """Return the greatest speed of a leg and those beside it, at least that of a person on foot."""
        legs = range(max(0, leg - _LEGS_AROUND), min(len(self.points) - 1, leg + _LEGS_AROUND + 1))
        return max([_LEAST_SPEED, *(self.speed(one) for one in legs)])


def match(track: Track, time: float, *, most_gap_s: float, clock_error_s: float = 1.0) -> Match | Missed:
    """Return where the traveller was at a time, or why that cannot be said.

    Args:
        track: the track.
        time: seconds since 1970 (UTC); ``nan`` for a photo without a time.
        most_gap_s: between points further apart than this nothing is said.
        clock_error_s: how far off the time may be: 1 where it is written to the second, 60 to the minute.
    """
    if not math.isfinite(time) or not track.points:
        return Missed.NO_TIME
    at = track.after(time)
    if at < len(track) and track.points[at].time == time:
        here = track.points[at]
        speed = track.speed_around(max(0, at - 1)) if len(track) > 1 else _LEAST_SPEED
        return Match(here.latitude, here.longitude, _radius(speed, 0.0, clock_error_s), 0.0, 0.0, time)
    if at == 0:
        return Missed.BEFORE
    if at == len(track):
        return Missed.AFTER
    before, after = track.points[at - 1], track.points[at]
    gap = after.time - before.time
    if gap > most_gap_s:
        return Missed.GAP
    length, step = _way(before, after)
    share = (time - before.time) / gap
    if step is not None:
        latitude, longitude = before.latitude + share * step[0], before.longitude + share * step[1]
    else:
        course = between(before.latitude, before.longitude, after.latitude, after.longitude).bearing_deg
        latitude, longitude = destination(
            before.latitude, before.longitude, bearing_deg=course, distance_m=length * share
        )
    nearest = min(time - before.time, after.time - time)
    radius = _radius(track.speed_around(at - 1), nearest, clock_error_s)
    return Match(latitude, wrap_longitude(longitude), radius, gap, length / gap, time)


def _radius(speed: float, away_s: float, clock_error_s: float) -> float:
    """What the receiver may be off, and how far the traveller comes in the time that nobody recorded."""
    return round(FIX_RADIUS_M + speed * (away_s + clock_error_s), 1)


def _way(one: TrackPoint, other: TrackPoint) -> tuple[float, tuple[float, float] | None]:
    """Return the length of a leg, and of a short one how many degrees it goes north and east.

    Short legs on the plane that touches the ellipsoid at their middle: a hundred times quicker than the geodesic.
    """
    north = other.latitude - one.latitude
    east = (other.longitude - one.longitude + 180.0) % 360.0 - 180.0
    if max(abs(north), abs(east)) > _SHORT_DEG or abs(one.latitude) > _STEEP_DEG:
        return between(one.latitude, one.longitude, other.latitude, other.longitude).distance_m, None
    middle = math.radians((one.latitude + other.latitude) / 2)
    bulge = 1.0 - _ECCENTRIC * math.sin(middle) ** 2
    up = math.radians(north) * _AXIS_M * (1.0 - _ECCENTRIC) / bulge**1.5
    across = math.radians(east) * _AXIS_M * math.cos(middle) / math.sqrt(bulge)
    return math.hypot(up, across), (north, east)


def track_of(shapes: LayerShapes, *, name: str = "") -> Track:
    """Return the points with a time of everything in a GPX file, as one track; without times it is empty."""
    if shapes.times is None:
        return Track((), name=name, left_out=len(shapes.points))
    points = []
    for (x, y), time in zip(shapes.points.tolist(), shapes.times.tolist(), strict=True):
        latitude, longitude = to_geographic(x, y)
        # A receiver without a fix writes 0, 0.
        if _FIRST_S <= time <= _LAST_S and (abs(latitude) > 1e-9 or abs(longitude) > 1e-9):
            points.append(TrackPoint(time, latitude, wrap_longitude(longitude)))
    return Track(points, name=name, left_out=len(shapes.points) - len(points))


def time_there(track: Track, latitude: float, longitude: float, *, near_s: float) -> tuple[float, float] | None:
    """Return when the traveller came nearest to a place, and how near in metres; None of a track without length.

    Where they came by several times (within 30 m as near), the time that lies nearest to ``near_s`` counts.

    Args:
        track: the track.
        latitude: of the place, WGS84 degrees.
        longitude: of the place.
        near_s: seconds since 1970 (UTC) at which they are thought to have been there.
    """
    import numpy as np

    if len(track) < 2:
        return None
    spots = np.array([(one.latitude, one.longitude) for one in track.points])
    east = ((spots[:, 1] - longitude + 180.0) % 360.0 - 180.0) * math.cos(math.radians(latitude))
    flat = np.stack([east, spots[:, 0] - latitude], axis=1) * (math.pi / 180.0 * _AXIS_M)
    first, step = flat[:-1], np.diff(flat, axis=0)
    length = np.maximum((step**2).sum(axis=1), 1e-9)
    share = np.clip(-(first * step).sum(axis=1) / length, 0.0, 1.0)
    away = np.hypot(*(first + share[:, None] * step).T)
    times = np.array(track.times)
    when = times[:-1] + share * np.diff(times)
    good = np.flatnonzero(away <= away.min() + _AS_NEAR_M)
    # Each pass by its nearest leg; then the pass whose time fits best.
    passes = np.split(good, np.flatnonzero(np.diff(good) > 1) + 1)
    legs = [int(one[np.argmin(away[one])]) for one in passes]
    best = min(legs, key=lambda leg: abs(when[leg] - near_s))
    return float(when[best]), float(away[best])
