"""The camera from its landmarks: right within what it says, and honest where it cannot know."""

import math
from collections import Counter
from dataclasses import replace

import pytest
from tests.factories.cameras import HEIGHT, WIDTH, exact_landmark, holds, random_scenes

from evidence_board.geo.camera_solver import (
    CameraGuess,
    Landmark,
    TooFewLandmarksError,
    landmarks_needed,
    solve,
)
from evidence_board.geo.geodesy import destination, distance_m

CAMERA = (34.9051, 35.8684)
#: Direction and distance of landmarks before a camera that looks to 348 degrees.
AHEAD = ((330.0, 900.0), (338.0, 350.0), (349.0, 1400.0), (357.0, 500.0), (6.0, 800.0), (11.0, 300.0))


def exact(camera=CAMERA, *, heading=348.0, view=52.0, ahead=AHEAD):
    return [exact_landmark(camera, heading=heading, view=view, bearing=turn, metres=far) for turn, far in ahead]


def solved(landmarks, guess):
    return solve(landmarks, guess, width=WIDTH, height=HEIGHT)


def turned(angle):
    return abs((angle + 180) % 360 - 180)


@pytest.mark.parametrize("each", [25, pytest.param(125, marks=pytest.mark.deep)], ids=["some", "a thousand"])
def test_random_scenes_lie_within_what_is_said(each):
    told, inside = Counter(), Counter()
    for kind, scene in random_scenes(each):
        found = solved(scene.landmarks, scene.guess)
        there = any(holds(one, scene.latitude, scene.longitude) for one in (found.region, *found.other_regions))
        for what, fits in (
            ("direction", turned(found.heading_deg - scene.heading) <= found.heading_error_deg),
            ("view", abs(found.view_deg - scene.view) <= found.view_error_deg),
            ("position", there),
        ):
            for name in (what, kind, "all"):
                told[name] += 1
                inside[name] += fits
        told["named"] += 1
        inside["named"] += found.does_not_fit is None
    shares = {name: inside[name] / told[name] for name in told}
    # Among few scenes one more or less is a whole per cent.
    least = 0.95 if each > 100 else 0.93
    assert all(shares[name] >= least for name in ("all", "direction", "view", "position")), shares
    assert min(shares.values()) >= least - 0.02, shares
    assert shares["named"] > 0.98, shares


@pytest.mark.parametrize(
    "camera", [CAMERA, (-17.0, 180.0), (-17.0, -179.9999), (65.0, 179.9995), (89.97, 10.0), (-89.97, -60.0), (0.0, 0.0)]
)
def test_the_camera_is_found_anywhere_on_earth(camera):
    start = destination(*camera, bearing_deg=200, distance_m=400)
    found = solved(exact(camera), CameraGuess(*start, None, view_deg=52.0, horizon=0.5))
    assert distance_m(found.latitude, found.longitude, *camera) < 2
    assert turned(found.bearings_deg[0] - 330) < 0.5
    assert max(map(abs, found.residuals_deg)) < 0.05
    assert holds(found.region, *camera) or camera[0] < -89 or camera[0] > 89
    assert 5 < found.radius_m < 200 and found.does_not_fit is None


def test_the_direction_alone_needs_no_position():
    guess = CameraGuess(*CAMERA, 10.0, view_deg=52.0, horizon=0.5)
    found = solved(exact()[:3], guess)
    assert turned(found.heading_deg - 348) < 0.2 and 0.1 < found.heading_error_deg < 2
    assert distance_m(found.latitude, found.longitude, *CAMERA) < 5


def test_an_unknown_lens_is_found():
    found = solved(exact(), CameraGuess(*CAMERA, 10.0, horizon=0.5))
    assert abs(found.view_deg - 52) < 0.5 < found.view_error_deg < 5


@pytest.mark.parametrize("wrong", range(5))
def test_the_landmark_that_does_not_fit_is_named(wrong):
    landmarks = exact(ahead=AHEAD[:5])
    moved = destination(landmarks[wrong].latitude, landmarks[wrong].longitude, bearing_deg=75, distance_m=220)
    landmarks[wrong] = replace(landmarks[wrong], latitude=moved[0], longitude=moved[1])
    found = solved(landmarks, CameraGuess(*CAMERA, 50.0, view_deg=52.0, horizon=0.5))
    assert found.does_not_fit == wrong
    # The rest is reckoned without it.
    assert found.widened < 1.5 and turned(found.heading_deg - 348) < 0.5


def test_with_one_to_spare_nobody_is_accused():
    landmarks = exact(ahead=AHEAD[:4])
    moved = destination(landmarks[1].latitude, landmarks[1].longitude, bearing_deg=75, distance_m=150)
    landmarks[1] = replace(landmarks[1], latitude=moved[0], longitude=moved[1])
    found = solved(landmarks, CameraGuess(*CAMERA, None, view_deg=52.0, horizon=0.5))
    assert found.does_not_fit is None


def test_on_the_danger_circle_the_region_says_so():
    # The camera and all landmarks on one circle: every place on it sees them under the same angles.
    middle = destination(*CAMERA, bearing_deg=348, distance_m=500)
    landmarks = []
    for turn in (300.0, 340.0, 20.0, 45.0):
        place = destination(*middle, bearing_deg=turn, distance_m=500)
        bearing = 348 + (turn - 348 + 180) % 360 / 2 - 90
        metres = distance_m(*CAMERA, *place)
        landmarks.append(exact_landmark(CAMERA, heading=348, view=70, bearing=bearing, metres=metres))
    guess = CameraGuess(*CAMERA, None, view_deg=70.0, horizon=0.5)
    found = solved(landmarks, guess)
    clear = solved(exact(ahead=AHEAD[:4], view=70.0), guess)
    corners = [corner for ring in (found.region, *found.other_regions) for corner in ring]
    assert max(distance_m(*CAMERA, *corner) for corner in corners) > 3 * clear.radius_m
    assert turned(found.heading_deg - 348) <= found.heading_error_deg


def test_landmarks_that_lie_behind_are_no_crash_and_no_certainty():
    landmarks = exact()
    behind = [
        replace(one, latitude=2 * CAMERA[0] - one.latitude, longitude=2 * CAMERA[1] - one.longitude)
        if number % 2
        else one
        for number, one in enumerate(landmarks)
    ]
    found = solved(behind, CameraGuess(*CAMERA, 10.0, view_deg=52.0, horizon=0.5))
    assert max(map(abs, found.residuals_deg)) > 20 and found.widened > 5


def test_a_tilted_picture_is_set_upright():
    tilt = math.radians(4.0)
    aspect = WIDTH / HEIGHT
    tilted = []
    for one in exact():
        right, down = one.x - 0.5, (one.y - 0.5) / aspect
        x = right * math.cos(tilt) - down * math.sin(tilt)
        y = right * math.sin(tilt) + down * math.cos(tilt)
        tilted.append(replace(one, x=x + 0.5, y=y * aspect + 0.5))
    guess = CameraGuess(*CAMERA, 10.0, view_deg=52.0, horizon=0.5)
    level = solved(tilted, replace(guess, roll_deg=4.0))
    assert turned(level.heading_deg - 348) < 0.1 and max(map(abs, level.residuals_deg)) < 0.05


def test_too_few_landmarks_say_how_many_it_takes():
    guess = CameraGuess(*CAMERA, None)
    assert (landmarks_needed(guess), landmarks_needed(replace(guess, radius_m=10.0))) == (4, 3)
    with pytest.raises(TooFewLandmarksError) as refused:
        solved(exact()[:3], guess)
    assert refused.value.needed == 4


@pytest.mark.parametrize("name", ["x", "y", "latitude", "longitude"])
@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_numbers_that_are_none_are_refused(name, value):
    landmarks = exact()
    landmarks[2] = replace(landmarks[2], **{name: value})
    with pytest.raises(ValueError, match="landmark"):
        solved(landmarks, CameraGuess(*CAMERA, 10.0))


@pytest.mark.parametrize(
    "landmarks",
    [
        [Landmark(0.5, 0.5, *CAMERA)] * 4,
        [Landmark(0.1 * number, 0.5, 34.91, 35.87) for number in range(4)],
        [Landmark(0.5, 0.1 * number, 34.91 + 0.001 * number, 35.87) for number in range(4)],
        [Landmark(40.0 * number, -30.0, 34.91 + 0.001 * number, 35.87) for number in range(4)],
        [Landmark(0.2 * number, 0.5, 80.0 - 50 * number, 90.0 * number) for number in range(4)],
    ],
    ids=["all at the camera", "one place", "one column", "far outside", "all round the Earth"],
)
@pytest.mark.parametrize("radius", [20.0, None])
def test_nonsense_gives_finite_numbers(landmarks, radius):
    found = solved(landmarks, CameraGuess(*CAMERA, radius, view_deg=60.0, horizon=0.5))
    numbers = (found.latitude, found.longitude, found.radius_m, found.heading_deg, found.heading_error_deg)
    assert all(map(math.isfinite, (*numbers, found.view_deg, found.view_error_deg, *found.residuals_deg)))
    assert all(math.isfinite(value) for corner in found.region for value in corner)


def test_a_picture_without_a_size_is_refused():
    with pytest.raises(ValueError, match="width"):
        solve(exact(), CameraGuess(*CAMERA, 10.0), width=0, height=10)
