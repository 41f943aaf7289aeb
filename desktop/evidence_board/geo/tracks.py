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
from evidence_board.geo.mercator import to_geographic, wrap_longitude

if TYPE_CHECKING:
    from evidence_board.geo.layers import LayerShapes

__all__ = ["FIX_RADIUS_M", "Match", "Missed", "Track", "TrackPoint", "match", "track_of"]

#: How far off a point of a receiver may be under the open sky, in metres (95 %).
FIX_RADIUS_M = 10.0
#: Nobody is slower for certain: a person on foot, metres in a second.
_LEAST_SPEED = 1.4
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
    """

    def __init__(self, points: Iterable[TrackPoint], *, name: str = "") -> None:
        self.name = name
        found: dict[float, TrackPoint] = {}
        for point in points:
            if math.isfinite(point.time):
                found.setdefault(point.time, point)
        self.points: tuple[TrackPoint, ...] = tuple(sorted(found.values(), key=lambda one: one.time))
        self._times = [one.time for one in self.points]
        self._lengths: dict[int, float] = {}

    def __len__(self) -> int:
        return len(self.points)

    @property
    def span(self) -> tuple[float, float] | None:
        """First and last time; None of an empty track."""
        return (self._times[0], self._times[-1]) if self._times else None

    def after(self, time: float) -> int:
        """Return the number of the first point at or after a time; as many as there are points beyond the end."""
        return bisect.bisect_left(self._times, time)

    def speed(self, leg: int) -> float:
        """Return the speed from a point to the next one, metres in a second."""
        one, other = self.points[leg], self.points[leg + 1]
        if leg not in self._lengths:
            self._lengths[leg] = between(one.latitude, one.longitude, other.latitude, other.longitude).distance_m
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
    way = between(before.latitude, before.longitude, after.latitude, after.longitude)
    share = (time - before.time) / gap
    latitude, longitude = destination(
        before.latitude, before.longitude, bearing_deg=way.bearing_deg, distance_m=way.distance_m * share
    )
    nearest = min(time - before.time, after.time - time)
    radius = _radius(track.speed_around(at - 1), nearest, clock_error_s)
    return Match(latitude, wrap_longitude(longitude), radius, gap, way.distance_m / gap, time)


def _radius(speed: float, away_s: float, clock_error_s: float) -> float:
    """What the receiver may be off, and how far the traveller comes in the time that nobody recorded."""
    return round(FIX_RADIUS_M + speed * (away_s + clock_error_s), 1)


def track_of(shapes: LayerShapes, *, name: str = "") -> Track:
    """Return the points with a time of everything in a GPX file, as one track; without times it is empty."""
    if shapes.times is None:
        return Track((), name=name)
    points = []
    for (x, y), time in zip(shapes.points.tolist(), shapes.times.tolist(), strict=True):
        latitude, longitude = to_geographic(x, y)
        points.append(TrackPoint(time, latitude, wrap_longitude(longitude)))
    return Track(points, name=name)
