"""One digest for each table that has none by row, written into the log when a case is closed.

Rows of evidence, small pictures, raw tags and steps have digests of their own, chunks and the log carry theirs.
What is left (lists of imports, counters, the search index, fingerprints ...) is sealed as a whole by the entry
"closed", so that in a closed case no row of any table can change unseen.
"""

import contextlib
import hashlib
import json
import sqlite3

from evidence_board.case.schema import RECORDED

__all__ = ["broken_seals", "last_seals", "seals"]

#: Tables that are covered row by row, or that the seal itself stands in.
_COVERED = frozenset((*RECORDED, "chunk", "thumbnail", "raw_tag", "row_digest", "custody"))
_AT_ONCE = 500


def seals(connection: sqlite3.Connection) -> dict[str, str]:
    """Return a digest of each table that has none by row: name -> lower-case hex."""
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0 ORDER BY name")
    tables = [str(row[0]) for row in rows.fetchall()]
    found = {}
    for table in tables:
        if table in _COVERED or not _is_ours(table):
            continue
        # A damaged table has no seal; the check names its pages.
        with contextlib.suppress(sqlite3.DatabaseError):
            found[table] = _digest(connection, table)
    return found


def last_seals(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the seals of the newest log entry; nothing unless the case was closed with it."""
    row = connection.execute("SELECT action, detail FROM custody ORDER BY seq DESC LIMIT 1").fetchone()
    if row is None or row[0] != "closed":
        return {}
    try:
        found = json.loads(row[1]).get("seals", {})
    except (ValueError, AttributeError, TypeError):
        # The chain tells of an entry that is damaged.
        return {}
    return found if isinstance(found, dict) else {}


def broken_seals(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """Return (table, error) of the tables that are not as they were when the case was closed.

    The error is empty where the table can be read. A case that is open for writing has no seals yet.
    """
    broken = []
    for table, sealed in last_seals(connection).items():
        if not _is_ours(table) or table in _COVERED:
            continue
        try:
            if _digest(connection, table) != sealed:
                broken.append((table, ""))
        except (sqlite3.DatabaseError, TypeError, ValueError, OverflowError) as error:
            broken.append((table, str(error)))
    return broken


def _is_ours(table: str) -> bool:
    # The name goes into SQL; statistics of SQLite's own come and go with other tools.
    return table.replace("_", "").isalnum() and table.isascii() and not table.startswith("sqlite_")


def _digest(connection: sqlite3.Connection, table: str) -> str:
    whole = hashlib.sha256(table.encode())
    cursor = connection.execute(f'SELECT * FROM "{table}" ORDER BY 1, 2')
    while rows := cursor.fetchmany(_AT_ONCE):
        if any(isinstance(value, bytes) for value in rows[0]):
            rows = [tuple(_short(value) for value in row) for row in rows]
        whole.update(repr(rows).encode("utf-8", "surrogateescape"))
    return whole.hexdigest()


def _short(value: object) -> object:
    return hashlib.sha256(value).digest() if isinstance(value, bytes) else value
