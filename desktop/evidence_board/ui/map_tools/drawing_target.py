"""What a drawing is about: the things of the case that are offered for it, and what they are called."""

from __future__ import annotations

from collections.abc import Iterable

from evidence_board.model.case_index import CaseIndex
from evidence_board.model.claims import Thing
from evidence_board.model.map_objects import DrawingRow
from evidence_board.ui.i18n import isolate, tr

__all__ = ["offered_things", "target_of", "target_words"]

_MOST_SELECTED, _MOST_PLACES = 12, 60


def target_of(row: DrawingRow) -> Thing | None:
    """Return the thing that a drawing is about."""
    return (row.target_kind, row.target_id) if row.target_kind and row.target_id else None


def target_words(index: CaseIndex, thing: Thing | None) -> str:
    """Return ref and name of a thing; words where it is gone, nothing for none."""
    if thing is None:
        return ""
    row_id = thing[1]
    if row_id in index.items:
        item = index.items[row_id]
        return _called(item.ref, item.title or item.file_name)
    if row_id in index.entities:
        entity = index.entities[row_id]
        return _called(entity.ref, entity.label)
    if row_id in index.posts:
        return index.posts[row_id].ref
    if row_id in index.links:
        return index.links[row_id].ref
    return tr("something in the bin")


def offered_things(index: CaseIndex, *, now: Thing | None, selected: Iterable[str]) -> list[tuple[str, Thing | None]]:
    """Return (words, thing) to choose from: none, the one now, what is selected, the places of the case.

    Args:
        index: the case.
        now: what the drawing is about.
        selected: row ids of what was selected before the drawing was.
    """
    found: dict[Thing | None, str] = {None: tr("About nothing of the case")}
    if now is not None:
        found[now] = tr("About {thing}", thing=target_words(index, now))
    for row_id in list(selected)[:_MOST_SELECTED]:
        kind = index.kind_of(row_id)
        if kind is not None:
            thing = (kind, row_id)
            found.setdefault(thing, tr("About {thing}", thing=target_words(index, thing)))
    places = sorted((one for one in index.entities.values() if one.kind == "location"), key=lambda one: one.ref)
    for place in places[:_MOST_PLACES]:
        thing = ("location", place.id)
        found.setdefault(thing, tr("About {thing}", thing=target_words(index, thing)))
    return [(words, thing) for thing, words in found.items()]


def _called(ref: str, name: str) -> str:
    return f"{isolate(ref)} {isolate(name)}" if name else isolate(ref)
