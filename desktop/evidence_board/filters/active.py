"""`Filter`: what is shown now. Its parts are joined by "and", and each is one chip."""

from dataclasses import dataclass
from typing import TypeVar

from evidence_board.filters.nodes import AllOf, AnyOf, Condition, Not, Part, passing
from evidence_board.filters.observed import InQueue
from evidence_board.model.case_index import CaseIndex, ItemRow

__all__ = ["Filter", "any_of", "not_", "visible_items"]

C = TypeVar("C", bound=Condition)


@dataclass(frozen=True, slots=True)
class Filter:
    """Everything in force, joined by "and", in the order in which it was switched on; empty shows all.

    ``Filter((InQueue("videos"), HasTag(tag)))`` shows videos with a tag.
    """

    parts: tuple[Part, ...] = ()

    def part(self, kind: type[C]) -> C | None:
        """Return the condition of a kind that stands by itself, not inside "or" or "not"; the last of several."""
        return next((one for one in reversed(self.parts) if isinstance(one, kind)), None)

    def every(self, kind: type[C]) -> tuple[C, ...]:
        """Return the conditions of a kind that stand by themselves."""
        return tuple(one for one in self.parts if isinstance(one, kind))

    @property
    def queue(self) -> str:
        """The queue that is shown, or ``all``."""
        found = self.part(InQueue)
        return found.name if found is not None else "all"

    def plus(self, part: Part) -> "Filter":
        """Return the filter with one part more.

        A condition of which there is one at the most takes the place of the old one, and "not this" that of
        "this"; what is there already stays.
        """
        if part in self.parts:
            return self
        for at, one in enumerate(self.parts):
            if _gives_way(one, part):
                return Filter((*self.parts[:at], part, *self.parts[at + 1 :]))
        return Filter((*self.parts, part))

    def minus(self, part: Part) -> "Filter":
        """Return the filter without one part."""
        return Filter(tuple(one for one in self.parts if one != part))

    def without(self, *kinds: type[Condition]) -> "Filter":
        """Return the filter without the conditions of some kinds that stand by themselves."""
        return Filter(tuple(one for one in self.parts if not isinstance(one, kinds)))

    def exchanged(self, old: Part, new: Part | None) -> "Filter":
        """Return the filter with another part in the place of one; None takes it away."""
        if new is None or (new in self.parts and new != old):
            return self.minus(old)
        return Filter(tuple(new if one == old else one for one in self.parts))

    def toggled(self, part: Part) -> "Filter":
        """Return the filter with a part if it was without, and the reverse."""
        return self.minus(part) if part in self.parts else self.plus(part)

    def with_queue(self, name: str) -> "Filter":
        """Return the filter with another queue; ``all`` is none."""
        return self.without(InQueue) if name == "all" else self.plus(InQueue(name))

    def cleared(self) -> "Filter":
        """Return the filter that shows everything: nothing that hides files is left without a word."""
        return Filter()


def _gives_way(old: Part, new: Part) -> bool:
    if isinstance(new, Condition) and type(old) is type(new) and new.only_one:
        return True
    return old in (Not(new),) or new in (Not(old),)


def not_(part: Part) -> Part:
    """Return the opposite of a part; twice is the part itself."""
    return part.part if isinstance(part, Not) else Not(part)


def any_of(first: Part, second: Part) -> Part:
    """Return a part that passes what passes one of two; groups of "or" are joined into one, without repeats."""
    options = [one for part in (first, second) for one in (part.parts if isinstance(part, AnyOf) else (part,))]
    kept = tuple(dict.fromkeys(options))
    return kept[0] if len(kept) == 1 else AnyOf(kept)


def visible_items(index: CaseIndex, active: Filter | AllOf) -> list[ItemRow]:
    """Return the items that pass, in the order of the index.

    Never touches the disk. A list longer than some ten thousand belongs off the GUI thread.
    """
    return passing(index.items.values(), active.parts, index)
