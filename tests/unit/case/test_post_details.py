"""Everything that is read of one post."""

import pytest
from tests.factories.cases import empty_session
from tests.factories.rows import add_item

from evidence_board.case.post_details import read_post
from evidence_board.operations import posts
from evidence_board.operations.entities import bin_things, create_entity
from evidence_board.operations.moments import set_moment


@pytest.fixture
def session(tmp_path):
    with empty_session(tmp_path) as opened:
        yield opened


def post(session, **values):
    return session.run(posts.create_post, **values).result().result["id"]


def test_posts_name_each_other_both_ways(session):
    first, passed, quote, reply = (post(session, text=text) for text in ("сначала", "repost", "quote", "ответ"))
    session.run(posts.set_repost, row_id=passed, original_id=first).result()
    session.run(posts.set_quote, row_id=quote, quoted_id=first).result()
    session.run(posts.set_reply, row_id=reply, replied_id=first).result()
    found = session.read(read_post, first)
    assert [one.text for one in (*found.reposted_by, *found.quoted_by, *found.replies)] == ["repost", "quote", "ответ"]
    assert (found.reposts, found.quotes, found.replies_to, found.original) == (None,) * 4
    assert session.read(read_post, passed).original.text == "сначала"
    assert session.read(read_post, quote).quotes.ref == "P-001"
    assert session.read(read_post, reply).replies_to.ref == "P-001"
    session.run(bin_things, things=[("post", first), ("post", passed)]).result()
    assert session.read(read_post, quote).quotes is None
    assert session.read(read_post, reply).original is None


def test_old_times_stay_beside_the_one_that_counts(session):
    row_id = post(session, text="x", posted="2015-09-12")
    session.run(
        set_moment, targets=[("post", row_id)], role="published", text="2015-09-12 16:40 +03:00", reason="archive"
    ).result()
    found = session.read(read_post, row_id)
    assert found.posted.utc == "2015-09-12T13:40Z"
    assert [(one.moment.raw, one.preferred, one.source) for one in found.times] == [
        ("2015-09-12 16:40 +03:00", True, "analyst"),
        ("2015-09-12", False, "post"),
    ]
    assert found.times[0].reason == "archive"


def test_an_account_or_file_in_the_bin_is_not_named(session):
    item = add_item(session, "M-001", title="Мол")
    account = session.run(create_entity, kind="account", name="a_severny").result().result["id"]
    row_id = post(session, account_id=account, item_ids=[item])
    found = session.read(read_post, row_id)
    assert (found.account_id, found.media[0].label, found.created_by) == (account, "Мол", "tester")
    session.run(bin_things, things=[("item", item), ("account", account)]).result()
    found = session.read(read_post, row_id)
    assert (found.account_id, found.account, found.media) == (None, "", ())


def test_a_post_that_is_not_there(session):
    assert session.read(read_post, "none") is None
