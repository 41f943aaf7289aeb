"""Where many pins stand close together they are dots; clicks, outlines and what is selected know it."""

import dataclasses

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from tests.factories.big import big_index

from evidence_board.events import IndexChanged
from evidence_board.geo.clusters import crowded
from evidence_board.geo.mercator import world_pixels

from .conftest import look_at

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def spread(pane, qtbot):
    """The pane over 120 photos a little more than a pin apart, and four far away from each other."""
    made = big_index(items=124, entities=10)
    rows = {}
    for at, row in enumerate(made.items.values()):
        near = at < 120
        latitude = 34.0 + 0.11 * (at // 12) if near else 36.5 + 2.0 * (at - 120)
        longitude = 36.0 + 0.13 * (at % 12) if near else 45.0 + 3.0 * (at - 120)
        rows[row.id] = dataclasses.replace(
            row, latitude=latitude, longitude=longitude, radius_m=None, bearing_deg=None, level="probable"
        )
    object.__setattr__(made, "items", rows)
    session = pane.context.session
    session.index = made
    session.hub.emit(IndexChanged())
    pane.flush()
    look_at(pane, 34.5, 36.7, 9)
    pane.flush()
    return pane


def test_a_crowd_is_the_same_however_one_looks():
    step = 90 / world_pixels(8)
    grid = np.array([(0.5 + x * step, 0.4 + y * step) for x in range(6) for y in range(6)])
    dense = crowded(grid, zoom=8.0, cell_px=100.0, neighbours=6)
    assert dense.any() and not crowded(grid, zoom=10.0, cell_px=100.0, neighbours=6).any()
    order = np.random.default_rng(1).permutation(len(grid))
    assert (crowded(grid[order], zoom=8.2, cell_px=100.0, neighbours=6) == dense[order]).all()
    assert crowded(grid[:0], zoom=8.0, cell_px=100.0, neighbours=6).shape == (0,)


def test_crowded_pins_are_dots_and_lonely_ones_pictures(spread, qtbot):
    hits = spread.hits.in_view()
    dots = [hit for hit in hits if hit.dot]
    assert len(dots) > 10
    assert not [hit for hit in hits if hit.shown in spread.hits.pictures_in_view() and hit.dot]
    look_at(spread, 36.5, 45.0, 9)
    spread.flush()
    assert [hit.dot for hit in spread.hits.in_view()] == [0.0]


def test_a_dot_is_hit_on_itself_and_its_picture_once_it_is_selected(spread, qtbot):
    hit = next(one for one in spread.hits.in_view() if one.dot)
    at = spread.hits.to_view(hit.x, hit.y).toPoint()
    assert spread.hits.at(QPointF(at + QPoint(0, -26))) is None, "no picture stands above it"
    qtbot.mouseClick(spread.canvas, LEFT, pos=at)
    assert set(spread.context.session.selection.ids) == set(hit.ids)
    spread.flush()
    again = spread.hits.at(QPointF(at + QPoint(0, -26)))
    assert again is not None and again.ids == hit.ids and not again.dot


def test_zooming_in_turns_dots_into_pictures(spread, qtbot):
    look_at(spread, 34.5, 36.7, 11)
    spread.flush()
    hits = spread.hits.in_view()
    assert hits and not [hit for hit in hits if hit.dot]
