"""Where a camera stood and which way it looked, from landmarks seen in its picture and found on the map.

Resection from horizontal angles: each landmark gives one direction. The answer is the camera that fits best in the
sense of least squares, with what was known before (a position and its radius, a field of view from the lens, a
horizon) as priors. What is uncertain is told as it is: the region of the position is where the misfit, all other
numbers chosen anew at each place, grows by no more than the 95 % point of chi square with two degrees of freedom
(profile likelihood; Venzon and Moolgavkar 1988); it may be long and bent. If the landmarks disagree by more than their
stated errors, everything is widened by how much they do.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import degrees, exp, hypot, inf, isfinite, log, radians, sqrt

import numpy as np

from evidence_board.geo.camera_fit import (
    HEADING,
    LOG_FOCAL,
    PITCH,
    PLACE,
    ROLL,
    Measured,
    Prior,
    Trials,
    fit,
    known_misfit,
    residuals,
    slopes,
)
from evidence_board.geo.camera_model import Numbers, centred_points, focal_of, view_of
from evidence_board.geo.camera_region import FARTHEST_M, Region, places_of, region_round
from evidence_board.geo.geodesy import bearing_deg, distance_m

__all__ = ["CameraGuess", "Landmark", "Solution", "TooFewLandmarksError", "landmarks_needed", "solve"]

#: 95 % of a normal distribution lie within so many standard deviations.
_TWO_SIDED = 1.96
#: Radius that holds 95 % of a round normal distribution, in standard deviations.
_ROUND_95 = sqrt(5.991)
#: Of a lens nobody knows, most are phones; it says so little that a telescope may contradict it unpunished.
_USUAL_VIEW_DEG, _USUAL_SPREAD = 62.0, 0.8
#: Where the search for a lens nobody knows begins, too.
_OTHER_VIEWS_DEG = (20.0, 5.0)
#: A picture without a marked horizon was held level within this: up or down, and across. One that is marked is tilted
#: as its line is within the last figure.
_LEVEL_DEG, _UPRIGHT_DEG, _TILT_DEG = 4.0, 2.0, 0.3
#: By how much the misfit may grow within the region: the point of chi square; where no landmark is to spare the
#: border is bent, and a little more comes nearer to the 95 that are promised (random scenes, see the accuracy tables).
_CHI_SQUARE, _CHI_SQUARE_BENT = 5.991, 6.6
_MOST_OTHERS = 3
#: From so much disagreement on the errors are what the landmarks say, not what was supposed of them.
_DISAGREES = 2.0
#: By spare landmarks: the 95 % point of Fisher's distribution (2, spare) by that of chi square; of one spare less.
_FISHER = (6.0, 4.0, 3.19, 2.32, 1.93, 1.72, 1.58, 1.49, 1.42, 1.37)
#: What a landmark may be off before it is named.
_NAMED_FROM = 3.5
#: From which disagreement on any is suspected.
_NAMED_FROM_WIDENED = 1.5
#: Landmarks agree up to this.
_AGREES = 1.3
#: By how much leaving it out must help more than leaving out any other one, in squared standard deviations.
_SURELY = 4.0


class TooFewLandmarksError(ValueError):
    """There are fewer landmarks than unknowns.

    Attributes:
        needed: how many it takes.
    """

    def __init__(self, needed: int) -> None:
        super().__init__(f"{needed} landmarks are needed")
        self.needed = needed


@dataclass(frozen=True, slots=True)
class Landmark:
    """A thing seen in the picture and found on the map.

    Attributes:
        x: fraction of the width.
        y: fraction of the height, from the top.
        latitude: degrees.
        longitude: degrees.
        point_error: how well the point in the picture is known: a standard deviation as fraction of the width.
        place_error_m: how well its place is known: a standard deviation in metres.
    """

    x: float
    y: float
    latitude: float
    longitude: float
    point_error: float = 0.003
    place_error_m: float = 5.0


@dataclass(frozen=True, slots=True)
class CameraGuess:
    """What is known or supposed of the camera.

    Attributes:
        latitude: degrees.
        longitude: degrees.
        radius_m: the camera stood within this in 95 of 100 cases; None: nothing is known of its position.
        view_deg: horizontal field of view; None when not known.
        view_error: standard deviation of its logarithm: 0.03 is about 3 %.
        roll_deg: how far the horizon falls to the right.
        horizon: height of the horizon at the middle of the width, fraction of the height from the top, or None.
    """

    latitude: float
    longitude: float
    radius_m: float | None
    view_deg: float | None = None
    view_error: float = 0.03
    roll_deg: float = 0.0
    horizon: float | None = None


@dataclass(frozen=True, slots=True)
class Solution:
    """The camera that fits best; every error is half of an interval that holds 95 of 100.

    Attributes:
        latitude: degrees.
        longitude: degrees.
        radius_m: of a circle round the position that holds its region.
        region: corners (latitude, longitude) of where the camera may have stood.
        heading_deg: of the middle of the picture, from true north.
        heading_error_deg: half of its interval.
        view_deg: horizontal field of view.
        view_error_deg: half of its interval.
        pitch_deg: how far the camera looked up.
        residuals_deg: by landmark: direction on the map less direction in the picture.
        bearings_deg: by landmark: direction on the map from the position.
        widened: by how much the errors were widened as the landmarks disagree; 1 when they agree.
        does_not_fit: index of the landmark without which the others agree, or None. All the rest is reckoned without
            it, unless another field of view would explain it, too.
        view_instead_deg: field of view with which the landmarks would agree, where they contradict the one given (the
            picture may be cropped); else None.
        others: positions (latitude, longitude) elsewhere that fit nearly as well, at most three.
        other_regions: the regions round them.
    """

    latitude: float
    longitude: float
    radius_m: float
    region: tuple[tuple[float, float], ...]
    heading_deg: float
    heading_error_deg: float
    view_deg: float
    view_error_deg: float
    pitch_deg: float
    residuals_deg: tuple[float, ...]
    bearings_deg: tuple[float, ...]
    widened: float
    does_not_fit: int | None
    view_instead_deg: float | None
    others: tuple[tuple[float, float], ...]
    other_regions: tuple[tuple[tuple[float, float], ...], ...]


def landmarks_needed(guess: CameraGuess) -> int:
    """Return how many landmarks it takes at least: one for each number that is not known, and one to see errors."""
    return max(3, _unknowns(guess))


def _unknowns(guess: CameraGuess) -> int:
    return 1 + (guess.view_deg is None) + 2 * (guess.radius_m is None)


def solve(landmarks: Sequence[Landmark], guess: CameraGuess, *, width: int, height: int) -> Solution:
    """Return the camera that sees the landmarks where they are in the picture.

    Args:
        landmarks: at least `landmarks_needed`.
        guess: what is known; its position is also where the search for an unknown one begins.
        width: of the upright picture, pixels.
        height: of the upright picture, pixels.

    Raises:
        TooFewLandmarksError: there are too few.
        ValueError: a number is not finite or a picture has no size.
    """
    if len(landmarks) < landmarks_needed(guess):
        raise TooFewLandmarksError(landmarks_needed(guess))
    _check(landmarks, width, height)
    origin = (guess.latitude, guess.longitude)
    measured, prior = _measured(landmarks, guess, origin, width / height), _prior(guess)
    starts = _starts(measured, prior, guess)
    trials = fit(starts, measured, prior)
    odd = _does_not_fit(trials, starts, measured, prior, guess)
    view_instead = _view_instead(trials, measured, guess)
    kept = measured
    if odd is not None and view_instead is None:
        kept = measured.without(odd)
        trials = fit(starts, kept, prior)
    camera, widened = trials.cameras[trials.best], _widened(trials, kept, prior, guess)
    covariance = np.linalg.inv(trials.normal[trials.best]) * widened**2
    spare = _spare(kept, guess)
    limit = (_CHI_SQUARE if spare > 0 else _CHI_SQUARE_BENT) * _for_few(widened, spare) * widened**2
    least = float(trials.misfit[trials.best])
    region = region_round(camera, covariance, kept, prior, least=least, grows_by=limit)
    others = _others(trials, region, grows_by=limit, measured=kept, prior=prior)
    off = residuals(camera[None], measured)[0][0]
    latitude, longitude = places_of(camera[None, PLACE], origin)[0]
    view = float(view_of(exp(camera[LOG_FOCAL])))
    return Solution(
        latitude=latitude,
        longitude=longitude,
        radius_m=float(np.hypot(*(region.border - camera[PLACE]).T).max()),
        region=tuple(places_of(region.border, origin)),
        heading_deg=degrees(camera[HEADING]) % 360,
        heading_error_deg=_heading_error(camera, covariance, region.cameras),
        view_deg=view,
        view_error_deg=_view_error(camera, covariance, region.cameras),
        pitch_deg=degrees(camera[PITCH]),
        residuals_deg=tuple(np.degrees(off).tolist()),
        bearings_deg=tuple(bearing_deg(latitude, longitude, one.latitude, one.longitude) for one in landmarks),
        widened=widened,
        does_not_fit=odd,
        view_instead_deg=view_instead,
        others=tuple(places_of(np.stack([one.camera[PLACE] for one in others]), origin)) if others else (),
        other_regions=tuple(tuple(places_of(one.border, origin)) for one in others),
    )


def _check(landmarks: Sequence[Landmark], width: int, height: int) -> None:
    if width <= 0 or height <= 0:
        raise ValueError("a picture has a width and a height")
    if not all(isfinite(value) for one in landmarks for value in (one.x, one.y, one.latitude, one.longitude)):
        raise ValueError("a landmark has a place in the picture and on the map")


def _measured(
    landmarks: Sequence[Landmark], guess: CameraGuess, origin: tuple[float, float], aspect: float
) -> Measured:
    places = []
    for one in landmarks:
        bearing, distance = (
            bearing_deg(*origin, one.latitude, one.longitude),
            distance_m(*origin, one.latitude, one.longitude),
        )
        places.append((distance * np.sin(radians(bearing)), distance * np.cos(radians(bearing))))
    points = [(one.x, one.y) for one in landmarks]
    return Measured(
        points=centred_points(points, aspect=aspect),
        places=np.asarray(places, dtype=np.float64),
        point_error=np.asarray([one.point_error for one in landmarks], dtype=np.float64),
        place_error_m=np.asarray([one.place_error_m for one in landmarks], dtype=np.float64),
        horizon=(guess.horizon - 0.5) / aspect if guess.horizon is not None else None,
    )


def _prior(guess: CameraGuess) -> Prior:
    focal = focal_of(guess.view_deg if guess.view_deg is not None else _USUAL_VIEW_DEG)
    is_marked = guess.horizon is not None or guess.roll_deg != 0
    place_error = max(guess.radius_m / _ROUND_95, 0.1) if guess.radius_m is not None else inf
    view_error = guess.view_error if guess.view_deg is not None else _USUAL_SPREAD
    deviation = [inf, view_error, radians(_LEVEL_DEG), radians(_TILT_DEG if is_marked else _UPRIGHT_DEG)]
    if guess.horizon is not None:
        # What is measured says it: see `Measured.horizon`.
        deviation[PITCH] = inf
    return Prior(
        mean=np.asarray([0.0, log(focal), 0.0, radians(guess.roll_deg), 0.0, 0.0]),
        deviation=np.asarray([*deviation, place_error, place_error]),
    )


def _starts(measured: Measured, prior: Prior, guess: CameraGuess) -> Numbers:
    """Return trial cameras: round the guess, and, if the position is to be found, all round the landmarks."""
    places = [np.zeros((1, 2))]
    if guess.radius_m is None:
        middle = measured.places.mean(axis=0)
        size = max(float(np.hypot(*(measured.places - middle).T).max()), 10.0)
        turns = np.radians(np.arange(0, 360, 30))
        around = np.stack([np.sin(turns), np.cos(turns)], axis=1)
        places += [middle + around * size * reach for reach in (0.4, 1.2, 3.0)]
    at = np.concatenate(places)
    apart = measured.places[None] - at[:, None]
    seen = np.arctan2(apart[..., 0], apart[..., 1]) - np.arctan2(measured.points[:, 0], exp(prior.mean[LOG_FOCAL]))
    heading = np.arctan2(np.sin(seen).mean(axis=1), np.cos(seen).mean(axis=1))
    rest = np.broadcast_to(prior.mean[1:4], (len(at), 3))
    starts = np.concatenate([heading[:, None], rest, at], axis=1)
    if measured.horizon is not None:
        starts[:, PITCH] = np.arctan(measured.horizon * np.exp(-starts[:, LOG_FOCAL]))
    if guess.view_deg is not None:
        return starts
    more = []
    for view in _OTHER_VIEWS_DEG:
        others = starts.copy()
        others[:, LOG_FOCAL] = log(focal_of(view))
        more.append(others)
    return np.concatenate([starts, *more])


def _spare(measured: Measured, guess: CameraGuess) -> int:
    return len(measured.points) - _unknowns(guess)


def _widened(trials: Trials, measured: Measured, prior: Prior, guess: CameraGuess) -> float:
    """Return by how much landmarks and what is known disagree; what is only usual of lenses does not count."""
    counted = [PITCH, ROLL, 4, 5] + ([LOG_FOCAL] if guess.view_deg is not None else [])
    spare = _spare(measured, guess)
    if spare <= 0:
        return 1.0
    return max(1.0, sqrt(known_misfit(trials.cameras[trials.best], measured, prior, counted=counted) / spare))


def _for_few(widened: float, spare: int) -> float:
    """Return by how much more a region grows where its errors are only known from a few landmarks' disagreement."""
    if widened < _DISAGREES or spare <= 0:
        return 1.0
    return _FISHER[min(spare, len(_FISHER)) - 1]


def _heading_error(camera: Numbers, covariance: Numbers, at_border: Numbers) -> float:
    """Return half of the interval: by the slopes, or as the heading turns round the region, whichever is wider."""
    turned = (at_border[:, HEADING] - camera[HEADING] + np.pi) % (2 * np.pi) - np.pi
    bent = float(np.abs(turned).max()) * _TWO_SIDED / _ROUND_95
    return min(180.0, degrees(max(bent, _TWO_SIDED * sqrt(covariance[HEADING, HEADING]))))


def _view_error(camera: Numbers, covariance: Numbers, at_border: Numbers) -> float:
    bent = float(np.abs(at_border[:, LOG_FOCAL] - camera[LOG_FOCAL]).max()) * _TWO_SIDED / _ROUND_95
    spread = max(bent, _TWO_SIDED * sqrt(covariance[LOG_FOCAL, LOG_FOCAL]))
    wide, narrow = (float(view_of(exp(camera[LOG_FOCAL] + sign * spread))) for sign in (-1, 1))
    return (wide - narrow) / 2


def _does_not_fit(trials: Trials, starts: Numbers, measured: Measured, prior: Prior, guess: CameraGuess) -> int | None:
    """Return the landmark that the others contradict, if leaving it out, and no other, lets them agree."""
    count = len(measured.points)
    if count < max(4, _unknowns(guess) + 2) or _widened(trials, measured, prior, guess) < _NAMED_FROM_WIDENED:
        # With one to spare the landmarks disagree, but any of them may be the wrong one.
        return None
    left, far = [], []
    for index in range(count):
        keep = np.arange(count) != index
        fitted = fit(starts, measured.without(index), prior)
        without, normal = fitted.cameras[[fitted.best]], fitted.normal[fitted.best]
        off, spread = residuals(without, measured)
        slope = slopes(without, measured)[0, index]
        foreseen = spread[0, index] ** 2 + slope @ np.linalg.inv(normal) @ slope
        agree = float(np.abs(off[0, keep] / spread[0, keep]).max()) < _NAMED_FROM
        far.append(abs(float(off[0, index])) / sqrt(float(foreseen)) if agree else 0.0)
        left.append(float(fitted.misfit[fitted.best]))
    found = int(np.argmin(left))
    surely = sorted(left)[1] - left[found] > _SURELY
    return found if surely and far[found] > _NAMED_FROM else None


def _view_instead(trials: Trials, measured: Measured, guess: CameraGuess) -> float | None:
    """Return the view with which the landmarks agree that contradict the one given; None where they do not."""
    free = replace(guess, view_deg=None)
    spare = _spare(measured, free)
    if guess.view_deg is None or spare < 1 or _widened(trials, measured, _prior(guess), guess) < _NAMED_FROM_WIDENED:
        return None
    prior = _prior(free)
    found = fit(np.concatenate([trials.cameras, _starts(measured, prior, free)]), measured, prior)
    camera = found.cameras[found.best]
    if _widened(found, measured, prior, free) > _AGREES:
        return None
    off = abs(float(camera[LOG_FOCAL]) - log(focal_of(guess.view_deg)))
    uncertain = sqrt(float(np.linalg.inv(found.normal[found.best])[LOG_FOCAL, LOG_FOCAL]))
    if off < _NAMED_FROM * hypot(uncertain, guess.view_error):
        return None
    return float(view_of(exp(float(camera[LOG_FOCAL]))))


def _others(trials: Trials, first: Region, *, grows_by: float, measured: Measured, prior: Prior) -> list[Region]:
    """Return the regions elsewhere that fit nearly as well, the best first."""
    least = float(trials.misfit[trials.best])
    found = [first]
    for index in np.argsort(trials.misfit):
        if trials.misfit[index] > least + grows_by or len(found) > _MOST_OTHERS:
            break
        camera = trials.cameras[index]
        away = float(np.square(measured.places - camera[PLACE]).sum(axis=1).min())
        if away > FARTHEST_M**2 or any(one.holds(camera[PLACE]) for one in found):
            continue
        covariance = np.linalg.inv(trials.normal[index])
        found.append(region_round(camera, covariance, measured, prior, least=least, grows_by=grows_by))
    return found[1:]
