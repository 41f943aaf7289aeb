"""The parts a filter is made of: conditions, and the "and", "or" and "not" that join them.

A part is an immutable value. `passing` asks it about many files at once; it never touches the disk.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self, TypeAlias

from evidence_board.model.case_index import CaseIndex, ItemRow

__all__ = ["AllOf", "AnyOf", "Condition", "Not", "Part", "Test", "passing", "test_of"]

#: Tells of one file whether it passes.
Test: TypeAlias = Callable[[ItemRow], bool]


class Condition(ABC):
    """One thing that is asked of a file. Subclasses are frozen dataclasses.

    Attributes:
        word: its name in a saved view; never changed once published.
        cost: how long one answer takes, relative to a comparison; the quick ones are asked first.
        only_one: a filter has it once at the most, so that a new one takes the place of the old.
    """

    word: ClassVar[str]
    cost: ClassVar[int] = 1
    only_one: ClassVar[bool] = False

    @abstractmethod
    def test(self, index: CaseIndex) -> Test:
        """Return what to ask of each file of an index."""

    @abstractmethod
    def values(self) -> dict[str, Any]:
        """Return what it is made of, as plain JSON."""

    @classmethod
    @abstractmethod
    def from_values(cls, untrusted_values: Mapping[str, Any]) -> Self:
        """Return the condition with these values.

        Raises:
            ValueError: a value is missing, unknown or of another kind.
        """


@dataclass(frozen=True, slots=True)
class AllOf:
    """Passes what passes every part; without parts, everything."""

    parts: tuple["Part", ...] = ()


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Passes what passes one part or more; without parts, nothing."""

    parts: tuple["Part", ...] = ()


@dataclass(frozen=True, slots=True)
class Not:
    """Passes what does not pass the part."""

    part: "Part"


Part: TypeAlias = Condition | AllOf | AnyOf | Not


def test_of(part: Part, index: CaseIndex) -> Test:
    """Return what to ask of each file of an index."""
    match part:
        case Not(inner):
            test = test_of(inner, index)
            return lambda item: not test(item)
        case AllOf(parts):
            return _joined([test_of(one, index) for one in sorted(parts, key=_cost)], every=True)
        case AnyOf(parts):
            return _joined([test_of(one, index) for one in sorted(parts, key=_cost)], every=False)
    return part.test(index)


def passing(items: Iterable[ItemRow], parts: Iterable[Part], index: CaseIndex) -> list[ItemRow]:
    """Return the files that pass every part, in their order; the quick questions are asked first."""
    found = list(items)
    for part in sorted(parts, key=_cost):
        test = test_of(part, index)
        found = [item for item in found if test(item)]
    return found


def _cost(part: Part) -> int:
    match part:
        case Not(inner):
            return _cost(inner)
        case AllOf(parts) | AnyOf(parts):
            return sum(_cost(one) for one in parts)
    return part.cost


def _joined(tests: list[Test], *, every: bool) -> Test:
    if len(tests) == 1:
        return tests[0]
    if len(tests) == 2:
        # By far the most frequent; calling two functions is quicker than walking a list of them.
        first, second = tests
        if every:
            return lambda item: first(item) and second(item)
        return lambda item: first(item) or second(item)
    if every:
        return lambda item: all(test(item) for test in tests)
    return lambda item: any(test(item) for test in tests)
