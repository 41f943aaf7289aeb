"""Reads the light rows of entities: accounts, people, units, places, equipment and events."""

import sqlite3
from typing import Any

from evidence_board.case.overview_items import moment_from_row
from evidence_board.model.case_index import EntityRow
from evidence_board.model.kinds import ENTITY_KINDS

__all__ = ["read_entities"]

_SELECT = {
    "account": "handle, trim(platform || ' ' || ifnull(display_name, '')), NULL, NULL, NULL, NULL, reliability, NULL",
    "person": "name, '', NULL, NULL, NULL, NULL, reliability, NULL",
    "unit": "name, ifnull(number, ''), NULL, NULL, NULL, parent_id, NULL, NULL",
    "location": "name, ifnull(parent_name, ''), latitude, longitude, radius_m, parent_id, NULL, area",
    "equipment": "name, ifnull(category, ''), NULL, NULL, NULL, NULL, NULL, NULL",
    "event": "name, '', NULL, NULL, NULL, NULL, NULL, NULL",
}
_MOMENTS = (
    "SELECT target_id, role, raw, local, utc, precision, zone, zone_source FROM moment"
    " WHERE kind = 'event' AND preferred = 1 AND deleted_at IS NULL ORDER BY id DESC"
)


def read_entities(connection: sqlite3.Connection, ids: str | None = None) -> dict[str, EntityRow]:
    """Read entities in the order of the navigator, each kind by ref.

    Args:
        connection: a reader.
        ids: JSON array of ids (others are passed over), or None for all.
    """
    some = "" if ids is None else " AND id IN (SELECT value FROM json_each(?))"
    parameters = () if ids is None else (ids,)
    moments: dict[tuple[str, str], Any] = {
        (row[0], row[1]): moment_from_row(row[2:]) for row in connection.execute(_MOMENTS)
    }
    names: dict[str, list[str]] = {}
    for entity, name in connection.execute("SELECT entity_id, name FROM entity_name WHERE deleted_at IS NULL"):
        names.setdefault(entity, []).append(name)
    found = {}
    for kind in ENTITY_KINDS:
        sql = f"SELECT id, ref, {_SELECT[kind]} FROM {kind} WHERE deleted_at IS NULL{some} ORDER BY length(ref), ref"
        for row in connection.execute(sql, parameters):
            row_id, ref, label, detail, lat, lon, radius, parent, reliability, area = row
            found[row_id] = EntityRow(
                id=row_id,
                ref=ref,
                kind=str(kind),
                label=label,
                detail=detail,
                latitude=lat,
                longitude=lon,
                radius_m=radius,
                start=moments.get((row_id, "start")),
                end=moments.get((row_id, "end")),
                parent_id=parent,
                reliability=reliability,
                other_names=tuple(names.get(row_id, ())),
                area=area or "",
            )
    return found
