"""Zones of places and the history of their clocks."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from evidence_board.geo.zones import offset_words, rule_at, rule_words, zone_history, zone_named, zones_of
from evidence_board.model.errors import KnownError


@pytest.mark.parametrize(
    ("name", "day", "words"),
    [
        ("Europe/Moscow", (2009, 7, 1), "Moscow was UTC+3, in summer UTC+4 from 29 March 1992 to 27 March 2011"),
        ("Europe/Moscow", (2013, 1, 1), "Moscow was UTC+4 from 27 March 2011 to 26 October 2014"),
        ("Europe/Moscow", (2015, 9, 1), "Moscow is UTC+3 since 26 October 2014"),
        ("Asia/Damascus", (2015, 9, 1), "Damascus was UTC+2, in summer UTC+3 from 16 February 1986 to 25 March 2022"),
        ("Asia/Damascus", (2023, 1, 1), "Damascus is UTC+3 since 25 March 2022"),
        ("Asia/Kolkata", (2020, 1, 1), "Kolkata is UTC+5:30"),
    ],
)
def test_history_in_words(name, day, words):
    assert rule_words(name, datetime(*day, tzinfo=UTC)) == words


def test_rules_follow_each_other_without_a_gap():
    for name in ("Europe/Moscow", "Asia/Damascus", "Europe/Kyiv", "Africa/Casablanca", "America/New_York"):
        rules = zone_history(name)
        assert rules[0].start is None and rules[-1].end is None
        assert all(one.end == other.start for one, other in pairwise(rules))


def test_the_rule_says_what_the_clock_showed():
    for name in ("Europe/Moscow", "Asia/Damascus", "Europe/Kyiv"):
        zone = zone_named(name)
        for days in range(0, 20_000, 97):
            moment = datetime(1972, 1, 1, 12, tzinfo=UTC) + timedelta(days=days)
            rule = rule_at(name, moment)
            assert moment.astimezone(zone).utcoffset() in (rule.winter, rule.summer)


@pytest.mark.parametrize(
    ("latitude", "longitude", "name"),
    [
        (34.9051, 35.8684, "Asia/Damascus"),
        (55.75, 37.62, "Europe/Moscow"),
        (48.6, 37.99, "Europe/Kyiv"),
        (69.4, 33.1, "Europe/Moscow"),
        (0.0, -30.0, "Etc/GMT+2"),
    ],
)
def test_zones_of_places(latitude, longitude, name):
    assert name in zones_of(latitude, longitude)


def test_every_place_has_a_zone_that_exists():
    for latitude in range(-90, 91, 30):
        for longitude in range(-180, 181, 30):
            assert all(zone_named(name) for name in zones_of(latitude, longitude))
            assert zones_of(latitude, longitude)


@pytest.mark.parametrize("name", ["Nowhere/Here", "", "../../etc/passwd", "x" * 300, "Europe"])
def test_no_such_zone(name):
    with pytest.raises(KnownError):
        zone_named(name)


def test_offsets():
    assert [offset_words(timedelta(minutes=each)) for each in (0, 180, -270)] == ["UTC", "UTC+3", "UTC-4:30"]


def test_the_sea_keeps_its_own_time():
    moment = datetime(2015, 9, 12, tzinfo=UTC)
    assert rule_words("Etc/GMT-3", moment) == "time of the sea, UTC+3"
