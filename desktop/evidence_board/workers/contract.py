"""What the two sides of a worker agree on: jobs, replies, and how a job can fail."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from evidence_board.model.errors import BugError, KnownError
from evidence_board.model.file_problems import PROBLEM_WORDS, Problem, ProblemCode

__all__ = [
    "Death",
    "HandlerFailed",
    "Job",
    "RangeSource",
    "ReadableBytes",
    "Reply",
    "ScriptNotGuardedError",
    "SupervisorClosed",
    "WorkerDied",
    "WorkerLimits",
    "WorkerNotStarted",
]


class ReadableBytes(Protocol):
    """What a handler gets for a file served in ranges: read-only, seekable, never a path."""

    size: int

    def read(self, size: int = -1, /) -> bytes:
        """Return at most `size` bytes."""

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Move to a place."""

    def tell(self) -> int:
        """Return the place."""


Handler = Callable[[dict[str, Any], "bytes | ReadableBytes"], tuple[dict[str, Any], Sequence[bytes]]]


@dataclass(frozen=True, slots=True)
class RangeSource:
    """A file too large for one message, served to the worker piece by piece.

    Attributes:
        size: Bytes in all.
        read: `read(offset, length)` returns exactly `length` bytes; called on a thread of the supervisor.
            What it raises becomes the result of the job.
    """

    size: int
    read: Callable[[int, int], bytes]


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of work for a worker.

    Attributes:
        header: JSON-able values for the handler.
        payload: The bytes of the file, or a source that serves them in ranges.
        timeout_s: Seconds after which the worker is killed.
        reply_room: Bytes of shared memory lent for large attachments; 0 sends everything through the pipe.
    """

    header: dict[str, Any]
    payload: bytes | RangeSource
    timeout_s: float
    reply_room: int = 0


@dataclass(frozen=True, slots=True)
class Reply:
    """What a worker answered. Believe none of it before it is checked.

    Attributes:
        header: The JSON values of the answer.
        attachments: Raw bytes that belong to it.
    """

    header: dict[str, Any]
    attachments: tuple[bytes, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class WorkerLimits:
    """What one worker process may use.

    Attributes:
        memory: Bytes of address space beyond what the worker has after start; None for no limit. Kept by the
            system on Linux; macOS accepts it without keeping it; Windows has no such limit.
        low_priority: Whether to give way to other programs.
        confine: Whether to lock files and network away where the system can (Linux: Landlock, seccomp).
    """

    memory: int | None
    low_priority: bool
    confine: bool


class Death(StrEnum):
    """Why a worker process ended in the middle of a job."""

    CRASHED = "crashed"
    TIMEOUT = "timeout"
    MEMORY = "memory"
    REPLY = "reply"

    @property
    def problem_code(self) -> ProblemCode:
        """The problem that the file of such a job has."""
        return ProblemCode(f"decoder_{self.value}")


class WorkerDied(KnownError):
    """The job killed its worker twice, the second time alone on a fresh one.

    Attributes:
        reason: Why.
        detail: Exit code or refused message, for "Details".
    """

    def __init__(self, reason: Death, *, detail: str = "") -> None:
        words = PROBLEM_WORDS[reason.problem_code]
        super().__init__(words.message, means=words.what_follows)
        self.reason = reason
        self.detail = detail

    @property
    def problem(self) -> Problem:
        """The same as a problem of the file."""
        return Problem(self.reason.problem_code, self.detail)


class WorkerNotStarted(BugError):
    """The worker process could not load its handler."""


class ScriptNotGuardedError(KnownError):
    """The script that uses this program has no guard: every worker imports it, and would run it once more."""

    def __init__(self, script: str) -> None:
        super().__init__(
            f"Files cannot be read from {script}.",
            means="They are read in processes of their own, and each of those would run the whole script once more.",
            do='Put what the script does into a function, and call it under: if __name__ == "__main__":',
        )


class HandlerFailed(BugError):
    """The handler raised: a case that it does not cover. The worker lives on."""


class SupervisorClosed(KnownError):
    """The work was stopped before this job was done."""

    def __init__(self) -> None:
        super().__init__("Reading files was stopped.", means="This file was not read.", do="Import it again.")
