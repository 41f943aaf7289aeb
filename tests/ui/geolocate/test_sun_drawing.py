"""Where words stand on map and photo, and the way of the sun."""

import itertools
from datetime import date

import pytest
from PySide6.QtCore import QPointF, QRectF

from evidence_board.geo.shadows import MeasuredShadow
from evidence_board.ui.geolocate.sun_arc import SunArc
from evidence_board.ui.geolocate.sun_draw import beads, label_box
from evidence_board.ui.geolocate.sun_reckoning import DayQuestion, path_of

VIEW = QRectF(0, 0, 400, 300)


def box(theme, at, **values):
    return label_box("Sun 107°, 25° high", at, theme=theme, within=VIEW, reach=12.0, **values)


@pytest.mark.parametrize(("x", "y"), list(itertools.product((15.0, 200.0, 385.0), (20.0, 150.0, 280.0))))
def test_words_stay_in_the_view_and_off_their_point(context, x, y):
    at = QPointF(x, y)
    for away in (QPointF(1, 0), QPointF(-1, 0), QPointF(0, 1), QPointF(0.3, -0.9)):
        found = box(context.theme, at, away=away)
        assert VIEW.contains(found)
        assert not found.contains(at)


def test_words_keep_off_a_line_when_another_side_is_free(context):
    start, end = QPointF(300, 150), QPointF(120, 150)
    line = beads(start, end)
    found = box(context.theme, end, away=QPointF(1, 0), taken=line)
    assert not any(found.intersects(bead) for bead in line)


def arc(day, latitude, longitude=35.87, zone="Asia/Damascus", shadow=None, turned=0.0):
    path = path_of(DayQuestion(latitude, longitude, day, zone, shadow))
    return path, SunArc.of(path, centre=QPointF(200, 150), radius=100.0, turned_deg=turned)


def test_the_way_of_the_sun_is_one_stretch_with_what_fits_on_it():
    path, drawn = arc(date(2015, 9, 19), 34.9, shadow=MeasuredShadow(direction_deg=286.8))
    assert len(drawn.runs) == 1
    first, last = drawn.runs[0]
    assert path.at_s[first] == pytest.approx(path.rise_s, abs=900)
    assert path.at_s[last] == pytest.approx(path.set_s, abs=900)
    assert drawn.whole.boundingRect().bottom() > 240
    east = drawn.fits.boundingRect()
    assert east.left() > 280
    assert drawn.near(8.5 * 3600, within_s=3600).boundingRect().intersects(east)


def test_it_turns_with_the_map():
    _, drawn = arc(date(2015, 9, 19), 34.9, turned=180.0)
    assert drawn.whole.boundingRect().top() < 60


def test_polar_night_has_no_way_and_polar_day_a_whole_circle():
    assert arc(date(2020, 12, 21), 78.2, 15.6, "Arctic/Longyearbyen")[1].runs == ()
    day = arc(date(2020, 6, 21), 78.2, 15.6, "Arctic/Longyearbyen")[1]
    assert day.runs == ((0, 288),)
    assert day.whole.boundingRect().height() > 195


def test_midnight_sun_between_two_days_gives_two_stretches():
    _, drawn = arc(date(2020, 6, 21), 65.0, -168.0, "UTC")
    assert len(drawn.runs) == 2


def test_an_hour_that_the_clocks_leave_out_is_not_written():
    path, _ = arc(date(2023, 3, 26), 33.9, 35.5, "Asia/Beirut")
    assert path.hours[0][0] == 1
    assert path.length_s == 23 * 3600


def test_a_day_that_did_not_exist_has_no_length():
    path, drawn = arc(date(2011, 12, 30), -13.8, -171.7, "Pacific/Apia", shadow=MeasuredShadow(ratio=1.0))
    assert path.length_s == 0
    assert (path.bands, drawn.runs) == ((), ())
    assert path.hours == ((24, 0.0),)
