"""The soft shadow under sheets, menus, popovers and the tool dock."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter

__all__ = ["SHADOW", "draw_shadow"]

#: How far a shadow reaches, in logical pixels.
SHADOW = 12

_DROP, _STRENGTH = 3, 0.13


def draw_shadow(painter: QPainter, box: QRect, *, radius: float, reach: int = SHADOW) -> None:
    """Draw the shadow around a rounded box, before the box itself.

    Args:
        painter: where to draw; pen and brush are changed.
        box: the box that throws the shadow.
        radius: of its corners.
        reach: how far the shadow goes beyond the box.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    shade = QColor(8, 10, 14)
    # Faint boxes, one inside the other, add up to an edge that fades with the square of the distance.
    for step in range(reach, 0, -1):
        shade.setAlphaF(_STRENGTH * 2 * (reach - step + 0.5) / (reach * reach))
        painter.setBrush(shade)
        spread = box.adjusted(-step, -step + _DROP, step, step)
        painter.drawRoundedRect(spread, radius + step, radius + step)
