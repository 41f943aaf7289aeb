"""`DrawingHand`: chooses drawings and moves their corners; everything else goes to the tool of the map."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent

from evidence_board.geo.mercator import to_world
from evidence_board.ui.canvas import CanvasTool, Pointer
from evidence_board.ui.map.map_canvas import MapCanvas
from evidence_board.ui.map.map_hits import MapHits
from evidence_board.ui.map_tools.drawings_overlay import DrawingsOverlay
from evidence_board.ui.map_tools.ground import degrees_of

__all__ = ["DrawingHand"]

_SHIFT, _CONTROL, _ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
_STEP_PX = 8.0
_ARROWS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}


class DrawingHand(QObject, CanvasTool):
    """The tool of the canvas while nothing is measured or drawn.

    A click on the line or mark of a drawing selects it; its corners are then dragged. Alt and a drag move the whole.
    By key: Tab goes from corner to corner, Ctrl and arrows move it (the whole without a corner; Shift: by a pixel),
    Insert adds a corner, Backspace takes it away, F2 or Enter edits name, colour and note, Del moves it to the bin.

    Attributes:
        chosen: (row id or empty) a drawing was clicked, or none any more.
        reshaped: (row id, geometry) a corner or the whole was moved.
        edited: (row id) name, colour and note are wanted.
        removed: (row id) it goes to the bin.
    """

    chosen = Signal(str)
    reshaped = Signal(str, object)
    edited = Signal(str)
    removed = Signal(str)

    def __init__(self, canvas: MapCanvas, hits: MapHits, overlay: DrawingsOverlay, *, base: CanvasTool) -> None:
        super().__init__(canvas)
        self._canvas, self._hits, self._overlay, self._base = canvas, hits, overlay, base
        self._held: int | None = None
        self._moving = False
        self._own = False
        self._geometry: dict[str, Any] | None = None
        self.may_edit = True

    # -- mouse -----------------------------------------------------------------------------------------

    def press(self, pointer: Pointer) -> bool:
        """Take hold of a corner, or with Alt of the whole."""
        overlay = self._overlay
        self._own = False
        if pointer.button == Qt.MouseButton.LeftButton and overlay.chosen and self.may_edit:
            self._held = overlay.corner_at(pointer.pos, self._canvas)
            on_it = overlay.at(pointer.pos, self._canvas) == overlay.chosen
            self._moving = self._held is None and on_it and bool(pointer.modifiers & _ALT)
            if self._held is not None or self._moving:
                overlay.corner = self._held
                self._own = True
                self._canvas.update()
                return True
        return self._base.press(pointer)

    def drag(self, pointer: Pointer) -> None:
        """Move it."""
        if not self._own:
            self._base.drag(pointer)
            return
        drawn = self._overlay.get(self._overlay.chosen)
        if drawn is None or not pointer.dragged:
            return
        self._overlay.draft(drawn.row.id, None)
        saved = self._overlay.get(drawn.row.id) or drawn
        if self._held is not None:
            self._geometry = saved.with_corner(self._held, degrees_of(*pointer.world))
        else:
            start, now = pointer.start_world, pointer.world
            self._geometry = saved.moved(now[0] - start[0], now[1] - start[1])
        self._overlay.draft(drawn.row.id, self._geometry)
        self._canvas.update()

    def release(self, pointer: Pointer) -> None:
        """Save what was moved."""
        if not self._own:
            self._base.release(pointer)
            return
        self._own = False
        if self._geometry is not None:
            self.reshaped.emit(self._overlay.chosen, self._geometry)
        self._geometry = None

    def cancel(self) -> None:
        """Leave it where it was."""
        if not self._own:
            self._base.cancel()
            return
        self._own, self._geometry = False, None
        self._overlay.draft(self._overlay.chosen, None)
        self._canvas.update()

    def click(self, pointer: Pointer) -> None:
        """Select a drawing where no pin lies; a click beside it lets it go."""
        found = self._under(pointer.pos)
        if pointer.button == Qt.MouseButton.LeftButton and (found or self._overlay.chosen):
            self.chosen.emit(found)
        if not found:
            self._base.click(pointer)

    def double_click(self, pointer: Pointer) -> None:
        """Edit a drawing."""
        found = self._under(pointer.pos)
        if found:
            self.edited.emit(found)
        else:
            self._base.double_click(pointer)

    def hover(self, pointer: Pointer | None) -> None:
        """Show a hand over drawings."""
        self._base.hover(pointer)
        self._over = bool(
            pointer is not None
            and (self._overlay.corner_at(pointer.pos, self._canvas) is not None or self._under(pointer.pos))
        )

    _over = False

    def cursor(self) -> Qt.CursorShape | None:
        """Show a hand over drawings, a cross while one moves."""
        if self._own:
            return Qt.CursorShape.SizeAllCursor
        return self._base.cursor() or (Qt.CursorShape.PointingHandCursor if self._over else None)

    def _under(self, pos: QPointF) -> str:
        return "" if self._hits.at(pos) is not None else self._overlay.at(pos, self._canvas)

    # -- keys ------------------------------------------------------------------------------------------

    def key(self, event: QKeyEvent) -> bool:
        """Act on the selected drawing; without one, on the map."""
        chosen, key, held = self._overlay.chosen, event.key(), event.modifiers()
        drawn = self._overlay.get(chosen) if chosen else None
        if drawn is None:
            return self._base.key(event)
        if key == Qt.Key.Key_Escape:
            self.chosen.emit("")
        elif key in (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter) and not held:
            self.edited.emit(chosen)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and not held & (_CONTROL | _ALT):
            return self._step(-1 if key == Qt.Key.Key_Backtab else 1, len(drawn.corners))
        elif not self.may_edit:
            return self._base.key(event)
        elif key == Qt.Key.Key_Delete:
            self.removed.emit(chosen)
        elif key == Qt.Key.Key_Insert:
            found = drawn.with_new_corner(self._overlay.corner or 0)
            if found is not None:
                self._overlay.corner = found[1]
                self.reshaped.emit(chosen, found[0])
        elif key == Qt.Key.Key_Backspace and self._overlay.corner is not None:
            shape = drawn.without_corner(self._overlay.corner)
            if shape is not None:
                self._overlay.corner = None
                self.reshaped.emit(chosen, shape)
        elif key in _ARROWS and held & _CONTROL:
            step = 1.0 if held & _SHIFT else _STEP_PX
            self._nudge(chosen, *(part * step for part in _ARROWS[Qt.Key(key)]))
        else:
            return self._base.key(event)
        return True

    def _step(self, step: int, corners: int) -> bool:
        """Go to the next corner; past the last one, leave the drawing."""
        at = self._overlay.corner
        wanted = (0 if step > 0 else corners - 1) if at is None else at + step
        if 0 <= wanted < corners:
            self._overlay.corner = wanted
        else:
            self._overlay.corner = None
            self.chosen.emit("")
        self._canvas.update()
        return True

    def _nudge(self, row_id: str, across: float, down: float) -> None:
        drawn = self._overlay.get(row_id)
        if drawn is None:
            return
        scale = self._canvas.camera.state.scale
        corner = self._overlay.corner
        if corner is None or corner >= len(drawn.corners):
            geometry = drawn.moved(across / scale, down / scale)
        else:
            x, y = to_world(*drawn.corners[corner])
            geometry = drawn.with_corner(corner, degrees_of(x + across / scale, y + down / scale))
        self.reshaped.emit(row_id, geometry)
