"""Least squares over many trial cameras at once: the reckoning below `evidence_board.geo.camera_solver`.

A camera is five numbers: heading (rad), logarithm of the focal length (picture widths), pitch (rad), east and north
(metres from the origin). Every number has a prior with a standard deviation, which may be infinite; a trial may hold
its position. Levenberg-Marquardt (Press et al., Numerical Recipes, 15.5) runs on all trials in one pass of numpy.
"""

from dataclasses import dataclass

import numpy as np

from evidence_board.geo.camera_model import Numbers, model_directions

__all__ = [
    "HEADING",
    "LOG_FOCAL",
    "PITCH",
    "PLACE",
    "Measured",
    "Prior",
    "Trials",
    "fit",
    "misfit",
    "residuals",
    "slopes",
]

HEADING, LOG_FOCAL, PITCH = 0, 1, 2
PLACE = slice(3, 5)
_ROUNDS = 40
#: A trial has settled when a round betters it by less than this, in squared standard deviations.
_SETTLED = 1e-4
#: A trial that must be damped so much stands in its minimum.
_STUCK = 1e3
_NEAR_M = 0.5
_IDENTITY = np.eye(5)
#: Of heading (rad), logarithm of the focal length and pitch (rad) in one round.
_LONGEST_STEP = np.array([0.5, 0.3, 0.2])


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured.

    Attributes:
        points: (n, 2), right and down of the middle in picture widths, the roll taken out.
        places: (n, 2), east and north in metres.
        point_error: (n,), standard deviations in picture widths.
        place_error_m: (n,), standard deviations in metres.
    """

    points: Numbers
    places: Numbers
    point_error: Numbers
    place_error_m: Numbers


@dataclass(frozen=True, slots=True)
class Prior:
    """What was known before: five means and five standard deviations, infinite where nothing was."""

    mean: Numbers
    deviation: Numbers

    @property
    def weight(self) -> Numbers:
        """One over the variances, (5,)."""
        return 1 / np.square(self.deviation)


@dataclass(frozen=True, slots=True)
class Trials:
    """Cameras that were fitted.

    Attributes:
        cameras: (m, 5).
        misfit: (m,), sum of squares in standard deviations, priors included.
        normal: (m, 5, 5), the normal matrix at the end: the inverse of the covariance.
    """

    cameras: Numbers
    misfit: Numbers
    normal: Numbers

    @property
    def best(self) -> int:
        """Index of the one that fits best."""
        return int(np.argmin(self.misfit))


def residuals(cameras: Numbers, measured: Measured) -> tuple[Numbers, Numbers]:
    """Return direction on the map less direction in the picture (rad), and its standard deviations; both (m, n)."""
    apart = measured.places[None] - cameras[:, None, PLACE]
    distance = np.maximum(np.hypot(apart[..., 0], apart[..., 1]), _NEAR_M)
    focal = np.exp(cameras[:, LOG_FOCAL])
    seen = model_directions(measured.points, heading=cameras[:, HEADING], focal=focal, pitch=cameras[:, PITCH])
    off = np.arctan2(apart[..., 0], apart[..., 1]) - seen
    off = (off + np.pi) % (2 * np.pi) - np.pi
    ahead = _ahead(cameras, measured)
    per_point = np.abs(ahead) / (np.square(measured.points[None, :, 0]) + np.square(ahead))
    spread = np.hypot(measured.point_error * per_point, measured.place_error_m / distance)
    return off, np.maximum(spread, 1e-6)


def slopes(cameras: Numbers, measured: Measured) -> Numbers:
    """Return how each residual changes with each of the five numbers, (m, n, 5)."""
    apart = measured.places[None] - cameras[:, None, PLACE]
    squared = np.maximum(np.square(apart).sum(axis=-1), _NEAR_M**2)
    focal, pitch = np.exp(cameras[:, LOG_FOCAL])[:, None], cameras[:, PITCH][:, None]
    right, down = measured.points[None, :, 0], measured.points[None, :, 1]
    ahead = _ahead(cameras, measured)
    per_ahead = right / (np.square(right) + np.square(ahead))
    return np.stack(
        [
            np.full_like(ahead, -1.0),
            per_ahead * focal * np.cos(pitch),
            per_ahead * (down * np.cos(pitch) - focal * np.sin(pitch)),
            -apart[..., 1] / squared,
            apart[..., 0] / squared,
        ],
        axis=-1,
    )


def misfit(cameras: Numbers, measured: Measured, prior: Prior) -> Numbers:
    """Return the sum of squares of each camera, in standard deviations, with its priors; shape (m,)."""
    return _sum(*residuals(cameras, measured), cameras, prior)


def fit(start: Numbers, measured: Measured, prior: Prior, *, hold_place: bool = False) -> Trials:
    """Improve each trial camera until it settles.

    Args:
        start: (m, 5).
        measured: landmarks in picture and on the map.
        prior: what is known of the five numbers.
        hold_place: leave east and north as they are.
    """
    cameras = start.copy()
    damping = np.full(len(cameras), 1e-3)
    off, spread = residuals(cameras, measured)
    now = _sum(off, spread, cameras, prior)
    for _ in range(_ROUNDS):
        normal, pull = _equations(off, spread, cameras, measured, prior)
        if hold_place:
            normal, pull = _held(normal, pull)
        diagonal = np.einsum("mii->mi", normal)
        damped = normal + (damping[:, None] * diagonal)[:, :, None] * _IDENTITY
        step = np.linalg.solve(damped, pull[..., None])[..., 0]
        # What the step would gain if the slopes stayed: nothing to speak of stands in the minimum.
        promised = np.einsum("mi,mi->m", step, pull)
        np.clip(step[:, :3], -_LONGEST_STEP, _LONGEST_STEP, out=step[:, :3])
        tried = cameras + step
        tried_off, tried_spread = residuals(tried, measured)
        then = _sum(tried_off, tried_spread, tried, prior)
        better = then < now
        settled = (promised < _SETTLED) | np.where(better, now - then < _SETTLED, damping > _STUCK)
        cameras[better], now[better] = tried[better], then[better]
        off[better], spread[better] = tried_off[better], tried_spread[better]
        damping = np.clip(np.where(better, damping / 10, damping * 10), 1e-9, 1e9)
        if settled.all():
            break
    return Trials(cameras=cameras, misfit=now, normal=_equations(off, spread, cameras, measured, prior)[0])


def _turned(difference: Numbers) -> Numbers:
    difference = difference.copy()
    difference[:, HEADING] = (difference[:, HEADING] + np.pi) % (2 * np.pi) - np.pi
    return difference


def _ahead(cameras: Numbers, measured: Measured) -> Numbers:
    focal, pitch = np.exp(cameras[:, LOG_FOCAL]), cameras[:, PITCH]
    ahead: Numbers = (focal * np.cos(pitch))[:, None] + measured.points[None, :, 1] * np.sin(pitch)[:, None]
    return ahead


def _sum(off: Numbers, spread: Numbers, cameras: Numbers, prior: Prior) -> Numbers:
    known = np.square(_turned(cameras - prior.mean)) @ prior.weight
    answer: Numbers = np.square(off / spread).sum(axis=1) + known
    return answer


def _equations(
    off: Numbers, spread: Numbers, cameras: Numbers, measured: Measured, prior: Prior
) -> tuple[Numbers, Numbers]:
    """Return the normal matrices and right-hand sides, (m, 5, 5) and (m, 5)."""
    slope = slopes(cameras, measured) / spread[..., None]
    turned = np.swapaxes(slope, 1, 2)
    normal = turned @ slope
    pull = -(turned @ (off / spread)[..., None])[..., 0]
    normal += np.diag(prior.weight + 1e-12)
    pull -= _turned(cameras - prior.mean) * prior.weight
    return normal, pull


def _held(normal: Numbers, pull: Numbers) -> tuple[Numbers, Numbers]:
    normal, pull = normal.copy(), pull.copy()
    normal[:, PLACE, :] = 0
    normal[:, :, PLACE] = 0
    normal[:, 3, 3] = normal[:, 4, 4] = 1
    pull[:, PLACE] = 0
    return normal, pull
