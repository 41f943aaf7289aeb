"""Lines and polygons against pyproj, over the date line and around the poles."""

import math
import random
from itertools import pairwise

import pyproj
import pytest

from evidence_board.geo import geodesic_shapes as shapes

GEOD = pyproj.Geod(ellps="WGS84")
POLYGONS = {
    "harbour": [(34.90, 35.85), (34.91, 35.85), (34.91, 35.87), (34.90, 35.87)],
    "date line": [(-18, 179), (-18, -179), (-16, -179), (-16, 179)],
    "north pole": [(80, lon) for lon in range(-180, 180, 30)],
    "south pole": [(-70, lon) for lon in range(0, 360, 45)],
    "triangle": [(0, 0), (0, 90), (90, 0)],
    "country": [(37, 36), (37, 42), (34, 41), (32.5, 37), (33, 35.8), (35.9, 35.8)],
}


@pytest.mark.parametrize("name", POLYGONS)
def test_sizes_equal_proj(name):
    corners = POLYGONS[name]
    latitudes, longitudes = zip(*corners, strict=True)
    area, perimeter = GEOD.polygon_area_perimeter(longitudes, latitudes)
    whole = 510_065_621_724_088.0
    for given in (corners, corners[::-1], [*corners, corners[0]]):
        size = shapes.polygon_size(given)
        assert size.area_m2 == pytest.approx(min(abs(area), whole - abs(area)), rel=1e-9)
        assert size.perimeter_m == pytest.approx(perimeter, rel=1e-12)


def test_lines_equal_proj():
    dice = random.Random(1)
    for _ in range(100):
        points = [dice.uniform(-90, 90), dice.uniform(-180, 180), dice.uniform(-90, 90), dice.uniform(-180, 180)]
        line = shapes.between(*points)
        forth, back, metres = GEOD.inv(points[1], points[0], points[3], points[2])
        assert line.distance_m == pytest.approx(metres, abs=1e-6)
        assert math.remainder(line.bearing_deg - forth, 360) == pytest.approx(0, abs=1e-7)
        assert math.remainder(line.arrival_deg - back - 180, 360) == pytest.approx(0, abs=1e-7)


@pytest.mark.parametrize(
    ("name", "place", "inside"),
    [
        ("harbour", (34.905, 35.86), True),
        ("harbour", (34.92, 35.86), False),
        ("harbour", (-34.905, -144.14), False),
        ("date line", (-17, 180), True),
        ("date line", (-17, -179.5), True),
        ("date line", (-17, 178), False),
        ("date line", (-17, 0), False),
        ("north pole", (90, 0), True),
        ("north pole", (85, 77), True),
        ("north pole", (70, 77), False),
        ("north pole", (-90, 0), False),
        ("south pole", (-89, 12), True),
        ("south pole", (-60, 12), False),
        ("country", (34.5, 38), True),
        ("country", (33.9, 35.5), False),
    ],
)
def test_inside(name, place, inside):
    for corners in (POLYGONS[name], POLYGONS[name][::-1]):
        assert shapes.contains(corners, latitude=place[0], longitude=place[1]) is inside


def test_points_of_a_line_over_the_date_line_stay_in_one_piece():
    points = shapes.line_points(50, 170, 50, -160, step_m=100_000)
    assert points[0] == pytest.approx((50, 170)) and points[-1] == pytest.approx((50, 200))
    assert max(latitude for latitude, _ in points) > 50.5
    assert all(0 < other[1] - one[1] < 5 for one, other in pairwise(points))
    assert shapes.path_length_m(points) == pytest.approx(shapes.between(50, 170, 50, -160).distance_m, abs=0.001)


def test_what_is_no_shape():
    assert shapes.path_length_m([]) == shapes.path_length_m([(1, 2)]) == 0
    with pytest.raises(ValueError):
        shapes.polygon_size([(0, 0), (1, 1), (0, 0)])
    with pytest.raises(ValueError):
        shapes.contains([(0, 0), (1, 1)], latitude=0, longitude=0)
    with pytest.raises(ValueError):
        shapes.line_points(0, 0, 1, 1, step_m=0)
