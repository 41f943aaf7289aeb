"""`StripTool`: mouse and keys on the strip: choose marks, draw and move the brush."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent

from evidence_board.ui.canvas import CanvasTool, CanvasView, Pointer
from evidence_board.ui.timeline.brush import Brush, Span, grip_at
from evidence_board.ui.timeline.strip_hits import StripHit
from evidence_board.ui.timeline.time_axis import snap_step

__all__ = ["StripTool"]

_EDGE_REACH_PX = 6.0


class StripTool(QObject, CanvasTool):
    """Turns gestures on the strip into what they mean.

    Signals:
        clicked: (hit or None, modifiers, position) a mark, or a place without one.
        opened: (hit) a mark was double-clicked.
        month_wanted: (seconds) a place without a mark was double-clicked.
        hovered: (hit or None) another thing lies under the pointer.
        brushed: (span or None, ended) the brush changes; ``ended`` with the drag.

    Attributes:
        span: the present brush; kept by the pane.
        dragging: the brush is being drawn or moved now.
    """

    clicked = Signal(object, object, object)
    opened = Signal(object)
    month_wanted = Signal(float)
    hovered = Signal(object)
    brushed = Signal(object, bool)

    def __init__(
        self,
        view: CanvasView,
        *,
        find: Callable[[QPointF], StripHit | None],
        keys: Callable[[QKeyEvent], bool],
    ) -> None:
        """Make a tool.

        Args:
            view: the canvas of the strip.
            find: what lies at a pixel.
            keys: takes a key, or leaves it to the canvas.
        """
        super().__init__(view)
        self._view = view
        self._find = find
        self._keys = keys
        self._brush: Brush | None = None
        self._before: Span | None = None
        self._pressed: StripHit | None = None
        self._hover: StripHit | None = None
        self._cursor: Qt.CursorShape | None = None
        self.span: Span | None = None
        self.dragging = False

    @property
    def held(self) -> str:
        """What the brush is held by: ``new``, ``start``, ``end``, ``inside``, or empty."""
        return self._brush.grip if self._brush is not None and self.dragging else ""

    def cursor(self) -> Qt.CursorShape | None:
        """Show which part of the brush would be taken."""
        return self._cursor

    def press(self, pointer: Pointer) -> bool:
        """Begin a click or a drag."""
        if pointer.button != Qt.MouseButton.LeftButton:
            return False
        x = pointer.world[0]
        grip = grip_at(self.span, x, reach=self._reach())
        self._pressed = None if grip in ("start", "end") else self._find(pointer.pos)
        step = snap_step(self._view.camera.state.scale)
        self._before = self.span
        self._brush = Brush(grip, x, self.span, step)
        return True

    def drag(self, pointer: Pointer) -> None:
        """Draw, move or adjust the brush."""
        if self._brush is None or not (pointer.dragged or self.dragging):
            return
        if not self.dragging:
            self.dragging = True
            self._hover_over(None)
        x = pointer.world[0]
        self._brush = self._brush.turned(x)
        self.brushed.emit(self._brush.dragged(x), False)

    def release(self, pointer: Pointer) -> None:
        """End the drag, or click."""
        brush, self._brush = self._brush, None
        if self.dragging and brush is not None:
            self.dragging = False
            self.brushed.emit(brush.dragged(pointer.world[0]), True)
        elif brush is not None and brush.grip not in ("start", "end"):
            self.clicked.emit(self._pressed, pointer.modifiers, pointer.pos)
        self._show_cursor(pointer)

    def cancel(self) -> None:
        """Give the brush back as it was before the drag."""
        brush, self._brush = self._brush, None
        if self.dragging and brush is not None:
            self.dragging = False
            self.brushed.emit(self._before, True)

    def double_click(self, pointer: Pointer) -> None:
        """Open a mark, or zoom to the month."""
        if pointer.button != Qt.MouseButton.LeftButton:
            return
        hit = self._find(pointer.pos)
        if hit is None or hit.kind == "bar":
            self.month_wanted.emit(pointer.world[0])
        else:
            self.opened.emit(hit)

    def hover(self, pointer: Pointer | None) -> None:
        """Tell what the pointer rests on."""
        self._hover_over(None if pointer is None else self._find(pointer.pos))
        if pointer is not None:
            self._show_cursor(pointer)

    def key(self, event: QKeyEvent) -> bool:
        """Let the pane have the key first."""
        return self._keys(event)

    def _hover_over(self, hit: StripHit | None) -> None:
        if hit != self._hover:
            self._hover = hit
            self.hovered.emit(hit)

    def _reach(self) -> float:
        return _EDGE_REACH_PX / self._view.camera.state.scale

    def _show_cursor(self, pointer: Pointer) -> None:
        grip = grip_at(self.span, pointer.world[0], reach=self._reach())
        if grip in ("start", "end"):
            self._cursor = Qt.CursorShape.SizeHorCursor
        elif self._hover is not None:
            self._cursor = Qt.CursorShape.PointingHandCursor
        else:
            self._cursor = Qt.CursorShape.OpenHandCursor if grip == "inside" else None
