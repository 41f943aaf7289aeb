"""What the timeline says about times: on the axis, and beside the pointer."""

import re
from datetime import datetime

from PySide6.QtCore import QLocale

from evidence_board.model.case_index import EntityRow, ItemRow
from evidence_board.model.moments import Moment
from evidence_board.ui.i18n import clock, count, day_month, day_month_year, isolate, month_year, tr
from evidence_board.ui.timeline.time_axis import Tick, Unit, clock_at

__all__ = [
    "bar_words", "beyond_words", "brush_words", "edge_words", "event_words", "item_words", "moment_words",
    "place_words", "tick_words",
]  # fmt: skip

_OFFSET = re.compile(r"([+-])(\d{2}):?(\d{2})")
_DAY = 86_400.0


def tick_words(tick: Tick, *, full: bool) -> str:
    """Return the label of a line of the axis, ``Sep``; in ``full`` with its year, ``Sep 2015``.

    Args:
        tick: the line.
        full: it is the first in view.
    """
    at = clock_at(tick.at)
    match tick.unit:
        case "year":
            return str(at.year)
        case "month":
            # The first month of a year always says which year it is.
            if full or at.month == 1:
                return month_year(at.date())
            return QLocale().standaloneMonthName(at.month, QLocale.FormatType.ShortFormat)
        case "day":
            return day_month_year(at.date()) if full else day_month(at.date())
    return f"{day_month_year(at.date())}, {clock(at)}" if full else clock(at)


def place_words(seconds: float, *, unit: Unit) -> str:
    """Return where on the axis a place is, as exactly as lines of a unit tell it.

    Args:
        seconds: the place.
        unit: what the labelled lines count.
    """
    at = clock_at(seconds)
    if unit == "year":
        return str(at.year)
    return month_year(at.date()) if unit == "month" else day_month_year(at.date())


def brush_words(start: float, end: float) -> tuple[str, str]:
    """Return the first and the last day of a brush in words; with the clock where an edge is not midnight."""
    first, last = clock_at(start), clock_at(end)
    if first.hour or first.minute or last.hour or last.minute:
        return (f"{day_month(first.date())}, {clock(first)}", f"{day_month(last.date())}, {clock(last)}")
    return day_month_year(first.date()), day_month_year(clock_at(end - 1).date())


def moment_words(moment: Moment, *, about: bool = False) -> str:
    """Return a time as far as it is known, with its zone: ``12 Sep 2015, about 16:40 UTC+3``.

    A time without a zone has none here either; nothing is converted.
    """
    if moment.precision in ("range", "before", "after"):
        return _open_words(moment, about=about)
    at = moment.clock
    match moment.precision:
        case "year":
            words = str(at.year)
        case "month":
            words = month_year(at.date())
        case "day":
            words = day_month_year(at.date())
        case _:
            time = clock(at, seconds=moment.precision == "second" and at.second != 0)
            zone = _zone_words(moment.zone)
            time = f"{time} {zone}" if zone else time
            day = day_month_year(at.date())
            return tr("{day}, about {time}", day=day, time=time) if about else tr("{day}, {time}", day=day, time=time)
    return tr("about {date}", date=words) if about else words


def _open_words(moment: Moment, *, about: bool) -> str:
    start, end = moment.ends()
    first = moment_words(start, about=about)
    if moment.precision == "before":
        return tr("before {time}", time=first)
    if end is None:
        return tr("after {time}", time=first)
    return tr("{first} to {last}", first=first, last=moment_words(end, about=about))


def _zone_words(zone: str | None) -> str:
    """Return ``UTC+3``, ``UTC+5:30``, or the name of a zone as it was written."""
    if not zone:
        return ""
    match = _OFFSET.fullmatch(zone)
    if match is None:
        return zone
    sign, hours, minutes = match.groups()
    if int(hours) == int(minutes) == 0:
        return "UTC"
    return f"UTC{sign.replace('-', '−')}{int(hours)}" + (f":{minutes}" if int(minutes) else "")


def item_words(item: ItemRow) -> str:
    """Return everything the timeline knows of a file, a line each; never rich text.

    The first line holds only words of ours: Qt takes a text whose first line has a tag for HTML.
    """
    lines = [item.ref]
    if item.captured is not None:
        lines.append(tr("Taken {time}", time=moment_words(item.captured, about=item.captured_approximate)))
    else:
        lines.append(tr("No date of taking"))
    if item.posted is not None:
        lines.append(tr("Posted {time}", time=moment_words(item.posted)))
    name = item.account or item.label
    if name:
        lines.append(isolate(name))
    return "\n".join(lines)


def event_words(event: EntityRow) -> str:
    """Return the dates of an event and its name, a line each; never rich text."""
    times = [moment_words(one) for one in (event.start, event.end) if one is not None]
    span = tr("{first} to {last}", first=times[0], last=times[1]) if len(times) == 2 else times[0] if times else ""
    return "\n".join([f"{event.ref}  {span}", isolate(event.label)])


def bar_words(number: int, *, row: str, start: float, end: float) -> str:
    """Return what a bar counts: ``41 files taken`` and its days.

    Args:
        number: how many files.
        row: ``taken`` or ``posted``.
        start: seconds, included.
        end: seconds, not included.
    """
    if row == "taken":
        words = count(number, one="{n} file taken", many="{n} files taken")
    else:
        words = count(number, one="{n} file posted", many="{n} files posted")
    return f"{words}\n{_span_words(clock_at(start), clock_at(end), clock_at(end - 1))}"


def _span_words(start: datetime, end: datetime, last: datetime) -> str:
    if start.date() == last.date():
        day = day_month_year(start.date())
        if (end - start).total_seconds() >= _DAY:
            return day
        return tr("{day}, {first} to {last}", day=day, first=clock(start), last=clock(end))
    first = day_month(start.date()) if start.year == last.year else day_month_year(start.date())
    return tr("{first} to {last}", first=first, last=day_month_year(last.date()))


def beyond_words(number: int, *, at: float, view: tuple[float, float]) -> str:
    """Return how many selected things lie beyond an end of the view, and when the nearest of them is.

    Args:
        number: how many.
        at: seconds of the nearest.
        view: seconds at both ends of the view; of another year only the year is said.
    """
    when, years = clock_at(at), {clock_at(one).year for one in view}
    date = day_month(when.date()) if when.year in years else str(when.year)
    return tr("{count}, {date}", count=count(number, one="{n} selected", many="{n} selected"), date=date)


def edge_words(number: int, *, later: bool) -> str:
    """Return how many marks lie beyond an end of the view."""
    if later:
        return count(number, one="{n} date later", many="{n} dates later")
    return count(number, one="{n} date earlier", many="{n} dates earlier")
