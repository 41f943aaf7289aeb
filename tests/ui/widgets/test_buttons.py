"""Buttons work with mouse, Space and Enter, say their key, and grow with their words."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.check_box import CheckBox
from evidence_board.ui.widgets.icon_button import IconButton
from evidence_board.ui.widgets.key_hint import key_words
from evidence_board.ui.widgets.radio_button import RadioButton


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_a_button_is_pressed_with_the_keyboard(qtbot, theme, key):
    button = Button("Import", theme=theme)
    qtbot.addWidget(button)
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, key)


def test_a_button_is_pressed_with_the_mouse(qtbot, theme):
    button = Button("Import", theme=theme)
    qtbot.addWidget(button)
    with qtbot.waitSignal(button.clicked):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_disabled_button_is_not_pressed(qtbot, theme):
    button = Button("Import", theme=theme)
    qtbot.addWidget(button)
    button.setEnabled(False)
    with qtbot.assertNotEmitted(button.clicked):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_button_grows_with_words_icon_and_key(qtbot, theme):
    widths = [
        Button("Open", theme=theme).sizeHint().width(),
        Button("Open", theme=theme, icon="folder-open").sizeHint().width(),
        Button("Open", theme=theme, icon="folder-open", key="Ctrl+O").sizeHint().width(),
        Button("Open this case", theme=theme, icon="folder-open", key="Ctrl+O").sizeHint().width(),
    ]
    assert widths == sorted(set(widths))


def test_heights_are_those_of_the_design(theme):
    assert Button("Open", theme=theme).sizeHint().height() == 32
    assert Button("Open", theme=theme, small=True).sizeHint().height() == 28
    assert IconButton("x", name="Close", theme=theme).sizeHint().height() == 28
    assert IconButton("x", name="Close", theme=theme, size=12).sizeHint().height() == 24


def test_an_icon_button_says_name_and_key(theme):
    button = IconButton("undo-2", name="Undo", key="Ctrl+Z", theme=theme)
    assert button.accessibleName() == "Undo"
    assert button.toolTip() == "Undo   Ctrl Z"
    button.set_name("Undo: place M-014")
    assert button.toolTip() == "Undo: place M-014   Ctrl Z"


def test_an_icon_button_follows_an_action(qtbot, theme):
    action = QAction("&Undo")
    action.setShortcut(QKeySequence("Ctrl+Z"))
    action.setEnabled(False)
    button = IconButton("undo-2", name="", theme=theme)
    qtbot.addWidget(button)
    button.follow(action)
    assert not button.isEnabled()
    action.setEnabled(True)
    assert (button.isEnabled(), button.accessibleName()) == (True, "Undo")
    with qtbot.waitSignal(action.triggered):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
@pytest.mark.parametrize("make", [Button, IconButton])
def test_a_menu_opens_below_its_button(qtbot, theme, make, direction):
    window = QWidget()
    window.resize(400, 300)
    qtbot.addWidget(window)
    window.setLayoutDirection(direction)
    extra = {"name": "Sort"} if make is IconButton else {}
    button = make("ellipsis", theme=theme, parent=window, **extra)
    button.move(180, 20)
    menu = QMenu(window)
    menu.addAction("Taken")
    menu.addAction("Posted")
    button.set_menu(menu)
    window.show()
    qtbot.waitExposed(window)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert menu.isVisible()
    assert menu.y() >= button.mapToGlobal(button.rect().bottomLeft()).y()
    menu.close()


@pytest.mark.parametrize(
    ("given", "words"),
    [("Ctrl+K", "Ctrl K"), ("Ctrl+Shift+Z", "Ctrl Shift Z"), ("Ctrl++", "Ctrl +"), ("?", "?"), ("+", "+")],
)
def test_keys_are_written_without_plus_signs(given, words):
    assert key_words(given) == words


def test_a_check_box_changes_by_mouse_and_key(qtbot, theme):
    box = CheckBox("Blur faces", theme=theme)
    qtbot.addWidget(box)
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton)
    assert box.isChecked()
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert not box.isChecked()


def test_radio_buttons_exclude_each_other(qtbot, theme):
    window = QWidget()
    qtbot.addWidget(window)
    first = RadioButton("UTC", theme=theme, checked=True, parent=window)
    second = RadioButton("Local", theme=theme, parent=window)
    second.move(0, 40)
    qtbot.mouseClick(second, Qt.MouseButton.LeftButton)
    assert (first.isChecked(), second.isChecked()) == (False, True)
