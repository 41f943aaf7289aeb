"""`TrackLine`: a track as lines on a view, no finer than the view can show, and broken where nothing was recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPolygonF

from evidence_board.geo.mercator import Bounds

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from evidence_board.geo.tracks import Track
    from evidence_board.ui.canvas.camera_state import CameraState

    Numbers = npt.NDArray[np.float64]

__all__ = ["TrackLine"]

#: Points nearer than this to the last one drawn are left out, pixels.
_FINE_PX = 1.5
#: Pixels around the view in which a line still counts.
_AROUND_PX = 64.0


class TrackLine:
    """The points in the world, one after the other without a jump at the date line.

    Attributes:
        bounds: of all points, normalised world; x may lie outside 0 to 1.
    """

    def __init__(self, track: Track) -> None:
        import numpy as np

        world = np.array(track.world, dtype=np.float64).reshape(-1, 2)
        turns = np.round(np.diff(world[:, 0]))
        world[1:, 0] -= np.cumsum(turns)
        self._world: Numbers = world
        self._gaps: Numbers = np.diff(np.array(track.times))
        least, most = world.min(axis=0), world.max(axis=0)
        self.bounds = Bounds(float(least[0]), float(least[1]), float(most[0]), float(most[1]))

    def lines(
        self, camera: CameraState, width: float, height: float, *, most_gap_s: float
    ) -> tuple[list[QPolygonF], list[QPolygonF]]:
        """Return what was recorded, and the straight lines over gaps, in pixels of a view.

        Args:
            camera: where it looks.
            width: of the view.
            height: of the view.
            most_gap_s: points further apart in time were not recorded as one line.
        """
        import numpy as np

        spots = (self._world - (camera.x, camera.y)) * (camera.scale, camera.scale_y) + (width / 2, height / 2)
        broken = self._gaps > most_gap_s
        kept = self._kept(spots, broken)
        near = (spots > -_AROUND_PX).all(axis=1) & (spots < (width + _AROUND_PX, height + _AROUND_PX)).all(axis=1)
        # A leg that crosses the view from outside to outside is drawn as well: its box meets the view.
        first, second = spots[kept[:-1]], spots[kept[1:]]
        low, high = np.minimum(first, second), np.maximum(first, second)
        meets = (high > -_AROUND_PX).all(axis=1) & (low < (width + _AROUND_PX, height + _AROUND_PX)).all(axis=1)
        cut = np.add.reduceat(broken, kept[:-1]) > 0 if len(kept) > 1 else np.zeros(0, bool)
        whole: list[QPolygonF] = []
        over: list[QPolygonF] = []
        run: list[QPointF] = []
        for leg in np.flatnonzero(meets).tolist():
            one, other = QPointF(*first[leg]), QPointF(*second[leg])
            if cut[leg]:
                over.append(QPolygonF([one, other]))
                continue
            if not run or run[-1] != one:
                if run:
                    whole.append(QPolygonF(run))
                run = [one]
            run.append(other)
        if run:
            whole.append(QPolygonF(run))
        if not whole and near.any():
            spot = QPointF(*spots[int(np.flatnonzero(near)[0])])
            whole.append(QPolygonF([spot, spot]))
        return whole, over

    def _kept(self, spots: Numbers, broken: npt.NDArray[np.bool_]) -> npt.NDArray[np.intp]:
        """Numbers of the points that are told apart on the screen, with both ends of every gap."""
        import numpy as np

        cells = np.floor(spots / _FINE_PX)
        moved = (np.diff(cells, axis=0) != 0).any(axis=1)
        wanted = np.ones(len(spots), bool)
        wanted[1:] = moved
        wanted[:-1] |= broken
        wanted[1:] |= broken
        wanted[-1] = True
        found: npt.NDArray[np.intp] = np.flatnonzero(wanted)
        return found
