"""Where the names of events stand beside their diamonds, so that the ends of the strip cut none. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evidence_board.analysis.timeline import EventRow

__all__ = ["LABEL_GAP", "LABEL_MOST", "EventName", "event_name"]

LABEL_GAP, LABEL_MOST = 9.0, 150.0
#: Pixels kept free at the ends, and the least width in which a name still says something.
_EDGE, _LEAST = 3.0, 36.0


@dataclass(frozen=True, slots=True)
class EventName:
    """How a name is written.

    Attributes:
        left: left of its diamond; else right of it.
        width: pixels it may take; less than it has when it is cut short.
    """

    left: bool
    width: float


def event_name(
    events: EventRow, at: int, *, scale: float, view: tuple[float, float], width_of: Callable[[str], float]
) -> EventName | None:
    """Return how the name of an event is written; None when it would be cut by an end of the strip.

    Right of the diamond where it has room, else left of it, else cut short on the side that has more.

    Args:
        events: all of them.
        at: the place of the event among them.
        scale: pixels per second.
        view: seconds at both ends of the strip.
        width_of: width of a name in pixels.
    """
    x, end = (float(events.at[at]) - view[0]) * scale, (view[1] - view[0]) * scale
    wide = min(width_of(events.labels[at]), LABEL_MOST)
    if x > end:
        return EventName(False, wide)
    if x < 0:
        return EventName(False, wide) if x + LABEL_GAP + wide <= 0 else None
    right = end - _EDGE - x - LABEL_GAP
    if wide <= right:
        return EventName(False, wide)
    taken = 0.0
    if at:
        before = (float(events.at[at - 1]) - view[0]) * scale
        taken = max(before + LABEL_GAP + min(width_of(events.labels[at - 1]), LABEL_MOST), 0.0)
    left = x - 2 * LABEL_GAP - taken if taken else x - LABEL_GAP - _EDGE
    if wide <= left:
        return EventName(True, wide)
    if max(left, right) < _LEAST:
        return None
    return EventName(left > right, max(left, right))
