"""The worker process: reads jobs from its pipe, calls the handler, answers.

It gets bytes and gives back JSON and bytes. It knows no path and no case, and imports no Qt.
"""

from __future__ import annotations

import importlib
import os
import signal
import sys
from collections.abc import Sequence
from multiprocessing.connection import Connection
from multiprocessing.shared_memory import SharedMemory
from typing import Any

from evidence_board.workers.confinement import confine
from evidence_board.workers.contract import Handler, WorkerLimits
from evidence_board.workers.protocol import MAX_PAYLOAD, receive, send
from evidence_board.workers.ranges import RangeFile

__all__ = ["run"]

_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
_SMALLEST_SHARED = 1024 * 1024


def run(connection: Connection, handler_module: str, limits: WorkerLimits, parent: int) -> None:
    """Serve jobs until the pipe closes. Entry point of the process.

    Args:
        connection: The worker's end of the pipe.
        handler_module: Module with `handle(header, payload) -> (header, attachments)` and, if it likes,
            `prepare()`, called once before files and network are locked away.
        limits: What this process may use.
        parent: Process id of the supervisor; the worker ends when that is gone.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _silence()
    for name in _ONE_THREAD:
        os.environ[name] = "1"
    try:
        module = importlib.import_module(handler_module)
        prepare = getattr(module, "prepare", None)
        if prepare is not None:
            prepare()
        handler: Handler = module.handle
        tiers = confine(limits, parent=parent)
    except Exception as error:  # whatever it is, the supervisor must hear of it
        send(connection, {"kind": "failed", "error": _described(error)})
        return
    send(connection, {"kind": "ready", "tiers": tiers})
    try:
        while True:
            _serve(connection, handler)
    except (EOFError, OSError):
        return  # the supervisor closed the pipe or is gone


def _serve(connection: Connection, handler: Handler) -> None:
    job, payloads = receive(connection, limit=MAX_PAYLOAD)
    payload: bytes | RangeFile
    if job["ranges"] is None:
        payload = payloads[0]
    else:
        payload = RangeFile(size=job["ranges"], fetch=lambda at, length: _fetch(connection, at, length))
    try:
        header, attachments = handler(job["header"], payload)
        _answer(connection, header, attachments, room=job["room"])
    except MemoryError:
        del payload, payloads
        send(connection, {"kind": "memory"})
    except Exception as error:  # a gap in the handler must not look like a crash
        send(connection, {"kind": "error", "error": _described(error)})


def _answer(connection: Connection, header: dict[str, Any], attachments: Sequence[bytes], *, room: Any) -> None:
    total = sum(map(len, attachments))
    answer: dict[str, Any] = {"kind": "done", "header": header, "shared": None}
    if room is None or total < _SMALLEST_SHARED or total > room["size"]:
        send(connection, answer, attachments)
        return
    lent = SharedMemory(name=room["name"])
    try:
        _copy(attachments, lent.buf)
    finally:
        lent.close()
    answer["shared"] = [len(each) for each in attachments]
    send(connection, answer)


def _copy(attachments: Sequence[bytes], room: memoryview | None) -> None:
    if room is None:
        raise BufferError("the memory lent is gone")
    place = 0
    for each in attachments:
        room[place : place + len(each)] = each
        place += len(each)


def _fetch(connection: Connection, offset: int, length: int) -> bytes:
    send(connection, {"kind": "read", "offset": offset, "length": length})
    _, pieces = receive(connection, limit=length)
    if len(pieces) != 1 or len(pieces[0]) != length:
        raise EOFError("the file ended while it was read")
    return pieces[0]


def _described(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:2_000].encode("utf-8", "replace").decode("utf-8")


def _silence() -> None:
    """Send output of native libraries nowhere: hostile bytes could speak through it to a terminal."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    for descriptor in (1, 2):
        os.dup2(nowhere, descriptor)
    os.close(nowhere)
