"""Which files are still to be placed, and how far the work is."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from evidence_board.model.case_index import ItemRow

__all__ = ["Queue", "queue_of"]


@dataclass(frozen=True, slots=True)
class Queue:
    """The strip.

    Attributes:
        waiting: pictures and videos without a position, in the order of the filter.
        placed: those with one, in the same order.
        given_up: how many somebody said cannot be located.
        order: row id -> place in the order of the filter, of all of them.
    """

    waiting: tuple[ItemRow, ...] = ()
    placed: tuple[ItemRow, ...] = ()
    given_up: int = 0
    order: Mapping[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """How many there are in all."""
        return len(self.waiting) + len(self.placed) + self.given_up

    def after(self, item_id: str, *, skipped: frozenset[str] = frozenset()) -> str | None:
        """Return the next that waits behind an item, from the beginning again at the end; None when none is left.

        Those that were skipped come last.
        """
        ids = [row.id for row in self.waiting if row.id != item_id]
        if not ids:
            return None
        here = self.order.get(item_id, -1)
        behind = [one for one in ids if self.order[one] > here] + [one for one in ids if self.order[one] < here]
        fresh = [one for one in behind if one not in skipped]
        return (fresh or behind)[0]


def queue_of(visible: Mapping[str, ItemRow]) -> Queue:
    """Return the queue of the files that pass the filter; plain files have nothing to look at."""
    waiting, placed, given_up = [], [], 0
    order = {row_id: place for place, row_id in enumerate(visible)}
    for row in visible.values():
        if row.kind == "file":
            continue
        if row.latitude is not None:
            placed.append(row)
        elif row.unlocatable:
            given_up += 1
        else:
            waiting.append(row)
    return Queue(tuple(waiting), tuple(placed), given_up, order)
