"""One thread that does one thing after another: the writer of a case, and the reader of its panes."""

import itertools
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Protocol, TypeVar

__all__ = ["BACKGROUND", "URGENT", "Inline", "SerialThread", "Turn"]

T = TypeVar("T")

#: A person waits for it: overtakes background work.
URGENT = 0
#: Batches of an import.
BACKGROUND = 1


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
        # Not a daemon: what was accepted is written before the process ends.
        self._thread = threading.Thread(target=self._work, name=name)
        self._thread.start()

    def submit(self, job: Callable[[], T], *, priority: int = URGENT) -> Future[T]:
        """Queue a function.

        Raises:
            RuntimeError: the thread was closed.
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
                raise RuntimeError("this thread was closed")
            self._queue.put((priority, next(self._order), run))
        return future

    def close(self) -> None:
        """Finish what is queued, then end the thread. Safe to call twice."""
        with self._lock:
            if not self._closed:
                self._closed = True
                self._queue.put((BACKGROUND + 9, next(self._order), None))
        if threading.current_thread() is not self._thread:
            self._thread.join()

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
