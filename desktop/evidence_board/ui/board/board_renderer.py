"""Paints the board: the grid of dots, then its scene."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from evidence_board.scene import Scene
from evidence_board.ui.canvas import Frame, ScenePainter

__all__ = ["BoardRenderer"]

_SPACING, _DOT = 24.0, 1.7


class BoardRenderer:
    """The renderer of the board's canvas; `paint` belongs to the painter thread.

    Args:
        painter: draws scenes.
    """

    def __init__(self, painter: ScenePainter) -> None:
        self._painter = painter
        self._scene = Scene()
        self._dots = 0

    @property
    def scene(self) -> Scene:
        """What the next picture shows."""
        return self._scene

    def set_scene(self, scene: Scene) -> None:
        """Show another scene from the next picture on."""
        self._scene = scene

    def set_dots(self, color: int) -> None:
        """Draw the grid in another colour, ``0xAARRGGBB``."""
        self._dots = color

    def paint(self, painter: QPainter, frame: Frame) -> None:
        """Paint one picture."""
        if self._dots:
            self._paint_dots(painter, frame)
        self._painter.paint(painter, self._scene, frame)

    def _paint_dots(self, painter: QPainter, frame: Frame) -> None:
        # The grid keeps its look at every zoom: it gets finer or coarser by whole steps.
        scale = frame.camera.scale
        step = _SPACING * scale * 2.0 ** -round(math.log2(scale))
        x, y = frame.to_view(0.0, 0.0)
        dots = QPolygonF()
        down = y % step
        while down <= frame.height:
            across = x % step
            while across <= frame.width:
                dots.append(QPointF(across, down))
                across += step
            down += step
        pen = QPen(QColor.fromRgba(self._dots), _DOT)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawPoints(dots)
