"""The things of a board as primitives: marks, pictures, names, counts."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from evidence_board.scene import Icons, Images, Markers, Primitive, Size, Texts, as_points
from evidence_board.scene_style import Pen, Placement, Shape, TextStyle
from evidence_board.ui.board.board_content import BoardContent
from evidence_board.ui.board.board_drawing import Drawing
from evidence_board.ui.board.board_geometry import MAX_LABEL
from evidence_board.ui.board.board_look import (
    ENTITY_SHAPES,
    MEDIA_FRAME,
    NODE_SIZE,
    BoardLook,
    Detail,
    node_half,
)
from evidence_board.ui.i18n import number

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from evidence_board.scene import Array

    Indices = npt.NDArray[np.intp]

__all__ = ["badges", "labels", "marks", "pill_size"]

_ICON_SHARE = 0.54
#: The largest hubs of a large board keep their names far out.
_HUBS, _LARGE = 40, 300
#: Where the name of a node stands, best first: far out there is seldom room below every one.
_BESIDE = (Placement.BELOW, Placement.RIGHT, Placement.LEFT, Placement.ABOVE)


def marks(
    drawing: Drawing, by_kind: dict[str, list[int]], look: BoardLook, *, plain: Collection[str]
) -> list[Primitive]:
    """Return the marks and pictures of some nodes.

    Args:
        drawing: what and where.
        by_kind: positions of the nodes of each kind.
        look: colours.
        plain: ids of media without a picture.
    """
    found: list[Primitive] = []
    for kind, rows in by_kind.items():
        where = drawing.points[rows]
        if kind == "media":
            found += _media(drawing.content, rows, where, look, plain, drawing.detail)
        else:
            ids = [drawing.content.nodes[row].id for row in rows]
            found += _entities(kind, where, ids, look, drawing.detail)
    return found


def pill_size(duration: str) -> tuple[float, float]:
    """Width and height of the dark box with the length of a video, in pixels."""
    return 23.0 + 6.2 * len(duration), 18.0


def _entities(kind: str, where: Array, ids: Sequence[str], look: BoardLook, detail: Detail) -> list[Primitive]:
    size, side = detail.size(kind), NODE_SIZE[kind]
    icon = Size(side * _ICON_SHARE, world=True, min_px=detail.least * _ICON_SHARE, max_px=size.max_px * _ICON_SHARE)
    # The head of a pin, where its icon belongs, lies above its middle.
    lift = -0.08 * side if kind == "location" else 0.0
    return [
        Markers(points=where, shape=ENTITY_SHAPES[kind], size=size, fill=look.kinds[kind], ids=ids, obstacle=True),
        Icons(
            points=where + as_points([(0.0, lift)]),
            name=look.icons[kind],
            size=icon,
            color=look.ink,
            min_scale=detail.icons,
        ),
    ]


def _media(
    content: BoardContent,
    rows: Sequence[int],
    where: Array,
    look: BoardLook,
    plain: Collection[str],
    detail: Detail,
) -> list[Primitive]:
    ids = [content.nodes[row].id for row in rows]
    wide, high = detail.picture()
    found: list[Primitive] = [
        Markers(
            points=where,
            shape=Shape.ROUNDED,
            size=Size(22.0, world=True, min_px=detail.least),
            fill=look.kinds["media"],
            ids=ids,
            max_scale=detail.pictures,
        ),
        Images(
            points=where,
            keys=ids,
            width=wide,
            height=high,
            radius=3.0,
            pen=Pen(look.line, 1.0),
            gap_px=MEDIA_FRAME - 1.0,
            fill=look.pane,
            ids=ids,
            min_scale=detail.pictures,
            obstacle=True,
        ),
    ]
    bare = [place for place, row in enumerate(rows) if content.nodes[row].plain or content.nodes[row].id in plain]
    if bare:
        found.append(
            Icons(points=where[bare], name="file", size=Size(16), color=look.media_icon, min_scale=detail.pictures)
        )
    lengths: dict[int, list[int]] = {}
    for place, row in enumerate(rows):
        if content.nodes[row].duration:
            lengths.setdefault(len(content.nodes[row].duration), []).append(place)
    for group in lengths.values():
        found += _pills([content.nodes[rows[place]].duration for place in group], where[group], look, detail)
    return found


def _pills(durations: list[str], where: Array, look: BoardLook, detail: Detail) -> list[Primitive]:
    """The length of videos on a dark box at the lower right corner."""
    width, height = pill_size(durations[0])
    across, down = node_half("media")
    right, middle = across + 3.0, down - 9.0
    style = look.pill
    text = TextStyle(style.color, px=style.px, weight=style.weight)
    box = (right - width / 2, middle)
    return [
        Images(
            points=where, keys=[""] * len(durations), width=Size(width), height=Size(height), offset_px=box,
            radius=style.radius, fill=style.chip, min_scale=detail.pills,
        ),
        Icons(
            points=where, name="play", size=Size(11), color=style.color, min_scale=detail.pills,
            offset_px=(right - width + 10.5, middle),
        ),
        Texts(
            points=where, texts=durations, style=text, collide=False, min_scale=detail.pills,
            offset_px=(right - width / 2 + 7.0, middle),
        ),
    ]  # fmt: skip


def labels(drawing: Drawing, by_kind: dict[str, list[int]], look: BoardLook) -> list[Primitive]:
    """Return the names of some nodes; hubs come first where there is not room for all."""
    import numpy as np

    content, points, detail = drawing.content, drawing.points, drawing.detail
    degrees = np.array([node.links for node in content.nodes], dtype=np.float64)
    hubs: set[int] = set()
    if len(content.nodes) > _LARGE:
        hubs = set(np.argsort(-degrees, kind="stable")[:_HUBS].tolist())
    found: list[Primitive] = []
    for kind, rows in by_kind.items():
        for chosen, from_scale in (
            ([row for row in rows if row in hubs], 0.0),
            ([row for row in rows if row not in hubs], detail.labels),
        ):
            if chosen:
                found.append(
                    Texts(
                        points=points[chosen],
                        texts=[content.nodes[row].label for row in chosen],
                        style=look.label,
                        placements=_BESIDE if len(content.nodes) <= _LARGE else (Placement.BELOW,),
                        gap=detail.label_gap(kind),
                        priority=degrees[chosen] + (20.0 if kind == "media" else 40.0),
                        min_scale=from_scale,
                        max_px=MAX_LABEL,
                    )
                )
    return found


def badges(drawing: Drawing, nodes: Indices, look: BoardLook) -> list[Primitive]:
    """Return how many files belong to each of some nodes, at its upper right."""
    content = drawing.content
    groups: dict[tuple[str, bool], list[int]] = {}
    for row in nodes.tolist():
        node = content.nodes[row]
        if node.badge > 1:
            groups.setdefault((node.kind, node.badge < 10), []).append(row)
    found: list[Primitive] = []
    for (kind, single), rows in groups.items():
        across, up = node_half(kind)
        found.append(
            Texts(
                points=drawing.points[rows],
                texts=[number(content.nodes[row].badge) for row in rows],
                style=_padded(look.badge, 5.5 if single else 3.5),
                offset_px=(across + 4.0, -up + 2.0),
                collide=False,
                min_scale=drawing.detail.badges,
            )
        )
    return found


def _padded(style: TextStyle, across: float) -> TextStyle:
    return TextStyle(
        style.color, px=style.px, weight=style.weight, chip=style.chip, chip_pen=style.chip_pen,
        padding=(across, 1.5), radius=style.radius,
    )  # fmt: skip
