"""Keeps the groups of files that look like one picture up to date, as files come and go and persons judge.

Runs like `evidence_board.observing`: in the thread that renews the read model, behind it and in pieces, so that a
renewal goes first. What is new is looked up one by one; nothing of it is written down.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from evidence_board.case.fingerprints import read_decisions, read_fingerprints, read_preferred
from evidence_board.case.readers import CaseClosedError
from evidence_board.events import ImportChanged
from evidence_board.jobs import TurnClosedError
from evidence_board.model.changes import ChangeSet

if TYPE_CHECKING:
    from evidence_board.analysis.same_picture import SamePictures
    from evidence_board.session import Session

__all__ = ["PictureObserver"]

#: Seconds of work after which a renewal of the read model may go first.
_PIECE_S: Final = 0.03
#: While files come in, groups are looked for this often, in seconds.
_DURING_IMPORT_S: Final = 2.0
_BUSY: Final = frozenset({"planning", "running", "stopping"})
_FILES: Final = frozenset({"item", "fingerprint"})
_SAID: Final = frozenset({"same_picture", "link"})


class PictureObserver:
    """Finds the groups of one open case again and again. Made by the session, which tells it of every change."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._lock = threading.Lock()
        self._state: SamePictures | None = None
        self._whole = True
        self._said = False
        self._touched: set[str] = set()
        self._busy = self._queued = False
        self._looked = 0.0
        self._going: Iterator[None] | None = None
        session.hub.add(ImportChanged, self._import_moved)

    def renewed(self, changes: ChangeSet) -> None:
        """Note what the read model has just taken up; looked at behind it."""
        with self._lock:
            if changes.whole:
                self._whole = True
            else:
                self._touched.update(row.row_id for row in changes.rows if row.table in _FILES)
                self._said |= not _SAID.isdisjoint(changes.tables)
        self._queue()

    def _import_moved(self, event: ImportChanged) -> None:
        self._busy = event.state in _BUSY
        if not self._busy:
            self._queue()

    def _queue(self) -> None:
        with self._lock:
            waiting = self._whole or self._said or self._touched or self._going is not None
            soon = self._busy and self._going is None and time.monotonic() < self._looked + _DURING_IMPORT_S
            if self._queued or soon or not waiting:
                return
            self._queued = True
        with suppress(TurnClosedError):
            self._session.behind_index(self._step)

    def _step(self) -> None:
        until = time.monotonic() + _PIECE_S
        with self._lock:
            self._queued = False
        try:
            going = self._going if self._going is not None else self._look()
            self._going = going
            for _ in going:
                if time.monotonic() > until:
                    break
            else:
                self._going = None
                self._looked = time.monotonic()
        except CaseClosedError:
            self._going = None
            return
        except BaseException:
            # Half a state is none: everything is looked at anew with the next change.
            self._going, self._state = None, None
            with self._lock:
                self._whole = True
            raise
        self._queue()

    def _look(self) -> Iterator[None]:
        from evidence_board.analysis.same_picture import SamePictures

        session = self._session
        with self._lock:
            whole, touched = self._whole, self._touched
            self._whole, self._said, self._touched = False, False, set()
        state = self._state if self._state is not None else SamePictures()
        whole = whole or self._state is None
        self._state = None
        prints = session.read(read_fingerprints, None if whole else touched)
        yield
        asked = state.known() if whole else touched
        yield from state.updating(prints, gone=[one for one in asked if one not in prints])
        self._state = state
        groups = state.groups(session.read(read_decisions))
        preferred = frozenset(session.read(read_preferred))
        yield
        old = session.index.observations
        if groups != old.groups or preferred != old.preferred_copies or not old.pictures_complete:
            of_items = {item_id: group.id for group in groups.values() for item_id in group.item_ids}
            session.observe(
                replace(
                    old,
                    groups=groups,
                    group_by_item=of_items,
                    preferred_copies=preferred,
                    pictures_complete=True,
                )
            )
