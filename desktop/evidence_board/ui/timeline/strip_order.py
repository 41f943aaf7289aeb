"""`StripOrder`: files and events in the order of time, for arrow keys and for Shift."""

from collections.abc import Callable, Container
from functools import cached_property

from evidence_board.analysis.timeline import TimelineData

__all__ = ["StripOrder"]


class StripOrder:
    """The order in which one walks along the strip, for one state of the case and of the filter.

    Args:
        data: everything with a date.
        shown: gives the files that pass the filter, None for all; asked when first needed.
    """

    def __init__(self, data: TimelineData, shown: Callable[[], Container[str] | None]) -> None:
        self._data = data
        self._shown = shown
        self.events = list(data.events.ids)

    @cached_property
    def items(self) -> list[str]:
        """Files that pass the filter, by time; all of them if none passes."""
        shown = self._shown()
        if shown is None:
            return list(self._data.order)
        return [one for one in self._data.order if one in shown] or list(self._data.order)

    def when(self, row_id: str) -> float | None:
        """Return the moment of a file or an event in seconds, None when it has none."""
        return self._data.when.get(row_id)

    def beside(self, row_id: str | None, step: int) -> str | None:
        """Return the file or event before (-1) or after (1) one, staying among its like."""
        among = self.events if row_id in self.events else self.items
        if not among:
            return None
        if row_id not in among:
            at = self.when(row_id) if row_id is not None else None
            return among[0 if step > 0 else -1] if at is None else self.nearest(at, among)
        place = among.index(row_id) + step
        return among[min(max(place, 0), len(among) - 1)]

    def nearest(self, at: float, among: list[str]) -> str | None:
        """Return which of some things is nearest in time."""
        return min(among, key=lambda one: abs(self._data.when[one] - at), default=None)
