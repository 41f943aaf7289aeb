"""Has a case that was received from others looked at by a worker, before SQLite opens it in this program."""

import contextlib
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO, Final

from evidence_board.case import connect
from evidence_board.model.errors import KnownError
from evidence_board.model.flat_reading import FlatReader, UntrustedReplyError
from evidence_board.workers import HandlerFailed, RangeSource, Supervisor, WorkerDied, WorkerNotStarted

__all__ = ["inspect"]

HANDLER = "evidence_board.case.inspect_worker"
#: Seconds for each of the two looks; a worker that dies is tried once more.
TIMEOUT_S = 20.0
_MEMORY: Final = 512 * 1024 * 1024
#: Up to here every page is looked at as well; a larger case would take longer than anybody waits.
_EVERY_PAGE: Final = 64 * 1024 * 1024

Rows = list[tuple[str, str]]


def inspect(path: Path, *, compare: Callable[[Rows], None]) -> None:
    """Read the list of contents in a worker, compare it, then let the worker go through the pages of a small case.

    Args:
        path: the case; this process must not hold it.
        compare: raises when a list of contents (part, its SQL) is none of ours.

    Raises:
        KnownError: what `compare` raises; the list cannot be read; or the worker died, hung or sent nonsense.
            Nothing was changed.
    """
    log = path.with_name(path.name + "-wal")
    with contextlib.ExitStack() as open_files:
        try:
            files = [open_files.enter_context(one.open("rb")) for one in (path, log) if one is path or one.exists()]
            sizes = [file.seek(0, 2) for file in files]
        except OSError as error:
            raise connect.unusable(path, error) from error
        source = RangeSource(sum(sizes), lambda at, length: _piece(files, sizes[0], at, length))
        supervisor = open_files.enter_context(Supervisor(HANDLER, timeout_s=TIMEOUT_S, memory_limit=_MEMORY))

        def ask(question: str) -> FlatReader:
            header = {"ask": question, "case_size": sizes[0]}
            try:
                return FlatReader(supervisor.submit(header, source).result().header)
            except WorkerDied as error:
                raise _unsafe(path, f"{error.what} {error.detail}".strip()) from error
            except (HandlerFailed, WorkerNotStarted) as error:
                raise _unsafe(path, str(error)[:200]) from error
            except OSError as error:
                raise connect.unusable(path, error) from error

        try:
            compare(_rows(path, ask("schema")))
            if source.size <= _EVERY_PAGE:
                # What is damaged is told later, in words and by name. Here it counts that the look was survived.
                ask("pages").text("damaged", limit=200)
        except UntrustedReplyError as error:
            raise _unsafe(path, str(error)) from error


def _rows(path: Path, read: FlatReader) -> Rows:
    if read.text("damaged", limit=200):
        raise connect.unusable(path, sqlite3.DatabaseError("its list of contents cannot be read"))
    names = read.texts("names", limit=1_000, each=1_000)
    words = read.texts("words", limit=1_000, each=64 * 1024)
    if len(names) != len(words):
        raise UntrustedReplyError("names without words")
    return list(zip(names, words, strict=True))


def _piece(files: Sequence[BinaryIO], case_size: int, at: int, length: int) -> bytes:
    """Return bytes of the case followed by its log; where one has become shorter meanwhile, nothing is there."""
    if at >= case_size:
        files[-1].seek(at - case_size)
        return files[-1].read(length).ljust(length, b"\0")
    files[0].seek(at)
    here = min(length, case_size - at)
    found = files[0].read(here).ljust(here, b"\0")
    return found if here == length else found + _piece(files, case_size, case_size, length - here)


def _unsafe(path: Path, why: str) -> KnownError:
    return KnownError(
        f"The case {path.name} could not be looked at safely. It was not opened.",
        means=f"A separate process that looks at cases of others first did not finish: {why}. Nothing was changed.",
        do="Try once more; if it stays so, ask who sent it for a clean export of the data.",
    )
