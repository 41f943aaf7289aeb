"""When photos were taken on the clock of a track, and what of them the track places."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from evidence_board.geo.tracks import Match, Missed, Track, match, time_there
from evidence_board.model.case_index import ItemRow
from evidence_board.operations.track_placing import TrackPosition

__all__ = ["PhotoTime", "Placed", "clock_by_known", "photo_times", "place_photos"]

#: How far off a time may be that is written so finely.
_ERROR_S = {"second": 1.0, "minute": 60.0}
#: A known place further from the track than this was not passed, metres.
_NEAR_M = 100.0


@dataclass(frozen=True, slots=True)
class Placed:
    """What a track says of some photos.

    Attributes:
        matches: id of a photo -> where it stands.
        missed: id of a photo -> why it stands nowhere.
    """

    matches: dict[str, Match]
    missed: dict[str, Missed]

    @property
    def largest_gap_s(self) -> float:
        """The longest time between two points that a photo stands between."""
        return max((one.gap_s for one in self.matches.values()), default=0.0)

    @property
    def largest_radius_m(self) -> float:
        """How far off a photo may be at the most."""
        return max((one.radius_m for one in self.matches.values()), default=0.0)

    def count(self, why: Missed) -> int:
        """Return how many photos were missed for a reason."""
        return sum(one is why for one in self.missed.values())

    def positions(self) -> list[TrackPosition]:
        """Return what is to be written down."""
        return [
            TrackPosition(row_id, round(one.latitude, 7), round(one.longitude, 7), one.radius_m, _raw(one))
            for row_id, one in self.matches.items()
        ]


@dataclass(frozen=True, slots=True)
class PhotoTime:
    """When a photo was taken by its own clock.

    Attributes:
        item: the photo.
        time: seconds since 1970 (UTC); not a number without a time of the day.
        error_s: how far off that may be as it is written.
    """

    item: ItemRow
    time: float
    error_s: float


def photo_times(items: Sequence[ItemRow], zone: tzinfo) -> list[PhotoTime]:
    """Return when photos were taken; read once for all offsets.

    Args:
        items: the photos.
        zone: of the camera's clock, for times without a zone.
    """
    return [PhotoTime(item, *_time(item, zone)) for item in items]


def _time(item: ItemRow, zone: tzinfo) -> tuple[float, float]:
    taken = item.captured
    if taken is None or taken.precision not in _ERROR_S:
        return math.nan, 0.0
    error = _ERROR_S[taken.precision]
    if taken.utc is not None:
        return datetime.fromisoformat(taken.utc.rstrip("Z")).replace(tzinfo=UTC).timestamp(), error
    return taken.clock.replace(tzinfo=zone).timestamp(), error


def place_photos(track: Track, photos: Sequence[PhotoTime], *, offset_s: float, most_gap_s: float) -> Placed:
    """Return where the track places photos.

    Args:
        track: the track.
        photos: the photos and their times.
        offset_s: added to the time of each photo: what its clock was behind.
        most_gap_s: between points further apart than this nothing is said.
    """
    matches, missed = {}, {}
    for one in photos:
        found = match(track, one.time + offset_s, most_gap_s=most_gap_s, clock_error_s=one.error_s)
        if isinstance(found, Match):
            matches[one.item.id] = found
        else:
            missed[one.item.id] = found
    return Placed(matches, missed)


def clock_by_known(track: Track, photos: Sequence[PhotoTime], *, offset_s: float) -> tuple[float, PhotoTime] | None:
    """Return by how much the clock was behind as a photo says whose place is known by other means, and that photo.

    The photo counts that stands nearest to the track; a place as far from it as it may be off says nothing.

    Args:
        track: the track.
        photos: photos with their times, with and without a position.
        offset_s: the offset that is thought of now; it decides between several passes of one place.
    """
    best: tuple[float, float, PhotoTime] | None = None
    for one in photos:
        row = one.item
        if math.isnan(one.time) or row.latitude is None or row.longitude is None:
            continue
        if row.geotag_source == "track_match":
            continue
        found = time_there(track, row.latitude, row.longitude, near_s=one.time + offset_s)
        if found is None or found[1] > max(_NEAR_M, 2 * (row.radius_m or 0.0)):
            continue
        if best is None or found[1] < best[0]:
            best = (found[1], found[0] - one.time, one)
    return (float(round(best[1])), best[2]) if best is not None else None


def _raw(found: Match) -> str:
    when = datetime.fromtimestamp(found.time, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return f"{when}, {found.gap_s:.0f} s between points, {found.speed:.1f} m/s"
