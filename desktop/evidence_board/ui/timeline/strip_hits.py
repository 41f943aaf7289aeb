"""What lies under the pointer on the strip: a mark, a diamond, a bar, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from evidence_board.analysis.timeline import bar_start
from evidence_board.ui.timeline.event_names import LABEL_GAP, event_name
from evidence_board.ui.timeline.strip_layout import Content, Marks, RowName, bars_in, marks_in, measures

if TYPE_CHECKING:
    from PySide6.QtCore import QPointF

    from evidence_board.ui.canvas import CanvasView

__all__ = ["Place", "StripHit", "event_at", "hit_at", "mark_place", "place_of"]

_REACH_PX, _EVENT_REACH_PX = 6.0, 9.0
_ROWS: tuple[RowName, RowName] = ("taken", "posted")


@dataclass(frozen=True, slots=True)
class StripHit:
    """Something on the strip.

    Attributes:
        kind: ``item``, ``event``, ``bar``, or ``beyond``: what is selected and lies beyond an end of the view.
        ids: the row id; of a bar or a marker at an end those of all its files.
        row: ``taken``, ``posted`` or ``events``; ``earlier`` or ``later`` beyond an end.
        start: seconds at which a bar begins, or the mark stands.
        end: seconds at which a bar ends.
    """

    kind: Literal["item", "event", "bar", "beyond"]
    ids: tuple[str, ...]
    row: str
    start: float = 0.0
    end: float = 0.0

    @property
    def id(self) -> str:
        """The row id; of a bar the first."""
        return self.ids[0]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mark stands: world x in seconds, y in pixels from the top, its box in pixels around that.

    Attributes:
        x: seconds.
        y: pixels.
        wide: pixels.
        high: pixels.
    """

    x: float
    y: float
    wide: float
    high: float


def hit_at(view: CanvasView, pos: QPointF, content: Content, *, label_width: Callable[[str], float]) -> StripHit | None:
    """Return what lies at a pixel of the strip.

    Args:
        view: the canvas of the strip.
        pos: pixel of the view.
        content: what the strip shows.
        label_width: width of the name of an event in pixels.
    """
    sizes = measures(content.height)
    x, scale = view.to_world(pos)[0], view.camera.state.scale
    if pos.y() >= sizes.axis + 1:
        return None
    if pos.y() < sizes.ceiling:
        seen = view.visible_world
        return event_at(content, x, scale=scale, view=(seen.x0, seen.x1), label_width=label_width)
    name: RowName = "taken" if pos.y() < sizes.middle else "posted"
    if content.bars:
        return _bar_at(content, name, x, scale)
    found = _nearest(content, name, x, pos.y(), scale)
    return found or _nearest(content, _ROWS[name == "taken"], x, pos.y(), scale)


def event_at(
    content: Content, x: float, *, scale: float, view: tuple[float, float], label_width: Callable[[str], float]
) -> StripHit | None:
    """Return the event whose diamond, or whose name beside it, covers a place of the axis."""
    events = content.data.events
    last = int(events.at.searchsorted(x + _EVENT_REACH_PX / scale, side="right")) - 1
    after = last + 1
    if after < len(events.ids):
        name = event_name(events, after, scale=scale, view=view, width_of=label_width)
        if name is not None and name.left and x >= float(events.at[after]) - (LABEL_GAP + name.width) / scale:
            return StripHit("event", (events.ids[after],), "events", float(events.at[after]), float(events.end[after]))
    if last < 0:
        return None
    near = last
    if last and abs(float(events.at[last - 1]) - x) < abs(float(events.at[last]) - x):
        near = last - 1
    away = (x - float(events.at[near])) * scale
    if abs(away) > _EVENT_REACH_PX:
        name = event_name(events, near, scale=scale, view=view, width_of=label_width)
        right = LABEL_GAP + name.width if name is not None and not name.left else 0.0
        reach = max(right, (float(events.end[near]) - x) * scale + away)
        if not 0 < away <= reach:
            return None
    return StripHit("event", (events.ids[near],), "events", float(events.at[near]), float(events.end[near]))


def _nearest(content: Content, name: RowName, x: float, y: float, scale: float) -> StripHit | None:
    import numpy as np

    reach = 2 * _REACH_PX / scale
    marks = marks_in(content, name, x - reach, x + reach, scale=scale)
    if not len(marks.x):
        return None
    across = np.maximum(np.abs(marks.x - x) - marks.half, 0.0) * scale
    down = np.abs(marks.y - y)
    away = np.hypot(across, down)
    nearest = int(away.argmin())
    wide, high = max(marks.size / 2, _REACH_PX), max(float(marks.high[nearest]) / 2, _REACH_PX)
    if across[nearest] > wide or down[nearest] > high:
        return None
    row = content.row(name)
    at = marks.part.start + nearest
    return StripHit("item", (row.ids[at],), name, float(row.at[at]), float(row.at[at] + row.span[at]))


def _bar_at(content: Content, name: RowName, x: float, scale: float) -> StripHit | None:
    step = bars_in(content, x, x, scale=scale)[0].step
    start = bar_start(x, step)
    row = content.row(name)
    ids = row.ids[row.part(start, start + step)]
    return StripHit("bar", ids, name, start, start + step) if ids else None


def place_of(content: Content, name: RowName, item_id: str, *, scale: float) -> Place | None:
    """Return where one file stands in a row, wherever that is; None when it has no such date."""
    row = content.row(name)
    at = row.places.get(item_id)
    if at is None:
        return None
    when = float(row.at[at])
    if content.bars:
        bars = bars_in(content, when, when, scale=scale)[0]
        middle = measures(content.height).middle
        return Place(bars.start + bars.step / 2, middle + (-4.0 if name == "taken" else 4.0), 6.0, 6.0)
    marks = marks_in(content, name, when, when, scale=scale)
    return mark_place(marks, at - marks.part.start, scale=scale)


def mark_place(marks: Marks, at: int, *, scale: float) -> Place:
    """Return where one of the marks stands."""
    wide = max(marks.size, 2 * float(marks.half[at]) * scale)
    return Place(float(marks.x[at]), float(marks.y[at]), wide, float(marks.high[at]))
