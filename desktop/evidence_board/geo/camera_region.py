"""The region in which a camera may have stood, as corners on the map."""

from math import atan2, degrees, hypot

import numpy as np
from numpy.typing import NDArray

from evidence_board.geo.camera_fit import PLACE, Measured, Prior, fit, misfit
from evidence_board.geo.camera_model import Numbers
from evidence_board.geo.geodesy import destination

__all__ = ["places_of", "region_round"]

_CORNERS = 72
_HALVINGS = 9
_FARTHEST = 12.0


def region_round(camera: Numbers, covariance: Numbers, measured: Measured, prior: Prior, *, grows_by: float) -> Numbers:
    """Return the border of the region where the misfit grows by at most ``grows_by``.

    In each direction the border is looked for between the position and twelve times the ellipse of the covariance,
    the camera's other numbers fitted anew at each place. A region that goes on behind a gap is cut at the gap.

    Args:
        camera: the best one, (5,).
        covariance: (5, 5).
        measured: landmarks.
        prior: what was known before.
        grows_by: of the sum of squares.

    Returns:
        East and north in metres, shape (72, 2), clockwise.
    """
    turns = np.linspace(0, 2 * np.pi, _CORNERS, endpoint=False)
    values, axes = np.linalg.eigh(covariance[PLACE, PLACE])
    reach = np.sqrt(np.maximum(values, 0.01) * 5.991)
    round_it = np.stack([np.sin(turns), np.cos(turns)], axis=1) * reach
    ways = round_it @ axes.T
    limit = float(misfit(camera[None], measured, prior)[0]) + grows_by

    # What was fitted last is a good start for the next place on the same ray.
    trials = np.repeat(camera[None], _CORNERS, axis=0)

    def holds(share: Numbers) -> NDArray[np.bool_]:
        trials[:, PLACE] = camera[PLACE] + ways * share[:, None]
        fitted = fit(trials, measured, prior, hold_place=True)
        trials[:] = fitted.cameras
        inside: NDArray[np.bool_] = fitted.misfit <= limit
        return inside

    low, high = np.zeros(_CORNERS), np.ones(_CORNERS)
    for _ in range(5):
        further = holds(high) & (high < _FARTHEST)
        if not further.any():
            break
        low, high = np.where(further, high, low), np.where(further, high * 1.7, high)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        inside = holds(middle)
        low, high = np.where(inside, middle, low), np.where(inside, high, middle)
    border: Numbers = camera[PLACE] + ways * high[:, None]
    order = np.argsort(np.arctan2(border[:, 0] - camera[3], border[:, 1] - camera[4]))
    return border[order]


def places_of(plane: Numbers, origin: tuple[float, float]) -> list[tuple[float, float]]:
    """Return (latitude, longitude) of places in metres east and north of an origin, shape (n, 2)."""
    return [
        destination(*origin, bearing_deg=degrees(atan2(east, north)), distance_m=hypot(east, north))
        for east, north in plane.tolist()
    ]
