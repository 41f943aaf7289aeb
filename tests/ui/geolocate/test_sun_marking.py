"""Sun and shadow on photo and map of the whole workspace: marking with the mouse, what is drawn, a read-only case."""

import pytest
from PySide6.QtCore import QPoint, Qt
from tests.factories.cases import practice_case

from evidence_board.operations.sun_marks import add_sun_mark
from evidence_board.session import open_session
from evidence_board.ui.context import UiContext
from evidence_board.ui.geolocate.sun_map import MAP_TOOL, SunOnMap
from evidence_board.ui.geolocate.sun_photo import LIGHT_TOOL, OBJECT_TOOL
from evidence_board.ui.geolocate.sun_strip import SunStrip
from evidence_board.ui.geolocate.workspace import GeolocateWorkspace

WAIT = 30_000
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(autouse=True)
def no_painter_left(no_painter_left):
    """As in `tests/ui/conftest.py`, for every test here."""


class Working:
    """A workspace that shows M-014."""

    def __init__(self, qtbot, context):
        self.qtbot, self.context, self.session = qtbot, context, context.session
        self.workspace = GeolocateWorkspace(context)
        self.desk = self.workspace.desk
        qtbot.addWidget(self.workspace)
        self.workspace.resize(1400, 800)
        self.workspace.set_compact(False)
        self.workspace.show()
        qtbot.waitExposed(self.workspace)
        self.strip = self.workspace.findChild(SunStrip)
        self.desk.show_item(self.session.index.by_ref["M-014"])
        self.until(lambda: self.desk.placement is not None and self.photo.has_picture is True)
        self.until(lambda: self.strip.state.is_ready)

    def until(self, condition):
        self.qtbot.waitUntil(condition, timeout=WAIT)

    @property
    def photo(self):
        return self.workspace.photo.view.canvas

    @property
    def marks(self):
        return self.desk.placement.marks

    def on_photo(self, x, y):
        return self.photo.sight.to_widget((x, y)).toPoint()

    def drag(self, widget, start, end):
        self.qtbot.mousePress(widget, LEFT, pos=start)
        self.qtbot.mouseMove(widget, (start + end) / 2)
        self.qtbot.mouseMove(widget, end)
        self.qtbot.mouseRelease(widget, LEFT, pos=end)


@pytest.fixture
def working(qtbot, context):
    made = Working(qtbot, context)
    yield made
    made.workspace.leave()


def test_foot_top_and_tip_are_clicked_in_the_photo_and_moved(working, qtbot):
    qtbot.keyClick(working.workspace, Qt.Key.Key_U)
    assert working.desk.tool == OBJECT_TOOL
    for x, y in ((0.6, 0.8), (0.6, 0.5), (0.8, 0.85)):
        qtbot.mouseClick(working.photo, LEFT, pos=working.on_photo(x, y))
    working.until(lambda: len(working.marks) == 1)
    assert working.desk.tool == ""
    assert working.marks[0].points[2] == pytest.approx((0.8, 0.85), abs=0.01)
    assert working.strip.details.marks.rows
    working.drag(working.photo, working.on_photo(0.8, 0.85), working.on_photo(0.7, 0.85))
    working.until(lambda: working.marks[0].points[2][0] < 0.75)


def test_an_object_whose_top_is_out_of_the_picture_gives_a_direction(working, qtbot):
    qtbot.keyClick(working.workspace, Qt.Key.Key_U)
    qtbot.mouseClick(working.photo, LEFT, pos=working.on_photo(0.6, 0.8))
    shift = Qt.KeyboardModifier.ShiftModifier
    qtbot.mouseClick(working.photo, LEFT, shift, pos=working.on_photo(0.8, 0.85))
    working.until(lambda: len(working.marks) == 1)
    assert len(working.marks[0].points) == 2
    assert working.desk.tool == ""
    working.photo.grab()


def test_the_light_is_a_drag_and_esc_puts_the_tool_down(working, qtbot):
    qtbot.keyClick(working.workspace, Qt.Key.Key_U, Qt.KeyboardModifier.ShiftModifier)
    assert working.desk.tool == LIGHT_TOOL
    working.drag(working.photo, working.on_photo(0.3, 0.5), working.on_photo(0.45, 0.55))
    working.until(lambda: len(working.marks) == 1)
    assert working.marks[0].kind == "light"
    assert working.strip.state.shadow.direction_deg == pytest.approx(78.0)


def test_a_shadow_is_laid_on_the_map(working, qtbot):
    canvas = working.workspace.map.pane.canvas
    qtbot.keyClick(working.workspace, Qt.Key.Key_Y)
    assert working.desk.tool == MAP_TOOL
    working.drag(canvas, QPoint(200, 200), QPoint(300, 200))
    working.until(lambda: len(working.marks) == 1)
    mark = working.marks[0]
    assert mark.kind == "map_shadow"
    assert mark.bearing_deg == pytest.approx(90.0, abs=1.0)
    assert working.desk.tool == ""


def test_sun_and_shadow_stand_opposite_each_other_on_the_map(working, qtbot):
    overlay = next(one for one in working.desk.map_overlays if isinstance(one, SunOnMap))
    working.workspace.map.pane.canvas.repaint()
    working.until(lambda: {"sun", "shadow"} <= overlay.drawn.keys())
    centre = working.workspace.map.projection.project(*working.desk.draft.point)
    sun, shadow = overlay.drawn["sun"] - centre, overlay.drawn["shadow"] - centre
    across = sun.x() * shadow.y() - sun.y() * shadow.x()
    assert across == pytest.approx(0, abs=1.0)
    assert sun.x() < 0 < shadow.x()


def test_the_globe_goes_far_enough_away_and_comes_back(working, qtbot):
    canvas = working.workspace.map.pane.canvas
    region = working.strip._region
    projection, point = working.workspace.map.projection, working.desk.draft.point
    sun = working.strip.state.sun
    working.desk.perform(
        add_sun_mark,
        item_id=working.desk.item_id,
        kind="object_shadow",
        bearing_deg=round(sun.shadow_azimuth, 1),
        bearing_error_deg=4.0,
        ratio=round(sun.shadow_ratio, 2),
    )
    working.until(lambda: len(working.marks) == 1 and working.strip.state.shadow is not None)
    assert not region.can_be_seen(projection)
    overlay = next(one for one in working.desk.map_overlays if isinstance(one, SunOnMap))
    qtbot.keyClick(working.workspace, Qt.Key.Key_E)
    working.until(lambda: region.can_be_seen(projection) and not canvas.camera.moving)
    assert region.fits_here
    assert region.bounds.width < 0.4
    seen = projection.project(*point)
    assert canvas.rect().contains(seen.toPoint())
    canvas.repaint()
    assert not overlay.drawn  # the region counts here, not the rays
    qtbot.keyClick(working.workspace, Qt.Key.Key_E)
    working.until(lambda: not region.is_on and not region.can_be_seen(projection) and not canvas.camera.moving)
    canvas.repaint()
    assert "sun" in overlay.drawn


def test_a_case_that_can_only_be_read_shows_the_sun_and_marks_nothing(qtbot, tmp_path, theme):
    path = practice_case(tmp_path)
    session = open_session(path, actor="reader", read_only=True)
    context = UiContext(session, theme)
    working = Working(qtbot, context)
    assert not working.strip.mark.isVisible()
    assert not working.strip.record.isVisible()
    assert working.strip.slider.isEnabled()
    qtbot.keyClick(working.workspace, Qt.Key.Key_U)
    assert working.desk.tool == ""
    qtbot.keyClick(working.workspace, Qt.Key.Key_E)
    assert "Nobody marked a shadow" in working.strip.doubts.text()
    working.workspace.leave()
    context.close()
    session.close()
