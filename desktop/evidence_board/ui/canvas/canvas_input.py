"""Mouse, wheel, pinch and keys of a canvas: to the tool first, then pan and zoom."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QGestureEvent, QPinchGesture

from evidence_board.ui.canvas.canvas_tool import CanvasTool
from evidence_board.ui.canvas.pointer import Pointer

if TYPE_CHECKING:
    from evidence_board.ui.canvas.canvas_view import CanvasView

KEY_ZOOM = 1.5
KEY_PAN_PX = 80.0
# One notch of a wheel reports 120; three notches double the scale.
_WHEEL_DOUBLES_AT = 360.0
_ARROWS = {
    Qt.Key.Key_Left: (1, 0),
    Qt.Key.Key_Right: (-1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}
_TURNS = {Qt.Key.Key_Left: -15.0, Qt.Key.Key_Right: 15.0}


class CanvasInput:
    """Turns Qt events of one canvas into camera moves and calls of its tool."""

    def __init__(self, view: CanvasView) -> None:
        self._view = view
        self._tool = CanvasTool()
        self._pan_left, self._pan_middle, self._pan_space = True, True, False
        self._button = Qt.MouseButton.NoButton
        self._mode = ""  # "", "pan", "turn", "tool" or "click"
        self._start = self._last = QPointF()
        self._start_world = (0.0, 0.0)
        self._dragged = False
        self._space = self._space_used = False
        self._pinching = False

    def set_tool(self, tool: CanvasTool) -> None:
        """Ask ``tool`` first from now on; a gesture in work ends."""
        self.cancel()
        self._tool = tool
        self._show_cursor()

    def set_panning(self, *, left: bool, middle: bool, space: bool) -> None:
        """Choose what drags the view."""
        self._pan_left, self._pan_middle, self._pan_space = left, middle, space

    def cancel(self) -> None:
        """End the gesture in work without effect."""
        if self._mode == "tool":
            self._tool.cancel()
        self._mode = ""
        self._space = False
        self._show_cursor()

    def handle(self, event: QEvent) -> bool:
        """Deal with an event of the canvas; False leaves it to the widget."""
        match event.type():
            case QEvent.Type.MouseButtonPress:
                return self._press(cast("QMouseEvent", event))
            case QEvent.Type.MouseMove:
                return self._move(cast("QMouseEvent", event))
            case QEvent.Type.MouseButtonRelease:
                return self._release(cast("QMouseEvent", event))
            case QEvent.Type.MouseButtonDblClick:
                self._tool.double_click(self._pointer(cast("QMouseEvent", event)))
                return True
            case QEvent.Type.Leave:
                self._tool.hover(None)
                return False
            case QEvent.Type.Wheel:
                return self._wheel(cast("QWheelEvent", event))
            case QEvent.Type.NativeGesture:
                return self._native(cast("QNativeGestureEvent", event))
            case QEvent.Type.Gesture:
                return self._gesture(cast("QGestureEvent", event))
            case QEvent.Type.KeyPress:
                return self._key(cast("QKeyEvent", event))
            case QEvent.Type.KeyRelease:
                return self._key_up(cast("QKeyEvent", event))
            case QEvent.Type.FocusOut:
                self._space = False
                self._show_cursor()
                return False
        return False

    def _pointer(self, event: QMouseEvent) -> Pointer:
        pos = event.position()
        world = self._view.to_world(pos)
        held = bool(self._mode)
        return Pointer(
            pos,
            world,
            self._start if held else pos,
            self._start_world if held else world,
            self._button if held else event.button(),
            event.modifiers(),
            self._dragged and held,
        )

    def _press(self, event: QMouseEvent) -> bool:
        if self._mode or self._pinching:
            return True
        self._view.camera.stop()
        self._start = self._last = event.position()
        self._start_world = self._view.to_world(self._start)
        self._dragged = False
        left = event.button() == Qt.MouseButton.LeftButton
        pans = (self._pan_middle and event.button() == Qt.MouseButton.MiddleButton) or (left and self._space)
        if pans:
            self._mode = "pan"
            self._space_used = self._space
        elif left and self._view.can_turn and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self._mode = "turn"
        elif self._tool.press(self._pointer(event)):
            self._mode = "tool"
        elif left and self._pan_left:
            self._mode = "pan"
        else:
            self._mode = "click"
        self._button = event.button()
        self._show_cursor()
        return True

    def _move(self, event: QMouseEvent) -> bool:
        pos = event.position()
        if self._pinching:
            return True
        if not self._mode:
            self._tool.hover(self._pointer(event))
            self._show_cursor()
            return True
        if (pos - self._start).manhattanLength() >= QApplication.startDragDistance():
            self._dragged = True
        if self._mode == "tool":
            self._tool.drag(self._pointer(event))
        elif self._mode == "pan" and self._dragged:
            self._view.camera.pan(pos.x() - self._last.x(), pos.y() - self._last.y())
            self._last = pos
            self._show_cursor()
        elif self._mode == "turn" and self._dragged:
            middle = QPointF(self._view.rect().center())
            self._view.camera.turn(_angle(pos - middle) - _angle(self._last - middle))
            self._last = pos
        return True

    def _release(self, event: QMouseEvent) -> bool:
        if not self._mode or event.button() != self._button:
            return True
        pointer, mode = self._pointer(event), self._mode
        self._mode = ""
        self._button = Qt.MouseButton.NoButton
        self._show_cursor()
        if mode == "tool":
            self._tool.release(pointer)
        elif not pointer.dragged:
            self._tool.click(pointer)
        return True

    def _wheel(self, event: QWheelEvent) -> bool:
        delta = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._view.camera.pan(delta.x() or delta.y(), 0)
        elif delta.y():
            at = event.position()
            self._view.camera.zoom(2.0 ** (delta.y() / _WHEEL_DOUBLES_AT), at=(at.x(), at.y()))
        elif delta.x():
            self._view.camera.pan(delta.x(), 0)
        event.accept()
        return True

    def _native(self, event: QNativeGestureEvent) -> bool:
        if event.gestureType() == Qt.NativeGestureType.RotateNativeGesture and self._view.can_turn:
            self._view.camera.turn(event.value(), at=(event.position().x(), event.position().y()))
            return True
        if event.gestureType() != Qt.NativeGestureType.ZoomNativeGesture:
            return False
        at = event.position()
        self._view.camera.zoom(max(1 + event.value(), 0.1), at=(at.x(), at.y()))
        return True

    def _gesture(self, event: QGestureEvent) -> bool:
        pinch = event.gesture(Qt.GestureType.PinchGesture)
        if not isinstance(pinch, QPinchGesture):
            return False
        # The first finger is a mouse to Qt, too: it must not drag while two fingers do.
        pinching = pinch.state() in (Qt.GestureState.GestureStarted, Qt.GestureState.GestureUpdated)
        if pinching and not self._pinching:
            self.cancel()
        self._pinching = pinching
        middle = self._view.mapFromGlobal(pinch.centerPoint())
        step = pinch.centerPoint() - pinch.lastCenterPoint()
        if pinch.state() == Qt.GestureState.GestureUpdated:
            self._view.camera.pan(step.x(), step.y())
        self._view.camera.zoom(pinch.scaleFactor(), at=(middle.x(), middle.y()))
        if self._view.can_turn and pinch.state() == Qt.GestureState.GestureUpdated:
            self._view.camera.turn(pinch.rotationAngle() - pinch.lastRotationAngle(), at=(middle.x(), middle.y()))
        event.accept(pinch)
        return True

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if self._pan_space and key == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self._space, self._space_used = True, False
                self._show_cursor()
            return True
        if key == Qt.Key.Key_Escape and self._mode == "tool":
            self.cancel()
            return True
        if self._tool.key(event):
            return True
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            return False
        camera = self._view.camera
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            camera.zoom(KEY_ZOOM, animate=True)
        elif key in (Qt.Key.Key_Minus, Qt.Key.Key_Underscore):
            camera.zoom(1 / KEY_ZOOM, animate=True)
        elif key in _TURNS and self._view.can_turn and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            camera.turn(_TURNS[Qt.Key(key)], animate=True)
        elif key in _ARROWS:
            dx, dy = _ARROWS[Qt.Key(key)]
            camera.move(camera.target.panned(dx * KEY_PAN_PX, dy * KEY_PAN_PX))
        else:
            return False
        return True

    def _key_up(self, event: QKeyEvent) -> bool:
        if not (self._pan_space and event.key() == Qt.Key.Key_Space) or event.isAutoRepeat():
            return False
        tapped = self._space and not self._space_used
        self._space = False
        self._show_cursor()
        if tapped:
            # Space alone is a command of its own (large preview): the tool gets the key after all.
            self._tool.key(event)
        return True

    def _show_cursor(self) -> None:
        if self._mode == "pan" and self._dragged:
            shape = Qt.CursorShape.ClosedHandCursor
        elif self._space:
            shape = Qt.CursorShape.OpenHandCursor
        else:
            shape = self._tool.cursor() or Qt.CursorShape.ArrowCursor
        if self._view.cursor().shape() != shape:
            self._view.setCursor(shape)


def _angle(step: QPointF) -> float:
    """Degrees clockwise from the right."""
    return math.degrees(math.atan2(step.y(), step.x()))
