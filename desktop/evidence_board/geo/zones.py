"""Which time zone a place keeps, and what its clocks showed in the past.

Zones of places come from tzfpy (boundaries of OpenStreetMap), the history of clocks from the tz database.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

from evidence_board.model.errors import KnownError

__all__ = ["ClockRule", "offset_words", "rule_at", "rule_words", "zone_history", "zone_named", "zones_of"]

_FIRST_YEAR, _LAST_YEAR = 1970, 2040
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_SCAN = timedelta(days=7)
# What lasts longer than this is a rule of its own; shorter spans are summer and winter of one rule.
_LONG = timedelta(days=300)


@dataclass(frozen=True)
class ClockRule:
    """What the clocks of a zone showed over a span of time.

    Attributes:
        start: UTC; None when it began before 1970.
        end: UTC; None when it still holds.
        winter: difference to UTC, the smaller of the two.
        summer: the larger one; the same where the clocks are not changed.
    """

    start: datetime | None
    end: datetime | None
    winter: timedelta
    summer: timedelta


def zones_of(latitude: float, longitude: float) -> tuple[str, ...]:
    """Return the names of the time zones of a place: more than one where a territory is disputed.

    At sea they are the nautical ones, ``Etc/GMT-3``.
    """
    from tzfpy import get_tzs

    return tuple(sorted(set(get_tzs(longitude, latitude))))


def zone_named(name: str) -> ZoneInfo:
    """Return a zone by its name in the tz database.

    Raises:
        KnownError: there is none of that name.
    """
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise KnownError(
            f"There is no time zone {name[:60]!r}.", do="Use a name such as Europe/Moscow or Asia/Damascus."
        ) from error


@lru_cache(maxsize=64)
def zone_history(name: str) -> tuple[ClockRule, ...]:
    """Return the rules of a zone since 1970, the oldest first.

    Raises:
        KnownError: there is no such zone.
    """
    zone = zone_named(name)
    changes = _changes(zone)
    first = datetime(_FIRST_YEAR, 1, 1, tzinfo=UTC)
    edges = [first, *changes, datetime(_LAST_YEAR, 1, 1, tzinfo=UTC)]
    rules: list[ClockRule] = []
    short: list[tuple[datetime, datetime, timedelta]] = []
    for start, end in pairwise(edges):
        offset = _offset(zone, start)
        if end - start > _LONG:
            _close(rules, short)
            rules.append(ClockRule(start, end, offset, offset))
        else:
            pair = {offset, *(each for _, _, each in short)}
            if len(pair) > 2:
                _close(rules, short)
            short.append((start, end, offset))
    _close(rules, short)
    joined: list[ClockRule] = []
    for rule in rules:
        last = joined[-1] if joined else None
        if last is not None and (last.winter, last.summer) == (rule.winter, rule.summer):
            joined[-1] = ClockRule(last.start, rule.end, rule.winter, rule.summer)
        else:
            joined.append(rule)
    return tuple(
        ClockRule(
            None if rule.start == edges[0] else rule.start,
            None if rule.end == edges[-1] else rule.end,
            rule.winter,
            rule.summer,
        )
        for rule in joined
    )


def rule_at(name: str, moment: datetime) -> ClockRule:
    """Return the rule that held at a time.

    Raises:
        KnownError: there is no such zone.
    """
    rules = zone_history(name)
    return next((rule for rule in rules if rule.end is None or moment < rule.end), rules[-1])


def rule_words(name: str, moment: datetime) -> str:
    """Return what the clocks showed then, in English: "Moscow was UTC+4 from 27 March 2011 to 26 October 2014".

    Raises:
        KnownError: there is no such zone.
    """
    rule = rule_at(name, moment)
    place = name.rpartition("/")[2].replace("_", " ")
    zone = zone_named(name)
    if name.startswith("Etc/"):
        # Their names count the other way round, and nobody changes them: Etc/GMT-3 is UTC+3.
        return f"time of the sea, {offset_words(rule.winter)}"
    if rule.start and rule.end:
        span = f"from {_day(rule.start, zone)} to {_day(rule.end, zone)}"
    elif rule.start:
        span = f"since {_day(rule.start, zone)}"
    else:
        span = f"until {_day(rule.end, zone)}" if rule.end else ""
    verb = "was" if rule.end else "is"
    clocks = offset_words(rule.winter)
    if rule.summer != rule.winter:
        clocks += f", in summer {offset_words(rule.summer)}"
    return " ".join(part for part in (place, verb, clocks, span) if part)


def offset_words(offset: timedelta) -> str:
    """Return a difference to UTC as ``UTC+3``, ``UTC-4:30`` or ``UTC``."""
    minutes = round(offset.total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    if not minutes:
        return "UTC"
    return f"UTC{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02d}" if rest else "")


def _close(rules: list[ClockRule], short: list[tuple[datetime, datetime, timedelta]]) -> None:
    """Make one rule of the summers and winters gathered so far."""
    if short:
        offsets = [each for _, _, each in short]
        rules.append(ClockRule(short[0][0], short[-1][1], min(offsets), max(offsets)))
        short.clear()


def _changes(zone: ZoneInfo) -> list[datetime]:
    """Return every change of the clocks, to the second."""
    found = []
    at, end = datetime(_FIRST_YEAR, 1, 1, tzinfo=UTC), datetime(_LAST_YEAR, 1, 1, tzinfo=UTC)
    before = _offset(zone, at)
    while at < end:
        following = at + _SCAN
        after = _offset(zone, following)
        if after != before:
            low, high = 0, int(_SCAN.total_seconds())
            while high - low > 1:
                middle = (low + high) // 2
                if _offset(zone, at + timedelta(seconds=middle)) == before:
                    low = middle
                else:
                    high = middle
            found.append(at + timedelta(seconds=high))
        at, before = following, after
    return found


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


def _day(moment: datetime, zone: ZoneInfo) -> str:
    """Return the civil day in the zone itself."""
    there = moment.astimezone(zone)
    return f"{there.day} {_MONTHS[there.month - 1]} {there.year}"
