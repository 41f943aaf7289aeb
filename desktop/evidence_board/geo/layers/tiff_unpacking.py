"""The values of one tile or strip of a TIFF file from its unpacked bytes: bits, byte order, predictors. In a worker."""

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING, Any, Final

from evidence_board.geo.layers.problems import LayerError
from evidence_board.geo.layers.tiff_single import single_tiff

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["BYTE_PACKINGS", "values_of_bytes"]

_DEFLATE: Final = frozenset((8, 32946))
_BY_LIBTIFF: Final = frozenset((5, 32773, 34925, 50000))  # LZW, PackBits, LZMA, Zstandard
#: Packings whose bytes are the values, whatever these are.
BYTE_PACKINGS: Final = frozenset((1, *_DEFLATE, *_BY_LIBTIFF))
_DIFFERENCES, _FLOAT_DIFFERENCES = 2, 3
_BITS: Final = (1, 2, 4, 8, 16, 32, 64)


def values_of_bytes(page: Any, untrusted: bytes, *, wide: int, high: int, samples: int) -> NDArray[Any]:
    """Return the values of a piece, shape (rows, columns, samples), in the byte order of this computer.

    Args:
        page: the page of tifffile.
        untrusted: the packed bytes.
        wide: columns of the piece.
        high: rows of the piece.
        samples: values of a pixel that lie beside each other.

    Raises:
        LayerError: it is damaged, or packed in a way that cannot be read.
    """
    import numpy as np

    bits = int(page.bitspersample)
    if bits not in _BITS or page.dtype is None:
        raise LayerError("tiff_packing")
    row_bytes = -(-wide * samples * bits // 8)
    data = _unpacked(int(page.compression), untrusted, row_bytes=row_bytes, high=high)
    if len(data) < row_bytes * high:
        raise LayerError("tile_damaged")
    rows = np.frombuffer(data[: row_bytes * high], dtype=np.uint8).reshape(high, row_bytes)
    if bits < 8:
        return _small_numbers(rows, bits)[:, : wide * samples].reshape(high, wide, samples)
    kind = np.dtype(page.dtype)
    if int(page.predictor) == _FLOAT_DIFFERENCES:
        return _float_sums(rows, kind, samples).reshape(high, wide, samples)
    values: NDArray[Any] = rows.view(kind.newbyteorder(page.parent.byteorder)).astype(kind).reshape(high, wide, samples)
    if int(page.predictor) == _DIFFERENCES:
        whole = values.view(f"u{kind.itemsize}")
        np.cumsum(whole, axis=1, dtype=whole.dtype, out=whole)
    return values


def _unpacked(packing: int, untrusted: bytes, *, row_bytes: int, high: int) -> bytes:
    """Return the bytes of a piece; never more than it can have."""
    from PIL import Image

    if packing in _DEFLATE:
        return zlib.decompressobj().decompress(untrusted, row_bytes * high)
    if packing in _BY_LIBTIFF:
        # Whatever the values are, their bytes come out right as a picture of grey bytes.
        made = single_tiff(untrusted, wide=row_bytes, high=high, packing=packing)
        return Image.open(io.BytesIO(made), formats=("TIFF",)).tobytes()
    return untrusted


def _small_numbers(rows: NDArray[np.uint8], bits: int) -> NDArray[np.uint8]:
    """Return numbers of one, two or four bits, the first of a byte in its highest bits."""
    import numpy as np

    if bits == 1:
        return np.unpackbits(rows, axis=1)
    shifts = np.arange(8 - bits, -1, -bits, dtype=np.uint8)
    found: NDArray[np.uint8] = (rows[:, :, None] >> shifts) & np.uint8(2**bits - 1)
    return found.reshape(len(rows), -1)


def _float_sums(rows: NDArray[np.uint8], kind: np.dtype[Any], samples: int) -> NDArray[Any]:
    """Undo the predictor of floating point numbers: differences of bytes, the highest bytes of a row first."""
    import numpy as np

    high = len(rows)
    sums = np.cumsum(rows.reshape(high, -1, samples), axis=1, dtype=np.uint8).reshape(high, kind.itemsize, -1)
    together: NDArray[Any] = np.ascontiguousarray(np.moveaxis(sums, 1, 2)).reshape(high, -1)
    return together.view(kind.newbyteorder(">")).astype(kind)
