"""Lines and labels of sun and shadow over a photo or a map."""

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.painting import draw_box, draw_text, faded

__all__ = ["arrow", "casing_line", "label", "label_box", "offset"]

_HEAD = 11.0


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


def label_box(words: str, at: QPointF, *, theme: Theme, away: QPointF, within: QRectF) -> QRectF:
    """Return where words beside a point stand: on the side that ``away`` points to, inside a view."""
    metrics = theme.metrics("small", weight=500)
    width, height = metrics.horizontalAdvance(words) + 10, metrics.height() + 4
    left = at.x() + (10 if away.x() >= 0 else -10 - width) if abs(away.x()) > 0.35 else at.x() - width / 2
    top = at.y() - height / 2
    if abs(away.x()) <= 0.35:
        top = at.y() + (10 if away.y() >= 0 else -10 - height)
    room = within.adjusted(4, 4, -4 - width, -4 - height)
    left = min(max(left, room.left()), max(room.right(), room.left()))
    top = min(max(top, room.top()), max(room.bottom(), room.top()))
    return QRectF(left, top, width, height)


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
