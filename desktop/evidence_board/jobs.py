"""One thread that does one thing after another: the writer of a case, and the reader of its panes."""

import atexit
import itertools
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Protocol, TypeVar

from evidence_board.model.errors import KnownError

__all__ = ["BACKGROUND", "LAST", "URGENT", "Inline", "SerialThread", "Turn", "TurnClosedError", "report"]

T = TypeVar("T")

#: A person waits for it: overtakes background work.
URGENT = 0
#: Batches of an import.
BACKGROUND = 1
#: After everything that was queued.
LAST = 2


class TurnClosedError(KnownError, RuntimeError):
    """Work came after the end; nothing of it was done."""

    def __init__(self) -> None:
        super().__init__("The case was closed.", means="This was not done any more.", do="Open the case again.")


class Turn(Protocol):
    """Runs functions one after another."""

    def submit(self, job: Callable[[], T], *, priority: int = URGENT) -> Future[T]:
        """Queue a function; the future gives its result or its exception."""
        ...

    def close(self) -> None:
        """Finish what is queued, then end."""
        ...


class SerialThread:
    """A thread with a queue in which urgent work overtakes the rest."""

    def __init__(self, name: str) -> None:
        self._queue: queue.PriorityQueue[tuple[int, int, Callable[[], None] | None]] = queue.PriorityQueue()
        self._order = itertools.count()
        self._closed = False
        self._lock = threading.Lock()
        # What was accepted is done before the process ends, also when nobody called `close`; a thread that is
        # no daemon would keep such a process alive for ever.
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._thread.start()
        atexit.register(self.close)

    def submit(self, job: Callable[[], T], *, priority: int = URGENT) -> Future[T]:
        """Queue a function.

        Raises:
            TurnClosedError: the thread was closed.
        """
        future: Future[T] = Future()

        def run() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                result = job()
            except BaseException as error:
                future.set_exception(error)
            else:
                future.set_result(result)

        with self._lock:
            if self._closed:
                raise TurnClosedError
            self._queue.put((priority, next(self._order), run))
        return future

    def close(self) -> None:
        """Finish what is queued, then end the thread. Safe to call twice."""
        with self._lock:
            if not self._closed:
                self._closed = True
                self._queue.put((LAST + 1, next(self._order), None))
        if threading.current_thread() is not self._thread:
            self._thread.join()
        atexit.unregister(self.close)

    def _work(self) -> None:
        while True:
            job = self._queue.get()[2]
            if job is None:
                return
            job()


class Inline:
    """Runs every function at once in the calling thread: the command line and most tests."""

    def submit(self, job: Callable[[], T], *, priority: int = URGENT) -> Future[T]:
        """Run the function now; its exception stays in the future, as with a thread."""
        future: Future[T] = Future()
        try:
            future.set_result(job())
        except BaseException as error:
            future.set_exception(error)
        return future

    def close(self) -> None:
        """Nothing to end."""


def report(error: BaseException) -> None:
    """Report an error that has no caller to go to, as Python reports one that ends a thread."""
    thread = threading.current_thread()
    threading.excepthook(threading.ExceptHookArgs((type(error), error, error.__traceback__, thread)))
