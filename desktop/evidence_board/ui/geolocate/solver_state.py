"""`LiveSolver`: solves the camera from the matching points behind the window, as often as anything moves."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from evidence_board.geo.camera_solver import Solution, solve
from evidence_board.ui.geolocate.points_state import MatchingPoints
from evidence_board.ui.geolocate.solver_question import (
    Find,
    Question,
    is_place_solved,
    is_view_solved,
    known_view,
    question_of,
)

__all__ = ["LiveSolver", "Outcome"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """An answer and what it answers."""

    question: Question
    solution: Solution

    def residual_deg(self, row_id: str) -> float | None:
        """Return by how many degrees a point misses, with its sign."""
        if row_id not in self.question.ids:
            return None
        return self.solution.residuals_deg[self.question.ids.index(row_id)]

    @property
    def odd_one(self) -> str:
        """Row id of the point that does not fit, or empty."""
        index = self.solution.does_not_fit
        return self.question.ids[index] if index is not None else ""

    @property
    def is_without_odd(self) -> bool:
        """Whether everything is reckoned without the point that does not fit."""
        return bool(self.odd_one) and self.solution.view_instead_deg is None


class LiveSolver(QObject):
    """One question at a time: while one is reckoned, only the newest waits. A solve takes some hundredths of a second.

    Signals:
        changed: the outcome, what is missing, or what is looked for.

    Attributes:
        points: the matching points.
        outcome: the last answer; it may be of a moment ago while somebody drags. None while nothing can be solved.
        missing: what is missing, in words.
    """

    changed = Signal()

    def __init__(self, points: MatchingPoints, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.points = points
        self.outcome: Outcome | None = None
        self.missing = ""
        self._chosen: Find | None = None
        self._running: Question | None = None
        self._waiting: Question | None = None
        self._asked: Question | None = None
        self._size: tuple[int, int] | None = None
        points.desk.item_changed.connect(self._item_changed)
        points.changed.connect(self._ask)
        points.desk.changed.connect(self._ask)

    @property
    def find(self) -> Find:
        """What is looked for: what somebody chose, else the position while there is none, and then the direction."""
        if self._chosen is not None:
            return self._chosen
        desk = self.points.desk
        # What was solved from the points is asked for again, not taken as known.
        if desk.draft.point is None or is_place_solved(desk.draft):
            return Find.POSITION
        if is_view_solved(desk.draft) and desk.placement is not None and desk.item is not None:
            aspect = (desk.item.width or 4) / (desk.item.height or 3)
            return Find.VIEW if known_view(desk.placement, desk.draft, aspect=aspect) is None else Find.HEADING
        return Find.HEADING

    def set_find(self, find: Find | None) -> None:
        """Look for something else; None for what is usual."""
        if find != self._chosen:
            self._chosen = find
            self._ask()
            self.changed.emit()

    @property
    def is_settled(self) -> bool:
        """Whether what is shown answers what is asked now."""
        return self._running is None and self._waiting is None

    def _item_changed(self) -> None:
        self._chosen, self._waiting, self._asked, self.outcome = None, None, None, None
        self.missing = ""
        self.changed.emit()

    def _question(self) -> Question | None:
        desk = self.points.desk
        if desk.item is None or desk.placement is None or desk.placement.item_id != desk.item_id:
            return None
        return question_of(
            self.points.points,
            placement=desk.placement,
            geometry=self.points.geometry,
            draft=desk.draft,
            size=(desk.item.width or 0, desk.item.height or 0),
            find=self.find,
        )

    def _ask(self) -> None:
        question = self._question()
        if question == self._asked:
            return
        self._asked = question
        self.missing = question.missing if question is not None else ""
        if question is None or question.guess is None:
            self._waiting, self.outcome = None, None
            self.changed.emit()
            return
        self._waiting = question
        self._start()

    def _start(self) -> None:
        question, self._waiting = self._waiting, None
        if self._running is not None or question is None or question.guess is None:
            self._waiting = question
            return
        self._running = question
        guess = question.guess
        self.points.desk.context.jobs.run(
            lambda: solve(question.landmarks, guess, width=question.width, height=question.height),
            done=lambda found: self._take(question, found),
            failed=self._failed,
            priority=2,
        )

    def _take(self, question: Question, solution: Solution) -> None:
        self._running = None
        # One that came late is better than none while somebody drags; of another file it is nothing.
        if self._asked is not None and self._asked.guess is not None and self._asked.ids == question.ids:
            self.outcome = Outcome(question, solution)
            self.changed.emit()
            self.points.desk.repaint()
        self._start()

    def _failed(self, error: BaseException) -> None:
        self._running = None
        self.outcome = None
        self._start()
        raise error
