"""Texts of tile archives: bounds as numbers, names and attributions without markup. Runs in a worker."""

from __future__ import annotations

import html
import math
import re

from evidence_board.geo.mercator import MAX_LATITUDE

__all__ = ["box_of", "plain_words"]

_TAG = re.compile(r"<[^<>]{0,500}>")


def plain_words(untrusted: str, *, most: int = 400) -> str:
    """Return a text without markup; attributions are often HTML with links."""
    return " ".join(html.unescape(_TAG.sub(" ", untrusted[:4000])).split())[:most]


def box_of(untrusted: str) -> dict[str, float] | None:
    """Return the rectangle of a text "west,south,east,north"; None when it is none."""
    try:
        west, south, east, north = (float(part) for part in untrusted.split(","))
    except ValueError:
        return None
    if not all(map(math.isfinite, (west, south, east, north))) or not (-180 <= west <= 180 and west < east <= 540):
        return None
    south, north = max(-MAX_LATITUDE, south), min(MAX_LATITUDE, north)
    return {"south": south, "west": west, "north": north, "east": min(east, west + 360)} if south < north else None
