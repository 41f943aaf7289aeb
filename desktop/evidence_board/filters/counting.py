"""How many files each of many conditions would leave, for lists with live counts."""

from collections import Counter
from collections.abc import Sequence

from evidence_board.filters.about_files import CameraIs, HasTag, InCollection, KindIs, PostedBy, StatusIs, tags_below
from evidence_board.filters.active import Filter, visible_items
from evidence_board.filters.nodes import Condition, Part, test_of
from evidence_board.model.case_index import CaseIndex, ItemRow

__all__ = ["counts_of"]


def counts_of(parts: Sequence[Part], index: CaseIndex, active: Filter) -> list[int]:
    """Return for each part how many files are left when it joins the filter.

    A condition of which a filter has one at the most takes the place of the old one, so the old one does not
    count. The usual conditions of one value are counted together, in one pass over the files.
    """
    bases: dict[Filter, _Counted] = {}
    found = []
    for part in parts:
        base = active.without(type(part)) if isinstance(part, Condition) and part.only_one else active
        if base not in bases:
            bases[base] = _Counted(visible_items(index, base), index)
        found.append(bases[base].count(part))
    return found


class _Counted:
    """The files of one filter, and figures of them that were asked for before."""

    def __init__(self, items: list[ItemRow], index: CaseIndex) -> None:
        self._items, self._index = items, index
        self._figures: dict[str, Counter[str | None]] = {}

    def count(self, part: Part) -> int:
        match part:
            case KindIs((kind,)):
                return self._by("kind")[kind]
            case PostedBy((account,)):
                return self._by("account_id")[account]
            case StatusIs((status,)):
                return self._by("status")[status]
            case CameraIs((camera,)):
                return self._by("camera")[camera]
            case InCollection(album):
                return self._among("album_ids")[album]
            case HasTag(tag, below) if not below or len(tags_below(self._index, tag)) == 1:
                return self._among("tag_ids")[tag]
        return sum(map(test_of(part, self._index), self._items))

    def _by(self, name: str) -> "Counter[str | None]":
        if name not in self._figures:
            self._figures[name] = Counter(getattr(item, name) for item in self._items)
        return self._figures[name]

    def _among(self, name: str) -> "Counter[str | None]":
        if name not in self._figures:
            self._figures[name] = Counter(one for item in self._items for one in set(getattr(item, name)))
        return self._figures[name]
