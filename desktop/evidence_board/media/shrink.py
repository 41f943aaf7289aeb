"""Makes pictures smaller without needing much memory beside them, and turns them upright."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from evidence_board.media.colour import as_rgb

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["shrunk", "upright"]

_SHRINK_AS_THEY_ARE: Final = frozenset({"L", "RGB", "CMYK", "YCbCr"})
_STRIP_PIXELS: Final = 4_000_000


def shrunk(image: Image, *, max_edge: int) -> Image:
    """Return the picture with its longest side at most `max_edge`; never larger than it was.

    Modes that cannot be averaged as they are (palettes, transparency, 16 bits) come back as RGB.
    """
    from PIL import Image as pillow

    if image.mode not in _SHRINK_AS_THEY_ARE or "transparency" in image.info:
        image = _as_small_rgb(image, at_least=2 * max_edge)
    longest = max(image.size)
    if longest <= max_edge or longest <= 1:
        return image
    size = tuple(max(1, round(side * max_edge / longest)) for side in image.size)
    return image.resize((size[0], size[1]), pillow.Resampling.BICUBIC, reducing_gap=2.0)


def upright(image: Image, orientation: int | None) -> Image:
    """Apply an EXIF orientation (CIPA DC-008, 4.6.5); None or 1 changes nothing."""
    from PIL import Image as pillow

    turn = {
        2: pillow.Transpose.FLIP_LEFT_RIGHT,
        3: pillow.Transpose.ROTATE_180,
        4: pillow.Transpose.FLIP_TOP_BOTTOM,
        5: pillow.Transpose.TRANSPOSE,
        6: pillow.Transpose.ROTATE_270,
        7: pillow.Transpose.TRANSVERSE,
        8: pillow.Transpose.ROTATE_90,
    }.get(orientation or 1)
    return image if turn is None else image.transpose(turn)


def _as_small_rgb(image: Image, *, at_least: int) -> Image:
    """Convert to RGB strip by strip, averaging whole blocks, so that no second full copy is ever held."""
    from PIL import Image as pillow

    width, height = image.size
    block = max(1, max(width, height) // at_least)
    if block == 1 and width * height <= _STRIP_PIXELS:
        return as_rgb(image)
    if image.mode in {"I", "F"}:
        return as_rgb(image)  # scaled by the extremes of the whole picture
    small = pillow.new("RGB", (-(-width // block), -(-height // block)))
    rows = max(1, _STRIP_PIXELS // width // block) * block
    for top in range(0, height, rows):
        strip = as_rgb(_with_info(image.crop((0, top, width, min(top + rows, height))), image))
        small.paste(strip.reduce(block) if block > 1 else strip, (0, top // block))
    return small


def _with_info(strip: Image, whole: Image) -> Image:
    """Give a strip what `as_rgb` needs to know of the picture."""
    if "transparency" in whole.info:
        strip.info["transparency"] = whole.info["transparency"]
    return strip
