"""Regions in the viewer: drawn, chosen, moved, shaped, named, linked, cited, hidden, undone; with mouse and keys."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLabel

from evidence_board.operations.regions import add_region, mark_moment
from evidence_board.selection import replace
from evidence_board.ui.viewer.entity_popover import EntityPopover
from evidence_board.ui.viewer.region_geometry import handles_of

REF = "M-020"
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def at_work(window):
    window.open(ref=REF)
    window.wait_pixels()
    window.settle()
    assert window.rows() == ()
    return window


def drawn(window, key, start=(0.3, 0.3), end=(0.5, 0.6)):
    """Draw a region and leave its label empty."""
    window.key(key)
    window.drag(start, end)
    window.qtbot.waitUntil(lambda: window.viewer.still.tools.field.isVisible())
    window.qtbot.keyClick(window.viewer.still.tools.field, Qt.Key.Key_Escape)
    window.settle()
    return window.rows()[-1]


def near(points, wanted):
    return [pytest.approx(one, abs=0.004) for one in wanted] == list(points)


def test_a_box_is_drawn_named_and_undone(at_work):
    window = at_work
    window.key(Qt.Key.Key_R)
    assert window.viewer.still.tools.dock.tools["rectangle"].isChecked()
    window.drag((0.5, 0.6), (0.3, 0.3))
    window.qtbot.waitUntil(lambda: window.viewer.still.tools.field.isVisible())
    event = QInputMethodEvent()
    event.setCommitString("Дмитрий Л.")
    QApplication.sendEvent(window.viewer.still.tools.field, event)
    window.qtbot.keyClick(window.viewer.still.tools.field, Qt.Key.Key_Return)
    window.qtbot.waitUntil(lambda: [row.label for row in window.rows()] == ["Дмитрий Л."])
    window.settle()
    row = window.rows()[0]
    assert (row.shape, row.kind) == ("rectangle", "person") and near(row.points, ((0.3, 0.3), (0.5, 0.6)))
    assert window.desk.chosen == row.id and window.viewer.still.bar.isVisible() and window.viewer.hasFocus()
    assert window.canvas.hand.tool == "select"
    window.session.undo().result()
    window.session.undo().result()
    window.settle()
    assert window.rows() == () and window.viewer.still.bar.isHidden()


@pytest.mark.parametrize(
    ("key", "shape"),
    [(Qt.Key.Key_E, "ellipse"), (Qt.Key.Key_A, "arrow"), (Qt.Key.Key_S, "line")],
)
def test_ellipse_arrow_and_line(at_work, key, shape):
    row = drawn(at_work, key)
    assert row.shape == shape and near(row.points, ((0.3, 0.3), (0.5, 0.6)))


def test_a_point_and_an_outline(at_work):
    window = at_work
    window.key(Qt.Key.Key_D)
    window.qtbot.mouseClick(window.canvas, Qt.MouseButton.LeftButton, pos=window.at(0.4, 0.4))
    window.qtbot.waitUntil(lambda: len(window.rows()) == 1)
    window.qtbot.waitUntil(lambda: window.viewer.still.tools.field.isVisible())
    window.qtbot.keyClick(window.viewer.still.tools.field, Qt.Key.Key_Escape)
    window.key(Qt.Key.Key_O)
    for x, y in ((0.2, 0.2), (0.6, 0.2), (0.9, 0.9), (0.6, 0.7)):
        window.qtbot.mouseClick(window.canvas, Qt.MouseButton.LeftButton, pos=window.at(x, y))
    window.key(Qt.Key.Key_Backspace)
    window.key(Qt.Key.Key_Return)
    window.qtbot.waitUntil(lambda: len(window.rows()) == 2)
    assert [row.shape for row in window.rows()] == ["point", "polygon"]
    assert near(window.rows()[1].points, ((0.2, 0.2), (0.6, 0.2), (0.9, 0.9)))


def test_with_keys_alone_a_region_is_made_moved_and_grown_in_one_step_each(at_work):
    window = at_work
    window.key(Qt.Key.Key_I)
    window.key(Qt.Key.Key_Return)
    window.qtbot.waitUntil(lambda: window.viewer.still.tools.field.isVisible())
    window.qtbot.keyClick(window.viewer.still.tools.field, Qt.Key.Key_Escape)
    window.settle()
    row = window.rows()[0]
    assert (row.kind, row.shape) == ("insignia", "rectangle")
    step = window.session.undo_step().id
    for _ in range(6):
        window.key(Qt.Key.Key_Right)
    window.key(Qt.Key.Key_Down, SHIFT)
    window.qtbot.waitUntil(lambda: window.rows()[0].points != row.points)
    moved = window.rows()[0]
    assert window.session.undo_step().id == step + 1
    assert moved.points[0][0] > row.points[0][0] and moved.points[0][1] > row.points[0][1]
    window.settle()
    window.key(Qt.Key.Key_Right, CTRL | SHIFT)
    window.qtbot.waitUntil(lambda: window.rows()[0].points[1][0] > moved.points[1][0])
    assert window.rows()[0].points[0] == moved.points[0]


def test_dragging_moves_and_handles_shape(at_work):
    window = at_work
    row = drawn(window, Qt.Key.Key_R)
    window.drag((0.4, 0.45), (0.5, 0.55))
    window.qtbot.waitUntil(lambda: near(window.rows()[0].points, ((0.4, 0.4), (0.6, 0.7))))
    window.settle()
    corner = handles_of("rectangle", window.rows()[0].points)[4]
    window.drag(corner, (0.8, 0.9))
    window.qtbot.waitUntil(lambda: near(window.rows()[0].points, ((0.4, 0.4), (0.8, 0.9))))
    assert window.desk.chosen == row.id
    window.session.undo().result()
    window.settle()
    assert near(window.canvas.layer.row(row.id).points, ((0.4, 0.4), (0.6, 0.7)))


def test_regions_lie_where_they_were_drawn_when_the_view_is_turned_and_mirrored(at_work):
    window = at_work
    window.key(Qt.Key.Key_R, SHIFT)
    window.key(Qt.Key.Key_M, SHIFT)
    row = drawn(window, Qt.Key.Key_R)
    assert near(row.points, ((0.3, 0.3), (0.5, 0.6)))
    window.key(Qt.Key.Key_Escape)
    window.qtbot.mouseClick(window.canvas, Qt.MouseButton.LeftButton, pos=window.at(0.4, 0.45))
    assert window.desk.chosen == row.id


def test_what_a_region_shows_is_found_in_another_script_and_its_level_set_with_a_digit(at_work):
    window = at_work
    row = drawn(window, Qt.Key.Key_R)
    person = next(one for one in window.session.index.entities.values() if one.label == "Дмитрий Л.")
    before = len(window.session.index.links)
    window.key(Qt.Key.Key_L)
    popover = next(one for one in window.viewer.findChildren(EntityPopover) if one.isVisible())
    window.qtbot.keyClicks(popover.field, "dmitri")
    assert popover.choices.rows[0].text == "Дмитрий Л."
    window.qtbot.keyClick(popover.field, Qt.Key.Key_Return)
    window.qtbot.waitUntil(lambda: window.rows()[0].entity_id == person.id)
    window.settle()
    linked = window.rows()[0]
    assert linked.link_id is not None and linked.cited and linked.id == row.id
    assert len(window.session.index.links) == before + 1
    window.key(Qt.Key.Key_3)
    window.qtbot.waitUntil(lambda: window.rows()[0].level == "possible")
    assert window.viewer.still.bar.name.text().strip("\u2068\u2069") == "Дмитрий Л."


def test_a_new_unit_is_made_from_an_insignia(at_work):
    window = at_work
    window.key(Qt.Key.Key_I)
    drawn(window, Qt.Key.Key_E)
    window.qtbot.mouseClick(window.viewer.still.bar.buttons["link"], Qt.MouseButton.LeftButton)
    popover = next(one for one in window.viewer.findChildren(EntityPopover) if one.isVisible())
    window.qtbot.keyClicks(popover.field, "Unit 55599")
    window.qtbot.keyClick(popover.field, Qt.Key.Key_Up)
    window.qtbot.keyClick(popover.field, Qt.Key.Key_Return)
    window.qtbot.waitUntil(lambda: window.rows()[0].entity == "Unit 55599")
    window.settle()
    link = window.session.index.links[window.rows()[0].link_id]
    assert (link.relation, link.dst_kind, link.citations) == ("shows patch of", "unit", 1)


def test_citing_asks_for_the_fact(at_work):
    window = at_work
    row = drawn(window, Qt.Key.Key_R)
    asked = []
    window.context.requests.cite.connect(asked.append)
    window.key(Qt.Key.Key_Q)
    window.qtbot.mouseClick(window.viewer.still.bar.buttons["cite"], Qt.MouseButton.LeftButton)
    assert asked == [[("region", row.id)], [("region", row.id)]]


def test_what_is_hidden_in_exports_is_covered_until_h_is_held(at_work):
    window = at_work
    window.key(Qt.Key.Key_H)
    assert window.canvas.hand.kind == "redaction" and window.canvas.hand.tool == "rectangle"
    window.drag((0.3, 0.3), (0.5, 0.6))
    window.qtbot.waitUntil(lambda: window.viewer.still.tools.field.isVisible())
    window.qtbot.keyClick(window.viewer.still.tools.field, Qt.Key.Key_Escape)
    window.settle()
    window.key(Qt.Key.Key_Escape)
    spot = window.at(0.4, 0.5)
    covered = window.canvas.grab().toImage().pixelColor(spot)
    window.qtbot.keyPress(window.viewer, Qt.Key.Key_H)
    below = window.canvas.grab().toImage().pixelColor(spot)
    window.qtbot.keyRelease(window.viewer, Qt.Key.Key_H)
    assert covered != below
    assert window.canvas.grab().toImage().pixelColor(spot) == covered


def test_delete_moves_to_the_bin_and_kinds_change_with_a_letter(at_work):
    window = at_work
    drawn(window, Qt.Key.Key_R)
    window.key(Qt.Key.Key_T)
    window.qtbot.waitUntil(lambda: window.rows()[0].kind == "text")
    window.settle()
    window.key(Qt.Key.Key_Delete)
    window.qtbot.waitUntil(lambda: window.rows() == ())
    window.settle()
    assert window.desk.chosen == "" and window.viewer.is_open


def test_esc_steps_back_from_drawing_to_closing(at_work):
    window = at_work
    window.key(Qt.Key.Key_O)
    window.qtbot.mouseClick(window.canvas, Qt.MouseButton.LeftButton, pos=window.at(0.2, 0.2))
    window.key(Qt.Key.Key_Escape)
    assert window.canvas.layer.draft is None and window.canvas.hand.tool == "polygon"
    window.key(Qt.Key.Key_Escape)
    assert window.canvas.hand.tool == "select" and window.viewer.is_open
    window.key(Qt.Key.Key_Escape)
    assert not window.viewer.is_open


def test_letters_work_by_their_place_on_another_keyboard(at_work):
    window = at_work
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent

    none = Qt.KeyboardModifier.NoModifier
    # The key of R on a Cyrillic layout, as X11 reports it.
    press = QKeyEvent(QEvent.Type.KeyPress, 0x041A, none, 27, 0, 0, "к")
    QApplication.sendEvent(window.viewer, press)
    assert window.canvas.hand.tool == "rectangle"


def test_a_region_is_opened_from_elsewhere(window):
    window.open(0)
    made = window.session.run(
        add_region,
        item_id=window.session.index.by_ref[REF],
        shape="rectangle",
        points=((0.1, 0.1), (0.3, 0.3)),
        kind="face",
    ).result()
    region_id = made.result["id"]
    window.context.requests.open_thing.emit(("region", region_id))
    window.qtbot.waitUntil(lambda: window.desk.chosen == region_id)
    assert window.viewer.item_id == window.session.index.by_ref[REF] == window.session.selection.current
    assert window.canvas.layer.chosen == region_id


def test_a_case_open_to_read_shows_regions_and_no_tools(read_only_window):
    window = read_only_window
    window.open(ref="M-019")
    window.wait_pixels()
    still = window.viewer.still
    assert still.tools.dock.isHidden() and still.note.isVisible() and "open to read" in still.note.words.text()
    window.key(Qt.Key.Key_R)
    window.drag((0.1, 0.1), (0.2, 0.2))
    assert window.canvas.hand.tool == "select" and window.canvas.layer.draft is None
    window.qtbot.mouseMove(window.canvas, QPoint(10, 10))


def test_the_inspector_lists_the_regions_and_leads_to_each(window, qtbot):
    from evidence_board.ui.inspector.inspector_pane import InspectorPane

    pane = InspectorPane(window.context)
    qtbot.addWidget(pane)
    pane.resize(312, 800)
    pane.show()
    item_id = window.open(ref=REF)
    pane.flush()
    section = pane.item_page.regions
    made = window.session.run(
        add_region, item_id=item_id, shape="ellipse", points=((0.1, 0.1), (0.3, 0.3)), kind="weapon", label="РПГ-7"
    ).result()
    qtbot.waitUntil(lambda: [line.region.id for line in section.lines] == [made.result["id"]])
    assert section.isVisible() and "РПГ-7" in section.lines[0].accessibleName()
    qtbot.mouseClick(section.lines[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.desk.chosen == made.result["id"])
    assert window.viewer.item_id == item_id
    assert section.lines[0].is_chosen and "chosen" in section.lines[0].accessibleName()
    window.settle()
    window.key(Qt.Key.Key_Escape)
    assert not section.lines[0].is_chosen
    window.key(Qt.Key.Key_N)
    assert section.lines[0].is_chosen
    window.session.undo().result()
    qtbot.waitUntil(lambda: section.lines == [] and section.isHidden())


def test_the_inspector_says_what_of_a_video_is_marked(window, qtbot):
    from evidence_board.ui.inspector.inspector_pane import InspectorPane

    pane = InspectorPane(window.context)
    qtbot.addWidget(pane)
    pane.resize(312, 800)
    pane.show()
    item_id = window.session.index.by_ref["V-004"]
    pane.flush()
    section = pane.item_page.regions
    window.session.select(replace([item_id]))
    pane.flush()
    window.session.run(mark_moment, item_id=item_id, start_s=0.5).result()
    qtbot.waitUntil(lambda: section.isVisible() and section.accessibleName() == "Moments")
    box = ((0.1, 0.1), (0.4, 0.5))
    window.session.run(add_region, item_id=item_id, shape="rectangle", points=box, start_s=0.5).result()
    qtbot.waitUntil(lambda: section.accessibleName() == "Moments and regions")


def test_every_key_of_the_viewer_is_listed_and_nothing_else_happens_meanwhile(at_work):
    window = at_work
    row = drawn(window, Qt.Key.Key_R)
    window.key(Qt.Key.Key_Question, SHIFT)
    sheet = window.viewer.keys_sheet
    assert sheet is not None and sheet.is_open and window.viewer.is_open
    words = {label.text() for label in sheet.findChildren(QLabel)}
    assert {"Looking", "Draw", "Loupe", "Hidden in exports", "Outline"} <= words
    window.key(Qt.Key.Key_Delete)
    window.settle()
    assert [one.id for one in window.rows()] == [row.id]
    window.key(Qt.Key.Key_Question, SHIFT)
    assert not sheet.is_open and window.viewer.is_open
