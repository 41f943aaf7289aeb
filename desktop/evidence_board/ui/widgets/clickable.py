"""`Clickable`: the ground of every control that paints itself."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.plain_tip import plain_tip

__all__ = ["Clickable"]


class Clickable(QAbstractButton):
    """A button without a look: pressed by mouse, Space and Enter, repainted under the pointer.

    Attributes:
        theme: what subclasses paint with.
    """

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def describe(self, name: str, *, key: str = "") -> None:
        """Set the accessible name and a tooltip of the name and its key."""
        self.setAccessibleName(name)
        self.setToolTip(plain_tip(f"{name}   {key}" if key else name))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press on Enter, as on Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)
