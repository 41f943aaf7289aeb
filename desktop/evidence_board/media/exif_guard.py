"""Looks at the directories of an EXIF block before Pillow does, and hides what would cost too much.

Pillow reads every value of a directory into Python objects. A hostile block can name thousands of long arrays
that share the same bytes; a real TIFF has arrays of strip offsets with a million entries. Neither is metadata
anyone searches. This module walks the directories with a fixed budget and gives Pillow a view of the same
bytes in which costly entries have type 0, which Pillow skips. Directories of damaged files overlap, so what is
hidden in one is hidden only while that one is read.
"""

from __future__ import annotations

import bisect
import io
import struct
from dataclasses import dataclass, field
from typing import Final

__all__ = ["GuardedBlock", "Hidden", "Survey", "survey_block"]

EXIF_POINTER: Final = 0x8769
GPS_POINTER: Final = 0x8825
INTEROP_POINTER: Final = 0xA005
XMP_TAG, IPTC_TAG, PHOTOSHOP_TAG = 700, 33723, 34377

_MAX_ENTRIES: Final = 1_000
_MAX_VALUES: Final = 1_024
_MAX_BYTES: Final = 64 * 1024
_MAX_PACKET: Final = 2 * 1024 * 1024
_MAX_TOTAL: Final = 6 * 1024 * 1024
_PACKETS: Final = (XMP_TAG, IPTC_TAG, PHOTOSHOP_TAG)
# TIFF types: bytes per value. 1 byte-like ones stay bytes or text in Python; the others become tuples.
_SIZES: Final = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 16: 8}
_BYTE_LIKE: Final = (1, 2, 7)
_UNDEFINED: Final = 7
_NO_TYPE: Final = b"\0\0"
_LONGEST_PATCH: Final = 16


@dataclass(frozen=True, slots=True)
class Hidden:
    """An entry kept from Pillow.

    Attributes:
        directory: 'image', 'exif', 'gps', 'interop' or 'thumbnail'.
        tag: TIFF tag number.
        count: Number of values as written.
        size: Bytes claimed.
        head: The first bytes of the value, at most 16.
    """

    directory: str
    tag: int
    count: int
    size: int
    head: bytes


@dataclass(slots=True)
class Survey:
    """What the directories of one block claim.

    Attributes:
        little_endian: Byte order of the block.
        big_tiff: Whether offsets have 8 bytes.
        first: Offset of the first directory.
        hidden: Entries that are too long to read.
        damaged: Entries (directory, tag) whose value lies outside the block, or with an unknown type.
        cut: Directories that end early, have too many entries or are no directory at all.
        directories: Names of the directories worth reading.
        patches: Per directory, position in the block to the bytes that Pillow shall see there.
    """

    little_endian: bool
    big_tiff: bool
    first: int
    hidden: list[Hidden] = field(default_factory=list)
    damaged: list[tuple[str, int]] = field(default_factory=list)
    cut: list[str] = field(default_factory=list)
    directories: list[str] = field(default_factory=list)
    patches: dict[str, dict[int, bytes]] = field(default_factory=dict)


class GuardedBlock(io.BytesIO):
    """The bytes of a block, read-only, with a few of them replaced on the way out (the bytes are not copied)."""

    def __init__(self, untrusted_block: bytes, *, patches: dict[str, dict[int, bytes]]) -> None:
        super().__init__(untrusted_block)
        self._all_patches = patches
        self._patches: dict[int, bytes] = {}
        self._positions: list[int] = []

    def use(self, directory: str) -> None:
        """Apply the replacements of one directory from now on."""
        self._patches = self._all_patches.get(directory, {})
        self._positions = sorted(self._patches)

    def read(self, size: int | None = -1, /) -> bytes:
        """Read like BytesIO, with the replacements applied."""
        start = self.tell()
        data = super().read(size)
        low = bisect.bisect_left(self._positions, start - _LONGEST_PATCH)
        high = bisect.bisect_left(self._positions, start + len(data))
        if low == high:
            return data
        view = bytearray(data)
        for position in self._positions[low:high]:
            for index, byte in enumerate(self._patches[position], start=position - start):
                if 0 <= index < len(view):
                    view[index] = byte
        return bytes(view)


def survey_block(untrusted_block: bytes) -> Survey:
    """Walk the directories of a TIFF-shaped block.

    Raises:
        ValueError: The block does not begin like a TIFF file.
    """
    head = untrusted_block[:16]
    order = {b"II": "<", b"MM": ">"}.get(head[:2])
    if order is None or len(head) < 8:
        raise ValueError("not a TIFF header")
    (magic,) = struct.unpack(order + "H", head[2:4])
    if magic == 43 and len(head) == 16:
        (first,) = struct.unpack(order + "Q", head[8:16])
    elif magic == 42:
        (first,) = struct.unpack(order + "L", head[4:8])
    else:
        raise ValueError("not a TIFF header")
    survey = Survey(little_endian=order == "<", big_tiff=magic == 43, first=first)
    _Walk(untrusted_block, order=order, survey=survey).run()
    return survey


class _Walk:
    def __init__(self, block: bytes, *, order: str, survey: Survey) -> None:
        self._block = block
        self._survey = survey
        self._entry = struct.Struct(order + ("HHQ8s" if survey.big_tiff else "HHL4s"))
        self._count = struct.Struct(order + ("Q" if survey.big_tiff else "H"))
        self._offset = struct.Struct(order + ("Q" if survey.big_tiff else "L"))
        self._short = struct.Struct(order + "H")
        self._values = struct.Struct(order + ("Q" if survey.big_tiff else "L"))
        self._total = 0
        self._in_directory = 0

    def run(self) -> None:
        pointers, following = self._directory("image", self._survey.first)
        inner: dict[int, int] = {}
        if EXIF_POINTER in pointers:
            inner, _ = self._directory("exif", pointers[EXIF_POINTER])
        if GPS_POINTER in pointers:
            self._directory("gps", pointers[GPS_POINTER])
        if INTEROP_POINTER in inner:
            self._directory("interop", inner[INTEROP_POINTER])
        if following:
            self._directory("thumbnail", following)

    def _directory(self, name: str, offset: int) -> tuple[dict[int, int], int]:
        """Walk one directory; return its pointers to others and the offset of the one that follows."""
        survey, pointers = self._survey, dict[int, int]()
        start = offset + self._count.size
        if not 0 < offset <= len(self._block) - self._count.size:
            survey.cut.append(name)
            return pointers, 0
        (claimed,) = self._count.unpack_from(self._block, offset)
        count = min(claimed, _MAX_ENTRIES, (len(self._block) - start) // self._entry.size)
        entries = [
            (start + index * self._entry.size, *self._entry.unpack_from(self._block, start + index * self._entry.size))
            for index in range(count)
        ]
        if 2 * sum(kind not in _SIZES for _, _, kind, _, _ in entries) > count:
            # A pointer that leads into other data, as some editors leave behind.
            survey.cut.append(name)
            return pointers, 0
        survey.directories.append(name)
        patches = survey.patches.setdefault(name, {})
        if count < claimed:
            survey.cut.append(name)
            patches[offset] = self._count.pack(count)
        seen: set[int] = set()
        self._in_directory = 0
        for position, tag, kind, values, inline in entries:
            if tag in seen:
                continue
            seen.add(tag)
            patch = self._check(name, tag=tag, kind=kind, values=values, inline=inline)
            if patch:
                patches[position + 2] = patch
            if tag in (EXIF_POINTER, GPS_POINTER, INTEROP_POINTER):
                pointers[tag] = self._pointer(kind, inline)
        after = start + count * self._entry.size
        if count < claimed or after + self._offset.size > len(self._block):
            return pointers, 0
        return pointers, int(self._offset.unpack_from(self._block, after)[0])

    def _pointer(self, kind: int, inline: bytes) -> int:
        reader = self._short if kind == 3 else self._offset
        return int(reader.unpack_from(inline)[0])

    def _check(self, name: str, *, tag: int, kind: int, values: int, inline: bytes) -> bytes:
        """Note what is wrong with one entry; return what Pillow shall see instead of its type, if anything."""
        unit = _SIZES.get(kind)
        if unit is None:
            self._survey.damaged.append((name, tag))
            return b""
        size = unit * values
        if size <= len(inline):
            return b""
        (where,) = self._offset.unpack(inline)
        self._in_directory += size
        beyond = where > len(self._block) or size > len(self._block) - where
        # Honest values do not share their bytes; Pillow, too, stops at the length of the block.
        if beyond or self._in_directory > len(self._block):
            self._survey.damaged.append((name, tag))
            return _NO_TYPE
        packet = name == "image" and tag in _PACKETS
        long_array = kind not in _BYTE_LIKE and values > _MAX_VALUES and not packet
        if size > (_MAX_PACKET if packet else _MAX_BYTES) or long_array or self._total + size > _MAX_TOTAL:
            head = self._block[where : where + 16]
            self._survey.hidden.append(Hidden(name, tag, values, size, head))
            return _NO_TYPE
        self._total += size
        # Photoshop declares IPTC as 4-byte numbers, of which Pillow would keep one: show it as bytes.
        return self._short.pack(_UNDEFINED) + self._values.pack(size) if packet and unit > 1 else b""
