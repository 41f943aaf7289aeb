"""Photos of one spot, spread around it: where each stands, what lies under a pixel, which one comes next."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF

__all__ = ["MOST", "PinFan", "fan_offsets"]

#: More photos than this are a list: a third ring would cover a small map.
MOST = 24
#: Side of a spread picture with its frame, and from one middle to the next.
LEAF_PX, _STEP_PX = 44.0, 50.0
_ONE_RING, _LEAST_RADIUS, _RING_PX = 10, 46.0, 52.0
#: Plate beyond the pictures.
_RIM_PX = 8.0


def fan_offsets(number: int) -> list[tuple[float, float]]:
    """Return where so many pictures stand around their spot: pixels, clockwise from the top, inner ring first."""
    # Of two rings the outer one has about twice the room.
    inner = number if number <= _ONE_RING else round(number / 3)
    first = max(_LEAST_RADIUS, inner * _STEP_PX / math.tau)
    outer = number - inner
    second = max(first + _RING_PX, outer * (LEAF_PX + 3) / math.tau)
    rings = [(inner, first), (outer, second)] if outer else [(inner, first)]
    places = []
    for count, radius in rings:
        # Two stand left and right of their spot, where neither is above the other.
        start = -math.pi if count == 2 else -math.pi / 2
        for at in range(count):
            angle = start + math.tau * at / count
            places.append((radius * math.cos(angle), radius * math.sin(angle)))
    return places


class PinFan:
    """An open fan.

    Attributes:
        ids: the photos, in the order of the index.
        x: the spot, normalised world.
        y: the spot, normalised world.
        part: how far it is open, 0 to 1.
    """

    def __init__(self, ids: Sequence[str], *, x: float, y: float, to_view: Callable[[float, float], QPointF]) -> None:
        """Spread photos.

        Args:
            ids: at most `MOST` of them.
            x: the spot, normalised world.
            y: the spot, normalised world.
            to_view: gives the pixel of a world point now.
        """
        self.ids = tuple(ids)
        self.x, self.y = x, y
        self.part = 1.0
        self._offsets = dict(zip(self.ids, fan_offsets(len(self.ids)), strict=True))
        self._to_view = to_view

    @property
    def spot(self) -> QPointF:
        """The pixel of the spot."""
        return self._to_view(self.x, self.y)

    @property
    def reach(self) -> float:
        """Pixels from the spot to the edge of the plate."""
        return max(math.hypot(*offset) for offset in self._offsets.values()) + LEAF_PX / 2 + _RIM_PX

    @property
    def box(self) -> QRectF:
        """The square around the plate, pixels of the view."""
        spot, reach = self.spot, self.reach
        return QRectF(spot.x() - reach, spot.y() - reach, 2 * reach, 2 * reach)

    def middle(self, row_id: str) -> QPointF:
        """Return the pixel at the middle of the picture of a photo."""
        across, down = self._offsets[row_id]
        return self.spot + QPointF(across, down) * self.part

    def leaf(self, row_id: str) -> QRectF:
        """Return the frame of the picture of a photo, pixels of the view."""
        middle = self.middle(row_id)
        return QRectF(middle.x() - LEAF_PX / 2, middle.y() - LEAF_PX / 2, LEAF_PX, LEAF_PX)

    def covers(self, pos: QPointF) -> bool:
        """Tell whether a pixel lies on the plate: there nothing else can be met."""
        step = pos - self.spot
        return math.hypot(step.x(), step.y()) <= self.reach

    def at(self, pos: QPointF) -> str | None:
        """Return the photo under a pixel."""
        return next((one for one in reversed(self.ids) if self.leaf(one).contains(pos)), None)

    def next(self, row_id: str, step: int) -> str:
        """Return the photo so many places on, round and round."""
        return self.ids[(self.ids.index(row_id) + step) % len(self.ids)]
