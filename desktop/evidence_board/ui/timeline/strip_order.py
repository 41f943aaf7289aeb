"""`StripOrder`: files and events in the order of time, for arrow keys and for Shift."""

from collections.abc import Container

from evidence_board.analysis.timeline import TimelineData

__all__ = ["StripOrder"]


class StripOrder:
    """The order in which one walks along the strip; made once for the same data and the same filter."""

    def __init__(self, data: TimelineData, shown: Container[str] | None) -> None:
        """Sort.

        Args:
            data: everything with a date.
            shown: files that pass the filter; None for all. If none of them has a date, all count.
        """
        when = dict(zip(data.posted.ids, data.posted.item_at.tolist(), strict=True))
        when.update(zip(data.taken.ids, data.taken.item_at.tolist(), strict=True))
        ids = sorted(when, key=lambda one: when[one])
        seen = ids if shown is None else [one for one in ids if one in shown]
        self.items = seen or ids
        self.events = list(data.events.ids)
        self._when = when | dict(zip(data.events.ids, data.events.at.tolist(), strict=True))

    def when(self, row_id: str) -> float | None:
        """Return the moment of a file or an event in seconds, None when it has none."""
        return self._when.get(row_id)

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
        return min(among, key=lambda one: abs(self._when[one] - at), default=None)
