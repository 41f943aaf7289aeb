"""Distances against published figures; outlines against the exact geodesic."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_board.geo import geodesy

TARTUS = (34.8896, 35.8866)


def test_the_flinders_peak_buninyong_line():
    # Geoscience Australia's worked example for Vincenty's formulas (GRS 80, which equals WGS 84 here).
    flinders, buninyong = (-37.951033416, 144.424867888), (-37.652821138, 143.926495527)
    assert geodesy.distance_m(*flinders, *buninyong) == pytest.approx(54972.271, abs=0.002)
    assert geodesy.bearing_deg(*flinders, *buninyong) == pytest.approx(306.8681583, abs=1e-5)


@given(st.floats(-85, 85), st.floats(-180, 180), st.floats(0, 359.9), st.floats(1, 1_000_000))
def test_going_there_is_as_far_as_said(latitude, longitude, bearing, metres):
    reached = geodesy.destination(latitude, longitude, bearing_deg=bearing, distance_m=metres)
    assert geodesy.distance_m(latitude, longitude, *reached) == pytest.approx(metres, rel=1e-9, abs=1e-6)
    assert 0 <= geodesy.bearing_deg(latitude, longitude, *reached) < 360


@given(st.floats(-80, 80), st.floats(-180, 180), st.floats(10, 500_000))
def test_circles_keep_their_radius(latitude, longitude, radius):
    outline = geodesy.circle(latitude, longitude, radius_m=radius, n=12)
    assert outline.shape == (12, 2)
    for corner in outline:
        assert geodesy.distance_m(latitude, longitude, *corner) == pytest.approx(radius, rel=1e-3)


def test_circles_start_north_and_run_clockwise():
    outline = geodesy.circle(*TARTUS, radius_m=1000, n=4)
    bearings = [geodesy.bearing_deg(*TARTUS, *corner) for corner in outline]
    assert [round(bearing) % 360 for bearing in bearings] == [0, 90, 180, 270]


def test_a_circle_across_the_date_line_stays_in_one_piece():
    longitudes = geodesy.circle(0, 179.99, radius_m=50_000)[:, 1]
    assert longitudes.max() > 180 and longitudes.max() - longitudes.min() < 2


@pytest.mark.parametrize(("bearing", "angle"), [(348, 52), (0, 360), (90, 1)])
def test_view_cones(bearing, angle):
    outline = geodesy.sector(*TARTUS, bearing_deg=bearing, field_of_view_deg=angle, radius_m=2000)
    assert tuple(outline[0]) == TARTUS
    for corner in outline[1:]:
        assert geodesy.distance_m(*TARTUS, *corner) == pytest.approx(2000, rel=1e-3)
        off = (geodesy.bearing_deg(*TARTUS, *corner) - bearing + 180) % 360 - 180
        assert abs(off) <= angle / 2 + 0.01


@pytest.mark.parametrize("wrong", [{"radius_m": 0}, {"radius_m": float("nan")}, {"radius_m": 5, "n": 2}])
def test_impossible_circles(wrong):
    with pytest.raises(ValueError):
        geodesy.circle(*TARTUS, **wrong)


@pytest.mark.parametrize("angle", [0, 361, float("nan")])
def test_impossible_view_cones(angle):
    with pytest.raises(ValueError):
        geodesy.sector(*TARTUS, bearing_deg=0, field_of_view_deg=angle, radius_m=10)


@pytest.mark.parametrize(
    ("metres_per_pixel", "label"),
    [(251.2, "20 km"), (10, "1 km"), (9.99, "500 m"), (0.02, "2 m"), (0.005, "50 cm"), (40_000, "2000 km")],
)
def test_scale_bars(metres_per_pixel, label):
    bar = geodesy.scale_bar(metres_per_pixel, max_px=100)
    assert bar.label == label
    assert bar.pixels <= 100 + 1e-6 and bar.pixels * metres_per_pixel == pytest.approx(bar.metres)


@given(st.floats(1e-3, 1e5), st.floats(40, 200))
def test_scale_bars_are_as_long_as_they_can_be(metres_per_pixel, room):
    bar = geodesy.scale_bar(metres_per_pixel, max_px=room)
    assert room / 2.51 < bar.pixels <= room * (1 + 1e-6)
    assert str(bar.value).rstrip("0") in ("1", "2", "5")


@pytest.mark.parametrize("wrong", [0, -1, float("nan"), float("inf")])
def test_no_scale_bar_without_a_scale(wrong):
    with pytest.raises(ValueError):
        geodesy.scale_bar(wrong, max_px=100)
