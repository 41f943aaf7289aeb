"""How conflicts write times, spans, distances and positions: as short as they are read, never finer than known."""

import math
from datetime import datetime, timedelta

from evidence_board.model.conflict_facts import PositionFact, TimeFact

__all__ = [
    "distance_words",
    "number",
    "point_words",
    "position_name",
    "round_up",
    "span_words",
    "time_words",
    "zone_name",
]

_EPOCH = datetime(1970, 1, 1)
_UNBROKEN = "\u00a0"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SOURCES = {
    "device_exif": "GPS",
    "device_video": "GPS of the video",
    "platform_tag": "Platform tag",
    "shared_location": "Shared location",
    "takeout_inferred": "Guess of a platform",
    "track_match": "Track",
    "caption_text": "Caption",
    "sidecar_other": "Sidecar file",
    "analyst": "Placed by hand",
    "third_party": "Somebody else",
}


def position_name(position: PositionFact) -> str:
    """Return who says where: ``GPS``, ``Platform tag``, ``Caption``."""
    name = _SOURCES.get(position.source, position.source.replace("_", " "))
    return (
        f"{name} (subject)" if position.role == "subject" else f"{name} (event)" if position.role == "event" else name
    )


def number(value: float) -> str:
    """Return a whole number with group marks."""
    return f"{round(value):,}"


def distance_words(metres: float) -> str:
    """Return ``850 m``, ``4.2 km`` or ``2,480 km``."""
    if metres < 1_000:
        return f"{round(metres)} m"
    if metres >= 10_000:
        return f"{number(metres / 1_000)} km"
    return f"{metres / 1_000:.1f}".removesuffix(".0") + " km"


def point_words(latitude: float, longitude: float, radius_m: float | None = None, *, place: str = "") -> str:
    """Return ``34.9012, 35.8741 ± 50 m``, with the name of a place in front where there is one."""
    words = f"{latitude:.4f}, {longitude:.4f}"
    if radius_m:
        # A radius stays in one piece where the line wraps.
        words += f" ± {distance_words(radius_m)}".replace(" ", _UNBROKEN).replace(_UNBROKEN, " ", 1)
    return f"{place}, {words}" if place else words


def span_words(seconds: float) -> str:
    """Return ``41 min``, ``3 h``, ``3 h 12 min``, ``2 d 4 h`` or ``3 years``; 3 minutes off half an hour is it."""
    minutes = abs(seconds) / 60
    if minutes < 1:
        return f"{round(abs(seconds))} s"
    if minutes > 40 and abs(minutes - 30 * round(minutes / 30)) <= 3:
        minutes = 30 * round(minutes / 30)
    whole = round(minutes)
    days, rest = divmod(whole, 1_440)
    if days >= 730:
        return f"{number(days / 365.25)} years"
    if days >= 60:
        return f"{number(days)} days"
    hours, left = divmod(rest, 60)
    parts = (f"{days} d" if days else "", f"{hours} h" if hours else "", f"{left} min" if left and not days else "")
    return " ".join(part for part in parts if part) or "0 min"


def time_words(time: TimeFact | float, *, zone: str = "") -> str:
    """Return ``18 Sep 2015, 07:05``, as fine as it is known; a day stays the day it is.

    Args:
        time: as written, or seconds since 1970 on the clock that is shown.
        zone: name of the zone to add; by default that of the time.
    """
    if isinstance(time, TimeFact):
        local = time.local
        zone = zone or (zone_name(time.zone) if time.zone and len(local) > 10 else "")
        about = "about " if time.approximate else {"before": "before ", "after": "after "}.get(time.precision, "")
        return f"{about}{_local_words(local)}{f' {zone}' if zone else ''}"
    try:
        when = _EPOCH + timedelta(seconds=time)
    except OverflowError:
        return "beyond the calendar"
    return f"{_local_words(when.isoformat(timespec='minutes'))}{f' {zone}' if zone else ''}"


def _local_words(local: str) -> str:
    year, month, day, clock = local[:4], local[5:7], local[8:10], local[11:16]
    name = _MONTHS[int(month) - 1] if month.isdigit() and 1 <= int(month) <= 12 else month
    words = " ".join(part for part in (day.lstrip("0"), name, year) if part)
    return f"{words}, {clock}" if clock else words


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
