"""When photos were taken on the clock of a track, and what of them the track places."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from evidence_board.geo.tracks import Match, Missed, Track, match
from evidence_board.model.case_index import ItemRow
from evidence_board.operations.track_placing import TrackPosition

__all__ = ["Placed", "photo_time", "place_photos"]

#: How far off a time may be that is written so finely.
_ERROR_S = {"second": 1.0, "minute": 60.0}


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


def photo_time(item: ItemRow, zone: tzinfo) -> tuple[float, float]:
    """Return when a photo was taken in seconds since 1970 (UTC), and how far off that may be.

    Args:
        item: the photo.
        zone: of the camera's clock, for a time without a zone.

    Returns:
        Not a number for a photo without a time of the day.
    """
    taken = item.captured
    if taken is None or taken.precision not in _ERROR_S:
        return math.nan, 0.0
    error = _ERROR_S[taken.precision]
    if taken.utc is not None:
        return datetime.fromisoformat(taken.utc.rstrip("Z")).replace(tzinfo=UTC).timestamp(), error
    return taken.clock.replace(tzinfo=zone).timestamp(), error


def place_photos(track: Track, items: Sequence[ItemRow], *, zone: tzinfo, offset_s: float, most_gap_s: float) -> Placed:
    """Return where the track places photos.

    Args:
        track: the track.
        items: the photos.
        zone: of times that name none.
        offset_s: added to the time of each photo: what its clock was behind.
        most_gap_s: between points further apart than this nothing is said.
    """
    matches, missed = {}, {}
    for item in items:
        time, error = photo_time(item, zone)
        found = match(track, time + offset_s, most_gap_s=most_gap_s, clock_error_s=error)
        if isinstance(found, Match):
            matches[item.id] = found
        else:
            missed[item.id] = found
    return Placed(matches, missed)


def _raw(found: Match) -> str:
    when = datetime.fromtimestamp(found.time, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return f"{when}, {found.gap_s:.0f} s between points, {found.speed:.1f} m/s"
