"""Where things stand on a line of time: in columns, in bars, and in a first view that outliers do not spoil.

Only numbers: seconds on the axis that `Moment.sort_key` gives (the written clock time, zone or none) in,
columns, levels and counts out. Arrays are one-dimensional and sorted by time unless it says otherwise.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from evidence_board.model.case_index import CaseIndex
from evidence_board.model.moments import Moment

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Array = npt.NDArray[np.float64]
    Flags = npt.NDArray[np.bool_]
    Numbers = npt.NDArray[np.int64]

__all__ = [
    "DAY", "EventRow", "Stacks", "TimeRow", "TimelineData", "bar_counts", "bar_start", "column_step", "highest_bar",
    "longest_stack", "seconds_of", "stacks", "timeline_data", "usual_span",
]  # fmt: skip

DAY = 86_400.0

#: Lengths of columns and bars in seconds; longer ones double from four weeks on.
_STEPS = (60.0, 300.0, 900.0, 1800.0, 3600.0, 10_800.0, 21_600.0, 43_200.0, DAY, 2 * DAY, 4 * DAY, 7 * DAY, 14 * DAY)
#: Columns of more than a day begin on a Monday: 5 January 1970 was one.
_MONDAY = 4 * DAY


@dataclass(frozen=True, slots=True, eq=False)
class TimeRow:
    """One row of the timeline: a time of each file that has one, in order of time.

    Attributes:
        ids: item ids; a file stands at most once in a row.
        at: (n,) seconds, ascending.
        item_at: (n,) seconds by which the time filter takes the file: taken, else posted.
        span: (n,) seconds that the time may last (a day for a day-only date, 0 for a second).
        about: (n,) whether the time is only about right.
        places: item id -> its place in the row.
    """

    ids: tuple[str, ...]
    at: Array
    item_at: Array
    span: Array
    about: Flags
    places: Mapping[str, int]

    def part(self, start: float, end: float) -> slice:
        """Return which marks stand from ``start`` (included) to ``end`` (not)."""
        first, last = self.at.searchsorted((start, end))
        return slice(int(first), int(last))

    def count(self, start: float, end: float) -> int:
        """Return how many marks stand from ``start`` to ``end``."""
        first, last = self.at.searchsorted((start, end))
        return int(last - first)


@dataclass(frozen=True, slots=True, eq=False)
class EventRow:
    """The events that have a date, in order of time.

    Attributes:
        ids: entity ids.
        labels: their names.
        at: (n,) seconds of the start, ascending.
        end: (n,) seconds of the end; the start where there is none.
        places: entity id -> its place in the row.
    """

    ids: tuple[str, ...]
    labels: tuple[str, ...]
    at: Array
    end: Array
    places: Mapping[str, int]


@dataclass(frozen=True, slots=True, eq=False)
class TimelineData:
    """Everything with a date in a case.

    Attributes:
        taken: when files were taken.
        posted: when they were posted.
        events: when events happened.
        order: items by the time that the filter takes them by: taken, else posted.
        when: item or event id -> that time in seconds.
    """

    taken: TimeRow
    posted: TimeRow
    events: EventRow
    order: tuple[str, ...]
    when: Mapping[str, float]

    @property
    def is_empty(self) -> bool:
        """Whether nothing has a date."""
        return not (self.taken.ids or self.posted.ids or self.events.ids)

    @property
    def times(self) -> Array:
        """Every start there is, not in order."""
        import numpy as np

        return np.concatenate([self.taken.at, self.posted.at, self.events.at])

    @property
    def extent(self) -> tuple[float, float] | None:
        """The first and the last moment of all, None when nothing has a date."""
        times = self.times
        if not len(times):
            return None
        ends = [row.at[-1] + row.span[-1] for row in (self.taken, self.posted) if row.ids]
        ends += [float(self.events.end.max())] if self.events.ids else []
        return float(times.min()), float(max(ends))


@dataclass(frozen=True, slots=True, eq=False)
class Stacks:
    """Where the marks of a row stand when they are stacked in columns.

    Attributes:
        middle: (n,) seconds of the middle of the mark.
        half: (n,) half the length of a bar in seconds; 0 for a square.
        level: (n,) place in its stack, 0 is nearest to the line.
        height: (n,) how many levels its stack has.
    """

    middle: Array
    half: Array
    level: Numbers
    height: Numbers


def seconds_of(moment: Moment) -> float:
    """Return what `Moment.sort_key` gives, whole seconds; quickly for full dates."""
    try:
        clock = datetime.fromisoformat(moment.local)
    except ValueError:
        return moment.sort_key
    return float(math.floor(clock.replace(tzinfo=UTC).timestamp()))


def timeline_data(index: CaseIndex) -> TimelineData:
    """Sort everything with a date; 100,000 files take a few tenths of a second, so not in the GUI thread."""
    import numpy as np

    # Lists of one thing each: a tuple per file would keep the garbage collector busy for a second.
    items = list(index.items.values())
    taken = [item for item in items if item.captured is not None]
    posted = [item for item in items if item.posted is not None]
    taken_row = _time_row(
        [item.id for item in taken],
        [item.captured for item in taken if item.captured is not None],
        [item.captured_approximate for item in taken],
        {},
    )
    posted_row = _time_row(
        [item.id for item in posted],
        [item.posted for item in posted if item.posted is not None],
        [False] * len(posted),
        dict(zip(taken_row.ids, taken_row.at.tolist(), strict=True)),
    )
    when = dict(zip(posted_row.ids, posted_row.item_at.tolist(), strict=True))
    when.update(zip(taken_row.ids, taken_row.at.tolist(), strict=True))
    ids = list(when)
    order = np.argsort(np.fromiter(when.values(), dtype=np.float64, count=len(when)), kind="stable")
    events = _event_row(index)
    when.update(zip(events.ids, events.at.tolist(), strict=True))
    return TimelineData(taken_row, posted_row, events, tuple(ids[one] for one in order.tolist()), when)


def _time_row(ids: list[str], moments: list[Moment], about: list[bool], taken_at: Mapping[str, float]) -> TimeRow:
    import numpy as np

    at = _all_seconds(moments)
    order = np.argsort(at, kind="stable")
    at, places = at[order], order.tolist()
    # Times of one precision last equally long, but for ranges and bounds.
    lasting = {one.precision: one.span_s for one in {moment.precision: moment for moment in moments}.values()}
    alike = lasting.keys() - {"range", "before", "after"}
    spans = np.fromiter(
        (lasting[one.precision] if one.precision in alike else one.span_s for one in moments),
        dtype=np.float64,
        count=len(ids),
    )
    in_order = tuple([ids[one] for one in places])
    return TimeRow(
        in_order,
        at,
        np.array([taken_at.get(one, own) for one, own in zip(in_order, at.tolist(), strict=True)], dtype=np.float64),
        spans[order],
        np.array(about, dtype=np.bool_)[order],
        dict(zip(in_order, range(len(ids)), strict=True)),
    )


def _all_seconds(moments: list[Moment]) -> Array:
    """As `seconds_of` for many: NumPy reads the dates of a whole row at once."""
    import numpy as np

    try:
        read = np.array([moment.local for moment in moments], dtype="datetime64[us]")
    except ValueError:
        return np.array([seconds_of(moment) for moment in moments], dtype=np.float64)
    seconds: Array = np.floor(read.astype(np.int64) / 1e6)
    return seconds


def _event_row(index: CaseIndex) -> EventRow:
    import numpy as np

    found = []
    for event in index.entities_of("event"):
        first = event.start or event.end
        if first is not None:
            at = seconds_of(first)
            end = at if event.end is None else seconds_of(event.end) + (event.end.span_s if event.end else 0.0)
            found.append((at, max(at, end), event.id, event.label))
    found.sort(key=lambda one: one[0])
    return EventRow(
        tuple(one[2] for one in found),
        tuple(one[3] for one in found),
        np.array([one[0] for one in found], dtype=np.float64),
        np.array([one[1] for one in found], dtype=np.float64),
        {one[2]: place for place, one in enumerate(found)},
    )


# -- columns ---------------------------------------------------------------------------------------------


def column_step(scale: float, *, least_px: float) -> float:
    """Return the shortest length of a column, in seconds, that is at least so wide.

    Args:
        scale: pixels per second.
        least_px: width in pixels.
    """
    for step in _STEPS:
        if step * scale >= least_px:
            return step
    step = 28 * DAY
    while step * scale < least_px and step < 1e12:
        step *= 2
    return step


def bar_start(at: float, step: float) -> float:
    """Return where the column that holds a moment begins."""
    origin = _origin(step)
    return origin + math.floor((at - origin) / step) * step


def _origin(step: float) -> float:
    return _MONDAY if step > DAY else 0.0


def stacks(row: TimeRow, part: slice, step: float) -> Stacks:
    """Stack the marks of a part of a row in columns of one length.

    In columns shorter than a day, a day-only date is a bar one day long; bars lie nearest to the line and
    the squares of that day stand above them. The part must hold whole days and whole columns.
    """
    import numpy as np

    at, span = row.at[part], row.span[part]
    column = np.floor((at - _origin(step)) / step)
    if step >= DAY:
        level, height = _ranks(column)
        middle = _origin(step) + (column + 0.5) * step
        return Stacks(middle, np.zeros(len(at)), level, height)
    day = np.floor(at / DAY)
    is_bar = span == DAY
    level = np.zeros(len(at), dtype=np.int64)
    # The input is in order of time, so what is left after taking some out still is.
    level[is_bar] = _ranks(day[is_bar])[0]
    level[~is_bar] = _ranks(column[~is_bar])[0]
    days, which = np.unique(day, return_inverse=True)
    bars = np.bincount(which[is_bar], minlength=len(days))
    level[~is_bar] += bars[which[~is_bar]]
    height = np.zeros(len(days), dtype=np.int64)
    np.maximum.at(height, which, level + 1)
    middle = np.where(is_bar, (day + 0.5) * DAY, (column + 0.5) * step)
    return Stacks(middle, np.where(is_bar, DAY / 2, 0.0), level, height[which])


def _ranks(groups: Array) -> tuple[Numbers, Numbers]:
    """Place of each in its run of equal values, and the length of that run; ``groups`` ascends."""
    import numpy as np

    if not len(groups):
        empty = np.zeros(0, dtype=np.int64)
        return empty, empty
    starts = np.flatnonzero(np.concatenate([[True], groups[1:] != groups[:-1]]))
    counts = np.diff(np.append(starts, len(groups)))
    return np.arange(len(groups)) - np.repeat(starts, counts), np.repeat(counts, counts)


def longest_stack(row: TimeRow, step: float) -> int:
    """Return the height of the highest column of a whole row."""
    if not row.ids:
        return 0
    return int(stacks(row, slice(0, len(row.ids)), step).height.max())


def highest_bar(row: TimeRow, step: float, part: slice | None = None) -> int:
    """Return the number of marks in the fullest column of a row, or of a part that holds whole columns."""
    import numpy as np

    at = row.at if part is None else row.at[part]
    if not len(at):
        return 0
    return int(_ranks(np.floor((at - _origin(step)) / step))[1].max())


def bar_counts(at: Array, start: float, step: float, count: int, *, groups: Numbers | None = None) -> Numbers:
    """Return how many of the times fall into each of ``count`` bars from ``start`` on, by group.

    Args:
        at: seconds, ascending.
        start: where the first bar begins, as `bar_start` gives it.
        step: length of a bar in seconds.
        count: how many bars.
        groups: (n,) 0, 1 or 2 for each time; without, all are of group 0.

    Returns:
        (3, count) numbers.
    """
    import numpy as np

    first, last = (int(one) for one in at.searchsorted((start, start + step * count)))
    bars = np.minimum(((at[first:last] - start) / step).astype(np.int64), count - 1)
    if groups is not None:
        bars += count * groups[first:last]
    found: Numbers = np.bincount(bars, minlength=3 * count).reshape(3, count)
    return found


# -- the first view --------------------------------------------------------------------------------------


def usual_span(times: Iterable[float] | Array) -> tuple[float, float] | None:
    """Return the span in which the mass of the times lies, or None when there are none.

    A tenth of the times (of few: up to two, but never half) may be left out if they lie far away: further
    than three times the span of the rest and than half a year. So one photo of a camera whose clock said
    1970, or 2099, does not press all others into one column.
    """
    import numpy as np

    at = np.sort(np.asarray(list(times) if not isinstance(times, np.ndarray) else times, dtype=np.float64))
    count = len(at)
    if not count:
        return None
    keep = count - max(count // 10, min(2, (count - 1) // 2))
    widths = at[keep - 1 :] - at[: count - keep + 1]
    first = int(widths.argmin())
    start, end = float(at[first]), float(at[first + keep - 1])
    reach = max(3 * (end - start), 182 * DAY)
    near = at[(at >= start - reach) & (at <= end + reach)]
    return float(near[0]), float(near[-1])
