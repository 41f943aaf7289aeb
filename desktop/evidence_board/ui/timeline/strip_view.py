"""`StripView`: the canvas of the timeline; tells of its size, of zooming by hand, and when a tip is wanted."""

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from evidence_board.ui.canvas import Axes, CanvasView, Renderer

__all__ = ["StripView"]

_BY_HAND = (QEvent.Type.Wheel, QEvent.Type.NativeGesture, QEvent.Type.Gesture)


class StripView(CanvasView):
    """A canvas along time: x is seconds, y pixels from the top.

    Signals:
        resized: the view has another size.
        moved_by_hand: the user is about to pan or zoom.
        tip_wanted: (position) the pointer rests.
        focus_changed: the keyboard came or went.
    """

    edges_matter = True

    resized = Signal()
    moved_by_hand = Signal()
    tip_wanted = Signal(QPointF)
    focus_changed = Signal()

    def __init__(self, renderer: Renderer, *, parent: QWidget | None = None) -> None:
        super().__init__(renderer, axes=Axes.HORIZONTAL, parent=parent)
        self.set_panning(left=False, middle=True)
        self.setMinimumHeight(40)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell when the camera knows the new size."""
        super().resizeEvent(event)
        self.resized.emit()

    def event(self, event: QEvent) -> bool:
        """Look at events before the canvas takes them."""
        kind = event.type()
        if kind in _BY_HAND:
            self.moved_by_hand.emit()
        elif isinstance(event, QMouseEvent) and kind == QEvent.Type.MouseButtonPress:
            if event.button() == Qt.MouseButton.MiddleButton:
                self.moved_by_hand.emit()
        elif isinstance(event, QHelpEvent) and kind == QEvent.Type.ToolTip:
            self.tip_wanted.emit(QPointF(event.pos()))
            return True
        elif kind in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.focus_changed.emit()
        return super().event(event)
