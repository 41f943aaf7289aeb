"""Who has the case open for writing: an operating-system lock on a file beside the case.

The lock dies with its process, so a crash never locks a user out. Beside the lock the file says in plain
JSON who holds it, for the message to the second opener; the name is the actor of the settings, never the
user of the operating system.
"""

import contextlib
import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from evidence_board.model.moments import now_utc

__all__ = ["CaseLock", "Owner"]

# The byte that is locked lies far behind the text, because a locked range cannot be read on Windows.
_LOCK_AT = 1 << 20


@dataclass(frozen=True, slots=True)
class Owner:
    """Who holds the case: actor name, process id and since when (ISO 8601 UTC)."""

    name: str
    pid: int
    since: str


class CaseLock:
    """The write lock of one case.

    Attributes:
        path: the lock file, ``NAME.evidence.lock``; removed at release.
    """

    def __init__(self, case_path: Path) -> None:
        self.path = case_path.with_name(case_path.name + ".lock")
        self._handle: int | None = None

    def acquire(self, *, name: str) -> Owner | None:
        """Take the lock. Returns None when it is ours now, else the owner.

        Raises:
            OSError: the folder cannot be written at all, or its file system has no locks.
        """
        handle = self._taken()
        if isinstance(handle, Owner):
            return handle
        self._handle = handle
        self._say(name, since=now_utc())
        return None

    def rename(self, name: str) -> None:
        """Say under another name who holds it; nothing happens when it is not ours."""
        if self._handle is not None:
            self._say(name, since=_read_owner(self._handle).since or now_utc())

    def _say(self, name: str, *, since: str) -> None:
        handle = self._handle
        if handle is None:
            return
        text = json.dumps({"name": name, "pid": os.getpid(), "since": since}, ensure_ascii=False)
        # The lock counts, not the words for a second opener: on a full disk these stay out.
        with contextlib.suppress(OSError):
            os.ftruncate(handle, 0)
            os.lseek(handle, 0, os.SEEK_SET)
            os.write(handle, text.encode("utf-8", "replace"))

    def release(self) -> None:
        """Give the lock back and remove its file, as far as the drive is still there."""
        if self._handle is None:
            return
        handle, self._handle = self._handle, None
        if sys.platform == "win32":
            # An open file cannot be removed here; one that somebody else has open stays, and does no harm.
            os.close(handle)
            with contextlib.suppress(OSError):
                self.path.unlink()
        else:
            # Removed while it is still ours, so that nobody's fresh lock is removed.
            with contextlib.suppress(OSError):
                self.path.unlink()
            os.close(handle)

    def _taken(self) -> "int | Owner":
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)
        while True:
            handle = os.open(self.path, flags, 0o644)
            try:
                locked = _try_lock(handle)
                if not locked:
                    return _read_owner(handle)
                # Between open and lock the previous owner may have removed the file: then this handle locks
                # a file nobody sees, and the turn must be taken again.
                if self._is_present(handle):
                    kept, handle = handle, -1
                    return kept
            finally:
                if handle >= 0:
                    os.close(handle)

    def _is_present(self, handle: int) -> bool:
        try:
            return os.path.samestat(os.fstat(handle), self.path.stat())
        except FileNotFoundError:
            return False


if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> bool:
        os.lseek(handle, _LOCK_AT, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        finally:
            os.lseek(handle, 0, os.SEEK_SET)
        return True
else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            # flock belongs to the open file, so a second opening in one process is refused as well.
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def _read_owner(handle: int) -> Owner:
    os.lseek(handle, 0, os.SEEK_SET)
    try:
        raw = json.loads(os.read(handle, 4096))
        return Owner(str(raw["name"]), int(raw["pid"]), str(raw["since"]))
    except (ValueError, KeyError, TypeError):
        return Owner("somebody", 0, "")
