"""Which files an import takes: regular files, in one order; links and devices are refused by name."""

import os
import stat
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["Plan", "Refused", "plan_import", "read_file"]


@dataclass(frozen=True, slots=True)
class Refused:
    """A path that cannot be evidence, and why, in plain words."""

    path: str
    reason: str


@dataclass(slots=True)
class Plan:
    """What an import will read.

    Attributes:
        files: regular files in the order of their paths, each once.
        refused: everything else.
        size: bytes of all files together.
    """

    files: list[Path] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    size: int = 0


def plan_import(
    paths: Iterable[Path], *, leave_out: Iterable[Path] = (), stopped: Callable[[], bool] = lambda: False
) -> Plan:
    """Walk files and folders without following a link.

    Args:
        paths: files and folders to import.
        leave_out: files that must not be read (the open case and the files beside it).
        stopped: asked now and then; True ends the walk with what was found so far.
    """
    plan = Plan()
    seen: set[Path] = set()
    away = {path.resolve() for path in leave_out}
    for path in paths:
        _walk(path.absolute(), plan, seen, away, stopped)
    return plan


def read_file(path: Path, *, limit: int) -> bytes | None:
    """Return the bytes of a regular file, or None when it is larger than ``limit`` bytes.

    Opened read only, never through a link, never waiting for a device.

    Raises:
        OSError: it cannot be read, or is no regular file any more.
    """
    handle = open_regular(path)
    try:
        size = os.fstat(handle).st_size
        if size > limit:
            return None
        with os.fdopen(os.dup(handle), "rb") as file:
            data = file.read(limit + 1)
        return data if len(data) <= limit else None
    finally:
        os.close(handle)


def open_regular(path: Path) -> int:
    """Return a read-only descriptor of a regular file.

    Raises:
        OSError: it cannot be read, is a link, or no regular file.
    """
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags | getattr(os, "O_CLOEXEC", 0))
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError("not a regular file")
    return handle


def _walk(path: Path, plan: Plan, seen: set[Path], away: set[Path], stopped: Callable[[], bool]) -> None:
    if stopped():
        return
    try:
        status = path.lstat()
    except OSError as error:
        plan.refused.append(Refused(str(path), f"It cannot be read: {error.strerror or error}."))
        return
    if path in seen:
        return
    seen.add(path)
    if stat.S_ISDIR(status.st_mode):
        try:
            names = sorted(entry.name for entry in os.scandir(path))
        except OSError as error:
            plan.refused.append(Refused(str(path), f"The folder cannot be read: {error.strerror or error}."))
            return
        for name in names:
            _walk(path / name, plan, seen, away, stopped)
    elif path in away:
        plan.refused.append(Refused(str(path), "This is the open case itself."))
    elif stat.S_ISREG(status.st_mode):
        if not os.access(path, os.R_OK):
            plan.refused.append(Refused(str(path), "It cannot be read: you may not read it."))
            return
        plan.files.append(path)
        plan.size += status.st_size
    else:
        plan.refused.append(Refused(str(path), f"It is {_word(status.st_mode)}, not a file."))


def _word(mode: int) -> str:
    if stat.S_ISLNK(mode):
        return "a link"
    if stat.S_ISFIFO(mode):
        return "a pipe"
    if stat.S_ISSOCK(mode):
        return "a socket"
    return "a device"
