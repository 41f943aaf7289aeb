"""The one filter, on the practice case."""

import pytest
from tests.factories.cases import practice_session

from evidence_board.filters import (
    QUEUES,
    AnyOf,
    Filter,
    HasPosition,
    HasTag,
    InQueue,
    InTime,
    InView,
    KindIs,
    MapBounds,
    NearTo,
    Not,
    PostedBy,
    TimeSpan,
    Words,
    any_of,
    not_,
    visible_items,
)
from evidence_board.model.moments import moment_from_text


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    with practice_session(tmp_path_factory.mktemp("case")) as session:
        yield session.index


def refs(index, *parts):
    return {item.ref for item in visible_items(index, Filter(parts))}


def test_nothing_is_hidden_without_a_filter(index):
    assert len(refs(index)) == 48


def test_queues_count_what_their_name_says(index):
    counts = {name: len(refs(index, InQueue(name))) for name in QUEUES}
    assert counts["videos"] == 4
    assert counts["not_placed"] == 9
    assert counts["second_look"] >= 1


def test_time_span_includes_its_start_and_not_its_end(index):
    day = moment_from_text("2015-09-12").sort_key
    found = refs(index, InTime(TimeSpan(day, day + 86400)))
    assert "M-014" in found
    assert "M-016" not in found
    at = next(item for item in index.items.values() if item.ref == "M-014").captured.sort_key
    assert "M-014" in refs(index, InTime(TimeSpan(at, at + 1)))
    assert "M-014" not in refs(index, InTime(TimeSpan(at - 10, at)))


def test_time_asks_for_taken_posted_or_either(index):
    item = index.items[index.by_ref["M-014"]]
    taken, posted = item.captured.sort_key, item.posted.sort_key
    assert taken != posted
    first, later = TimeSpan(taken, taken + 1), TimeSpan(posted, posted + 1)
    assert "M-014" in refs(index, InTime(first, "taken")) and "M-014" not in refs(index, InTime(first, "posted"))
    assert "M-014" in refs(index, InTime(later, "posted")) and "M-014" not in refs(index, InTime(later, "known"))
    assert "M-014" in refs(index, InTime(later, "either")) & refs(index, InTime(first, "either"))


def test_map_bounds_also_across_the_date_line(index):
    assert "M-014" in refs(index, InView(MapBounds(34.8, 35.8, 35.0, 36.0)))
    assert refs(index, InView(MapBounds(34.8, 36.5, 35.0, 37.0))) == set()
    assert MapBounds(-10, 170, 10, -170).contains(0, 179)
    assert MapBounds(-10, 170, 10, -170).contains(0, -175)
    assert not MapBounds(-10, 170, 10, -170).contains(0, 0)


def test_text_finds_caption_account_and_tag_in_any_script(index):
    assert "M-014" in refs(index, Words("тартус привет"))
    assert "M-014" in refs(index, Words("A_SEVERNY 014"))
    assert "M-014" in refs(index, Words("tartus privet"))
    assert refs(index, Words("no such words")) == set()


def test_parts_are_joined_by_and(index):
    one = refs(index, Words("a_severny"))
    both = refs(index, Words("a_severny"), InQueue("not_placed"))
    assert both < one


def test_or_and_not(index):
    accounts = [row.id for row in index.entities_of("account") if refs(index, PostedBy((row.id,)))][:2]
    first, second = (PostedBy((one,)) for one in accounts)
    assert refs(index, AnyOf((first, second))) == refs(index, first) | refs(index, second)
    assert refs(index, Not(first)) == refs(index) - refs(index, first)
    assert refs(index, Not(HasPosition())) == {item.ref for item in index.items.values() if item.latitude is None}
    assert refs(index, AnyOf(())) == set()


def test_near_an_entity(index):
    unit = next(row for row in index.entities_of("unit") if row.label == "Unit 00917")
    one_step, two_steps = refs(index, NearTo(unit.id, 1)), refs(index, NearTo(unit.id, 2))
    assert "M-021" in one_step
    assert one_step < two_steps


def test_parts_stand_in_the_order_they_were_switched_on():
    active = Filter().with_queue("videos").plus(Words("x")).plus(HasPosition())
    assert active.parts == (InQueue("videos"), Words("x"), HasPosition())
    assert active.queue == "videos"
    assert active.plus(Words("y")).parts == (InQueue("videos"), Words("y"), HasPosition())
    assert active.without(Words).parts == (InQueue("videos"), HasPosition())
    assert active.with_queue("all").parts == (Words("x"), HasPosition())
    assert active.cleared() == Filter()


def test_the_opposite_takes_the_place_of_a_part():
    active = Filter((HasTag("a"), KindIs(("photo",))))
    assert active.plus(not_(HasTag("a"))).parts == (Not(HasTag("a")), KindIs(("photo",)))
    assert active.plus(HasTag("a")) == active
    assert active.toggled(HasTag("a")).parts == (KindIs(("photo",)),)
    assert active.plus(HasTag("b")).every(HasTag) == (HasTag("a"), HasTag("b"))
    assert active.exchanged(HasTag("a"), KindIs(("photo",))).parts == (KindIs(("photo",)),)


def test_or_joins_groups_into_one():
    one, two, three = HasTag("a"), HasTag("b"), HasTag("c")
    assert any_of(any_of(one, two), three) == AnyOf((one, two, three))
    assert any_of(one, one) == one
    assert any_of(AnyOf((one, two)), two) == AnyOf((one, two))
