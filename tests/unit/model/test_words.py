"""Ids, refs, levels, relations: the small words everything stands on."""

import threading

import pytest

from evidence_board.model.ids import format_ref, new_id, parse_ref
from evidence_board.model.kinds import ENTITY_KINDS, REF_LETTER
from evidence_board.model.levels import ADMIRALTY, Level
from evidence_board.model.relations import RELATIONS, inverse_words, relations_between


def test_ids_are_uuid7_and_sort_in_the_order_they_were_made():
    made = [new_id() for _ in range(5000)]
    assert made == sorted(made)
    assert len(set(made)) == 5000
    assert all(one[14] == "7" and one[19] in "89ab" and len(one) == 36 for one in made)


def test_ids_of_many_threads_differ():
    made: list[str] = []
    threads = [threading.Thread(target=lambda: made.extend(new_id() for _ in range(500))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made)) == 4000


def test_refs_as_people_say_them():
    assert format_ref("M", 14) == "M-014"
    assert format_ref("A", 3) == "A-03"
    assert parse_ref(" m-14 ") == ("M", 14)
    assert parse_ref("M-014") == ("M", 14)
    assert parse_ref("Unit 00917") is None
    assert len(set(REF_LETTER.values())) == 12


def test_levels_keys_and_grades():
    assert [level.key for level in Level] == ["5", "4", "3", "2", "1", "0"]
    assert ADMIRALTY[Level.CONFIRMED] == 1
    assert ADMIRALTY[Level.UNJUDGED] == 6


@pytest.mark.parametrize("source", [*map(str, ENTITY_KINDS), "item"])
@pytest.mark.parametrize("target", [*map(str, ENTITY_KINDS), "item"])
def test_any_two_kinds_can_be_linked(source, target):
    names = [relation.name for relation in relations_between(source, target)]
    assert "related to" in names
    assert len(names) == len(set(names))


def test_the_most_specific_relation_stands_first():
    assert relations_between("person", "unit")[0].name in ("serves in", "seen with")
    assert inverse_words("posted") == "posted by"
    assert inverse_words("words of one's own") == "words of one's own"
    assert all(relation.inverse for relation in RELATIONS.values())
