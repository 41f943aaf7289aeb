"""Backups of the open case, and restoring one into a new file."""

import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from evidence_board.case import backup as case_backup
from evidence_board.case import full_copy
from evidence_board.case.backup import Backup, MadeBackup
from evidence_board.case.restore import BackupFacts, Restored, RestoreStopped, facts_of, restore
from evidence_board.model.errors import KnownError
from evidence_board.session import Session
from evidence_board.settings import load_settings

__all__ = [
    "Backup",
    "BackupFacts",
    "ListedBackup",
    "MadeBackup",
    "RestoreStopped",
    "Restored",
    "backup_folder",
    "backup_if_changed",
    "backups_beside",
    "copy_whole",
    "last_failure",
    "list_backups",
    "make_backup",
    "remove_backups",
    "restore_into",
]


@dataclass(frozen=True, slots=True)
class ListedBackup:
    """A backup with what is in it; ``facts`` is None where it cannot be read, ``steps_since`` None where unknown."""

    backup: Backup
    facts: BackupFacts | None
    steps_since: int | None


def backup_folder(session: Session) -> Path:
    """Return where the backups of the open case lie, as the settings say."""
    case, picked = session.case.path, load_settings().backup_folder
    if not picked:
        return case_backup.folder_of(case)
    try:
        identity = session.read(case_backup.identity_of)
    except KnownError:
        # A damaged log does not say which case it is: the name has to do.
        found = backups_beside(case)
        return found[0].path.parent if found else case_backup.folder_of(case)
    return case_backup.folder_of(case, picked=picked, identity=identity)


def make_backup(session: Session) -> MadeBackup:
    """Write and verify a backup of the rows, now, beside the writer; the log notes it.

    Raises:
        KnownError: the case is read only here, there is no room, or the folder refuses it.
    """
    session.case.require_writing()
    made = case_backup.make(session.case.path, backup_folder(session))
    detail = {
        "file": made.backup.path.name,
        "head": made.head_hash,
        "thrown_away": [path.name for path in made.removed],
        "rows_in": made.rows,
        "sound": made.backup.sound,
    }
    words = f"Backed up {made.rows} rows into {made.backup.path.name}"
    session.on_writer(lambda: session.gate.note("backed_up", detail, words=words)).result()
    return made


def backup_if_changed(session: Session) -> MadeBackup | None:
    """Make a backup if the settings ask for backups and the case was changed since the last one.

    A failure is noted in the log, so that the next opening can tell of it.

    Raises:
        KnownError: as `make_backup`.
    """
    if session.case.read_only or not load_settings().backups or not session.read(_changed_since_backup):
        return None
    try:
        return make_backup(session)
    except KnownError as error:
        words = f"No backup was made: {error}"
        session.on_writer(lambda: session.gate.note("backup_failed", {}, words=words)).result()
        raise


def last_failure(connection: sqlite3.Connection) -> str:
    """Return why the last backup was not made; empty when it was."""
    sql = "SELECT action, detail FROM custody WHERE action IN ('backed_up','backup_failed') ORDER BY seq DESC LIMIT 1"
    row = connection.execute(sql).fetchone()
    if row is None or row[0] != "backup_failed":
        return ""
    return str(json.loads(row[1]).get("label", ""))


#: Entries of the log that change nothing that a backup would hold.
_NO_CHANGE = "('backed_up','backup_failed','opened','closed','exported','verified','copied')"


def _changed_since_backup(connection: sqlite3.Connection) -> bool:
    """Tell whether the log holds a change after the last backup and this opening; looking at a case needs none."""
    last = "SELECT ifnull(max(seq), 0) FROM custody WHERE action IN ('backed_up','opened')"
    sql = f"SELECT 1 FROM custody WHERE seq > ({last}) AND action NOT IN {_NO_CHANGE} LIMIT 1"
    return connection.execute(sql).fetchone() is not None


def list_backups(session: Session) -> list[ListedBackup]:
    """Return the backups of the open case, newest first, each with what is in it and how many steps came since."""
    listed = []
    for one in case_backup.listed(backup_folder(session)):
        try:
            facts = facts_of(one.path)
        except KnownError:
            listed.append(ListedBackup(one, None, None))
            continue
        listed.append(ListedBackup(one, facts, _since(session, facts.log_entries)))
    return listed


def _since(session: Session, seq: int) -> int | None:
    try:
        return session.read(_steps_since, seq)
    except KnownError:
        # A damaged log counts nothing, and must not keep the backups from the one who needs them now.
        return None


def _steps_since(connection: sqlite3.Connection, seq: int) -> int:
    sql = f"SELECT count(*) FROM custody WHERE seq > ? AND action NOT IN {_NO_CHANGE}"
    return int(connection.execute(sql, (seq,)).fetchone()[0])


def backups_beside(case: Path) -> list[Backup]:
    """Return the sound backups that are found for a case that cannot be opened, newest first."""
    folders = [case_backup.folder_of(case)]
    picked = load_settings().backup_folder
    if picked:
        try:
            folders += sorted(Path(picked).expanduser().glob(f"{_literal(case.stem)} * backups"))
        except OSError:
            # A drive that is not connected has no backups to offer.
            folders = folders[:1]
    found = [one for folder in folders for one in case_backup.listed(folder) if one.sound]
    return sorted(found, key=lambda one: one.at, reverse=True)


def restore_into(
    backup: Path, present: Path | None, target: Path, *, actor: str, progress: Callable[[int, int], bool]
) -> Restored:
    """Write a new case out of a backup and the originals of the present file; see `case.restore.restore`."""
    return restore(backup, present, target, actor=actor, progress=progress)


def remove_backups(session: Session, backups: list[Path]) -> int:
    """Remove backup files for good; returns how many went. Only files in the backup folder of the case are touched."""
    folder = backup_folder(session)
    ours = {one.path for one in case_backup.listed(folder)}
    gone = 0
    for path in backups:
        if path in ours:
            path.unlink(missing_ok=True)
            gone += 1
    if gone and not session.case.read_only:
        words = f"Removed {gone} backups"
        session.on_writer(lambda: session.gate.note("backups_removed", {"files": gone}, words=words)).result()
    return gone


def copy_whole(session: Session, target: Path, *, progress: Callable[[int, int], bool]) -> Path:
    """Copy the whole case with all originals into a new file, and verify it; the log notes it.

    Raises:
        KnownError: no room, the target exists, or the copy is not what was read.
        RestoreStopped: it was ended; nothing was written.
    """
    full_copy.copy(session.case.path, target, progress=progress)
    if not session.case.read_only:
        words = f"Copied the whole case to {target.name}"
        session.on_writer(lambda: session.gate.note("copied", {"file": target.name}, words=words)).result()
    return target


def _literal(stem: str) -> str:
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in stem)
