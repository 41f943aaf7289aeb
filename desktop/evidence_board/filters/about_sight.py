"""Conditions about what a person drew on the map, and about where cameras looked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from evidence_board.filters.about_places import Within
from evidence_board.filters.areas import drawn_area
from evidence_board.filters.nodes import Test
from evidence_board.filters.shapes import OfText
from evidence_board.geo.geodesic_shapes import between
from evidence_board.model.case_index import CaseIndex, ItemRow
from evidence_board.model.map_objects import DrawingKind

__all__ = ["AREA_DRAWINGS", "InDrawing", "LooksAt"]

#: Kinds of drawings that something can be inside of.
AREA_DRAWINGS = (DrawingKind.AREA.value, DrawingKind.SECTOR.value)
#: Half of the narrowest cone that a direction alone makes.
_LEAST_DEG = 5.0


@dataclass(frozen=True, slots=True)
class InDrawing(OfText):
    """Files inside an area or sector that was drawn on the map; a line, a point or words hold nothing."""

    id: str
    word: ClassVar[str] = "inside drawing"
    cost: ClassVar[int] = 3

    def test(self, index: CaseIndex) -> Test:
        """Return what to ask of each file; a drawing that is gone holds nothing."""
        row = index.drawings.get(self.id)
        area = drawn_area(row) if row is not None else None
        if area is None:
            return lambda item: False
        holds = area.holds
        return lambda item: (
            item.latitude is not None and item.longitude is not None and holds(item.latitude, item.longitude)
        )


@dataclass(frozen=True, slots=True)
class LooksAt(Within):
    """Files whose camera looked at a point: it lies in their cone, and within a distance of them.

    The cone is the field of view with the error of its direction on both sides. A file without a direction looks
    nowhere, and one whose field of view is unknown looks along its direction with its error alone, 5 degrees at the
    least. A camera within its own radius of the point may have stood on any side of it and counts as well, when it
    has a direction.
    """

    word: ClassVar[str] = "looks at"
    cost: ClassVar[int] = 6

    def test(self, index: CaseIndex) -> Test:
        """Return what to ask of each file. What the target was asked of has no position: nothing passes."""
        centre = self.centre(index)
        if centre is None:
            return lambda item: False
        # Named, not `super()`: a dataclass with slots is made anew, and the old class is no parent of it.
        near = Within.test(self, index)
        target = self.target

        def looks(item: ItemRow) -> bool:
            if item.bearing_deg is None or item.id == target or not near(item):
                return False
            way = between(item.latitude or 0.0, item.longitude or 0.0, *centre)
            if way.distance_m <= (item.radius_m or 0.0):
                return True
            half = (item.fov_deg or 0.0) / 2 + (item.bearing_error_deg or 0.0)
            if item.fov_deg is None:
                half = max(half, _LEAST_DEG)
            return abs((way.bearing_deg - item.bearing_deg + 180.0) % 360.0 - 180.0) <= half

        return looks

    @classmethod
    def from_values(cls, untrusted_values: Mapping[str, Any]) -> Self:
        """Return the condition with these values."""
        return cls.of(Within.from_values(untrusted_values))

    @classmethod
    def of(cls, other: Within) -> Self:
        """Return the condition with the distance and the point of another."""
        return cls(other.km, other.target, other.latitude, other.longitude)
