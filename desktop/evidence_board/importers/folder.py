"""Which files an import takes: regular files, in one order; links and devices are refused by name."""

import os
import stat
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["Plan", "Refused", "open_regular", "plan_import", "read_file", "shown"]


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
    # By identity, not by name: the case may be reached through a link or under a second name, and reading it
    # here would drop SQLite's locks on it.
    away = {identity for path in leave_out if (identity := _identity(path)) is not None}
    seen: set[Path] = set()
    waiting = [path.absolute() for path in reversed(list(paths))]
    while waiting and not stopped():
        path = waiting.pop()
        if path not in seen:
            seen.add(path)
            waiting += reversed(_take(path, plan, away))
    return plan


def shown(path: Path) -> str:
    """Return a path as text that can be stored and printed; bytes that are no text become U+FFFD.

    Names are UTF-8 on disk also where the locale of the terminal says otherwise.
    """
    return os.fsencode(path).decode("utf-8", "replace")


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


def _take(path: Path, plan: Plan, away: set[tuple[int, int]]) -> list[Path]:
    """Put one path where it belongs; returns what lies in it when it is a folder."""

    def refuse(reason: str) -> list[Path]:
        plan.refused.append(Refused(shown(path), reason))
        return []

    try:
        status = path.lstat()
    except (OSError, ValueError) as error:
        return refuse(f"It cannot be read: {getattr(error, 'strerror', None) or error}.")
    if _is_junction(status):
        return refuse("It is a link, not a file.")
    if stat.S_ISDIR(status.st_mode):
        try:
            with os.scandir(path) as entries:
                return [path / name for name in sorted(entry.name for entry in entries)]
        except OSError as error:
            return refuse(f"The folder cannot be read: {error.strerror or error}.")
    if not stat.S_ISREG(status.st_mode):
        return refuse(f"It is {_word(status.st_mode)}, not a file.")
    if (status.st_dev, status.st_ino) in away:
        return refuse("This is the open case itself.")
    if not os.access(path, os.R_OK):
        return refuse("It cannot be read: you may not read it.")
    plan.files.append(path)
    plan.size += status.st_size
    return []


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _is_junction(status: os.stat_result) -> bool:
    # Windows: a folder that stands for another one; following it can go round in circles.
    return getattr(status, "st_reparse_tag", 0) == getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", -1)


def _word(mode: int) -> str:
    if stat.S_ISLNK(mode):
        return "a link"
    if stat.S_ISFIFO(mode):
        return "a pipe"
    if stat.S_ISSOCK(mode):
        return "a socket"
    return "a device"
