"""`ManyLevel`: the confidence of several links or positions, changed for all of them at once."""

from collections.abc import Iterable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from evidence_board.ui.i18n import tr
from evidence_board.ui.inspector.level_button import LevelButton, level_menu, level_of_key
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.flow_layout import FlowLayout

__all__ = ["ManyLevel"]


class ManyLevel(QWidget):
    """The level they share, or "mixed"; both open the same menu and take the keys 5 to 0.

    Attributes:
        chosen: (level) the user chose one that not all of them have.
        shared: shows one level.
        mixed: shows that they differ.
    """

    chosen = Signal(str)

    def __init__(self, *, theme: Theme, place: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._place = theme, place
        self.shared = LevelButton("unjudged", theme=theme, place=place)
        self.shared.chosen.connect(self.chosen)
        self.mixed = Button(tr("mixed"), theme=theme, small=True, chevron=True)
        self.mixed.clicked.connect(self._open)
        flow = FlowLayout(self)
        flow.addWidget(self.shared)
        flow.addWidget(self.mixed)

    def show_levels(self, levels: Iterable[str]) -> None:
        """Show the levels of what is selected."""
        different = set(levels)
        self.shared.setVisible(len(different) == 1)
        self.mixed.setVisible(len(different) > 1)
        if len(different) == 1:
            self.shared.set_level(next(iter(different)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Set the level of all with a digit, also where they differ."""
        level = level_of_key(event.key())
        plain = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if level is not None and event.modifiers() in plain and self.mixed.isVisible():
            self.chosen.emit(level)
            return
        super().keyPressEvent(event)

    def _open(self) -> None:
        menu = level_menu(self._theme, current="", choose=self.chosen.emit, parent=self, place=self._place)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mixed.mapToGlobal(QPoint(0, self.mixed.height() + 4)))
