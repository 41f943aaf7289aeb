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
        angle: degrees by which the picture is turned clockwise about the middle of the view; only on the map.
    """

    x: float
    y: float
    scale: float
    scale_y: float
    angle: float = 0.0

    @classmethod
    def square(cls, x: float, y: float, scale: float) -> CameraState:
        """A camera with the same scale in both directions."""
        return cls(x, y, scale, scale)

    def to_view(self, x: float, y: float, *, width: float, height: float) -> tuple[float, float]:
        """Pixel position of a world point in a view of ``width`` by ``height`` pixels."""
        across, down = (x - self.x) * self.scale, (y - self.y) * self.scale_y
        if self.angle:
            across, down = turned(across, down, self.angle)
        return across + width / 2, down + height / 2

    def to_world(self, px: float, py: float, *, width: float, height: float) -> tuple[float, float]:
        """World point at a pixel position in a view of ``width`` by ``height`` pixels."""
        across, down = px - width / 2, py - height / 2
        if self.angle:
            across, down = turned(across, down, -self.angle)
        return self.x + across / self.scale, self.y + down / self.scale_y

    def world_rect(self, *, width: float, height: float) -> Rect:
        """The part of the world that a view of ``width`` by ``height`` pixels shows; around a turned one, the box."""
        if self.angle:
            width, height = turned_size(width, height, self.angle)
        half_x, half_y = width / 2 / self.scale, height / 2 / self.scale_y
        return Rect(self.x - half_x, self.y - half_y, self.x + half_x, self.y + half_y)

    def panned(self, dx: float, dy: float) -> CameraState:
        """The camera after the picture was dragged by ``dx, dy`` pixels."""
        if self.angle:
            dx, dy = turned(dx, dy, -self.angle)
        return replace(self, x=self.x - dx / self.scale, y=self.y - dy / self.scale_y)

    def same_scale(self, other: CameraState) -> bool:
        """True when both draw at the same size (to a millionth), turned alike."""
        return (
            self.angle == other.angle
            and math.isclose(self.scale, other.scale, rel_tol=1e-6)
            and math.isclose(self.scale_y, other.scale_y, rel_tol=1e-6)
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
            _mix_angle(self.angle, target.angle, part),
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


def turned(across: float, down: float, degrees: float) -> tuple[float, float]:
    """Return a step of pixels turned clockwise."""
    sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    return across * cosine - down * sine, across * sine + down * cosine


def turned_size(width: float, height: float, degrees: float) -> tuple[float, float]:
    """Return the size of the upright box around a turned one."""
    sine, cosine = abs(math.sin(math.radians(degrees))), abs(math.cos(math.radians(degrees)))
    return width * cosine + height * sine, width * sine + height * cosine


def _mix_angle(start: float, end: float, part: float) -> float:
    if part >= 1.0 or start == end:
        return end
    return start + math.remainder(end - start, 360.0) * part
