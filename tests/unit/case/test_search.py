"""Search: any script, any case, names before metadata."""

import pytest
from tests.factories.cases import empty_session, practice_session

from evidence_board.case.search import search
from evidence_board.operations.entities import create_entity, rename_entity, update_entity
from evidence_board.operations.items import tag_things
from evidence_board.text import fold


@pytest.fixture
def session(tmp_path):
    with empty_session(tmp_path) as opened:
        yield opened


def add(session, name, kind="person", **values):
    return session.run(create_entity, kind=kind, name=name, **values).result().result["id"]


def titles(session, query):
    return [hit.title for hit in session.read(search, query)]


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("Левиев", "leviev"),
        ("Leviev", "Левиев"),
        ("Алёна Ёлкина", "алена елкина"),
        ("Ахмад", "akhmad"),
        ("أبو ليث", "ابو ليث"),
        ("طـــرطوس", "طرطوس"),
        ("José Müller", "jose muller"),
        ("JOSE", "josé"),
        ("BTR type, no. 417", "417"),
        ("O'Brien", "o'brien"),
        ("北京", "北京"),
    ],
)
def test_found_in_any_script(session, name, query):
    add(session, name)
    assert titles(session, query) == [name]


def test_begins_with_each_word_in_any_order(session):
    add(session, "2nd Battalion, Unit 00917", "unit")
    assert titles(session, "unit 009 batt") == ["2nd Battalion, Unit 00917"]
    assert titles(session, "unit 918") == []


def test_contains_when_nothing_begins_with_it(session):
    add(session, "n_vetrov", "account")
    assert titles(session, "trov") == ["n_vetrov"]


@pytest.mark.parametrize("query", ["", "   ", '"', "*", "a AND", "(", "%", "_", "NEAR(", "'; DROP TABLE item", "\x00"])
def test_odd_queries_are_harmless(session, query):
    add(session, "plain")
    session.read(search, query)


def test_follows_changes_undo_and_the_bin(session):
    person = add(session, "Андрей")
    session.run(rename_entity, kind="person", row_id=person, name="Борис").result()
    assert titles(session, "андрей") == []
    assert titles(session, "boris") == ["Борис"]
    session.undo().result()
    assert titles(session, "boris") == []
    assert titles(session, "andrei") == ["Андрей"]
    session.undo().result()
    assert titles(session, "андрей") == []


def test_notes_and_tags(tmp_path):
    with practice_session(tmp_path) as session:
        account = next(session.index.entities_of("account"))
        session.run(update_entity, kind="account", row_id=account.id, notes="renamed in October").result()
        hits = session.read(search, "october")
        assert (hits[0].ref, hits[0].where) == (account.ref, "notes")
        item = next(iter(session.index.items.values()))
        session.run(tag_things, things=[("item", item.id)], path="special/convoy").result()
        assert [hit.ref for hit in session.read(search, "special convoy")] == [item.ref]


def test_a_name_stands_before_metadata(tmp_path):
    with practice_session(tmp_path) as session:
        hits = session.read(search, "Northline")
        assert hits
        assert {hit.where for hit in hits} == {"metadata"}
        add(session, "Northline", "unit")
        assert session.read(search, "Northline")[0].where == "name"


def test_other_names_of_a_place_find_it(tmp_path):
    with practice_session(tmp_path) as session:
        assert "Tartus, breakwater" in titles(session, "طرطوس")
        assert "Tartus, breakwater" in titles(session, "Тартус, мол")


def test_fold_is_stable():
    for text in ("ЁЖИК", "ﷺ", "İstanbul", "ﬁn", "ό"):
        assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("name", "queries"),
    [
        ("أبو ليث", ("abu layth", "Abu Laith", "abou leith", "layth")),
        ("محمد خالد", ("Mohammed Khaled", "muhammad khalid")),
        ("الأسد", ("al-Assad", "alasad")),
        ("Александр Сергеев", ("Alexander Sergeyev", "Aleksandr Sergejev")),
        ("Евгений", ("Yevgeny", "Evgenij")),
    ],
)
def test_names_are_found_by_ear_however_their_vowels_are_spelled(session, name, queries):
    add(session, name)
    add(session, "Иван Петров")
    add(session, "نور حسين")
    for query in queries:
        assert titles(session, query) == [name], query


def test_what_is_written_so_comes_alone_before_what_only_sounds_so(session):
    add(session, "ليث")
    add(session, "Layth")
    assert titles(session, "layth") == ["Layth"]
    assert titles(session, "ya") == []
