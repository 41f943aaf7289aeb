"""Spans of time in words, and the dates a person types."""

from datetime import UTC, datetime, timedelta

from evidence_board.filters import TimeSpan
from evidence_board.model.moments import moment_from_text
from evidence_board.ui.i18n import clock, day_month, day_month_year, month_year, tr

__all__ = ["dates_of_span", "span_from_text", "span_words"]

_DAY = 86_400.0


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


def dates_of_span(span: TimeSpan) -> tuple[str, str]:
    """Return first and last date of a span as a person types them; both are included."""
    start, end = _clock(span.start), _clock(span.end)
    if _is_midnight(start) and _is_midnight(end) and end > start:
        return start.date().isoformat(), (end - timedelta(days=1)).date().isoformat()
    return f"{start:%Y-%m-%d %H:%M}", f"{end - timedelta(seconds=1):%Y-%m-%d %H:%M}"
