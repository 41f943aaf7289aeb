"""How a pinhole camera sees landmarks: from points in a picture to directions on the ground.

Directions are radians clockwise from true north, lengths metres on a plane that touches the Earth near the camera,
pictures are one unit wide. ``pitch`` is upwards; the roll is taken out of the points before (`upright_points`).
All functions take whole arrays, so that thousands of trial cameras cost one pass.
"""

from collections.abc import Sequence
from math import cos, radians, sin, tan

import numpy as np
from numpy.typing import NDArray

__all__ = ["focal_of", "model_directions", "upright_points", "view_of"]

Numbers = NDArray[np.float64]


def focal_of(field_of_view_deg: float) -> float:
    """Return the focal length, in picture widths, of a horizontal field of view in degrees (0 to 180)."""
    return 0.5 / tan(radians(field_of_view_deg) / 2)


def view_of(focal: Numbers | float) -> Numbers:
    """Return the horizontal field of view in degrees of a focal length in picture widths."""
    view: Numbers = np.degrees(2 * np.arctan2(0.5, np.asarray(focal, dtype=np.float64)))
    return view


def upright_points(points: Sequence[tuple[float, float]], *, aspect: float, roll_deg: float = 0.0) -> Numbers:
    """Return where points lie right of and below the middle, the picture turned until its horizon is level.

    Args:
        points: fractions of width and height.
        aspect: width by height.
        roll_deg: how far the horizon falls to the right.

    Returns:
        Shape (n, 2), in picture widths.
    """
    at = np.asarray(points, dtype=np.float64).reshape(-1, 2)
    right, down = at[:, 0] - 0.5, (at[:, 1] - 0.5) / aspect
    turn_cos, turn_sin = cos(radians(roll_deg)), sin(radians(roll_deg))
    return np.stack([right * turn_cos + down * turn_sin, down * turn_cos - right * turn_sin], axis=1)


def model_directions(points: Numbers, *, heading: Numbers, focal: Numbers, pitch: Numbers) -> Numbers:
    """Return in which direction each camera sees each point.

    Args:
        points: shape (n, 2), from `upright_points`.
        heading: shape (m,).
        focal: shape (m,).
        pitch: shape (m,).

    Returns:
        Shape (m, n).
    """
    ahead = focal[:, None] * np.cos(pitch)[:, None] + points[None, :, 1] * np.sin(pitch)[:, None]
    return heading[:, None] + np.arctan2(np.broadcast_to(points[None, :, 0], ahead.shape), ahead)
