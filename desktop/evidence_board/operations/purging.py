"""Emptying the bin for good: what will go, said before; what remains, said after."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from evidence_board.case import backup as case_backup
from evidence_board.case.bin import Binned, binned
from evidence_board.operations.backups import backup_folder
from evidence_board.session import Session

__all__ = ["PurgePlan", "Remains", "look_ahead", "what_remains"]


@dataclass(frozen=True, slots=True)
class PurgePlan:
    """What emptying the bin will take: things, files and bytes of them, steps, and backups that hold rows of them."""

    things: tuple[Binned, ...]
    files: int
    size: int
    steps: int
    backups: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Remains:
    """What is left after emptying: entries of the log that name something of it, and backups made before."""

    log_entries: int
    backups: int


def look_ahead(session: Session) -> PurgePlan:
    """Return what emptying the bin now would take, and which backups hold it as well."""
    things, steps = session.read(lambda connection: (binned(connection), _steps(connection)))
    backups = case_backup.listed(backup_folder(session)) if things else []
    with_files = [one for one in things if one.size]
    return PurgePlan(
        tuple(things),
        len(with_files),
        sum(one.size for one in with_files),
        steps,
        tuple(one.path for one in backups),
    )


def what_remains(session: Session, plan: PurgePlan) -> Remains:
    """Return what is left of the things of a plan after the bin was emptied."""
    names = [name for one in plan.things for name in {one.ref, one.name} if len(name) > 2]
    entries = session.read(lambda connection: _naming(connection, names))
    return Remains(entries, sum(1 for path in plan.backups if path.exists()))


def _steps(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM step WHERE state <> 'dropped'").fetchone()[0])


def _naming(connection: sqlite3.Connection, names: list[str]) -> int:
    found: set[int] = set()
    for seq, detail in connection.execute("SELECT seq, detail FROM custody"):
        if any(name in detail for name in names):
            found.add(seq)
    return len(found)
