"""The region in which a camera may have stood, as corners on the map."""

from math import atan2, degrees, hypot

import numpy as np

from evidence_board.geo.camera_fit import PLACE, Measured, Prior, fit, misfit
from evidence_board.geo.camera_model import Numbers
from evidence_board.geo.geodesy import destination

__all__ = ["places_of", "region_round"]

_CORNERS = 72
_TRIES = 9
#: A border is near enough where the misfit is right to this share.
_NEAR = 0.05
_FARTHEST = 12.0


def region_round(
    camera: Numbers, covariance: Numbers, measured: Measured, prior: Prior, *, grows_by: float
) -> tuple[Numbers, Numbers]:
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
        East and north in metres, shape (72, 2), clockwise; and the cameras that fit best there, (72, 5).
    """
    turns = np.linspace(0, 2 * np.pi, _CORNERS, endpoint=False)
    values, axes = np.linalg.eigh(covariance[PLACE, PLACE])
    reach = np.sqrt(np.maximum(values, 0.01) * 5.991)
    round_it = np.stack([np.sin(turns), np.cos(turns)], axis=1) * reach
    ways = round_it @ axes.T
    least = float(misfit(camera[None], measured, prior)[0])

    # What was fitted last is a good start for the next place on the same ray.
    trials = np.repeat(camera[None], _CORNERS, axis=0)
    low, high, share = np.zeros(_CORNERS), np.full(_CORNERS, np.inf), np.ones(_CORNERS)
    for _ in range(_TRIES):
        trials[:, PLACE] = camera[PLACE] + ways * share[:, None]
        fitted = fit(trials, measured, prior, hold_place=True)
        trials[:] = fitted.cameras
        grown = np.maximum(fitted.misfit - least, 1e-6 * grows_by)
        inside = grown <= grows_by
        low, high = np.where(inside, share, low), np.where(inside, high, share)
        there = (np.abs(grown - grows_by) < _NEAR * grows_by) | (low >= _FARTHEST)
        # The misfit grows about with the square of the distance; where it does not, halves come nearer.
        guess = share * np.clip(np.sqrt(grows_by / grown), 0.3, 2.0)
        middle = np.where(np.isfinite(high), (low + np.minimum(high, _FARTHEST)) / 2, share * 2.0)
        share = np.where((guess > low) & (guess < high), guess, middle)
        if there.all():
            break
    share = np.minimum(share, _FARTHEST)
    border: Numbers = camera[PLACE] + ways * share[:, None]
    order = np.argsort(np.arctan2(border[:, 0] - camera[3], border[:, 1] - camera[4]))
    return border[order], trials[order]


def places_of(plane: Numbers, origin: tuple[float, float]) -> list[tuple[float, float]]:
    """Return (latitude, longitude) of places in metres east and north of an origin, shape (n, 2)."""
    return [
        destination(*origin, bearing_deg=degrees(atan2(east, north)), distance_m=hypot(east, north))
        for east, north in plane.tolist()
    ]
