"""`ValueText`: a value of the inspector: one line, copied from its menu, edited by a double click."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QMenu, QWidget

from evidence_board.ui.i18n import tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.plain_tip import plain_tip

__all__ = ["ValueText"]


class ValueText(ElidedLabel):
    """A line of a value; the whole of it is the tooltip when it is cut.

    Attributes:
        edit_wanted: it was double-clicked.
    """

    edit_wanted = Signal()

    def __init__(
        self,
        text: str = "",
        *,
        theme: Theme,
        colour: str = "text",
        mono: bool = False,
        middle: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Make a line.

        Args:
            text: what it says.
            theme: the look.
            colour: token role.
            mono: in JetBrains Mono, for hashes.
            middle: cut in the middle instead of at the end, for paths.
            parent: parent widget.
        """
        self._tip = self._whole = ""
        elide = Qt.TextElideMode.ElideMiddle if middle else Qt.TextElideMode.ElideRight
        super().__init__(
            text, theme=theme, role="small", colour=colour, tabular=not mono, mono=mono, elide=elide, parent=parent
        )

    def set_whole(self, whole: str) -> None:
        """Copy this instead of what is shown, e.g. all of a hash."""
        self._whole = whole

    def set_tip(self, tip: str) -> None:
        """Say more under the pointer than the value alone; empty shows the value where it is cut."""
        self._tip = tip
        self.setToolTip(self.text())

    def setToolTip(self, text: str) -> None:
        """Show what `set_tip` said, else the given text; letter by letter."""
        super().setToolTip(plain_tip(self._tip) if self._tip else text)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Ask to edit the value."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.edit_wanted.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to copy the whole value."""
        if not self.text():
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Copy")).triggered.connect(
            lambda: QGuiApplication.clipboard().setText(self._whole or self.text())
        )
        menu.popup(event.globalPos())
