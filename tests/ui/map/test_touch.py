"""Two fingers on the map: they drag, spread and turn it; one finger drags and taps like the mouse."""

import math

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QNativeGestureEvent, QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from .conftest import look_at


@pytest.fixture(scope="module")
def screen(qapp):
    return QTest.createTouchDevice()


def fingers(canvas, screen, steps):
    """Put two fingers down and move them through pairs of points."""
    for at, pair in enumerate(steps):
        touch = QTest.touchEvent(canvas, screen)
        for number, place in enumerate(pair):
            (touch.press if at == 0 else touch.move)(number, QPoint(*(round(one) for one in place)), canvas)
        touch.commit()
        QApplication.processEvents()
    touch = QTest.touchEvent(canvas, screen)
    for number, place in enumerate(steps[-1]):
        touch.release(number, QPoint(*(round(one) for one in place)), canvas)
    touch.commit()
    QApplication.processEvents()


def pair(middle, reach, degrees):
    dx, dy = reach * math.cos(math.radians(degrees)), reach * math.sin(math.radians(degrees))
    return (middle[0] - dx, middle[1] - dy), (middle[0] + dx, middle[1] + dy)


def test_two_fingers_spread_the_map_about_their_middle(pane, screen):
    look_at(pane, 34.9, 36.4, 9)
    middle = (220.0, 160.0)
    under = pane.canvas.to_world(QPointF(*middle))
    fingers(pane.canvas, screen, [pair(middle, 40 + 8 * step, 0) for step in range(11)])
    assert pane.camera.zoom == pytest.approx(9 + math.log2(120 / 40), abs=0.35)
    assert pane.canvas.to_view(*under).toTuple() == pytest.approx(middle, abs=12)


def test_two_fingers_turn_the_map(pane, screen):
    look_at(pane, 34.9, 36.4, 9)
    fingers(pane.canvas, screen, [pair((300.0, 170.0), 90, 4 * step) for step in range(11)])
    assert pane.canvas.camera.target.angle == pytest.approx(40, abs=8)
    assert pane.camera.zoom == pytest.approx(9, abs=0.1)


def test_two_fingers_drag_the_map(pane, screen):
    look_at(pane, 34.9, 36.4, 9)
    under = pane.canvas.to_world(QPointF(300, 170))
    fingers(pane.canvas, screen, [pair((300.0 + 6 * step, 170.0 + 3 * step), 60, 0) for step in range(11)])
    assert pane.canvas.to_view(*under).toTuple() == pytest.approx((360, 200), abs=14)
    assert pane.camera.zoom == pytest.approx(9, abs=0.1)


def test_a_trackpad_turns_and_spreads_it(pane):
    look_at(pane, 34.9, 36.4, 9)
    at = QPointF(300, 170)
    for kind, value in (
        (Qt.NativeGestureType.RotateNativeGesture, 30.0),
        (Qt.NativeGestureType.ZoomNativeGesture, 1.0),
    ):
        event = QNativeGestureEvent(
            kind, QPointingDevice.primaryPointingDevice(), 2, at, at, pane.canvas.mapToGlobal(at), value, QPointF()
        )
        QApplication.sendEvent(pane.canvas, event)
    assert abs(pane.canvas.camera.target.angle) == pytest.approx(30)
    assert pane.camera.zoom == pytest.approx(10)
