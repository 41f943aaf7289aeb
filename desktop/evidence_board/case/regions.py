"""Reads the regions of pictures and the marked moments of videos, with what hangs on them."""

import json
import sqlite3
from collections.abc import Sequence

from evidence_board.model.kinds import ENTITY_KINDS
from evidence_board.model.levels import Level
from evidence_board.model.regions import RegionRow, points_of

__all__ = ["citing_refs", "item_of_region", "read_region", "read_regions"]

_NAMES = " UNION ALL ".join(
    f"SELECT {'handle' if kind == 'account' else 'name'} FROM {kind} WHERE id = r.entity_id AND deleted_at IS NULL"
    for kind in ENTITY_KINDS
)
_REGIONS = (
    "SELECT r.id, r.item_id, r.number, r.shape, r.points, r.start_s, r.end_s, r.kind, r.label, r.note,"
    f" r.entity_kind, r.entity_id, ({_NAMES} LIMIT 1) FROM region r WHERE r.deleted_at IS NULL AND {{0}}"
    " ORDER BY r.start_s, r.number, r.id"
)
_LINKS = (
    "SELECT id, level FROM link WHERE deleted_at IS NULL AND ((src_id = ?1 AND dst_id = ?2)"
    " OR (src_id = ?2 AND dst_id = ?1)) ORDER BY id"
)
_CITED = (
    "SELECT c.target_id, c.claim_kind, c.claim_id FROM citation c WHERE c.deleted_at IS NULL AND c.kind = 'region'"
    " AND c.target_id IN (SELECT value FROM json_each(?)) ORDER BY c.id"
)
#: Kind of claim -> what to call it, and that it is live itself.
_CLAIM = {
    "link": "SELECT ref FROM link WHERE id = ? AND deleted_at IS NULL",
    "geotag": "SELECT ref FROM geotag WHERE id = ? AND deleted_at IS NULL",
    "moment": "SELECT raw FROM moment WHERE id = ? AND deleted_at IS NULL",
}
_ORDER = [level.value for level in Level]


def read_regions(connection: sqlite3.Connection, item_id: str) -> tuple[RegionRow, ...]:
    """Return the live regions of one file by number; moments by their time."""
    return _rows(connection, "r.item_id = ?", item_id)


def read_region(connection: sqlite3.Connection, row_id: str) -> RegionRow | None:
    """Return one live region, or None."""
    found = _rows(connection, "r.id = ?", row_id)
    return found[0] if found else None


def item_of_region(connection: sqlite3.Connection, row_id: str) -> str | None:
    """Return the file that a live region is of, or None."""
    row = connection.execute("SELECT item_id FROM region WHERE id = ? AND deleted_at IS NULL", (row_id,)).fetchone()
    return None if row is None else str(row[0])


def citing_refs(connection: sqlite3.Connection, region_ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return what the live facts that cite regions are called, by region."""
    found: dict[str, dict[str, None]] = {}
    for region_id, kind, claim_id in connection.execute(_CITED, (json.dumps(list(region_ids)),)):
        sql = _CLAIM.get(kind)
        row = connection.execute(sql, (claim_id,)).fetchone() if sql is not None else None
        if row is not None:
            found.setdefault(str(region_id), {})[str(row[0])] = None
    return {region_id: tuple(refs) for region_id, refs in found.items()}


def _rows(connection: sqlite3.Connection, test: str, value: str) -> tuple[RegionRow, ...]:
    rows = connection.execute(_REGIONS.format(test), (value,)).fetchall()
    cited = citing_refs(connection, [row[0] for row in rows])
    found = []
    for row_id, item_id, number, shape, points, start, end, kind, label, note, entity_kind, entity_id, entity in rows:
        # What it shows lies in the bin: the region is nameless until that comes back.
        shown = entity_id if entity is not None else None
        link_id, level = _surest(connection, item_id, shown)
        found.append(
            RegionRow(
                id=row_id,
                item_id=item_id,
                number=number,
                shape=shape,
                points=points_of(points),
                start_s=start,
                end_s=end,
                kind=kind,
                label=label,
                note=note,
                entity_kind=entity_kind if shown else None,
                entity_id=shown,
                entity=entity or "",
                link_id=link_id,
                level=level,
                cited=cited.get(row_id, ()),
            )
        )
    return tuple(found)


def _surest(connection: sqlite3.Connection, item_id: str, entity_id: str | None) -> tuple[str | None, str]:
    if entity_id is None:
        return None, Level.UNJUDGED.value
    links = connection.execute(_LINKS, (item_id, entity_id)).fetchall()
    if not links:
        return None, Level.UNJUDGED.value
    return min(((str(row_id), str(level)) for row_id, level in links), key=lambda one: _ORDER.index(one[1]))
