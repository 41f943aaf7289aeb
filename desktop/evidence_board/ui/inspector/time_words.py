"""How the inspector writes of times: which one, who says so, how exactly, in which zone, off by how much."""

import re
from dataclasses import replace
from datetime import UTC, datetime, tzinfo

from evidence_board.case.clock_offsets import read_zone
from evidence_board.model.details import ItemDetail, MomentDetail
from evidence_board.model.errors import KnownError
from evidence_board.model.moments import Moment
from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.inspector.words import moment_words, zone_name, zone_words

__all__ = [
    "bound_choices",
    "camera_time",
    "clock_words",
    "exactness_words",
    "in_zone_words",
    "read_span",
    "span_text",
    "time_lines",
    "time_role_choices",
    "time_role_words",
    "time_source_choices",
    "time_source_words",
    "utc_words",
    "zone_label",
]

_SPAN = re.compile(
    r"(?:(\d+)\s*(?:d|days?|д))?\s*(?:(\d+)\s*(?:h|hours?|ч))?"
    r"\s*(?:(\d+)\s*(?:m|min|minutes?|м|мин))?\s*(?:(\d+)\s*(?:s|sec|seconds?|с))?",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(\d+):([0-5]\d)(?::([0-5]\d))?")
_FINE = ("second", "minute")


def time_role_choices() -> list[tuple[str, str]]:
    """Return (word of the case, words on screen) of the times that a file can have."""
    return [
        ("captured", tr("Taken")),
        ("published", tr("Posted")),
        ("first_seen", tr("First seen")),
        ("edited", tr("Edited")),
        ("event", tr("Happened")),
        ("collected", tr("Collected")),
    ]


def time_role_words(role: str) -> str:
    """Return which time it is."""
    return dict(time_role_choices()).get(role, role.replace("_", " "))


def time_source_choices() -> list[tuple[str, str]]:
    """Return the sources that a person can name."""
    return [
        ("analyst", tr("By hand")),
        ("post", tr("Shown by the post")),
        ("caption_text", tr("Caption")),
        ("archive", tr("Archive")),
        ("third_party", tr("Somebody else")),
    ]


def time_source_words(source: str) -> str:
    """Return who says when it was."""
    if source == "clock_offset":
        return tr("Corrected camera clock")
    kind, _, tag = source.partition(" ")
    if tag and kind in ("exif", "video"):
        words = tr("GPS clock") if "GPS" in tag else tr("Camera clock") if kind == "exif" else tr("Video file")
        return words
    return dict(time_source_choices()).get(source, source.replace("_", " "))


def bound_choices() -> list[tuple[str | None, str]]:
    """Return (``range``, ``before``, ``after`` or None, words) of the ways to say a time."""
    return [(None, tr("at")), ("range", tr("from, to")), ("before", tr("before")), ("after", tr("after"))]


def exactness_words(moment: Moment) -> str:
    """Return how exactly a time is known."""
    return {
        "second": tr("to the second"),
        "minute": tr("to the minute"),
        "hour": tr("to the hour"),
        "day": tr("to the day, the same in every zone"),
        "month": tr("to the month"),
        "year": tr("to the year"),
        "range": tr("between two times"),
        "before": tr("not later than this"),
        "after": tr("not earlier than this"),
    }.get(moment.precision, moment.precision)


def utc_words(moment: Moment) -> str:
    """Return a time in UTC; empty where that is not known, or where the time is written so."""
    return "" if moment.zone in ("+00:00", "Z", "UTC") else _converted(moment, UTC)


def in_zone_words(moment: Moment, zone: str | None) -> str:
    """Return a time in the zone that the case shows; empty without one, or where UTC is not known."""
    if not zone or zone == moment.zone:
        return ""
    try:
        return _converted(moment, read_zone(zone))
    except KnownError:
        # A case from elsewhere may name a zone that is not in the list of this computer.
        return ""


def zone_label(zone: str) -> str:
    """Return a short name of a zone, ``Damascus`` or ``UTC+3``."""
    return zone_name(zone).rsplit("/", 1)[-1].replace("_", " ")


def time_lines(detail: MomentDetail, *, display_zone: str | None) -> list[str]:
    """Return what is known of a time: UTC, the zone of the case, its own zone, how exact, as written, why."""
    moment, lines = detail.moment, []
    if utc := utc_words(moment):
        lines.append(tr("{time} in UTC", time=utc))
    if display_zone and (shown := in_zone_words(moment, display_zone)):
        lines.append(tr("{time} in {zone}", time=shown, zone=isolate(zone_label(display_zone))))
    if zone := zone_words(moment):
        lines.append(tr("Zone: {zone}", zone=zone))
    lines.append(tr("Known {how}", how=exactness_words(moment)))
    if detail.source != "analyst":
        tag = detail.source.partition(" ")[2]
        raw = f"{moment.raw} ({tag})" if tag else moment.raw
        lines.append(tr("As written: {text}", text=isolate(raw)))
    if detail.reason:
        lines.append(detail.reason)
    return lines


def read_span(text: str) -> float:
    """Return a span of time in seconds: ``3 h 5 min 2 s``, ``1 d``, ``3:05`` (hours, minutes) or ``0:05:02``.

    Raises:
        KnownError: it is no span of time.
    """
    plain = text.strip()
    clock = _CLOCK.fullmatch(plain)
    if clock:
        return int(clock[1]) * 3600.0 + int(clock[2]) * 60 + int(clock[3] or 0)
    found = _SPAN.fullmatch(plain)
    if plain and found:
        days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
        return days * 86_400.0 + hours * 3600 + minutes * 60 + seconds
    raise KnownError(f"“{plain}” is not a span of time.", do="Write it as 3 h 5 min 2 s, or 3:05:02.")


def span_text(seconds: float) -> str:
    """Return a span of time as it would be typed, ``3 h 5 min``."""
    whole = round(abs(seconds))
    parts = ((whole // 86_400, "d"), (whole // 3600 % 24, "h"), (whole // 60 % 60, "min"), (whole % 60, "s"))
    return " ".join(f"{value} {unit}" for value, unit in parts if value) or "0 s"


def clock_words(seconds: float) -> str:
    """Return how a camera's clock went, ``3 h behind``."""
    span = span_text(seconds)
    if not round(seconds):
        return tr("right")
    return tr("{span} behind", span=span) if seconds > 0 else tr("{span} ahead", span=span)


def camera_time(detail: ItemDetail | None) -> MomentDetail | None:
    """Return the first time that the clock of the camera wrote, not that of the satellites."""
    if detail is None:
        return None
    wrote = [
        one
        for one in detail.moments
        if one.role == "captured" and one.source.startswith(("exif ", "video ")) and "GPS" not in one.source
    ]
    return min(wrote, key=lambda one: one.id, default=None)


def _converted(moment: Moment, zone: tzinfo) -> str:
    if moment.utc is None or moment.grain not in _FINE:
        return ""
    until = moment.until_utc
    if moment.until_local is not None and until is None:
        return ""
    grain = moment.grain
    plain = replace(
        moment,
        local=_local(moment.utc, zone, grain),
        utc=None,
        zone=None,
        until_local=_local(until, zone, grain) if until is not None else None,
        until_utc=None,
    )
    return moment_words(plain)


def _local(utc: str, zone: tzinfo, grain: str) -> str:
    when = datetime.fromisoformat(utc.rstrip("Z")).replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None)
    return when.isoformat(timespec="minutes" if grain == "minute" else "auto")
