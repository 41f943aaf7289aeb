"""One thread that ends what takes too long."""

from __future__ import annotations

import heapq
import itertools
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

__all__ = ["Watch", "Watchdog"]


class Watch:
    """One thing being watched.

    Attributes:
        expired: Whether its time ran out and it was ended.
    """

    def __init__(self, end: Callable[[], None]) -> None:
        self.end = end
        self.expired = False
        self.over = False


class Watchdog:
    """Calls `end` of whatever is still watched when its seconds are over."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._watches: list[tuple[float, int, Watch]] = []
        self._number = itertools.count()
        self._thread: threading.Thread | None = None
        self._closed = False

    @contextmanager
    def watching(self, end: Callable[[], None], *, seconds: float) -> Iterator[Watch]:
        """Watch the body of a `with` statement; `end` is called at most once, and never after the body."""
        watch = Watch(end)
        self._add(watch, time.monotonic() + seconds)
        try:
            yield watch
        finally:
            with self._changed:
                watch.over = True

    def close(self) -> None:
        """Stop the thread."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
            thread = self._thread
        if thread is not None:
            thread.join()

    def _add(self, watch: Watch, deadline: float) -> None:
        with self._changed:
            self._forget_finished()
            heapq.heappush(self._watches, (deadline, next(self._number), watch))
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="worker-watchdog", daemon=True)
                self._thread.start()
            elif self._watches[0][2] is watch:
                self._changed.notify_all()

    def _forget_finished(self) -> None:
        while self._watches and self._watches[0][2].over:
            heapq.heappop(self._watches)

    def _run(self) -> None:
        with self._changed:
            while not self._closed:
                self._forget_finished()
                if not self._watches:
                    self._changed.wait()
                    continue
                deadline, _, watch = self._watches[0]
                left = deadline - time.monotonic()
                if left > 0:
                    self._changed.wait(left)
                    continue
                heapq.heappop(self._watches)
                watch.expired = True
                watch.end()
