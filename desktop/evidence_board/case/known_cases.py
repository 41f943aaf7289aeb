"""Remembers which case files lie as this program left them, so that only others are looked at by a worker first.

A small file beside the settings: for each case where it lies on the drive (device and inode), its size, when it
was last changed, and a digest of its head, which counts every change. No name and no path is kept.
"""

import contextlib
import hashlib
import json
import os
from pathlib import Path

from evidence_board.case import held_files
from evidence_board.settings import settings_path

__all__ = ["is_known", "remember"]

_MOST = 200


def is_known(path: Path) -> bool:
    """Tell whether the case was made or opened here and nothing has touched it since.

    A case that this process holds has been looked at already. One with a journal or a log beside it never counts:
    those change what is read.
    """
    if held_files.is_held(path):
        return True
    if any(path.with_name(path.name + tail).exists() for tail in ("-wal", "-journal")):
        return False
    marks = _marks(path)
    return marks is not None and _load().get(marks[0]) == marks[1]


def remember(path: Path) -> None:
    """Note a closed case as it lies now. A folder of settings that takes nothing only costs time later."""
    if held_files.is_held(path):
        return
    marks = _marks(path)
    if marks is None:
        return
    known = _load()
    if known.get(marks[0]) == marks[1]:
        return
    known.pop(marks[0], None)
    newest = dict([*known.items(), marks][-_MOST:])
    target = _file()
    with contextlib.suppress(OSError):
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary = target.with_suffix(f".{os.getpid()}")
        temporary.write_text(json.dumps(newest, indent=1), encoding="utf-8")
        temporary.replace(target)


def _marks(path: Path) -> tuple[str, str] | None:
    """Return where the file lies on the drive, and what tells whether it is as it was."""
    try:
        with path.open("rb") as file:
            status = os.fstat(file.fileno())
            head = hashlib.sha256(file.read(100)).hexdigest()
    except OSError:
        return None
    return f"{status.st_dev}:{status.st_ino}", f"{status.st_size} {status.st_mtime_ns} {head}"


def _load() -> dict[str, str]:
    try:
        raw = json.loads(_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return raw if isinstance(raw, dict) else {}


def _file() -> Path:
    return settings_path().with_name("known-cases.json")
