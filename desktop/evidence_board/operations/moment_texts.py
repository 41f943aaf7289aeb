"""Reads what a person types as a time, a span of time or a bound into a moment; nothing is ever guessed."""

import re
from dataclasses import replace
from datetime import UTC, datetime

from evidence_board.case.clock_offsets import read_zone
from evidence_board.model.errors import KnownError
from evidence_board.model.moments import Moment, moment_from_text

__all__ = ["typed_moment"]

#: A zone by its name behind a time: ``2015-09-12 16:40 Europe/Moscow``.
_NAMED = re.compile(r"(?P<time>.*\d)\s+(?P<zone>[A-Za-z][A-Za-z_]*(?:/[A-Za-z0-9_+-]+)+)\s*")
#: Letters that stand for a zone, ``MSK``; most of them for several.
_LETTERS = re.compile(r"(?P<time>.*\d)\s*(?P<zone>[^\W\d_]{2,5})\s*")
_UTC = frozenset({"UTC", "GMT"})


def typed_moment(text: str, *, until: str = "", precision: str | None = None) -> Moment:
    """Return the moment that was typed.

    Args:
        text: ``2015-09-12``, ``2015-09-12 16:40``, with an offset ``+03:00`` or a zone ``Europe/Moscow``; the start
            of a range, or the bound.
        until: end of a range, written alike.
        precision: ``before`` or ``after`` for a bound; else as finely as it is written.

    Raises:
        KnownError: it is no time, a range ends before it starts, or a range cannot be a bound.
    """
    first = _read(text)
    if precision not in (None, "range", "before", "after"):
        raise KnownError(
            f"“{precision}” is no way to write a time.",
            means="The old value stays.",
            do="Leave it out, or use range, before or after.",
        )
    if not until.strip():
        if precision == "range":
            raise KnownError("The end of the range is missing.", means="The old value stays.", do="Type it as well.")
        return first if precision is None else replace(first, precision=precision)
    if precision in ("before", "after"):
        raise KnownError(
            "A range is not a bound.", means="The old value stays.", do="Type from and to, or one time with before."
        )
    last = _read(until)
    if first.utc is not None and last.utc is not None:
        turned = _instant(last) < _instant(first)
    else:
        # The end of a day lies on the start of the next.
        turned = last.sort_key < first.sort_key and last.sort_key + last.span_s <= first.sort_key
    if turned:
        raise KnownError(
            f"{until.strip()} lies before {text.strip()}.",
            means="The old value stays.",
            do="A range goes from the earlier to the later time.",
        )
    return Moment(
        raw=f"{text.strip()}/{until.strip()}",
        local=first.local,
        utc=first.utc,
        precision="range",
        zone=first.zone,
        zone_source=first.zone_source,
        until_local=last.local,
        until_utc=last.utc,
    )


def _read(text: str) -> Moment:
    named = _NAMED.fullmatch(text)
    if named is not None:
        return _in_zone(_read(named["time"]), named["zone"], raw=text)
    letters = _LETTERS.fullmatch(text)
    if letters is not None:
        if letters["zone"].upper() in _UTC:
            return replace(_read(f"{letters['time']}Z"), raw=text)
        raise KnownError(
            f"“{letters['zone']}” is no zone that can be read without doubt.",
            means="The same letters stand for several zones. The old value stays.",
            do="Write the zone as +03:00, or by its name, like Europe/Moscow.",
        )
    try:
        return moment_from_text(text, zone_source="analyst")
    except ValueError as error:
        raise KnownError(
            f"“{text.strip()}” is not a date or time.",
            means="The old value stays.",
            do="Write it as 2015-09-12, 2015-09-12 16:40, 2015-09-12 16:40 +03:00 or with a zone like Europe/Moscow.",
        ) from error


def _in_zone(moment: Moment, zone: str, *, raw: str) -> Moment:
    """Return a time in a named zone; UTC stays unknown where its clocks showed this time twice, or never."""
    tz = read_zone(zone)
    if moment.zone is not None or moment.precision not in ("second", "minute"):
        raise KnownError(
            f"“{raw.strip()}” has no use for a zone.",
            means="A day, a month or a year never shifts, and one zone is enough. The old value stays.",
            do="Leave the zone out.",
        )
    local = datetime.fromisoformat(moment.local)
    first, second = (local.replace(tzinfo=tz, fold=fold).astimezone(UTC) for fold in (0, 1))
    utc = None
    if first == second:
        plain = first.replace(tzinfo=None)
        utc = plain.isoformat(timespec="minutes" if moment.precision == "minute" else "auto") + "Z"
    return replace(moment, raw=raw, utc=utc, zone=zone, zone_source="analyst")


def _instant(moment: Moment) -> str:
    # Both are in UTC; of times of one form the text sorts like the time.
    return (moment.utc or "").rstrip("Z").ljust(19, "0")
