"""Where on a recorded track a photo was taken."""

import math
import random

import pytest

from evidence_board.geo.geodesy import destination, distance_m
from evidence_board.geo.tracks import FIX_RADIUS_M, Match, Missed, Track, TrackPoint, match

START = 1_442_000_000.0


def straight(*times, speed=5.0, bearing=40.0):
    points = [destination(34.9, 35.86, bearing_deg=bearing, distance_m=speed * one) for one in times]
    return Track([TrackPoint(START + t, *p) for t, p in zip(times, points, strict=True)])


def test_between_two_points_it_stands_in_proportion_to_the_time():
    track = straight(0, 60, 120)
    found = match(track, START + 75, most_gap_s=60)
    assert isinstance(found, Match)
    wanted = destination(34.9, 35.86, bearing_deg=40.0, distance_m=375.0)
    assert distance_m(*wanted, found.latitude, found.longitude) < 0.05
    assert found.gap_s == 60 and found.speed == pytest.approx(5.0, rel=1e-4)
    assert found.radius_m == pytest.approx(FIX_RADIUS_M + 5.0 * (15 + 1), abs=0.2)


def test_a_wider_gap_and_a_faster_way_are_further_off():
    near = match(straight(0, 60), START + 30, most_gap_s=1e9)
    wide = match(straight(0, 600), START + 300, most_gap_s=1e9)
    fast = match(straight(0, 60, speed=30.0), START + 30, most_gap_s=1e9)
    vague = match(straight(0, 60), START + 30, most_gap_s=1e9, clock_error_s=60)
    assert near.radius_m < fast.radius_m < wide.radius_m and near.radius_m < vague.radius_m


def test_a_gap_beyond_what_is_allowed_and_the_ends_are_refused():
    track = straight(0, 60, 400)
    assert match(track, START + 200, most_gap_s=339) is Missed.GAP
    assert isinstance(match(track, START + 200, most_gap_s=340), Match)
    assert match(track, START - 1, most_gap_s=1e9) is Missed.BEFORE
    assert match(track, START + 401, most_gap_s=1e9) is Missed.AFTER
    assert match(track, math.nan, most_gap_s=1e9) is Missed.NO_TIME
    assert match(Track([]), START, most_gap_s=1e9) is Missed.NO_TIME


def test_on_a_point_no_gap_matters():
    found = match(straight(0, 60, 4000), START + 60, most_gap_s=1)
    assert isinstance(found, Match) and found.gap_s == 0
    assert isinstance(match(straight(0), START, most_gap_s=1), Match)


def test_points_are_put_in_order_and_repeats_count_once():
    track = Track([TrackPoint(2, 1, 1), TrackPoint(1, 0, 0), TrackPoint(2, 9, 9), TrackPoint(math.nan, 5, 5)])
    assert [one.latitude for one in track.points] == [0, 1] and track.span == (1, 2)


def test_the_date_line_is_crossed_the_short_way():
    track = Track([TrackPoint(0, 0.0, 179.999), TrackPoint(10, 0.0, -179.999)])
    found = match(track, 2.5, most_gap_s=10)
    assert found.longitude == pytest.approx(179.9995, abs=1e-6)


def test_the_radius_holds_the_truth_for_walks_and_drives():
    """A traveller who turns and changes speed all the time, recorded every minute: 19 of 20 lie inside."""
    rng = random.Random(7)
    inside = total = 0
    for speed in (1.4, 4.0, 14.0):
        for _ in range(12):
            here, course, truth = (34.9, 35.86), rng.uniform(0, 360), []
            for second in range(601):
                truth.append(here)
                if second % 20 == 0:
                    course += rng.gauss(0, 25)
                pace = speed * rng.uniform(0.5, 1.2)
                here = destination(*here, bearing_deg=course, distance_m=pace)
            track = Track([TrackPoint(s, *truth[s]) for s in range(0, 601, 60)])
            for second in rng.sample(range(600), 12):
                found = match(track, float(second), most_gap_s=60)
                total += 1
                inside += distance_m(*truth[second], found.latitude, found.longitude) <= found.radius_m
    assert inside / total >= 0.95
