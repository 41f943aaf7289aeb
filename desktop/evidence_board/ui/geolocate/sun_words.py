"""What the Geolocate workspace says about sun, shadow and clocks."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, tzinfo

from evidence_board.case.clock_offsets import read_zone
from evidence_board.geo.moon import PHASES, MoonAt
from evidence_board.geo.shadows import DayBand, HourBand
from evidence_board.geo.sun import LOWEST_USEFUL_DEG, SunAt
from evidence_board.geo.zones import ClockRule, offset_words, zone_history
from evidence_board.model.case_index import ItemRow
from evidence_board.model.errors import KnownError
from evidence_board.ui.i18n import clock, count, day_month, day_month_year, isolate, tr
from evidence_board.ui.inspector.words import zone_name

__all__ = [
    "bands_words",
    "clock_in",
    "date_words",
    "days_words",
    "degrees_words",
    "method_words",
    "moon_words",
    "offset_at",
    "ratio_words",
    "rule_words",
    "sun_words",
    "zone_history_lines",
    "zone_place_name",
    "zone_source_words",
]

_MOST_BANDS = 3


def clock_in(moment: datetime, zone: tzinfo) -> str:
    """Return what the clocks of a zone showed, to the minute."""
    return clock((moment.astimezone(UTC) + timedelta(seconds=30)).astimezone(zone))


def offset_at(moment: datetime) -> str:
    """Return ``UTC+3`` of a time with its zone."""
    return offset_words(moment.utcoffset() or timedelta())


def bands_words(bands: Iterable[HourBand], zone: tzinfo) -> str:
    """Return ``15:50 to 17:10``; several joined, the rest counted."""
    found = list(bands)
    words = [
        clock_in(one.start, zone)
        if one.end - one.start < timedelta(minutes=1)
        else tr("{start} to {end}", start=clock_in(one.start, zone), end=clock_in(one.end, zone))
        for one in found[:_MOST_BANDS]
    ]
    if len(found) > _MOST_BANDS:
        words.append(count(len(found) - _MOST_BANDS, one="{n} more", many="{n} more"))
    return tr(" or ").join(words)


def days_words(bands: Iterable[DayBand]) -> str:
    """Return ``3 to 19 Sep``; several joined, the rest counted."""
    found = list(bands)
    words = []
    for one in found[:_MOST_BANDS]:
        if one.start == one.end:
            words.append(day_month(one.start))
        elif (one.start.month, one.start.year) == (one.end.month, one.end.year):
            words.append(tr("{start} to {end}", start=one.start.day, end=day_month(one.end)))
        else:
            words.append(tr("{start} to {end}", start=day_month(one.start), end=day_month(one.end)))
    if len(found) > _MOST_BANDS:
        words.append(count(len(found) - _MOST_BANDS, one="{n} more", many="{n} more"))
    return tr(" or ").join(words)


def date_words(item: ItemRow | None) -> str:
    """Return what the command is called that writes down when a file was taken."""
    return tr("Date the video") if item is not None and item.kind == "video" else tr("Date the photo")


def degrees_words(value: float, *, decimals: int = 0) -> str:
    """Return ``248°``; a minus as in print."""
    rounded = f"{abs(value):.{decimals}f}"
    minus = "−" if value < 0 and float(rounded) else ""
    return f"{minus}{rounded}°"


def ratio_words(ratio: float | None, error: float | None = None) -> str:
    """Return ``1.96 × its height``, with its error in percent."""
    if ratio is None:
        return tr("none")
    words = tr("{n} × its height", n=f"{ratio:.2f}" if ratio < 10 else f"{ratio:.0f}")
    return words if error is None else tr("{ratio} ± {n} %", ratio=words, n=round(error * 100))


def sun_words(sun: SunAt) -> str:
    """Return where the sun stands, and whether one can measure by it."""
    if sun.elevation_refracted <= 0:
        return tr("The sun is down. There are no shadows of the sun.")
    if sun.elevation_refracted < LOWEST_USEFUL_DEG:
        return tr(
            "The sun is {n} high. Below {least} shadows are too long and the air too uneven to measure by.",
            n=degrees_words(sun.elevation_refracted, decimals=1),
            least=degrees_words(LOWEST_USEFUL_DEG),
        )
    return ""


def moon_words(moon: MoonAt) -> str:
    """Return ``124°, 33° high, waxing gibbous, 83 % lit``."""
    phases = (
        tr("new moon"),
        tr("waxing crescent"),
        tr("first quarter"),
        tr("waxing gibbous"),
        tr("full moon"),
        tr("waning gibbous"),
        tr("last quarter"),
        tr("waning crescent"),
    )
    phase = phases[PHASES.index(moon.phase)]
    lit = tr("{phase}, {n} % lit", phase=phase, n=round(moon.lit * 100))
    if moon.elevation <= 0:
        return tr("down; {lit}", lit=lit)
    where = tr(
        "{azimuth}, {elevation} high", azimuth=degrees_words(moon.azimuth), elevation=degrees_words(moon.elevation)
    )
    return f"{where}; {lit}"


def method_words(method: str) -> str:
    """Return how a time was found, for people."""
    return {
        "sun_azimuth": tr("Direction of the sun"),
        "shadow_ratio": tr("Length of a shadow"),
        "sun_both": tr("Direction and length of a shadow"),
        "moon": tr("Moon"),
        "clock": tr("A clock in the picture"),
        "weather": tr("Weather"),
        "vegetation": tr("Plants"),
        "satellite": tr("Satellite pictures"),
        "event": tr("A known event"),
        "other": tr("Other signs"),
    }.get(method, method)


def zone_place_name(zone: str) -> str:
    """Return the city of a zone, ``Damascus``; an offset as ``UTC+3``, and so the zones of the sea."""
    if zone.startswith("Etc/"):
        # Their names count the other way round: Etc/GMT-3 is UTC+3.
        return offset_words(datetime.now(read_zone(zone)).utcoffset() or timedelta())
    return zone.rpartition("/")[2].replace("_", " ") if "/" in zone else zone_name(zone)


def zone_source_words(source: str) -> str:
    """Return where the zone comes from."""
    return {
        "place": tr("the zone of this place"),
        "file": tr("as the file says"),
        "chosen": tr("chosen here"),
        "none": tr("for want of a place"),
    }.get(source, "")


def rule_words(zone: str, rule: ClockRule) -> str:
    """Return what the clocks showed: ``UTC+4 from 27 Mar 2011 to 26 Oct 2014``."""
    clocks = offset_words(rule.winter)
    if rule.summer != rule.winter:
        clocks = tr("{winter}, in summer {summer}", winter=clocks, summer=offset_words(rule.summer))
    there = read_zone(zone)
    start, end = (one and day_month_year(one.astimezone(there).date()) for one in (rule.start, rule.end))
    if start and end:
        return tr("{clocks} from {start} to {end}", clocks=clocks, start=start, end=end)
    if start:
        return tr("{clocks} since {start}", clocks=clocks, start=start)
    return tr("{clocks} until {end}", clocks=clocks, end=end) if end else clocks


def zone_history_lines(zone: str, moment: datetime, *, most: int = 3) -> list[tuple[str, bool]]:
    """Return the rules around a time, oldest first, each with whether it held then; empty for an offset.

    Args:
        zone: name of the zone.
        moment: the time.
        most: how many.
    """
    if "/" not in zone or zone.startswith("Etc/"):
        return []  # an offset, or the open sea: nobody ever changed it
    try:
        rules = zone_history(zone)
    except KnownError:
        return []
    at = next((number for number, rule in enumerate(rules) if rule.end is None or moment < rule.end), len(rules) - 1)
    first = max(0, min(at - most // 2, len(rules) - most))
    place = isolate(zone_place_name(zone))
    return [
        (tr("{place}: {rule}", place=place, rule=rule_words(zone, rule)), number == at)
        for number, rule in enumerate(rules)
        if first <= number < first + most
    ]
