"""Checks, byte by byte and without decoding, that a thumbnail is one that our own encoder can have made.

Thumbnails are the one kind of picture that the window hands to Qt. A worker that was taken over could send any
other file in their place; this refuses all but small baseline JPEGs with nothing else inside.
"""

from __future__ import annotations

from typing import Final

from evidence_board.model.flat_reading import UntrustedReplyError

__all__ = ["check_thumbnail"]

MAX_BYTES: Final = 512 * 1024
MAX_SIDE: Final = 504
_APP0, _TABLES, _HUFFMAN, _BASELINE, _SCAN = 0xE0, 0xDB, 0xC4, 0xC0, 0xDA


def check_thumbnail(untrusted_jpeg: bytes) -> None:
    """Check a thumbnail.

    Raises:
        UntrustedReplyError: It is not a baseline JPEG of at most 504 pixels with only the tables it needs.
    """
    if not 0 < len(untrusted_jpeg) <= MAX_BYTES:
        raise UntrustedReplyError("thumbnail: too many bytes")
    if not untrusted_jpeg.startswith(b"\xff\xd8\xff") or not untrusted_jpeg.endswith(b"\xff\xd9"):
        raise UntrustedReplyError("thumbnail: not a JPEG")
    place, framed = 2, False
    while True:
        head = untrusted_jpeg[place : place + 4]
        if len(head) < 4 or head[0] != 0xFF:
            raise UntrustedReplyError("thumbnail: a broken segment")
        marker, length = head[1], int.from_bytes(head[2:4], "big")
        if marker not in {_APP0, _TABLES, _HUFFMAN, _BASELINE, _SCAN} or length < 2:
            raise UntrustedReplyError("thumbnail: a segment that is not ours")
        if marker == _SCAN:
            break
        if marker == _BASELINE:
            _check_frame(untrusted_jpeg[place + 4 : place + 2 + length])
            framed = True
        place += 2 + length
    if not framed:
        raise UntrustedReplyError("thumbnail: no size")


def _check_frame(untrusted_body: bytes) -> None:
    if len(untrusted_body) < 6 or untrusted_body[0] != 8 or untrusted_body[5] not in {1, 3}:
        raise UntrustedReplyError("thumbnail: a frame that is not ours")
    height, width = int.from_bytes(untrusted_body[1:3], "big"), int.from_bytes(untrusted_body[3:5], "big")
    if not (1 <= width <= MAX_SIDE and 1 <= height <= MAX_SIDE):
        raise UntrustedReplyError("thumbnail: too large")
