"""Drawing on the map with mouse and keys: what is made, chosen, reshaped, named, hidden, deleted, undone."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from tests.factories.cases import practice_case
from tests.ui.conftest import services
from tests.ui.map.conftest import look_at

from evidence_board import selection
from evidence_board.geo.geodesy import distance_m
from evidence_board.geo.mercator import to_world
from evidence_board.operations.drawings import add_drawing
from evidence_board.session import open_session
from evidence_board.ui.map_tools.drawing_popover import DrawingPopover
from evidence_board.ui.map_tools.drawings_list import DrawingsList
from evidence_board.ui.map_tools.tools_menu import fill_tools_menu

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
#: No pins there at the view of the fixture.
A, B, C = QPoint(330, 260), QPoint(480, 260), QPoint(480, 330)


def drawings(pane):
    return list(pane.context.session.index.drawings.values())


def settle(pane):
    pane.flush()
    return drawings(pane)


def draw(qtbot, pane, kind, *places, ended=True):
    pane.tools.take(kind)
    for at in places:
        qtbot.mouseMove(pane.canvas, at)
        qtbot.mouseClick(pane.canvas, LEFT, pos=at)
    if ended:
        qtbot.keyClick(pane.canvas, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(pane.tools.drawn.chosen), timeout=10_000)
    return settle(pane)[-1]


def drag(qtbot, canvas, start, end, modifiers=NONE):
    qtbot.mousePress(canvas, LEFT, modifiers, pos=start)
    qtbot.mouseMove(canvas, (start + end) / 2)
    QTest.mouseMove(canvas, end)
    qtbot.mouseRelease(canvas, LEFT, modifiers, pos=end)


def degrees(pane, at):
    return pane.verbs.degrees_at(QPointF(at))


@pytest.mark.parametrize(
    ("kind", "places", "shape"),
    [
        ("point", [A], "Point"),
        ("line", [A, B], "LineString"),
        ("area", [A, B, C], "Polygon"),
        ("sector", [A, B, C], "Sector"),
    ],
)
def test_every_kind_is_drawn_with_the_mouse_and_undone_in_one_step(qtbot, pane, kind, places, shape):
    row = draw(qtbot, pane, kind, *places, ended=kind in ("line", "area"))
    assert (row.kind, row.geometry["type"]) == (kind, shape)
    assert pane.tools.trace is None and pane.tools.drawn.chosen == row.id
    latitude, longitude = pane.tools.drawn.get(row.id).corners[0]
    assert (latitude, longitude) == pytest.approx(degrees(pane, A), abs=1e-6)
    before = pane.canvas.grab().toImage()
    pane.context.session.undo()
    qtbot.waitUntil(lambda: not pane.tools.drawn.shown, timeout=10_000)
    assert not drawings(pane) and pane.tools.drawn.chosen == ""
    assert pane.canvas.grab().toImage() != before


def test_a_circle_is_a_sector_ended_after_its_radius(qtbot, pane):
    row = draw(qtbot, pane, "sector", A, B)
    assert row.geometry["width_deg"] == 360
    assert row.geometry["radius_m"] == pytest.approx(distance_m(*degrees(pane, A), *degrees(pane, B)), rel=1e-6)


def test_words_are_asked_for_before_they_stand_on_the_map(qtbot, pane):
    pane.tools.take("text")
    qtbot.mouseClick(pane.canvas, LEFT, pos=A)
    popover = pane.tools.drawings.popover
    assert isinstance(popover, DrawingPopover) and not popover.save.isEnabled() and not drawings(pane)
    qtbot.keyClicks(popover.name, "north mole")
    popover.name.setText("الرصيف الشمالي")
    qtbot.keyClick(popover.name, Qt.Key.Key_Return)
    row = settle(pane)[0]
    assert (row.kind, row.name) == ("text", "الرصيف الشمالي")


def test_a_drawing_is_made_with_keys_alone(qtbot, pane):
    pane.tools.take("line")
    for key in (Qt.Key.Key_Space, *[Qt.Key.Key_Right] * 4, Qt.Key.Key_Space, Qt.Key.Key_Return):
        qtbot.keyClick(pane.canvas, key)
    qtbot.waitUntil(lambda: bool(pane.tools.drawn.chosen), timeout=10_000)
    row = settle(pane)[0]
    assert row.kind == "line" and len(row.geometry["coordinates"]) == 2
    qtbot.keyClick(pane.canvas, Qt.Key.Key_Tab)
    assert pane.tools.drawn.corner == 0
    before = pane.tools.drawn.get(row.id).corners
    qtbot.keyClick(pane.canvas, Qt.Key.Key_Right, CONTROL)
    after = settle(pane)[0].geometry["coordinates"]
    assert after[0][0] > before[0][1] and after[1][0] == pytest.approx(before[1][1], abs=1e-6)
    qtbot.keyClick(pane.canvas, Qt.Key.Key_Insert)
    assert len(settle(pane)[0].geometry["coordinates"]) == 3 and pane.tools.drawn.corner == 1
    qtbot.keyClick(pane.canvas, Qt.Key.Key_Backspace)
    assert len(settle(pane)[0].geometry["coordinates"]) == 2
    qtbot.keyClick(pane.canvas, Qt.Key.Key_Delete)
    assert not settle(pane)


def test_a_corner_is_dragged_and_alt_moves_the_whole(qtbot, pane):
    row = draw(qtbot, pane, "area", A, B, C)
    drag(qtbot, pane.canvas, B, B + QPoint(40, -30))
    assert pane.tools.drawn.get(row.id).corners[1] == pytest.approx(degrees(pane, B + QPoint(40, -30)), abs=1e-6)
    assert settle(pane)[0].geometry["coordinates"][0][1] == pytest.approx(
        degrees(pane, B + QPoint(40, -30))[::-1], abs=1e-6
    )
    before = pane.canvas.camera.state
    middle = QPoint((A.x() + C.x()) // 2, (A.y() + C.y()) // 2)
    drag(qtbot, pane.canvas, middle, middle + QPoint(-30, 10), ALT)
    settle(pane)
    assert pane.canvas.camera.state == before
    assert pane.tools.drawn.get(row.id).corners[0] == pytest.approx(degrees(pane, A + QPoint(-30, 10)), abs=1e-3)


def test_a_sector_keeps_its_other_edge_when_one_is_dragged(qtbot, pane):
    row = draw(qtbot, pane, "sector", A, B, C, ended=False)
    drag(qtbot, pane.canvas, B, B + QPoint(0, -60))
    settle(pane)
    shape = pane.tools.drawn.get(row.id)
    assert shape.row.geometry["width_deg"] > row.geometry["width_deg"]
    edges = [(one.geometry["bearing_deg"] + one.geometry["width_deg"] / 2) % 360 for one in (row, shape.row)]
    assert edges[0] == pytest.approx(edges[1], abs=1e-3)


def test_a_click_on_a_line_selects_it_and_a_double_click_edits_it(qtbot, pane):
    row = draw(qtbot, pane, "line", A, B)
    qtbot.mouseClick(pane.canvas, LEFT, pos=QPoint(200, 340))
    assert pane.tools.drawn.chosen == ""
    on_it = QPoint((A.x() + B.x()) // 2, A.y())
    qtbot.mouseClick(pane.canvas, LEFT, pos=on_it)
    assert pane.tools.drawn.chosen == row.id
    qtbot.mouseDClick(pane.canvas, LEFT, pos=on_it)
    popover = pane.tools.drawings.popover
    popover.name.setText("Way to the pier")
    popover.colour.setCurrentIndex(popover.colour.findData("red"))
    popover.note.setPlainText("from the post of 12 September")
    qtbot.mouseClick(popover.save, LEFT)
    row = settle(pane)[0]
    assert (row.name, row.colour, row.note) == ("Way to the pier", "red", "from the post of 12 September")
    pane.context.session.undo()
    row = settle(pane)[0]
    assert (row.name, row.colour, row.note) == ("", "accent", ""), "one step"


def test_drawings_are_listed_hidden_found_and_deleted(qtbot, pane):
    first = draw(qtbot, pane, "line", A, B)
    draw(qtbot, pane, "point", C, ended=False)
    pane.tools.drawings.open_list()
    listed = pane.tools.drawings.popover
    assert isinstance(listed, DrawingsList) and listed.list.count() == 2
    listed.list.setCurrentRow(1)
    qtbot.keyClick(listed.list, Qt.Key.Key_Space)
    assert [row.visible for row in settle(pane)] == [False, True]
    qtbot.waitUntil(lambda: len(pane.tools.drawn.shown) == 1, timeout=10_000)
    assert pane.tools.drawn.at(QPointF((A + B) / 2), pane.canvas) == ""
    pane.canvas.camera.pan(3000, 0)
    listed.list.setCurrentRow(1)
    qtbot.keyClick(listed.list, Qt.Key.Key_Return)
    assert pane.tools.drawn.chosen == first.id
    assert pane.canvas.rect().contains(
        pane.tools.drawn.handles(pane.tools.drawn.get(first.id), pane.canvas)[0].toPoint()
    )
    qtbot.keyClick(listed.list, Qt.Key.Key_Delete)
    assert [row.kind for row in settle(pane)] == ["point"]


def test_a_menu_colours_and_removes_a_drawing(qtbot, pane):
    draw(qtbot, pane, "line", A, B)
    menu = pane.verbs.menu(QPointF((A + B) / 2))
    part = menu.actions()[0].menu()
    assert menu.actions()[0].objectName() == "drawing"
    colours = next(one.menu() for one in part.actions() if one.menu())
    next(one for one in colours.actions() if one.objectName() == "colour:green").trigger()
    assert settle(pane)[0].colour == "green"
    next(one for one in part.actions() if one.objectName() == "drawing:delete").trigger()
    assert not settle(pane)
    menu.deleteLater()


def test_selecting_a_photo_lets_the_drawing_go(qtbot, pane):
    draw(qtbot, pane, "line", A, B)
    session = pane.context.session
    pane.choosing.select_ids([next(iter(session.index.items))], add=False)
    pane.flush()
    assert pane.tools.drawn.chosen == ""


def test_a_case_that_can_only_be_read_is_measured_but_not_drawn_on(qtbot, tmp_path, theme, make_pane):
    session = open_session(practice_case(tmp_path), actor="tester", read_only=True)
    try:
        with services(session, theme) as context:
            pane = make_pane(context)
            heard = []
            context.events.notice.connect(heard.append)
            pane.tools.take("line")
            assert pane.tools.trace is None and "only be read" in heard[-1].text
            pane.tools.take("distance")
            assert pane.tools.trace is not None
            menu = QMenu(pane)
            fill_tools_menu(menu, pane.tools, theme=theme, parent=menu)
            names = {action.objectName() for action in menu.actions()}
            assert "measure:distance" in names and not any(name.startswith("draw:") for name in names)
            pane.shut_down()
    finally:
        session.close()


def test_a_drawing_is_about_what_was_selected_before_it(qtbot, pane):
    row = draw(qtbot, pane, "line", A, B)
    session = pane.context.session
    item = session.index.items[session.index.by_ref["M-014"]]
    session.select(selection.replace([item.id]), origin="test")
    pane.flush()
    on_it = QPoint((A.x() + B.x()) // 2, A.y())
    qtbot.mouseClick(pane.canvas, LEFT, pos=on_it)
    qtbot.mouseDClick(pane.canvas, LEFT, pos=on_it)
    popover = pane.tools.drawings.popover
    words = [popover.about.itemText(at) for at in range(popover.about.count())]
    assert "nothing" in words[0] and "M-014" in words[1] and any("L-" in one for one in words[2:])
    popover.about.setCurrentIndex(1)
    qtbot.mouseClick(popover.save, LEFT)
    assert (settle(pane)[0].target_kind, settle(pane)[0].target_id) == ("item", item.id)
    pane.tools.drawings.open_list()
    assert "M-014" in pane.tools.drawings.popover.list.item(0).text()
    opened = []
    pane.context.requests.open_thing.connect(opened.append)
    menu = pane.verbs.menu(QPointF(on_it))
    part = menu.actions()[0].menu()
    next(one for one in part.actions() if one.objectName() == "drawing:target").trigger()
    menu.deleteLater()
    assert opened == [("item", item.id)]
    pane.tools.drawings.edit(row.id)
    popover = pane.tools.drawings.popover
    assert popover.about.currentIndex() == 1
    popover.about.setCurrentIndex(0)
    qtbot.mouseClick(popover.save, LEFT)
    assert settle(pane)[0].target_id is None
    session.undo()
    assert settle(pane)[0].target_id == item.id


def test_drawings_of_a_case_that_can_only_be_read_are_seen_and_stay_as_they_are(qtbot, tmp_path, theme, make_pane):
    path = practice_case(tmp_path)
    session = open_session(path, actor="tester")
    line = {"type": "LineString", "coordinates": [[36.2, 35.0], [36.6, 35.0]]}
    session.run(add_drawing, kind="line", geometry=line, name="Way", note="as told").result()
    session.close()
    session = open_session(path, actor="tester", read_only=True)
    try:
        with services(session, theme) as context:
            pane = make_pane(context)
            look_at(pane, 35.0, 36.4, 9)
            (row,) = settle(pane)[-1:]
            drawn = pane.tools.drawn.get(row.id)
            ends = [pane.hits.to_view(*to_world(*corner)).toPoint() for corner in drawn.corners]
            qtbot.mouseClick(pane.canvas, LEFT, pos=(ends[0] + ends[1]) / 2)
            assert pane.tools.drawn.chosen == row.id
            drag(qtbot, pane.canvas, ends[1], ends[1] + QPoint(0, 60))
            qtbot.keyClick(pane.canvas, Qt.Key.Key_Delete)
            assert settle(pane)[-1].geometry == row.geometry
            menu = pane.verbs.menu(QPointF((ends[0] + ends[1]) / 2))
            part = menu.actions()[0].menu()
            assert part is None or [one.objectName() for one in part.actions()] == ["drawing:edit"]
            menu.deleteLater()
            pane.tools.drawings.edit(row.id)
            popover = pane.tools.drawings.popover
            assert popover.name.isReadOnly() and popover.note.toPlainText() == "as told"
            assert not popover.save.isVisible() and not popover.about.isEnabled()
            pane.shut_down()
    finally:
        session.close()
