"""`ListRow`: a collection, a saved view or a tag in the navigator: a menu, a new name, and files dropped on it."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from evidence_board.ui.gallery.item_mime import dragged_items
from evidence_board.ui.navigator.navigator_row import NavigatorRow
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.painting import draw_box

__all__ = ["ListRow"]


class ListRow(NavigatorRow):
    """One row of a list that a person makes.

    Attributes:
        row_id: of the thing it stands for.
        menu_wanted: (point of the screen) the context menu was asked for.
        rename_wanted: F2.
        removed: Delete.
        dropped: (list of item ids) files were dropped on it.
        step_wanted: (-1 or 1) Alt with Up or Down.
        dragged: (point of the screen) it is pulled to another place of its list.
        let_go: (point of the screen) it was let go there.
    """

    menu_wanted = Signal(QPoint)
    rename_wanted = Signal()
    removed = Signal()
    dropped = Signal(object)
    step_wanted = Signal(int)
    dragged = Signal(QPoint)
    let_go = Signal(QPoint)

    def __init__(
        self,
        row_id: str,
        text: str,
        *,
        theme: Theme,
        icon: str,
        takes_files: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, theme=theme, icon=icon, count=0, parent=parent)
        self.row_id = row_id
        self._over = False
        self._movable = False
        self._grabbed: QPoint | None = None
        self._pulled = False
        self.setAcceptDrops(takes_files)

    def set_movable(self, movable: bool) -> None:
        """Let it be pulled to another place of its list, or no longer."""
        self._movable = movable

    def nextCheckState(self) -> None:
        """Do nothing: a row is checked when the filter says so, wherever that was set."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Rename on F2, remove on Delete."""
        step = {int(Qt.Key.Key_Up): -1, int(Qt.Key.Key_Down): 1}.get(event.key())
        if step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.step_wanted.emit(step)
        elif event.key() == Qt.Key.Key_F2:
            self.rename_wanted.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where it was grabbed."""
        super().mousePressEvent(event)
        left = event.button() == Qt.MouseButton.LeftButton
        self._grabbed = event.globalPosition().toPoint() if left and self._movable else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Be pulled along once the pointer went far enough."""
        at = event.globalPosition().toPoint()
        if self._grabbed is not None and not self._pulled:
            self._pulled = (at - self._grabbed).manhattanLength() >= QApplication.startDragDistance()
        if self._pulled:
            self.dragged.emit(at)
            return
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Be let go, or be clicked."""
        self._grabbed = None
        if self._pulled:
            self._pulled = False
            self.setDown(False)
            self.let_go.emit(event.globalPosition().toPoint())
            return
        super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the context menu, by mouse or key."""
        self.menu_wanted.emit(event.globalPos())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files of the case."""
        if dragged_items(event.mimeData()):
            self._over = True
            self.update()
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Look as before."""
        self._over = False
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell which files were dropped."""
        self._over = False
        self.update()
        ids = dragged_items(event.mimeData())
        if ids:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.dropped.emit(ids)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Outline the row while files hang over it."""
        super().paintEvent(event)
        if self._over:
            painter = QPainter(self)
            radius, accent = self.theme.tokens.radius["control"], self.theme.color("accent")
            draw_box(painter, self.rect().adjusted(1, 1, -1, -1), radius=radius, border=accent, width=2)
            painter.end()
