"""Fingerprints of pictures: 64-bit pHash and dHash as ImageHash 4.3 defines them, taken from our own thumbnail.

Runs in workers. Without numpy: the transform is so small that plain sums do, and no thread pool is started there.

Definitions (https://github.com/JohannesBuchner/imagehash, functions ``phash`` and ``dhash``, hash size 8): the
picture as 8-bit grey (ITU-R 601 luma), resized with Lanczos.

- pHash: 32 x 32 pixels, the two-dimensional DCT-II of them, its 8 x 8 lowest frequencies; a bit is 1 where the
  coefficient is above the median of the 64.
- dHash: 9 x 8 pixels; a bit is 1 where a pixel is brighter than its left neighbour.

Bits run row by row from the top left, the first one being the highest.
"""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from operator import mul
from statistics import median
from typing import TYPE_CHECKING, Final

from evidence_board.model.fingerprints import PLAIN, Fingerprint

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["fingerprint", "fingerprint_of_jpeg"]

_SIZE: Final = 8
_SIDE: Final = 32

#: Shortest side in pixels that says anything: what the pHash looks at.
_TINY: Final = _SIDE
#: Standard deviation, in grey levels of 255, below which a picture counts as one colour.
_FLAT: Final = 4.0
#: A wave of a quarter of a grey level: what rounding and JPEG make out of nothing. A full wave of height A gives a
#: coefficient of 4 * A * (32 / 2) ** 2.
_NOISE: Final = 0.25 * 4 * (_SIDE / 2) ** 2
#: How many of the 63 waves must stand above the noise: slopes and halves of two colours have some eight.
_ENOUGH: Final = 16

_WAVES: Final = [
    [2 * math.cos(math.pi * wave * (2 * place + 1) / (2 * _SIDE)) for place in range(_SIDE)] for wave in range(_SIZE)
]

Rows = list[list[float]]


def fingerprint(image: Image) -> Fingerprint:
    """Return the fingerprint of a small picture and of its mirror image; `PLAIN` when it is too plain to compare.

    Too plain is what would match anything like it: a side under 32 pixels, nearly one colour (a standard
    deviation under 4 grey levels), or so few waves above the noise (16 of 63) that most bits mean nothing, as in
    slopes of light, bars and halves of two colours.
    """
    from PIL.Image import Transpose

    if min(image.size) < _TINY:
        return PLAIN
    grey = image.convert("L")
    waves = _waves(grey)
    if _is_plain(grey, waves):
        return PLAIN
    mirrored = grey.transpose(Transpose.FLIP_LEFT_RIGHT)
    return Fingerprint(_phash(waves), _dhash(grey), _phash(_waves(mirrored)), _dhash(mirrored))


def fingerprint_of_jpeg(jpeg: bytes) -> Fingerprint:
    """Return the fingerprint of a thumbnail: the same whether at import or later."""
    from PIL import Image as pillow

    with pillow.open(io.BytesIO(jpeg), formats=["JPEG"]) as image:
        return fingerprint(image)


def _is_plain(grey: Image, waves: Rows) -> bool:
    from PIL import ImageStat

    if ImageStat.Stat(grey).stddev[0] < _FLAT:
        return True
    return sum(abs(one) > _NOISE for row in waves for one in row) - 1 < _ENOUGH


def _pixels(grey: Image, width: int, height: int) -> list[bytes]:
    from PIL.Image import Resampling

    small = grey.resize((width, height), Resampling.LANCZOS).tobytes()
    return [small[row * width : (row + 1) * width] for row in range(height)]


def _waves(grey: Image) -> Rows:
    """Return the 8 x 8 lowest coefficients of the DCT-II (not normalised) of the picture at 32 x 32."""
    pixels = _pixels(grey, _SIDE, _SIDE)
    columns = list(zip(*pixels, strict=True))
    # First down the columns, then along the rows, as ImageHash does.
    down = [[sum(map(mul, wave, column)) for column in columns] for wave in _WAVES]
    return [[sum(map(mul, wave, row)) for wave in _WAVES] for row in down]


def _phash(waves: Rows) -> int:
    values = [one for row in waves for one in row]
    middle = median(values)
    return _signed([one > middle for one in values])


def _dhash(grey: Image) -> int:
    rows = _pixels(grey, _SIZE + 1, _SIZE)
    return _signed([row[place + 1] > row[place] for row in rows for place in range(_SIZE)])


def _signed(bits: Sequence[bool]) -> int:
    value = 0
    for bit in bits:
        value = value << 1 | bit
    return value - (1 << 64) if value >> 63 else value
