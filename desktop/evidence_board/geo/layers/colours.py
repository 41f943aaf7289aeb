"""Colours as map files write them, as ``0xAARRGGBB``. Runs in a worker."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["css_colour", "kml_colour", "with_opacity"]

_HEX: Final = re.compile("[0-9a-fA-F]+")
_NAMES: Final = {
    "black": 0x000000, "white": 0xFFFFFF, "red": 0xFF0000, "green": 0x008000, "lime": 0x00FF00, "blue": 0x0000FF,
    "yellow": 0xFFFF00, "orange": 0xFFA500, "purple": 0x800080, "gray": 0x808080, "grey": 0x808080, "cyan": 0x00FFFF,
    "magenta": 0xFF00FF, "brown": 0xA52A2A, "pink": 0xFFC0CB, "navy": 0x000080, "teal": 0x008080, "maroon": 0x800000,
}  # fmt: skip


def css_colour(value: object) -> int | None:
    """Return the colour of ``#rgb``, ``#rrggbb``, ``#rrggbbaa`` or a name; None for anything else."""
    if not isinstance(value, str):
        return None
    text = value.strip().casefold()
    if text in _NAMES:
        return 0xFF000000 | _NAMES[text]
    digits = text.removeprefix("#")
    if not _HEX.fullmatch(digits):
        return None
    if len(digits) == 3:
        digits = "".join(one * 2 for one in digits)
    if len(digits) == 6:
        return 0xFF000000 | int(digits, 16)
    if len(digits) == 8:
        return int(digits[6:], 16) << 24 | int(digits[:6], 16)
    return None


def kml_colour(value: str | None) -> int | None:
    """Return the colour of KML's ``aabbggrr``; None for anything else."""
    text = (value or "").strip().removeprefix("#")
    if len(text) != 8 or not _HEX.fullmatch(text):
        return None
    alpha, blue, green, red = (int(text[at : at + 2], 16) for at in (0, 2, 4, 6))
    return alpha << 24 | red << 16 | green << 8 | blue


def with_opacity(colour: int | None, opacity: object) -> int | None:
    """Return a colour with an opacity from 0 to 1; anything else leaves it as it is."""
    if colour is None or isinstance(opacity, bool) or not isinstance(opacity, int | float) or not 0 <= opacity <= 1:
        return colour
    return round(opacity * 255) << 24 | colour & 0xFFFFFF
