"""Reads one file for an import and has it examined in a worker: bytes are read once, and only those bytes
are hashed, stored and examined.
"""

import hashlib
import os
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from evidence_board.case.blobs import chunk_digests
from evidence_board.importers.folder import read_file, shown
from evidence_board.media.requests import ask_examination, examination_after_death, read_examination
from evidence_board.model.errors import BugError
from evidence_board.model.examination import UntrustedReplyError
from evidence_board.operations.examined import Examined, Seen
from evidence_board.workers.contract import Death, HandlerFailed, RangeSource, Reply, WorkerDied
from evidence_board.workers.supervisor import Supervisor

__all__ = ["LARGE", "ReadFile", "begin_examination", "examined_from", "listed", "path_listed", "read_for_import"]

#: Files above this many bytes are stored first and served to the worker in ranges.
LARGE = 256 << 20

#: Stands before a path in the to-do list whose bytes are no text; absolute paths never begin so.
_BYTES = "bytes:"


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
        chunks: hex digests of its chunks.
        refusal: why it cannot be read, or empty.
        reply: the worker's answer to come; None for a repeat.
        stored: of a repeat, how its stored bytes were found: ``whole``, ``damaged`` (to be mended with these),
            ``mended``, or ``beyond`` mending in this file.
    """

    number: int
    path: Path
    seen: Seen
    size: int = 0
    data: bytes | None = None
    sha256: str = ""
    chunks: list[str] = field(default_factory=list)
    refusal: str = ""
    reply: "Future[Reply] | None" = None
    stored: Literal["whole", "damaged", "mended", "beyond"] = "whole"


def listed(path: Path) -> str:
    """Return an absolute path as text for the to-do list, from which `path_listed` makes the same path again."""
    text = str(path)
    return text if text == shown(path) else _BYTES + os.fsencode(path).hex()


def path_listed(text: str) -> Path:
    """Return the path that `listed` wrote down."""
    return Path(os.fsdecode(bytes.fromhex(text.removeprefix(_BYTES))) if text.startswith(_BYTES) else text)


def read_for_import(number: int, path: Path) -> ReadFile:
    """Read and hash one file; a failure becomes its refusal in plain words."""
    seen = Seen(shown(path), shown(Path(path.name)), None)
    try:
        status = path.lstat()
        file = ReadFile(number, path, replace(seen, modified_at=_modified(status)), size=status.st_size)
        file.data = read_file(path, limit=LARGE)
    except (OSError, ValueError) as error:
        reason = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else str(error)
        return ReadFile(number, path, seen, refusal=f"It cannot be read: {reason}.")
    if file.data is not None:
        file.size = len(file.data)
        file.sha256 = hashlib.sha256(file.data).hexdigest()
        file.chunks = chunk_digests(file.data, file.sha256)
    return file


def _modified(status: os.stat_result) -> str | None:
    try:
        return datetime.fromtimestamp(status.st_mtime, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    except (OverflowError, OSError, ValueError):
        # File systems hold years that no calendar has; the file itself is fine.
        return None


def begin_examination(file: ReadFile, supervisor: Supervisor, source: RangeSource | None = None) -> None:
    """Send a file to a worker: its bytes, or for a large one a source that serves them in ranges."""
    untrusted_data = source or file.data
    if untrusted_data is not None:
        file.reply = ask_examination(supervisor, untrusted_data, file_name=file.seen.file_name)


def examined_from(file: ReadFile) -> Examined:
    """Wait for the worker and check what it says; a dead or lying worker becomes a problem of the file.

    A handler that fails on a file is a gap of ours, but must not keep out all files behind it.

    Raises:
        SupervisorClosed: the import was stopped meanwhile.
        BugError: no worker can be started at all.
    """
    if file.reply is None:
        raise BugError("no examination was begun")
    name = file.seen.file_name
    try:
        found, thumbnail = read_examination(file.reply.result())
    except WorkerDied as error:
        death = error
    except HandlerFailed as gap:
        death = WorkerDied(Death.CRASHED, detail=str(gap)[:200])
    except UntrustedReplyError as lie:
        death = WorkerDied(Death.REPLY, detail=str(lie)[:200])
    else:
        return Examined(found, thumbnail)
    return Examined(examination_after_death(death, untrusted_head=file.data or b"", file_name=name), None)
