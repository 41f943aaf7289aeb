"""Puts EXIF, XMP, IPTC and the texts of one picture together: which source speaks first for what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from evidence_board.media import exif_fields as exif_tags
from evidence_board.media.exif_blocks import MetadataBlocks, find_blocks
from evidence_board.media.exif_dates import SATELLITE, moment_clock, weigh_dates
from evidence_board.media.exif_fallback import find_announced_xmp, read_with_exifread
from evidence_board.media.exif_fields import (
    exif_number,
    exif_orientation,
    exif_raw_tags,
    exif_text,
)
from evidence_board.media.exif_guard import IPTC_TAG, PHOTOSHOP_TAG, XMP_TAG
from evidence_board.media.exif_read import ExifDirectories, read_exif
from evidence_board.media.exif_text import as_number, decode_text
from evidence_board.media.gps import read_exif_position
from evidence_board.media.gps_text import read_xmp_position
from evidence_board.media.iptc import IptcRecords, find_iim, read_iim
from evidence_board.media.metadata_record import Metadata, fitted
from evidence_board.media.xmp import XmpProperties, read_xmp
from evidence_board.model.examination import ExaminedGeotag, ExaminedMoment, Problem, RawTag

if TYPE_CHECKING:
    import PIL.Image

__all__ = ["collect_picture"]

_TIFF_HEADS: Final = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
_MAX_BLOCKS: Final = 4
_MAX_PACKETS: Final = 4


@dataclass(slots=True)
class _Sources:
    """What was found in one picture, read but not yet weighed."""

    exif: ExifDirectories = field(default_factory=ExifDirectories)
    more_exif: list[ExifDirectories] = field(default_factory=list)
    xmp: XmpProperties = field(default_factory=XmpProperties)
    more_xmp: list[XmpProperties] = field(default_factory=list)
    iptc: IptcRecords = field(default_factory=IptcRecords)
    tags: list[RawTag] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    shortened: bool = False
    orientation: int | None = None

    def png_text(self, name: str) -> str | None:
        """Return a PNG text by keyword, or None."""
        return next((value for group, key, value in self.tags if (group, key) == ("PNG", name) and value), None)


def collect_picture(
    image: PIL.Image.Image | None, untrusted_data: bytes, *, media_type: str, now: datetime
) -> Metadata:
    """Read all metadata of a picture; see `metadata.read_picture`, which also catches what slips through."""
    found = _find(image, untrusted_data)
    exif, xmp, iptc = found.exif, found.xmp, found.iptc
    moments, problems = weigh_dates(exif, xmp=xmp, iptc=iptc, png_text=found.png_text("Creation Time"), now=now)
    geotags, wrong = _geotags(found, moments)
    problems += wrong
    orientation, wrong_orientation = exif_orientation(exif)
    problems += wrong_orientation
    draft = Metadata(
        moments=tuple(moments),
        geotags=tuple(geotags),
        camera_make=exif_text(exif, exif_tags.MAKE) or xmp.first("tiff:Make"),
        camera_model=exif_text(exif, exif_tags.MODEL) or xmp.first("tiff:Model"),
        camera_serial=exif_text(exif, exif_tags.BODY_SERIAL)
        or exif_text(exif, exif_tags.CAMERA_SERIAL)
        or xmp.first("exifEX:BodySerialNumber", "aux:SerialNumber"),
        lens=exif_text(exif, exif_tags.LENS_MODEL) or xmp.first("exifEX:LensModel", "aux:Lens"),
        focal_length_mm=exif_number(exif, exif_tags.FOCAL_LENGTH),
        focal_length_35mm=exif_number(exif, exif_tags.FOCAL_LENGTH_35MM),
        orientation=found.orientation or orientation or _xmp_orientation(xmp),
        title=xmp.first("dc:title")
        or iptc.first("ObjectName")
        or xmp.first("photoshop:Headline")
        or iptc.first("Headline")
        or exif_text(exif, exif_tags.XP_TITLE)
        or found.png_text("Title"),
        caption=xmp.first("dc:description")
        or iptc.first("Caption-Abstract")
        or exif_text(exif, exif_tags.IMAGE_DESCRIPTION)
        or exif_text(exif, exif_tags.USER_COMMENT)
        or exif_text(exif, exif_tags.XP_COMMENT)
        or found.png_text("Description"),
        keywords=tuple(_keywords(found)),
        problems=tuple(problems),
    )
    return fitted(draft, raw_tags=_raw_tags(found), faults=found.faults, shortened=found.shortened)


def _find(image: PIL.Image.Image | None, data: bytes) -> _Sources:
    """Find and read the blocks; no source is asked twice."""
    blocks = find_blocks(data)
    found = _Sources(tags=blocks.tags, faults=blocks.faults, shortened=blocks.shortened)
    is_tiff = data[:4] in _TIFF_HEADS
    if is_tiff:
        blocks.exif = [data]
    if image is not None:
        _take_from_pillow(image, blocks, found)
    unknown = image is None and not blocks.scanned and not is_tiff
    read = [read_exif(block) for block in blocks.exif[:_MAX_BLOCKS]]
    found.shortened = found.shortened or len(blocks.exif) > _MAX_BLOCKS or len(blocks.xmp) > _MAX_PACKETS
    if unknown:
        read = [read_with_exifread(data)]
        blocks.xmp.append(find_announced_xmp(data))
    if read and found.orientation and exif_tags.ORIENTATION in read[0].image:
        read[0] = replace(read[0], image={**read[0].image, exif_tags.ORIENTATION: found.orientation})
    if read:
        found.exif, found.more_exif = read[0], read[1:]
    found.faults += [fault for each in read for fault in each.faults]
    found.shortened = found.shortened or any(_is_packet(each.tag) for one in read for each in one.hidden)
    if is_tiff:
        _take_from_tiff(found.exif, blocks)
    packets = [read_xmp(packet) for packet in blocks.xmp[:_MAX_PACKETS] if packet]
    if packets:
        found.xmp, found.more_xmp = packets[0], packets[1:]
    found.faults += [packet.fault for packet in packets]
    found.iptc = read_iim(blocks.iim or find_iim(blocks.resources))
    found.faults.append(found.iptc.fault)
    return found


def _take_from_pillow(image: PIL.Image.Image, blocks: MetadataBlocks, found: _Sources) -> None:
    """Take what only the decoder could reach: HEIC and AVIF keep EXIF and XMP deep inside."""
    info = image.info
    original = info.get("original_orientation")
    if isinstance(original, int) and 1 <= original <= 8:
        # pillow-heif turns the picture and sets the tag to 1; this is what the file says.
        found.orientation = original
    if image.format in ("JPEG", "MPO", "PNG", "WEBP", "TIFF"):
        return
    exif, xmp, comment = info.get("exif"), info.get("xmp"), info.get("comment")
    if isinstance(exif, bytes) and exif and not blocks.exif:
        blocks.exif.append(exif)
    if isinstance(xmp, bytes) and xmp and not blocks.xmp:
        blocks.xmp.append(xmp)
    if isinstance(comment, bytes | str) and comment:
        data = comment if isinstance(comment, bytes) else comment.encode("latin-1", "replace")
        found.tags.append(("File", "Comment", decode_text(data)))


def _take_from_tiff(exif: ExifDirectories, blocks: MetadataBlocks) -> None:
    for tag, value in exif.image.items():
        if not _is_packet(tag):
            continue
        data = value if isinstance(value, bytes) else str(value).encode("latin-1", "replace")
        if tag == XMP_TAG:
            blocks.xmp.append(data)
        elif tag == IPTC_TAG:
            blocks.iim = data
        elif not blocks.iim:
            blocks.resources = data


def _is_packet(tag: int) -> bool:
    return tag in (XMP_TAG, IPTC_TAG, PHOTOSHOP_TAG)


def _geotags(found: _Sources, moments: list[ExaminedMoment]) -> tuple[list[ExaminedGeotag], list[Problem]]:
    captured = next((moment_clock(each) for each in moments if each.source != SATELLITE), None)
    geotag, problems = read_exif_position(found.exif.gps, captured=captured)
    latitude, longitude = found.xmp.first("exif:GPSLatitude"), found.xmp.first("exif:GPSLongitude")
    if geotag is None and not problems and latitude and longitude:
        geotag, problems = read_xmp_position(latitude, longitude, altitude=_xmp_altitude(found.xmp))
    return ([geotag] if geotag is not None else []), list(problems)


def _xmp_altitude(xmp: XmpProperties) -> float | None:
    """Read exif:GPSAltitude, a fraction as text ('5034/10')."""
    top, _, bottom = (xmp.first("exif:GPSAltitude") or "").partition("/")
    above, below = as_number(top), as_number(bottom or "1")
    if above is None or not below:
        return None
    return -above / below if xmp.first("exif:GPSAltitudeRef") == "1" else above / below


def _xmp_orientation(xmp: XmpProperties) -> int | None:
    text = xmp.first("tiff:Orientation") or ""
    return int(text) if text in tuple("12345678") else None


def _keywords(found: _Sources) -> list[str]:
    windows = exif_text(found.exif, exif_tags.XP_KEYWORDS) or ""
    return [*found.xmp.values.get("dc:subject", ()), *found.iptc.values.get("Keywords", ()), *windows.split(";")]


def _raw_tags(found: _Sources) -> Iterator[RawTag]:
    yield from exif_raw_tags(found.exif)
    for copy, exif in enumerate(found.more_exif, start=2):
        yield from exif_raw_tags(exif, copy=copy)
    for name, texts in found.iptc.values.items():
        yield "IPTC", name, "; ".join(texts)
    yield from found.tags
    for packet in (found.xmp, *found.more_xmp):
        for name, texts in packet.values.items():
            yield "XMP", name, "; ".join(texts)
        if packet.packet:
            yield "XMP", "packet", packet.packet
