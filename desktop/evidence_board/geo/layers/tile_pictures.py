"""Raster tiles: what their bytes are, and their pixels. Runs in a worker."""

from __future__ import annotations

import gzip
import io
import zlib
from typing import TYPE_CHECKING, Any, Final

from evidence_board.geo.layers.answers import MOST_TILE_PX
from evidence_board.geo.layers.problems import LayerError

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["MOST_TILE_BYTES", "pixels_answer", "register_decoders", "tile_form", "tile_pixels", "unpacked"]

MOST_TILE_BYTES: Final = 16 << 20
_FORMATS: Final = ("PNG", "JPEG", "WEBP", "AVIF", "GIF", "TIFF", "BMP")


def register_decoders() -> None:
    """Load the decoders of Pillow, before the process gives up its files."""
    from PIL import (
        AvifImagePlugin,
        BmpImagePlugin,
        GifImagePlugin,
        Image,
        JpegImagePlugin,
        PngImagePlugin,
        TiffImagePlugin,
        WebPImagePlugin,
    )

    for plugin in (
        AvifImagePlugin,
        BmpImagePlugin,
        GifImagePlugin,
        JpegImagePlugin,
        PngImagePlugin,
        TiffImagePlugin,
        WebPImagePlugin,
    ):
        assert plugin is not None
    # Loading a picture once pulls in what Pillow imports late.
    for name in ("PNG", "JPEG", "WEBP", "AVIF", "TIFF"):
        made = io.BytesIO()
        Image.new("RGB", (2, 2)).save(made, name)
        Image.open(io.BytesIO(made.getvalue()), formats=(name,)).load()


def tile_form(untrusted: bytes) -> str:
    """Return ``picture`` or ``vector`` by the first bytes of a tile; vector tiles have none that say so.

    Raises:
        LayerError: it is neither.
    """
    head = untrusted[:16]
    if head.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"BM")) or head[8:12] == b"WEBP":
        return "picture"
    if head[4:12] in (b"ftypavif", b"ftypavis"):
        return "picture"
    if head.startswith((b"\x1f\x8b", b"\x78\x9c", b"\x78\xda", b"\x78\x01")) or head[:1] == b"\x1a":
        return "vector"
    raise LayerError("tile_type")


def tile_pixels(untrusted: bytes) -> tuple[dict[str, Any], list[bytes]]:
    """Decode a raster tile.

    Returns:
        ``width``, ``height`` and the pixels as `facts.TilePixels` wants them.

    Raises:
        LayerError: it is damaged, or no tile.
    """
    from PIL import Image

    if len(untrusted) > MOST_TILE_BYTES:
        raise LayerError("tile_too_large")
    try:
        image = Image.open(io.BytesIO(untrusted), formats=_FORMATS)
        if max(image.size) > MOST_TILE_PX or min(image.size) < 1:
            raise LayerError("tile_too_large")
        image.load()
    except (LayerError, MemoryError):
        raise
    except Exception as error:  # decoders raise whatever they like on hostile bytes
        raise LayerError("tile_damaged") from error
    return pixels_answer(image)


def pixels_answer(image: Image) -> tuple[dict[str, Any], list[bytes]]:
    """Return the answer for a decoded tile."""
    data = image.convert("RGBA").convert("RGBa").tobytes("raw", "BGRa")
    return {"width": image.width, "height": image.height}, [data]


def unpacked(untrusted: bytes, *, most: int = MOST_TILE_BYTES) -> bytes:
    """Return the bytes of a tile that may be packed with gzip or zlib.

    Raises:
        LayerError: it is damaged, or larger than allowed.
    """
    if untrusted[:2] == b"\x1f\x8b":
        form = 16 + zlib.MAX_WBITS
    elif untrusted[:2] in (b"\x78\x9c", b"\x78\xda", b"\x78\x01"):
        form = zlib.MAX_WBITS
    else:
        return untrusted
    unpacking = zlib.decompressobj(form)
    try:
        plain = unpacking.decompress(untrusted, most + 1)
    except (zlib.error, gzip.BadGzipFile) as error:
        raise LayerError("tile_damaged") from error
    if len(plain) > most:
        raise LayerError("tile_too_large")
    if not unpacking.eof:
        raise LayerError("tile_damaged")
    return plain
