"""What a shadow in a picture says: its length by the height of its object, and where it falls.

A picture whose horizon and field of view are known can be measured on level ground (Criminisi, Reid and Zisserman,
"Single View Metrology", 2000): the rays through foot, top and tip are laid on a plane below the camera. How high the
camera was drops out of the ratio. Points are fractions of the upright picture, from its top left corner.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

__all__ = ["PictureCamera", "PictureShadow", "light_direction", "plain_ratio", "shadow_in_picture"]

Point = tuple[float, float]

#: How well a point is set by hand, as a part of the width of the picture.
_POINT_ERROR = 0.004
_FOV_ERROR, _HORIZON_ERROR, _TILT_ERROR_DEG, _HEADING_ERROR_DEG = 0.1, 0.01, 0.5, 5.0
#: No ground is quite level, no pole quite upright: roads fall by 1 to 2 % to their sides.
_LEVEL_ERROR = math.radians(1.0)
#: Ground nearer to the horizon than this is too far away to be measured.
_LEAST_FALL = math.tan(math.radians(0.3))
_LIGHT_ERROR_DEG, _LEAST_SIDEWAYS = 70.0, 0.35


@dataclass(frozen=True, slots=True)
class PictureCamera:
    """How a picture was taken, as far as measuring in it needs that.

    Attributes:
        aspect: width by height.
        fov_deg: from the left to the right edge.
        horizon_y: where the horizon crosses the middle column, fraction of the height.
        tilt_deg: how far the right end of the horizon lies below the left one.
        heading_deg: direction of the middle, None when not known.
        fov_error_deg: how far off it may be; None for a tenth.
        heading_error_deg: how far off it may be; None for 5.
    """

    aspect: float
    fov_deg: float
    horizon_y: float
    tilt_deg: float = 0.0
    heading_deg: float | None = None
    fov_error_deg: float | None = None
    heading_error_deg: float | None = None


@dataclass(frozen=True, slots=True)
class PictureShadow:
    """What was measured; None for what the points do not say.

    Attributes:
        ratio: length of the shadow by the height of its object, on level ground.
        ratio_error: plus or minus, as a part of the ratio.
        direction_deg: where the shadow falls, from true north.
        direction_error_deg: plus or minus.
    """

    ratio: float | None = None
    ratio_error: float | None = None
    direction_deg: float | None = None
    direction_error_deg: float | None = None


def shadow_in_picture(points: tuple[Point, ...], camera: PictureCamera) -> PictureShadow:
    """Measure a shadow; its errors are how well points, horizon, view and heading are known.

    Args:
        points: foot, top and tip of the shadow; or foot and tip, which give a direction alone.
        camera: how the picture was taken.
    """
    if len(points) < 2:
        return PictureShadow()
    ratio, ratio_error = _with_error(lambda at, by: _ratio(at, by), points, camera)
    heading = camera.heading_deg
    if heading is None:
        return PictureShadow(ratio, _part(ratio, ratio_error))
    turn, turn_error = _with_error(lambda at, by: _turn(at, by), points, camera, circular=True)
    if turn is None:
        return PictureShadow(ratio, _part(ratio, ratio_error))
    own = camera.heading_error_deg if camera.heading_error_deg is not None else _HEADING_ERROR_DEG
    error = min(max(math.hypot(turn_error, own), 1.0), 180.0)
    return PictureShadow(ratio, _part(ratio, ratio_error), (heading + turn) % 360.0, error)


def plain_ratio(points: tuple[Point, ...], *, aspect: float) -> float | None:
    """Return the length of a shadow by the height of its object, both measured as they lie in the picture.

    Right only where the shadow lies across the line of sight, on level ground, and the camera was held level.
    """
    if len(points) < 3:
        return None
    foot, top, tip = points
    height = math.hypot(top[0] - foot[0], (top[1] - foot[1]) / aspect)
    length = math.hypot(tip[0] - foot[0], (tip[1] - foot[1]) / aspect)
    return length / height if height > 0 else None


def light_direction(points: tuple[Point, ...], *, aspect: float, heading_deg: float) -> tuple[float, float] | None:
    """Return from where light comes that falls across a picture along an arrow, and how far off that may be.

    Only left and right can be told: light along the line of sight has no side.
    """
    if len(points) != 2:
        return None
    (x, y), (to_x, to_y) = points
    across, down = to_x - x, (to_y - y) / aspect
    length = math.hypot(across, down)
    if length <= 0 or abs(across) / length < _LEAST_SIDEWAYS:
        return None
    side = -90.0 if across > 0 else 90.0
    return (heading_deg + side) % 360.0, _LIGHT_ERROR_DEG


def _ray(point: Point, camera: PictureCamera) -> tuple[float, float, float]:
    """Return how far a ray goes right, ahead and up, in a level frame."""
    focal = 0.5 / math.tan(math.radians(camera.fov_deg) / 2)
    tilt = math.radians(camera.tilt_deg)
    right, down = point[0] - 0.5, (point[1] - 0.5) / camera.aspect
    across = right * math.cos(tilt) + down * math.sin(tilt)
    below = down * math.cos(tilt) - right * math.sin(tilt)
    pitch = math.atan2((camera.horizon_y - 0.5) / camera.aspect * math.cos(tilt), focal)
    ahead = focal * math.cos(pitch) + below * math.sin(pitch)
    return across, ahead, focal * math.sin(pitch) - below * math.cos(pitch)


def _ground(point: Point, camera: PictureCamera) -> tuple[float, float] | None:
    """Return where a ray meets the ground, in heights of the camera; None near the horizon and above."""
    right, ahead, up = _ray(point, camera)
    if ahead <= 0 or -up < _LEAST_FALL * math.hypot(right, ahead):
        return None
    return right / -up, ahead / -up


def _ratio(points: tuple[Point, ...], camera: PictureCamera) -> float | None:
    if len(points) < 3:
        return None
    foot, tip = _ground(points[0], camera), _ground(points[-1], camera)
    if foot is None or tip is None:
        return None
    right, ahead, up = _ray(points[1], camera)
    height = 1.0 + math.hypot(*foot) * up / math.hypot(right, ahead)
    return math.dist(foot, tip) / height if height > 1e-6 else None


def _turn(points: tuple[Point, ...], camera: PictureCamera) -> float | None:
    """Return how far right of the line of sight a shadow falls, degrees."""
    foot, tip = _ground(points[0], camera), _ground(points[-1], camera)
    if foot is None or tip is None:
        return None
    return math.degrees(math.atan2(tip[0] - foot[0], tip[1] - foot[1]))


def _with_error(
    measure: Callable[[tuple[Point, ...], PictureCamera], float | None],
    points: tuple[Point, ...],
    camera: PictureCamera,
    *,
    circular: bool = False,
) -> tuple[float | None, float]:
    """Return a measure and how far it moves when each of what it rests on is a little off."""
    value = measure(points, camera)
    if value is None:
        return None, 0.0
    fov_error = camera.fov_error_deg if camera.fov_error_deg is not None else camera.fov_deg * _FOV_ERROR
    total = 0.0
    for pair in _pairs(points, camera, fov_error):
        offs = []
        for other_points, other in pair:
            moved = measure(other_points, other)
            if moved is None:
                return None, 0.0
            offs.append(math.remainder(moved - value, 360.0) if circular else moved - value)
        # Near the horizon it moves further to one side than to the other; the further counts.
        total += max(abs(off) for off in offs) ** 2
    return value, math.sqrt(total)


def _pairs(
    points: tuple[Point, ...], camera: PictureCamera, fov_error: float
) -> Iterator[list[tuple[tuple[Point, ...], PictureCamera]]]:
    """Give everything that may be a little off, once to each side."""
    signs = (1.0, -1.0)
    yield [(points, replace(camera, fov_deg=min(max(camera.fov_deg + one * fov_error, 1.0), 170.0))) for one in signs]
    yield [(points, replace(camera, horizon_y=camera.horizon_y + one * _HORIZON_ERROR)) for one in signs]
    yield [(points, replace(camera, tilt_deg=camera.tilt_deg + one * _TILT_ERROR_DEG)) for one in signs]
    for at, (x, y) in enumerate(points):
        for dx, dy in ((_POINT_ERROR, 0.0), (0.0, _POINT_ERROR * camera.aspect)):
            yield [((*points[:at], (x + one * dx, y + one * dy), *points[at + 1 :]), camera) for one in signs]


def _part(ratio: float | None, error: float) -> float | None:
    """Return an error as a part of the ratio, with what the ground and the object add to it."""
    if ratio is None or ratio <= 0:
        return None
    level = _LEVEL_ERROR * math.hypot(ratio, 1.0 / ratio)
    return min(max(math.hypot(error / ratio, level), 0.02), 0.95)
