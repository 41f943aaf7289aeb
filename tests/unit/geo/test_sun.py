"""The sun against NREL's algorithm and the moon against ephem; tables made by tests/data/sky/make_tables.py."""

import csv
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from evidence_board.geo.moon import moon_at, moon_position
from evidence_board.geo.sun import crossings, shadow_ratio, sun_at, sun_day, sun_position

SKY = Path(__file__).parents[2] / "data" / "sky"


def table(name):
    with (SKY / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def columns(name):
    rows = table(name)
    times = np.array([datetime.fromisoformat(row["time"]).timestamp() for row in rows])
    return times, {key: np.array([float(row[key]) for row in rows]) for key in rows[0] if key != "time"}


def aside(ours, theirs, elevation):
    """Return differences of azimuth as angles on the sky."""
    return ((ours - theirs + 180) % 360 - 180) * np.cos(np.radians(elevation))


def test_sun_within_a_hundredth_of_a_degree_of_nrel_spa_from_1990_to_2050():
    times, told = columns("sun.csv")
    seen = sun_position(told["latitude"], told["longitude"], times)
    assert np.abs(seen.elevation - told["elevation"]).max() < 0.001
    assert np.abs(aside(seen.azimuth, told["azimuth"], told["elevation"])).max() < 0.001
    near_edge = np.abs(told["elevation"] + 0.8334) < 0.002
    assert np.abs(seen.elevation_refracted - told["elevation_refracted"])[~near_edge].max() < 0.002


def test_the_example_of_the_nrel_report():
    seen = sun_at(39.742476, -105.1786, datetime.fromisoformat("2003-10-17T12:30:30-07:00"))
    assert seen.azimuth == pytest.approx(194.34024, abs=0.001)
    # The report: 39.88838 with refraction at 820 hPa, which is 0.01633.
    assert seen.elevation == pytest.approx(39.88838 - 0.01633, abs=0.001)
    assert seen.shadow_azimuth == pytest.approx(14.34024, abs=0.001)


def test_one_answer_for_places_and_times_however_they_are_asked():
    times = np.array([[0.0], [1.4e9]])
    many = sun_position(np.array([10.0, 20.0, 30.0]), 35.0, times)
    assert many.azimuth.shape == (2, 3)
    one = sun_at(30.0, 35.0, datetime.fromtimestamp(1.4e9, UTC))
    assert (many.azimuth[1, 2], many.elevation[1, 2]) == (one.azimuth, one.elevation)


def test_rise_noon_and_set():
    compared = 0
    for row in table("days.csv"):
        day = date.fromisoformat(row["day"])
        told = [datetime.fromtimestamp(int(row[name]), UTC) for name in ("rise", "noon", "set")]
        if any(one.date() != day for one in told):
            continue  # the table works those out with the declination of the wrong day
        found = sun_day(float(row["latitude"]), float(row["longitude"]), day, zone=UTC)
        for ours, theirs in zip((found.rise, found.noon, found.set), told, strict=True):
            assert abs((ours - theirs).total_seconds()) <= 15
        compared += 1
    assert compared > 30


def test_polar_day_and_night():
    summer = sun_day(78.2, 15.6, date(2020, 6, 21), zone=ZoneInfo("Arctic/Longyearbyen"))
    assert (summer.rise, summer.set) == (None, None) and summer.noon_elevation > 30
    winter = sun_day(78.2, 15.6, date(2020, 12, 21), zone=ZoneInfo("Arctic/Longyearbyen"))
    assert (winter.rise, winter.set) == (None, None) and winter.noon_elevation < 0


def test_the_day_in_a_zone_far_from_the_suns_time_has_its_own_noon():
    zone = ZoneInfo("Pacific/Kiritimati")
    found = sun_day(1.9, -157.4, date(2021, 3, 1), zone=zone)
    assert found.noon.astimezone(zone).date() == date(2021, 3, 1)
    assert found.rise < found.noon < found.set


def test_twilight():
    start = datetime(2015, 9, 12, tzinfo=UTC)
    civil = crossings(34.9, 35.9, start=start, end=start + timedelta(days=1), elevation_deg=-6.0)
    assert [one.rising for one in civil] == [True, False]
    assert float(sun_position(34.9, 35.9, civil[0].time.timestamp()).elevation) == pytest.approx(-6, abs=0.01)


def test_shadow_ratio():
    assert shadow_ratio(45.0) == pytest.approx(1.0)
    assert shadow_ratio(-1.0) is None and shadow_ratio(0.0) is None
    night = sun_at(34.9, 35.9, datetime(2015, 9, 12, 22, tzinfo=UTC))
    assert night.shadow_ratio is None and night.shadow_azimuth is None and not night.is_useful


def test_a_time_needs_a_zone():
    with pytest.raises(ValueError, match="zone"):
        sun_at(0, 0, datetime(2015, 9, 12))


def test_moon():
    times, told = columns("moon.csv")
    seen = moon_position(told["latitude"], told["longitude"], times)
    assert np.abs(seen.elevation - told["elevation"]).max() < 0.03
    assert np.abs(aside(seen.azimuth, told["azimuth"], told["elevation"])).max() < 0.03
    assert np.abs(seen.lit - told["lit"]).max() < 0.001


@pytest.mark.parametrize(
    ("moment", "phase"),
    [
        ("2015-09-28T02:47+00:00", "full moon"),  # a total eclipse
        ("2017-08-21T18:26+00:00", "new moon"),  # an eclipse of the sun
        ("2015-09-21T09:00+00:00", "first quarter"),
        ("2015-10-04T21:06+00:00", "last quarter"),
    ],
)
def test_phases_of_the_moon(moment, phase):
    assert moon_at(34.9, 35.9, datetime.fromisoformat(moment)).phase == phase
