"""`ChosenChips`: what was chosen so far, each with an x."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from evidence_board.model.claims import Thing
from evidence_board.ui.citing.cite_choices import Choice
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.chip import Chip
from evidence_board.ui.widgets.flow_layout import FlowLayout

__all__ = ["ChosenChips"]

_ENTITIES = ("account", "person", "unit", "location", "equipment", "event")


class ChosenChips(QWidget):
    """Chips in the order of choosing; Backspace on one takes it away.

    Attributes:
        changed: something was added or taken away.
        chips: the chips, in order.
    """

    changed = Signal()

    def __init__(self, *, width: int, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._wide = theme, width
        self._chosen: dict[Thing, Choice] = {}
        self.chips: list[Chip] = []
        self._flow = FlowLayout(self, gap=4)
        self.setFixedWidth(width)
        self.hide()

    @property
    def things(self) -> list[Thing]:
        """What was chosen."""
        return list(self._chosen)

    @property
    def choices(self) -> list[Choice]:
        """What was chosen, as rows."""
        return list(self._chosen.values())

    def add(self, choice: Choice) -> None:
        """Choose something more."""
        self._chosen[choice.thing] = choice
        self._show()

    def remove(self, thing: Thing) -> None:
        """Take one away."""
        self._chosen.pop(thing, None)
        self._show()

    def remove_last(self) -> None:
        """Take away what was chosen last."""
        if self._chosen:
            self._chosen.popitem()
            self._show()

    def set_choices(self, choices: list[Choice]) -> None:
        """Choose just these."""
        self._chosen = {one.thing: one for one in choices}
        self._show()

    def _show(self) -> None:
        self._flow.clear()
        self.chips = []
        for choice in self._chosen.values():
            kind = choice.thing[0] if choice.thing[0] in _ENTITIES else "media" if choice.picture else ""
            chip = Chip(choice.name, theme=self._theme, look="entity", kind=kind, removable=True)
            chip.removed.connect(lambda one=choice.thing: self.remove(one))
            self._flow.addWidget(chip)
            self.chips.append(chip)
            chip.show()
        self.setVisible(bool(self._chosen))
        self.setFixedHeight(max(self._flow.heightForWidth(self._wide), 1))
        self.changed.emit()
