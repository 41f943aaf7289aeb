"""Fingerprints of pictures in the case, what persons said of them, and which pictures still have none.

The table `fingerprint` is unrecorded: it can be worked out again from the thumbnails at any time. A row of zeros
says that a picture was looked at and is too plain to be compared.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping

from evidence_board.model.fingerprints import Decision, Fingerprint

__all__ = [
    "count_without_fingerprint",
    "read_decisions",
    "read_fingerprints",
    "read_preferred",
    "store_fingerprints",
    "without_fingerprint",
]

_COLUMNS = "item_id, phash, dhash, mirrored_phash, mirrored_dhash"
#: What was said of pairs and by links; the ids of both follow the clock.
_SAID = (
    "SELECT id, first_id, second_id, decision FROM same_picture"
    " WHERE first_id <> second_id AND deleted_at IS NULL{some}"
    " UNION ALL SELECT id, src_id, dst_id, 'same' FROM link WHERE src_kind = 'item' AND dst_kind = 'item'"
    " AND src_id <> dst_id AND relation = 'copy of' AND level <> 'refuted' AND deleted_at IS NULL{some_links}"
    " ORDER BY 1"
)


def store_fingerprints(connection: sqlite3.Connection, found: Mapping[str, Fingerprint]) -> None:
    """Keep fingerprints by item id, inside the present transaction."""
    connection.executemany(
        f"INSERT OR REPLACE INTO fingerprint ({_COLUMNS}) VALUES (?,?,?,?,?)",
        [(item_id, *prints) for item_id, prints in found.items()],
    )


def read_fingerprints(connection: sqlite3.Connection, item_ids: Iterable[str] | None = None) -> dict[str, Fingerprint]:
    """Return the fingerprints of all live items, or of those named, by item id; plain ones are among them."""
    sql = (
        f"SELECT {', '.join(f'f.{name}' for name in _COLUMNS.split(', '))} FROM fingerprint f"
        " JOIN item i ON i.id = f.item_id WHERE i.deleted_at IS NULL"
    )
    if item_ids is None:
        rows = connection.execute(sql)
    else:
        rows = connection.execute(
            f"{sql} AND f.item_id IN (SELECT value FROM json_each(?))", (json.dumps(sorted(set(item_ids))),)
        )
    make = Fingerprint._make
    return {row[0]: make(row[1:]) for row in rows}


def without_fingerprint(connection: sqlite3.Connection, *, limit: int) -> list[tuple[str, bytes]]:
    """Return (item id, thumbnail) of items whose thumbnail was never looked at; thumbnails are untrusted bytes."""
    sql = (
        "SELECT t.item_id, t.data FROM thumbnail t JOIN item i ON i.id = t.item_id AND i.deleted_at IS NULL"
        " WHERE NOT EXISTS (SELECT 1 FROM fingerprint f WHERE f.item_id = t.item_id) LIMIT ?"
    )
    return connection.execute(sql, (limit,)).fetchall()


def count_without_fingerprint(connection: sqlite3.Connection) -> int:
    """Return how many thumbnails of live items were never looked at."""
    sql = (
        "SELECT count(*) FROM thumbnail t JOIN item i ON i.id = t.item_id AND i.deleted_at IS NULL"
        " WHERE NOT EXISTS (SELECT 1 FROM fingerprint f WHERE f.item_id = t.item_id)"
    )
    return int(connection.execute(sql).fetchone()[0])


def read_decisions(connection: sqlite3.Connection, item_ids: Iterable[str] | None = None) -> list[Decision]:
    """Return what persons said of pairs of live files, in that order; of each pair the last word alone.

    A link "copy of" says the same as an accepted pair.

    Args:
        connection: a reader, or the writing connection inside a transaction.
        item_ids: only pairs with one of these in it; None for all.
    """
    if item_ids is None:
        rows = connection.execute(_SAID.format(some="", some_links="")).fetchall()
    else:
        ours = "(SELECT value FROM json_each(?1))"
        sql = _SAID.format(
            some=f" AND (first_id IN {ours} OR second_id IN {ours})",
            some_links=f" AND (src_id IN {ours} OR dst_id IN {ours})",
        )
        rows = connection.execute(sql, (json.dumps(sorted(set(item_ids))),)).fetchall()
    said: dict[frozenset[str], Decision] = {}
    for _, first, second, decision in rows:
        said.pop(frozenset((first, second)), None)
        said[frozenset((first, second))] = Decision(first, second, decision == "same")
    live = _live(connection, {one for pair in said for one in pair})
    return [one for one in said.values() if one.first in live and one.second in live]


def read_preferred(connection: sqlite3.Connection) -> set[str]:
    """Return the items that a person chose as the copy to use; kept as a row that names one file twice."""
    sql = "SELECT first_id FROM same_picture WHERE first_id = second_id AND decision = 'same' AND deleted_at IS NULL"
    return _live(connection, {row[0] for row in connection.execute(sql)})


def _live(connection: sqlite3.Connection, ids: set[str]) -> set[str]:
    sql = "SELECT id FROM item WHERE deleted_at IS NULL AND id IN (SELECT value FROM json_each(?))"
    return {row[0] for row in connection.execute(sql, (json.dumps(sorted(ids)),))}
