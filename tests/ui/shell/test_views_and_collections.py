"""Saved views and collections in the real window, and the menus that filter by what one sees."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu
from tests.factories.cases import practice_case
from tests.ui.shell.conftest import settle

from evidence_board import selection
from evidence_board.filters import Filter, HasPosition, InCollection, KindIs, Not, PostedBy
from evidence_board.ui.overview_parts import overview_parts

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def parts():
    return overview_parts


@pytest.fixture
def page(qtbot, window, tmp_path):
    with qtbot.waitSignal(window.case_shown, timeout=60_000):
        window.open_case(practice_case(tmp_path))
    settle(qtbot, window.page)
    return window.page


def press(qtbot, page, key, modifiers):
    page.window().activateWindow()
    page.workspace.focus_pane("gallery")
    qtbot.keyClick(QApplication.focusWidget() or page.workspace.panes["gallery"], key, modifiers)


def type_name(qtbot, name):
    popover = QApplication.activePopupWidget()
    popover.field.setText(name)
    qtbot.keyClick(popover.field, Qt.Key.Key_Return)


def view_named(page, name):
    return next(row for row in page.context.session.index.views.values() if row.name == name)


def test_a_view_keeps_filter_and_panes_and_gives_them_back(qtbot, page):
    session, gallery, workspace = page.context.session, page.workspace.panes["gallery"], page.workspace
    wanted = Filter((KindIs(("photo",)), Not(HasPosition())))
    session.set_filter(wanted)
    gallery.set_order(sort="name", grouping="account")
    workspace.toggle_maximised("gallery")
    press(qtbot, page, Qt.Key.Key_S, CTRL | SHIFT)
    type_name(qtbot, "Ещё без места")
    qtbot.waitUntil(lambda: any(row.name == "Ещё без места" for row in session.index.views.values()))
    workspace.restore_maximised()
    gallery.set_order(sort="taken", grouping="none")
    session.set_filter(Filter())
    settle(qtbot, page)
    row = view_named(page, "Ещё без места")
    navigator = workspace.panes["navigator"]
    navigator.views.chosen.emit(row.id)
    assert session.filter == wanted and workspace.maximised == "gallery"
    assert (gallery.state()["sort"], gallery.state()["grouping"]) == ("name", "account")
    workspace.restore_maximised()
    session.set_filter(Filter((HasPosition(),)))
    navigator.views.update_wanted.emit(row.id)
    qtbot.waitUntil(lambda: '"has position"' in view_named(page, "Ещё без места").query)
    page.actions_of_case.undo()
    qtbot.waitUntil(lambda: '"kind"' in view_named(page, "Ещё без места").query)


def test_selected_files_join_a_collection_by_key(qtbot, page):
    session = page.context.session
    ids = [session.index.by_ref[ref] for ref in ("M-014", "M-003")]
    session.select(selection.replace(ids))
    press(qtbot, page, Qt.Key.Key_D, CTRL)
    type_name(qtbot, "Набережная")
    qtbot.waitUntil(lambda: any(row.name == "Набережная" for row in session.index.albums.values()))
    album = next(row for row in session.index.albums.values() if row.name == "Набережная")
    assert list(album.item_ids) == ids
    session.set_filter(Filter((InCollection(album.id),)))
    settle(qtbot, page)
    assert set(session.visible) == set(ids)
    session.select(selection.replace(ids[:1]))
    assert page.commands.run("remove_from_collection")
    qtbot.waitUntil(lambda: session.index.albums[album.id].item_ids == (ids[1],))


def test_menus_of_the_gallery_filter_by_what_one_sees(qtbot, page):
    session, gallery = page.context.session, page.workspace.panes["gallery"]
    gallery.set_order(sort="taken", grouping="account")
    settle(qtbot, page)
    view = gallery.view
    spot = QPoint(30, 14)
    assert view.group_at(spot) is not None
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, spot, view.viewport().mapToGlobal(spot))
    QApplication.sendEvent(view.viewport(), event)
    menu = QApplication.activePopupWidget()
    next(one for one in menu.actions() if one.objectName() == "filter_not").trigger()
    menu.close()
    (part,) = session.filter.parts
    assert isinstance(part, Not) and isinstance(part.part, PostedBy)
    session.set_filter(Filter())
    settle(qtbot, page)
    item_id = session.index.by_ref["M-014"]
    at = view.arrangement.position[item_id]
    view.bring_into_view(at)
    spot = view.rect_of(at).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, spot, view.viewport().mapToGlobal(spot))
    QApplication.sendEvent(view.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert "Add to collection" in {one.text().split("\t")[0] for one in menu.actions()}
    like = next(one for one in menu.findChildren(QMenu) if one.title() == "Filter by")
    next(one for one in like.actions() if "a_severny" in one.text()).trigger()
    menu.close()
    assert session.filter == Filter((PostedBy((session.index.items[item_id].account_id,)),))


def test_a_narrow_navigator_says_what_went_into_a_collection(qtbot, page):
    session, navigator = page.context.session, page.workspace.panes["navigator"]
    told = []
    page.context.events.notice.connect(lambda event: told.append((event.text, event.undo)))
    session.select(selection.replace([session.index.by_ref["M-014"]]))
    press(qtbot, page, Qt.Key.Key_D, CTRL)
    type_name(qtbot, "Видно")
    qtbot.waitUntil(lambda: any(row.name == "Видно" for row in session.index.albums.values()))
    settle(qtbot, page)
    assert told == []
    navigator.set_compact(True)
    press(qtbot, page, Qt.Key.Key_D, CTRL)
    type_name(qtbot, "Не видно")
    qtbot.waitUntil(lambda: told == [("Make the collection “Не видно”", True)])
    press(qtbot, page, Qt.Key.Key_S, CTRL | SHIFT)
    type_name(qtbot, "Вид")
    qtbot.waitUntil(lambda: told[1:] == [("Save the view “Вид”", True)])
