"""`RowList`: rows under each other that the arrow keys walk."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

__all__ = ["RowList", "bring_into_view"]

_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End)


def bring_into_view(widget: QWidget) -> None:
    """Scroll the page so that a widget that took the focus can be seen."""
    area = widget.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    if area is not None:
        area.ensureWidgetVisible(widget, 0, 24)


class RowList(QWidget):
    """Holds rows; Up, Down, Home and End move the focus among those that take it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[QWidget] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)

    @property
    def rows(self) -> list[QWidget]:
        """The rows in order."""
        return list(self._rows)

    def set_rows(self, rows: Sequence[QWidget]) -> None:
        """Show other rows; the old ones are deleted. The focus stays at its place in the list."""
        focused = next((at for at, row in enumerate(self._rows) if row.hasFocus()), None)
        for row in self._rows:
            row.removeEventFilter(self)
            self._layout.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = list(rows)
        for row in self._rows:
            row.installEventFilter(self)
            self._layout.addWidget(row)
            row.show()
        if focused is not None and self._rows:
            self._rows[min(focused, len(self._rows) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)
        self.setVisible(bool(self._rows))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that move before the row does."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or event.key() not in _KEYS:
            return False
        if event.modifiers() not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier):
            return False
        stops = [row for row in self._rows if row.isVisible() and row.focusPolicy() != Qt.FocusPolicy.NoFocus]
        here = next((at for at, row in enumerate(stops) if row is watched), None)
        if here is None:
            return False
        at = {
            Qt.Key.Key_Up: here - 1,
            Qt.Key.Key_Down: here + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(stops) - 1,
        }[Qt.Key(event.key())]
        target = stops[max(0, min(at, len(stops) - 1))]
        target.setFocus(Qt.FocusReason.TabFocusReason)
        bring_into_view(target)
        return True
