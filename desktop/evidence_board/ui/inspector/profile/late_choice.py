"""`LateChoice`: a choice among the things of the case; its list is made when somebody wants to see it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.combo_box import ComboBox

__all__ = ["LateChoice"]


class LateChoice(ComboBox):
    """Shows the present value at once; thousands of others are listed only on the way to the list.

    The wheel scrolls the page and never changes a fact.
    """

    def __init__(
        self,
        *,
        name: str,
        theme: Theme,
        choices: Callable[[], list[tuple[str, str]]],
        at_once: bool,
        parent: QWidget | None = None,
    ) -> None:
        """Make a box.

        Args:
            name: what is chosen, already translated.
            theme: the look.
            choices: returns (value, words) of everything there is to choose.
            at_once: the list is short and always the same.
            parent: parent widget.
        """
        super().__init__(name=name, theme=theme, small=True, parent=parent)
        self._choices = choices
        self._is_whole = at_once
        if at_once:
            self._list()
        # The longest name in the list must not make the page wider than the pane.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def show_value(self, value: str, words: str, *, at_once: bool) -> None:
        """Show the present value.

        Args:
            value: what is stored; empty for nothing.
            words: what it is called.
            at_once: the list is there already.
        """
        if not at_once:
            self.clear()
            self.addItem(words, value)
            self._is_whole = False
            if self.hasFocus():
                self.fill()
        self.setCurrentIndex(max(self.findData(value), 0))

    def fill(self) -> None:
        """List everything there is to choose now."""
        if not self._is_whole:
            value = self.currentData()
            self.clear()
            self._list()
            self.setCurrentIndex(max(self.findData(value), 0))
            self._is_whole = True

    def showPopup(self) -> None:
        """List everything before the list is seen."""
        self.fill()
        super().showPopup()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """List everything before keys choose from it."""
        self.fill()
        super().focusInEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def _list(self) -> None:
        for value, words in self._choices():
            self.addItem(words, value)
