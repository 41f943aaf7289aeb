"""A display list: what a map, a board or a timeline shows, as plain data.

``ui/canvas`` paints it and the exports write SVG from the same list, so nothing here knows Qt.

* Positions are float64 in *world* units, x to the right and y down (normalised Mercator on the map,
  board units on the board, seconds on the timeline).
* Lengths called ``px`` are screen pixels before the device pixel ratio. A :class:`Size` is either
  pixels or world units between two pixel limits.
* Colours are ``0xAARRGGBB`` integers, not premultiplied. Alpha 0 means "not drawn".
* Every primitive holds many things of ONE style, because painting is fast only in batches. Give
  ``ids`` (one per thing) to make them answer hit tests.
* Everything is immutable: a painter thread may still hold the scene that a newer one replaced.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeAlias

from evidence_board.scene_style import INFINITY, NO_SIZE, PIN_TIP, Cap, Pen, Placement, Rect, Shape, Size, TextStyle

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Array: TypeAlias = npt.NDArray[np.float64]

__all__ = [
    "INFINITY", "NO_SIZE", "PIN_TIP", "Cap", "Circles", "Icons", "Images", "Layer", "Lines", "Markers", "Paths", "Pen",
    "Placement", "Primitive", "Rect", "Rects", "Scene", "Sectors", "Shape", "Size", "TextStyle", "Texts",
    "as_boxes", "as_points", "bounds_of",
]  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Primitive:
    """Base of everything drawn.

    Attributes:
        ids: one hashable per thing, for hit tests; ``None`` when it cannot be hit.
        min_scale: drawn from this many pixels per world unit on (level of detail).
        max_scale: drawn below this many pixels per world unit.
        obstacle: text that avoids collisions also stays off these things.
    """

    ids: Sequence[Hashable] | None = None
    min_scale: float = 0.0
    max_scale: float = INFINITY
    obstacle: bool = False

    def visible_at(self, scale: float) -> bool:
        """True when the level of detail shows this at ``scale`` pixels per world unit."""
        return self.min_scale <= scale < self.max_scale


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Lines(Primitive):
    """Straight lines of one style.

    Attributes:
        segments: (n, 4) world ``x0, y0, x1, y1``.
        pen: line style.
        gap: how far the line stops short of its ends, e.g. half the size of a node.
        gaps: (n, 2) factors on ``gap`` for start and end; ``None`` means no gap.
        shift_px: (n,) sideways displacement in pixels, so that several links between the same two
            nodes lie beside each other; positive is to the right of the direction of travel
            (y points down).
        head_px: length of the arrow head at the end; 0 for none.
        cross: an x at the middle (refuted links).
    """

    segments: Array
    pen: Pen
    gap: Size = NO_SIZE
    gaps: Array | None = None
    shift_px: Array | None = None
    head_px: float = 0.0
    cross: bool = False


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Paths(Primitive):
    """Polylines, or polygons when ``closed``.

    Attributes:
        points: (m, 2) world vertices of all rings, one after the other.
        starts: index of the first vertex of each ring, ascending, beginning with 0.
        pen: outline, or ``None``.
        fill: ``0xAARRGGBB``; used when ``closed``. All rings together fill by the odd-even rule, so
            holes work.
        closed: join the last vertex of each ring to the first.
    """

    points: Array
    starts: Sequence[int] = (0,)
    pen: Pen | None = None
    fill: int = 0
    closed: bool = False


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Markers(Primitive):
    """Points drawn as one shape of one size.

    Attributes:
        points: (n, 2) world centres. The tip of ``Shape.PIN`` lies ``PIN_TIP`` times the size below.
        shape: outline.
        size: width and height.
        fill: ``0xAARRGGBB``.
        pen: outline inside which the fill lies, or ``None``.
        offset_px: displacement on screen.
    """

    points: Array
    shape: Shape
    size: Size
    fill: int
    pen: Pen | None = None
    offset_px: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Circles(Primitive):
    """Circles of true size: radius in world units (how far off a position may be).

    Attributes:
        points: (n, 2) world centres.
        radii: (n,) world units along x.
        fill: ``0xAARRGGBB``.
        pen: outline, or ``None``.
    """

    points: Array
    radii: Array
    fill: int = 0
    pen: Pen | None = None


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Sectors(Primitive):
    """Wedges with a radius on screen: the direction a camera looked.

    Attributes:
        points: (n, 2) world tips.
        bearings: (n,) degrees clockwise from up, middle of the wedge.
        spreads: (n,) full opening in degrees.
        radius: length of the sides.
        fill: ``0xAARRGGBB``.
        pen: outline, or ``None``.
    """

    points: Array
    bearings: Array
    spreads: Array
    radius: Size
    fill: int = 0
    pen: Pen | None = None


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Rects(Primitive):
    """Axis-aligned boxes in world units (bars, spans, regions).

    Attributes:
        rects: (n, 4) world ``x0, y0, x1, y1``.
        fill: ``0xAARRGGBB``.
        pen: outline, or ``None``.
        radius: corner radius in pixels.
    """

    rects: Array
    fill: int = 0
    pen: Pen | None = None
    radius: float = 0.0


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Images(Primitive):
    """Pictures by key; the painter asks a provider for the pixels.

    Attributes:
        points: (n, 2) world anchors.
        keys: one key per picture, as the provider understands it.
        width: width of the box; the picture fills it and is cropped at the middle.
        height: height of the box.
        placement: side of the anchor on which the box stands.
        offset_px: further displacement on screen.
        radius: corner radius in pixels.
        pen: frame around the picture, or ``None``.
        gap_px: width of a band of ``fill`` between picture and frame.
        fill: colour of that band, and of the whole box while the pixels are not there yet.
    """

    points: Array
    keys: Sequence[str]
    width: Size
    height: Size
    placement: Placement = Placement.CENTRE
    offset_px: tuple[float, float] = (0.0, 0.0)
    radius: float = 0.0
    pen: Pen | None = None
    gap_px: float = 0.0
    fill: int = 0


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Icons(Primitive):
    """Line icons of one name, size and colour.

    Attributes:
        points: (n, 2) world centres.
        name: icon name, e.g. ``"shield"``.
        size: width and height.
        color: ``0xAARRGGBB`` of the strokes.
        offset_px: displacement on screen.
    """

    points: Array
    name: str
    size: Size
    color: int
    offset_px: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Texts(Primitive):
    """Labels of one style.

    Attributes:
        points: (n, 2) world anchors.
        texts: one string per anchor.
        style: font and colours.
        placements: sides of the anchor to try, best first.
        gap: distance from the anchor to the text.
        offset_px: further displacement on screen.
        priority: (n,) higher is placed first; ``None`` keeps the given order. All texts of a scene
            compete with each other.
        collide: false draws every text, wherever it lies, and keeps others off it.
        max_px: longer texts are cut with an ellipsis; 0 for no limit.
    """

    points: Array
    texts: Sequence[str]
    style: TextStyle
    placements: tuple[Placement, ...] = (Placement.CENTRE,)
    gap: Size = NO_SIZE
    offset_px: tuple[float, float] = (0.0, 0.0)
    priority: Array | None = None
    collide: bool = True
    max_px: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """Primitives drawn in order under one name.

    Attributes:
        name: unique inside a scene.
        items: what is drawn, bottom first.
    """

    name: str
    items: tuple[Primitive, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """Layers from bottom to top.

    Attributes:
        layers: with unique names.
    """

    layers: tuple[Layer, ...] = ()

    def layer(self, name: str) -> Layer:
        """The layer called ``name``.

        Raises:
            KeyError: no such layer.
        """
        for layer in self.layers:
            if layer.name == name:
                return layer
        raise KeyError(name)

    def with_layer(self, name: str, items: Iterable[Primitive]) -> Scene:
        """A scene whose layer ``name`` holds ``items``; a new name goes on top."""
        fresh = Layer(name, tuple(items))
        if any(layer.name == name for layer in self.layers):
            layers = tuple(fresh if layer.name == name else layer for layer in self.layers)
        else:
            layers = (*self.layers, fresh)
        return replace(self, layers=layers)

    def __iter__(self) -> Iterator[tuple[Layer, Primitive]]:
        """Every primitive with its layer, bottom first."""
        for layer in self.layers:
            for item in layer.items:
                yield layer, item

    def bounds(self) -> Rect | None:
        """World rectangle around everything (anchors only: pixel sizes are not counted), or ``None``."""
        found: Rect | None = None
        for _, item in self:
            box = bounds_of(item)
            if box is not None:
                found = box if found is None else found.united(box)
        return found


def bounds_of(item: Primitive) -> Rect | None:
    """World rectangle around the coordinates of one primitive, or ``None`` when it is empty."""
    import numpy as np

    match item:
        case Lines():
            boxes = item.segments
        case Rects():
            boxes = item.rects
        case Circles():
            radii = item.radii[:, None]
            boxes = np.hstack([item.points - radii, item.points + radii])
        case Paths() | Markers() | Sectors() | Images() | Icons() | Texts():
            boxes = item.points
        case _:
            return None
    if not len(boxes):
        return None
    x, y = boxes[:, 0::2], boxes[:, 1::2]
    return Rect(float(x.min()), float(y.min()), float(x.max()), float(y.max()))


def as_points(points: Any) -> Array:
    """``points`` (any sequence of pairs) as an (n, 2) float64 array."""
    import numpy as np

    return np.asarray(points, dtype=np.float64).reshape(-1, 2)


def as_boxes(boxes: Any) -> Array:
    """``boxes`` (any sequence of fours: segments or rectangles) as an (n, 4) float64 array."""
    import numpy as np

    return np.asarray(boxes, dtype=np.float64).reshape(-1, 4)
