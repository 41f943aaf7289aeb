"""In which order and which groups the gallery shows its files; pure, made off the GUI thread when long."""

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

from evidence_board.model.case_index import CaseIndex, ItemRow

__all__ = ["GROUPINGS", "PLACED", "SORTS", "Arrangement", "Group", "arrange", "first_of_copies"]

#: What the files can be sorted and grouped by; words for the user are in the header of the gallery.
SORTS = ("taken", "posted", "added", "ref", "name")
GROUPINGS = ("place", "date", "account", "picture", "none")

#: Key of the group of files that stand on the map at a place nobody has named.
PLACED = "\x00placed"
_OWN = "\x00own"


@dataclass(frozen=True, slots=True)
class Group:
    """A run of files under one heading.

    Attributes:
        key: the town or area, the day (ISO 8601, shorter where no day is known), the account, or the first
            ref of those that show one picture; empty for the files that have none.
        start: position of the first file in the whole order.
        count: how many files.
    """

    key: str
    start: int
    count: int


@dataclass(frozen=True)
class Arrangement:
    """An order of files, cut into groups.

    Attributes:
        ids: all files in the order they are shown.
        groups: runs that cover ``ids``; one without heading when ``grouping`` is ``none``.
        grouping: one of `GROUPINGS`.
    """

    ids: list[str]
    groups: tuple[Group, ...]
    grouping: str = "none"

    @cached_property
    def position(self) -> dict[str, int]:
        """Id -> position in ``ids``."""
        return {item_id: at for at, item_id in enumerate(self.ids)}

    def group_at(self, position: int) -> int:
        """Return the number of the group a position lies in."""
        low, high = 0, len(self.groups) - 1
        while low < high:
            middle = (low + high + 1) // 2
            if self.groups[middle].start <= position:
                low = middle
            else:
                high = middle - 1
        return low

    def ids_of(self, group: int) -> list[str]:
        """Return the files of one group."""
        run = self.groups[group]
        return self.ids[run.start : run.start + run.count]

    def shown(self, collapsed: Set[str]) -> list[str]:
        """Return the files of the groups that are not collapsed.

        Args:
            collapsed: keys of collapsed groups.
        """
        if not collapsed:
            return self.ids
        return list(self._shown(collapsed))

    def _shown(self, collapsed: Set[str]) -> Iterator[str]:
        for number, group in enumerate(self.groups):
            if group.key not in collapsed:
                yield from self.ids_of(number)


def arrange(
    items: Iterable[ItemRow],
    *,
    sort: str = "taken",
    grouping: str = "none",
    descending: bool = False,
    own_order: Sequence[str] | None = None,
    picture_of: Callable[[str], str] | None = None,
) -> Arrangement:
    """Sort and group files.

    Times are compared as they were written, zone or none, as on the timeline (`Moment.sort_key`): ISO texts
    sort like the times they say. Files without a time or name come last in either direction; among equals
    the order of the index stands.

    Args:
        items: in the order of the index.
        sort: one of `SORTS`.
        grouping: one of `GROUPINGS`. Groups of dates follow the sort; the others come largest
            first; files that belong to none come last.
        descending: newest or last first.
        own_order: ids in the order that a person gave them; it takes the place of the sort.
        picture_of: item id -> key of the files that show the same picture, or empty; wanted by ``picture``.

    Raises:
        KeyError: there is no such sort or grouping.
    """
    if own_order is not None:
        ordered = _as_put(list(items), own_order, descending)
    else:
        ordered = _sorted(list(items), sort, descending)
    group_key = _GROUP_KEYS[grouping]
    if grouping == "picture" and picture_of is not None:
        group_key = _by_id(picture_of)
    if group_key is None:
        ids = [item.id for item in ordered]
        # No group that a person folded may hide a collection.
        key = "" if own_order is None else _OWN
        return Arrangement(ids, (Group(key, 0, len(ids)),) if ids else (), grouping)
    runs: dict[str, list[str]] = {}
    for item in ordered:
        runs.setdefault(group_key(item), []).append(item.id)
    if list(runs) == [""]:
        # A heading over everything that says only what is missing helps nobody.
        return Arrangement(runs[""], (Group("", 0, len(runs[""])),))
    keys = [key for key in runs if key not in ("", PLACED)]
    if grouping == "date":
        keys.sort(reverse=descending)
    else:
        keys.sort(key=lambda key: -len(runs[key]))
    keys += [key for key in (PLACED, "") if key in runs]
    ids, groups = [], []
    for key in keys:
        groups.append(Group(key, len(ids), len(runs[key])))
        ids += runs[key]
    return Arrangement(ids, tuple(groups), grouping)


def first_of_copies(index: CaseIndex, item_id: str) -> str:
    """Return the ref of the first file that shows the same picture, or looks like it; empty where none other does."""
    group = index.observations.group_of(item_id)
    first = index.items.get(group.item_ids[0]) if group is not None else None
    return first.ref if first is not None else ""


def _sorted(items: list[ItemRow], sort: str, descending: bool) -> list[ItemRow]:
    if sort == "ref":
        # The index is in the order of refs already.
        return items[::-1] if descending else items
    sort_key = _SORT_KEYS[sort]
    known = [item for item in items if sort_key(item)]
    unknown = [item for item in items if not sort_key(item)] if len(known) < len(items) else []
    known.sort(key=sort_key, reverse=descending)
    return known + unknown


def _as_put(items: list[ItemRow], own_order: Sequence[str], descending: bool) -> list[ItemRow]:
    place = {item_id: at for at, item_id in enumerate(own_order)}
    return sorted(items, key=lambda item: place.get(item.id, len(place)), reverse=descending)


def _by_id(key_of: Callable[[str], str]) -> Callable[[ItemRow], str]:
    return lambda item: key_of(item.id)


def _taken(item: ItemRow) -> str:
    return item.captured.local if item.captured is not None else ""


def _posted(item: ItemRow) -> str:
    return item.posted.local if item.posted is not None else ""


def _added(item: ItemRow) -> str:
    return item.added_at


def _name(item: ItemRow) -> str:
    return item.label.casefold()


def _place(item: ItemRow) -> str:
    return item.place_group or (PLACED if item.latitude is not None else "")


def _day(item: ItemRow) -> str:
    moment = item.captured or item.posted
    return moment.local[:10] if moment is not None else ""


_SORT_KEYS: dict[str, Callable[[ItemRow], str]] = {
    "taken": _taken,
    "posted": _posted,
    "added": _added,
    "name": _name,
}

_GROUP_KEYS: dict[str, Callable[[ItemRow], str] | None] = {
    "place": _place,
    "date": _day,
    "account": lambda item: item.account,
    "picture": lambda item: "",
    "none": None,
}
