"""Shadows measured in pictures of a camera that is known."""

import math
import random

import pytest

from evidence_board.geo.picture_shadow import PictureCamera, light_direction, plain_ratio, shadow_in_picture


def seen(point, *, height, fov, pitch, roll, aspect, heading):
    """Where a camera at the origin sees a point (east, north, up in metres): fractions of the picture."""
    east, north, up = point[0], point[1], point[2] - height
    turn, tip, lean = (math.radians(one) for one in (heading, pitch, roll))
    right = east * math.cos(turn) - north * math.sin(turn)
    ahead = east * math.sin(turn) + north * math.cos(turn)
    along = ahead * math.cos(tip) + up * math.sin(tip)
    above = up * math.cos(tip) - ahead * math.sin(tip)
    focal = 0.5 / math.tan(math.radians(fov) / 2)
    x, y = focal * right / along, -focal * above / along
    x, y = x * math.cos(lean) - y * math.sin(lean), x * math.sin(lean) + y * math.cos(lean)
    return x + 0.5, y * aspect + 0.5


def scene(rng):
    """A post with its shadow before a camera: points in the picture, the camera, ratio and direction."""
    aspect = rng.choice((1.5, 4 / 3, 0.75, 16 / 9))
    fov, pitch, roll = rng.uniform(35, 75), rng.uniform(-12, 6), rng.uniform(-4, 4)
    heading, height = rng.uniform(0, 360), rng.uniform(1.4, 6)
    look = {"height": height, "fov": fov, "pitch": pitch, "roll": roll, "aspect": aspect, "heading": heading}
    away, aside = rng.uniform(8, 25), rng.uniform(-10, 10)
    bearing = math.radians(heading + aside)
    foot = (away * math.sin(bearing), away * math.cos(bearing), 0.0)
    tall, ratio, towards = rng.uniform(1, 4), rng.uniform(0.4, 1.6), rng.uniform(0, 360)
    fall = math.radians(towards)
    tip = (foot[0] + tall * ratio * math.sin(fall), foot[1] + tall * ratio * math.cos(fall), 0.0)
    points = tuple(seen(one, **look) for one in (foot, (*foot[:2], tall), tip))
    focal = 0.5 / math.tan(math.radians(fov) / 2)
    level = focal * math.tan(math.radians(pitch)) / math.cos(math.radians(roll))
    return points, PictureCamera(aspect, fov, 0.5 + level * aspect, roll, heading), ratio, towards


def test_ratio_and_direction_of_known_scenes_come_back():
    rng = random.Random(5)
    for _ in range(200):
        points, camera, ratio, towards = scene(rng)
        found = shadow_in_picture(points, camera)
        assert found.ratio == pytest.approx(ratio, rel=1e-6)
        assert math.remainder(found.direction_deg - towards, 360) == pytest.approx(0, abs=1e-5)


def test_the_stated_error_holds_for_points_set_by_hand():
    rng = random.Random(8)
    inside = measured = 0
    for _ in range(400):
        points, camera, ratio, _ = scene(rng)
        clicked = tuple((x + rng.gauss(0, 0.002), y + rng.gauss(0, 0.002)) for x, y in points)
        found = shadow_in_picture(clicked, camera)
        if found.ratio is not None:
            measured += 1
            inside += abs(found.ratio / ratio - 1) <= found.ratio_error
    assert measured > 300
    assert inside / measured >= 0.95


def test_without_a_heading_there_is_a_ratio_and_no_direction():
    points, camera, ratio, _ = scene(random.Random(3))
    blind = PictureCamera(camera.aspect, camera.fov_deg, camera.horizon_y, camera.tilt_deg)
    found = shadow_in_picture(points, blind)
    assert found.ratio == pytest.approx(ratio, rel=1e-6)
    assert found.direction_deg is None


def test_foot_and_tip_alone_give_a_direction():
    points, camera, _, towards = scene(random.Random(4))
    found = shadow_in_picture((points[0], points[2]), camera)
    assert found.ratio is None
    assert math.remainder(found.direction_deg - towards, 360) == pytest.approx(0, abs=1e-5)


@pytest.mark.parametrize("foot", [(0.5, 0.3), (0.5, 0.5)])
def test_what_lies_on_the_horizon_or_above_is_not_measured(foot):
    camera = PictureCamera(1.5, 60, 0.5, heading_deg=0)
    found = shadow_in_picture((foot, (0.5, 0.2), (0.6, 0.9)), camera)
    assert (found.ratio, found.direction_deg) == (None, None)


def test_as_it_lies_in_the_picture_the_shape_of_the_picture_counts():
    points = ((0.5, 0.5), (0.5, 0.3), (0.7, 0.5))
    assert plain_ratio(points, aspect=2.0) == pytest.approx(0.2 / 0.1)
    assert plain_ratio(points[:2], aspect=2.0) is None


def test_light_from_the_left_comes_from_left_of_the_view():
    assert light_direction(((0.2, 0.5), (0.4, 0.55)), aspect=1.5, heading_deg=348)[0] == pytest.approx(258)
    assert light_direction(((0.4, 0.5), (0.2, 0.5)), aspect=1.5, heading_deg=348)[0] == pytest.approx(78)
    assert light_direction(((0.4, 0.3), (0.41, 0.8)), aspect=1.5, heading_deg=348) is None
