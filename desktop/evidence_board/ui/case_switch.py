"""`CaseSwitch`: opens, makes and closes cases behind the window, one at a time."""

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from evidence_board.model.errors import KnownError
from evidence_board.settings import load_settings
from evidence_board.ui.held_cases import HeldCases
from evidence_board.ui.job_runner import JobRunner

if TYPE_CHECKING:
    from evidence_board.session import Session

__all__ = ["CaseSwitch"]


class CaseSwitch(QObject):
    """Does what may take long (locks, migrations, folding the log back) off the GUI thread.

    Signals:
        opened: (session) the case is open and its read model is there.
        failed: (KnownError) it is not; what was open stays open.
        busy_changed: work began or ended.

    Attributes:
        held: the cases that are open here.
    """

    opened = Signal(object)
    failed = Signal(object)
    busy_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # One thread: a case is closed before the same file is opened again.
        self._jobs = JobRunner(threads=1)
        self.held = HeldCases()
        self._busy = 0
        self._closing: list[Session] = []
        self._made: list[Session] = []

    @property
    def is_busy(self) -> bool:
        """Whether a case is being opened or closed."""
        return self._busy > 0

    def open(self, path: Path) -> None:
        """Open a case for writing, or for reading when somebody else has it open."""
        self._start(path, lambda: _open(path))

    def look(self, path: Path) -> None:
        """Open a damaged case to be read only."""
        self._start(path, lambda: _look(path))

    def create(self, path: Path, *, title: str) -> None:
        """Make a new case and open it."""
        self._start(path, lambda: _create(path, title))

    def close(self, session: "Session") -> None:
        """Close a case; it is one file again when this is done."""
        self._busy += 1
        self._closing.append(session)
        self.busy_changed.emit()
        self._jobs.run(lambda: self._close(session), done=lambda _: self._closed(session), failed=self._failed)

    def finish(self) -> None:
        """Wait until everything is closed; nothing is delivered any more."""
        self._jobs.close()
        for session in (*self._closing, *self._made):
            self._close(session)
        self._closing.clear()
        self._made.clear()

    def _start(self, path: Path, make: Callable[[], "Session"]) -> None:
        self._busy += 1
        self.busy_changed.emit()
        self._jobs.run(lambda: self._make(path, make), done=self._opened, failed=self._failed)

    def _make(self, path: Path, make: Callable[[], "Session"]) -> "Session":
        with self.held.turn(path):
            session = make()
            self.held.hold(path)
        # From here somebody must close it, even if the window is gone before it hears of it.
        self._made.append(session)
        return session

    def _close(self, session: "Session") -> None:
        path = session.case.path
        with self.held.turn(path):
            _back_up(session)
            session.close()
            self.held.release(path)

    def _opened(self, session: "Session") -> None:
        self._made.remove(session)
        self._ended()
        self.opened.emit(session)

    def _closed(self, session: "Session") -> None:
        self._closing.remove(session)
        self._ended()

    def _failed(self, error: BaseException) -> None:
        self._ended()
        if not isinstance(error, KnownError):
            raise error
        self.failed.emit(error)

    def _ended(self) -> None:
        self._busy -= 1
        self.busy_changed.emit()


def _back_up(session: "Session") -> None:
    """Back the case up at its end, if it changed; why that failed stands in its log, and the next opening tells it."""
    from evidence_board.operations.backups import backup_if_changed

    with contextlib.suppress(KnownError, OSError):
        backup_if_changed(session)


# The storage is not imported before the first case: the window is there long before.
def _open(path: Path) -> "Session":
    from evidence_board.operations.opening import open_with_index

    return open_with_index(path, actor=load_settings().name)


def _look(path: Path) -> "Session":
    from evidence_board.operations.opening import open_to_look

    return open_to_look(path)


def _create(path: Path, title: str) -> "Session":
    from evidence_board.session import create_session

    # With its read model, so that the window never shows a case as empty.
    session = create_session(path, title=title, actor=load_settings().name, threaded=True)
    try:
        session.renew_index().result()
    except BaseException:
        session.close()
        raise
    return session
