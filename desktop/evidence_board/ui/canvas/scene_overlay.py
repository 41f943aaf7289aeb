"""A small scene drawn on top of a canvas in the GUI thread: selection, hover, what is being dragged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QPainter

from evidence_board.scene import Scene
from evidence_board.ui.canvas.frame import Frame
from evidence_board.ui.canvas.paint_scene import ScenePainter

if TYPE_CHECKING:
    from evidence_board.ui.canvas.canvas_view import CanvasView


class SceneOverlay:
    """An overlay with the same marks as the canvas below; for hundreds of things, not for thousands.

    Args:
        painter: its own one: the painter of the canvas belongs to another thread.
    """

    def __init__(self, painter: ScenePainter | None = None) -> None:
        self._painter = painter or ScenePainter()
        self._scene = Scene()

    def set_scene(self, scene: Scene) -> None:
        """Draw ``scene`` from now on; call ``update()`` of the canvas afterwards."""
        self._scene = scene

    def __call__(self, painter: QPainter, view: CanvasView) -> None:
        """Draw the scene under the present camera."""
        frame = Frame(
            camera=view.camera.state,
            width=view.width(),
            height=view.height(),
            dpr=painter.device().devicePixelRatio(),
            background=0,
            draft=False,
            generation=0,
            is_cancelled=_never,
        )
        painter.setClipRect(0, 0, view.width(), view.height())
        self._painter.paint(painter, self._scene, frame)


def _never() -> bool:
    return False
