"""`EntityRow`: one entity in the navigator."""

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QDrag, QEnterEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from evidence_board.model.case_index import EntityRow as Entity
from evidence_board.ui.board.thing_mime import things_mime
from evidence_board.ui.navigator.navigator_row import NavigatorRow
from evidence_board.ui.theme import Theme

__all__ = ["EntityRow"]


class EntityRow(NavigatorRow):
    """Mark, name and number of files.

    Signals:
        chosen: (modifiers) clicked.
        opened: double-clicked, or Enter.
        hovered: (True or False) the pointer came or went.
        menu_wanted: (point of the screen) the context menu was asked for.
        stepped: (-1 or 1) Left or Right: out of or into what stands below.
    """

    chosen = Signal(object)
    opened = Signal()
    hovered = Signal(bool)
    menu_wanted = Signal(QPoint)
    stepped = Signal(int)

    def __init__(self, row: Entity, *, theme: Theme, count: int, parent: QWidget | None = None) -> None:
        super().__init__(row.label, theme=theme, kind=row.kind, count=count, parent=parent)
        self.row_id = row.id
        self._held = Qt.KeyboardModifier.NoModifier
        self._pressed_at = QPoint()
        self.clicked.connect(lambda: self.chosen.emit(self._held))

    def nextCheckState(self) -> None:
        """Do nothing: a row is checked when the entity is selected, wherever that happened."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell of Left and Right, as they are seen."""
        step = {int(Qt.Key.Key_Left): -1, int(Qt.Key.Key_Right): 1}.get(event.key())
        if step is not None:
            self.stepped.emit(-step if self.isRightToLeft() else step)
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Note the modifiers of the click, and where a drag may begin."""
        self._held = event.modifiers()
        self._pressed_at = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the entity to the board, where it becomes the end of a link."""
        away = (event.position().toPoint() - self._pressed_at).manhattanLength()
        if event.buttons() & Qt.MouseButton.LeftButton and away >= QApplication.startDragDistance():
            self.setDown(False)
            drag = QDrag(self)
            drag.setMimeData(things_mime([self.row_id]))
            drag.exec(Qt.DropAction.LinkAction | Qt.DropAction.CopyAction, Qt.DropAction.LinkAction)
            return
        super().mouseMoveEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open on a double click."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit()
            event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the context menu, by mouse or key."""
        self.menu_wanted.emit(event.globalPos())

    def enterEvent(self, event: QEnterEvent) -> None:
        """Tell that the pointer came."""
        super().enterEvent(event)
        self.hovered.emit(True)

    def leaveEvent(self, event: QEvent) -> None:
        """Tell that the pointer went."""
        super().leaveEvent(event)
        self.hovered.emit(False)
