"""Reads the notes of the case itself."""

import sqlite3

__all__ = ["read_case_notes"]


def read_case_notes(connection: sqlite3.Connection) -> str:
    """Return what was written about the whole case, empty for nothing."""
    row = connection.execute("SELECT value FROM case_meta WHERE id = 'notes' AND deleted_at IS NULL").fetchone()
    return str(row[0] or "") if row is not None else ""
