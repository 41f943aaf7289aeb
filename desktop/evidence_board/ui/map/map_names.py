"""Names on the map: towns with their dots, countries, seas, and what the case adds; none covers another."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from evidence_board.geo.basemap import place_rank
from evidence_board.geo.labels import ABOVE, BELOW, BESIDE, CENTRE, LEFT, RIGHT, LabelPlacer, LabelWish, Rect
from evidence_board.geo.mercator import Bounds
from evidence_board.scene import Markers, Pen, Placement, Primitive, Shape, Size, Texts, TextStyle, as_points
from evidence_board.ui.canvas.label_stamps import FontSource, LabelStamps
from evidence_board.ui.map.basemap_painter import zoom_of

if TYPE_CHECKING:
    from evidence_board.geo.basemap import Basemap
    from evidence_board.ui.canvas.frame import Frame
    from evidence_board.ui.map.map_colors import MapColors

__all__ = ["AROUND", "MapNames", "Name", "view_in"]

#: Sides to try for the label of an area.
AROUND = (BELOW, ABOVE, RIGHT, LEFT)

_DOT_PX = 7.0
_CITY_PEOPLE = 100_000
_CITIES_BY_PEOPLE_FROM = 7.0
_COUNTRIES_TO = 7.5
_TOWN_RANK = 8
# A name beside its dot may also stand this much lower, below the pin on the dot, or higher.
_ASIDE = 8.0
_INSET, _CLEAR = 14.0, 5.0
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


class MapNames:
    """Finds names for a frame and places them. Made in the GUI thread, used in the painter thread."""

    def __init__(self, *, fonts: FontSource) -> None:
        self._stamps = LabelStamps(fonts=fonts)
        self._stale = False

    def reset(self) -> None:
        """Measure anew from the next frame on (fonts changed)."""
        self._stale = True

    def placed(
        self,
        basemap: Basemap | None,
        frame: Frame,
        colors: MapColors,
        *,
        own: Iterable[Name],
        taken: Iterable[Rect],
        compact: bool,
    ) -> tuple[list[Primitive], list[Primitive]]:
        """Return dots and texts for a frame: those of the basemap, and our own.

        Args:
            basemap: gives towns, countries and seas; none without it.
            frame: where they are drawn; only the part inside 0..1 is named.
            colors: of the map.
            own: names of the case, placed before the others if their priority says so.
            taken: rectangles, in pixels of the frame, that no text may cover.
            compact: fewer towns.

        Raises:
            KnownError: the map file is damaged.
        """
        if self._stale:
            self._stale = False
            self._stamps.clear()
        ours = list(own)
        names = list(ours)
        if basemap is not None:
            names += self._of_basemap(basemap, frame, colors, compact=compact)
        placer = LabelPlacer(gap=3.0)
        for rect in taken:
            placer.add_obstacle(rect)
        texts: tuple[_Written, _Written] = ({}, {})
        dots: tuple[list[tuple[float, float]], list[tuple[float, float]]] = ([], [])
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
            row = name.text, placed.x, placed.y + placed.height / 2
            texts[own_name].setdefault(name.style, []).append(row)
            if name.dot:
                dots[own_name].append((name.x, name.y))
        below, above = (
            [*_dots(dots[own_name], frame, colors), *_texts(texts[own_name], frame)] for own_name in (False, True)
        )
        return below, above

    def _place(self, name: Name, placer: LabelPlacer, view: Rect) -> Rect | None:
        """Find room for a name around its anchor; no edge of the view may cut it."""
        width, height = self._stamps.size(name.text, name.style, max_px=0)
        x, y = _drawn_into(view, name, width, height) if name.roam else (name.x, name.y)
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

    def _of_basemap(self, basemap: Basemap, frame: Frame, colors: MapColors, *, compact: bool) -> list[Name]:
        zoom = zoom_of(frame.camera.scale)
        box = frame.world
        bounds = Bounds(max(0.0, box.x0), max(0.0, box.y0), min(1.0, box.x1), min(1.0, box.y1))
        if bounds.width <= 0 or bounds.height <= 0:
            return []
        names: list[Name] = []
        style = TextStyle(colors.sea_name, px=13.0, italic=True, halo=colors.sea_halo, halo_px=1.5)
        names += self._seas(basemap, bounds, frame, style, zoom=zoom)
        if zoom < _COUNTRIES_TO:
            style = TextStyle(colors.country, px=12.0, weight=600, halo=colors.land_halo, halo_px=1.5)
            for order, country in enumerate(basemap.countries(bounds, zoom=zoom)):
                width, _ = self._stamps.size(country.name, style, max_px=0)
                if width / 2 <= country.clearance * frame.camera.scale * 1.2:
                    x, y = frame.to_view(country.x, country.y)
                    roam = max(country.clearance * frame.camera.scale - width * 0.4, 0.0)
                    names.append(Name(country.name, style, x, y, priority=-50.0 + order / 100, roam=roam))
        return names + _towns(basemap, bounds, frame, colors, zoom=zoom, compact=compact)

    def _seas(self, basemap: Basemap, bounds: Bounds, frame: Frame, style: TextStyle, *, zoom: float) -> list[Name]:
        """Names of seas: on open water in the view, where there is any; else around it."""
        view = view_in(frame)
        found: dict[str, Name] = {}
        whole: set[str] = set()
        inner = bounds.grown(-(frame.width - view.width) / 2 / frame.camera.scale)
        for area in (inner, bounds):
            for order, sea in enumerate(basemap.seas(area, zoom=zoom)):
                width, height = self._stamps.size(sea.name, style, max_px=0)
                clear = sea.clearance * frame.camera.scale
                if sea.name in whole or width / 2 > clear * 1.3:
                    continue
                x, y = frame.to_view(sea.x, sea.y)
                name = Name(sea.name, style, x, y, priority=-100.0 + order, roam=max(clear - width * 0.4, 0.0))
                x, y = _drawn_into(view, name, width, height)
                if Rect(x - width / 2, y - height / 2, width, height).inside(view):
                    whole.add(sea.name)
                    found[sea.name] = name
                elif area is bounds:
                    found[sea.name] = name
        return list(found.values())


def _towns(
    basemap: Basemap, bounds: Bounds, frame: Frame, colors: MapColors, *, zoom: float, compact: bool
) -> list[Name]:
    worst = place_rank(zoom)
    shown = min(max(worst - 1, 0), _TOWN_RANK) if compact else worst
    city = TextStyle(colors.city, px=13.0, weight=600, halo=colors.land_halo)
    town = TextStyle(colors.town, px=12.0, halo=colors.land_halo)
    names = []
    for order, place in enumerate(basemap.places(bounds, max_rank=shown)):
        large = place.rank <= worst - 2 or (zoom >= _CITIES_BY_PEOPLE_FROM and place.population >= _CITY_PEOPLE)
        x, y = frame.to_view(place.x, place.y)
        names.append(
            Name(place.name, city if large else town, x, y, priority=order, offset=8.0, sides=BESIDE, dot=True)
        )
    return names


def _dot_box(name: Name) -> Rect:
    return Rect(name.x - _DOT_PX / 2, name.y - _DOT_PX / 2, _DOT_PX, _DOT_PX)


def view_in(frame: Frame) -> Rect:
    """Return where the view lies in a frame, which reaches past it on all sides."""
    view = frame.view
    return Rect(view.x0, view.y0, view.width, view.height)


def _drawn_into(view: Rect, name: Name, width: float, height: float) -> tuple[float, float]:
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


def _dots(dots: list[tuple[float, float]], frame: Frame, colors: MapColors) -> list[Primitive]:
    if not dots:
        return []
    world = [frame.camera.to_world(x, y, width=frame.width, height=frame.height) for x, y in dots]
    return [
        Markers(
            points=as_points(world),
            shape=Shape.CIRCLE,
            size=Size(_DOT_PX),
            fill=colors.surface,
            pen=Pen(colors.dot, 1.5),
        )
    ]


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
