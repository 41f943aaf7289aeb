"""`PointsSection`: the list of matching points, what is missing, and what was solved."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QScrollArea, QVBoxLayout, QWidget

from evidence_board.model.placement import MatchPoint
from evidence_board.ui.geolocate.points_row import PointRow
from evidence_board.ui.geolocate.points_state import ADD, HORIZON, PLACE, TWIN, MatchingPoints
from evidence_board.ui.geolocate.solver_card import SolverCard
from evidence_board.ui.geolocate.solver_state import LiveSolver
from evidence_board.ui.geolocate.solver_words import fit_words
from evidence_board.ui.i18n import count, tr
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.section import Section

__all__ = ["PointsSection"]

_STEP, _LARGE_STEP = 0.001, 0.01
#: Kept free under what is scrolled into view.
_BELOW_PX = 16
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class PointsSection(QWidget):
    """A section of the placement panel.

    Attributes:
        rows: of the points, by number.
        add: the button that takes the tool.
        card: what was solved.
    """

    def __init__(
        self,
        points: MatchingPoints,
        solver: LiveSolver,
        *,
        twin: Callable[[str], None],
        parent: QWidget | None = None,
    ) -> None:
        """Make the section; ``twin`` asks for the twin of a point (its row id)."""
        super().__init__(parent)
        self._points, self._solver, self._twin = points, solver, twin
        self._theme = theme = points.desk.context.theme
        self.rows: list[PointRow] = []
        self._awaits_answer = False
        self._section = Section(tr("Matching points"), theme=theme)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._hint = QLabel()
        self._hint.setWordWrap(True)
        self._hint.setProperty("role", "small")
        self._hint.setTextFormat(Qt.TextFormat.PlainText)
        self.add = Button(tr("Add a matching point"), theme=theme, kind="link", icon="plus", key="M", small=True)
        self.add.clicked.connect(lambda: points.desk.take_tool(ADD))
        self.card = SolverCard(points, solver)
        self._section.body.addLayout(self._list)
        self._section.body.addWidget(self.add)
        self._section.body.addWidget(self._hint)
        self._section.body.addSpacing(4)
        self._section.body.addWidget(self.card)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._section)
        points.changed.connect(self._show)
        points.desk.tool_changed.connect(lambda _: self._show())
        points.rename_wanted.connect(self.rename)
        points.added.connect(lambda _: self._point_added())
        points.desk.item_changed.connect(self._item_changed)
        solver.changed.connect(self._show)
        self._show()

    def rename(self, row_id: str) -> None:
        """Edit the name of a point in its row."""
        row = self._row(row_id)
        if row is not None and self._points.can_write:
            row.edit_name()

    def _item_changed(self) -> None:
        self._awaits_answer = False

    def _point_added(self) -> None:
        self._awaits_answer = self._solver.outcome is None
        self._bring_into_view()

    def _bring_into_view(self) -> None:
        """Scroll the panel to what is reckoned, while somebody works in the picture and on the map."""
        panel: QWidget | None = self
        while panel is not None and not isinstance(panel, QScrollArea):
            panel = panel.parentWidget()
        typing = QApplication.focusWidget()
        if panel is not None and (typing is None or not panel.isAncestorOf(typing)):
            bring = panel.ensureWidgetVisible
            # First what was just shown takes its room.
            QTimer.singleShot(0, self, lambda: bring(self._last_shown(), 0, _BELOW_PX))

    def _last_shown(self) -> QWidget:
        shown = (part for part in (self.card.use, self.card, self.add) if part.isVisible())
        return next(shown, self)

    def _show(self) -> None:
        points, outcome = self._points.shown, self._solver.outcome
        if outcome is not None and self._awaits_answer:
            self._awaits_answer = False
            self._bring_into_view()
        while len(self.rows) < len(points):
            self._list.addWidget(self._make_row())
        while len(self.rows) > len(points):
            row = self.rows.pop()
            row.hide()
            row.deleteLater()
        for row, point in zip(self.rows, points, strict=True):
            row.show_point(
                point,
                miss=outcome.residual_deg(point.id) if outcome is not None else None,
                odd=outcome is not None and outcome.odd_one == point.id,
                chosen=point.id == self._points.chosen,
                hovered=point.id == self._points.hovered,
                note="" if point.latitude is not None else tr("not on the map"),
            )
        self._section.set_count(self._count_words(points))
        can_write = self._points.can_write
        self.add.setVisible(can_write)
        self._hint.setText(self._hint_words(points))
        self._hint.setVisible(bool(self._hint.text()))
        self.setVisible(can_write or bool(points))

    def _count_words(self, points: tuple[MatchPoint, ...]) -> str:
        used = sum(1 for one in points if one.used)
        if self._solver.outcome is not None:
            return fit_words(self._solver.outcome, used)
        return count(len(points), one="one point", many="{n} points") if points else ""

    def _hint_words(self, points: tuple[MatchPoint, ...]) -> str:
        tool, desk = self._points.desk.tool, self._points.desk
        chosen = self._points.point(self._points.chosen)
        if tool == ADD:
            return tr("Press on a feature in the picture that you can find on the map. Esc puts this down.")
        if tool == PLACE and chosen is not None:
            return tr("Press on the map where point {n} stands. Esc puts this down.", n=chosen.number)
        if tool == TWIN and chosen is not None:
            return tr("Press on point {n} in the reference picture. Esc puts this down.", n=chosen.number)
        if tool == HORIZON:
            return tr("Drag along the horizon; the ends of its line tilt it. Delete removes it, Esc puts this down.")
        if desk.item is None or not self._points.can_write:
            return ""
        if not points:
            return tr("Number what you see in the picture and on the map: three points give the direction.")
        return self._solver.missing

    # -- rows ------------------------------------------------------------------------------------------

    def _make_row(self) -> PointRow:
        row = PointRow(theme=self._theme)
        row.installEventFilter(self)
        row.clicked.connect(lambda: self._points.choose(row.row_id))
        row.named.connect(lambda text: self._points.set(row.row_id, name=text))
        row.pointed.connect(lambda here: self._points.hover(row.row_id if here else ""))
        row.menu_wanted.connect(lambda spot: self.open_menu(row.row_id, spot))
        self.rows.append(row)
        return row

    def _row(self, row_id: str) -> PointRow | None:
        return next((row for row in self.rows if row.row_id == row_id), None)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Choose the row that the keyboard came to; do what keys mean on a row."""
        if isinstance(watched, PointRow):
            if event.type() == QEvent.Type.FocusIn:
                self._points.choose(watched.row_id)
            elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._key(watched, event)
        return False

    def _key(self, row: PointRow, event: QKeyEvent) -> bool:
        row_id, key = row.row_id, Qt.Key(event.key())
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            at = self.rows.index(row) + (1 if key == Qt.Key.Key_Down else -1)
            if 0 <= at < len(self.rows):
                self.rows[at].setFocus(Qt.FocusReason.TabFocusReason)
            return True
        if key in (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.rename(row_id)
            return True
        if key == Qt.Key.Key_Menu:
            self.open_menu(row_id, row.mapToGlobal(QPoint(0, row.height())))
            return True
        # After Esc no point is chosen while its row keeps the keyboard: Delete there never means the photo.
        self._points.choose(row_id)
        return self.point_key(event)

    def point_key(self, event: QKeyEvent) -> bool:
        """Do what a key means for the chosen point: Delete removes it, arrows move it, with Shift ten times as far."""
        points, key = self._points, Qt.Key(event.key())
        others = event.modifiers() & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier)
        if not points.chosen or not points.can_write or others:
            return False
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            points.remove(points.chosen)
            return True
        if key in _ARROWS:
            step = _LARGE_STEP if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else _STEP
            dx, dy = _ARROWS[key]
            item = points.desk.item
            aspect = item.width / item.height if item is not None and item.width and item.height else 1.0
            points.nudge(points.chosen, dx * step, dy * step * aspect)
            return True
        return False

    def open_menu(self, row_id: str, spot: QPoint) -> None:
        """Open what can be done with a point at a point of the screen."""
        menu = self.menu(row_id)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(spot)

    def menu(self, row_id: str) -> QMenu:
        """Return what can be done with a point."""
        menu, points, theme = QMenu(self), self._points, self._theme
        point = points.point(row_id)
        if point is None or not points.can_write:
            entry = menu.addAction(tr("This case can only be read."))
            entry.setEnabled(False)
            return menu

        def tool(name: str) -> None:
            points.choose(row_id)
            if points.desk.tool != name:
                points.desk.take_tool(name)

        menu.addAction(theme.icon("pencil"), tr("Rename") + "\tF2").triggered.connect(lambda: self.rename(row_id))
        placed = point.latitude is not None
        words = tr("Set its place on the map again") if placed else tr("Set its place on the map")
        menu.addAction(theme.icon("map-pin"), words).triggered.connect(lambda: tool(PLACE))
        if placed:
            menu.addAction(tr("Take it off the map")).triggered.connect(
                lambda: points.set(row_id, latitude=None, longitude=None)
            )
        words = tr("Set its twin again") if point.in_reference else tr("Set its twin in the reference picture")
        menu.addAction(theme.icon("git-compare"), words).triggered.connect(lambda: self._twin(row_id))
        if point.in_reference:
            menu.addAction(tr("Remove its twin")).triggered.connect(
                lambda: points.set(row_id, reference_item_id=None, reference_x=None, reference_y=None)
            )
        words = tr("Leave it out") if point.used else tr("Use it again")
        menu.addAction(words).triggered.connect(lambda: points.set(row_id, used=not point.used))
        menu.addSeparator()
        remove = menu.addAction(theme.icon("trash-2"), tr("Remove") + "\tDel")
        remove.triggered.connect(lambda: points.remove(row_id))
        return menu
