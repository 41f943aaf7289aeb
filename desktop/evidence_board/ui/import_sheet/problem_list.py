"""`ProblemList`: a card for each file that needs a person, the first of them at once, more on request."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_board.case.import_problems import ImportProblem
from evidence_board.model.file_problems import ProblemAction
from evidence_board.ui.i18n import number, tr
from evidence_board.ui.import_sheet.import_problem_card import ImportProblemCard
from evidence_board.ui.import_sheet.import_words import problem_words
from evidence_board.ui.import_sheet.list_heading import ListHeading
from evidence_board.ui.import_sheet.problem_actions import ProblemActions
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.buttons import Button

__all__ = ["ProblemList"]

#: Cards made at once, and with each press on "and 240 more".
_AT_FIRST, _MORE = 12, 24
#: What needs a decision most stands first.
_RANK = (ProblemAction.TRY_AGAIN, ProblemAction.SET_DATE, ProblemAction.PLACE_ON_MAP, ProblemAction.SHOW_FILE)


class ProblemList(QWidget):
    """The heading "Need you" and the cards below; hidden when there are none.

    Attributes:
        more_button: shows further cards.
    """

    def __init__(self, *, theme: Theme, actions: ProblemActions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._actions = actions
        self._problems: list[ImportProblem] = []
        self._cards: dict[str, ImportProblemCard] = {}
        self._limit = _AT_FIRST
        self._heading = ListHeading(tr("Need you"), theme=theme)
        self._column = QVBoxLayout()
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.more_button = Button("", theme=theme, kind="link", small=True)
        self.more_button.clicked.connect(self._show_more)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 22, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._heading)
        layout.addLayout(self._column)
        layout.addWidget(self.more_button)
        self.hide()

    @property
    def cards(self) -> list[ImportProblemCard]:
        """The cards shown, in order."""
        return [self._cards[one.id] for one in self._problems[: self._limit]]

    @property
    def count(self) -> str:
        """How many files need a person, as shown."""
        return self._heading.count

    def clear(self) -> None:
        """Begin anew."""
        self._limit = _AT_FIRST
        self.show_problems([], ranked=False)

    def show_problems(self, problems: list[ImportProblem], *, ranked: bool) -> None:
        """Show one card for each file.

        Args:
            problems: all open problems, in the order in which they came in.
            ranked: put first what needs a decision most; while files still come in, nothing changes its place.
        """
        rank = {problem.id: _RANK.index(problem_words(problem)[2]) for problem in problems}
        first: dict[str, ImportProblem] = {}
        for problem in problems:
            known = first.get(problem.item_id)
            if known is None or rank[problem.id] < rank[known.id]:
                first[problem.item_id] = problem
        shown = list(first.values())
        if ranked:
            shown.sort(key=lambda problem: rank[problem.id])
        self._problems = shown
        self._heading.set_count(len(shown))
        self._arrange()
        self.setVisible(bool(shown))

    def _arrange(self) -> None:
        wanted = self._problems[: self._limit]
        ids = {problem.id for problem in wanted}
        for problem_id in [one for one in self._cards if one not in ids]:
            card = self._cards.pop(problem_id)
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        for place, problem in enumerate(wanted):
            card = self._cards.get(problem.id) or self._card(problem)
            if self._column.indexOf(card) != place:
                self._column.insertWidget(place, card)
        more = len(self._problems) - len(wanted)
        self.more_button.setText(tr("and {n} more", n=number(more)))
        self.more_button.setVisible(more > 0)

    def _card(self, problem: ImportProblem) -> ImportProblemCard:
        card = self._cards[problem.id] = ImportProblemCard(problem, theme=self._theme)
        self._actions.follow(card)
        return card

    def _show_more(self) -> None:
        self._limit += _MORE
        self._arrange()
