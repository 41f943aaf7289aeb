"""A SHA-256 per row of evidence, so that the check can name every altered row.

SQLite alone misses 86 % of single flipped bits in a plain file. The small picture of an item and its raw tags
have a digest each as well, under the id of the item; chunks of files carry their own.
"""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from evidence_board.case.recorder import row_image
from evidence_board.case.schema import RECORDED

__all__ = [
    "altered_in",
    "altered_rows",
    "attached_digests",
    "forget_undone",
    "lenient",
    "refresh",
    "row_digest",
    "seal_all_attached",
    "seal_attachments",
    "seal_step",
    "step_is_sound",
]

#: What reading a damaged table can end in; names of columns may be no text any more.
_UNREADABLE = (sqlite3.DatabaseError, ValueError, TypeError, OverflowError)

#: What belongs to an item but is never recorded by undo, each kind in one digest per item.
_ATTACHED = {
    "thumbnail": "SELECT item_id, data FROM thumbnail{where} ORDER BY item_id",
    "raw_tag": "SELECT item_id, family, tag, value FROM raw_tag{where} ORDER BY item_id, id",
}


def row_digest(table: str, values: tuple[object, ...]) -> str:
    """Return the digest of one row: table name and all its values in column order, lower-case hex."""
    return hashlib.sha256((table + row_image(*values)).encode("utf-8", "surrogateescape")).hexdigest()


def refresh(connection: sqlite3.Connection, touched: Iterable[tuple[str, str]]) -> str:
    """Write the digests of touched rows anew; returns one digest over all of them for the custody log.

    Args:
        connection: the writing connection, inside a transaction.
        touched: pairs of table and row id; repeats are welcome.
    """
    by_table: dict[str, list[str]] = {}
    for table, row_id in dict.fromkeys(touched):
        by_table.setdefault(table, []).append(row_id)
    whole = hashlib.sha256()
    for table, ids in by_table.items():
        found: list[tuple[str, str, str]] = []
        gone: list[tuple[str, str]] = []
        for row_id in ids:
            row = connection.execute(f"SELECT * FROM {table} WHERE id = ?", (row_id,)).fetchone()
            if row is None:
                gone.append((table, row_id))
                continue
            digest = row_digest(table, row)
            found.append((table, row_id, digest))
            whole.update(digest.encode())
        _put(connection, found)
        connection.executemany("DELETE FROM row_digest WHERE tbl = ? AND row_id = ?", gone)
    return whole.hexdigest()


def seal_attachments(connection: sqlite3.Connection, item_id: str) -> None:
    """Write the digests of the small picture and the raw tags of an item, inside the transaction that made them."""
    found = [
        (table, row_id, digest)
        for table in _ATTACHED
        for row_id, digest in _attached(connection, table, " WHERE item_id = ?", (item_id,))
    ]
    _put(connection, found)


def attached_digests(connection: sqlite3.Connection, table: str) -> Iterator[tuple[str, str]]:
    """Yield (item id, digest) of all small pictures, or of the raw tags of every item."""
    return _attached(connection, table)


def seal_all_attached(connection: sqlite3.Connection, table: str) -> None:
    """Write the digests of all small pictures, or of all raw tags, as they are now."""
    _put(connection, [(table, row_id, digest) for row_id, digest in _attached(connection, table)])


def seal_step(connection: sqlite3.Connection, step_id: int) -> None:
    """Write the digest of what undo would put back, inside the transaction that made the step."""
    _put(connection, list(_steps(connection, step_id)))


def forget_undone(connection: sqlite3.Connection) -> None:
    """Remove the digests of steps that can no longer be redone, before they are marked so."""
    undone = "SELECT CAST(id AS TEXT) FROM step WHERE state = 'undone'"
    connection.execute(f"DELETE FROM row_digest WHERE tbl = 'step' AND row_id IN ({undone})")


def step_is_sound(connection: sqlite3.Connection, step_id: int) -> bool:
    """Tell whether the row images of an edit are those that were recorded."""
    known = connection.execute(
        "SELECT tbl, row_id, digest FROM row_digest WHERE tbl = 'step' AND row_id = ?", (str(step_id),)
    ).fetchall()
    with lenient(connection):
        return known == list(_steps(connection, step_id))


def altered_rows(
    connection: sqlite3.Connection, *, without: frozenset[str] = frozenset()
) -> Iterator[tuple[str, str, str]]:
    """Yield (table, row id, fault) for rows that differ from their digest, on a connection made `lenient`.

    The fault is ``altered``, ``missing``, ``added`` or ``unreadable``. Tables in ``without`` are passed over.

    Raises:
        sqlite3.DatabaseError: the digests themselves cannot be read.
    """
    present = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    recorded = [table for table in RECORDED if table in present]
    for table in (*recorded, *_ATTACHED, "step"):
        if table in without:
            continue
        known = _known(connection, table)
        unreadable = "missing"
        try:
            for row_id, digest in _present(connection, table):
                expected = known.pop(row_id, None)
                if expected is None:
                    yield table, row_id, "added"
                elif expected != digest:
                    yield table, row_id, "altered"
        except _UNREADABLE:
            # A damaged page ends the reading of its table: look for the rest one by one.
            unreadable = "unreadable"
        for row_id, expected in known.items():
            alone = _found_alone(connection, table, row_id) if unreadable == "unreadable" else None
            if alone != expected:
                yield table, row_id, unreadable if alone is None else "altered"


def altered_in(connection: sqlite3.Connection, tables: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield (table, row id) of rows in some recorded tables that differ from their digest or have none."""
    with lenient(connection):
        for table in tables:
            known = dict(connection.execute("SELECT row_id, digest FROM row_digest WHERE tbl = ?", (table,)).fetchall())
            yield from (
                (table, row_id) for row_id, digest in _present(connection, table) if known.get(row_id) != digest
            )


@contextmanager
def lenient(connection: sqlite3.Connection) -> Iterator[None]:
    """Let a connection read text that is no valid UTF-8 any more, byte for byte, instead of failing."""
    connection.text_factory = lambda data: data.decode("utf-8", "surrogateescape")
    try:
        yield
    finally:
        connection.text_factory = str


def _known(connection: sqlite3.Connection, table: str) -> dict[str, str]:
    return dict(connection.execute("SELECT row_id, digest FROM row_digest WHERE tbl = ?", (table,)).fetchall())


def _put(connection: sqlite3.Connection, digests: list[tuple[str, str, str]]) -> None:
    connection.executemany("INSERT OR REPLACE INTO row_digest (tbl, row_id, digest) VALUES (?,?,?)", digests)


def _present(connection: sqlite3.Connection, table: str) -> Iterator[tuple[str, str]]:
    if table in _ATTACHED:
        yield from _attached(connection, table)
        return
    if table == "step":
        yield from ((row_id, digest) for _, row_id, digest in _steps(connection))
        return
    position = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")].index("id")
    for row in connection.execute(f"SELECT * FROM {table}"):
        yield str(row[position]), row_digest(table, row)


def _found_alone(connection: sqlite3.Connection, table: str, row_id: str) -> str | None:
    try:
        if table in _ATTACHED:
            return dict(_attached(connection, table, " WHERE item_id = ?", (row_id,))).get(row_id)
        if table == "step":
            return next((digest for _, _, digest in _steps(connection, int(row_id))), None)
        row = connection.execute(f"SELECT * FROM {table} WHERE id = ?", (row_id,)).fetchone()
    except _UNREADABLE:
        return None
    return None if row is None else row_digest(table, row)


def _steps(connection: sqlite3.Connection, step_id: int | None = None) -> Iterator[tuple[str, str, str]]:
    """Yield (``step``, number, digest) of edits: what each is called and every image in order."""
    one = "" if step_id is None else " AND id = ?"
    sql = f"SELECT id, at, actor, label FROM step WHERE kind = 'edit' AND state <> 'dropped'{one} ORDER BY id"
    for number, *words in connection.execute(sql, () if step_id is None else (step_id,)).fetchall():
        images = connection.execute(
            "SELECT tbl, op, row_id, before, after FROM change WHERE step_id = ? ORDER BY id", (number,)
        ).fetchall()
        yield "step", str(number), row_digest("step", (*words, images))


def _attached(
    connection: sqlite3.Connection, table: str, where: str = "", parameters: tuple[str, ...] = ()
) -> Iterator[tuple[str, str]]:
    """Yield (item id, digest) over all attached rows of each item, in order."""
    present, whole = None, hashlib.sha256()
    for item_id, *values in connection.execute(_ATTACHED[table].format(where=where), parameters):
        if item_id != present and present is not None:
            yield present, whole.hexdigest()
        if item_id != present:
            present, whole = str(item_id), hashlib.sha256(table.encode())
        for value in values:
            data = value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogateescape")
            # With its length, so that no two lists of values have one digest.
            whole.update(len(data).to_bytes(8) + data)
    if present is not None:
        yield present, whole.hexdigest()
