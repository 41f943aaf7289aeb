"""Reads the list of contents of a case out of its pages, in Python alone: runs in a worker.

SQLite parses every `CREATE` statement of a file when it opens it. To know that they are ours before it does,
the pages of `sqlite_master` are walked here by the published file format (sqlite.org/fileformat2.html), with
what a write-ahead log beside the file holds laid over them as SQLite would.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Callable, Iterator
from typing import Protocol

__all__ = ["DamagedPagesError", "UntrustedPages", "schema_rows"]

_TABLE_LEAF, _TABLE_INNER = 0x0D, 0x05
_UTF8 = 1
#: Ours are a hundred rows of a few thousand characters; more is none of ours, whatever it says.
_MOST_PAGES = 2_000
_MOST_ROWS = 1_000
_MOST_BYTES = 64 * 1024


class DamagedPagesError(ValueError):
    """The pages do not hold together as a list of contents."""


class Readable(Protocol):
    """A file that is served in ranges."""

    size: int

    def read(self, size: int = -1, /) -> bytes:
        """Return at most `size` bytes."""

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Move to a place."""


class UntrustedPages:
    """The pages of a case as SQLite would see them.

    Args:
        file: the bytes of the case, followed by those of its log.
        case_size: how many of them are the case's.

    Raises:
        DamagedPagesError: there is no head of a database.
    """

    def __init__(self, file: Readable, *, case_size: int) -> None:
        self._file = file
        head = self._bytes(0, 100)
        size = int.from_bytes(head[16:18])
        self.page_size = 65536 if size == 1 else size
        if self.page_size < 512 or self.page_size & (self.page_size - 1):
            raise DamagedPagesError("no size of a page")
        self.count = case_size // self.page_size
        self._in_log: dict[int, int] = {}
        if file.size > case_size:
            self._lay_over(case_size, file.size)
        first = self.page(1)
        self.usable = self.page_size - first[20]
        if self.usable < 480 or int.from_bytes(first[56:60]) != _UTF8:
            raise DamagedPagesError("no head of a case")

    def page(self, number: int) -> bytes:
        """Return a page, numbered from 1."""
        if not 1 <= number <= self.count:
            raise DamagedPagesError(f"page {number} is not there")
        return self._bytes(self._in_log.get(number, (number - 1) * self.page_size), self.page_size)

    def image(self) -> bytes:
        """Return the whole database as one file that needs no log."""
        joined = bytearray(b"".join(self.page(number) for number in range(1, self.count + 1)))
        # Written by the rollback journal, as far as the head says: memory has no log.
        joined[18:20] = b"\x01\x01"
        joined[28:32] = self.count.to_bytes(4)
        joined[92:96] = joined[24:28]
        return bytes(joined)

    def _bytes(self, at: int, length: int) -> bytes:
        self._file.seek(at, io.SEEK_SET)
        found = self._file.read(length)
        if len(found) != length:
            raise DamagedPagesError("the file ends too early")
        return found

    def _lay_over(self, start: int, end: int) -> None:
        """Note where the log has newer pages; what comes after the last complete, sound commit does not count."""
        if end - start < 32:
            return
        head = self._bytes(start, 32)
        magic, _, size = struct.unpack(">III", head[:12])
        if magic not in (0x377F0682, 0x377F0683) or size != self.page_size:
            return
        add_up = _checksum(self.page_size, big_endian=bool(magic & 1))
        sums = add_up(head[:24], (0, 0))
        if sums != struct.unpack(">II", head[24:32]):
            return
        uncommitted: dict[int, int] = {}
        for at in range(start + 32, end - 24 - size + 1, 24 + size):
            frame = self._bytes(at, 24 + size)
            number, total = struct.unpack(">II", frame[:8])
            sums = add_up(frame[24:], add_up(frame[:8], sums))
            if not number or frame[8:16] != head[16:24] or sums != struct.unpack(">II", frame[16:24]):
                return
            uncommitted[number] = at + 24
            if total:
                self._in_log |= uncommitted
                self.count, uncommitted = total, {}


def schema_rows(pages: UntrustedPages) -> list[tuple[str, str]]:
    """Return the list of contents: ("table item", "CREATE TABLE ...") for every row of `sqlite_master`.

    Raises:
        DamagedPagesError: it cannot be read, or is far larger than any of ours.
    """
    rows = []
    for payload in _payloads(pages):
        values = _record(payload)
        if len(values) != 5:
            raise DamagedPagesError("a row of another shape")
        rows.append((f"{values[0]} {values[1]}", str(values[4] or "")))
        if len(rows) > _MOST_ROWS:
            raise DamagedPagesError("too many parts")
    return rows


def _payloads(pages: UntrustedPages) -> Iterator[bytes]:
    """Yield the rows of the tree that begins on the first page, in no particular order."""
    waiting, seen = [1], set[int]()
    while waiting:
        number = waiting.pop()
        if number in seen or len(seen) > _MOST_PAGES:
            raise DamagedPagesError("pages in a circle")
        seen.add(number)
        page = pages.page(number)
        start = 100 if number == 1 else 0
        kind = page[start]
        if kind not in (_TABLE_LEAF, _TABLE_INNER):
            raise DamagedPagesError(f"page {number} is none of the list")
        cells = int.from_bytes(page[start + 3 : start + 5])
        first = start + (8 if kind == _TABLE_LEAF else 12)
        if first + 2 * cells > pages.usable:
            raise DamagedPagesError("more rows than fit")
        places = struct.unpack(f">{cells}H", page[first : first + 2 * cells])
        if kind == _TABLE_INNER:
            waiting += [int.from_bytes(page[place : place + 4]) for place in places]
            waiting.append(int.from_bytes(page[start + 8 : start + 12]))
        else:
            for place in places:
                yield _payload(pages, page, place)


def _payload(pages: UntrustedPages, page: bytes, place: int) -> bytes:
    """Return the bytes of one row, gathered from the pages that it runs over into."""
    length, place = _varint(page, place)
    _, place = _varint(page, place)
    if length > _MOST_BYTES:
        raise DamagedPagesError("a part is too long")
    here = length
    if length > pages.usable - 35:
        least = (pages.usable - 12) * 32 // 255 - 23
        here = least + (length - least) % (pages.usable - 4)
        here = least if here > pages.usable - 35 else here
    if place + here + (4 if here < length else 0) > pages.usable:
        raise DamagedPagesError("a row leaves its page")
    found = bytearray(page[place : place + here])
    following = int.from_bytes(page[place + here : place + here + 4])
    while len(found) < length:
        page = pages.page(following)
        found += page[4 : 4 + min(length - len(found), pages.usable - 4)]
        following = int.from_bytes(page[:4])
    return bytes(found)


def _record(payload: bytes) -> list[str | int | None]:
    head, place = _varint(payload, 0)
    values: list[str | int | None] = []
    body = head
    while place < head:
        kind, place = _varint(payload, place)
        size = (0, 1, 2, 3, 4, 6, 8, 8, 0, 0)[kind] if kind < 10 else (kind - 12) // 2
        raw = payload[body : body + size]
        if len(raw) != size or kind in (7, 10, 11) or (kind >= 12 and not kind % 2):
            raise DamagedPagesError("a value that the list never has")
        body += size
        if kind >= 13:
            try:
                values.append(raw.decode("utf-8"))
            except UnicodeDecodeError as error:
                raise DamagedPagesError("words that are no text") from error
        else:
            values.append(None if not kind else kind - 8 if kind in (8, 9) else int.from_bytes(raw, signed=True))
    return values


def _varint(raw: bytes, place: int) -> tuple[int, int]:
    value = 0
    for count in range(9):
        if place + count >= len(raw):
            raise DamagedPagesError("a number is cut off")
        byte = raw[place + count]
        if count == 8:
            return value << 8 | byte, place + 9
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, place + count + 1
    raise AssertionError("nine bytes at most")


Sums = tuple[int, int]


def _checksum(page_size: int, *, big_endian: bool) -> Callable[[bytes, Sums], Sums]:
    """Return the function that adds bytes to the running checksum of a log.

    The format adds word by word: ``a += x + b; b += y + a``. That is linear modulo 2^32, so the factor of each
    word is worked out once and a page becomes a sum of products.
    """
    import numpy as np

    steps = page_size // 8
    # Factors of the sums so far (a of a, b of a, a of b, b of b), `k` steps before the end.
    factors = np.empty((steps + 1, 4), dtype=np.uint64)
    row = (1, 0, 0, 1)
    for step in range(steps + 1):
        factors[step] = row
        aa, ab, ba, bb = row
        row = (aa + ab) % 2**32, (aa + 2 * ab) % 2**32, (ba + bb) % 2**32, (ba + 2 * bb) % 2**32
    kind = np.dtype(">u4" if big_endian else "<u4")

    def add_up(raw: bytes, sums: Sums) -> Sums:
        words = np.frombuffer(raw, dtype=kind).astype(np.uint64)
        left, right = words[0::2], words[1::2]
        last = factors[len(left) - 1 :: -1] if len(left) > 1 else factors[:1]
        start = [int(one) for one in factors[len(left)]]
        mask = np.uint64(0xFFFFFFFF)
        # Each step adds x to a and x + y to b.
        both = (left + right) & mask
        first = int(((last[:, 0] * left & mask) + (last[:, 1] * both & mask)).sum())
        second = int(((last[:, 2] * left & mask) + (last[:, 3] * both & mask)).sum())
        a, b = sums
        return (first + start[0] * a + start[1] * b) % 2**32, (second + start[2] * a + start[3] * b) % 2**32

    return add_up
