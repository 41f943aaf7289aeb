"""The region of a shadow as a picture of the world in the projection of the map."""

import math

from PySide6.QtGui import QImage

from evidence_board.geo.shadows import ShadowMap

__all__ = ["region_image"]

_SIDE = 1_440
_LEAST, _FILL, _EDGE = math.exp(-2.0), 0.42, 0.9


def region_image(found: ShadowMap, colour: int) -> QImage:
    """Return the square world of Web Mercator: see-through where nothing fits, an edge around where it does.

    Args:
        found: the likelihood by cells of latitude and longitude.
        colour: ``0xAARRGGBB``.
    """
    import numpy as np

    side = min(_SIDE, 2 * len(found.latitudes))
    down = (np.arange(side) + 0.5) / side
    latitudes = np.degrees(np.arctan(np.sinh(math.pi * (1 - 2 * down))))
    step = 180.0 / len(found.latitudes)
    rows = np.clip(((90.0 - latitudes) / step).astype(int), 0, len(found.latitudes) - 1)
    columns = (np.arange(side) * len(found.longitudes)) // side
    fits = found.likelihood[rows[:, None], columns[None, :]]
    inside = fits >= _LEAST
    near = inside.copy()
    for shift, axis in ((1, 0), (-1, 0), (1, 1), (-1, 1)):
        near &= np.roll(inside, shift, axis=axis)
    opacity = np.where(inside, 0.12 + _FILL * (fits - _LEAST) / (1 - _LEAST), 0.0)
    opacity[inside & ~near] = _EDGE * 0.6
    alpha = np.round(opacity * 255).astype(np.uint32)
    parts = [(colour >> shift) & 0xFF for shift in (16, 8, 0)]
    pixels = alpha << 24
    for part, shift in zip(parts, (16, 8, 0), strict=True):
        pixels |= (alpha * part // 255) << shift
    pixels = np.ascontiguousarray(pixels, dtype=np.uint32)
    return QImage(pixels.data, side, side, side * 4, QImage.Format.Format_ARGB32_Premultiplied).copy()
