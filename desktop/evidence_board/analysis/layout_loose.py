"""Things that are joined to nothing: in rows beside the rest, never spread over the room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_board.scene_style import Rect

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Array = npt.NDArray[np.float64]

__all__ = ["in_rows", "room_beside"]

#: Pixels between two loose things, and between them and the rest.
_GAP, _APART = 24.0, 32.0
#: The part of a room that loose things take at most; where that is not enough, the room grows.
_MOST = 0.5


def in_rows(boxes: Array, room: Rect, *, start: bool = False) -> Array:
    """Return (n, 2) positions in rows and columns of one cell size.

    Args:
        boxes: (n, 4) left, top, right, bottom of what is drawn for a node, counted from its point.
        room: the rows stand in its middle, as many columns wide as its shape asks for.
        start: the rows fill the width of the room, from its top.
    """
    import numpy as np

    count = len(boxes)
    low, wide, high = _cell(boxes)
    columns = _columns(wide, room.width) if start else round((count * room.width / room.height * high / wide) ** 0.5)
    columns = max(1, min(count, columns))
    # No row of its own for the last one or two where the rows above can take them evenly.
    rows = -(-count // columns)
    columns = -(-count // rows)
    column, row = np.arange(count) % columns, np.arange(count) // columns
    points = np.column_stack([column * wide, row * high]) - low
    width, height = columns * wide - _GAP, rows * high - _GAP
    x, y = room.centre
    corner = (x - width / 2, room.y0 if start else y - height / 2)
    placed: Array = points + corner
    return placed


def room_beside(boxes: Array, room: Rect) -> tuple[Rect, Rect]:
    """Return the part of a room for what is joined, and the strip for the rows of loose things.

    The strip is at the end or at the bottom, whichever takes less of the room.

    Args:
        boxes: (n, 4) of the loose things.
        room: where everything should lie.
    """
    count = len(boxes)
    _, wide, high = _cell(boxes)
    below = -(-count // _columns(wide, room.width)) * high - _GAP + _APART
    rows = max(1, int((room.height + _GAP) // high))
    beside = -(-count // rows) * wide - _GAP + _APART
    if below / room.height <= beside / room.width:
        edge = max(room.y1 - below, room.y0 + room.height * (1 - _MOST))
        return Rect(room.x0, room.y0, room.x1, edge), Rect(room.x0, edge + _APART, room.x1, edge + below)
    edge = max(room.x1 - beside, room.x0 + room.width * (1 - _MOST))
    return Rect(room.x0, room.y0, edge, room.y1), Rect(edge + _APART, room.y0, edge + beside, room.y1)


def _cell(boxes: Array) -> tuple[Array, float, float]:
    """Left top of the largest box, and width and height of a cell with its gap."""
    low, high = boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)
    return low, float(high[0] - low[0]) + _GAP, float(high[1] - low[1]) + _GAP


def _columns(wide: float, width: float) -> int:
    return max(1, int((width + _GAP) // wide))
