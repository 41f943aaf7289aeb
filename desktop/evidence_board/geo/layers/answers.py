"""Checks what the worker of layers answers; nothing of it is believed before."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from evidence_board.geo.layers.facts import (
    MOST_ZOOM,
    GeoBox,
    LayerFacts,
    LayerShapes,
    PaintedKind,
    ShapeStyle,
    TileKey,
    TilePart,
    TilePixels,
    VectorTile,
)
from evidence_board.geo.layers.problems import NOTE_WORDS, PROBLEM_CODES, layer_error
from evidence_board.geo.layers.schemas import ROLES, SCHEMAS
from evidence_board.model.flat_reading import FlatReader, UntrustedReplyError
from evidence_board.model.map_objects import LayerKind
from evidence_board.workers import Reply

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = [
    "MOST_PICTURE_PX",
    "MOST_SHAPES",
    "MOST_TILE_PX",
    "MOST_VERTICES",
    "read_facts",
    "read_pixels",
    "read_shapes",
    "read_vector",
]

MOST_TILE_PX: Final = 1024
MOST_PICTURE_PX: Final = 4096
MOST_SHAPES: Final = 100_000
MOST_VERTICES: Final = 3_000_000
_MOST_PARTS: Final = 400_000
_QUESTIONS: Final = ("crs", "points")
_OPTIONS_MOST: Final = 20_000


def check_problem(reply: Reply, *, name: str) -> None:
    """Raise the error that a reply stands for, if it does.

    Raises:
        KnownError: the file is no layer, in words.
    """
    code = reply.header.get("problem")
    if code is None:
        return
    read = FlatReader(reply.header)
    raise layer_error(name, read.choice("problem", PROBLEM_CODES), detail=read.text("detail", limit=120))


def read_facts(reply: Reply, *, name: str) -> LayerFacts:
    """Return what a layer is.

    Raises:
        KnownError: the file is no layer.
        UntrustedReplyError: the answer makes no sense.
    """
    check_problem(reply, name=name)
    read = FlatReader(reply.header)
    box = reply.header.get("bounds")
    return LayerFacts(
        kind=read.choice("kind", list(LayerKind)),
        name=read.text("name", limit=200),
        attribution=read.text("attribution", limit=400),
        bounds=None if box is None else _box(FlatReader(box)),
        min_zoom=read.whole("min_zoom", low=0, high=MOST_ZOOM),
        max_zoom=read.whole("max_zoom", low=read.whole("min_zoom", low=0, high=MOST_ZOOM), high=MOST_ZOOM),
        tile_px=read.whole("tile_px", low=16, high=MOST_TILE_PX),
        pixels=_flag(reply.header, "pixels"),
        vector=_flag(reply.header, "vector"),
        shapes=_flag(reply.header, "shapes"),
        schema=read.choice("schema", ("", *SCHEMAS)),
        count=read.whole("count", low=0, high=MOST_SHAPES),
        options=_options(reply.header.get("options")),
        notes=_words(read, "notes", tuple(NOTE_WORDS)),
        questions=_words(read, "questions", _QUESTIONS),
        width=read.whole("width", low=0, high=10**6),
        height=read.whole("height", low=0, high=10**6),
        residuals_m=tuple(_numbers(read, "residuals_m", limit=1000, low=0.0, high=1e9)),
    )


def read_pixels(reply: Reply, *, name: str, most: int = MOST_TILE_PX) -> TilePixels | None:
    """Return the pixels of a tile, None where the layer has none.

    Raises:
        KnownError: the tile cannot be read.
        UntrustedReplyError: the answer makes no sense.
    """
    check_problem(reply, name=name)
    if not reply.attachments:
        return None
    read = FlatReader(reply.header)
    width, height = (read.whole(side, low=1, high=most) for side in ("width", "height"))
    if len(reply.attachments) != 1 or len(reply.attachments[0]) != width * height * 4:
        raise UntrustedReplyError("pixels of another size than announced")
    return TilePixels(width, height, reply.attachments[0])


def read_vector(reply: Reply, *, key: TileKey, name: str) -> VectorTile | None:
    """Return the parts of a vector tile, None where the layer has none.

    Raises:
        KnownError: the tile cannot be read.
        UntrustedReplyError: the answer makes no sense.
    """
    check_problem(reply, name=name)
    if not reply.attachments:
        return None
    points, starts = _arrays(reply, ("<f8", "<i8"))
    points = points.reshape(-1, 2)
    parts = []
    first_point = first_start = 0
    for row in FlatReader(reply.header).rows("parts", limit=200):
        read = FlatReader(row)
        vertices = read.whole("points", low=0, high=len(points) - first_point)
        count = read.whole("starts", low=0, high=len(starts) - first_start)
        ours = starts[first_start : first_start + count]
        _check_starts(ours, vertices)
        names = read.texts("names", limit=count, each=120)
        local_names = read.texts("local_names", limit=count, each=120)
        ranks = [int(one) for one in _numbers(read, "ranks", limit=count, low=0, high=1e6)]
        if names and not len(names) == len(local_names) == len(ranks) == count:
            raise UntrustedReplyError("names without things that bear them")
        parts.append(
            TilePart(
                role=read.choice("role", ROLES),
                kind=PaintedKind(read.choice("kind", list(PaintedKind))),
                points=points[first_point : first_point + vertices],
                starts=ours,
                names=names,
                local_names=local_names,
                ranks=tuple(ranks),
            )
        )
        first_point, first_start = first_point + vertices, first_start + count
    return VectorTile(key, tuple(parts))


def read_shapes(reply: Reply, *, name: str) -> LayerShapes:
    """Return the shapes of a layer.

    Raises:
        KnownError: the file cannot be read.
        UntrustedReplyError: the answer makes no sense.
    """
    import numpy as np

    check_problem(reply, name=name)
    points, part_starts, first_part, times, text = _shape_arrays(reply)
    try:
        untrusted = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UntrustedReplyError("texts that cannot be read") from error
    read = FlatReader(untrusted, names=("kinds", "names", "notes", "styles", "looks"))
    count = len(first_part)
    kinds = tuple(PaintedKind(word) for word in _words(read, "kinds", tuple(PaintedKind), limit=count))
    names = read.texts("names", limit=count, each=200)
    notes = read.texts("notes", limit=count, each=2000)
    looks = tuple(map(_look, read.rows("looks", limit=MOST_SHAPES)))
    styles = tuple(int(one) for one in _numbers(read, "styles", limit=count, low=0, high=max(0, len(looks) - 1)))
    if not len(kinds) == len(names) == len(notes) == len(styles) == count:
        raise UntrustedReplyError("shapes without their texts")
    _check_starts(part_starts, len(points))
    _check_starts(first_part, len(part_starts))
    return LayerShapes(
        points=points,
        part_starts=part_starts,
        first_part=first_part,
        kinds=kinds,
        boxes=_boxes(points, part_starts[first_part] if count else np.zeros(0, dtype=np.int64)),
        names=names,
        notes=notes,
        styles=styles,
        looks=looks,
        times=times,
        total=count,
    )


def _shape_arrays(reply: Reply) -> tuple[Any, Any, Any, Any, bytes]:
    if len(reply.attachments) != 5:
        raise UntrustedReplyError("shapes without their arrays")
    *arrays, text = reply.attachments
    points, part_starts, first_part, times = _arrays(Reply({}, tuple(arrays)), ("<f8", "<i8", "<i8", "<f8"), nan=3)
    points = points.reshape(-1, 2)
    if len(points) > MOST_VERTICES or len(part_starts) > _MOST_PARTS or len(first_part) > MOST_SHAPES:
        raise UntrustedReplyError("more shapes than were allowed")
    if len(times) not in (0, len(points)):
        raise UntrustedReplyError("times of other vertices")
    return points, part_starts, first_part, times if len(times) else None, text


def _arrays(reply: Reply, forms: tuple[str, ...], *, nan: int = -1) -> list[Any]:
    """Return attachments as arrays; vertices must be finite and near the world."""
    import numpy as np

    if len(reply.attachments) != len(forms):
        raise UntrustedReplyError("arrays are missing")
    arrays = []
    for at, (data, form) in enumerate(zip(reply.attachments, forms, strict=True)):
        if len(data) % (16 if at == 0 else 8):
            raise UntrustedReplyError("an array of half values")
        array = np.frombuffer(data, dtype=form)
        if at == 0 and not bool(np.all((array > -4.0) & (array < 5.0))):
            raise UntrustedReplyError("a vertex that is nowhere")
        if at == nan and bool(np.any(np.isinf(array))):
            raise UntrustedReplyError("a time that is never")
        arrays.append(array)
    return arrays


def _check_starts(starts: NDArray[np.int64], length: int) -> None:
    """Refuse indexes that do not rise from 0, or reach beyond the end."""
    if len(starts) == 0:
        if length:
            raise UntrustedReplyError("things that nothing begins")
        return
    if int(starts[0]) != 0 or int(starts[-1]) >= max(1, length) or bool((starts[1:] <= starts[:-1]).any()):
        raise UntrustedReplyError("indexes that do not rise")


def _boxes(points: NDArray[np.float64], firsts: NDArray[np.int64]) -> NDArray[np.float64]:
    import numpy as np

    if len(firsts) == 0:
        return np.zeros((0, 4))
    low, high = np.minimum.reduceat(points, firsts, axis=0), np.maximum.reduceat(points, firsts, axis=0)
    return np.concatenate([low, high], axis=1)


def _look(row: object) -> ShapeStyle:
    read = FlatReader(row, names=("stroke", "width", "fill"))
    return ShapeStyle(
        read.whole_or_none("stroke", low=0, high=0xFFFFFFFF),
        read.number("width", low=0.0, high=20.0),
        read.whole_or_none("fill", low=0, high=0xFFFFFFFF),
    )


def _box(read: FlatReader) -> GeoBox:
    south = read.number("south", low=-90.0, high=90.0)
    west = read.number("west", low=-180.0, high=180.0)
    return GeoBox(
        south, west, read.number("north", low=south, high=90.0), read.number("east", low=west, high=west + 360.0)
    )


def _flag(header: Mapping[str, Any], name: str) -> bool:
    value = header.get(name)
    if not isinstance(value, bool):
        raise UntrustedReplyError(f"{name}: neither yes nor no")
    return value


def _words(read: FlatReader, name: str, allowed: tuple[str, ...], *, limit: int = 10) -> tuple[str, ...]:
    words = read.texts(name, limit=limit, each=40)
    if not set(words) <= set(allowed):
        raise UntrustedReplyError(f"{name}: not one of the allowed words")
    return words


def _numbers(read: FlatReader, name: str, *, limit: int, low: float, high: float) -> list[float]:
    rows = read.rows(name, limit=limit)
    for value in rows:
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            raise UntrustedReplyError(f"{name}: not a number that can be")
    return [float(value) for value in rows if isinstance(value, int | float)]


def _options(untrusted: object) -> dict[str, Any]:
    if not isinstance(untrusted, dict) or len(json.dumps(untrusted)) > _OPTIONS_MOST:
        raise UntrustedReplyError("options that cannot be stored")
    return untrusted
