"""Backups of the rows of a case, without the originals: made in seconds from one moment of the case, verified.

A backup is a file of its own, of the shape of the case, with the list of the originals and their hashes but none of
their bytes; small pictures and the search index are left out as well and come back from the present file or are made
anew. It lies in a folder beside the case, or under one that the user picked.
"""

import re
import sqlite3
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from evidence_board.case import connect, copying, custody, digests, known_cases
from evidence_board.case.not_saved import not_saved
from evidence_board.case.schema import BACKUP_ID
from evidence_board.model.errors import KnownError

__all__ = ["LEFT_OUT", "SUFFIX", "Backup", "MadeBackup", "folder_of", "identity_of", "listed", "make", "to_remove"]

SUFFIX = ".evidence-backup"
#: Tables whose rows stay in the case: bytes, and pictures made from them.
LEFT_OUT = frozenset({"chunk", "thumbnail"})
_NAME = re.compile(r"^(?P<stem>.*) (?P<at>\d{8}-\d{6})(?P<damaged>-damaged)?\.evidence-backup$", re.DOTALL)
_KEPT, _KEPT_DAYS, _KEPT_DAMAGED = 10, 14, 3


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup file: where it is, when it was made (UTC), its bytes, and whether all its rows were as written down."""

    path: Path
    at: datetime
    size: int
    sound: bool


@dataclass(frozen=True, slots=True)
class MadeBackup:
    """A backup just made, the rows in it, the head of the log then, and the older ones that went."""

    backup: Backup
    rows: int
    head_hash: str
    removed: tuple[Path, ...]


def identity_of(connection: sqlite3.Connection) -> str:
    """Return what tells a case from another of the same name: eight digits of its first log entry."""
    row = connection.execute("SELECT entry_hash FROM custody WHERE seq = 1").fetchone()
    return str(row[0])[:8] if row else "0" * 8


def folder_of(case: Path, *, picked: str = "", identity: str = "") -> Path:
    """Return the folder of the backups of a case; it need not exist yet.

    Args:
        case: the case file.
        picked: the folder that the user chose for all cases; empty for beside the case.
        identity: what `identity_of` gives; needed where a folder was picked.
    """
    if picked:
        return Path(picked).expanduser() / f"{case.stem} {identity} backups"
    return case.with_name(f"{case.stem} backups")


def listed(folder: Path) -> list[Backup]:
    """Return the backups in a folder, newest first; files with other names are none of ours."""
    found = []
    try:
        for path in folder.iterdir():
            match = _NAME.match(path.name)
            if match and path.is_file() and not path.is_symlink():
                at = datetime.strptime(match["at"], "%Y%m%d-%H%M%S").replace(tzinfo=UTC)
                found.append(Backup(path, at, path.stat().st_size, not match["damaged"]))
    except (OSError, ValueError):
        # A folder that is not there, or a drive that does not answer: there are no backups to be had.
        return sorted(found, key=lambda one: one.at, reverse=True)
    return sorted(found, key=lambda one: one.at, reverse=True)


def to_remove(backups: list[Backup]) -> list[Backup]:
    """Return what may go: all but the last ten, the newest of each of the last fourteen days, and of the damaged three.

    Args:
        backups: newest first.
    """
    sound = [one for one in backups if one.sound]
    keep = {one.path for one in sound[:_KEPT]}
    days: dict[date, Path] = {}
    for one in sound:
        days.setdefault(one.at.astimezone().date(), one.path)
    keep.update([days[day] for day in sorted(days, reverse=True)[:_KEPT_DAYS]])
    keep.update(one.path for one in [one for one in backups if not one.sound][:_KEPT_DAMAGED])
    return [one for one in backups if one.path not in keep]


def make(case: Path, folder: Path, *, at: datetime | None = None) -> MadeBackup:
    """Write a backup of the present moment of a case, verify it, and only then remove older ones.

    Writers of the case go on meanwhile.

    Args:
        case: the case file; may be open.
        folder: where to; made if need be.
        at: the moment that names it.

    Raises:
        KnownError: no room, the folder refuses, or what was written is not what was read. Nothing was removed.
    """
    moment = (at or datetime.now(UTC)).astimezone(UTC)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _refused(folder, error) from error
    making = folder / f".{case.stem}.making"
    try:
        copying.clear_up(making)
        rows, head = _copy(case, making, folder)
        sound = _verify(making, head)
        target = _free_name(case, folder, moment, sound)
        copying.finish_aside(making, target)
    except BaseException as error:
        try:
            copying.clear_up(making)
        except OSError:
            # A drive that is gone; the first error is the one to tell.
            raise error from None
        told = not_saved(error) if isinstance(error, sqlite3.Error) else None
        if isinstance(error, OSError):
            raise _refused(folder, error) from error
        if told is not None:
            raise KnownError("The backup was not made.", means=str(told), do="") from error
        raise
    # One that was made here needs no look by a worker before it is opened.
    known_cases.remember(target)
    made = Backup(target, moment, target.stat().st_size, sound)
    removed = []
    for old in to_remove(listed(folder)) if sound else []:
        if old.path != target:
            old.path.unlink(missing_ok=True)
            removed.append(old.path)
    return MadeBackup(made, rows, head, tuple(removed))


def _free_name(case: Path, folder: Path, moment: datetime, sound: bool) -> Path:
    while True:
        target = folder / f"{case.stem} {moment:%Y%m%d-%H%M%S}{'' if sound else '-damaged'}{SUFFIX}"
        if not target.exists():
            return target
        # Two within a second.
        moment += timedelta(seconds=1)


def _copy(case: Path, making: Path, folder: Path) -> tuple[int, str]:
    connection = connect.connect_new(making, application_id=BACKUP_ID)
    try:
        copying.settle(connection)
        with connect.attached(connection, case, name="source"):
            connection.execute("BEGIN")
            copying.need_room(folder, _rows_size(connection))
            tables = copying.make_schema(connection, "source")
            counts = copying.copy_tables(connection, "source", tables, without=LEFT_OUT)
            head = custody.head_hash(connection)
            connection.execute("COMMIT")
        return sum(counts.values()), head
    finally:
        connection.close()


def _rows_size(connection: sqlite3.Connection) -> int:
    """Return about how many bytes the rows take: the file without free pages and without the originals."""
    pages, free, size = (
        connection.execute(f"PRAGMA source.{name}").fetchone()[0]
        for name in ("page_count", "freelist_count", "page_size")
    )
    stored = connection.execute("SELECT ifnull(sum(size), 0) FROM source.blob").fetchone()[0]
    return max(0, (int(pages) - int(free)) * int(size) - int(stored))


def _verify(made: Path, head: str) -> bool:
    """Read a backup back; tells whether every row in it is as it was written down.

    Raises:
        KnownError: it cannot be read as it was written.
    """
    connection = connect.connect_reader(made)
    try:
        with digests.lenient(connection):
            (message,) = connection.execute("PRAGMA quick_check(1)").fetchone()
            if message != "ok" or custody.head_hash(connection) != head:
                raise KnownError(
                    "The backup could not be read back as it was written.",
                    means="It was thrown away; older backups were kept.",
                    do="Choose a folder on another drive for the backups.",
                )
            altered = next(digests.altered_rows(connection, without=LEFT_OUT), None)
            return altered is None and not custody.broken_entries(connection)
    finally:
        connection.close()


def _refused(folder: Path, error: OSError) -> KnownError:
    return KnownError(
        "The backup was not made.",
        means=f"The folder {folder} refuses it ({error.strerror or error}).",
        do="Choose another folder for backups in Settings.",
    )
