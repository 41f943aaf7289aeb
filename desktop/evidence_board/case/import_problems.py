"""What an import left to be decided: open problems of its files, and paths that were refused. Only reads."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Counted", "ImportProblem", "counted", "open_problems", "refused_files"]


@dataclass(frozen=True, slots=True)
class Counted:
    """What an import brought in so far, counted from its to-do list.

    ``need_you`` are files with an open problem, ``with_gps`` files with a position of the camera's own.
    """

    added: int = 0
    repeats: int = 0
    refused: int = 0
    need_you: int = 0
    with_gps: int = 0


@dataclass(frozen=True, slots=True)
class ImportProblem:
    """One open problem of a file that an import brought in.

    Attributes:
        id: row id of the problem.
        item_id: the file.
        ref: its ref.
        file_name: its name.
        code: word of `ProblemCode`.
        message: the words stored with it.
        detail: what exactly, may be empty.
        listed: where it was found, as the to-do list has it (see `operations.import_files.path_listed`).
        sha256: hex digest of the bytes that the case holds.
    """

    id: str
    item_id: str
    ref: str
    file_name: str
    code: str
    message: str
    detail: str
    listed: str
    sha256: str


def counted(connection: sqlite3.Connection, batch_id: str) -> Counted:
    """Count what came in with a batch, also before it stopped."""
    sql = "SELECT state, count(*) FROM import_file WHERE batch_id = ? GROUP BY state"
    states: dict[str, int] = dict(connection.execute(sql, (batch_id,)).fetchall())
    added = "SELECT item_id FROM import_file WHERE batch_id = ? AND state = 'added'"
    need_you = connection.execute(
        "SELECT count(DISTINCT item_id) FROM problem WHERE state = 'open' AND deleted_at IS NULL"
        f" AND item_id IN ({added})",
        (batch_id,),
    ).fetchone()[0]
    with_gps = connection.execute(
        f"SELECT count(DISTINCT item_id) FROM geotag WHERE deleted_at IS NULL AND item_id IN ({added})", (batch_id,)
    ).fetchone()[0]
    return Counted(states.get("added", 0), states.get("repeat", 0), states.get("refused", 0), need_you, with_gps)


def open_problems(connection: sqlite3.Connection, batch_ids: Sequence[str]) -> list[ImportProblem]:
    """Return the open problems of the files that some batches added, in the order in which they came in."""
    sql = (
        "SELECT p.id, i.id, i.ref, i.file_name, p.code, p.message, p.detail, f.path, b.sha256"
        " FROM import_file f JOIN item i ON i.id = f.item_id AND i.deleted_at IS NULL"
        " JOIN problem p ON p.item_id = i.id AND p.state = 'open' AND p.deleted_at IS NULL"
        " LEFT JOIN blob b ON b.id = i.blob_id"
        f" WHERE f.state = 'added' AND f.batch_id IN ({_marks(batch_ids)}) ORDER BY f.id, p.id"
    )
    return [ImportProblem(*(value or "" for value in row)) for row in connection.execute(sql, tuple(batch_ids))]


def refused_files(connection: sqlite3.Connection, batch_ids: Sequence[str]) -> list[tuple[str, str]]:
    """Return (path as the to-do list has it, reason) of what some batches did not take."""
    batches = f"batch_id IN ({_marks(batch_ids)})"
    sql = f"SELECT path, reason FROM import_file WHERE state = 'refused' AND {batches} ORDER BY id"
    return [(row[0], row[1]) for row in connection.execute(sql, tuple(batch_ids))]


def _marks(values: Sequence[str]) -> str:
    return ",".join("?" * len(values))
