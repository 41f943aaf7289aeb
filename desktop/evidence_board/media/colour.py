"""Turns any mode that Pillow opens into plain RGB as a person should see it."""

from __future__ import annotations

import functools
import io
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageCms import ImageCmsTransform

__all__ = ["BACKDROP", "as_rgb", "in_srgb"]

BACKDROP: Final = (128, 128, 128)
"""Neutral grey behind transparent pixels: neither black nor white drawings vanish on it."""

_MAX_PROFILE: Final = 4 * 1024 * 1024


def as_rgb(image: Image) -> Image:
    """Return the picture as RGB: palettes resolved, deep greys scaled to 8 bits, transparency over grey."""
    from PIL import Image as pillow

    if image.mode == "RGB" and "transparency" not in image.info:
        return image
    if image.mode.startswith("I;16"):
        image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    elif image.mode in {"I", "F"}:
        image = _stretched(image)
    if image.has_transparency_data:
        over = image.convert("RGBA")
        backdrop = pillow.new("RGBA", over.size, (*BACKDROP, 255))
        return pillow.alpha_composite(backdrop, over).convert("RGB")
    return image.convert("RGB")


def in_srgb(image: Image, profile: object) -> Image:
    """Return a small picture in sRGB, given the colour profile of its file.

    A profile that cannot be used leaves the picture as it is: colours may then look flat, nothing is lost.
    """
    from PIL import ImageCms

    if not isinstance(profile, bytes) or not 128 < len(profile) <= _MAX_PROFILE:
        return image
    try:
        transform = _to_srgb(profile, image.mode)
        return image if transform is None else transform.apply(image)
    except (ImageCms.PyCMSError, ValueError, OSError):
        return image


@functools.lru_cache(maxsize=16)
def _to_srgb(profile: bytes, mode: str) -> ImageCmsTransform | None:
    """Build a transform once per profile: all photos of a camera share theirs."""
    from PIL import ImageCms

    opened = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    space = {"RGB": "RGB", "CMYK": "CMYK", "GRAY": "L"}.get(opened.profile.xcolor_space.strip())
    if space != mode or mode == "L":
        return None
    if "sRGB" in (opened.profile.profile_description or ""):
        return None
    return ImageCms.ImageCmsTransform(
        opened,
        ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")),
        mode,
        "RGB",
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
    )


def _stretched(image: Image) -> Image:
    """Scale whole numbers or floats of unknown range to 0 to 255 by their extremes."""
    extremes = image.getextrema()
    low, high = float(extremes[0]), float(extremes[1])  # type: ignore[arg-type]  # one band: two numbers
    scale = 255.0 / (high - low) if high > low else 0.0
    return image.convert("F").point(lambda value: value * scale + (-low * scale)).convert("L")
