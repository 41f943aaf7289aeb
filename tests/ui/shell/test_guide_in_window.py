"""The guide in the window: F1, the menu of the case, the link on the welcome screen, and keys that exist."""

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication

from evidence_board.ui.guide.guide_pages import guide_pages
from evidence_board.ui.guide.guide_sheet import GuideSheet
from evidence_board.ui.main_window import MainWindow
from evidence_board.ui.overview_parts import overview_parts
from evidence_board.ui.widgets.buttons import Button

#: Rows of the page of keys that are no single command of the list.
_MANY = {"5 to 1, 0": ("5", "1", "0"), "[ and ]": ("[", "]")}


def test_f1_opens_the_guide_over_a_case_and_esc_closes_it(page, window, qtbot):
    qtbot.keyClick(page.workspace.panes["gallery"], Qt.Key.Key_F1)
    sheet = page.findChild(GuideSheet)
    assert sheet.is_open
    page.commands.run("keys")
    assert not sheet.is_open
    assert page.keys_sheet.is_open
    page.commands.run("guide")
    assert sheet.is_open
    assert not page.keys_sheet.is_open
    qtbot.keyClick(QApplication.focusWidget() or sheet, Qt.Key.Key_Escape)
    assert not sheet.is_open


def test_the_welcome_screen_has_a_link_to_the_guide(window, qtbot):
    welcome = next(one for one in window.findChildren(Button) if one.accessibleName().startswith("Read the guide"))
    qtbot.mouseClick(welcome, Qt.MouseButton.LeftButton)
    sheet = window.findChild(GuideSheet)
    assert sheet.is_open
    qtbot.keyClick(QApplication.focusWidget() or sheet, Qt.Key.Key_F1)
    assert not sheet.is_open


def test_the_keys_that_the_guide_names_are_keys_of_the_program(qtbot, theme, case_path):
    # With all its parts: some of them bring the keys.
    window = MainWindow(theme=theme, parts=overview_parts)
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.case_shown, timeout=30_000):
        window.open_case(case_path)
    page = window.page
    text = next(one for one in guide_pages() if one.name == "keys").markdown
    rows = re.findall(r"^\| (\S.*?) \| ", text, re.MULTILINE)[1:]
    assert len(rows) > 15
    for row in rows:
        for key in _MANY.get(row) or row.split(", "):
            name = key.replace(" ", "+")
            command = page.commands.for_key(name)
            assert command is not None, key
            assert QKeySequence(name).count() == 1
    window.close()
