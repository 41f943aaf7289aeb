"""How a JPEG is built: its segments in order, its quantisation tables, and what programs leave between them.

Only what stands in the file; what it may mean is said elsewhere (`evidence_board.analysis.conflict_traces`).
"""

from __future__ import annotations

import hashlib
from typing import Final

from evidence_board.model.examination import RawTag

__all__ = ["SEGMENTS", "TABLES", "structure_tags"]

#: Names of the two tags.
SEGMENTS: Final = "JPEGSegments"
TABLES: Final = "JPEGTables"

_MAX_NAMED: Final = 40
#: How a segment begins -> what it is called.
_HEADS: Final[tuple[tuple[int, bytes, str], ...]] = (
    (0xE0, b"JFIF\0", "JFIF"),
    (0xE0, b"JFXX\0", "JFXX"),
    (0xE1, b"Exif\0", "Exif"),
    (0xE1, b"http://ns.adobe.com/xap/1.0/\0", "XMP"),
    (0xE1, b"http://ns.adobe.com/xmp/extension/\0", "XMP more"),
    (0xE2, b"ICC_PROFILE\0", "ICC"),
    (0xE2, b"MPF\0", "MPF"),
    (0xE2, b"FPXR\0", "FlashPix"),
    (0xEB, b"HDR_RI", "HDR"),
    (0xEC, b"Ducky", "Ducky"),
    (0xED, b"Photoshop 3.0\0", "Photoshop"),
    (0xEE, b"Adobe", "Adobe"),
    (0xFE, b"", "comment"),
)
_FRAMES: Final = {0xC0: "baseline", 0xC1: "extended", 0xC2: "progressive", 0xC3: "lossless"}
#: The example tables of ISO 10918-1 annex K.1, in the zigzag order of files: brightness, colour. libjpeg scales them.
_LUMINANCE: Final = (
    *(16, 11, 12, 14, 12, 10, 16, 14, 13, 14, 18, 17, 16, 19, 24, 40, 26, 24, 22, 22, 24, 49, 35, 37, 29, 40, 58, 51),
    *(61, 60, 57, 51, 56, 55, 64, 72, 92, 78, 64, 68, 87, 69, 55, 56, 80, 109, 81, 87, 95, 98, 103, 104, 103, 62, 77),
    *(113, 121, 112, 100, 120, 92, 101, 103, 99),
)
_CHROMINANCE: Final = (
    *(17, 18, 18, 24, 21, 24, 47, 26, 26, 47, 99, 66, 56, 66, 99, 99),
    *(99,) * 48,
)
#: Number of the Photoshop resource that holds the quality of "Save as" (Photoshop file formats, image resource ids).
_SAVE_QUALITY: Final = 0x0406


def structure_tags(untrusted_segments: list[tuple[int, bytes]]) -> list[RawTag]:
    """Return how a JPEG is built, as tags of the group ``JPEG``.

    Args:
        untrusted_segments: marker and body of the segments up to the first scan, in order.
    """
    names: list[str] = []
    tables: dict[int, tuple[int, ...]] = {}
    for marker, body in untrusted_segments:
        if marker == 0xDB:
            tables.update(_tables(body))
        name = _name(marker, body)
        if name and (not names or names[-1] != name):
            names.append(name)
    tags: list[RawTag] = []
    if names:
        tags.append(("JPEG", SEGMENTS, ", ".join(names[:_MAX_NAMED])))
    if tables:
        tags.append(("JPEG", TABLES, _tables_words(tables)))
    return tags


def _name(marker: int, body: bytes) -> str:
    for one, head, name in _HEADS:
        if marker == one and body.startswith(head):
            if name == "Photoshop" and _SAVE_QUALITY in _resources(body[14:]):
                return "Photoshop with its quality"
            return name
    if marker in _FRAMES:
        return _FRAMES[marker]
    return f"APP{marker - 0xE0}" if 0xE0 <= marker <= 0xEF else ""


def _resources(data: bytes) -> set[int]:
    """Return the numbers of the image resources in a Photoshop segment."""
    found: set[int] = set()
    at = 0
    while data[at : at + 4] == b"8BIM" and len(found) < 500:
        number = int.from_bytes(data[at + 4 : at + 6], "big")
        # A name with its length in front, padded to an even number of bytes.
        at += 6 + (data[at + 6] + 2) // 2 * 2 if at + 6 < len(data) else 6
        size = int.from_bytes(data[at : at + 4], "big")
        found.add(number)
        at += 4 + size + size % 2
    return found


def _tables(body: bytes) -> dict[int, tuple[int, ...]]:
    """Read quantisation tables (ISO 10918-1, B.2.4.1)."""
    found: dict[int, tuple[int, ...]] = {}
    at = 0
    while at < len(body):
        wide, number = body[at] >> 4, body[at] & 15
        step = 2 if wide else 1
        values = body[at + 1 : at + 1 + 64 * step]
        if wide > 1 or len(values) < 64 * step:
            break
        found[number] = tuple(int.from_bytes(values[k : k + step], "big") for k in range(0, 64 * step, step))
        at += 1 + 64 * step
    return found


def _tables_words(tables: dict[int, tuple[int, ...]]) -> str:
    quality = standard_quality(tables)
    if quality is not None:
        return f"the standard ones, quality {quality}"
    digest = hashlib.sha256(repr(sorted(tables.items())).encode()).hexdigest()[:8]
    return f"own ones, {digest}"


def standard_quality(tables: dict[int, tuple[int, ...]]) -> int | None:
    """Return the quality at which libjpeg makes exactly these tables, or None (jcparam.c, jpeg_quality_scaling)."""
    known = {0: _LUMINANCE, 1: _CHROMINANCE}
    if not tables or not tables.keys() <= known.keys() or 0 not in tables:
        return None
    for quality in range(1, 101):
        scale = 5_000 // quality if quality < 50 else 200 - 2 * quality
        if all(table == tuple(_scaled(value, scale) for value in known[one]) for one, table in tables.items()):
            return quality
    return None


def _scaled(value: int, scale: int) -> int:
    return min(max((value * scale + 50) // 100, 1), 255)
