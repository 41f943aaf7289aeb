"""The one selection of a session, and the pure functions that change it."""

from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Selection", "extend", "replace", "toggle"]


@dataclass(frozen=True, slots=True)
class Selection:
    """What is selected in every pane.

    Attributes:
        ids: row ids in the order they were chosen (items, entities, links, posts).
        current: the one that the inspector shows; the last chosen.
        anchor: where a Shift selection starts.
    """

    ids: tuple[str, ...] = ()
    current: str | None = None
    anchor: str | None = None

    def __contains__(self, row_id: object) -> bool:
        return row_id in self.ids

    def __len__(self) -> int:
        return len(self.ids)

    def without(self, gone: Iterable[str]) -> "Selection":
        """Return the selection without rows that no longer exist."""
        away = set(gone)
        ids = tuple(one for one in self.ids if one not in away)
        current = self.current if self.current not in away else (ids[-1] if ids else None)
        return Selection(ids, current, self.anchor if self.anchor not in away else current)


def replace(ids: Iterable[str], *, current: str | None = None) -> Selection:
    """Select just these; the last is current unless told."""
    chosen = tuple(dict.fromkeys(ids))
    at = current if current in chosen else (chosen[-1] if chosen else None)
    return Selection(chosen, at, at)


def toggle(selection: Selection, row_id: str) -> Selection:
    """Add one, or take it away when it is selected (Ctrl click)."""
    if row_id in selection.ids:
        ids = tuple(one for one in selection.ids if one != row_id)
        return Selection(ids, ids[-1] if ids else None, row_id)
    return Selection((*selection.ids, row_id), row_id, row_id)


def extend(selection: Selection, row_id: str, order: list[str]) -> Selection:
    """Select everything from the anchor to this one (Shift click).

    Args:
        selection: the present selection.
        row_id: where the range ends.
        order: ids in the order the pane shows them.
    """
    anchor = selection.anchor if selection.anchor in order else row_id
    first, last = sorted((order.index(anchor or row_id), order.index(row_id)))
    return Selection(tuple(order[first : last + 1]), row_id, anchor)
