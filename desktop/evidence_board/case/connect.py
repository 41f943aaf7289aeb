"""The one place that opens a case file: settings, safety and the way it is closed.

While open for writing the file is in WAL mode with ``synchronous=FULL``: 0 of 1,500 simulated power
losses lost an acknowledged commit that way. The last one to close folds the log back and leaves exactly
one file. On network and synced folders a rollback journal is used instead (shared memory does not work
there).
"""

import sqlite3
from pathlib import Path

from evidence_board.case.schema import APPLICATION_ID, SCHEMA_VERSION
from evidence_board.model.errors import KnownError

__all__ = ["close_writer", "connect_new", "connect_reader", "connect_writer", "identify"]

_HEADER = b"SQLite format 3\x00"
_BUSY_MS = 5000


def identify(path: Path) -> int:
    """Return the schema version of a case file, reading only its first 100 bytes.

    Must not be called on a case that this process holds open: closing the handle would drop SQLite's locks.

    Raises:
        KnownError: there is no such file, it is not a case, or a newer program made it.
    """
    try:
        with path.open("rb") as file:
            untrusted_head = file.read(100)
            size = file.seek(0, 2)
    except OSError as error:
        raise KnownError(
            f"The case {path.name} cannot be opened.",
            means=f"The file cannot be read ({error.strerror or error}).",
            do="Check that the drive is connected and that you may read the file.",
        ) from error
    if len(untrusted_head) < 100 or not untrusted_head.startswith(_HEADER):
        raise _not_a_case(path)
    if int.from_bytes(untrusted_head[68:72]) != APPLICATION_ID:
        raise _not_a_case(path)
    version = int.from_bytes(untrusted_head[60:64])
    if version > SCHEMA_VERSION:
        raise KnownError(
            f"The case {path.name} was made with a newer version of Evidence Board.",
            means="This version would not understand all of it. The file was not touched.",
            do="Open it with the newer version.",
        )
    page_size = int.from_bytes(untrusted_head[16:18])
    page_size = 65536 if page_size == 1 else page_size
    pages = int.from_bytes(untrusted_head[28:32])
    # A journal beside the file may still hold the missing pages, so only a lone file is judged by size.
    beside = any(path.with_name(path.name + tail).exists() for tail in ("-wal", "-journal"))
    if not beside and size < pages * page_size:
        raise KnownError(
            f"The case {path.name} is incomplete.",
            means=f"{_megabytes(size)} of {_megabytes(pages * page_size)} are there; the end is missing.",
            do="Copy it again from where it came from. This copy was not changed.",
        )
    return version


def connect_writer(path: Path, *, rollback_journal: bool = False) -> sqlite3.Connection:
    """Open an existing case for writing; the caller holds its lock.

    Args:
        path: the case file.
        rollback_journal: use a rollback journal instead of WAL (network and synced folders).

    Raises:
        KnownError: see `identify`, or the drive refuses to write.
    """
    identify(path)
    connection = _open(path, "rw")
    try:
        _set_up(connection)
        mode = "DELETE" if rollback_journal else "WAL"
        connection.execute(f"PRAGMA journal_mode = {mode}")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA fullfsync = 1")
        connection.execute("PRAGMA checkpoint_fullfsync = 1")
    except sqlite3.Error as error:
        connection.close()
        raise _unusable(path, error) from error
    return connection


def connect_new(path: Path) -> sqlite3.Connection:
    """Create an empty file with the marks of a case and open it for writing.

    Raises:
        KnownError: the file exists already, or cannot be made.
    """
    try:
        path.open("xb").close()
    except FileExistsError as error:
        raise KnownError(
            f"There is already a file named {path.name}.",
            means="It was not touched.",
            do="Choose another name.",
        ) from error
    except OSError as error:
        raise KnownError(
            f"The case {path.name} cannot be made here.",
            means=f"The folder refuses it ({error.strerror or error}).",
            do="Choose a folder you may write to.",
        ) from error
    connection = _open(path, "rw")
    connection.execute("PRAGMA page_size = 16384")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    _set_up(connection)
    connection.execute("PRAGMA synchronous = FULL")
    return connection


def connect_reader(path: Path) -> sqlite3.Connection:
    """Open a case read only (``mode=ro`` and ``query_only``); leaves the bytes identical.

    The connection may be handed from thread to thread, but used by one at a time.
    """
    connection = _open(path, "ro", any_thread=True)
    try:
        _set_up(connection)
        connection.execute("PRAGMA query_only = ON")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error as error:
        connection.close()
        raise _unusable(path, error) from error
    return connection


def close_writer(connection: sqlite3.Connection) -> None:
    """Close for good: fold the log back so that a closed case is exactly one file.

    When another process still reads, the log stays until the last one closes; nothing is lost by that.
    """
    try:
        connection.set_authorizer(None)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA busy_timeout = 200")
        connection.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.OperationalError:
        # Somebody reads: the next opener finishes the conversion.
        connection.interrupt()
    finally:
        connection.close()


def _open(path: Path, mode: str, *, any_thread: bool = False) -> sqlite3.Connection:
    try:
        connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode={mode}",
            uri=True,
            isolation_level=None,
            check_same_thread=not any_thread,
        )
    except sqlite3.Error as error:
        raise _unusable(path, error) from error
    connection.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
    return connection


def _set_up(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    # So that the rows that an INSERT OR REPLACE removes are noted as well.
    connection.execute("PRAGMA recursive_triggers = ON")
    connection.execute("PRAGMA cache_size = -16384")


def _not_a_case(path: Path) -> KnownError:
    return KnownError(
        f"{path.name} is not a case of Evidence Board.",
        means="It was not opened and not changed.",
        do="Choose a file that ends in .evidence, or import this file as evidence.",
    )


def _unusable(path: Path, error: sqlite3.Error) -> KnownError:
    return KnownError(
        f"The case {path.name} cannot be opened.",
        means=f"The file is damaged or held by another program ({error}). It was not changed.",
        do="Make a copy of the file, then run the check of the case on the copy.",
    )


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB"
