"""Reads the dates that files carry: as written, with precision, and never a zone that is not written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from evidence_board.model.examination import ExaminedMoment, Problem, ProblemCode, clean_text

__all__ = ["UnreadableDateError", "WrittenTime", "captured_moment", "parse_offset", "parse_written"]

FIRST_PHOTOGRAPH: Final = 1826
FIRST_DIGITAL: Final = 1990
_MAX_RAW: Final = 200
_MAX_SHOWN: Final = 40
_MAX_OFFSET_MIN: Final = 15 * 60
# No zone is more than 14 hours ahead of UTC; the rest is room for a computer clock that is slow.
_FUTURE_MARGIN: Final = timedelta(hours=26)

_DATE: Final = re.compile(
    r"(?P<year>\d{4})"
    r"(?:[-:/. ](?P<month>\d{1,2}|  )(?:[-:/. ](?P<day>\d{1,2}|  ))?)?"
    r"(?:[T ]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}(?![\d]))(?:[.,](?P<fraction>\d{1,12}))?)?"
    r"\s*(?P<offset>Z|(?:UTC|GMT)?(?:[+-]\d{1,2}(?::?\d{2})?)?)?)?"
)
_CLOCK: Final = re.compile(r"[T ](\d{1,2}):(\d{2})(?::(\d{2}))?")
_OFFSET: Final = re.compile(r"(?P<sign>[+-])(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?")
_UNSET_YEARS: Final = ("0000",)


class UnreadableDateError(ValueError):
    """A text stands where a date should, but it is none."""


@dataclass(frozen=True, slots=True)
class WrittenTime:
    """A date as written.

    Attributes:
        clock: The written clock time without zone; the start of the day, month or year when coarser.
        precision: 'second', 'minute', 'day', 'month' or 'year'.
        offset_min: Minutes ahead of UTC, when the text itself says so.
    """

    clock: datetime
    precision: str
    offset_min: int | None

    @property
    def local_iso(self) -> str:
        """ISO 8601 text cut to the precision."""
        if self.precision == "second":
            return self.clock.isoformat(timespec="auto")
        if self.precision == "minute":
            return self.clock.isoformat(timespec="minutes")
        return self.clock.date().isoformat()[: {"day": 10, "month": 7, "year": 4}[self.precision]]


def parse_written(untrusted_text: str) -> WrittenTime | None:
    """Read a date of EXIF ('2015:09:03 17:20:17'), XMP (ISO 8601, also '2015-09') or a container.

    Parts that are blank or 00 are unknown and make the date coarser. A time of day that no clock shows (hour
    24 of some phones, second 70 of some programs) leaves the day. A leap second leaves the minute.

    Returns:
        The date, or None when the text says that there is none (blank, all zeros).

    Raises:
        UnreadableDateError: The text is not a date, or no calendar has that day.
    """
    text = untrusted_text[:_MAX_RAW].strip("\0 \t\r\n")
    if not re.search(r"[^\s:./\-0TZ+]", text) or text[:4] in _UNSET_YEARS:
        return None
    # EXIF leaves unknown parts blank: '2015:09:     :  :  ' is a month.
    match = _DATE.fullmatch(text.rstrip(" :"))
    if match is None:
        raise UnreadableDateError(text)
    year = int(match["year"])
    month, day = int((match["month"] or "").strip() or 0), int((match["day"] or "").strip() or 0)
    if year < FIRST_PHOTOGRAPH:
        raise UnreadableDateError(text)
    hour, minute, second = (int(match[part] or 0) for part in ("hour", "minute", "second"))
    if not month or not day:
        precision = "month" if month else "year"
        hour = minute = second = 0
    elif match["hour"] is None or _is_impossible(hour, minute, second):
        precision, hour, minute, second = "day", 0, 0, 0
    elif match["second"] is None or second == 60:
        precision, second = "minute", 0
    else:
        precision = "second"
    micro = int((match["fraction"] or "").ljust(6, "0")[:6]) if precision == "second" else 0
    try:
        clock = datetime(year, month or 1, day or 1, hour, minute, second, micro)
    except ValueError as error:
        raise UnreadableDateError(text) from error
    offset = parse_offset(match["offset"]) if match["offset"] and precision in ("second", "minute") else None
    return WrittenTime(clock, precision, offset)


def parse_offset(untrusted_text: str) -> int | None:
    """Return minutes ahead of UTC for '+03:00', '+0300', 'GMT+3', 'Z' or 'UTC'; None when it is no offset."""
    text = untrusted_text.strip("\0 ")
    if text in ("Z", "UTC", "GMT"):
        return 0
    match = _OFFSET.fullmatch(text.removeprefix("UTC").removeprefix("GMT"))
    if match is None:
        return None
    hours, minutes = int(match["hours"]), int(match["minutes"] or 0)
    total = hours * 60 + minutes
    if minutes > 59 or total > _MAX_OFFSET_MIN:
        return None
    return -total if match["sign"] == "-" else total


def captured_moment(
    untrusted_text: str,
    *,
    source: str,
    now: datetime,
    subsec: str = "",
    offset: str = "",
    offset_source: str = "",
) -> tuple[ExaminedMoment | None, tuple[Problem, ...]]:
    """Make the moment a file claims to have been taken at.

    Args:
        untrusted_text: The date as written.
        source: The field it came from, as people know it ('exif DateTimeOriginal').
        now: The present, aware; what lies after it is in the future.
        subsec: Digits of a separate field with fractions of a second.
        offset: A separate field with the zone; the zone inside the text goes first.
        offset_source: The name of that field.

    Returns:
        The moment, or None when there is no usable date; and what is wrong with it. A date in the future
        is never a moment: the camera's clock was wrong. A field of blanks or zeros says that the clock was
        not set; an empty field says nothing.
    """
    raw = clean_text(untrusted_text.strip("\0 "), limit=_MAX_RAW)
    try:
        written = parse_written(untrusted_text)
    except UnreadableDateError:
        return None, (Problem(ProblemCode.DATE_UNREADABLE, raw[:_MAX_SHOWN]),)
    if written is None:
        return None, (Problem(ProblemCode.DATE_UNSET, raw[:_MAX_SHOWN]),) if raw.strip() else ()
    clock, minutes, zone_source = written.clock, written.offset_min, source
    if minutes is None and offset and written.precision in ("second", "minute"):
        minutes, zone_source = parse_offset(offset), offset_source
    digits = re.match(r"\d{1,6}", subsec.strip("\0 "))
    if digits and written.precision == "second" and not clock.microsecond:
        clock = clock.replace(microsecond=int(digits[0].ljust(6, "0")))
    if clock.replace(tzinfo=UTC) > now + _FUTURE_MARGIN:
        return None, (Problem(ProblemCode.DATE_IN_FUTURE, str(clock.year)),)
    instant = None if minutes is None else clock - timedelta(minutes=minutes)
    whole = WrittenTime(clock, written.precision, minutes)
    moment = ExaminedMoment(
        role="captured",
        raw=raw,
        local_iso=whole.local_iso,
        utc_iso=None if instant is None else utc_text(instant, precision=written.precision),
        precision=written.precision,
        zone=None if minutes is None else offset_text(minutes),
        zone_source=None if minutes is None else zone_source,
        source=source,
    )
    return moment, _doubts(clock, raw=raw, text=untrusted_text)


def utc_text(instant: datetime, *, precision: str) -> str:
    """Return ISO 8601 in UTC ending in 'Z', to the minute or second."""
    return instant.replace(tzinfo=None).isoformat(timespec="minutes" if precision == "minute" else "auto") + "Z"


def offset_text(minutes: int) -> str:
    """Return an offset as '+03:00'."""
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02}:{rest:02}"


def _is_impossible(hour: int, minute: int, second: int) -> bool:
    return hour > 23 or minute > 59 or second > 60


def _doubts(clock: datetime, *, raw: str, text: str) -> tuple[Problem, ...]:
    before_cameras = clock.year < FIRST_DIGITAL
    # Many cameras start to count here when their battery was out.
    factory = (clock.year, clock.month, clock.day, clock.hour) == (2000, 1, 1, 0) and len(text.strip()) > 10
    match = _CLOCK.search(raw)
    lost = match is not None and _is_impossible(*(int(part or 0) for part in match.groups()))
    if lost:
        return (Problem(ProblemCode.TIME_OF_DAY_UNREADABLE, raw[:_MAX_SHOWN]),)
    if before_cameras or factory:
        return (Problem(ProblemCode.DATE_UNLIKELY, raw[:_MAX_SHOWN]),)
    return ()
