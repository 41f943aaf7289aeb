"""The bin of a case: what is in it, and emptying it for good.

Only emptying is final. It also ends the undo history (an old image of a removed row must not live on),
overwrites what it removes (``secure_delete``) and gives the space back. The custody log stays: digests and
words, no values.
"""

import sqlite3
from dataclasses import dataclass

from evidence_board.case import blobs, digests, search_tables
from evidence_board.model.errors import KnownError

__all__ = ["Binned", "Emptied", "binned", "purge"]

#: Kinds of things a person can see in the bin, in the order they are listed, and their name.
_NAMES = {
    "item": "CASE WHEN title <> '' THEN title ELSE file_name END",
    "account": "handle",
    "person": "name",
    "unit": "name",
    "location": "name",
    "equipment": "name",
    "event": "name",
    "post": "CASE WHEN text <> '' THEN text ELSE ref END",
    "link": "relation",
    "tag": "path",
    "album": "name",
    "saved_view": "name",
    "map_drawing": "name",
    "map_layer": "name",
}

#: What stands for the ref of kinds that have none.
_INSTEAD_OF_REF = {"tag": "path", "album": "name", "saved_view": "name", "map_drawing": "name", "map_layer": "name"}

#: Rows that go with what they describe: table -> columns that name it.
_GOES_WITH = {
    "occurrence": ("item_id",),
    "geotag": ("item_id",),
    "problem": ("item_id",),
    "post_item": ("item_id", "post_id"),
    "clock_offset": (),
    "moment": ("target_id", "clock_offset_id"),
    "tagging": ("target_id", "tag_id"),
    "board_node": ("target_id",),
    "entity_name": ("entity_id",),
    "account_name": ("account_id",),
    "collection_record": ("item_id",),
    "region": ("item_id",),
    "same_picture": ("first_id", "second_id"),
    "album_item": ("album_id", "item_id"),
    "conflict_answer": (),
    "entity_merge": (),
    "attestation": (),
    "match_point": ("item_id",),
    "sight_line": ("item_id",),
    "sun_mark": ("item_id",),
    "chronolocation": ("item_id",),
    "picture_geometry": ("item_id",),
    "link": ("src_id", "dst_id"),
    # Last: it leans on all the others.
    "citation": ("claim_id", "target_id"),
}


#: Columns of live rows that may name a thing in the bin and can do without.
_HOLDS = (
    ("unit", "parent_id"),
    ("location", "parent_id"),
    ("event", "location_id"),
    ("geotag", "location_id"),
    ("post", "account_id"),
    ("post", "reposts_id"),
    ("post", "quotes_id"),
    ("post", "replies_to_id"),
    ("collection_record", "post_id"),
    ("collection_record", "account_id"),
    ("collection_record", "page_item_id"),
    ("collection_record", "capture_item_id"),
    ("region", "entity_id"),
    ("match_point", "reference_item_id"),
    ("chronolocation", "moment_id"),
    ("map_drawing", "target_id"),
)

#: Kinds whose rows may have been merged into another: such a row is hidden for good, but it is no rubbish.
_MERGED = frozenset({"account", "person", "unit", "location", "equipment", "event"})


#: What stands in the history for the words of a step about something that is gone for good.
_PURGED = "(about something that was emptied from the bin)"
_SHORT = 2


@dataclass(frozen=True, slots=True)
class Binned:
    """One thing in the bin. ``deleted_at`` is ISO 8601 UTC; ``size`` the bytes of a file, else 0."""

    kind: str
    row_id: str
    ref: str
    name: str
    deleted_at: str
    size: int


@dataclass(frozen=True, slots=True)
class Emptied:
    """What emptying removed: things by kind, stored files, bytes of them."""

    things: dict[str, int]
    files: int
    size: int


def binned(connection: sqlite3.Connection) -> list[Binned]:
    """Return what is in the bin, newest first.

    Links that went along with a thing are not listed: they come back with it.
    """
    found: list[Binned] = []
    for kind, name in _NAMES.items():
        ref = _INSTEAD_OF_REF.get(kind, "ref")
        size = "(SELECT size FROM blob WHERE id = blob_id)" if kind == "item" else "0"
        sql = f"SELECT id, {ref}, {name}, deleted_at, {size} FROM {kind} WHERE {_in_bin(kind)}"
        found += [Binned(kind, row[0], row[1], row[2], row[3], row[4] or 0) for row in connection.execute(sql)]
    gone = {one.row_id for one in found if one.kind != "link"}
    ends = {
        row[0]: row[1:] for row in connection.execute("SELECT id, src_id, dst_id FROM link WHERE deleted_at NOT NULL")
    }
    found = [one for one in found if one.kind != "link" or gone.isdisjoint(ends[one.row_id])]
    return sorted(found, key=lambda one: one.deleted_at, reverse=True)


def purge(connection: sqlite3.Connection) -> Emptied:
    """Remove everything in the bin for good, inside the present transaction.

    Raises:
        KnownError: something live still leans on a thing in the bin.
    """
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA defer_foreign_keys = ON")
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS gone (id TEXT PRIMARY KEY)")
    connection.execute("DELETE FROM temp.gone")
    things: dict[str, int] = {}
    # Shorter ones stand in other words as well.
    names = [name for one in binned(connection) for name in {one.ref, one.name} if len(name) > _SHORT]
    for kind in _NAMES:
        cursor = connection.execute(f"INSERT INTO temp.gone SELECT id FROM {kind} WHERE {_in_bin(kind)}")
        things[kind] = cursor.rowcount
    _follow_merges(connection)
    for table, columns in _GOES_WITH.items():
        tests = ["deleted_at IS NOT NULL", *(f"{column} IN (SELECT id FROM temp.gone)" for column in columns)]
        connection.execute(f"INSERT OR IGNORE INTO temp.gone SELECT id FROM {table} WHERE {' OR '.join(tests)}")
    changed = _let_go(connection)
    _remove_rows(connection, names)
    files, size = _remove_files(connection)
    broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    if broken:
        raise KnownError(
            "The bin could not be emptied.",
            means=f"A row of {broken[0]} still leans on something in it. Nothing was removed.",
            do="Run the check of the case.",
        )
    # Only rows changed here: renewing every digest would bless what somebody altered outside.
    digests.refresh(connection, changed)
    return Emptied({kind: count for kind, count in things.items() if count}, files, size)


def _in_bin(kind: str) -> str:
    return "deleted_at IS NOT NULL" + (" AND merged_into IS NULL" if kind in _MERGED else "")


def _follow_merges(connection: sqlite3.Connection) -> None:
    """What was merged into a thing that goes, goes with it; merges may follow on merges."""
    rule = "SELECT id FROM {0} WHERE merged_into IN (SELECT id FROM temp.gone)"
    while any(
        connection.execute(f"INSERT OR IGNORE INTO temp.gone {rule.format(kind)}").rowcount for kind in sorted(_MERGED)
    ):
        pass


def _let_go(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """Cut what live rows hold of things in the bin; returns (table, id) of the rows that changed."""
    changed = []
    for table, column in _HOLDS:
        sql = f"UPDATE {table} SET {column} = NULL WHERE {column} IN (SELECT id FROM temp.gone) RETURNING id"
        changed += [(table, row[0]) for row in connection.execute(sql).fetchall()]
    return changed


def _remove_rows(connection: sqlite3.Connection, names: list[str]) -> None:
    ours = "(SELECT id FROM temp.gone)"
    search_tables.forget(connection, f"row_id IN {ours}")
    _forget_words(connection)
    for table in ("raw_tag", "thumbnail", "fingerprint"):
        connection.execute(f"DELETE FROM {table} WHERE item_id IN {ours}")
    for table in dict.fromkeys([*_GOES_WITH, *reversed(_NAMES)]):
        connection.execute(f"DELETE FROM {table} WHERE id IN {ours}")
    connection.execute(f"DELETE FROM row_digest WHERE row_id IN {ours}")
    connection.execute(f"UPDATE import_file SET item_id = NULL, path = '' WHERE item_id IN {ours}")
    # Images of removed rows must not live on in the history, and half a history cannot be replayed.
    connection.execute("DELETE FROM change")
    connection.execute("DELETE FROM row_digest WHERE tbl = 'step'")
    # The words of a step name what it was about; those of other things may stay in the history.
    connection.execute("UPDATE step SET state = 'dropped'")
    connection.executemany("UPDATE step SET label = ? WHERE instr(label, ?)", [(_PURGED, name) for name in names])


def _forget_words(connection: sqlite3.Connection) -> None:
    """Write the search index anew without the words of documents that are gone, which it only marks otherwise."""

    def optimize() -> None:
        for table in ("search_fts", *(["search_trigram"] if search_tables.has_trigrams(connection) else [])):
            connection.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")

    search_tables.with_sound_index(connection, optimize)


def _remove_files(connection: sqlite3.Connection) -> tuple[int, int]:
    rows = connection.execute(
        "SELECT id, size FROM blob WHERE NOT EXISTS (SELECT 1 FROM item WHERE item.blob_id = blob.id)"
        " AND NOT EXISTS (SELECT 1 FROM attestation WHERE attestation.blob_id = blob.id)"
        " AND NOT EXISTS (SELECT 1 FROM map_layer WHERE map_layer.blob_id = blob.id)"
    ).fetchall()
    for blob_id, _ in rows:
        blobs.drop_blob(connection, blob_id)
    return len(rows), sum(size for _, size in rows)
