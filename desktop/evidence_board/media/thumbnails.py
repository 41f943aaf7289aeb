"""The small JPEG that stands for a file on every pane."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["THUMBNAIL_EDGE", "thumbnail_jpeg"]

THUMBNAIL_EDGE: Final = 504
"""Longest side in pixels: an eighth of 4032, the usual 12 megapixels, which JPEG decodes cheaply."""

_QUALITY: Final = 85


def thumbnail_jpeg(image: Image) -> bytes:
    """Encode a small RGB picture as JPEG, quality 85, 4:2:0, without any metadata."""
    # Pillow would write a comment or a profile of the source from here.
    image.info.clear()
    file = io.BytesIO()
    image.save(file, "JPEG", quality=_QUALITY, subsampling=2)
    return file.getvalue()
