"""One lane of a supervisor: a thread with at most one worker process."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from typing import Final

from evidence_board.workers.contract import Death, HandlerFailed, Job, Reply, SupervisorClosed, WorkerDied
from evidence_board.workers.process import DeadWorker, WorkerProcess
from evidence_board.workers.waiting import Task, WaitingTasks
from evidence_board.workers.watchdog import Watchdog

__all__ = ["JOBS_PER_WORKER", "Lane"]

JOBS_PER_WORKER: Final = 500
"""A worker is replaced after this many jobs, so that leaks of decoders do not add up."""

JOBS_AHEAD: Final = 60
"""So many jobs before that the next worker is started: nobody waits for its imports."""

START_S: Final = 60.0
"""Seconds that a worker may take to import its handler."""


class Lane(threading.Thread):
    """Takes jobs and does them one at a time.

    The thread that starts a process must outlive it: Linux kills the process when that thread ends.

    Args:
        waiting: Where jobs come from.
        watchdog: Ends jobs that take too long.
        start_worker: Starts a worker process.

    Attributes:
        tiers: Names of the limits that the last worker reached (see `confinement`).
    """

    def __init__(self, waiting: WaitingTasks, watchdog: Watchdog, start_worker: Callable[[], WorkerProcess]) -> None:
        super().__init__(name="worker-lane", daemon=True)
        self.tiers: tuple[str, ...] = ()
        self._waiting = waiting
        self._watchdog = watchdog
        self._start_process = start_worker
        self._worker: WorkerProcess | None = None
        self._next: WorkerProcess | None = None
        self._stopped = threading.Event()

    def stop_now(self) -> None:
        """Kill the running job, from another thread."""
        self._stopped.set()
        for worker in (self._worker, self._next):
            if worker is not None:
                worker.kill()

    def run(self) -> None:
        """Do jobs until the queue closes."""
        try:
            while (task := self._waiting.take()) is not None:
                self._do(task)
        finally:
            self._drop_worker()
            self._drop_next()

    def _do(self, task: Task) -> None:
        try:
            reply = self._reply(task.job)
        except Exception as error:  # every failure of a job is the result of that job
            task.future.set_exception(SupervisorClosed() if self._stopped.is_set() else error)
        else:
            task.future.set_result(reply)

    def _reply(self, job: Job) -> Reply:
        try:
            return self._attempt(job)
        except DeadWorker as error:
            if self._stopped.is_set():
                raise
            first = error
        try:
            return self._attempt(job)
        except DeadWorker as second:
            raise WorkerDied(second.reason, detail=second.detail) from first

    def _attempt(self, job: Job) -> Reply:
        """Do a job on the worker at hand, or a fresh one; keep the worker only if it is in good order."""
        worker = self._worker or self._start_worker()
        sound = False
        with self._watchdog.watching(worker.kill, seconds=job.timeout_s) as watch:
            try:
                reply = worker.ask(job)
                sound = True
            except HandlerFailed:
                sound = True
                raise
            except DeadWorker as error:
                if watch.expired:
                    raise DeadWorker(Death.TIMEOUT, f"stopped after {job.timeout_s:g} s") from error
                raise
            finally:
                if not sound or watch.expired or worker.jobs_done >= JOBS_PER_WORKER:
                    self._drop_worker()
        if self._worker is not None and self._next is None and worker.jobs_done >= JOBS_PER_WORKER - JOBS_AHEAD:
            with contextlib.suppress(OSError):  # no room for two: the next one starts when it is needed
                self._next = self._start_process()
        return reply

    def _start_worker(self) -> WorkerProcess:
        self._worker, self._next = self._next or self._start_process(), None
        worker = self._worker
        try:
            if self._stopped.is_set():
                raise SupervisorClosed
            with self._watchdog.watching(worker.kill, seconds=START_S):
                worker.wait_until_ready()
            self.tiers = worker.tiers
        except BaseException:
            self._drop_worker()
            raise
        return worker

    def _drop_next(self) -> None:
        following, self._next = self._next, None
        if following is not None:
            following.close()

    def _drop_worker(self) -> None:
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.close()
