"""Worker processes that read hostile bytes, and the supervisor that keeps them alive."""

from evidence_board.workers.contract import (
    Death,
    HandlerFailed,
    RangeSource,
    Reply,
    ScriptNotGuardedError,
    SupervisorClosed,
    WorkerDied,
    WorkerNotStarted,
)
from evidence_board.workers.protocol import MAX_PAYLOAD
from evidence_board.workers.supervisor import DEFAULT_MEMORY_LIMIT, Supervisor, cores

__all__ = [
    "DEFAULT_MEMORY_LIMIT",
    "MAX_PAYLOAD",
    "Death",
    "HandlerFailed",
    "RangeSource",
    "Reply",
    "ScriptNotGuardedError",
    "Supervisor",
    "SupervisorClosed",
    "WorkerDied",
    "WorkerNotStarted",
    "cores",
]
