"""Times as evidence: as written, in UTC where that can be known, with precision and zone."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

__all__ = ["Moment", "moment_from_text", "now_utc"]

_PATTERN = re.compile(
    r"^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(\.\d{1,6})?)?)?)?)?"
    r"\s*(Z|[+-]\d{2}:?\d{2})?$"
)


@dataclass(frozen=True, slots=True)
class Moment:
    """One time as it was written and as far as it can be trusted.

    Attributes:
        raw: the text as the source wrote it.
        local: ISO 8601 clock time without zone, cut to the precision (``2015-09-12`` for a day).
        utc: ISO 8601 in UTC ending in ``Z``, or None when no zone is known (never guessed).
        precision: ``second``, ``minute``, ``hour``, ``day``, ``month`` or ``year``; or ``range`` (from `local` to
            `until_local`), ``before`` or ``after`` (nothing is known but that side of `local`).
        zone: offset such as ``+03:00`` or zone name, or None.
        zone_source: where the zone came from (``written``, ``analyst`` ...), or None.
        until_local: end of a range, written like `local`, else None.
        until_utc: end of a range in UTC, where `utc` is known.
    """

    raw: str
    local: str
    utc: str | None
    precision: str
    zone: str | None = None
    zone_source: str | None = None
    until_local: str | None = None
    until_utc: str | None = None

    @property
    def clock(self) -> datetime:
        """The clock time as written, without zone; the start of the day, month or year when coarser."""
        return _clock(self.local)

    @property
    def grain(self) -> str:
        """How finely `local` is written: ``second`` to ``year``, also for a range or a bound."""
        return self.precision if self.precision in _SPAN_S else _grain(self.local)

    @property
    def sort_key(self) -> float:
        """Seconds since 1970 on the axis of the timeline: the written clock time, zone or none.

        Zone-less times are drawn at the written clock time (ARCHITECTURE section 3), so that times with
        and without a zone can stand in one order without a guess.
        """
        return self.clock.replace(tzinfo=UTC).timestamp()

    def ends(self) -> tuple["Moment", "Moment | None"]:
        """Return the first and, of a range, the last time as plain moments of their own grain."""
        first = Moment(self.raw, self.local, self.utc, self.grain, self.zone, self.zone_source)
        if self.until_local is None:
            return first, None
        grain = _grain(self.until_local)
        return first, Moment(self.raw, self.until_local, self.until_utc, grain, self.zone, self.zone_source)

    @property
    def span_s(self) -> float:
        """How long the moment may last, in seconds: a day for a day-only date, from end to end for a range.

        Of a bound (``before``, ``after``) it is the date that was written; how far beyond nobody knows.
        """
        if self.until_local is None:
            return _SPAN_S[self.grain]
        return (_clock(self.until_local) - self.clock).total_seconds() + _SPAN_S[_grain(self.until_local)]


_SPAN_S = {
    "second": 0.0,
    "minute": 60.0,
    "hour": 3600.0,
    "day": 86400.0,
    "month": 30.4 * 86400,
    "year": 365.25 * 86400,
}


def _grain(local: str) -> str:
    return {4: "year", 7: "month", 10: "day", 13: "hour", 16: "minute"}.get(len(local), "second")


def _clock(local: str) -> datetime:
    parts = [int(part) for part in re.split(r"[-T:. ]", local)[:6]]
    parts += [1, 1, 0, 0, 0][len(parts) - 1 :]
    year, month, day, hour, minute, second = parts[:6]
    return datetime(year, month, day, hour, minute, second)


def moment_from_text(text: str, *, zone_source: str = "written") -> Moment:
    """Read an ISO 8601 text, from a year to a microsecond, with or without an offset.

    Day-only dates never shift: they keep no UTC value.

    Raises:
        ValueError: the text is not such a time, or no such day exists.
    """
    match = _PATTERN.match(text.strip())
    if not match:
        raise ValueError(f"not a date or time: {text!r}")
    year, month, day, hour, minute, second, fraction, offset = match.groups()
    whole = datetime(
        int(year),
        int(month or 1),
        int(day or 1),
        int(hour or 0),
        int(minute or 0),
        int(second or 0),
        round(float(fraction) * 1e6) if fraction else 0,
    )
    if hour is None:
        precision = "day" if day else "month" if month else "year"
        return Moment(text, "-".join(p for p in (year, month, day) if p), None, precision)
    precision = "second" if second else "minute"
    local = whole.isoformat(timespec="auto" if second else "minutes")
    if offset is None:
        return Moment(text, local, None, precision)
    if offset == "Z":
        shift, zone = timedelta(), "+00:00"
    else:
        digits = offset[1:].replace(":", "")
        shift = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
        zone = f"{offset[0]}{digits[:2]}:{digits[2:]}"
        shift = -shift if offset[0] == "-" else shift
        if abs(shift) > timedelta(hours=15):
            raise ValueError(f"no place on Earth has the offset {offset}")
    utc = (whole - shift).isoformat(timespec="auto" if second else "minutes") + "Z"
    return Moment(text, local, utc, precision, zone, zone_source)


def now_utc() -> str:
    """Return the present time as ISO 8601 in UTC with milliseconds, ending in ``Z``."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
