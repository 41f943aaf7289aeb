"""Ticks of the axis, words for times, and the arithmetic of the brush."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QLocale

from evidence_board.model.moments import moment_from_text
from evidence_board.ui.timeline.brush import Brush, grip_at, nudged
from evidence_board.ui.timeline.time_axis import axis_ticks, clock_at, month_around, seconds_at, snap_step
from evidence_board.ui.timeline.time_words import bar_words, brush_words, moment_words, tick_words

DAY = 86_400.0
WIDTH = 922


def at(*clock):
    return seconds_at(datetime(*clock))


@pytest.fixture(autouse=True)
def plain_language(qapp):
    QLocale.setDefault(QLocale("en"))
    yield
    QLocale.setDefault(QLocale.c())


def labels(start, end):
    ticks = axis_ticks(start, end, scale=WIDTH / (end - start))
    inside = [tick for tick in ticks.major if start <= tick.at <= end]
    return [tick_words(tick, full=place == 0) for place, tick in enumerate(inside)], ticks


def test_four_months_have_months_and_weekly_ticks():
    words, ticks = labels(at(2015, 8, 1), at(2015, 12, 1))
    assert words == ["Aug 2015", "Sep", "Oct", "Nov", "Dec"]
    assert at(2015, 8, 8) in ticks.minor and at(2015, 9, 22) in ticks.minor


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ((2015, 9, 1), (2015, 9, 20), ["Sep 2015", "3 Sep", "5 Sep"]),
        ((2015, 9, 1), (2015, 9, 3), ["Sep 2015", "03:00", "06:00"]),
        ((2010, 1, 1), (2016, 1, 1), ["Jan 2010", "Jul", "Jan 2011"]),
        ((1970, 1, 1), (2099, 1, 1), ["1970", "1980", "1990"]),
        ((2015, 9, 1, 12), (2015, 9, 1, 13), ["1 Sep 2015, 12:00", "12:05", "12:10"]),
    ],
)
def test_labels_follow_the_zoom(start, end, expected):
    assert labels(at(*start), at(*end))[0][:3] == expected


@settings(max_examples=200, deadline=None)
@given(
    st.datetimes(datetime(1, 1, 1), datetime(9990, 1, 1)),
    st.floats(60, 9_000 * 365 * DAY),
)
def test_labelled_lines_never_crowd(start, length):
    first = seconds_at(start)
    ticks = axis_ticks(first, first + length, scale=WIDTH / length)
    places = [tick.at for tick in ticks.major]
    assert places == sorted(set(places)) and len(places) < 40
    assert len(ticks.minor) < 400 and not set(ticks.minor) & set(places)


def test_the_axis_ends_with_the_calendar():
    assert clock_at(1e18) == datetime(9999, 12, 31) and clock_at(-1e18) == datetime(1, 1, 1)
    assert axis_ticks(-1e12, 1e12, scale=1e-9).major


def test_months_and_steps_of_the_brush():
    assert month_around(at(2015, 12, 31, 23)) == (at(2015, 12, 1), at(2016, 1, 1))
    assert snap_step(7.5 / DAY) == DAY and snap_step(1 / DAY) == DAY
    assert snap_step(150 / DAY) == 3600.0


@pytest.mark.parametrize(
    ("text", "about", "words"),
    [
        ("2015-09-12 16:40 +03:00", True, "12 Sep 2015, about 16:40 UTC+3"),
        ("2015-09-12 16:40:07", False, "12 Sep 2015, 16:40:07"),
        ("2015-09-12 16:40 -05:30", False, "12 Sep 2015, 16:40 UTC−5:30"),
        ("2015-09-12 16:40 Z", False, "12 Sep 2015, 16:40 UTC"),
        ("2015-09-12", False, "12 Sep 2015"),
        ("2015-09", True, "about Sep 2015"),
        ("2015", False, "2015"),
    ],
)
def test_times_are_said_as_far_as_they_are_known(text, about, words):
    assert moment_words(moment_from_text(text), about=about) == words


def test_bars_and_edges_in_words():
    assert bar_words(1, row="taken", start=at(2015, 9, 12), end=at(2015, 9, 13)) == "1 file taken\n12 Sep 2015"
    words = bar_words(41, row="posted", start=at(2015, 9, 7), end=at(2015, 9, 14))
    assert words == "41 files posted\n7 Sep to 13 Sep 2015"
    words = bar_words(2, row="taken", start=at(2015, 9, 7, 12), end=at(2015, 9, 7, 15))
    assert words == "2 files taken\n7 Sep 2015, 12:00 to 15:00"
    assert brush_words(at(2015, 9, 1), at(2015, 10, 1)) == ("1 Sep 2015", "30 Sep 2015")
    assert brush_words(at(2015, 9, 1, 6), at(2015, 9, 1, 9)) == ("1 Sep, 06:00", "1 Sep, 09:00")


# -- the brush -------------------------------------------------------------------------------------------


def test_a_press_takes_the_nearest_edge():
    span = (0.0, 100.0)
    assert grip_at(None, 5, reach=4) == "new"
    assert grip_at(span, 3, reach=4) == "start" and grip_at(span, -3, reach=4) == "start"
    assert grip_at(span, 98, reach=4) == "end" and grip_at(span, 50, reach=4) == "inside"
    assert grip_at(span, 200, reach=4) == "new"
    assert grip_at((float("-inf"), 100.0), 50, reach=4) == "new"


def test_a_new_brush_holds_both_days_it_was_drawn_over():
    brush = Brush("new", 30.0, None, 10.0)
    assert brush.dragged(58.0) == (30.0, 60.0) and brush.dragged(12.0) == (10.0, 30.0)
    assert brush.dragged(30.0) == (30.0, 40.0)


@given(
    st.sampled_from(["new", "start", "end", "inside"]),
    st.integers(-1000, 1000),
    st.lists(st.integers(-3000, 3000), min_size=1, max_size=6),
)
def test_a_brush_is_never_empty(grip, anchor, path):
    brush = Brush(grip, float(anchor), (-200.0, 200.0), 10.0)
    for to in path:
        brush = brush.turned(float(to))
        start, end = brush.dragged(float(to))
        assert end - start >= 10.0 and start % 10 == end % 10 == 0


@given(st.sampled_from(["start", "end"]), st.lists(st.sampled_from([-10.0, 10.0]), max_size=60))
def test_nudging_never_closes_the_brush(edge, steps):
    span = (0.0, 100.0)
    for step in steps:
        span = nudged(span, edge=edge, by=step)
        assert span[1] - span[0] >= 10.0


def test_clock_and_seconds_agree():
    moment = datetime(2015, 9, 12, 16, 40)
    assert clock_at(seconds_at(moment)) == moment
    assert seconds_at(moment + timedelta(days=1)) - seconds_at(moment) == DAY
