"""`SolverCard`: what to look for, what was found, and the button that takes it over."""

import json
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QVBoxLayout, QWidget

from evidence_board.geo.geodesy import distance_m
from evidence_board.ui.geolocate.draft import Draft
from evidence_board.ui.geolocate.points_state import MatchingPoints
from evidence_board.ui.geolocate.solver_question import Find, is_view_solved
from evidence_board.ui.geolocate.solver_state import LiveSolver, Outcome
from evidence_board.ui.geolocate.solver_words import (
    disagreement_words,
    heading_words,
    is_shown,
    length_words,
    reason_words,
    supposition_words,
    with_error,
    with_reason,
)
from evidence_board.ui.i18n import tr
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.combo_box import ComboBox
from evidence_board.ui.widgets.elided_label import ElidedLabel

__all__ = ["SolverCard"]

#: Reckoned again from where it was found the position moves by less than this.
_SAME_M = 0.5


class SolverCard(QWidget):
    """Stands below the list of points.

    Attributes:
        choice: what to look for.
        leave_out: leaves out the point that does not fit.
        use: the button that takes the answer over.
        answered: there is another answer, or none, or it was taken over.
    """

    answered = Signal()

    def __init__(self, points: MatchingPoints, solver: LiveSolver, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points, self._solver = points, solver
        theme = points.desk.context.theme
        self.choice = ComboBox(name=tr("What the points are to tell"), theme=theme, small=True)
        # Long words of another language must not make the panel wider.
        self.choice.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.setMinimumContentsLength(8)
        for one, words in (
            (Find.HEADING, tr("Find the direction")),
            (Find.VIEW, tr("Find direction and field of view")),
            (Find.POSITION, tr("Find the position, too")),
        ):
            self.choice.addItem(words, one)
        self.choice.activated.connect(lambda row: solver.set_find(Find(self.choice.itemData(row))))
        self._looking, self._view, self._place = (
            ElidedLabel(theme=theme, role="small", tabular=True, weight=500) for _ in range(3)
        )
        form = QFormLayout()
        form.setContentsMargins(0, 4, 0, 4)
        form.setVerticalSpacing(4)
        form.setHorizontalSpacing(12)
        self._captions = []
        for words, value in ((tr("Looking"), self._looking), (tr("View"), self._view), (tr("Within"), self._place)):
            caption = ElidedLabel(words, theme=theme, role="small", colour="text3")
            caption.setFixedWidth(theme.pixels(72))
            self._captions.append(caption)
            form.addRow(caption, value)
        self._doubt = QLabel()
        self._doubt.setWordWrap(True)
        self._doubt.setTextFormat(Qt.TextFormat.PlainText)
        self._doubt.setProperty("role", "small")
        self._doubt.setProperty("tone", "warn")
        self._supposed = QLabel()
        self._supposed.setWordWrap(True)
        self._supposed.setTextFormat(Qt.TextFormat.PlainText)
        self._supposed.setProperty("role", "small")
        self.leave_out = Button(tr("Leave it out"), theme=theme, kind="link", small=True)
        self.leave_out.clicked.connect(self._leave_out)
        self.use = Button(tr("Use this"), theme=theme, icon="check", small=True)
        self.use.clicked.connect(self.take)
        self._answer = QWidget()
        answer = QVBoxLayout(self._answer)
        answer.setContentsMargins(0, 0, 0, 0)
        answer.setSpacing(4)
        answer.addLayout(form)
        answer.addWidget(self._supposed)
        answer.addWidget(self._doubt)
        answer.addWidget(self.leave_out, 0, Qt.AlignmentFlag.AlignLeading)
        answer.addWidget(self.use)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.choice)
        layout.addWidget(self._answer)
        solver.changed.connect(self._show)
        points.changed.connect(self._show)
        points.desk.changed.connect(self._show)
        self._show()

    @property
    def has_answer(self) -> bool:
        """Whether the points tell something that can be taken over, or was."""
        return self._solver.outcome is not None and self._points.desk.can_write

    def take(self) -> None:
        """Make the answer the position of the file, with method and reason, as one step."""
        outcome, desk = self._solver.outcome, self._points.desk
        if outcome is None or not desk.can_write or not self._solver.is_settled:
            return
        found = outcome.solution
        values: dict[str, Any] = {
            "bearing_deg": round(found.heading_deg, 1) % 360,
            "bearing_error_deg": max(0.1, round(found.heading_error_deg, 1)),
            "method": "triangulation",
            "reason": with_reason(desk.draft.reason, reason_words(outcome, self._names())),
        }
        if not _is_view_typed(desk.draft, outcome):
            # Never 0: what has an error was solved, see `is_view_solved`.
            values.update(fov_deg=round(found.view_deg, 1), fov_error_deg=max(0.1, round(found.view_error_deg, 1)))
        if outcome.question.find == Find.POSITION:
            values.update(
                latitude=round(found.latitude, 6),
                longitude=round(found.longitude, 6),
                radius_m=max(1.0, float(round(found.radius_m))),
                precision=None,
                area=_area(outcome),
            )
        desk.set(**values)

    def _leave_out(self) -> None:
        outcome = self._solver.outcome
        if outcome is not None and outcome.odd_one:
            self._points.set(outcome.odd_one, used=False)

    def _names(self) -> dict[str, str]:
        return {one.id: one.name or tr("point {n}", n=one.number) for one in self._points.points}

    def _show(self) -> None:
        outcome = self._solver.outcome
        self.setVisible(bool(self._points.points))
        at = self.choice.findData(self._solver.find)
        if at != self.choice.currentIndex():
            self.choice.setCurrentIndex(at)
        self._answer.setVisible(outcome is not None)
        if outcome is not None:
            self._tell(outcome)
        self.answered.emit()

    def _tell(self, outcome: Outcome) -> None:
        desk, found = self._points.desk, outcome.solution
        self._looking.set_text(heading_words(found))
        self._view.set_text(with_error(found.view_deg, found.view_error_deg))
        whole = outcome.question.find == Find.POSITION
        self._place.set_text(length_words(found.radius_m))
        self._place.setVisible(whole)
        self._captions[2].setVisible(whole)
        supposed = supposition_words(outcome)
        self._supposed.setText(supposed)
        self._supposed.setVisible(bool(supposed))
        doubt = disagreement_words(outcome, self._names())
        self._doubt.setText(doubt)
        self._doubt.setVisible(bool(doubt))
        self.leave_out.setVisible(bool(outcome.odd_one) and desk.can_write)
        self.use.setVisible(desk.can_write)
        self.use.setEnabled(not self._is_used(outcome))

    def _is_used(self, outcome: Outcome) -> bool:
        draft, found = self._points.desk.draft, outcome.solution
        same = draft.method == "triangulation" and is_shown(draft, found)
        if same and outcome.question.find == Find.POSITION:
            point = draft.point
            same = point is not None and distance_m(*point, found.latitude, found.longitude) < _SAME_M
        return same


def _is_view_typed(draft: Draft, outcome: Outcome) -> bool:
    """Tell whether the field of view was typed, and is known better than the points say it."""
    return draft.fov_deg is not None and not is_view_solved(draft) and outcome.question.find != Find.VIEW


def _area(outcome: Outcome) -> str | None:
    """Return the regions as GeoJSON; None where one crosses the date line, where a circle has to do."""
    rings = []
    for region in (outcome.solution.region, *outcome.solution.other_regions):
        ring = [[round(longitude, 6), round(latitude, 6)] for latitude, longitude in region]
        if max(one[0] for one in ring) - min(one[0] for one in ring) > 180:
            return None
        rings.append([[*ring, ring[0]]])
    shape = {"type": "Polygon", "coordinates": rings[0]}
    return json.dumps(shape if len(rings) == 1 else {"type": "MultiPolygon", "coordinates": rings})
