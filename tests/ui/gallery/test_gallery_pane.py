"""The gallery with real mouse and key events over the practice case."""

import json

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu
from tests.ui.gallery.conftest import shown_pane

from evidence_board.events import HoverChanged, ImportChanged
from evidence_board.filters import Filter, InQueue, Words
from evidence_board.selection import replace
from evidence_board.ui.gallery.item_mime import ITEMS_MIME, dragged_items, items_mime

SHIFT, CTRL, ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)


def click(qtbot, pane, position, modifier=Qt.KeyboardModifier.NoModifier):
    spot = pane.view.rect_of(position).center()
    qtbot.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, modifier, spot)


def selected(pane):
    return list(pane.context.session.selection.ids)


def press(qtbot, pane, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(pane.view, key, modifier)


def test_it_shows_every_file_in_groups_of_places(pane):
    assert len(pane.order) == 48
    assert pane.header.note == "48"
    keys = [group.key for group in pane.view.arrangement.groups]
    counts = [group.count for group in pane.view.arrangement.groups if group.key]
    assert keys[0] == "Tartus" and {"Latakia", "Homs"} <= set(keys) and keys[-1] == ""
    assert counts == sorted(counts, reverse=True)


def test_a_click_selects_shift_extends_and_ctrl_toggles(qtbot, pane):
    order = pane.order
    click(qtbot, pane, 1)
    assert selected(pane) == [order[1]]
    click(qtbot, pane, 4, SHIFT)
    assert selected(pane) == order[1:5]
    click(qtbot, pane, 2, CTRL)
    assert selected(pane) == [order[1], order[3], order[4]]
    click(qtbot, pane, 6, CTRL)
    assert pane.context.session.selection.current == order[6]
    click(qtbot, pane, 0)
    assert selected(pane) == [order[0]]


def test_alt_click_selects_all_of_the_same_place(qtbot, pane):
    click(qtbot, pane, 2, ALT)
    assert selected(pane) == pane.view.arrangement.ids_of(0)
    assert pane.context.session.selection.current == pane.order[2]


def test_a_click_beside_the_files_selects_nothing(qtbot, pane):
    click(qtbot, pane, 0)
    qtbot.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(2, 60))
    assert selected(pane) == []


def test_arrow_keys_walk_the_grid_and_scroll_along(qtbot, pane):
    order = pane.order
    pane.view.setFocus()
    press(qtbot, pane, Qt.Key.Key_Right)
    assert selected(pane) == [order[0]]
    press(qtbot, pane, Qt.Key.Key_Right)
    press(qtbot, pane, Qt.Key.Key_Down)
    assert selected(pane) == [order[4]]
    press(qtbot, pane, Qt.Key.Key_Left, SHIFT)
    press(qtbot, pane, Qt.Key.Key_Up, SHIFT)
    assert set(selected(pane)) == set(order[0:5])
    press(qtbot, pane, Qt.Key.Key_End)
    assert selected(pane) == [order[-1]]
    assert pane.view.viewport().rect().intersects(pane.view.rect_of(47))
    press(qtbot, pane, Qt.Key.Key_Home)
    assert selected(pane) == [order[0]] and pane.view.verticalScrollBar().value() < 5
    press(qtbot, pane, Qt.Key.Key_PageDown)
    assert pane.order.index(selected(pane)[0]) >= 9


def test_right_to_left_the_left_arrow_goes_on(qtbot, context):
    QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    pane = shown_pane(qtbot, context)
    first, second = pane.view.rect_of(0), pane.view.rect_of(1)
    assert first.left() > second.right()
    click(qtbot, pane, 0)
    press(qtbot, pane, Qt.Key.Key_Left)
    assert selected(pane) == [pane.order[1]]


def test_ctrl_a_selects_all_and_a_plain_click_in_it_selects_one(qtbot, pane):
    pane.view.setFocus()
    press(qtbot, pane, Qt.Key.Key_A, CTRL)
    assert len(selected(pane)) == 48
    click(qtbot, pane, 3)
    assert selected(pane) == [pane.order[3]]


def test_space_enter_and_double_click_ask_for_the_preview(qtbot, pane):
    asked = []
    pane.context.requests.preview.connect(asked.append)
    click(qtbot, pane, 5)
    press(qtbot, pane, Qt.Key.Key_Space)
    press(qtbot, pane, Qt.Key.Key_Return)
    spot = pane.view.rect_of(2).center()
    qtbot.mouseDClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert asked == [pane.order[5], pane.order[5], pane.order[2]]


@pytest.mark.parametrize(
    ("key", "mode"), [(Qt.Key.Key_Exclam, "grid"), (Qt.Key.Key_At, "list"), (Qt.Key.Key_3, "single")]
)
def test_shift_and_a_digit_choose_the_view(qtbot, pane, key, mode):
    pane.set_mode("list" if mode != "list" else "grid")
    pane.view.setFocus()
    press(qtbot, pane, key, SHIFT)
    assert pane.view.mode == mode
    assert pane.view.geometry_of_cells.cell.columns == (3 if mode == "grid" else 1)


def test_the_current_file_stays_in_view_when_the_view_changes(qtbot, pane):
    click(qtbot, pane, 1)
    press(qtbot, pane, Qt.Key.Key_End)
    for mode in ("list", "single", "grid"):
        pane.set_mode(mode)
        assert pane.view.viewport().rect().intersects(pane.view.rect_of(47))


def wheel(pane, delta, modifier):
    spot = QPointF(200, 200)
    event = QWheelEvent(
        spot,
        pane.view.viewport().mapToGlobal(spot),
        QPoint(),
        QPoint(0, delta),
        Qt.MouseButton.NoButton,
        modifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(pane.view.viewport(), event)


def test_ctrl_wheel_resizes_within_its_limits_and_the_wheel_alone_scrolls(pane):
    for _ in range(20):
        wheel(pane, 120, CTRL)
    assert pane.view.cell_width == 320 and pane.view.geometry_of_cells.cell.columns == 1
    for _ in range(40):
        wheel(pane, -120, CTRL)
    assert pane.view.cell_width == 96 and pane.view.geometry_of_cells.cell.columns == 4
    wheel(pane, -120, Qt.KeyboardModifier.NoModifier)
    assert pane.view.verticalScrollBar().value() > 0


def test_what_is_at_the_top_stays_there_when_the_pane_grows_wider(pane):
    pane.view.verticalScrollBar().setValue(900)
    before = pane.view.position_at(QPoint(40, 60))
    pane.resize(700, 760)
    ids = range(pane.view.geometry_of_cells.cell.columns * 2 + 1)
    near = [pane.view.position_at(QPoint(40, 10 + 20 * step)) for step in ids]
    assert any(at is not None and abs(at - before) <= 6 for at in near)


def test_a_heading_collapses_its_group_and_keys_pass_over_it(qtbot, pane):
    first = pane.view.arrangement.groups[0]
    heading = pane.view.geometry_of_cells.header(0)
    qtbot.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, heading.y + 10))
    assert pane.view.collapsed == {first.key}
    assert len(pane.order) == 48 - first.count
    press(qtbot, pane, Qt.Key.Key_Home)
    assert selected(pane) == [pane.order[0]] == [pane.view.arrangement.ids[first.count]]
    qtbot.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, heading.y + 10))
    assert len(pane.order) == 48


def test_the_menu_of_the_header_sorts_and_groups(qtbot, pane):
    pane._menu.aboutToShow.emit()
    actions = {action.objectName(): action for action in pane._menu.actions()}
    assert actions["sort:taken"].isChecked() and actions["grouping:place"].isChecked()
    actions["sort:name"].trigger()
    actions["grouping:none"].trigger()
    labels = [pane.context.session.index.items[one].label.casefold() for one in pane.order]
    assert labels == sorted(labels)
    assert pane.view.arrangement.grouping == "none"


def test_a_selection_elsewhere_scrolls_here_and_one_from_here_does_not(qtbot, pane):
    last = pane.order[-1]
    pane.context.session.select(replace([last]), origin="map")
    pane.flush()
    assert pane.view.viewport().rect().contains(pane.view.rect_of(47).center())
    pane.context.session.select(replace([pane.order[0]]), origin="gallery")
    pane.flush()
    assert pane.view.verticalScrollBar().value() > 100


def test_the_pointer_previews_in_other_panes_and_theirs_here(qtbot, pane):
    told = []
    pane.context.events.hover_changed.connect(told.append)
    viewport = pane.view.viewport()
    qtbot.mouseMove(viewport, pane.view.rect_of(1).center())
    QApplication.sendEvent(viewport, QEvent(QEvent.Type.Leave))
    assert told == [HoverChanged("item", pane.order[1], "gallery"), HoverChanged(None, None, "gallery")]
    before = pane.view.grab().toImage()
    pane.context.session.hub.emit(HoverChanged("item", pane.order[0], "map"))
    assert pane.view.grab().toImage() != before


def test_a_filter_shows_what_passes_and_nothing_says_so_with_a_way_back(qtbot, pane):
    session = pane.context.session
    session.set_filter(Filter((InQueue("videos"),)))
    pane.flush()
    assert pane.header.note == "4 of 48" and len(pane.order) == 4
    session.set_filter(Filter((Words("no such words anywhere"),)))
    pane.flush()
    assert not pane.view.isVisible() and pane.header.note == "0 of 48"
    qtbot.mouseClick(pane._nothing.button, Qt.MouseButton.LeftButton)
    pane.flush()
    assert session.filter == Filter() and pane.view.isVisible()


def test_an_empty_case_asks_for_files_and_never_says_nothing_matches(qtbot, empty_context):
    pane = shown_pane(qtbot, empty_context)
    assert pane._empty.isVisible() and pane.header.note == ""
    with qtbot.waitSignal(empty_context.requests.choose_import):
        qtbot.mouseClick(pane._empty.button, Qt.MouseButton.LeftButton)


def test_files_still_to_come_have_their_places(qtbot, empty_context):
    pane = shown_pane(qtbot, empty_context)
    empty_context.session.hub.emit(ImportChanged("running", total=48, done=0))
    pane.flush()
    assert pane.view.isVisible() and pane.view.geometry_of_cells.count == 48
    assert pane.view.position_at(pane.view.rect_of(0).center()) is None
    empty_context.session.hub.emit(ImportChanged("done", total=48, done=48))
    pane.flush()
    assert pane._empty.isVisible()


def menu_of(pane, position):
    spot = pane.view.rect_of(position).center()
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, spot, pane.view.viewport().mapToGlobal(spot), Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(pane.view.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    found = {action.objectName(): action for action in menu.actions()}
    for action in menu.actions():
        if action.menu() is not None:
            found |= {one.text(): one for one in action.menu().actions()}
    return menu, found


def test_the_context_menu_copies_tags_places_links_and_bins(qtbot, pane):
    context, requests = pane.context, []
    context.requests.place.connect(requests.append)
    context.requests.link.connect(requests.append)
    first, second = pane.order[:2]
    menu, actions = menu_of(pane, 0)
    actions["copy"].trigger()
    assert QGuiApplication.clipboard().text() == context.session.index.items[first].ref
    actions["place"].trigger()
    actions["link"].trigger()
    assert requests == [[first], [("item", first)]]
    path = next(iter(context.session.index.tags.values())).path
    actions[f"#{path}"].trigger()
    assert path in [context.session.index.tags[tag].path for tag in context.session.index.items[first].tag_ids]
    menu.close()
    click(qtbot, pane, 1, CTRL)
    menu, actions = menu_of(pane, 1)
    assert "save" not in actions
    actions["bin"].trigger()
    menu.close()
    qtbot.waitUntil(lambda: len(pane.order) == 46)
    assert not {first, second} & set(pane.order)


def test_the_original_is_saved_byte_for_byte_and_never_over_another_file(qtbot, pane, tmp_path, monkeypatch):
    notices = []
    pane.context.events.notice.connect(notices.append)
    target = tmp_path / "copy.jpg"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(target), ""))
    menu, actions = menu_of(pane, 0)
    actions["save"].trigger()
    qtbot.waitUntil(lambda: len(notices) == 1)
    item = pane.order[0]
    sql = "SELECT data FROM chunk c JOIN item i ON i.blob_id = c.blob_id WHERE i.id = ? ORDER BY number"
    stored = pane.context.session.read(lambda connection: connection.execute(sql, (item,)).fetchall())
    assert target.read_bytes() == b"".join(row[0] for row in stored)
    actions["save"].trigger()
    qtbot.waitUntil(lambda: len(notices) == 2)
    assert notices[1].tone == "bad" and "already" in notices[1].text
    menu.close()


def test_delete_moves_the_selection_to_the_bin_and_undo_brings_it_back(qtbot, pane):
    gone = pane.order[0]
    click(qtbot, pane, 0)
    press(qtbot, pane, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: gone not in pane.order)
    pane.context.session.undo()
    qtbot.waitUntil(lambda: gone in pane.order)


def test_a_drag_takes_the_selected_files_along(qtbot, pane, monkeypatch):
    dragged = []
    monkeypatch.setattr(type(pane._actions), "drag", lambda self, ids: dragged.append(ids))
    pane2 = shown_pane(qtbot, pane.context)
    monkeypatch.undo()
    order = pane.order
    pane.context.session.select(replace([order[4], order[1]]))
    pane2.flush()
    viewport, spot = pane2.view.viewport(), pane2.view.rect_of(1).center()
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=spot)
    pane2.view.viewport()
    assert pane.context.session.selection.ids == (order[4], order[1])
    move(viewport, spot + QPoint(40, 40))
    assert dragged == [[order[1], order[4]]]


def move(viewport, spot):
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(spot),
        QPointF(viewport.mapToGlobal(spot)),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(viewport, event)


def test_only_a_list_of_texts_is_believed_of_a_drag():
    assert dragged_items(items_mime(["a", "b"])) == ["a", "b"]
    for data in (b"{", b'{"a": 1}', b"[1, 2]", b"[" * 100_000, "«»".encode()):
        mime = items_mime([])
        mime.setData(ITEMS_MIME, data)
        assert dragged_items(mime) == []
    mime = items_mime([])
    mime.setData(ITEMS_MIME, json.dumps(["x", 3]).encode())
    assert dragged_items(mime) == ["x"]


def test_the_file_at_the_keyboard_is_said_in_words(qtbot, pane):
    session = pane.context.session
    item = next(item for item in session.index.items.values() if item.ref == "M-014")
    session.select(replace([item.id]), origin="map")
    pane.flush()
    words = pane.view.accessibleDescription()
    assert words.startswith("M-014, photo, ") and "12 Sep 2015" in words and words.endswith("selected")
    assert "geotag probable" in words


def test_pictures_come_and_both_themes_paint(qtbot, pane):
    viewport = pane.view.viewport()
    qtbot.waitUntil(lambda: pane.context.thumbnails.peek(pane.order[0]) is not None)
    pane.flush()
    light = viewport.grab().toImage()
    spot = pane.view.rect_of(0).center()
    assert light.pixelColor(spot) != pane.context.theme.color("sunken")
    pane.context.theme.mode = "dark"
    pane.flush()
    assert viewport.grab().toImage().pixelColor(2, 2) == pane.context.theme.color("pane")


def test_a_press_changes_nothing_until_it_is_a_click_and_a_drag_never_does(qtbot, pane, monkeypatch):
    dragged = []
    monkeypatch.setattr(type(pane._actions), "drag", lambda self, ids: dragged.append((ids, selected(pane))))
    pane = shown_pane(qtbot, pane.context)
    order, viewport = pane.order, pane.view.viewport()
    click(qtbot, pane, 0)
    left, spot = Qt.MouseButton.LeftButton, pane.view.rect_of(4).center()
    qtbot.mousePress(viewport, left, pos=spot)
    assert selected(pane) == [order[0]]
    qtbot.mouseRelease(viewport, left, pos=spot)
    assert selected(pane) == [order[4]]
    for modifier in (Qt.KeyboardModifier.NoModifier, CTRL, SHIFT, ALT):
        spot = pane.view.rect_of(2).center()
        qtbot.mousePress(viewport, left, modifier, pos=spot)
        move(viewport, spot + QPoint(40, 40))
        qtbot.mouseRelease(viewport, left, modifier, pos=spot + QPoint(40, 40))
    assert dragged == [([order[2]], [order[4]])] * 4
    assert selected(pane) == [order[4]]


def test_the_sign_of_tags_is_left_to_the_window_though_it_is_shift_3(qtbot, pane):
    click(qtbot, pane, 1)
    press(qtbot, pane, Qt.Key.Key_NumberSign, SHIFT)
    assert pane.view.mode == "grid"
    press(qtbot, pane, Qt.Key.Key_section, SHIFT)
    assert pane.view.mode == "single"


def test_view_size_and_order_come_back(qtbot, pane):
    pane.set_order(sort="name", grouping="date", descending=True)
    pane.set_mode("list")
    wheel(pane, 120, CTRL)
    pane.view.set_collapsed(frozenset([pane.view.arrangement.groups[0].key]))
    kept = json.loads(json.dumps(pane.state()))
    again = shown_pane(qtbot, pane.context)
    again.restore(kept)
    assert again.state() == kept
    assert again.order == pane.order
    again.restore({"view": "cube", "width": "wide", "sort": 3, "grouping": [], "descending": "no", "collapsed": 1})
    assert again.state() == {**kept, "collapsed": []}


def test_copies_of_one_picture_stand_together(qtbot, pane):
    qtbot.waitUntil(lambda: bool(pane.context.session.index.observations.groups))
    pane._menu.aboutToShow.emit()
    actions = {action.objectName(): action for action in pane._menu.actions()}
    actions["grouping:picture"].trigger()
    pane.flush()
    observations, by_ref = pane.context.session.index.observations, pane.context.session.index.by_ref
    groups = pane.view.arrangement.groups
    assert len(groups) == len(observations.groups) + 1 and groups[-1].key == ""
    for number, group in enumerate(groups[:-1]):
        found = observations.group_of(by_ref[group.key])
        assert found is not None and set(pane.view.arrangement.ids_of(number)) == set(found.item_ids)
