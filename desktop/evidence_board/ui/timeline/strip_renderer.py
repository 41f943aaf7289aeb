"""Paints the strip in the painter thread of its canvas."""

from __future__ import annotations

from PySide6.QtGui import QPainter

from evidence_board.analysis.timeline import TimelineData
from evidence_board.ui.canvas import Frame, ScenePainter
from evidence_board.ui.canvas.label_stamps import FontSource, LabelStamps
from evidence_board.ui.timeline.strip_layout import Content
from evidence_board.ui.timeline.strip_scene import Look, strip_scene

__all__ = ["StripRenderer"]


class StripRenderer:
    """Makes the display list of each frame from the newest content, and paints it.

    Attributes:
        content: what the next frame shows.
        look: its colours; set both, then invalidate the canvas.
    """

    def __init__(self, *, fonts: FontSource, data: TimelineData, look: Look) -> None:
        self._painter = ScenePainter(fonts=fonts)
        self._names = LabelStamps(fonts=fonts)
        self._stale = False
        self.content = Content(data)
        self.look = look

    def forget_fonts(self) -> None:
        """Draw the labels anew (fonts changed)."""
        self._painter.reset()
        self._stale = True

    def paint(self, painter: QPainter, frame: Frame) -> None:
        """Paint one frame."""
        if self._stale:
            self._stale = False
            self._names.clear()
        look, scale, view = self.look, frame.camera.scale, frame.view
        ends = [frame.camera.x + (at - frame.width / 2) / scale for at in (view.x0, view.x1)]
        scene = strip_scene(
            self.content,
            look,
            scale=scale,
            world=frame.world,
            view=(ends[0], ends[1]),
            width_of=lambda name: self._names.size(name, look.name, max_px=0)[0],
        )
        self._painter.paint(painter, scene, frame)
