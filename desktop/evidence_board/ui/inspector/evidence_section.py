"""`EvidenceSection`: what one fact rests on, as a section of a page."""

from PySide6.QtWidgets import QWidget

from evidence_board.model.claims import Thing
from evidence_board.operations.weighing import Weighed
from evidence_board.ui.citing.evidence_list import EvidenceList
from evidence_board.ui.citing.evidence_reader import EvidenceReader
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import count, tr
from evidence_board.ui.widgets.section import Section

__all__ = ["EvidenceSection"]


class EvidenceSection(Section):
    """ "Rests on": the citations of a fact, which level they carry, and what to do about it.

    Attributes:
        list: the citations.
        reader: reads them.
    """

    def __init__(self, context: UiContext, *, can_write: bool, parent: QWidget | None = None) -> None:
        super().__init__(tr("Rests on"), theme=context.theme, parent=parent)
        self._claim: Thing | None = None
        self.list = EvidenceList(context, can_write=can_write)
        self.reader = EvidenceReader(context, self)
        self.reader.ready.connect(self._take)
        self.body.addWidget(self.list)

    def show_claim(self, claim: Thing) -> None:
        """Show a fact; what it rests on follows when it has been read."""
        if claim != self._claim:
            self.set_count("")
        self._claim = claim
        self.list.show_weighed(claim, None)
        self.reader.want([claim])

    def _take(self, found: dict[Thing, Weighed]) -> None:
        claim = self._claim
        if claim is None or claim not in found:
            return
        weighed = found[claim]
        self.list.show_weighed(claim, weighed)
        cited = len(weighed.evidence.citations)
        self.set_count(count(cited, one="{n} citation", many="{n} citations") if cited else tr("uncited"))
