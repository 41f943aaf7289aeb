"""Conditions about what waits for a person: problems, conflicts, pictures that look alike, and the queues."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from evidence_board.filters.about_links import Uncited
from evidence_board.filters.checked import only, read_text
from evidence_board.filters.nodes import Condition, Test
from evidence_board.filters.shapes import OfNothing
from evidence_board.model.case_index import CaseIndex, ItemRow

__all__ = ["QUEUES", "Conflicting", "InQueue", "LooksAlike", "NeedsLook"]


@dataclass(frozen=True, slots=True)
class Conflicting(OfNothing):
    """Files with a conflict that nobody answered: facts of them that do not fit together."""

    word: ClassVar[str] = "conflicting"

    def test(self, index: CaseIndex) -> Test:
        """Return what to ask of each file."""
        odd = _in_conflict(index)
        return lambda item: item.id in odd


@dataclass(frozen=True, slots=True)
class NeedsLook(OfNothing):
    """Files with an open problem, or with a conflict that nobody answered."""

    word: ClassVar[str] = "open problems"

    def test(self, index: CaseIndex) -> Test:
        """Return what to ask of each file."""
        odd = _in_conflict(index)
        return lambda item: item.open_problems > 0 or item.id in odd


def _in_conflict(index: CaseIndex) -> set[str]:
    noticed = index.observations.conflicts
    return {one for one, found in noticed.items() if any(conflict.state == "open" for conflict in found)}


@dataclass(frozen=True, slots=True)
class LooksAlike(Condition):
    """Files that look like another one: of one group, or of any (``group`` is empty).

    A group is named by one of its files, so that it is found again when it grows.
    """

    group: str = ""
    word: ClassVar[str] = "looks alike"

    def test(self, index: CaseIndex) -> Test:
        """Return what to ask of each file."""
        noticed = index.observations
        if not self.group:
            grouped = noticed.group_by_item
            return lambda item: item.id in grouped
        found = noticed.group_of(self.group)
        inside = frozenset(found.item_ids) if found is not None else frozenset({self.group})
        return lambda item: item.id in inside

    def values(self) -> dict[str, Any]:
        """Return what it is made of."""
        return {"group": self.group} if self.group else {}

    @classmethod
    def from_values(cls, untrusted_values: Mapping[str, Any]) -> Self:
        """Return the condition with these values."""
        only(untrusted_values, "group")
        return cls(read_text(untrusted_values, "group") if "group" in untrusted_values else "")


def _not_placed(index: CaseIndex) -> Test:
    return lambda item: item.latitude is None and not item.unlocatable


def _not_linked(index: CaseIndex) -> Test:
    linked = index.links_of
    return lambda item: item.account_id is None and item.id not in linked


def _unjudged_groups(index: CaseIndex) -> Test:
    waiting = {one for group in index.observations.groups.values() if not group.accepted for one in group.item_ids}
    return lambda item: item.id in waiting


def _video(index: CaseIndex) -> Test:
    return _is_video


def _is_video(item: ItemRow) -> bool:
    return item.kind == "video"


#: What waits for a person, in the order of the list: name -> what to ask of each file. "Cannot be located" is an
#: answer, so such a file waits for no position.
QUEUES: dict[str, Callable[[CaseIndex], Test]] = {
    "not_placed": _not_placed,
    "not_linked": _not_linked,
    "uncited": lambda index: Uncited().test(index),
    "second_look": lambda index: NeedsLook().test(index),
    "look_alikes": _unjudged_groups,
    "videos": _video,
}


@dataclass(frozen=True, slots=True)
class InQueue(Condition):
    """Files of one of the `QUEUES`; a filter has one at the most."""

    name: str
    word: ClassVar[str] = "queue"
    only_one: ClassVar[bool] = True

    def __post_init__(self) -> None:
        """Refuse a name that means nothing; "all media" is no queue, it is no filter at all."""
        if self.name not in QUEUES:
            raise ValueError(f"no queue {self.name!r}")

    def test(self, index: CaseIndex) -> Test:
        """Return what to ask of each file."""
        return QUEUES[self.name](index)

    def values(self) -> dict[str, Any]:
        """Return what it is made of."""
        return {"name": self.name}

    @classmethod
    def from_values(cls, untrusted_values: Mapping[str, Any]) -> Self:
        """Return the condition with these values."""
        only(untrusted_values, "name")
        return cls(read_text(untrusted_values, "name", words=tuple(QUEUES)))
