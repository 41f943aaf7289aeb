"""Reads what a person types as a time, a span of time or a bound into a moment; nothing is ever guessed."""

from dataclasses import replace

from evidence_board.model.errors import KnownError
from evidence_board.model.moments import Moment, moment_from_text

__all__ = ["typed_moment"]


def typed_moment(text: str, *, until: str = "", precision: str | None = None) -> Moment:
    """Return the moment that was typed.

    Args:
        text: ``2015-09-12``, ``2015-09-12 16:40`` or with an offset ``+03:00``; the start of a range, or the bound.
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
    try:
        return moment_from_text(text, zone_source="analyst")
    except ValueError as error:
        raise KnownError(
            f"“{text.strip()}” is not a date or time.",
            means="The old value stays.",
            do="Write it as 2015-09-12, 2015-09-12 16:40 or 2015-09-12 16:40 +03:00.",
        ) from error


def _instant(moment: Moment) -> str:
    # Both are in UTC; of times of one form the text sorts like the time.
    return (moment.utc or "").rstrip("Z").ljust(19, "0")
