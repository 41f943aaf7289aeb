"""Pins merge, split, and stay where they are while the map is panned."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from evidence_board.geo.clusters import cluster, cluster_zoom
from evidence_board.geo.mercator import project, world_pixels

TARTUS, LATAKIA, HOMS = (34.8896, 35.8866), (35.5317, 35.7901), (34.7324, 36.7137)


def world(*positions):
    rows = np.array(positions)
    return project(rows[:, 0], rows[:, 1])


def test_towns_are_one_pin_from_afar_and_three_from_near():
    points = world(TARTUS, TARTUS, LATAKIA, HOMS)
    assert list(cluster(points, zoom=3).counts) == [4]
    near = cluster(points, zoom=9)
    assert sorted(near.counts) == [1, 1, 2]
    pin = near.labels[0]
    assert list(near.members(pin)) == [0, 1] and near.representative[pin] == 0
    assert near.xy[pin] == pytest.approx(points[0])
    assert near.bounds(pin).contains(*points[1])


def test_nothing_to_show():
    none = cluster(np.zeros((0, 2)), zoom=5)
    assert len(none) == 0 and none.xy.shape == (0, 2)


def test_pins_do_not_depend_on_what_else_is_in_view():
    """Clusters know nothing of the view; a point far away changes no other pin."""
    points = np.random.default_rng(7).normal([0.6, 0.4], 0.002, (500, 2))
    alone = cluster(points, zoom=10)
    more = cluster(np.concatenate([points, [[0.01, 0.02], [0.99, 0.9]]]), zoom=10)
    assert np.array_equal(np.sort(alone.counts), np.sort(more.counts)[2:])
    assert all(np.abs(more.xy - middle).sum(axis=1).min() == 0 for middle in alone.xy)


def test_pins_change_at_half_levels_only():
    points = np.random.default_rng(1).random((300, 2)) * 0.01 + 0.5
    assert cluster_zoom(9.49) == 9.0 and cluster_zoom(9.5) == 9.5
    assert np.array_equal(cluster(points, zoom=9.0).labels, cluster(points, zoom=9.4).labels)


def test_pins_of_neighbouring_cells_merge_when_they_would_overlap():
    cell = 64 / world_pixels(8)
    edge = 20 * cell
    points = np.array([[edge - 0.05 * cell, edge + 0.5 * cell], [edge + 0.05 * cell, edge + 0.5 * cell]])
    assert len(cluster(points, zoom=8)) == 1
    apart = np.array([[edge - 0.45 * cell, edge + 0.5 * cell], [edge + 0.45 * cell, edge + 0.5 * cell]])
    assert len(cluster(apart, zoom=8)) == 2


@given(
    arrays.arrays(np.float64, st.tuples(st.integers(1, 60), st.just(2)), elements=st.floats(-0.5, 1.5)),
    st.floats(0, 18),
)
def test_every_point_is_in_exactly_one_pin(points, zoom):
    pins = cluster(points, zoom=zoom)
    assert pins.counts.sum() == len(points) and (pins.counts > 0).all()
    assert sorted(pins.order) == list(range(len(points)))
    for pin in range(len(pins)):
        members = pins.members(pin)
        assert (pins.labels[members] == pin).all() and pins.representative[pin] == members.min()
        assert pins.xy[pin] == pytest.approx(points[members].mean(axis=0), abs=1e-9)
