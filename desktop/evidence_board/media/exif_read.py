"""Reads the directories of an EXIF block with Pillow, within a budget."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from PIL import ExifTags
from PIL.Image import Exif

from evidence_board.media.exif_guard import GuardedBlock, Hidden, survey_block

__all__ = ["DIRECTORY_GROUPS", "ExifDirectories", "read_exif", "tag_name"]

EXIF_HEADER: Final = b"Exif\0\0"
DIRECTORY_GROUPS: Final = {
    "image": "EXIF",
    "exif": "EXIF",
    "gps": "GPS",
    "interop": "Interop",
    "thumbnail": "Thumbnail",
}
_INTEROP_NAMES: Final = {
    1: "InteropIndex",
    2: "InteropVersion",
    0x1000: "RelatedImageFileFormat",
    0x1001: "RelatedImageWidth",
    0x1002: "RelatedImageHeight",
}
# Names that exiftool and the standards use and Pillow's table lacks or spells in its own way.
_MORE_NAMES: Final = {
    700: "XMP",
    33723: "IPTC",
    34377: "PhotoshopSettings",
    0x882A: "TimeZoneOffset",
    0x9290: "SubSecTime",
    0x9291: "SubSecTimeOriginal",
    0x9292: "SubSecTimeDigitized",
}


@dataclass(frozen=True, slots=True)
class ExifDirectories:
    """What one EXIF block holds, as Pillow's values: tag number to text, bytes, number, rational or tuple.

    Attributes:
        little_endian: Byte order of the block.
        image: The first directory (IFD0).
        exif: The Exif directory.
        gps: The GPS directory.
        interop: The interoperability directory.
        thumbnail: The directory of the small embedded picture (IFD1).
        hidden: Entries too long to read.
        faults: What could not be read, in words, for a problem's detail.
    """

    little_endian: bool = True
    image: Mapping[int, object] = field(default_factory=dict)
    exif: Mapping[int, object] = field(default_factory=dict)
    gps: Mapping[int, object] = field(default_factory=dict)
    interop: Mapping[int, object] = field(default_factory=dict)
    thumbnail: Mapping[int, object] = field(default_factory=dict)
    hidden: tuple[Hidden, ...] = ()
    faults: tuple[str, ...] = ()

    def named(self) -> Mapping[str, Mapping[int, object]]:
        """Return the directories by name, in the order they are shown."""
        return {
            "image": self.image,
            "exif": self.exif,
            "gps": self.gps,
            "interop": self.interop,
            "thumbnail": self.thumbnail,
        }


def read_exif(untrusted_block: bytes) -> ExifDirectories:
    """Read an EXIF block (with or without the 'Exif' header) or a whole TIFF file. Never raises."""
    block = untrusted_block
    for _ in range(2):  # HEIC files and some editors write the header twice
        block = block.removeprefix(EXIF_HEADER)
    try:
        survey = survey_block(block)
    except ValueError as error:
        return ExifDirectories(faults=(str(error),))
    faults = [f"{name}: {tag_name(name, tag)}" for name, tag in survey.damaged[:20]]
    faults += [f"{name}: the directory is not whole" for name in survey.cut]
    found: dict[str, Mapping[int, object]] = {}
    view = GuardedBlock(block, patches=survey.patches)
    exif = Exif()
    exif.endian = "<" if survey.little_endian else ">"
    exif.bigtiff = survey.big_tiff
    readers = {
        "image": lambda: {tag: exif[tag] for tag in list(exif)},
        "exif": lambda: exif.get_ifd(ExifTags.IFD.Exif),
        "gps": lambda: exif.get_ifd(ExifTags.IFD.GPSInfo),
        "interop": lambda: exif.get_ifd(ExifTags.IFD.Interop),
        "thumbnail": lambda: exif.get_ifd(ExifTags.IFD.IFD1),
    }
    with warnings.catch_warnings():
        # The survey has already named every entry that Pillow would warn about.
        warnings.simplefilter("ignore")
        for name in survey.directories:
            view.use(name)
            try:
                if name == "image":
                    exif.load_from_fp(view, survey.first)
                found[name] = dict(readers[name]() or {})
            except Exception as error:  # Pillow promises no set of exceptions for hostile directories
                faults.append(f"{name}: {type(error).__name__}")
    return ExifDirectories(
        little_endian=survey.little_endian, hidden=tuple(survey.hidden), faults=tuple(faults), **found
    )


def tag_name(directory: str, tag: int) -> str:
    """Return the standard name of a tag, or its number in hexadecimal."""
    if directory == "gps":
        known = ExifTags.GPSTAGS.get(tag)
    elif directory == "interop":
        known = _INTEROP_NAMES.get(tag)
    else:
        known = _MORE_NAMES.get(tag) or ExifTags.TAGS.get(tag)
    return known or f"0x{tag:04x}"
