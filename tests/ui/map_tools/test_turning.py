"""Turning the map: by Ctrl and a drag, by keys, back to north by the compass; what lies where follows."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from tests.ui.map.conftest import item, look_at, pin_pixel, pixel_of

from evidence_board.geo.mercator import to_world
from evidence_board.ui.canvas import CameraState
from evidence_board.ui.map.map_colors import MapColors

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_points_go_there_and_back_under_any_angle():
    camera = CameraState(0.6, 0.4, 5000.0, 5000.0, 37.0)
    seen = camera.to_view(0.61, 0.43, width=600, height=400)
    assert camera.to_world(*seen, width=600, height=400) == pytest.approx((0.61, 0.43))
    box = camera.world_rect(width=600, height=400)
    for corner in ((0, 0), (600, 0), (0, 400), (600, 400)):
        x, y = camera.to_world(*corner, width=600, height=400)
        assert box.x0 - 1e-12 <= x <= box.x1 + 1e-12 and box.y0 - 1e-12 <= y <= box.y1 + 1e-12
    quarter = CameraState(0.5, 0.5, 100.0, 100.0, 90.0)
    assert quarter.to_view(0.5, 0.4, width=0, height=0) == pytest.approx((10.0, 0.0)), "north points to the right"
    assert quarter.between(CameraState(0.5, 0.5, 100.0, 100.0, -170.0), 0.5).angle == pytest.approx(140.0)


def test_ctrl_and_a_drag_turn_the_map_and_the_compass_turns_it_back(qtbot, pane):
    canvas = pane.canvas
    middle = canvas.rect().center()
    assert not pane.tools.compass.isVisible()
    qtbot.mousePress(canvas, LEFT, CONTROL, pos=middle + QPoint(100, 0))
    qtbot.mouseMove(canvas, middle + QPoint(70, 70))
    QTest.mouseMove(canvas, middle + QPoint(0, 100))
    qtbot.mouseRelease(canvas, LEFT, CONTROL, pos=middle + QPoint(0, 100))
    state = canvas.camera.state
    assert abs(state.angle) > 20 and pane.tools.compass.isVisible()
    qtbot.mouseClick(pane.tools.compass, LEFT)
    assert canvas.camera.state.angle == 0 and not pane.tools.compass.isVisible()
    assert (canvas.camera.state.x, canvas.camera.state.y) == pytest.approx((state.x, state.y))


def test_keys_turn_in_steps(qtbot, pane):
    qtbot.keyClick(pane.canvas, Qt.Key.Key_Right, SHIFT)
    qtbot.keyClick(pane.canvas, Qt.Key.Key_Right, SHIFT)
    assert pane.canvas.camera.state.angle == pytest.approx(30)
    qtbot.keyClick(pane.canvas, Qt.Key.Key_Left, SHIFT)
    assert pane.canvas.camera.state.angle == pytest.approx(15)


def test_a_ctrl_click_still_chooses(qtbot, pane):
    look_at(pane, 34.9, 35.9, 12)
    qtbot.mouseClick(pane.canvas, LEFT, CONTROL, pos=pin_pixel(pane, "M-027"))
    assert pane.canvas.camera.state.angle == 0
    assert len(pane.context.session.selection.ids) == len(pane.hits.pin_of(item(pane, "M-027")).ids)


@pytest.mark.parametrize("angle", [30.0, 90.0, -150.0])
def test_a_turned_map_is_painted_and_answers_where_things_are(qtbot, pane, angle):
    look_at(pane, 34.9051, 35.8684, 9)
    pane.canvas.camera.turn(angle)
    pane.flush()
    assert pane.canvas.is_sharp
    image, colors = pane.canvas.grab().toImage(), MapColors.of(pane.context.theme)
    for latitude, longitude, wanted in ((34.75, 35.5, colors.sea), (34.75, 36.2, colors.land)):
        at = pane.hits.to_view(*to_world(latitude, longitude)).toPoint()
        if pane.canvas.rect().adjusted(2, 2, -2, -2).contains(at):
            assert image.pixelColor(at).rgba() == wanted
    pin = pane.hits.pin_of(item(pane, "M-027"))
    at = pane.hits.to_view(pin.x, pin.y)
    assert pane.hits.at(at - QPointF(0, 26)) == pin, "pictures stay upright above their points"
    hit = pane.hits.at(at - QPointF(0, 26))
    assert hit.ids == pin.ids


def test_zooming_and_panning_follow_the_turned_map(pane):
    canvas = pane.canvas
    canvas.camera.turn(40)
    at = QPointF(420, 90)
    before = canvas.to_world(at)
    canvas.camera.zoom(2.0, at=at.toTuple())
    assert canvas.to_world(at) == pytest.approx(before)
    canvas.camera.pan(30, 10)
    assert canvas.to_world(at + QPointF(30, 10)) == pytest.approx(before)


def test_fitting_keeps_the_angle_and_shows_everything(pane):
    pane.canvas.camera.turn(60)
    pane.fit()
    assert pane.canvas.camera.state.angle == pytest.approx(60)
    for ref in ("M-027", "M-018"):
        assert pane.canvas.rect().contains(pixel_of(pane, ref))


def test_the_angle_is_remembered(pane):
    pane.canvas.camera.turn(25)
    state = pane.state()
    pane.camera.north_up()
    pane.restore(state)
    assert pane.canvas.camera.state.angle == pytest.approx(25)


def test_the_graticule_turns_with_the_map(pane):
    pane.tools.toggle_graticule()
    pane.canvas.camera.turn(45)
    pane.canvas.grab()
    meridians, parallels = pane.tools.graticule.lines(pane.canvas)
    assert meridians and parallels
