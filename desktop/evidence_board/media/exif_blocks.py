"""Finds metadata inside JPEG, PNG, WebP and GIF bytes without decoding a pixel."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass, field
from typing import Final

from evidence_board.media.exif_png import read_png_chunks
from evidence_board.media.exif_text import decode_text
from evidence_board.media.jpeg_structure import structure_tags
from evidence_board.model.examination import RawTag

__all__ = ["MetadataBlocks", "find_blocks"]

_EXIF: Final = b"Exif\0\0"
_XMP: Final = b"http://ns.adobe.com/xap/1.0/\0"
_MORE_XMP: Final = b"http://ns.adobe.com/xmp/extension/\0"
_PHOTOSHOP: Final = b"Photoshop 3.0\0"
_MAX_SEGMENTS: Final = 5_000
_MAX_EXIF: Final = 8 * 1024 * 1024
_MAX_XMP: Final = 2 * 1024 * 1024
_MAX_RESOURCES: Final = 8 * 1024 * 1024
_MAX_COMMENTS: Final = 50
_MAX_GAP: Final = 1024 * 1024
_SCAN_OR_END: Final = (0xDA, 0xD9)
_MARKER: Final = re.compile(rb"\xff[\xc0-\xcf\xda-\xdd\xe0-\xef\xfe]")
_FILLING: Final = re.compile(rb"\xff{2,}")
_GIF_XMP: Final = b"\x21\xff\x0bXMP DataXMP"
_DENSITY_UNITS: Final = {0: "no unit", 1: "per inch", 2: "per cm"}


@dataclass(slots=True)
class MetadataBlocks:
    """Raw blocks of one file, unread.

    Attributes:
        exif: TIFF-shaped blocks in the order found; the first one counts.
        xmp: XMP packets; extended XMP of JPEG comes last.
        resources: Photoshop image resources, which hold IPTC records.
        iim: IPTC records found bare.
        tags: Texts that are no block: comments, PNG texts, JFIF.
        faults: What could not be read, in words.
        shortened: Whether something was left out for its length.
        scanned: Whether the container is known, so that nothing is left to find.
    """

    exif: list[bytes] = field(default_factory=list)
    xmp: list[bytes] = field(default_factory=list)
    resources: bytes = b""
    iim: bytes = b""
    tags: list[RawTag] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    shortened: bool = False
    scanned: bool = True


def find_blocks(untrusted_data: bytes) -> MetadataBlocks:
    """Find the metadata blocks of a JPEG, PNG, WebP or GIF file by its bytes; other files give none."""
    blocks = MetadataBlocks()
    if untrusted_data[:2] == b"\xff\xd8":
        _read_jpeg(untrusted_data, blocks)
    elif untrusted_data[:8] == b"\x89PNG\r\n\x1a\n":
        png = read_png_chunks(untrusted_data)
        blocks.exif, blocks.xmp, blocks.tags = png.exif, png.xmp, png.tags
        blocks.iim, blocks.resources = png.iim, png.resources
        blocks.faults, blocks.shortened = png.faults, png.shortened
    elif untrusted_data[:4] == b"RIFF" and untrusted_data[8:12] == b"WEBP":
        _read_webp(untrusted_data, blocks)
    elif untrusted_data[:4] == b"GIF8":
        _read_gif(untrusted_data, blocks)
    else:
        blocks.scanned = False
    return blocks


def _read_jpeg(data: bytes, blocks: MetadataBlocks) -> None:
    """Walk the segments up to the first scan (JPEG, ISO 10918-1 annex B)."""
    extensions: dict[bytes, list[tuple[int, bytes]]] = {}
    resources: list[bytes] = []
    comments: list[bytes] = []
    segments: list[tuple[int, bytes]] = []
    at = 2
    for count in range(_MAX_SEGMENTS + 1):
        if filling := _FILLING.match(data, at):
            at = filling.end() - 1
        head = data[at : at + 4]
        if len(head) < 4 or (head[0] == 0xFF and head[1] in _SCAN_OR_END):
            break
        if count == _MAX_SEGMENTS:
            blocks.shortened = True
            break
        if head[0] != 0xFF:
            # A segment with a wrong length: decoders go on at the next marker, and so do we.
            blocks.faults.append("JPEG: bytes between two segments")
            following = _MARKER.search(data, at, at + _MAX_GAP)
            if following is None:
                break
            at = following.start()
            continue
        marker, size = head[1], int.from_bytes(head[2:4], "big")
        if marker == 0x01 or 0xD0 <= marker <= 0xD8:
            at += 2
            continue
        if size < 2:
            blocks.faults.append("JPEG: a segment's length makes no sense")
            break
        body = data[at + 4 : at + 2 + size]
        if len(body) < size - 2:
            blocks.faults.append("JPEG: a segment ends early")
        at += 2 + size
        segments.append((marker, body))
        if marker == 0xE1:
            _app1(body, blocks, extensions)
        elif marker == 0xED and body.startswith(_PHOTOSHOP):
            resources.append(body.removeprefix(_PHOTOSHOP))
        elif marker == 0xE0 and body.startswith(b"JFIF\0"):
            blocks.tags += _jfif(body)
        elif marker == 0xFE:
            comments.append(body)
    blocks.tags += [("File", "Comment", decode_text(body)) for body in comments[:_MAX_COMMENTS]]
    blocks.tags += structure_tags(segments)
    blocks.shortened = blocks.shortened or len(comments) > _MAX_COMMENTS
    blocks.resources = b"".join(resources)[:_MAX_RESOURCES]
    for parts in extensions.values():
        _join_extension(parts, blocks)


def _app1(body: bytes, blocks: MetadataBlocks, extensions: dict[bytes, list[tuple[int, bytes]]]) -> None:
    if body.startswith(_EXIF):
        block = body.removeprefix(_EXIF)
        fresh = block.removeprefix(_EXIF)[:4] in (b"II*\0", b"MM\0*")
        if fresh or not blocks.exif:
            blocks.exif.append(block)
        elif len(blocks.exif[-1]) + len(block) <= _MAX_EXIF:
            # A block longer than 64 KB goes on in the next segment.
            blocks.exif[-1] += block
        else:
            blocks.shortened = True
    elif body.startswith(_XMP):
        blocks.xmp.append(body.removeprefix(_XMP))
    elif body.startswith(_MORE_XMP) and len(body) >= len(_MORE_XMP) + 40:
        digest = body[len(_MORE_XMP) : len(_MORE_XMP) + 32]
        (offset,) = struct.unpack_from(">L", body, len(_MORE_XMP) + 36)
        if len(extensions) < 4 or digest in extensions:
            extensions.setdefault(digest, []).append((offset, body[len(_MORE_XMP) + 40 :]))


def _join_extension(parts: list[tuple[int, bytes]], blocks: MetadataBlocks) -> None:
    """Put the parts of extended XMP (XMP specification part 3, 1.1.3.1) in order."""
    packet = bytearray()
    for offset, part in sorted(parts, key=lambda each: each[0]):
        if offset != len(packet):
            blocks.faults.append("XMP: a part of the extended packet is missing")
            return
        if len(packet) + len(part) > _MAX_XMP:
            # Depth maps and second pictures travel here; they are not words.
            blocks.shortened = True
            return
        packet += part
    blocks.xmp.append(bytes(packet))


def _jfif(body: bytes) -> list[RawTag]:
    if len(body) < 12:
        return []
    major, minor, unit, across, down = struct.unpack(">BBBHH", body[5:12])
    return [
        ("JFIF", "JFIFVersion", f"{major}.{minor:02}"),
        ("JFIF", "Resolution", f"{across} x {down}, {_DENSITY_UNITS.get(unit, unit)}"),
    ]


def _read_webp(data: bytes, blocks: MetadataBlocks) -> None:
    """Walk the chunks of a RIFF container."""
    at = 12
    for _ in range(_MAX_SEGMENTS):
        if at + 8 > len(data):
            break
        name, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        if name in (b"EXIF", b"XMP "):
            limit, kept = (_MAX_EXIF, blocks.exif) if name == b"EXIF" else (_MAX_XMP, blocks.xmp)
            blocks.shortened = blocks.shortened or size > limit
            kept.append(data[at + 8 : at + 8 + min(size, limit)])
        at += 8 + size + size % 2


def _read_gif(data: bytes, blocks: MetadataBlocks) -> None:
    """Take the XMP packet, which stands unchunked in its extension and ends with a ramp of bytes (01 FF FE ...)."""
    at = data.find(_GIF_XMP)
    end = data.find(b"\x01\xff\xfe\xfd", at)
    if 0 <= at < end <= at + _MAX_XMP:
        blocks.xmp.append(data[at + len(_GIF_XMP) : end])
