"""What the program is and whose work is in it: the help menu, the sheet; the notation of positions in the settings."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu

from evidence_board import __version__, resources
from evidence_board.geo.coordinate_formats import Form
from evidence_board.settings import load_settings
from evidence_board.ui.about.about_sheet import AboutSheet
from evidence_board.ui.about.credits import data_credits
from evidence_board.ui.dialogs_settings import SettingsSheet


@pytest.fixture
def page(case_page):
    return case_page


def test_the_help_menu_leads_to_guide_keys_and_about(page, qtbot):
    qtbot.mouseClick(page.top_bar.button("keys"), Qt.MouseButton.LeftButton)
    menu = page.findChild(QMenu, "help_menu")
    qtbot.waitUntil(menu.isVisible)
    words = [action.text().split("\t")[0] for action in menu.actions()]
    assert words == ["Guide", "Keys on this screen", "About Evidence Board"]
    QTest.keyClick(menu, Qt.Key.Key_Up)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    sheet = page.findChild(AboutSheet)
    qtbot.waitUntil(lambda: sheet is not None and sheet.is_open)
    said = " ".join(label.text() for label in sheet.findChildren(QLabel))
    for word in (
        __version__,
        "GPL-3.0-or-later",
        "never touches the network",
        "Natural Earth",
        "GeoNames",
        "CC BY 4.0",
    ):
        assert word in said
    for word in ("ODbL", "Inter", "Noto", "JetBrains Mono", "Lucide", "airportsdata", "warranty"):
        assert word in said
    sheet.choice.setCurrentIndex(sheet.choice.findData("gazetteer.md"))
    sheet.choice.activated.emit(sheet.choice.currentIndex())
    assert "creativecommons.org/licenses/by/4.0" in sheet.text.toPlainText()
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.is_open


def test_every_licence_file_is_credited():
    shipped = {one.name for one in resources.path("licences").iterdir()} - {"README.md"}
    assert {credit.text for credit in data_credits()} == shipped


def test_about_stands_in_the_palette_and_in_the_menu_of_the_case(page, qtbot):
    assert page.commands["about"].title == "About Evidence Board"
    qtbot.mouseClick(page.top_bar.case_button, Qt.MouseButton.LeftButton)
    menu = next(one for one in page.findChildren(QMenu) if one.isVisible())
    assert any("About Evidence Board" in action.text() for action in menu.actions())
    menu.close()


def test_the_notation_of_positions_is_a_setting_that_the_map_follows(page, qtbot):
    tools = page.workspace.panes["map"].tools
    page.commands.run("settings")
    sheet = page.findChild(SettingsSheet)
    sheet.form.setFocus()
    QTest.keyClick(sheet.form, Qt.Key.Key_End)
    QTest.keyClick(sheet.form, Qt.Key.Key_Up)
    sheet.form.activated.emit(sheet.form.currentIndex())
    chosen = Form(sheet.form.currentData())
    assert chosen is not Form.DECIMAL and tools.readout.form is chosen
    assert load_settings().coordinates == str(chosen)
    tools.readout.set_form(Form.MGRS)
    page.commands.run("settings")
    page.commands.run("settings")
    assert sheet.form.currentData() == "mgrs", "what was chosen on the map shows in the settings"
