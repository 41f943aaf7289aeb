"""The display list of one frame of the map: areas, names, places, guesses, pins."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from evidence_board.geo.basemap import COARSE_ZOOM
from evidence_board.geo.labels import Rect
from evidence_board.scene import Circles, Icons, Layer, Markers, Primitive, Scene, Sectors, as_points
from evidence_board.scene_style import PIN_TIP, Shape, Size, TextStyle
from evidence_board.ui.map.basemap_names import Spelling, names_of
from evidence_board.ui.map.basemap_painter import zoom_of
from evidence_board.ui.map.map_colors import see_through
from evidence_board.ui.map.map_names import AROUND, MapNames, Name, view_in
from evidence_board.ui.map.pin_marks import LIFTED, PLAIN, beyond_marks, dot_primitives, dot_radius, pin_primitives
from evidence_board.ui.map.pin_set import LEVELS, PinLevel

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from evidence_board.geo.basemap import Basemap
    from evidence_board.ui.canvas.frame import Frame
    from evidence_board.ui.map.map_colors import MapColors
    from evidence_board.ui.map.map_content import MapContent

    Indices = npt.NDArray[np.intp]

__all__ = ["GUESS_LARGEST_PX", "GUESS_LEAST_PX", "PLACES_FROM", "PLACE_MARK_PX", "MapScenes", "View"]

#: An area smaller than this on screen is drawn as a ring of this radius.
GUESS_LEAST_PX = 11.0
#: A larger one shows only its edge.
GUESS_LARGEST_PX = 400.0
_GUESS_ICON_PX = 2.5
PLACE_MARK_PX = 16.0
#: Zoom level from which places of the case are marked, and from which they are named.
PLACES_FROM, _PLACE_NAMES_FROM = 8.0, 11.0
_RADIUS_FROM_PX = 12.0
_CONES_FROM, _CONE_PX = 10.0, 38.0
_AREA_OPACITY = 0.13
_REACH_PX = 80.0
_DOT_ROOM_PX = 14.0
#: How much is left of a circle that belongs to nothing selected.
_FAINT = 0.4


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """What the painter is to show besides the camera.

    Attributes:
        content: pins, guesses, places.
        colors: of the theme.
        lifted: ids of the selected photos; their pins are drawn above everything by someone else.
        compact: fewer names.
        names: show names at all.
        spelling: in which language and scripts the basemap is named.
    """

    content: MapContent
    colors: MapColors
    lifted: frozenset[str] = frozenset()
    compact: bool = False
    names: bool = True
    spelling: Spelling = field(default_factory=Spelling)


class MapScenes:
    """Makes a scene per frame. Made in the GUI thread, used in the painter thread."""

    def __init__(self, *, names: MapNames, absent: Callable[[str], bool]) -> None:
        self._names = names
        self._absent = absent

    def scene(self, basemap: Basemap | None, frame: Frame, view: View, *, names: Iterable[Name] = ()) -> Scene:
        """Return what lies above the basemap; ``names`` are those of the user's own maps.

        Raises:
            KnownError: the map file is damaged.
        """
        zoom = zoom_of(frame.camera.scale)
        pins, seen = _in_sight(frame, view.content)
        level = view.content.pins.at(zoom)
        alone = len(view.content.pins.numbers_of(view.lifted)) == 1
        hidden = {int(level.clusters.labels[number]) for number in view.content.pins.numbers_of(view.lifted)}
        shown = [pin for pin in seen.tolist() if pin not in hidden]
        dots = [pin for pin in shown if level.dots[pin]]
        pictures = [pin for pin in shown if not level.dots[pin]]
        own, guesses = _guesses(view, frame)
        marks, place_names = _places(view, frame, zoom)
        taken = _corners(frame, zoom)
        for pin in seen.tolist():
            x, y = frame.to_view(*pins[pin].tolist())
            if level.dots[pin] and pin not in hidden:
                radius = dot_radius(int(level.clusters.counts[pin]))
                taken.append(Rect(x - radius, y - radius, 2 * radius, 2 * radius))
            else:
                taken += _pin_boxes(x, y, lifted=alone and pin in hidden)
        written: tuple[list[Primitive], list[Primitive]] = ([], [])
        if view.names:
            world = (
                names_of(
                    basemap,
                    frame,
                    view.colors,
                    spelling=view.spelling,
                    compact=view.compact,
                    size=self._names.size,
                )
                if basemap is not None
                else []
            )
            written = self._names.placed(
                frame, view.colors, basemap=world, own=[*own, *place_names, *names], taken=taken
            )
        return Scene(
            (
                Layer("areas", tuple(_areas(view, frame, shown, level.clusters.counts, level.clusters.representative))),
                Layer("guesses", tuple(guesses)),
                Layer("names", tuple(written[0])),
                Layer("own names", tuple(written[1])),
                Layer("places", tuple(marks)),
                Layer("cones", tuple(_cones(view, zoom, shown, level.clusters.counts, level.clusters.representative))),
                Layer("dots", tuple(_dots(pins, level, dots, view.colors))),
                Layer(
                    "pins",
                    tuple(
                        pin_primitives(
                            pins[pictures],
                            [level.keys[pin] for pin in pictures],
                            counts=level.clusters.counts[pictures],
                            ranks=level.weakest[pictures],
                            look=PLAIN,
                            colors=view.colors,
                            absent=self._absent,
                        )
                        + beyond_marks(pins[_beyond(view.content, level, pictures)], view.colors)
                    )
                    if pictures
                    else (),
                ),
            )
        )


def _dots(pins: npt.NDArray[np.float64], level: PinLevel, dots: list[int], colors: MapColors) -> list[Primitive]:
    """Where pictures would hide the map and each other: a dot per pin."""
    if not dots:
        return []
    return dot_primitives(pins[dots], counts=level.clusters.counts[dots], ranks=level.weakest[dots], colors=colors)


def _in_sight(frame: Frame, content: MapContent) -> tuple[npt.NDArray[np.float64], Indices]:
    """Return the anchors of all pins and the numbers of those near the frame."""
    import numpy as np

    anchors = content.pins.at(zoom_of(frame.camera.scale)).clusters.xy
    box = frame.world.expanded(_REACH_PX / frame.camera.scale)
    x, y = anchors[:, 0], anchors[:, 1]
    # Of several worlds in view each pin stands in one: the nearest, where it can also be clicked.
    nearest = np.abs(x - frame.camera.x) <= 0.5
    return anchors, np.flatnonzero(nearest & (x >= box.x0) & (x <= box.x1) & (y >= box.y0) & (y <= box.y1))


def _beyond(content: MapContent, level: PinLevel, shown: list[int]) -> list[int]:
    """Those of the pins that hold a photo which lies north or south of the map."""
    import numpy as np

    numbers = np.flatnonzero(content.pins.beyond)
    return sorted({int(level.clusters.labels[number]) for number in numbers}.intersection(shown))


def _pin_boxes(x: float, y: float, *, lifted: bool) -> tuple[Rect, Rect]:
    """The frame of a pin with its badge, and its tip (or the dot below a lifted one)."""
    left, top, right, bottom = (LIFTED if lifted else PLAIN).box
    foot = 7.0 if lifted else 3.0
    frame = Rect(x + left, y + top - 6, right - left + 6, bottom - top + 4)
    return frame, Rect(x - foot, y + bottom, 2 * foot, foot - bottom)


def _corners(frame: Frame, zoom: float) -> list[Rect]:
    """What scale bar, attribution and buttons cover; names stay off it."""
    view = view_in(frame)
    right, bottom = view.x + view.width, view.y + view.height
    foot = 48.0 if zoom > COARSE_ZOOM else 28.0
    return [
        Rect(view.x, bottom - 28, 190, 28),
        Rect(right - 330, bottom - foot, 330, foot),
        Rect(right - 48, view.y, 48, 112),
    ]


def _areas(
    view: View, frame: Frame, shown: list[int], counts: npt.NDArray[np.int64], first: npt.NDArray[np.int64]
) -> list[Primitive]:
    """Circles of how far off single photos may be, where they are large enough to see."""
    pins, scale = view.content.pins, frame.camera.scale
    strength = _FAINT if view.lifted else 1.0
    by_rank: dict[int, list[int]] = {}
    for pin in shown:
        alone = int(first[pin])
        if counts[pin] == 1 and pins.radii[alone] * scale >= _RADIUS_FROM_PX:
            by_rank.setdefault(pins.level_rank(alone), []).append(alone)
    return [
        Circles(
            points=pins.xy[numbers],
            radii=pins.radii[numbers],
            pen=replace(pen := view.colors.areas[LEVELS[rank]], color=see_through(pen.color, 0.75 * strength)),
            fill=see_through(view.colors.place, strength * _tint(float(pins.radii[numbers].max()) * scale, frame) / 2),
        )
        for rank, numbers in by_rank.items()
    ]


def _cones(
    view: View, zoom: float, shown: list[int], counts: npt.NDArray[np.int64], first: npt.NDArray[np.int64]
) -> list[Primitive]:
    """Wedges that say where single photos look."""
    import numpy as np

    pins = view.content.pins
    if zoom < _CONES_FROM:
        return []
    numbers = [int(first[pin]) for pin in shown if counts[pin] == 1]
    numbers = [number for number in numbers if not np.isnan(pins.bearings[number])]
    if not numbers:
        return []
    return [
        Sectors(
            points=pins.xy[numbers],
            bearings=pins.bearings[numbers],
            spreads=pins.spreads[numbers],
            radius=Size(_CONE_PX),
            fill=see_through(view.colors.place, 0.2),
        )
    ]


def _tint(radius: float, frame: Frame) -> float:
    """Opacity of an area: none once it is larger than the view, which it would only tint."""
    largest = min(frame.width, frame.height)
    return _AREA_OPACITY * min(max((largest - radius) / (largest / 2), 0.0), 1.0)


def _guesses(view: View, frame: Frame) -> tuple[list[Name], list[Primitive]]:
    """Areas of photos that are not placed, each with an icon and its words."""
    colors, names, found = view.colors, [], list[Primitive]()
    style = TextStyle(colors.text, px=12.0, weight=500, halo=colors.land_halo)
    for guess in view.content.guesses:
        middle, reach = as_points([(guess.x, guess.y)]), guess.radius * frame.camera.scale
        pen = colors.areas[guess.level]
        # While something is selected, the circle in the accent is its own; the others step back.
        strength = _FAINT if view.lifted and view.lifted.isdisjoint(guess.ids) else 1.0
        pen = replace(pen, color=see_through(pen.color, strength)) if strength < 1.0 else pen
        if reach >= GUESS_LEAST_PX:
            found.append(
                Circles(
                    points=middle,
                    radii=as_points([(guess.radius, 0)])[:, 0],
                    pen=pen,
                    fill=see_through(colors.place, strength * _tint(reach, frame)),
                )
            )
        else:
            # From very far a ring of full size would cover a country, and the next ring.
            ring = GUESS_LEAST_PX if reach >= _GUESS_ICON_PX else GUESS_LEAST_PX / 2
            found.append(
                Markers(
                    points=middle,
                    shape=Shape.CIRCLE,
                    size=Size(2 * ring),
                    pen=pen,
                    fill=see_through(colors.place, strength * _AREA_OPACITY),
                )
            )
        if _GUESS_ICON_PX <= reach <= GUESS_LARGEST_PX:
            # From inside the area an icon would look like a point in it.
            found.append(Icons(points=middle, name="image", size=Size(14.0), color=colors.place))
        if reach >= GUESS_LEAST_PX:
            x, y = frame.to_view(guess.x, guess.y)
            names.append(Name(guess.words, style, x, y, priority=-1000.0, offset=reach + 4.0, sides=AROUND))
    return names, found


def _places(view: View, frame: Frame, zoom: float) -> tuple[list[Primitive], list[Name]]:
    """Marks on the places of the case, and their names from close by."""
    places, colors = view.content.places, view.colors
    alone = view.content.pins.numbers_of(view.lifted)
    if len(alone) == 1:
        # The dot of the one selected photo is clearer than a mark behind it.
        x, y = view.content.pins.xy[alone[0]].tolist()
        near = _DOT_ROOM_PX / frame.camera.scale
        places = tuple(place for place in places if math.hypot(place.x - x, place.y - y) > near)
    if zoom < PLACES_FROM or not places:
        return [], []
    points = as_points([(place.x, place.y) for place in places])
    # The tip of a pin is its point.
    up = -PIN_TIP * PLACE_MARK_PX
    marks: list[Primitive] = [
        Markers(points=points, shape=Shape.PIN, size=Size(PLACE_MARK_PX), fill=colors.place, offset_px=(0.0, up)),
        Icons(
            points=points,
            name="map-pin",
            size=Size(PLACE_MARK_PX * 0.56),
            color=colors.on_place,
            offset_px=(0.0, up - 0.08 * PLACE_MARK_PX),
        ),
    ]
    if zoom < _PLACE_NAMES_FROM:
        return marks, []
    style = TextStyle(colors.text, px=12.0, weight=500, halo=colors.land_halo)
    names = []
    for order, place in enumerate(places):
        x, y = frame.to_view(place.x, place.y)
        names.append(
            Name(place.label, style, x, y + up, priority=-500.0 + order / 100, offset=12.0, sides=("right", *AROUND))
        )
    return marks, names
