"""One case file, open: its lock, its writing connection behind the gate, and readers on demand."""

import contextlib
import os
import sqlite3
import sys
from pathlib import Path

from sqlite_utils import Database

from evidence_board import __version__
from evidence_board.case import (
    blobs,
    connect,
    damage,
    digests,
    folders,
    inspect_schema,
    known_cases,
    migrations,
    search,
    table_seals,
)
from evidence_board.case.gate import Gate
from evidence_board.case.held_files import CaseConnection
from evidence_board.case.lock import CaseLock, Owner
from evidence_board.case.not_saved import NotSavedError, not_saved
from evidence_board.case.schema import SCHEMA_VERSION
from evidence_board.model.errors import KnownError
from evidence_board.model.moments import now_utc

__all__ = ["CaseFile", "create_case", "open_case", "open_case_read_only"]


class CaseFile:
    """An open case. Made by `create_case`, `open_case` or `open_case_read_only`; belongs to one thread.

    Attributes:
        path: the file.
        owner: who else holds it for writing, or None.
        warnings: plain sentences for the user (a synced folder, a finished recovery).
    """

    def __init__(
        self,
        path: Path,
        *,
        gate: Gate | None,
        lock: CaseLock | None,
        owner: Owner | None,
        warnings: list[str],
    ) -> None:
        self.path = path
        self.owner = owner
        self.warnings = warnings
        self._gate = gate
        self._lock = lock
        #: What the tables were when nothing had been written yet, and how to tell that nothing was since.
        self._sealed: dict[str, str] | None = None
        self._changes = -1

    def nothing_written(self, sealed: dict[str, str]) -> None:
        """Note the seals of the last closing, which hold as long as nothing is written but the log."""
        self._sealed, self._changes = sealed or None, self.gate.connection.total_changes

    @property
    def read_only(self) -> bool:
        """True when nothing can be written here."""
        return self._gate is None

    @property
    def gate(self) -> Gate:
        """The way to write.

        Raises:
            KnownError: the case is open for reading only.
        """
        if self._gate is None:
            who = "It is open in another window." if self.owner else "It was opened to be read."
            if self.owner and self.owner.name not in ("", "somebody", "unnamed"):
                who = f"{self.owner.name} has it open."
            raise KnownError("This case is read only here.", means=who, do="Close it there, then open it again.")
        return self._gate

    def require_writing(self) -> None:
        """Refuse, in plain words, what would end in writing, before any of it is begun.

        Raises:
            KnownError: the case is open for reading only.
        """
        _ = self.gate

    def take_name(self, name: str) -> None:
        """Act under another name from now on, in the log and for who opens the case as a second one.

        Raises:
            KnownError: the case is open for reading only.
        """
        self.gate.actor = name
        if self._lock is not None:
            self._lock.rename(name)

    def reader(self) -> CaseConnection:
        """Return a new read-only connection; the caller closes it."""
        return connect.connect_reader(self.path)

    def close(self) -> None:
        """Write "closed", fold the log back and give up the lock. All readers must be closed before."""
        if self._gate is None:
            return
        gate, self._gate = self._gate, None
        try:
            self._seal(gate)
        except (KnownError, sqlite3.Error):
            # The drive is gone or full: what was saved is saved, and closing must not fail on a log line.
            self.warnings.append("The closing of the case could not be noted in its log.")
        finally:
            try:
                connect.close_writer(gate.connection)
                # Before the lock is gone, so that nobody else's changes are taken for ours.
                known_cases.remember(self.path)
            finally:
                if self._lock:
                    self._lock.release()

    def _seal(self, gate: Gate) -> None:
        """Write "closed" with a digest of every table that has none by row."""
        connection = gate.connection
        sealed = self._sealed if connection.total_changes == self._changes else None
        detail = {"seals": sealed or table_seals.seals(connection), "version": __version__}
        gate.note("closed", detail, words=f"Closed by Evidence Board {__version__}")


def create_case(path: Path, *, title: str, actor: str) -> CaseFile:
    """Make a new, empty case and open it.

    Raises:
        KnownError: the file exists, or the folder refuses it.
    """
    lock = CaseLock(path)
    try:
        if lock.acquire(name=actor) is not None:
            raise KnownError(f"{path.name} is in use.", means="Another program holds it.", do="Choose another name.")
    except OSError as error:
        raise KnownError(
            f"The case {path.name} cannot be made here.",
            means=f"The folder refuses it ({error.strerror or error}).",
            do="Choose a folder you may write to.",
        ) from error
    # A crash half-way must not leave a half-made case under the name, so it is made beside and moved.
    making = path.with_name(f".{path.name}.making")
    made = making
    try:
        if path.exists():
            raise KnownError(
                f"There is already a file named {path.name}.",
                means="It was not touched.",
                do="Choose another name.",
            )
        _clear_up(making)
        connection = connect.connect_new(making)
        try:
            gate = _first_gate(connection, title=title, actor=actor)
            gate.note("case_created", {"title": title, "version": __version__}, words=f"Case made: {title}")
        finally:
            connection.close()
        making.rename(path)
        made = path
        _keep_name(path)
        return _opened_for_writing(path, lock, actor=actor, say_opened=False)
    except BaseException as error:
        _clear_up(made)
        lock.release()
        told = not_saved(error) if isinstance(error, sqlite3.Error) else None
        if told is None:
            raise
        raise told from error


def _keep_name(path: Path) -> None:
    """Make the new name of a file last through a power loss, where a folder can be told to."""
    if sys.platform != "win32":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            with contextlib.suppress(OSError):
                os.fsync(folder)
        finally:
            os.close(folder)


def _clear_up(made: Path) -> None:
    for tail in ("", "-journal", "-wal", "-shm"):
        with contextlib.suppress(OSError):
            made.with_name(made.name + tail).unlink()


def _first_gate(connection: sqlite3.Connection, *, title: str, actor: str) -> Gate:
    migrations.apply(Database(connection))
    now = now_utc()
    rows = [(key, value, now, actor, now) for key, value in (("title", title), ("created_at", now))]
    connection.executemany(
        "INSERT INTO case_meta (id, value, created_at, created_by, updated_at) VALUES (?,?,?,?,?)", rows
    )
    gate = Gate(connection, actor=actor)
    with gate.unrecorded() as inside:
        digests.refresh(inside, [("case_meta", row[0]) for row in rows])
    return gate


def open_case(path: Path, *, actor: str, index_later: bool = False) -> CaseFile:
    """Open a case for writing, or for reading when somebody else holds it.

    Args:
        path: the case file.
        actor: who acts, for the custody log.
        index_later: leave the search index of an older program open, for `search.index_steps`: it takes a minute
            for 100,000 files.

    Raises:
        KnownError: not a case, newer, truncated, or with instructions of somebody else's in it. Nothing is
            changed then.
    """
    version = connect.identify(path)
    lock = CaseLock(path)
    try:
        owner = lock.acquire(name=actor)
    except OSError as error:
        return _only_to_read(path, version, f"It cannot be locked here ({error.strerror or error}).")
    if owner is not None:
        inspect_schema.check_schema(path, version=version)
        return CaseFile(path, gate=None, lock=None, owner=owner, warnings=[])
    try:
        if not os.access(path, os.W_OK):
            lock.release()
            return _only_to_read(path, version, "You may not write to this file.")
        connect.roll_back_interrupted(path)
        inspect_schema.check_schema(path, version=version)
        if version < SCHEMA_VERSION:
            migrations.rehearse(path)
        return _opened_for_writing(path, lock, actor=actor, say_opened=True, index_later=index_later)
    except NotSavedError as error:
        # The case is sound, but its drive takes nothing now.
        lock.release()
        return _only_to_read(path, version, error.what)
    except BaseException:
        lock.release()
        raise


def _only_to_read(path: Path, version: int, why: str) -> CaseFile:
    inspect_schema.check_schema(path, version=version)
    return CaseFile(path, gate=None, lock=None, owner=None, warnings=[f"The case can only be read. {why}"])


def open_case_read_only(path: Path) -> CaseFile:
    """Open a case to be read; leaves the bytes identical and takes no lock.

    Raises:
        KnownError: as `open_case`.
    """
    version = connect.identify(path)
    inspect_schema.check_schema(path, version=version)
    if version < SCHEMA_VERSION:
        raise KnownError(
            f"The case {path.name} was made with an older version.",
            means="It has to be brought to this version once, which changes the file.",
            do="Open it in the window first.",
        )
    known_cases.remember(path)
    return CaseFile(path, gate=None, lock=None, owner=None, warnings=[])


def _opened_for_writing(
    path: Path, lock: CaseLock, *, actor: str, say_opened: bool, index_later: bool = False
) -> CaseFile:
    shared = folders.shared_folder_of(path)
    connection = connect.connect_writer(path, rollback_journal=shared is not None)
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version < SCHEMA_VERSION:
            migrations.apply(Database(connection))
        gate = Gate(connection, actor=actor)
        gate.before_commit.append(search.reindex)
        if version < SCHEMA_VERSION:
            words = f"Brought from version {version} of the case file to {SCHEMA_VERSION}"
            gate.note("migrated", {"from": version, "to": SCHEMA_VERSION, "version": __version__}, words=words)
        sealed = {} if version < SCHEMA_VERSION else table_seals.last_seals(connection)
        before = connection.total_changes
        with gate.unrecorded() as inside:
            blobs.sweep(inside)
            if index_later:
                search.begin_index(inside)
            else:
                search.make_index(inside)
        if connection.total_changes != before:
            sealed = {}
        if say_opened:
            gate.note("opened", {"version": __version__}, words=f"Opened by Evidence Board {__version__}")
    except Exception as error:
        known = damage.explained(connection, error)
        connect.close_writer(connection)
        if known is None:
            raise
        raise known from error
    warnings = []
    if shared:
        warnings.append(
            f"This case lies in a {shared} folder. Two computers writing at once can damage it: work on a local copy."
        )
    case = CaseFile(path, gate=gate, lock=lock, owner=None, warnings=warnings)
    case.nothing_written(sealed)
    return case
