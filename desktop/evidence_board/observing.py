"""Keeps what the program noticed by itself up to date: first the read model, then this, in pieces and behind it.

Runs in the thread that renews the read model, at lower priority: a renewal that comes meanwhile goes before the next
piece. After the first pass only what a change touched is looked at again: its files, their cameras, its accounts.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

from evidence_board.analysis import conflicts
from evidence_board.case import conflict_facts
from evidence_board.case.readers import CaseClosedError
from evidence_board.events import ImportChanged
from evidence_board.jobs import TurnClosedError
from evidence_board.model.changes import ChangeSet
from evidence_board.model.conflict_facts import Camera
from evidence_board.model.observations import Conflict

if TYPE_CHECKING:
    from evidence_board.session import Session

__all__ = ["Observer"]

#: Files, cameras and accounts of one piece of a pass: some tens of milliseconds.
_PIECE, _CAMERAS, _ACCOUNTS = 1_000, 100, 50
#: After so many touched files looking at everything is cheaper.
_MANY = 20_000
#: A camera and, without a serial number, who posted its files.
_CameraKey = tuple[Camera, str]
_BUSY = frozenset({"planning", "running", "paused", "stopping"})


@dataclass
class _Found:
    """What was found, by what has to be looked at again together.

    The shots stay, too: of a camera with 20,000 files one edit reads one file again, not all of them.
    """

    files: dict[str, tuple[Conflict, ...]] = field(default_factory=dict)
    cameras: dict[_CameraKey, tuple[Conflict, ...]] = field(default_factory=dict)
    accounts: dict[str, tuple[Conflict, ...]] = field(default_factory=dict)
    pairs: tuple[Conflict, ...] = ()
    shots: dict[_CameraKey, dict[str, conflicts.Shot]] = field(default_factory=dict)
    camera_of: dict[str, _CameraKey] = field(default_factory=dict)

    def take_shots(self, file_ids: Iterable[str], shots: conflicts.Shots) -> set[_CameraKey]:
        """Put the shots of some files in place of what they had; return the cameras that this is about."""
        changed = set()
        for file_id in file_ids:
            key = self.camera_of.pop(file_id, None)
            if key is not None:
                del self.shots[key][file_id]
                changed.add(key)
        for key, some in shots.items():
            changed.add(key)
            own = self.shots.setdefault(key, {})
            for one in some:
                own[one.row_id] = one
                self.camera_of[one.row_id] = key
        return changed

    def compare_shots(self, keys: Iterable[_CameraKey]) -> None:
        """Compare the shots of these cameras again."""
        for key in keys:
            shots = self.shots.get(key, {})
            _put(self.cameras, key, conflicts.conflicts_of_cameras({key: list(shots.values())}).get(key, ()))

    def every(self) -> Iterator[Conflict]:
        """Yield all of them."""
        for rows in (*self.files.values(), *self.cameras.values(), *self.accounts.values(), self.pairs):
            yield from rows


class Observer:
    """Finds the conflicts of one open case again and again. Made by the session, which tells it of every change."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._lock = threading.Lock()
        self._changes: list[ChangeSet] = []
        self._whole = True
        self._busy = self._queued = False
        self._found = _Found()
        self._pass: Iterator[None] | None = None
        self._zone: str | None = None
        #: Row of a table -> the files and accounts it was about, so that taking back what was just done is cheap.
        self._owners: dict[str, tuple[set[str], set[str]]] = {}
        session.hub.add(ImportChanged, self._import_moved)

    def renewed(self, changes: ChangeSet) -> None:
        """Note what the read model has just taken up; looked at behind it."""
        with self._lock:
            if changes.whole:
                self._whole, self._changes, self._pass = True, [], None
            else:
                self._changes.append(changes)
        self._queue()

    def _import_moved(self, event: ImportChanged) -> None:
        self._busy = event.state in _BUSY
        if not self._busy:
            self._queue()

    def _queue(self) -> None:
        """Have the next piece done once the read model is renewed; while an import runs nothing is."""
        with self._lock:
            waiting = self._whole or self._changes or self._pass is not None
            if self._busy or self._queued or not waiting:
                return
            self._queued = True
        with suppress(TurnClosedError):
            self._session.behind_index(self._step)

    def _step(self) -> None:
        with self._lock:
            self._queued = False
            if self._busy:
                return
            if self._whole:
                self._whole, self._pass = False, self._everything()
            going, changes = self._pass, self._changes
            if going is None:
                self._changes = []
        try:
            if going is None:
                self._look_again(ChangeSet.merge(changes)) if changes else None
            elif next(going, self) is self:
                with self._lock:
                    if self._pass is going:
                        self._pass = None
        except CaseClosedError:
            return
        except BaseException:
            with self._lock:
                self._pass = None
            raise
        self._queue()

    def _everything(self) -> Iterator[None]:
        """Look at the whole case, a piece at a time; changes that come meanwhile are looked at afterwards."""
        session, found = self._session, _Found()
        ids = list(session.index.items)
        for start in range(0, len(ids), _PIECE):
            facts = session.read(
                conflict_facts.read_conflict_facts, item_ids=ids[start : start + _PIECE], account_ids=()
            )
            for file in facts.files.values():
                if rows := conflicts.conflicts_of_file(file, facts):
                    found.files[file.id] = rows
            found.take_shots((), conflicts.shots_by_camera(facts.files.values()))
            yield
        for keys in _pieces(list(found.shots), _CAMERAS):
            found.compare_shots(keys)
            yield
        for some in _pieces([row.id for row in session.index.entities_of("account")], _ACCOUNTS):
            facts = session.read(conflict_facts.read_conflict_facts, item_ids=(), account_ids=some)
            for account in facts.accounts.values():
                _put(found.accounts, account.id, conflicts.conflicts_of_account(account, now=facts.now))
            yield
        self._zone = session.read(conflict_facts.read_display_zone)
        found.pairs = self._pairs()
        self._found = found
        self._publish()

    def _look_again(self, changes: ChangeSet) -> None:
        files, accounts = self._touched(changes)
        if files is None or len(files) > _MANY:
            with self._lock:
                self._whole = True
            return
        session, found = self._session, self._found
        if files or accounts:
            ids = sorted(files)
            facts = session.read(conflict_facts.read_conflict_facts, item_ids=ids, account_ids=sorted(accounts))
            for one in ids:
                file = facts.files.get(one)
                rows = conflicts.conflicts_of_file(file, facts) if file is not None else ()
                _put(found.files, one, rows)
            found.compare_shots(found.take_shots(ids, conflicts.shots_by_camera(facts.files.values())))
            for one in accounts:
                account = facts.accounts.get(one)
                _put(
                    found.accounts,
                    one,
                    conflicts.conflicts_of_account(account, now=facts.now) if account is not None else (),
                )
            found.pairs = self._pairs()
        if files or accounts or "conflict_answer" in changes.tables:
            self._publish()

    def _touched(self, changes: ChangeSet) -> tuple[set[str] | None, set[str]]:
        """Return the files and accounts of a change; None for the files where all may be touched."""
        session = self._session
        files: set[str] = set()
        accounts: set[str] = set()
        gone = {row.row_id for row in changes.rows if row.op == "delete"}
        for row_id in gone:
            owner = self._owners.get(row_id)
            if owner is None and any(row.row_id == row_id and row.table in _TABLES for row in changes.rows):
                return None, accounts
            if owner is not None:
                files |= owner[0]
                accounts |= owner[1]
        for table in sorted(changes.tables & _TABLES):
            live = [one for one in changes.ids(table) if one not in gone]
            if live:
                some, people = session.read(conflict_facts.touched_by_rows, table, live)
                files |= some
                accounts |= people
                for row_id in live:
                    self._owners[row_id] = session.read(conflict_facts.touched_by_rows, table, [row_id])
        if "case_meta" in changes.tables and session.read(conflict_facts.read_display_zone) != self._zone:
            return None, accounts
        return files, accounts

    def _pairs(self) -> tuple[Conflict, ...]:
        """Compare the files that a person called the same picture."""
        pairs = self._session.read(conflict_facts.read_same)
        ids = sorted({one for pair in pairs for one in pair})
        if not ids:
            return ()
        facts = self._session.read(conflict_facts.read_conflict_facts, item_ids=ids, account_ids=())
        return conflicts.conflicts_of_copies(facts)

    def _publish(self) -> None:
        session = self._session
        answers = session.read(conflict_facts.read_answers)
        rows = conflicts.by_thing(self._found.every(), answers)
        old = session.index.observations
        if rows != old.conflicts or not old.complete:
            session.observe(replace(old, conflicts=rows, complete=True))


#: Tables from whose rows conflicts are found.
_TABLES = frozenset(
    {
        *("item", "geotag", "moment", "problem", "post", "post_item", "collection_record", "link", "same_picture"),
        *("account", "location", "conflict_answer"),
    }
)


_Key = TypeVar("_Key", str, _CameraKey)


def _put(rows: dict[_Key, tuple[Conflict, ...]], key: _Key, found: tuple[Conflict, ...]) -> None:
    if found:
        rows[key] = found
    else:
        rows.pop(key, None)


def _pieces(rows: Sequence[_Key], size: int) -> Iterator[Sequence[_Key]]:
    for start in range(0, len(rows), size):
        yield rows[start : start + size]
