"""Where every mark of the strip stands: rows from the height of the strip, columns from the zoom. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from evidence_board.analysis.timeline import (
    DAY,
    TimelineData,
    TimeRow,
    bar_counts,
    bar_start,
    column_step,
    highest_bar,
    longest_stack,
    stacks,
)

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Array = npt.NDArray[np.float64]
    Numbers = npt.NDArray[np.int64]

__all__ = [
    "MOST_SQUARES",
    "Bars",
    "Content",
    "Marks",
    "Measures",
    "RowName",
    "bars_in",
    "is_crowded",
    "marks_in",
    "measures",
]

#: Above so many files in view, squares merge into bars (DESIGN_GUIDE, Timeline).
MOST_SQUARES = 400
RowName = Literal["taken", "posted"]

_PITCH, _LEAST_PITCH, _MOST_PITCH, _GAP_SHARE = 7.5, 5.5, 12.0, 0.2
_BAR_PX = 7.5
#: A mark lower than this is no longer seen as one.
_LEAST_SEEN = 1.6


@dataclass(frozen=True, slots=True)
class Measures:
    """Pixels from the top of the strip.

    Attributes:
        top: where lines begin.
        event: middle of the diamonds.
        ceiling: the marks taken stay below this.
        middle: line between the rows.
        floor: the marks posted stay above this.
        axis: the axis.
        label: middle of the words below it.
        pitch: height of one level of squares, and least width of a column.
    """

    top: float
    event: float
    ceiling: float
    middle: float
    floor: float
    axis: float
    label: float
    pitch: float

    def room(self, row: RowName) -> float:
        """Height that a row has for its marks."""
        return self.middle - self.ceiling if row == "taken" else self.floor - self.middle


def measures(height: float) -> Measures:
    """Return the rows of a strip so high (94 px in a pane of 124)."""
    axis = height - 27.0
    ceiling, floor = 14.5, axis - 1.5
    room = max(floor - ceiling, 12.0)
    pitch = min(max(room / 10, _PITCH), _MOST_PITCH)
    middle = round(ceiling + 0.5 * room)
    return Measures(2.0, 8.0, ceiling, middle, floor, axis, height - 15.0, pitch)


@dataclass(frozen=True, slots=True, eq=False)
class Content:
    """What the strip shows, all of it immutable: the painter thread may still hold an older one.

    Attributes:
        data: everything with a date.
        passing: for each row, which marks pass the filter apart from its time; None: all.
        span: the time filter, (start, end) in seconds, or None.
        bars: squares have merged into bars.
        height: of the strip in pixels.
    """

    data: TimelineData
    passing: tuple[npt.NDArray[np.bool_] | None, npt.NDArray[np.bool_] | None] = (None, None)
    span: tuple[float, float] | None = None
    bars: bool = False
    height: float = 94.0

    def row(self, name: RowName) -> TimeRow:
        """One of the rows."""
        return self.data.taken if name == "taken" else self.data.posted

    def strength(self, name: RowName, part: slice) -> Numbers:
        """Return how strongly marks are drawn: 2 in full, 1 outside the time filter, 0 filtered out."""
        import numpy as np

        row, passing = self.row(name), self.passing[0 if name == "taken" else 1]
        at, item_at = row.at[part], row.item_at[part]
        passes = np.ones(len(at), dtype=np.bool_) if passing is None else passing[part]
        strength = passes.astype(np.int64)
        if self.span is None:
            strength *= 2
            return strength
        start, end = self.span
        # A mark outside the brush is never drawn in full, even if its file passes by its other date.
        inside = (item_at >= start) & (item_at < end) & (at >= start) & (at < end)
        strength[passes & inside] = 2
        return strength

    def with_span(self, span: tuple[float, float] | None) -> Content:
        """The same with another time filter."""
        return replace(self, span=span)


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """The marks of one row in a part of the strip.

    Attributes:
        row: which row.
        part: which marks of the row these are.
        step: length of a column in seconds.
        x: (n,) seconds of the middle.
        half: (n,) half the length of a bar in seconds; 0 for a square.
        y: (n,) pixels of the middle from the top.
        size: side of a square in pixels.
        high: (n,) height in pixels; less than ``size`` where a column is too full.
    """

    row: RowName
    part: slice
    step: float
    x: Array
    half: Array
    y: Array
    size: float
    high: Array


@dataclass(frozen=True, slots=True, eq=False)
class Bars:
    """The bars of one row in a part of the strip.

    Attributes:
        row: which row.
        start: seconds at which the first bar begins.
        step: length of a bar in seconds.
        counts: (3, n) marks in each bar by strength: filtered out, outside the time filter, in full.
        per_px: marks that one pixel of height stands for.
    """

    row: RowName
    start: float
    step: float
    counts: Numbers
    per_px: float

    @property
    def totals(self) -> Numbers:
        """(n,) marks in each bar."""
        found: Numbers = self.counts.sum(axis=0)
        return found


def is_crowded(content: Content, start: float, end: float, *, scale: float) -> bool:
    """Tell whether squares should merge into bars: too many in view, or too many in one column.

    Args:
        content: what there is.
        start: seconds at the beginning of the view.
        end: seconds at its end.
        scale: pixels per second.
    """
    sizes = measures(content.height)
    step = column_step(scale, least_px=sizes.pitch)
    names: tuple[RowName, RowName] = ("taken", "posted")
    for name in names:
        row = content.row(name)
        if row.count(start, end) > MOST_SQUARES:
            return True
        part = row.part(bar_start(start, step), bar_start(end, step) + step)
        if highest_bar(row, step, part) * _LEAST_SEEN > sizes.room(name):
            return True
    return False


def marks_in(content: Content, name: RowName, start: float, end: float, *, scale: float) -> Marks:
    """Return the marks of a row that stand in a part of the axis, as squares and day-long bars.

    Args:
        content: what there is.
        name: the row.
        start: seconds; taken earlier, so that whole days and columns are stacked.
        end: seconds, likewise later.
        scale: pixels per second.
    """
    import numpy as np

    row, sizes = content.row(name), measures(content.height)
    step = column_step(scale, least_px=sizes.pitch)
    whole = max(step, DAY)
    part = row.part(bar_start(start, whole) - whole, bar_start(end, whole) + 2 * whole)
    found = stacks(row, part, step)
    pitch = _pitch(content.data, step, sizes)
    room = sizes.room(name) - 1
    pitches = np.minimum(pitch, room / np.maximum(found.height, 1))
    away = 1.0 + pitches * (found.level + 0.5)
    y = sizes.middle - away if name == "taken" else sizes.middle + away
    # Whole pixels, so that every square is as sharp and as large as the next.
    size = float(round(pitch * (1 - _GAP_SHARE)))
    high = np.where(pitches < pitch, np.maximum(np.floor(pitches * 0.8), 1.0), size)
    return Marks(name, part, step, found.middle, found.half, y, size, high)


# Few: each entry keeps the data of one state of the case alive.
@lru_cache(maxsize=12)
def _highest(data: TimelineData, step: float) -> tuple[int, int]:
    return longest_stack(data.taken, step), longest_stack(data.posted, step)


def _pitch(data: TimelineData, step: float, sizes: Measures) -> float:
    """All squares have one size at one zoom: as large as the highest column allows, within limits."""
    taken, posted = _highest(data, step)
    fits = min(
        (sizes.room("taken") - 1) / max(taken, 1),
        (sizes.room("posted") - 1) / max(posted, 1),
    )
    return min(max(fits, _LEAST_PITCH), sizes.pitch)


def bars_in(content: Content, start: float, end: float, *, scale: float) -> tuple[Bars, Bars]:
    """Return the bars of both rows in a part of the axis; both count on one scale.

    Args:
        content: what there is.
        start: seconds.
        end: seconds.
        scale: pixels per second.
    """
    sizes = measures(content.height)
    step = column_step(scale, least_px=_BAR_PX)
    first = bar_start(start, step)
    number = int((end - first) // step) + 1
    rooms = (sizes.room("taken") - 2, sizes.room("posted") - 1)
    # One scale for the whole case at one zoom: bars keep their height while the view moves.
    per_px = max(most / room for most, room in zip(_most(content.data, step), rooms, strict=True))
    found = []
    names: tuple[RowName, RowName] = ("taken", "posted")
    for name in names:
        row = content.row(name)
        part = row.part(first, first + step * number)
        counts = bar_counts(row.at[part], first, step, number, groups=content.strength(name, part))
        found.append(Bars(name, first, step, counts, max(per_px, 1e-9)))
    return found[0], found[1]


@lru_cache(maxsize=12)
def _most(data: TimelineData, step: float) -> tuple[int, int]:
    return highest_bar(data.taken, step), highest_bar(data.posted, step)
