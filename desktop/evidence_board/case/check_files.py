"""Re-hashes every stored original, chunk by chunk, and looks for bytes that belong to nothing."""

import hashlib
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field

from evidence_board.case.damage_words import Damage, file_damage

__all__ = ["FilesFound", "check_files", "file_fault", "listed_blobs"]

_UNREADABLE = (sqlite3.DatabaseError, TypeError, ValueError, OverflowError)
_COLUMNS = "id, sha256, size, complete"
_NAMED = 5

Blob = tuple[int, str | None, int, int]


@dataclass(slots=True)
class FilesFound:
    """What re-hashing found: ``ok`` of ``files`` have every byte as stored."""

    files: int = 0
    ok: int = 0
    damage: list[Damage] = field(default_factory=list)


def check_files(connection: sqlite3.Connection, *, moved: Callable[[int, int], None]) -> FilesFound:
    """Compare every stored file with its hashes, on a connection made `digests.lenient`.

    Args:
        connection: a reader.
        moved: called with (bytes done, of) after each piece; may raise to end the check.
    """
    blobs, unreadable = listed_blobs(connection)
    # What an interrupted import left belongs to nobody and is swept away by the next opening.
    used = _used(connection)
    whole = [blob for blob in blobs if blob[3] == 1 or blob[0] in used]
    found = FilesFound(files=len(whole) + len(unreadable))
    found.damage += [file_damage(connection, blob_id, "What is known of it cannot be read.") for blob_id in unreadable]
    found.damage += _strays(connection)
    known = {blob[0] for blob in blobs}
    for blob_id in sorted(used - known - set(unreadable)):
        found.damage.append(file_damage(connection, blob_id, "Nothing is known of its bytes any more."))
        found.files += 1
    found.damage += [
        Damage("files", f"stored file {blob_id}", "It belongs to no item of the case.", table="blob")
        for blob_id, _, _, complete in blobs
        if complete == 1 and used and blob_id not in used
    ]
    total = sum(blob[2] for blob in whole if isinstance(blob[2], int))
    done = 0
    for blob_id, sha256, size, complete in whole:

        def piece(length: int, before: int = done) -> None:
            moved(min(before + length, total), total)

        try:
            fault = file_fault(connection, blob_id, sha256, size, piece=piece)
            if complete != 1 and not fault:
                fault = "It is marked as half stored, though it belongs to an item."
        except _UNREADABLE as error:
            if "interrupted" in str(error):
                raise
            fault = f"Its bytes cannot be read ({error})."
        if fault:
            found.damage.append(file_damage(connection, blob_id, fault))
        else:
            found.ok += 1
        done += size if isinstance(size, int) else 0
        moved(min(done, total), total)
    return found


def file_fault(
    connection: sqlite3.Connection,
    blob_id: int,
    sha256: str | None,
    size: int,
    *,
    piece: Callable[[int], None] = lambda length: None,
) -> str:
    """Return what is wrong with the bytes of one file, naming the parts; empty when nothing is.

    Args:
        connection: a reader.
        blob_id: number of the file.
        sha256: what its bytes must add up to.
        size: how many they are.
        piece: called with the bytes read so far.

    Raises:
        sqlite3.DatabaseError: a part cannot be read.
    """
    whole = hashlib.sha256()
    length = 0
    bad: list[int] = []
    sql = "SELECT number, sha256, data FROM chunk WHERE blob_id = ? ORDER BY number"
    for expected, (number, digest, data) in enumerate(connection.execute(sql, (blob_id,))):
        if number != expected or hashlib.sha256(data).hexdigest() != digest:
            bad.append(number)
        whole.update(data)
        length += len(data)
        piece(length)
    if bad:
        named = ", ".join(str(number + 1) for number in bad[:_NAMED])
        more = f" and {len(bad) - _NAMED} more" if len(bad) > _NAMED else ""
        return f"Part {named}{more} of its bytes was altered."
    if length != size:
        return f"{length} of {size} bytes are there."
    return "" if whole.hexdigest() == sha256 else "Its bytes do not fit its SHA-256."


def listed_blobs(connection: sqlite3.Connection) -> tuple[list[Blob], list[int]]:
    """Return id, SHA-256, size and completeness of every file, and the ids of those of which that cannot be read."""
    found: list[Blob] = []
    try:
        for row in connection.execute(f"SELECT {_COLUMNS} FROM blob ORDER BY id"):
            found.append(row)
    except _UNREADABLE:
        # A damaged page ends the reading of the list: look for the rest one by one.
        pass
    else:
        return found, []
    known, unreadable = {row[0] for row in found}, []
    for blob_id in range(1, _last_blob(connection, known) + 1):
        if blob_id in known:
            continue
        try:
            found += connection.execute(f"SELECT {_COLUMNS} FROM blob WHERE id = ?", (blob_id,)).fetchall()
        except _UNREADABLE:
            unreadable.append(blob_id)
    return sorted(found, key=lambda blob: blob[0]), unreadable


def _used(connection: sqlite3.Connection) -> set[int]:
    """Return the files that items, proofs of time and layers name, as far as that can be read."""
    used: set[int] = set()
    for table in ("item", "attestation", "map_layer"):
        try:
            used.update(row[0] for row in connection.execute(f"SELECT blob_id FROM {table} WHERE blob_id NOT NULL"))
        except _UNREADABLE:
            # Damage of that table is named by itself.
            continue
    return used


def _strays(connection: sqlite3.Connection) -> list[Damage]:
    try:
        rows = connection.execute("SELECT DISTINCT blob_id FROM chunk WHERE blob_id NOT IN (SELECT id FROM blob)")
        return [
            Damage("files", f"stored bytes {blob_id}", "They belong to no file of the case.", table="chunk")
            for (blob_id,) in rows.fetchall()
        ]
    except _UNREADABLE as error:
        return [Damage("pages", "the list of stored bytes", f"It cannot be read to the end ({error}).")]


def _last_blob(connection: sqlite3.Connection, known: set[int]) -> int:
    """Return the largest number of a file that anything readable mentions."""
    last = max(known, default=0)
    for sql in ("SELECT max(blob_id) FROM chunk", "SELECT max(blob_id) FROM item"):
        try:
            last = max(last, connection.execute(sql).fetchone()[0] or 0)
        except _UNREADABLE:
            # The other one may know.
            continue
    return last
