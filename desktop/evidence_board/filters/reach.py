"""What belongs to a unit or lies in a place, by what the case says at a level above refuted."""

from collections.abc import Collection, Iterable, Iterator

from evidence_board.model.case_index import CaseIndex, LinkRow

__all__ = ["linked_items", "of_unit", "places_within", "units_below"]

#: Relations that put a unit under another one, from the lower to the upper.
_UNIT_UNDER = frozenset({"part of", "attached to"})
#: The same, written from the upper to the lower.
_UNIT_OVER = frozenset({"includes", "has attached"})
_PLACE_UNDER = frozenset({"located at", "part of"})
_PLACE_OVER = frozenset({"holds", "includes"})
_MEMBERS = frozenset({"person", "account", "equipment"})


def units_below(index: CaseIndex, unit_id: str) -> set[str]:
    """Return a unit and every unit said to stand below it, however deep."""
    return _below(index, unit_id, kind="unit", under=_UNIT_UNDER, over=_UNIT_OVER)


def places_within(index: CaseIndex, place_id: str) -> set[str]:
    """Return a place and every place said to lie in it, however deep."""
    return _below(index, place_id, kind="location", under=_PLACE_UNDER, over=_PLACE_OVER)


def of_unit(index: CaseIndex, units: Collection[str]) -> set[str]:
    """Return units, what is linked to them (people, accounts, equipment), and the accounts of these people."""
    members = {one for unit in units for one, kind in _others(index, unit) if kind in _MEMBERS}
    people = [one for one in members if index.entities[one].kind == "person"]
    members.update(one for person in people for one, kind in _others(index, person) if kind == "account")
    return members.union(units)


def linked_items(index: CaseIndex, things: Iterable[str]) -> set[str]:
    """Return the files linked to any of these things."""
    return {one for thing in things for one, kind in _others(index, thing) if kind == "item"}


def _others(index: CaseIndex, row_id: str) -> Iterator[tuple[str, str]]:
    """Yield (id, kind) at the other ends of the links of a thing; what was refuted is no link."""
    for link in _standing(index, row_id):
        here = (link.dst, link.dst_kind) if link.src == row_id else (link.src, link.src_kind)
        if here[1] == "item" or here[0] in index.entities:
            yield here


def _standing(index: CaseIndex, row_id: str) -> Iterator[LinkRow]:
    return (link for link in index.links_of.get(row_id, ()) if link.level != "refuted")


def _below(index: CaseIndex, start: str, *, kind: str, under: frozenset[str], over: frozenset[str]) -> set[str]:
    children: dict[str, list[str]] = {}
    for row in index.entities.values():
        if row.kind == kind and row.parent_id is not None:
            children.setdefault(row.parent_id, []).append(row.id)
    found, waiting = {start}, [start]
    while waiting:
        here = waiting.pop()
        below = list(children.get(here, ()))
        for link in _standing(index, here):
            if link.src_kind != kind or link.dst_kind != kind:
                continue
            if link.dst == here and link.relation in under:
                below.append(link.src)
            elif link.src == here and link.relation in over:
                below.append(link.dst)
        new = [one for one in below if one not in found]
        found.update(new)
        waiting += new
    return found
