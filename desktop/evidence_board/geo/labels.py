"""Places labels beside their points so that none covers another (greedy, most important first)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

__all__ = [
    "ABOVE",
    "BELOW",
    "BESIDE",
    "CENTRE",
    "LEFT",
    "RIGHT",
    "LabelPlacer",
    "LabelWish",
    "PlacedLabel",
    "Rect",
]

RIGHT, LEFT, ABOVE, BELOW, CENTRE = "right", "left", "above", "below", "centre"
BESIDE = (RIGHT, LEFT, ABOVE, BELOW)
"""The order in which free room around a point is tried."""

_CELL_PX = 64.0


class Rect(NamedTuple):
    """A rectangle in pixels, y down."""

    x: float
    y: float
    width: float
    height: float

    def overlaps(self, other: Rect) -> bool:
        """Tell whether two rectangles share area; touching edges do not count."""
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )

    def inside(self, other: Rect) -> bool:
        """Tell whether this rectangle lies wholly in the other."""
        return (
            self.x >= other.x
            and self.y >= other.y
            and self.x + self.width <= other.x + other.width
            and self.y + self.height <= other.y + other.height
        )


@dataclass(frozen=True)
class LabelWish:
    """A label that would like a place.

    Attributes:
        x: anchor point, pixels.
        y: anchor point, pixels, down.
        width: width of the text.
        height: height of the text.
        priority: smaller is placed earlier.
        offset: distance of the text from the anchor, e.g. the radius of its dot plus a gap.
        sides: where to try, in order.
    """

    x: float
    y: float
    width: float
    height: float
    priority: float = 0.0
    offset: float = 5.0
    sides: Sequence[str] = BESIDE


@dataclass(frozen=True)
class PlacedLabel:
    """Where a label went.

    Attributes:
        index: position of its wish in the list given.
        rect: the text's rectangle.
        side: the side of the anchor it stands on.
    """

    index: int
    rect: Rect
    side: str


class LabelPlacer:
    """Keeps taken room in a uniform grid and finds free room for labels.

    Obstacles go in first (pins, the selection, controls over the map), then one or more lists of wishes.
    """

    def __init__(self, *, bounds: Rect | None = None, gap: float = 2.0) -> None:
        """Start with nothing taken.

        Args:
            bounds: labels stay wholly inside it; None for no limit.
            gap: pixels kept free around every label.
        """
        self._bounds = bounds
        self._gap = gap
        self._grid: dict[tuple[int, int], list[Rect]] = {}

    def add_obstacle(self, rect: Rect) -> None:
        """Mark room as taken."""
        for cell in _cells(rect):
            self._grid.setdefault(cell, []).append(rect)

    def is_free(self, rect: Rect) -> bool:
        """Tell whether a rectangle lies in bounds and, with the gap around it, covers nothing taken."""
        if self._bounds is not None and not rect.inside(self._bounds):
            return False
        gap = self._gap
        padded = Rect(rect.x - gap, rect.y - gap, rect.width + 2 * gap, rect.height + 2 * gap)
        return not any(padded.overlaps(taken) for cell in _cells(padded) for taken in self._grid.get(cell, ()))

    def place(self, wish: LabelWish) -> tuple[Rect, str] | None:
        """Take the first free side for one label; None when there is no room."""
        for side in wish.sides:
            rect = _candidate(wish, side)
            if self.is_free(rect):
                self.add_obstacle(rect)
                return rect, side
        return None

    def place_all(self, wishes: Iterable[LabelWish], *, limit: int | None = None) -> list[PlacedLabel]:
        """Place many labels, the smallest `priority` first, equal ones in the order given.

        Args:
            wishes: the labels.
            limit: stop after this many were placed.

        Returns:
            The labels that found room, in the order they were placed.
        """
        placed: list[PlacedLabel] = []
        for index, wish in sorted(enumerate(wishes), key=lambda pair: pair[1].priority):
            if limit is not None and len(placed) >= limit:
                break
            found = self.place(wish)
            if found is not None:
                placed.append(PlacedLabel(index, *found))
        return placed


def _candidate(wish: LabelWish, side: str) -> Rect:
    x, y, width, height = wish.x - wish.width / 2, wish.y - wish.height / 2, wish.width, wish.height
    if side == RIGHT:
        x = wish.x + wish.offset
    elif side == LEFT:
        x = wish.x - wish.offset - width
    elif side == ABOVE:
        y = wish.y - wish.offset - height
    elif side == BELOW:
        y = wish.y + wish.offset
    elif side != CENTRE:
        raise ValueError(f"no such side: {side!r}")
    return Rect(x, y, width, height)


def _cells(rect: Rect) -> list[tuple[int, int]]:
    columns = range(math.floor(rect.x / _CELL_PX), math.floor((rect.x + rect.width) / _CELL_PX) + 1)
    rows = range(math.floor(rect.y / _CELL_PX), math.floor((rect.y + rect.height) / _CELL_PX) + 1)
    return [(column, row) for column in columns for row in rows]
