"""`PointsPart`: matching points, solver, ruler and lines of sight join in with the Geolocate workspace."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from evidence_board.ui.geolocate.points_compare import PointsOnPair
from evidence_board.ui.geolocate.points_map import PointsOnMap
from evidence_board.ui.geolocate.points_photo import PointsOnPhoto
from evidence_board.ui.geolocate.points_section import PointsSection
from evidence_board.ui.geolocate.points_state import ADD, HORIZON, TWIN, MatchingPoints
from evidence_board.ui.geolocate.solver_ruler import RulerOnPhoto
from evidence_board.ui.geolocate.solver_sights import BEARING, TRANSIT, SightLines
from evidence_board.ui.geolocate.solver_sights_map import SightsOnMap
from evidence_board.ui.geolocate.solver_sights_section import SightsSection
from evidence_board.ui.geolocate.solver_state import LiveSolver
from evidence_board.ui.i18n import tr
from evidence_board.ui.widgets.buttons import Button

if TYPE_CHECKING:
    from evidence_board.ui.geolocate.workspace import GeolocateWorkspace

__all__ = ["PointsPart"]


class PointsPart(QObject):
    """Makes the parts and joins them.

    Attributes:
        points: the matching points of the picture.
        solver: solves them.
        pair: the same numbers in the compare pane.
        marks: in the photo.
        section: their list.
        snap: turns the camera on the map to what the points say, as the button below their list does.
        lines: lines of sight on the map.
        sights: their list.
    """

    def __init__(self, workspace: "GeolocateWorkspace") -> None:
        super().__init__(workspace)
        desk = workspace.desk
        self._compare = workspace.compare
        self.points = MatchingPoints(desk, self)
        self.solver = LiveSolver(self.points, self)
        self.section = PointsSection(self.points, self.solver, twin=self._set_twin)
        workspace.panel.add_section(self.section)
        self.snap = Button(tr("Snap to matches"), theme=desk.context.theme, kind="quiet", small=True)
        self.snap.setToolTip(tr("Turn the camera to what the matching points say"))
        self.snap.clicked.connect(self.section.card.take)
        workspace.map.pane.header.add_control(self.snap, first=True)
        self.section.card.answered.connect(self._say_whether_to_snap)
        self.lines = SightLines(desk, self)
        self.sights = SightsSection(self.lines)
        workspace.panel.add_section(self.sights)
        photo = workspace.photo
        self._tools = [
            photo.add_tool("crosshair", name=tr("Add a matching point"), key="M", tool=ADD),
            photo.add_tool("ruler", name=tr("Mark the horizon"), key="H", tool=HORIZON),
        ]
        self.pair = PointsOnPair(self.points, workspace.compare)
        desk.add_photo_overlay(RulerOnPhoto(self.points, self.solver))
        self.marks = PointsOnPhoto(self.points, self.solver)
        desk.add_photo_overlay(self.marks)
        desk.add_map_overlay(SightsOnMap(self.lines))
        desk.add_map_overlay(PointsOnMap(self.points, self.solver))
        workspace.add_key("M", tr("Add a matching point"), lambda: self._take(ADD))
        workspace.add_key("H", tr("Mark the horizon"), lambda: self._take(HORIZON))
        workspace.add_key("I", tr("Two landmarks in line"), lambda: self._take(TRANSIT))
        workspace.add_key("Shift+I", tr("A bearing to a landmark"), lambda: self._take(BEARING))
        photo.view.canvas.installEventFilter(self)
        desk.item_changed.connect(self._say_what_can_be_done)
        self._say_what_can_be_done()
        self._say_whether_to_snap()

    def _say_whether_to_snap(self) -> None:
        card = self.section.card
        self.snap.setVisible(card.has_answer)
        self.snap.setEnabled(card.use.isEnabled())

    def _take(self, tool: str) -> None:
        if self.points.can_write:
            self.points.desk.take_tool(tool)

    def _set_twin(self, row_id: str) -> None:
        """Ask for the twin of a point; without a reference picture for that first."""
        self.points.choose(row_id)
        if not self._compare.reference_id:
            self._compare.choose_reference()
        elif self.points.desk.tool != TWIN:
            self.points.desk.take_tool(TWIN)

    def _say_what_can_be_done(self) -> None:
        for button in self._tools:
            button.setVisible(self.points.desk.can_write)
            button.setEnabled(self.points.can_write)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move or remove the chosen point, or remove the horizon, with the keys of the picture."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if self.points.desk.tool == HORIZON and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.points.remove_horizon()
            return True
        if not self.points.chosen:
            return False
        if event.key() == Qt.Key.Key_F2:
            self.points.rename_wanted.emit(self.points.chosen)
            return True
        if event.key() == Qt.Key.Key_Escape and not self.points.desk.tool:
            self.points.choose("")
            return True
        return self.section.point_key(event)
