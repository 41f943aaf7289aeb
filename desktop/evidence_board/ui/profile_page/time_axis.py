"""`TimeAxis`: where dates stand on a line that several rows share, and the days written below it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from PySide6.QtCore import QRectF

from evidence_board.ui.i18n import day_month, day_month_year
from evidence_board.ui.inspector.profile.profile_data import SeenMark

__all__ = ["MARK", "TimeAxis", "axis_over", "placed_marks"]

#: Side of a mark, logical pixels.
MARK = 9.0
_DAY = 86_400.0
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
#: Marks nearer than this stand on top of each other, as one.
_SAME = 4.0


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """A span of whole days, seconds as `Moment.sort_key` gives; time runs left to right in every language."""

    start: float
    end: float

    def x(self, at: float, width: float) -> float:
        """Return where a moment stands on a line so many pixels wide, room for a mark kept free at its end."""
        share = (at - self.start) / max(self.end - self.start, _DAY)
        return min(max(share, 0.0), 1.0) * max(width - MARK, 1.0)

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day."""
        return _day(self.start), _day(self.end - 1.0)

    def ticks(self, parts: int) -> list[tuple[float, str]]:
        """Return moments to write below the line, in order, about so many, and how they read."""
        total = max(round((self.end - self.start) / _DAY), 1)
        steps = sorted({round(total * part / parts) for part in range(parts)})
        first, last = self.days
        several = first.year != last.year
        found = []
        for number, step in enumerate(steps):
            day = _day(self.start + step * _DAY)
            words = day_month_year(day) if several or number == 0 else day_month(day)
            found.append((self.start + step * _DAY, words))
        return found


def axis_over(marks: Iterable[SeenMark]) -> TimeAxis | None:
    """Return the axis that holds all of these dates; None when there is none."""
    ends = [(mark.at, mark.until) for mark in marks]
    if not ends:
        return None
    first, last = min(at for at, _ in ends), max(until for _, until in ends)
    start = first // _DAY * _DAY
    end = (last - 1.0 if last > first else last) // _DAY * _DAY + _DAY
    return TimeAxis(start, end)


def placed_marks(marks: Sequence[SeenMark], axis: TimeAxis, line: QRectF) -> list[tuple[QRectF, tuple[SeenMark, ...]]]:
    """Return where marks stand on a line; those at one place are one mark of several.

    Args:
        marks: in order.
        axis: of the line.
        line: rectangle whose middle height is the line.
    """
    top = line.center().y() - MARK / 2
    found: list[tuple[QRectF, tuple[SeenMark, ...]]] = []
    group: list[SeenMark] = []
    box = QRectF()
    for mark in marks:
        x = axis.x(mark.at, line.width())
        wide = max(MARK, axis.x(mark.until, line.width()) - x) if mark.until > mark.at else MARK
        if group and line.x() + x - box.x() < _SAME:
            group.append(mark)
            box.setWidth(max(box.width(), wide))
            continue
        if group:
            found.append((box, tuple(group)))
        group, box = [mark], QRectF(line.x() + x, top, wide, MARK)
    if group:
        found.append((box, tuple(group)))
    return found


def _day(seconds: float) -> date:
    return (_EPOCH + timedelta(seconds=seconds)).date()
