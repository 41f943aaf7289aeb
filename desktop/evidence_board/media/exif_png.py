"""Reads the metadata chunks of PNG: eXIf, tEXt, zTXt, iTXt and tIME, without decoding a pixel."""

from __future__ import annotations

import binascii
import zlib
from dataclasses import dataclass, field
from typing import Final

from evidence_board.media.exif_text import decode_text
from evidence_board.model.examination import RawTag

__all__ = ["PngChunks", "read_png_chunks"]

_MAX_CHUNKS: Final = 100_000
_MAX_TEXTS: Final = 500
_MAX_BLOCK: Final = 8 * 1024 * 1024
_MAX_INFLATED: Final = 2 * 1024 * 1024
_MAX_INFLATED_TOTAL: Final = 8 * 1024 * 1024
_MAX_KEYWORD: Final = 79
_XMP_KEYWORDS: Final = ("XML:com.adobe.xmp",)
_PROFILE: Final = "raw profile type "
_TEXT_CHUNKS: Final = (b"tEXt", b"zTXt", b"iTXt")


@dataclass(slots=True)
class PngChunks:
    """Metadata of one PNG file, unread blocks and texts; see `MetadataBlocks`."""

    exif: list[bytes] = field(default_factory=list)
    xmp: list[bytes] = field(default_factory=list)
    iim: bytes = b""
    resources: bytes = b""
    tags: list[RawTag] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    shortened: bool = False
    inflated: int = 0


def read_png_chunks(untrusted_data: bytes) -> PngChunks:
    """Walk the chunks (PNG 3rd edition, 5.3) and keep those with words or EXIF. Never raises."""
    found = PngChunks()
    at = 8
    for _ in range(_MAX_CHUNKS):
        head = untrusted_data[at : at + 8]
        if len(head) < 8 or head[4:] == b"IEND":
            break
        size, name = int.from_bytes(head[:4], "big"), head[4:]
        if name == b"eXIf":
            found.exif.append(untrusted_data[at + 8 : at + 8 + min(size, _MAX_BLOCK)])
        elif name in _TEXT_CHUNKS:
            if len(found.tags) >= _MAX_TEXTS:
                found.shortened = True
            else:
                found.shortened = found.shortened or size > _MAX_BLOCK
                _text_chunk(name, untrusted_data[at + 8 : at + 8 + min(size, _MAX_BLOCK)], found)
        elif name == b"tIME" and size == 7:
            _time_chunk(untrusted_data[at + 8 : at + 15], found)
        at += 12 + size
    return found


def _text_chunk(kind: bytes, body: bytes, found: PngChunks) -> None:
    key, _, rest = body.partition(b"\0")
    keyword = key[:_MAX_KEYWORD].decode("latin-1").strip() or "?"
    try:
        if kind == b"tEXt":
            value = rest
        elif kind == b"zTXt":
            value = _inflate(rest[1:], found)
        else:
            packed = rest[:1] == b"\1"
            # Compression flag and method, language, translated keyword; then the text in UTF-8.
            _, _, after_language = rest[2:].partition(b"\0")
            _, _, value = after_language.partition(b"\0")
            value = _inflate(value, found) if packed else value
    except zlib.error:
        found.faults.append(f"PNG: the text {keyword!r} cannot be unpacked")
        return
    _keep(keyword, value, found)


def _keep(keyword: str, value: bytes, found: PngChunks) -> None:
    if keyword in _XMP_KEYWORDS:
        found.xmp.append(value)
    elif keyword.lower().startswith(_PROFILE):
        profile = _profile(value)
        kind = keyword[len(_PROFILE) :].lower()
        if profile is None:
            found.faults.append(f"PNG: {keyword!r} is not hexadecimal")
        elif kind in ("exif", "app1") and profile.startswith(b"http"):
            found.xmp.append(profile.partition(b"\0")[2])
        elif kind in ("exif", "app1"):
            found.exif.append(profile)
        elif kind == "xmp":
            found.xmp.append(profile)
        elif kind in ("iptc", "8bim"):
            # ImageMagick keeps the Photoshop resources around the records, others do not.
            if b"8BIM" in profile[:64]:
                found.resources = profile
            else:
                found.iim = profile
        else:
            found.tags.append(("PNG", keyword, f"{len(profile)} bytes"))
    else:
        found.tags.append(("PNG", keyword, decode_text(value)))


def _profile(value: bytes) -> bytes | None:
    """Decode ImageMagick's form: a newline, the name, the length, then hexadecimal lines."""
    parts = value.strip().split(b"\n", 2)
    if len(parts) < 3:
        return None
    try:
        return binascii.unhexlify(b"".join(parts[2].split()))
    except binascii.Error:
        return None


def _inflate(packed: bytes, found: PngChunks) -> bytes:
    """Unpack at most 2 MiB of one text and 8 MiB of one file."""
    limit = min(_MAX_INFLATED, _MAX_INFLATED_TOTAL - found.inflated)
    if limit <= 0:
        found.shortened = True
        return b""
    unpacker = zlib.decompressobj()
    text = unpacker.decompress(packed, limit)
    found.inflated += len(text)
    found.shortened = found.shortened or bool(unpacker.unconsumed_tail)
    return text


def _time_chunk(body: bytes, found: PngChunks) -> None:
    if len(body) == 7:
        year = int.from_bytes(body[:2], "big")
        month, day, hour, minute, second = body[2:]
        text = f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z"
        found.tags.append(("PNG", "ModifyDate", text))
