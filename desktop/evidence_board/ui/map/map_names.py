"""Names on the map: towns with their dots, countries, seas, and what the case adds; none covers another."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from evidence_board.geo.labels import ABOVE, BELOW, CENTRE, LEFT, RIGHT, LabelPlacer, LabelWish, Rect
from evidence_board.scene import Icons, Markers, Pen, Placement, Primitive, Shape, Size, Texts, TextStyle, as_points
from evidence_board.ui.canvas.label_stamps import FontSource, LabelStamps

if TYPE_CHECKING:
    from evidence_board.ui.canvas.frame import Frame
    from evidence_board.ui.map.map_colors import MapColors

__all__ = ["AROUND", "MapNames", "Name", "drawn_into", "view_in"]

#: Sides to try for the label of an area.
AROUND = (BELOW, ABOVE, RIGHT, LEFT)

_DOT_PX = 7.0
# A name beside its dot may also stand this much lower, below the pin on the dot, or higher.
_ASIDE = 8.0
_INSET, _CLEAR = 14.0, 5.0
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff]")
# What two lines of one name stand nearer to each other than two names.
_LEADING = 3.0
_PLANE_PX = 13.0
_Dots: TypeAlias = dict[str, list[tuple[float, float]]]
_Written: TypeAlias = dict[TextStyle, list[tuple[str, float, float]]]
# What a halo adds to a text, kept inside the view as well.
_HALO = 2.0


@dataclass(frozen=True, slots=True)
class Name:
    """A text that would like a place on the map.

    Attributes:
        text: what it says.
        style: how it looks.
        x: anchor, pixels of the frame.
        y: anchor, pixels of the frame.
        priority: smaller is placed first.
        offset: pixels from the anchor to the text.
        sides: where to try, in order.
        dot: draw a dot on the anchor when there was room for the text.
        roam: how many pixels it may leave its anchor to be read whole in the view.
        under: a second line in the script of the place, or nothing.
        icon: drawn on the anchor in place of a dot.
    """

    text: str
    style: TextStyle
    x: float
    y: float
    priority: float
    offset: float = 0.0
    sides: tuple[str, ...] = (CENTRE,)
    dot: bool = False
    roam: float = 0.0
    under: str = ""
    icon: str = ""

    @property
    def under_style(self) -> TextStyle:
        """The look of the second line."""
        # Letters from right to left are small for their size.
        px = self.style.px if _RIGHT_TO_LEFT.search(self.under) else self.style.px - 1.0
        return replace(self.style, px=px, weight=400, italic=False)


class MapNames:
    """Finds names for a frame and places them. Made in the GUI thread, used in the painter thread."""

    def __init__(self, *, fonts: FontSource) -> None:
        self._stamps = LabelStamps(fonts=fonts)
        self._stale = False

    def reset(self) -> None:
        """Measure anew from the next frame on (fonts changed)."""
        self._stale = True

    def size(self, name: str, style: TextStyle) -> tuple[float, float]:
        """Return width and height of a text in pixels."""
        if self._stale:
            self._stale = False
            self._stamps.clear()
        return self._stamps.size(name, style, max_px=0)

    def placed(
        self,
        frame: Frame,
        colors: MapColors,
        *,
        basemap: Iterable[Name],
        own: Iterable[Name],
        taken: Iterable[Rect],
    ) -> tuple[list[Primitive], list[Primitive]]:
        """Return dots and texts for a frame: those of the basemap, and our own.

        Args:
            frame: where they are drawn.
            colors: of the map.
            basemap: towns, countries, seas.
            own: names of the case, placed before the others if their priority says so.
            taken: rectangles, in pixels of the frame, that no text may cover.
        """
        ours = list(own)
        names = [*ours, *basemap]
        placer = LabelPlacer(gap=3.0)
        for rect in taken:
            placer.add_obstacle(rect)
        texts: tuple[_Written, _Written] = ({}, {})
        dots: tuple[_Dots, _Dots] = ({}, {})
        mine = {id(name) for name in ours}
        for name in names:
            if name.dot and name.style.weight > 400:
                placer.add_obstacle(_dot_box(name))
        view, written = view_in(frame), LabelPlacer(gap=0.0)
        for name in sorted(names, key=lambda one: one.priority):
            if name.dot and not written.is_free(_dot_box(name)):
                continue  # its dot lies under another text
            placed = self._place(name, placer, view)
            if placed is None:
                continue
            written.add_obstacle(placed)
            if name.dot:
                placer.add_obstacle(_dot_box(name))
            own_name = id(name) in mine
            for style, row in self._lines(name, placed):
                texts[own_name].setdefault(style, []).append(row)
            if name.dot:
                dots[own_name].setdefault(name.icon, []).append((name.x, name.y))
        below, above = (
            [*_dots(dots[own_name], frame, colors), *_texts(texts[own_name], frame)] for own_name in (False, True)
        )
        return below, above

    def box_of(self, name: Name) -> tuple[float, float]:
        """Return width and height of a name with its second line."""
        width, height = self.size(name.text, name.style)
        if not name.under:
            return width, height
        more, lower = self.size(name.under, name.under_style)
        return max(width, more), height + lower - _LEADING

    def _lines(self, name: Name, box: Rect) -> list[tuple[TextStyle, tuple[str, float, float]]]:
        """Return the lines of a name in its box, each flush with the side of its anchor."""
        lines = [(name.text, name.style), *([(name.under, name.under_style)] if name.under else [])]
        share = 0.0 if box.x >= name.x else 1.0 if box.x + box.width <= name.x else 0.5
        found, top = [], box.y
        for text, style in lines:
            width, height = self.size(text, style)
            found.append((style, (text, box.x + (box.width - width) * share, top + height / 2)))
            top += height - _LEADING
        return found

    def _place(self, name: Name, placer: LabelPlacer, view: Rect) -> Rect | None:
        """Find room for a name around its anchor; no edge of the view may cut it."""
        width, height = self.box_of(name)
        x, y = drawn_into(view, name, width, height) if name.roam else (name.x, name.y)
        wishes = [
            LabelWish(x, y + down, width, height, offset=name.offset, sides=(side,))
            for side in name.sides
            for down in ((0.0, _ASIDE, -_ASIDE) if side in (RIGHT, LEFT) else (0.0,))
        ]
        # Only a name whose anchor can be seen may go out of its way to be seen whole.
        if Rect(x, y, 0, 0).inside(view):
            wishes.sort(key=lambda wish: not _whole(wish, view))
            wishes += [_slid(wish, view) for wish in wishes if wish.sides[0] in (ABOVE, BELOW)]
        wishes = [wish for wish in wishes if not _is_cut(_box(wish), view)]
        if name.dot:
            # A dot and its name are in the view together, or both out of it.
            seen = _dot_box(name).overlaps(view)
            wishes = [wish for wish in wishes if _box(wish).overlaps(view) is seen]
        return next((found[0] for wish in wishes if (found := placer.place(wish)) is not None), None)


def _dot_box(name: Name) -> Rect:
    return Rect(name.x - _DOT_PX / 2, name.y - _DOT_PX / 2, _DOT_PX, _DOT_PX)


def view_in(frame: Frame) -> Rect:
    """Return where the view lies in a frame, which reaches past it on all sides."""
    view = frame.view
    return Rect(view.x0, view.y0, view.width, view.height)


def drawn_into(view: Rect, name: Name, width: float, height: float) -> tuple[float, float]:
    """Move the anchor of a name on open water into the view, if the water reaches that far."""
    x = min(max(name.x, view.x + width / 2 + _INSET), view.x + view.width - width / 2 - _INSET)
    y = min(max(name.y, view.y + height / 2 + _INSET), view.y + view.height - height / 2 - 3 * _INSET)
    return (x, y) if math.hypot(x - name.x, y - name.y) <= name.roam else (name.x, name.y)


def _box(wish: LabelWish) -> Rect:
    """Return where a text stands at its only side."""
    x, y, side = wish.x - wish.width / 2, wish.y - wish.height / 2, wish.sides[0]
    across = {RIGHT: wish.offset + wish.width / 2, LEFT: -wish.offset - wish.width / 2}.get(side, 0.0)
    down = {BELOW: wish.offset + wish.height / 2, ABOVE: -wish.offset - wish.height / 2}.get(side, 0.0)
    return Rect(x + across, y + down, wish.width, wish.height)


def _grown(box: Rect, by: float) -> Rect:
    return Rect(box.x - by, box.y - by, box.width + 2 * by, box.height + 2 * by)


def _whole(wish: LabelWish, view: Rect) -> bool:
    """Tell whether a text at its only side would be read whole, with some room to the edge."""
    return _grown(_box(wish), _CLEAR).inside(view)


def _is_cut(box: Rect, view: Rect) -> bool:
    """Tell whether an edge of the view runs through a text."""
    box = _grown(box, _HALO)
    return box.overlaps(view) and not box.inside(view)


def _slid(wish: LabelWish, view: Rect) -> LabelWish:
    """Move a text above or below its anchor sideways into the view, as far as it still stands over the anchor."""
    reach, room = wish.width / 2, wish.width / 2 + _CLEAR
    x = min(max(wish.x, view.x + room), view.x + view.width - room)
    return replace(wish, x=min(max(x, wish.x - reach), wish.x + reach))


def _dots(dots: _Dots, frame: Frame, colors: MapColors) -> list[Primitive]:
    found: list[Primitive] = []
    for icon, places in dots.items():
        points = as_points([frame.camera.to_world(x, y, width=frame.width, height=frame.height) for x, y in places])
        if icon:
            found.append(Icons(points=points, name=icon, size=Size(_PLANE_PX), color=colors.town))
        else:
            found.append(
                Markers(
                    points=points,
                    shape=Shape.CIRCLE,
                    size=Size(_DOT_PX),
                    fill=colors.surface,
                    pen=Pen(colors.dot, 1.5),
                )
            )
    return found


def _texts(texts: _Written, frame: Frame) -> list[Primitive]:
    found: list[Primitive] = []
    for style, rows in texts.items():
        world = [frame.camera.to_world(x, y, width=frame.width, height=frame.height) for _, x, y in rows]
        found.append(
            Texts(
                points=as_points(world),
                texts=[text for text, _, _ in rows],
                style=style,
                placements=(Placement.RIGHT,),
                collide=False,
            )
        )
    return found
