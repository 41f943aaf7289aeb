"""The display list as data."""

import math

import numpy as np
import pytest

from evidence_board.scene import (
    Circles,
    Icons,
    Layer,
    Lines,
    Markers,
    Pen,
    Primitive,
    Rect,
    Rects,
    Scene,
    Shape,
    Size,
    as_boxes,
    as_points,
    bounds_of,
)

PEN = Pen(0xFF000000)


def markers(*points, **more):
    return Markers(points=as_points(points), shape=Shape.CIRCLE, size=Size(10), fill=0xFF123456, **more)


def test_importing_the_scene_needs_neither_qt_nor_numpy():
    import subprocess
    import sys

    code = (
        "import sys, evidence_board.scene\nsys.exit(any(m.split('.')[0] in ('PySide6', 'numpy') for m in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_pixel_size_ignores_the_scale_and_a_world_size_stays_between_its_limits():
    assert Size(12).px(0.01) == Size(12).px(1000) == 12
    grows = Size(20, world=True, min_px=4, max_px=48)
    assert [grows.px(scale) for scale in (0.01, 1, 2, 100)] == [4, 20, 40, 48]


def test_bounds_cover_all_layers_and_count_radii():
    scene = Scene(
        (
            Layer("lines", (Lines(segments=as_boxes([(5, 9, -3, 1)]), pen=PEN),)),
            Layer("circles", (Circles(points=as_points([(10, 10)]), radii=np.array([4.0])),)),
            Layer("bars", (Rects(rects=as_boxes([(0, -7, 1, 0)])),)),
        )
    )
    assert scene.bounds() == Rect(-3, -7, 14, 14)


def test_an_empty_scene_and_an_empty_primitive_have_no_bounds():
    assert Scene().bounds() is None
    assert bounds_of(markers()) is None
    assert bounds_of(Primitive()) is None


def test_with_layer_replaces_in_place_or_adds_on_top_and_leaves_the_old_scene_alone():
    first, second = markers((0, 0)), markers((1, 1))
    scene = Scene((Layer("a", (first,)), Layer("b")))
    changed = scene.with_layer("a", [second]).with_layer("c", [first])
    assert [layer.name for layer in changed.layers] == ["a", "b", "c"]
    assert changed.layer("a").items == (second,)
    assert scene.layer("a").items == (first,)
    assert [item for _, item in changed] == [second, first]
    with pytest.raises(KeyError):
        scene.layer("c")


def test_level_of_detail_includes_the_lower_and_excludes_the_upper_scale():
    item = markers((0, 0), min_scale=1.0, max_scale=4.0)
    assert [item.visible_at(scale) for scale in (0.99, 1.0, 3.99, 4.0)] == [False, True, True, False]
    assert markers((0, 0)).visible_at(1e300)


def test_rectangles():
    box = Rect(0, 0, 10, 4)
    assert (box.width, box.height, box.centre) == (10, 4, (5, 2))
    assert box.expanded(1, 2) == Rect(-1, -2, 11, 6)
    assert box.united(Rect(20, -1, 21, 0)) == Rect(0, -1, 21, 4)
    assert box.contains(10, 4) and not box.contains(10.1, 4)
    assert box.intersects(Rect(10, 4, 12, 12)) and not box.intersects(Rect(11, 0, 12, 1))


def test_arrays_are_made_from_any_sequence_also_an_empty_one():
    assert as_points([]).shape == (0, 2)
    assert as_boxes([(1, 2, 3, 4)]).dtype == np.float64
    assert as_points(((1, 2), (3, 4))).tolist() == [[1, 2], [3, 4]]


def test_primitives_cannot_be_changed_under_the_painter():
    item = Icons(points=as_points([(0, 0)]), name="shield", size=Size(14), color=0xFFFFFFFF)
    with pytest.raises(AttributeError):
        item.name = "truck"
    assert item.max_scale == math.inf
