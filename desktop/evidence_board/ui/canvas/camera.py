"""The camera of one canvas: limits, zoom about a point, animated moves."""

from __future__ import annotations

import math
from dataclasses import replace

from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation, Signal

from evidence_board.scene_style import INFINITY, Rect
from evidence_board.ui.canvas.axes import Axes
from evidence_board.ui.canvas.camera_state import CameraState

MOVE_MS = 240


class Camera(QObject):
    """Holds the present :class:`CameraState`, keeps it inside limits and moves it.

    With ``Axes.HORIZONTAL`` y always runs from 0 at the top of the view at one pixel per unit.

    Signals:
        changed: the state is another one; read :attr:`state`.
    """

    changed = Signal()

    def __init__(self, *, axes: Axes = Axes.BOTH, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._axes = axes
        self._width = self._height = 1.0
        self._limits = (0.0, INFINITY)
        self._bounds: Rect | None = None
        self._state = CameraState.square(0.0, 0.0, 1.0)
        self._from = self._to = self._state
        self.reduced_motion = False
        self._animation = QVariantAnimation(self)
        self._animation.setStartValue(0.0)
        self._animation.setEndValue(1.0)
        self._animation.setDuration(MOVE_MS)
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._animation.valueChanged.connect(self._step)

    @property
    def axes(self) -> Axes:
        """Directions in which the camera moves."""
        return self._axes

    @property
    def state(self) -> CameraState:
        """Where the camera is now (in the middle of an animation: on its way)."""
        return self._state

    @property
    def target(self) -> CameraState:
        """Where the camera will be when the animation ends; :attr:`state` when none runs."""
        return self._to if self.moving else self._state

    @property
    def moving(self) -> bool:
        """True while an animated move runs."""
        return self._animation.state() == QVariantAnimation.State.Running

    def set_limits(self, *, min_scale: float, max_scale: float, bounds: Rect | None = None) -> None:
        """Keep the scale between two values and the middle of the view inside ``bounds``."""
        self._limits = (min_scale, max_scale)
        self._bounds = bounds
        self._set(self._state)

    def set_view_size(self, width: float, height: float) -> None:
        """Tell the size of the view in pixels; the middle stays where it is."""
        self._width, self._height = max(width, 1.0), max(height, 1.0)
        self._set(self._state)

    def jump(self, state: CameraState) -> None:
        """Be at ``state`` at once (after limits)."""
        self._animation.stop()
        self._set(state)

    def move(self, state: CameraState) -> None:
        """Go to ``state`` in 240 ms, or at once with reduced motion."""
        target = self._limited(state)
        self._animation.stop()
        if self.reduced_motion or target == self._state:
            self._set(target)
            return
        self._from, self._to = self._state, target
        self._animation.start()

    def pan(self, dx: float, dy: float) -> None:
        """Drag the picture by ``dx, dy`` pixels, at once."""
        self.jump(self._state.panned(dx, dy))

    def zoom(self, factor: float, *, at: tuple[float, float] | None = None, animate: bool = False) -> None:
        """Multiply the scale; the world point under pixel ``at`` (default: the middle) stays there."""
        start = self.target if animate else self._state
        px, py = at if at is not None else (self._width / 2, self._height / 2)
        wanted = start.scale * factor
        scale = min(max(wanted, self._limits[0]), self._limits[1])
        factor = scale / start.scale
        scale_y = start.scale_y if self._axes is Axes.HORIZONTAL else start.scale_y * factor
        wx, wy = start.to_world(px, py, width=self._width, height=self._height)
        at_origin = CameraState(0.0, 0.0, scale, scale_y, start.angle)
        off_x, off_y = at_origin.to_world(px, py, width=self._width, height=self._height)
        target = replace(at_origin, x=wx - off_x, y=wy - off_y)
        if animate:
            self.move(target)
        else:
            self.jump(target)

    def turn(self, degrees: float, *, at: tuple[float, float] | None = None, animate: bool = False) -> None:
        """Turn the picture clockwise; the world point under pixel ``at`` (default: the middle) stays there."""
        start = self.target if animate else self._state
        px, py = at if at is not None else (self._width / 2, self._height / 2)
        wx, wy = start.to_world(px, py, width=self._width, height=self._height)
        angle = math.remainder(start.angle + degrees, 360.0)
        at_origin = CameraState(0.0, 0.0, start.scale, start.scale_y, angle if abs(angle) > 1e-9 else 0.0)
        off_x, off_y = at_origin.to_world(px, py, width=self._width, height=self._height)
        target = replace(at_origin, x=wx - off_x, y=wy - off_y)
        if animate:
            self.move(target)
        else:
            self.jump(target)

    def fit(self, rect: Rect, *, margin: float = 32.0, animate: bool = True, max_scale: float = INFINITY) -> None:
        """Show all of ``rect`` with ``margin`` pixels around it.

        Args:
            rect: world units; a point (no extent) is centred at the present scale or ``max_scale``.
            margin: pixels kept free on every side.
            animate: go there in 240 ms.
            max_scale: do not zoom in further than this.
        """
        room_x, room_y = max(self._width - 2 * margin, 1.0), max(self._height - 2 * margin, 1.0)
        scales = [room_x / rect.width] if rect.width > 0 else []
        if rect.height > 0 and self._axes is Axes.BOTH:
            scales.append(room_y / rect.height)
        scale = min(*scales, max_scale) if scales else min(self._state.scale, max_scale)
        scale_y = scale if self._axes is Axes.BOTH else self._state.scale_y
        x, y = rect.centre
        state = CameraState(x, y, scale, scale_y, self._state.angle)
        if animate:
            self.move(state)
        else:
            self.jump(state)

    def stop(self) -> None:
        """End a running animation where it is."""
        self._animation.stop()

    def _step(self, part: float) -> None:
        self._set(self._from.between(self._to, float(part)))

    def _limited(self, state: CameraState) -> CameraState:
        scale = min(max(state.scale, self._limits[0]), self._limits[1])
        if self._axes is Axes.HORIZONTAL:
            state = replace(state, scale=scale, y=self._height / 2, scale_y=1.0)
        elif scale != state.scale:
            state = replace(state, scale=scale, scale_y=state.scale_y * scale / state.scale)
        box = self._bounds
        if box is not None:
            state = replace(state, x=min(max(state.x, box.x0), box.x1))
            if self._axes is Axes.BOTH:
                state = replace(state, y=min(max(state.y, box.y0), box.y1))
        return state

    def _set(self, state: CameraState) -> None:
        state = self._limited(state)
        if state != self._state:
            self._state = state
            self.changed.emit()
