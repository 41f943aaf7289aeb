"""A splitter shows a line of one pixel and is dragged by a grip of eight, in both directions."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from evidence_board.ui.widgets.splitter import Splitter

DIRECTIONS = [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft]


@pytest.fixture
def make(qtbot, theme):
    def made(orientation, direction=Qt.LayoutDirection.LeftToRight):
        splitter = Splitter(orientation, theme=theme)
        splitter.setLayoutDirection(direction)
        splitter.addWidget(QWidget())
        splitter.addWidget(QWidget())
        splitter.resize(401, 401)
        qtbot.addWidget(splitter)
        splitter.show()
        qtbot.waitExposed(splitter)
        splitter.setSizes([200, 200])
        return splitter

    return made


def drag(qtbot, splitter, start, by):
    grip = splitter.childAt(start)
    qtbot.mousePress(grip, Qt.MouseButton.LeftButton, pos=grip.mapFrom(splitter, start))
    qtbot.mouseMove(grip, grip.mapFrom(splitter, start + by))
    qtbot.mouseRelease(grip, Qt.MouseButton.LeftButton, pos=grip.mapFrom(splitter, start + by))


def test_the_line_is_one_pixel(make):
    splitter = make(Qt.Orientation.Horizontal)
    assert sum(splitter.sizes()) == 400
    assert splitter.sizes() == [200, 200]


@pytest.mark.parametrize("direction", DIRECTIONS)
@pytest.mark.parametrize("beside", [-3, 0, 3])
def test_it_is_grabbed_beside_the_line(qtbot, make, direction, beside):
    splitter = make(Qt.Orientation.Horizontal, direction)
    drag(qtbot, splitter, QPoint(200 + beside, 100), QPoint(60, 0))
    grows = 260 if direction == Qt.LayoutDirection.LeftToRight else 140
    assert splitter.sizes()[0] == pytest.approx(grows, abs=1)


def test_it_is_dragged_up_and_down(qtbot, make):
    splitter = make(Qt.Orientation.Vertical)
    drag(qtbot, splitter, QPoint(100, 202), QPoint(0, -50))
    assert splitter.sizes()[0] == pytest.approx(150, abs=1)


def test_a_click_without_a_drag_moves_nothing(qtbot, make):
    splitter = make(Qt.Orientation.Horizontal)
    drag(qtbot, splitter, QPoint(203, 100), QPoint(0, 0))
    assert splitter.sizes() == [200, 200]


def test_the_pane_is_clicked_away_from_the_line(make):
    splitter = make(Qt.Orientation.Horizontal)
    assert splitter.childAt(QPoint(190, 100)) is splitter.widget(0)
    assert splitter.childAt(QPoint(210, 100)) is splitter.widget(1)


def test_a_hidden_pane_takes_its_grip_away(qtbot, make):
    splitter = make(Qt.Orientation.Horizontal)
    splitter.widget(1).hide()
    qtbot.waitUntil(lambda: splitter.sizes() == [401, 0])
    assert splitter.childAt(QPoint(398, 100)) is splitter.widget(0)
    splitter.widget(1).show()
    qtbot.waitUntil(lambda: splitter.sizes()[1] > 0)
    splitter.setSizes([200, 200])
    assert splitter.childAt(QPoint(200, 100)) is not splitter.widget(0)
