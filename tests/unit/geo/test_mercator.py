"""The projection: known values, there and back, views and zoom levels."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_board.geo import mercator
from evidence_board.geo.mercator import Bounds

latitudes = st.floats(-mercator.MAX_LATITUDE, mercator.MAX_LATITUDE)
longitudes = st.floats(-180, 180)


@given(latitudes, longitudes)
def test_there_and_back(latitude, longitude):
    x, y = mercator.to_world(latitude, longitude)
    assert -1e-12 <= x <= 1 + 1e-12 and -1e-12 <= y <= 1 + 1e-12
    assert mercator.to_geographic(x, y) == pytest.approx((latitude, longitude), abs=1e-9)


@given(st.lists(st.tuples(st.floats(-90, 90), longitudes), min_size=1, max_size=20))
def test_arrays_agree_with_single_points(positions):
    rows = np.array(positions)
    world = mercator.project(rows[:, 0], rows[:, 1])
    assert world == pytest.approx(np.array([mercator.to_world(*position) for position in positions]), abs=1e-12)
    back = np.array([mercator.to_geographic(x, y) for x, y in world])
    assert mercator.unproject(world) == pytest.approx(back, abs=1e-9)


def test_corners_and_middle_of_the_world():
    assert mercator.to_world(0, 0) == (0.5, 0.5)
    assert mercator.to_world(mercator.MAX_LATITUDE, -180) == pytest.approx((0, 0), abs=1e-12)
    assert mercator.to_world(90, 180) == pytest.approx((1, 0), abs=1e-12)
    assert mercator.to_world(-90, 190)[0] > 1, "a shape across the date line stays in one piece"


def test_tartus_is_in_the_tile_that_tile_servers_use():
    # z/x/y of 34.8896 N 35.8866 E by the usual slippy-map formula.
    x, y = mercator.to_world(34.8896, 35.8866)
    assert (int(x * 2**9), int(y * 2**9)) == (307, 202)


def test_metres_per_pixel():
    assert mercator.metres_per_pixel(0, zoom=0) == pytest.approx(156543.034, abs=0.001)
    assert mercator.metres_per_pixel(60, zoom=10) == pytest.approx(156543.034 / 2 / 1024, abs=0.001)
    pixel = mercator.metres_to_world(1000, latitude=35) * mercator.world_pixels(9)
    assert pixel == pytest.approx(1000 / mercator.metres_per_pixel(35, zoom=9))


@given(st.floats(-1e6, 1e6))
def test_wrapped_longitudes_name_the_same_meridian(longitude):
    wrapped = mercator.wrap_longitude(longitude)
    assert -180 <= wrapped <= 180
    assert math.cos(math.radians(wrapped - longitude)) == pytest.approx(1)


def test_bounds():
    bounds = Bounds.from_geographic(south=34, west=35, north=36, east=37)
    assert bounds.contains(*mercator.to_world(35, 36)) and not bounds.contains(*mercator.to_world(37, 36))
    assert bounds.top < bounds.bottom and bounds.width > 0 and bounds.height > 0
    assert bounds.grown(0.1).width == pytest.approx(bounds.width + 0.2)
    assert bounds.contains(*bounds.centre)
    points = np.array([[0.2, 0.4], [0.3, 0.1]])
    assert mercator.bounds_of(points) == (0.2, 0.1, 0.3, 0.4)
    with pytest.raises(ValueError):
        mercator.bounds_of(points[:0])


def test_zoom_to_fit_shows_everything_and_no_more():
    bounds = Bounds.from_geographic(south=34, west=35, north=36, east=37)
    zoom = mercator.zoom_to_fit(bounds, width_px=800, height_px=500, margin_px=50)
    pixels = mercator.world_pixels(zoom)
    assert bounds.width * pixels <= 700 + 1e-6 and bounds.height * pixels <= 400 + 1e-6
    assert max(bounds.width * pixels / 700, bounds.height * pixels / 400) == pytest.approx(1)
    point = Bounds(0.5, 0.5, 0.5, 0.5)
    assert mercator.zoom_to_fit(point, width_px=800, height_px=500, max_zoom=12) == 12


def test_a_view_across_the_date_line_is_two_views():
    copies = mercator.world_copies(Bounds(0.9, 0.2, 1.2, 0.4))
    assert [shift for shift, _ in copies] == [0, 1]
    assert copies[0][1] == (0.9, 0.2, 1.0, 0.4)
    assert copies[1][1] == pytest.approx((0.0, 0.2, 0.2, 0.4))
    assert [shift for shift, _ in mercator.world_copies(Bounds(-0.5, 0, 1.5, 1))] == [-1, 0, 1]
    assert mercator.world_copies(Bounds(0.2, -0.5, 0.4, 1.5)) == [(0, (0.2, 0.0, 0.4, 1.0))]
