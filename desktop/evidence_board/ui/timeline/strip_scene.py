"""The display list of the strip: squares, bars, diamonds with their names. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evidence_board.analysis.timeline import DAY
from evidence_board.scene import (
    Layer,
    Lines,
    Markers,
    Pen,
    Placement,
    Primitive,
    Rect,
    Rects,
    Scene,
    Shape,
    Size,
    Texts,
    TextStyle,
    as_boxes,
)
from evidence_board.ui.timeline.event_names import LABEL_GAP, LABEL_MOST, event_name
from evidence_board.ui.timeline.strip_layout import Bars, Content, Marks, RowName, bars_in, marks_in, measures

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Array = npt.NDArray[np.float64]
    Indices = npt.NDArray[np.intp]

__all__ = ["DIAMOND_PX", "Look", "strip_scene"]

DIAMOND_PX = 9.5
# Columns at least so wide have room for the faded ends of "about".
_ABOUT_PX, _END_PX = 20.0, 4.0
_SPAN_PX = 12.0


@dataclass(frozen=True, slots=True)
class Look:
    """Colours of the strip as 0xAARRGGBB, and the type of its labels.

    Attributes:
        marks: of a mark by strength: filtered out, outside the time filter, in full.
        tints: fill of a day-long bar, by strength.
        event: diamonds.
        text: names of events.
        label_px: size of the names.
    """

    marks: tuple[int, int, int]
    tints: tuple[int, int, int]
    event: int
    text: int
    label_px: float = 11.0

    @property
    def name(self) -> TextStyle:
        """The style of the names of events."""
        return TextStyle(self.text, self.label_px, 500)


def strip_scene(
    content: Content,
    look: Look,
    *,
    scale: float,
    world: Rect,
    view: tuple[float, float],
    width_of: Callable[[str], float],
) -> Scene:
    """Return everything to paint in a part of the strip.

    World x is seconds, world y pixels from the top. Nothing carries an id: `strip_hits` answers what lies
    where, from the same layout.

    Args:
        content: what there is.
        look: colours.
        scale: pixels per second.
        world: the part to paint.
        view: seconds at both ends of the view inside it; names are kept whole there.
        width_of: width of the name of an event in pixels.
    """
    layers = []
    if content.bars:
        for bars in bars_in(content, world.x0, world.x1, scale=scale):
            layers.append(Layer(bars.row, tuple(_bar_items(bars, content, look, scale))))
    else:
        names: tuple[RowName, RowName] = ("taken", "posted")
        for name in names:
            marks = marks_in(content, name, world.x0, world.x1, scale=scale)
            layers.append(Layer(name, tuple(_mark_items(marks, content, look, scale))))
    layers.append(Layer("events", tuple(_event_items(content, look, scale, world, view, width_of))))
    return Scene(tuple(layers))


def _mark_items(marks: Marks, content: Content, look: Look, scale: float) -> Iterator[Primitive]:
    import numpy as np

    row = content.row(marks.row)
    strength = content.strength(marks.row, marks.part)
    about, span = row.about[marks.part], row.span[marks.part]
    for level in range(3):
        chosen = strength == level
        colour, tint = look.marks[level], look.tints[level]
        yield from _doubt(marks, np.flatnonzero(chosen & (marks.half == 0)), about, span, colour, scale)
        yield from _squares(marks, np.flatnonzero(chosen & (marks.half == 0)), colour, scale)
        yield from _day_bars(marks, np.flatnonzero(chosen & (marks.half > 0)), colour, tint)


def _squares(marks: Marks, at: Indices, colour: int, scale: float) -> Iterator[Primitive]:
    """Squares; flat ones in a column that is too full."""
    if len(at):
        half = marks.size / 2 / scale
        boxes = _boxes(marks.x[at] - half, marks.x[at] + half, marks.y[at], marks.high[at])
        if marks.row == "taken":
            yield Rects(rects=boxes, fill=colour, radius=1.0)
        else:
            # Rounded, the smallest outlines would look like circles.
            yield Rects(rects=boxes, pen=Pen(colour, 1.0), radius=1.0 if marks.size > 5 else 0.0)


def _day_bars(marks: Marks, at: Indices, colour: int, tint: int) -> Iterator[Primitive]:
    """Day-only dates, as long as the day: tinted when taken; posted is the outline alone."""
    if len(at):
        boxes = _boxes(marks.x[at] - marks.half[at], marks.x[at] + marks.half[at], marks.y[at], marks.high[at])
        fill = tint if marks.row == "taken" else 0
        yield Rects(rects=boxes, fill=fill, pen=Pen(colour, 1.0), radius=1.0)


def _doubt(
    marks: Marks, at: Indices, about: npt.NDArray[np.bool_], span: Array, colour: int, scale: float
) -> Iterator[Primitive]:
    """A mark is as long as the doubt: faded ends of "about", a line along a month or a year."""
    import numpy as np

    near = at[about[at]]
    if len(near) and marks.step * scale >= _ABOUT_PX:
        for reach, strength in ((_END_PX, 0.25), (_END_PX / 2, 0.35)):
            wide = (marks.size / 2 + reach) / scale
            boxes = _boxes(marks.x[near] - wide, marks.x[near] + wide, marks.y[near], marks.high[near] * 0.66)
            yield Rects(rects=boxes, fill=_faded(colour, strength))
    long = at[(span[at] > DAY) & (span[at] * scale > 2 * marks.size)]
    if len(long):
        y = marks.y[long]
        segments = np.column_stack([marks.x[long], y, marks.x[long] + span[long], y])
        yield Lines(segments=as_boxes(segments), pen=Pen(_faded(colour, 0.6), 1.0, (3.0, 2.0)))


def _bar_items(bars: Bars, content: Content, look: Look, scale: float) -> Iterator[Primitive]:
    """Bars grow away from the line between the rows: in full nearest to it, then what is faded."""
    import numpy as np

    middle = measures(content.height).middle
    sign = -1.0 if bars.row == "taken" else 1.0
    left = bars.start + np.arange(bars.counts.shape[1]) * bars.step + 0.75 / scale
    right = left + bars.step - 1.5 / scale
    begun = np.zeros(bars.counts.shape[1])
    for level in (2, 1, 0):
        number = bars.counts[level]
        some = number > 0
        if not some.any():
            continue
        # Whatever is there shows, however little beside the highest bar.
        high = np.maximum(number / bars.per_px, 1.5)
        near, far = middle + sign * (1.0 + begun), middle + sign * (1.0 + begun + high)
        boxes = np.column_stack([left, np.minimum(near, far), right, np.maximum(near, far)])[some]
        colour = look.marks[level]
        if bars.row == "taken":
            yield Rects(rects=as_boxes(boxes), fill=colour)
        else:
            yield Rects(rects=as_boxes(boxes), fill=look.tints[level], pen=Pen(colour, 1.0))
        begun = begun + np.where(some, high, 0.0)


def _event_items(
    content: Content,
    look: Look,
    scale: float,
    world: Rect,
    view: tuple[float, float],
    width_of: Callable[[str], float],
) -> Iterator[Primitive]:
    import numpy as np

    events = content.data.events
    reach = (LABEL_MOST + 20) / scale
    # Starts are in order; an event that began long ago may still reach into view.
    seen = np.flatnonzero((events.end >= world.x0 - reach) & (events.at <= world.x1 + reach))
    if not len(seen):
        return
    y = measures(content.height).event
    points = np.column_stack([events.at[seen], np.full(len(seen), y)])
    long = seen[(events.end[seen] - events.at[seen]) * scale >= _SPAN_PX]
    if len(long):
        # Below the name, or it would strike it through.
        line = np.full(len(long), y + 6.0)
        segments = np.column_stack([events.at[long], line, events.end[long], line])
        yield Lines(segments=as_boxes(segments), pen=Pen(look.event, 1.0))
    yield Markers(
        points=points,
        shape=Shape.DIAMOND,
        size=Size(DIAMOND_PX),
        fill=look.event,
        obstacle=True,
    )
    alike: dict[tuple[bool, float], list[int]] = {}
    for place, one in enumerate(seen.tolist()):
        name = event_name(events, one, scale=scale, view=view, width_of=width_of)
        if name is not None:
            short = name.width < min(width_of(events.labels[one]), LABEL_MOST)
            alike.setdefault((name.left, name.width if short else LABEL_MOST), []).append(place)
    for (left, most), places in alike.items():
        yield Texts(
            points=points[places],
            texts=[events.labels[int(seen[place])] for place in places],
            style=look.name,
            placements=(Placement.LEFT if left else Placement.RIGHT,),
            gap=Size(LABEL_GAP),
            max_px=most,
        )


def _boxes(left: Array, right: Array, y: Array, high: Array) -> Array:
    import numpy as np

    return as_boxes(np.column_stack([left, y - high / 2, right, y + high / 2]))


def _faded(colour: int, strength: float) -> int:
    return (round((colour >> 24) * strength) << 24) | (colour & 0xFFFFFF)
