"""Placing a unit under a unit and a place in a place: the field and the claim, in one step."""

import pytest
from tests.factories.cases import empty_session
from tests.factories.rows import add_item, all_rows, undone_and_redone

from evidence_board.model.errors import KnownError
from evidence_board.operations.citations import cite
from evidence_board.operations.entities import create_entity
from evidence_board.operations.tree import place_under


@pytest.fixture
def session(tmp_path):
    with empty_session(tmp_path) as found:
        yield found


def make(session, kind, *names):
    return [session.run(create_entity, kind=kind, name=name).result().result["id"] for name in names]


def claims(session, row_id):
    return [(one.relation, one.dst, one.level) for one in session.index.links_of.get(row_id, ()) if one.src == row_id]


def parent(session, row_id):
    return session.index.entities[row_id].parent_id


def test_a_unit_under_a_unit_is_a_claim_that_nobody_judged(session):
    company, brigade = make(session, "unit", "1-я рота", "Бригада")
    before = all_rows(session)
    session.run(place_under, kind="unit", row_id=company, parent_id=brigade).result()
    assert parent(session, company) == brigade
    assert claims(session, company) == [("part of", brigade, "unjudged")]
    assert session.undo_step().label == "Place 1-я рота under Бригада"
    assert undone_and_redone(session, before)


def test_a_place_in_a_place(session):
    pier, town = make(session, "location", "رصيف", "طرطوس")
    session.run(place_under, kind="location", row_id=pier, parent_id=town).result()
    assert parent(session, pier) == town
    assert claims(session, pier) == [("located at", town, "unjudged")]


def test_a_claim_that_is_cited_stays_when_the_unit_is_placed_elsewhere(session):
    company, first, second, third = make(session, "unit", "A", "B", "C", "D")
    photo = add_item(session, "M-001")
    session.run(place_under, kind="unit", row_id=company, parent_id=first).result()
    (link,) = [one.id for one in session.index.links_of[company]]
    session.run(cite, claim=("link", link), targets=[("item", photo)]).result()
    session.run(place_under, kind="unit", row_id=company, parent_id=second).result()
    assert {dst for _, dst, _ in claims(session, company)} == {first, second}
    # The claim to the second rests on nothing, and goes.
    session.run(place_under, kind="unit", row_id=company, parent_id=third).result()
    assert {dst for _, dst, _ in claims(session, company)} == {first, third}
    assert parent(session, company) == third


def test_under_nothing_leaves_no_line(session):
    company, brigade = make(session, "unit", "A", "B")
    session.run(place_under, kind="unit", row_id=company, parent_id=brigade).result()
    before = all_rows(session)
    session.run(place_under, kind="unit", row_id=company, parent_id=None).result()
    assert parent(session, company) is None
    assert claims(session, company) == []
    assert session.undo_step().label == "Place A under nothing"
    assert undone_and_redone(session, before)


def test_placed_where_it_stands_it_gets_no_second_claim(session):
    company, brigade = make(session, "unit", "A", "B")
    for _ in range(2):
        session.run(place_under, kind="unit", row_id=company, parent_id=brigade).result()
    assert len(claims(session, company)) == 1


@pytest.mark.parametrize("turned", [False, True])
def test_nothing_stands_under_itself(session, turned):
    company, brigade = make(session, "unit", "A", "B")
    session.run(place_under, kind="unit", row_id=company, parent_id=brigade).result()
    before = all_rows(session)
    with pytest.raises(KnownError, match="cannot be part of"):
        session.run(place_under, kind="unit", row_id=brigade, parent_id=company if turned else brigade).result()
    assert all_rows(session) == before


def test_kinds_without_a_tree_and_things_that_are_gone_are_refused(session):
    (person,) = make(session, "person", "Андрей")
    (unit,) = make(session, "unit", "A")
    with pytest.raises(KnownError, match="stands in no tree"):
        session.run(place_under, kind="person", row_id=person, parent_id=None).result()
    with pytest.raises(KnownError, match="no such unit"):
        session.run(place_under, kind="unit", row_id=unit, parent_id="gone").result()
