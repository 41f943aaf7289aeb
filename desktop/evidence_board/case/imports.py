"""The to-do list of an import, kept in the case so that a crash can be taken up where it stopped."""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from evidence_board.model.ids import new_id
from evidence_board.model.moments import now_utc

__all__ = [
    "UnfinishedImport",
    "begin",
    "can_go_on",
    "finish",
    "left_of",
    "mark",
    "pending_files",
    "take_up",
    "unfinished",
]


@dataclass(frozen=True, slots=True)
class UnfinishedImport:
    """An import that stopped before its end: "stopped at 412 of 900"."""

    batch_id: str
    step_id: int
    source: str
    started_at: str
    done: int
    total: int


def begin(
    connection: sqlite3.Connection,
    *,
    step_id: int,
    source: str,
    files: Iterable[str],
    refused: Iterable[tuple[str, str]],
) -> str:
    """Write down everything an import will read; returns the id of the batch."""
    batch_id = new_id()
    rows = [(batch_id, path, "waiting", "") for path in files]
    connection.execute(
        "INSERT INTO import_batch (id, step_id, source, started_at, state, total) VALUES (?,?,?,?,'running',?)",
        (batch_id, step_id, source, now_utc(), len(rows)),
    )
    rows += [(batch_id, path, "refused", reason) for path, reason in refused]
    connection.executemany("INSERT INTO import_file (batch_id, path, state, reason) VALUES (?,?,?,?)", rows)
    return batch_id


def pending_files(connection: sqlite3.Connection, batch_id: str) -> list[tuple[int, str]]:
    """Return (number, path) of the files not read yet, in order."""
    sql = "SELECT id, path FROM import_file WHERE batch_id = ? AND state = 'waiting' ORDER BY id"
    return [(row[0], row[1]) for row in connection.execute(sql, (batch_id,))]


def mark(
    connection: sqlite3.Connection, file_id: int, *, state: str, item_id: str | None = None, reason: str = ""
) -> None:
    """Note the outcome of one file (``added``, ``repeat``, ``refused``) in the transaction that stores it."""
    connection.execute(
        "UPDATE import_file SET state = ?, item_id = ?, reason = ? WHERE id = ?", (state, item_id, reason, file_id)
    )


def finish(connection: sqlite3.Connection, batch_id: str, *, state: str) -> dict[str, int]:
    """Close a batch as ``done`` or ``stopped``; returns how many files it added, refused, and found again.

    Counted from the list itself, so that an import taken up after a crash counts what came in before.
    """
    words = {"added": 0, "refused": 0, "repeat": 0, "waiting": 0}
    sql = "SELECT state, count(*) FROM import_file WHERE batch_id = ? GROUP BY state"
    words.update(connection.execute(sql, (batch_id,)).fetchall())
    counts = {"added": words["added"], "refused": words["refused"], "repeats": words["repeat"]}
    connection.execute(
        "UPDATE import_batch SET state = ?, finished_at = ?, counts = ? WHERE id = ?",
        (state, now_utc(), json.dumps(counts), batch_id),
    )
    return counts


def can_go_on(connection: sqlite3.Connection, batch_id: str) -> bool:
    """Tell whether a batch can be taken up: it did not come to its end, and its step was not taken back."""
    sql = "SELECT b.state, s.state FROM import_batch b JOIN step s ON s.id = b.step_id WHERE b.id = ?"
    found = connection.execute(sql, (batch_id,)).fetchone()
    return found is not None and found[0] in ("running", "stopped") and found[1] == "done"


def take_up(connection: sqlite3.Connection, batch_id: str) -> None:
    """Note that a batch goes on, so that a crash in it is noticed again."""
    connection.execute("UPDATE import_batch SET state = 'running' WHERE id = ?", (batch_id,))


def left_of(connection: sqlite3.Connection, batch_id: str) -> UnfinishedImport | None:
    """Return a batch that was stopped on purpose, if there is something left of it to take up."""
    left = len(pending_files(connection, batch_id))
    if not left or not can_go_on(connection, batch_id):
        return None
    sql = "SELECT id, step_id, source, started_at, total FROM import_batch WHERE id = ?"
    row = connection.execute(sql, (batch_id,)).fetchone()
    batch, step_id, source, started_at, total = row
    return UnfinishedImport(batch, step_id, source, started_at, done=total - left, total=total)


def unfinished(connection: sqlite3.Connection) -> UnfinishedImport | None:
    """Return the import that a crash left behind, if its step was not undone."""
    row = connection.execute(
        "SELECT b.id, b.step_id, b.source, b.started_at,"
        " b.total - (SELECT count(*) FROM import_file f WHERE f.batch_id = b.id AND f.state = 'waiting'), b.total"
        " FROM import_batch b LEFT JOIN step s ON s.id = b.step_id"
        " WHERE b.state = 'running' AND (s.state IS NULL OR s.state = 'done') ORDER BY b.started_at DESC LIMIT 1"
    ).fetchone()
    return UnfinishedImport(*row) if row else None
