"""The focus ring stands clear of the control that the keyboard is in, and nowhere else."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.focus_ring import FocusRing, set_ring


@pytest.fixture
def window(qtbot, theme):
    made = QWidget()
    layout = QVBoxLayout(made)
    layout.setContentsMargins(40, 40, 40, 40)
    for name in ("First", "Second"):
        layout.addWidget(Button(name, theme=theme))
    layout.addWidget(QLineEdit())
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitActive(made)
    return made


@pytest.fixture
def ring(theme):
    made = FocusRing(QApplication.instance(), theme=theme)
    yield made
    made.deleteLater()


def tab_to(qtbot, widget):
    """Press Tab until a widget has the focus."""
    window = widget.window()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    for _ in range(8):
        qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        if widget.hasFocus():
            return
    raise AssertionError("the widget is not reached by Tab")


def buttons(window):
    return window.findChildren(Button)


def test_the_ring_follows_the_tab_key(qtbot, window, ring):
    first, second = buttons(window)
    tab_to(qtbot, first)
    assert ring.target is first
    tab_to(qtbot, second)
    assert ring.target is second


def test_a_click_moves_no_ring(qtbot, window, ring):
    first, _second = buttons(window)
    tab_to(qtbot, first)
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    assert ring.target is None
    qtbot.mouseClick(window.findChild(QLineEdit), Qt.MouseButton.LeftButton)
    assert ring.target is None


def test_a_field_shows_focus_by_its_own_border(qtbot, window, ring):
    tab_to(qtbot, window.findChild(QLineEdit))
    assert ring.target is None


def test_the_ring_goes_with_its_control(qtbot, window, ring):
    first, _ = buttons(window)
    tab_to(qtbot, first)
    first.hide()
    assert ring.target is not first


def test_a_control_may_refuse_the_ring(qtbot, window, ring):
    first, _ = buttons(window)
    set_ring(first, "none")
    tab_to(qtbot, first)
    assert ring.target is None


def test_a_control_scrolled_out_of_sight_has_no_ring(qtbot, theme, window, ring):
    area = QScrollArea(window)
    content = QWidget()
    content.resize(200, 2000)
    button = Button("Far down", theme=theme, parent=content)
    button.move(10, 10)
    area.setWidget(content)
    area.setGeometry(0, 0, 220, 100)
    area.show()
    tab_to(qtbot, button)
    assert ring.target is button
    area.verticalScrollBar().setValue(800)
    assert ring.target is None
    area.verticalScrollBar().setValue(0)
    assert ring.target is button


def test_a_window_that_goes_with_the_focus_in_it_is_no_trouble(qtbot, theme, ring):
    window = QWidget()
    for name in ("First", "Second"):
        Button(name, theme=theme, parent=window)
    window.show()
    window.activateWindow()
    tab_to(qtbot, buttons(window)[1])
    window.deleteLater()
    del window
    qtbot.waitUntil(lambda: QApplication.focusWidget() is None)
    assert ring.target is None


def test_a_closed_window_takes_its_ring_with_it(qtbot, theme, ring):
    window = QWidget()
    Button("First", theme=theme, parent=window)
    button = Button("Second", theme=theme, parent=window)
    window.show()
    window.activateWindow()
    qtbot.waitActive(window)
    tab_to(qtbot, button)
    assert ring.target is button
    window.close()
    window.deleteLater()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is None)
    assert ring.target is None
