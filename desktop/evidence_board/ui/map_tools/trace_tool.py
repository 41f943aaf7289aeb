"""`TraceTool`: sets points on the map with the mouse or with keys."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QKeySequence

from evidence_board.geo.mercator import to_world
from evidence_board.ui.canvas import CanvasTool, Pointer
from evidence_board.ui.map.map_canvas import MapCanvas
from evidence_board.ui.map_tools.ground import Point, degrees_of, nearest_to
from evidence_board.ui.map_tools.trace import DRAWS, Trace
from evidence_board.ui.map_tools.trace_overlay import TraceOverlay

__all__ = ["TraceTool"]

_STEP_PX, _FINE_PX, _SAME_PX = 16.0, 1.0, 3.0
_ARROWS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}


class TraceTool(QObject, CanvasTool):
    """Click for a point; double click or Enter ends; Backspace takes the last point back; Esc leaves.

    By key: arrows move a cross (Shift: by a pixel), Space sets a point there. The map still pans with a drag and
    zooms with the wheel.

    Attributes:
        changed: the points or the aim are others.
        finished: the trace has enough points and was ended.
        copied: the figures are wanted on the clipboard.
        left: Esc: the tool is put away.
    """

    changed = Signal()
    finished = Signal()
    copied = Signal()
    left = Signal()

    def __init__(self, canvas: MapCanvas, overlay: TraceOverlay) -> None:
        super().__init__(canvas)
        self._canvas, self._overlay = canvas, overlay
        self._last_click: QPointF | None = None

    @property
    def trace(self) -> Trace | None:
        """What is being set."""
        return self._overlay.trace

    def begin(self, kind: str) -> None:
        """Begin to set points."""
        self._overlay.trace = Trace(kind)
        self._overlay.aim_shown = False
        self._last_click = None
        self._tell()

    def cursor(self) -> Qt.CursorShape | None:
        """Show a cross: every click sets a point."""
        return Qt.CursorShape.CrossCursor

    # -- mouse -----------------------------------------------------------------------------------------

    def click(self, pointer: Pointer) -> None:
        """Set a point."""
        if pointer.button == Qt.MouseButton.LeftButton:
            self._overlay.aim_shown = False
            self._last_click = pointer.pos
            self.add(degrees_of(*pointer.world))

    def double_click(self, pointer: Pointer) -> None:
        """End here; the first press of the double click has set the last point."""
        self._overlay.aim_shown = False
        trace = self.trace
        if trace is None or pointer.button != Qt.MouseButton.LeftButton:
            return
        last = self._last_click
        if last is None or (pointer.pos - last).manhattanLength() > _SAME_PX:
            self.add(degrees_of(*pointer.world))
        self.finish()

    def hover(self, pointer: Pointer | None) -> None:
        """Let the last leg follow the mouse."""
        trace = self.trace
        if trace is None or trace.closed or (pointer is None and self._overlay.aim_shown):
            return
        self._overlay.aim_shown = False
        trace.aim = degrees_of(*pointer.world) if pointer is not None else None
        self._tell()

    # -- points ----------------------------------------------------------------------------------------

    def add(self, point: Point) -> None:
        """Set a point; a closed measurement begins anew with it."""
        trace = self.trace
        if trace is None:
            return
        if trace.closed:
            self._overlay.trace = trace = Trace(trace.kind)
        if not trace.points or trace.points[-1] != point:
            trace.points.append(point)
        self._tell()
        if trace.points and len(trace.points) == DRAWS.get(trace.kind, 0):
            self.finish()

    def take_back(self) -> None:
        """Take the last point back."""
        trace = self.trace
        if trace is not None and trace.points:
            trace.closed = False
            trace.points.pop()
            self._tell()

    def finish(self) -> None:
        """End, if there are points enough."""
        trace = self.trace
        if trace is None or trace.closed or not trace.is_enough:
            return
        trace.closed = True
        trace.aim = None
        self._tell()
        self.finished.emit()

    # -- keys ------------------------------------------------------------------------------------------

    def key(self, event: QKeyEvent) -> bool:
        """Move the cross, set, take back, copy, end, leave."""
        key, held = event.key(), event.modifiers()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit()
            return True
        if held & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            return False
        if key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finish()
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.take_back()
        elif key == Qt.Key.Key_Space:
            self.add(self._aim())
            self._say()
        elif key in _ARROWS:
            across, down = _ARROWS[Qt.Key(key)]
            step = _FINE_PX if held & Qt.KeyboardModifier.ShiftModifier else _STEP_PX
            self._move_aim(across * step, down * step)
        else:
            return False
        return True

    def _aim(self) -> Point:
        """Where the next point would be set by key: where the cross or the mouse is, else the middle."""
        trace = self.trace
        if trace is not None and trace.aim is not None:
            return trace.aim
        return degrees_of(*self._canvas.to_world(QPointF(self._canvas.rect().center())))

    def _move_aim(self, across: float, down: float) -> None:
        trace = self.trace
        if trace is None:
            return
        if trace.closed:
            self._overlay.trace = trace = Trace(trace.kind)
        x, y = to_world(*self._aim())
        at = self._canvas.to_view(nearest_to(x, self._canvas.camera.state.x), y) + QPointF(across, down)
        box = self._canvas.rect()
        beyond = QPointF(
            min(at.x() - 8, 0.0) + max(at.x() - box.width() + 8, 0.0),
            min(at.y() - 8, 0.0) + max(at.y() - box.height() + 8, 0.0),
        )
        trace.aim = degrees_of(*self._canvas.to_world(at))
        if not beyond.isNull():
            self._canvas.camera.pan(-beyond.x(), -beyond.y())
        self._overlay.aim_shown = True
        self._tell()

    def _tell(self) -> None:
        self._canvas.update()
        self.changed.emit()

    def _say(self) -> None:
        if self.trace is not None:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._canvas, self.trace.words))
