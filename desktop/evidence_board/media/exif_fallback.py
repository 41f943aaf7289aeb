"""Reads EXIF with ExifRead from files that Pillow cannot open: camera raw, JPEG XL, odd HEIC."""

from __future__ import annotations

import io
import logging
import re
from typing import Any, Final

import exifread
from PIL.TiffImagePlugin import IFDRational

from evidence_board.media.exif_read import EXIF_HEADER, ExifDirectories, read_exif

__all__ = ["find_announced_xmp", "read_with_exifread"]

_MAX_READS: Final = 200_000
_MAX_BYTES: Final = 64 * 1024 * 1024
_MAX_VALUES: Final = 1_024
_MAX_BLOCK: Final = 8 * 1024 * 1024
_XMP_START, _XMP_END = b"<x:xmpmeta", b"</x:xmpmeta>"
_ANNOUNCED: Final = re.compile(rb"Exif\0\0(?=II\*\0|MM\0\*)")
_DIRECTORIES: Final = {
    "Image": "image",
    "EXIF": "exif",
    "GPS": "gps",
    "Interoperability": "interop",
    "Thumbnail": "thumbnail",
}
_ASCII, _UNDEFINED = 2, 7


class _BudgetSpentError(Exception):
    """ExifRead asked for more reads than any honest file needs."""


class _BudgetReader(io.BytesIO):
    """Bytes that can be read only so often: ExifRead follows counts of hostile files without a limit."""

    def __init__(self, untrusted_data: bytes) -> None:
        super().__init__(untrusted_data)
        self._reads = 0
        self._bytes = 0

    def read(self, size: int | None = -1, /) -> bytes:
        """Read, counting."""
        data = super().read(size)
        self._reads += 1
        self._bytes += len(data)
        if self._reads > _MAX_READS or self._bytes > _MAX_BYTES:
            raise _BudgetSpentError(f"more than {_MAX_READS} reads")
        return data


def read_with_exifread(untrusted_data: bytes) -> ExifDirectories:
    """Read the EXIF of a whole file. Never raises; without EXIF all directories are empty.

    ExifRead gives up on some HEIC files; there, a block that announces itself is read by Pillow.
    """
    # ExifRead complains through logging about every oddity; a worker's error output is for our own faults.
    logging.getLogger("exifread").setLevel(logging.CRITICAL)
    fault = ""
    tags: dict[str, Any] = {}
    try:
        tags = exifread.process_file(
            _BudgetReader(untrusted_data), details=False, strict=False, extract_thumbnail=False
        )
    except Exception as error:  # ExifRead promises no set of exceptions for hostile files
        fault = f"EXIF: {type(error).__name__}"
    if not tags and (announced := _ANNOUNCED.search(untrusted_data, 0, _MAX_BYTES)):
        start = announced.start() + len(EXIF_HEADER)
        return read_exif(untrusted_data[start : start + _MAX_BLOCK])
    if fault:
        return ExifDirectories(faults=(fault,))
    found: dict[str, dict[int, object]] = {name: {} for name in _DIRECTORIES.values()}
    for name, tag in tags.items():
        directory = _DIRECTORIES.get(name.split(" ", 1)[0])
        number = getattr(tag, "tag", None)
        if directory and isinstance(number, int):
            found[directory].setdefault(number, _value(tag))
    return ExifDirectories(
        little_endian=untrusted_data[:2] != b"MM",
        image=found["image"],
        exif=found["exif"],
        gps=found["gps"],
        interop=found["interop"],
        thumbnail=found["thumbnail"],
    )


def find_announced_xmp(untrusted_data: bytes) -> bytes:
    """Return the first XMP packet in a file whose container nobody here can walk, or nothing."""
    start = untrusted_data.find(_XMP_START, 0, _MAX_BYTES)
    end = untrusted_data.find(_XMP_END, start, start + _MAX_BLOCK) if start >= 0 else -1
    return untrusted_data[start : end + len(_XMP_END)] if end >= 0 else b""


def _value(tag: object) -> object:
    """Return ExifRead's values as Pillow would give them."""
    values, kind = getattr(tag, "values", ""), getattr(tag, "field_type", 0)
    if isinstance(values, str | bytes):
        return values
    if not isinstance(values, list):
        return str(values)[:1_000]
    listed = values[:_MAX_VALUES]
    if kind == _UNDEFINED and all(isinstance(each, int) and 0 <= each < 256 for each in listed):
        return bytes(listed)
    plain = tuple(_number(each) for each in listed)
    return plain[0] if len(plain) == 1 else plain


def _number(value: object) -> object:
    if isinstance(value, tuple) and len(value) == 1:
        return value[0]
    numerator, denominator = getattr(value, "num", None), getattr(value, "den", None)
    if isinstance(numerator, int) and isinstance(denominator, int):
        return IFDRational(numerator, denominator)
    return value
