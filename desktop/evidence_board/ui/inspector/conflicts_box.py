"""`ConflictsBox`: what does not fit together in one thing: open conflicts as cards, settled ones and notes as lines."""

import dataclasses

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_board.model.case_index import CaseIndex
from evidence_board.model.observations import Conflict, Remedy
from evidence_board.model.phrases import Phrase
from evidence_board.operations.conflict_answers import answer_conflict, apply_remedy, reopen_conflict
from evidence_board.selection import replace
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import number, tr
from evidence_board.ui.inspector.conflict_card import ConflictCard
from evidence_board.ui.inspector.conflict_line import ConflictLine
from evidence_board.ui.widgets.section import Section

__all__ = ["ConflictsBox"]


class ConflictsBox(Section):
    """The conflicts of one file, post or account; hidden when there are none.

    Args:
        context: the session and the services around it.
        can_write: offer the answers.
        notes: show what is only worth a line, and nothing else; without it, everything but that.

    Attributes:
        cards: one per open conflict.
        lines: one per settled conflict and note.
        date_wanted: a conflict is solved by setting a date.
    """

    date_wanted = Signal()

    def __init__(
        self, context: UiContext, *, can_write: bool, notes: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(tr("Noticed") if notes else tr("Conflicts"), theme=context.theme, parent=parent)
        self._context = context
        self._can_write, self._notes = can_write, notes
        self._shown: tuple[Conflict, ...] = ()
        self._thing = ""
        self.cards: list[ConflictCard] = []
        self.lines: list[ConflictLine] = []
        inside = QVBoxLayout()
        inside.setContentsMargins(0, 2, 0, 4)
        inside.setSpacing(8)
        self._card_column, self._line_column = QVBoxLayout(), QVBoxLayout()
        self._card_column.setSpacing(8)
        self._line_column.setSpacing(0)
        inside.addLayout(self._card_column)
        inside.addLayout(self._line_column)
        self.body.addLayout(inside)
        self.hide()

    def show_thing(self, row_id: str) -> None:
        """Show the conflicts of a thing as the read model has them."""
        noticed = self._context.session.index.observations.conflicts_of(row_id)
        found = tuple(one for one in noticed if (one.state == "note") is self._notes)
        if found == self._shown and row_id == self._thing:
            return
        self._shown, self._thing = found, row_id
        for old in (*self.cards, *self.lines):
            old.hide()
            old.deleteLater()
        opened = [one for one in found if one.is_open]
        self.cards = [self._card(one) for one in opened]
        self.lines = [self._line(one) for one in found if not one.is_open]
        for card in self.cards:
            self._card_column.addWidget(card)
        for line in self.lines:
            self._line_column.addWidget(line)
        settled = sum(one.state not in ("open", "note") for one in found)
        self.set_count(_count_words(len(opened), settled))
        self.setVisible(bool(found))

    def _card(self, conflict: Conflict) -> ConflictCard:
        seen = _seen_from(conflict, self._thing, self._context.session.index)
        card = ConflictCard(seen, can_write=self._can_write, theme=self._context.theme)
        card.located.connect(self._context.requests.fit_selection)
        card.acted.connect(lambda remedy: self._act(conflict, remedy))
        card.answered.connect(
            lambda state, note: self._context.perform(answer_conflict, conflict=conflict, state=state, note=note)
        )
        return card

    def _line(self, conflict: Conflict) -> ConflictLine:
        line = ConflictLine(conflict, can_write=self._can_write, theme=self._context.theme)
        line.reopened.connect(lambda: self._context.perform(reopen_conflict, conflict=conflict))
        return line

    def _act(self, conflict: Conflict, remedy: Remedy) -> None:
        session, requests = self._context.session, self._context.requests
        match remedy.verb:
            case "show_time" if conflict.row_id != self._thing:
                # On the page of a post: the date belongs to its file.
                session.select(replace([conflict.row_id]), origin="conflicts")
                requests.reveal.emit(conflict.row_id)
            case "show_time" if remedy.target in ("", conflict.row_id):
                self.date_wanted.emit()
            case "show_place":
                requests.place.emit([conflict.row_id])
            case "show_file" if remedy.target == conflict.row_id:
                requests.preview.emit(conflict.row_id)
            case "show_file" | "show_time":
                if session.index.kind_of(remedy.target) is not None:
                    session.select(replace([remedy.target]), origin="conflicts")
                    requests.reveal.emit(remedy.target)
            case _:
                self._context.perform(apply_remedy, conflict=conflict, remedy=remedy)


def _seen_from(conflict: Conflict, row_id: str, index: CaseIndex) -> Conflict:
    """Return a conflict as the page of another thing shows it: "Show P-12" leads away from it, never to itself."""
    if row_id == conflict.row_id:
        return conflict
    others = [one for one in (*conflict.others, conflict.row_id) if one != row_id and index.kind_of(one) is not None]
    if not others:
        return conflict
    words = Phrase("Show {ref}", ref=index.label_of(others[0]))
    remedies = tuple(
        dataclasses.replace(one, target=others[0], words=words)
        if one.verb == "show_file" and one.target == row_id
        else one
        for one in conflict.remedies
    )
    return dataclasses.replace(conflict, remedies=remedies)


def _count_words(opened: int, settled: int) -> str:
    """Return ``2 open, 1 settled``."""
    parts = [tr("{n} open", n=number(opened))] if opened else []
    if settled:
        parts.append(tr("{n} settled", n=number(settled)))
    return ", ".join(parts)
