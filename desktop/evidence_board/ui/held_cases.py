"""`HeldCases`: which case files this process has open, so that nothing else in it touches them.

Opening and closing a second handle on a file that SQLite holds drops SQLite's locks on it (POSIX), so the
welcome screen may look into a recent case only while the window has it neither open nor opening nor closing.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["HeldCases"]


class HeldCases:
    """A thread-safe register of case files, by their real path."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._turns: dict[Path, threading.Lock] = {}
        self._held: set[Path] = set()

    @contextmanager
    def turn(self, path: Path) -> Iterator[None]:
        """Be the only one who opens, looks into or closes this file for the length of the block."""
        with self._lock:
            turn = self._turns.setdefault(path.resolve(), threading.Lock())
        with turn:
            yield

    def hold(self, path: Path) -> None:
        """Note that the file is open from now on; call it inside its `turn`."""
        with self._lock:
            self._held.add(path.resolve())

    def release(self, path: Path) -> None:
        """Note that the file is closed again; call it inside its `turn`."""
        with self._lock:
            self._held.discard(path.resolve())

    def is_held(self, path: Path) -> bool:
        """Tell whether the file is open here."""
        with self._lock:
            return path.resolve() in self._held
