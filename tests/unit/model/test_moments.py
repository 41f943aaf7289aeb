"""Times: as written, never guessed, never shifted."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_board.model.moments import Moment, moment_from_text


@pytest.mark.parametrize(
    ("text", "local", "utc", "precision", "zone"),
    [
        ("2015", "2015", None, "year", None),
        ("2015-09", "2015-09", None, "month", None),
        ("2015-09-12", "2015-09-12", None, "day", None),
        ("2015-09-12 16:40", "2015-09-12T16:40", None, "minute", None),
        ("2015-09-12T16:40:05", "2015-09-12T16:40:05", None, "second", None),
        ("2015-09-12 16:40 +03:00", "2015-09-12T16:40", "2015-09-12T13:40Z", "minute", "+03:00"),
        ("2015-09-12T01:40:05+0300", "2015-09-12T01:40:05", "2015-09-11T22:40:05Z", "second", "+03:00"),
        ("2015-09-12T16:40:05Z", "2015-09-12T16:40:05", "2015-09-12T16:40:05Z", "second", "+00:00"),
        ("2015-09-12T16:40:05-11:30", "2015-09-12T16:40:05", "2015-09-13T04:10:05Z", "second", "-11:30"),
    ],
)
def test_reading(text, local, utc, precision, zone):
    moment = moment_from_text(text)
    assert (moment.raw, moment.local, moment.utc, moment.precision, moment.zone) == (text, local, utc, precision, zone)


@pytest.mark.parametrize(
    "text", ["", "12.09.2015", "2015-13-01", "2015-02-30", "2015-09-12 25:00", "soon", "2015-09-12 10:00 +99:00", "0"]
)
def test_nonsense_is_refused(text):
    with pytest.raises(ValueError, match=r"."):
        moment_from_text(text)


@given(st.datetimes(min_value=datetime(1900, 1, 1)))
def test_without_a_zone_the_clock_time_orders(when):
    text = when.replace(microsecond=0).isoformat()
    moment = moment_from_text(text)
    assert moment.utc is None
    assert moment.sort_key == when.replace(microsecond=0, tzinfo=UTC).timestamp()


def test_a_zone_does_not_move_a_moment_on_the_axis():
    with_zone = moment_from_text("2015-09-12 16:40 +03:00")
    without = moment_from_text("2015-09-12 16:40")
    assert with_zone.sort_key == without.sort_key


def test_spans():
    assert moment_from_text("2015-09-12").span_s == 86400
    assert moment_from_text("2015-09-12 16:40:01").span_s == 0
    assert Moment("x", "2015-09-12T16:40:05.123456", None, "second").clock.microsecond in (0, 123456)
