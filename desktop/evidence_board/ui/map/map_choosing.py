"""`MapChoosing`: how clicks on the map become the one selection of the session."""

from __future__ import annotations

from PySide6.QtCore import Qt

from evidence_board import selection
from evidence_board.model.case_index import ItemRow
from evidence_board.session import Session
from evidence_board.ui.map.map_hits import MapHit

__all__ = ["MapChoosing"]

_ORIGIN = "map"


class MapChoosing:
    """Selects in the name of the map."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    def hidden_by_queue(self) -> list[ItemRow]:
        """The placed files that are selected though they are not in the queue: one just placed stays in sight."""
        session = self._session
        if session.filter.queue == "all":
            return []
        chosen = (session.index.items.get(one) for one in session.selection.ids)
        return [row for row in chosen if row is not None and row.latitude is not None and row.id not in session.visible]

    def click(self, hit: MapHit | None, modifiers: Qt.KeyboardModifier) -> None:
        """Do what a click does: select, add (Shift), toggle (Ctrl), all like this (Alt), or nothing."""
        control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        if hit is None:
            if not control and not shift:
                self.select_ids([], add=False)
        elif modifiers & Qt.KeyboardModifier.AltModifier:
            self.select_like(hit)
        else:
            self.select(hit, add=shift, toggle=control)

    def select(self, hit: MapHit, *, add: bool = False, toggle: bool = False) -> None:
        """Select what was hit.

        Args:
            hit: a pin (all of its photos), guess or place.
            add: keep what is selected (Shift).
            toggle: add it, or take it away if all of it is selected (Ctrl).
        """
        session = self._session
        before = session.selection
        if toggle and set(hit.ids) <= set(before.ids):
            session.select(before.without(hit.ids), origin=_ORIGIN)
            return
        kept = before.ids if add or toggle else ()
        session.select(selection.replace([*kept, *hit.ids], current=hit.shown), origin=_ORIGIN)

    def select_ids(self, ids: list[str], *, add: bool, current: str | None = None) -> None:
        """Select files, e.g. those in a rubber band."""
        session = self._session
        kept = session.selection.ids if add else ()
        session.select(selection.replace([*kept, *ids], current=current), origin=_ORIGIN)

    def select_like(self, hit: MapHit) -> None:
        """Select every shown file of the same place as the one hit; without a place, of the same account."""
        session = self._session
        item = session.index.items.get(hit.shown)
        if item is None:
            self.select(hit)
            return
        if item.place_group:
            ids = [row.id for row in session.visible.values() if row.place_group == item.place_group]
        else:
            ids = [row.id for row in session.visible.values() if row.account_id == item.account_id]
        session.select(selection.replace(ids or hit.ids, current=item.id), origin=_ORIGIN)
