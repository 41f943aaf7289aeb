"""The plain views of a case file, and what the command line lists, on a case made with the verbs."""

import pytest
from tests.factories.cases import empty_session
from tests.factories.rows import add_item, view

from evidence_board.case.records import KINDS, records
from evidence_board.operations import posts
from evidence_board.operations.account_names import rename_account
from evidence_board.operations.collection_records import set_collection_record
from evidence_board.operations.entities import bin_things, create_entity, update_entity
from evidence_board.operations.names import add_name

AREA = '{"type":"Polygon","coordinates":[[[35,34],[36,34],[36,35],[35,34]]]}'


@pytest.fixture
def session(tmp_path):
    with empty_session(tmp_path) as opened:
        yield opened


def add(session, kind, name, **values):
    return session.run(create_entity, kind=kind, name=name, **values).result().result["id"]


def only(rows, **wanted):
    (row,) = rows
    assert {name: row[name] for name in wanted} == wanted


def test_posts(session):
    account = add(session, "account", "a_severny", platform="VK")
    item = add_item(session, "M-001")
    made = session.run(
        posts.create_post,
        account_id=account,
        native_id="77",
        archive_url="https://archive.example/1",
        text="Тартус",
        language="ru",
        posted="2015-09-12 16:40 +03:00",
        item_ids=[item],
    ).result()
    session.run(posts.set_translation, row_id=made.result["id"], translation="Tartus", translated_by="Анна").result()
    passed = session.run(posts.create_post, text="repost").result().result["id"]
    session.run(posts.set_repost, row_id=passed, original_id=made.result["id"]).result()
    session.run(posts.set_reply, row_id=passed, replied_id=made.result["id"]).result()
    first, second = view(session, "v_posts")
    assert first == {
        "ref": "P-001",
        "account": "A-01",
        "platform": "VK",
        "native_id": "77",
        "url": None,
        "archive_url": "https://archive.example/1",
        "text": "Тартус",
        "language": "ru",
        "translation": "Tartus",
        "translated_by": "Анна",
        "posted": "2015-09-12 16:40 +03:00",
        "posted_utc": "2015-09-12T13:40Z",
        "is_repost": 0,
        "reposts": None,
        "quotes": None,
        "replies_to": None,
    }
    assert (second["reposts"], second["quotes"], second["replies_to"]) == ("P-001", None, "P-001")
    listed = session.read(records, "posts")
    assert [(row["reposts"], row["items"]) for row in listed] == [(None, ["M-001"]), ("P-001", [])]
    session.run(bin_things, things=[("post", made.result["id"]), ("account", account)]).result()
    assert [row["reposts"] for row in session.read(records, "posts")] == [None]
    (left,) = view(session, "v_posts")
    assert (left["account"], left["reposts"], left["replies_to"]) == (None, None, None)


def test_accounts_and_their_names(session):
    account = add(session, "account", "a_severny", platform="VK", status="active", self_place="Псков")
    session.run(add_name, kind="account", entity_id=account, name="Северный").result()
    session.run(rename_account, account_id=account, handle="север", changed_on="2015-10-01", note="seen").result()
    only(
        view(session, "v_accounts"),
        ref="A-01",
        handle="север",
        status="active",
        self_place="Псков",
        other_names="Северный",
    )
    assert [
        (row["account"], row["handle"], row["seen_from"], row["seen_to"]) for row in view(session, "v_account_names")
    ] == [
        ("A-01", "a_severny", None, "2015-10-01"),
        ("A-01", "север", "2015-10-01", None),
    ]
    only(session.read(records, "accounts"), handle="север", status="active", other_names="a_severny | Северный")
    session.run(bin_things, things=[("account", account)]).result()
    assert view(session, "v_accounts") == view(session, "v_account_names") == []


def test_where_files_came_from(session):
    item, other = add_item(session, "M-001"), add_item(session, "M-002")
    account = add(session, "account", "a_severny")
    session.run(
        set_collection_record,
        item_ids=[item, other],
        page_url="https://example.org/1",
        account_id=account,
        generation="platform_copy",
        collected_at="2015-09-20",
        restriction="internal",
        graphic=True,
        acquired_from="أبو ليث",
    ).result()
    first, second = view(session, "v_collection")
    assert first["item"] == "M-001" and {**first, "item": ""} == {**second, "item": ""}
    assert (first["account"], first["generation"], first["graphic"], first["acquired_from"]) == (
        "A-01",
        "platform_copy",
        1,
        "أبو ليث",
    )
    assert view(session, "v_items")[0]["restriction"] == "internal"
    session.run(bin_things, things=[("item", other)]).result()
    assert [row["item"] for row in view(session, "v_collection")] == ["M-001"]


def test_units_and_places_name_what_they_are_part_of(session):
    army = add(session, "unit", "Army")
    session.run(add_name, kind="unit", entity_id=add(session, "unit", "Company", parent_id=army), name="Рота").result()
    rows = {row["name"]: row for row in view(session, "v_units")}
    assert (rows["Company"]["parent"], rows["Company"]["other_names"], rows["Army"]["parent"]) == ("U-01", "Рота", None)
    listed = {row["name"]: row for row in session.read(records, "units")}
    assert (listed["Company"]["parent"], listed["Company"]["other_names"]) == ("U-01", "Рота")
    town = add(session, "location", "Tartus", country="SY")
    pier = add(session, "location", "Pier", own_kind="pier", area=AREA, parent_name="somewhere")
    assert {row["name"]: row["lies_in"] for row in view(session, "v_locations")}["Pier"] == "somewhere"
    session.run(update_entity, kind="location", row_id=pier, parent_id=town).result()
    rows = {row["name"]: row for row in view(session, "v_locations")}
    assert (rows["Pier"]["lies_in"], rows["Pier"]["area"], rows["Tartus"]["country"]) == ("L-01", AREA, "SY")
    assert {row["name"]: row["lies_in"] for row in session.read(records, "locations")}["Pier"] == "L-01"
    session.run(bin_things, things=[("unit", army), ("location", town)]).result()
    assert [row["parent"] for row in view(session, "v_units")] == [None]
    assert [row["lies_in"] for row in view(session, "v_locations")] == ["somewhere"]


def test_people_and_events(session):
    add(session, "person", "Андрей", born="1985", country="RU")
    add(session, "event", "Arrival", own_kind="landing", location_id=add(session, "location", "Tartus"))
    only(view(session, "v_people"), name="Андрей", born="1985", country="RU")
    only(view(session, "v_events"), name="Arrival", kind="landing", location="L-01")
    only(session.read(records, "people"), born="1985")
    only(session.read(records, "events"), kind="landing")


def test_every_kind_is_listed_and_every_view_read_also_when_empty(session):
    names = session.read(lambda c: [name for (name,) in c.execute("SELECT name FROM sqlite_master WHERE type='view'")])
    assert len(names) >= 16
    for name in names:
        assert view(session, name) == [] or name in ("v_log", "v_custody")
    for kind in KINDS:
        assert session.read(records, kind) == [] or kind == "log"


def test_the_log_says_in_words_what_was_done(session):
    account = add(session, "account", "a_severny")
    session.run(rename_account, account_id=account, handle="север").result()
    add(session, "person", 'Андрей "Север" \\ С.')
    words = [row["words"] for row in session.read(records, "log")]
    assert words[-3:] == [
        "Add account a_severny",
        "a_severny is now called север",
        'Add person Андрей "Север" \\ С.',
    ]
    assert [row["words"] for row in view(session, "v_log")][-3:] == words[-3:]
    assert words[0] == "Case made: Test"
