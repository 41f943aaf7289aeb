"""The one filter, on the practice case."""

from dataclasses import replace

import pytest
from tests.factories.cases import practice_session

from evidence_board.filters import QUEUES, Filter, MapBounds, TimeSpan, visible_items
from evidence_board.model.moments import moment_from_text


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    with practice_session(tmp_path_factory.mktemp("case")) as session:
        yield session.index


def refs(index, **fields):
    return {item.ref for item in visible_items(index, replace(Filter(), **fields))}


def test_nothing_is_hidden_without_a_filter(index):
    assert len(refs(index)) == 48


def test_queues_count_what_their_name_says(index):
    counts = {name: len(refs(index, queue=name)) for name in QUEUES}
    assert counts["all"] == 48
    assert counts["videos"] == 4
    assert counts["not_placed"] == 9
    assert counts["second_look"] == 1


def test_time_span_includes_its_start_and_not_its_end(index):
    day = moment_from_text("2015-09-12").sort_key
    found = refs(index, time=TimeSpan(day, day + 86400))
    assert "M-014" in found
    assert "M-016" not in found
    at = next(item for item in index.items.values() if item.ref == "M-014").captured.sort_key
    assert "M-014" in refs(index, time=TimeSpan(at, at + 1))
    assert "M-014" not in refs(index, time=TimeSpan(at - 10, at))


def test_map_bounds_also_across_the_date_line(index):
    assert "M-014" in refs(index, bounds=MapBounds(34.8, 35.8, 35.0, 36.0))
    assert refs(index, bounds=MapBounds(34.8, 36.5, 35.0, 37.0)) == set()
    assert MapBounds(-10, 170, 10, -170).contains(0, 179)
    assert MapBounds(-10, 170, 10, -170).contains(0, -175)
    assert not MapBounds(-10, 170, 10, -170).contains(0, 0)


def test_text_finds_caption_account_and_tag(index):
    assert "M-014" in refs(index, text="тартус привет")
    assert "M-014" in refs(index, text="A_SEVERNY 014")
    assert refs(index, text="no such words") == set()


def test_filters_are_joined_by_and(index):
    one = refs(index, text="a_severny")
    both = refs(index, text="a_severny", queue="not_placed")
    assert both < one


def test_near_an_entity(index):
    unit = next(row for row in index.entities_of("unit") if row.label == "Unit 00917")
    one_step, two_steps = refs(index, near=(unit.id, 1)), refs(index, near=(unit.id, 2))
    assert "M-021" in one_step
    assert one_step < two_steps


def test_chips_name_what_is_in_force():
    active = Filter(queue="videos", text="x", has_position=True)
    assert active.chips == ["queue", "text", "has_position"]
    assert active.without("text").chips == ["queue", "has_position"]
    assert active.cleared() == Filter()
