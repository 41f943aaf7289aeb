"""Reads one file for an import and has it examined in a worker: bytes are read once, and only those bytes
are hashed, stored and examined.
"""

import hashlib
import os
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from evidence_board.importers.folder import read_file
from evidence_board.media.sniff import sniff
from evidence_board.model.examination import Examination
from evidence_board.model.file_problems import Problem, ProblemCode
from evidence_board.operations.examined import Examined, Seen
from evidence_board.workers.contract import Reply, WorkerDied
from evidence_board.workers.supervisor import Supervisor

__all__ = ["LARGE", "ReadFile", "begin_examination", "examined_from", "read_for_import"]

#: Files above this many bytes are stored first and served to the worker in ranges.
LARGE = 256 << 20


@dataclass(slots=True)
class ReadFile:
    """One file of an import: read, hashed and on its way through a worker.

    Attributes:
        number: of its row in the to-do list.
        path: where it was found.
        seen: path, name and time of change, as noted in the case.
        size: bytes.
        data: the bytes; None for a file above `LARGE`, or one that cannot be read.
        sha256: hex digest of ``data``.
        refusal: why it cannot be read, or empty.
        reply: the worker's answer to come; None for a repeat.
    """

    number: int
    path: Path
    seen: Seen
    size: int = 0
    data: bytes | None = None
    sha256: str = ""
    refusal: str = ""
    reply: "Future[Reply] | None" = None


def read_for_import(number: int, path: Path) -> ReadFile:
    """Read and hash one file; a failure becomes its refusal in plain words."""
    name = path.name.encode("utf-8", "replace").decode()
    shown = str(path).encode("utf-8", "replace").decode()
    try:
        status = path.lstat()
        modified = datetime.fromtimestamp(status.st_mtime, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        file = ReadFile(number, path, Seen(shown, name, modified), size=status.st_size)
        file.data = read_file(path, limit=LARGE)
    except (OSError, OverflowError, ValueError) as error:
        reason = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else str(error)
        return ReadFile(number, path, Seen(shown, name, None), refusal=f"It cannot be read: {reason}.")
    if file.data is not None:
        file.size = len(file.data)
        file.sha256 = hashlib.sha256(file.data).hexdigest()
    return file


def begin_examination(file: ReadFile, supervisor: Supervisor) -> None:
    """Send the bytes of a file to a worker."""
    if file.data is not None:
        file.reply = supervisor.submit({"job": "examine", "file_name": file.seen.file_name}, file.data)


def examined_from(file: ReadFile) -> Examined:
    """Wait for the worker and check what it says; a dead or lying worker becomes a problem of the file.

    Raises:
        SupervisorClosed: the import was stopped meanwhile.
        BugError: the handler itself failed.
    """
    if file.reply is None:
        raise ValueError("no examination was begun")
    try:
        reply = file.reply.result()
        found = Examination.from_flat(reply.header["examination"])
        thumbnail = None
        if reply.attachments:
            width, height = reply.header["thumbnail"]
            thumbnail = (reply.attachments[0], int(width), int(height))
            if not (thumbnail[0].startswith(b"\xff\xd8") and 0 < thumbnail[1] <= 504 and 0 < thumbnail[2] <= 504):
                raise ValueError("no thumbnail of ours")
    except WorkerDied as died:
        return Examined(_unreadable(file, died.problem), None)
    except (ValueError, KeyError, TypeError) as error:
        return Examined(_unreadable(file, Problem(ProblemCode.DECODER_REPLY, str(error)[:200])), None)
    return Examined(found, thumbnail)


def _unreadable(file: ReadFile, problem: Problem) -> Examination:
    head = (file.data or b"")[:4096]
    kind = sniff(head)
    return Examination(media_type=kind.media_type, kind=kind.kind, state="unreadable", problems=(problem,))
