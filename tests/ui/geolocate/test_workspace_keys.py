"""The workspace by keys alone, and that nothing typed is lost; what is remembered of how it stands."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from tests.ui.geolocate.acts import LEFT, camera, press, settled, type_into
from tests.ui.geolocate.conftest import show_item

from evidence_board.case.placement import placement_of
from evidence_board.ui.geolocate.lens import lens_view
from evidence_board.ui.geolocate.workspace import GeolocateWorkspace


def test_the_nine_that_wait_are_placed_by_keys_alone(qtbot, workspace):
    QTest.keyClick(workspace, Qt.Key.Key_N)
    waiting = [row.id for row in workspace._queue.waiting]
    workspace.activateWindow()
    qtbot.waitUntil(workspace.isActiveWindow, timeout=10_000)
    for number in range(len(waiting)):
        press(workspace, Qt.Key.Key_G)
        QTest.keyClicks(workspace.focusWidget(), f"34.9{number}01, 35.86{number}4")
        press(workspace, Qt.Key.Key_Return)
        press(workspace, Qt.Key.Key_3)
        press(workspace, Qt.Key.Key_W)
        QTest.keyClicks(workspace.focusWidget(), f"Pier {number}")
        press(workspace, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        press(workspace, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: workspace.strip.progress.text() == "48 of 48 placed", timeout=15_000)
    settled(qtbot, workspace)
    read = workspace.desk.context.session.read
    found = {(c.level, c.reason[:4], c.radius_m) for c in (read(placement_of, one).camera for one in waiting)}
    assert found == {("possible", "Pier", 100.0)}
    assert not workspace.panel.next.isEnabled()


def test_enter_places_in_the_middle_of_the_map_and_arrows_move_the_camera(qtbot, workspace):
    show_item(qtbot, workspace, "M-002")
    QTest.keyClick(workspace, Qt.Key.Key_P)
    canvas = workspace.map.pane.canvas
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    settled(qtbot, workspace)
    middle = workspace.map.projection.unproject(QPointF(canvas.width() / 2, canvas.height() / 2))
    placed = camera(workspace)
    assert (placed.latitude, placed.longitude) == pytest.approx(middle, abs=1e-4)
    assert placed.radius_m >= 100.0
    QTest.keyClick(workspace, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, workspace)
    assert camera(workspace).latitude > placed.latitude
    QTest.keyClick(workspace, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    settled(qtbot, workspace)
    assert camera(workspace).fov_deg == 50.0


def test_what_was_refused_or_is_half_typed_waits_at_its_photo(qtbot, workspace):
    position = workspace.panel.position
    type_into(position.within, "far away")
    said = position.within.problem
    show_item(qtbot, workspace, "M-002")
    assert position.within.line.text() == ""
    type_into(position.latitude, "34.9")
    show_item(qtbot, workspace, "M-014")
    assert (position.within.line.text(), position.within.problem) == ("far away", said)
    assert camera(workspace).radius_m == 120.0
    show_item(qtbot, workspace, "M-002")
    assert (position.latitude.line.text(), position.longitude.line.text()) == ("34.9", "")
    type_into(position.longitude, "35.86")
    settled(qtbot, workspace)
    assert (camera(workspace).latitude, camera(workspace).longitude) == (34.9, 35.86)


def test_what_is_typed_when_the_case_is_closed_is_saved(qtbot, workspace):
    show_item(qtbot, workspace, "M-002")
    session, item_id = workspace.desk.context.session, workspace.desk.item_id
    workspace.panel.position.looking.line.setFocus()
    QTest.keyClicks(workspace.panel.position.looking.line, "NE")
    workspace.leave()
    qtbot.waitUntil(
        lambda: any(one.bearing_deg == 45.0 for one in session.read(placement_of, item_id).positions), timeout=10_000
    )


def test_the_levels_stay_in_reach_in_a_small_window(qtbot, workspace):
    bar = workspace.panel.level_bar
    workspace.resize(1366, 694)
    workspace.set_compact(True)
    qtbot.waitUntil(bar.isVisible, timeout=10_000)
    QTest.mouseClick(bar.marks["doubtful"], LEFT)
    settled(qtbot, workspace)
    assert camera(workspace).level == "doubtful"
    assert bar.marks["doubtful"].isChecked()
    QTest.mouseClick(bar.why, LEFT)
    # Its ladder has come into view with the reason.
    qtbot.waitUntil(bar.isHidden, timeout=10_000)
    workspace.resize(1600, 1600)
    qtbot.waitUntil(bar.isHidden, timeout=10_000)


def test_the_sizes_that_a_person_drew_are_there_again(qtbot, workspace):
    handle = workspace.panes.root.handle(1)
    handle.drag_to(1100)
    workspace.leave()
    width = workspace.panel.width()
    assert width == pytest.approx(499, abs=2)
    again = GeolocateWorkspace(workspace.desk.context)
    qtbot.addWidget(again)
    again.resize(1600, 930)
    again.show()
    qtbot.waitExposed(again)
    assert again.panel.width() == width


def test_a_pane_is_made_large_and_put_back(qtbot, workspace):
    QTest.keyClick(workspace.map.pane.canvas, Qt.Key.Key_QuoteLeft)
    assert not workspace.photo.isVisible() or not workspace.map.isVisible()
    QTest.keyClick(workspace, Qt.Key.Key_QuoteLeft)
    assert workspace.photo.isVisible() and workspace.map.isVisible() and workspace.compare.isVisible()
    QTest.mouseDClick(workspace.compare.header, LEFT)
    assert not workspace.photo.isVisible() and not workspace.map.isVisible()
    QTest.keyClick(workspace, Qt.Key.Key_BracketRight)
    assert not workspace.panel.isVisible()


def test_the_pair_says_how_many_points_it_has_and_changes_sides(qtbot, workspace):
    compare = workspace.compare
    qtbot.waitUntil(lambda: None not in compare.view._images, timeout=10_000)
    assert compare.header.note == "4 matching points"
    left = compare.view.box(0)
    QTest.keyClick(workspace, Qt.Key.Key_V, Qt.KeyboardModifier.ShiftModifier)
    assert compare.view.box(0) != left
    assert compare.view.box(1) == left
    for mode in ("over", "swipe", "side"):
        QTest.keyClick(workspace, Qt.Key.Key_V)
        assert (compare.view.mode, compare.modes.current) == (mode, mode)


def test_numbers_that_no_lens_has_are_named_and_not_offered(qtbot, workspace):
    show_item(qtbot, workspace, "M-001")
    placement = workspace.desk.placement
    for focal, aspect in ((0.0, 1.5), (1.0, 1.5), (65_535.0, 1.5), (28.0, 10.0), (28.0, 0.1)):
        found = lens_view(replace(placement, focal_length_35mm=focal, geometry=None), aspect=aspect)
        assert found.fov_deg is None
        assert found.words
