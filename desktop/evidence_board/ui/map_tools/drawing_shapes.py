"""What is drawn on the map as lines of it, and what moving one of its corners makes of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from evidence_board.geo.geodesic_shapes import between
from evidence_board.geo.geodesy import destination
from evidence_board.geo.mercator import Bounds, to_world
from evidence_board.model.map_objects import DrawingKind, DrawingRow
from evidence_board.ui.i18n import tr
from evidence_board.ui.map_tools.ground import Point, degrees_of, ground_path
from evidence_board.ui.map_tools.measuring import area_words, bearing_words, length_words, measure
from evidence_board.ui.map_tools.trace import Trace
from evidence_board.ui.map_tools.trace_overlay import sector_outline

__all__ = ["Drawn", "figures_of", "geometry_from"]

_WHOLE_DEG = 360.0


@dataclass(frozen=True)
class Drawn:
    """One drawing, ready to be painted and edited.

    Attributes:
        row: what the case holds.
    """

    row: DrawingRow

    @property
    def is_point(self) -> bool:
        """Whether it stands at a point: a mark or words."""
        return self.row.kind in (DrawingKind.POINT, DrawingKind.TEXT)

    @property
    def is_filled(self) -> bool:
        """Whether it has an inside."""
        return self.row.kind in (DrawingKind.AREA, DrawingKind.SECTOR)

    @cached_property
    def corners(self) -> tuple[Point, ...]:
        """(latitude, longitude) of what can be taken hold of; of a sector its middle and the ends of its edges."""
        at = self.row.geometry["coordinates"]
        match self.row.kind:
            case DrawingKind.LINE:
                return tuple((lat, lon) for lon, lat in at)
            case DrawingKind.AREA:
                return tuple((lat, lon) for lon, lat in at[0][:-1])
            case DrawingKind.SECTOR:
                middle = (at[1], at[0])
                radius, bearing, width = self._sector
                if width >= _WHOLE_DEG:
                    return middle, destination(*middle, bearing_deg=bearing, distance_m=radius)
                ends = (bearing - width / 2, bearing + width / 2)
                return middle, *(destination(*middle, bearing_deg=one, distance_m=radius) for one in ends)
        return ((at[1], at[0]),)

    @property
    def _sector(self) -> tuple[float, float, float]:
        geometry = self.row.geometry
        return float(geometry["radius_m"]), float(geometry["bearing_deg"]), float(geometry["width_deg"])

    @cached_property
    def rings(self) -> tuple[tuple[Point, ...], ...]:
        """Its lines as normalised world points; those of an area closed, holes behind the outline."""
        match self.row.kind:
            case DrawingKind.LINE:
                return (tuple(ground_path(self.corners)),)
            case DrawingKind.AREA:
                rings = self.row.geometry["coordinates"]
                return tuple(tuple(ground_path([(lat, lon) for lon, lat in ring])) for ring in rings)
            case DrawingKind.SECTOR:
                return (tuple(sector_outline(self.corners[0], *self._sector)),)
        return ((to_world(*self.corners[0]),),)

    @cached_property
    def bounds(self) -> Bounds:
        """The rectangle around it, normalised world."""
        xs, ys = [x for x, _ in self.rings[0]], [y for _, y in self.rings[0]]
        return Bounds(min(xs), min(ys), max(xs), max(ys))

    @property
    def least(self) -> int:
        """How many corners it cannot be without; more of them can be taken away."""
        return {DrawingKind.LINE: 2, DrawingKind.AREA: 3}.get(DrawingKind(self.row.kind), len(self.corners))

    def with_corner(self, number: int, to: Point) -> dict[str, Any]:
        """Return its geometry with one corner elsewhere."""
        if self.row.kind != DrawingKind.SECTOR:
            corners = list(self.corners)
            corners[number] = to
            return self._with(corners)
        radius, bearing, width = self._sector
        middle = self.corners[0]
        if number == 0:
            return _sector_at(to, radius, bearing, width)
        edge = between(*middle, *to)
        if width >= _WHOLE_DEG:
            return _sector_at(middle, edge.distance_m, edge.bearing_deg, width)
        ends = [bearing - width / 2, bearing + width / 2]
        ends[number - 1] = edge.bearing_deg
        wide = (ends[1] - ends[0]) % _WHOLE_DEG or _WHOLE_DEG
        return _sector_at(middle, edge.distance_m, (ends[0] + wide / 2) % _WHOLE_DEG, wide)

    def without_corner(self, number: int) -> dict[str, Any] | None:
        """Return its geometry without a corner; None when it needs it."""
        if len(self.corners) <= self.least:
            return None
        return self._with([one for at, one in enumerate(self.corners) if at != number])

    def with_new_corner(self, after: int) -> tuple[dict[str, Any], int] | None:
        """Return its geometry with a corner more, half way to the next one, and the number of that corner."""
        if self.row.kind not in (DrawingKind.LINE, DrawingKind.AREA):
            return None
        corners = list(self.corners)
        if self.row.kind == DrawingKind.LINE:
            after = min(after, len(corners) - 2)
        here, there = corners[after], corners[(after + 1) % len(corners)]
        leg = between(*here, *there)
        corners.insert(after + 1, destination(*here, bearing_deg=leg.bearing_deg, distance_m=leg.distance_m / 2))
        return self._with(corners), after + 1

    def moved(self, across: float, down: float) -> dict[str, Any]:
        """Return its geometry moved over the map by a part of the world."""

        def move(point: Point) -> Point:
            x, y = to_world(*point)
            return degrees_of(x + across, y + down)

        if self.row.kind == DrawingKind.SECTOR:
            return self.with_corner(0, move(self.corners[0]))
        geometry = self._with([move(one) for one in self.corners])
        if self.row.kind == DrawingKind.AREA:
            holes = self.row.geometry["coordinates"][1:]
            moved = [[_listed(move((lat, lon))) for lon, lat in ring] for ring in holes]
            geometry["coordinates"] = [geometry["coordinates"][0], *moved]
        return geometry

    def _with(self, corners: list[Point]) -> dict[str, Any]:
        if self.is_point:
            return {"type": "Point", "coordinates": _listed(corners[0])}
        if self.row.kind == DrawingKind.LINE:
            return {"type": "LineString", "coordinates": [_listed(one) for one in corners]}
        ring = [_listed(one) for one in (*corners, corners[0])]
        return {"type": "Polygon", "coordinates": [ring, *self.row.geometry["coordinates"][1:]]}


def geometry_from(trace: Trace) -> dict[str, Any]:
    """Return the geometry of what somebody has set on the map.

    Raises:
        ValueError: it measures, or has too few points.
    """
    if trace.is_measuring or not trace.is_enough:
        raise ValueError(f"{trace.kind} of {len(trace.points)} points is no drawing")
    points = trace.points
    match trace.kind:
        case "line":
            return {"type": "LineString", "coordinates": [_listed(one) for one in points]}
        case "area":
            return {"type": "Polygon", "coordinates": [[_listed(one) for one in (*points, points[0])]]}
        case "sector":
            found = trace.sector
            if found is None:
                raise ValueError("a sector without a radius")
            return _sector_at(points[0], *found)
    return {"type": "Point", "coordinates": _listed(points[0])}


def figures_of(drawn: Drawn) -> str:
    """Return how long, large or wide a drawing is; nothing for a point."""
    row = drawn.row
    if drawn.is_point:
        return ""
    if row.kind == DrawingKind.SECTOR:
        radius, bearing, width = (float(row.geometry[key]) for key in ("radius_m", "bearing_deg", "width_deg"))
        if width >= _WHOLE_DEG:
            return tr("radius {length}", length=length_words(radius))
        return f"{length_words(radius)} · {width:.1f}° · {bearing_words(bearing)}"
    figures = measure(drawn.corners, area=row.kind == DrawingKind.AREA)
    return area_words(figures.area_m2) if figures.area_m2 is not None else length_words(figures.length_m)


def _sector_at(middle: Point, radius: float, bearing: float, width: float) -> dict[str, Any]:
    return {
        "type": "Sector",
        "coordinates": _listed(middle),
        "radius_m": max(radius, 0.01),
        "bearing_deg": bearing % _WHOLE_DEG,
        "width_deg": min(max(width, 0.1), _WHOLE_DEG),
    }


def _listed(point: Point) -> list[float]:
    return [point[1], point[0]]
