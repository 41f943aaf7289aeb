"""Row images: temporary triggers on the writing connection note every change of a recorded table.

Temporary triggers live in the connection, not in the file, and see every write however it is made, also
through sqlite-utils and inside savepoints (a rolled-back savepoint takes its notes with it). Values are
written by Python's json, which keeps every bit of a float; SQLite's own JSON cuts it to 15 digits.
"""

import json
import sqlite3
from dataclasses import dataclass

from evidence_board.case.schema import RECORDED

__all__ = ["Recorder", "decode_image", "row_image"]


@dataclass(slots=True)
class _State:
    step_id: int = 0
    inserts_only: bool = False
    active: bool = False


class Recorder:
    """Notes the row images of one connection into the table ``change``.

    While inactive (undo, redo, unrecorded work) the triggers write nothing.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._state = _State()
        self.columns: dict[str, list[str]] = {}
        state = self._state
        connection.create_function("eb_step", 0, lambda: state.step_id)
        connection.create_function("eb_active", 0, lambda: state.active)
        connection.create_function("eb_full", 0, lambda: not state.inserts_only)
        connection.create_function("eb_image", -1, row_image)
        for table in RECORDED:
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            self.columns[table] = columns
            for trigger in _triggers(table, columns):
                connection.execute(trigger)

    def start(self, *, step_id: int, inserts_only: bool) -> None:
        """Note changes from here on under this step.

        Args:
            step_id: number of the undo step.
            inserts_only: note only table and id of inserted rows (an import: undo bins them).
        """
        self._state.step_id, self._state.inserts_only, self._state.active = step_id, inserts_only, True

    def stop(self) -> None:
        """Note nothing until the next `start`."""
        self._state.active = False


def row_image(*values: object) -> str:
    """Return the values of a row as JSON text that keeps every bit of a float."""
    # Bytes stand in no table of ours; a damaged file may still hold them, and the check reads it all.
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"), default=repr)


def decode_image(text: str) -> list[object]:
    """Return the values of a row image in the order of the table's columns."""
    values = json.loads(text)
    assert isinstance(values, list)
    return values


def _triggers(table: str, columns: list[str]) -> tuple[str, str, str]:
    def image(row: str) -> str:
        return "eb_image(" + ", ".join(f'{row}."{column}"' for column in columns) + ")"

    differs = " OR ".join(f'OLD."{column}" IS NOT NEW."{column}"' for column in columns)
    head = "INSERT INTO change (step_id, tbl, op, row_id, before, after) VALUES (eb_step(), "
    return (
        f"CREATE TEMP TRIGGER note_{table}_insert AFTER INSERT ON main.{table} WHEN eb_active() BEGIN"
        f" {head}'{table}', 'insert', NEW.id, NULL, CASE WHEN eb_full() THEN {image('NEW')} END); END",
        f"CREATE TEMP TRIGGER note_{table}_update AFTER UPDATE ON main.{table}"
        f" WHEN eb_active() AND ({differs}) BEGIN"
        f" {head}'{table}', 'update', OLD.id, {image('OLD')}, {image('NEW')}); END",
        f"CREATE TEMP TRIGGER note_{table}_delete AFTER DELETE ON main.{table} WHEN eb_active() BEGIN"
        f" {head}'{table}', 'delete', OLD.id, {image('OLD')}, NULL); END",
    )
