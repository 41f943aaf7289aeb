"""Tells whether a file ends before its own structure does."""

from __future__ import annotations

import io
from typing import Final, Literal

from evidence_board.workers.contract import ReadableBytes

__all__ = ["boxes_end_early", "ends_early", "video_ends_early"]

_MAX_BOXES: Final = 10_000
_MAX_CHUNKS: Final = 1_000_000


def ends_early(untrusted_data: bytes, *, media_type: str) -> bool:
    """Say whether a picture that could not be decoded in full was cut off, as opposed to damaged inside."""
    size = len(untrusted_data)
    match media_type:
        case "image/jpeg":
            return b"\xff\xd9" not in untrusted_data[-4096:]
        case "image/png":
            return _png_ends_early(untrusted_data)
        case "image/gif":
            return not untrusted_data.rstrip(b"\0").endswith(b";")
        case "image/webp":
            return int.from_bytes(untrusted_data[4:8], "little") + 8 > size
        case "image/bmp":
            return int.from_bytes(untrusted_data[2:6], "little") > size
        case "image/tiff":
            return _tiff_ends_early(untrusted_data)
        case "image/heic" | "image/avif":
            return boxes_end_early(io.BytesIO(untrusted_data), size=size)
        case _:
            return False


def video_ends_early(untrusted_file: io.BytesIO | ReadableBytes, *, size: int, media_type: str) -> bool:
    """Say whether a video ends before its container says it does. The file is left at any place."""
    if media_type in {"video/x-matroska", "video/webm"}:
        return _segment_ends_early(untrusted_file, size=size)
    if media_type == "video/x-msvideo":
        untrusted_file.seek(4)
        return int.from_bytes(untrusted_file.read(4), "little") + 8 > size
    return boxes_end_early(untrusted_file, size=size)


def boxes_end_early(untrusted_file: io.BytesIO | ReadableBytes, *, size: int) -> bool:
    """Say whether the last box of an ISO base media file (MP4, MOV, HEIC, AVIF) reaches past the end."""
    place = 0
    for _ in range(_MAX_BOXES):
        if place >= size:
            return place > size
        untrusted_file.seek(place)
        head = untrusted_file.read(16)
        if len(head) < 8:
            return True
        length = int.from_bytes(head[:4], "big")
        if length == 0:  # up to the end of the file
            return False
        if length == 1:
            if len(head) < 16:
                return True
            length = int.from_bytes(head[8:16], "big")
        if length < 8:
            return False  # not a box: damaged, not cut
        place += length
    return False


def _segment_ends_early(untrusted_file: io.BytesIO | ReadableBytes, *, size: int) -> bool:
    """Say whether the segment of a Matroska file (RFC 9559, 4.5) reaches past the end."""
    place = 0
    for wanted in (b"\x1a\x45\xdf\xa3", b"\x18\x53\x80\x67"):
        untrusted_file.seek(place)
        head = untrusted_file.read(12)
        if len(head) < 5:
            return True
        width = 9 - head[4].bit_length()
        if head[:4] != wanted or width > 8:
            return False
        length = int.from_bytes(head[4 : 4 + width], "big") & ((1 << 7 * width) - 1)
        if length == (1 << 7 * width) - 1:  # "unknown", as live recordings write
            return False
        place += 4 + width + length
    return place > size


def _tiff_ends_early(untrusted_data: bytes) -> bool:
    """Say whether the first directory of a TIFF lies past the end; many writers put it last."""
    order: Literal["little", "big"] = "little" if untrusted_data.startswith(b"II") else "big"
    big = int.from_bytes(untrusted_data[2:4], order) == 43
    start, width = (8, 8) if big else (4, 4)
    place = int.from_bytes(untrusted_data[start : start + width], order)
    count_width, entry_width = (8, 20) if big else (2, 12)
    count = int.from_bytes(untrusted_data[place : place + count_width], order)
    return place + count_width + count * entry_width > len(untrusted_data)


def _png_ends_early(untrusted_data: bytes) -> bool:
    place = 8
    for _ in range(_MAX_CHUNKS):
        head = untrusted_data[place : place + 8]
        if len(head) < 8:
            return True
        if head[4:] == b"IEND":
            return False
        place += 12 + int.from_bytes(head[:4], "big")
    return False
