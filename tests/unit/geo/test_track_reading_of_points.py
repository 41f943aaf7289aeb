"""What of a recorded track is taken, how quickly legs are measured, and when a place was passed."""

import random

import pytest

from evidence_board.geo.geodesic_shapes import between
from evidence_board.geo.geodesy import destination, distance_m
from evidence_board.geo.tracks import Match, Track, TrackPoint, match, time_there

START = 1_442_000_000.0


def test_short_legs_on_the_plane_agree_with_the_geodesic():
    rng = random.Random(3)
    for _ in range(300):
        one = (rng.uniform(-84, 84), rng.uniform(-180, 180))
        far = rng.uniform(1, 7_000)
        other = destination(*one, bearing_deg=rng.uniform(0, 360), distance_m=far)
        track = Track([TrackPoint(START, *one), TrackPoint(START + 100, *other)])
        found = match(track, START + 30, most_gap_s=1e9)
        wanted = destination(*one, bearing_deg=between(*one, *other).bearing_deg, distance_m=0.3 * far)
        assert isinstance(found, Match)
        assert found.speed == pytest.approx(far / 100, rel=1e-4)
        # Near the poles a straight line on the plane bends a little; less than any receiver can tell.
        assert distance_m(*wanted, found.latitude, found.longitude) < 3.0


def test_long_legs_and_the_poles_go_along_the_geodesic():
    track = Track([TrackPoint(START, 89.9, 0.0), TrackPoint(START + 10, 89.9, 180.0)])
    found = match(track, START + 5, most_gap_s=100)
    assert found.latitude == pytest.approx(90.0, abs=1e-6)


def line(*, back=False):
    points = [
        TrackPoint(START + 60 * at, *destination(34.9, 35.8, bearing_deg=90, distance_m=100 * at)) for at in range(50)
    ]
    if back:
        points += [
            TrackPoint(START + 6_000 + 60 * at, one.latitude, one.longitude) for at, one in enumerate(points[::-1])
        ]
    return Track(points)


def test_a_place_is_passed_when_the_track_came_nearest():
    beside = destination(*destination(34.9, 35.8, bearing_deg=90, distance_m=2_050), bearing_deg=0, distance_m=12)
    when, away = time_there(line(), *beside, near_s=START)
    assert when == pytest.approx(START + 20.5 * 60, abs=1.0) and away == pytest.approx(12.0, abs=0.2)
    assert time_there(Track([]), *beside, near_s=START) is None


def test_of_several_passes_the_one_near_the_time_counts():
    there = destination(34.9, 35.8, bearing_deg=90, distance_m=1_000)
    assert time_there(line(back=True), *there, near_s=START)[0] == pytest.approx(START + 600, abs=1)
    later = START + 6_000 + 39 * 60
    assert time_there(line(back=True), *there, near_s=START + 9_000)[0] == pytest.approx(later, abs=1)
