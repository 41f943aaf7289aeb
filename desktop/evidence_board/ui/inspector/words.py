"""How the inspector writes times, places, sizes and sources; never more certain than what it is given."""

from collections.abc import Sequence

from evidence_board.geo.coordinate_text import format_bearing, format_decimal
from evidence_board.model.details import GeotagDetail, MomentDetail
from evidence_board.model.moments import Moment
from evidence_board.ui.i18n import clock, day_month_year, month_year, number, tr

__all__ = [
    "angle_words",
    "coordinates_words",
    "day_of",
    "language_name",
    "looking_words",
    "moment_source_words",
    "moment_words",
    "pixels_words",
    "position_source_words",
    "radius_words",
    "shared",
    "short_hash",
    "size_words",
    "span_words",
    "zone_name",
    "zone_words",
]

_LANGUAGES = {
    "ar": "Arabic",
    "en": "English",
    "fa": "Persian",
    "fr": "French",
    "he": "Hebrew",
    "ku": "Kurdish",
    "ru": "Russian",
    "tr": "Turkish",
    "uk": "Ukrainian",
}


def moment_words(moment: Moment, *, approximate: bool = False, zone: bool = False) -> str:
    """Return ``12 Sep 2015, about 16:40``, as far as the time is known.

    Args:
        moment: the time as written.
        approximate: whether it is only about then.
        zone: add the zone, ``UTC+3``, where one is known.
    """
    if moment.precision in ("range", "before", "after"):
        return _open_words(moment, approximate=approximate, zone=zone)
    day = moment.clock.date()
    match moment.precision:
        case "year":
            words = moment.local[:4]
        case "month":
            words = month_year(day)
        case "day":
            words = day_month_year(day)
        case _:
            time = clock(moment.clock, seconds=moment.precision == "second" and moment.clock.second != 0)
            if approximate:
                return _with_zone(tr("{day}, about {time}", day=day_month_year(day), time=time), moment, wanted=zone)
            return _with_zone(f"{day_month_year(day)}, {time}", moment, wanted=zone)
    return tr("about {time}", time=words) if approximate else words


def _open_words(moment: Moment, *, approximate: bool, zone: bool) -> str:
    start, end = moment.ends()
    first = moment_words(start, approximate=approximate, zone=zone)
    if moment.precision == "before":
        return tr("before {time}", time=first)
    if end is None:
        return tr("after {time}", time=first)
    if {start.grain, end.grain} <= {"minute", "second"} and start.clock.date() == end.clock.date():
        # The day once: 12 Sep 2015, 15:50 to 17:10.
        first = moment_words(start, approximate=approximate)
        last = clock(end.clock, seconds=end.precision == "second" and end.clock.second != 0)
        return _with_zone(tr("{first} to {last}", first=first, last=last), moment, wanted=zone)
    return tr("{first} to {last}", first=first, last=moment_words(end, approximate=approximate, zone=zone))


def span_words(first: Moment, last: Moment) -> str:
    """Return the days of two times, ``4 Sep 2015 to 12 Sep 2015``; the one day when it is the same."""
    start, end = (moment_words(_day_of_moment(one)) for one in (first, last))
    return start if start == end else tr("{first} to {last}", first=start, last=end)


def _day_of_moment(moment: Moment) -> Moment:
    if moment.grain in ("year", "month", "day"):
        return Moment(moment.raw, moment.local, None, moment.grain)
    return Moment(moment.raw, moment.local[:10], None, "day")


def _with_zone(words: str, moment: Moment, *, wanted: bool) -> str:
    return f"{words} {zone_name(moment.zone)}" if wanted and moment.zone else words


def zone_name(zone: str) -> str:
    """Return ``UTC+3`` or ``UTC+5:30`` for an offset; a named zone stays as it is."""
    if len(zone) == 6 and zone[0] in "+-" and zone[3] == ":":
        hours, minutes = int(zone[1:3]), zone[4:]
        if not hours and minutes == "00":
            return "UTC"
        return f"UTC{zone[0]}{hours}" + (f":{minutes}" if minutes != "00" else "")
    return zone


def zone_words(moment: Moment) -> str:
    """Return the zone of a time and where it came from; empty where a day alone has none."""
    if moment.grain in ("year", "month", "day"):
        return ""
    if not moment.zone:
        return tr("not known, clock time as written")
    where = {
        "analyst": tr("set by hand"),
        "written": tr("written with the time"),
        "the container is UTC": tr("as video files keep it"),
        "clock offset": tr("corrected clock"),
        "": "",
    }.get(moment.zone_source or "")
    if where is None:
        where = tr("from {tag}", tag=moment.zone_source)
    return f"{zone_name(moment.zone)}, {where}" if where else zone_name(moment.zone)


def moment_source_words(detail: MomentDetail) -> str:
    """Return what a time rests on: the reason someone gave, else who wrote it."""
    if detail.reason:
        return detail.reason
    if detail.source == "analyst":
        return tr("Set by hand, no reason given")
    if detail.source.startswith("exif "):
        return tr("Camera clock ({tag})", tag=detail.source.removeprefix("exif "))
    return tr("Written in the file ({tag})", tag=detail.source)


def coordinates_words(latitude: float, longitude: float, radius_m: float | None = None) -> str:
    """Return ``34.9051, 35.8684 ±120 m``: at least four and at most five decimals."""
    parts = format_decimal(latitude, longitude).split(", ")
    text = ", ".join(part[:-1] if part.endswith("0") else part for part in parts)
    return f"{text} ±{radius_words(radius_m)}" if radius_m is not None else text


def geotag_words(geotag: GeotagDetail) -> str:
    """Return where a position is: coordinates, or the words alone of one without a point."""
    if geotag.latitude is not None and geotag.longitude is not None:
        return coordinates_words(geotag.latitude, geotag.longitude, geotag.radius_m)
    return tr("Cannot be located") if geotag.unlocatable else geotag.place_text


def radius_words(radius_m: float) -> str:
    """Return ``120 m``, ``1.5 km`` or ``12 km``."""
    if radius_m < 1_000:
        return tr("{metres} m", metres=round(radius_m))
    kilometres = f"{radius_m / 1_000:.1f}".removesuffix(".0")
    return tr("{kilometres} km", kilometres=kilometres)


def angle_words(degrees: float) -> str:
    """Return an angle without needless decimals, ``26°``."""
    return f"{degrees:.1f}".removesuffix(".0") + "°"


def looking_words(bearing_deg: float, error_deg: float | None) -> str:
    """Return ``NNW 348° ±26°``."""
    words = format_bearing(bearing_deg)
    return f"{words} ±{angle_words(error_deg)}" if error_deg else words


def position_source_words(geotag: GeotagDetail) -> str:
    """Return who gave a position, for a line beside it."""
    if geotag.source.startswith("device"):
        return tr("by camera")
    known = {
        "analyst": tr("by hand"),
        "platform_tag": tr("by post"),
        "caption_text": tr("by caption"),
        "third_party": tr("by others"),
    }
    return known.get(geotag.source, geotag.source.replace("_", " "))


def size_words(size: int) -> str:
    """Return a size in bytes as ``417 kB`` or ``3.2 MB`` (powers of ten)."""
    if size < 1_000:
        return tr("{n} bytes", n=size)
    if size < 1_000_000:
        return tr("{n} kB", n=round(size / 1_000))
    if size < 1_000_000_000:
        return tr("{n} MB", n=f"{size / 1e6:.1f}")
    return tr("{n} GB", n=f"{size / 1e9:.2f}")


def pixels_words(width: int | None, height: int | None) -> str:
    """Return ``4032 × 3024``, empty when unknown."""
    return f"{width} × {height}" if width and height else ""


def day_of(utc: str) -> str:
    """Return the day of an ISO 8601 time in UTC, ``3 Mar 2026``."""
    year, month, day = (int(part) for part in utc[:10].split("-"))
    return day_month_year(Moment(utc, f"{year:04d}-{month:02d}-{day:02d}", None, "day").clock.date())


def short_hash(sha256: str) -> str:
    """Return the first and last four digits, ``9f2c…a41b``."""
    return f"{sha256[:4]}…{sha256[-4:]}"


def language_name(code: str) -> str:
    """Return the word for a language code, the code itself when there is none."""
    return tr(_LANGUAGES[code]) if code in _LANGUAGES else code


def shared(values: Sequence[str]) -> str:
    """Return what several things have in common: the value, ``mixed``, or nothing when all are empty."""
    different = set(values)
    if len(different) == 1:
        return next(iter(different))
    return tr("mixed ({n} values)", n=number(len(different))) if different else ""
