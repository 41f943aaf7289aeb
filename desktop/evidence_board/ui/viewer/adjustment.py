"""How a picture is shown to the eye: brightness, contrast and the like. The original is never changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy import uint8
    from numpy.typing import NDArray

__all__ = ["MARGIN", "Adjustment", "adjusted", "halved"]

#: Pixels around a part of a picture that sharpening looks at.
MARGIN = 2

#: Weights of red, green and blue in what the eye takes for brightness (ITU-R BT.601, in 256ths).
_LUMA = (77, 150, 29)


@dataclass(frozen=True, slots=True)
class Adjustment:
    """What is changed for the eye; everything at its default leaves the picture as it is.

    Attributes:
        brightness: -1 (black) to 1 (white).
        contrast: -1 (flat grey) to 1.
        gamma: 0.2 to 5; above 1 the shadows are lifted.
        colour: 0 (grey) to 2; 1 as it is.
        sharpness: 0 to 2.
        inverted: as a negative.
    """

    brightness: float = 0.0
    contrast: float = 0.0
    gamma: float = 1.0
    colour: float = 1.0
    sharpness: float = 0.0
    inverted: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether it changes nothing."""
        return self == Adjustment()


def adjusted(rgb: NDArray[uint8], how: Adjustment) -> NDArray[uint8]:
    """Return a part of a picture as it is shown; the array given is not changed.

    Args:
        rgb: rows, columns, 3.
        how: what to change.
    """
    if how.is_plain:
        return rgb
    if how.sharpness > 0:
        rgb = _sharpened(rgb, how.sharpness)
    if how.colour != 1.0:
        rgb = _coloured(rgb, how.colour)
    return _toned(rgb, how)


def halved(rgb: NDArray[uint8], factor: int) -> NDArray[uint8]:
    """Return a part of a picture at a fraction of its size, each pixel the mean of ``factor`` by ``factor``."""
    import numpy as np

    if factor <= 1:
        return rgb
    down, across = -(-rgb.shape[0] // factor) * factor, -(-rgb.shape[1] // factor) * factor
    if (down, across) != rgb.shape[:2]:
        rgb = np.pad(rgb, ((0, down - rgb.shape[0]), (0, across - rgb.shape[1]), (0, 0)), mode="edge")
    # One direction after the other: sums of 16 bits hold 257 pixels of 255.
    rows = rgb.reshape(down // factor, factor, across, 3).sum(axis=1, dtype=np.uint16)
    sums = rows.reshape(down // factor, across // factor, factor, 3).sum(axis=2, dtype=np.uint32)
    mean: NDArray[uint8] = (sums // (factor * factor)).astype(np.uint8)
    return mean


def _sharpened(rgb: NDArray[uint8], strength: float) -> NDArray[uint8]:
    """Add to each pixel what sets it apart from the mean of its neighbours (unsharp mask)."""
    import numpy as np

    wide = np.pad(rgb, ((1, 1), (1, 1), (0, 0)), mode="edge").astype(np.int16)
    rows = wide[:-2] + wide[1:-1] + wide[2:]
    mean = (rows[:, :-2] + rows[:, 1:-1] + rows[:, 2:]) // 9
    own = rgb.astype(np.int16)
    found: NDArray[uint8] = np.clip(own + ((own - mean) * round(strength * 128) >> 6), 0, 255).astype(np.uint8)
    return found


def _coloured(rgb: NDArray[uint8], colour: float) -> NDArray[uint8]:
    import numpy as np

    own = rgb.astype(np.int32)
    grey = (own[..., 0] * _LUMA[0] + own[..., 1] * _LUMA[1] + own[..., 2] * _LUMA[2]) >> 8
    grey = grey[..., None]
    found: NDArray[uint8] = np.clip(grey + ((own - grey) * round(colour * 256) >> 8), 0, 255).astype(np.uint8)
    return found


def _toned(rgb: NDArray[uint8], how: Adjustment) -> NDArray[uint8]:
    import numpy as np

    value: Any = np.arange(256, dtype=np.float64) / 255.0
    # Contrast turns about the middle grey, from flat to very steep.
    steep = 1.0 + how.contrast if how.contrast <= 0 else 1.0 / max(0.02, 1.0 - how.contrast)
    value = (value - 0.5) * steep + 0.5 + how.brightness
    value = np.clip(value, 0.0, 1.0) ** (1.0 / how.gamma)
    if how.inverted:
        value = 1.0 - value
    found: NDArray[uint8] = np.take(np.round(value * 255.0).astype(np.uint8), rgb)
    return found
