"""`ValuesSection`: what Where and When share: the value that counts, the others as cards, what each rests on."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_board.model.changes import ChangeSet
from evidence_board.model.claims import Thing
from evidence_board.operations.levels import set_levels
from evidence_board.operations.weighing import Weighed
from evidence_board.ui.citing.evidence_reader import EvidenceReader
from evidence_board.ui.context import UiContext
from evidence_board.ui.inspector.evidence_fold import EvidenceFold
from evidence_board.ui.inspector.field_row import FieldRow
from evidence_board.ui.inspector.value_card import ValueCard
from evidence_board.ui.inspector.value_list import ValueList
from evidence_board.ui.widgets.flow_layout import FlowLayout
from evidence_board.ui.widgets.fold_section import FoldSection

__all__ = ["ValuesSection"]


class ValuesSection(FoldSection):
    """Rows of the value that counts, cards of those that count for other roles, and below all that do not count.

    Attributes:
        evidence: what the value that counts rests on.
        counted: cards of values that count beside it.
        others: the values that do not count.
    """

    def __init__(
        self,
        title: str,
        context: UiContext,
        *,
        kind: str,
        others: str,
        can_write: bool,
        parent: QWidget | None = None,
    ) -> None:
        """Make an empty section.

        Args:
            title: the heading.
            context: session and services.
            kind: kind of claim that each value is: ``geotag`` or ``moment``.
            others: heading of the values that do not count.
            can_write: whether anything can be changed.
            parent: parent widget.
        """
        theme = context.theme
        super().__init__(title, theme=theme, parent=parent)
        self._context, self._can_write, self._kind = context, can_write, kind
        self.evidence = EvidenceFold(context, can_write=can_write)
        self.reader = EvidenceReader(context, self)
        self.reader.ready.connect(self._show_evidence)
        self._counted = QWidget()
        self._counted_column = QVBoxLayout(self._counted)
        self._counted_column.setContentsMargins(0, 4, 0, 4)
        self._counted_column.setSpacing(6)
        self.counted: list[ValueCard] = []
        self.others = ValueList(others, theme=theme)
        self.others.folded.connect(self.folded)
        self.shown = QWidget()
        self._column = QVBoxLayout(self.shown)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def add_rows(self, rows: Sequence[QWidget], *, commands: Sequence[QWidget]) -> None:
        """Put the rows of the value that counts first, then all cards, then the commands of those who may write."""
        for part in (*rows, self._counted, self.others):
            self._column.addWidget(part)
        box = QWidget()
        flow = FlowLayout(box, gap=2)
        for button in commands:
            flow.addWidget(button)
        box.setVisible(self._can_write)
        self._column.addWidget(box)
        self.inside.addWidget(self.shown)

    def add_forms(self, forms: QWidget) -> None:
        """Put what opens in place of the rows below them."""
        self.inside.addWidget(forms)

    def show_cards(self, counted: Sequence[ValueCard], others: Sequence[ValueCard]) -> None:
        """Show other cards than before."""
        for card in self.counted:
            card.hide()
            card.deleteLater()
        self.counted = list(counted)
        for card in self.counted:
            self._counted_column.addWidget(card)
        self._counted.setVisible(bool(self.counted))
        self.others.show_cards(list(others))

    def take_up(
        self,
        card: ValueCard,
        *,
        prefer: Callable[..., ChangeSet],
        remove: Callable[..., ChangeSet],
        edit: Callable[[], None],
        by_person: bool,
        claims: bool = True,
    ) -> ValueCard:
        """Let a card do what it offers, and say what its value rests on.

        Args:
            card: the card of one value.
            prefer: the verb that lets it count; takes ``row_id``.
            remove: the verb that moves it to the bin; takes ``row_ids``.
            edit: opens the form.
            by_person: whether a person set it and it counts, so that citing nothing is said.
            claims: whether it claims anything; an answer that nothing can be said does not.
        """
        context, row_id = self._context, card.row_id
        card.preferred.connect(lambda: context.perform(prefer, row_id=row_id))
        card.removed.connect(lambda: context.perform(remove, row_ids=[row_id]))
        card.graded.connect(self._grade(row_id))
        card.edited.connect(edit)
        card.bars.set_claim(context, (self._kind, row_id))
        if claims:
            fold = EvidenceFold(context, can_write=self._can_write)
            fold.set_claim((self._kind, row_id), by_person=by_person)
            card.hold_evidence(fold)
        return card

    def reveal_evidence(self, claim: Thing) -> QWidget | None:
        """Open what a value of this file rests on; returns where it stands, or None when it is not here."""
        for card in self.others.cards:
            if card.evidence is not None and card.evidence.claim == claim:
                self.others.fold.set_open(True)
        for fold in self._folds():
            if fold.claim == claim:
                self.set_open(True)
                fold.set_open(True)
                return fold
        return None

    def set_compact(self, compact: bool) -> None:
        """Make labels narrower in a small window."""
        for row in self.findChildren(FieldRow):
            row.set_compact(compact)

    def _grade(self, row_id: str) -> Callable[[str], None]:
        of_kind: dict[str, Any] = {f"{self._kind}s": [row_id]}
        return lambda level: self._context.perform(set_levels, level=level, **of_kind)

    def _folds(self) -> list[EvidenceFold]:
        cards = [card.evidence for card in (*self.counted, *self.others.cards)]
        return [self.evidence, *(fold for fold in cards if fold is not None)]

    def _show_evidence(self, found: dict[Thing, Weighed]) -> None:
        for fold in self._folds():
            if fold.claim is not None:
                fold.show_weighed(found.get(fold.claim))
