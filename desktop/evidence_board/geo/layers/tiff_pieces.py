"""Decodes one tile or strip of a TIFF file; pictures within it (JPEG, WebP, fax) by Pillow. Runs in a worker."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

from evidence_board.geo.layers.problems import LayerError
from evidence_board.geo.layers.tiff_single import single_tiff_of
from evidence_board.geo.layers.tiff_unpacking import BYTE_PACKINGS, values_of_bytes

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["decoded_piece", "piece_size"]

_PICTURES: Final = frozenset((2, 3, 4, 7, 50001))  # the codes of fax machines, JPEG, WebP
_WEBP: Final = 50001
_BACKWARDS: Final = 2
_MOST_BYTES: Final = 128 << 20
_MOST_PIXELS: Final = 32_000_000


def piece_size(page: Any) -> tuple[int, int]:
    """Return columns and rows of a tile or strip; the last strip may be lower."""
    if page.is_tiled:
        return int(page.tilewidth), int(page.tilelength)
    return int(page.imagewidth), int(min(page.rowsperstrip or page.imagelength, page.imagelength))


def decoded_piece(page: Any, index: int) -> NDArray[Any] | None:
    """Return one piece, shape (rows, columns, samples); None for one that was left out of the file.

    Raises:
        LayerError: it is damaged, or packed in a way that cannot be read.
    """
    import numpy as np

    samples = int(page.samplesperpixel)
    if int(page.planarconfig) == 1 or samples == 1:
        return _decoded(page, index, index, samples)
    count = len(page.dataoffsets) // samples
    planes = [_decoded(page, plane * count + index, index, 1) for plane in range(samples)]
    found = [plane for plane in planes if plane is not None]
    return np.concatenate(found, axis=-1) if len(found) == samples else None


def _decoded(page: Any, at: int, index: int, samples: int) -> NDArray[Any] | None:
    """Return the piece whose bytes are number `at` of the file and that lies at place `index`."""
    if at >= len(page.dataoffsets) or not page.databytecounts[at]:
        return None
    wide, high = piece_size(page)
    if not page.is_tiled:
        high = min(high, page.imagelength - index * high)
    if wide * high > _MOST_PIXELS or high < 1:
        raise LayerError("too_large")
    packing = int(page.compression)
    # Bits told from the right are of the fax machines' time, and their decoder knows them.
    if packing not in BYTE_PACKINGS | _PICTURES or (packing in BYTE_PACKINGS and int(page.fillorder) == _BACKWARDS):
        raise LayerError("tiff_packing")
    untrusted = _bytes(page, at)
    try:
        if packing in BYTE_PACKINGS:
            return values_of_bytes(page, untrusted, wide=wide, high=high, samples=samples)
        return _picture(page, untrusted, wide=wide, high=high, samples=samples)
    except (LayerError, MemoryError):
        raise
    except Exception as error:  # decoders raise whatever they like on hostile bytes
        raise LayerError("tile_damaged") from error


def _bytes(page: Any, at: int) -> bytes:
    length = int(page.databytecounts[at])
    if length > _MOST_BYTES:
        raise LayerError("too_large")
    file = page.parent.filehandle
    file.seek(int(page.dataoffsets[at]))
    untrusted: bytes = file.read(length)
    if len(untrusted) != length:
        raise LayerError("damaged")
    return untrusted


def _picture(page: Any, untrusted: bytes, *, wide: int, high: int, samples: int) -> NDArray[Any]:
    """Let Pillow decode a piece that is a picture."""
    import numpy as np
    from PIL import Image

    if int(page.compression) == _WEBP:  # each piece is a whole WebP picture, which not every libtiff reads
        image = Image.open(io.BytesIO(untrusted), formats=("WEBP",))
    else:
        image = Image.open(io.BytesIO(single_tiff_of(page, untrusted, wide=wide, high=high)), formats=("TIFF",))
    if image.size != (wide, high):
        raise LayerError("tile_damaged")
    image.load()
    values = np.array(image)
    if values.ndim == 2:
        values = values[..., None]
    if samples == 4 and values.shape[2] == 3:  # a piece without a transparent pixel may come without opacity
        values = np.concatenate([values, np.full((high, wide, 1), 255, dtype=values.dtype)], axis=-1)
    if values.shape[:2] != (high, wide) or values.shape[2] != samples:
        raise LayerError("tiff_packing")
    return values
