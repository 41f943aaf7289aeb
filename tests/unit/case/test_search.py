"""Search: any script, any case, names before metadata."""

import sqlite3
from contextlib import closing

import pytest
from tests.factories.cases import empty_session, practice_session
from tests.factories.rows import add_item

from evidence_board.case import known_cases
from evidence_board.case.search import is_unfinished, search, snippet
from evidence_board.case.search_tables import has_trigrams
from evidence_board.operations.account_names import note_account_name, rename_account
from evidence_board.operations.bin import empty_bin
from evidence_board.operations.collection_records import clear_collection_fields, set_collection_record
from evidence_board.operations.entities import bin_things, create_entity, rename_entity, update_entity
from evidence_board.operations.indexing import fill_search_index
from evidence_board.operations.items import update_item
from evidence_board.operations.links import create_link
from evidence_board.operations.merging import merge_entities
from evidence_board.operations.moments import set_moment
from evidence_board.operations.names import add_name, remove_name
from evidence_board.operations.posts import create_post, set_translation
from evidence_board.operations.tags import tag_things
from evidence_board.session import open_session
from evidence_board.text import fold
from evidence_board.text_match import matcher


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


def where(session, query):
    return [(hit.ref, hit.where) for hit in session.read(search, query)]


def test_names_of_an_account_from_before_lead_to_it_until_undone(session):
    account = add(session, "a_severny", "account")
    session.run(rename_account, account_id=account, handle="новый", changed_on="2015-10-01").result()
    session.run(note_account_name, account_id=account, display_name="Левиев").result()
    assert where(session, "severny") == [("A-01", "earlier name")]
    assert where(session, "leviev") == [("A-01", "earlier name")]
    session.undo().result()
    assert where(session, "leviev") == []
    session.undo().result()
    assert where(session, "severny") == [("A-01", "name")]
    session.redo().result()
    assert where(session, "severny") == [("A-01", "earlier name")]


def test_another_name_that_is_undone_or_removed_is_forgotten(session):
    place = add(session, "Breakwater", "location")
    made = session.run(add_name, kind="location", entity_id=place, name="طرطوس").result().result["id"]
    assert where(session, "طرطوس") == [("L-01", "name")]
    session.undo().result()
    assert where(session, "طرطوس") == []
    session.redo().result()
    assert where(session, "طرطوس") == [("L-01", "name")]
    session.run(remove_name, row_id=made).result()
    assert where(session, "طرطوس") == []


def test_where_a_file_came_from_leads_to_it(session):
    item = add_item(session, "M-001")
    values = {"page_url": "https://example.org/wall77", "acquired_from": "أبو ليث", "notes": "из архива"}
    session.run(set_collection_record, item_ids=[item], **values).result()
    for query in ("wall77", "ابو ليث", "arkhiva"):
        assert where(session, query) == [("M-001", "source")], query
    session.run(clear_collection_fields, item_ids=[item], fields=["page_url"]).result()
    assert where(session, "wall77") == []
    session.undo().result()
    session.undo().result()
    assert where(session, "wall77") == where(session, "ابو ليث") == []


def test_regions_positions_times_and_evidence_lead_to_what_they_belong_to(session):
    item = add_item(session, "M-001")
    account, unit = add(session, "a_severny", "account"), add(session, "Unit", "unit")
    made = session.run(create_link, sources=[("account", account)], target=("unit", unit), relation="serves in")
    link = made.result().result["ids"][0]
    session.run(set_moment, targets=[("item", item)], role="captured", text="2015", reason="газета Правда").result()
    with session.gate.transaction("Mark") as finished:
        tx = finished.tx
        tx.insert("region", item_id=item, number=1, shape="point", label="шеврон", note="left sleeve")
        tag = tx.insert("geotag", ref="G-001", item_id=item, source="platform_tag", place_text="Латакия")
        tx.insert("citation", claim_kind="link", claim_id=link, kind="item", target_id=item, note="same jacket")
        tx.insert("citation", claim_kind="geotag", claim_id=tag, kind="item", target_id=item, excerpt="lighthouse")
    for query, expected in (
        ("shevron", ("M-001", "region")),
        ("left sleeve", ("M-001", "region")),
        ("latakiya", ("M-001", "position")),
        ("Правда", ("M-001", "time")),
        ("jacket", ("K-01", "evidence")),
        ("lighthouse", ("M-001", "evidence")),
    ):
        assert where(session, query) == [expected], query
    with session.gate.transaction("Take the position away") as finished:
        finished.tx.bin("geotag", tag)
    assert where(session, "lighthouse") == where(session, "latakiya") == []
    session.undo().result()
    assert where(session, "lighthouse") == [("M-001", "evidence")]
    session.undo().result()
    for query in ("shevron", "latakiya", "jacket", "lighthouse"):
        assert where(session, query) == [], query


def test_posts_are_found_by_what_they_say_in_both_languages(session):
    made = session.run(create_post, text="Мы на месте", native_id="-77_123456789012345678").result().result["id"]
    session.run(set_translation, row_id=made, translation="We arrived", translated_by="Анна").result()
    assert where(session, "мы на месте") == where(session, "arrived") == [("P-001", "text")]
    assert where(session, "123456789012345678") == [("P-001", "name")]
    session.run(bin_things, things=[("post", made)]).result()
    assert where(session, "arrived") == []


def test_kind_echelon_and_country_lead_to_things(session):
    add(session, "Unit 00917", "unit", echelon="battalion", country="Россия")
    add(session, "Tartus", "location", own_kind="harbour")
    assert where(session, "battalion") == where(session, "rossiya") == [("U-01", "details")]
    assert where(session, "harbour") == [("L-01", "details")]


def test_a_tag_that_is_undone_is_forgotten(session):
    item = add_item(session, "M-001")
    session.run(tag_things, things=[("item", item)], path="convoy").result()
    assert where(session, "convoy") == [("M-001", "tag")]
    session.undo().result()
    assert where(session, "convoy") == []


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


def test_what_is_written_so_comes_before_what_only_sounds_so(session):
    add(session, "ليث")
    add(session, "Layth")
    assert titles(session, "layth") == ["Layth", "ليث"]
    assert titles(session, "ya") == []


def test_every_name_of_a_place_finds_it_and_what_is_there(tmp_path):
    with practice_session(tmp_path) as session:
        for query in ("Tartus, breakwater", "Тартус, мол", "طرطوس، كاسر الأمواج"):
            hits = session.read(search, query)
            assert hits[0].title == "Tartus, breakwater", query
            placed = {hit.ref for hit in hits if hit.where == "placed there"} | {
                hit.ref for hit in hits if hit.kind == "item"
            }
            there = {one.ref for one in session.index.items.values() if one.place_id == hits[0].row_id}
            assert there <= placed, query


def test_sounds_and_scripts_of_a_name_in_captions_and_names(session):
    for number, caption in enumerate(("Хмеймим, утро", "Khmeimim, base", "حميميم"), start=1):
        session.run(update_item, row_id=add_item(session, f"M-{number:03d}"), caption=caption).result()
    for query in ("Hmeimim", "Khmeimim", "Хмеймим"):
        assert {hit.ref for hit in session.read(search, query)} == {"M-001", "M-002", "M-003"}, query


@pytest.mark.parametrize(
    ("query", "found"), [("安门", True), ("天安", True), ("京", True), ("海", False), ("门天", False)]
)
def test_words_of_two_signs_anywhere(session, query, found):
    add(session, "北京天安门广场")
    assert bool(titles(session, query)) is found


def test_parts_of_words_anywhere_in_any_field(session):
    item = add_item(session, "M-001")
    session.run(update_item, row_id=item, caption="Lighthouse near Новороссийск").result()
    for query in ("ghthou", "оросси", "rossi"):
        assert where(session, query) == [("M-001", "text")], query


def test_refs_however_they_are_written(session):
    add_item(session, "M-014")
    for query in ("M-014", "m14", "m 14", "M-14", "m-0014", "М14"):
        assert where(session, query)[0] == ("M-014", "ref"), query


def test_the_beginning_of_a_ref_lists_what_begins_so_and_nothing_by_chance(session):
    add(session, "Anna Morskaya 0")
    refs = ["M-001", "M-010", "M-011", "M-101"]
    for ref in refs:
        add_item(session, ref)
    assert [hit.ref for hit in session.read(search, "m-0")] == refs[:3]
    assert [hit.ref for hit in session.read(search, "M-01")] == ["M-001", "M-010", "M-011"]
    assert [hit.ref for hit in session.read(search, "M-")][:4] == refs


def test_the_beginning_of_a_hash_leads_to_its_file(tmp_path):
    with practice_session(tmp_path) as session:
        sql = "SELECT i.ref, b.sha256 FROM item i JOIN blob b ON b.id = i.blob_id LIMIT 1"
        ref, sha = session.read(lambda connection: connection.execute(sql).fetchone())
        for query in (sha, sha[:8], sha[:12].upper()):
            assert where(session, query)[0] == (ref, "sha256")


def test_exact_counts_case_accents_and_script(session):
    add(session, "Левиев")
    add(session, "José")
    for query in ("левиев", "Leviev", "jose", "José "):
        assert titles(session, query)
    found = {
        query: [hit.title for hit in session.read(search, query, exact=True)] for query in ("левиев", "Leviev", "Jose")
    }
    assert not any(found.values())
    assert [hit.title for hit in session.read(search, "evie", exact=True)] == []
    assert [hit.title for hit in session.read(search, "еви", exact=True)] == ["Левиев"]
    assert titles(session, '"José"') == titles(session, "«José»") == ["José"]
    assert titles(session, '"jose"') == []


def test_words_may_stand_in_several_fields(session):
    item = add_item(session, "M-001")
    session.run(update_item, row_id=item, caption="convoy at dawn", notes="seen twice").result()
    assert [hit.ref for hit in session.read(search, "twice convoy")] == ["M-001"]


def test_what_was_merged_leads_to_what_was_kept(session):
    kept, gone = add(session, "a_severny", "account"), add(session, "Полярник", "account")
    session.run(merge_entities, kind="account", kept_id=kept, gone_id=gone).result()
    assert titles(session, "polyarnik") == ["a_severny"]
    assert where(session, "A-02")[0][0] == "A-01"


def test_words_around_a_match_are_shown_as_they_were_written(session):
    item = add_item(session, "M-001")
    long = "Очень " * 30 + "Тартус, всем привет! " + "конец " * 30
    session.run(update_item, row_id=item, caption=long).result()
    (hit,) = session.read(search, "tartus")
    shown = session.read(snippet, hit, matcher("tartus"))
    assert [shown.text[start:end] for start, end in shown.spans] == ["Тартус"]
    assert len(shown.text) < 130
    assert shown.text.startswith("… ")


def test_a_case_without_the_table_of_trigrams_is_read_as_well_and_gets_it_when_it_is_opened(tmp_path):
    with empty_session(tmp_path) as session:
        add(session, "n_vetrov", "account")
    path = tmp_path / "test.evidence"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DROP TABLE search_trigram")
    known_cases.remember(path)
    read = open_session(path, actor="tester", read_only=True)
    assert titles(read, "etro") == ["n_vetrov"]
    read.close()
    again = open_session(path, actor="tester")
    assert again.read(has_trigrams)
    assert titles(again, "etro") == ["n_vetrov"]
    again.close()


def without_trigrams(tmp_path):
    """A case as an older program left it."""
    with empty_session(tmp_path) as session:
        for number in range(30):
            add(session, f"Vetrov {number}")
        add(session, "北京机场", "location")
    path = tmp_path / "test.evidence"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DROP TABLE search_trigram")
        connection.execute("DELETE FROM search_doc WHERE row_id LIKE '%7%'")
    known_cases.remember(path)
    return path


def test_the_index_of_an_older_case_is_made_while_the_case_is_used(tmp_path):
    session = open_session(without_trigrams(tmp_path), actor="tester", threaded=True)
    try:
        assert session.read(is_unfinished)
        # What is written before the work begins and what it finds again are one.
        session.run(create_entity, kind="person", name="Leviev").result()
        seen = []
        assert fill_search_index(session, progress=lambda done, total: seen.append((done, total)) is None)
        assert not session.read(is_unfinished) and seen[-1] == (1, 1)
        assert len(titles(session, "vetrov")) == 30 and titles(session, "Левиев") == ["Leviev"]
        assert len(titles(session, "etro")) == 30 and titles(session, "京机") == ["北京机场"]
    finally:
        session.close()
    with closing(sqlite3.connect(tmp_path / "test.evidence")) as connection:
        for table in ("search_fts", "search_trigram"):
            connection.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")


def test_an_index_that_was_begun_is_made_when_the_case_opens_again(tmp_path):
    path = without_trigrams(tmp_path)
    session = open_session(path, actor="tester", threaded=True)
    session.close()
    read = open_session(path, actor="tester", read_only=True)
    assert read.read(is_unfinished) and titles(read, "vetrov") == []
    read.close()
    with_index = open_session(path, actor="tester")
    assert not with_index.read(is_unfinished) and len(titles(with_index, "vetrov")) == 30
    with_index.close()


def test_emptying_the_bin_forgets_the_words(session):
    person = add(session, "Zanzibar")
    session.run(bin_things, things=[("person", person)]).result()
    assert titles(session, "zanzi") == titles(session, "nzib") == []
    session.run(empty_bin).result()
    for table in ("search_fts", "search_trigram"):
        sql = f"SELECT count(*) FROM {table} WHERE {table} MATCH 'zan'"
        assert session.read(lambda connection, sql=sql: connection.execute(sql).fetchone()) == (0,)


def test_names_of_matching_points_and_of_drawings_lead_to_what_they_are_about(session):
    item, place = add_item(session, "M-001"), add(session, "Tartus", "location")
    with session.gate.transaction("Mark") as finished:
        tx = finished.tx
        point = tx.insert("match_point", item_id=item, number=1, name="минарет", note="north side", x=0.5, y=0.5)
        shape = {"name": "مرفأ", "kind": "point", "geometry": "{}", "target_kind": "location", "target_id": place}
        tx.insert("map_drawing", **shape)
        tx.insert("map_drawing", name="About nothing", kind="text", geometry="{}")
    assert where(session, "minaret") == where(session, "north side") == [("M-001", "matching point")]
    assert [(hit.row_id, hit.where) for hit in session.read(search, "مرفأ")] == [(place, "drawing")]
    assert where(session, "About nothing") == []
    with session.gate.transaction("Forget") as finished:
        finished.tx.bin("match_point", point)
    assert where(session, "minaret") == []
    session.undo().result()
    assert where(session, "minaret") == [("M-001", "matching point")]
