"""Lines of sight: transits and bearings, where they lead and where they cross."""

import math
import random

import pytest

from evidence_board.geo.geodesy import bearing_deg, destination, distance_m
from evidence_board.geo.sight import Ray, bearing_ray, cross, ray_edges, transit_ray

CAMERA = (34.9051, 35.8684)


def off_camera(bearing, metres, camera=CAMERA):
    return destination(*camera, bearing_deg=bearing, distance_m=metres)


def turned(angle):
    return (angle + 180) % 360 - 180


def test_a_transit_leads_back_to_the_camera():
    ray = transit_ray(off_camera(20, 400), off_camera(20, 1500))
    assert abs(turned(ray.looking_deg - 20)) < 0.01
    assert distance_m(*ray.at(400), *CAMERA) < 0.1


def test_landmarks_close_to_each_other_give_a_poor_line():
    good = transit_ray(off_camera(20, 400), off_camera(20, 2400))
    poor = transit_ray(off_camera(20, 400), off_camera(20, 450))
    assert good.error_deg < 1 < 10 < poor.error_deg
    left, right = ray_edges(poor, length_m=400)
    assert distance_m(*left, *right) > 100


@pytest.mark.parametrize("camera", [CAMERA, (-17.2, 179.9995), (71.0, -179.9999), (89.9, 12.0), (-0.001, 0.0005)])
def test_two_transits_give_a_position_anywhere_on_earth(camera):
    rays = [
        transit_ray(off_camera(330, 300, camera), off_camera(330, 1800, camera)),
        transit_ray(off_camera(45, 500, camera), off_camera(45, 2500, camera)),
    ]
    found = cross(rays)
    assert found is not None
    assert distance_m(found.latitude, found.longitude, *camera) < 0.5
    assert 3 < found.radius_m < 60
    assert max(distance_m(*camera, *corner) for corner in found.region) == pytest.approx(found.radius_m, abs=1)


def test_bearings_over_a_long_way_follow_the_ellipsoid():
    camera = (60.0, 30.0)
    rays = []
    for bearing, metres in ((80, 90_000), (170, 120_000)):
        landmark = off_camera(bearing, metres, camera)
        rays.append(bearing_ray(landmark, bearing_deg(*landmark, *camera) + 180, error_deg=0.2))
    found = cross(rays)
    assert found is not None and distance_m(found.latitude, found.longitude, *camera) < 5


def test_parallel_lines_and_lines_that_part_do_not_meet():
    one = Ray(10.0, 10.0, 90.0, 1.0)
    assert cross([one, Ray(10.01, 10.0, 90.2, 1.0)]) is None
    assert cross([one, Ray(10.01, 10.0, 45.0, 1.0)]) is None
    assert cross([one, Ray(-40.0, 150.0, 45.0, 1.0)]) is None


def test_a_third_line_that_misses_widens_the_region():
    rays = [bearing_ray(off_camera(turn, 1000), turn, error_deg=1.0) for turn in (0, 120, 240)]
    agreed = cross(rays)
    bent = cross([*rays[:2], bearing_ray(off_camera(240, 1000), 246, error_deg=1.0)])
    assert agreed is not None and bent is not None
    assert agreed.widened == 1 < 2 < bent.widened
    assert bent.radius_m > 2 * agreed.radius_m and max(map(abs, bent.off_deg)) > 1


def test_the_position_lies_in_the_region_in_95_of_100_cases():
    dice = random.Random(3)
    inside, met = 0, 0
    for _ in range(300):
        turns = [dice.uniform(0, 70), dice.uniform(100, 160)]
        rays = [
            bearing_ray(off_camera(turn, dice.uniform(200, 3000)), turn + dice.gauss(0, 1 / 1.96), error_deg=1.0)
            for turn in turns
        ]
        found = cross(rays)
        if found is None:
            continue
        met += 1
        inside += _holds(found.region)
    assert met > 290 and inside / met >= 0.93


def _holds(region):
    east_north = []
    for corner in region:
        bearing, metres = math.radians(bearing_deg(*CAMERA, *corner)), distance_m(*CAMERA, *corner)
        east_north.append((metres * math.sin(bearing), metres * math.cos(bearing)))
    held = False
    for (x, y), (past_x, past_y) in zip(east_north, east_north[-1:] + east_north[:-1], strict=True):
        if (y > 0) != (past_y > 0) and (past_x - x) * -y / (past_y - y) + x > 0:
            held = not held
    return held


def test_nonsense_is_refused():
    with pytest.raises(ValueError, match="one place"):
        transit_ray(CAMERA, CAMERA)
    with pytest.raises(ValueError, match="numbers"):
        bearing_ray((math.nan, 0.0), 10.0)
    with pytest.raises(ValueError, match="two lines"):
        cross([Ray(0.0, 0.0, 0.0, 1.0)])
