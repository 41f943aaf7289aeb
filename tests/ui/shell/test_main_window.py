"""Opening, making, closing and dropping, in the one window."""

import hashlib
import re
import sqlite3
import threading
from contextlib import closing

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMessageBox
from tests.ui.shell.conftest import settle, type_text

from evidence_board.session import open_session
from evidence_board.settings import RecentCase, load_settings, save_settings
from evidence_board.ui import main_window as main_window_module
from evidence_board.ui.backups.rescue_box import RescueBox
from evidence_board.ui.dialogs_settings import SettingsSheet
from evidence_board.ui.drop_overlay import DropOverlay
from evidence_board.ui.widgets.buttons import Button

COPY = Qt.DropAction.CopyAction


def urls(*paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def enter(widget, data):
    event = QDragEnterEvent(QPoint(40, 40), COPY, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(widget, event)
    return event


def drop(widget, data):
    # Qt hands a drop only to a widget that the drag has entered.
    enter(widget, data)
    event = QDropEvent(QPointF(40, 40), COPY, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(widget, event)
    return event


@pytest.fixture
def ask_new(monkeypatch, tmp_path):
    asked = []

    def ask(parent, *, suggestion):
        asked.append(suggestion)
        return tmp_path / suggestion.name

    monkeypatch.setattr(main_window_module, "ask_new_case", ask)
    return asked


def test_opening_leaves_one_file_behind(qtbot, window, page, case_path):
    assert window.windowTitle() == "Tartus 2015 · Evidence Board"
    assert case_path.with_name(case_path.name + ".lock").exists()
    window.close_case()
    qtbot.waitUntil(lambda: not window.is_busy)
    assert window.welcome.isVisible()
    assert window.windowTitle() == "Evidence Board"
    assert [one.name for one in case_path.parent.iterdir()] == [case_path.name]


def test_closing_the_window_closes_the_case(qtbot, window, page, case_path):
    window.close()
    assert [one.name for one in case_path.parent.iterdir()] == [case_path.name]
    assert not any(thread.name.startswith("case ") for thread in threading.enumerate())


def test_ctrl_q_closes_the_window_and_the_case(qtbot, window, page, case_path):
    assert any(one.key_shown == "Ctrl Q" for many in page.commands.groups().values() for one in many)
    qtbot.keyClick(page.workspace.panes["gallery"], Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not window.isVisible())
    assert [one.name for one in case_path.parent.iterdir()] == [case_path.name]


def test_the_case_menu_quits(qtbot, window, page):
    qtbot.mouseClick(page.top_bar.case_button, Qt.MouseButton.LeftButton)
    menu = QApplication.activePopupWidget()
    quit_it = next(one for one in menu.actions() if one.text().startswith("Quit"))
    assert quit_it.text() == "Quit\tCtrl Q"
    quit_it.trigger()
    menu.close()
    qtbot.waitUntil(lambda: not window.isVisible())


def test_ctrl_q_closes_the_welcome_screen(qtbot, window):
    qtbot.keyClick(window.welcome, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not window.isVisible())


def test_the_window_answers_while_a_case_opens(qtbot, window, case_path):
    window.open_case(case_path)
    assert window.page is None
    assert window.welcome.isVisible()
    assert window.is_busy
    with qtbot.waitSignal(window.case_shown, timeout=30_000):
        pass
    assert window.page.context.session.index.title == "Tartus 2015"


def test_a_case_that_is_none_says_so_and_nothing_changes(qtbot, window, tmp_path):
    path = tmp_path / "notes.evidence"
    path.write_bytes(b"these are my notes, not a case" * 50)
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    window.open_case(path)
    qtbot.waitUntil(lambda: bool(window.findChildren(QMessageBox)))
    (box,) = window.findChildren(QMessageBox)
    assert box.text() == "notes.evidence is not a case of Evidence Board."
    assert "not changed" in box.informativeText()
    box.button(QMessageBox.StandardButton.NoButton)
    box.close()
    assert window.welcome.isVisible()
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before


def test_a_damaged_case_says_what_is_damaged_and_stays_as_it_is(qtbot, window, case_path):
    with closing(sqlite3.connect(case_path)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'geotag'").fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    raw = bytearray(case_path.read_bytes())
    raw[(page - 1) * size : page * size] = b"\x07" * size
    case_path.write_bytes(raw)
    save_settings(load_settings().with_recent(RecentCase(str(case_path), "Tartus 2015", "2015-10-01T00:00:00Z", 48)))
    window.open_case(case_path)
    qtbot.waitUntil(lambda: bool(window.findChildren(RescueBox)), timeout=20_000)
    (box,) = window.findChildren(RescueBox)
    assert box.said.text() == f"The case {case_path.name} is damaged."
    assert "of the positions" in box.more.text()
    assert "not changed" in box.more.text()
    assert "geotag" in box.more.text()
    box.close()
    assert window.welcome.isVisible()
    assert case_path.read_bytes() == bytes(raw)
    assert [one.name for one in case_path.parent.iterdir()] == [case_path.name]
    assert [one.title for one in load_settings().recent] == ["Tartus 2015"]


def test_a_second_opener_reads_only_and_is_told_who(qtbot, window, case_path):
    other = open_session(case_path, actor="R. Haddad")
    try:
        with qtbot.waitSignal(window.case_shown, timeout=30_000):
            window.open_case(case_path)
        page = window.page
        settle(qtbot, page)
        (banner,) = page.banners
        assert "R. Haddad" in banner.text
        assert "has had this case open since" in banner.text
        assert not page.commands["import"].enabled()
        assert not page.top_bar.import_button.isEnabled()
        assert not page.top_bar.button("undo").isEnabled()
        assert not page.commands.run("new_entity")
        assert not enter(window, urls(case_path.parent)).isAccepted()
        window.close_case()
        qtbot.waitUntil(lambda: not window.is_busy)
    finally:
        other.close()


def test_a_case_open_since_another_day_names_the_day(qtbot, window, case_path, monkeypatch):
    monkeypatch.setattr("evidence_board.case.lock.now_utc", lambda: "2015-09-12T12:00:00Z")
    other = open_session(case_path, actor="R. Haddad")
    try:
        with qtbot.waitSignal(window.case_shown, timeout=30_000):
            window.open_case(case_path)
        settle(qtbot, window.page)
        (banner,) = window.page.banners
        assert re.search(r"open since 1[23] Sep 2015, \d\d:\d\d\.", banner.text)
        window.close_case()
        qtbot.waitUntil(lambda: not window.is_busy)
    finally:
        other.close()


def test_a_second_opener_is_told_in_words_when_nobody_gave_a_name(qtbot, window, case_path):
    other = open_session(case_path, actor=load_settings().name)
    try:
        with qtbot.waitSignal(window.case_shown, timeout=30_000):
            window.open_case(case_path)
        page = window.page
        settle(qtbot, page)
        (banner,) = page.banners
        assert banner.text.startswith("Open in another window since ")
        assert "unnamed" not in banner.text
        assert "Settings" in banner.text
        qtbot.mouseClick(banner.findChild(Button), Qt.MouseButton.LeftButton)
        assert page.findChild(SettingsSheet).is_open
        window.close_case()
        qtbot.waitUntil(lambda: not window.is_busy)
    finally:
        other.close()


def test_opening_the_same_case_again_does_nothing(qtbot, window, page, case_path):
    window.open_case(case_path)
    assert not window.is_busy
    assert window.page is page


def test_another_case_takes_the_place_of_the_first(qtbot, window, page, tmp_path, ask_new):
    first = page.context.session
    with qtbot.waitSignal(window.case_shown, timeout=30_000):
        window.new_case()
    assert window.page is not page
    qtbot.waitUntil(lambda: not window.is_busy)
    assert first.case.read_only  # closed: its gate is gone
    assert window.page.context.session.index.title == "New case"
    titles = [one.title for one in load_settings().recent]
    assert titles == ["New case", "Tartus 2015"]
    assert load_settings().recent[1].files == 48


def test_a_folder_dropped_on_the_welcome_screen_begins_a_case(qtbot, window, tmp_path, ask_new):
    folder = tmp_path / "2015-09"
    folder.mkdir()
    event = enter(window, urls(folder))
    overlay = window.findChild(DropOverlay)
    assert event.isAccepted()
    assert overlay.isVisible()
    assert "Begin a new case with" in overlay.accessibleName()
    assert "2015-09" in overlay.accessibleName()
    with qtbot.waitSignal(window.case_shown, timeout=30_000):
        drop(overlay, urls(folder))
    assert overlay.isHidden()
    assert ask_new[0].name == "2015-09.evidence"
    assert window.page.context.session.index.title == "2015-09"
    assert window.page.import_sheet.paths == [[folder]]


def test_files_dropped_on_a_case_are_imported(qtbot, window, page, tmp_path):
    files = [tmp_path / "a.jpg", tmp_path / "b.jpg"]
    enter(window, urls(*files))
    overlay = window.findChild(DropOverlay)
    assert overlay.accessibleName().startswith("Import 2 files into")
    drop(overlay, urls(*files))
    qtbot.waitUntil(lambda: page.import_sheet.paths == [files])
    assert page.import_sheet.is_open


def test_files_taken_away_again_leave_no_veil(qtbot, window, page, tmp_path):
    enter(window, urls(tmp_path))
    overlay = window.findChild(DropOverlay)
    # Qt tells the window that the pointer went on to the overlay above it.
    QApplication.sendEvent(window, QDragLeaveEvent())
    enter(overlay, urls(tmp_path))
    # The event does not own what is dragged: it must live as long as the event.
    data = urls(tmp_path)
    move = QDragMoveEvent(QPoint(50, 50), COPY, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(overlay, move)
    assert move.isAccepted()
    assert overlay.isVisible()
    QApplication.sendEvent(overlay, QDragLeaveEvent())
    qtbot.waitUntil(overlay.isHidden)


def test_text_is_not_taken_for_files(window):
    data = QMimeData()
    data.setText("https://vk.example/wall-417_88")
    assert not enter(window, data).isAccepted()
    assert window.findChild(DropOverlay).isHidden()


def test_a_case_dropped_on_the_window_opens(qtbot, window, case_path):
    enter(window, urls(case_path))
    overlay = window.findChild(DropOverlay)
    assert overlay.accessibleName().startswith("Open the case")
    with qtbot.waitSignal(window.case_shown, timeout=30_000):
        drop(overlay, urls(case_path))


def test_keys_open_and_make_cases(qtbot, window, monkeypatch, case_path, ask_new):
    monkeypatch.setattr(main_window_module, "ask_open_case", lambda parent, *, folder: case_path)
    with qtbot.waitSignal(window.case_shown, timeout=30_000):
        qtbot.keyClick(window, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(window.case_shown, timeout=30_000):
        qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert ask_new[0] == case_path.parent / "New case.evidence"


def test_the_theme_button_changes_the_theme_for_good(qtbot, window, page):
    button = page.top_bar.button("theme")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.theme.is_dark
    assert load_settings().theme == "dark"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not window.theme.is_dark


def test_the_menu_of_the_case_lists_other_cases(qtbot, window, page, ask_new):
    with qtbot.waitSignal(window.case_shown, timeout=30_000):
        window.new_case()
    qtbot.mouseClick(window.page.top_bar.case_button, Qt.MouseButton.LeftButton)
    menu = QApplication.activePopupWidget()
    words = [action.text().split("\t")[0] for action in menu.actions() if not action.isSeparator()]
    assert words == [
        "Rename case",
        "New case",
        "Open case",
        "Recent cases",
        "Bin",
        "Settings",
        "Guide",
        "Close case",
        "Quit",
    ]
    recent = next(action.menu() for action in menu.actions() if action.menu() is not None)
    assert ["Tartus 2015" in action.text() for action in recent.actions()] == [True]
    menu.close()


def test_the_title_follows_the_case(qtbot, window, page):
    page.actions_of_case.rename_case(below=page.top_bar.case_button)
    popover = QApplication.activePopupWidget()
    type_text(popover.field, "Тартус")
    with qtbot.waitSignal(page.title_changed):
        qtbot.keyClick(popover.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Тартус" in window.windowTitle())


def test_closing_during_an_opening_leaves_nothing_behind(qtbot, window, case_path):
    window.open_case(case_path)
    window.close()
    assert [one.name for one in case_path.parent.iterdir()] == [case_path.name]
    QApplication.sendPostedEvents(None, QEvent.Type.MetaCall)
    assert window.page is None


def test_a_new_name_is_told_to_who_opens_the_case_next(qtbot, page, case_path):
    before = open_session(case_path, actor="R. Haddad")
    since = before.case.owner.since
    before.close()
    page.show_settings()
    field = page.findChild(SettingsSheet).name
    field.setFocus()
    type_text(field, "Лена Мороз")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    page.context.session.on_writer(lambda: None).result()
    second = open_session(case_path, actor="R. Haddad")
    try:
        assert (second.case.owner.name, second.case.owner.since) == ("Лена Мороз", since)
    finally:
        second.close()
