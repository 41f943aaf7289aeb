"""Names on the map: towns with their dots, countries, seas, and what the case adds; none covers another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

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

__all__ = ["AROUND", "MapNames", "Name"]

#: Sides to try for the label of an area.
AROUND = (BELOW, ABOVE, RIGHT, LEFT)

_DOT_PX = 7.0
_CITY_PEOPLE = 100_000
_CITIES_BY_PEOPLE_FROM = 7.0
_COUNTRIES_TO = 7.5
_TOWN_RANK = 8


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
    """

    text: str
    style: TextStyle
    x: float
    y: float
    priority: float
    offset: float = 0.0
    sides: tuple[str, ...] = (CENTRE,)
    dot: bool = False


class MapNames:
    """Finds names for a frame and places them. Made in the GUI thread, used in the painter thread."""

    def __init__(self, *, fonts: FontSource) -> None:
        self._stamps = LabelStamps(fonts=fonts)
        self._stale = False

    def reset(self) -> None:
        """Measure anew from the next frame on (fonts changed)."""
        self._stale = True

    def primitives(
        self,
        basemap: Basemap | None,
        frame: Frame,
        colors: MapColors,
        *,
        own: Iterable[Name],
        taken: Iterable[Rect],
        compact: bool,
    ) -> list[Primitive]:
        """Return dots and texts for a frame.

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
        names = list(own)
        if basemap is not None:
            names += self._of_basemap(basemap, frame, colors, compact=compact)
        placer = LabelPlacer(gap=3.0)
        for rect in taken:
            placer.add_obstacle(rect)
        wishes = []
        for name in names:
            width, height = self._stamps.size(name.text, name.style, max_px=0)
            wishes.append(
                LabelWish(name.x, name.y, width, height, priority=name.priority, offset=name.offset, sides=name.sides)
            )
        texts: dict[TextStyle, list[tuple[str, float, float]]] = {}
        dots: list[tuple[float, float]] = []
        for placed in placer.place_all(wishes):
            name = names[placed.index]
            middle = placed.rect.y + placed.rect.height / 2
            texts.setdefault(name.style, []).append((name.text, placed.rect.x, middle))
            if name.dot:
                dots.append((name.x, name.y))
        return [*_dots(dots, frame, colors), *_texts(texts, frame)]

    def _of_basemap(self, basemap: Basemap, frame: Frame, colors: MapColors, *, compact: bool) -> list[Name]:
        zoom = zoom_of(frame.camera.scale)
        box = frame.world
        bounds = Bounds(max(0.0, box.x0), max(0.0, box.y0), min(1.0, box.x1), min(1.0, box.y1))
        if bounds.width <= 0 or bounds.height <= 0:
            return []
        names: list[Name] = []
        style = TextStyle(colors.sea_name, px=13.0, italic=True, halo=colors.sea_halo, halo_px=1.5)
        for order, sea in enumerate(basemap.seas(bounds, zoom=zoom)):
            width, _ = self._stamps.size(sea.name, style, max_px=0)
            if width / 2 <= sea.clearance * frame.camera.scale * 1.3:
                names.append(Name(sea.name, style, *frame.to_view(sea.x, sea.y), priority=-100.0 + order))
        if zoom < _COUNTRIES_TO:
            style = TextStyle(colors.country, px=12.0, weight=600, halo=colors.land_halo, halo_px=1.5)
            for order, country in enumerate(basemap.countries(bounds, zoom=zoom)):
                width, _ = self._stamps.size(country.name, style, max_px=0)
                if width / 2 <= country.clearance * frame.camera.scale * 1.2:
                    names.append(
                        Name(country.name, style, *frame.to_view(country.x, country.y), priority=-50.0 + order / 100)
                    )
        return names + _towns(basemap, bounds, frame, colors, zoom=zoom, compact=compact)


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


def _texts(texts: dict[TextStyle, list[tuple[str, float, float]]], frame: Frame) -> list[Primitive]:
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
