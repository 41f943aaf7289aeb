"""`EvidenceSection`: what one fact rests on, as a section of a page."""

from PySide6.QtWidgets import QWidget

from evidence_board.model.claims import Thing
from evidence_board.operations.weighing import Weighed
from evidence_board.ui.citing.citing_words import carried_words, proposal_lines
from evidence_board.ui.citing.evidence_list import EvidenceList
from evidence_board.ui.citing.evidence_reader import EvidenceReader
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import count, tr
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.plain_tip import plain_tip
from evidence_board.ui.widgets.section import Section

__all__ = ["EvidenceSection"]


class EvidenceSection(Section):
    """What a fact rests on: its citations, which level they carry, and what to do about it.

    Attributes:
        list: the citations.
        carried: which level they carry; why is its tooltip.
        reader: reads them.
    """

    def __init__(self, context: UiContext, *, can_write: bool, parent: QWidget | None = None) -> None:
        super().__init__(tr("Rests on"), theme=context.theme, parent=parent)
        self._claim: Thing | None = None
        self.list = EvidenceList(context, can_write=can_write)
        self.reader = EvidenceReader(context, self)
        self.reader.ready.connect(self._take)
        self.carried = ElidedLabel(theme=context.theme, role="caption", colour="text3")
        self.carried.hide()
        self.body.addWidget(self.list)
        self.body.addWidget(self.carried)

    def show_claim(self, claim: Thing) -> None:
        """Show a fact; what it rests on follows when it has been read."""
        if claim != self._claim:
            self.set_count("")
            self.carried.hide()
        self._claim = claim
        self.list.show_weighed(claim, None)
        self.reader.want([claim])

    def _take(self, found: dict[Thing, Weighed]) -> None:
        claim = self._claim
        if claim is None or claim not in found:
            return
        weighed = found[claim]
        self.list.show_weighed(claim, weighed)
        self.carried.set_text(carried_words(weighed.proposal))
        self.carried.setToolTip(plain_tip("\n".join(proposal_lines(weighed.proposal))))
        self.carried.setVisible(not weighed.uncited)
        cited = len(weighed.evidence.citations)
        self.set_count(count(cited, one="{n} citation", many="{n} citations") if cited else tr("uncited"))
