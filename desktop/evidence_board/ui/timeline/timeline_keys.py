"""`TimelineKeys`: the keyboard on the strip."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from evidence_board.ui.timeline.brush import nudged
from evidence_board.ui.timeline.time_axis import snap_step

if TYPE_CHECKING:
    from evidence_board.ui.timeline.timeline_pane import TimelinePane

__all__ = ["TimelineKeys"]

_KEY = Qt.Key
_SHIFT, _CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


class TimelineKeys:
    """Arrows walk from file to file, Up and Down to the events and back; Shift moves the brush.

    Shift with an arrow moves the end of the brush, Ctrl Shift its start; without a brush they begin one at
    the selected file. Home and End go to the first and the last file, + and - zoom, Esc takes the brush away.
    """

    def __init__(self, pane: TimelinePane) -> None:
        self._pane = pane

    def take(self, event: QKeyEvent) -> bool:
        """Do what a key means; False leaves it to the canvas and the window."""
        pane, key, held = self._pane, event.key(), event.modifiers()
        if key in (_KEY.Key_Left, _KEY.Key_Right):
            step = -1 if key == _KEY.Key_Left else 1
            if held & _SHIFT:
                self._move_edge("start" if held & _CTRL else "end", step)
            elif held & (_CTRL | Qt.KeyboardModifier.AltModifier):
                return False
            else:
                self._walk(step)
            return True
        if held & ~(_SHIFT | Qt.KeyboardModifier.KeypadModifier):
            return False
        if key in (_KEY.Key_Up, _KEY.Key_Down):
            self._change_row(up=key == _KEY.Key_Up)
        elif key in (_KEY.Key_Home, _KEY.Key_End):
            self._go_to_end(last=key == _KEY.Key_End)
        elif key in (_KEY.Key_Plus, _KEY.Key_Equal, _KEY.Key_Minus, _KEY.Key_Underscore):
            pane.camera.zoom(1 if key in (_KEY.Key_Plus, _KEY.Key_Equal) else -1)
        elif key in (_KEY.Key_Return, _KEY.Key_Enter, _KEY.Key_Space) and self._current_item() is not None:
            pane.context.requests.preview.emit(self._current_item())
        elif key == _KEY.Key_Escape and pane.brush is not None:
            pane.set_brush(None)
        else:
            return False
        return True

    def _current(self) -> str | None:
        return self._pane.context.session.selection.current

    def _current_item(self) -> str | None:
        current = self._current()
        return current if current in self._pane.context.session.index.items else None

    def _walk(self, step: int) -> None:
        found = self._pane.order.beside(self._current(), step)
        if found is not None:
            self._pane.choose(found)

    def _change_row(self, *, up: bool) -> None:
        order, current = self._pane.order, self._current()
        among = order.events if up else order.items
        if not among or current in among:
            return
        at = order.when(current) if current is not None else None
        if at is None:
            start, end = self._pane.camera.span
            at = (start + end) / 2
        found = order.nearest(at, among)
        if found is not None:
            self._pane.choose(found)

    def _go_to_end(self, *, last: bool) -> None:
        order, current = self._pane.order, self._current()
        among = order.events if current in order.events else order.items
        if among:
            self._pane.choose(among[-1 if last else 0])

    def _move_edge(self, edge: Literal["start", "end"], step: int) -> None:
        pane = self._pane
        by = step * snap_step(pane.view.camera.state.scale)
        span = pane.brush
        if span is None:
            current = self._current()
            at = pane.order.when(current) if current is not None else None
            if at is None:
                at = sum(pane.camera.span) / 2
            start = at // abs(by) * abs(by)
            span = (start, start + abs(by))
            pane.set_brush(span)
        else:
            span = nudged(span, edge=edge, by=by)
            pane.set_brush(span)
        moved = span[0 if edge == "start" else 1]
        if abs(moved) < 1e15:
            pane.camera.bring_into_view(moved)
