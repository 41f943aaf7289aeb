"""The workspace by mouse and keys: the camera on the map, what is typed, levels, the strip, comparing, read-only."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tests.factories.cases import practice_case
from tests.ui.geolocate.acts import LEFT, PLAIN, camera, drag, drop, settled, type_into
from tests.ui.geolocate.conftest import show_item

from evidence_board.filters import Filter, Words
from evidence_board.session import open_session
from evidence_board.ui.context import UiContext
from evidence_board.ui.geolocate import placement_words
from evidence_board.ui.geolocate.camera_shapes import camera_shape
from evidence_board.ui.geolocate.give_up import GiveUpPopover
from evidence_board.ui.geolocate.to_place import queue_of
from evidence_board.ui.geolocate.workspace import GeolocateWorkspace


def shape(workspace):
    workspace.map.pane.canvas.grab()
    return camera_shape(workspace.desk.draft, workspace.map.projection)


def test_dragging_the_point_moves_the_camera(qtbot, workspace):
    canvas, at = workspace.map.pane.canvas, shape(workspace).at.toPoint()
    before = camera(workspace)
    drag(canvas, at, at + QPoint(0, -60))
    settled(qtbot, workspace)
    after = camera(workspace)
    assert after.latitude > before.latitude
    assert after.longitude == pytest.approx(before.longitude, abs=1e-4)
    assert after.bearing_deg == before.bearing_deg
    assert after.ref == before.ref


def test_dragging_the_handle_turns_it(qtbot, workspace):
    found = shape(workspace)
    east = (found.at + QPointF(found.reach, 0)).toPoint()
    drag(workspace.map.pane.canvas, found.handle.toPoint(), east)
    settled(qtbot, workspace)
    assert camera(workspace).bearing_deg == pytest.approx(90, abs=1)
    assert float(workspace.panel.position.looking.line.text()) == camera(workspace).bearing_deg


def test_dragging_an_edge_opens_the_view(qtbot, workspace):
    found = shape(workspace)
    edge = found.edge(1, 0.5).toPoint()
    wider = (found.at + QPointF(found.reach * 0.5, 0)).toPoint()
    drag(workspace.map.pane.canvas, edge, wider)
    settled(qtbot, workspace)
    # From 348 degrees to the east is 102 degrees to one side.
    assert camera(workspace).fov_deg == pytest.approx(204, abs=4)


def test_a_plain_drag_moves_the_map_and_no_evidence(qtbot, workspace):
    before = camera(workspace)
    state = workspace.map.pane.canvas.camera.target
    drag(workspace.map.pane.canvas, QPoint(60, 60), QPoint(160, 160))
    assert workspace.map.pane.canvas.camera.target != state
    assert camera(workspace) == before


def test_the_key_places_with_a_click_what_has_no_position(qtbot, workspace):
    show_item(qtbot, workspace, "M-002")
    assert workspace.map.hint.isVisible()
    QTest.keyClick(workspace, Qt.Key.Key_P)
    QTest.mouseClick(workspace.map.pane.canvas, LEFT, PLAIN, QPoint(300, 300))
    settled(qtbot, workspace)
    latitude, longitude = workspace.map.projection.unproject(QPointF(300, 300))
    assert (camera(workspace).latitude, camera(workspace).longitude) == pytest.approx((latitude, longitude), abs=1e-3)
    assert not workspace.map.hint.isVisible()
    assert workspace.desk.tool == ""


def test_anything_pasted_is_read_and_said(qtbot, workspace):
    position = workspace.panel.position
    position.latitude.line.clear()
    QApplication.clipboard().setText("34°54'18.4\"N 35°52'06.2\"E")
    position.latitude.line.setFocus()
    position.latitude.line.paste()
    QTest.keyClick(position.latitude.line, Qt.Key.Key_Return)
    settled(qtbot, workspace)
    assert camera(workspace).latitude == pytest.approx(34 + 54 / 60 + 18.4 / 3600, abs=1e-6)
    assert camera(workspace).longitude == pytest.approx(35 + 52 / 60 + 6.2 / 3600, abs=1e-6)
    assert position.reading.isVisible()
    assert position.reading.words.text()
    # Moved another way, it is of another position.
    at = shape(workspace).at.toPoint()
    drag(workspace.map.pane.canvas, at, at + QPoint(0, -40))
    settled(qtbot, workspace)
    assert not position.reading.isVisible()


def test_nonsense_is_told_at_the_field_and_changes_nothing(qtbot, workspace):
    before = camera(workspace)
    type_into(workspace.panel.position.latitude, "somewhere")
    assert camera(workspace) == before
    assert workspace.panel.position.latitude._problem.isVisible()


def test_radius_direction_view_and_class_by_typing(qtbot, workspace):
    position = workspace.panel.position
    type_into(position.within, "1.5 km")
    settled(qtbot, workspace)
    type_into(position.looking, "NE")
    settled(qtbot, workspace)
    type_into(position.view, "± 30")
    settled(qtbot, workspace)
    found = camera(workspace)
    assert (found.radius_m, found.bearing_deg, found.fov_deg) == (1500.0, 45.0, 60.0)
    position.near.setCurrentIndex(position.near.findData("vicinity"))
    position.near.activated.emit(position.near.currentIndex())
    settled(qtbot, workspace)
    assert (camera(workspace).precision, camera(workspace).radius_m) == ("vicinity", 100.0)


def test_the_name_of_a_place_of_the_case_is_that_place(qtbot, workspace):
    type_into(workspace.panel.position.place, "tartus, ship pier")
    settled(qtbot, workspace)
    assert camera(workspace).location == "Tartus, ship pier"
    type_into(workspace.panel.position.place, "Набережная")
    settled(qtbot, workspace)
    assert (camera(workspace).location_id, camera(workspace).place_text) == (None, "Набережная")


def test_levels_by_key_and_by_mouse(qtbot, workspace):
    QTest.keyClick(workspace, Qt.Key.Key_3)
    settled(qtbot, workspace)
    assert camera(workspace).level == "possible"
    QTest.mouseClick(workspace.panel.levels.rows["doubtful"], LEFT)
    settled(qtbot, workspace)
    assert camera(workspace).level == "doubtful"
    assert workspace.panel.levels.rows["doubtful"].isChecked()


def test_why_is_saved_when_one_leaves_it(qtbot, workspace):
    text = workspace.panel.why.text
    text.setFocus()
    text.selectAll()
    QTest.keyClicks(text, "Crane and lighthouse in line")
    QTest.keyClick(text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, workspace)
    assert camera(workspace).reason == "Crane and lighthouse in line"


def test_an_arrow_takes_back_to_before_a_change(qtbot, workspace):
    workspace.desk.set(bearing_deg=341.0)
    settled(qtbot, workspace)
    workspace.desk.set(radius_m=50.0)
    settled(qtbot, workspace)
    qtbot.waitUntil(lambda: len(workspace.panel.changes.arrows) >= 2, timeout=10_000)
    # The older of the two takes both back.
    QTest.mouseClick(workspace.panel.changes.arrows[1], LEFT)
    qtbot.waitUntil(lambda: camera(workspace).bearing_deg == 348.0, timeout=10_000)
    assert camera(workspace).radius_m == 120.0


def test_next_and_skip_go_through_what_waits(qtbot, workspace):
    waiting = [row.id for row in workspace._queue.waiting]
    assert len(waiting) == 9
    QTest.keyClick(workspace, Qt.Key.Key_N)
    first = workspace.desk.item_id
    assert first in waiting
    QTest.keyClick(workspace, Qt.Key.Key_S)
    seen = [workspace.desk.item_id]
    for _ in range(7):
        QTest.keyClick(workspace, Qt.Key.Key_N)
        seen.append(workspace.desk.item_id)
    assert first not in seen
    assert workspace.strip.progress.text() == "39 of 48 placed"


def test_a_picture_of_the_strip_is_taken_by_click_and_arrow(qtbot, workspace):
    strip = workspace.strip.strip
    wanted = workspace._queue.waiting[1].id
    QTest.mouseClick(strip, LEFT, PLAIN, strip.box_of(wanted).center())
    assert workspace.desk.item_id == wanted
    QTest.keyClick(strip, Qt.Key.Key_Right)
    assert workspace.desk.item_id == workspace._queue.waiting[2].id


def test_a_dropped_picture_is_placed_where_it_fell(qtbot, workspace):
    wanted, canvas = workspace._queue.waiting[0].id, workspace.map.pane.canvas
    where = workspace.map.projection.unproject(QPointF(250, 200))
    drop(canvas, [wanted], QPointF(250, 200))
    qtbot.waitUntil(lambda: workspace.desk.item_id == wanted and camera(workspace) is not None, timeout=10_000)
    settled(qtbot, workspace)
    found = camera(workspace)
    assert (found.latitude, found.longitude) == pytest.approx(where, abs=1e-5)
    assert (found.source, found.precision, found.radius_m) == ("analyst", "vicinity", 100.0)


def test_the_filter_of_the_case_holds_here_too(qtbot, workspace):
    session = workspace.desk.context.session
    session.set_filter(Filter((Words("nothing is called so"),)), origin="test")
    qtbot.waitUntil(lambda: not workspace._queue.total, timeout=10_000)
    assert workspace.strip.clear.isVisible()
    QTest.mouseClick(workspace.strip.clear, LEFT)
    qtbot.waitUntil(lambda: workspace._queue.total == 48, timeout=10_000)


def test_two_pictures_are_compared_and_zoom_as_one(qtbot, workspace):
    compare = workspace.compare
    show_item(qtbot, workspace, "M-002")
    assert compare.empty.isVisible()
    compare.show_reference(workspace.desk.context.session.index.by_ref["M-020"])
    view = compare.view
    qtbot.waitUntil(lambda: view.isVisible() and None not in view._images, timeout=10_000)
    for mode in ("over", "swipe", "side"):
        QTest.mouseClick(compare.modes.segment(mode), LEFT)
        assert view.mode == mode
    view.zoom_by(2.0, QPointF(view.box(0).center()))
    assert view.zoom == 2.0
    first, other = (view.to_fraction(which, view.box(which).center()) for which in (0, 1))
    assert first == pytest.approx(other)
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.zoom == 1.0


def test_a_video_is_placed_at_a_moment(qtbot, workspace):
    show_item(qtbot, workspace, "V-001")
    assert workspace.photo.moments.isVisible()
    workspace.photo.moments.step(2)
    assert workspace.desk.frame_s == 2.0
    workspace.desk.set(radius_m=90.0)
    settled(qtbot, workspace)
    assert camera(workspace).frame_s == 2.0


def test_a_case_that_is_only_read_shows_everything_and_changes_nothing(qtbot, theme, tmp_path):
    path = practice_case(tmp_path)
    session = open_session(path, actor="Test", read_only=True)
    context = UiContext(session, theme)
    made = GeolocateWorkspace(context)
    qtbot.addWidget(made)
    made.resize(1366, 700)
    made.set_compact(True)
    made.show()
    qtbot.waitExposed(made)
    made.enter()
    show_item(qtbot, made, "M-014")
    before = made.desk.draft
    found = camera_shape(before, made.map.projection)
    drag(made.map.pane.canvas, found.handle.toPoint(), found.handle.toPoint() + QPoint(60, 60))
    QTest.keyClick(made, Qt.Key.Key_3)
    QTest.keyClick(made, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert made.desk.draft == before
    assert made.panel.position.latitude.line.isReadOnly()
    assert not made.panel.levels.rows["possible"].isEnabled()
    assert made.panel.saved.text() == "Open to read"
    made.leave()
    context.close()
    session.close()


def test_a_case_without_files_says_so(qtbot, empty_context):
    made = GeolocateWorkspace(empty_context)
    qtbot.addWidget(made)
    made.resize(1600, 930)
    made.show()
    qtbot.waitExposed(made)
    made.enter()
    assert made.desk.item is None
    assert made.strip.progress.text() == "No pictures or videos here"
    assert not made.panel.next.isEnabled()
    assert made.photo.view.words.text()
    made.leave()


def test_the_view_of_the_lens_is_offered_and_taken(qtbot, workspace):
    show_item(qtbot, workspace, "M-001")
    workspace.desk.set(fov_deg=None)
    settled(qtbot, workspace)
    position = workspace.panel.position
    qtbot.waitUntil(lambda: workspace.desk.aspect is not None and position.use_lens.isVisible(), timeout=15_000)
    assert "42 mm" in position.lens.text()
    QTest.mouseClick(position.use_lens, LEFT)
    settled(qtbot, workspace)
    # 42 mm on film of 43.27 mm diagonal, of which 4 to 3 is 0.8 across.
    assert camera(workspace).fov_deg == pytest.approx(44.8, abs=0.1)
    position.cropped.setCurrentIndex(position.cropped.findData("yes"))
    position.cropped.activated.emit(position.cropped.currentIndex())
    qtbot.waitUntil(lambda: workspace.desk.placement.geometry is not None, timeout=10_000)
    workspace.desk.set(fov_deg=None)
    settled(qtbot, workspace)
    assert not position.use_lens.isVisible()
    assert "cropped" in position.lens.text()


def test_what_cannot_be_located_is_an_answer_with_its_reason(qtbot, workspace):
    show_item(qtbot, workspace, "M-002")
    session, hint = workspace.desk.context.session, workspace.map.hint
    item_id, waiting = workspace.desk.item_id, len(queue_of(session.visible).waiting)
    assert hint.give_up.isVisible() and not hint.again.isVisible()
    QTest.keyClick(workspace, Qt.Key.Key_X)
    (asked,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, GiveUpPopover) and one.isVisible()]
    QTest.keyClick(asked.form.reason, Qt.Key.Key_Return)
    assert asked.isVisible() and not session.index.items[item_id].unlocatable
    QTest.keyClicks(asked.form.reason, "A cabin, nothing outside to be seen")
    QTest.keyClick(asked.form.reason, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: session.index.items[item_id].unlocatable, timeout=10_000)
    qtbot.waitUntil(lambda: workspace.desk.item_id != item_id, timeout=10_000)
    assert len(queue_of(session.visible).waiting) == waiting - 1

    show_item(qtbot, workspace, "M-002")
    assert hint.again.isVisible() and not hint.place.isVisible()
    QTest.mouseClick(hint.again, LEFT)
    qtbot.waitUntil(lambda: not session.index.items[item_id].unlocatable, timeout=10_000)


def test_a_region_is_not_within_a_hundred_metres(qtbot, workspace):
    near = workspace.panel.position.near

    def choose(word):
        near.setCurrentIndex(near.findData(word))
        near.activated.emit(near.currentIndex())
        settled(qtbot, workspace)
        return camera(workspace).precision, camera(workspace).radius_m

    assert choose("settlement") == ("settlement", 5_000.0)
    assert choose("region") == ("region", None)
    type_into(workspace.panel.position.within, "12 km")
    settled(qtbot, workspace)
    assert choose("region") == ("region", 12_000.0)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Matched point 4 of M-014", "Matched point 4 of M-014"),
        ("Moved M-014 233 m southeast", "Moved 233 m southeast"),
        ("Said why M-014 is placed there", "Said why M-014 is placed there"),
        ("Placed M-014", "Placed"),
    ],
)
def test_last_changes_leave_out_the_ref_only_where_the_words_stand_without_it(monkeypatch, words, shown):
    monkeypatch.setattr(placement_words, "entry_words", lambda entry: entry)
    assert placement_words.change_words(words, ref="M-014") == shown
