"""The renderer for panes that show nothing but a scene."""

from __future__ import annotations

from PySide6.QtGui import QPainter

from evidence_board.scene import Scene
from evidence_board.ui.canvas.frame import Frame
from evidence_board.ui.canvas.paint_scene import ScenePainter


class SceneRenderer:
    """Paints the newest scene it was given."""

    def __init__(self, painter: ScenePainter | None = None) -> None:
        self._painter = painter or ScenePainter()
        self._scene = Scene()

    @property
    def scene(self) -> Scene:
        """What the next frame shows."""
        return self._scene

    def set_scene(self, scene: Scene) -> None:
        """Show ``scene`` from the next frame on; call ``CanvasView.invalidate()`` afterwards."""
        self._scene = scene

    def paint(self, painter: QPainter, frame: Frame) -> None:
        """Paint the scene (see :class:`~evidence_board.ui.canvas.renderer.Renderer`)."""
        self._painter.paint(painter, self._scene, frame)
