"""Places many files at once, each at a position of its own: on a recorded track, or where another file stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from evidence_board.model.changes import ChangeSet
from evidence_board.model.errors import KnownError
from evidence_board.model.levels import Level
from evidence_board.operations.citations import insert_citations
from evidence_board.operations.geotag_rows import checked_columns, files_words, insert_geotag
from evidence_board.session import Session

__all__ = ["CopiedPosition", "TrackPosition", "copy_position", "place_on_track", "position_to_copy"]


@dataclass(frozen=True, slots=True)
class TrackPosition:
    """Where a file was taken, as a track says.

    Attributes:
        item_id: the file.
        latitude: WGS84 degrees.
        longitude: WGS84 degrees.
        radius_m: how far off it may be.
        raw: the two points it lies between, as text.
    """

    item_id: str
    latitude: float
    longitude: float
    radius_m: float
    raw: str = ""


def place_on_track(
    session: Session,
    /,
    *,
    positions: Sequence[TrackPosition],
    track_name: str,
    offset_s: float = 0.0,
    reason: str = "",
    track_item_id: str | None = None,
) -> ChangeSet:
    """Add the positions that a track gives to files, in one step; ``result["ids"]`` are the new ones.

    Each counts by the rule: a file that has nothing better stands there, a position of its camera or the choice of a
    person goes before it.

    Args:
        session: the open case.
        positions: one for each file.
        track_name: name of the file with the track.
        offset_s: seconds that were added to the clock of the camera.
        reason: how the analyst knows; by default the track and the offset are named.
        track_item_id: the file of the case that holds the track: it is cited for every position.

    Raises:
        KnownError: there is nothing to place, or a position is not on Earth.
    """
    if not positions:
        raise KnownError("No photo is on the track.", means="Nothing was changed.", do="Change the offset or the gap.")
    words = reason.strip() or f"On the track {track_name} at the time of the photo, clock {offset_s:+g} s"
    with session.gate.transaction(f"Place {len(positions)} files on a track", action="geotagged") as finished:
        tx = finished.tx
        items = [one.item_id for one in positions]
        tx.label = f"Place {files_words(tx, items)} on the track {track_name}"
        ids = []
        for one in positions:
            values = checked_columns(
                source="track_match", method="track", radius_m=one.radius_m, time_offset_s=float(offset_s)
            )
            row_id = insert_geotag(
                tx,
                item_id=one.item_id,
                latitude=one.latitude,
                longitude=one.longitude,
                source="track_match",
                preferred=None,
                reason=words,
                raw=one.raw,
                **values,
            )
            ids.append(row_id)
        if track_item_id is not None:
            targets = [("item", track_item_id)]
            insert_citations(tx, claims=[("geotag", one) for one in ids], targets=targets)
        tx.result["ids"] = ids
    return finished.changes


@dataclass(frozen=True, slots=True)
class CopiedPosition:
    """What is copied of a position: where it is and how near. Where the camera looked is of its own picture alone.

    Attributes:
        item_id: the file it is of.
        ref: of that file.
        latitude: WGS84 degrees.
        longitude: WGS84 degrees.
        radius_m: how far off it may be.
        level: a word of the ladder.
        location_id: the place it belongs to.
    """

    item_id: str
    ref: str
    latitude: float
    longitude: float
    radius_m: float | None = None
    level: str = "unjudged"
    location_id: str | None = None


def position_to_copy(session: Session, /, *, item_id: str) -> CopiedPosition | None:
    """Return where a file stands now, to be copied; None when it has no position."""
    row = session.index.items.get(item_id)
    if row is None or row.latitude is None or row.longitude is None:
        return None
    return CopiedPosition(row.id, row.ref, row.latitude, row.longitude, row.radius_m, row.level, row.place_id)


def copy_position(session: Session, /, *, copied: CopiedPosition, item_ids: Sequence[str]) -> ChangeSet:
    """Place files where another one stands, in one step, and cite that one; ``result["ids"]`` are the positions.

    Nobody has judged them by it: each is unjudged until a person says more.

    Raises:
        KnownError: there is no file but the one it was copied from.
    """
    items = [one for one in dict.fromkeys(item_ids) if one != copied.item_id]
    if not items:
        raise KnownError(
            f"{copied.ref} stands there already.",
            means="Nothing was changed.",
            do="Select the files that were taken at the same place.",
        )
    values = checked_columns(radius_m=copied.radius_m)
    with session.gate.transaction(f"Place {len(items)} files", action="geotagged") as finished:
        tx = finished.tx
        tx.label = f"Place {files_words(tx, items)} where {copied.ref} stands"
        ids = [
            insert_geotag(
                tx,
                item_id=one,
                latitude=copied.latitude,
                longitude=copied.longitude,
                source="analyst",
                preferred=True,
                level=Level.UNJUDGED.value,
                reason=f"Same place as {copied.ref}",
                location_id=copied.location_id,
                **values,
            )
            for one in items
        ]
        insert_citations(tx, claims=[("geotag", one) for one in ids], targets=[("item", copied.item_id)])
        tx.result["ids"] = ids
    return finished.changes
