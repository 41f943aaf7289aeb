"""Paints the strip in the painter thread of its canvas."""

from __future__ import annotations

from PySide6.QtGui import QPainter

from evidence_board.analysis.timeline import TimelineData
from evidence_board.ui.canvas import Frame, ScenePainter
from evidence_board.ui.timeline.strip_layout import Content
from evidence_board.ui.timeline.strip_scene import Look, strip_scene

__all__ = ["StripRenderer"]


class StripRenderer:
    """Makes the display list of each frame from the newest content, and paints it.

    Attributes:
        content: what the next frame shows.
        look: its colours; set both, then invalidate the canvas.
    """

    def __init__(self, painter: ScenePainter, *, data: TimelineData, look: Look) -> None:
        self._painter = painter
        self.content = Content(data)
        self.look = look

    def forget_fonts(self) -> None:
        """Draw the labels anew (fonts changed)."""
        self._painter.reset()

    def paint(self, painter: QPainter, frame: Frame) -> None:
        """Paint one frame."""
        scene = strip_scene(self.content, self.look, scale=frame.camera.scale, world=frame.world)
        self._painter.paint(painter, scene, frame)
