"""Two workspaces in one window: tabs, keys, one selection; commands of panes lead back to them."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from evidence_board.selection import replace

CTRL = Qt.KeyboardModifier.ControlModifier


def test_keys_and_tabs_change_the_workspace_and_keep_what_is_selected(case_page):
    page = case_page
    session = page.context.session
    session.select(replace([session.index.by_ref["M-014"]]))
    QTest.keyClick(page, Qt.Key.Key_2, CTRL)
    workspace = page.workspaces.guest("geolocate")
    assert workspace.isVisible() and not page.workspace.panes["gallery"].isVisible()
    assert page.top_bar.tabs["geolocate"].isChecked()
    assert workspace.desk.item.ref == "M-014"
    QTest.keyClick(workspace, Qt.Key.Key_N)
    placed_next = workspace.desk.item_id
    QTest.mouseClick(page.top_bar.tabs["overview"], Qt.MouseButton.LeftButton)
    assert page.workspace.panes["gallery"].isVisible() and not workspace.isVisible()
    assert session.selection.current == placed_next
    # A pane that only the Overview has brings it back.
    QTest.keyClick(page, Qt.Key.Key_2, CTRL)
    page.commands.run("filter_list")
    assert page.workspaces.current == "overview"
    # Sheets lie over whatever workspace is shown.
    QTest.keyClick(page, Qt.Key.Key_2, CTRL)
    QTest.keyClick(workspace, Qt.Key.Key_Question, Qt.KeyboardModifier.ShiftModifier)
    assert page.features[0].keys_sheet.isVisible()
    QTest.keyClick(workspace, Qt.Key.Key_Escape)
    assert not page.features[0].keys_sheet.is_open


def test_the_foot_of_the_window_says_what_is_placed(case_page):
    session, bar = case_page.context.session, case_page.status_bar
    session.select(replace([session.index.by_ref["M-002"]]))
    QTest.keyClick(case_page, Qt.Key.Key_2, CTRL)
    assert bar.selected.startswith("Placing") and "M-002" in bar.selected
    QTest.keyClick(case_page, Qt.Key.Key_1, CTRL)
    assert bar.selected == "M-002 selected"
