"""Which shapes of a large layer are drawn: none is left out where nothing else stands for it."""

import numpy as np
import pytest

from evidence_board.geo.layers import LayerShapes, PaintedKind
from evidence_board.geo.layers.facts import ShapeStyle
from evidence_board.geo.mercator import Bounds
from evidence_board.ui.map_layers.shape_paths import ShapePaths

WORLD = Bounds(0.0, 0.0, 1.0, 1.0)


def layer(shapes):
    """Shapes of kind and parts, each part a list of points."""
    parts = [np.array(part, dtype=float) for _, rows in shapes for part in rows]
    counts = [len(rows) for _, rows in shapes]
    boxes = [[*np.vstack(rows).min(axis=0), *np.vstack(rows).max(axis=0)] for _, rows in shapes]
    many = len(shapes)
    return LayerShapes(
        points=np.vstack(parts),
        part_starts=np.cumsum([0, *(len(part) for part in parts[:-1])]),
        first_part=np.cumsum([0, *counts[:-1]]),
        kinds=tuple(kind for kind, _ in shapes),
        boxes=np.array(boxes),
        names=("",) * many,
        notes=("",) * many,
        styles=(0,) * many,
        looks=(ShapeStyle(),),
        total=many,
    )


@pytest.fixture
def mixed():
    square = [[0.1, 0.1], [0.2, 0.1], [0.2, 0.2], [0.1, 0.1]]
    return ShapePaths(
        layer([
            (PaintedKind.AREA, [square, square]),
            (PaintedKind.POINT, [[[0.3, 0.3]], [[0.4, 0.4]]]),
            (PaintedKind.LINE, [[[0.5, 0.5], [0.9, 0.5]]]),
            (PaintedKind.POINT, [[[0.6, 0.6]]]),
        ])
    )  # fmt: skip


def test_every_point_belongs_to_its_shape(mixed):
    xy, owners = mixed.spots_in(WORLD, cell=1.0, most=10)
    assert owners.tolist() == [1, 1, 3] and xy.tolist() == [[0.3, 0.3], [0.4, 0.4], [0.6, 0.6]]
    assert mixed.spots_in(Bounds(0.35, 0.35, 0.5, 0.5), cell=1.0, most=10)[1].tolist() == [1]
    assert mixed.outlines_in(WORLD, most=10) == [0, 2]
    assert [part.tolist() for part in mixed.shapes.parts(3)] == [[[0.6, 0.6]]]


def test_of_too_many_outlines_the_largest_are_drawn_in_their_order():
    lines = [(PaintedKind.LINE, [[[0.0, 0.5], [0.1 * size, 0.5]]]) for size in (1, 5, 2, 9, 3)]
    assert ShapePaths(layer(lines)).outlines_in(WORLD, most=3) == [1, 3, 4]


def test_points_that_crowd_are_thinned_and_stand_for_all():
    xy = np.random.default_rng(5).uniform(0, 1, (20_000, 2))
    paths = ShapePaths(layer([(PaintedKind.POINT, [[place]]) for place in xy.tolist()]))
    found, _ = paths.spots_in(WORLD, cell=0.02, most=1_000)
    assert len(found) == 2_500  # one in each of the fifty by fifty cells
    assert len({tuple(cell) for cell in np.floor(found / 0.02).astype(int).tolist()}) == 2_500
    assert len(paths.spots_in(WORLD, cell=0.02, most=20_000)[0]) == 20_000
