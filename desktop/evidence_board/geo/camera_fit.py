"""Least squares over many trial cameras at once: the reckoning below `evidence_board.geo.camera_solver`.

A camera is six numbers: heading (rad), logarithm of the focal length (picture widths), pitch, roll (rad), east and
north (metres from the origin). Every number has a prior with a standard deviation, which may be infinite; a trial may
hold its position. A horizon is one more thing that was measured: it ties pitch and focal length together.
Levenberg-Marquardt (Press et al., Numerical Recipes, 15.5) runs on all trials in one pass of numpy.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import radians

import numpy as np

from evidence_board.geo.camera_model import Numbers, ahead_of, upright

__all__ = [
    "HEADING",
    "LOG_FOCAL",
    "PITCH",
    "PLACE",
    "ROLL",
    "Measured",
    "Prior",
    "Trials",
    "fit",
    "known_misfit",
    "misfit",
    "residuals",
    "slopes",
]

HEADING, LOG_FOCAL, PITCH, ROLL = 0, 1, 2, 3
PLACE = slice(4, 6)
_ROUNDS = 40
#: A trial has settled when a round betters it by less than this, in squared standard deviations.
_SETTLED = 1e-4
#: A trial that must be damped so much stands in its minimum.
_STUCK = 1e3
_NEAR_M = 0.5
_IDENTITY = np.eye(6)
#: Of heading (rad), logarithm of the focal length, pitch and roll (rad) in one round.
_LONGEST_STEP = np.array([0.5, 0.3, 0.2, 0.1])
#: How well a horizon is seen.
_HORIZON_RAD = radians(0.4)


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured.

    Attributes:
        points: (n, 2), right and down of the middle in picture widths.
        places: (n, 2), east and north in metres.
        point_error: (n,), standard deviations in picture widths.
        place_error_m: (n,), standard deviations in metres.
        horizon: how far it lies below the middle, in picture widths; None where none was marked.
    """

    points: Numbers
    places: Numbers
    point_error: Numbers
    place_error_m: Numbers
    horizon: float | None = None

    def without(self, index: int) -> "Measured":
        """Return the same with one landmark less."""
        keep = np.arange(len(self.points)) != index
        return replace(
            self,
            points=self.points[keep],
            places=self.places[keep],
            point_error=self.point_error[keep],
            place_error_m=self.place_error_m[keep],
        )


@dataclass(frozen=True, slots=True)
class Prior:
    """What was known before: six means and six standard deviations, infinite where nothing was."""

    mean: Numbers
    deviation: Numbers

    @property
    def weight(self) -> Numbers:
        """One over the variances, (6,)."""
        return 1 / np.square(self.deviation)


@dataclass(frozen=True, slots=True)
class Trials:
    """Cameras that were fitted.

    Attributes:
        cameras: (m, 6).
        misfit: (m,), sum of squares in standard deviations, priors included.
        normal: (m, 6, 6), the normal matrix at the end: the inverse of the covariance.
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
    right, _, ahead = _upright(cameras, measured)
    off = np.arctan2(apart[..., 0], apart[..., 1]) - cameras[:, HEADING, None] - np.arctan2(right, ahead)
    off = (off + np.pi) % (2 * np.pi) - np.pi
    per_point = np.abs(ahead) / (np.square(right) + np.square(ahead))
    spread = np.hypot(measured.point_error * per_point, measured.place_error_m / distance)
    return off, np.maximum(spread, 1e-6)


def slopes(cameras: Numbers, measured: Measured) -> Numbers:
    """Return how each residual changes with each of the six numbers, (m, n, 6)."""
    apart = measured.places[None] - cameras[:, None, PLACE]
    squared = np.maximum(np.square(apart).sum(axis=-1), _NEAR_M**2)
    focal, pitch = np.exp(cameras[:, LOG_FOCAL])[:, None], cameras[:, PITCH][:, None]
    right, down, ahead = _upright(cameras, measured)
    per_ahead = right / (np.square(right) + np.square(ahead))
    per_right = ahead / (np.square(right) + np.square(ahead))
    return np.stack(
        [
            np.full_like(ahead, -1.0),
            per_ahead * focal * np.cos(pitch),
            per_ahead * (down * np.cos(pitch) - focal * np.sin(pitch)),
            -per_right * down - per_ahead * right * np.sin(pitch),
            -apart[..., 1] / squared,
            apart[..., 0] / squared,
        ],
        axis=-1,
    )


def misfit(cameras: Numbers, measured: Measured, prior: Prior) -> Numbers:
    """Return the sum of squares of each camera, in standard deviations, with its priors; shape (m,)."""
    return _sum(*residuals(cameras, measured), cameras, measured, prior)


def known_misfit(camera: Numbers, measured: Measured, prior: Prior, *, counted: Sequence[int]) -> float:
    """Return the sum of squares of one camera, (6,), with the priors of some numbers only."""
    kept = np.isin(np.arange(6), counted)
    told = Prior(prior.mean, np.where(kept, prior.deviation, np.inf))
    return float(misfit(camera[None], measured, told)[0])


def fit(start: Numbers, measured: Measured, prior: Prior, *, hold_place: bool = False, rounds: int = _ROUNDS) -> Trials:
    """Improve each trial camera until it settles.

    Args:
        start: (m, 6).
        measured: landmarks in picture and on the map.
        prior: what is known of the six numbers.
        hold_place: leave east and north as they are.
        rounds: at most so many steps.
    """
    cameras = start.copy()
    damping = np.full(len(cameras), 1e-3)
    off, spread = residuals(cameras, measured)
    now = _sum(off, spread, cameras, measured, prior)
    for _ in range(rounds):
        normal, pull = _equations(off, spread, cameras, measured, prior)
        if hold_place:
            normal, pull = _held(normal, pull)
        diagonal = np.einsum("mii->mi", normal)
        damped = normal + (damping[:, None] * diagonal)[:, :, None] * _IDENTITY
        step = np.linalg.solve(damped, pull[..., None])[..., 0]
        # What the step would gain if the slopes stayed: nothing to speak of stands in the minimum.
        promised = np.einsum("mi,mi->m", step, pull)
        np.clip(step[:, :4], -_LONGEST_STEP, _LONGEST_STEP, out=step[:, :4])
        tried = cameras + step
        tried_off, tried_spread = residuals(tried, measured)
        then = _sum(tried_off, tried_spread, tried, measured, prior)
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


def _upright(cameras: Numbers, measured: Measured) -> tuple[Numbers, Numbers, Numbers]:
    """Return right, down and ahead of every point in every upright camera, (m, n) each."""
    right, down = upright(measured.points, cameras[:, ROLL])
    ahead = ahead_of(down, focal=np.exp(cameras[:, LOG_FOCAL]), pitch=cameras[:, PITCH])
    return right, down, ahead


def _horizon(cameras: Numbers, measured: Measured) -> tuple[Numbers, Numbers]:
    """Return by how much the pitch differs from what the horizon says, and how that changes with the focal length."""
    if measured.horizon is None:
        return np.zeros(len(cameras)), np.zeros(len(cameras))
    rise = measured.horizon * np.exp(-cameras[:, LOG_FOCAL])
    return cameras[:, PITCH] - np.arctan(rise), rise / (1 + np.square(rise))


def _sum(off: Numbers, spread: Numbers, cameras: Numbers, measured: Measured, prior: Prior) -> Numbers:
    known = np.square(_turned(cameras - prior.mean)) @ prior.weight
    level = np.square(_horizon(cameras, measured)[0] / _HORIZON_RAD)
    answer: Numbers = np.square(off / spread).sum(axis=1) + known + level
    return answer


def _equations(
    off: Numbers, spread: Numbers, cameras: Numbers, measured: Measured, prior: Prior
) -> tuple[Numbers, Numbers]:
    """Return the normal matrices and right-hand sides, (m, 6, 6) and (m, 6)."""
    slope = slopes(cameras, measured) / spread[..., None]
    turned = np.swapaxes(slope, 1, 2)
    normal = turned @ slope
    pull = -(turned @ (off / spread)[..., None])[..., 0]
    normal += np.diag(prior.weight + 1e-12)
    pull -= _turned(cameras - prior.mean) * prior.weight
    if measured.horizon is not None:
        level, per_focal = (part / _HORIZON_RAD for part in _horizon(cameras, measured))
        ways = np.zeros_like(cameras)
        ways[:, PITCH], ways[:, LOG_FOCAL] = 1 / _HORIZON_RAD, per_focal
        normal += ways[:, :, None] * ways[:, None, :]
        pull -= ways * level[:, None]
    return normal, pull


def _held(normal: Numbers, pull: Numbers) -> tuple[Numbers, Numbers]:
    normal, pull = normal.copy(), pull.copy()
    normal[:, PLACE, :] = 0
    normal[:, :, PLACE] = 0
    normal[:, 4, 4] = normal[:, 5, 5] = 1
    pull[:, PLACE] = 0
    return normal, pull
