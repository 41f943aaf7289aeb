"""Compares the small picture that cameras put inside a JPEG with the picture itself.

Programs that crop or change a photo often leave the small one as it was. It is compared by correlation of brightness
on a coarse grid: light, colour, size and compression hardly change it, another subject does. A picture that was
turned, or small pictures with black bars at the edges, are usual and count as the same.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from evidence_board.media.exif_read import EXIF_HEADER, read_exif
from evidence_board.model.examination import Problem, ProblemCode

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL.Image import Image

__all__ = ["thumbnail_problem"]

_OFFSET, _LENGTH = 0x0201, 0x0202
_MAX_BYTES: Final = 256 * 1024
_MAX_SIDE: Final = 1_024
_GRID: Final = 16
#: Below this they are hardly the same. On 48 drawn photos half as bright again, twice the contrast or equalised they
#: correlate above 0.86, cropped by a twentieth at each side above 0.76; nine in ten pairs of different ones below 0.7.
_SAME: Final = 0.7
#: A grid as even as this (standard deviation of brightness, of 255) says nothing: fog, night, a lens cap.
_EVEN: Final = 6.0
#: Brightness of the bars that fill a small picture of another shape.
_BAR: Final = 24


def thumbnail_problem(untrusted_block: object, picture: Image) -> tuple[Problem, ...]:
    """Return the problem of a file whose small picture shows something else; empty where that cannot be told.

    Args:
        untrusted_block: the EXIF block of the file, with or without its header.
        picture: the picture, decoded and upright.
    """
    small = _embedded(untrusted_block) if isinstance(untrusted_block, bytes) else None
    if small is None:
        return ()
    small = _without_bars(small)
    one, other = _grid(small), _grid(picture)
    if float(one.std()) < _EVEN or float(other.std()) < _EVEN:
        return ()
    # Some devices cut the small picture to another shape instead of filling it with bars.
    shapes = ((one, other), (one, _grid(_cut(picture, small))), (_grid(_cut(small, picture)), other))
    likeness = max(_correlation(first, second, turns) for first, second in shapes for turns in range(4))
    return (Problem(ProblemCode.THUMBNAIL_DIFFERS),) if likeness < _SAME else ()


def _embedded(untrusted_block: bytes) -> Image | None:
    from PIL import Image

    block = untrusted_block
    for _ in range(2):
        block = block.removeprefix(EXIF_HEADER)
    directory = read_exif(block).thumbnail
    start, length = directory.get(_OFFSET), directory.get(_LENGTH)
    if not isinstance(start, int) or not isinstance(length, int) or not 0 < length <= _MAX_BYTES or start < 8:
        return None
    untrusted_jpeg = block[start : start + length]
    if not untrusted_jpeg.startswith(b"\xff\xd8"):
        return None
    try:
        with Image.open(io.BytesIO(untrusted_jpeg), formats=("JPEG",)) as opened:
            if max(opened.size) > _MAX_SIDE or min(opened.size) < _GRID:
                return None
            return opened.convert("L")
    except MemoryError:
        raise
    except Exception:  # decoders raise whatever they like; a small picture that cannot be read shows nothing
        return None


def _without_bars(picture: Image) -> Image:
    """Cut black bars off the edges."""
    box = picture.point([255 if value > _BAR else 0 for value in range(256)]).getbbox()
    return picture.crop(box) if box is not None and min(box[2] - box[0], box[3] - box[1]) >= _GRID else picture


def _cut(picture: Image, like: Image) -> Image:
    """Cut the middle of a picture to the shape of another, lying or standing as it is itself."""
    sides = sorted(like.size)
    wanted = sides[1] / sides[0] if picture.width >= picture.height else sides[0] / sides[1]
    width = min(picture.width, round(picture.height * wanted))
    height = min(picture.height, round(picture.width / wanted))
    if min(width, height) < _GRID:
        return picture
    left, top = (picture.width - width) // 2, (picture.height - height) // 2
    return picture.crop((left, top, left + width, top + height))


def _grid(picture: Image) -> NDArray[np.float64]:
    import numpy as np
    from PIL.Image import Resampling

    return np.asarray(picture.convert("L").resize((_GRID, _GRID), Resampling.BOX), dtype=np.float64)


def _correlation(one: NDArray[np.float64], other: NDArray[np.float64], turns: int) -> float:
    import numpy as np

    first, second = np.rot90(one, turns).ravel(), other.ravel()
    if float(first.std()) < _EVEN or float(second.std()) < _EVEN:
        return 0.0
    return float(np.corrcoef(first, second)[0, 1])
