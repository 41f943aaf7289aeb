"""Columns, bars and the first view of the timeline, on numbers and on read models."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factories.big import big_index

from evidence_board.analysis.timeline import (
    DAY,
    TimeRow,
    bar_counts,
    bar_start,
    column_step,
    highest_bar,
    longest_stack,
    seconds_of,
    stacks,
    timeline_data,
    usual_span,
)
from evidence_board.model.case_index import CaseIndex, EntityRow, ItemRow
from evidence_board.model.moments import moment_from_text

SEPTEMBER = moment_from_text("2015-09-01").sort_key


def item(number, taken=None, posted=None, about=False):
    return ItemRow(
        id=f"i{number}",
        ref=f"M-{number:03d}",
        kind="photo",
        title="",
        file_name=f"{number}.jpg",
        caption="",
        media_type="image/jpeg",
        width=4,
        height=3,
        duration_s=None,
        state="ok",
        captured=moment_from_text(taken) if taken else None,
        captured_approximate=about,
        posted=moment_from_text(posted) if posted else None,
    )


def index(*items, events=()):
    return CaseIndex(title="t", items={one.id: one for one in items}, entities={one.id: one for one in events})


def row(*times, span=0.0):
    at = np.array(sorted(times), dtype=float)
    ids = tuple(f"i{number}" for number in range(len(at)))
    places = {one: number for number, one in enumerate(ids)}
    return TimeRow(ids, at, at, np.full(len(at), span), np.zeros(len(at), dtype=bool), places)


def all_of(one):
    return slice(0, len(one.ids))


@pytest.mark.parametrize(
    "text",
    ["2015", "2015-09", "2015-09-12", "2015-09-12 16:40", "2015-09-12T16:40:07", "2015-09-12T16:40:07.25+03:00"],
)
def test_seconds_are_those_of_the_filter(text):
    moment = moment_from_text(text)
    assert seconds_of(moment) == moment.sort_key


def test_a_zone_never_moves_a_mark():
    plain, zoned = moment_from_text("2015-09-12 16:40"), moment_from_text("2015-09-12 16:40 +03:00")
    assert seconds_of(plain) == seconds_of(zoned)


def test_rows_hold_every_date_in_order_of_time():
    data = timeline_data(
        index(
            item(1, taken="2015-09-12 16:40", posted="2015-09-18 21:07", about=True),
            item(2, taken="2015-09-03"),
            item(3, posted="2015-09-01 08:00"),
            item(4),
        )
    )
    assert data.taken.ids == ("i2", "i1") and data.posted.ids == ("i3", "i1")
    assert data.taken.span.tolist() == [DAY, 60.0] and data.taken.about.tolist() == [False, True]
    # The filter takes a file by its time of taking, and only without one by its posting.
    assert data.posted.item_at.tolist() == [data.posted.at[0], data.taken.at[1]]
    assert data.order == ("i3", "i2", "i1")
    assert data.extent == (data.posted.at[0], data.posted.at[1] + 60.0)


def test_events_without_a_date_stand_nowhere():
    start, end = moment_from_text("2015-09-09 08:20"), moment_from_text("2015-09-10")
    data = timeline_data(
        index(
            events=(
                EntityRow("e1", "T-01", "event", "Ship", start=start, end=end),
                EntityRow("e2", "T-02", "event", "Some day"),
                EntityRow("u1", "U-01", "unit", "Unit", start=start),
            )
        )
    )
    assert data.events.ids == ("e1",) and not data.is_empty
    assert data.events.end[0] == end.sort_key + DAY
    assert timeline_data(index(item(1))).is_empty and timeline_data(index(item(1))).extent is None


@pytest.mark.parametrize(
    ("days", "expected"),
    [(122, DAY), (61, DAY / 2), (31, DAY / 2), (7, 10_800), (1, 900), (730, 7 * DAY), (40_000, 448 * DAY)],
)
def test_columns_are_as_fine_as_the_pixels_allow(days, expected):
    assert column_step(922 / (days * DAY), least_px=7.5) == expected


def test_long_columns_begin_on_a_monday():
    begins = bar_start(SEPTEMBER, 7 * DAY)
    assert begins == moment_from_text("2015-08-31").sort_key


def test_marks_of_one_column_stand_on_each_other():
    one = row(SEPTEMBER + 100, SEPTEMBER + 4000, SEPTEMBER + DAY + 5, SEPTEMBER + 80_000)
    found = stacks(one, all_of(one), DAY)
    assert found.level.tolist() == [0, 1, 2, 0] and found.height.tolist() == [3, 3, 3, 1]
    assert found.middle.tolist() == [SEPTEMBER + DAY / 2] * 3 + [SEPTEMBER + 1.5 * DAY]
    assert not found.half.any()
    assert longest_stack(one, DAY) == 3 and longest_stack(row(), DAY) == 0


def test_a_day_only_date_is_a_bar_below_the_squares_of_its_day():
    one = row(SEPTEMBER, SEPTEMBER + 36_000, SEPTEMBER + 36_100, SEPTEMBER + DAY + 36_000)
    one.span[0] = DAY
    found = stacks(one, all_of(one), 3600)
    assert found.half.tolist() == [DAY / 2, 0, 0, 0]
    assert found.level.tolist() == [0, 1, 2, 0]
    assert found.height.tolist() == [3, 3, 3, 1]
    assert found.middle[0] == SEPTEMBER + DAY / 2


def test_stacks_of_a_part_are_those_of_the_whole():
    data = timeline_data(big_index(items=800, entities=0, links=0))
    whole = stacks(data.taken, all_of(data.taken), 3600)
    start = SEPTEMBER - 40 * DAY
    part = data.taken.part(start, start + 90 * DAY)
    found = stacks(data.taken, part, 3600)
    assert found.level.tolist() == whole.level[part].tolist()
    assert found.height.tolist() == whole.height[part].tolist()


@given(st.lists(st.integers(0, 200_000), max_size=60), st.sampled_from([900.0, 3600.0, 43_200.0, DAY]))
def test_no_two_squares_share_a_place(times, step):
    one = row(*[SEPTEMBER + time for time in times])
    found = stacks(one, all_of(one), step)
    places = set(zip(found.middle.tolist(), found.level.tolist(), strict=True))
    assert len(places) == len(times)
    assert (found.level < found.height).all()


def test_bars_count_what_falls_into_them():
    at = np.array([0.0, 1.0, 10.0, 25.0, 29.9, 30.0])
    assert bar_counts(at, 0.0, 10.0, 3).tolist() == [[2, 1, 2], [0, 0, 0], [0, 0, 0]]
    groups = np.array([2, 0, 1, 2, 2, 2])
    assert bar_counts(at, 0.0, 10.0, 3, groups=groups).tolist() == [[1, 0, 0], [0, 1, 0], [1, 0, 2]]
    assert bar_counts(np.zeros(0), 0.0, 10.0, 2)[0].tolist() == [0, 0]


def test_the_highest_bar_is_that_of_the_whole_row():
    one = row(SEPTEMBER + 100, SEPTEMBER + 4000, SEPTEMBER + 80_000, SEPTEMBER + DAY + 5)
    assert highest_bar(one, DAY) == 3 and highest_bar(one, 3600) == 1 and highest_bar(row(), DAY) == 0


@given(st.lists(st.integers(-10_000, 10_000), max_size=80), st.sampled_from([7.0, 100.0, 3000.0]))
def test_no_file_is_missing_from_the_bars(times, step):
    at = np.array(sorted(times), dtype=float)
    start = bar_start(-10_000, step)
    count = int(20_000 // step) + 2
    found = bar_counts(at, start, step, count)
    assert found.sum() == len(times)
    assert [number for number in found[0].tolist() if number] == np.unique(
        np.floor((at - start) / step), return_counts=True
    )[1].tolist()


# -- the first view --------------------------------------------------------------------------------------


def days(*numbers):
    return [SEPTEMBER + number * DAY for number in numbers]


def test_the_first_view_holds_the_mass_of_the_dates():
    assert usual_span([]) is None
    assert usual_span(days(3)) == (SEPTEMBER + 3 * DAY,) * 2
    assert usual_span(days(3, 9, 30)) == tuple(days(3, 30))


@pytest.mark.parametrize("wrong", ["1970-01-01", "2099-12-31", "2041-05-01"])
@pytest.mark.parametrize("others", [3, 8, 60])
def test_one_wrong_clock_does_not_spoil_it(wrong, others):
    outlier = moment_from_text(wrong).sort_key
    good = days(*range(others))
    assert usual_span([*good, outlier]) == (good[0], good[-1])


def test_two_far_apart_are_both_shown():
    far = moment_from_text("1970-01-01").sort_key
    assert usual_span([far, SEPTEMBER]) == (far, SEPTEMBER)


def test_a_second_group_of_files_is_no_outlier():
    times = days(*range(20), *range(400, 412))
    assert usual_span(times) == tuple(days(0, 411))


@given(st.lists(st.floats(-6e10, 2.5e11), min_size=1, max_size=40))
def test_at_least_half_lies_in_the_first_view(times):
    start, end = usual_span(times)
    inside = sum(start <= time <= end for time in times)
    assert start <= end and inside * 2 >= len(times)
