"""`NavigatorRow`: a row that leaves the arrow keys to the navigator, which knows the row above and below."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from evidence_board.ui.widgets.kind_row import KindRow

__all__ = ["NavigatorRow"]


class NavigatorRow(KindRow):
    """A queue, a kind or an entity."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pass Up and Down on; a button of Qt would move along the order of Tab."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
            return
        super().keyPressEvent(event)
