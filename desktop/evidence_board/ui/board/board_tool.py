"""The mouse on the board: select, move, draw a link, rubber band, menus."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent

from evidence_board.selection import Selection, replace, toggle
from evidence_board.ui.board.board_keys import BoardKeys
from evidence_board.ui.canvas import CanvasTool, Pointer

if TYPE_CHECKING:
    from evidence_board.ui.board.board_canvas import BoardCanvas

__all__ = ["BoardTool"]

_LEFT, _RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton


class BoardGestures(QObject):
    """What gestures and keys ask for.

    Signals:
        chosen: (Selection) select these.
        hovered: (row id or None) the pointer rests on a thing.
        moved: (row ids, (dx, dy) in world units) these were dragged.
        link_wanted: (row ids, id of the target or "", QPoint on the screen) join these.
        opened: (row id) show what is around a node, or change a link.
        menu_wanted: (row id or None, QPoint on the screen) a context menu.
        pressed: a button went down.
    """

    chosen = Signal(object)
    hovered = Signal(object)
    moved = Signal(object, object)
    link_wanted = Signal(object, str, object)
    opened = Signal(str)
    menu_wanted = Signal(object, object)
    pressed = Signal()


class BoardTool(CanvasTool):
    """Select mode of the board.

    Attributes:
        gestures: signals of what the user wants.
        selection: returns the present selection.
    """

    def __init__(self, canvas: BoardCanvas, *, keys: BoardKeys, may_write: bool) -> None:
        self._canvas, self._keys, self._may_write = canvas, keys, may_write
        self.gestures = BoardGestures(canvas)
        self._selection = Selection()
        self._mode = ""  # "", "node", "edge", "blank", "move", "link" or "band"
        self._on: str | None = None
        self._told: str | None = None
        self._before = Selection()
        self._cursor: Qt.CursorShape | None = None

    def set_selection(self, selection: Selection) -> None:
        """Know what is selected."""
        self._selection = selection

    def cursor(self) -> Qt.CursorShape | None:
        """A hand over what can be pressed."""
        return self._cursor

    # -- gestures --------------------------------------------------------------------------------------

    def press(self, pointer: Pointer) -> bool:
        """Begin to select, move or link."""
        self._canvas.focus_visible = False
        self.gestures.pressed.emit()
        if pointer.button != _LEFT:
            return False
        self._before = self._selection
        handle = self._canvas.overlay.handle_box()
        if handle is not None and _inside(handle, pointer.pos):
            self._mode = "link"
            return True
        self._on = self._canvas.thing_at(pointer.pos)
        if self._on is None:
            self._mode = "blank"
        elif self._canvas.content.row(self._on) is None:
            self._mode = "edge"
        elif pointer.modifiers & Qt.KeyboardModifier.AltModifier and self._may_write:
            self._canvas.overlay.set_hovered(self._on)
            self._mode = "link"
        else:
            self._mode = "node"
        return True

    def drag(self, pointer: Pointer) -> None:
        """Carry on what the press began."""
        if not pointer.dragged:
            return
        if self._mode == "node" and self._on is not None and self._may_write:
            if self._on not in self._selection:
                self.gestures.chosen.emit(replace([self._on]))
            self._mode = "move"
            self._canvas.lift(self._dragged_rows())
        elif self._mode == "blank":
            self._mode = "band"
        if self._mode == "move":
            shift = (pointer.world[0] - pointer.start_world[0], pointer.world[1] - pointer.start_world[1])
            self._canvas.overlay.move(self._dragged_rows(), shift)
        elif self._mode == "band":
            band = QRectF(pointer.start, pointer.pos).normalized()
            self._canvas.overlay.set_band(band)
            self.gestures.chosen.emit(self._banded(band, pointer.modifiers))
        elif self._mode == "link":
            target = self._canvas.node_at(pointer.pos)
            sources = self._link_sources()
            self._canvas.overlay.draw_link(sources, pointer.pos, target if target not in sources else None)

    def release(self, pointer: Pointer) -> None:
        """End the gesture."""
        mode, self._mode = self._mode, ""
        overlay = self._canvas.overlay
        if mode == "move":
            rows, shift = sorted(overlay.moved), overlay.shift
            ids = [self._canvas.content.nodes[row].id for row in rows]
            self.gestures.moved.emit(ids, shift)
            overlay.end_move()
            self._canvas.lift(())
        elif mode == "link":
            self._end_link(pointer)
        elif mode == "band":
            overlay.set_band(None)
        elif mode in ("node", "edge", "blank"):
            self.gestures.chosen.emit(self._clicked(self._on, pointer.modifiers))
        self._show_hover(pointer)

    def cancel(self) -> None:
        """Let everything be as it was before the gesture."""
        mode, self._mode = self._mode, ""
        overlay = self._canvas.overlay
        overlay.end_move()
        overlay.end_link()
        overlay.set_band(None)
        self._canvas.lift(())
        if mode == "band":
            self.gestures.chosen.emit(self._before)

    def click(self, pointer: Pointer) -> None:
        """Open the menu of what was clicked with the right button."""
        if pointer.button != _RIGHT:
            return
        on = self._canvas.thing_at(pointer.pos)
        if on is not None and on not in self._selection:
            self.gestures.chosen.emit(replace([on]))
        self.gestures.menu_wanted.emit(on, self._canvas.mapToGlobal(pointer.pos.toPoint()))

    def double_click(self, pointer: Pointer) -> None:
        """Show what is around a node, or change a link."""
        on = self._canvas.thing_at(pointer.pos)
        if on is not None and pointer.button == _LEFT:
            self.gestures.opened.emit(on)

    def hover(self, pointer: Pointer | None) -> None:
        """Outline what the pointer rests on, and tell the other panes."""
        self._show_hover(pointer)

    def key(self, event: QKeyEvent) -> bool:
        """Leave keys to the keys of the board."""
        return self._keys.handle(event)

    # -- parts -----------------------------------------------------------------------------------------

    def _show_hover(self, pointer: Pointer | None) -> None:
        overlay = self._canvas.overlay
        on: str | None = None
        if pointer is not None:
            handle = overlay.handle_box()
            if handle is not None and _inside(handle, pointer.pos):
                self._cursor = Qt.CursorShape.CrossCursor
                return
            on = self._canvas.thing_at(pointer.pos)
        self._cursor = Qt.CursorShape.PointingHandCursor if on is not None else None
        overlay.set_hovered(on, handle=self._may_write)
        if on != self._told:
            self._told = on
            self.gestures.hovered.emit(on)

    def _dragged_rows(self) -> list[int]:
        """Positions of the nodes that a drag takes along: the selected ones, if it began on one of them."""
        content = self._canvas.content
        if self._on in self._selection:
            ids = self._selection.ids
        else:
            ids = (self._on,) if self._on is not None else ()
        return [row for one in ids if (row := content.row(one)) is not None]

    def _link_sources(self) -> list[str]:
        """Ids of the nodes that a link is drawn from."""
        at = self._canvas.overlay.hovered
        if at is None:
            return []
        shown = [one for one in self._selection.ids if self._canvas.content.row(one) is not None]
        return shown if at in shown else [at]

    def _end_link(self, pointer: Pointer) -> None:
        sources = self._link_sources()
        target = self._canvas.node_at(pointer.pos)
        self._canvas.overlay.end_link()
        if target in sources and (pointer.dragged or len(sources) > 1):
            return
        place = self._canvas.mapToGlobal(pointer.pos.toPoint())
        if sources:
            self.gestures.link_wanted.emit(sources, target if target not in sources and target else "", place)

    def _clicked(self, on: str | None, modifiers: Qt.KeyboardModifier) -> Selection:
        several = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        if on is None:
            return self._selection if modifiers & several else Selection()
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            return toggle(self._selection, on)
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            return replace([*self._selection.ids, on], current=on)
        return replace([on])

    def _banded(self, band: QRectF, modifiers: Qt.KeyboardModifier) -> Selection:
        inside = self._canvas.nodes_within(band)
        several = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        if modifiers & several:
            inside = [*self._before.ids, *(one for one in inside if one not in self._before)]
        return replace(inside)


def _inside(box: QRectF, pos: QPointF) -> bool:
    return math.hypot(pos.x() - box.center().x(), pos.y() - box.center().y()) <= box.width() / 2 + 3
