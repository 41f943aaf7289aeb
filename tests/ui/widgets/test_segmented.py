"""One of a few views is chosen by mouse and arrow keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy

from evidence_board.ui.widgets.segmented import Segmented


@pytest.fixture
def control(qtbot, theme):
    made = Segmented(name="View", theme=theme)
    for ident, icon in (("grid", "layout-grid"), ("list", "list"), ("single", "square")):
        made.add(ident, icon=icon, name=ident.title(), key="Shift 1")
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_the_first_is_chosen_at_first(control):
    assert control.current == "grid"


def test_a_click_chooses(qtbot, control):
    with qtbot.waitSignal(control.changed) as told:
        qtbot.mouseClick(control.segment("single"), Qt.MouseButton.LeftButton)
    assert told.args == ["single"]
    assert control.current == "single"


@pytest.mark.parametrize(
    ("direction", "key"),
    [
        (Qt.LayoutDirection.LeftToRight, Qt.Key.Key_Right),
        (Qt.LayoutDirection.RightToLeft, Qt.Key.Key_Left),
    ],
)
def test_arrow_keys_move_the_choice(qtbot, control, direction, key):
    control.setLayoutDirection(direction)
    control.layout().activate()
    told = QSignalSpy(control.changed)
    control.segment("grid").setFocus()
    qtbot.keyClick(control.segment("grid"), key)
    assert control.current == "list"
    assert told.count() == 1


def test_choosing_by_program_tells_nobody(control):
    told = QSignalSpy(control.changed)
    control.set_current("list")
    assert (control.current, told.count()) == ("list", 0)


def test_an_unknown_segment_is_an_error(control):
    with pytest.raises(KeyError):
        control.set_current("map")


def test_each_segment_says_name_and_key(control):
    assert control.segment("list").accessibleName() == "List"
    assert control.segment("list").toolTip() == "List   Shift 1"


def test_it_has_the_size_of_the_design(control):
    assert (control.sizeHint().width(), control.sizeHint().height()) == (88, 26)
