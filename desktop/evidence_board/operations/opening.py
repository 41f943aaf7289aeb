"""Opening a case for the window: looked through before anything is written, so that a damaged one stays as it is."""

import sqlite3
from collections import Counter
from pathlib import Path

from evidence_board.case.check import Damage, check
from evidence_board.case.overview import read_index
from evidence_board.model.case_index import CaseIndex
from evidence_board.model.errors import KnownError
from evidence_board.session import Session, open_session

__all__ = ["DamagedCaseError", "can_be_looked_at", "open_to_look", "open_with_index"]

#: Files that stand beside a case while somebody writes to it, or after a crash.
_BESIDE = ("-wal", "-journal", "-shm")
_NAMED = 3
#: What the rows of a table are to the user.
_WORDS = {
    "item": "files",
    "geotag": "positions",
    "moment": "dates",
    "location": "places",
    "person": "people",
    "occurrence": "paths of files",
    "post_item": "posts with files",
    "entity_name": "other names",
    "citation": "sources of links",
    "tagging": "tags on files",
    "board_node": "board positions",
    "case_meta": "facts of the case itself",
    "step": "steps of the history",
    "raw_tag": "raw tags",
    "thumbnail": "thumbnails",
} | {name: f"{name}s" for name in ("account", "unit", "event", "post", "link", "tag", "problem")}


class DamagedCaseError(KnownError):
    """The panes cannot be filled from a case. ``details`` names all that is damaged, one thing a line."""

    is_damage = True

    def __init__(self, what: str, *, means: str, do: str, details: str) -> None:
        super().__init__(what, means=means, do=do)
        self.details = details


def open_with_index(path: Path, *, actor: str) -> Session:
    """Open a case with its read model in place, with threads of its own.

    Opening notes in the log that the case was opened; a case whose read model cannot be built is refused
    before that, with its bytes as they were.

    Raises:
        DamagedCaseError: what the panes show cannot be read.
        KnownError: as `open_session`.
    """
    known = None
    if not any(path.with_name(path.name + tail).exists() for tail in _BESIDE):
        known = _looked_through(path)
    session = open_session(path, actor=actor, threaded=True)
    try:
        # What was read before stands, unless somebody wrote between: only our "opened" may have come since.
        if known is not None and _entries(session) == known[1] + (0 if session.case.read_only else 1):
            session.index = known[0]
        else:
            session.renew_index().result()
    except BaseException:
        session.close()
        raise
    return session


def open_to_look(path: Path) -> Session:
    """Open a damaged case to be read only, with its read model in place; its bytes stay identical.

    Raises:
        KnownError: what the panes show cannot be read.
    """
    session = open_session(path, actor="", threaded=True, read_only=True)
    try:
        session.renew_index().result()
    except BaseException:
        session.close()
        raise
    session.case.warnings.append(
        "The case is damaged and can only be read. What is shown may not be what was written down: check the case."
    )
    return session


def can_be_looked_at(path: Path) -> bool:
    """Tell whether a damaged case can be opened to be read, by reading what the panes would show."""
    try:
        session = open_session(path, actor="", read_only=True, with_index=False)
    except KnownError:
        return False
    try:
        session.read(read_index)
    except KnownError:
        return False
    finally:
        session.close()
    return True


def _looked_through(path: Path) -> tuple[CaseIndex, int] | None:
    """Read what the panes show and count the log; None where only opening for writing can tell."""
    try:
        session = open_session(path, actor="", read_only=True, with_index=False)
    except KnownError:
        # It is older, or not a case: opening says so in its own words.
        return None
    try:
        index = session.read(read_index)
    except KnownError as error:
        raise _told(path, session.read(_damage)) from error
    else:
        try:
            return index, _entries(session)
        except KnownError:
            # A damaged log keeps nobody out; the check of the files names it.
            return None
    finally:
        session.close()


def _entries(session: Session) -> int:
    return int(session.read(lambda connection: connection.execute("SELECT max(seq) FROM custody").fetchone()[0] or 0))


def _damage(connection: sqlite3.Connection) -> list[Damage]:
    # Without the bytes of the files: these are not why the panes cannot be filled, and may be many.
    return check(connection, with_files=False).damage


def _told(path: Path, found: list[Damage]) -> DamagedCaseError:
    """Say what is damaged: how much of what in the message, each row in the details."""
    rows = Counter(one.table for one in found if one.part == "rows")
    parts = [f"{number} of the {_WORDS.get(table, table)}" for table, number in rows.most_common()]
    if len(parts) > _NAMED:
        parts[_NAMED:] = [f"parts of {len(parts) - _NAMED} other kinds"]
    what = ", ".join(parts) if parts else "pages of the file"
    return DamagedCaseError(
        f"The case {path.name} is damaged.",
        means=f"These cannot be read: {what}. The file was not changed.",
        do="Copy the file and open the newest sound copy you have. What the check found is under Details.",
        details="\n".join(f"{one.name}: {one.message}" for one in found),
    )
