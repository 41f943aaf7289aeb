"""Read-only connections of one case, lent to whichever thread asks; each is used by one thread at a time."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from evidence_board.case.held_files import CaseConnection
from evidence_board.model.errors import KnownError

__all__ = ["CaseClosedError", "ReaderPool"]

#: How long closing waits for readings that do not end when interrupted.
_PATIENCE_S = 5.0


class CaseClosedError(KnownError):
    """Somebody still reads from, or writes to, a case that was closed."""

    def __init__(self) -> None:
        super().__init__("The case was closed.", means="This was not done any more.", do="Open the case again.")


class ReaderPool:
    """Lends connections; a thread that ends leaves none behind.

    Args:
        make: opens a new read-only connection that may wander between threads.
    """

    def __init__(self, make: Callable[[], CaseConnection]) -> None:
        self._make = make
        self._changed = threading.Condition()
        self._idle: list[CaseConnection] = []
        self._lent: list[CaseConnection] = []
        self._closed = False

    @contextmanager
    def lent(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection that sees the case as it is at the first query, whatever is written meanwhile.

        Raises:
            CaseClosedError: the pool was closed, before or during the reading.
        """
        connection = self._take()
        try:
            connection.execute("BEGIN")
            yield connection
        except sqlite3.OperationalError as error:
            if self._closed:
                raise CaseClosedError from error
            raise
        finally:
            self._give_back(connection)

    def close(self) -> None:
        """Interrupt what still reads and close every connection. Safe to call twice."""
        with self._changed:
            self._closed = True
            while self._idle:
                self._idle.pop().close()
            # Interrupted again and again, because a reading may be between two queries.
            for _ in range(round(_PATIENCE_S / 0.02)):
                if not self._lent:
                    return
                for connection in self._lent:
                    connection.interrupt()
                self._changed.wait(0.02)

    def _take(self) -> CaseConnection:
        with self._changed:
            if self._closed:
                raise CaseClosedError
            if self._idle:
                connection = self._idle.pop()
                self._lent.append(connection)
                return connection
        connection = self._make()
        with self._changed:
            self._lent.append(connection)
        return connection

    def _give_back(self, connection: CaseConnection) -> None:
        # A query still held by somebody would keep the next reader in the past.
        connection.end_queries()
        sound = True
        try:
            if connection.in_transaction:
                connection.rollback()
        except sqlite3.Error:
            sound = False
        with self._changed:
            self._lent.remove(connection)
            if sound and not self._closed:
                self._idle.append(connection)
            else:
                connection.close()
            self._changed.notify_all()
