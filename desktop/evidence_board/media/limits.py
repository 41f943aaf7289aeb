"""How large a picture may be before it is decoded: per format, as an error, never a warning.

Two things count: the area, because time grows with it, and the memory that a decoder takes per pixel at its
peak, because a file of 20 kB can ask for gigabytes. JPEG is decoded at a fraction of its size, so that real
photos of 200 megapixels pass; the other formats have no such way.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Final

from evidence_board.model.examination import MAX_SIDE

__all__ = ["DECODE_BUDGET", "PixelLimit", "TooLargeError", "check_size", "limit_for", "webp_size"]

DECODE_BUDGET: Final = 1024 * 1024 * 1024
"""Bytes that the pixels of one picture may take while it is decoded. Below the limit of a worker, which also
holds the file."""

_MEGA: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class PixelLimit:
    """The limit of one format.

    Attributes:
        pixels: Largest area.
        bytes_per_pixel: What the decoder and the picture take together, at the peak, per pixel.
    """

    pixels: int
    bytes_per_pixel: float

    @property
    def largest_area(self) -> int:
        """The largest area that keeps both limits."""
        return min(self.pixels, int(DECODE_BUDGET / self.bytes_per_pixel))


# Bytes per pixel: Pillow keeps colour in 4. WebP holds two canvases and hands over a third; AVIF and HEIC hold
# planes and hand over packed colour. JPEG: at 1/8 of its size; what a progressive one keeps is added by
# `check_size`.
_LIMITS: Final = {
    "image/jpeg": PixelLimit(1_000 * _MEGA, 4 / 64),
    "image/png": PixelLimit(134 * _MEGA, 5),
    "image/tiff": PixelLimit(134 * _MEGA, 8),
    "image/bmp": PixelLimit(134 * _MEGA, 5),
    "image/gif": PixelLimit(134 * _MEGA, 6),
    "image/webp": PixelLimit(134 * _MEGA, 16),
    "image/avif": PixelLimit(134 * _MEGA, 12),
    "image/heic": PixelLimit(134 * _MEGA, 10),
}
_VIDEO: Final = PixelLimit(70 * _MEGA, 12)


class TooLargeError(Exception):
    """The picture is larger than can be opened safely.

    Attributes:
        width: Pixels, as the header says; 0 when unknown.
        height: Pixels, as the header says; 0 when unknown.
    """

    def __init__(self, width: int = 0, height: int = 0) -> None:
        super().__init__(f"{width * height / _MEGA:.0f} megapixels" if width and height else "")
        self.width = width
        self.height = height


def limit_for(media_type: str) -> PixelLimit:
    """Return the limit for pictures of this type (frames of a video: any 'video/...')."""
    return _VIDEO if media_type.startswith("video/") else _LIMITS[media_type]


def check_size(media_type: str, width: int, height: int, *, kept_bytes_per_pixel: float = 0.0) -> None:
    """Refuse a picture before anything is allocated for it.

    Args:
        media_type: By the bytes.
        width: Pixels, as the header says.
        height: Pixels, as the header says.
        kept_bytes_per_pixel: What the decoder keeps for the whole picture in addition (coefficients of a
            progressive JPEG: 2 bytes for each sample).

    Raises:
        TooLargeError: A side, the area or the memory needed is above the limit.
    """
    limit = limit_for(media_type)
    area = width * height
    if (
        max(width, height) > MAX_SIDE
        or area > limit.largest_area
        or area * (limit.bytes_per_pixel + kept_bytes_per_pixel) > DECODE_BUDGET
    ):
        raise TooLargeError(width, height)


def webp_size(untrusted_head: bytes) -> tuple[int, int] | None:
    """Return the canvas of a WebP file from its header: Pillow allocates it on opening.

    Returns:
        Width and height, or None when the header is not complete.
    """
    chunk, body = untrusted_head[12:16], untrusted_head[20:30]
    if chunk == b"VP8X" and len(body) == 10:
        return int.from_bytes(body[4:7], "little") + 1, int.from_bytes(body[7:10], "little") + 1
    if chunk == b"VP8L" and len(body) >= 5:
        bits = int.from_bytes(body[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if chunk == b"VP8 " and len(body) == 10:
        width, height = struct.unpack_from("<HH", body, 6)
        return width & 0x3FFF, height & 0x3FFF
    return None
