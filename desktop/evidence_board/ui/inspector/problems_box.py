"""`ProblemsBox`: the open problems of one file, before everything else that is known of it."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_board.model.details import ItemDetail, ProblemDetail
from evidence_board.model.file_problems import ProblemAction
from evidence_board.operations.items import answer_problem
from evidence_board.ui.context import UiContext
from evidence_board.ui.inspector.problem_card import ProblemCard, is_done

__all__ = ["ProblemsBox"]


class ProblemsBox(QWidget):
    """Cards of open problems; hidden when there are none.

    Attributes:
        cards: one per open problem.
        date_wanted: a problem is solved by setting a date.
    """

    date_wanted = Signal()

    def __init__(self, context: UiContext, *, can_write: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._can_write = can_write
        self._detail: ItemDetail | None = None
        self._shown: tuple[tuple[ProblemDetail, bool], ...] = ()
        self.cards: list[ProblemCard] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 12)
        self._layout.setSpacing(8)
        self.hide()

    def show_detail(self, detail: ItemDetail | None) -> None:
        """Show the open problems of a file."""
        self._detail = detail
        opened: tuple[tuple[ProblemDetail, bool], ...] = ()
        if detail is not None:
            # The words follow what is true now, so another position or date makes another card.
            opened = tuple((one, is_done(one, detail)) for one in detail.problems if one.state == "open")
        if opened == self._shown:
            return
        self._shown = opened
        for card in self.cards:
            card.hide()
            card.deleteLater()
        self.cards = [self._card(problem, done=done) for problem, done in opened]
        for card in self.cards:
            self._layout.addWidget(card)
        self.setVisible(bool(self.cards))

    def _card(self, problem: ProblemDetail, *, done: bool) -> ProblemCard:
        card = ProblemCard(problem, done=done, can_write=self._can_write, theme=self._context.theme)
        card.acted.connect(self._act)
        card.settled.connect(lambda answer: self._context.perform(answer_problem, row_id=problem.id, answer=answer))
        return card

    def _act(self, action: ProblemAction) -> None:
        if self._detail is None:
            return
        requests = self._context.requests
        match action:
            case ProblemAction.PLACE_ON_MAP:
                requests.place.emit([self._detail.id])
            case ProblemAction.SET_DATE:
                self.date_wanted.emit()
            case ProblemAction.TRY_AGAIN:
                paths = [Path(one.path) for one in self._detail.occurrences]
                requests.import_paths.emit([path for path in paths if path.exists()] or paths[:1])
            case ProblemAction.SHOW_FILE:
                requests.preview.emit(self._detail.id)
