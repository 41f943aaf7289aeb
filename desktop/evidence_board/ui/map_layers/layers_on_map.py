"""`LayersOnMap`: lays the layers of the case over one map of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from evidence_board.geo.mercator import Bounds
from evidence_board.ui.map.covered import covered_sides
from evidence_board.ui.map_layers.layer_painter import LayerPainter
from evidence_board.ui.map_layers.layer_stack import LayerStack
from evidence_board.ui.map_layers.swipe_handle import SwipeHandle

if TYPE_CHECKING:
    from evidence_board.ui.canvas.canvas_view import CanvasView
    from evidence_board.ui.map.map_stage import MapStage
    from evidence_board.ui.theme import Theme

__all__ = ["LayersOnMap"]

#: A map that is smaller on the screen may lie under a single pin.
_NOTICED_PX = 120


class LayersOnMap(QObject):
    """Draws a stack of layers into a map and says in its corner whose they are.

    Attributes:
        stage: the map.
        painter: draws in the painter thread of the map.
        handle: the line between the maps that are compared.
    """

    def __init__(self, stage: MapStage, stack: LayerStack, *, theme: Theme) -> None:
        super().__init__(stage)
        self.stage, self._stack = stage, stack
        self.painter = LayerPainter(stack.store, wanted=lambda wishes: stack.loader.want(id(self), wishes))
        stage.renderer.layers = self.painter
        stage.corners.credits = self.credits
        self.handle = SwipeHandle(stage.canvas, theme=theme)
        self.handle.moved.connect(self._compare)
        stage.canvas.resized.connect(self.handle.place)
        stack.repaint.connect(self.renew)
        self.renew()

    @property
    def is_idle(self) -> bool:
        """Whether the map shows everything in full quality."""
        return self._stack.is_idle and self.stage.canvas.is_sharp

    def renew(self) -> None:
        """Draw the layers as they are now."""
        self.painter.layers = self._stack.shown
        self.painter.local_names = self._stack.local_names
        self.handle.set_wanted(any(layer.look.swiped for layer in self.painter.layers))
        self.stage.canvas.invalidate()
        self.stage.canvas.update()

    def _compare(self) -> None:
        self.painter.edge = self.handle.edge
        self.stage.canvas.invalidate()

    def credits(self, view: CanvasView) -> list[str]:
        """Return whose maps are in view, the uppermost first."""
        world = view.visible_world
        seen = Bounds(world.x0, world.y0, world.x1, world.y1)
        found = []
        for layer in reversed(self.painter.layers):
            words = self._stack.credit(layer.id)
            if words and layer.look.at(self.stage.camera.zoom) and _touches(layer.bounds, seen):
                found.append(words)
        return list(dict.fromkeys(found))

    def shows(self, row_id: str) -> bool:
        """Tell whether enough of a layer is in view to be noticed."""
        state = self._stack.state(row_id)
        if state is None or state.shown is None or state.shown.facts.bounds is None:
            return True
        canvas = self.stage.canvas
        left, right = covered_sides(canvas)
        world, scale = canvas.visible_world, canvas.camera.target.scale
        seen = Bounds(world.x0 + left / scale, world.y0, world.x1 - right / scale, world.y1)
        bounds, facts = state.shown.bounds, state.shown.facts
        far = facts.has_tiles and self.stage.camera.zoom < facts.min_zoom - 1
        # A point or a short line is drawn with a mark that is seen from afar.
        small = facts.has_tiles and max(bounds.width, bounds.height) * scale < _NOTICED_PX
        return _touches(bounds, seen) and not far and not small

    def fit(self, row_id: str) -> None:
        """Show all that a layer covers."""
        state = self._stack.state(row_id)
        if state is None or state.shown is None or state.shown.facts.bounds is None:
            return
        # A map that has tiles only from close by is shown so close that there is something to see.
        self.stage.camera.fit(state.shown.bounds, max_zoom=18.0)
        look = next((one.look for one in self._stack.shown if one.id == row_id), state.shown.look)
        least = max(float(state.shown.facts.min_zoom if state.shown.facts.has_tiles else 0), look.from_zoom)
        if self.stage.camera.zoom < least:
            x, y = state.shown.bounds.centre
            self.stage.camera.fit(Bounds(x, y, x, y), max_zoom=least)


def _touches(one: Bounds, other: Bounds) -> bool:
    return not (one.right < other.left or one.left > other.right or one.bottom < other.top or one.top > other.bottom)
