"""A map pane over the practice case or over a new one, at the size it has in the window."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from evidence_board.geo.mercator import to_world, world_pixels
from evidence_board.ui.canvas import CameraState
from evidence_board.ui.map import MapPane

SIZE = (605, 382)


@pytest.fixture(autouse=True)
def no_painter_left(no_painter_left):
    """As in `tests/ui/conftest.py`, for every test here."""


@pytest.fixture
def make_pane(qtbot):
    """A function that shows a map pane and waits until it is sharp."""
    panes = []

    def make(context, size=SIZE):
        pane = MapPane(context)
        panes.append(pane)
        qtbot.addWidget(pane)
        pane.resize(*size)
        pane.show()
        qtbot.waitExposed(pane)
        pane.flush()
        return pane

    yield make
    for pane in panes:
        pane.shut_down()


@pytest.fixture
def pane(make_pane, context):
    return make_pane(context)


@pytest.fixture
def empty_pane(make_pane, empty_context):
    return make_pane(empty_context)


def look_at(pane, latitude, longitude, zoom):
    """Point the camera and wait for nothing."""
    pane.canvas.camera.jump(CameraState.square(*to_world(latitude, longitude), world_pixels(zoom)))


def item(pane, ref):
    """The id of a file or entity of the practice case."""
    return pane.context.session.index.by_ref[ref]


def pixel_of(pane, ref):
    """Where the position of a file lies in the view."""
    row = pane.context.session.index.items[item(pane, ref)]
    return pane.hits.to_view(*to_world(row.latitude, row.longitude)).toPoint()


def pin_pixel(pane, ref):
    """The middle of the frame of the pin that holds a file."""
    hit = pane.hits.pin_of(item(pane, ref))
    return pane.hits.to_view(hit.x, hit.y).toPoint() - QPoint(0, 26)


def plain(words):
    """A text without the marks that keep names apart in sentences of another direction."""
    return words.replace("\u2068", "").replace("\u2069", "")


def wheel(canvas, pos, notches):
    event = QWheelEvent(
        QPointF(pos),
        canvas.mapToGlobal(QPointF(pos)),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(canvas, event)
