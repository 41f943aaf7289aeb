"""Turns content and positions of the board into a display list."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from evidence_board.model.levels import Level
from evidence_board.scene import Icons, Images, Layer, Lines, Markers, Primitive, Scene, Size, Texts, as_points
from evidence_board.scene_style import Pen, Placement, Shape, TextStyle
from evidence_board.ui.board.board_content import BoardContent
from evidence_board.ui.board.board_drawing import Drawing
from evidence_board.ui.board.board_geometry import MAX_LABEL, visible_ends
from evidence_board.ui.board.board_look import (
    ENTITY_SHAPES,
    LABEL_GAP,
    MEDIA_FRAME,
    MEDIA_SIZE,
    NODE_SIZE,
    BoardLook,
    node_half,
    node_size,
)
from evidence_board.ui.board.board_words import scale_steps
from evidence_board.ui.i18n import number

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from evidence_board.scene import Array

    Indices = npt.NDArray[np.intp]

__all__ = ["BADGES_FROM", "FAR_LINKS", "FAR_SCALE", "HEAD", "PICTURES_FROM", "PILLS_FROM", "build_scene", "pill_size"]

#: From this scale on pictures are shown; below it media are small squares.
PICTURES_FROM = 0.36
BADGES_FROM, PILLS_FROM = 0.62, 0.8
_ICONS_FROM, _LABELS_FROM, _WORDS_FROM = 0.4, 0.42, 0.62
#: Below this scale at most so many links are drawn, and without heads.
FAR_SCALE, FAR_LINKS = 0.3, 12_000
_MANY = 2_000
HEAD = 8.0
_ICON_SHARE = 0.54
_ORDER = {level.value: rank for rank, level in enumerate(Level)}
#: The largest hubs of a large board keep their names far out.
_HUBS, _LARGE = 40, 300


def pill_size(duration: str) -> tuple[float, float]:
    """Width and height of the dark box with the length of a video, in pixels."""
    return 23.0 + 6.2 * len(duration), 18.0


def build_scene(
    drawing: Drawing,
    look: BoardLook,
    *,
    compact: bool = False,
    lifted: Collection[int] = (),
    plain: Collection[str] = (),
) -> Scene:
    """Return the display list of a board.

    Args:
        drawing: what and where.
        look: colours and pens.
        compact: leave the words of links out.
        lifted: positions of nodes that are being dragged: they and their links are left out.
        plain: ids of media without a picture.
    """
    import numpy as np

    content, points = drawing.content, drawing.points
    nodes = np.array([row for row in range(len(content.nodes)) if row not in lifted], dtype=np.intp)
    edges = np.array(
        [row for row, edge in enumerate(content.edges) if edge.start not in lifted and edge.end not in lifted],
        dtype=np.intp,
    )
    segments, gaps = drawing.segments, drawing.gaps
    layers = [Layer("links", tuple(_lines(content, edges, segments, gaps, look)))]
    if not compact:
        layers.append(Layer("words", tuple(_words(drawing, edges, look))))
    layers.append(Layer("crosses", tuple(_crosses(content, edges, segments, gaps, look))))
    by_kind: dict[str, list[int]] = {}
    for row in nodes.tolist():
        by_kind.setdefault(content.nodes[row].kind, []).append(row)
    marks: list[Primitive] = []
    for kind, rows in by_kind.items():
        where = points[rows]
        ids = [content.nodes[row].id for row in rows]
        marks += (
            _media(content, rows, where, ids, look, plain) if kind == "media" else _entities(kind, where, ids, look)
        )
    layers.append(Layer("nodes", tuple(marks)))
    layers.append(Layer("labels", tuple(_labels(content, by_kind, points, look))))
    layers.append(Layer("badges", tuple(_badges(content, nodes, points, look))))
    return Scene(tuple(layers))


def _lines(content: BoardContent, edges: Indices, segments: Array, gaps: Array, look: BoardLook) -> list[Primitive]:
    import numpy as np

    many = len(edges) > _MANY
    groups: dict[tuple[str, bool], list[int]] = {}
    for row in edges.tolist():
        edge = content.edges[row]
        groups.setdefault((edge.level, edge.directed), []).append(row)
    found: list[Primitive] = []
    # The weakest first: where lines cross, the surer one lies on top.
    for (level, directed), rows in sorted(groups.items(), key=lambda one: -_ORDER[one[0][0]]):
        found.append(
            Lines(
                segments=segments[rows],
                pen=look.pens[level],
                gap=Size(1.0, world=True),
                gaps=gaps[rows],
                head_px=HEAD if directed else 0.0,
                ids=[content.edges[row].id for row in rows],
                min_scale=FAR_SCALE if many else 0.0,
            )
        )
    if many:
        far = np.asarray(_telling(content, edges, segments), dtype=np.intp)
        for level in sorted({content.edges[row].level for row in far.tolist()}, key=lambda one: -_ORDER[one]):
            rows = [row for row in far.tolist() if content.edges[row].level == level]
            pen = look.pens[level]
            thin = Pen((pen.color & 0xFFFFFF) | 0x58000000, 1.4 if level == "confirmed" else 1.0)
            ids = [content.edges[row].id for row in rows]
            found.insert(0, Lines(segments=segments[rows], pen=thin, ids=ids, max_scale=FAR_SCALE))
    return found


def _telling(content: BoardContent, edges: Indices, segments: Array) -> list[int]:
    """The links drawn far out: the surest, then the shortest, which show the groups."""
    if len(edges) <= FAR_LINKS:
        return [int(row) for row in edges]
    import numpy as np

    step = segments[:, 2:] - segments[:, :2]
    length = np.hypot(step[:, 0], step[:, 1])
    rows: list[int] = edges.tolist()
    rows.sort(key=lambda row: (_ORDER[content.edges[row].level] > 1, float(length[row])))
    return rows[:FAR_LINKS]


def _words(drawing: Drawing, edges: Indices, look: BoardLook) -> list[Primitive]:
    import numpy as np

    if not len(edges):
        return []
    content, places = drawing.content, drawing.places
    found: list[Primitive] = []
    steps = scale_steps(drawing.segments[edges], drawing.gaps[edges], drawing.words[edges], least=_WORDS_FROM)
    for scale, chosen in steps:
        rows = edges[chosen].tolist()
        found.append(
            Texts(
                points=places[rows],
                texts=[content.edges[row].relation for row in rows],
                style=look.words,
                priority=np.array([-200.0 - _ORDER[content.edges[row].level] for row in rows]),
                min_scale=scale,
                max_px=MAX_LABEL,
            )
        )
    return found


def _crosses(content: BoardContent, edges: Indices, segments: Array, gaps: Array, look: BoardLook) -> list[Primitive]:
    """The x on refuted links."""
    rows = [row for row in edges.tolist() if content.edges[row].level == "refuted"]
    if not rows:
        return []
    start, end = visible_ends(segments[rows], gaps[rows])
    return [
        Icons(points=(start + end) / 2, name="x", size=Size(15), color=look.bad, min_scale=FAR_SCALE, obstacle=True)
    ]


def _entities(kind: str, where: Array, ids: Sequence[str], look: BoardLook) -> list[Primitive]:
    size, side = node_size(kind), NODE_SIZE[kind]
    icon = Size(
        side * _ICON_SHARE, world=True, min_px=side * _ICON_SHARE * _ICONS_FROM, max_px=size.max_px * _ICON_SHARE
    )
    # The head of a pin, where its icon belongs, lies above its middle.
    lift = -0.08 * side if kind == "location" else 0.0
    return [
        Markers(points=where, shape=ENTITY_SHAPES[kind], size=size, fill=look.kinds[kind], ids=ids, obstacle=True),
        Icons(
            points=where + as_points([(0.0, lift)]),
            name=look.icons[kind],
            size=icon,
            color=look.ink,
            min_scale=_ICONS_FROM,
        ),
    ]


def _media(
    content: BoardContent,
    rows: Sequence[int],
    where: Array,
    ids: Sequence[str],
    look: BoardLook,
    plain: Collection[str],
) -> list[Primitive]:
    wide, high = MEDIA_SIZE
    found: list[Primitive] = [
        Markers(
            points=where,
            shape=Shape.ROUNDED,
            size=Size(22.0, world=True, min_px=5.0),
            fill=look.kinds["media"],
            ids=ids,
            max_scale=PICTURES_FROM,
        ),
        Images(
            points=where,
            keys=ids,
            width=Size(wide, world=True, max_px=wide * 2.5),
            height=Size(high, world=True, max_px=high * 2.5),
            radius=3.0,
            pen=Pen(look.line, 1.0),
            gap_px=MEDIA_FRAME - 1.0,
            fill=look.pane,
            ids=ids,
            min_scale=PICTURES_FROM,
            obstacle=True,
        ),
    ]
    bare = [place for place, row in enumerate(rows) if content.nodes[row].plain or content.nodes[row].id in plain]
    if bare:
        found.append(
            Icons(points=where[bare], name="file", size=Size(16), color=look.media_icon, min_scale=PICTURES_FROM)
        )
    lengths: dict[int, list[int]] = {}
    for place, row in enumerate(rows):
        if content.nodes[row].duration:
            lengths.setdefault(len(content.nodes[row].duration), []).append(place)
    for group in lengths.values():
        found += _pills([content.nodes[rows[place]].duration for place in group], where[group], look)
    return found


def _pills(durations: list[str], where: Array, look: BoardLook) -> list[Primitive]:
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
            radius=style.radius, fill=style.chip, min_scale=PILLS_FROM,
        ),
        Icons(
            points=where, name="play", size=Size(11), color=style.color, min_scale=PILLS_FROM,
            offset_px=(right - width + 10.5, middle),
        ),
        Texts(
            points=where, texts=durations, style=text, collide=False, min_scale=PILLS_FROM,
            offset_px=(right - width / 2 + 7.0, middle),
        ),
    ]  # fmt: skip


def _labels(content: BoardContent, by_kind: dict[str, list[int]], points: Array, look: BoardLook) -> list[Primitive]:
    import numpy as np

    degrees = np.array([node.links for node in content.nodes], dtype=np.float64)
    hubs: set[int] = set()
    if len(content.nodes) > _LARGE:
        hubs = set(np.argsort(-degrees, kind="stable")[:_HUBS].tolist())
    found: list[Primitive] = []
    for kind, rows in by_kind.items():
        gap = LABEL_GAP[kind]
        for chosen, from_scale in (
            ([row for row in rows if row in hubs], 0.0),
            ([row for row in rows if row not in hubs], _LABELS_FROM),
        ):
            if chosen:
                found.append(
                    Texts(
                        points=points[chosen],
                        texts=[content.nodes[row].label for row in chosen],
                        style=look.label,
                        placements=(Placement.BELOW,),
                        gap=Size(gap, world=True, min_px=7.0, max_px=gap * 1.6),
                        priority=degrees[chosen] + (20.0 if kind == "media" else 40.0),
                        min_scale=from_scale,
                        max_px=MAX_LABEL,
                    )
                )
    return found


def _badges(content: BoardContent, nodes: Indices, points: Array, look: BoardLook) -> list[Primitive]:
    """How many files belong to a thing, at its upper right."""
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
                points=points[rows],
                texts=[number(content.nodes[row].badge) for row in rows],
                style=_padded(look.badge, 5.5 if single else 3.5),
                offset_px=(across + 4.0, -up + 2.0),
                collide=False,
                min_scale=BADGES_FROM,
            )
        )
    return found


def _padded(style: TextStyle, across: float) -> TextStyle:
    return TextStyle(
        style.color, px=style.px, weight=style.weight, chip=style.chip, chip_pen=style.chip_pen,
        padding=(across, 1.5), radius=style.radius,
    )  # fmt: skip
