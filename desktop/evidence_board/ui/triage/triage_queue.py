"""What is gone through, in which order, and how much of it is left; knows no toolkit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from evidence_board.model.case_index import ItemRow
from evidence_board.model.sources import WorkStatus

__all__ = ["TriageQueue", "begin_queue"]


@dataclass(frozen=True, slots=True)
class TriageQueue:
    """The files as they were when it began; what is done with one does not move the others.

    Attributes:
        ids: the files, in the order of the gallery.
        at: number of the present one; ``len(ids)`` when the end is reached.
        only_new: whether it began with the new files alone.
    """

    ids: tuple[str, ...] = ()
    at: int = 0
    only_new: bool = True

    @property
    def current(self) -> str | None:
        """The present file, None at the end."""
        return self.ids[self.at] if self.at < len(self.ids) else None

    @property
    def following(self) -> tuple[str, ...]:
        """The files that come next, nearest first, and the one before."""
        return (*self.ids[self.at + 1 : self.at + 3], *self.ids[max(self.at - 1, 0) : self.at])

    def step(self, step: int) -> "TriageQueue":
        """Go on or back; the end is one step behind the last file."""
        return replace(self, at=min(max(self.at + step, 0), len(self.ids)))

    def go_to(self, item_id: str) -> "TriageQueue":
        """Go to one of the files; stay where there is no such file."""
        return replace(self, at=self.ids.index(item_id)) if item_id in self.ids else self

    def without(self, items: Mapping[str, ItemRow]) -> "TriageQueue":
        """Forget files that are in the bin now; the present place stays as near as it can."""
        kept = tuple(one for one in self.ids if one in items)
        if len(kept) == len(self.ids):
            return self
        before = sum(one in items for one in self.ids[: self.at])
        return replace(self, ids=kept, at=before)

    def left(self, items: Mapping[str, ItemRow]) -> int:
        """How many of the files are still new."""
        return sum(items[one].status == WorkStatus.NEW for one in self.ids if one in items)

    def next_new(self, items: Mapping[str, ItemRow]) -> str | None:
        """The first file that is still new, None when there is none."""
        return next((one for one in self.ids if one in items and items[one].status == WorkStatus.NEW), None)


def begin_queue(
    order: Sequence[str], items: Mapping[str, ItemRow], *, only_new: bool, first: str | None = None
) -> TriageQueue:
    """Return the files to go through.

    Args:
        order: ids of what passes the filter, as the gallery shows them.
        items: the rows of the case.
        only_new: leave out what has another state than new.
        first: begin with this one if it is among them.
    """
    ids = tuple(one for one in order if one in items and (not only_new or items[one].status == WorkStatus.NEW))
    queue = TriageQueue(ids, 0, only_new)
    return queue.go_to(first) if first is not None else queue
