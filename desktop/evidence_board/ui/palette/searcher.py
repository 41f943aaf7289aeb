"""`Searcher`: searches the case behind the window; what is typed next interrupts what was asked before."""

import sqlite3
import threading

from PySide6.QtCore import QObject, Signal

from evidence_board.case.search import Hit, search_stages, snippet
from evidence_board.text_match import matcher
from evidence_board.ui.context import UiContext
from evidence_board.ui.job_runner import JobRunner

__all__ = ["Searcher"]

#: How many hits of a stage are given with the words around their match.
_WITH_WORDS = 40
#: Hits that reach the window together, so that it stays smooth.
_AT_ONCE = 60
#: Pause after the first page: one who goes on typing needs no more. Then one for the window to draw.
_PAUSE_S, _BREATH_S = 0.1, 0.02


class Searcher(QObject):
    """Looks things up in the case, one query at a time, the newest.

    Signals:
        found: (list of `Hit`, whether that was all) a stage of the newest query; no hit comes twice.
    """

    found = Signal(object, bool)

    def __init__(self, context: UiContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        # Of its own, so that it never waits behind pictures.
        self._jobs = JobRunner(threads=1)
        self._lock = threading.Condition()
        self._newest = 0
        self._running: sqlite3.Connection | None = None
        context.at_close(self._close)

    def search(self, query: str, *, exact: bool) -> None:
        """Search for this from now on, and for nothing else."""
        number = self.stop()
        self._jobs.run(lambda: self._work(number, query, exact), done=lambda _: None, failed=self._context.show_error)

    def stop(self) -> int:
        """Forget what was asked; returns the number of the next query."""
        with self._lock:
            self._newest += 1
            self._lock.notify_all()
            if self._running is not None:
                self._running.interrupt()
            return self._newest

    @property
    def is_idle(self) -> bool:
        """Whether nothing is looked for now."""
        return self._jobs.is_idle

    def _work(self, number: int, query: str, exact: bool) -> None:
        if number == self._newest:
            self._context.session.read(self._look, number, query, exact)

    def _look(self, connection: sqlite3.Connection, number: int, query: str, exact: bool) -> None:
        with self._lock:
            if number != self._newest:
                return
            self._running = connection
        try:
            wanted, pause = matcher(query, exact=exact), _PAUSE_S
            for hits in search_stages(connection, query, exact=exact):
                told = [snippet(connection, hit, wanted) for hit in hits[:_WITH_WORDS]] + hits[_WITH_WORDS:]
                for first in range(0, len(told), _AT_ONCE):
                    self._tell(number, told[first : first + _AT_ONCE], last=False)
                    if not self._still_wanted(number, pause):
                        return
                    pause = _BREATH_S
            self._tell(number, [], last=True)
        except sqlite3.OperationalError:
            # Interrupted by the next query; anything else is told.
            if number == self._newest:
                raise
        finally:
            with self._lock:
                self._running = None

    def _still_wanted(self, number: int, pause: float) -> bool:
        """Let the window draw a page before the next stage, and end here when more is typed meanwhile."""
        with self._lock:
            return not self._lock.wait_for(lambda: number != self._newest, timeout=pause)

    def _tell(self, number: int, hits: list[Hit], *, last: bool) -> None:
        def tell() -> None:
            if number == self._newest:
                self.found.emit(hits, last)

        self._jobs.call_in_gui(tell)

    def _close(self) -> None:
        self.stop()
        self._jobs.close()
