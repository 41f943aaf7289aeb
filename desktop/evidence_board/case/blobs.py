"""Originals, byte for byte: chunks of at most 1 MiB under a blob row; the SHA-256 is set at the end."""

import hashlib
import sqlite3
from collections.abc import Iterator

__all__ = [
    "CHUNK",
    "BlobWriter",
    "chunk_digests",
    "drop_blob",
    "find_blob",
    "read_blob",
    "read_range",
    "store_blob",
    "sweep",
]

CHUNK = 1 << 20

_HALF_WRITTEN = """SELECT id FROM blob AS b WHERE complete = 0
    AND NOT EXISTS (SELECT 1 FROM item WHERE blob_id = b.id)
    AND NOT EXISTS (SELECT 1 FROM attestation WHERE blob_id = b.id)
    AND NOT EXISTS (SELECT 1 FROM map_layer WHERE blob_id = b.id)"""


class BlobWriter:
    """Stores one original in pieces, over one or many transactions.

    Until `finish` the blob has no hash and nothing refers to it; an interrupted one is swept away by
    `sweep` of the next import.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        cursor = connection.execute("INSERT INTO blob (size) VALUES (0)")
        self.blob_id = int(cursor.lastrowid or 0)
        self._number = 0
        self._hash = hashlib.sha256()
        self._size = 0

    def write(self, connection: sqlite3.Connection, data: bytes | memoryview) -> None:
        """Add bytes; every piece but the last must be a multiple of `CHUNK`."""
        view = memoryview(data)
        self._hash.update(view)
        self._size += len(view)
        rows = []
        for start in range(0, len(view), CHUNK):
            piece = view[start : start + CHUNK]
            rows.append((self.blob_id, self._number, hashlib.sha256(piece).hexdigest(), piece))
            self._number += 1
        connection.executemany("INSERT INTO chunk (blob_id, number, sha256, data) VALUES (?,?,?,?)", rows)

    @property
    def sha256(self) -> str:
        """Hex digest of all bytes written so far."""
        return self._hash.hexdigest()

    def finish(self, connection: sqlite3.Connection) -> tuple[int, str, bool]:
        """Set the hash. Returns (blob id, SHA-256 hex, whether these bytes were new).

        When the case holds the same bytes already, the new chunks are dropped and the old id is returned.
        """
        sha256 = self._hash.hexdigest()
        known = find_blob(connection, sha256)
        if known is not None:
            drop_blob(connection, self.blob_id)
            return known, sha256, False
        connection.execute(
            "UPDATE blob SET sha256 = ?, size = ?, complete = 1 WHERE id = ?",
            (sha256, self._size, self.blob_id),
        )
        return self.blob_id, sha256, True


def chunk_digests(data: bytes, sha256: str) -> list[str]:
    """Return the SHA-256 of every chunk; ``sha256`` is that of all bytes, which a small file has in one chunk."""
    if len(data) <= CHUNK:
        return [sha256] if data else []
    view = memoryview(data)
    return [hashlib.sha256(view[start : start + CHUNK]).hexdigest() for start in range(0, len(view), CHUNK)]


def store_blob(connection: sqlite3.Connection, data: bytes, sha256: str, digests: list[str]) -> int:
    """Store bytes unless the case holds them; returns the blob id.

    Args:
        connection: the writing connection, inside a transaction.
        data: all bytes.
        sha256: hex digest of them.
        digests: what `chunk_digests` gives; worked out before, so that the transaction is short.
    """
    known = find_blob(connection, sha256)
    if known is not None:
        return known
    cursor = connection.execute("INSERT INTO blob (sha256, size, complete) VALUES (?, ?, 1)", (sha256, len(data)))
    blob_id = int(cursor.lastrowid or 0)
    view = memoryview(data)
    connection.executemany(
        "INSERT INTO chunk (blob_id, number, sha256, data) VALUES (?,?,?,?)",
        (
            (blob_id, number, digest, view[number * CHUNK : (number + 1) * CHUNK])
            for number, digest in enumerate(digests)
        ),
    )
    return blob_id


def find_blob(connection: sqlite3.Connection, sha256: str) -> int | None:
    """Return the id of the blob with these bytes, or None."""
    row = connection.execute("SELECT id FROM blob WHERE sha256 = ? AND complete = 1", (sha256,)).fetchone()
    return int(row[0]) if row else None


def drop_blob(connection: sqlite3.Connection, blob_id: int) -> None:
    """Remove a blob and its chunks."""
    connection.execute("DELETE FROM chunk WHERE blob_id = ?", (blob_id,))
    connection.execute("DELETE FROM blob WHERE id = ?", (blob_id,))


def sweep(connection: sqlite3.Connection) -> int:
    """Remove what an interrupted import left half-written; returns the number of blobs removed.

    What an item, a proof of time or a layer of the map names was whole once, whatever its row says now: that stays.
    """
    ids = [row[0] for row in connection.execute(_HALF_WRITTEN)]
    for blob_id in ids:
        drop_blob(connection, blob_id)
    return len(ids)


def read_blob(connection: sqlite3.Connection, blob_id: int) -> Iterator[bytes]:
    """Yield the bytes of an original in order, at most 1 MiB at a time."""
    for (data,) in connection.execute("SELECT data FROM chunk WHERE blob_id = ? ORDER BY number", (blob_id,)):
        yield data


def read_range(connection: sqlite3.Connection, blob_id: int, offset: int, length: int) -> bytes:
    """Return part of an original; shorter at the end of the file.

    Relies on all chunks but the last being full.
    """
    first, last = offset // CHUNK, (offset + length - 1) // CHUNK
    rows = connection.execute(
        "SELECT data FROM chunk WHERE blob_id = ? AND number BETWEEN ? AND ? ORDER BY number",
        (blob_id, first, last),
    ).fetchall()
    joined = b"".join(row[0] for row in rows)
    return joined[offset - first * CHUNK :][:length]
