"""The way of the sun over one day as lines on the map, made once and drawn for every hour of the slider."""

import math
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath, QPolygonF

from evidence_board.ui.geolocate.sun_draw import offset
from evidence_board.ui.geolocate.sun_reckoning import SunPath

__all__ = ["SunArc"]

#: A little below the horizon: the disc still shows.
_UP_DEG = -0.3


@dataclass(frozen=True, slots=True, eq=False)
class SunArc:
    """Points on a circle around the position, one for every five minutes with the sun up.

    Attributes:
        path: the day.
        centre: pixel of the position.
        radius: in pixels.
        turned_deg: how far north lies clockwise from up.
        runs: (first, last) numbers of the points of every stretch with the sun up.
        points: of every five minutes of the day.
        whole: all of it as one line.
        fits: what fits the shadow, as one line.
    """

    path: SunPath
    centre: QPointF
    radius: float
    turned_deg: float
    runs: tuple[tuple[int, int], ...]
    points: tuple[QPointF, ...]
    whole: QPainterPath
    fits: QPainterPath

    @classmethod
    def of(cls, path: SunPath, *, centre: QPointF, radius: float, turned_deg: float) -> "SunArc":
        """Lay a day around a position."""
        points = tuple(
            offset(centre, bearing_deg=azimuth, length=radius, turned_deg=turned_deg) for azimuth in path.azimuths
        )
        up = [number for number, elevation in enumerate(path.elevations) if elevation > _UP_DEG]
        runs = _stretches(up)
        whole, fits = QPainterPath(), QPainterPath()
        bands = [(path.seconds(one.start), path.seconds(one.end)) for one in path.bands]
        for first, last in runs:
            whole.addPolygon(QPolygonF(points[first : last + 1]))
            for low, high in bands:
                # To the step on either side, so that a band of a minute is seen, too.
                start = max(first, math.floor(low / 300.0))
                end = min(last, math.ceil(high / 300.0))
                if end > start:
                    fits.addPolygon(QPolygonF(points[start : end + 1]))
        return cls(path, centre, radius, turned_deg, runs, points, whole, fits)

    def belongs_to(self, path: SunPath, *, centre: QPointF, radius: float, turned_deg: float) -> bool:
        """Whether it still lies there."""
        return (
            self.path is path
            and self.centre == centre
            and self.radius == radius
            and math.isclose(self.turned_deg, turned_deg, abs_tol=1e-6)
        )

    def near(self, at_s: float, *, within_s: float) -> QPainterPath:
        """Return the part of it around an hour."""
        line = QPainterPath()
        for first, last in self.runs:
            start = max(first, math.ceil((at_s - within_s) / 300.0))
            end = min(last, math.floor((at_s + within_s) / 300.0))
            if end > start:
                line.addPolygon(QPolygonF(self.points[start : end + 1]))
        return line

    def at(self, at_s: float) -> QPointF:
        """Return the point of a time of the day, to five minutes."""
        return self.points[min(max(round(at_s / 300.0), 0), len(self.points) - 1)]


def _stretches(numbers: list[int]) -> tuple[tuple[int, int], ...]:
    if not numbers:
        return ()
    breaks = [(one, other) for one, other in pairwise(numbers) if other != one + 1]
    starts = [numbers[0], *(other for _, other in breaks)]
    ends = [*(one for one, _ in breaks), numbers[-1]]
    return tuple(zip(starts, ends, strict=True))
