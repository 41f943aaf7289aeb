"""The one way to write: a transaction that records what it changes, or nothing at all.

Outside a transaction of the gate an authorizer denies every write on the connection. Inside, temporary
triggers note the rows (`recorder`), the digests are renewed, and one custody entry is added, all in the
same commit.
"""

import contextlib
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlite_utils import Database

from evidence_board.case import custody, digests
from evidence_board.case.not_saved import NotSavedError, is_lasting, not_saved
from evidence_board.case.recorder import Recorder
from evidence_board.model.changes import ChangeSet, RowChange
from evidence_board.model.errors import BugError
from evidence_board.model.ids import format_ref, new_id
from evidence_board.model.moments import now_utc

__all__ = ["Gate", "Transaction"]

_WRITES = frozenset(
    {
        sqlite3.SQLITE_INSERT,
        sqlite3.SQLITE_UPDATE,
        sqlite3.SQLITE_DELETE,
        sqlite3.SQLITE_CREATE_TABLE,
        sqlite3.SQLITE_DROP_TABLE,
        sqlite3.SQLITE_ALTER_TABLE,
        sqlite3.SQLITE_CREATE_INDEX,
        sqlite3.SQLITE_DROP_INDEX,
        sqlite3.SQLITE_CREATE_TRIGGER,
        sqlite3.SQLITE_CREATE_VIEW,
        sqlite3.SQLITE_DROP_TRIGGER,
        sqlite3.SQLITE_DROP_VIEW,
        sqlite3.SQLITE_CREATE_VTABLE,
        sqlite3.SQLITE_DROP_VTABLE,
        sqlite3.SQLITE_REINDEX,
        sqlite3.SQLITE_ANALYZE,
        sqlite3.SQLITE_ATTACH,
        sqlite3.SQLITE_DETACH,
    }
)

#: Settings that are written into the file when they are given a value.
_WRITTEN_PRAGMAS = frozenset({"application_id", "user_version", "schema_version", "writable_schema", "journal_mode"})

#: Above this many rows a change set says "read everything again" instead of naming them.
_MANY_ROWS = 2000


def _deny_writes(action: int, first: str | None, second: str | None, database: str | None, inner: str | None) -> int:
    if action == sqlite3.SQLITE_PRAGMA:
        denied = second is not None and str(first).lower() in _WRITTEN_PRAGMAS
    else:
        denied = action in _WRITES
    return sqlite3.SQLITE_DENY if denied else sqlite3.SQLITE_OK


@dataclass
class Transaction:
    """What a verb writes through. Valid only inside ``with gate.transaction(...)``.

    Attributes:
        connection: the writing connection; reads and bulk writes of unrecorded tables.
        db: the same as a sqlite-utils database; its ``atomic()`` nests as savepoints.
        actor: who acts, from the settings.
        step_id: number of the undo step.
        label: the step in words; a verb may make it more precise before the end.
    """

    connection: sqlite3.Connection
    db: Database
    actor: str
    step_id: int
    label: str
    result: dict[str, object] = field(default_factory=dict)

    def insert(self, table: str, **values: object) -> str:
        """Insert one row with its bookkeeping; returns the new id (or the ``id`` given)."""
        now = now_utc()
        row_id = str(values.pop("id", None) or new_id())
        row = {"id": row_id, **values, "created_at": now, "created_by": self.actor, "updated_at": now}
        names = ", ".join(f'"{name}"' for name in row)
        marks = ", ".join("?" * len(row))
        self.connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(row.values()))
        return row_id

    def update(self, table: str, row_id: str, **values: object) -> None:
        """Change columns of one row.

        Raises:
            BugError: there is no such row.
        """
        pairs = {**values, "updated_at": now_utc()}
        names = ", ".join(f'"{name}" = ?' for name in pairs)
        cursor = self.connection.execute(f"UPDATE {table} SET {names} WHERE id = ?", (*pairs.values(), row_id))
        if cursor.rowcount != 1:
            raise BugError(f"no row {row_id} in {table}")

    def bin(self, table: str, row_id: str) -> None:
        """Move one row to the bin."""
        self.update(table, row_id, deleted_at=now_utc())

    def next_ref(self, letter: str) -> str:
        """Return the next free ref of a kind; a number is never given twice, not even after an undo."""
        row = self.connection.execute(
            "INSERT INTO ref_counter (letter, last) VALUES (?, 1)"
            " ON CONFLICT (letter) DO UPDATE SET last = last + 1 RETURNING last",
            (letter,),
        ).fetchone()
        return format_ref(letter, int(row[0]))

    def one(self, sql: str, parameters: Sequence[object] = ()) -> tuple[object, ...] | None:
        """Return the first row of a query, or None."""
        row: tuple[object, ...] | None = self.connection.execute(sql, tuple(parameters)).fetchone()
        return row


class Gate:
    """Guards the writing connection of one case. Lives in the writer thread.

    Attributes:
        connection: the writing connection; denies every write outside a transaction of the gate.
        db: the same as a sqlite-utils database.
        actor: who acts, from the settings.
        columns: column names of every recorded table.
    """

    def __init__(self, connection: sqlite3.Connection, *, actor: str) -> None:
        self.connection = connection
        self.db = Database(connection)
        self.actor = actor
        self._recorder = Recorder(connection)
        self.columns = self._recorder.columns
        self._open = False
        self._broken = ""
        #: Called with (connection, touched rows) before each commit; keeps the search index in step.
        self.before_commit: list[Callable[[sqlite3.Connection, list[tuple[str, str]]], None]] = []
        connection.set_authorizer(_deny_writes)

    @contextmanager
    def transaction(
        self, label: str, *, action: str = "edited", step_id: int | None = None, kind: str = "edit"
    ) -> Iterator["Finished"]:
        """Open one recorded transaction; yields a holder with ``tx`` and, after the block, ``changes``.

        Args:
            label: the undo step in words.
            action: the word of the custody log.
            step_id: go on with this step (an import over many transactions) instead of a new one.
            kind: ``edit``, or ``import`` for a step that notes table and id of inserted rows only.

        Raises:
            NotSavedError: the disk is full or refuses to write; nothing was changed.
        """
        with self._write() as connection:
            new_step = step_id is None
            if step_id is None:
                cursor = connection.execute(
                    "INSERT INTO step (at, actor, label, kind, state) VALUES (?,?,?,?,'done')",
                    (now_utc(), self.actor, label, kind),
                )
                step_id = int(cursor.lastrowid or 0)
            last_change = connection.execute("SELECT ifnull(max(id), 0) FROM change").fetchone()[0]
            tx = Transaction(connection, self.db, self.actor, step_id, label)
            finished = Finished(tx)
            self._recorder.start(step_id=step_id, inserts_only=kind == "import")
            try:
                yield finished
            finally:
                self._recorder.stop()
            rows = connection.execute(
                "SELECT tbl, row_id, op FROM change WHERE id > ? ORDER BY id", (last_change,)
            ).fetchall()
            if new_step and not rows and kind == "edit":
                connection.execute("DELETE FROM step WHERE id = ?", (step_id,))
                finished.changes = ChangeSet(0, tx.label, result=tx.result)
                return
            if new_step:
                # What was undone can no longer be redone once something else is done.
                digests.forget_undone(connection)
                connection.execute("UPDATE step SET state = 'dropped' WHERE state = 'undone'")
            if new_step and tx.label != label:
                connection.execute("UPDATE step SET label = ? WHERE id = ?", (tx.label, step_id))
            if new_step:
                digests.seal_step(connection, step_id)
            self._seal(connection, [(row[0], row[1]) for row in rows], action, tx.label, step_id)
            changed = tuple(RowChange(*row) for row in rows)
            finished.changes = ChangeSet(step_id, tx.label, changed[:_MANY_ROWS], len(changed) > _MANY_ROWS, tx.result)

    @contextmanager
    def replay(self, label: str, *, action: str, step_id: int) -> Iterator["Finished"]:
        """Open a transaction that undoes or redoes a step: nothing is recorded, all else is as usual.

        The block puts the rows it touches into ``finished.touched``.
        """
        with self._write() as connection:
            finished = Finished(Transaction(connection, self.db, self.actor, step_id, label))
            yield finished
            self._seal(connection, [(row.table, row.row_id) for row in finished.touched], action, label, step_id)
            many = len(finished.touched) > _MANY_ROWS
            finished.changes = ChangeSet(step_id, label, tuple(finished.touched[:_MANY_ROWS]), many)

    @contextmanager
    def unrecorded(self) -> Iterator[sqlite3.Connection]:
        """Open a transaction for tables that undo never touches (blobs, import files, custody)."""
        with self._write() as connection:
            yield connection

    def vacuum(self) -> None:
        """Give free space back and leave no trace of removed rows in free pages or in the log.

        Raises:
            KnownError: not enough room for a second copy of the case.
        """
        self.connection.set_authorizer(None)
        try:
            self.connection.execute("VACUUM")
            self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.OperationalError as error:
            self._tell_not_saved(error)
            raise
        finally:
            self.connection.set_authorizer(_deny_writes)

    def note(self, action: str, detail: Mapping[str, object], *, words: str = "") -> None:
        """Add one custody entry by itself (opened, closed, exported).

        Args:
            action: the word of the custody log.
            detail: what is noted; no key of it may stand between "label" and "rows" in the alphabet, where the
                view `v_log` looks for the words.
            words: the entry as people read it.
        """
        said: dict[str, object] = {**detail, "label": words, "rows": {}} if words else dict(detail)
        with self._write() as connection:
            custody.append(connection, actor=self.actor, action=action, detail=said)

    def _seal(
        self,
        connection: sqlite3.Connection,
        touched: list[tuple[str, str]],
        action: str,
        label: str,
        step_id: int,
    ) -> None:
        digest = digests.refresh(connection, touched)
        for hook in self.before_commit:
            hook(connection, touched)
        counts: dict[str, int] = {}
        for table, _ in dict.fromkeys(touched):
            counts[table] = counts.get(table, 0) + 1
        detail: dict[str, object] = {"digest": digest, "label": label, "rows": counts, "step": step_id}
        custody.append(connection, actor=self.actor, action=action, detail=detail)

    @contextmanager
    def _write(self) -> Iterator[sqlite3.Connection]:
        if self._open:
            raise BugError("a transaction of the gate is already open")
        if self._broken:
            raise NotSavedError(self._broken)
        # Setting the authorizer anew also makes SQLite prepare its cached statements again, so that no
        # statement prepared inside the gate can slip through outside.
        self.connection.set_authorizer(None)
        self._open = True
        try:
            self.connection.execute("BEGIN IMMEDIATE")
            yield self.connection
            self.connection.execute("COMMIT")
        except sqlite3.DatabaseError as error:
            self._tell_not_saved(error)
            raise
        finally:
            if self.connection.in_transaction:
                # A rollback that fails is made good by the next opener; the first error is the one to tell.
                with contextlib.suppress(sqlite3.Error):
                    self.connection.execute("ROLLBACK")
            self._open = False
            self.connection.set_authorizer(_deny_writes)

    def _tell_not_saved(self, error: sqlite3.DatabaseError) -> None:
        """Raise the plain words for what a drive or a file does; a mistake of ours passes through."""
        told = not_saved(error)
        if told is None:
            return
        if is_lasting(told):
            self._broken = told.code
        raise told from error


@dataclass
class Finished:
    """Holder of a transaction and, once it is committed, of its change set."""

    tx: Transaction
    touched: list[RowChange] = field(default_factory=list)
    changes: ChangeSet = field(default_factory=lambda: ChangeSet(0, ""))
