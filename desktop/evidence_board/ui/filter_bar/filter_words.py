"""The filter in words: one chip for every part of it that is in force."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from evidence_board.filters import Filter, TimeSpan
from evidence_board.model.case_index import CaseIndex
from evidence_board.model.moments import moment_from_text
from evidence_board.ui.i18n import clock, count, day_month, day_month_year, isolate, month_year, tr

__all__ = [
    "QUEUE_ICONS", "ChipWords", "chips_of", "file_kind_name", "queue_names", "span_from_text", "span_words",
    "without_chip",
]  # fmt: skip

_DAY = 86_400.0
#: Name of a queue -> its icon.
QUEUE_ICONS = {
    "all": "images",
    "not_placed": "map-pin-off",
    "not_linked": "unlink",
    "second_look": "triangle-alert",
    "videos": "clapperboard",
}


@dataclass(frozen=True, slots=True)
class ChipWords:
    """One chip.

    Attributes:
        id: field of the filter; for tags with the id of the tag behind a colon.
        icon: name of its icon.
        text: what it says.
    """

    id: str
    icon: str
    text: str


def chips_of(active: Filter, index: CaseIndex) -> list[ChipWords]:
    """Return the chips of a filter in the order they are shown."""
    chips: list[ChipWords] = []
    for name in active.chips:
        if name == "tags":
            for tag in active.tags:
                row = index.tags.get(tag)
                chips.append(ChipWords(f"tags:{tag}", "tag", isolate(row.path) if row else tr("A tag of the bin")))
        else:
            chips.append(_chip(name, active, index))
    return chips


def without_chip(active: Filter, chip_id: str) -> Filter:
    """Return the filter without one chip of `chips_of`."""
    name, _, tag = chip_id.partition(":")
    if name == "tags" and tag:
        return replace(active, tags=tuple(one for one in active.tags if one != tag))
    return active.without(name)


def _chip(name: str, active: Filter, index: CaseIndex) -> ChipWords:
    match name:
        case "queue":
            return ChipWords(name, QUEUE_ICONS[active.queue], queue_names()[active.queue])
        case "item_kinds":
            order = ("photo", "screenshot", "scan", "video", "file")
            kinds = [file_kind_name(kind) for kind in order if kind in active.item_kinds]
            return ChipWords(name, "images", ", ".join(kinds))
        case "time" if active.time is not None:
            return ChipWords(name, "calendar-days", span_words(active.time))
        case "bounds":
            return ChipWords(name, "map", tr("In map view"))
        case "near" if active.near is not None:
            row_id, steps = active.near
            label = isolate(index.label_of(row_id))
            words = count(steps, one="{n} step", many="{n} steps")
            return ChipWords(name, "waypoints", tr("{name} + {steps}", name=label, steps=words))
        case "accounts":
            labels = [isolate(index.label_of(one)) for one in active.accounts]
            if len(labels) > 2:
                return ChipWords(name, "at-sign", count(len(labels), one="{n} account", many="{n} accounts"))
            return ChipWords(name, "at-sign", tr(" or ").join(labels))
        case "text":
            return ChipWords(name, "search", f"“{isolate(active.text.strip())}”")
        case "has_position" if active.has_position:
            return ChipWords(name, "map-pin", tr("With a position"))
        case "has_position":
            return ChipWords(name, "map-pin-off", tr("Without a position"))
    raise KeyError(name)


def queue_names() -> dict[str, str]:
    """Return what each queue is called, in the order they are listed."""
    return {
        "all": tr("All media"),
        "not_placed": tr("Not placed yet"),
        "not_linked": tr("Not linked yet"),
        "second_look": tr("Needs a second look"),
        "videos": tr("Videos"),
    }


def file_kind_name(kind: str) -> str:
    """Return the plural word of a kind of file.

    Raises:
        KeyError: there is no such kind.
    """
    return {
        "photo": tr("Photos"),
        "screenshot": tr("Screenshots"),
        "scan": tr("Scans"),
        "video": tr("Videos"),
        "file": tr("Other files"),
    }[kind]


def span_words(span: TimeSpan) -> str:
    """Return a span of time in words: whole days where it is whole days ("1 to 30 Sep 2015"), else with clock."""
    start, end = _clock(span.start), _clock(span.end)
    if _is_midnight(start) and _is_midnight(end) and end > start:
        last = end - timedelta(days=1)
        if start.day == 1 and end.day == 1:
            if (last.year, last.month) == (start.year, start.month):
                return _days(start, last)
            if start.month == end.month == 1:
                years = (start.year, end.year - 1)
                return str(years[0]) if years[0] == years[1] else tr("{first} to {last}", first=years[0], last=years[1])
            return tr("{first} to {last}", first=month_year(start), last=month_year(last))
        return _days(start, last)
    if start.date() == end.date():
        day = day_month_year(start)
        return tr("{day}, {first} to {last}", day=day, first=clock(start), last=clock(end))
    if (end - start) >= timedelta(days=3):
        # The hours no longer matter to the eye; the days they touch do.
        return _days(start, end)
    first = f"{day_month(start)}, {clock(start)}"
    return tr("{first} to {last}", first=first, last=f"{day_month_year(end)}, {clock(end)}")


def _days(start: datetime, last: datetime) -> str:
    if start.date() == last.date():
        return day_month_year(start)
    if start.year != last.year:
        return tr("{first} to {last}", first=day_month_year(start), last=day_month_year(last))
    first = str(start.day) if start.month == last.month else day_month(start)
    return tr("{first} to {last}", first=first, last=day_month_year(last))


def _clock(seconds: float) -> datetime:
    # The axis of the timeline is the written clock time put as if it were UTC.
    return datetime.fromtimestamp(round(seconds), UTC).replace(tzinfo=None)


def _is_midnight(moment: datetime) -> bool:
    return (moment.hour, moment.minute, moment.second) == (0, 0, 0)


def span_from_text(first: str, last: str, *, extent: tuple[float, float] = (0.0, 0.0)) -> TimeSpan | None:
    """Read two dates as a person types them (``2015``, ``2015-09``, ``2015-09-12``, with a time or without).

    Args:
        first: start, or empty for the beginning.
        last: end, included as a whole; or empty for no end.
        extent: first and last moment of the case, as `Moment.sort_key`; an open side reaches there.

    Returns:
        The span, or None when both are empty.

    Raises:
        ValueError: one of them is no date, or the end lies before the start.
    """
    if not first.strip() and not last.strip():
        return None
    start, end = _midnight(extent[0]), _midnight(extent[1]) + _DAY
    if first.strip():
        start = moment_from_text(first).sort_key
        # Beyond the last file an open side is still a day long, and shows that nothing is there.
        end = max(end, start + _DAY)
    if last.strip():
        moment = moment_from_text(last)
        end = _after(moment.clock, moment.precision).replace(tzinfo=UTC).timestamp()
        if not first.strip():
            start = min(start, end - _DAY)
    if end <= start:
        raise ValueError("the end lies before the start")
    return TimeSpan(start, end)


def _midnight(seconds: float) -> float:
    return seconds - seconds % _DAY


def _after(start: datetime, precision: str) -> datetime:
    if precision == "year":
        return start.replace(year=start.year + 1)
    if precision == "month":
        return start.replace(year=start.year + start.month // 12, month=start.month % 12 + 1)
    steps = {"day": timedelta(days=1), "hour": timedelta(hours=1), "minute": timedelta(minutes=1)}
    return start + steps.get(precision, timedelta(seconds=1))
