"""`LongJob`: one long piece of work in a thread of its own, with progress and a way to end it."""

import threading
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from evidence_board.events import JobChanged
from evidence_board.ui.context import UiContext
from evidence_board.ui.job_runner import JobRunner

__all__ = ["LongJob"]

Progress = Callable[[int, int], bool]
#: Seconds between two signs of progress: more would only keep the window busy.
_EVERY_S = 0.1


class LongJob(QObject):
    """Runs one piece of work at a time, never in the threads that panes read in.

    Signals:
        moved: (share from 0 to 1) it went on.
        running_changed: it began or ended.

    Attributes:
        is_running: whether it runs now.
    """

    moved = Signal(float)
    running_changed = Signal()

    def __init__(self, context: UiContext, *, name: str, title: str, parent: QObject | None = None) -> None:
        """Prepare.

        Args:
            context: services; the job is ended with them.
            name: tells it from other jobs in the status bar.
            title: what the status bar says of it.
            parent: who owns it.
        """
        super().__init__(parent)
        self._context = context
        self._name, self._title = name, title
        self._jobs = JobRunner(threads=1)
        self._stop = threading.Event()
        self.is_running = False
        context.at_close(self.shut_down)

    def start(
        self,
        work: Callable[[Progress], Any],
        *,
        done: Callable[[Any], None],
        failed: Callable[[BaseException], None] | None = None,
    ) -> bool:
        """Begin, unless it runs already; ``work`` is given a progress to call, which tells it when to end.

        Args:
            work: called in the thread.
            done: called with its result in the GUI thread.
            failed: called with its error in the GUI thread; by default it is told.
        """
        if self.is_running:
            return False
        self._stop.clear()
        self._set_running(True)
        last = 0.0

        def progress(moved: int, of: int) -> bool:
            nonlocal last
            now = time.monotonic()
            if now - last > _EVERY_S:
                last = now
                self._jobs.call_in_gui(lambda: self._moved(moved, of))
            return not self._stop.is_set()

        self._jobs.run(
            lambda: work(progress),
            done=lambda result: self._ended(done, result),
            failed=lambda error: self._ended(failed or self._context.show_error, error),
        )
        return True

    def stop(self) -> None:
        """Ask it to end soon."""
        self._stop.set()

    @property
    def is_stopping(self) -> bool:
        """Whether it was asked to end."""
        return self._stop.is_set()

    def shut_down(self) -> None:
        """End it and deliver nothing any more."""
        self._stop.set()
        self._jobs.close()

    def _moved(self, done: int, of: int) -> None:
        if self.is_running:
            self.moved.emit(done / of if of else 0.0)
            self._tell(done, of, "running")

    def _ended(self, receiver: Callable[[Any], None], value: Any) -> None:
        self._set_running(False)
        self._tell(1, 1, "done")
        receiver(value)

    def _set_running(self, running: bool) -> None:
        self.is_running = running
        self.running_changed.emit()

    def _tell(self, done: int, of: int, state: str) -> None:
        # The status bar counts; bytes would say nothing there.
        share = round(100 * done / of) if of else 0
        self._context.session.hub.emit(JobChanged(self._name, self._title, share, 100, state))
