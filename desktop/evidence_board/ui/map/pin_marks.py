"""Pins as parts of a display list: thumbnail in a frame with a tip, and the badge with the count."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from evidence_board.scene import Icons, Images, Markers, Primitive, Texts
from evidence_board.scene_style import Pen, Placement, Shape, Size, TextStyle
from evidence_board.ui.i18n import number
from evidence_board.ui.map.pin_set import LEVELS

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from evidence_board.scene import Array
    from evidence_board.ui.map.map_colors import MapColors

__all__ = [
    "CHOSEN",
    "GAP_PX",
    "LIFTED",
    "PLAIN",
    "PinLook",
    "badge_style",
    "beyond_marks",
    "dot_primitives",
    "dot_radius",
    "pin_primitives",
]

#: Band between picture and border.
GAP_PX = 2.0
_TIP_PX = 9.0
_ICON_PX = 16.0
# Radius of the dot of one photo.
_LEAST_DOT = 6.0


@dataclass(frozen=True, slots=True)
class PinLook:
    """Measures of a pin in pixels.

    Attributes:
        thumb: side of the picture.
        border: width of the border, 0 to take that of the level.
        lift: from the anchor to the lower edge of the frame.
    """

    thumb: float
    border: float
    lift: float

    @property
    def outer(self) -> float:
        """Side of the frame, about (levels differ by a pixel)."""
        return self.thumb + 2 * (GAP_PX + (self.border or 2.0))

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and lower edge of the frame, from the anchor."""
        return -self.outer / 2, -self.lift - self.outer, self.outer / 2, -self.lift


PLAIN = PinLook(thumb=36.0, border=0.0, lift=5.0)
#: Selected with others.
CHOSEN = PinLook(thumb=40.0, border=3.0, lift=5.0)
#: The one selected photo: it stands above the dot on its exact position.
LIFTED = PinLook(thumb=40.0, border=3.0, lift=13.0)


def pin_primitives(
    points: Array,
    keys: Sequence[str],
    *,
    counts: npt.NDArray[np.int64],
    ranks: npt.NDArray[np.int64],
    look: PinLook,
    colors: MapColors,
    absent: Callable[[str], bool],
    accent: bool = False,
) -> list[Primitive]:
    """Return the marks of many pins, bottom first.

    Args:
        points: anchors in the world, shape (k, 2).
        keys: ids of the photos they show.
        counts: photos in each, shape (k,).
        ranks: position in `LEVELS` of the level of each, shape (k,).
        look: measures.
        colors: of the map.
        absent: tells whether the picture of an id is not there (yet): an icon stands in for it.
        accent: drawn as selected.
    """
    import numpy as np

    found: list[Primitive] = []
    for rank in np.unique(ranks).tolist():
        pen = colors.pins[LEVELS[rank]]
        if accent:
            pen = Pen(colors.accent, look.border)
        elif look.border:
            pen = replace(pen, width=look.border)
        chosen = np.flatnonzero(ranks == rank)
        tip = Markers(
            points=points[chosen],
            shape=Shape.DIAMOND,
            size=Size(_TIP_PX),
            fill=colors.surface if look is LIFTED else pen.color,
            offset_px=(0.0, -look.lift),
        )
        frame = Images(
            points=points[chosen],
            keys=[keys[at] for at in chosen.tolist()],
            width=Size(look.thumb),
            height=Size(look.thumb),
            placement=Placement.ABOVE,
            offset_px=(0.0, -look.lift - GAP_PX - pen.width),
            radius=4.0,
            pen=pen,
            gap_px=GAP_PX,
            fill=colors.surface,
        )
        found += [tip, frame]
    missing = [at for at, key in enumerate(keys) if absent(key)]
    if missing:
        middle = -look.lift - look.outer / 2
        found.append(
            Icons(
                points=points[missing],
                name="image",
                size=Size(_ICON_PX),
                color=colors.neutral,
                offset_px=(0.0, middle),
            )
        )
    many = np.flatnonzero(counts > 1)
    if len(many):
        _, top, right, _ = look.box
        found.append(
            Texts(
                points=points[many],
                texts=[number(value) for value in counts[many].tolist()],
                style=badge_style(colors),
                offset_px=(right - 3.5, top + 2.5),
                collide=False,
            )
        )
    return found


def dot_radius(count: int) -> float:
    """Return the radius in pixels of a dot that stands for so many photos."""
    return 6.0 if count == 1 else 9.0 if count < 10 else 11.0 if count < 100 else 14.0


def dot_primitives(
    points: Array, *, counts: npt.NDArray[np.int64], ranks: npt.NDArray[np.int64], colors: MapColors
) -> list[Primitive]:
    """Return dots in the colours of their levels, those of many photos with their number.

    Args:
        points: anchors in the world, shape (k, 2).
        counts: photos in each, shape (k,).
        ranks: position in `LEVELS` of the level of each, shape (k,).
        colors: of the map.
    """
    import numpy as np

    found: list[Primitive] = []
    radii = np.array([dot_radius(count) for count in counts.tolist()])
    for rank in np.unique(ranks).tolist():
        for radius in np.unique(radii[ranks == rank]).tolist():
            found.append(
                Markers(
                    points=points[(ranks == rank) & (radii == radius)],
                    shape=Shape.CIRCLE,
                    size=Size(2 * radius),
                    fill=colors.surface if radius > _LEAST_DOT else colors.pins[LEVELS[rank]].color,
                    pen=Pen(colors.pins[LEVELS[rank]].color, 2.0) if radius > _LEAST_DOT else Pen(colors.surface, 1.5),
                )
            )
    many = np.flatnonzero(counts > 1)
    if len(many):
        found.append(
            Texts(
                points=points[many],
                texts=[_short(value) for value in counts[many].tolist()],
                style=TextStyle(colors.text, px=10.0, weight=600),
                collide=False,
            )
        )
    return found


def _short(value: int) -> str:
    """Return a count that fits a dot."""
    return number(value) if value < 1000 else f"{value // 1000}k"


def beyond_marks(points: Array, colors: MapColors) -> list[Primitive]:
    """Return an arrow out of the map on pins whose photos lie beyond its upper or lower edge.

    Args:
        points: anchors in the world, shape (k, 2).
        colors: of the map.
    """
    found: list[Primitive] = []
    left, top, _, _ = PLAIN.box
    for name, chosen in (("chevron-up", points[:, 1] < 0.5), ("chevron-down", points[:, 1] >= 0.5)):
        if chosen.any():
            at = (left + 3.5, top + 2.5)
            disc = Markers(
                points=points[chosen], shape=Shape.CIRCLE, size=Size(16.0), fill=colors.ink,
                pen=Pen(colors.surface, 1.5), offset_px=at,
            )  # fmt: skip
            found += [
                disc,
                Icons(points=points[chosen], name=name, size=Size(12.0), color=colors.surface, offset_px=at),
            ]
    return found


def badge_style(colors: MapColors) -> TextStyle:
    """Return the look of a count: dark on a light map, light on a dark one."""
    return TextStyle(
        color=colors.surface,
        px=11.0,
        weight=600,
        chip=colors.ink,
        chip_pen=Pen(colors.surface, 1.5),
        padding=(5.0, 1.5),
        radius=99.0,
    )
