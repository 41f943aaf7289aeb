"""A search field takes any script, clears on Esc and by its x, and lets an empty Esc pass."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from evidence_board.ui.widgets.icon_button import IconButton
from evidence_board.ui.widgets.search_field import SearchField


class Window(QWidget):
    def __init__(self):
        super().__init__()
        self.escapes = 0

    def keyPressEvent(self, event):
        self.escapes += event.key() == Qt.Key.Key_Escape


@pytest.fixture
def window(qtbot):
    made = Window()
    made.resize(300, 80)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def field(qtbot, theme, window):
    made = SearchField("Filter this list", theme=theme, key="F", parent=window)
    made.resize(260, 32)
    window.show()
    qtbot.waitExposed(window)
    return made


def test_escape_clears_and_then_passes_to_the_window(qtbot, field, window):
    qtbot.keyClicks(field, "Tartus")
    assert field.text() == "Tartus"
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert (field.text(), window.escapes) == ("", 0)
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert window.escapes == 1


def test_the_x_is_there_while_there_is_text(qtbot, field):
    clear = field.findChild(IconButton)
    assert not clear.isVisible()
    field.setText("أبو ليث")
    assert clear.isVisible()
    qtbot.mouseClick(clear, Qt.MouseButton.LeftButton)
    assert field.text() == ""
    assert not clear.isVisible()


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_the_x_stands_at_the_end(field, direction):
    field.setLayoutDirection(direction)
    field.setText("Homs")
    clear = field.findChild(IconButton)
    at_left = clear.geometry().center().x() < field.width() / 2
    assert at_left == (direction == Qt.LayoutDirection.RightToLeft)


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_text_keeps_clear_of_the_icon(field, direction):
    field.setLayoutDirection(direction)
    margins = field.textMargins()
    icon_side = margins.right() if direction == Qt.LayoutDirection.RightToLeft else margins.left()
    assert icon_side >= 16


def test_it_is_a_line_edit_with_a_name(field):
    assert isinstance(field, QLineEdit)
    assert field.accessibleName() == "Filter this list"
    assert field.sizeHint().height() == 32
