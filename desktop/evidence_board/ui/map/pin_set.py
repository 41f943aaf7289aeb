"""Placed photos as pins that merge and split with the zoom."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evidence_board.geo.clusters import Clusters, cluster, cluster_zoom, crowded
from evidence_board.geo.mercator import MAX_LATITUDE, metres_to_world, to_world, world_pixels
from evidence_board.model.levels import Level

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from evidence_board.model.case_index import ItemRow

__all__ = ["LEVELS", "MOST_ZOOM", "PinLevel", "PinSet"]

#: Levels from the weakest to the strongest: a pin of many photos shows its weakest. A refuted position
#: claims nothing any more, so it stands last: only a pin of nothing else shows it.
LEVELS: tuple[str, ...] = (
    Level.DOUBTFUL.value,
    Level.UNJUDGED.value,
    Level.POSSIBLE.value,
    Level.PROBABLE.value,
    Level.CONFIRMED.value,
    Level.REFUTED.value,
)
_RANK = {level: rank for rank, level in enumerate(LEVELS)}
# Two photos nearer than this share of the world (4 mm) are at one spot: no zoom parts them.
_ONE_SPOT = 1e-10
#: The closest zoom of the map; photos a few metres apart are still one pin there.
MOST_ZOOM = 20.0
# Pins that merge step by step reach a little further than a cell.
_CLOSEST_CELLS = 4.0
# Merged pins end up at least 0.7 of this apart: a pin with its badge.
_CELL_PX = 72.0
# With more pins than this in nine squares of this size the pictures would hide the map.
_CROWD, _CROWD_PX = 12, 100.0
# Half levels kept: of 100,000 photos each takes a few megabytes.
_MOST_LEVELS = 12


@dataclass(frozen=True, slots=True, eq=False)
class PinLevel:
    """The pins of one half zoom level.

    Attributes:
        clusters: which photos each pin holds.
        keys: per pin the id of the photo it shows.
        weakest: per pin the position in `LEVELS` of its weakest photo, shape (k,).
        dots: per pin whether so many stand around it that it is drawn as a dot, shape (k,).
    """

    clusters: Clusters
    keys: tuple[str, ...]
    weakest: npt.NDArray[np.int64]
    dots: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.keys)


class PinSet:
    """All placed photos that pass the filter. Immutable for those who read it, from any thread.

    Attributes:
        rows: the photos, in the order of the index.
        ids: their ids.
        xy: positions in the normalised world, shape (n, 2).
        beyond: whether it lies north or south of what the map shows; it is drawn at the edge, shape (n,).
        radii: how far off each may be, fraction of the world at its latitude; 0 when not said, shape (n,).
        bearings: degrees from north; not a number when unknown, shape (n,).
        spreads: opening of the view in degrees, shape (n,).
    """

    def __init__(self, rows: Iterable[ItemRow]) -> None:
        import numpy as np

        self.rows: tuple[ItemRow, ...] = tuple(row for row in rows if row.latitude is not None)
        self.ids: tuple[str, ...] = tuple(row.id for row in self.rows)
        self._number = {row_id: number for number, row_id in enumerate(self.ids)}
        self.xy = np.array(
            [to_world(row.latitude or 0.0, row.longitude or 0.0) for row in self.rows], dtype=np.float64
        ).reshape(-1, 2)
        self.beyond = np.array([abs(row.latitude or 0.0) > MAX_LATITUDE for row in self.rows], dtype=bool)
        self.radii = np.array(
            [metres_to_world(row.radius_m, latitude=row.latitude or 0.0) if row.radius_m else 0.0 for row in self.rows],
            dtype=np.float64,
        )
        self.bearings = np.array(
            [np.nan if row.bearing_deg is None else row.bearing_deg for row in self.rows], dtype=np.float64
        )
        self.spreads = np.array([spread_of(row) for row in self.rows], dtype=np.float64)
        self._ranks = np.array([_RANK[row.level] for row in self.rows], dtype=np.int64)
        self._levels: dict[float, PinLevel] = {}
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self.ids)

    def number_of(self, row_id: str) -> int | None:
        """Return the position of a photo in `ids`, or None."""
        return self._number.get(row_id)

    def numbers_of(self, row_ids: Iterable[str]) -> list[int]:
        """Return the positions of those of the photos that are here."""
        return [self._number[row_id] for row_id in row_ids if row_id in self._number]

    def level_rank(self, number: int) -> int:
        """Return the position in `LEVELS` of the level of one photo."""
        return int(self._ranks[number])

    def at(self, zoom: float) -> PinLevel:
        """Return the pins of a zoom level; worked out once per half level."""
        import numpy as np

        step = cluster_zoom(zoom)
        with self._lock:
            found = self._levels.get(step)
        if found is None:
            groups = cluster(self.xy, zoom=step, cell_px=_CELL_PX)
            keys = tuple(self.ids[number] for number in groups.representative.tolist())
            weakest = np.zeros(0, dtype=np.int64)
            if len(groups):
                weakest = np.minimum.reduceat(self._ranks[groups.order], groups.starts[:-1])
            dots = crowded(groups.xy, zoom=step, cell_px=_CROWD_PX, neighbours=_CROWD)
            # Two threads may both work it out; they get the same, and one of them is kept.
            with self._lock:
                found = self._levels.setdefault(step, PinLevel(groups, keys, weakest, dots))
                while len(self._levels) > _MOST_LEVELS:
                    del self._levels[next(one for one in self._levels if one != step)]
        return found

    def members(self, level: PinLevel, pin: int) -> tuple[str, ...]:
        """Return the ids of the photos of one pin, in the order of the index."""
        return tuple(self.ids[number] for number in level.clusters.members(pin).tolist())

    def never_part(self, level: PinLevel, pin: int) -> bool:
        """Tell whether all photos of a pin are still one pin at the closest zoom."""
        if level.clusters.counts[pin] < 2:
            return True
        box = level.clusters.bounds(pin)
        if box.width < _ONE_SPOT and box.height < _ONE_SPOT:
            return True
        if max(box.width, box.height) > _CLOSEST_CELLS * _CELL_PX / world_pixels(MOST_ZOOM):
            return False
        labels = self.at(MOST_ZOOM).clusters.labels[level.clusters.members(pin)]
        return bool((labels == labels[0]).all())


def spread_of(row: ItemRow) -> float:
    """Return the opening of the view cone in degrees: twice the error of the bearing, else the field of view."""
    if row.bearing_error_deg:
        return min(2 * row.bearing_error_deg, 360.0)
    return min(row.fov_deg, 360.0) if row.fov_deg else 40.0


def reading_order(positions: Sequence[tuple[float, float]], *, line: float) -> list[int]:
    """Return the order in which a reader meets points: line by line, left to right.

    Args:
        positions: pixels, y down.
        line: points whose heights differ by less are on one line.
    """
    return sorted(range(len(positions)), key=lambda at: (positions[at][1] // line, positions[at][0]))
