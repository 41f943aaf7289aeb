"""Reads where files came from, and how complete that is."""

import json
import sqlite3
from collections.abc import Iterable
from typing import Any

from evidence_board.model.collection import CollectionRecord, Named
from evidence_board.model.sources import Consent, Edited, Generation, Restriction, completeness

__all__ = ["read_collection_record", "read_collection_records"]

_TEXTS = (
    "page_url",
    "archive_url",
    "platform",
    "collected_at",
    "collected_by",
    "method",
    "tool",
    "acquired_from",
    "context",
    "rights",
    "notes",
)
_FILE = "CASE WHEN {0}.title <> '' THEN {0}.title ELSE {0}.file_name END"
#: Kind of thing a record names -> how it is joined; what is in the bin is not named.
_NAMED = {
    "post": ("post p", "p", "p.ref"),
    "account": ("account a", "a", "a.handle"),
    "page_item": ("item h", "h", _FILE.format("h")),
    "capture_item": ("item s", "s", _FILE.format("s")),
}
_SQL = (
    "SELECT i.id AS item, c.*, "
    + ", ".join(
        f"{short}.id AS {name}_live, {short}.ref AS {name}_ref, {label} AS {name}_label"
        for name, (_, short, label) in _NAMED.items()
    )
    + ", EXISTS (SELECT 1 FROM blob b WHERE b.id = i.blob_id AND b.complete = 1 AND b.sha256 NOT NULL) AS has_hash,"
    " i.kind <> 'file' AS is_media,"
    " EXISTS (SELECT 1 FROM raw_tag t WHERE t.item_id = i.id) AS has_metadata,"
    " EXISTS (SELECT 1 FROM post_item m JOIN post o ON o.id = m.post_id AND o.deleted_at IS NULL"
    " WHERE m.item_id = i.id AND m.deleted_at IS NULL) AS has_post"
    " FROM item i LEFT JOIN collection_record c ON c.item_id = i.id AND c.deleted_at IS NULL "
    + " ".join(
        f"LEFT JOIN {table} ON {short}.id = c.{name}_id AND {short}.deleted_at IS NULL"
        for name, (table, short, _) in _NAMED.items()
    )
    + " WHERE i.deleted_at IS NULL AND i.id IN (SELECT value FROM json_each(?))"
)


def read_collection_record(connection: sqlite3.Connection, item_id: str) -> CollectionRecord | None:
    """Return where one file came from, also when nobody noted anything; None when it is gone or in the bin."""
    return read_collection_records(connection, [item_id]).get(item_id)


def read_collection_records(connection: sqlite3.Connection, item_ids: Iterable[str]) -> dict[str, CollectionRecord]:
    """Return where files came from, by the id of the file, in the order given; those in the bin are left out."""
    wanted = list(item_ids)
    cursor = connection.execute(_SQL, (json.dumps(wanted),))
    names = [column[0] for column in cursor.description]
    found = {}
    for values in cursor:
        row = dict(zip(names, values, strict=True))
        found[row["item"]] = _record(row)
    return {item_id: found[item_id] for item_id in wanted if item_id in found}


def _record(row: dict[str, Any]) -> CollectionRecord:
    texts = {name: row[name] or "" for name in _TEXTS}
    named = {
        name: Named(row[f"{name}_live"], row[f"{name}_ref"], row[f"{name}_label"]) if row[f"{name}_live"] else None
        for name in _NAMED
    }
    whole = completeness(
        page_url=texts["page_url"],
        has_page=named["page_item"] is not None,
        has_capture=named["capture_item"] is not None,
        has_media=bool(row["has_hash"] and row["is_media"]),
        has_metadata=bool(row["has_metadata"]),
        has_hash=bool(row["has_hash"]),
        context=texts["context"],
        has_post=bool(row["has_post"]) or named["post"] is not None,
        collected_at=texts["collected_at"],
        collected_by=texts["collected_by"],
        method=texts["method"],
        tool=texts["tool"],
    )
    return CollectionRecord(
        item_id=row["item"],
        completeness=whole,
        id=row["id"],
        post=named["post"],
        account=named["account"],
        page=named["page_item"],
        capture=named["capture_item"],
        generation=Generation(row["generation"] or Generation.UNKNOWN),
        edited=Edited(row["edited"] or Edited.UNKNOWN),
        consent=Consent(row["consent"] or Consent.UNKNOWN),
        restriction=Restriction(row["restriction"] or Restriction.NONE),
        graphic=bool(row["graphic"]),
        **texts,
    )
