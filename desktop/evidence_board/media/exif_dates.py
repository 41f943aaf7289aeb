"""Weighs the dates of one picture: EXIF, XMP, IPTC, PNG and satellite time, and where they disagree."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from evidence_board.media.dates import captured_moment
from evidence_board.media.exif_fields import exif_moments
from evidence_board.media.exif_read import ExifDirectories
from evidence_board.media.gps import gps_stamp
from evidence_board.media.iptc import IptcRecords
from evidence_board.media.xmp import XmpProperties
from evidence_board.model.examination import ExaminedMoment, Problem, ProblemCode

__all__ = ["SATELLITE", "moment_clock", "weigh_dates"]

SATELLITE: Final = "GPS time stamp"
# Between clocks whose zones are unknown this much is honest; more is another day.
_OTHER_DAY: Final = timedelta(hours=26)
_FILE_MADE: Final = "xmp xmp:CreateDate"
_XMP_DATES: Final = ("exif:DateTimeOriginal", "photoshop:DateCreated", "xmp:CreateDate")


def weigh_dates(
    exif: ExifDirectories, *, xmp: XmpProperties, iptc: IptcRecords, png_text: str | None, now: datetime
) -> tuple[list[ExaminedMoment], list[Problem]]:
    """Weigh the dates: EXIF capture, else XMP, else IPTC, else PNG, else the satellite, else the last change.

    Args:
        exif: The first EXIF block.
        xmp: The first XMP packet.
        iptc: The IPTC records.
        png_text: The PNG text 'Creation Time'.
        now: The present, aware.

    Returns:
        The moments of capture, the best first, and what is wrong with the dates.
    """
    moments, problems, changed = exif_moments(exif, now=now)
    others: list[ExaminedMoment] = []
    for text, source in _other_dates(xmp, iptc, png_text):
        moment, wrong = captured_moment(text, source=source, now=now)
        if moment is not None:
            others.append(moment)
        elif not moments:
            problems += [each for each in wrong if each not in problems]
    # A blank or zero field is worth a complaint only while nothing else says when.
    said = [each for each in problems if each.code is not ProblemCode.DATE_UNSET]
    if moments:
        return moments, said + _disagreement(moments[0], others)
    if others:
        return others[:1], said
    stamp, clock = gps_stamp(exif.gps)
    if stamp is not None and clock is not None:
        moment, wrong = captured_moment(stamp, source=SATELLITE, now=now)
        if moment is not None:
            return [moment], said + list(wrong)
        problems += wrong
        said += wrong
    # A date that exists but is refused must not be replaced by a worse one.
    if changed is not None and not said:
        return [changed], []
    return [], _once(problems)


def _once(problems: list[Problem]) -> list[Problem]:
    """Leave out further fields that are unset: one card says it all."""
    unset = [each for each in problems if each.code is ProblemCode.DATE_UNSET]
    return [each for each in problems if each not in unset[1:]]


def _other_dates(xmp: XmpProperties, iptc: IptcRecords, png_text: str | None) -> Iterator[tuple[str, str]]:
    for name in _XMP_DATES:
        if text := xmp.first(name):
            yield text, f"xmp {name}"
    for date_name, time_name in (
        ("DateCreated", "TimeCreated"),
        ("DigitalCreationDate", "DigitalCreationTime"),
    ):
        if text := _iptc_date(iptc.first(date_name), iptc.first(time_name)):
            yield text, f"iptc {date_name}"
    if png_text:
        yield png_text, "png Creation Time"


def _iptc_date(date: str | None, time: str | None) -> str | None:
    """Join IPTC's CCYYMMDD and HHMMSS±HHMM; without a time the day stays a day."""
    if not date:
        return None
    digits = date.strip()
    if len(digits) != 8 or not digits.isdigit():
        return digits
    text = f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
    clock = (time or "").strip()
    if len(clock) >= 6 and clock[:6].isdigit():
        text += f"T{clock[:2]}:{clock[2:4]}:{clock[4:6]}{clock[6:]}"
    return text


def _disagreement(first: ExaminedMoment, others: list[ExaminedMoment]) -> list[Problem]:
    """Compare the date of the camera with the one that a program wrote beside it.

    xmp:CreateDate is left out: it is when the file was made, which for a scan or an edit is another day.
    """
    own = moment_clock(first)
    for other in others:
        if other.source == _FILE_MADE:
            continue
        theirs = moment_clock(other)
        coarse = other.precision in ("month", "year") or first.precision in ("month", "year")
        if own is not None and theirs is not None and not coarse and abs(own - theirs) > _OTHER_DAY:
            return [Problem(ProblemCode.DATES_DISAGREE, f"{own:%Y-%m-%d} and {theirs:%Y-%m-%d} ({other.source})")]
    return []


def moment_clock(moment: ExaminedMoment) -> datetime | None:
    """Return a moment as naive datetime: UTC when known, else the written clock; None when coarser than a day."""
    text = (moment.utc_iso or moment.local_iso or "").removesuffix("Z")
    return datetime.fromisoformat(text) if len(text) >= 10 else None
