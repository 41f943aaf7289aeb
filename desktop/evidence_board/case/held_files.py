"""Files that SQLite holds in this process: opening and closing one of them by any other way drops SQLite's locks on it.

That is how POSIX has it, whatever the name of the file; so they are told apart by device and inode.
"""

import contextlib
import sqlite3
import threading
from collections import Counter, deque
from pathlib import Path
from typing import Any
from weakref import WeakSet

__all__ = ["CaseConnection", "FileIdentity", "begin_holding", "end_holding", "file_identity", "is_held"]

#: Device and inode.
FileIdentity = tuple[int, int]

_held: Counter[FileIdentity] = Counter()
_lock = threading.Lock()
#: Of connections that nobody closed: they are taken off the list later, as the collector of garbage may come while
#: the lock is held.
_dropped: deque[FileIdentity] = deque()


def file_identity(path: Path) -> FileIdentity:
    """Return what tells a file from every other.

    Raises:
        OSError: there is none, or it may not be looked at.
    """
    status = path.stat()
    return status.st_dev, status.st_ino


def begin_holding(identity: FileIdentity) -> None:
    """Note that SQLite holds a file, once more."""
    with _lock:
        _held[identity] += 1


def end_holding(identity: FileIdentity) -> None:
    """Note that SQLite let go of it, once."""
    with _lock:
        _held[identity] -= 1
        if not _held[identity]:
            del _held[identity]


def is_held(path: Path) -> bool:
    """Tell whether SQLite holds this file in this process, so that it must not be opened by other ways."""
    with contextlib.suppress(IndexError):
        while True:
            end_holding(_dropped.popleft())
    try:
        return file_identity(path) in _held
    except OSError:
        return False


class CaseConnection(sqlite3.Connection):
    """A connection that remembers, until it is closed, that its file is held here, and which queries it has.

    A query that was not read to its end, kept alive by the traceback of some error, would hold its lock on the
    file beyond the end of the connection.
    """

    _identity: FileIdentity | None = None
    _queries: "WeakSet[sqlite3.Cursor] | None" = None

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
        """Run one statement, and note its query."""
        return self._noted(super().execute(sql, parameters))

    def cursor(self, factory: Any = sqlite3.Cursor) -> Any:
        """Return a cursor, and note it."""
        return self._noted(super().cursor(factory))

    def _noted(self, cursor: sqlite3.Cursor) -> sqlite3.Cursor:
        if self._queries is None:
            self._queries = WeakSet()
        self._queries.add(cursor)
        return cursor

    def end_queries(self) -> None:
        """End every query, whoever still holds it."""
        for cursor in list(self._queries or ()):
            cursor.close()
        self._queries = None

    def hold(self, path: Path) -> None:
        """Note the file."""
        self._identity = file_identity(path)
        begin_holding(self._identity)

    def close(self) -> None:
        """Close, and forget the file."""
        self.end_queries()
        super().close()
        identity, self._identity = self._identity, None
        if identity is not None:
            end_holding(identity)

    def __del__(self) -> None:
        """Forget the file also where nobody closed: another file may come to have its inode, and is not held."""
        if self._identity is not None:
            _dropped.append(self._identity)
