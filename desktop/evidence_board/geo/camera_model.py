"""How a pinhole camera sees landmarks: from points in a picture to directions on the ground.

Directions are radians clockwise from true north, lengths metres on a plane that touches the Earth near the camera,
pictures are one unit wide. ``pitch`` is upwards, ``roll`` is how far the horizon falls to the right.
All functions take whole arrays, so that thousands of trial cameras cost one pass.
"""

from collections.abc import Sequence
from math import radians, tan

import numpy as np
from numpy.typing import NDArray

__all__ = ["ahead_of", "centred_points", "focal_of", "upright", "view_of"]

Numbers = NDArray[np.float64]


def focal_of(field_of_view_deg: float) -> float:
    """Return the focal length, in picture widths, of a horizontal field of view in degrees (0 to 180)."""
    return 0.5 / tan(radians(field_of_view_deg) / 2)


def view_of(focal: Numbers | float) -> Numbers:
    """Return the horizontal field of view in degrees of a focal length in picture widths."""
    view: Numbers = np.degrees(2 * np.arctan2(0.5, np.asarray(focal, dtype=np.float64)))
    return view


def centred_points(points: Sequence[tuple[float, float]], *, aspect: float) -> Numbers:
    """Return where points lie right of and below the middle, in picture widths, shape (n, 2).

    Args:
        points: fractions of width and height.
        aspect: width by height.
    """
    at = np.asarray(points, dtype=np.float64).reshape(-1, 2)
    return np.stack([at[:, 0] - 0.5, (at[:, 1] - 0.5) / aspect], axis=1)


def upright(points: Numbers, roll: Numbers) -> tuple[Numbers, Numbers]:
    """Return how far right and down points lie once each picture is turned until its horizon is level.

    Args:
        points: shape (n, 2), from `centred_points`.
        roll: shape (m,): how far the horizon falls to the right.

    Returns:
        Two arrays of shape (m, n).
    """
    turn_cos, turn_sin = np.cos(roll)[:, None], np.sin(roll)[:, None]
    right, down = points[None, :, 0], points[None, :, 1]
    return right * turn_cos + down * turn_sin, down * turn_cos - right * turn_sin


def ahead_of(down: Numbers, *, focal: Numbers, pitch: Numbers) -> Numbers:
    """Return how far ahead on the ground the picture shows points, in picture widths, (m, n).

    The direction of a point from the middle of the picture is the arc tangent of right by ahead.

    Args:
        down: shape (m, n), from `upright`.
        focal: shape (m,), picture widths.
        pitch: shape (m,), radians upwards.
    """
    ahead: Numbers = (focal * np.cos(pitch))[:, None] + down * np.sin(pitch)[:, None]
    return ahead
