"""Everything a worker process may say about one file.

The worker read bytes that may be hostile and may itself have been taken over by them. So what crosses back is
flat (text, numbers, lists), and `Examination.from_flat` believes nothing: unknown keys, wrong types, values
out of range, over-long texts and characters that a database cannot hold are refused.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any, Final

from evidence_board.model.file_problems import (
    MAX_DETAIL,
    PROBLEM_WORDS,
    Problem,
    ProblemAction,
    ProblemCode,
    ProblemWords,
)
from evidence_board.model.fingerprints import Fingerprint, read_fingerprint
from evidence_board.model.flat_reading import FlatReader, UntrustedReplyError, clean_text

__all__ = [
    "MAX_RAW_TAGS",
    "MAX_RAW_TOTAL",
    "MAX_RAW_VALUE",
    "PROBLEM_WORDS",
    "Examination",
    "ExaminedGeotag",
    "ExaminedMoment",
    "Problem",
    "ProblemAction",
    "ProblemCode",
    "ProblemWords",
    "RawTag",
    "UntrustedReplyError",
    "clean_text",
    "fit_raw_tags",
]

KINDS: Final = ("photo", "video", "file")
STATES: Final = ("ok", "partial", "unreadable")
MOMENT_ROLES: Final = ("captured",)
PRECISIONS: Final = ("second", "minute", "hour", "day", "month", "year")
GEOTAG_SOURCES: Final = ("device_exif", "device_video")

MAX_SIDE: Final = 1_000_000
MAX_SHORT: Final = 1_000
MAX_TEXT: Final = 64 * 1024
MAX_MOMENTS: Final = 64
MAX_GEOTAGS: Final = 64
MAX_KEYWORDS: Final = 500
MAX_PROBLEMS: Final = 64
MAX_RAW_TAGS: Final = 5_000
MAX_RAW_VALUE: Final = 64 * 1024
MAX_RAW_TOTAL: Final = 4 * 1024 * 1024
MAX_DURATION_S: Final = 10 * 366 * 86_400.0

_LOCAL_ISO: Final = re.compile(r"\d{4}(-\d{2}(-\d{2}(T\d{2}(:\d{2}(:\d{2}(\.\d{1,6})?)?)?)?)?)?")
_UTC_ISO: Final = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?Z)?")
_MEDIA_TYPE: Final = re.compile(r"[a-z0-9][a-z0-9.+-]{0,60}/[a-z0-9][a-z0-9.+-]{0,60}")
_ZONE: Final = re.compile(r"[A-Za-z0-9_+\-/:]{1,64}")

RawTag = tuple[str, str, str]
"""One metadata tag as written: group ('EXIF', 'GPS', 'XMP', 'IPTC', 'container' ...), name, value."""


@dataclass(frozen=True, slots=True)
class ExaminedMoment:
    """A time that the file itself claims.

    Attributes:
        role: What the time means; only 'captured' comes from a file.
        raw: The text exactly as written in the file.
        local_iso: The clock as written, without zone: 'YYYY-MM-DDTHH:MM:SS[.ffffff]' or a shorter prefix
            ('YYYY-MM-DD', 'YYYY') when `precision` is coarser. None when only UTC is known.
        utc_iso: The same instant in UTC, ending in 'Z'; None while the zone is unknown.
        precision: One of second, minute, hour, day, month, year.
        zone: Offset ('+03:00') or zone name; None when unknown.
        zone_source: Where the zone came from ('OffsetTimeOriginal', 'container is UTC' ...).
        source: Which field, for example 'exif DateTimeOriginal'.
    """

    role: str
    raw: str
    local_iso: str | None
    utc_iso: str | None
    precision: str
    zone: str | None
    zone_source: str | None
    source: str


@dataclass(frozen=True, slots=True)
class ExaminedGeotag:
    """A position that the file itself claims, WGS 84.

    Attributes:
        latitude: Degrees, -90 to 90, north positive.
        longitude: Degrees, -180 to 180, east positive.
        altitude_m: Metres above sea level.
        bearing_deg: Direction of the camera, degrees clockwise from north, 0 to below 360.
        dop: Dilution of precision as written.
        radius_m: Horizontal error in metres, when the file says so.
        stamp_utc: The satellite time, 'YYYY-MM-DDTHH:MM:SSZ' (or the date alone).
        source: 'device_exif' or 'device_video'.
        raw: The values as written.
    """

    latitude: float
    longitude: float
    altitude_m: float | None
    bearing_deg: float | None
    dop: float | None
    radius_m: float | None
    stamp_utc: str | None
    source: str
    raw: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """What a worker found in one file.

    Attributes:
        media_type: MIME type by the bytes, never by the name.
        kind: 'photo', 'video' or 'file'.
        state: 'ok', 'partial' (some pixels are missing) or 'unreadable' (a picture or video without pixels).
        width: Pixels of the upright picture.
        height: Pixels of the upright picture.
        duration_s: Seconds, for a video.
        orientation: The EXIF orientation or rotation as written, for information; it is already applied to
            `width`, `height` and the thumbnail.
        tags: Keywords written in the file.
        raw_tags: Every metadata tag as written: (group, name, value).
        fingerprint: What the thumbnail looks like, when there is one.
    """

    media_type: str
    kind: str
    state: str
    width: int | None = None
    height: int | None = None
    duration_s: float | None = None
    orientation: int | None = None
    camera_make: str | None = None
    camera_model: str | None = None
    camera_serial: str | None = None
    lens: str | None = None
    focal_length_mm: float | None = None
    focal_length_35mm: float | None = None
    moments: tuple[ExaminedMoment, ...] = ()
    geotags: tuple[ExaminedGeotag, ...] = ()
    title: str | None = None
    caption: str | None = None
    tags: tuple[str, ...] = ()
    raw_tags: tuple[RawTag, ...] = ()
    problems: tuple[Problem, ...] = ()
    fingerprint: Fingerprint | None = None

    def to_flat(self) -> dict[str, Any]:
        """Return JSON-able values: what `from_flat` reads."""
        flat: dict[str, Any] = {each.name: getattr(self, each.name) for each in fields(self)}
        flat["moments"] = [_flat(moment) for moment in self.moments]
        flat["geotags"] = [_flat(geotag) for geotag in self.geotags]
        flat["tags"] = list(self.tags)
        flat["raw_tags"] = [list(tag) for tag in self.raw_tags]
        flat["fingerprint"] = None if self.fingerprint is None else list(self.fingerprint)
        flat["problems"] = [{"code": str(each.code), "detail": each.detail} for each in self.problems]
        return flat

    @classmethod
    def from_flat(cls, untrusted: Mapping[str, Any]) -> Examination:
        """Read what a worker sent, believing nothing.

        Raises:
            UntrustedReplyError: Anything is missing, unknown, of a wrong type, too long or out of range.
        """
        read = FlatReader(untrusted, names=[each.name for each in fields(cls)])
        media_type = read.text("media_type", limit=130, pattern=_MEDIA_TYPE)
        return cls(
            media_type=media_type,
            kind=read.choice("kind", KINDS),
            state=read.choice("state", STATES),
            width=read.whole_or_none("width", low=1, high=MAX_SIDE),
            height=read.whole_or_none("height", low=1, high=MAX_SIDE),
            duration_s=read.number_or_none("duration_s", low=0.0, high=MAX_DURATION_S),
            orientation=read.whole_or_none("orientation", low=-(2**31), high=2**32),
            camera_make=read.text_or_none("camera_make", limit=MAX_SHORT),
            camera_model=read.text_or_none("camera_model", limit=MAX_SHORT),
            camera_serial=read.text_or_none("camera_serial", limit=MAX_SHORT),
            lens=read.text_or_none("lens", limit=MAX_SHORT),
            focal_length_mm=read.number_or_none("focal_length_mm", low=0.0, high=1e6),
            focal_length_35mm=read.number_or_none("focal_length_35mm", low=0.0, high=1e6),
            moments=tuple(_moment(each) for each in read.rows("moments", limit=MAX_MOMENTS)),
            geotags=tuple(_geotag(each) for each in read.rows("geotags", limit=MAX_GEOTAGS)),
            title=read.text_or_none("title", limit=MAX_TEXT),
            caption=read.text_or_none("caption", limit=MAX_TEXT),
            tags=read.texts("tags", limit=MAX_KEYWORDS, each=MAX_SHORT),
            raw_tags=_raw_tags(read),
            problems=tuple(_problem(each) for each in read.rows("problems", limit=MAX_PROBLEMS)),
            fingerprint=_fingerprint(read, untrusted["fingerprint"]),
        )


def fit_raw_tags(raw_tags: Iterable[RawTag]) -> tuple[tuple[RawTag, ...], bool]:
    """Clean tags and cut them to what `from_flat` accepts.

    Returns:
        The tags, and whether anything was left out (then report `ProblemCode.METADATA_SHORTENED`).
    """
    kept: list[RawTag] = []
    total, shortened = 0, False
    for group, name, value in raw_tags:
        if len(kept) >= MAX_RAW_TAGS:
            return tuple(kept), True
        tag = (
            clean_text(group, limit=MAX_SHORT),
            clean_text(name, limit=MAX_SHORT),
            clean_text(value, limit=MAX_RAW_VALUE),
        )
        shortened = shortened or len(value) > MAX_RAW_VALUE
        total += sum(map(len, tag))
        if total > MAX_RAW_TOTAL:
            return tuple(kept), True
        kept.append(tag)
    return tuple(kept), shortened


def _flat(row: ExaminedMoment | ExaminedGeotag) -> dict[str, Any]:
    return {each.name: getattr(row, each.name) for each in fields(row)}


def _moment(untrusted: object) -> ExaminedMoment:
    read = FlatReader(untrusted, names=[each.name for each in fields(ExaminedMoment)])
    local_iso = read.text_or_none("local_iso", limit=32, pattern=_LOCAL_ISO)
    utc_iso = read.text_or_none("utc_iso", limit=32, pattern=_UTC_ISO)
    for iso in (local_iso, utc_iso):
        _check_calendar(iso)
    return ExaminedMoment(
        role=read.choice("role", MOMENT_ROLES),
        raw=read.text("raw", limit=MAX_SHORT),
        local_iso=local_iso,
        utc_iso=utc_iso,
        precision=read.choice("precision", PRECISIONS),
        zone=read.text_or_none("zone", limit=64, pattern=_ZONE),
        zone_source=read.text_or_none("zone_source", limit=100),
        source=read.text("source", limit=200),
    )


def _geotag(untrusted: object) -> ExaminedGeotag:
    read = FlatReader(untrusted, names=[each.name for each in fields(ExaminedGeotag)])
    stamp_utc = read.text_or_none("stamp_utc", limit=32, pattern=_UTC_ISO)
    _check_calendar(stamp_utc)
    return ExaminedGeotag(
        latitude=read.number("latitude", low=-90.0, high=90.0),
        longitude=read.number("longitude", low=-180.0, high=180.0),
        altitude_m=read.number_or_none("altitude_m", low=-20_000.0, high=1e6),
        bearing_deg=read.number_or_none("bearing_deg", low=0.0, high=360.0),
        dop=read.number_or_none("dop", low=0.0, high=1e9),
        radius_m=read.number_or_none("radius_m", low=0.0, high=2.1e7),
        stamp_utc=stamp_utc,
        source=read.choice("source", GEOTAG_SOURCES),
        raw=read.text("raw", limit=MAX_SHORT),
    )


def _fingerprint(read: FlatReader, untrusted: object) -> Fingerprint | None:
    return None if untrusted is None else read_fingerprint(read.rows("fingerprint", limit=4))


def _problem(untrusted: object) -> Problem:
    read = FlatReader(untrusted, names=["code", "detail"])
    code = ProblemCode(read.choice("code", tuple(ProblemCode)))
    return Problem(code, read.text("detail", limit=MAX_DETAIL))


def _raw_tags(read: FlatReader) -> tuple[RawTag, ...]:
    kept: list[RawTag] = []
    total = 0
    for row in read.rows("raw_tags", limit=MAX_RAW_TAGS):
        if not isinstance(row, list | tuple) or len(row) != 3:
            raise UntrustedReplyError("raw_tags: a tag is not group, name and value")
        named = FlatReader(dict(zip(("group", "name", "value"), row, strict=True)))
        group, name = named.text("group", limit=MAX_SHORT), named.text("name", limit=MAX_SHORT)
        value = named.text("value", limit=MAX_RAW_VALUE)
        total += len(group) + len(name) + len(value)
        if total > MAX_RAW_TOTAL:
            raise UntrustedReplyError("raw_tags: too much text in all")
        kept.append((group, name, value))
    return tuple(kept)


def _check_calendar(iso: str | None) -> None:
    """Refuse days and hours that no calendar has ('2015-02-30')."""
    if iso is None:
        return
    text = iso.removesuffix("Z")
    padded = text + "0001-01-01T00:00:00"[len(text) :] if len(text) < 19 else text
    try:
        dt.datetime.fromisoformat(padded)
    except ValueError as error:
        raise UntrustedReplyError(f"not a date: {iso}") from error
