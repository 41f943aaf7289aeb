"""One worker process as the supervisor sees it: started, asked, killed."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from multiprocessing.connection import wait
from multiprocessing.shared_memory import SharedMemory
from typing import Final

from evidence_board.model.flat_reading import FlatReader, UntrustedReplyError
from evidence_board.workers import child, protocol
from evidence_board.workers.contract import (
    Death,
    HandlerFailed,
    Job,
    RangeSource,
    Reply,
    ScriptNotGuardedError,
    WorkerLimits,
    WorkerNotStarted,
)
from evidence_board.workers.guard import unguarded_script
from evidence_board.workers.ranges import MAX_RANGE

__all__ = ["DeadWorker", "WorkerProcess"]

# `multiprocessing` keeps one list of children for all threads and reaps them whenever it starts one.
_REAPING: Final = threading.Lock()


class DeadWorker(Exception):
    """The process ended, or had to be ended, in the middle of a job.

    Attributes:
        reason: Why, as far as the supervisor can tell without its own clock.
        detail: Exit code or refused message.
    """

    def __init__(self, reason: Death, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail


class WorkerProcess:
    """A spawned process and its pipe. Used by one thread; `kill` may come from another.

    Args:
        handler_module: Module that the process imports.
        limits: What it may use.

    Attributes:
        jobs_done: Jobs answered so far.
        tiers: Names of the limits reached (see `confinement`), known after `wait_until_ready`.
    """

    def __init__(self, handler_module: str, limits: WorkerLimits) -> None:
        self.jobs_done = 0
        self.tiers: tuple[str, ...] = ()
        self._handler_module = handler_module
        self._ending = threading.Lock()
        self._gone = False
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe(duplex=True)
        self._process = context.Process(
            target=child.run,
            args=(theirs, handler_module, limits, os.getpid()),
            name="evidence-board-worker",
            daemon=True,
        )
        try:
            with _REAPING:
                self._process.start()
        except BaseException:
            self._pipe.close()
            raise
        finally:
            theirs.close()

    @property
    def pid(self) -> int | None:
        """Process id."""
        return self._process.pid

    def wait_until_ready(self) -> None:
        """Wait for the import of the handler.

        Raises:
            WorkerNotStarted: The handler cannot be imported, or the process ended before it was.
            ScriptNotGuardedError: It ended because it ran our script once more.
        """
        try:
            answer, _ = protocol.receive(self._pipe, limit=0)
        except (EOFError, OSError, protocol.ProtocolError) as error:
            script = unguarded_script()
            if script is not None:
                raise ScriptNotGuardedError(script) from error
            raise WorkerNotStarted(f"no worker for {self._handler_module}: {self._exit_words()}") from error
        if answer.get("kind") != "ready":
            raise WorkerNotStarted(f"no worker for {self._handler_module}: {answer.get('error')}")
        self.tiers = FlatReader(answer).texts("tiers", limit=20, each=40)

    def ask(self, job: Job) -> Reply:
        """Do one job.

        Raises:
            DeadWorker: The process ended, ran out of memory, or sent what it must not send. Kill it.
            HandlerFailed: The handler raised; the process lives on.
            Exception: Whatever `RangeSource.read` raised. Kill the process: it still waits for bytes.
        """
        lent = SharedMemory(create=True, size=job.reply_room) if _has_room(job.reply_room) else None
        try:
            reply = self._ask(job, lent)
        except (EOFError, OSError) as error:
            raise DeadWorker(*self._why_ended()) from error
        except (protocol.ProtocolError, UntrustedReplyError) as error:
            raise DeadWorker(Death.REPLY, str(error)[:500]) from error
        except _SourceFailed as error:
            raise error.cause from None
        finally:
            if lent is not None:
                lent.close()
                lent.unlink()
        self.jobs_done += 1
        return reply

    def kill(self) -> None:
        """End the process now. May be called from another thread, and after `close`."""
        with self._ending:
            if not self._gone:
                self._process.kill()

    def close(self) -> None:
        """End the process and wait until it is gone."""
        self.kill()
        self._pipe.close()
        wait([self._process.sentinel])
        with self._ending, _REAPING:
            self._gone = True
            self._process.join()
            self._process.close()

    def _ask(self, job: Job, lent: SharedMemory | None) -> Reply:
        room = None if lent is None else {"name": lent.name, "size": job.reply_room}
        source = job.payload if isinstance(job.payload, RangeSource) else None
        request = {"header": job.header, "ranges": source.size if source else None, "room": room}
        protocol.send(self._pipe, request, [] if isinstance(job.payload, RangeSource) else [job.payload])
        while True:
            answer, attachments = protocol.receive(self._pipe)
            read = FlatReader(answer)
            match read.choice("kind", ("done", "error", "memory", "read")):
                case "done":
                    header = answer.get("header")
                    if not isinstance(header, dict):
                        raise protocol.ProtocolError("the answer has no header")
                    if answer.get("shared") is not None:
                        attachments = _taken_out(lent, read, job.reply_room)
                    return Reply(header, tuple(attachments))
                case "read" if source is not None:
                    self._serve_range(source, read)
                case "error":
                    self.jobs_done += 1
                    raise HandlerFailed(read.text("error", limit=2_000))
                case "memory":
                    raise DeadWorker(Death.MEMORY, "out of memory")
                case _:
                    raise protocol.ProtocolError("a message out of turn")

    def _serve_range(self, source: RangeSource, read: FlatReader) -> None:
        offset = read.whole("offset", low=0, high=source.size)
        length = read.whole("length", low=1, high=min(MAX_RANGE, source.size - offset))
        try:
            piece = source.read(offset, length)
        except Exception as error:
            raise _SourceFailed(error) from error
        protocol.send(self._pipe, {}, [piece])

    def _why_ended(self) -> tuple[Death, str]:
        """Return why the pipe broke: the system kills with SIGKILL when memory runs out."""
        code = self._exit_code()
        killed_by_system = code == -signal.SIGKILL if hasattr(signal, "SIGKILL") else False
        return (Death.MEMORY if killed_by_system else Death.CRASHED), self._exit_words()

    def _exit_words(self) -> str:
        code = self._exit_code()
        return "the process closed its pipe" if code is None else f"the process ended with code {code}"

    def _exit_code(self) -> int | None:
        """Return the exit code once the process is gone; None if it lives on with its pipe closed."""
        if not wait([self._process.sentinel], timeout=5):
            return None
        with _REAPING:
            self._process.join()
            return self._process.exitcode


class _SourceFailed(Exception):
    def __init__(self, cause: Exception) -> None:
        super().__init__(str(cause))
        self.cause = cause


def _has_room(size: int) -> bool:
    """Whether shared memory of this size may be lent (a full /dev/shm ends the writer with SIGBUS)."""
    if size <= 0:
        return False
    if not hasattr(os, "statvfs") or not os.path.isdir("/dev/shm"):  # noqa: PTH112 - a path fixed by the system
        return True
    free = os.statvfs("/dev/shm")
    return free.f_bavail * free.f_frsize > 2 * size


def _taken_out(lent: SharedMemory | None, read: FlatReader, room: int) -> list[bytes]:
    """Copy attachments out of the lent memory, believing no size."""
    sizes = read.rows("shared", limit=protocol.MAX_ATTACHMENTS)
    if lent is None or lent.buf is None:
        raise protocol.ProtocolError("no shared memory was lent")
    taken: list[bytes] = []
    place = 0
    for size in sizes:
        if type(size) is not int or not 0 <= size <= room - place:
            raise protocol.ProtocolError("an attachment is larger than the memory lent")
        taken.append(bytes(lent.buf[place : place + size]))
        place += size
    return taken
