"""Edits of many files: accounts, places, work status, notes; stopped halfway; undo and redo."""

import pytest
from tests.factories.cases import empty_session
from tests.factories.rows import add_item, all_rows, undone_and_redone

from evidence_board.case import custody
from evidence_board.model.errors import KnownError
from evidence_board.operations.bulk import BulkStoppedError, BulkWatch, in_bulk, set_account, set_place
from evidence_board.operations.collection_records import set_collection_record
from evidence_board.operations.entities import create_entity
from evidence_board.operations.notes import set_notes
from evidence_board.operations.positions import place_items
from evidence_board.operations.posts import create_post, set_repost
from evidence_board.operations.work_status import set_work_status


@pytest.fixture
def session(tmp_path):
    with empty_session(tmp_path) as opened:
        opened.files = [add_item(opened, f"M-00{number}") for number in (1, 2, 3)]
        yield opened


def make(session, kind, name, **values):
    return session.run(create_entity, kind=kind, name=name, **values).result().result["id"]


def accounts(session):
    return [session.index.items[one].account for one in session.files]


def test_one_account_for_many_replaces_what_a_link_said(session):
    old, new = make(session, "account", "old"), make(session, "account", "лаcкин")
    session.run(set_account, item_ids=session.files[:1], account_id=old).result()
    before = all_rows(session)
    changes = session.run(set_account, item_ids=session.files, account_id=new).result()
    assert changes.label == "Set account of 3 files to лаcкин"
    assert accounts(session) == ["лаcкин"] * 3
    assert undone_and_redone(session, before)
    again = session.run(set_account, item_ids=session.files, account_id=new).result()
    assert again.step_id == 0
    session.run(set_account, item_ids=session.files[:1]).result()
    assert accounts(session) == ["", "лаcкин", "лаcкин"]


def test_what_a_post_says_stands_and_one_without_an_account_gets_it(session):
    one, two, _ = session.files
    other, new = make(session, "account", "other"), make(session, "account", "new")
    session.run(create_post, account_id=other, item_ids=[one], text="a").result()
    session.run(create_post, item_ids=[two], text="b").result()
    changes = session.run(set_account, item_ids=session.files, account_id=new).result()
    assert changes.result["kept"] == [one]
    assert accounts(session) == ["other", "new", "new"]
    assert len(session.index.links) == 1


def test_who_passed_a_file_on_does_not_become_its_author(session):
    one = session.files[0]
    passer, author = make(session, "account", "passer"), make(session, "account", "author")
    first = session.run(create_post, text="lost").result().result["id"]
    post = session.run(create_post, account_id=passer, item_ids=[one], text="b").result().result["id"]
    session.run(set_repost, row_id=post, original_id=first).result()
    assert session.run(set_account, item_ids=[one], account_id=passer).result().result["kept"] == [one]
    assert session.run(set_account, item_ids=[one], account_id=author).result().result["kept"] == []


def test_a_new_account_is_made_in_the_same_step(session):
    before = all_rows(session)
    session.run(set_account, item_ids=session.files, new_handle="أبو ليث").result()
    assert accounts(session) == ["أبو ليث"] * 3
    assert undone_and_redone(session, before)


def test_a_place_names_positions_and_places_what_has_none(session):
    one, two, _ = session.files
    pier = make(session, "location", "Мол", latitude=34.9, longitude=35.86, radius_m=300.0)
    session.run(place_items, item_ids=[one], latitude=34.95, longitude=35.9).result()
    before = all_rows(session)
    changes = session.run(set_place, item_ids=[one, two], location_id=pier).result()
    assert changes.label == "Set place of 2 files to Мол"
    first, second = session.index.items[one], session.index.items[two]
    assert (first.place, first.latitude) == ("Мол", 34.95)
    assert (second.place, second.latitude, second.radius_m) == ("Мол", 34.9, 300.0)
    assert undone_and_redone(session, before)
    session.run(set_place, item_ids=[one, two]).result()
    assert [session.index.items[item].place for item in (one, two)] == ["", ""]
    assert session.index.items[one].latitude == 34.95


def test_a_place_without_a_point_is_linked_and_only_once(session):
    tartus, homs = make(session, "location", "Tartus"), make(session, "location", "Homs")
    for place in (tartus, homs, homs):
        session.run(set_place, item_ids=session.files, location_id=place).result()
    assert [item.place for item in session.index.items.values()] == ["Homs"] * 3
    assert len(session.index.links) == 3
    session.run(set_place, item_ids=session.files).result()
    assert not session.index.links


def test_work_status_is_a_word_of_the_list_and_in_the_custody_log(session):
    before = all_rows(session)
    changes = session.run(set_work_status, item_ids=session.files[:2], status="needs_help").result()
    assert changes.label == "Mark 2 files as needing help"
    assert session.read(lambda c: c.execute("SELECT status FROM item ORDER BY ref").fetchall()) == [
        ("needs_help",),
        ("needs_help",),
        ("new",),
    ]
    assert session.read(lambda c: list(custody.entries(c))[-1].action) == "annotated"
    assert undone_and_redone(session, before)
    for wrong in ("", "done", "Reviewed"):
        with pytest.raises(KnownError, match="not a word"):
            session.run(set_work_status, item_ids=session.files, status=wrong).result()
    with pytest.raises(KnownError, match="No file"):
        session.run(set_work_status, item_ids=[], status="new").result()


def test_notes_of_things_and_of_the_case(session):
    account = make(session, "account", "a")
    before = all_rows(session)
    text = "# Мол\n\n- see M-001\n"
    assert session.run(set_notes, kind="account", row_id=account, text=text).result().label == "Write the notes of A-01"
    assert session.read(lambda c: c.execute("SELECT notes FROM account").fetchone()) == (text,)
    assert undone_and_redone(session, before)
    assert session.run(set_notes, kind="case", text=text).result().label == "Write the notes of the case"
    assert session.run(set_notes, kind="case", text=text).result().step_id == 0
    with pytest.raises(KnownError, match="no notes"):
        session.run(set_notes, kind="tag", row_id=account, text=text).result()


@pytest.mark.parametrize("rows", [1, 40, 300])
def test_a_stopped_edit_leaves_nothing_and_the_next_one_works(session, rows):
    files = [*session.files, *(add_item(session, f"M-1{number:03}") for number in range(120))]
    before = all_rows(session)
    log = session.read(lambda c: len(list(custody.entries(c))))

    class Impatient(BulkWatch):
        def tell(self, written):
            super().tell(written)
            if written >= rows:
                self.stop()

    watch = Impatient()
    with pytest.raises(BulkStoppedError, match="Nothing was changed"):
        session.run(in_bulk, set_collection_record, watch, item_ids=files, platform="VK").result()
    assert watch.ended
    assert all_rows(session) == before
    assert session.read(lambda c: len(list(custody.entries(c)))) == log
    changes = session.run(in_bulk, set_work_status, BulkWatch(), item_ids=files, status="reviewed").result()
    assert len(changes.rows) == len(files)


def test_an_edit_stopped_before_it_began_does_nothing(session):
    watch = BulkWatch()
    watch.stop()
    with pytest.raises(BulkStoppedError):
        session.run(in_bulk, set_work_status, watch, item_ids=session.files, status="reviewed").result()
