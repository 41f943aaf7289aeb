"""What the inspector writes and reads: times, zones, lengths, angles, sizes."""

import pytest

from evidence_board.model.errors import KnownError
from evidence_board.model.moments import Moment, moment_from_text
from evidence_board.operations.moment_texts import typed_moment
from evidence_board.ui.inspector import words
from evidence_board.ui.inspector.typed_values import read_angle, read_bearing, read_length
from evidence_board.ui.inspector.when_form import typed_text
from evidence_board.ui.widgets.plain_tip import plain_tip


@pytest.mark.parametrize(
    ("text", "approximate", "expected"),
    [
        ("2015", False, "2015"),
        ("2015-09", False, "Sep 2015"),
        ("2015-09-12", False, "12 Sep 2015"),
        ("2015-09-12", True, "about 12 Sep 2015"),
        ("2015-09-12 16:40", True, "12 Sep 2015, about 16:40"),
        ("2015-09-12 16:40:07", False, "12 Sep 2015, 16:40:07"),
        ("2015-09-12 16:40:00 +03:00", False, "12 Sep 2015, 16:40 UTC+3"),
        ("2015-09-12 16:40 -05:30", False, "12 Sep 2015, 16:40 UTC-5:30"),
        ("2015-09-12 16:40Z", False, "12 Sep 2015, 16:40 UTC"),
    ],
)
def test_a_time_is_written_as_far_as_it_is_known(qapp, text, approximate, expected):
    assert words.moment_words(moment_from_text(text), approximate=approximate, zone=True) == expected


@pytest.mark.parametrize("text", ["2015", "2015-09-12", "2015-09-12 16:40", "2015-09-12 16:40:07 +03:00"])
def test_a_time_in_the_form_reads_back_the_same(text):
    moment = moment_from_text(text)
    again = moment_from_text(typed_text(moment))
    assert (again.local, again.utc, again.precision) == (moment.local, moment.utc, moment.precision)


def test_the_zone_says_where_it_came_from(qapp):
    assert words.zone_words(moment_from_text("2015-09-12 16:40")) == "not known, clock time as written"
    assert words.zone_words(moment_from_text("2015-09-12")) == ""
    tagged = Moment("x", "2015-09-12T16:40", "2015-09-12T13:40Z", "minute", "+03:00", "OffsetTimeOriginal")
    assert words.zone_words(tagged) == "UTC+3, from OffsetTimeOriginal"
    container = Moment("x", "2015-09-12T13:40", "2015-09-12T13:40Z", "minute", "UTC", "the container is UTC")
    assert words.zone_words(container) == "UTC, as video files keep it"


def test_positions_and_sizes(qapp):
    assert words.coordinates_words(34.9051, 35.8684, 120.0) == "34.9051, 35.8684 ±120 m"
    assert words.coordinates_words(-0.5, 179.99999) == "-0.5000, 179.99999"
    assert [words.radius_words(one) for one in (5.4, 1000.0, 1500.0, 12000.0)] == ["5 m", "1 km", "1.5 km", "12 km"]
    assert words.looking_words(348.0, 26.0) == "NNW 348° ±26°" and words.looking_words(0.0, None) == "N 0°"
    sizes = [words.size_words(one) for one in (999, 427_731, 3_210_000, 2_500_000_000)]
    assert sizes == ["999 bytes", "428 kB", "3.2 MB", "2.50 GB"]
    assert words.short_hash("9f2c" + "0" * 56 + "a41b") == "9f2c…a41b"
    assert words.shared(["a", "a"]) == "a" and words.shared(["a", "b"]) == "mixed (2 values)" and not words.shared([])


@pytest.mark.parametrize(
    ("text", "metres"),
    [("", None), ("120", 120.0), ("± 120 m", 120.0), ("1,5 km", 1500.0), ("0", 0.0), ("2 км", 2000.0)],
)
def test_lengths_are_read(text, metres):
    assert read_length(text) == metres


@pytest.mark.parametrize(
    ("text", "degrees"), [("", None), ("348", 348.0), ("NNW 348°", 348.0), ("ne", 45.0), ("360", 0.0), ("12,5", 12.5)]
)
def test_directions_are_read(text, degrees):
    assert read_bearing(text) == degrees


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (read_length, "far"),
        (read_length, "-5"),
        (read_length, "99999 km"),
        (read_bearing, "361"),
        (read_bearing, "XX"),
        (read_bearing, "NNNN"),
        (read_angle, "200"),
        (read_angle, "wide"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(read, text):
    with pytest.raises(KnownError, match=text):
        read(text)


def test_the_radius_that_is_shown_reads_back():
    for metres in (5.0, 120.0, 1000.0, 1500.0, 12000.0):
        assert read_length(words.radius_words(metres)) == metres
    assert read_angle(words.angle_words(26.0)) == 26.0


def test_a_tooltip_never_becomes_rich_text(qapp):
    from PySide6.QtGui import Qt

    assert plain_tip("plain words") == "plain words"
    for text in ("<b>x</b>", "a <img src='x'>", "&lt;", "1 < 2\nnext"):
        tip = plain_tip(text)
        assert "<img" not in tip and "<b>" not in tip and Qt.mightBeRichText(tip)


def test_a_span_within_a_day_says_the_day_once(qapp):
    span = typed_moment("2015-09-12 15:50 +03:00", until="2015-09-12 17:10 +03:00")
    assert words.moment_words(span, zone=True) == "12 Sep 2015, 15:50 to 17:10 UTC+3"
    night = typed_moment("2015-09-12 23:50 +03:00", until="2015-09-13 00:10 +03:00")
    assert words.moment_words(night) == "12 Sep 2015, 23:50 to 13 Sep 2015, 00:10"
