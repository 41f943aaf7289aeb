"""`Trace`: the points that somebody is setting on the map, to measure between them or to draw something."""

from __future__ import annotations

from dataclasses import dataclass, field

from evidence_board.geo.geodesic_shapes import between
from evidence_board.ui.i18n import tr
from evidence_board.ui.map_tools.ground import Point
from evidence_board.ui.map_tools.measuring import bearing_words, length_words, measure

__all__ = ["DRAWS", "Trace"]

#: What becomes a drawing, with the number of points that ends it by itself (0: Enter or a double click does).
DRAWS = {"point": 1, "text": 1, "line": 0, "area": 0, "sector": 3}


@dataclass
class Trace:
    """Points so far, and where the next one would be.

    Attributes:
        kind: ``distance`` or ``surface`` to measure; a word of `DrawingKind` to draw.
        points: (latitude, longitude) in the order they were set.
        aim: where the next one would be; None while nobody points at the map.
        closed: nothing is added any more; the figures stay to be read and copied.
    """

    kind: str
    points: list[Point] = field(default_factory=list)
    aim: Point | None = None
    closed: bool = False

    @property
    def is_measuring(self) -> bool:
        """Whether it leaves nothing in the case."""
        return self.kind not in DRAWS

    @property
    def is_area(self) -> bool:
        """Whether its ends are joined."""
        return self.kind in ("surface", "area")

    @property
    def shown(self) -> list[Point]:
        """The points with the one that would come next."""
        return [*self.points, self.aim] if self.aim is not None and not self.closed else list(self.points)

    @property
    def least(self) -> int:
        """How many points it needs."""
        return {"point": 1, "text": 1, "line": 2, "area": 3, "sector": 2, "distance": 2, "surface": 3}[self.kind]

    @property
    def is_enough(self) -> bool:
        """Whether it could end here."""
        return len({*self.points}) >= self.least

    @property
    def sector(self) -> tuple[float, float, float] | None:
        """Radius in metres, direction of the middle and width of the sector that the points make, if they do.

        From the second point clockwise to the third; with two points it is a whole circle.
        """
        shown = self.shown
        if self.kind != "sector" or len(shown) < 2 or shown[0] == shown[1]:
            return None
        edge = between(*shown[0], *shown[1])
        if len(shown) < 3 or shown[2] == shown[0]:
            return edge.distance_m, edge.bearing_deg, 360.0
        width = (between(*shown[0], *shown[2]).bearing_deg - edge.bearing_deg) % 360.0
        if width < 0.05:
            return edge.distance_m, edge.bearing_deg, 360.0
        return edge.distance_m, (edge.bearing_deg + width / 2) % 360.0, width

    @property
    def words(self) -> str:
        """The figures now, or what to do first."""
        if self.kind in ("point", "text"):
            return tr("Click where it stands")
        if self.kind == "sector":
            sector = self.sector
            if sector is None:
                return tr("Click the middle, then one edge, then the other")
            radius, middle, width = sector
            if width >= 360.0:
                return tr("Radius {length} · to {bearing}", length=length_words(radius), bearing=bearing_words(middle))
            return tr(
                "Radius {length} · {width} wide around {bearing}",
                length=length_words(radius),
                width=f"{width:.1f}°",
                bearing=bearing_words(middle),
            )
        return measure(self.shown, area=self.is_area).words or tr("Click the first point")
