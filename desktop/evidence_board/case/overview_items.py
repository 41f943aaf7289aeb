"""Reads the light rows of items: the preferred position and time, the account, the place, the tags."""

import sqlite3
from typing import Any

from evidence_board.case.authorship import Published, read_published
from evidence_board.case.evidence import uncited_sql
from evidence_board.model.case_index import ItemRow
from evidence_board.model.claims import CLAIMS
from evidence_board.model.moments import Moment

__all__ = ["camera_words", "moment_from_row", "read_items"]

_ITEM = (
    "SELECT id, ref, kind, title, file_name, caption, media_type, width, height, duration_s, state, created_at,"
    " status, camera_make, camera_model, camera_serial FROM item i"
    " WHERE deleted_at IS NULL{some} ORDER BY substr(ref, 1, 1) = 'V', substr(ref, 1, 1) = 'D', length(ref), ref"
)
_MOMENT = "m.raw, m.local, m.utc, m.precision, m.zone, m.zone_source, m.until_local, m.until_utc"
_CAPTURED = (
    f"SELECT m.target_id, m.approximate, {_MOMENT} FROM moment m WHERE m.role = 'captured' AND m.preferred = 1"
    " AND m.deleted_at IS NULL{some} ORDER BY m.preferred, m.id DESC"
)
_GEOTAG = (
    "SELECT g.item_id, g.id, g.latitude, g.longitude, g.radius_m, g.bearing_deg, g.bearing_error_deg, g.fov_deg,"
    " g.level, g.source, l.id, l.name, l.parent_name FROM geotag g"
    " LEFT JOIN location l ON l.id = g.location_id AND l.deleted_at IS NULL"
    " WHERE g.deleted_at IS NULL AND g.preferred = 1 AND g.role = 'camera' AND g.latitude IS NOT NULL{some}"
)
_TAKEN_AT = (
    "SELECT k.src_id, l.id, l.name, l.parent_name FROM link k"
    " JOIN location l ON l.id = k.dst_id AND l.deleted_at IS NULL"
    " WHERE k.relation = 'taken at' AND k.src_kind = 'item' AND k.level <> 'refuted' AND k.deleted_at IS NULL{some}"
)
_PROBLEMS = "SELECT item_id, count(*) FROM problem i WHERE state = 'open' AND deleted_at IS NULL{some} GROUP BY item_id"
_TAGS = (
    "SELECT g.target_id, g.tag_id FROM tagging g JOIN tag t ON t.id = g.tag_id AND t.deleted_at IS NULL"
    " WHERE g.deleted_at IS NULL{some} ORDER BY t.path"
)
_ALBUMS = (
    "SELECT a.item_id, a.album_id FROM album_item a JOIN album b ON b.id = a.album_id AND b.deleted_at IS NULL"
    " WHERE a.deleted_at IS NULL{some} ORDER BY b.name, a.album_id"
)
_UNLOCATABLE = (
    "SELECT g.item_id FROM geotag g WHERE g.precision = 'unlocatable' AND g.preferred = 1 AND g.role = 'camera'"
    " AND g.deleted_at IS NULL{some}"
)
_GPS = (
    "SELECT g.item_id FROM geotag g WHERE g.source IN ('device_exif', 'device_video') AND g.role = 'camera'"
    " AND g.latitude IS NOT NULL AND g.deleted_at IS NULL{some}"
)
#: Kind of claim about an item -> column with the item.
_OWNER = {"geotag": "item_id", "moment": "target_id"}


def moment_from_row(row: tuple[Any, ...]) -> Moment | None:
    """Make a moment of the columns raw, local, utc, precision, zone, zone_source (until_local, until_utc)."""
    return Moment(*row) if row[1] else None


def read_items(connection: sqlite3.Connection, ids: str | None = None) -> dict[str, ItemRow]:
    """Read items in the order photos, videos, files, each by ref.

    Args:
        connection: a reader.
        ids: JSON array of item ids (others are passed over), or None for all.
    """

    def rows(sql: str, column: str) -> list[tuple[Any, ...]]:
        some = "" if ids is None else f" AND {column} IN (SELECT value FROM json_each(?))"
        return connection.execute(sql.format(some=some), () if ids is None else (ids,)).fetchall()

    captured = {row[0]: (moment_from_row(row[2:]), bool(row[1])) for row in rows(_CAPTURED, "m.target_id")}
    published = read_published(connection, ids)
    nobody = Published(None, None, None)
    geotags = {row[0]: row[1:] for row in rows(_GEOTAG, "g.item_id")}
    places = {row[0]: row[1:] for row in rows(_TAKEN_AT, "k.src_id")}
    problems = dict(rows(_PROBLEMS, "item_id"))
    tags: dict[str, list[str]] = {}
    for target, tag in rows(_TAGS, "g.target_id"):
        tags.setdefault(target, []).append(tag)
    albums: dict[str, list[str]] = {}
    for item_id, album_id in rows(_ALBUMS, "a.item_id"):
        albums.setdefault(item_id, []).append(album_id)
    unlocatable = {row[0] for row in rows(_UNLOCATABLE, "g.item_id")}
    gps = {row[0] for row in rows(_GPS, "g.item_id")}
    uncited, disputed = _evidence(connection, ids)
    nowhere: tuple[Any, ...] = (None,) * 12
    found = {}
    for row in rows(_ITEM, "i.id"):
        row_id = row[0]
        geotag = geotags.get(row_id, nowhere)
        place_id, place, parent = geotag[9:12] if geotag[9] else places.get(row_id, (None, None, None))
        account_id, account, posted = published.get(row_id, nobody)
        moment, approximate = captured.get(row_id, (None, False))
        found[row_id] = ItemRow(
            id=row_id,
            ref=row[1],
            kind=row[2],
            title=row[3],
            file_name=row[4],
            caption=row[5],
            media_type=row[6],
            width=row[7],
            height=row[8],
            duration_s=row[9],
            state=row[10],
            account_id=account_id,
            account=account or "",
            captured=moment,
            captured_approximate=approximate,
            posted=posted,
            geotag_id=geotag[0],
            latitude=geotag[1],
            longitude=geotag[2],
            radius_m=geotag[3],
            bearing_deg=geotag[4],
            bearing_error_deg=geotag[5],
            fov_deg=geotag[6],
            level=geotag[7] or "unjudged",
            geotag_source=geotag[8],
            place_id=place_id,
            place=place or "",
            place_group=parent or place or "",
            open_problems=problems.get(row_id, 0),
            tag_ids=tuple(tags.get(row_id, ())),
            added_at=row[11],
            status=row[12],
            camera=camera_words(row[13], row[14]),
            camera_serial=row[15] or "",
            album_ids=tuple(dict.fromkeys(albums.get(row_id, ()))),
            uncited=uncited.get(row_id, 0),
            disputed=row_id in disputed,
            unlocatable=row_id in unlocatable,
            has_gps=row_id in gps,
        )
    return found


def camera_words(make: str | None, model: str | None) -> str:
    """Return make and model as people say them: many models repeat their make."""
    first, second = (make or "").strip(), (model or "").strip()
    if first and second and not second.casefold().startswith(first.casefold()):
        return f"{first} {second}"
    return second or first


def _evidence(connection: sqlite3.Connection, ids: str | None) -> tuple[dict[str, int], set[str]]:
    """Return how many claims of each item cite nothing, and the items whose claims are disputed."""
    uncited: dict[str, int] = {}
    disputed: set[str] = set()
    for kind, owner in _OWNER.items():
        some = "" if ids is None else f" AND c.{owner} IN (SELECT value FROM json_each(?))"
        given = () if ids is None else (ids,)
        sql = uncited_sql(CLAIMS[kind], columns=f"c.{owner}").replace(" ORDER BY c.id", f"{some} ORDER BY c.id")
        for (row_id,) in connection.execute(sql, given):
            uncited[row_id] = uncited.get(row_id, 0) + 1
        sql = (
            f"SELECT c.{owner} FROM citation x JOIN {kind} c ON c.id = x.claim_id AND c.deleted_at IS NULL"
            f" AND c.preferred = 1 WHERE x.stance = 'contradicts' AND x.deleted_at IS NULL{some}"
        )
        disputed.update(row[0] for row in connection.execute(sql, given))
    return uncited, disputed
