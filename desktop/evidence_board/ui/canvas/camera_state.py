"""Where a canvas looks: an immutable value that the painter thread can keep."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from evidence_board.scene_style import Rect


@dataclass(frozen=True, slots=True)
class CameraState:
    """A place and a scale; y points down in the world and on screen.

    Attributes:
        x: world x at the middle of the view.
        y: world y at the middle of the view.
        scale: pixels per world unit along x; the scale that levels of detail and sizes go by.
        scale_y: pixels per world unit along y; differs from ``scale`` only on a timeline.
    """

    x: float
    y: float
    scale: float
    scale_y: float

    @classmethod
    def square(cls, x: float, y: float, scale: float) -> CameraState:
        """A camera with the same scale in both directions."""
        return cls(x, y, scale, scale)

    def to_view(self, x: float, y: float, *, width: float, height: float) -> tuple[float, float]:
        """Pixel position of a world point in a view of ``width`` by ``height`` pixels."""
        return (x - self.x) * self.scale + width / 2, (y - self.y) * self.scale_y + height / 2

    def to_world(self, px: float, py: float, *, width: float, height: float) -> tuple[float, float]:
        """World point at a pixel position in a view of ``width`` by ``height`` pixels."""
        return self.x + (px - width / 2) / self.scale, self.y + (py - height / 2) / self.scale_y

    def world_rect(self, *, width: float, height: float) -> Rect:
        """The part of the world that a view of ``width`` by ``height`` pixels shows."""
        half_x, half_y = width / 2 / self.scale, height / 2 / self.scale_y
        return Rect(self.x - half_x, self.y - half_y, self.x + half_x, self.y + half_y)

    def panned(self, dx: float, dy: float) -> CameraState:
        """The camera after the picture was dragged by ``dx, dy`` pixels."""
        return replace(self, x=self.x - dx / self.scale, y=self.y - dy / self.scale_y)

    def same_scale(self, other: CameraState) -> bool:
        """True when both draw at the same size (to a millionth)."""
        return math.isclose(self.scale, other.scale, rel_tol=1e-6) and math.isclose(
            self.scale_y, other.scale_y, rel_tol=1e-6
        )

    def between(self, target: CameraState, part: float) -> CameraState:
        """A camera on the way to ``target``: 0 is here, 1 is there.

        The scale changes by equal factors in equal parts. While it changes, the middle follows
        1/scale, so that one point of the picture stands still and the eye can follow the zoom.
        """
        return CameraState(
            _mix_place(self.x, target.x, self.scale, target.scale, part),
            _mix_place(self.y, target.y, self.scale_y, target.scale_y, part),
            _mix_scale(self.scale, target.scale, part),
            _mix_scale(self.scale_y, target.scale_y, part),
        )


def _mix_scale(start: float, end: float, part: float) -> float:
    return start * math.pow(end / start, part)


def _mix_place(start: float, end: float, scale_start: float, scale_end: float, part: float) -> float:
    if part >= 1.0:
        return end
    if abs(math.log(scale_end / scale_start)) < 0.01:
        return start + (end - start) * part
    now = _mix_scale(scale_start, scale_end, part)
    left = (1 / now - 1 / scale_end) / (1 / scale_start - 1 / scale_end)
    return end + (start - end) * left
