"""The picture of a proof plate and its reference: each with its numbers, and what it is in its corner."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from evidence_board.ui.plate.paper_look import paper_look
from evidence_board.ui.plate.plate_text import NUMBER_RADIUS, draw_number, draw_tag

__all__ = ["draw_frame", "draw_panel"]

_STALK = 2.2 * NUMBER_RADIUS
#: More numbers than this in one picture are drawn smaller.
_MANY, _SMALL_RADIUS = 12, 13.0
#: Places of a number, in its own widths aside and above (below where negative); the first free one is taken.
_PLACES = tuple((x, y) for y in (0, 1, 2, -1, -2, 3, -3) for x in (0, -0.5, 0.5, -1, 1, -2, 2))


def draw_panel(
    painter: QPainter,
    box: QRectF,
    picture: QImage | None,
    spots: list[tuple[int, tuple[float, float]]],
    *,
    tag: str,
    instead: str,
) -> None:
    """Draw a picture as large as its room, with numbers over it.

    Args:
        painter: where.
        box: the room.
        picture: upright; None where there is none.
        spots: number and place of each point, as fractions of width and height.
        tag: what it is; empty where it needs no words.
        instead: what is said without a picture.
    """
    look = paper_look()
    painter.fillRect(box, look.color("sunken"))
    if picture is None or picture.isNull():
        painter.setPen(look.color("text3"))
        painter.setFont(look.font("body", px=18))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, instead)
        draw_frame(painter, box)
        return
    scale = min(box.width() / picture.width(), box.height() / picture.height())
    shown = QRectF(0, 0, picture.width() * scale, picture.height() * scale)
    shown.moveCenter(box.center())
    painter.drawImage(shown, picture)
    painter.save()
    painter.setClipRect(box)
    if tag:
        draw_tag(painter, box, tag)
    feet = [QPointF(shown.left() + x * shown.width(), shown.top() + y * shown.height()) for _, (x, y) in spots]
    radius = NUMBER_RADIUS if len(spots) <= _MANY else _SMALL_RADIUS
    heads = _heads(feet, box, radius)
    for foot, head in zip(feet, heads, strict=True):
        _draw_stalk(painter, foot, head)
    # The numbers last: a line never crosses one.
    for (number, _), head in zip(spots, heads, strict=True):
        draw_number(painter, head, number, radius=radius)
    painter.restore()
    draw_frame(painter, box)


def draw_frame(painter: QPainter, box: QRectF) -> None:
    """Draw the line around a panel."""
    painter.setPen(QPen(paper_look().color("line2"), 1.2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box)


def _heads(feet: list[QPointF], box: QRectF, radius: float) -> list[QPointF]:
    """Return where the numbers stand: above its feature if that is free, else higher, below, or aside."""
    room, least = radius + 4, 2 * radius + 2
    inside = box.adjusted(room, room, -room, -room)
    found: list[QPointF] = []
    for foot in feet:
        tried = [_kept(foot + QPointF(x * least, -y * least - _STALK * (1 if y >= 0 else -1)), inside)
                 for x, y in _PLACES]  # fmt: skip
        found.append(max(tried, key=lambda one: min(_room(one, found, least), _room(one, feet, room))))
    return found


def _room(spot: QPointF, others: list[QPointF], enough: float) -> float:
    """Return how free a place is, 1 where nothing is covered."""
    return min((1.0, *(math.hypot(spot.x() - one.x(), spot.y() - one.y()) / enough for one in others)))


def _kept(spot: QPointF, inside: QRectF) -> QPointF:
    return QPointF(min(max(spot.x(), inside.left()), inside.right()), min(max(spot.y(), inside.top()), inside.bottom()))


def _draw_stalk(painter: QPainter, foot: QPointF, head: QPointF) -> None:
    dark = QColor(0, 0, 0, 110)
    for colour, width in ((dark, 4.4), (QColor("white"), 2.2)):
        pen = QPen(colour, width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawLine(head, foot)
    painter.setPen(QPen(dark, 1.0))
    painter.setBrush(QColor("white"))
    painter.drawEllipse(foot, 3.8, 3.8)
