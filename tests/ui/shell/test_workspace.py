"""The panes of the Overview: sizes of the design, compact, large, focus, and all of it tomorrow."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from tests.ui.shell.conftest import settle


def widths(page):
    panes = page.workspace.panes
    return {name: panes[name].width() for name in ("navigator", "gallery", "inspector")}


def test_sizes_of_the_design(page):
    panes = page.workspace.panes
    assert widths(page) == {"navigator": 224, "gallery": 456, "inspector": 312}
    assert panes["timeline"].height() == 124
    assert abs(panes["map"].height() - panes["board"].height()) <= 1
    assert page.top_bar.height() == 48
    assert page.status_bar.height() == 26
    assert panes["filter_bar"].height() == 39
    assert panes["map"].compact is False


def test_a_small_window_is_compact_and_back(qtbot, window, page):
    window.resize(1366, 768)
    panes = page.workspace.panes
    qtbot.waitUntil(lambda: page.workspace.is_compact)
    assert widths(page) == {"navigator": 52, "gallery": 440, "inspector": 272}
    assert panes["timeline"].height() == 112
    assert panes["board"].compact is True
    window.resize(1600, 1000)
    qtbot.waitUntil(lambda: not page.workspace.is_compact)
    assert widths(page) == {"navigator": 224, "gallery": 456, "inspector": 312}


def test_the_window_is_never_too_small(window):
    assert (window.minimumWidth(), window.minimumHeight()) == (1180, 700)


def test_keys_toggle_navigator_and_inspector(qtbot, window, page):
    page.workspace.focus_pane("gallery")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_BracketRight)
    assert page.workspace.panes["inspector"].isHidden()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_BracketLeft)
    assert page.workspace.panes["navigator"].width() == 52
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_BracketLeft)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_BracketRight)
    assert not page.workspace.panes["inspector"].isHidden()
    assert page.workspace.panes["navigator"].width() == 224


def test_a_hidden_inspector_can_be_called_back_by_mouse(qtbot, page):
    bar = page.workspace.panes["filter_bar"]
    assert bar.inspector_button.isHidden()
    page.workspace.toggle_inspector()
    assert bar.inspector_button.isVisible()
    qtbot.mouseClick(bar.inspector_button, Qt.MouseButton.LeftButton)
    assert page.workspace.panes["inspector"].isVisible()
    assert bar.inspector_button.isHidden()


def test_a_double_click_on_a_header_makes_the_pane_large(qtbot, page):
    panes = page.workspace.panes
    before = {name: pane.geometry() for name, pane in panes.items()}
    qtbot.mouseDClick(panes["map"].header, Qt.MouseButton.LeftButton, pos=QPoint(60, 15))
    assert page.workspace.maximised == "map"
    assert not any(panes[name].isVisible() for name in ("gallery", "board", "timeline"))
    qtbot.waitUntil(lambda: panes["map"].width() > 1000)
    assert panes["inspector"].isVisible()
    qtbot.mouseDClick(panes["map"].header, Qt.MouseButton.LeftButton, pos=QPoint(60, 15))
    assert page.workspace.maximised is None
    qtbot.waitUntil(lambda: {name: pane.geometry() for name, pane in panes.items()} == before)


@pytest.mark.parametrize("name", ["gallery", "map", "board", "timeline"])
def test_the_key_makes_the_pane_with_the_focus_large(qtbot, page, name):
    page.workspace.focus_pane(name)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_QuoteLeft)
    shown = {one for one in ("gallery", "map", "board", "timeline") if page.workspace.panes[one].isVisible()}
    assert shown == {name}
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_QuoteLeft)
    assert page.workspace.panes["timeline"].isVisible()


def test_f6_goes_through_the_panes_in_reading_order(qtbot, page):
    def current():
        return page.workspace.current

    page.workspace.focus_pane("gallery")
    seen = []
    for _ in range(7):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6)
        seen.append(current())
    assert seen == ["map", "board", "inspector", "timeline", "navigator", "filter_bar", "gallery"]
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert current() == "filter_bar"


def test_the_layout_is_there_tomorrow(qtbot, window, page, case_path):
    workspace = page.workspace
    root = workspace.panes["inspector"].parentWidget()
    handle = root.handle(2)
    spot = handle.rect().center()
    qtbot.mousePress(handle, Qt.MouseButton.LeftButton, pos=spot)
    qtbot.mouseMove(handle, spot - QPoint(40, 0))
    qtbot.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=spot - QPoint(40, 0))
    wide = workspace.panes["inspector"].width()
    assert wide > 312
    workspace.panes["map"].kept = {"zoom": 9}
    panes = dict(workspace.panes)
    window.close_case()
    assert all(panes[name].ended for name in ("gallery", "map", "board"))
    qtbot.waitUntil(lambda: not window.is_busy)
    with qtbot.waitSignal(window.case_shown, timeout=30_000):
        window.open_case(case_path)
    settle(qtbot, window.page)
    assert window.page.workspace.panes["inspector"].width() == wide
    assert window.page.workspace.panes["navigator"].width() == 224
    assert window.page.workspace.panes["map"].kept == {"zoom": 9}


def test_large_text_makes_the_window_compact(qtbot, page, theme):
    theme.text_scale = 1.4
    page.resize(page.width() - 1, page.height())
    assert page.workspace.is_compact
    theme.text_scale = 1.0


def test_tab_goes_through_the_window_in_reading_order(page):
    names = {id(pane): name for name, pane in page.workspace.panes.items()}
    names[id(page.top_bar)] = "top_bar"
    seen = []
    start = widget = page.top_bar.case_button
    while True:
        step = widget
        while step is not None and id(step) not in names:
            step = step.parentWidget()
        if step is not None and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            name = names[id(step)]
            if not seen or seen[-1] != name:
                seen.append(name)
        widget = widget.nextInFocusChain()
        if widget is start:
            break
    if seen[-1] == seen[0]:
        seen.pop()
    assert seen == ["top_bar", "navigator", "filter_bar", "gallery", "map", "board", "inspector", "timeline"]
