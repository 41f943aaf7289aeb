"""`TagLine`: a tag of the tree of tags, with its indent and the arrow that folds those below it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from evidence_board.ui.navigator.navigator_row import NavigatorRow
from evidence_board.ui.navigator.tree_line import TreeLine
from evidence_board.ui.theme import Theme

__all__ = ["TagLine"]


class _TagRow(NavigatorRow):
    stepped = Signal(int)

    def nextCheckState(self) -> None:
        """Do nothing: a row is checked when the filter says so, wherever that was set."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {int(Qt.Key.Key_Left): -1, int(Qt.Key.Key_Right): 1}.get(event.key())
        if step is not None:
            self.stepped.emit(-step if self.isRightToLeft() else step)
            return
        super().keyPressEvent(event)


class TagLine(TreeLine):
    """Holds the row of one step of a path; Left folds what stands below, Right unfolds it.

    Attributes:
        row: its name is the last step of the path.
        path: the whole path.
    """

    row: _TagRow

    def __init__(self, path: str, *, theme: Theme, parent: QWidget | None = None) -> None:
        row = _TagRow(path.rpartition("/")[2], theme=theme, icon="tag", count=0)
        super().__init__(row, theme=theme, parent=parent)
        self.path = path
