"""`MapTool`: mouse and keys on the map, turned into what a person means."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent

from evidence_board.ui.canvas import CanvasTool, Pointer
from evidence_board.ui.map.gesture_overlay import GestureOverlay
from evidence_board.ui.map.map_canvas import MapCanvas
from evidence_board.ui.map.map_hits import MapHit, MapHits
from evidence_board.ui.map.pin_fan import PinFan

__all__ = ["MapTool"]

#: How long the selected pin must be held before it can be dragged; a shorter drag pans the map.
HOLD_MS = 450
_SHIFT, _CONTROL, _ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)


#: Keys that lead to the next photo of a fan, and back.
_ROUND = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}


class MapTool(QObject, CanvasTool):
    """Click, double click, hover, rubber band (Shift drag), moving the selected pin, Tab through pins.

    The selected pin moves with Alt held, or after it was held for a moment: a plain drag pans the map, so
    that nobody moves evidence by accident.

    Attributes:
        clicked: (hit or None, modifiers).
        opened: (hit) a double click or Enter on something already selected.
        zoomed_at: (position) a double click on the bare map.
        hovered: (hit or None) the pointer rests on something else than before.
        banded: (ids, add) a rubber band was drawn around these photos.
        moved: (id, position) the selected pin was dropped here.
        previewed: (id) Space.
        fitted: Home.
        folded: Esc, or a step past the end of a fan.
    """

    clicked = Signal(object, object)
    opened = Signal(object)
    zoomed_at = Signal(QPointF)
    hovered = Signal(object)
    banded = Signal(object, bool)
    moved = Signal(str, QPointF)
    previewed = Signal(str)
    fitted = Signal()
    folded = Signal()

    def __init__(self, canvas: MapCanvas, hits: MapHits, overlay: GestureOverlay) -> None:
        super().__init__(canvas)
        self._canvas, self._hits, self._overlay = canvas, hits, overlay
        self._mode = ""  # "", "band", "hold" or "move"
        self._last = QPointF()
        self._hold = QTimer(self)
        self._hold.setSingleShot(True)
        self._hold.setInterval(HOLD_MS)
        self._hold.timeout.connect(self._held)

    # -- mouse -----------------------------------------------------------------------------------------

    def press(self, pointer: Pointer) -> bool:
        """Take a press that may become a band or a move."""
        self._overlay.focused = None
        if pointer.button != Qt.MouseButton.LeftButton:
            return False
        self._last = pointer.pos
        if pointer.modifiers & _SHIFT:
            self._mode = "band"
            return True
        if self._movable(pointer.pos):
            if pointer.modifiers & _ALT:
                self._mode = "move"
            else:
                self._mode = "hold"
                self._hold.start()
            return True
        return False

    def drag(self, pointer: Pointer) -> None:
        """Draw the band, move the pin, or pan."""
        if self._mode == "band" and pointer.dragged:
            self._overlay.band = QRectF(pointer.start, pointer.pos).normalized()
            self._canvas.update()
        elif self._mode == "hold" and pointer.dragged:
            self._hold.stop()
            step = pointer.pos - self._last
            self._canvas.camera.pan(step.x(), step.y())
        elif self._mode == "move":
            self._show_ghost(pointer.pos)
        self._last = pointer.pos

    def release(self, pointer: Pointer) -> None:
        """Finish what the press began."""
        mode, dragged = self._mode, pointer.dragged
        band = self._overlay.band
        self.cancel()
        if mode == "band" and dragged and band is not None:
            self.banded.emit(self._hits.within(band), bool(pointer.modifiers & _CONTROL))
        elif mode == "move" and dragged and self._hits.lifted is not None:
            self.moved.emit(self._hits.lifted, pointer.pos)
        elif not dragged and mode != "move":
            self.click(pointer)

    def cancel(self) -> None:
        """End the gesture without effect."""
        self._hold.stop()
        self._mode = ""
        self._overlay.band = self._overlay.ghost = None
        self._canvas.update()

    def click(self, pointer: Pointer) -> None:
        """Tell what was clicked; between the photos of a fan there is nothing."""
        hit = self._hits.at(pointer.pos)
        if hit is None and self._on_fan(pointer.pos):
            return
        if pointer.button == Qt.MouseButton.LeftButton:
            self.clicked.emit(hit, pointer.modifiers)

    def double_click(self, pointer: Pointer) -> None:
        """Open what is under the pointer, or zoom in there."""
        hit = self._hits.at(pointer.pos)
        if hit is not None:
            self.opened.emit(hit)
        elif not self._on_fan(pointer.pos):
            self.zoomed_at.emit(pointer.pos)

    def hover(self, pointer: Pointer | None) -> None:
        """Outline what lies under the pointer."""
        self.set_hovered(self._hits.at(pointer.pos) if pointer is not None else None)

    def set_hovered(self, hit: MapHit | None) -> None:
        """Outline a thing and tell the other panes, if it is another one than before."""
        before = self._overlay.hovered
        if hit == before:
            return
        self._overlay.hovered = hit
        self._canvas.setCursor(Qt.CursorShape.PointingHandCursor if hit is not None else Qt.CursorShape.ArrowCursor)
        self._canvas.update()
        if (hit.shown if hit else None) != (before.shown if before else None):
            self.hovered.emit(hit)

    def cursor(self) -> Qt.CursorShape | None:
        """Show a hand over what can be clicked, and a cross while a pin moves."""
        if self._mode == "move":
            return Qt.CursorShape.SizeAllCursor
        return Qt.CursorShape.PointingHandCursor if self._overlay.hovered is not None else None

    def _on_fan(self, pos: QPointF) -> bool:
        return self._hits.fan is not None and self._hits.fan.covers(pos)

    def _movable(self, pos: QPointF) -> bool:
        hit = self._hits.at(pos)
        lifted = self._hits.lifted
        return hit is not None and hit.kind == "pin" and lifted is not None and (hit.on_dot or hit.ids == (lifted,))

    def _held(self) -> None:
        if self._mode == "hold":
            self._mode = "move"
            self._canvas.setCursor(Qt.CursorShape.SizeAllCursor)
            self._show_ghost(self._last)

    def _show_ghost(self, pos: QPointF) -> None:
        lifted = self._hits.lifted
        if lifted is not None:
            self._overlay.ghost = (pos, self._hits.move_words(lifted))
            self._canvas.update()

    # -- keys ------------------------------------------------------------------------------------------

    def key(self, event: QKeyEvent) -> bool:
        """Walk through pins and act on the one in focus."""
        key, focused = event.key(), self._overlay.focused
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and not event.modifiers() & (_CONTROL | _ALT):
            return self._step(-1 if key == Qt.Key.Key_Backtab or event.modifiers() & _SHIFT else 1)
        if key == Qt.Key.Key_Home and not event.modifiers():
            self.fitted.emit()
            return True
        if self._hits.fan is not None and self._fan_key(self._hits.fan, event):
            return True
        if focused is None:
            return False
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            known = self._hits.chosen.issuperset(focused.ids)
            if focused.kind == "leaf":  # its pin may be selected as a whole
                known = self._hits.chosen == set(focused.ids)
            if known and not event.modifiers():
                self.opened.emit(focused)
            else:
                self.clicked.emit(focused, event.modifiers())
            if self._hits.fan is not None and focused.kind == "pin":
                self._focus(self._hits.pin_of(self._hits.fan.ids[0]))
            return True
        if key == Qt.Key.Key_Space and focused.kind != "location":
            self.previewed.emit(focused.shown)
            return True
        if key == Qt.Key.Key_Escape:
            # The ring goes; the step back that Esc means everywhere is still to be done by the window.
            self._overlay.focused = None
            self._canvas.update()
        return False

    def _fan_key(self, fan: PinFan, event: QKeyEvent) -> bool:
        """Walk round a fan with the arrows; Esc folds it and leaves the focus on its pin."""
        focused = self._overlay.focused
        if event.key() == Qt.Key.Key_Escape:
            self._fold(fan)
            return True
        step = _ROUND.get(Qt.Key(event.key()), 0)
        if not step or event.modifiers() or focused is None or focused.kind != "leaf":
            return False
        self._focus(self._hits.pin_of(fan.next(focused.shown, step)))
        return True

    def _fold(self, fan: PinFan) -> None:
        focused = self._overlay.focused
        self.folded.emit()
        if focused is not None and focused.kind == "leaf":
            self._overlay.focused = self._hits.pin_of(fan.ids[0])
            self._canvas.update()

    def _step(self, step: int) -> bool:
        """Move the focus to the next pin in reading order; past the last one, leave the map."""
        hits = self._hits.in_view()
        focused, fan = self._overlay.focused, self._hits.fan
        if fan is not None and focused is not None and focused.shown == fan.ids[-1 if step > 0 else 0]:
            # Past the end of a fan go on with the pins beside it.
            self._fold(fan)
            hits, focused = self._hits.in_view(), self._overlay.focused
        at = next((n for n, hit in enumerate(hits) if focused is not None and focused.shown in hit.ids), None)
        wanted = (0 if step > 0 else len(hits) - 1) if at is None else at + step
        if not 0 <= wanted < len(hits):
            self._overlay.focused = None
            self._canvas.update()
            return False
        self._focus(hits[wanted])
        return True

    def _focus(self, hit: MapHit | None) -> None:
        """Give the keyboard to a thing, and say what it is."""
        self._overlay.focused = hit
        if hit is not None:
            words = self._hits.words(hit)
            self._canvas.setAccessibleDescription(words)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._canvas, words))
        self._canvas.update()
