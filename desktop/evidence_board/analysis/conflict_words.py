"""How conflicts write times, spans, distances and positions: as short as they are read, never finer than known.

Everything of them that is words is a `Phrase`.
"""

import math
from datetime import datetime, timedelta

from evidence_board.model.conflict_facts import PositionFact, TimeFact
from evidence_board.model.phrases import Phrase

__all__ = [
    "clock_words",
    "distance_words",
    "number",
    "point_words",
    "position_in_sentence",
    "position_name",
    "round_up",
    "span_words",
    "time_words",
    "zone_name",
]

_EPOCH = datetime(1970, 1, 1)
_UNBROKEN = "\u00a0"
_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTHS = tuple(Phrase(name) for name in _NAMES)
#: Source of a position -> what it is called, and how it is called inside a sentence.
_SOURCES = {
    "device_exif": (Phrase("GPS"), Phrase("GPS")),
    "device_video": (Phrase("GPS of the video"), Phrase("GPS of the video")),
    "platform_tag": (Phrase("Platform tag"), Phrase("the platform tag")),
    "shared_location": (Phrase("Shared location"), Phrase("the shared location")),
    "takeout_inferred": (Phrase("Guess of a platform"), Phrase("the guess of a platform")),
    "track_match": (Phrase("Track"), Phrase("the track")),
    "caption_text": (Phrase("Caption"), Phrase("the caption")),
    "sidecar_other": (Phrase("Sidecar file"), Phrase("the sidecar file")),
    "analyst": (Phrase("Placed by hand"), Phrase("where it was placed by hand")),
    "third_party": (Phrase("Somebody else"), Phrase("what somebody else says")),
}


def position_name(position: PositionFact) -> Phrase:
    """Return who says where: ``GPS``, ``Platform tag``, ``Caption``."""
    return _of_role(position, _source(position)[0])


def position_in_sentence(position: PositionFact) -> Phrase:
    """Return who says where, inside a sentence: ``GPS``, ``the platform tag``."""
    return _of_role(position, _source(position)[1])


def _source(position: PositionFact) -> tuple[Phrase, Phrase]:
    known = _SOURCES.get(position.source)
    if known is not None:
        return known
    name = position.source.replace("_", " ")
    return Phrase("{source}", source=name), Phrase("the {source}", source=name)


def _of_role(position: PositionFact, name: Phrase) -> Phrase:
    if position.role == "subject":
        return Phrase("{who} (subject)", who=name)
    return Phrase("{who} (event)", who=name) if position.role == "event" else name


def number(value: float) -> str:
    """Return a whole number with group marks."""
    return f"{round(value):,}"


def distance_words(metres: float) -> Phrase:
    """Return ``850 m``, ``4.2 km`` or ``2,480 km``."""
    if metres < 1_000:
        return Phrase("{n} m", n=str(round(metres)))
    far = number(metres / 1_000) if metres >= 10_000 else f"{metres / 1_000:.1f}".removesuffix(".0")
    return Phrase("{n} km", n=far)


def point_words(latitude: float, longitude: float, radius_m: float | None = None, *, place: str = "") -> str:
    """Return ``34.9012, 35.8741 ± 50 m``, with the name of a place in front where there is one."""
    words = f"{latitude:.4f}, {longitude:.4f}"
    if radius_m:
        # A radius stays in one piece where the line wraps.
        words += f" ± {distance_words(radius_m)}".replace(" ", _UNBROKEN).replace(_UNBROKEN, " ", 1)
    return f"{place}, {words}" if place else words


def span_words(seconds: float) -> Phrase:
    """Return ``41 min``, ``3 h``, ``3 h 12 min``, ``2 d 4 h`` or ``3 years``; 3 minutes off half an hour is it."""
    minutes = abs(seconds) / 60
    if minutes < 1:
        return Phrase("{n} s", n=str(round(abs(seconds))))
    if minutes > 40 and abs(minutes - 30 * round(minutes / 30)) <= 3:
        minutes = 30 * round(minutes / 30)
    days, rest = divmod(round(minutes), 1_440)
    if days >= 730:
        return Phrase("{n} years", n=number(days / 365.25))
    if days >= 60:
        return Phrase("{n} days", n=number(days))
    hours, left = divmod(rest, 60)
    if days:
        return Phrase("{d} d {h} h", d=str(days), h=str(hours)) if hours else Phrase("{d} d", d=str(days))
    if hours:
        return Phrase("{h} h {m} min", h=str(hours), m=str(left)) if left else Phrase("{h} h", h=str(hours))
    return Phrase("{m} min", m=str(left))


def time_words(time: TimeFact | float, *, zone: str = "") -> Phrase:
    """Return ``18 Sep 2015, 07:05``, as fine as it is known; a day stays the day it is.

    Args:
        time: as written, or seconds since 1970 on the clock that is shown.
        zone: name of the zone to add; by default that of the time.
    """
    if not isinstance(time, TimeFact):
        try:
            when = _EPOCH + timedelta(seconds=time)
        except OverflowError:
            return Phrase("beyond the calendar")
        return _with_zone(_local_words(when.isoformat(timespec="minutes")), zone)
    local = time.local
    words = _with_zone(_local_words(local), zone or (zone_name(time.zone) if time.zone and len(local) > 10 else ""))
    if time.approximate:
        return Phrase("about {time}", time=words)
    if time.precision == "before":
        return Phrase("before {time}", time=words)
    return Phrase("after {time}", time=words) if time.precision == "after" else words


def clock_words(seconds: float) -> str:
    """Return the time of day of seconds since 1970, ``07:05``; empty beyond the calendar."""
    try:
        return (_EPOCH + timedelta(seconds=seconds)).strftime("%H:%M")
    except OverflowError:
        return ""


def _with_zone(words: Phrase, zone: str) -> Phrase:
    return Phrase("{time} {zone}", time=words, zone=zone) if zone else words


def _local_words(local: str) -> Phrase:
    year, month, day, clock = local[:4], local[5:7], local[8:10].lstrip("0"), local[11:16]
    name = _MONTHS[int(month) - 1] if month.isdigit() and 1 <= int(month) <= 12 else month
    if day and name:
        words = Phrase("{day} {month} {year}", day=day, month=name, year=year)
    elif name:
        words = Phrase("{month} {year}", month=name, year=year)
    else:
        words = Phrase("{year}", year=" ".join(part for part in (day, year) if part))
    return Phrase("{day}, {clock}", day=words, clock=clock) if clock else words


def zone_name(zone: str) -> str:
    """Return ``UTC+3`` for ``+03:00``; a named zone stays as it is."""
    if len(zone) == 6 and zone[0] in "+-" and zone[3] == ":" and zone[1:3].isdigit():
        hours = int(zone[1:3])
        if not hours and zone[4:] == "00":
            return "UTC"
        return f"UTC{zone[0]}{hours}" + (f":{zone[4:]}" if zone[4:] != "00" else "")
    return zone


def round_up(metres: float) -> float:
    """Return a radius that people would choose: 1, 2, 3, 5 or 10 times a power of ten, the next above or near."""
    if not 0 < metres < 1e8:
        return metres
    power = 10.0 ** math.floor(math.log10(metres))
    return next(step * power for step in (1, 2, 3, 5, 10) if metres <= step * power * 1.05)
