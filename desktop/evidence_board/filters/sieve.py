"""`Sieve`: what passes the filter, worked out once per change, for a large case before anybody asks for it."""

from dataclasses import dataclass

from evidence_board.filters.about_places import InView
from evidence_board.filters.active import Filter, visible_items
from evidence_board.filters.nodes import passing
from evidence_board.model.case_index import CaseIndex, ItemRow

__all__ = ["Sieve", "Sifted"]


@dataclass(frozen=True, slots=True)
class Sifted:
    """What passes one filter.

    Attributes:
        index: of which read model.
        active: the filter.
        visible: the items that pass, by id, in the order of the index.
        around: those that pass everything but the map view, so that panning finds them.
    """

    index: CaseIndex
    active: Filter
    visible: dict[str, ItemRow]
    around: dict[str, ItemRow]


class Sieve:
    """Keeps the last answer. A new map view over the same other conditions asks those not again."""

    def __init__(self) -> None:
        self._last: Sifted | None = None

    def now(self, index: CaseIndex, active: Filter, *, waiting: bool) -> Sifted:
        """Return what passes; while a new answer is on its way (``waiting``), what still stands in every pane."""
        last = self._last
        if last is not None and last.index is index and (waiting or last.active == active):
            return last
        return self.keep(self.sift(index, active))

    def sift(self, index: CaseIndex, active: Filter) -> Sifted:
        """Return what passes, without keeping it."""
        last, wider = self._last, active.without(InView)
        if last is not None and last.index is index and last.active.without(InView) == wider:
            around = last.around
        else:
            around = {item.id: item for item in visible_items(index, wider)}
        if wider == active:
            return Sifted(index, active, around, around)
        inside = passing(around.values(), active.every(InView), index)
        return Sifted(index, active, {item.id: item for item in inside}, around)

    def keep(self, answer: Sifted) -> Sifted:
        """Keep an answer and return it."""
        self._last = answer
        return answer
