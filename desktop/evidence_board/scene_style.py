"""Styles and measures of the display list in :mod:`evidence_board.scene` (no Qt, no numpy)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

INFINITY = math.inf

# How far below its middle a map pin ends, in sizes: 0.5 * sqrt(2) - 0.08.
PIN_TIP = 0.627


class Rect(NamedTuple):
    """An axis-aligned rectangle with ``x0 <= x1`` and ``y0 <= y1``."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        """Extent in x."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Extent in y."""
        return self.y1 - self.y0

    @property
    def centre(self) -> tuple[float, float]:
        """Middle point."""
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2

    def expanded(self, dx: float, dy: float | None = None) -> Rect:
        """The rectangle grown by ``dx`` left and right and by ``dy`` (default ``dx``) above and below."""
        dy = dx if dy is None else dy
        return Rect(self.x0 - dx, self.y0 - dy, self.x1 + dx, self.y1 + dy)

    def united(self, other: Rect) -> Rect:
        """The smallest rectangle around both."""
        return Rect(min(self.x0, other.x0), min(self.y0, other.y0), max(self.x1, other.x1), max(self.y1, other.y1))

    def intersects(self, other: Rect) -> bool:
        """True when both share a point; touching counts."""
        return self.x0 <= other.x1 and other.x0 <= self.x1 and self.y0 <= other.y1 and other.y0 <= self.y1

    def contains(self, x: float, y: float) -> bool:
        """True when the point lies inside or on the edge."""
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1


class Cap(Enum):
    """How a line and its dashes end."""

    FLAT = "flat"
    ROUND = "round"


class Shape(Enum):
    """Marker shapes; the kinds of DESIGN_GUIDE section 3 and a few plain ones."""

    CIRCLE = "circle"
    SQUARE = "square"
    ROUNDED = "rounded square"
    HEXAGON = "hexagon"
    DIAMOND = "diamond"
    PIN = "map pin"
    CUT_SQUARE = "square with cut corners"


class Placement(Enum):
    """Where a text or image stands relative to its anchor."""

    CENTRE = "centre"
    RIGHT = "right"
    LEFT = "left"
    ABOVE = "above"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Pen:
    """A line style.

    Attributes:
        color: ``0xAARRGGBB``.
        width: pixels.
        dash: lengths of dash, gap, dash, gap ... in pixels; empty for a solid line.
        cap: shape of ends and dashes.
    """

    color: int
    width: float = 1.0
    dash: tuple[float, ...] = ()
    cap: Cap = Cap.FLAT


@dataclass(frozen=True, slots=True)
class Size:
    """A length on screen: fixed pixels, or world units kept between two pixel limits.

    Attributes:
        value: pixels, or world units when ``world`` is true.
        world: whether the length grows with the zoom.
        min_px: never drawn smaller (world lengths only).
        max_px: never drawn larger (world lengths only).
    """

    value: float
    world: bool = False
    min_px: float = 0.0
    max_px: float = INFINITY

    def px(self, scale: float) -> float:
        """Length in pixels at ``scale`` pixels per world unit."""
        if not self.world:
            return self.value
        return min(max(self.value * scale, self.min_px), self.max_px)


NO_SIZE = Size(0.0)


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a text looks; the painter turns it into a font.

    Attributes:
        color: ``0xAARRGGBB``.
        px: font size in pixels.
        weight: 400, 500 or 600.
        mono: fixed-width family.
        italic: slanted (water names).
        halo: colour of an outline that lifts the text off the map; alpha 0 for none.
        halo_px: width of that outline on each side.
        chip: fill of a box behind the text; alpha 0 for none.
        chip_pen: outline of that box.
        padding: horizontal and vertical pixels between text and edge of the box.
        radius: corner radius of the box in pixels; large values give a pill.
    """

    color: int
    px: float = 12.0
    weight: int = 400
    mono: bool = False
    italic: bool = False
    halo: int = 0
    halo_px: float = 2.0
    chip: int = 0
    chip_pen: Pen | None = None
    padding: tuple[float, float] = (4.0, 2.0)
    radius: float = 4.0
