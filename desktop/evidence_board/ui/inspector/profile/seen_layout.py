"""Where the dates of a profile stand on its line of time: marks in lanes, or bars where there are too many."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from evidence_board.ui.inspector.profile.profile_data import SeenMark

__all__ = ["LANES", "PlacedMark", "SeenLayout", "lay_out"]

#: Height of a stack before marks become bars, side of a mark and the step to the next, in logical pixels.
LANES = 4
_MARK, _STEP = 8, 10
_DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class PlacedMark:
    """One mark, or one bar of several.

    ``x`` is its left edge and ``width`` its length in logical pixels; ``lane`` counts from the line upwards.
    """

    marks: tuple[SeenMark, ...]
    x: float
    width: float
    lane: int


@dataclass(frozen=True, slots=True)
class SeenLayout:
    """A line of time.

    Attributes:
        files: marks of files in order.
        events: marks of events in order.
        is_bars: the marks of files are bars; ``highest`` is the number of files in the longest one.
        highest: lanes taken, or files in the longest bar.
        ticks: (x, day) of the ends of the axis and one between.
    """

    files: tuple[PlacedMark, ...]
    events: tuple[PlacedMark, ...]
    is_bars: bool
    highest: int
    ticks: tuple[tuple[float, datetime], ...]


def lay_out(marks: Sequence[SeenMark], width: int) -> SeenLayout:
    """Return where marks stand on a line so many logical pixels wide.

    Args:
        marks: in order; at least one.
        width: of the line.
    """
    first = min(mark.at for mark in marks)
    last = max(mark.until for mark in marks)
    # A single day still has room around it, and nothing stands on the very edge.
    start, end = _day_floor(first), _day_floor(last - 1.0 if last > first else last) + _DAY
    scale = (width - _MARK) / max(end - start, _DAY)

    def place(mark: SeenMark) -> tuple[float, float]:
        x = min((mark.at - start) * scale, float(width - _MARK))
        wide = max(float(_MARK), (mark.until - mark.at) * scale)
        return x, min(wide, width - x)

    files = [mark for mark in marks if mark.role != "event"]
    events = tuple(PlacedMark((mark,), *place(mark), 0) for mark in marks if mark.role == "event")
    ticks = tuple(_ticks(start, end, scale))
    lanes = _in_lanes(files, place)
    if lanes is not None:
        return SeenLayout(lanes, events, False, max((one.lane + 1 for one in lanes), default=0), ticks)
    columns: dict[int, list[SeenMark]] = {}
    for mark in files:
        columns.setdefault(int(place(mark)[0] // _STEP), []).append(mark)
    bars = tuple(PlacedMark(tuple(found), at * _STEP, _MARK, 0) for at, found in sorted(columns.items()))
    return SeenLayout(bars, events, True, max(len(one.marks) for one in bars), ticks)


def _day_floor(seconds: float) -> float:
    return seconds // _DAY * _DAY


def _in_lanes(
    files: Sequence[SeenMark], place: Callable[[SeenMark], tuple[float, float]]
) -> tuple[PlacedMark, ...] | None:
    """Return each mark in the lowest lane that is free there, None when there are not lanes enough."""
    ends = [-float(_STEP)] * LANES
    found: list[PlacedMark] = []
    for mark in files:
        x, wide = place(mark)
        lane = next((at for at, end in enumerate(ends) if end + 2 <= x), None)
        if lane is None:
            return None
        ends[lane] = x + wide
        found.append(PlacedMark((mark,), x, wide, lane))
    return tuple(found)


def _ticks(start: float, end: float, scale: float) -> list[tuple[float, datetime]]:
    days = round((end - start) / _DAY)
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    picks = [0, days - 1] if days < 5 else [0, days // 2, days - 1]
    return [(day * _DAY * scale, epoch + timedelta(seconds=start + day * _DAY)) for day in dict.fromkeys(picks)]
