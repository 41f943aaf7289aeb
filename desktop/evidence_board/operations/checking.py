"""The check of a case, from a session."""

import json
import sqlite3
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass

from evidence_board.case.check import CheckReport, check
from evidence_board.session import Session

__all__ = ["CheckNote", "check_case", "last_check", "note_check"]


@dataclass(frozen=True, slots=True)
class CheckNote:
    """The last check that the log tells of: when (ISO 8601 UTC), what it found, and the head of the log then."""

    at: str
    actor: str
    files: int
    files_ok: int
    damaged: int
    head_hash: str


def check_case(session: Session, /, *, progress: Callable[[int, int], bool] = lambda done, of: True) -> CheckReport:
    """Examine the open case with this thread's reader; never writes, may take long.

    Args:
        session: the open case.
        progress: called with (bytes of files done, of); returning False ends the check early.
    """
    return session.read(check, progress=progress)


def note_check(session: Session, report: CheckReport) -> Future[None] | None:
    """Write into the log that the case was checked, when, and what was found; nothing where it is read only.

    Args:
        session: the open case.
        report: a finished check.
    """
    if session.case.read_only or not report.finished:
        return None
    found = f"{len(report.damage)} things damaged" if report.damage else "nothing damaged"
    detail = {
        "damaged": len(report.damage),
        "files": report.files,
        "files_ok": report.files_ok,
        "head": report.head_hash,
        "what": [one.name for one in report.damage[:100]],
    }
    words = f"Checked: {report.files_ok} of {report.files} files verified, {found}"
    return session.on_writer(lambda: session.gate.note("verified", detail, words=words))


def last_check(connection: sqlite3.Connection) -> CheckNote | None:
    """Return the newest check that the log tells of."""
    sql = "SELECT at, actor, detail FROM custody WHERE action = 'verified' ORDER BY seq DESC LIMIT 1"
    row = connection.execute(sql).fetchone()
    if row is None:
        return None
    try:
        detail = json.loads(row[2])
        files, files_ok, damaged = (int(detail[key]) for key in ("files", "files_ok", "damaged"))
        return CheckNote(row[0], row[1], files, files_ok, damaged, str(detail["head"]))
    except (ValueError, KeyError, TypeError):
        # An entry that is damaged; the check names it.
        return None
