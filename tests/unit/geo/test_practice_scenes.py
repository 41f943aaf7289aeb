"""The cameras of the practice scenes are known: what the solver says of them must hold."""

import json

import pytest

from evidence_board import resources
from evidence_board.geo.camera_solver import CameraGuess, Landmark, solve
from evidence_board.geo.geodesy import distance_m

STORY = json.loads(resources.read_text("practice/story.json"))
PLACES = {one["name"]: (one["latitude"], one["longitude"]) for one in STORY["landmarks"]}
SCENES = {one["id"]: one["true"] for one in STORY["items"]}
WIDTH, HEIGHT = 1600, 1200


def landmarks_of(scene):
    seen = scene["landmarks"].items()
    return [Landmark(at["x"] / WIDTH, at["y"] / HEIGHT, *PLACES[name]) for name, at in seen if name in PLACES]


def known(scene, **values):
    horizon, roll = scene["horizon_px"] / HEIGHT, -scene["roll_deg"]
    return CameraGuess(scene["latitude"], scene["longitude"], horizon=horizon, roll_deg=roll, **values)


@pytest.mark.parametrize("ref", ["M-007", "M-014", "M-039", "M-042", "M-043"])
def test_the_direction_of_a_known_place_is_found(ref):
    scene = SCENES[ref]
    guess = known(scene, radius_m=scene["radius_m"], view_deg=scene["field_of_view_deg"])
    found = solve(landmarks_of(scene), guess, width=WIDTH, height=HEIGHT)
    off = abs((found.heading_deg - scene["heading_deg"] + 180) % 360 - 180)
    assert off <= found.heading_error_deg < 5
    assert off < 1
    assert max(abs(one) for one in found.residuals_deg) < 0.2
    assert found.does_not_fit is None


@pytest.mark.parametrize("ref", ["M-007", "M-014", "M-042", "M-043"])
def test_the_place_is_found_with_nothing_known_but_the_landmarks(ref):
    scene = SCENES[ref]
    found = solve(landmarks_of(scene), known(scene, radius_m=None), width=WIDTH, height=HEIGHT)
    assert distance_m(found.latitude, found.longitude, scene["latitude"], scene["longitude"]) <= found.radius_m
    assert abs(found.view_deg - scene["field_of_view_deg"]) <= found.view_error_deg


def test_a_landmark_of_another_town_is_named():
    scene = SCENES["M-014"]
    seen = landmarks_of(scene)
    seen[2] = Landmark(seen[2].x, seen[2].y, 34.9111, 35.8755)
    guess = known(scene, radius_m=scene["radius_m"], view_deg=scene["field_of_view_deg"])
    assert solve(seen, guess, width=WIDTH, height=HEIGHT).does_not_fit == 2
