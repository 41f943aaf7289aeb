"""The condition about when a file was taken or posted."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

from evidence_board.filters.checked import only, read_number, read_text
from evidence_board.filters.nodes import Condition, Test
from evidence_board.model.case_index import CaseIndex, ItemRow
from evidence_board.model.moments import Moment

__all__ = ["TIME_OF", "InTime", "TimeSpan"]

#: Which time is asked: when it was taken or, if that is unknown, posted; taken; posted; one or the other.
TIME_OF = ("known", "taken", "posted", "either")
#: Seconds of the years 1 to 9999 on the axis of the timeline.
_FIRST, _LAST = -62_135_596_800.0, 253_402_300_800.0
#: What a date without a clock time, or without a day, stands for on the axis.
_MIDNIGHT = "0000-01-01T00:00:00"
_WHOLE = len(_MIDNIGHT)


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """A span on the axis of the timeline: seconds as `Moment.sort_key` gives, start included, end not."""

    start: float
    end: float

    def holds(self, moment: Moment | None) -> bool:
        """Tell whether a moment lies inside."""
        return moment is not None and self.start <= moment.sort_key < self.end


@dataclass(frozen=True, slots=True)
class InTime(Condition):
    """Files of a span of time."""

    span: TimeSpan
    of: str = "known"
    word: ClassVar[str] = "time"
    cost: ClassVar[int] = 6
    only_one: ClassVar[bool] = True

    def __post_init__(self) -> None:
        """Refuse a word that means nothing: such a filter could be saved and never read again."""
        if self.of not in TIME_OF:
            raise ValueError(f"no time {self.of!r}")

    def test(self, index: CaseIndex) -> Test:
        """Return what to ask of each file."""
        holds = _between(self.span)
        match self.of:
            case "taken":
                return lambda item: holds(item.captured)
            case "posted":
                return lambda item: holds(item.posted)
            case "either":
                return lambda item: holds(item.captured) or holds(item.posted)
        return lambda item: holds(_known(item))

    def values(self) -> dict[str, Any]:
        """Return what it is made of."""
        return {"from": self.span.start, "to": self.span.end, "of": self.of}

    @classmethod
    def from_values(cls, untrusted_values: Mapping[str, Any]) -> Self:
        """Return the condition with these values."""
        only(untrusted_values, "from", "to", "of")
        start, end = (read_number(untrusted_values, name, least=_FIRST, most=_LAST) for name in ("from", "to"))
        if end <= start:
            raise ValueError("“to” lies before “from”")
        return cls(TimeSpan(start, end), read_text(untrusted_values, "of", words=TIME_OF))


def _between(span: TimeSpan) -> Callable[[Moment | None], bool]:
    """Return what `TimeSpan.holds` says, much quicker: ISO texts of one length sort like the times they say."""
    first, last = _iso(span.start), _iso(span.end)

    def holds(moment: Moment | None) -> bool:
        if moment is None:
            return False
        local = moment.local
        # The axis has whole seconds, and a day begins at midnight.
        return first <= (local[:_WHOLE] if len(local) >= _WHOLE else local + _MIDNIGHT[len(local) :]) < last

    return holds


def _iso(seconds: float) -> str:
    if seconds <= _FIRST:
        return ""
    if seconds >= _LAST:
        return "~"
    moment = datetime(1970, 1, 1) + timedelta(seconds=seconds)
    return moment.isoformat(timespec="microseconds").removesuffix(".000000")


def _known(item: ItemRow) -> Moment | None:
    return item.captured or item.posted
