"""The light rows of posts: what they tell, and that a patched read model is what a fresh reading gives."""

import pytest
from tests.factories.cases import empty_session
from tests.factories.rows import add_item

from evidence_board.analysis.related import related
from evidence_board.case.described import described_things
from evidence_board.case.overview import read_index
from evidence_board.model.errors import KnownError
from evidence_board.operations.bin import empty_bin, restore_things
from evidence_board.operations.entities import bin_things, create_entity, rename_entity
from evidence_board.operations.moments import clear_moment, set_moment
from evidence_board.operations.post_files import attach_items, detach_items, reorder_items
from evidence_board.operations.post_of_new import create_post_of_new, set_new_account
from evidence_board.operations.posts import create_post, set_quote, set_reply, set_repost, update_post


@pytest.fixture
def session(tmp_path):
    with empty_session(tmp_path) as opened:
        opened.files = [add_item(opened, f"M-00{number}") for number in (1, 2, 3)]
        yield opened


def do(session, verb, **values):
    """Do a step; afterwards the patched rows are those of a fresh reading, in the same order."""
    changes = session.run(verb, **values).result()
    same(session)
    return changes


def same(session):
    fresh = session.read(read_index)
    assert list(session.index.posts.items()) == list(fresh.posts.items())
    assert dict(session.index.items) == dict(fresh.items)


def made(session, **values):
    return do(session, create_post, **values).result["id"]


def test_a_row_tells_whose_where_when_and_what(session):
    author = do(session, create_entity, kind="account", name="أبو ليث", platform="Facebook").result["id"]
    first = made(
        session,
        account_id=author,
        native_id="00917",
        url="https://fb.example/1",
        text="صباح الخير من الميناء",
        language="ar",
        posted="2015-09-16 09:30 +03:00",
        item_ids=session.files[1::-1],
    )
    row = session.index.posts[first]
    assert (row.ref, row.account_id, row.account, row.platform) == ("P-001", author, "أبو ليث", "Facebook")
    assert (row.native_id, row.url, row.language) == ("00917", "https://fb.example/1", "ar")
    assert row.text == "صباح الخير من الميناء" and row.posted.utc == "2015-09-16T06:30Z"
    assert row.item_ids == (session.files[1], session.files[0]) and not row.is_repost
    index = session.index
    assert index.kind_of(first) == "post" and index.label_of(first) == "P-001" and index.by_ref["P-001"] == first
    assert index.posts_of[author] == index.posts_of[session.files[0]] == (row,)
    assert "p-001" in index.searchable(index.items[session.files[0]])


def test_every_step_patches_what_a_fresh_reading_gives(session):
    author = do(session, create_entity, kind="account", name="a_severny").result["id"]
    first = made(session, account_id=author, text="Тартус", item_ids=session.files)
    second = made(session, text="repost", item_ids=session.files[:1])
    do(session, set_repost, row_id=second, original_id=first)
    do(session, set_quote, row_id=second, quoted_id=first)
    do(session, set_reply, row_id=second, replied_id=first)
    row = session.index.posts[second]
    assert (row.reposts_id, row.quotes_id, row.replies_id) == (first, first, first) and row.is_repost
    do(session, rename_entity, kind="account", row_id=author, name="Северный")
    assert session.index.posts[first].account == "Северный"
    do(session, set_moment, targets=[("post", first)], role="published", text="2015-09-18 21:07")
    assert session.index.posts[first].posted.local == "2015-09-18T21:07"
    do(session, clear_moment, targets=[("post", first)], role="published")
    do(session, reorder_items, post_id=first, item_ids=session.files[::-1])
    do(session, detach_items, post_id=first, item_ids=session.files[:1])
    assert session.index.posts[first].item_ids == (session.files[2], session.files[1])
    do(session, attach_items, post_id=first, item_ids=session.files[:1])
    do(session, update_post, row_id=first, text="другое", platform="VK")
    do(session, bin_things, things=[("item", session.files[1]), ("account", author)])
    assert session.index.posts[first].item_ids == (session.files[2], session.files[0])
    assert session.index.posts[first].account_id is None
    do(session, restore_things, things=[("item", session.files[1]), ("account", author)])
    do(session, bin_things, things=[("post", first)])
    assert first not in session.index.posts and session.index.posts[second].is_repost
    do(session, restore_things, things=[("post", first)])
    done = 0
    while session.undo().result() is not None:
        same(session)
        done += 1
    assert done > 10 and not session.index.posts
    while session.redo().result() is not None:
        same(session)
    do(session, bin_things, things=[("post", second)])
    do(session, empty_bin)


def test_rows_stand_in_the_order_of_their_refs(session):
    ids = [made(session, text=f"post {number}") for number in range(3)]
    do(session, bin_things, things=[("post", ids[1])])
    do(session, restore_things, things=[("post", ids[1])])
    assert [row.ref for row in session.index.posts.values()] == ["P-001", "P-002", "P-003"]


def test_a_new_account_and_its_post_are_one_step(session):
    changes = do(session, create_post_of_new, handle=" новости_юга ", platform="VK", item_ids=session.files[:1])
    row = session.index.posts[changes.result["id"]]
    assert (row.account, row.platform, row.account_id) == ("новости_юга", "VK", changes.result["account_id"])
    assert changes.label == "Add post P-001 of новости_юга"
    session.undo().result()
    assert not session.index.posts and not session.index.entities
    session.redo().result()
    assert session.index.posts[row.id] == row
    with pytest.raises(KnownError, match="no name"):
        session.run(create_post_of_new, handle="  ", text="x").result()
    lone = made(session, text="whose?", platform="Telegram")
    do(session, set_new_account, row_id=lone, handle="канал")
    account = session.index.entities[session.index.posts[lone].account_id]
    assert (account.label, account.detail) == ("канал", "Telegram")


def test_a_post_lights_up_its_account_and_its_files(session):
    author = do(session, create_entity, kind="account", name="a_severny").result["id"]
    first = made(session, account_id=author, item_ids=session.files[:2])
    assert related(session.index, [first]) == {author, *session.files[:2]}
    assert related(session.index, [first, author]) == set(session.files[:2])
    assert related(session.index, [made(session, text="alone")]) == set()


def test_undo_of_a_step_on_files_of_a_post_leads_to_the_post(session):
    first = made(session, text="x", item_ids=session.files)
    do(session, reorder_items, post_id=first, item_ids=session.files[::-1])
    changes = session.undo().result()
    assert session.read(described_things, changes, most=100) == [first]
    changes = session.undo().result()
    assert set(session.files) <= set(session.read(described_things, changes, most=100))
