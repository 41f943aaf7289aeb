"""Back to an earlier step, or forward again: many steps taken back or done again as one wish, one after the other."""

import sqlite3
from collections.abc import Callable
from threading import Event

from evidence_board.case import replay
from evidence_board.model.changes import ChangeSet
from evidence_board.model.errors import KnownError
from evidence_board.session import Session

__all__ = ["rewind_to", "steps_until"]


def steps_until(session: Session, step_id: int) -> int:
    """Return how many steps `rewind_to` would take back or do again, the step itself included."""

    def counted(connection: sqlite3.Connection) -> int:
        sql = (
            "SELECT CASE (SELECT state FROM step WHERE id = ?) WHEN 'done' THEN"
            " (SELECT count(*) FROM step WHERE state = 'done' AND id >= ?) WHEN 'undone' THEN"
            " (SELECT count(*) FROM step WHERE state = 'undone' AND id <= ?) ELSE 0 END"
        )
        row = connection.execute(sql, (step_id, step_id, step_id)).fetchone()
        return int(row[0])

    return session.read(counted)


def rewind_to(
    session: Session,
    /,
    *,
    step_id: int,
    stop: Event | None = None,
    told: Callable[[int], None] | None = None,
) -> ChangeSet | None:
    """Take back every step down to this one, this one included; or do again every undone step up to it.

    Each step is a transaction and a custody entry of its own, as if it was undone by itself: whatever happens, the
    case stands after a whole step. Call it in the writer's thread (`Session.on_writer`).

    Args:
        session: the open case.
        step_id: a step that is done, or undone and can be redone.
        stop: set to stop after the present step.
        told: called with the number of steps so far.

    Returns:
        What changed, all together; None when there was nothing to do.

    Raises:
        KnownError: the step can no longer be undone or redone, an import runs, or a row is damaged; what was taken
            back before that stays so.
    """
    row = session.gate.connection.execute("SELECT state FROM step WHERE id = ?", (step_id,)).fetchone()
    state = row[0] if row else ""
    if state not in ("done", "undone"):
        raise KnownError(
            "This step can no longer be reached.",
            means="It was undone, and something else was done since. Nothing was changed.",
            do="Choose another step.",
        )
    backwards = state == "done"
    parts: list[ChangeSet] = []
    try:
        while stop is None or not stop.is_set():
            step = _next(session, backwards=backwards)
            if step is None or (step.id < step_id if backwards else step.id > step_id):
                break
            if backwards and step.id == session.active_import:
                raise KnownError(
                    "An import runs.",
                    means="Its step is not finished, so it cannot be taken back.",
                    do="Stop the import first, or wait until it is done.",
                )
            changes = (replay.undo if backwards else replay.redo)(session.gate)
            if changes is None:
                break
            parts.append(changes)
            if told is not None:
                told(len(parts))
    finally:
        if parts:
            session.announce(ChangeSet.merge(parts), undo=True)
    return ChangeSet.merge(parts) if parts else None


def _next(session: Session, *, backwards: bool) -> replay.Step | None:
    connection = session.gate.connection
    return replay.last_done(connection) if backwards else replay.next_undone(connection)
