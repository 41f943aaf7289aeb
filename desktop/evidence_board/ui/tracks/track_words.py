"""What is said of photos on a track: how many, how near, and why others are not on it."""

from datetime import UTC, datetime

from evidence_board.geo.tracks import Missed, Track
from evidence_board.ui.i18n import count, isolate, tr
from evidence_board.ui.inspector.time_words import span_text
from evidence_board.ui.plate.plate_content import distance_words
from evidence_board.ui.tracks.track_photos import Placed

__all__ = ["detail_words", "found_words"]


def found_words(placed: Placed, of: int) -> str:
    """Return how many of so many photos are on the track, and how near at the worst."""
    number = len(placed.matches)
    words = tr("{found} of {all} on the track", found=number, all=of)
    if number:
        gap, off = span_text(placed.largest_gap_s), distance_words(placed.largest_radius_m)
        words += " · " + tr("largest gap {gap}, at most {metres} off", gap=gap, metres=off)
    return words


def detail_words(track: Track, placed: Placed, *, had: int) -> list[str]:
    """Return sentences about the track and what it does not place.

    Args:
        track: the track.
        placed: what it says of the photos.
        had: how many of the photos on it have a position already.
    """
    first, last = (_when(one) for one in track.span or (0.0, 0.0))
    lines = [tr("The track goes from {first} to {last} UTC.", first=first, last=last)]
    if track.left_out:
        lines.append(
            count(
                track.left_out,
                one="{n} point without a usable time was left out.",
                many="{n} points without a usable time were left out.",
            )
        )
    for why, one, many in (
        (Missed.BEFORE, "{n} file was taken before it.", "{n} files were taken before it."),
        (Missed.AFTER, "{n} file was taken after it.", "{n} files were taken after it."),
        (Missed.GAP, "{n} file falls into a larger gap.", "{n} files fall into a larger gap."),
        (Missed.NO_TIME, "{n} file has no time of the day.", "{n} files have no time of the day."),
    ):
        if missed := placed.count(why):
            lines.append(count(missed, one=one, many=many))
    if had:
        lines.append(
            count(
                had,
                one="{n} file has a position already: what its camera wrote or a person chose goes on counting.",
                many="{n} files have a position already: what a camera wrote or a person chose goes on counting.",
            )
        )
    return lines


def _when(time: float) -> str:
    return isolate(datetime.fromtimestamp(time, UTC).strftime("%Y-%m-%d %H:%M"))
