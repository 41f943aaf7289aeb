"""Toast, sheet and popover: they appear where they should, act, and go away."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QPushButton, QWidget

from evidence_board.ui.widgets import popover as popover_module
from evidence_board.ui.widgets.popover import Popover
from evidence_board.ui.widgets.sheet import Sheet
from evidence_board.ui.widgets.toast import Toast


@pytest.fixture
def window(qtbot):
    made = QWidget()
    made.resize(900, 500)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_a_toast_offers_an_action_and_goes(qtbot, theme, window):
    toast, done = Toast(window, theme=theme), []
    toast.announce("M-014 placed", action="Undo", then=lambda: done.append(1))
    assert toast.isVisible()
    assert toast.message == "M-014 placed"
    qtbot.mouseClick(toast.action_button, Qt.MouseButton.LeftButton)
    assert done == [1]
    assert not toast.isVisible()


def test_a_toast_goes_by_itself(qtbot, theme, window):
    toast = Toast(window, theme=theme)
    toast.announce("Saved", seconds=0.01)
    qtbot.waitUntil(lambda: not toast.isVisible())
    assert toast.message == ""


def test_a_new_message_takes_the_place_of_the_old(theme, window):
    toast = Toast(window, theme=theme)
    toast.announce("M-014 placed", action="Undo")
    toast.announce("Saved")
    assert toast.message == "Saved"
    assert not toast.action_button.isVisible()


def test_a_toast_stays_at_the_foot_of_the_window(qtbot, theme, window):
    toast = Toast(window, theme=theme)
    toast.announce("Saved")
    window.resize(700, 300)
    assert toast.geometry().center().x() == pytest.approx(350, abs=1)
    assert toast.geometry().bottom() < 300
    # Not much higher than the status bar it lies over.
    assert toast.geometry().top() > 300 - 42


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_a_sheet_lies_at_the_end_of_the_window(qapp, theme, window, direction):
    qapp.setLayoutDirection(direction)
    sheet = Sheet(window, title="Importing 48 files", theme=theme)
    assert not sheet.is_open
    sheet.open_sheet()
    assert (sheet.is_open, sheet.width(), sheet.height()) == (True, 480, 500)
    assert sheet.x() == (0 if direction == Qt.LayoutDirection.RightToLeft else 420)
    window.resize(1000, 600)
    assert sheet.height() == 600


def test_escape_closes_a_sheet(qtbot, theme, window):
    sheet = Sheet(window, title="Importing 48 files", theme=theme)
    sheet.open_sheet()
    with qtbot.waitSignal(sheet.closed):
        qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.is_open


def test_closing_a_closed_sheet_tells_nothing(qtbot, theme, window):
    sheet = Sheet(window, title="Importing 48 files", theme=theme)
    with qtbot.assertNotEmitted(sheet.closed):
        sheet.close_sheet()


def test_a_sheet_slides_and_can_turn_back(qtbot, theme, window):
    theme.motion.reduced = False
    sheet = Sheet(window, title="Importing 48 files", theme=theme)
    sheet.open_sheet()
    sheet.close_sheet()
    sheet.open_sheet()
    qtbot.waitUntil(lambda: sheet.x() == 420)
    sheet.close_sheet()
    qtbot.waitUntil(lambda: not sheet.is_open)


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_a_popover_opens_under_its_control_and_tells_when_it_goes(qtbot, theme, window, direction):
    window.setLayoutDirection(direction)
    anchor = QPushButton("Level", window)
    anchor.setGeometry(400, 100, 90, 32)
    anchor.show()
    popover = Popover(window, name="Level", theme=theme)
    popover.body.addWidget(QPushButton("Confirmed"))
    closed = QSignalSpy(popover.closed)
    popover.open_below(anchor)
    assert popover.isVisible()
    assert popover.y() + 12 >= anchor.mapToGlobal(QPoint(0, 32)).y()
    qtbot.keyClick(popover, Qt.Key.Key_Escape)
    assert not popover.isVisible()
    assert closed.count() == 1


def test_a_popover_stays_on_the_screen(theme, window):
    popover = Popover(window, name="Place", theme=theme)
    popover.body.addWidget(QPushButton("Here"))
    screen = window.screen().availableGeometry()
    popover.open_at(screen.bottomRight())
    assert popover.geometry().right() <= screen.right()
    assert popover.geometry().bottom() <= screen.bottom()
    popover.close()


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_without_compositing_a_popover_is_a_plain_box(qtbot, theme, window, monkeypatch):
    soft, plain = [], []
    for found, able in ((soft, True), (plain, False)):
        monkeypatch.setattr(popover_module, "can_composite", lambda able=able: able)
        popover = Popover(window, name="Filter", theme=theme)
        popover.body.addWidget(QPushButton("Add"))
        popover.open_below(window)
        picture = popover.grab().toImage()
        found.extend((popover, picture.size(), picture.pixelColor(picture.width() // 2, 0)))
        popover.hide()
    assert plain[1].width() < soft[1].width()
    assert plain[2] == theme.color("line2")
    assert not plain[0].testAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
    assert not plain[0].mask().contains(QPoint(0, 0))
    assert plain[0].mask().contains(QPoint(20, 0))
    assert soft[0].mask().isEmpty()
