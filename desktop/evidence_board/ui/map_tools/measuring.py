"""What was measured on the map, and how it is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evidence_board.geo.geodesic_shapes import between, path_length_m, polygon_size
from evidence_board.ui.i18n import number, tr
from evidence_board.ui.map_tools.ground import Point

__all__ = ["Measured", "area_words", "bearing_words", "length_words", "measure"]


@dataclass(frozen=True, slots=True)
class Measured:
    """Figures of a path or area on the ellipsoid.

    Attributes:
        length_m: of the path, or of the whole edge of an area.
        last_m: length of the last leg.
        bearing_deg: of the last leg at its start, from true north; None without a leg.
        back_deg: from its end back to its start.
        area_m2: of an area with three corners or more, else None.
        legs: number of legs of the path.
    """

    length_m: float = 0.0
    last_m: float = 0.0
    bearing_deg: float | None = None
    back_deg: float | None = None
    area_m2: float | None = None
    legs: int = 0

    @property
    def words(self) -> str:
        """Everything in one line, shown and copied."""
        if self.area_m2 is not None:
            return tr("Area {area} · edge {length}", area=area_words(self.area_m2), length=length_words(self.length_m))
        if self.bearing_deg is None or self.back_deg is None:
            return ""
        way = tr(
            "bearing {there} · back {back}", there=bearing_words(self.bearing_deg), back=bearing_words(self.back_deg)
        )
        if self.legs < 2:
            return f"{length_words(self.length_m)} · {way}"
        return tr("{total} in all · last {last}", total=length_words(self.length_m), last=length_words(self.last_m)) + (
            f" · {way}"
        )


def measure(points: Sequence[Point], *, area: bool = False) -> Measured:
    """Measure a path, or the area inside it, of (latitude, longitude) points."""
    corners = [one for at, one in enumerate(points) if not at or one != points[at - 1]]
    if len(corners) < 2:
        return Measured()
    last = between(*corners[-2], *corners[-1])
    back = (last.arrival_deg + 180.0) % 360.0
    if area and len(corners) > 2:
        size = polygon_size(corners)
        return Measured(size.perimeter_m, last.distance_m, last.bearing_deg, back, size.area_m2, len(corners))
    return Measured(path_length_m(corners), last.distance_m, last.bearing_deg, back, None, len(corners) - 1)


def length_words(metres: float) -> str:
    """Return ``8.4 m``, ``240 m``, ``12.34 km`` or ``1,204 km``."""
    if metres < 99.95:
        return tr("{n} m", n=f"{metres:.1f}")
    if metres < 999.5:
        return tr("{n} m", n=f"{metres:.0f}")
    kilometres = metres / 1000
    if kilometres < 99.995:
        return tr("{n} km", n=f"{kilometres:.2f}")
    return tr("{n} km", n=f"{kilometres:.1f}" if kilometres < 999.95 else number(round(kilometres)))


def area_words(square_metres: float) -> str:
    """Return square metres, hectares or square kilometres with three or four figures."""
    if square_metres < 9_999.5:
        return tr("{n} m²", n=number(round(square_metres)) if square_metres >= 100 else f"{square_metres:.1f}")
    if square_metres < 999_950:
        return tr("{n} ha", n=f"{square_metres / 10_000:.2f}")
    kilometres = square_metres / 1e6
    return tr("{n} km²", n=f"{kilometres:.2f}" if kilometres < 999.995 else number(round(kilometres)))


def bearing_words(degrees: float) -> str:
    """Return a bearing from true north to a tenth, ``048.5°``."""
    return f"{round(degrees, 1) % 360.0:05.1f}°"
