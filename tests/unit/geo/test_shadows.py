"""Shadows both ways: hours and days that fit, and where on Earth one could be."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_board.geo.shadows import MeasuredShadow, days_at_any_hour, days_that_fit, hours_that_fit, shadow_map
from evidence_board.geo.sun import LOWEST_USEFUL_DEG, sun_at, sun_position

PLACE = {"latitude": 34.9051, "longitude": 35.8684}
DAMASCUS = ZoneInfo("Asia/Damascus")
MOMENT = datetime(2015, 9, 12, 13, 40, tzinfo=UTC)


def shadow_at(latitude, longitude, moment, **errors):
    sun = sun_at(latitude, longitude, moment)
    return MeasuredShadow(direction_deg=sun.shadow_azimuth, ratio=sun.shadow_ratio, **errors)


def test_the_hour_comes_back_with_a_band_around_it():
    (band,) = hours_that_fit(shadow_at(*PLACE.values(), MOMENT), **PLACE, day=date(2015, 9, 12), zone=DAMASCUS)
    assert abs(band.best - MOMENT) <= timedelta(minutes=1)
    assert timedelta(minutes=10) < band.end - band.start < timedelta(minutes=40)
    assert band.start < MOMENT < band.end and band.likelihood > 0.95


def test_a_ratio_alone_fits_before_and_after_noon():
    bands = hours_that_fit(MeasuredShadow(ratio=1.5), **PLACE, day=date(2015, 9, 12), zone=DAMASCUS)
    assert len(bands) == 2
    assert bands[0].best.astimezone(DAMASCUS).hour == 9 and bands[1].best.astimezone(DAMASCUS).hour == 15


def test_a_larger_error_gives_a_wider_band():
    widths = []
    for error in (0.02, 0.1, 0.3):
        bands = hours_that_fit(
            MeasuredShadow(ratio=1.5, ratio_error=error), **PLACE, day=date(2015, 9, 12), zone=DAMASCUS
        )
        widths.append(sum((band.end - band.start for band in bands), timedelta()))
    assert widths == sorted(widths) and widths[0] < widths[2]


def test_the_edge_of_a_band_is_the_error():
    (_, after) = hours_that_fit(
        MeasuredShadow(ratio=1.5, ratio_error=0.1), **PLACE, day=date(2015, 9, 12), zone=DAMASCUS
    )
    assert sun_at(*PLACE.values(), after.end).shadow_ratio == pytest.approx(1.65, abs=0.02)


def test_days_that_fit_come_in_spring_and_autumn():
    bands = days_that_fit(
        MeasuredShadow(ratio=sun_at(*PLACE.values(), MOMENT).shadow_ratio, ratio_error=0.03),
        **PLACE, year=2015, clock=time(13, 40), zone=UTC,
    )  # fmt: skip
    assert any(band.start <= date(2015, 9, 12) <= band.end for band in bands)
    assert {band.best.month for band in bands} & {3, 4} and len(bands) == 2
    # The clocks there changed on 27 March: by them it was no hour for this shadow before.
    local = days_that_fit(
        MeasuredShadow(ratio=sun_at(*PLACE.values(), MOMENT).shadow_ratio, ratio_error=0.03),
        **PLACE, year=2015, clock=time(16, 40), zone=DAMASCUS,
    )  # fmt: skip
    assert [band.best.month for band in local] == [9]


def test_an_uncertain_clock_widens_the_days():
    shadow = shadow_at(*PLACE.values(), MOMENT, ratio_error=0.03, direction_error_deg=1.0)
    days = [
        sum((band.end - band.start).days + 1 for band in days_that_fit(
            shadow, **PLACE, year=2015, clock=time(16, 40), zone=DAMASCUS, clock_error_s=error))
        for error in (0.0, 1200.0)
    ]  # fmt: skip
    assert days[0] < days[1]


def test_nothing_fits_with_the_sun_low():
    sunset = datetime(2015, 9, 12, 15, 40, tzinfo=UTC)
    assert 0 < sun_at(*PLACE.values(), sunset).elevation_refracted < LOWEST_USEFUL_DEG
    low = MeasuredShadow(ratio=40.0, ratio_error=0.3)
    assert hours_that_fit(low, **PLACE, day=date(2015, 9, 12), zone=DAMASCUS) == []
    assert shadow_map(low, moment=MOMENT).share == 0.0 and shadow_map(low, moment=MOMENT).best is None


@settings(max_examples=25, deadline=None)
@given(st.floats(-65, 65), st.floats(-179, 179), st.integers(0, 1_800_000_000))
def test_the_true_place_lies_in_the_region(latitude, longitude, unix_s):
    moment = datetime.fromtimestamp(unix_s, UTC)
    sun = sun_at(latitude, longitude, moment)
    if not 5 <= sun.elevation_refracted <= 85:
        return
    shadow = MeasuredShadow(direction_deg=sun.shadow_azimuth, ratio=sun.shadow_ratio, ratio_error=0.2)
    found = shadow_map(shadow, moment=moment, step_deg=0.5)
    row = np.abs(found.latitudes - latitude).argmin()
    column = np.abs(found.longitudes - longitude).argmin()
    assert found.inside[row, column]


def test_cells_agree_with_the_exact_position():
    shadow = shadow_at(*PLACE.values(), MOMENT)
    found = shadow_map(shadow, moment=MOMENT, step_deg=1.0)
    rows, columns = np.meshgrid(found.latitudes, found.longitudes, indexing="ij")
    exact = shadow.likelihood(sun_position(rows, columns, MOMENT.timestamp()))
    assert found.likelihood.shape == (180, 360)
    assert np.abs(exact - found.likelihood).max() < 0.001


def test_an_uncertain_time_widens_the_region():
    shadow = shadow_at(*PLACE.values(), MOMENT)
    sharp = shadow_map(shadow, moment=MOMENT)
    wide = shadow_map(shadow, moment=MOMENT, time_error_s=1800)
    assert sharp.share < wide.share and (wide.inside | ~sharp.inside).all()


@pytest.mark.parametrize(
    "wrong",
    [{}, {"ratio": 0.0}, {"ratio": -1.0}, {"ratio": float("nan")}, {"direction_deg": float("inf")},
     {"ratio": 1.0, "ratio_error": 0.0}, {"ratio": 1.0, "ratio_error": 1.5},
     {"direction_deg": 1.0, "direction_error_deg": 0}],
)  # fmt: skip
def test_what_cannot_be_measured_is_refused(wrong):
    with pytest.raises(ValueError):
        MeasuredShadow(**wrong)


def test_the_map_needs_a_zone_and_a_step_that_fits():
    with pytest.raises(ValueError):
        shadow_map(MeasuredShadow(ratio=1.0), moment=datetime(2015, 9, 12))
    with pytest.raises(ValueError):
        shadow_map(MeasuredShadow(ratio=1.0), moment=MOMENT, step_deg=0.7)


@pytest.mark.parametrize(
    ("latitude", "longitude", "day", "clock", "zone"),
    [
        (34.9, 35.87, date(2015, 9, 19), time(8, 30), "Asia/Damascus"),
        (-33.86, 151.21, date(2020, 1, 15), time(16, 20), "Australia/Sydney"),
        (69.65, 18.96, date(2019, 6, 21), time(21, 0), "Europe/Oslo"),
        (0.0, -78.47, date(2021, 3, 20), time(10, 10), "America/Guayaquil"),
    ],
)
def test_the_day_is_found_without_the_hour(latitude, longitude, day, clock, zone):
    there = ZoneInfo(zone)
    sun = sun_at(latitude, longitude, datetime.combine(day, clock, tzinfo=there))
    both = MeasuredShadow((sun.azimuth + 180) % 360, 3.0, sun.shadow_ratio, 0.05)
    bands = days_at_any_hour(both, latitude=latitude, longitude=longitude, year=day.year, zone=there)
    assert any(one.start <= day <= one.end for one in bands)
    assert sum((one.end - one.start).days + 1 for one in bands) < 200
    length = MeasuredShadow(ratio=sun.shadow_ratio, ratio_error=0.05)
    alone = days_at_any_hour(length, latitude=latitude, longitude=longitude, year=day.year, zone=there)
    assert sum((one.end - one.start).days for one in alone) >= sum((one.end - one.start).days for one in bands)
