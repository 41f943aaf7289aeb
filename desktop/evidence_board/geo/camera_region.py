"""The region in which a camera may have stood, as corners on the map."""

from dataclasses import dataclass
from math import atan2, degrees, hypot, sqrt

import numpy as np
from numpy.typing import NDArray

from evidence_board.geo.camera_fit import PLACE, Measured, Prior, fit
from evidence_board.geo.camera_model import Numbers
from evidence_board.geo.camera_outline import outline, simplified
from evidence_board.geo.geodesy import destination

__all__ = ["FARTHEST_M", "Region", "places_of", "region_round"]

#: The lattice on which the region is looked for: steps in the short half of the first ellipse; half of its size; how
#: many places are looked at before its steps grow; by how much they grow.
_STEPS, _HALF, _MOST, _COARSER, _TRIES = 3.0, 250, 5000, 2.5, 4
_LEAST_STEP_M = 0.25
#: Nobody takes a picture of landmarks that are all farther than this.
FARTHEST_M = 100_000.0
#: Steps along the ellipse in steps across: a bent region needs them alike, a straight and thin one would need too many.
_LONGEST = 90.0
#: A place starts from the camera of its neighbour, so few rounds do.
_ROUNDS = 6
_WAYS = [(1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0), (-1, -1), (0, -1), (1, -1)]
#: Two steps far: a thin region may pass between places.
_AROUND = np.array([(x * far, y * far) for far in (1, 2) for x, y in _WAYS])
#: A corner of the border may be off by this share of a step.
_TOLERANCE = 0.15

_Cells = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Region:
    """Where a camera may have stood.

    Attributes:
        camera: the one that it was grown from, (6,).
        border: east and north in metres, (n, 2).
        cameras: the ones that fit best at places in the region, (m, 6).
    """

    camera: Numbers
    border: Numbers
    cameras: Numbers

    def holds(self, place: Numbers) -> bool:
        """Tell whether a place, east and north in metres, lies within the border."""
        this, past = self.border, np.roll(self.border, 1, axis=0)
        crosses = (this[:, 1] > place[1]) != (past[:, 1] > place[1])
        rise = np.where(crosses, past[:, 1] - this[:, 1], 1.0)
        at = this[:, 0] + (past[:, 0] - this[:, 0]) * (place[1] - this[:, 1]) / rise
        return bool(np.count_nonzero(crosses & (at > place[0])) % 2)


def region_round(
    camera: Numbers, covariance: Numbers, measured: Measured, prior: Prior, *, least: float, grows_by: float
) -> Region:
    """Return the region round a camera where the misfit is above the least one by at most ``grows_by``.

    It is grown outwards on a lattice, place by place, the camera's other numbers fitted anew at each; so it may be
    bent, as on the dangerous circle. What lies behind a gap is not part of it.

    Args:
        camera: one that fits well, (6,).
        covariance: (6, 6).
        measured: landmarks.
        prior: what was known before.
        least: misfit of the best camera.
        grows_by: of the sum of squares.
    """
    values, axes = np.linalg.eigh(covariance[PLACE, PLACE])
    short, long = np.sqrt(np.maximum(values, 1e-4) * grows_by)
    step = np.array([max(short / _STEPS, _LEAST_STEP_M), 0.0])
    step[1] = max(step[0], long / _LONGEST)
    for last in range(_TRIES, 0, -1):
        lattice = _Lattice(camera, axes * step, measured, prior, least=least, grows_by=grows_by)
        if lattice.grow(give_up=last > 1):
            break
        step *= _COARSER
    return lattice.region()


class _Lattice:
    """Places round a camera, and how well the best camera at each fits."""

    def __init__(
        self, camera: Numbers, steps: Numbers, measured: Measured, prior: Prior, *, least: float, grows_by: float
    ) -> None:
        size = 2 * _HALF + 1
        self._camera, self._steps, self._measured, self._prior = camera, steps, measured, prior
        self._least, self._grows_by = least, grows_by
        # The square root of what the misfit grew by goes evenly from place to place.
        self._grown = np.full((size, size), np.inf)
        self._which = np.full((size, size), -1)
        self._cameras = np.empty((0, 6))

    def grow(self, *, give_up: bool) -> bool:
        """Look at places until the border is all round; False where there are too many."""
        self._look(np.array([[_HALF, _HALF]]), self._camera[None])
        # Where it begins lies within, whatever is said of it.
        self._grown[_HALF, _HALF] = min(float(self._grown[_HALF, _HALF]), sqrt(self._grows_by) * 0.9999)
        front = np.array([[_HALF, _HALF]])
        while len(front):
            around = (front[:, None] + _AROUND).reshape(-1, 2)
            started = np.repeat(self._which[front[:, 0], front[:, 1]], len(_AROUND))
            within = ((around > 1) & (around < 2 * _HALF - 1)).all(axis=1)
            if give_up and (not within.all() or len(self._cameras) > _MOST):
                return False
            if len(self._cameras) > 3 * _MOST:
                return False
            new = within & (self._which[around[:, 0], around[:, 1]] < 0)
            around, started = around[new], started[new]
            _, first = np.unique(around @ (2 * _HALF + 1, 1), return_index=True)
            around = around[first]
            inside = self._look(around, self._cameras[started[first]])
            front = around[inside]
        return True

    def _look(self, cells: _Cells, start: Numbers) -> NDArray[np.bool_]:
        trials = start.copy()
        trials[:, PLACE] = self._camera[PLACE] + (cells - _HALF) @ self._steps.T
        fitted = fit(trials, self._measured, self._prior, hold_place=True, rounds=_ROUNDS)
        grown = np.sqrt(np.maximum(fitted.misfit - self._least, 0.0))
        self._grown[cells[:, 0], cells[:, 1]] = grown
        self._which[cells[:, 0], cells[:, 1]] = len(self._cameras) + np.arange(len(cells))
        self._cameras = np.concatenate([self._cameras, fitted.cameras])
        far = np.square(trials[:, None, PLACE] - self._measured.places).sum(axis=2).min(axis=1)
        inside: NDArray[np.bool_] = (grown <= sqrt(self._grows_by)) & (far < FARTHEST_M**2)
        self._grown[cells[~inside, 0], cells[~inside, 1]] = np.maximum(grown[~inside], sqrt(self._grows_by) * 1.0001)
        return inside

    def region(self) -> Region:
        seen = np.argwhere(self._which >= 0)
        first, last = seen.min(axis=0) - 2, seen.max(axis=0) + 3
        part = (slice(first[0], last[0]), slice(first[1], last[1]))
        grown, limit = self._grown[part], sqrt(self._grows_by)
        kept = self._which[part][grown <= limit]
        ring = simplified(outline(_joined(grown, limit), limit=limit), tolerance=_TOLERANCE) + first
        return Region(self._camera, self._camera[PLACE] + (ring - _HALF) @ self._steps.T, self._cameras[kept])


def _joined(grown: Numbers, limit: float) -> Numbers:
    """Return the same with places inside that lie between two that do."""
    inside = grown <= limit
    between = np.zeros_like(inside)
    for x, y in _WAYS[:4]:
        between |= np.roll(inside, (x, y), axis=(0, 1)) & np.roll(inside, (-x, -y), axis=(0, 1))
    return np.where(between & ~inside, limit, grown)


def places_of(plane: Numbers, origin: tuple[float, float]) -> list[tuple[float, float]]:
    """Return (latitude, longitude) of places in metres east and north of an origin, shape (n, 2)."""
    return [
        destination(*origin, bearing_deg=degrees(atan2(east, north)), distance_m=hypot(east, north))
        for east, north in plane.tolist()
    ]
