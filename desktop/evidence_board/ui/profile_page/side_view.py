"""`SideView`: the list of a kind, walked with the arrow keys; in a tree a row is dropped on what it stands under."""

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from evidence_board.model.case_index import CaseIndex
from evidence_board.ui.board.thing_mime import dragged_things
from evidence_board.ui.context import UiContext
from evidence_board.ui.profile_page.side_delegate import ROW_HEIGHT, SideDelegate
from evidence_board.ui.profile_page.side_model import ROW, TREES, SideModel, SideRow

__all__ = ["SideView"]

_MOVES = frozenset(
    (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
)


class SideView(QListView):
    """Rows of one kind.

    Attributes:
        chosen: (row id) a row was clicked, or Enter was pressed on it.
        dropped: (row id, id of what it comes to stand under or empty for nothing).
        over: (name, takes) a drag hangs over what it would stand under, or over nothing; whether it is taken.
        kind: what is listed.
        current: id of the thing the page is about.
    """

    chosen = Signal(str)
    dropped = Signal(str, str)
    over = Signal(str, bool)

    def __init__(self, context: UiContext, *, can_write: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.kind, self.current = "", ""
        self.entries = SideModel(can_write=can_write)
        self._painter = SideDelegate(self, theme=context.theme, current=lambda: self.current)
        self.setModel(self.entries)
        self.setItemDelegate(self._painter)
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setProperty("surface", "window")
        self.setProperty("focusRing", "none")
        self.setDragEnabled(can_write)
        self.setAcceptDrops(can_write)
        self.setDragDropMode(
            QAbstractItemView.DragDropMode.DragDrop if can_write else QAbstractItemView.DragDropMode.NoDragDrop
        )
        self.setDropIndicatorShown(False)
        self.clicked.connect(self._choose)
        self.setStyleSheet("QListView { background: transparent; }")

    def show_current(self, row_id: str) -> None:
        """Mark the thing the page is about, and bring it into view."""
        self.current = row_id
        index = self.entries.at(row_id)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
        self.viewport().update()

    def row_of(self, index: QModelIndex) -> SideRow | None:
        """Return what a row shows."""
        row = index.data(int(ROW))
        return row if isinstance(row, SideRow) else None

    def sizeHint(self) -> QSize:
        """Return the height of the rows, so that what follows stands right below a short list."""
        high = self._context.theme.pixels(ROW_HEIGHT)
        return QSize(200, max(len(self.entries.rows), 1) * high + 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter; leave letters to the page."""
        row = self.row_of(self.currentIndex())
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row is not None:
            self.chosen.emit(row.place.id)
        elif event.key() in _MOVES:
            super().keyPressEvent(event)
        else:
            # Letters are commands here, not the beginning of a name: the field above narrows the list.
            event.ignore()

    # -- dragging --------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a row of this tree."""
        self._hang_over(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show what it would stand under."""
        self._hang_over(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Look as before."""
        self._aim(None)
        self.over.emit("", False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Place it."""
        moved = self._moved(event)
        self._aim(None)
        self.over.emit("", False)
        if moved is None:
            event.ignore()
            return
        row = self.row_of(self.indexAt(event.position().toPoint()))
        event.setDropAction(Qt.DropAction.LinkAction)
        event.accept()
        if row is None or row.place.id != moved:
            self.dropped.emit(moved, row.place.id if row is not None else "")

    def _hang_over(self, event: QDropEvent) -> None:
        moved = self._moved(event)
        if moved is None:
            event.ignore()
            return
        row = self.row_of(self.indexAt(event.position().toPoint()))
        takes = row is None or row.place.id != moved
        self._aim(row.place.id if row is not None and takes else None)
        self.over.emit(row.name if row is not None and takes and row.place.id else "", takes)
        event.setDropAction(Qt.DropAction.LinkAction)
        event.accept()

    def _moved(self, event: QDropEvent) -> str | None:
        if self.kind not in TREES or not self.acceptDrops():
            return None
        index: CaseIndex = self._context.session.index
        things = dragged_things(event.mimeData(), index)
        return things[0][1] if len(things) == 1 and things[0][0] == self.kind else None

    def _aim(self, row_id: str | None) -> None:
        self._painter.target = row_id
        self.viewport().update()

    def _choose(self, index: QModelIndex) -> None:
        row = self.row_of(index)
        if row is not None:
            self.chosen.emit(row.place.id)

    def row_point(self, row_id: str) -> QPoint:
        """Return the middle of a row in the viewport."""
        return self.visualRect(self.entries.at(row_id)).center()
