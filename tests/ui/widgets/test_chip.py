"""Chips open on a click and go away by their x, Backspace or Delete, in both directions."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QSignalSpy

from evidence_board.ui.widgets.chip import Chip

DIRECTIONS = [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft]


@pytest.fixture
def make(qtbot, theme):
    def made(text="In map view", **options):
        chip = Chip(text, theme=theme, **options)
        qtbot.addWidget(chip)
        chip.resize(chip.sizeHint())
        chip.show()
        return chip

    return made


def x_of(chip):
    end = 8 if chip.isRightToLeft() else chip.width() - 8
    return QPoint(end, chip.height() // 2)


def words_of(chip):
    return QPoint(chip.width() // 2, chip.height() // 2)


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_the_x_takes_a_filter_away(qtbot, make, direction):
    chip = make(look="filter", icon="map")
    chip.setLayoutDirection(direction)
    clicked, removed = QSignalSpy(chip.clicked), QSignalSpy(chip.removed)
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=x_of(chip))
    assert (clicked.count(), removed.count()) == (0, 1)


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_the_words_open_it(qtbot, make, direction):
    chip = make(look="filter", icon="map")
    chip.setLayoutDirection(direction)
    clicked, removed = QSignalSpy(chip.clicked), QSignalSpy(chip.removed)
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=words_of(chip))
    assert (clicked.count(), removed.count()) == (1, 0)


@pytest.mark.parametrize("key", [Qt.Key.Key_Backspace, Qt.Key.Key_Delete])
def test_keys_take_it_away(qtbot, make, key):
    chip = make(look="filter")
    with qtbot.waitSignal(chip.removed):
        qtbot.keyClick(chip, key)


def test_a_press_that_leaves_the_x_does_nothing(qtbot, make):
    chip = make(look="filter")
    clicked, removed = QSignalSpy(chip.clicked), QSignalSpy(chip.removed)
    qtbot.mousePress(chip, Qt.MouseButton.LeftButton, pos=x_of(chip))
    qtbot.mouseMove(chip, QPoint(-40, -40))
    qtbot.mouseRelease(chip, Qt.MouseButton.LeftButton, pos=QPoint(-40, -40))
    assert (clicked.count(), removed.count()) == (0, 0)


def test_a_tag_stays_unless_it_may_be_removed(qtbot, make):
    chip = make("selfie")
    removed = QSignalSpy(chip.removed)
    qtbot.keyClick(chip, Qt.Key.Key_Delete)
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=x_of(chip))
    assert removed.count() == 0
    chip = make("selfie", removable=True)
    with qtbot.waitSignal(chip.removed):
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=x_of(chip))


def test_chips_say_what_they_are(make):
    assert make("In map view", look="filter").accessibleName() == "Filter: In map view"
    assert make("a_severny", look="entity", kind="account").accessibleName() == "Account: a_severny"
    assert make("selfie").accessibleName() == "Tag: selfie"


def test_a_long_chip_is_cut_and_tells_the_whole_as_tooltip(make):
    long = "Road near Latakia, " * 8
    chip = make(long)
    assert chip.sizeHint().width() == 280
    assert chip.toolTip() == long
    chip.set_text("Latakia")
    assert chip.sizeHint().width() < 100
    assert chip.toolTip() == ""


def test_heights_are_those_of_the_design(make):
    assert make(look="filter").sizeHint().height() == 24
    assert make(look="tag").sizeHint().height() == 22
