"""Laws of "and", "or" and "not", and what is written comes back: for any expression."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.factories.big import big_index

from evidence_board.filters import (
    STATUSES,
    AllOf,
    AnyOf,
    AtLeast,
    AtPlace,
    CameraIs,
    Disputed,
    Filter,
    HasGps,
    HasPosition,
    HasPost,
    HasTag,
    InCollection,
    InQueue,
    InTime,
    InView,
    KindIs,
    LinkedTo,
    LooksAlike,
    MapBounds,
    NearTo,
    NeedsLook,
    Not,
    OfUnit,
    PostedBy,
    StatusIs,
    TimeSpan,
    Uncited,
    Unlocatable,
    Within,
    Words,
    filter_from_text,
    filter_text,
    not_,
    visible_items,
)
from evidence_board.filters.observed import QUEUES
from evidence_board.filters.stored import CONDITIONS, VERSION
from evidence_board.model.errors import KnownError

INDEX = big_index(items=120, entities=60, links=150, seed=3)
ENTITIES = st.sampled_from([*INDEX.entities, "gone"])
ITEMS = st.sampled_from(list(INDEX.items))


def several(words):
    return st.lists(st.sampled_from(words), min_size=1, max_size=3, unique=True).map(tuple)


def degrees(most):
    return st.floats(-most, most, allow_nan=False)


SPANS = st.tuples(st.floats(1.42e9, 1.45e9), st.floats(1, 1e7)).map(lambda pair: TimeSpan(pair[0], sum(pair)))
CONDITION = st.one_of(
    st.sampled_from([HasPost(), HasGps(), HasPosition(), Unlocatable(), Uncited(), Disputed(), NeedsLook()]),
    st.sampled_from(list(QUEUES)).map(InQueue),
    several(["photo", "video", "file"]).map(KindIs),
    several([row.id for row in INDEX.entities_of("account")]).map(PostedBy),
    several(list(STATUSES)).map(StatusIs),
    several(["Nikon", "طرطوس", "Тартус"]).map(CameraIs),
    st.builds(HasTag, st.sampled_from([*INDEX.tags, "gone"]), st.booleans()),
    st.builds(InCollection, st.just("album")),
    st.builds(OfUnit, ENTITIES, st.booleans()),
    st.builds(LinkedTo, ENTITIES),
    st.builds(AtPlace, ENTITIES),
    st.builds(NearTo, ENTITIES, st.integers(1, 3)),
    st.builds(Within, st.floats(0.1, 500), st.one_of(ENTITIES, ITEMS)),
    st.builds(Within, st.floats(0.1, 500), st.just(""), degrees(90), degrees(180)),
    st.builds(InTime, SPANS, st.sampled_from(["known", "taken", "posted", "either"])),
    st.builds(InView, st.builds(MapBounds, degrees(90), degrees(180), degrees(90), degrees(180))),
    st.builds(AtLeast, st.sampled_from(["confirmed", "probable", "doubtful"]), st.sampled_from(["position", "links"])),
    st.builds(LooksAlike, st.one_of(st.just(""), ITEMS)),
    st.sampled_from(["pier", "Тартус", "صباح", "tartus 1"]).map(Words),
)
PART = st.recursive(
    CONDITION,
    lambda inner: st.one_of(
        inner.map(Not),
        st.lists(inner, max_size=3).map(lambda parts: AllOf(tuple(parts))),
        st.lists(inner, max_size=3).map(lambda parts: AnyOf(tuple(parts))),
    ),
    max_leaves=6,
)


def passes(*parts):
    return [item.id for item in visible_items(INDEX, Filter(parts))]


@given(PART)
@settings(deadline=None)
def test_not_not_is_the_thing_itself(part):
    assert passes(Not(Not(part))) == passes(part)
    assert passes(not_(not_(part))) == passes(part)
    assert sorted([*passes(part), *passes(Not(part))]) == sorted(INDEX.items)


@given(st.lists(PART, max_size=3))
@settings(deadline=None)
def test_de_morgan(parts):
    inside = tuple(parts)
    opposite = tuple(Not(part) for part in parts)
    assert passes(Not(AllOf(inside))) == passes(AnyOf(opposite))
    assert passes(Not(AnyOf(inside))) == passes(AllOf(opposite))


@given(st.lists(PART, max_size=4))
@settings(deadline=None)
def test_parts_side_by_side_are_joined_by_and(parts):
    assert passes(*parts) == passes(AllOf(tuple(parts)))
    assert set(passes(*parts)) == set(INDEX.items).intersection(*(passes(part) for part in parts))


@given(st.lists(PART, max_size=4))
@settings(deadline=None)
def test_what_is_written_comes_back(parts):
    active = Filter(tuple(parts))
    assert filter_from_text(filter_text(active)) == active


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)),
    max_leaves=8,
)


@given(st.sampled_from(sorted(CONDITIONS)), st.dictionaries(st.sampled_from(["kinds", "id", "of", "km"]), JSON), JSON)
def test_what_is_unknown_is_refused_in_words(word, values, other):
    for part in ({"is": word, **values}, {"is": word, "surprise": other}, {"never": other}, other):
        text = json.dumps({"version": VERSION, "all": [part]})
        try:
            found = filter_from_text(text)
        except KnownError as error:
            assert error.means and error.do
        else:
            assert json.loads(filter_text(found))["all"] == [part]


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"version":1}', '{"version":0,"all":[]}', '{"version":true,"all":[]}', '{"version":1,"all":{}}',
     '{"version":1,"all":[],"more":1}', '{"version":1,"all":[{"is":"moon"}]}', "[" * 100_000,
     '{"version":1,"all":[{"is":"within","km":NaN,"of":"x"}]}',
     '{"version":1,"all":[{"is":"within","km":-1,"of":"x"}]}'],
)  # fmt: skip
def test_a_damaged_filter_is_refused(text):
    with pytest.raises(KnownError):
        filter_from_text(text)


def test_a_newer_filter_says_so():
    with pytest.raises(KnownError, match="newer version"):
        filter_from_text('{"version":2,"all":[]}')
    with pytest.raises(KnownError, match="“moon” is not known here"):
        filter_from_text('{"version":1,"all":[{"is":"moon"}]}')


def test_parts_too_deep_in_one_another_are_refused():
    part = {"is": "uncited"}
    for _ in range(40):
        part = {"not": part}
    with pytest.raises(KnownError, match="deep"):
        filter_from_text(json.dumps({"version": 1, "all": [part]}))
