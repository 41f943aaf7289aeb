"""The keyboard comes back to the place in a pane where it was, never to what is gone."""

import gc

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from evidence_board.ui.pane_focus import PaneFocus


def test_a_field_of_a_popover_that_closed_is_not_where_the_focus_was(qtbot):
    window, pane, field = QWidget(), QWidget(), QLineEdit()
    QVBoxLayout(window).addWidget(pane)
    QVBoxLayout(pane).addWidget(field)
    other = QLineEdit()
    pane.layout().addWidget(other)
    qtbot.addWidget(window)
    focus = PaneFocus({"map": pane}, parent=window)
    window.show()
    window.activateWindow()
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    popover = QWidget(pane, Qt.WindowType.Popup)
    inside = QLineEdit(popover)
    popover.show()
    inside.setFocus()
    focus._moved(other, inside)  # a window of the offscreen platform may not get the keyboard
    popover.deleteLater()
    qtbot.waitUntil(lambda: not popover_is_there(pane))
    gc.collect()
    focus.give("map")
    assert window.focusWidget() is other


def test_a_field_of_the_pane_itself_that_is_gone_is_left_out(qtbot):
    window, pane = QWidget(), QWidget()
    QVBoxLayout(window).addWidget(pane)
    layout = QVBoxLayout(pane)
    first, second = QLineEdit(), QLineEdit()
    layout.addWidget(first)
    layout.addWidget(second)
    qtbot.addWidget(window)
    focus = PaneFocus({"map": pane}, parent=window)
    window.show()
    window.activateWindow()
    second.setFocus()
    qtbot.waitUntil(second.hasFocus)
    second.deleteLater()
    qtbot.waitUntil(lambda: len(pane.findChildren(QLineEdit)) == 1)
    focus.give("map")
    assert window.focusWidget() is first


def popover_is_there(pane):
    return any(child.isWindow() for child in pane.findChildren(QWidget))
