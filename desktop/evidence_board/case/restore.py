"""Writes a new case out of a backup of the rows and the originals that a present file still holds."""

import hashlib
import sqlite3
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evidence_board import __version__
from evidence_board.case import (
    blobs,
    connect,
    copying,
    custody,
    digests,
    held_files,
    inspect_schema,
    known_cases,
    search_tables,
)
from evidence_board.case.check_files import file_fault, listed_blobs
from evidence_board.case.damage_words import Damage, file_damage
from evidence_board.case.rows_left import UNREADABLE, rows_left
from evidence_board.case.schema import BACKUP_ID
from evidence_board.case.search_documents import all_documents
from evidence_board.model.errors import KnownError

__all__ = ["BackupFacts", "RestoreStopped", "Restored", "facts_of", "restore"]

Progress = Callable[[int, int], bool]


class RestoreStopped(Exception):
    """Somebody asked to end it; nothing was left behind."""


@dataclass(frozen=True, slots=True)
class BackupFacts:
    """What a backup holds: counts, the last entry of its log, and the last step of its history."""

    title: str
    files: int
    entities: int
    links: int
    log_entries: int
    head_hash: str
    last_step: int


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored: the new file, its originals, those of which bytes are missing, and the log's head before."""

    path: Path
    files: int
    files_ok: int
    missing: tuple[Damage, ...]
    pictures_missing: int
    head_hash: str


def facts_of(backup: Path) -> BackupFacts:
    """Look into a backup.

    Raises:
        KnownError: it is none, or cannot be read.
    """
    _look_through(backup)
    connection = connect.connect_reader(backup)
    try:

        def one(sql: str) -> Any:
            return connection.execute(sql).fetchone()[0]

        live = "deleted_at IS NULL"
        entities = sum(
            one(f"SELECT count(*) FROM {table} WHERE {live}")
            for table in ("account", "person", "unit", "location", "equipment", "event")
        )
        return BackupFacts(
            title=str(one("SELECT ifnull(max(value), '') FROM case_meta WHERE id = 'title'")),
            files=one(f"SELECT count(*) FROM item WHERE {live}"),
            entities=entities,
            links=one(f"SELECT count(*) FROM link WHERE {live}"),
            log_entries=one("SELECT ifnull(max(seq), 0) FROM custody"),
            head_hash=custody.head_hash(connection),
            last_step=one("SELECT ifnull(max(id), 0) FROM step"),
        )
    except UNREADABLE as error:
        raise connect.unusable(backup, error) from error
    finally:
        connection.close()


def restore(
    backup: Path, present: Path | None, target: Path, *, actor: str, progress: Progress = lambda done, of: True
) -> Restored:
    """Write the case as a backup has it into a new file, with the originals of the present one where hashes match.

    Args:
        backup: the backup file.
        present: the case that still holds the originals, damaged or not; None when there is none.
        target: the new file; must not exist.
        actor: who acts.
        progress: called with (bytes done, of); returning False ends it.

    Raises:
        KnownError: no room, the target exists, or the backup cannot be read.
        RestoreStopped: it was ended; nothing was written.
    """
    if target.exists():
        raise KnownError(
            f"There is already a file named {target.name}.", means="It was not touched.", do="Choose another name."
        )
    _look_through(backup)
    making = target.with_name(f".{target.name}.making")
    copying.clear_up(making)
    size = backup.stat().st_size + (present.stat().st_size if present is not None and present.exists() else 0)
    copying.need_room(target.parent, size)
    try:
        with ExitStack() as stack:
            connection = connect.connect_new(making)
            stack.callback(connection.close)
            copying.settle(connection)
            with connect.attached(connection, backup, name="source"):
                connection.execute("BEGIN")
                tables = copying.make_schema(connection, "source")
                copying.copy_tables(connection, "source", tables, without=frozenset({"chunk", "thumbnail"}))
                connection.execute("COMMIT")
            head = custody.head_hash(connection)
            source = _present(present, stack)
            connection.execute("BEGIN")
            missing, files = _originals(connection, source, progress)
            pictures = _pictures(connection, source)
            if not search_tables.make_tables(connection, fill=all_documents):
                search_tables.make_anew(connection, fill=all_documents)
            _note(connection, actor, backup, head, missing, files)
            connection.execute("COMMIT")
        copying.finish_aside(making, target)
    except BaseException:
        copying.clear_up(making)
        raise
    known_cases.remember(target)
    return Restored(target, files, files - len(missing), tuple(missing), pictures, head)


def _look_through(backup: Path) -> None:
    """Make sure that a file is a backup of ours and nothing of it can run.

    Raises:
        KnownError: it is not.
    """
    try:
        if held_files.is_held(backup):
            return
        with backup.open("rb") as file:
            untrusted_head = file.read(100)
    except OSError as error:
        raise KnownError(
            f"The backup {backup.name} cannot be read.",
            means=f"{error.strerror or error}.",
            do="Check that its drive is connected.",
        ) from error
    if int.from_bytes(untrusted_head[68:72]) != BACKUP_ID:
        raise KnownError(
            f"{backup.name} is no backup of a case.", means="It was not changed.", do="Choose another one."
        )
    inspect_schema.check_schema(backup, version=int.from_bytes(untrusted_head[60:64]))


def _present(present: Path | None, stack: ExitStack) -> sqlite3.Connection | None:
    if present is None or not present.exists():
        return None
    try:
        source = connect.connect_reader(present)
    except KnownError:
        # Not even its list of contents can be read: what is missing is named file by file.
        return None
    stack.callback(source.close)
    stack.enter_context(digests.lenient(source))
    return source


def _originals(
    connection: sqlite3.Connection, source: sqlite3.Connection | None, progress: Progress
) -> tuple[list[Damage], int]:
    wanted = connection.execute("SELECT id, sha256, size FROM blob WHERE complete = 1 ORDER BY id").fetchall()
    there = {sha256: blob_id for blob_id, sha256, _, _ in listed_blobs(source)[0]} if source is not None else {}
    total, done = sum(row[2] for row in wanted), 0
    missing = []
    for blob_id, sha256, size in wanted:
        if source is not None:
            _copy_bytes(connection, source, there.get(sha256, blob_id), blob_id, size)
        fault = file_fault(connection, blob_id, sha256, size)
        if fault:
            missing.append(file_damage(connection, blob_id, fault))
        done += size
        if not progress(done, total):
            raise RestoreStopped
    return missing, len(wanted)


def _copy_bytes(
    connection: sqlite3.Connection, source: sqlite3.Connection, from_id: int, blob_id: int, size: int
) -> None:
    for number in range(-(-size // blobs.CHUNK)):
        try:
            sql = "SELECT sha256, data FROM chunk WHERE blob_id = ? AND number = ?"
            row = source.execute(sql, (from_id, number)).fetchone()
        except UNREADABLE:
            continue
        if row is not None and isinstance(row[1], bytes) and hashlib.sha256(row[1]).hexdigest() == row[0]:
            connection.execute(
                "INSERT INTO chunk (blob_id, number, sha256, data) VALUES (?,?,?,?)", (blob_id, number, *row)
            )


def _pictures(connection: sqlite3.Connection, source: sqlite3.Connection | None) -> int:
    """Bring the small pictures back that are as they were; returns how many are missing."""
    known = dict(connection.execute("SELECT row_id, digest FROM row_digest WHERE tbl = 'thumbnail'").fetchall())
    for item_id, data in rows_left(source, "thumbnail", "item_id, data") if source is not None else ():
        if item_id in known and isinstance(data, bytes):
            connection.execute("INSERT OR IGNORE INTO thumbnail (item_id, data) VALUES (?,?)", (item_id, data))
    bad = {row_id for table, row_id, _ in digests.altered_rows(connection) if table == "thumbnail"}
    for row_id in bad:
        connection.execute("DELETE FROM thumbnail WHERE item_id = ?", (row_id,))
        connection.execute("DELETE FROM row_digest WHERE tbl = 'thumbnail' AND row_id = ?", (row_id,))
    return len(bad)


def _note(
    connection: sqlite3.Connection, actor: str, backup: Path, head: str, missing: list[Damage], files: int
) -> None:
    words = f"Restored from the backup {backup.name}: {files - len(missing)} of {files} files"
    detail: dict[str, object] = {
        "backup": backup.name,
        "head": head,
        "label": words,
        "rows": {},
        "unrestored": [one.name for one in missing[:1000]],
        "version": __version__,
    }
    custody.append(connection, actor=actor, action="restored", detail=detail)
