"""Reads everything about one thing, for the inspector. Only reads; call it off the GUI thread."""

import hashlib
import sqlite3
from collections.abc import Callable
from typing import Any

from evidence_board.case.blobs import read_blob
from evidence_board.case.clock_offsets import camera_of_item, offset_of_camera, read_display_zone
from evidence_board.case.collection import read_collection_record
from evidence_board.model.details import (
    CameraClock,
    EntityDetail,
    GeotagDetail,
    ItemDetail,
    MomentDetail,
    Occurrence,
    Original,
    PostDetail,
    ProblemDetail,
    RawTag,
)
from evidence_board.model.kinds import EntityKind
from evidence_board.model.moments import Moment

__all__ = ["hash_stored", "read_entity_detail", "read_item_detail", "read_original", "read_raw_tags"]

_ITEM = (
    "SELECT ref, caption, caption_language, caption_translation, notes, camera_make, camera_model, lens,"
    " orientation, created_at, created_by FROM item WHERE id = ? AND deleted_at IS NULL"
)
_ORIGINAL = (
    "SELECT b.id, b.sha256, b.size, i.file_name FROM item i JOIN blob b ON b.id = i.blob_id"
    " WHERE i.id = ? AND b.complete = 1"
)
_OCCURRENCES = "SELECT path, seen_at FROM occurrence WHERE item_id = ? AND deleted_at IS NULL ORDER BY seen_at, path"
_MOMENT = "m.raw, m.local, m.utc, m.precision, m.zone, m.zone_source, m.until_local, m.until_utc"
#: The first version did not say who chose: see `schema_v2`.
_CHOSEN = "ifnull({0}.chosen_by, CASE {0}.source WHEN 'analyst' THEN 'person' ELSE 'rule' END)"
_POSTS = (
    f"SELECT o.id, o.ref, a.handle, o.url, o.text, o.translation, {_MOMENT} FROM post_item p"
    " JOIN post o ON o.id = p.post_id AND o.deleted_at IS NULL"
    " LEFT JOIN account a ON a.id = o.account_id AND a.deleted_at IS NULL"
    " LEFT JOIN moment m ON m.target_id = o.id AND m.role = 'published' AND m.preferred = 1 AND m.deleted_at IS NULL"
    " WHERE p.item_id = ? AND p.deleted_at IS NULL ORDER BY m.local IS NULL, m.local, o.ref"
)
_GEOTAGS = (
    "SELECT g.id, g.ref, g.role, g.latitude, g.longitude, g.altitude_m, g.radius_m, g.bearing_deg,"
    " g.bearing_error_deg, l.name, g.source, g.method, g.level, g.preferred, g.raw, g.reason, g.precision,"
    f" g.place_text, {_CHOSEN.format('g')}, l.id, g.created_at, g.created_by FROM geotag g"
    " LEFT JOIN location l ON l.id = g.location_id AND l.deleted_at IS NULL"
    " WHERE g.item_id = ? AND g.deleted_at IS NULL ORDER BY g.preferred DESC, g.created_at, g.ref"
)
_MOMENTS = (
    "SELECT m.id, m.role, m.source, m.method, m.level, m.approximate, m.preferred, m.reason,"
    f" {_CHOSEN.format('m')}, m.clock_offset_id, m.created_at, m.created_by, {_MOMENT}"
    " FROM moment m WHERE m.target_id = ? AND m.deleted_at IS NULL ORDER BY m.preferred DESC, m.id DESC"
)
_PROBLEMS = (
    "SELECT id, code, message, detail, state, answer FROM problem WHERE item_id = ? AND deleted_at IS NULL"
    " ORDER BY state <> 'open', id"
)
#: How many files of a camera there are, and how many of them it gave a time of day: a day alone never shifts.
_SAME_CAMERA = (
    "SELECT count(*), ifnull(sum((SELECT m.precision FROM moment m WHERE m.target_id = i.id AND m.role = 'captured'"
    " AND m.deleted_at IS NULL AND (m.source LIKE 'exif %' OR m.source LIKE 'video %') AND m.source NOT LIKE '%GPS%'"
    " ORDER BY m.id LIMIT 1) IN ('second', 'minute')), 0) FROM item i WHERE ifnull(i.camera_make, '') = ?"
    " AND ifnull(i.camera_model, '') = ? AND ifnull(i.camera_serial, '') = ? AND i.deleted_at IS NULL"
)
_BOOKKEEPING = frozenset({"id", "ref", "created_at", "created_by", "updated_at", "deleted_at"})


def read_item_detail(connection: sqlite3.Connection, item_id: str) -> ItemDetail | None:
    """Return everything about one file, or None when it is gone or in the bin."""
    row = connection.execute(_ITEM, (item_id,)).fetchone()
    if row is None:
        return None

    def rows(sql: str) -> list[tuple[Any, ...]]:
        return connection.execute(sql, (item_id,)).fetchall()

    camera = " ".join(part for part in (row[5], row[6]) if part)
    if row[5] and row[6] and row[6].lower().startswith(row[5].lower()):
        # Many models carry the name of their maker already.
        camera = row[6]
    return ItemDetail(
        id=item_id,
        ref=row[0],
        caption=row[1],
        caption_language=row[2] or "",
        caption_translation=row[3] or "",
        notes=row[4],
        camera=camera,
        lens=row[7] or "",
        orientation=row[8],
        collected_at=row[9],
        collected_by=row[10],
        original=read_original(connection, item_id),
        occurrences=tuple(Occurrence(*one) for one in rows(_OCCURRENCES)),
        posts=tuple(
            PostDetail(
                *(one[0], one[1], one[2] or "", one[3] or "", one[4], one[5] or "", _moment(one[6:])),
                moments=_moments(connection, one[0]),
            )
            for one in rows(_POSTS)
        ),
        geotags=tuple(_geotag(one) for one in rows(_GEOTAGS)),
        moments=_moments(connection, item_id),
        problems=tuple(ProblemDetail(*one) for one in rows(_PROBLEMS)),
        raw_tags=rows("SELECT count(*) FROM raw_tag WHERE item_id = ?")[0][0],
        record=read_collection_record(connection, item_id),
        clock=_clock(connection, item_id),
        display_zone=read_display_zone(connection),
    )


def read_entity_detail(connection: sqlite3.Connection, kind: str, row_id: str) -> EntityDetail | None:
    """Return every field of an entity, or None when it is gone or in the bin.

    Raises:
        ValueError: it is not a kind of entity.
    """
    table = EntityKind(kind).value
    cursor = connection.execute(f"SELECT * FROM {table} WHERE id = ? AND deleted_at IS NULL", (row_id,))
    row = cursor.fetchone()
    if row is None:
        return None
    found = dict(zip((column[0] for column in cursor.description), row, strict=True))
    names = connection.execute(
        "SELECT name FROM entity_name WHERE entity_id = ? AND deleted_at IS NULL ORDER BY id", (row_id,)
    )
    return EntityDetail(
        id=row_id,
        kind=table,
        ref=found["ref"],
        values={name: value for name, value in found.items() if name not in _BOOKKEEPING},
        created_at=found["created_at"],
        created_by=found["created_by"],
        names=tuple(name for (name,) in names),
        moments=_moments(connection, row_id),
    )


def read_raw_tags(connection: sqlite3.Connection, item_id: str) -> tuple[RawTag, ...]:
    """Return the file's own metadata, every tag as it was written."""
    rows = connection.execute("SELECT family, tag, value FROM raw_tag WHERE item_id = ? ORDER BY id", (item_id,))
    return tuple(RawTag(*row) for row in rows)


def read_original(connection: sqlite3.Connection, item_id: str) -> Original | None:
    """Return where the bytes of a file are stored, or None when the case does not hold them."""
    row = connection.execute(_ORIGINAL, (item_id,)).fetchone()
    return Original(*row) if row else None


def hash_stored(
    connection: sqlite3.Connection, original: Original, *, go_on: Callable[[], bool] = lambda: True
) -> str | None:
    """Hash the stored bytes anew and return the SHA-256 in hex; None when ``go_on`` ended it early."""
    digest = hashlib.sha256()
    for piece in read_blob(connection, original.blob_id):
        if not go_on():
            return None
        digest.update(piece)
    return digest.hexdigest()


def _geotag(row: tuple[Any, ...]) -> GeotagDetail:
    return GeotagDetail(
        id=row[0],
        ref=row[1],
        role=row[2],
        latitude=row[3],
        longitude=row[4],
        altitude_m=row[5],
        radius_m=row[6],
        bearing_deg=row[7],
        bearing_error_deg=row[8],
        place=row[9] or "",
        source=row[10],
        method=row[11] or "",
        level=row[12],
        preferred=bool(row[13]),
        raw=row[14],
        reason=row[15],
        precision=row[16] or "",
        place_text=row[17],
        chosen_by=row[18],
        location_id=row[19],
        created_at=row[20],
        created_by=row[21],
    )


def _moments(connection: sqlite3.Connection, target_id: str) -> tuple[MomentDetail, ...]:
    found = []
    for row in connection.execute(_MOMENTS, (target_id,)):
        moment = _moment(row[12:])
        if moment is not None:
            row_id, role, source, method, level, approximate, preferred, reason, chosen_by, offset = row[:10]
            created_at, created_by = row[10:12]
            found.append(
                MomentDetail(
                    id=row_id,
                    role=role,
                    moment=moment,
                    source=source,
                    method=method or "",
                    level=level,
                    approximate=bool(approximate),
                    preferred=bool(preferred),
                    reason=reason,
                    chosen_by=chosen_by,
                    clock_offset_id=offset,
                    created_at=created_at,
                    created_by=created_by,
                )
            )
    return tuple(found)


def _clock(connection: sqlite3.Connection, item_id: str) -> CameraClock | None:
    camera = camera_of_item(connection, item_id)
    if not any(camera):
        return None
    files, timed = connection.execute(_SAME_CAMERA, camera).fetchone()
    offset = offset_of_camera(connection, camera)
    if offset is None:
        return CameraClock(camera, files, timed=timed)
    return CameraClock(camera, files, offset.id, offset.seconds, offset.zone, offset.reason, timed)


def _moment(row: tuple[Any, ...]) -> Moment | None:
    return Moment(*row) if row[1] else None
