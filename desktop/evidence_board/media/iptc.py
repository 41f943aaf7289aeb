"""Reads IPTC IIM records and the Photoshop resources they are kept in."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import Final

from evidence_board.media.exif_text import decode_text

__all__ = ["IptcRecords", "find_iim", "read_iim"]

_RESOURCE: Final = b"8BIM"
_IIM_RESOURCE: Final = 0x0404
_MAX_DATASETS: Final = 2_000
_MAX_RESOURCES: Final = 2_000
_MAX_VALUE: Final = 64 * 1024
_UTF8_MARK: Final = b"\x1b%G"
_CHARSET: Final = (1, 90)

# IPTC IIM 4.2 names, spelled as exiftool spells them.
_NAMES: Final = {
    (1, 0): "EnvelopeRecordVersion",
    (1, 90): "CodedCharacterSet",
    (2, 0): "ApplicationRecordVersion",
    (2, 5): "ObjectName",
    (2, 7): "EditStatus",
    (2, 10): "Urgency",
    (2, 15): "Category",
    (2, 20): "SupplementalCategories",
    (2, 22): "FixtureIdentifier",
    (2, 25): "Keywords",
    (2, 26): "ContentLocationCode",
    (2, 27): "ContentLocationName",
    (2, 30): "ReleaseDate",
    (2, 35): "ReleaseTime",
    (2, 37): "ExpirationDate",
    (2, 40): "SpecialInstructions",
    (2, 55): "DateCreated",
    (2, 60): "TimeCreated",
    (2, 62): "DigitalCreationDate",
    (2, 63): "DigitalCreationTime",
    (2, 65): "OriginatingProgram",
    (2, 70): "ProgramVersion",
    (2, 80): "By-line",
    (2, 85): "By-lineTitle",
    (2, 90): "City",
    (2, 92): "Sub-location",
    (2, 95): "Province-State",
    (2, 100): "Country-PrimaryLocationCode",
    (2, 101): "Country-PrimaryLocationName",
    (2, 103): "OriginalTransmissionReference",
    (2, 105): "Headline",
    (2, 110): "Credit",
    (2, 115): "Source",
    (2, 116): "CopyrightNotice",
    (2, 118): "Contact",
    (2, 120): "Caption-Abstract",
    (2, 121): "LocalCaption",
    (2, 122): "Writer-Editor",
    (2, 131): "ImageOrientation",
    (2, 135): "LanguageIdentifier",
}
_NUMBERS: Final = ((1, 0), (2, 0))


@dataclass(frozen=True, slots=True)
class IptcRecords:
    """IIM datasets as text.

    Attributes:
        values: Name to texts, in the order written; a name may repeat.
        fault: What could not be read, in words; empty when everything was.
    """

    values: dict[str, list[str]] = field(default_factory=dict)
    fault: str = ""

    def first(self, name: str) -> str | None:
        """Return the first non-blank text of a name, or None."""
        return next((text for text in self.values.get(name, ()) if text), None)


def find_iim(untrusted_resources: bytes) -> bytes:
    """Return the IIM records inside Photoshop image resources ('8BIM' blocks), or nothing."""
    data = untrusted_resources
    at = data.find(_RESOURCE)
    for _ in range(_MAX_RESOURCES):
        if at < 0 or data[at : at + 4] != _RESOURCE or len(data) - at < 12:
            break
        (kind,) = struct.unpack_from(">H", data, at + 4)
        name_length = data[at + 6]
        after_name = at + 7 + name_length + (1 - name_length % 2)
        if after_name + 4 > len(data):
            break
        (size,) = struct.unpack_from(">L", data, after_name)
        start = after_name + 4
        if kind == _IIM_RESOURCE:
            return data[start : start + size]
        at = start + size + size % 2
    return b""


def read_iim(untrusted_records: bytes) -> IptcRecords:
    """Read IIM datasets. Never raises; damage ends the reading and is named."""
    data, at = untrusted_records, 0
    found: list[tuple[tuple[int, int], bytes]] = []
    fault = ""
    while at + 5 <= len(data) and len(found) < _MAX_DATASETS:
        if data[at] != 0x1C:
            if data[at:].strip(b"\0"):
                fault = "IPTC: a record does not begin where it should"
            break
        key = (data[at + 1], data[at + 2])
        (size,) = struct.unpack_from(">H", data, at + 3)
        at += 5
        if size & 0x8000:
            # Extended dataset: the low bits say how many bytes hold the length.
            width = size & 0x7FFF
            if width > 4 or at + width > len(data):
                fault = "IPTC: a record's length makes no sense"
                break
            size = int.from_bytes(data[at : at + width], "big")
            at += width
        if at + size > len(data):
            fault = "IPTC: the last record ends early"
            break
        found.append((key, data[at : at + min(size, _MAX_VALUE)]))
        at += size
    utf8 = any(key == _CHARSET and value == _UTF8_MARK for key, value in found)
    values: dict[str, list[str]] = {}
    for key, value in found:
        values.setdefault(_NAMES.get(key, f"{key[0]}:{key[1]}"), []).append(_text(key, value, utf8=utf8))
    return IptcRecords(values, fault)


def _text(key: tuple[int, int], value: bytes, *, utf8: bool) -> str:
    if key in _NUMBERS and len(value) == 2:
        return str(int.from_bytes(value, "big"))
    if key == _CHARSET:
        return "UTF8" if value == _UTF8_MARK else value[:16].hex()
    if utf8:
        # Only a text cut by us may end in half a letter unseen.
        return value.rstrip(b"\0").decode("utf-8", "ignore" if len(value) == _MAX_VALUE else "replace").strip()
    return decode_text(value)
