"""Names in several scripts, accounts that were renamed, and what entities may hold."""

import pytest
from tests.factories.cases import empty_session
from tests.factories.rows import all_rows, undone_and_redone

from evidence_board.case.details import read_entity_detail
from evidence_board.case.name_details import read_account_names, read_other_names
from evidence_board.model.errors import KnownError
from evidence_board.operations.account_names import (
    note_account_name,
    remove_account_name,
    rename_account,
    update_account_name,
)
from evidence_board.operations.entities import bin_things, create_entity, update_entity
from evidence_board.operations.names import add_name, remove_name, update_name

AREA = '{"type":"Polygon","coordinates":[[[35,34],[36,34],[36,35],[35,34]]]}'


@pytest.fixture
def session(tmp_path):
    with empty_session(tmp_path) as opened:
        yield opened


def add(session, kind, name, **values):
    return session.run(create_entity, kind=kind, name=name, **values).result().result["id"]


def change(session, kind, row_id, **values):
    return session.run(update_entity, kind=kind, row_id=row_id, **values).result()


def history(session, account):
    rows = session.read(read_account_names, account)
    return [(one.handle, one.display_name, one.seen_from, one.seen_to) for one in rows]


# -- other names ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["account", "person", "unit", "location", "equipment", "event"])
def test_every_kind_has_names_in_several_scripts(session, kind):
    row_id = add(session, kind, "Tartus")
    before = all_rows(session)
    changes = session.run(add_name, kind=kind, entity_id=row_id, name=" طرطوس ").result()
    assert changes.label == "Add the name طرطوس to Tartus"
    assert undone_and_redone(session, before)
    session.run(add_name, kind=kind, entity_id=row_id, name="Тартус", language="ru", role="transliteration").result()
    found = session.read(read_other_names, row_id)
    assert [(one.name, one.script, one.language, one.role) for one in found] == [
        ("طرطوس", "Arab", "", ""),
        ("Тартус", "Cyrl", "ru", "transliteration"),
    ]
    assert session.index.entities[row_id].other_names == ("طرطوس", "Тартус")


def test_a_name_is_edited_and_taken_away(session):
    row_id = add(session, "person", "Андрей")
    name = session.run(add_name, kind="person", entity_id=row_id, name="Andrei").result().result["id"]
    before = all_rows(session)
    changes = session.run(update_name, row_id=name, name="أندري", role="alias").result()
    found = session.read(read_other_names, row_id)[0]
    assert (changes.label, found.name, found.script, found.role) == (
        "Edit the name أندري of Андрей",
        "أندري",
        "Arab",
        "alias",
    )
    assert undone_and_redone(session, before)
    session.run(update_name, row_id=name, script="latn").result()
    assert session.read(read_other_names, row_id)[0].script == "Latn"
    before = all_rows(session)
    session.run(remove_name, row_id=name).result()
    assert session.read(read_other_names, row_id) == ()
    assert undone_and_redone(session, before)


def test_wrong_names_are_refused(session):
    row_id = add(session, "person", "Андрей")
    name = session.run(add_name, kind="person", entity_id=row_id, name="Andrei").result().result["id"]
    before = all_rows(session)
    for values, words in (
        ({"name": "  "}, "cannot be empty"),
        ({"name": "Andrei"}, "has the name Andrei already"),
        ({"name": "Андрей"}, "has the name Андрей already"),
        ({"name": "x", "script": "Klingon"}, "not a script known here"),
        ({"name": "x", "entity_id": "none"}, "no such person"),
    ):
        with pytest.raises(KnownError, match=words):
            session.run(add_name, **{"kind": "person", "entity_id": row_id, **values}).result()
    for values, words in (
        ({"name": ""}, "cannot be empty"),
        ({"name": "Андрей"}, "already"),
        ({"ref": "N-1"}, "no field ref"),
        ({}, "No field is named"),
    ):
        with pytest.raises(KnownError, match=words):
            session.run(update_name, row_id=name, **values).result()
    with pytest.raises(KnownError, match="no such name"):
        session.run(remove_name, row_id="none").result()
    assert all_rows(session) == before


# -- what accounts were called -------------------------------------------------------------------------------


def test_a_renamed_account_keeps_its_old_name_with_dates(session):
    account = add(session, "account", "a_severny", display_name="Андрей")
    before = all_rows(session)
    changes = session.run(rename_account, account_id=account, handle="север", changed_on="2015-10-01").result()
    assert changes.label == "a_severny is now called север"
    assert session.index.entities[account].label == "север"
    assert history(session, account) == [
        ("a_severny", "Андрей", None, "2015-10-01"),
        ("север", "Андрей", "2015-10-01", None),
    ]
    assert undone_and_redone(session, before)
    before = all_rows(session)
    changes = session.run(rename_account, account_id=account, display_name="أندري", changed_on="2016", note="seen")
    assert changes.result().label == "север now shows as أندري"
    assert history(session, account) == [
        ("a_severny", "Андрей", None, "2015-10-01"),
        ("север", "Андрей", "2015-10-01", "2016"),
        ("север", "أندري", "2016", None),
    ]
    assert undone_and_redone(session, before)


def test_a_day_nobody_knows_is_not_today(session):
    account = add(session, "account", "old")
    session.run(rename_account, account_id=account, handle="new").result()
    assert history(session, account) == [("old", "", None, None)]
    session.run(rename_account, account_id=account, handle="newer").result()
    assert sorted(history(session, account)) == [("new", "", None, None), ("old", "", None, None)]


def test_a_name_seen_elsewhere_is_noted_edited_and_taken_away(session):
    account = add(session, "account", "a_severny")
    before = all_rows(session)
    noted = session.run(
        note_account_name, account_id=account, handle="старый", seen_from="2014-05", seen_to="2014-05-20"
    ).result()
    assert noted.label == "Note the name старый of a_severny"
    assert undone_and_redone(session, before)
    before = all_rows(session)
    session.run(update_account_name, row_id=noted.result["id"], seen_to=None, note="archive").result()
    assert session.read(read_account_names, account)[0].note == "archive"
    assert history(session, account) == [("старый", "", "2014-05", None)]
    assert undone_and_redone(session, before)
    session.run(remove_account_name, row_id=noted.result["id"]).result()
    assert history(session, account) == []


def test_wrong_histories_are_refused(session):
    account = add(session, "account", "a_severny")
    before = all_rows(session)
    for verb, values, words in (
        (note_account_name, {}, "no name"),
        (note_account_name, {"handle": "x", "seen_from": "long ago"}, "not a date or time"),
        (note_account_name, {"handle": "x", "seen_from": "2015-09-12", "seen_to": "2014"}, "lies before"),
        (note_account_name, {"handle": "x", "account_id": "none"}, "no such account"),
        (rename_account, {"handle": ""}, "handle cannot be empty"),
        (rename_account, {"handle": "a_severny"}, "called a_severny already"),
        (rename_account, {}, "called a_severny already"),
        (rename_account, {"handle": "x", "changed_on": "then"}, "not a date or time"),
    ):
        with pytest.raises(KnownError, match=words):
            session.run(verb, **{"account_id": account, **values}).result()
    with pytest.raises(KnownError, match="no such name"):
        session.run(update_account_name, row_id="none", note="x").result()
    # A year ends after each of its days.
    assert all_rows(session) == before
    session.run(note_account_name, account_id=account, handle="x", seen_from="2015-09-12", seen_to="2015").result()


# -- what entities hold --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("account", {"status": "suspended", "self_place": "Псков", "created_on": "2012-03"}),
        ("person", {"born": "1985", "country": "RU", "reliability": "C"}),
        ("unit", {"echelon": "battalion", "branch": "marines", "country": "RU"}),
        ("location", {"area": AREA, "country": "SY", "own_kind": "harbour", "radius_m": 400.0}),
        ("event", {"own_kind": "arrival"}),
    ],
)
def test_the_new_fields_are_kept(session, kind, values):
    row_id = add(session, kind, "Имя")
    before = all_rows(session)
    change(session, kind, row_id, **values)
    detail = session.read(read_entity_detail, kind, row_id)
    stored = {"kind" if name == "own_kind" else name: value for name, value in values.items()}
    assert {name: detail.values[name] for name in stored} == stored
    assert undone_and_redone(session, before)
    made = add(session, kind, "اسم", **values)
    assert session.read(read_entity_detail, kind, made).values.items() >= stored.items()


@pytest.mark.parametrize(
    ("kind", "values", "words"),
    [
        ("account", {"status": "gone"}, "not a word for the status of an account"),
        ("account", {"created_on": "long ago"}, "not a date or time"),
        ("account", {"reliability": "Z"}, "not a word for reliability"),
        ("person", {"born": "13.13.1985"}, "not a date or time"),
        ("location", {"area": "here"}, "This is no area"),
        ("location", {"radius_m": -1}, "no radius"),
        ("location", {"latitude": 91, "longitude": 0}, "not a position on Earth"),
        ("location", {"latitude": 35.0}, "latitude and longitude together"),
        ("location", {"parent_id": "none"}, "no such place"),
        ("unit", {"parent_id": "none"}, "no such unit"),
        ("event", {"location_id": "none"}, "no such place"),
        ("event", {"area": AREA}, "An event has no field area"),
    ],
)
def test_wrong_fields_change_nothing(session, kind, values, words):
    row_id = add(session, kind, "x")
    before = all_rows(session)
    with pytest.raises(KnownError, match=words):
        change(session, kind, row_id, **values)
    with pytest.raises(KnownError, match=words):
        add(session, kind, "y", **values)
    assert all_rows(session) == before


@pytest.mark.parametrize("kind", ["unit", "location"])
def test_a_tree_has_no_rings(session, kind):
    army, brigade, company = (add(session, kind, name) for name in ("army", "brigade", "company"))
    change(session, kind, brigade, parent_id=army)
    change(session, kind, company, parent_id=brigade)
    assert session.index.entities[company].parent_id == brigade
    before = all_rows(session)
    letter = kind[0].upper()
    with pytest.raises(KnownError, match=f"{letter}-01 cannot be part of itself"):
        change(session, kind, army, parent_id=army)
    with pytest.raises(KnownError, match=f"{letter}-01 cannot be part of {letter}-03, which is part of it"):
        change(session, kind, army, parent_id=company)
    assert all_rows(session) == before
    session.run(bin_things, things=[(kind, brigade)]).result()
    with pytest.raises(KnownError, match="which is part of it"):
        change(session, kind, army, parent_id=company)
    with pytest.raises(KnownError, match="is in the bin"):
        change(session, kind, company, parent_id=brigade)
    change(session, kind, company, parent_id=None)
    change(session, kind, army, parent_id=company)
    assert session.index.entities[army].parent_id == company
