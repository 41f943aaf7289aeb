"""Work, collections, saved views and the tree of tags in the navigator."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDropEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

from evidence_board import selection
from evidence_board.filters import Filter, HasTag, InCollection, KindIs, Not, StatusIs, TagUnder, Words, filter_text
from evidence_board.operations.albums import create_album
from evidence_board.operations.saved_views import layout_of, move_view, save_view, update_view
from evidence_board.operations.tags import tag_things
from evidence_board.operations.work_status import set_work_status
from evidence_board.ui.gallery.item_mime import items_mime
from evidence_board.ui.widgets.search_field import SearchField

LEFT = Qt.MouseButton.LeftButton


def ids(navigator, *refs):
    return [navigator.context.session.index.by_ref[ref] for ref in refs]


def run(navigator, verb, **values):
    found = navigator.context.session.run(verb, **values).result()
    navigator.flush()
    return found


def named(group, name):
    return next(row for row in group.list.rows if row.text() == name)


def open_menu(row):
    spot = row.rect().center()
    QApplication.sendEvent(row, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, spot, row.mapToGlobal(spot)))
    return QApplication.activePopupWidget()


def choose(row, words):
    menu = open_menu(row)
    action = next(one for one in menu.actions() if one.text().startswith(words))
    action.trigger()
    menu.close()


def drop(row, item_ids):
    mime = items_mime(item_ids)
    middle = row.rect().center()
    buttons, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy = Qt.DropAction.CopyAction
    entered = QDragEnterEvent(middle, copy, mime, buttons, none)
    QApplication.sendEvent(row, entered)
    assert entered.isAccepted()
    QApplication.sendEvent(row, QDropEvent(QPointF(middle), copy, mime, buttons, none))


@pytest.fixture
def album(navigator):
    run(navigator, create_album, name="Порт, утро", item_ids=ids(navigator, "M-014", "M-003"))
    return named(navigator.collections, "Порт, утро")


def test_the_states_of_the_work_shrink_as_one_works(qtbot, navigator):
    media, session = navigator.media, navigator.context.session
    assert not media.states["new"].isVisible()
    qtbot.mouseClick(media.work, LEFT)
    new, left = media.states["new"].count, media.work.count
    assert media.states["new"].isVisible() and new == sum(one.status == "new" for one in session.index.items.values())
    fresh = [one.id for one in session.index.items.values() if one.status == "new"][:3]
    run(navigator, set_work_status, item_ids=fresh, status="reviewed")
    assert (media.states["new"].count, media.work.count) == (new - 3, left - 3)
    qtbot.mouseClick(media.states["reviewed"], LEFT)
    assert session.filter == Filter((StatusIs(("reviewed",)),)) and media.states["reviewed"].isChecked()
    qtbot.mouseClick(media.states["reviewed"], LEFT)
    assert session.filter == Filter() and not media.states["reviewed"].isChecked()


def test_a_collection_is_a_filter(qtbot, navigator, album):
    session = navigator.context.session
    assert album.count == 2
    qtbot.mouseClick(album, LEFT)
    navigator.flush()
    assert session.filter == Filter((InCollection(album.row_id),)) and len(session.visible) == 2
    assert album.isChecked()
    choose(album, "Not this")
    assert session.filter == Filter((Not(InCollection(album.row_id)),))
    navigator.flush()
    assert not album.isChecked()
    choose(album, "Only this")
    qtbot.mouseClick(album, LEFT)
    assert session.filter == Filter()


def test_files_are_dropped_on_a_collection(navigator, album):
    session = navigator.context.session
    drop(album, ids(navigator, "M-009", "V-002", "M-014"))
    navigator.flush()
    refs = [session.index.items[one].ref for one in session.index.albums[album.row_id].item_ids]
    assert refs == ["M-014", "M-003", "M-009", "V-002"] and album.count == 4
    session.undo().result()
    navigator.flush()
    assert album.count == 2


def test_the_plus_makes_a_collection_of_what_is_selected(qtbot, navigator):
    session = navigator.context.session
    session.select(selection.replace(ids(navigator, "M-014", "M-009")))
    qtbot.mouseClick(navigator.collections.heading.add_button, LEFT)
    popover = QApplication.activePopupWidget()
    popover.field.setText("طرطوس")
    qtbot.keyClick(popover.field, Qt.Key.Key_Return)
    navigator.flush()
    assert named(navigator.collections, "طرطوس").count == 2


def test_the_menu_of_a_collection_adds_takes_out_renames_and_bins(qtbot, navigator, album):
    session = navigator.context.session
    session.select(selection.replace(ids(navigator, "M-014", "M-009")))
    choose(album, "Add 1 selected")
    navigator.flush()
    assert album.count == 3
    choose(album, "Take 2 selected")
    navigator.flush()
    assert album.count == 1
    choose(album, "Rename")
    popover = QApplication.activePopupWidget()
    popover.field.setText("Вечер")
    qtbot.keyClick(popover.field, Qt.Key.Key_Return)
    navigator.flush()
    assert album.text() == "Вечер"
    navigator.activateWindow()
    album.setFocus()
    qtbot.keyClick(album, Qt.Key.Key_Delete)
    navigator.flush()
    assert album.row_id not in session.index.albums
    session.undo().result()
    navigator.flush()
    assert named(navigator.collections, "Вечер").count == 1


def test_the_files_of_a_collection_are_ordered_with_keys(qtbot, navigator, album):
    session = navigator.context.session
    drop(album, ids(navigator, "M-009"))
    navigator.flush()
    choose(album, "Order")
    popover = QApplication.activePopupWidget()
    qtbot.keyClick(popover, Qt.Key.Key_Down)
    qtbot.keyClick(popover, Qt.Key.Key_Down)
    qtbot.keyClick(popover, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(popover, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    refs = [session.index.items[one].ref for one in session.index.albums[album.row_id].item_ids]
    assert refs == ["M-009", "M-014", "M-003"]
    qtbot.keyClick(popover, Qt.Key.Key_Escape)
    session.undo().result()
    refs = [session.index.items[one].ref for one in session.index.albums[album.row_id].item_ids]
    assert refs == ["M-014", "M-009", "M-003"]


def test_a_view_counts_what_it_shows_and_asks_to_be_shown(qtbot, navigator):
    session = navigator.context.session
    run(navigator, save_view, name="Videos", active=Filter((KindIs(("video",)),)), layout={})
    row = named(navigator.views, "Videos")
    assert row.count == 4
    with qtbot.waitSignal(navigator.views.chosen, check_params_cb=lambda one: one == row.row_id):
        qtbot.mouseClick(row, LEFT)
    session.set_filter(Filter((KindIs(("video",)),)))
    navigator.flush()
    assert row.isChecked()
    session.set_filter(Filter((Words("x"),)))
    navigator.flush()
    assert not row.isChecked()


def test_a_view_that_cannot_be_read_says_so(navigator):
    session = navigator.context.session
    made = run(navigator, save_view, name="Later", active=Filter(), layout={})
    newer = filter_text(Filter()).replace('"version":1', '"version":9')
    with session.gate.transaction("Newer") as finished:
        finished.tx.update("saved_view", str(made.result["id"]), query=newer)
    session.announce(finished.changes)
    navigator.flush()
    assert named(navigator.views, "Later").count is None


def test_tags_with_a_path_stand_as_a_tree(qtbot, navigator):
    session = navigator.context.session
    run(navigator, tag_things, things=[("item", ids(navigator, "M-014")[0])], path="ground/sand/wet")
    run(navigator, tag_things, things=[("item", ids(navigator, "M-009")[0])], path="ground/rock")
    lines = {line.path: line for line in navigator.tag_group.lines}
    assert {"ground", "ground/rock", "ground/sand", "ground/sand/wet"} <= set(lines)
    assert (lines["ground"].row.count, lines["ground/sand"].row.count, lines["ground/rock"].row.count) == (2, 1, 1)
    qtbot.mouseClick(lines["ground"].row, LEFT)
    assert session.filter == Filter((TagUnder("ground"),)) and len(session.visible) == 2
    assert lines["ground"].row.isChecked()
    qtbot.mouseClick(lines["ground"].row, LEFT)
    rock = next(row.id for row in session.index.tags.values() if row.path == "ground/rock")
    qtbot.mouseClick(lines["ground/rock"].row, LEFT)
    assert session.filter == Filter((HasTag(rock),))
    navigator.activateWindow()
    lines["ground"].row.setFocus()
    qtbot.keyClick(lines["ground"].row, Qt.Key.Key_Left)
    assert "ground/rock" not in {line.path for line in navigator.tag_group.lines}
    qtbot.keyClick(lines["ground"].row, Qt.Key.Key_Right)
    assert "ground/rock" in {line.path for line in navigator.tag_group.lines}


def test_the_field_finds_collections_and_views(navigator, album):
    run(navigator, save_view, name="Утро", active=Filter(), layout={})
    navigator.findChild(SearchField).setText("утро")
    assert [row.text() for row in navigator.collections.list.rows] == ["Порт, утро"]
    assert [row.text() for row in navigator.views.list.rows] == ["Утро"]
    navigator.findChild(SearchField).setText("nothing like it")
    assert navigator.collections.isHidden() and navigator.views.isHidden()


def test_arrows_reach_collections_and_views(qtbot, navigator, album):
    navigator.activateWindow()
    last = list(navigator.groups.values())[-1].head
    last.setFocus()
    qtbot.keyClick(last, Qt.Key.Key_Down)
    assert navigator.collections.list.rows[0].hasFocus()
    assert album.mapTo(navigator, QPoint(0, 0)).y() > last.mapTo(navigator, QPoint(0, 0)).y()


def test_the_rail_has_tiles_for_the_lists(navigator, album):
    navigator.set_compact(True)
    assert navigator.collections.isHidden() and navigator.tag_group.isHidden()
    assert not album.isVisible()
    navigator.set_compact(False)
    assert album.isVisible()


@pytest.fixture
def views(navigator):
    for text in ("В", "А", "Б"):
        run(navigator, save_view, name=f"{text} ряд", active=Filter((Words(text),)), layout={"gallery": {"sort": text}})
    before = [row.text() for row in navigator.views.list.rows]
    assert sorted(before) == before
    return navigator.views


def names(navigator):
    navigator.flush()
    return [row.text() for row in navigator.views.list.rows]


def test_a_view_is_moved_with_keys_and_comes_back_with_undo(qtbot, navigator, views):
    before = names(navigator)
    row = views.list.rows[-1]
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert names(navigator) == [*before[:-2], before[-1], before[-2]]
    qtbot.keyClick(row, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(row, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert names(navigator) == before
    session = navigator.context.session
    session.undo().result()
    session.undo().result()
    assert names(navigator) == before and session.undo_step().label.startswith("Save the view")


def test_a_view_is_pulled_to_another_place_with_the_mouse(qtbot, navigator, views):
    before, rows = names(navigator), views.list.rows
    shown = []
    views.chosen.connect(shown.append)
    first, last = rows[0], rows[-1]
    target = first.mapFromGlobal(last.mapToGlobal(QPoint(20, last.height() - 2)))
    qtbot.mousePress(first, LEFT, pos=QPoint(20, 10))
    for at in (QPoint(20, 30), target):
        drag(first, at)
    assert views.list.grab() is not None
    qtbot.mouseRelease(first, LEFT, pos=target)
    assert names(navigator) == [*before[1:], before[0]] and not shown
    # A short pull, or one back to its own place, changes nothing, and a click still shows the view.
    steps = navigator.context.session.undo_step().id
    qtbot.mousePress(last, LEFT, pos=QPoint(20, 10))
    drag(last, QPoint(20, 24))
    qtbot.mouseRelease(last, LEFT, pos=QPoint(20, 10))
    assert navigator.context.session.undo_step().id == steps and not shown
    qtbot.mouseClick(last, LEFT)
    assert shown == [last.row_id]


def drag(row, at):
    spot = QPointF(at)
    move = QMouseEvent(
        QEvent.Type.MouseMove, spot, QPointF(row.mapToGlobal(at)), LEFT, LEFT, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(row, move)


def test_a_view_that_is_saved_anew_keeps_its_place_and_arrangement(navigator, views):
    session = navigator.context.session
    row_id = views.list.rows[-1].row_id
    run(navigator, move_view, view_id=row_id, before=views.list.rows[0].row_id)
    run(navigator, update_view, view_id=row_id, active=Filter(), layout={"map": {"zoom": 4}})
    assert next(iter(session.index.views)) == row_id
    assert layout_of(session.index.views[row_id].layout) == {"map": {"zoom": 4}}
    other = next(row for row in session.index.views.values() if row.name == "Б ряд")
    assert layout_of(other.layout) == {"gallery": {"sort": "Б"}}
