"""Keeps a few worker processes busy with jobs, and alive.

One job is in flight per worker, so that a crash has one culprit. The culprit is tried once more, alone on a
fresh worker, and then given up; every other job goes on untouched.
"""

from __future__ import annotations

import os
import threading
from concurrent.futures import Future
from types import TracebackType
from typing import Any, Final, Self

from evidence_board.workers import guard
from evidence_board.workers.contract import Job, RangeSource, Reply, WorkerLimits
from evidence_board.workers.lane import Lane
from evidence_board.workers.process import WorkerProcess
from evidence_board.workers.protocol import MAX_PAYLOAD
from evidence_board.workers.waiting import Task, WaitingTasks
from evidence_board.workers.watchdog import Watchdog

__all__ = ["DEFAULT_MEMORY_LIMIT", "Supervisor", "cores"]

DEFAULT_MEMORY_LIMIT: Final = 1536 * 1024 * 1024


def cores() -> int:
    """Return how many processor cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Supervisor:
    """Runs jobs on worker processes. Every method may be called from any thread.

    Workers start when there is work. Results come as futures, completed on threads of the supervisor.

    Args:
        handler: Name of the module that the workers import. It has `handle(header, payload)` and may have
            `prepare()`.
        workers: How many processes at most.
        timeout_s: Seconds after which a job is killed, unless it says otherwise.
        memory_limit: Bytes that one worker may take beyond its size at start; None for no limit.
        low_priority: Whether workers give way to other programs.
        confine: Whether workers give up files and network where the system can make them.
    """

    def __init__(
        self,
        handler: str,
        *,
        workers: int = 1,
        timeout_s: float = 60.0,
        memory_limit: int | None = DEFAULT_MEMORY_LIMIT,
        low_priority: bool = False,
        confine: bool = True,
    ) -> None:
        if workers < 1:
            raise ValueError("at least one worker")
        guard.end_if_run_again()
        limits = WorkerLimits(memory_limit, low_priority, confine)
        self._start_worker = lambda: WorkerProcess(handler, limits)
        self._timeout_s = timeout_s
        self._workers = workers
        self._waiting = WaitingTasks()
        self._watchdog = Watchdog()
        self._lanes_lock = threading.Lock()
        self._lanes: list[Lane] = []

    @property
    def queued(self) -> int:
        """How many jobs wait for a worker."""
        return len(self._waiting)

    @property
    def tiers(self) -> tuple[str, ...]:
        """Names of the limits that a running worker has reached (see `confinement`); empty before one ran."""
        with self._lanes_lock:
            return next((lane.tiers for lane in self._lanes if lane.tiers), ())

    def submit(
        self,
        header: dict[str, Any],
        payload: bytes | RangeSource = b"",
        *,
        timeout_s: float | None = None,
        urgent: bool = False,
        reply_room: int = 0,
    ) -> Future[Reply]:
        """Queue one job.

        Args:
            header: JSON-able values for the handler.
            payload: The bytes of the file; above `protocol.MAX_PAYLOAD` a `RangeSource`.
            timeout_s: Seconds until the job is killed.
            urgent: Whether it overtakes the jobs that wait.
            reply_room: Bytes of shared memory to lend for large attachments (pixels).

        Returns:
            A future with the reply. It can be cancelled while it waits. It fails with `WorkerDied`,
            `HandlerFailed`, `WorkerNotStarted`, `SupervisorClosed`, or what `RangeSource.read` raised.

        Raises:
            SupervisorClosed: The supervisor was closed.
            ValueError: The payload is too large for one message.
        """
        if isinstance(payload, bytes) and len(payload) > MAX_PAYLOAD:
            raise ValueError("serve a file of this size in ranges")
        task = Task(Job(header, payload, self._timeout_s if timeout_s is None else timeout_s, reply_room))
        with self._lanes_lock:
            if self._waiting.put(task, urgent=urgent) and len(self._lanes) < self._workers:
                lane = Lane(self._waiting, self._watchdog, self._start_worker)
                self._lanes.append(lane)
                lane.start()
        return task.future

    def cancel_queued(self) -> int:
        """Cancel every job that has not begun, and return how many."""
        return self._waiting.cancel_all()

    def close(self, *, finish: bool = False) -> None:
        """Stop and leave no process behind. Waits until all are gone; may be called twice.

        Args:
            finish: Do the queued jobs first; otherwise they are cancelled and running ones are killed, their
                futures failing with `SupervisorClosed`.
        """
        self._waiting.close()
        with self._lanes_lock:
            lanes = list(self._lanes)
        if not finish:
            self._waiting.cancel_all()
            for lane in lanes:
                lane.stop_now()
        for lane in lanes:
            lane.join()
        self._watchdog.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
