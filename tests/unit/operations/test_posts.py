"""Posts: what is kept as written, the order of files, and that a repost never makes an author."""

import pytest
from tests.factories.cases import empty_session
from tests.factories.rows import add_item, all_rows, undone_and_redone

from evidence_board.case.overview import read_index
from evidence_board.case.post_details import read_post
from evidence_board.model.errors import KnownError
from evidence_board.operations import posts
from evidence_board.operations.bin import empty_bin, restore_things
from evidence_board.operations.entities import bin_things, create_entity, rename_entity
from evidence_board.operations.links import create_link
from evidence_board.operations.moments import set_moment
from evidence_board.operations.post_files import attach_items, detach_items, reorder_items


@pytest.fixture
def session(tmp_path):
    with empty_session(tmp_path) as opened:
        opened.files = [add_item(opened, f"M-00{number}") for number in (1, 2, 3)]
        opened.author = account(opened, "a_severny", platform="VK")
        opened.passer = account(opened, "новости_юга", platform="VK")
        yield opened


def account(session, handle, **values):
    return session.run(create_entity, kind="account", name=handle, **values).result().result["id"]


def post(session, **values):
    return session.run(posts.create_post, **values).result().result["id"]


def shown(session, item_id):
    """What the panes show of a file; the patched read model must be what a fresh reading gives."""
    fresh = session.read(read_index)
    assert dict(session.index.items) == dict(fresh.items)
    assert dict(session.index.entities) == dict(fresh.entities)
    row = session.index.items[item_id]
    return row.account, row.posted.local if row.posted else None


def test_a_post_is_kept_as_written(session):
    before = all_rows(session)
    changes = session.run(
        posts.create_post,
        account_id=session.author,
        native_id="-123456789012345678901_77",
        url="https://vk.example/wall-1_77",
        archive_url="https://archive.example/9",
        text="  Всё, мы на месте!\n#Тартус طرطوس ",
        language="ru",
        posted="2015-09-12 16:40 +03:00",
        item_ids=session.files[:2],
    ).result()
    found = session.read(read_post, changes.result["id"])
    assert (changes.label, found.ref, found.account) == ("Add post P-001", "P-001", "a_severny")
    assert (found.text, found.platform) == ("  Всё, мы на месте!\n#Тартус طرطوس ", "VK")
    assert found.native_id == "-123456789012345678901_77"
    assert (found.posted.utc, found.posted.raw) == ("2015-09-12T13:40Z", "2015-09-12 16:40 +03:00")
    assert [one.ref for one in found.media] == ["M-001", "M-002"]
    assert shown(session, session.files[0]) == ("a_severny", "2015-09-12T16:40")
    assert undone_and_redone(session, before)


def test_an_edit_changes_named_fields_alone(session):
    row_id = post(session, account_id=session.author, text="Тартус", url="https://vk.example/1", item_ids=session.files)
    before = all_rows(session)
    changes = session.run(posts.update_post, row_id=row_id, account_id=session.passer, language="ru").result()
    found = session.read(read_post, row_id)
    assert (found.account, found.language, found.text) == ("новости_юга", "ru", "Тартус")
    assert changes.label == "Edit account, language of P-001"
    assert shown(session, session.files[0])[0] == "новости_юга"
    assert undone_and_redone(session, before)


def test_a_translation_stands_beside_with_its_maker(session):
    row_id = post(session, text="Всё, мы на месте")
    with pytest.raises(KnownError, match="Nobody is named"):
        session.run(posts.set_translation, row_id=row_id, translation="We are there").result()
    before = all_rows(session)
    session.run(posts.set_translation, row_id=row_id, translation="We are there", translated_by="Анна").result()
    found = session.read(read_post, row_id)
    assert (found.text, found.translation, found.translated_by) == ("Всё, мы на месте", "We are there", "Анна")
    assert undone_and_redone(session, before)
    session.run(posts.set_translation, row_id=row_id, translation=" ").result()
    found = session.read(read_post, row_id)
    assert (found.translation, found.translated_by) == ("", "")
    with pytest.raises(KnownError, match="no field translation"):
        session.run(posts.update_post, row_id=row_id, translation="x").result()


def test_files_are_put_on_taken_off_and_ordered(session):
    one, two, three = session.files
    row_id = post(session, account_id=session.author, item_ids=[one])
    before = all_rows(session)
    changes = session.run(attach_items, post_id=row_id, item_ids=[three, one, two]).result()
    assert changes.label == "Put 3 files on P-001"
    assert [one.ref for one in session.read(read_post, row_id).media] == ["M-001", "M-003", "M-002"]
    assert shown(session, two) == ("a_severny", None)
    assert undone_and_redone(session, before)
    before = all_rows(session)
    session.run(reorder_items, post_id=row_id, item_ids=[two, one, three]).result()
    assert [one.ref for one in session.read(read_post, row_id).media] == ["M-002", "M-001", "M-003"]
    assert undone_and_redone(session, before)
    with pytest.raises(KnownError, match="not the files of the post"):
        session.run(reorder_items, post_id=row_id, item_ids=[two, one]).result()
    before = all_rows(session)
    session.run(detach_items, post_id=row_id, item_ids=[one]).result()
    assert [one.ref for one in session.read(read_post, row_id).media] == ["M-002", "M-003"]
    assert shown(session, one) == ("", None)
    assert undone_and_redone(session, before)


def test_a_repost_shows_the_account_and_the_time_of_the_original(session):
    item = session.files[0]
    passed = post(session, account_id=session.passer, item_ids=[item], posted="2015-09-13")
    assert shown(session, item) == ("новости_юга", "2015-09-13")
    original = post(session, account_id=session.author, posted="2015-09-12 16:40")
    before = all_rows(session)
    changes = session.run(posts.set_repost, row_id=passed, original_id=original).result()
    assert changes.label == "Mark P-001 as a repost of P-002"
    assert shown(session, item) == ("a_severny", "2015-09-12T16:40")
    found = session.read(read_post, passed)
    assert (found.account, found.original.account, found.reposts.ref) == ("новости_юга", "a_severny", "P-002")
    assert undone_and_redone(session, before)
    # What changes at the original reaches the file that only the repost carries.
    session.run(rename_entity, kind="account", row_id=session.author, name="Андрей").result()
    assert shown(session, item)[0] == "Андрей"
    session.run(set_moment, targets=[("post", original)], role="published", text="2015-09-11").result()
    assert shown(session, item) == ("Андрей", "2015-09-11")
    session.run(posts.update_post, row_id=original, account_id=None, text="?").result()
    assert shown(session, item) == ("", "2015-09-11")
    session.run(posts.set_repost, row_id=passed, original_id=None).result()
    assert shown(session, item) == ("новости_юга", "2015-09-13")


def test_a_chain_of_reposts_leads_to_its_first_post_or_nowhere(session):
    item = session.files[0]
    third = account(session, "third")
    first = post(session, account_id=session.author, posted="2015-09-01")
    second = post(session, account_id=session.passer, posted="2015-09-02")
    last = post(session, account_id=third, posted="2015-09-03", item_ids=[item])
    session.run(posts.set_repost, row_id=last, original_id=second).result()
    assert shown(session, item) == ("новости_юга", "2015-09-02")
    session.run(posts.set_repost, row_id=second, original_id=first).result()
    assert shown(session, item) == ("a_severny", "2015-09-01")
    for gone in (first, second):
        session.run(bin_things, things=[("post", gone)]).result()
        assert shown(session, item) == ("", None)
        assert session.read(read_post, last).original is None
        session.run(restore_things, things=[("post", gone)]).result()
        assert shown(session, item) == ("a_severny", "2015-09-01")
    session.run(bin_things, things=[("post", first)]).result()
    session.run(empty_bin).result()
    # What it passed on is gone for good; that it is a repost is not.
    assert session.read(read_post, second).reposts is None
    assert shown(session, item) == ("", None)


def test_a_link_to_the_reposter_makes_no_author_either(session):
    item = session.files[0]
    posted = {"target": ("item", item), "relation": "posted"}
    session.run(create_link, sources=[("account", session.passer)], **posted).result()
    assert shown(session, item)[0] == "новости_юга"
    original = post(session, text="by somebody unknown")
    passed = post(session, account_id=session.passer, item_ids=[item])
    session.run(posts.set_repost, row_id=passed, original_id=original).result()
    assert shown(session, item)[0] == ""
    session.run(create_link, sources=[("account", session.author)], **posted).result()
    assert shown(session, item)[0] == "a_severny"


def test_a_post_with_a_time_stands_before_one_without(session):
    item = session.files[0]
    post(session, account_id=session.author, posted="2015-09-12", item_ids=[item])
    post(session, account_id=session.passer, item_ids=[item])
    assert shown(session, item) == ("a_severny", "2015-09-12")
    post(session, account_id=session.passer, posted="2015-09-11", item_ids=[item])
    assert shown(session, item) == ("новости_юга", "2015-09-11")


@pytest.mark.parametrize(
    ("verb", "argument", "words"),
    [
        (posts.set_repost, "original_id", "a repost of"),
        (posts.set_quote, "quoted_id", "a quote of"),
        (posts.set_reply, "replied_id", "a reply to"),
    ],
)
def test_no_post_leans_on_itself(session, verb, argument, words):
    first, second, third = (post(session, text=text) for text in ("1", "2", "3"))
    session.run(verb, row_id=second, **{argument: first}).result()
    session.run(verb, row_id=third, **{argument: second}).result()
    before = all_rows(session)
    with pytest.raises(KnownError, match=f"P-001 cannot be {words} itself"):
        session.run(verb, row_id=first, **{argument: first}).result()
    with pytest.raises(KnownError, match=f"P-001 cannot be {words} P-003, which leans on it"):
        session.run(verb, row_id=first, **{argument: third}).result()
    session.run(bin_things, things=[("post", second)]).result()
    # The one in the bin may come back.
    with pytest.raises(KnownError, match="which leans on it"):
        session.run(verb, row_id=first, **{argument: third}).result()
    with pytest.raises(KnownError, match="P-002 is in the bin"):
        session.run(verb, row_id=first, **{argument: second}).result()
    session.undo().result()
    assert all_rows(session) == before


def test_a_quote_and_a_reply_keep_their_own_files(session):
    item = session.files[0]
    first = post(session, account_id=session.author, posted="2015-09-01")
    answer = post(session, account_id=session.passer, posted="2015-09-02", item_ids=[item])
    session.run(posts.set_quote, row_id=answer, quoted_id=first).result()
    session.run(posts.set_reply, row_id=answer, replied_id=first).result()
    assert shown(session, item) == ("новости_юга", "2015-09-02")


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "The post is empty"),
        ({"text": ""}, "The post is empty"),
        ({"text": "x", "posted": "soon"}, "“soon” is not a date or time"),
        ({"text": "x", "account_id": "nobody"}, "no such account"),
        ({"text": "x", "item_ids": ["none"]}, "no such file"),
        ({"native_id": 123456789012345678901}, "is not text"),
        ({"url": "see here"}, "not one address"),
    ],
)
def test_wrong_posts_are_refused(session, values, words):
    before = all_rows(session)
    with pytest.raises(KnownError, match=words):
        post(session, **values)
    assert all_rows(session) == before


def test_one_post_is_there_once(session):
    known = {"account_id": session.author, "platform": "VK", "native_id": "77"}
    post(session, **known)
    with pytest.raises(KnownError, match="P-001 is this post already: 77"):
        post(session, **known)
    # Another account counts its posts for itself.
    other = post(session, account_id=session.passer, platform="VK", native_id="77")
    with pytest.raises(KnownError, match="P-001 is this post already"):
        session.run(posts.update_post, row_id=other, account_id=session.author).result()
    session.run(posts.update_post, row_id=other, native_id="77", text="the same again").result()


def test_what_is_not_there_cannot_be_edited(session):
    for verb, values in (
        (posts.update_post, {"text": "x"}),
        (posts.set_translation, {"translation": "x", "translated_by": "y"}),
        (posts.set_repost, {"original_id": None}),
    ):
        with pytest.raises(KnownError, match="no such post"):
            session.run(verb, row_id="none", **values).result()
    with pytest.raises(KnownError, match="No field is named"):
        session.run(posts.update_post, row_id=post(session, text="x")).result()


def test_a_post_goes_into_the_bin_and_comes_back(session):
    item = session.files[0]
    row_id = post(session, account_id=session.author, text="Тартус", item_ids=[item], posted="2015-09-12")
    unit = session.run(create_entity, kind="unit", name="Unit").result().result["id"]
    session.run(create_link, sources=[("post", row_id)], target=("unit", unit), relation="names").result()
    before = all_rows(session)
    assert session.run(bin_things, things=[("post", row_id)]).result().label == "Move P-001 to the bin"
    assert session.read(read_post, row_id) is None
    assert shown(session, item) == ("", None)
    assert undone_and_redone(session, before)
    session.run(restore_things, things=[("post", row_id)]).result()
    assert shown(session, item) == ("a_severny", "2015-09-12")
    live = session.read(lambda c: c.execute("SELECT count(*) FROM link WHERE deleted_at IS NULL").fetchone())
    assert live == (1,)
