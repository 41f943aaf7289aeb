"""Decodes one tile or strip of a TIFF file: by tifffile where it can, by Pillow's libtiff otherwise. In a worker."""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING, Any, Final

from evidence_board.geo.layers.problems import LayerError

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["decoded_piece"]

_PLAIN: Final = frozenset((1, 8, 32946))  # none, deflate
_BY_PILLOW: Final = frozenset((5, 7, 32773, 50000, 50001, 34925))  # LZW, JPEG, PackBits, Zstandard, WebP, LZMA
_FLOAT_PREDICTOR: Final = 3
_MOST_BYTES: Final = 128 << 20
_MOST_PIXELS: Final = 32_000_000
_WEBP: Final = 50001


def decoded_piece(page: Any, index: int) -> NDArray[Any] | None:
    """Return one piece, shape (rows, columns, samples); None for one that was left out of the file.

    Raises:
        LayerError: it is damaged, or packed in a way that cannot be read.
    """
    if int(page.planarconfig) != 1 and page.samplesperpixel > 1:
        return _planes(page, index)
    if index >= len(page.dataoffsets) or not page.databytecounts[index]:
        return None
    untrusted = _bytes(page, index)
    try:
        if int(page.compression) in _PLAIN and int(page.predictor) != _FLOAT_PREDICTOR:
            return _by_tifffile(page, index, untrusted)
        if int(page.compression) in _BY_PILLOW:
            return _by_pillow(page, index, untrusted)
    except LayerError:
        raise
    except MemoryError:
        raise
    except Exception as error:  # decoders raise whatever they like on hostile bytes
        raise LayerError("tile_damaged") from error
    raise LayerError("tiff_packing")


def _planes(page: Any, index: int) -> NDArray[Any] | None:
    """Return a piece whose samples lie in planes of their own."""
    import numpy as np

    if int(page.compression) not in _PLAIN or int(page.predictor) == _FLOAT_PREDICTOR:
        raise LayerError("tiff_packing")
    pieces = len(page.dataoffsets) // page.samplesperpixel
    planes = []
    for sample in range(page.samplesperpixel):
        at = sample * pieces + index
        if at >= len(page.dataoffsets) or not page.databytecounts[at]:
            return None
        try:
            plane = _by_tifffile(page, at, _bytes(page, at))
        except (LayerError, MemoryError):
            raise
        except Exception as error:  # as above
            raise LayerError("tile_damaged") from error
        if plane is None:
            return None
        planes.append(plane[..., :1])
    return np.concatenate(planes, axis=-1)


def _bytes(page: Any, index: int) -> bytes:
    length = int(page.databytecounts[index])
    if length > _MOST_BYTES:
        raise LayerError("too_large")
    file = page.parent.filehandle
    file.seek(int(page.dataoffsets[index]))
    untrusted: bytes = file.read(length)
    if len(untrusted) != length:
        raise LayerError("damaged")
    return untrusted


def _by_tifffile(page: Any, index: int, untrusted: bytes) -> NDArray[Any] | None:
    data, _, shape = page.decode(untrusted, index)
    if data is None:
        return None
    found: NDArray[Any] = data.reshape(data.shape[-3:])
    return found[: shape[-3], : shape[-2]] if not page.is_tiled else found


def _by_pillow(page: Any, index: int, untrusted: bytes) -> NDArray[Any]:
    """Let Pillow decode a TIFF file that holds this piece and nothing else."""
    import numpy as np
    from PIL import Image

    wide, high = (page.tilewidth, page.tilelength) if page.is_tiled else (page.imagewidth, page.rowsperstrip)
    if not page.is_tiled:
        high = min(high, page.imagelength - index * high)
    if wide * high > _MOST_PIXELS:
        raise LayerError("too_large")
    if int(page.compression) == _WEBP:  # each piece is a whole WebP picture, which not every libtiff reads
        image = Image.open(io.BytesIO(untrusted), formats=("WEBP",))
    else:
        image = Image.open(io.BytesIO(_single_tiff(page, int(wide), int(high), untrusted)), formats=("TIFF",))
    if image.size != (wide, high):
        raise LayerError("tile_damaged")
    image.load()
    values = np.array(image)
    if values.ndim == 2:
        values = values[..., None]
    if values.shape[:2] != (high, wide) or values.shape[2] != page.samplesperpixel:
        raise LayerError("tiff_packing")
    return values


def _single_tiff(page: Any, wide: int, high: int, data: bytes) -> bytes:
    """Return a TIFF file of one strip, packed as the piece is."""
    samples, bits = int(page.samplesperpixel), int(page.bitspersample)
    photometric = int(page.photometric)
    tags: list[tuple[int, int, tuple[int, ...] | bytes]] = [
        (256, 4, (wide,)), (257, 4, (high,)), (258, 3, (bits,) * samples), (259, 3, (int(page.compression),)),
        (262, 3, (1 if photometric == 3 else photometric,)), (273, 4, (0,)), (277, 3, (samples,)), (278, 4, (high,)),
        (279, 4, (len(data),)), (284, 3, (1,)),
    ]  # fmt: skip
    if int(page.predictor) > 1:
        tags.append((317, 3, (int(page.predictor),)))
    if samples in (2, 4):
        tags.append((338, 3, (2,)))
    if page.jpegtables:
        tags.append((347, 7, bytes(page.jpegtables)))
    if photometric == 6:
        tags.append((530, 3, tuple(int(one) for one in (page.tags[530].value if 530 in page.tags else (2, 2)))))
    tags.sort(key=lambda one: one[0])
    order = page.parent.byteorder
    sizes = {3: 2, 4: 4, 7: 1}
    at = 8 + 2 + 12 * len(tags) + 4
    entries: list[tuple[int, int, int, bytes]] = []
    extra = b""
    place_of_data = 0
    for code, form, values in tags:
        count = len(values)
        raw = (
            values if isinstance(values, bytes) else struct.pack(f"{order}{count}{'H' if form == 3 else 'I'}", *values)
        )
        if code == 273:
            place_of_data = len(entries)
        if count * sizes[form] <= 4:
            entries.append((code, form, count, raw.ljust(4, b"\0")))
        else:
            entries.append((code, form, count, struct.pack(f"{order}I", at + len(extra))))
            extra += raw + b"\0" * (len(raw) % 2)
    entries[place_of_data] = (*entries[place_of_data][:3], struct.pack(f"{order}I", at + len(extra)))
    head = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(f"{order}IH", 8, len(entries))
    body = b"".join(struct.pack(f"{order}HHI", code, form, count) + raw for code, form, count, raw in entries)
    return head + body + struct.pack(f"{order}I", 0) + extra + data
