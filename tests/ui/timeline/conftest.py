"""A timeline strip over the practice case, as large as in the window of the mock-up."""

import pytest
from PySide6.QtCore import QPoint

from evidence_board.ui.timeline.strip_hits import place_of
from evidence_board.ui.timeline.time_axis import seconds_at
from evidence_board.ui.timeline.timeline_pane import TimelinePane


@pytest.fixture
def show_pane(qtbot):
    made = []

    def show(context, size=(1062, 124)):
        pane = TimelinePane(context)
        made.append(pane)
        qtbot.addWidget(pane)
        pane.resize(*size)
        pane.show()
        qtbot.waitExposed(pane)
        pane.flush()
        return pane

    yield show
    for pane in made:
        pane.view.shut_down()


@pytest.fixture
def pane(show_pane, context):
    return show_pane(context)


def id_of(pane, ref):
    return pane.context.session.index.by_ref[ref]


def spot_of(pane, ref, row="taken"):
    """The pixel of the canvas where a file stands."""
    place = place_of(pane.content, row, id_of(pane, ref), scale=pane.view.camera.state.scale)
    return pane.view.to_view(place.x, place.y).toPoint()


def event_spot(pane, ref):
    at = pane.content.data.when[id_of(pane, ref)]
    return pane.view.to_view(at, 8).toPoint()


def spot_at(pane, clock, y=60):
    return QPoint(round(pane.view.to_view(seconds_at(clock), 0).x()), y)
