"""Spatial indexes against plain comparison, and hits on every primitive."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF

from evidence_board.scene import (
    Circles,
    Icons,
    Images,
    Layer,
    Lines,
    Markers,
    Paths,
    Pen,
    Placement,
    Rect,
    Rects,
    Scene,
    Sectors,
    Shape,
    Size,
    as_boxes,
    as_points,
)
from evidence_board.ui.canvas import CameraState, CanvasView, HitIndex, PointIndex, SceneRenderer, SegmentIndex

PEN = Pen(0xFF000000, 1.0)


def clustered(count, seed):
    rng = np.random.default_rng(seed)
    return np.vstack([rng.normal(0, 1, (count // 2, 2)), rng.uniform(-1000, 1000, (count - count // 2, 2))])


@pytest.mark.parametrize("count", [0, 1, 50, 5000])
def test_points_in_a_rectangle_are_those_that_compare_so(count):
    points = clustered(count, count)
    index = PointIndex(points)
    for x, y, width, height in np.random.default_rng(1).uniform(-1100, 900, (40, 4)):
        rect = Rect(x, y, x + abs(width) / 4, y + abs(height))
        x_in = (points[:, 0] >= rect.x0) & (points[:, 0] <= rect.x1)
        y_in = (points[:, 1] >= rect.y0) & (points[:, 1] <= rect.y1)
        assert index.within(rect).tolist() == np.flatnonzero(x_in & y_in).tolist()
    assert len(index.within(Rect(-2000, -2000, 2000, 2000))) == count
    assert len(index.within(Rect(5000, 5000, 6000, 6000))) == 0


@settings(deadline=None, max_examples=50)
@given(
    x=st.floats(-1200, 1200),
    y=st.floats(-1200, 1200),
    radius=st.floats(0, 300),
    aspect=st.sampled_from([1.0, 0.2, 5.0]),
)
def test_the_nearest_point_and_segment_are_the_nearest(x, y, radius, aspect):
    points = clustered(3000, 5)
    offset = (points - (x, y)) * (1, aspect)
    distance = np.hypot(*offset.T)
    found = PointIndex(points).nearest(x, y, radius=radius, aspect=aspect)
    if distance.min() > radius:
        assert found is None
    else:
        assert found is not None and distance[found] == distance.min()
    # A segment of no length is a point: both indexes must agree.
    same = SegmentIndex(np.hstack([points, points])).nearest(x, y, radius=radius, aspect=aspect)
    assert same == found


def test_distance_to_a_segment_counts_its_inside_and_its_ends():
    index = SegmentIndex(as_boxes([(0, 0, 10, 0), (0, 100, 10, 100)]))
    assert index.nearest(5, 3, radius=3) == 0
    assert index.nearest(5, 3.1, radius=3) is None
    assert index.nearest(13, 104, radius=5) == 1
    assert index.nearest(13, 104, radius=4.9) is None
    assert SegmentIndex(as_boxes([])).nearest(0, 0, radius=9) is None


def test_of_equally_near_things_the_upper_one_is_hit():
    assert PointIndex(as_points([(0, 0), (0, 0)])).nearest(0, 0, radius=1) == 1
    assert SegmentIndex(as_boxes([(0, 0, 1, 0)] * 2)).nearest(0, 0, radius=1) == 1


@pytest.fixture
def view(qtbot):
    view = CanvasView(SceneRenderer())
    qtbot.addWidget(view)
    view.resize(400, 400)
    view.camera.jump(CameraState.square(0, 0, 2.0))
    return view


def at(view, item, x, y):
    hit = HitIndex(Scene((Layer("one", (item,)),))).at(view, QPointF(200 + x, 200 + y))
    return None if hit is None else hit.id


def test_a_marker_is_hit_where_it_is_drawn_and_a_tiny_one_a_little_around(view):
    item = Markers(
        points=as_points([(10, 0)]), shape=Shape.CIRCLE, size=Size(30), fill=1, offset_px=(0, -40), ids=["a"]
    )
    assert at(view, item, 20, -40) == at(view, item, 33, -40) == "a"
    assert at(view, item, 20, 0) is None
    dot = Icons(points=as_points([(0, 0)]), name="shield", size=Size(2), color=1, ids=["dot"])
    assert at(view, dot, 5, 0) == "dot"
    assert at(view, dot, 8, 0) is None


@pytest.mark.parametrize(
    ("placement", "inside", "outside"),
    [
        (Placement.ABOVE, (15, -35), (0, 5)),
        (Placement.BELOW, (-15, 35), (0, -5)),
        (Placement.LEFT, (-35, 15), (5, 0)),
        (Placement.RIGHT, (35, -15), (-5, 0)),
        (Placement.CENTRE, (18, 18), (25, 0)),
    ],
)
def test_a_picture_is_hit_inside_its_box(view, placement, inside, outside):
    item = Images(
        points=as_points([(0, 0)]), keys=["k"], width=Size(40), height=Size(40), placement=placement, ids=["p"]
    )
    assert at(view, item, *inside) == "p"
    assert at(view, item, *outside) is None


def test_areas(view):
    bar = Rects(rects=as_boxes([(0, 0, 10, 5)]), fill=1, ids=["bar"])
    assert at(view, bar, 15, 8) == "bar" and at(view, bar, 30, 8) is None
    circle = Circles(points=as_points([(0, 0)]), radii=np.array([20.0]), ids=["c"])
    assert at(view, circle, 28, 28) == "c" and at(view, circle, 30, 30) is None
    wedge = Sectors(
        points=as_points([(0, 0)]), bearings=np.array([0.0]), spreads=np.array([90.0]), radius=Size(20), ids=["w"]
    )
    assert at(view, wedge, 0, -5) is None


def test_a_polygon_is_hit_inside_a_polyline_on_its_line(view):
    ring = as_points([(0, 0), (40, 0), (40, 40), (0, 40)])
    filled = Paths(points=ring, closed=True, fill=0xFF000000, ids=["area"])
    assert at(view, filled, 20, 60) == "area" and at(view, filled, -20, 20) is None
    line = Paths(points=ring, pen=PEN, ids=["line"])
    assert at(view, line, 40, 3) == "line"
    assert at(view, line, 40, 40) is None
    assert at(view, line, 0, 40) is None  # the open side


def test_what_the_level_of_detail_hides_or_has_no_id_is_not_hit(view):
    hidden = Lines(segments=as_boxes([(0, 0, 50, 0)]), pen=PEN, ids=["k"], min_scale=3.0)
    assert at(view, hidden, 50, 0) is None
    view.camera.jump(CameraState.square(0, 0, 3.0))
    assert at(view, hidden, 50, 0) == "k"
    assert at(view, Lines(segments=as_boxes([(0, 0, 50, 0)]), pen=PEN), 50, 0) is None


def test_a_rubber_band_takes_whole_lines_and_anchors_bottom_first(view):
    scene = Scene(
        (
            Layer("links", (Lines(segments=as_boxes([(0, 0, 20, 0), (0, 0, 90, 0)]), pen=PEN, ids=["in", "out"]),)),
            Layer(
                "nodes",
                (Markers(points=as_points([(0, 0), (20, 0)]), shape=Shape.PIN, size=Size(9), fill=1, ids=["a", "b"]),),
            ),
        )
    )
    found = HitIndex(scene).within(view, QRectF(190, 190, 80, 20))
    assert [(hit.layer, hit.id) for hit in found] == [("links", "in"), ("nodes", "a"), ("nodes", "b")]
