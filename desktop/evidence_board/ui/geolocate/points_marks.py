"""Number marks: the same disc in the picture, in the reference picture, on the map and in the list."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.painting import draw_text

__all__ = ["MARK_PX", "draw_number", "draw_stalk"]

#: Diameter of a mark with its white edge.
MARK_PX = 22.0
_FIGURE_PX = 2.5


def draw_number(
    painter: QPainter,
    at: QPointF,
    number: int,
    *,
    theme: Theme,
    strong: bool = False,
    used: bool = True,
    odd: bool = False,
    size: float = MARK_PX,
) -> None:
    """Draw the mark of a point.

    Args:
        painter: where to draw.
        at: its middle.
        number: of the point.
        theme: the look.
        strong: chosen, or under the pointer.
        used: False draws it hollow: left out of the reckoning.
        odd: it does not fit the others.
        size: diameter.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    radius = size / 2
    if strong:
        painter.setPen(Qt.PenStyle.NoPen)
        ring = QColor(theme.color("accent"))
        ring.setAlphaF(0.35)
        painter.setBrush(ring)
        painter.drawEllipse(at, radius + 4, radius + 4)
    fill = theme.color("warn" if odd else "accent") if used else theme.color("pane")
    edge = QColor("white") if used else theme.color("text3")
    painter.setPen(QPen(edge, 2.0))
    painter.setBrush(fill)
    # Two figures need a little more room.
    wide = radius if number < 10 else radius + _FIGURE_PX
    painter.drawRoundedRect(
        QRectF(at.x() - wide + 1, at.y() - radius + 1, 2 * wide - 2, size - 2), radius - 1, radius - 1
    )
    ink = theme.color("text3") if not used else theme.color("pane") if odd and theme.is_dark else QColor("white")
    box = QRectF(at.x() - wide, at.y() - radius, 2 * wide, size)
    font = theme.font("caption", weight=600, tabular=True)
    draw_text(painter, box, str(number), font=font, colour=ink, align=Qt.AlignmentFlag.AlignHCenter)


def draw_stalk(painter: QPainter, foot: QPointF, head: QPointF, *, theme: Theme, strong: bool = False) -> None:
    """Draw the line from a mark to the very point it stands for, and the point."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(0, 0, 0, 90), 3.0))
    painter.drawLine(head, foot)
    painter.setPen(QPen(QColor("white"), 1.4))
    painter.drawLine(head, foot)
    painter.setPen(QPen(QColor("white"), 1.4))
    painter.setBrush(theme.color("accent"))
    reach = 4.0 if strong else 3.0
    painter.drawEllipse(foot, reach, reach)
