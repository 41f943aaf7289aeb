"""Measuring on the map with mouse and keys, the position under the pointer, the graticule, copying a position."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from tests.ui.map.conftest import look_at, pin_pixel

from evidence_board.geo.coordinate_formats import Form
from evidence_board.geo.geodesic_shapes import between, polygon_size
from evidence_board.settings import load_settings
from evidence_board.ui.map_tools.graticule import degree_words, step_for
from evidence_board.ui.map_tools.ground import ground_path
from evidence_board.ui.map_tools.measuring import area_words, bearing_words, length_words, measure

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def keys(qtbot, pane, *pressed, held=NONE):
    for key in pressed:
        qtbot.keyClick(pane.canvas, key, held)


def test_a_distance_is_measured_on_the_ellipsoid(qtbot, pane):
    pane.tools.take("distance")
    for at in (QPoint(150, 250), QPoint(400, 120)):
        qtbot.mouseMove(pane.canvas, at)
        qtbot.mouseClick(pane.canvas, LEFT, pos=at)
    points = pane.tools.trace.points
    assert len(points) == 2 and not pane.context.session.selection.ids, "clicks set points and select nothing"
    true = between(*points[0], *points[1])
    words = pane.tools.strip.words.text()
    assert words.startswith(length_words(true.distance_m)) and bearing_words(true.bearing_deg) in words
    qtbot.mouseMove(pane.canvas, QPoint(420, 300))
    assert "in all" in pane.tools.strip.words.text(), "the leg to the pointer is live"
    qtbot.mouseClick(pane.tools.strip.copy, LEFT)
    assert QGuiApplication.clipboard().text() == pane.tools.strip.words.text()
    QGuiApplication.clipboard().setText("")
    keys(qtbot, pane, Qt.Key.Key_C, held=Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == pane.tools.strip.words.text()
    keys(qtbot, pane, Qt.Key.Key_Backspace)
    assert len(pane.tools.trace.points) == 1
    keys(qtbot, pane, Qt.Key.Key_Escape)
    assert pane.tools.trace is None and not pane.tools.strip.isVisible()


def test_a_double_click_ends_and_the_next_click_begins_anew(qtbot, pane):
    pane.tools.take("distance")
    qtbot.mouseClick(pane.canvas, LEFT, pos=QPoint(100, 200))
    qtbot.mouseClick(pane.canvas, LEFT, pos=QPoint(300, 200))
    qtbot.mouseDClick(pane.canvas, LEFT, pos=QPoint(300, 200))
    trace = pane.tools.trace
    assert trace.closed and len(trace.points) == 2
    qtbot.mouseMove(pane.canvas, QPoint(500, 300))
    assert measure(trace.points).words == pane.tools.strip.words.text(), "it stays to be read"
    qtbot.mouseClick(pane.canvas, LEFT, pos=QPoint(200, 300))
    assert len(pane.tools.trace.points) == 1


def test_an_area_is_measured_with_keys_alone(qtbot, pane):
    pane.tools.take("surface")
    right, down, space = Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Space
    keys(qtbot, pane, space, *[right] * 5, space, *[down] * 5, space, Qt.Key.Key_Return)
    trace = pane.tools.trace
    assert trace.closed and len(trace.points) == 3
    assert pane.tools.strip.words.text().startswith(f"Area {area_words(polygon_size(trace.points).area_m2)}")
    first, second = (pane.hits.to_view(*ground_path([point])[0]) for point in trace.points[:2])
    assert second.x() - first.x() == pytest.approx(80, abs=1)


def test_the_cross_takes_the_map_along_at_its_edge(qtbot, pane):
    pane.tools.take("distance")
    before = pane.canvas.camera.state.x
    keys(qtbot, pane, *[Qt.Key.Key_Right] * 30)
    assert pane.canvas.camera.state.x > before


def test_a_drag_still_pans_while_measuring(qtbot, pane):
    pane.tools.take("distance")
    before = pane.canvas.camera.state
    qtbot.mousePress(pane.canvas, LEFT, pos=QPoint(300, 200))
    qtbot.mouseMove(pane.canvas, QPoint(240, 160))
    qtbot.mouseMove(pane.canvas, QPoint(200, 140))
    qtbot.mouseRelease(pane.canvas, LEFT, pos=QPoint(200, 140))
    assert pane.canvas.camera.state != before and not pane.tools.trace.points


def test_the_position_under_the_pointer_is_written_as_the_user_wants(qtbot, pane):
    assert not pane.tools.readout.isVisible()
    at = QPoint(300, 150)
    qtbot.mouseMove(pane.canvas, at)
    latitude, longitude = pane.verbs.degrees_at(QPointF(at))
    assert pane.tools.readout.shown == f"{latitude:.5f}, {longitude:.5f}"
    pane.tools.readout.set_form(Form.MGRS)
    assert pane.tools.readout.shown.startswith("37S")
    assert load_settings().coordinates == "mgrs"
    pane.verbs.copy_coordinates(QPointF(at))
    assert QGuiApplication.clipboard().text().startswith("37S"), "copying follows"


def test_the_position_reads_from_left_to_right_in_an_arabic_window(qtbot, qapp, pane):
    def picture():
        pane.tools.readout.show_position((34.9, 35.87))
        return pane.tools.readout.grab().toImage()

    before = picture()
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert picture() == before


@pytest.mark.parametrize("on_pin", [False, True])
def test_a_position_is_copied_in_any_notation(qtbot, pane, on_pin):
    look_at(pane, 34.9, 35.9, 8)
    pos = QPointF(pin_pixel(pane, "M-027")) if on_pin else QPointF(420, 90)
    menu = pane.verbs.menu(pos)
    copies = next(
        action.menu() for action in menu.actions() if action.menu() and action.menu().objectName() == "copy_as"
    )
    named = {action.objectName(): action for action in copies.actions() if action.objectName()}
    assert {"copy:decimal", "copy:dms", "copy:utm", "copy:mgrs", "copy:plus-code", "copy:sk42", "copy:google"} <= set(
        named
    )
    named["copy:dms"].trigger()
    assert "″N" in QGuiApplication.clipboard().text()
    menu.deleteLater()


@pytest.mark.parametrize("zoom", [2, 7.3, 9, 11, 14.6])
def test_labels_of_the_graticule_leave_each_other_and_the_foot_of_the_map_alone(pane, zoom):
    pane.tools.toggle_graticule()
    look_at(pane, 34.905, 35.868, zoom)
    pane.canvas.grab()
    places = [place for _, place in pane.tools.graticule.labels]
    assert places
    for at, place in enumerate(places):
        assert not any(place.intersects(other) for other in places[:at])
        assert place.bottom() <= pane.canvas.height() - 60


def test_the_graticule_is_switched_and_remembered(pane):
    before = pane.canvas.grab().toImage()
    pane.tools.toggle_graticule()
    assert pane.canvas.grab().toImage() != before
    meridians, parallels = pane.tools.graticule.lines(pane.canvas)
    assert 2 <= len(meridians) <= 12 and 2 <= len(parallels) <= 12
    state = pane.state()
    pane.tools.toggle_graticule()
    pane.restore(state)
    assert pane.tools.graticule.on


@pytest.mark.parametrize("zoom", [0, 4, 12, 20])
def test_the_graticule_has_lines_at_every_zoom(pane, zoom):
    pane.tools.toggle_graticule()
    look_at(pane, 34.9051, 35.8684, zoom)
    meridians, parallels = pane.tools.graticule.lines(pane.canvas)
    assert meridians and parallels
    pane.canvas.grab()


def test_words_of_figures():
    assert [length_words(one) for one in (8.41, 240.4, 12_340, 120_400, 1_204_000)] == [
        "8.4 m",
        "240 m",
        "12.34 km",
        "120.4 km",
        "1,204 km",
    ]
    assert [area_words(one) for one in (12.3, 4_000, 32_100, 5.5e6)] == ["12.3 m²", "4,000 m²", "3.21 ha", "5.50 km²"]
    assert bearing_words(359.99) == "000.0°"
    assert [degree_words(one, "NS") for one in (34.0, -34.5, 0.0, 34.50416666667)] == [
        "34°N",
        "34°30′S",
        "0°",
        "34°30′15″N",
    ]
    assert step_for(0.4) == 0.5 and step_for(1000) == 30.0
    assert measure([(1.0, 1.0)]).words == ""


def test_a_path_over_the_date_line_stays_in_one_piece():
    path = ground_path([(50.0, 179.0), (50.0, -179.0)])
    assert max(x for x, _ in path) - min(x for x, _ in path) == pytest.approx(2 / 360)
