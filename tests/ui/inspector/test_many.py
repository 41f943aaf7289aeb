"""Several files at once: what they share, what is mixed, and each edit of all as one step."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from tests.factories.cases import practice_session
from tests.ui.inspector.conftest import Inspecting

from evidence_board.operations.bulk import BulkWatch
from evidence_board.ui.bulk_edits import bulk_edits
from evidence_board.ui.context import UiContext
from evidence_board.ui.inspector.choice_popover import ChoicePopover

LEFT = Qt.MouseButton.LeftButton
THREE = ("M-014", "M-003", "M-009")


def popover():
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, ChoicePopover) and one.isVisible()]
    return found[-1]


def pick(inspecting, choice, typed):
    """Press a choice, type, take the first row."""
    inspecting.qtbot.mouseClick(choice.choice.button, LEFT)
    opened = popover()
    inspecting.enter(opened.field, typed)
    inspecting.qtbot.keyClick(opened.field, Qt.Key.Key_Return)
    inspecting.refresh()


@pytest.fixture
def page(inspecting):
    inspecting.select(*THREE)
    return inspecting.pane.many_page


def test_account_place_and_state_of_all(inspecting, page):
    session = inspecting.session
    first = session.undo_step().id
    state = page.values.status
    assert state.text() == "mixed"
    inspecting.qtbot.mouseClick(state, LEFT)
    menu = state._status_menu
    assert [action.objectName() for action in menu.actions()][3] == "reviewed"
    menu.actions()[3].trigger()
    menu.close()
    inspecting.refresh()
    assert {inspecting.item(ref).status for ref in THREE} == {"reviewed"} and state.text() == "Reviewed"
    pick(inspecting, page.values.place, "seafront")
    assert {inspecting.item(ref).place for ref in THREE} == {"Tartus, seafront"}
    assert page.values.place.choice.button.accessibleName() == "Place of all: Tartus, seafront"
    pick(inspecting, page.values.account, "новый_канал")
    labels = [session.undo_step().label]
    assert "новый_канал" in labels[0] and session.undo_step().id == first + 3
    for _ in range(3):
        session.undo().result()
    inspecting.refresh()
    assert session.undo_step().id == first and state.text() == "mixed"


def test_what_posts_say_is_kept_and_told(inspecting, page):
    told = []
    inspecting.context.events.notice.connect(lambda event: told.append(event.text))
    carried = {ref for ref in THREE if inspecting.session.index.posts_of.get(inspecting.id_of(ref))}
    pick(inspecting, page.values.account, "laskin")
    kept = {ref for ref in THREE if inspecting.item(ref).account != "laskin.d"}
    assert kept and kept <= carried
    inspecting.qtbot.waitUntil(lambda: any("stay as their posts say" in words for words in told))


def test_mixed_levels_are_set_together(inspecting):
    refs = [row.ref for row in inspecting.session.index.items.values() if row.geotag_id][:6]
    inspecting.select(*refs)
    level = inspecting.pane.many_page.values.level
    assert level.mixed.isVisible() and not level.shared.isVisible()
    level.mixed.setFocus()
    inspecting.qtbot.keyClick(level.mixed, Qt.Key.Key_2)
    inspecting.refresh()
    assert {inspecting.item(ref).level for ref in refs} == {"doubtful"} and level.shared.isVisible()


def test_links_are_graded_together(inspecting):
    inspecting.select("K-20", "K-21", "K-22")
    level = inspecting.pane.many_page.values.link_level
    button = level.mixed if level.mixed.isVisible() else level.shared
    button.setFocus()
    inspecting.qtbot.keyClick(button, Qt.Key.Key_2)
    inspecting.refresh()
    links = inspecting.session.index.links
    assert {links[inspecting.id_of(ref)].level for ref in ("K-20", "K-21", "K-22")} == {"doubtful"}


def test_a_long_edit_shows_how_far_it_is_and_can_be_stopped(qtbot, tmp_path, theme):
    with practice_session(tmp_path, threaded=True) as session:
        qtbot.waitUntil(lambda: len(session.index.items) == 48)
        context = UiContext(session, theme)
        try:
            inspecting = Inspecting(qtbot, context)
            inspecting.select(*THREE)
            page, edits = inspecting.pane.many_page, bulk_edits(context)
            before = session.undo_step().id
            told = []
            context.events.notice.connect(lambda event: told.append(event.text))
            # The writer is busy with something else for as long as this test wants.
            free = threading.Event()
            session.on_writer(lambda: free.wait(30))
            page.values.status.chosen.emit("reviewed")
            qtbot.waitUntil(page.progress.isVisible)
            assert edits.words == "Changing 3 files"
            qtbot.mouseClick(page.progress.stop, LEFT)
            free.set()
            qtbot.waitUntil(lambda: told == ["Stopped. Nothing was changed."])
            assert not page.progress.isVisible() and session.undo_step().id == before
            page.values.status.chosen.emit("reviewed")
            qtbot.waitUntil(lambda: inspecting.item("M-014").status == "reviewed")
        finally:
            context.close()


def test_a_watch_that_was_stopped_stays_so():
    watch = BulkWatch()
    watch.stop()
    assert watch.stopped and watch.rows == 0
