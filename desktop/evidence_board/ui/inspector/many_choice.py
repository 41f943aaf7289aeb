"""`ManyChoice`: the account or place that several files share, chosen for all of them at once."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_board.geo.coordinates import parse
from evidence_board.model.errors import KnownError
from evidence_board.text import fold_for_search
from evidence_board.ui.board.choice_list import ChoiceRow
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import number, tr
from evidence_board.ui.inspector.choice_popover import Choice, ChoicePopover
from evidence_board.ui.inspector.collection_choice import CollectionChoice
from evidence_board.ui.inspector.words import coordinates_words

__all__ = ["ManyChoice", "entity_choices", "typed_point"]

_NO_ISOLATES = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))


def entity_choices(context: UiContext, kind: str) -> list[Choice]:
    """Return all entities of a kind, those with most links first, found by any of their names in any script."""
    index = context.session.index
    rows = sorted(index.entities_of(kind), key=lambda row: (-len(index.links_of.get(row.id, ())), row.label))
    return [
        Choice(
            row.id,
            ChoiceRow(row.label, row.detail, kind),
            fold_for_search(" ".join((row.label, row.ref, row.detail, *row.other_names))),
        )
        for row in rows
    ]


def typed_point(text: str) -> tuple[float, float] | None:
    """Return the coordinates that a text is, latitude first; None for a name."""
    try:
        found = parse(text.translate(_NO_ISOLATES))
    except KnownError:
        return None
    return None if found.could_be_name else (found.latitude, found.longitude)


class ManyChoice(QWidget):
    """A name, "mixed (3 values)", or an offer to choose; Delete or the x takes it off all.

    Attributes:
        chosen: (row id) one was chosen for all.
        made: (name) a new one of this name is wanted for all.
        cleared: all are to have none.
        choice: what is pressed.
    """

    chosen = Signal(str)
    made = Signal(str)
    cleared = Signal()

    def __init__(self, kind: str, *, context: UiContext, name: str = "", parent: QWidget | None = None) -> None:
        """Make one that shows nothing.

        Args:
            kind: ``account`` or ``location``; a place may also be typed as coordinates.
            context: session and services.
            name: what is chosen, already translated.
            parent: parent widget.
        """
        super().__init__(parent)
        self._kind, self._context = kind, context
        self._title = name or (tr("Account of all") if kind == "account" else tr("Place of all"))
        self.choice = CollectionChoice(self._title, theme=context.theme)
        self.choice.asked.connect(self.ask)
        self.choice.cleared.connect(self.cleared)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.choice)

    def show_values(self, values: Sequence[str], *, nothing: str) -> None:
        """Show what the files have.

        Args:
            values: names, one for each file, empty where there is none.
            nothing: what to say where none has any.
        """
        different = list(dict.fromkeys(values))
        if len(different) > 1:
            self.choice.show_name("", hint=tr("mixed ({n} values)", n=number(len(different))))
        else:
            self.choice.show_name(different[0] if different else "", hint=nothing)

    def ask(self) -> None:
        """Open the list to choose from."""
        account = self._kind == "account"

        def new(name: str) -> str:
            if account:
                return tr("New account {name}", name=name)
            point = typed_point(name)
            if point is not None:
                return tr("Place at {coordinates}", coordinates=coordinates_words(*point))
            return tr("New place {name}", name=name)

        popover = ChoicePopover(
            self.choice,
            entity_choices(self._context, self._kind),
            name=self._title,
            hint=tr("Handle, name or id") if account else tr("Name of a place, or 34.9051, 35.8684"),
            context=self._context,
            make=new,
        )
        popover.chosen.connect(self.chosen)
        popover.made.connect(self.made)
        popover.open_below(self.choice)
