"""Reads what was merged into a thing, so that it can be split again."""

import sqlite3
from dataclasses import dataclass

from evidence_board.case.labels import read_labels

__all__ = ["MergedThing", "read_merged"]


@dataclass(frozen=True, slots=True)
class MergedThing:
    """One entity that was merged into another: its row id and ref, its name, why, when and by whom."""

    row_id: str
    ref: str
    name: str
    reason: str
    at: str
    by: str


def read_merged(connection: sqlite3.Connection, *, kind: str, kept_id: str) -> tuple[MergedThing, ...]:
    """Return what was merged into an entity, the last one first.

    Args:
        connection: a reader.
        kind: kind of the entity.
        kept_id: its row id.
    """
    sql = (
        "SELECT gone_id, reason, created_at, created_by FROM entity_merge"
        " WHERE kind = ? AND kept_id = ? AND deleted_at IS NULL ORDER BY id DESC"
    )
    rows = connection.execute(sql, (kind, kept_id)).fetchall()
    labels = read_labels(connection, [(kind, row[0]) for row in rows])
    found = []
    for gone_id, reason, at, by in rows:
        label = labels.get((kind, gone_id))
        if label is not None:
            found.append(MergedThing(gone_id, label.ref, label.words, reason, at, by))
    return tuple(found)
