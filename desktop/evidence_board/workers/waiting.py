"""Jobs that wait for a worker."""

from __future__ import annotations

import heapq
import itertools
import threading
from concurrent.futures import Future

from evidence_board.workers.contract import Job, Reply, SupervisorClosed

__all__ = ["Task", "WaitingTasks"]


class Task:
    """A job and the future of its reply."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.future: Future[Reply] = Future()


class WaitingTasks:
    """A queue in order of arrival, urgent jobs first."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._heap: list[tuple[int, int, Task]] = []
        self._number = itertools.count()
        self._idle = 0
        self._closed = False

    def put(self, task: Task, *, urgent: bool) -> bool:
        """Add a task and return whether more tasks wait than takers.

        Raises:
            SupervisorClosed: After `close`.
        """
        with self._changed:
            if self._closed:
                raise SupervisorClosed
            heapq.heappush(self._heap, (0 if urgent else 1, next(self._number), task))
            self._changed.notify()
            return len(self._heap) > self._idle

    def take(self) -> Task | None:
        """Wait for the next task that was not cancelled, marked as running; None when no more will come."""
        with self._changed:
            while True:
                while self._heap:
                    task = heapq.heappop(self._heap)[2]
                    if task.future.set_running_or_notify_cancel():
                        return task
                if self._closed:
                    return None
                self._idle += 1
                try:
                    self._changed.wait()
                finally:
                    self._idle -= 1

    def cancel_all(self) -> int:
        """Cancel everything that waits and return how many that were."""
        with self._changed:
            tasks = [task for _, _, task in self._heap]
            self._heap.clear()
        return sum(task.future.cancel() for task in tasks)

    def close(self) -> None:
        """Take nothing more; what waits is still handed out."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def __len__(self) -> int:
        with self._changed:
            return len(self._heap)
