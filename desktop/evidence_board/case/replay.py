"""Undo and redo from recorded row images, in strict reverse write order."""

import sqlite3
from dataclasses import dataclass

from evidence_board.case import digests
from evidence_board.case.gate import Gate
from evidence_board.case.recorder import decode_image
from evidence_board.case.schema import RECORDED
from evidence_board.model.changes import ChangeSet, RowChange
from evidence_board.model.errors import BugError, KnownError
from evidence_board.model.moments import now_utc

__all__ = ["Step", "last_done", "next_undone", "redo", "step_rows", "steps", "undo"]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the history: number, time (ISO 8601 UTC), actor, words, ``edit`` or ``import``, state."""

    id: int
    at: str
    actor: str
    label: str
    kind: str
    state: str


_COLUMNS = "id, at, actor, label, kind, state"


def steps(connection: sqlite3.Connection, *, limit: int = 500) -> list[Step]:
    """Return the newest steps first, without those that can no longer be redone."""
    sql = f"SELECT {_COLUMNS} FROM step WHERE state <> 'dropped' ORDER BY id DESC LIMIT ?"
    return [Step(*row) for row in connection.execute(sql, (limit,))]


def last_done(connection: sqlite3.Connection) -> Step | None:
    """Return the step that undo would take back."""
    row = connection.execute(f"SELECT {_COLUMNS} FROM step WHERE state = 'done' ORDER BY id DESC LIMIT 1").fetchone()
    return Step(*row) if row else None


def next_undone(connection: sqlite3.Connection) -> Step | None:
    """Return the step that redo would do again."""
    row = connection.execute(f"SELECT {_COLUMNS} FROM step WHERE state = 'undone' ORDER BY id LIMIT 1").fetchone()
    return Step(*row) if row else None


def step_rows(connection: sqlite3.Connection, step_id: int) -> ChangeSet:
    """Return what a step wrote as a change set, for showing what it was about."""
    row = connection.execute("SELECT label FROM step WHERE id = ?", (step_id,)).fetchone()
    rows = connection.execute("SELECT tbl, row_id, op FROM change WHERE step_id = ? ORDER BY id", (step_id,))
    return ChangeSet(step_id, str(row[0]) if row else "", tuple(RowChange(*one) for one in rows))


def undo(gate: Gate) -> ChangeSet | None:
    """Take back the last step; returns None when there is none. An import moves to the bin, whole."""
    step = last_done(gate.db.conn)
    if step is None:
        return None
    with gate.replay(f"Undo: {step.label}", action="undone", step_id=step.id) as finished:
        connection = finished.tx.connection
        if step.kind == "import":
            finished.touched += _bin_inserts(connection, step.id, binned=True)
        else:
            finished.touched += _play(gate, connection, step.id, backwards=True)
        connection.execute("UPDATE step SET state = 'undone' WHERE id = ?", (step.id,))
    return finished.changes


def redo(gate: Gate) -> ChangeSet | None:
    """Do the step again that was undone last; returns None when there is none."""
    step = next_undone(gate.db.conn)
    if step is None:
        return None
    with gate.replay(f"Redo: {step.label}", action="redone", step_id=step.id) as finished:
        connection = finished.tx.connection
        if step.kind == "import":
            finished.touched += _bin_inserts(connection, step.id, binned=False)
        else:
            finished.touched += _play(gate, connection, step.id, backwards=False)
        connection.execute("UPDATE step SET state = 'done' WHERE id = ?", (step.id,))
    return finished.changes


def _play(gate: Gate, connection: sqlite3.Connection, step_id: int, *, backwards: bool) -> list[RowChange]:
    if not digests.step_is_sound(connection, step_id):
        raise KnownError(
            "This step cannot be taken back or done again.",
            means="What it recorded was damaged or changed outside Evidence Board. Nothing was changed.",
            do="Run the check of the case: it names what is damaged.",
        )
    # Rows are put back one by one in the order of writing, so a foreign key may be unmet for a moment.
    connection.execute("PRAGMA defer_foreign_keys = ON")
    order = "DESC" if backwards else "ASC"
    notes = connection.execute(
        f"SELECT tbl, op, row_id, before, after FROM change WHERE step_id = ? ORDER BY id {order}", (step_id,)
    ).fetchall()
    touched = []
    for table, op, row_id, before, after in notes:
        image = before if backwards else after
        if image is None:
            connection.execute(f"DELETE FROM {table} WHERE id = ?", (row_id,))
            happened = "delete"
        else:
            happened = _write_image(connection, table, gate.columns[table], row_id, decode_image(image))
        touched.append(RowChange(table, row_id, happened))
        if op not in ("insert", "update", "delete"):
            raise BugError(f"unknown operation {op} in the history")
    return touched


def _write_image(
    connection: sqlite3.Connection, table: str, columns: list[str], row_id: str, values: list[object]
) -> str:
    # An older image may lack columns that a later version added at the end; they keep their defaults.
    names = columns[: len(values)]
    pairs = ", ".join(f'"{name}" = ?' for name in names)
    updated = connection.execute(f"UPDATE {table} SET {pairs} WHERE id = ?", (*values, row_id))
    if updated.rowcount:
        return "update"
    marks = ", ".join("?" * len(names))
    listed = ", ".join(f'"{name}"' for name in names)
    connection.execute(f"INSERT INTO {table} ({listed}) VALUES ({marks})", values)
    return "insert"


def _bin_inserts(connection: sqlite3.Connection, step_id: int, *, binned: bool) -> list[RowChange]:
    stamp = now_utc() if binned else None
    touched: list[RowChange] = []
    for table in RECORDED:
        inner = "SELECT row_id FROM change WHERE step_id = ? AND tbl = ? AND op = 'insert'"
        ids = [row[0] for row in connection.execute(inner, (step_id, table))]
        if not ids:
            continue
        connection.execute(f"UPDATE {table} SET deleted_at = ? WHERE id IN ({inner})", (stamp, step_id, table))
        touched += [RowChange(table, row_id, "update") for row_id in ids]
    return touched
