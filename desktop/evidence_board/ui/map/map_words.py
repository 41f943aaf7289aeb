"""What the map says about the things on it: tooltips, ghosts, accessible names."""

from __future__ import annotations

from collections.abc import Collection

from evidence_board.geo.mercator import MAX_LATITUDE
from evidence_board.model.case_index import CaseIndex
from evidence_board.ui.gallery.item_words import described
from evidence_board.ui.i18n import count, isolate, tr
from evidence_board.ui.widgets.kind_mark import kind_name

__all__ = ["move_words", "place_words", "thing_words"]

_MOST_REFS = 3


def thing_words(index: CaseIndex, ids: tuple[str, ...], *, shown: str, guess: str, chosen: Collection[str]) -> str:
    """Return the whole of a pin, guess or place in words.

    Args:
        index: the read model.
        ids: photos of the pin, or the one place.
        shown: the photo whose picture it shows.
        guess: words of the area, when it is one.
        chosen: what is selected.
    """
    item = index.items.get(shown)
    selected = [tr("selected")] if any(one in chosen for one in ids) else []
    if item is None:
        entity = index.entities.get(shown)
        return ", ".join([isolate(entity.label), kind_name("location").lower(), *selected]) if entity else ""
    if guess:
        return ", ".join([guess, tr("not placed"), *selected])
    beyond = [one for one in ids if one in index.items and abs(index.items[one].latitude or 0.0) > MAX_LATITUDE]
    if len(ids) == 1:
        words = described(item, selected=bool(selected))
        return f"{words}, {tr('beyond the edge of the map')}" if beyond else words
    refs = [index.items[one].ref for one in ids[:_MOST_REFS] if one in index.items]
    if len(ids) > _MOST_REFS:
        refs.append(count(len(ids) - _MOST_REFS, one="{n} more", many="{n} more"))
    if beyond:
        refs.append(count(len(beyond), one="{n} beyond the edge of the map", many="{n} beyond the edge of the map"))
    return ", ".join([count(len(ids), one="{n} file", many="{n} files"), *refs, *selected])


def place_words(index: CaseIndex, ids: list[str]) -> str:
    """Return what a drop would do: ``Place M-030 here`` or ``Place 3 files here``."""
    if len(ids) == 1 and ids[0] in index.items:
        return tr("Place {ref} here", ref=isolate(index.items[ids[0]].ref))
    return count(len(ids), one="Place {n} file here", many="Place {n} files here")


def move_words(index: CaseIndex, row_id: str) -> str:
    """Return what dropping the selected pin would do: ``Move M-014 here``."""
    item = index.items.get(row_id)
    return tr("Move {ref} here", ref=isolate(item.ref) if item else "")
