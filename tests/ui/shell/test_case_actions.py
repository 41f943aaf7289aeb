"""What keys do to the selection, on a real case, and what the window says of it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from tests.ui.shell.conftest import settle, type_text

from evidence_board import selection
from evidence_board.events import Notice
from evidence_board.filters import Filter, InQueue, KindIs, Words
from evidence_board.operations.links import create_link
from evidence_board.ui.dialogs_entity import EntityPopover

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def choose(page, *refs):
    session = page.context.session
    session.select(selection.replace([session.index.by_ref[ref] for ref in refs]))


def key(qtbot, page, code, modifiers=Qt.KeyboardModifier.NoModifier):
    page.window().activateWindow()
    page.workspace.focus_pane("gallery")
    qtbot.keyClick(page.workspace.panes["gallery"], code, modifiers)


def changed(qtbot, page):
    return qtbot.waitSignal(page.context.events.index_changed, timeout=10_000)


def test_delete_moves_to_the_bin_and_the_toast_brings_it_back(qtbot, page):
    session = page.context.session
    choose(page, "M-014")
    row_id = session.selection.current
    key(qtbot, page, Qt.Key.Key_Delete)
    # Other news of the case may come first.
    qtbot.waitUntil(lambda: row_id not in session.index.items, timeout=20_000)
    qtbot.waitUntil(lambda: page.toast.message == "Move M-014 Man in striped shirt by the breakwater to the bin")
    assert page.toast.action_button.text() == "Undo"
    qtbot.mouseClick(page.toast.action_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: row_id in session.index.items, timeout=20_000)
    qtbot.waitUntil(
        lambda: page.toast.message == "Undone: move M-014 Man in striped shirt by the breakwater to the bin"
    )
    assert session.selection.ids == (row_id,)


def test_undo_and_redo_by_key_and_their_tooltips(qtbot, page):
    session = page.context.session
    undo, redo = page.top_bar.button("undo"), page.top_bar.button("redo")
    assert not redo.isEnabled()
    choose(page, "M-014")
    with changed(qtbot, page):
        key(qtbot, page, Qt.Key.Key_3)
    qtbot.waitUntil(lambda: "position of M-014" in undo.toolTip())
    assert undo.toolTip() == "Undo: set the position of M-014 to possible   Ctrl Z"
    item = session.index.items[session.selection.current]
    assert item.level == "possible"
    with changed(qtbot, page):
        key(qtbot, page, Qt.Key.Key_Z, CTRL)
    assert session.index.items[item.id].level == "probable"
    qtbot.waitUntil(redo.isEnabled)
    assert redo.toolTip().startswith("Redo: set the position of M-014")
    with changed(qtbot, page):
        key(qtbot, page, Qt.Key.Key_Z, CTRL | SHIFT)
    assert session.index.items[item.id].level == "possible"


def test_undo_selects_what_it_changed(qtbot, page):
    session = page.context.session
    choose(page, "M-014")
    changed_one = session.selection.current
    with changed(qtbot, page):
        key(qtbot, page, Qt.Key.Key_3)
    choose(page, "M-002")
    key(qtbot, page, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: session.selection.ids == (changed_one,), timeout=10_000)
    assert page.toast.message == "Undone: set the position of M-014 to possible"
    choose(page)
    qtbot.waitUntil(page.top_bar.button("redo").isEnabled, timeout=10_000)
    key(qtbot, page, Qt.Key.Key_Z, CTRL | SHIFT)
    qtbot.waitUntil(lambda: session.selection.ids == (changed_one,), timeout=10_000)
    assert page.toast.message == "Done again: set the position of M-014 to possible"


def test_undo_of_a_link_selects_what_it_joined_and_redo_the_link(qtbot, page):
    session = page.context.session
    index = session.index
    photo, unit = index.items[index.by_ref["M-002"]], next(e for e in index.entities.values() if e.kind == "unit")
    made = session.run(create_link, sources=[("item", photo.id)], target=("unit", unit.id), relation="shows").result()
    settle(qtbot, page)
    choose(page, "M-020")
    key(qtbot, page, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: set(session.selection.ids) == {photo.id, unit.id}, timeout=10_000)
    qtbot.waitUntil(page.top_bar.button("redo").isEnabled, timeout=10_000)
    key(qtbot, page, Qt.Key.Key_Z, CTRL | SHIFT)
    qtbot.waitUntil(lambda: list(session.selection.ids) == made.ids("link"), timeout=10_000)


def test_undo_says_when_the_filter_hides_what_it_changed(qtbot, page):
    session = page.context.session
    choose(page, "M-014")
    with changed(qtbot, page):
        key(qtbot, page, Qt.Key.Key_3)
    choose(page)
    session.set_filter(Filter((Words("nothing has these words"),)))
    key(qtbot, page, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: page.toast.message.endswith("The filter hides it."), timeout=10_000)
    assert not session.selection.ids


def test_a_level_is_set_on_several_things_in_one_step(qtbot, page):
    session = page.context.session
    link = next(iter(session.index.links.values()))
    item = session.index.items[session.index.by_ref["M-003"]]
    session.select(selection.replace([link.id, item.id]))

    def levels():
        return session.index.links[link.id].level, session.index.items[item.id].level

    # Other news of the case may come first.
    key(qtbot, page, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: levels() == ("refuted", "refuted"), timeout=20_000)
    key(qtbot, page, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: levels() == (link.level, item.level), timeout=20_000)


def test_levels_need_something_to_be_sure_of(page):
    assert not page.commands["level_confirmed"].enabled()
    session = page.context.session
    unplaced = next(item for item in session.index.items.values() if item.geotag_id is None)
    session.select(selection.replace([unplaced.id]))
    assert not page.commands["level_confirmed"].enabled()


def test_e_makes_an_entity_and_selects_it(qtbot, page):
    session = page.context.session
    key(qtbot, page, Qt.Key.Key_E)
    popover = QApplication.activePopupWidget()
    assert isinstance(popover, EntityPopover)
    qtbot.keyClick(popover.field, Qt.Key.Key_Down)
    qtbot.keyClick(popover.field, Qt.Key.Key_Down)
    assert popover.kind == "unit"
    type_text(popover.field, "وحدة 12")
    with qtbot.waitSignal(page.context.events.selection_changed, timeout=10_000):
        qtbot.keyClick(popover.field, Qt.Key.Key_Return)
    settle(qtbot, page)
    row = session.index.entities[session.selection.current]
    assert (row.kind, row.label) == ("unit", "وحدة 12")


def test_a_name_that_is_there_already_is_selected_not_doubled(qtbot, page):
    session = page.context.session
    before = len(session.index.entities)
    key(qtbot, page, Qt.Key.Key_E)
    popover = QApplication.activePopupWidget()
    qtbot.keyClicks(popover.field, "A_Severny")
    qtbot.keyClick(popover.field, Qt.Key.Key_Return)
    assert session.index.label_of(session.selection.current) == "a_severny"
    settle(qtbot, page)
    assert len(session.index.entities) == before


def test_f2_renames_a_file_and_an_entity(qtbot, page):
    session = page.context.session
    choose(page, "M-014")
    item = session.selection.current
    for row_id, read in (
        (item, lambda: session.index.items[item].title),
        (unit_of(session), lambda: session.index.label_of(unit_of(session))),
    ):
        session.select(selection.replace([row_id]))
        key(qtbot, page, Qt.Key.Key_F2)
        popover = QApplication.activePopupWidget()
        popover.field.selectAll()
        type_text(popover.field, "Новое имя")
        with changed(qtbot, page):
            qtbot.keyClick(popover.field, Qt.Key.Key_Return)
        assert read() == "Новое имя"


def unit_of(session):
    return next(session.index.entities_of("unit")).id


def test_escape_leaves_a_name_as_it_was(qtbot, page):
    session = page.context.session
    choose(page, "M-014")
    title = session.index.items[session.selection.current].title
    key(qtbot, page, Qt.Key.Key_F2)
    popover = QApplication.activePopupWidget()
    qtbot.keyClicks(popover.field, "x")
    qtbot.keyClick(popover.field, Qt.Key.Key_Escape)
    settle(qtbot, page)
    assert session.index.items[session.index.by_ref["M-014"]].title == title
    assert len(session.selection) == 1


def test_hash_tags_what_is_selected(qtbot, page):
    session = page.context.session
    choose(page, "M-003", "M-004")
    page.commands.run("tag")
    popover = QApplication.activePopupWidget()
    qtbot.keyClicks(popover.field, "vehicle/BTR")
    with changed(qtbot, page):
        qtbot.keyClick(popover.field, Qt.Key.Key_Return)
    tag = next(row for row in session.index.tags.values() if row.path == "vehicle/BTR")
    assert tag.count == 2


def test_panes_ask_the_window(qtbot, page):
    session, requests = page.context.session, page.context.requests
    choose(page, "M-014")
    item = session.selection.current
    key(qtbot, page, Qt.Key.Key_Space)
    assert page.preview.shown == [item]
    key(qtbot, page, Qt.Key.Key_L)
    assert page.link_door.begun == [[("item", item)]]
    requests.link_to.emit([("item", item)], ("unit", unit_of(session)))
    assert len(page.link_door.joined) == 1
    requests.choose_import.emit()
    assert page.import_sheet.is_open
    requests.tag.emit([item])
    assert QApplication.activePopupWidget() is not None
    QApplication.activePopupWidget().close()


def test_g_brings_a_hidden_map_back_and_asks_it(qtbot, page):
    choose(page, "M-014")
    page.workspace.toggle_maximised("board")
    key(qtbot, page, Qt.Key.Key_G)
    assert page.workspace.maximised is None
    assert page.workspace.panes["map"].asked == [[page.context.session.selection.current]]


def test_ctrl_a_selects_what_is_shown(qtbot, page):
    session = page.context.session
    session.set_filter(Filter((InQueue("videos"),)))
    key(qtbot, page, Qt.Key.Key_A, CTRL)
    assert len(session.selection) == 4


def test_escape_steps_back_one_thing_at_a_time(qtbot, page):
    session = page.context.session
    bar = page.workspace.panes["filter_bar"]
    session.set_filter(Filter((Words("tartus"),)))
    bar.flush()
    session.set_filter(Filter((Words("tartus"), KindIs(("photo",)))))
    bar.flush()
    choose(page, "M-014")
    page.import_sheet.open_sheet()
    seen = []
    for _ in range(4):
        key(qtbot, page, Qt.Key.Key_Escape)
        bar.flush()
        seen.append((page.import_sheet.is_open, len(session.selection), session.filter.parts))
    both = (Words("tartus"), KindIs(("photo",)))
    assert seen == [
        (False, 1, both),
        (False, 0, both),
        (False, 0, (Words("tartus"),)),
        (False, 0, ()),
    ]


def test_the_sheet_of_keys_lists_what_can_be_pressed(qtbot, page):
    key(qtbot, page, Qt.Key.Key_Question, SHIFT)
    sheet = page.keys_sheet
    assert sheet.is_open
    key(qtbot, page, Qt.Key.Key_Question, SHIFT)
    assert not sheet.is_open


@pytest.mark.parametrize("tone", ["warn", "bad"])
def test_trouble_stands_until_something_is_saved(qtbot, page, tone):
    page.context.session.hub.emit(Notice("Not saved: the disk is full.", tone))
    (banner,) = page.banners
    assert (banner.text, banner.tone) == ("Not saved: the disk is full.", tone)
    choose(page, "M-014")
    with changed(qtbot, page):
        key(qtbot, page, Qt.Key.Key_2)
    assert page.banners == []


def test_a_verb_that_fails_says_why(qtbot, page):
    page.context.requests.rename.emit("unit", unit_of(page.context.session))
    popover = QApplication.activePopupWidget()
    popover.field.setText("   ")
    qtbot.keyClick(popover.field, Qt.Key.Key_Return)
    assert popover.isVisible()  # nothing to save yet
    popover.close()
    page.actions_of_case.rename("unit", "gone")
    assert QApplication.activePopupWidget() is None


def test_news_is_a_toast(page):
    page.context.session.hub.emit(Notice("Saved a copy.", "ok"))
    assert page.toast.message == "Saved a copy."
    assert page.toast.action_button.isHidden()


def test_what_leaves_the_filter_is_announced(qtbot, page):
    session = page.context.session
    session.set_filter(Filter((InQueue("not_placed"),)))
    item = next(iter(session.visible))
    session.select(selection.replace([item]))
    from evidence_board.operations.positions import place_items

    with changed(qtbot, page):
        page.context.perform(place_items, item_ids=[item], latitude=34.9, longitude=35.87)
    assert item not in session.visible
    assert page.toast.message.startswith("Place ") and page.toast.message.endswith("It left “Not placed yet”.")
    assert page.toast.action_button.isVisible()


def test_a_level_that_is_there_already_is_not_set_again(qtbot, page):
    session = page.context.session
    choose(page, "M-014")
    level = session.index.items[session.selection.current].level
    before = session.undo_step()
    page.commands.run(f"level_{level}")
    assert page.toast.message == f"It is {level} already. Nothing changed."
    assert session.undo_step() == before


def test_the_bin_names_what_went_there(qtbot, page):
    session = page.context.session
    account = next(row for row in session.index.entities_of("account") if row.label == "a_severny")
    session.select(selection.replace([account.id]))
    with changed(qtbot, page):
        page.commands.run("delete")
    assert page.toast.message == "Move a_severny to the bin"


def test_undo_of_what_is_selected_leaves_the_selection_as_it_is(qtbot, page):
    session = page.context.session
    choose(page, "M-020", "M-014", "M-002")
    with changed(qtbot, page):
        key(qtbot, page, Qt.Key.Key_3)
    before = session.selection
    assert len(before) == 3
    key(qtbot, page, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: page.toast.message.startswith("Undone: "), timeout=10_000)
    assert session.selection == before
