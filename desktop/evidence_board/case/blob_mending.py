"""Stored originals whose bytes were damaged, made whole again with the bytes of a file that comes in once more.

A file that comes in proves by its own SHA-256, worked out from what was just read, that its bytes are those of
the blob. Only the parts that differ are replaced, and only in a file whose pages hold together: where one part
of the file runs into another, writing could damage what is sound.
"""

import hashlib
import sqlite3
from typing import BinaryIO

from evidence_board.case.blobs import CHUNK

__all__ = ["can_be_mended", "differs", "differs_from_blob", "differs_from_file", "mend", "mend_from_blob"]

_DAMAGED = (sqlite3.DatabaseError, TypeError, ValueError, OverflowError)


def differs(connection: sqlite3.Connection, blob_id: int, data: bytes, digests: list[str]) -> bool:
    """Tell whether what is stored of a blob is other than these bytes.

    Args:
        connection: a reader.
        blob_id: the blob that is said to hold them.
        data: all bytes, as just read from the file that came in.
        digests: SHA-256 hex of each chunk of them.
    """
    try:
        row = connection.execute("SELECT size, complete FROM blob WHERE id = ?", (blob_id,)).fetchone()
        if row != (len(data), 1):
            return True
        expected = 0
        sql = "SELECT number, sha256, data FROM chunk WHERE blob_id = ? ORDER BY number"
        for number, digest, stored in connection.execute(sql, (blob_id,)):
            if number != expected or expected >= len(digests) or digest != digests[expected]:
                return True
            # Bytes are compared many at a time, a view of them one by one.
            if data[expected * CHUNK : (expected + 1) * CHUNK] != stored:
                return True
            expected += 1
        return expected != len(digests)
    except _DAMAGED as error:
        return _is_of_the_file(error)


def differs_from_file(connection: sqlite3.Connection, blob_id: int, file: BinaryIO) -> bool:
    """Tell the same of a file that is open for reading, part by part, of whatever size."""
    try:
        row = connection.execute("SELECT size, complete FROM blob WHERE id = ?", (blob_id,)).fetchone()
        size = number = 0
        sql = "SELECT sha256, data FROM chunk WHERE blob_id = ? AND number = ?"
        while part := file.read(CHUNK):
            stored = connection.execute(sql, (blob_id, number)).fetchone()
            if stored != (hashlib.sha256(part).hexdigest(), part):
                return True
            size, number = size + len(part), number + 1
        more = connection.execute("SELECT count(*) FROM chunk WHERE blob_id = ?", (blob_id,)).fetchone()
        return bool(row != (size, 1) or more != (number,))
    except _DAMAGED as error:
        return _is_of_the_file(error)


def differs_from_blob(connection: sqlite3.Connection, blob_id: int, good_id: int) -> bool:
    """Tell the same of a large file, whose bytes were stored just now as the blob ``good_id``."""
    sql = (
        "SELECT (SELECT count(*) FROM chunk WHERE blob_id = ?1), count(*), ifnull(sum(length(data)), 0) FROM chunk"
        " WHERE blob_id = ?2"
    )
    try:
        parts, good_parts, length = connection.execute(sql, (blob_id, good_id)).fetchone()
        row = connection.execute("SELECT size, complete FROM blob WHERE id = ?", (blob_id,)).fetchone()
        if parts != good_parts or row != (length, 1):
            return True
        return any(True for _ in _bad_parts(connection, blob_id, good_id))
    except _DAMAGED as error:
        return _is_of_the_file(error)


def can_be_mended(connection: sqlite3.Connection) -> bool:
    """Tell whether all pages of the case hold together. Reads the whole file."""
    try:
        found = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        if not _is_of_the_file(error):
            raise
        return False
    return found is not None and found[0] == "ok"


def mend(connection: sqlite3.Connection, blob_id: int, data: bytes, digests: list[str]) -> int:
    """Replace the parts of a blob that differ from these bytes; returns how many.

    Args:
        connection: the writing connection, inside a transaction, of a case that `can_be_mended`.
        blob_id: the damaged blob.
        data: all bytes; their SHA-256 is that of the blob.
        digests: SHA-256 hex of each chunk of them.
    """
    mended = 0
    for number, digest in enumerate(digests):
        part = data[number * CHUNK : (number + 1) * CHUNK]
        sql = "SELECT 1 FROM chunk WHERE blob_id = ? AND number = ? AND sha256 IS ? AND data IS ?"
        if connection.execute(sql, (blob_id, number, digest, part)).fetchone() is None:
            _put(connection, blob_id, number, digest, part)
            mended += 1
    return mended + _close(connection, blob_id, len(digests), len(data))


def mend_from_blob(connection: sqlite3.Connection, blob_id: int, good_id: int) -> int:
    """Replace the parts of a blob that differ from those of another with the same SHA-256; returns how many."""
    mended = 0
    for number in list(_bad_parts(connection, blob_id, good_id)):
        sql = "SELECT sha256, data FROM chunk WHERE blob_id = ? AND number = ?"
        digest, data = connection.execute(sql, (good_id, number)).fetchone()
        _put(connection, blob_id, number, digest, data)
        mended += 1
    sql = "SELECT count(*), ifnull(sum(length(data)), 0) FROM chunk WHERE blob_id = ?"
    parts, size = connection.execute(sql, (good_id,)).fetchone()
    return mended + _close(connection, blob_id, parts, size)


def _bad_parts(connection: sqlite3.Connection, blob_id: int, good_id: int) -> sqlite3.Cursor:
    """Return a cursor whose rows iterate over numbers of parts that are missing or differ."""
    cursor = connection.execute(
        "SELECT g.number FROM chunk g LEFT JOIN chunk b ON b.blob_id = ?1 AND b.number = g.number"
        " WHERE g.blob_id = ?2 AND (b.number IS NULL OR b.sha256 IS NOT g.sha256 OR b.data IS NOT g.data)",
        (blob_id, good_id),
    )
    cursor.row_factory = lambda _, row: int(row[0])
    return cursor


def _put(connection: sqlite3.Connection, blob_id: int, number: int, digest: str, data: bytes) -> None:
    connection.execute(
        "INSERT INTO chunk (blob_id, number, sha256, data) VALUES (?,?,?,?)"
        " ON CONFLICT (blob_id, number) DO UPDATE SET sha256 = excluded.sha256, data = excluded.data",
        (blob_id, number, digest, data),
    )


def _close(connection: sqlite3.Connection, blob_id: int, parts: int, size: int) -> int:
    """Take away what is more than the file has, and note its size; returns how many parts went."""
    sql = "DELETE FROM chunk WHERE blob_id = ? AND (number < 0 OR number >= ?)"
    more = connection.execute(sql, (blob_id, parts)).rowcount
    connection.execute("UPDATE blob SET size = ?, complete = 1 WHERE id = ?", (size, blob_id))
    return more


def _is_of_the_file(error: Exception) -> bool:
    """Tell damage from an interruption or a mistake of ours, which is raised again."""
    code = str(getattr(error, "sqlite_errorname", ""))
    # Text that is none has no code of SQLite's.
    if code and not code.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        raise error
    return True
