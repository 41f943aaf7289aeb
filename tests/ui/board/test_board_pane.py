"""What the board shows, and how it is moved about, with real events."""

import json

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from tests.factories.cases import practice_case
from tests.ui.conftest import services

from evidence_board.events import HoverChanged
from evidence_board.filters import Filter, Words
from evidence_board.operations.board import move_nodes
from evidence_board.operations.entities import create_entity
from evidence_board.operations.links import create_link
from evidence_board.selection import Selection, replace
from evidence_board.session import open_session
from evidence_board.ui.theme.tokens import tokens

from .conftest import blank, click, drag, hover, row_id, selected, settle, shown, spot


def places(pane):
    """Pixels of everything on the canvas by id."""
    nodes = pane.canvas.content.nodes
    return {node.id: pane.canvas.spot(row).toTuple() for row, node in enumerate(nodes)}


# -- what is shown -------------------------------------------------------------------------------------


def test_the_neighbourhood_of_the_selection_is_shown_and_counted(pane):
    assert {"M-014", "A-01", "L-01", "M-015"} <= shown(pane)
    assert len(shown(pane)) == 12
    assert pane.header.note == "12 of 66 · linked to selection"


def test_what_is_linked_to_nothing_says_so(make_pane, context):
    pane = make_pane(context, select=["M-001"])
    assert shown(pane) == {"M-001"}
    assert pane.header.note.endswith(" · nothing linked yet")


def test_everything_is_shown_when_nothing_is_selected(make_pane, context):
    pane = make_pane(context)
    assert len(shown(pane)) == 66
    assert pane.header.note == "66"
    assert not {"M-001", "M-002"} & shown(pane)


def test_nothing_lies_over_anything_and_all_is_in_view(pane):
    drawing = pane.canvas.drawing
    low, high = drawing.points + drawing.extents.boxes[:, :2], drawing.points + drawing.extents.boxes[:, 2:]
    deep = np.minimum(high[:, None], high) - np.maximum(low[:, None], low)
    assert (deep > 0.5).all(axis=2).sum() == len(drawing.points)
    assert pane.canvas.camera.state.scale == 1.0
    corners = [pane.canvas.to_view(*one) for one in (low.min(axis=0), high.max(axis=0))]
    assert all(pane.canvas.rect().adjusted(-1, -1, 1, 1).contains(corner.toPoint()) for corner in corners)


def test_a_selection_elsewhere_brings_its_neighbourhood_and_one_here_does_not(qtbot, pane):
    before = shown(pane)
    click(qtbot, pane, "A-01")
    assert selected(pane) == ["A-01"]
    settle(qtbot, pane)
    assert shown(pane) == before
    assert pane.header.note == "12 of 66 · around \u2068M-014\u2069"
    pane.context.session.select(replace([row_id(pane, "U-01")]), origin="gallery")
    settle(qtbot, pane)
    assert len(shown(pane)) == 14
    assert {"U-01", "U-02", "N-03"} <= shown(pane)
    pane.context.session.select(Selection(), origin="keys")
    settle(qtbot, pane)
    assert len(shown(pane)) == 66


def test_a_double_click_or_enter_goes_on_to_the_neighbourhood_of_a_node(qtbot, pane):
    qtbot.mouseDClick(pane.canvas, Qt.MouseButton.LeftButton, pos=spot(pane, "U-01"))
    settle(qtbot, pane)
    assert "U-02" in shown(pane)
    click(qtbot, pane, "U-02")
    qtbot.keyClick(pane.canvas, Qt.Key.Key_Return)
    settle(qtbot, pane)
    assert pane.view.focus == (row_id(pane, "U-02"),)


def test_enter_on_the_file_in_the_middle_shows_it_large(qtbot, pane):
    click(qtbot, pane, "M-014")
    with qtbot.waitSignal(pane.context.requests.preview) as asked:
        qtbot.keyClick(pane.canvas, Qt.Key.Key_Return)
    assert asked.args == [row_id(pane, "M-014")]


def test_the_filter_hides_media_but_never_what_is_selected(qtbot, make_pane, context):
    pane = make_pane(context)
    context.session.set_filter(Filter((Words("M-021"),)))
    settle(qtbot, pane)
    assert {ref for ref in shown(pane) if ref[0] in "MV"} == {"M-021"}
    assert pane.header.note == "39 of 66"
    context.session.select(replace([row_id(pane, "M-014")]), origin="gallery")
    settle(qtbot, pane)
    assert {ref for ref in shown(pane) if ref[0] in "MV"} == {"M-014", "M-021"}


def test_the_menu_shows_everything_and_hides_photos(qtbot, pane):
    menu = pane.more
    menu.click()
    actions = {action.objectName(): action for action in pane.menu.actions() if action.objectName()}
    assert list(actions) == ["all", "photos", "again", "keep", "fit", "legend"]
    assert actions["photos"].isChecked()
    assert not actions["all"].isChecked()
    actions["all"].trigger()
    settle(qtbot, pane)
    assert len(shown(pane)) == 66
    pane.menu.close()
    menu.click()
    {action.objectName(): action for action in pane.menu.actions()}["photos"].trigger()
    settle(qtbot, pane)
    assert len(shown(pane)) == 39  # all entities, and M-014, which is selected
    pane.menu.close()


def test_a_file_that_is_not_linked_stands_alone(make_pane, context):
    pane = make_pane(context, select=["M-001"])
    assert shown(pane) == {"M-001"}


def test_an_empty_case_says_how_to_begin(qtbot, make_pane, empty_context):
    pane = make_pane(empty_context)
    empty = pane.empty
    assert empty.isVisible()
    assert empty.accessibleName().startswith("Nothing is linked yet")
    assert pane.header.note == ""
    assert not pane.more.isVisible()
    with qtbot.waitSignal(empty_context.requests.create_entity) as asked:
        qtbot.mouseClick(empty.button, Qt.MouseButton.LeftButton)
    assert asked.args == ["account"]
    empty_context.session.run(create_entity, kind="account", name="a_severny").result()
    settle(qtbot, pane)
    assert not empty.isVisible()
    assert pane.header.note == "1"


def test_new_links_and_things_join_the_picture_without_moving_it(qtbot, pane):
    session = pane.context.session
    before = places(pane)
    made = session.run(create_entity, kind="person", name="Петя").result().result["id"]
    session.run(
        create_link, sources=[("person", made)], target=("item", row_id(pane, "M-014")), relation="appears in"
    ).result()
    settle(qtbot, pane)
    after = places(pane)
    assert made in after
    assert {one: after[one] for one in before} == before
    session.undo().result()
    session.undo().result()
    settle(qtbot, pane)
    assert places(pane) == before


# -- moving --------------------------------------------------------------------------------------------


def test_a_drag_moves_a_node_in_one_step_that_can_be_undone(qtbot, pane):
    before = places(pane)
    target = spot(pane, "U-01") + QPoint(-30, -45)
    drag(qtbot, pane, "U-01", target)
    settle(qtbot, pane)
    index = pane.context.session.index
    assert index.board[row_id(pane, "U-01")][2] == "person"
    assert (spot(pane, "U-01") - target).manhattanLength() <= 2
    assert {one: at for one, at in places(pane).items() if one != row_id(pane, "U-01")} == {
        one: at for one, at in before.items() if one != row_id(pane, "U-01")
    }
    assert pane.context.session.undo_step().label == "Move Unit 00917 on the board"
    pane.context.session.undo().result()
    settle(qtbot, pane)
    assert places(pane) == before
    assert pane.context.session.index.board == {}
    pane.context.session.redo().result()
    settle(qtbot, pane)
    assert (spot(pane, "U-01") - target).manhattanLength() <= 2


def test_while_dragging_the_node_is_under_the_pointer_and_esc_puts_it_back(qtbot, pane):
    before = places(pane)
    here = spot(pane, "U-01")
    drag(qtbot, pane, "U-01", here + QPoint(-60, -60), release=False)
    assert (spot(pane, "U-01") - here - QPoint(-60, -60)).manhattanLength() <= 2
    qtbot.keyClick(pane.canvas, Qt.Key.Key_Escape)
    qtbot.mouseRelease(pane.canvas, Qt.MouseButton.LeftButton, pos=here + QPoint(-60, -60))
    assert places(pane) == before
    assert pane.context.session.undo_step() is None or "board" not in pane.context.session.undo_step().label


def test_what_is_selected_moves_together(qtbot, pane):
    click(qtbot, pane, "M-003")
    click(qtbot, pane, "U-01", modifiers=Qt.KeyboardModifier.ControlModifier)
    before = places(pane)
    drag(qtbot, pane, "U-01", spot(pane, "U-01") + QPoint(-25, -20))
    settle(qtbot, pane)
    after = places(pane)
    moved = {one for one in after if np.hypot(*np.subtract(after[one], before[one])) > 3}
    assert moved == {row_id(pane, "M-003"), row_id(pane, "U-01")}
    assert pane.context.session.undo_step().label == "Move 2 on the board"


def test_positions_are_there_when_the_case_is_opened_again(qtbot, make_pane, tmp_path, theme):
    path = practice_case(tmp_path)
    seen = []
    for turn in range(2):
        session = open_session(path, actor="tester")
        with services(session, theme) as context:
            pane = make_pane(context, select=["M-014"])
            if not turn:
                drag(qtbot, pane, "U-01", spot(pane, "U-01") + QPoint(-40, -60))
                settle(qtbot, pane)
            seen.append(places(pane))
            pane.show_all()
            settle(qtbot, pane)
            seen.append(pane.canvas.drawing.points.tolist())
            pane.shut_down()
            pane.hide()
        session.close()
    for one, at in seen[0].items():
        assert seen[2][one] == pytest.approx(at, abs=2)
    assert seen[1] == seen[3]


def test_several_dragged_one_after_the_other_stand_there_when_opened_again(qtbot, make_pane, tmp_path, theme):
    path = practice_case(tmp_path)
    seen, kept = [], {}
    for turn in range(2):
        session = open_session(path, actor="tester")
        with services(session, theme) as context:
            pane = make_pane(context, restore=kept, select=["M-014"])
            if not turn:
                for ref, way in (("U-01", QPoint(-40, -60)), ("A-01", QPoint(60, 30)), ("M-014", QPoint(40, 30))):
                    drag(qtbot, pane, ref, spot(pane, ref) + way)
                    settle(qtbot, pane)
            seen.append(places(pane))
            kept = json.loads(json.dumps(pane.state()))
            pane.shut_down()
            pane.hide()
        session.close()
    for one, at in seen[0].items():
        assert seen[1][one] == pytest.approx(at, abs=1)


def test_unlinked_photos_stand_in_rows_until_they_are_linked(qtbot, make_pane, context):
    index = context.session.index
    loose = [one for one in index.items.values() if one.account_id is None and not index.is_linked(one.id)][:4]
    pane = make_pane(context, select=[one.ref for one in loose])
    at = np.array([places(pane)[one.id] for one in loose])
    assert len(np.unique(at[:, 0].round())) * len(np.unique(at[:, 1].round())) == len(loose)
    unit = index.by_ref["U-01"]
    things = [("item", one.id) for one in loose]
    context.session.run(create_link, sources=things, target=("unit", unit), relation="shows").result()
    settle(qtbot, pane)
    # Laid out anew around what they are linked to, no line runs through a photo.
    hub = np.array(places(pane)[unit])
    turns = sorted(np.arctan2(*(np.array(places(pane)[one.id]) - hub)[::-1]) for one in loose)
    assert min(np.diff(turns)) > 0.15


def test_the_automatic_layout_takes_no_place_in_the_history(qtbot, make_pane, context):
    pane = make_pane(context)
    assert context.session.undo_step() is None or "board" not in context.session.undo_step().label
    assert context.session.index.board == {}
    drag(qtbot, pane, "U-01", spot(pane, "U-01") + QPoint(9, 12))
    settle(qtbot, pane)
    board = context.session.index.board
    assert len(board) == 66
    assert [one for one, place in board.items() if place[2] == "person"] == [row_id(pane, "U-01")]
    context.session.undo().result()
    assert context.session.index.board == {}


def test_laying_out_again_is_one_step_and_keeps_what_was_placed(qtbot, make_pane, context):
    pane = make_pane(context)
    drag(qtbot, pane, "U-01", spot(pane, "U-01") + QPoint(9, 12))
    settle(qtbot, pane)
    placed, before = context.session.index.board[row_id(pane, "U-01")], dict(context.session.index.board)
    pane.moves.lay_out_again(save=pane.verbs.save_layout)
    qtbot.waitUntil(lambda: context.session.undo_step().label == "Lay out the board", timeout=20_000)
    settle(qtbot, pane)
    assert context.session.index.board[row_id(pane, "U-01")] == placed
    assert context.session.index.board != before
    context.session.undo().result()
    settle(qtbot, pane)
    assert dict(context.session.index.board) == before
    pane.view.set_keep(False)
    pane.moves.lay_out_again(save=pane.verbs.save_layout)
    qtbot.waitUntil(lambda: context.session.undo_step().label == "Lay out the board", timeout=20_000)
    settle(qtbot, pane)
    assert {place[2] for place in context.session.index.board.values()} == {"layout"}


def test_a_move_made_elsewhere_shows(qtbot, make_pane, context):
    pane = make_pane(context)
    unit = row_id(pane, "U-01")
    context.session.run(move_nodes, positions={unit: ("unit", 12.0, 34.0)}).result()
    settle(qtbot, pane)
    assert tuple(pane.canvas.drawing.points[pane.canvas.content.row(unit)]) == (12.0, 34.0)


# -- choosing ------------------------------------------------------------------------------------------


def test_clicks_select_replace_toggle_and_add(qtbot, pane):
    click(qtbot, pane, "A-01")
    click(qtbot, pane, "M-021", modifiers=Qt.KeyboardModifier.ControlModifier)
    click(qtbot, pane, "U-01", modifiers=Qt.KeyboardModifier.ShiftModifier)
    assert selected(pane) == ["A-01", "M-021", "U-01"]
    click(qtbot, pane, "M-021", modifiers=Qt.KeyboardModifier.ControlModifier)
    assert selected(pane) == ["A-01", "U-01"]
    click(qtbot, pane, "M-003")
    assert selected(pane) == ["M-003"]
    click(qtbot, pane, blank(pane))
    assert selected(pane) == []


def test_a_rubber_band_selects_the_nodes_inside(qtbot, pane):
    canvas = pane.canvas
    inside = {
        node.id
        for row, node in enumerate(canvas.content.nodes)
        if canvas.rect().adjusted(2, 2, -200, -2).contains(canvas.spot(row).toPoint())
    }
    start = next(QPoint(x, y) for x in range(1, 30) for y in range(1, 30) if canvas.thing_at(QPointF(x, y)) is None)
    drag(qtbot, pane, start, QPoint(canvas.width() - 200, canvas.height() - 2))
    assert set(pane.context.session.selection.ids) == inside
    assert inside


def test_a_link_is_selected_by_a_click_on_its_line(qtbot, pane):
    row = pane.canvas.content.edge_row(row_id(pane, "K-20"))
    _, line = pane.canvas.lines_of([row])[0]
    click(qtbot, pane, (line.start * 0.8 + line.end * 0.2).toPoint())
    assert selected(pane) == ["K-20"]


def test_hovering_tells_the_other_panes_and_outlines_what_they_hover(qtbot, pane):
    told = []
    with_hub = pane.context.session.hub.scope()
    with_hub.on(HoverChanged, told.append)
    hover(qtbot, pane, "A-01")
    assert told[-1] == HoverChanged("account", row_id(pane, "A-01"), "board")
    hover(qtbot, pane, blank(pane))
    assert told[-1].row_id is None
    with_hub.close()
    before = pane.grab().toImage()
    pane.context.session.hub.emit(HoverChanged("unit", row_id(pane, "U-01"), "inspector"))
    assert pane.grab().toImage() != before


# -- keys ----------------------------------------------------------------------------------------------


def test_arrow_keys_walk_along_links(qtbot, pane):
    content, points = pane.canvas.content, pane.canvas.drawing.points
    ways = {
        Qt.Key.Key_Down: (0, 1), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0),
    }  # fmt: skip
    walked = 0
    for ref in ("A-01", "L-01", "M-014"):
        for key, way in ways.items():
            click(qtbot, pane, ref)
            start = content.row(row_id(pane, ref))
            near = [
                second if first == start else first for first, second in content.graph.edges if start in (first, second)
            ]
            there = set()
            for one in near:
                away = points[one] - points[start]
                if np.dot(away, way) / np.hypot(*away) > np.cos(np.radians(67)):
                    there.add(content.nodes[one].id)
            qtbot.keyClick(pane.canvas, key)
            assert pane.context.session.selection.current in (there or {row_id(pane, ref)})
            walked += bool(there)
    assert walked >= 6


def test_shift_and_an_arrow_key_take_the_next_one_along(qtbot, pane):
    click(qtbot, pane, "M-014")
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
        qtbot.keyClick(pane.canvas, key, Qt.KeyboardModifier.ShiftModifier)
    assert len(selected(pane)) >= 2
    assert "M-014" in selected(pane)


def test_tab_goes_through_the_nodes_in_reading_order_and_then_on(qtbot, pane):
    pane.canvas.setFocus()
    pane.context.session.select(Selection(), origin="board")
    pane.flush()
    rows = []
    for _ in range(len(pane.canvas.content.nodes)):
        qtbot.keyClick(pane.canvas, Qt.Key.Key_Tab)
        rows.append(pane.canvas.content.row(pane.context.session.selection.current))
    assert sorted(rows) == list(range(12))
    heights = pane.canvas.drawing.points[rows][:, 1]
    assert heights[0] == pytest.approx(heights.min(), abs=60)
    assert heights[-1] == pytest.approx(heights.max(), abs=60)
    qtbot.keyClick(pane.canvas, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not pane.canvas


def test_zoom_keys_and_fit(qtbot, pane):
    assert pane.canvas.camera.state.scale == 1.0
    qtbot.keyClick(pane.canvas, Qt.Key.Key_Plus)
    assert pane.canvas.camera.state.scale == 1.5
    assert pane.controls.isVisible()
    qtbot.mouseClick(pane.controls.buttons["out"], Qt.MouseButton.LeftButton)
    assert pane.canvas.camera.state.scale < 1.5
    qtbot.mouseClick(pane.controls.buttons["fit"], Qt.MouseButton.LeftButton)
    assert pane.canvas.camera.state.scale == 1.0


def test_keys_work_on_a_cyrillic_layout(qtbot, pane):
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent

    click(qtbot, pane, "A-01")
    with qtbot.waitSignal(pane.context.requests.link) as asked:
        event = QKeyEvent(QEvent.Type.KeyPress, ord("Д"), Qt.KeyboardModifier.NoModifier, 46, 0, 0, "д")
        QApplication.sendEvent(pane.canvas, event)
    assert asked.args == [[("account", row_id(pane, "A-01"))]]


# -- look ----------------------------------------------------------------------------------------------


def colors(pane, ref, radius=18):
    """Colours around a node on screen."""
    image, at = pane.canvas.grab().toImage(), spot(pane, ref)
    return {
        image.pixelColor(at.x() + dx, at.y() + dy).name().upper()
        for dx in range(-radius, radius + 1)
        for dy in range(-radius, radius + 1)
        if image.valid(at.x() + dx, at.y() + dy)
    }


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_kinds_are_drawn_in_the_colours_of_the_theme(qtbot, pane, theme, mode):
    theme.mode = mode
    settle(qtbot, pane)
    look = tokens(mode)
    for ref, kind in (("A-01", "account"), ("U-01", "unit"), ("L-01", "location"), ("N-01", "person")):
        assert look.kind[kind].colour in colors(pane, ref)
    assert pane.canvas.grab().toImage().pixelColor(blank(pane)) in (
        QColor(look.colour["canvas"]),
        QColor(look.colour["line"]),
    )


def test_the_selection_is_in_accent(pane):
    accent = tokens("light").colour["accent"]
    assert accent in colors(pane, "M-014", radius=30)
    assert accent not in colors(pane, "M-003", radius=30)


def test_compact_leaves_the_words_of_links_out(qtbot, pane):
    assert pane.canvas.scene.layer("words").items
    pane.set_compact(True)
    settle(qtbot, pane)
    assert not pane.canvas.scene.layer("words").items


def test_right_to_left_mirrors_the_header_but_not_the_board(qtbot, make_pane, context, qapp):
    before = places(make_pane(context, select=["M-018"]))
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    pane = make_pane(context, select=["M-018"])
    assert places(pane) == before
    assert pane.more.x() < pane.width() / 2


def test_the_view_is_remembered(qtbot, pane, make_pane, context):
    pane.show_all()
    pane.view.set_keep(False)
    pane.set_view("list")
    kept = pane.state()
    other = make_pane(context)
    other.restore(kept)
    other.restore({"view": "nonsense", "all": "yes"})
    assert other.state() == {"view": "list", "all": True, "photos": True, "keep": False, "origins": []}


def test_a_screen_reader_hears_what_is_shown_and_selected(qtbot, pane):
    click(qtbot, pane, "A-01")
    pane.flush()
    assert pane.canvas.accessibleName().startswith("Board, 12 of 66")
    words = pane.canvas.accessibleDescription()
    assert "a_severny" in words
    assert "Account" in words
    assert "runs \u2068Андрей С.\u2069" in words


# -- list twin -----------------------------------------------------------------------------------------


def test_the_list_has_the_same_links_and_the_same_selection(qtbot, pane):
    pane.set_view("list")
    table, index = pane.table, pane.context.session.index
    assert set(table.ids) == {edge.id for edge in pane.canvas.content.edges}
    row = table.ids.index(row_id(pane, "K-20"))
    texts = [table.model().index(row, column).data() for column in range(4)]
    assert texts == ["\u2068M-014\u2069", "taken at", "\u2068Tartus, breakwater\u2069", "Probable"]
    where = table.visualRect(table.model().index(row, 1)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert selected(pane) == ["K-20"]
    qtbot.keyClick(table, Qt.Key.Key_3)
    assert index.links[row_id(pane, "K-20")].level == "probable"
    assert pane.context.session.index.links[row_id(pane, "K-20")].level == "possible"
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    pane.flush()
    assert row_id_missing(pane, "K-20")
    assert len(table.ids) == len(pane.canvas.content.edges)


def row_id_missing(pane, ref):
    return ref not in pane.context.session.index.by_ref
