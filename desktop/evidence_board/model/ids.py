"""Identifiers: UUIDv7 text for rows, short refs for people."""

import os
import re
import threading
import time

__all__ = ["format_ref", "new_id", "parse_ref"]

_lock = threading.Lock()
_last = 0
_REF = re.compile(r"^([A-Z])-(\d{1,9})$")


def new_id() -> str:
    """Return a new UUIDv7 (RFC 9562) as 36 characters of text.

    Ids made by one process sort in the order they were made, also within a millisecond and when the
    clock goes back: the 12 bits after the version count upwards (RFC 9562, method 1).
    """
    global _last
    with _lock:
        stamp = (time.time_ns() // 1_000_000) << 12
        _last = max(stamp, _last + 1)
        value = _last
    milliseconds, counter = value >> 12, value & 0xFFF
    tail = int.from_bytes(os.urandom(8)) & ((1 << 62) - 1) | (1 << 63)
    whole = (milliseconds & ((1 << 48) - 1)) << 80 | 0x7 << 76 | counter << 64 | tail
    text = f"{whole:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def format_ref(letter: str, number: int) -> str:
    """Return a ref as people say it, e.g. ``M-014`` (entities have no leading zeros up to 99: ``A-03``)."""
    width = 3 if letter in "MVDPG" else 2
    return f"{letter}-{number:0{width}d}"


def parse_ref(text: str) -> tuple[str, int] | None:
    """Return the letter and number of a ref written in any case and padding, or None."""
    match = _REF.match(text.strip().upper())
    return (match[1], int(match[2])) if match else None
