"""Groups of pictures: no pair missed, the same however they came in, and what persons say goes before likeness."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_board.analysis import near_pairs as near_pairs_module
from evidence_board.analysis import picture_groups as groups_module
from evidence_board.analysis import same_picture
from evidence_board.analysis.near_pairs import near_pairs
from evidence_board.analysis.picture_groups import open_pairs
from evidence_board.analysis.same_picture import SamePictures, picture_groups
from evidence_board.model.fingerprints import NEAR, PLAIN, Decision, Fingerprint, compared

WORD = st.integers(0, 2**64 - 1)
#: Bits to be flipped: up to nine, so that pairs fall on both sides of the edge.
FLIPS = st.lists(st.integers(0, 63), max_size=9)


def signed(word):
    return word - 2**64 if word >> 63 else word


def flipped(word, bits):
    for bit in set(bits):
        word ^= 1 << bit
    return word


@st.composite
def words(draw, most=40):
    bases = draw(st.lists(WORD, min_size=1, max_size=4))
    return draw(st.lists(st.builds(flipped, st.sampled_from(bases), FLIPS) | WORD, min_size=2, max_size=most))


@st.composite
def pictures(draw, most=30):
    seeds = draw(st.lists(st.tuples(WORD, WORD, WORD, WORD), min_size=1, max_size=3))
    one = st.sampled_from([*seeds, *((c, d, a, b) for a, b, c, d in seeds)])
    rows = draw(st.lists(st.tuples(one, FLIPS, FLIPS), min_size=2, max_size=most))
    found = {}
    for number, ((p, d, mp, md), first, second) in enumerate(rows):
        found[f"i{number:03}"] = Fingerprint(
            *map(signed, (flipped(p, first), flipped(d, second), flipped(mp, second), flipped(md, first)))
        )
    if draw(st.booleans()):
        found["plain1"] = found["plain2"] = PLAIN
    return found


def brute_groups(fingerprints):
    left, found = set(fingerprints), set()
    while left:
        edge = {left.pop()}
        members = set(edge)
        while edge:
            one = edge.pop()
            for other in sorted(left):
                likeness = compared(fingerprints[one], fingerprints[other])
                if likeness is not None and likeness.near:
                    left.discard(other)
                    members.add(other)
                    edge.add(other)
        if len(members) > 1:
            found.add(tuple(sorted(members)))
    return found


def members(groups):
    return {group.item_ids for group in groups.values()}


@pytest.fixture(params=["drawers", "blocks"], autouse=True)
def crowding(request, monkeypatch):
    """Every test also with drawers so small that all are compared in blocks."""
    if request.param == "blocks":
        monkeypatch.setattr(near_pairs_module, "_CROWDED", 1)
        monkeypatch.setattr(near_pairs_module, "_BLOCK", 4)
        monkeypatch.setattr(groups_module, "_MANY", 3)


@given(words(), words())
def test_no_near_pair_is_missed_and_none_is_made_up(first, second):
    count = min(len(first), len(second))
    upright, mirrored = (np.array(rows[:count], np.uint64) for rows in (first, second))
    found = set()
    for one, other in near_pairs(upright, mirrored=mirrored):
        found.update(zip(one.tolist(), other.tolist(), strict=True))
    expected = {
        (one, other) for one, other in combinations(range(count), 2) if (first[one] ^ first[other]).bit_count() <= NEAR
    } | {
        (one, other + count)
        for one in range(count)
        for other in range(count)
        if one != other and (first[one] ^ second[other]).bit_count() <= NEAR
    }
    assert {(min(pair), max(pair)) for pair in found} == expected


@given(pictures())
def test_groups_are_those_of_comparing_all_with_all(fingerprints):
    found = picture_groups(fingerprints)
    assert members(found) == brute_groups(fingerprints)
    for group_id, group in found.items():
        assert group_id == group.id == min(group.item_ids)
        assert not group.accepted
        assert group.distance <= NEAR


@given(pictures(), st.data())
def test_it_makes_no_difference_how_the_pictures_came_in(fingerprints, data):
    state = SamePictures()
    order = data.draw(st.permutations(sorted(fingerprints)))
    gone = set(data.draw(st.lists(st.sampled_from(order), max_size=8)))
    one_by_one = data.draw(st.booleans())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(same_picture, "_ANEW", 0 if one_by_one else 200)
        for start in range(0, len(order), 5):
            state.update({one: fingerprints[one] for one in order[start : start + 5]})
            state.groups()
        state.update({}, gone=gone)
        assert members(state.groups()) == brute_groups(
            {one: prints for one, prints in fingerprints.items() if one not in gone}
        )
        state.update(fingerprints)
    assert members(state.groups()) == brute_groups(fingerprints)


A = Fingerprint(0x0F0F0F0F, 0x33333333, 0x55555555, 0x66666666)


def like(prints, *, off=1, start=0):
    """The same picture with some bits of each hash changed."""
    mask = ((1 << off) - 1) << start
    return Fingerprint(*(one ^ mask for one in prints))


def test_a_mirror_image_is_found_and_called_so():
    mirrored = Fingerprint(A.mirrored_phash, A.mirrored_dhash, A.phash, A.dhash)
    (group,) = picture_groups({"a": A, "b": like(mirrored), "c": like(A, off=2)}).values()
    assert group.item_ids == ("a", "b", "c")
    assert group.mirrored == {"b"}
    assert compared(A, like(mirrored)).mirrored
    assert compared(A, A).percent == 100


def test_one_hash_alone_does_not_do_when_the_other_contradicts():
    other = Fingerprint(A.phash ^ 1, A.dhash ^ ((1 << 17) - 1), -1, -1)
    assert picture_groups({"a": A, "b": other}) == {}
    other = Fingerprint(A.phash ^ 1, A.dhash ^ ((1 << 16) - 1), -1, -1)
    assert members(picture_groups({"a": A, "b": other})) == {("a", "b")}
    assert compared(A, other).percent == 86


def test_plain_pictures_match_nothing():
    assert picture_groups({"a": PLAIN, "b": PLAIN, "c": A}) == {}
    assert compared(PLAIN, PLAIN) is None


def chain():
    """Three pictures: a looks like b, b like c, but a not like c."""
    return {"a": A, "b": like(A, off=5), "c": like(like(A, off=5), off=5, start=8)}


def test_a_chain_is_one_group_until_a_person_parts_it():
    prints = chain()
    assert members(picture_groups(prints)) == {("a", "b", "c")}
    assert members(picture_groups(prints, [Decision("a", "b", False)])) == {("b", "c")}
    (group,) = picture_groups(prints, [Decision("a", "c", False)]).values()
    assert group.item_ids == ("a", "b", "c")


def test_a_group_is_accepted_once_all_its_files_are_tied_by_persons():
    prints = chain()
    said = [Decision("b", "a", True)]
    (group,) = picture_groups(prints, said).values()
    assert not group.accepted
    (group,) = picture_groups(prints, [*said, Decision("c", "b", True)]).values()
    assert group.accepted


def test_persons_may_join_what_does_not_look_alike():
    (group,) = picture_groups({"a": A}, [Decision("z", "a", True)]).values()
    assert group.accepted
    assert (group.id, group.item_ids, group.distance) == ("a", ("a", "z"), 0)


def test_not_the_same_parts_all_copies_of_both():
    prints = {"a": A, "b": like(A), "c": like(A, start=9), "d": like(A, start=17)}
    said = [Decision("a", "b", True), Decision("c", "d", True), Decision("a", "d", False)]
    assert members(picture_groups(prints, said)) == {("a", "b"), ("c", "d")}
    assert open_pairs("abcd", prints, said) == []


def test_pairs_to_judge_are_one_for_each_two_pictures():
    prints = {"a": A, "b": like(A), "c": like(A, off=3), "d": like(A, off=6)}
    first = open_pairs("abcd", prints, [])[0]
    assert (first.first, first.second) == ("a", "b")
    assert len(open_pairs("abc", prints, [])) == 3
    said = [Decision("a", "b", True)]
    pairs = open_pairs("abcd", prints, said)
    assert ("b", "c") in [(one.first, one.second) for one in pairs]
    assert ("a", "c") not in [(one.first, one.second) for one in pairs]
    assert len(open_pairs("abc", prints, said)) == 1


def test_what_was_said_before_is_kept_when_files_come_in():
    state = SamePictures()
    state.update(chain())
    said = [Decision("a", "b", True), Decision("b", "c", True)]
    first = state.groups(said)
    state.update({"d": like(A, start=30), "other": Fingerprint(-7, 1234567, 99, -5)})
    assert first["a"].accepted
    (group,) = state.groups(said).values()
    assert group.item_ids == ("a", "b", "c", "d")
    assert not group.accepted
    state.update({}, gone=["d"])
    assert state.groups(said) == first
    assert state.fingerprint("a") == A
    assert state.fingerprint("d") is None
    assert len(state) == 4
