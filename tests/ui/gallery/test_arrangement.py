"""Order and groups of the gallery, and the arithmetic of its cells."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factories.big import big_index

from evidence_board.model.moments import moment_from_text
from evidence_board.ui.gallery.arrangement import PLACED, arrange
from evidence_board.ui.gallery.grid_layout import CellSize, GridLayout


@pytest.fixture(scope="module")
def items():
    return list(big_index(items=300, entities=40, links=0, seed=3).items.values())


def test_taken_runs_from_the_earliest_and_leaves_the_undated_for_the_end(items):
    by_id = {item.id: item for item in items}
    times = [by_id[one].captured for one in arrange(items, sort="taken").ids]
    dated = [time.sort_key for time in times if time is not None]
    assert dated == sorted(dated)
    assert times[len(dated) :] == [None] * (len(items) - len(dated))


def test_turned_round_the_undated_are_still_at_the_end(items):
    by_id = {item.id: item for item in items}
    times = [by_id[one].captured for one in arrange(items, sort="taken", descending=True).ids]
    dated = [time.sort_key for time in times if time is not None]
    assert dated == sorted(dated, reverse=True)
    assert times[-1] is None


def test_a_day_without_hour_stands_before_the_hours_of_that_day(items):
    one, two = (
        dataclasses.replace(items[number], captured=moment_from_text(text))
        for number, text in enumerate(("2015-09-12T07:00", "2015-09-12"))
    )
    assert arrange([one, two], sort="taken").ids == [two.id, one.id]


def test_places_come_largest_first_then_what_has_no_name_then_what_has_no_place(items):
    unnamed = [dataclasses.replace(item, place_group="") for item in items[:5]]
    found = arrange([*unnamed, *items[5:]], grouping="place")
    named = [group for group in found.groups if group.key not in ("", PLACED)]
    assert [group.count for group in named] == sorted((group.count for group in named), reverse=True)
    assert [group.key for group in found.groups[len(named) :]] == [PLACED, ""]
    assert sorted(found.ids) == sorted(item.id for item in items)


def test_dates_follow_each_other_and_use_the_day_of_posting_only_without_another(items):
    found = arrange(items, grouping="date")
    keys = [group.key for group in found.groups if group.key]
    assert keys == sorted(keys)
    by_id = {item.id: item for item in items}
    first = by_id[found.ids[0]]
    assert (first.captured or first.posted).local.startswith(found.groups[0].key)


def test_one_group_that_only_says_what_is_missing_is_no_heading(items):
    nowhere = [dataclasses.replace(item, place_group="", latitude=None) for item in items[:7]]
    found = arrange(nowhere, grouping="place")
    assert found.grouping == "none" and [group.count for group in found.groups] == [7]


def test_nothing_arranges_to_nothing():
    assert arrange([], grouping="place").groups == ()


def test_every_position_knows_its_group(items):
    found = arrange(items, grouping="account")
    for number, group in enumerate(found.groups):
        assert found.group_at(group.start) == found.group_at(group.start + group.count - 1) == number
    assert found.shown({found.groups[0].key}) == found.ids[found.groups[0].count :]


def test_three_columns_at_the_width_of_the_design():
    cell = CellSize.fitted(456 - 12 - 18, left=12, gap=10, wanted=128, text=35, foot=11)
    assert (cell.columns, cell.width, cell.height, cell.pitch) == (3, 135, 136, 147)


@pytest.mark.parametrize(("wanted", "columns"), [(96, 4), (128, 3), (320, 1)])
def test_columns_follow_the_wanted_width(wanted, columns):
    assert CellSize.fitted(426, left=12, gap=10, wanted=wanted, text=35, foot=11).columns == columns


def layouts():
    counts = st.lists(st.integers(1, 9), min_size=1, max_size=6)
    return st.tuples(counts, st.integers(1, 4), st.lists(st.booleans(), min_size=6, max_size=6))


def made(counts, columns, hidden):
    cell = CellSize(columns, 10, 50.4, 40, 60, 70)
    return GridLayout(counts, cell=cell, header=30, top=4, collapsed=hidden[: len(counts)])


@given(layouts())
def test_a_cell_is_found_where_it_lies(shape):
    layout = made(*shape)
    for position in range(layout.count):
        box = layout.box(position)
        if layout.is_collapsed(layout.section_of(position)):
            assert box == layout.header(layout.section_of(position))
            continue
        corners = ((box.x, box.y), (box.x + box.width - 1, box.bottom - 1))
        assert {layout.at(*corner) for corner in corners} == {position}
        assert layout.at(box.x + box.width, box.y) != position
        assert box.bottom <= layout.height


@given(layouts(), st.integers(0, 900), st.integers(1, 300))
def test_a_view_yields_every_cell_it_shows(shape, top, height):
    layout = made(*shape)
    runs = [position for run in layout.runs(top, top + height) for position in range(run.first, run.last)]
    shown = [
        position
        for position in range(layout.count)
        if not layout.is_collapsed(layout.section_of(position))
        and layout.box(position).y < top + height
        and layout.box(position).bottom > top
    ]
    assert set(shown) <= set(runs)


@given(layouts())
def test_keys_reach_every_file_that_shows_and_no_other(shape):
    layout = made(*shape)
    shown = [at for at in range(layout.count) if not layout.is_collapsed(layout.section_of(at))]
    first, last = layout.edge(last=False), layout.edge(last=True)
    if not shown:
        assert first is last is None
        return
    walked = [first]
    while walked[-1] != last:
        walked.append(layout.beside(walked[-1], 1))
    assert walked == shown
    assert [layout.beside(at, -1) for at in shown[1:]] == shown[:-1]
    down = [first]
    while layout.below(down[-1], 1) != down[-1]:
        down.append(layout.below(down[-1], 1))
    assert set(down) <= set(shown) and layout.section_of(down[-1]) == layout.section_of(last)
    assert all(layout.below(at, -100) in shown[: layout.cell.columns] for at in shown)


def test_files_that_show_one_picture_stand_together_and_those_without_copies_last(items):
    first = items[2].id
    pictures = {items[2].id: "M-003", items[5].id: "M-003", items[4].id: "M-005", items[6].id: "M-005"}
    found = arrange(items, sort="ref", grouping="picture", picture_of=lambda item_id: pictures.get(item_id, ""))
    assert [(group.key, group.count) for group in found.groups] == [
        ("M-003", 2),
        ("M-005", 2),
        ("", len(items) - 4),
    ]
    assert found.ids_of(0) == [first, items[5].id]
    none = arrange(items, grouping="picture", picture_of=lambda item_id: "")
    assert none.grouping == "none"
