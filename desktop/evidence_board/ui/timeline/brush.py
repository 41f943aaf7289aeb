"""The brush: a span of the axis that is drawn, moved, and adjusted at its edges. No Qt."""

import math
from dataclasses import dataclass, replace
from typing import Literal

__all__ = ["Brush", "Grip", "Span", "grip_at", "nudged"]

Span = tuple[float, float]
Grip = Literal["new", "start", "end", "inside"]


@dataclass(frozen=True, slots=True)
class Brush:
    """A drag with the brush.

    Attributes:
        grip: what is held: a new span, an edge, or the span as a whole.
        anchor: seconds at which the drag began.
        before: the span at that time; None when there was none.
        step: seconds on which edges fall.
    """

    grip: Grip
    anchor: float
    before: Span | None
    step: float

    def dragged(self, to: float) -> Span:
        """Return the span after the pointer moved to a place of the axis."""
        step = self.step
        if self.grip == "new" or self.before is None:
            return _around(self.anchor, to, step)
        start, end = self.before
        if self.grip == "inside":
            moved = round((to - self.anchor) / step) * step
            return start + moved, end + moved
        edge = round(to / step) * step
        fixed = end if self.grip == "start" else start
        if edge == fixed:
            # An edge never closes the span: it stays open by one step on the side it came from.
            edge += -step if self.grip == "start" else step
        return (edge, fixed) if edge < fixed else (fixed, edge)

    def turned(self, to: float) -> "Brush":
        """Return the drag with the other edge held once the pointer has passed the fixed one."""
        if self.before is None or self.grip not in ("start", "end"):
            return self
        start, end = self.before
        if self.grip == "start" and to > end:
            return replace(self, grip="end", before=(end, end))
        if self.grip == "end" and to < start:
            return replace(self, grip="start", before=(start, start))
        return self


def _around(first: float, second: float, step: float) -> Span:
    low, high = sorted((first, second))
    start, end = math.floor(low / step) * step, math.ceil(high / step) * step
    return start, max(end, start + step)


def grip_at(span: Span | None, at: float, *, reach: float) -> Grip:
    """Return what a press at a place of the axis takes hold of.

    Args:
        span: the present brush; its edges may be infinite, then they cannot be held.
        at: seconds.
        reach: seconds by which a press may miss an edge.
    """
    if span is None:
        return "new"
    start, end = span
    to_start, to_end = abs(at - start), abs(at - end)
    if min(to_start, to_end) <= reach:
        return "start" if to_start < to_end else "end"
    if start <= at < end and math.isfinite(start) and math.isfinite(end):
        return "inside"
    return "new"


def nudged(span: Span, *, edge: Literal["start", "end"], by: float) -> Span:
    """Return the span with one edge moved; it stays open by at least the distance of the move."""
    start, end = span
    if edge == "start":
        return min(start + by, end - abs(by)), end
    return start, max(end + by, start + abs(by))
