"""Puts one examined file into the case: the item, where it was seen, its positions, times and problems."""

import sqlite3
from dataclasses import dataclass

from evidence_board.case import digests, search
from evidence_board.case.fingerprints import store_fingerprints
from evidence_board.case.gate import Transaction
from evidence_board.model.examination import Examination, ExaminedMoment
from evidence_board.model.file_problems import Problem
from evidence_board.model.kinds import REF_LETTER, ItemKind
from evidence_board.model.moments import Moment, now_utc
from evidence_board.operations.clock_offsets import apply_clock_offset
from evidence_board.operations.moments import insert_moment
from evidence_board.operations.positions import insert_geotag

__all__ = ["Examined", "Seen", "insert_item", "insert_occurrence", "live_item_with"]


@dataclass(frozen=True, slots=True)
class Seen:
    """Where a file was found: absolute path, name, and its time of change (ISO 8601 UTC) if known."""

    path: str
    file_name: str
    modified_at: str | None


@dataclass(frozen=True, slots=True)
class Examined:
    """What a worker found, checked: the examination, and a thumbnail as JPEG or None."""

    examination: Examination
    thumbnail: bytes | None


def live_item_with(connection: sqlite3.Connection, blob_id: int) -> tuple[str, str] | None:
    """Return (id, ref) of the item that holds these bytes and is not in the bin, or None."""
    row = connection.execute("SELECT id, ref FROM item WHERE blob_id = ? AND deleted_at IS NULL", (blob_id,)).fetchone()
    return (row[0], row[1]) if row else None


def insert_occurrence(tx: Transaction, item_id: str, seen: Seen, *, batch_id: str | None) -> str:
    """Note that an item was found at a path; an exact repeat is another occurrence, never another item."""
    return tx.insert(
        "occurrence",
        item_id=item_id,
        path=seen.path,
        file_name=seen.file_name,
        seen_at=now_utc(),
        modified_at=seen.modified_at,
        batch_id=batch_id,
    )


def insert_item(
    tx: Transaction, examined: Examined, seen: Seen, *, blob_id: int, batch_id: str | None, ref: str | None = None
) -> str:
    """Insert a new item and everything its file says; returns its id.

    What the file claims is kept as claimed: level *unjudged*, source the device. The first position and the
    first time count until a person chooses another; a correction of the camera's clock goes before its own time.
    """
    found = examined.examination
    letter = REF_LETTER[ItemKind(found.kind)]
    item_id = tx.insert(
        "item",
        ref=ref or tx.next_ref(letter),
        kind=found.kind,
        title=found.title or "",
        caption=found.caption or "",
        file_name=seen.file_name,
        blob_id=blob_id,
        media_type=found.media_type,
        width=found.width,
        height=found.height,
        duration_s=found.duration_s,
        orientation=found.orientation,
        camera_make=found.camera_make,
        camera_model=found.camera_model,
        camera_serial=found.camera_serial,
        lens=found.lens,
        focal_length_mm=found.focal_length_mm,
        focal_length_35mm=found.focal_length_35mm,
        state=found.state,
    )
    insert_occurrence(tx, item_id, seen, batch_id=batch_id)
    for position, geotag in enumerate(found.geotags):
        insert_geotag(
            tx,
            item_id=item_id,
            latitude=geotag.latitude,
            longitude=geotag.longitude,
            source=geotag.source,
            preferred=position == 0,
            altitude_m=geotag.altitude_m,
            bearing_deg=geotag.bearing_deg,
            dop=geotag.dop,
            radius_m=geotag.radius_m,
            stamp_utc=geotag.stamp_utc,
            method="exif",
            raw=geotag.raw,
        )
    for position, written in enumerate(found.moments):
        insert_moment(
            tx,
            target=("item", item_id),
            role=written.role,
            moment=_moment(written),
            source=written.source,
            preferred=position == 0,
        )
    apply_clock_offset(tx, item_id)
    for problem in found.problems:
        insert_problem(tx, item_id, problem)
    _insert_unrecorded(tx.connection, item_id, examined)
    return item_id


def insert_problem(tx: Transaction, item_id: str, problem: Problem) -> str:
    """Note one problem of a file, in the words of its code."""
    return tx.insert(
        "problem",
        item_id=item_id,
        code=str(problem.code),
        state="open" if problem.needs_you else "note",
        message=f"{problem.message} {problem.what_follows}".strip(),
        detail=problem.detail,
    )


def _insert_unrecorded(connection: sqlite3.Connection, item_id: str, examined: Examined) -> None:
    tags = examined.examination.raw_tags
    connection.executemany(
        "INSERT INTO raw_tag (item_id, family, tag, value) VALUES (?,?,?,?)",
        [(item_id, family, tag, value) for family, tag, value in tags],
    )
    search.index_metadata(connection, item_id, (f"{tag} {value}" for _, tag, value in tags))
    if examined.thumbnail is not None:
        connection.execute(
            "INSERT OR REPLACE INTO thumbnail (item_id, data) VALUES (?,?)", (item_id, examined.thumbnail)
        )
    if examined.examination.fingerprint is not None:
        store_fingerprints(connection, {item_id: examined.examination.fingerprint})
    digests.seal_attachments(connection, item_id)


def _moment(written: ExaminedMoment) -> Moment:
    # A video may know only UTC: its clock then stands in UTC, and the zone says so.
    local = written.local_iso or (written.utc_iso or "").rstrip("Z")
    return Moment(written.raw, local, written.utc_iso, written.precision, written.zone, written.zone_source)
