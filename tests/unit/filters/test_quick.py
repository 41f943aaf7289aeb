"""The quick ways say what the slow and plain ones say."""

from hypothesis import given
from hypothesis import strategies as st

from evidence_board.filters import Filter, InTime, TimeSpan, Within, visible_items
from evidence_board.geo.geodesy import distance_m
from evidence_board.model.case_index import CaseIndex, ItemRow
from evidence_board.model.moments import Moment, moment_from_text

DATES = st.sampled_from(
    ["2015", "2015-09", "2015-09-12", "2015-09-12T16:40", "2015-09-12T16:40:07", "2015-09-12T16:40:07.5", "0001-01-01"]
)


def index_of(**values):
    row = ItemRow("i", "M-001", "photo", "", "a.jpg", "", "image/jpeg", None, None, None, "ok", **values)
    return CaseIndex(items={"i": row})


@given(DATES, st.one_of(st.sampled_from([0.0, 1.0, -1.0, 0.5]), st.floats(-1e6, 1e6)), st.floats(0.25, 1e6))
def test_a_span_holds_what_its_seconds_say(text, offset, length):
    moment = moment_from_text(text)
    start = max(moment.sort_key + offset, -62_135_596_800.0)
    span = TimeSpan(start, start + length)
    found = bool(visible_items(index_of(captured=moment), Filter((InTime(span, "taken"),))))
    expected = span.holds(moment)
    # Microseconds are as far as the text goes; a span that ends within one of them may say either.
    near_edge = min(abs(moment.sort_key - span.start), abs(moment.sort_key - span.end)) < 2e-6
    assert found == expected or near_edge


def test_a_date_without_a_clock_time_begins_its_span():
    for text in ("2015", "2015-01", "2015-01-01", "2015-01-01T00:00:00"):
        moment = moment_from_text(text)
        assert isinstance(moment, Moment)
        span = TimeSpan(moment.sort_key, moment.sort_key + 1)
        assert visible_items(index_of(captured=moment), Filter((InTime(span, "taken"),)))


@given(st.floats(-89, 89), st.floats(-180, 180), st.floats(-89, 89), st.floats(-180, 180), st.floats(0.9, 1.1))
def test_a_distance_is_that_of_the_ellipsoid(latitude, longitude, to_latitude, to_longitude, part):
    exact = distance_m(latitude, longitude, to_latitude, to_longitude) / 1000
    km = min(max(exact * part, 0.001), 20_099.0)
    index = index_of(latitude=to_latitude, longitude=to_longitude)
    found = bool(visible_items(index, Filter((Within(km, "", latitude, longitude),))))
    assert found == (exact <= km) or abs(exact - km) < 1e-6
