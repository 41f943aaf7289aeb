"""The practice case brings plans of its invented places: without them nobody could find its landmarks on the map."""

import json

import pytest
from tests.factories.cases import practice_case

from evidence_board import resources
from evidence_board.geo.geodesy import distance_m
from evidence_board.session import open_session

LANDMARKS = {one["name"]: one for one in json.loads(resources.read_text("practice/story.json"))["landmarks"]}


def points_of(name):
    features = json.loads(resources.read_text(f"practice/{name}"))["features"]
    found = {}
    for one in features:
        if one["geometry"]["type"] == "Point":
            longitude, latitude = one["geometry"]["coordinates"]
            found[one["properties"]["name"].lower()] = (latitude, longitude)
    return found


@pytest.mark.parametrize(("plan", "count"), [("harbour.geojson", 8), ("clock-square.geojson", 1)])
def test_landmarks_stand_where_the_story_has_them(plan, count):
    points = points_of(plan)
    assert len(points) == count
    for name, at in points.items():
        assert distance_m(*at, LANDMARKS[name]["latitude"], LANDMARKS[name]["longitude"]) < 0.2


def test_the_plans_lie_inside_the_case_and_say_whose_they_are(tmp_path):
    session = open_session(practice_case(tmp_path, maps=True), actor="tester")
    try:
        rows = list(session.index.layers.values())
    finally:
        session.close()
    assert [row.name for row in rows] == ["Harbour plan", "Clock square plan"]
    for row in rows:
        assert row.blob_id is not None
        assert row.attribution == "Plan invented for the exercise"
        # Far out its ten points would be a blot under the pins.
        assert row.options == {"from_zoom": 12}
        assert "/" not in row.path
