"""`MapCanvas`: the canvas of the map, which also takes files dragged onto it and says what lies under the pointer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QHelpEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from evidence_board.ui.canvas import CanvasView, Renderer
from evidence_board.ui.gallery.item_mime import dragged_items
from evidence_board.ui.widgets.focus_ring import set_ring

__all__ = ["MapCanvas"]


class MapCanvas(CanvasView):
    """The view of the map.

    Attributes:
        items_over: (ids, position) files are dragged over the map.
        items_left: the drag has left.
        items_dropped: (ids, position) files were dropped.
        menu_wanted: (position, from the keyboard) a context menu is asked for.
        resized: the view has another size.
        known: tells which of dragged ids are files of this case; others are not taken.
        words_at: what to say about the thing under a position, empty for nothing.
        words_for_files: what dropping files from outside here would do, None when they are not for the map.
        files_dropped: (list of paths) such files were dropped here.
    """

    edges_matter = True
    can_turn = True

    items_over = Signal(object, QPointF)
    items_left = Signal()
    items_dropped = Signal(object, QPointF)
    menu_wanted = Signal(QPointF, bool)
    resized = Signal()
    files_dropped = Signal(object)

    def __init__(self, renderer: Renderer, *, parent: QWidget | None = None) -> None:
        self.known: Callable[[list[str]], list[str]] = list
        self.words_at: Callable[[QPointF], str] = _no_words
        self.words_for_files: Callable[[list[Path]], tuple[str, str] | None] = _not_here
        super().__init__(renderer, parent=parent)
        self.setAcceptDrops(True)
        # Panes meet edge to edge.
        set_ring(self, "inside")

    def event(self, event: QEvent) -> bool:
        """Say what lies under the pointer."""
        if event.type() == QEvent.Type.ToolTip:
            hint = cast("QHelpEvent", event)
            words = self.words_at(QPointF(hint.pos()))
            if words:
                QToolTip.showText(hint.globalPos(), words, self)
            else:
                QToolTip.hideText()
                event.ignore()
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell of the new size."""
        super().resizeEvent(event)
        self.resized.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu where the pointer is, or at the focus."""
        keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        self.menu_wanted.emit(QPointF(event.pos()), keyboard)
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files of this case; leave everything else (files to import) to the window."""
        self._over(event, event.mimeData())

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where they would be placed."""
        self._over(event, event.mimeData())

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Show nothing any more."""
        self.items_left.emit()

    def dropEvent(self, event: QDropEvent) -> None:
        """Place them here."""
        ids = self.known(dragged_items(event.mimeData()))
        self.items_left.emit()
        if not ids:
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.LinkAction)
        event.accept()
        self.items_dropped.emit(ids, event.position())

    def _over(self, event: QDropEvent, mime: QMimeData) -> None:
        ids = self.known(dragged_items(mime))
        if not ids:
            event.ignore()
            return
        # Placing neither copies nor moves a file.
        action = Qt.DropAction.LinkAction
        event.setDropAction(action if event.possibleActions() & action else Qt.DropAction.CopyAction)
        event.accept()
        self.items_over.emit(ids, event.position())

    def screen_point(self, pos: QPointF) -> QPoint:
        """Return the point of the screen at a pixel of the view."""
        return self.mapToGlobal(pos.toPoint())


def _no_words(pos: QPointF) -> str:
    return ""


def _not_here(paths: list[Path]) -> tuple[str, str] | None:
    return None
