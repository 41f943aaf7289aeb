"""Words on a dark ground over photo and map, and numbered marks: what is drawn there looks the same everywhere."""

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.painting import draw_box, draw_text

__all__ = ["draw_number", "draw_pill"]

_PAD, _NUMBER = 7, 9.0


def draw_pill(
    painter: QPainter,
    at: QPointF,
    words: str,
    *,
    theme: Theme,
    anchor: Literal["start", "middle", "end"] = "start",
    within: tuple[float, float] | None = None,
) -> QRectF:
    """Draw words on a ground of the opposite tone, and return what they cover.

    Args:
        painter: where to draw.
        at: the middle of the left edge, of the whole, or of the right edge.
        words: what is said.
        theme: gives colours and fonts.
        anchor: which of these ``at`` is.
        within: width and height of the view that it stays inside of.
    """
    font, metrics = theme.font("small", weight=600, tabular=True), theme.metrics("small", weight=600, tabular=True)
    width, height = metrics.horizontalAdvance(words) + 2 * _PAD, float(theme.pixels(24))
    left = at.x() - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    top = at.y() - height / 2
    if within is not None:
        left = min(max(left, 4.0), max(4.0, within[0] - width - 4))
        top = min(max(top, 4.0), max(4.0, within[1] - height - 4))
    box = QRectF(round(left), round(top), round(width), round(height))
    draw_box(painter, box, radius=4, fill=theme.color("text"))
    draw_text(painter, box, words, font=font, colour=theme.color("pane"), align=Qt.AlignmentFlag.AlignHCenter)
    return box


def draw_number(painter: QPainter, at: QPointF, number: int, *, theme: Theme, strong: bool = False) -> None:
    """Draw a numbered mark, as matched points carry on photo, map and reference picture.

    Args:
        painter: where to draw.
        at: its middle.
        number: what it says, from 1.
        theme: gives colours and fonts.
        strong: it is chosen, or the mouse rests on it.
    """
    radius = _NUMBER + (1.5 if strong else 0.0)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color("raised"), 2.0))
    painter.setBrush(theme.color("accent"))
    painter.drawEllipse(at, radius, radius)
    box = QRectF(at.x() - 2 * radius, at.y() - radius, 4 * radius, 2 * radius)
    font = theme.font("small", weight=600, tabular=True)
    draw_text(painter, box, str(number), font=font, colour=theme.color("onAccent"), align=Qt.AlignmentFlag.AlignHCenter)
