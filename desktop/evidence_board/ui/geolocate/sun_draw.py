"""Lines and labels of sun and shadow over a photo or a map."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.painting import draw_box, draw_text, faded

__all__ = ["arrow", "beads", "casing_line", "label", "label_box", "offset"]

_HEAD, _BESIDE, _WIDE = 11.0, 10.0, 2.0


def offset(at: QPointF, *, bearing_deg: float, length: float, turned_deg: float = 0.0) -> QPointF:
    """Return the pixel that lies a length from another one along a bearing; north is up, or turned."""
    angle = math.radians(bearing_deg + turned_deg)
    return QPointF(at.x() + math.sin(angle) * length, at.y() - math.cos(angle) * length)


def casing_line(
    painter: QPainter, start: QPointF, end: QPointF, *, colour: QColor, casing: QColor, width: float
) -> None:
    """Draw a line that stands out from any ground."""
    for ink, wide in ((casing, width + 2.5), (colour, width)):
        pen = QPen(ink, wide)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawLine(start, end)


def arrow(
    painter: QPainter, start: QPointF, end: QPointF, *, colour: QColor, casing: QColor, width: float = 2.5
) -> None:
    """Draw a line with a head at its end."""
    length = math.hypot(end.x() - start.x(), end.y() - start.y())
    if length < 1.0:
        return
    along = QPointF((end.x() - start.x()) / length, (end.y() - start.y()) / length)
    head = min(_HEAD, length)
    neck = end - along * head * 0.8
    casing_line(painter, start, neck, colour=colour, casing=casing, width=width)
    side = QPointF(-along.y(), along.x()) * head * 0.45
    painter.setPen(QPen(casing, 1.0))
    painter.setBrush(colour)
    painter.drawPolygon(QPolygonF([end, end - along * head + side, end - along * head - side]))


def label_box(
    words: str,
    at: QPointF,
    *,
    theme: Theme,
    away: QPointF,
    within: QRectF,
    reach: float = 0.0,
    taken: Sequence[QRectF] = (),
) -> QRectF:
    """Return where words beside a point stand: where ``away`` points to, else on another side that is free.

    Args:
        words: what is written.
        at: the point.
        theme: the look.
        away: the side that is liked best.
        within: what they shall not leave.
        reach: how large the point is drawn.
        taken: what they shall not cover.
    """
    metrics = theme.metrics("small", weight=500)
    width, height = metrics.horizontalAdvance(words) + 10, metrics.height() + 4
    beside, below = reach + _BESIDE + width / 2, reach + _BESIDE + height / 2
    sides = [QPointF(1, 0), QPointF(-1, 0), QPointF(0, 1), QPointF(0, -1)]
    # Words are wide: they stand beside a point rather than above it.
    sides.sort(key=lambda side: -(side.x() * away.x() * _WIDE + side.y() * away.y()))
    room = within.adjusted(4, 4, -4, -4)
    boxes = []
    for side in sides:
        box = QRectF(at.x() + side.x() * beside - width / 2, at.y() + side.y() * below - height / 2, width, height)
        # Along the side that it stands on it may slide into the view.
        boxes.append(_slid(box, room, across=not side.x()))
    for box in boxes:
        if room.contains(box) and not any(box.intersects(one) for one in taken):
            return box
    return _slid(_slid(boxes[0], room, across=True), room, across=False)


def _slid(box: QRectF, room: QRectF, *, across: bool) -> QRectF:
    """Return a box moved into a room, to the sides or up and down."""
    moved = QRectF(box)
    if across:
        moved.moveLeft(min(max(box.left(), room.left()), max(room.right() - box.width(), room.left())))
    else:
        moved.moveTop(min(max(box.top(), room.top()), max(room.bottom() - box.height(), room.top())))
    return moved


def beads(start: QPointF, end: QPointF, *, size: float = 8.0) -> list[QRectF]:
    """Return small boxes along a line, so that words can keep off it."""
    steps = max(1, math.ceil(math.hypot(end.x() - start.x(), end.y() - start.y()) / size))
    found = []
    for step in range(steps + 1):
        at = start + (end - start) * (step / steps)
        found.append(QRectF(at.x() - size / 2, at.y() - size / 2, size, size))
    return found


def label(painter: QPainter, words: str, box: QRectF, *, theme: Theme, dark: bool = False) -> None:
    """Draw words on a ground that is a little see-through; ``dark`` for a photo."""
    ground = QColor("#14171A") if dark else theme.color("pane")
    ink = QColor("#FFFFFF") if dark else theme.color("text")
    draw_box(painter, box, radius=theme.tokens.radius["chip"], fill=faded(ground, 0.82))
    draw_text(
        painter,
        box,
        words,
        font=theme.font("small", weight=500),
        colour=ink,
        align=Qt.AlignmentFlag.AlignHCenter,
        elide=Qt.TextElideMode.ElideNone,
    )
