"""Where files came from: for one and for many, what is refused, undo and redo."""

import pytest
from tests.factories.cases import empty_session
from tests.factories.rows import add_item, all_rows, undone_and_redone

from evidence_board.case.collection import read_collection_record
from evidence_board.model.errors import KnownError
from evidence_board.model.sources import Consent, Edited, Generation, Restriction
from evidence_board.operations.collection_records import (
    COLLECTION_FIELDS,
    clear_collection_fields,
    set_collection_record,
)
from evidence_board.operations.entities import bin_things, create_entity
from evidence_board.operations.posts import create_post


@pytest.fixture
def session(tmp_path):
    with empty_session(tmp_path) as opened:
        opened.files = [add_item(opened, f"M-00{number}") for number in (1, 2, 3)]
        yield opened


def note(session, *files, **values):
    return session.run(set_collection_record, item_ids=list(files), **values).result()


def record(session, item_id):
    return session.read(read_collection_record, item_id)


def test_every_field_is_kept_as_typed(session):
    one, two, three = session.files
    account = session.run(create_entity, kind="account", name="a_severny").result().result["id"]
    post = session.run(create_post, account_id=account, text="Мол").result().result["id"]
    values = {
        "page_url": " https://example.org/тартус?id=1 ",
        "archive_url": "https://archive.example/1",
        "post_id": post,
        "account_id": account,
        "platform": "VK",
        "collected_at": "2015-09-20 10:05 +03:00",
        "collected_by": "Анна",
        "method": "saved by hand",
        "tool": "browser",
        "acquired_from": "أبو ليث",
        "generation": "repost",
        "edited": "no",
        "page_item_id": two,
        "capture_item_id": three,
        "context": "Third of five pictures",
        "rights": "unknown",
        "consent": "not_required",
        "restriction": "sensitive_person",
        "graphic": True,
        "notes": "cropped",
    }
    assert values.keys() == COLLECTION_FIELDS.keys()
    before = all_rows(session)
    changes = note(session, one, **values)
    found = record(session, one)
    assert (found.page_url, found.acquired_from) == ("https://example.org/тартус?id=1", "أبو ليث")
    assert (found.generation, found.edited) == (Generation.REPOST, Edited.NO)
    assert (found.consent, found.restriction) == (Consent.NOT_REQUIRED, Restriction.SENSITIVE_PERSON)
    assert (found.post.ref, found.account.label, found.page.ref, found.capture.ref) == (
        "P-001",
        "a_severny",
        "M-002",
        "M-003",
    )
    assert (found.collected_at, found.graphic, found.notes) == ("2015-09-20 10:05 +03:00", True, "cropped")
    assert found.completeness.court_minimum
    assert changes.label.startswith("Note the origin of M-001: page address, archive address, post")
    assert undone_and_redone(session, before)


def test_many_files_in_one_step_and_only_the_named_fields(session):
    one, two, three = session.files
    note(session, one, platform="VK", notes="mine")
    before = all_rows(session)
    step = session.undo_step().id
    changes = note(session, one, two, three, two, platform="Telegram", graphic=True)
    assert (session.undo_step().id, changes.label) == (
        step + 1,
        "Note the origin of 3 files: platform, graphic content",
    )
    assert [record(session, item).platform for item in session.files] == ["Telegram"] * 3
    assert (record(session, one).notes, record(session, two).notes) == ("mine", "")
    assert undone_and_redone(session, before)


def test_what_is_the_same_already_is_no_step(session):
    one = session.files[0]
    note(session, one, platform="VK")
    step = session.undo_step().id
    assert note(session, one, platform="VK").rows == ()
    assert session.undo_step().id == step


def test_fields_are_cleared_and_others_stay(session):
    one, two, _ = session.files
    note(session, one, platform="VK", generation="original", capture_item_id=two, graphic=True)
    before = all_rows(session)
    fields = ["generation", "capture_item_id", "graphic"]
    changes = session.run(clear_collection_fields, item_ids=[one, two], fields=fields).result()
    found = record(session, one)
    assert (found.platform, found.generation, found.capture, found.graphic) == ("VK", Generation.UNKNOWN, None, False)
    # No empty record is made where there was none.
    assert record(session, two).id is None
    assert changes.label == "Clear the origin of 2 files: copy, capture of the page, graphic content"
    assert undone_and_redone(session, before)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"generation": "first"}, "“first” is not a word for the copy"),
        ({"edited": True}, "is not a word for edited or not"),
        ({"consent": "maybe"}, "given, refused, not_required, unknown"),
        ({"restriction": ""}, "is not a word for a restriction"),
        ({"collected_at": "yesterday"}, "“yesterday” is not a date or time"),
        ({"collected_at": "2015-02-30"}, "is not a date or time"),
        ({"page_url": "see https://example.org"}, "is not one address"),
        ({"platform": 7}, "7 is not text"),
        ({"graphic": "yes"}, "neither yes nor no"),
        ({"account_id": "nobody"}, "no such account in the case"),
        ({"post_id": "nothing"}, "no such post in the case"),
        ({"capture_item_id": "nothing"}, "no such file in the case"),
        ({"sha256": "00"}, "has no field sha256"),
        ({}, "No field is named"),
    ],
)
def test_wrong_values_change_nothing(session, values, words):
    before = all_rows(session)
    with pytest.raises(KnownError, match=words):
        note(session, *session.files, **values)
    assert all_rows(session) == before


def test_files_must_be_there(session):
    with pytest.raises(KnownError, match="No file is chosen"):
        note(session, platform="VK")
    with pytest.raises(KnownError, match="no such file"):
        note(session, session.files[0], "none", platform="VK")
    assert record(session, session.files[0]).id is None
    session.run(bin_things, things=[("item", session.files[1])]).result()
    with pytest.raises(KnownError, match="M-002 is in the bin"):
        note(session, session.files[1], platform="VK")
    with pytest.raises(KnownError, match="no field hash"):
        session.run(clear_collection_fields, item_ids=session.files[:1], fields=["hash"]).result()
