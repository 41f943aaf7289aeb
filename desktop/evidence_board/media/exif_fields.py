"""What the directories of an EXIF block say about the camera, the words and the dates, and their raw tags."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from evidence_board.media.dates import captured_moment
from evidence_board.media.exif_read import DIRECTORY_GROUPS, ExifDirectories, tag_name
from evidence_board.media.exif_text import (
    as_number,
    decode_text,
    decode_user_comment,
    decode_xp,
    first_text,
    readable,
)
from evidence_board.model.examination import ExaminedMoment, Problem, ProblemCode, RawTag

__all__ = ["exif_moments", "exif_number", "exif_orientation", "exif_raw_tags", "exif_text"]

IMAGE_DESCRIPTION, MAKE, MODEL, ORIENTATION, DATE_TIME = 0x010E, 0x010F, 0x0110, 0x0112, 0x0132
DATE_ORIGINAL, DATE_DIGITIZED = 0x9003, 0x9004
OFFSET, OFFSET_ORIGINAL, OFFSET_DIGITIZED = 0x9010, 0x9011, 0x9012
SUBSEC, SUBSEC_ORIGINAL, SUBSEC_DIGITIZED = 0x9290, 0x9291, 0x9292
TIME_ZONE_OFFSET: Final = 0x882A
FOCAL_LENGTH, FOCAL_LENGTH_35MM = 0x920A, 0xA405
BODY_SERIAL, LENS_MODEL, CAMERA_SERIAL = 0xA431, 0xA434, 0xC62F
MAKER_NOTE, USER_COMMENT = 0x927C, 0x9286
XP_TITLE, XP_COMMENT, XP_AUTHOR, XP_KEYWORDS, XP_SUBJECT = range(0x9C9B, 0x9CA0)
_XP: Final = range(XP_TITLE, XP_SUBJECT + 1)
# Read on their own, or pointers to other directories.
_NOT_SHOWN: Final = (0x8769, 0x8825, 0xA005, 700, 33723, 34377)
_HEAD_BYTES: Final = 16

# Texts that cameras write into ImageDescription by themselves.
_EMPTY_WORDS: Final = (
    "olympus digital camera",
    "sony dsc",
    "digital camera",
    "digitalkamera",
    "minolta digital camera",
    "samsung",
    "default",
    "untitled",
    "jpeg",
)
_ORIENTATIONS: Final = {
    1: "as stored",
    2: "mirrored",
    3: "turned 180",
    4: "mirrored, turned 180",
    5: "mirrored, turned 270 clockwise",
    6: "turned 90 clockwise",
    7: "mirrored, turned 90 clockwise",
    8: "turned 270 clockwise",
}
_GPS_WORDS: Final = {
    (16, "T"): "T (true north)",
    (16, "M"): "M (magnetic north)",
    (14, "T"): "T (true north)",
    (14, "M"): "M (magnetic north)",
    (9, "A"): "A (measuring)",
    (9, "V"): "V (no fix)",
    (5, "0"): "0 (above sea level)",
    (5, "1"): "1 (below sea level)",
}


def exif_text(found: ExifDirectories, tag: int) -> str | None:
    """Return a text of the first or the Exif directory, or None when it is blank or says nothing."""
    value = found.image.get(tag, found.exif.get(tag))
    if tag in _XP:
        text = decode_xp(_as_bytes(value))
    elif tag == USER_COMMENT:
        text = decode_user_comment(_as_bytes(value), little_endian=found.little_endian)
    else:
        text = first_text(value) or ""
    text = text.strip()
    empty = not text or (tag == IMAGE_DESCRIPTION and text.lower() in _EMPTY_WORDS)
    return None if empty else text


def exif_number(found: ExifDirectories, tag: int) -> float | None:
    """Return a positive number, or None: zero means unknown in the fields this is used for."""
    number = as_number(found.exif.get(tag, found.image.get(tag)))
    return number if number is not None and number > 0 else None


def exif_orientation(found: ExifDirectories) -> tuple[int | None, tuple[Problem, ...]]:
    """Return the orientation tag, 1 to 8; 0 means unknown, anything else is a problem."""
    value = found.image.get(ORIENTATION)
    if value is None or value == 0:
        return None, ()
    number = as_number(value)
    if number is not None and number in _ORIENTATIONS:
        return int(number), ()
    return None, (Problem(ProblemCode.ORIENTATION_UNREADABLE, readable(value)[:60]),)


def exif_moments(
    found: ExifDirectories, *, now: datetime
) -> tuple[list[ExaminedMoment], list[Problem], ExaminedMoment | None]:
    """Read the dates of a block.

    Returns:
        The moments of capture (DateTimeOriginal, then DateTimeDigitized when it differs), the problems, and
        apart from them the moment of the last change, which is used only when nothing else is known.
    """
    moments: list[ExaminedMoment] = []
    problems: list[Problem] = []
    fields = (
        (DATE_ORIGINAL, SUBSEC_ORIGINAL, OFFSET_ORIGINAL, "exif DateTimeOriginal"),
        (DATE_DIGITIZED, SUBSEC_DIGITIZED, OFFSET_DIGITIZED, "exif DateTimeDigitized"),
    )
    for tag, subsec, offset, source in fields:
        moment, wrong = _moment(found, tag, subsec=subsec, offset=offset, source=source, now=now)
        problems += [each for each in wrong if each not in problems]
        if moment is not None and not any(_same_instant(moment, other) for other in moments):
            moments.append(moment)
    changed, wrong = _moment(
        found, DATE_TIME, subsec=SUBSEC, offset=OFFSET, source="exif DateTime (last change)", now=now
    )
    if not moments and not problems:
        problems += wrong
    return moments, problems, changed


def exif_raw_tags(found: ExifDirectories, *, copy: int = 1) -> Iterator[RawTag]:
    """Yield every tag as (group, standard name, readable value).

    Args:
        found: The directories.
        copy: 2 and more for further blocks in the same file; it is added to the group.
    """
    suffix = "" if copy == 1 else f" {copy}"
    for name, directory in found.named().items():
        for tag, value in directory.items():
            if tag not in _NOT_SHOWN:
                yield DIRECTORY_GROUPS[name] + suffix, tag_name(name, tag), _shown(found, name, tag, value)
    for hidden in found.hidden:
        text = f"{hidden.count} values, {hidden.size} bytes, begins {hidden.head.hex()}"
        yield DIRECTORY_GROUPS[hidden.directory] + suffix, tag_name(hidden.directory, hidden.tag), text


def _shown(found: ExifDirectories, directory: str, tag: int, value: object) -> str:
    name = tag_name(directory, tag)
    if directory == "gps":
        plain = "0" if value == b"\0" else "1" if value == b"\1" else readable(value, name=name)
        if tag in (27, 28):  # GPSProcessingMethod, GPSAreaInformation: charset first, as in UserComment
            return decode_user_comment(_as_bytes(value), little_endian=found.little_endian)
        return _GPS_WORDS.get((tag, plain), plain)
    if tag == MAKER_NOTE:
        note = _as_bytes(value)
        return f"{len(note)} bytes, begins {note[:_HEAD_BYTES].hex()}"
    if tag == USER_COMMENT:
        return decode_user_comment(_as_bytes(value), little_endian=found.little_endian)
    if tag in _XP:
        return decode_xp(_as_bytes(value))
    if tag == ORIENTATION and isinstance(value, int) and value in _ORIENTATIONS:
        return f"{value} ({_ORIENTATIONS[value]})"
    return readable(value, name=name)


def _moment(
    found: ExifDirectories, tag: int, *, subsec: int, offset: int, source: str, now: datetime
) -> tuple[ExaminedMoment | None, tuple[Problem, ...]]:
    directory = found.image if tag == DATE_TIME else found.exif
    # Some writers put the Exif dates into the first directory.
    value = directory.get(tag, found.image.get(tag))
    written = first_text(value)
    if written is None:
        return None, ()
    # OffsetTime is the zone of DateTime. It speaks for the other dates only while DateTime is still the
    # moment of capture: an editor in another country writes its own zone here.
    unedited = first_text(found.image.get(DATE_TIME)) in (None, written)
    tags = (offset, OFFSET) if unedited and offset != OFFSET else (offset,)
    zone = ((first_text(found.exif.get(each)), tag_name("exif", each)) for each in tags)
    text, name = next(((text, name) for text, name in zone if text), ("", ""))
    if not text:
        text, name = _zone_of_old_cameras(found, tag == DATE_TIME), "TimeZoneOffset"
    return captured_moment(
        written,
        source=source,
        now=now,
        subsec=first_text(found.exif.get(subsec)) or "",
        offset=text,
        offset_source=name,
    )


def _zone_of_old_cameras(found: ExifDirectories, last_change: bool) -> str:
    """Read TimeZoneOffset (TIFF/EP): whole hours for DateTimeOriginal, then for DateTime."""
    value = found.exif.get(TIME_ZONE_OFFSET, found.image.get(TIME_ZONE_OFFSET))
    hours = value if isinstance(value, tuple) else (value,)
    index = 1 if last_change else 0
    if index >= len(hours) or not isinstance(hours[index], int) or abs(hours[index]) > 14:
        return ""
    return f"{hours[index]:+03d}:00"


def _same_instant(moment: ExaminedMoment, other: ExaminedMoment) -> bool:
    """Tell whether two fields say the same second; fractions and a missing zone make no second date."""
    same_clock = (moment.local_iso or "")[:19] == (other.local_iso or "")[:19]
    return same_clock and (moment.zone == other.zone or moment.zone is None)


def _as_bytes(value: object) -> bytes:
    if isinstance(value, bytes):
        return value
    if isinstance(value, str):
        return value.encode("latin-1", "replace")
    if isinstance(value, tuple) and all(isinstance(each, int) and 0 <= each < 256 for each in value):
        return bytes(value)
    return decode_text(b"").encode() if value is None else readable(value).encode()
