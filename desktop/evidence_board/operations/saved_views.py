"""Saved views: a filter and an arrangement of the panes under a name."""

import json
from collections.abc import Mapping
from typing import Any

from evidence_board.case.overview_albums import read_views
from evidence_board.filters import Filter, filter_text
from evidence_board.model.changes import ChangeSet
from evidence_board.operations.named_rows import NamedRows, free_name, name_of
from evidence_board.session import Session

__all__ = ["bin_view", "layout_of", "move_view", "rename_view", "save_view", "update_view"]

_ROWS = NamedRows("saved_view", "view", "Save it anew.")

#: Goes up when an older program would read the arrangement in another way.
_LAYOUT_VERSION = 1
_LONGEST_LAYOUT = 200_000


def save_view(session: Session, /, *, name: str, active: Filter, layout: Mapping[str, Any]) -> ChangeSet:
    """Keep a filter and an arrangement under a name. ``result["id"]`` is the id of the view.

    Args:
        session: the open case.
        name: in any script.
        active: the filter.
        layout: what the window remembers of its panes, as plain JSON.

    Raises:
        KnownError: the name is empty or too long, or another view has it.
    """
    with session.gate.transaction("Save a view", action="annotated") as finished:
        tx = finished.tx
        words = free_name(tx, _ROWS, name)
        tx.label = f"Save the view “{words}”"
        tx.result["id"] = tx.insert("saved_view", name=words, query=filter_text(active), layout=_layout_text(layout))
    return finished.changes


def rename_view(session: Session, /, *, view_id: str, name: str) -> ChangeSet:
    """Give a view another name.

    Raises:
        KnownError: as `save_view`, or the view is gone.
    """
    with session.gate.transaction("Rename a view", action="annotated") as finished:
        tx = finished.tx
        old, words = name_of(tx, _ROWS, view_id), free_name(tx, _ROWS, name, but=view_id)
        tx.label = f"Rename the view “{old}” to “{words}”"
        if words != old:
            tx.update("saved_view", view_id, name=words)
    return finished.changes


def update_view(session: Session, /, *, view_id: str, active: Filter, layout: Mapping[str, Any]) -> ChangeSet:
    """Keep another filter and arrangement under the name of a view.

    Raises:
        KnownError: the view is gone.
    """
    with session.gate.transaction("Save a view anew", action="annotated") as finished:
        tx = finished.tx
        tx.label = f"Save the view “{name_of(tx, _ROWS, view_id)}” anew"
        row = tx.one("SELECT layout FROM saved_view WHERE id = ?", (view_id,))
        place = _place_of(str(row[0])) if row else None
        tx.update("saved_view", view_id, query=filter_text(active), layout=_layout_text(layout, place))
    return finished.changes


def move_view(session: Session, /, *, view_id: str, before: str | None) -> ChangeSet:
    """Put a view before another one in the list, or at its end.

    Views stand by name until one of them is moved.

    Args:
        session: the open case.
        view_id: the view that moves.
        before: the view it stands before; None for the end.

    Raises:
        KnownError: one of them is gone.
    """
    with session.gate.transaction("Order the views", action="annotated") as finished:
        tx = finished.tx
        tx.label = f"Move the view “{name_of(tx, _ROWS, view_id)}” in the list"
        if before is not None:
            name_of(tx, _ROWS, before)
        order = [row_id for row_id in read_views(tx.connection) if row_id != view_id]
        at = order.index(before) if before in order else len(order)
        for place, row_id in enumerate([*order[:at], view_id, *order[at:]]):
            row = tx.one("SELECT layout FROM saved_view WHERE id = ?", (row_id,))
            text = str(row[0]) if row else "{}"
            if _place_of(text) != place:
                tx.update("saved_view", row_id, layout=_placed(text, place))
    return finished.changes


def bin_view(session: Session, /, *, view_id: str) -> ChangeSet:
    """Move a view to the bin; what it shows stays where it is.

    Raises:
        KnownError: the view is gone.
    """
    with session.gate.transaction("Move a view to the bin", action="binned") as finished:
        finished.tx.label = f"Move the view “{name_of(finished.tx, _ROWS, view_id)}” to the bin"
        finished.tx.bin("saved_view", view_id)
    return finished.changes


def layout_of(untrusted_text: str) -> dict[str, Any]:
    """Return the arrangement that a view keeps; empty where it cannot be read: the panes then stay as they are."""
    try:
        found = json.loads(untrusted_text)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(found, dict) or found.get("version") != _LAYOUT_VERSION:
        return {}
    panes = found.get("panes")
    return panes if isinstance(panes, dict) else {}


def _place_of(untrusted_text: str) -> int | None:
    """Return the place in the list that stands in an arrangement, None where nobody chose one."""
    try:
        found = json.loads(untrusted_text)
    except (ValueError, RecursionError):
        return None
    place = found.get("place") if isinstance(found, dict) else None
    return place if type(place) is int else None


def _placed(untrusted_text: str, place: int) -> str:
    """Return an arrangement with another place; what a newer program wrote into it stays."""
    try:
        found = json.loads(untrusted_text)
    except (ValueError, RecursionError):
        found = None
    whole = {**(found if isinstance(found, dict) else {"version": _LAYOUT_VERSION, "panes": {}}), "place": place}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))


def _layout_text(layout: Mapping[str, Any], place: int | None = None) -> str:
    rest = {} if place is None else {"place": place}

    def written(panes: Mapping[str, Any]) -> str:
        whole = {"version": _LAYOUT_VERSION, "panes": dict(panes), **rest}
        return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))

    text = written(layout)
    return text if len(text) <= _LONGEST_LAYOUT else written({})
