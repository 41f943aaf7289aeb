"""The one place that opens a case file: settings, safety and the way it is closed.

While open for writing the file is in WAL mode with ``synchronous=FULL``: 0 of 1,500 simulated power
losses lost an acknowledged commit that way. The last one to close folds the log back and leaves exactly
one file. On network and synced folders a rollback journal is used instead (shared memory does not work
there).
"""

import contextlib
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path

from evidence_board.case.held_files import CaseConnection, begin_holding, end_holding, file_identity, is_held
from evidence_board.case.not_saved import not_saved
from evidence_board.case.schema import APPLICATION_ID, BACKUP_ID, SCHEMA_VERSION
from evidence_board.model.errors import KnownError

__all__ = [
    "DamagedFileError",
    "attached",
    "close_writer",
    "connect_inspecting",
    "connect_new",
    "connect_reader",
    "connect_writer",
    "identify",
    "roll_back_interrupted",
    "unusable",
]

_HEADER = b"SQLite format 3\x00"
_JOURNAL_MAGIC = bytes.fromhex("d9d505f920a163d7")
_BUSY_MS = 5000
_BUSY_ROLLBACK_MS = 60_000
#: How long closing waits for readers of other processes before it leaves the log to the next opener.
_CLOSING_MS = 1000


def identify(path: Path) -> int:
    """Return the schema version of a case file from its first 100 bytes.

    Raises:
        KnownError: there is no such file, it is not a case, its end is missing, or a newer program made it.
    """
    try:
        status = path.stat()
        if is_held(path):
            return _version_of_held(path)
        if not stat.S_ISREG(status.st_mode):
            raise _not_a_case(path)
        with path.open("rb") as file:
            untrusted_head = file.read(100)
    except OSError as error:
        raise KnownError(
            f"The case {path.name} cannot be opened.",
            means=f"The file cannot be read ({error.strerror or error}).",
            do="Check that the drive is connected and that you may read the file.",
        ) from error
    if len(untrusted_head) < 100 or not untrusted_head.startswith(_HEADER):
        raise _not_a_case(path)
    mark = int.from_bytes(untrusted_head[68:72])
    if mark == BACKUP_ID:
        raise KnownError(
            f"{path.name} is a backup of a case, not a case.",
            means="It holds the rows without the originals. It was not changed.",
            do="Open the case itself and choose Backups; or restore it with the case when that cannot be opened.",
        )
    if mark != APPLICATION_ID:
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
    if status.st_size < pages * page_size and not _beside(path, "-wal") and not _beside(path, "-journal"):
        raise DamagedFileError(
            f"The case {path.name} is incomplete.",
            means=f"{_megabytes(status.st_size)} of {_megabytes(pages * page_size)} are there; the end is missing.",
            do="Copy it again from where it came from. This copy was not changed.",
        )
    return version


def _version_of_held(path: Path) -> int:
    """Return the version of a case that this process holds already, without opening the file anew by hand."""
    connection = connect_reader(path)
    try:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])
    finally:
        connection.close()


def roll_back_interrupted(path: Path) -> None:
    """Finish what a crash interrupted in a case with a rollback journal; the caller holds its lock.

    Raises:
        KnownError: it cannot be finished, or the journal is none of ours.
    """
    journal = path.with_name(path.name + "-journal")
    try:
        with journal.open("rb") as file:
            file.seek(max(0, journal.stat().st_size - len(_JOURNAL_MAGIC)))
            untrusted_end = file.read(len(_JOURNAL_MAGIC))
    except OSError:
        return
    if untrusted_end == _JOURNAL_MAGIC:
        # It names another file, which SQLite would delete; ours never do.
        raise KnownError(
            f"The case {path.name} cannot be opened.",
            means=f"The file {journal.name} beside it was not made by Evidence Board. Nothing was changed.",
            do="Move that file away, then open the case again.",
        )
    connection = connect_inspecting(path, mode="rw")
    try:
        # Rolls back without a look at the list of contents, of which nothing is known yet.
        connection.execute("PRAGMA user_version").fetchone()
    except sqlite3.Error as error:
        raise unusable(path, error) from error
    finally:
        connection.close()


def connect_inspecting(path: Path, *, mode: str = "ro") -> sqlite3.Connection:
    """Open a file of which nothing is known yet: only its list of contents and its version can be read.

    Raises:
        KnownError: it cannot be opened at all.
    """
    connection = _open(path, mode)
    connection.execute("PRAGMA trusted_schema = OFF")
    allowed = (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION)

    def judge(action: int, what: str | None, value: str | None, *_: object) -> int:
        version = action == sqlite3.SQLITE_PRAGMA and what == "user_version" and value is None
        return sqlite3.SQLITE_OK if action in allowed or version else sqlite3.SQLITE_DENY

    connection.set_authorizer(judge)
    return connection


def connect_writer(path: Path, *, rollback_journal: bool = False) -> CaseConnection:
    """Open an existing case for writing; the caller holds its lock.

    Args:
        path: the case file.
        rollback_journal: use a rollback journal instead of WAL (network and synced folders).

    Raises:
        KnownError: see `identify`.
        NotSavedError: the drive takes nothing now.
    """
    identify(path)
    connection = _open(path, "rw")
    try:
        _set_up(connection)
        mode = "DELETE" if rollback_journal else "WAL"
        connection.execute(f"PRAGMA journal_mode = {mode}")
        if rollback_journal:
            # Here a commit waits for every reader, also for a long one of our own.
            connection.execute(f"PRAGMA busy_timeout = {_BUSY_ROLLBACK_MS}")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA fullfsync = 1")
        connection.execute("PRAGMA checkpoint_fullfsync = 1")
    except (sqlite3.Error, UnicodeDecodeError) as error:
        connection.close()
        told = not_saved(error) if isinstance(error, sqlite3.Error) else None
        if told is None or told.code.startswith("SQLITE_CORRUPT"):
            raise unusable(path, error) from error
        raise told from error
    return connection


def connect_new(path: Path, *, application_id: int = APPLICATION_ID) -> CaseConnection:
    """Create an empty file with the marks of a case (or of a backup) and open it for writing.

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
    connection.execute(f"PRAGMA application_id = {application_id}")
    _set_up(connection)
    connection.execute("PRAGMA synchronous = FULL")
    return connection


def connect_reader(path: Path) -> CaseConnection:
    """Open a case read only (``mode=ro`` and ``query_only``); leaves the bytes identical.

    The connection may be handed from thread to thread, but used by one at a time.
    """
    connection = _open(path, "ro", any_thread=True)
    try:
        _set_up(connection)
        connection.execute("PRAGMA query_only = ON")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except (sqlite3.Error, UnicodeDecodeError) as error:
        # A message that quotes damaged bytes of the list of contents fails to become one of Python's.
        connection.close()
        raise unusable(path, error) from error
    return connection


@contextlib.contextmanager
def attached(connection: sqlite3.Connection, path: Path, *, name: str) -> Iterator[None]:
    """Lay another file beside a connection, to be read only, under a name.

    Raises:
        KnownError: it cannot be opened.
    """
    try:
        identity = file_identity(path)
        connection.execute(f"ATTACH DATABASE ? AS {name}", (f"{path.resolve().as_uri()}?mode=ro",))
    except (sqlite3.Error, OSError) as error:
        raise unusable(path, error) from error
    begin_holding(identity)
    try:
        yield
    finally:
        with contextlib.suppress(sqlite3.Error):
            connection.execute(f"DETACH DATABASE {name}")
        end_holding(identity)


def close_writer(connection: sqlite3.Connection) -> None:
    """Close for good: fold the log back so that a closed case is exactly one file.

    When another process still reads, or the drive is full or gone, the log stays and the next opener finishes;
    nothing is lost by that.
    """
    try:
        with contextlib.suppress(sqlite3.Error):
            if isinstance(connection, CaseConnection):
                connection.end_queries()
            connection.set_authorizer(None)
            connection.execute(f"PRAGMA busy_timeout = {_CLOSING_MS}")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.execute("PRAGMA journal_mode = DELETE")
    finally:
        connection.close()


def _open(path: Path, mode: str, *, any_thread: bool = False) -> CaseConnection:
    try:
        connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode={mode}",
            uri=True,
            isolation_level=None,
            check_same_thread=not any_thread,
            factory=CaseConnection,
        )
        connection.hold(path)
    except (sqlite3.Error, OSError) as error:
        raise unusable(path, error) from error
    connection.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
    return connection


def _beside(path: Path, tail: str) -> bool:
    return path.with_name(path.name + tail).exists()


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


class DamagedFileError(KnownError):
    """The file itself is damaged or incomplete; a backup or the repair may help."""

    is_damage = True


def unusable(path: Path, error: Exception) -> KnownError:
    """Return the words for a file that SQLite cannot open."""
    if "readonly" in str(error) and _beside(path, "-journal"):
        return KnownError(
            f"The case {path.name} cannot be read yet.",
            means="A program stopped in the middle of writing to it. Nothing is lost.",
            do="Open it for writing once, which finishes that.",
        )
    words = "its list of contents cannot be read" if isinstance(error, UnicodeDecodeError) else str(error)
    return DamagedFileError(
        f"The case {path.name} cannot be opened.",
        means=f"The file is damaged or held by another program ({words}). It was not changed.",
        do="Make a copy of the file, then run the check of the case on the copy.",
    )


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB"
