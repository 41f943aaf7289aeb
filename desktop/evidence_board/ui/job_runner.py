"""Runs a pure function off the GUI thread and brings its result back to it."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal, Slot
from shiboken6 import isValid

__all__ = ["JobRunner"]

T = TypeVar("T")


class _Delivery(QObject):
    """Carries calls into the thread it was made in: the GUI thread."""

    call = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        # A method of this object, not a plain function: only a receiver with a thread can be queued for.
        self.call.connect(self._make, Qt.ConnectionType.QueuedConnection)

    @Slot(object)
    def _make(self, action: Callable[[], None]) -> None:
        action()


class JobRunner:
    """Queues work on a small thread pool; results arrive in the GUI thread.

    After `close` nothing is delivered any more, so a late result never meets a closed pane; what `run` read never
    meets a part of the window that was deleted meanwhile (the card of a file that is no longer shown).
    """

    def __init__(self, *, threads: int = 2) -> None:
        self._pool = QThreadPool()
        self._pool.setMaxThreadCount(threads)
        self._delivery = _Delivery()
        self._closed = False
        self._open = 0
        self._lock = threading.Lock()

    @property
    def is_idle(self) -> bool:
        """Whether everything given to `run` was delivered; tells when a picture of the window may be taken."""
        return self._open == 0

    def run(
        self,
        job: Callable[[], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[BaseException], None],
        priority: int = 0,
    ) -> None:
        """Call ``job`` in a thread, then ``done(result)`` or ``failed(error)`` in the GUI thread."""

        def work() -> None:
            try:
                result = job()
            except Exception as error:
                self._hand_over(failed, error)
            else:
                self._hand_over(done, result)

        with self._lock:
            self._open += 1
        # A QRunnable made in Python may be collected before it runs; a function is held until then.
        self._pool.start(work, priority)

    def follow(
        self, future: "Future[T]", *, done: Callable[[T], None], failed: Callable[[BaseException], None]
    ) -> None:
        """Bring the outcome of a future to the GUI thread."""

        def finished(ended: "Future[T]") -> None:
            if ended.cancelled():
                return
            error = ended.exception()
            if error is not None:
                self._deliver(failed, error)
            else:
                self._deliver(done, ended.result())

        future.add_done_callback(finished)

    def call_in_gui(self, action: Callable[[], None]) -> None:
        """Call a function in the GUI thread soon; may be called from any thread."""
        if not self._closed:
            self._delivery.call.emit(lambda: None if self._closed else action())

    def _hand_over(self, receiver: Callable[[Any], None], value: Any) -> None:
        def hand_over() -> None:
            try:
                if not _is_gone(receiver):
                    receiver(value)
            finally:
                with self._lock:
                    self._open -= 1

        self.call_in_gui(hand_over)

    def _deliver(self, receiver: Callable[[Any], None], value: Any) -> None:
        # What was changed concerns the whole window: a popover that asked for it may be gone by then.
        self.call_in_gui(lambda: receiver(value))

    def close(self) -> None:
        """Wait for running work and deliver nothing any more."""
        self._closed = True
        self._pool.clear()
        self._pool.waitForDone()


def _is_gone(receiver: Callable[..., Any]) -> bool:
    """Tell whether the object whose method is to be called, or in whose method a function was made, was deleted."""
    owner = getattr(receiver, "__self__", None)
    code, cells = getattr(receiver, "__code__", None), getattr(receiver, "__closure__", None)
    if code is not None and cells and "self" in code.co_freevars:
        try:
            owner = cells[code.co_freevars.index("self")].cell_contents
        except ValueError:
            return False
    return isinstance(owner, QObject) and not isValid(owner)
