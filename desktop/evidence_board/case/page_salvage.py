"""Finds rows in the pages of a damaged file that nothing leads to any more, by the published file format.

Every page that looks like a leaf of a table is taken apart, whichever table it belonged to; who calls knows by the
digests which of the rows are real. In Python alone: SQLite is not asked, and nothing in the file is believed.
"""

import struct
from collections.abc import Callable, Iterator
from pathlib import Path

__all__ = ["SalvagedRow", "salvaged_rows"]

_LEAF = 0x0D
#: A chunk of an original is the longest value there is.
_MOST_BYTES = 4 << 20
_MOST_COLUMNS = 64

Page = Callable[[int], bytes]
SalvagedRow = tuple[int, tuple[object, ...]]


def salvaged_rows(path: Path, *, columns: frozenset[int]) -> Iterator[SalvagedRow]:
    """Yield (row number, values) of every row that can be read in any leaf of any table.

    Args:
        path: the file; SQLite must not hold it in this process.
        columns: how many values rows of interest have.
    """
    with path.open("rb") as file:
        head = file.read(100)
        size = int.from_bytes(head[16:18]) if len(head) == 100 else 0
        size = 65536 if size == 1 else size
        if size < 512 or size & (size - 1):
            # The head itself is damaged; ours are all of this size.
            size = 16384

        file.seek(0, 2)
        pages = file.tell() // size

        def page(number: int) -> bytes:
            if not 1 <= number <= pages:
                raise ValueError("leads nowhere")
            file.seek((number - 1) * size)
            return file.read(size)

        for number in range(1, pages + 1):
            yield from _rows_of(page, number, size, columns)


def _rows_of(page: Page, number: int, size: int, columns: frozenset[int]) -> Iterator[SalvagedRow]:
    raw = page(number)
    start = 100 if number == 1 else 0
    if len(raw) != size or raw[start] != _LEAF:
        return
    cells = int.from_bytes(raw[start + 3 : start + 5])
    if start + 8 + 2 * cells > size:
        return
    for place in struct.unpack(f">{cells}H", raw[start + 8 : start + 8 + 2 * cells]):
        try:
            rowid, payload = _payload(page, raw, place, size)
            values = _values(payload, columns)
        except (IndexError, ValueError, struct.error):
            # Not a row, or one that runs over into what is gone.
            continue
        if values is not None:
            yield rowid, values


def _payload(page: Page, raw: bytes, place: int, size: int) -> tuple[int, bytes]:
    length, place = _varint(raw, place)
    rowid, place = _varint(raw, place)
    if length > _MOST_BYTES:
        raise ValueError("too long")
    here = length
    if length > size - 35:
        least = (size - 12) * 32 // 255 - 23
        here = least + (length - least) % (size - 4)
        here = least if here > size - 35 else here
    if place + here > size:
        raise ValueError("leaves its page")
    found = bytearray(raw[place : place + here])
    following = int.from_bytes(raw[place + here : place + here + 4])
    while len(found) < length:
        raw = page(following)
        if following < 1 or len(raw) != size:
            raise ValueError("leads nowhere")
        found += raw[4 : 4 + min(length - len(found), size - 4)]
        following = int.from_bytes(raw[:4])
    return rowid - (1 << 64) if rowid >> 63 else rowid, bytes(found)


def _values(payload: bytes, columns: frozenset[int]) -> tuple[object, ...] | None:
    head, place = _varint(payload, 0)
    kinds = []
    while place < head:
        kind, place = _varint(payload, place)
        kinds.append(kind)
        if len(kinds) > _MOST_COLUMNS:
            return None
    if len(kinds) not in columns:
        return None
    values: list[object] = []
    body = head
    for kind in kinds:
        size = (0, 1, 2, 3, 4, 6, 8, 8, 0, 0)[kind] if kind < 10 else (kind - 12) // 2
        raw = payload[body : body + size]
        if len(raw) != size or kind in (10, 11):
            return None
        body += size
        values.append(_value(kind, raw))
    return tuple(values)


def _value(kind: int, raw: bytes) -> object:
    if kind == 0:
        return None
    if kind == 7:
        return struct.unpack(">d", raw)[0]
    if kind in (8, 9):
        return kind - 8
    if kind < 7:
        return int.from_bytes(raw, signed=True)
    return raw.decode("utf-8", "surrogateescape") if kind % 2 else raw


def _varint(raw: bytes, place: int) -> tuple[int, int]:
    value = 0
    for count in range(8):
        byte = raw[place + count]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, place + count + 1
    return value << 8 | raw[place + 8], place + 9
