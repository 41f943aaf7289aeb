"""`ProblemActions`: what the buttons of a problem card do."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from evidence_board import selection
from evidence_board.case.import_problems import ImportProblem
from evidence_board.filters import Filter
from evidence_board.model.errors import KnownError
from evidence_board.model.file_problems import ProblemAction
from evidence_board.operations.import_again import has_changed
from evidence_board.operations.import_files import path_listed
from evidence_board.operations.items import answer_problem
from evidence_board.operations.moments import set_moment
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import tr
from evidence_board.ui.import_sheet.import_problem_card import ImportProblemCard

__all__ = ["ProblemActions"]


class ProblemActions(QObject):
    """Acts on single problems.

    Args:
        context: session and services.
        import_paths: imports files.
        step_aside: lets the panes below be seen.
        parent: owner.
    """

    def __init__(
        self,
        context: UiContext,
        *,
        import_paths: Callable[[list[Path]], None],
        step_aside: Callable[[], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._import_paths = import_paths
        self._step_aside = step_aside

    def follow(self, card: ImportProblemCard) -> None:
        """Listen to a card."""
        problem = card.problem
        card.acted.connect(lambda action: self._act(card, action))
        card.dated.connect(lambda text: self._set_date(problem, text))
        card.left.connect(lambda words: self._settle(problem.id, words))

    def _act(self, card: ImportProblemCard, action: ProblemAction) -> None:
        match action:
            case ProblemAction.TRY_AGAIN:
                self._try_again(card)
            case ProblemAction.PLACE_ON_MAP:
                self._place(card.problem)
            case ProblemAction.SHOW_FILE:
                self._show(card.problem)

    def _settle(self, problem_id: str, words: str) -> None:
        self._context.perform(answer_problem, row_id=problem_id, answer=words)

    def _set_date(self, problem: ImportProblem, text: str) -> None:
        # Setting the date settles the problem in the same step.
        self._context.perform(set_moment, targets=[("item", problem.item_id)], role="captured", text=text)

    def _try_again(self, card: ImportProblemCard) -> None:
        problem = card.problem
        path = path_listed(problem.listed)

        def done(changed: bool) -> None:
            if changed:
                self._import_paths([path])
                self._settle(problem.id, tr("Read again from the source"))
            else:
                card.say(tr("The file at the source is still the same. Copy it again from where it came from."))

        def failed(error: BaseException) -> None:
            if not isinstance(error, KnownError):
                raise error
            card.say(str(error))

        self._context.jobs.run(lambda: has_changed(path, sha256=problem.sha256), done=done, failed=failed)

    def _place(self, problem: ImportProblem) -> None:
        # Placing the file settles the problem in the same step, whenever that will be.
        self._step_aside()
        self._context.session.select(selection.replace([problem.item_id]), origin="import")
        self._context.requests.place.emit([problem.item_id])

    def _show(self, problem: ImportProblem) -> None:
        session = self._context.session
        if problem.item_id not in session.visible:
            session.set_filter(Filter(), origin="import")
        session.select(selection.replace([problem.item_id]), origin="import")
        self._context.requests.reveal.emit(problem.item_id)
