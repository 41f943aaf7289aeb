"""Conditions about what a file is linked to, how sure that is, and what it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from evidence_board.filters.checked import only, read_flag, read_text, read_whole
from evidence_board.filters.nodes import Condition, Test
from evidence_board.filters.reach import linked_items, of_unit, units_below
from evidence_board.filters.shapes import OfNothing, OfText
from evidence_board.model.case_index import CaseIndex
from evidence_board.model.levels import Level

__all__ = ["LEVEL_OF", "MOST_STEPS", "AtLeast", "Disputed", "LinkedTo", "NearTo", "OfUnit", "Uncited"]

#: What a level is asked of.
LEVEL_OF = ("position", "links")
_LADDER = tuple(level.value for level in Level if level is not Level.UNJUDGED)
#: Farther than this, everything is near everything.
MOST_STEPS = 6


@dataclass(frozen=True, slots=True)
class NearTo(Condition):
    """Files within so many links of a thing."""

    id: str
    steps: int
    word: ClassVar[str] = "near"
    only_one: ClassVar[bool] = True

    def test(self, index: CaseIndex) -> Test:
        """Return what to ask of each file."""
        close = index.neighbourhood(self.id, self.steps)
        return lambda item: item.id in close

    def values(self) -> dict[str, Any]:
        """Return what it is made of."""
        return {"id": self.id, "steps": self.steps}

    @classmethod
    def from_values(cls, untrusted_values: Mapping[str, Any]) -> Self:
        """Return the condition with these values."""
        only(untrusted_values, "id", "steps")
        return cls(read_text(untrusted_values, "id"), read_whole(untrusted_values, "steps", least=1, most=MOST_STEPS))


@dataclass(frozen=True, slots=True)
class LinkedTo(OfText):
    """Files that a link above refuted joins with a thing, and those that an account posted itself."""

    id: str
    word: ClassVar[str] = "linked to"

    def test(self, index: CaseIndex) -> Test:
        """Return what to ask of each file."""
        wanted, linked = self.id, linked_items(index, [self.id])
        return lambda item: item.id in linked or item.account_id == wanted


@dataclass(frozen=True, slots=True)
class OfUnit(Condition):
    """Files linked to a unit, or to its people, their accounts, its accounts and its equipment.

    Links count at every level above refuted; with ``below``, those of all units under it count too.
    """

    unit: str
    below: bool = True
    word: ClassVar[str] = "unit"

    def test(self, index: CaseIndex) -> Test:
        """Return what to ask of each file."""
        things = of_unit(index, units_below(index, self.unit) if self.below else {self.unit})
        linked = linked_items(index, things)
        return lambda item: item.id in linked or item.account_id in things

    def values(self) -> dict[str, Any]:
        """Return what it is made of."""
        return {"unit": self.unit, "below": self.below}

    @classmethod
    def from_values(cls, untrusted_values: Mapping[str, Any]) -> Self:
        """Return the condition with these values."""
        only(untrusted_values, "unit", "below")
        return cls(read_text(untrusted_values, "unit"), read_flag(untrusted_values, "below"))


@dataclass(frozen=True, slots=True)
class AtLeast(Condition):
    """Files whose position, or one of whose links, is at least so sure. What nobody judged is not."""

    level: str
    of: str = "position"
    word: ClassVar[str] = "level"
    cost: ClassVar[int] = 2

    def __post_init__(self) -> None:
        """Refuse words that mean nothing: such a filter could be saved and never read again."""
        if self.level not in _LADDER or self.of not in LEVEL_OF:
            raise ValueError(f"no level {self.level!r} of {self.of!r}")

    def test(self, index: CaseIndex) -> Test:
        """Return what to ask of each file."""
        sure = frozenset(_LADDER[: _LADDER.index(self.level) + 1])
        if self.of == "position":
            return lambda item: item.latitude is not None and item.level in sure
        linked = {end for link in index.links.values() if link.level in sure for end in (link.src, link.dst)}
        return lambda item: item.id in linked

    def values(self) -> dict[str, Any]:
        """Return what it is made of."""
        return {"level": self.level, "of": self.of}

    @classmethod
    def from_values(cls, untrusted_values: Mapping[str, Any]) -> Self:
        """Return the condition with these values."""
        only(untrusted_values, "level", "of")
        level = read_text(untrusted_values, "level", words=_LADDER)
        return cls(level, read_text(untrusted_values, "of", words=LEVEL_OF))


@dataclass(frozen=True, slots=True)
class Uncited(OfNothing):
    """Files of which something is said that cites nothing: a position, a time, or a link."""

    word: ClassVar[str] = "uncited"

    def test(self, index: CaseIndex) -> Test:
        """Return what to ask of each file."""
        bare = {end for link in index.links.values() if not link.citations for end in (link.src, link.dst)}
        return lambda item: item.uncited > 0 or item.id in bare


@dataclass(frozen=True, slots=True)
class Disputed(OfNothing):
    """Files of which something is said that evidence is cited against."""

    word: ClassVar[str] = "disputed"

    def test(self, index: CaseIndex) -> Test:
        """Return what to ask of each file."""
        doubted = {end for link in index.links.values() if link.disputed for end in (link.src, link.dst)}
        return lambda item: item.disputed or item.id in doubted
