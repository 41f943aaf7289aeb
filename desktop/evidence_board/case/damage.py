"""Tells a damaged case from a mistake of ours when reading fails."""

import sqlite3

from evidence_board.case import custody, digests
from evidence_board.case.connect import DamagedFileError
from evidence_board.model.errors import KnownError

__all__ = ["explained", "is_damaged"]

#: Codes by which SQLite itself says that the file or the drive is at fault.
_OF_THE_FILE = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_PROTOCOL")
_BUSY = ("SQLITE_BUSY", "SQLITE_LOCKED")


def explained(connection: sqlite3.Connection, error: Exception) -> KnownError | None:
    """Return what to tell the user when reading fails, or None when the file is sound, so that we are at fault.

    Args:
        connection: the reader that failed; used to look at the rows.
        error: whatever the reading raised. A damaged row can make any code above it fail in any way.
    """
    if isinstance(error, KnownError):
        return None
    code = str(getattr(error, "sqlite_errorname", ""))
    if code.startswith(_BUSY):
        return KnownError(
            "The case could not be read.", means="Another program is writing to it.", do="Try again in a moment."
        )
    if code == "SQLITE_INTERRUPT":
        return None
    # A message that quotes damaged bytes fails to become one of Python's.
    no_text = isinstance(error, UnicodeDecodeError) or "decode to UTF-8" in str(error)
    if no_text or code.startswith(_OF_THE_FILE) or is_damaged(connection):
        return DamagedFileError(
            "Part of the case cannot be read.",
            means=f"The file is damaged or its drive fails ({error}). It was not changed.",
            do="Copy the file, then run the check on the copy: it names what is damaged.",
        )
    return None


def is_damaged(connection: sqlite3.Connection) -> bool:
    """Look at every page and every row of evidence (not at the bytes of files) until something is wrong."""
    try:
        if connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
            return True
        with digests.lenient(connection):
            return any(True for _ in digests.altered_rows(connection)) or bool(custody.broken_entries(connection))
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return True
