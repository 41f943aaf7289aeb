"""The sheets of the window: the bin and the settings, with real events, in the window of the practice case."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from tests.factories.cases import practice_case

from evidence_board.operations.entities import bin_things
from evidence_board.session import open_session
from evidence_board.settings import load_settings
from evidence_board.ui.dialogs_bin import BinSheet
from evidence_board.ui.dialogs_settings import SettingsSheet
from evidence_board.ui.main_window import MainWindow
from evidence_board.ui.overview_parts import overview_parts
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.hold_button import HoldButton


@pytest.fixture
def page(tmp_path, qtbot, qapp):
    theme = Theme(qapp, mode="light", reduced_motion=True)
    session = open_session(practice_case(tmp_path), actor="tester", threaded=True)
    window = MainWindow(theme=theme, parts=overview_parts())
    window.resize(1600, 1000)
    made = window.show_case(session)
    window.show()
    qtbot.waitUntil(lambda: len(session.index.items) == 48, timeout=20_000)
    yield made
    window.close()
    window.deleteLater()
    theme.deleteLater()
    qapp.setStyleSheet("")


def texts(sheet):
    return " ".join(label.text() for label in sheet.findChildren(QLabel))


def bin_one(page, qtbot, ref):
    session = page.context.session
    row_id = session.index.by_ref[ref]
    session.run(bin_things, things=[(session.index.kind_of(row_id), row_id)]).result(20)
    qtbot.waitUntil(lambda: ref not in session.index.by_ref, timeout=20_000)


def test_the_bin_gives_back(page, qtbot):
    bin_one(page, qtbot, "E-02")
    page.commands.run("bin")
    sheet = page.findChild(BinSheet)
    qtbot.waitUntil(lambda: "E-02" in texts(sheet) and page.context.jobs.is_idle, timeout=20_000)
    back = next(
        button for button in sheet.findChildren(Button) if "Put back" in button.accessibleName() and button.isVisible()
    )
    qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "E-02" in page.context.session.index.by_ref, timeout=20_000)
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.is_open


def test_emptying_wants_a_held_button(page, qtbot):
    bin_one(page, qtbot, "E-02")
    page.show_bin()
    sheet = page.findChild(BinSheet)
    hold = sheet.findChild(HoldButton)
    qtbot.waitUntil(lambda: not hold.isHidden() and hold.isEnabled(), timeout=20_000)
    qtbot.mouseClick(hold, Qt.MouseButton.LeftButton)
    assert page.context.session.undo_step() is not None
    qtbot.mousePress(hold, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(hold.held, timeout=10_000):
        pass
    qtbot.mouseRelease(hold, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.context.session.undo_step() is None, timeout=30_000)
    qtbot.waitUntil(lambda: "The bin is empty" in texts(sheet), timeout=20_000)


def test_the_name_of_the_settings_stands_in_the_log(page, qtbot):
    page.commands.run("settings")
    sheet = page.findChild(SettingsSheet)
    sheet.name.setFocus()
    sheet.name.clear()
    qtbot.keyClicks(sheet.name, "R. Haddad")
    qtbot.keyClick(sheet.name, Qt.Key.Key_Return)
    assert load_settings().name == "R. Haddad"
    bin_one(page, qtbot, "E-03")
    actor = page.context.session.read(
        lambda c: c.execute("SELECT actor FROM custody ORDER BY seq DESC LIMIT 1").fetchone()[0]
    )
    assert actor == "R. Haddad"


def test_one_sheet_at_a_time(page):
    page.show_keys()
    page.show_settings()
    assert not page.keys_sheet.is_open
    page.step_back()
    assert not page.findChild(SettingsSheet).is_open
