"""Random edits of posts: the read model that is patched is what a fresh reading gives, also through undo."""

import random

import pytest
from tests.factories.cases import empty_session
from tests.factories.rows import add_item, all_rows

from evidence_board.case.overview import read_index
from evidence_board.model.errors import KnownError
from evidence_board.operations import posts
from evidence_board.operations.bin import restore_things
from evidence_board.operations.entities import bin_things, create_entity
from evidence_board.operations.links import create_link
from evidence_board.operations.moments import set_moment
from evidence_board.operations.post_files import attach_items, detach_items


@pytest.mark.parametrize("seed", range(6))
def test_patched_and_fresh_readings_agree(tmp_path, seed):
    chance = random.Random(seed)
    with empty_session(tmp_path) as session:
        items = [add_item(session, f"M-00{number}") for number in range(3)]
        accounts = [
            session.run(create_entity, kind="account", name=f"a{number}").result().result["id"] for number in range(3)
        ]
        made = [session.run(posts.create_post, text=str(number)).result().result["id"] for number in range(5)]
        start = all_rows(session)

        def step():
            post, other, item = chance.choice(made), chance.choice(made), chance.choice(items)
            account = chance.choice([*accounts, None])
            thing = chance.choice([("post", post), ("account", chance.choice(accounts))])
            choices = [
                lambda: session.run(posts.set_repost, row_id=post, original_id=chance.choice([other, other, None])),
                lambda: session.run(attach_items, post_id=post, item_ids=[item]),
                lambda: session.run(detach_items, post_id=post, item_ids=[item]),
                lambda: session.run(posts.update_post, row_id=post, account_id=account),
                lambda: session.run(
                    set_moment, targets=[("post", post)], role="published", text=f"2015-09-{chance.randint(10, 30)}"
                ),
                lambda: session.run(bin_things, things=[thing]),
                lambda: session.run(restore_things, things=[thing]),
                lambda: session.run(
                    create_link,
                    sources=[("account", chance.choice(accounts))],
                    target=("item", item),
                    relation="posted",
                ),
                session.undo,
                session.redo,
            ]
            chance.choice(choices)().result()

        for _ in range(80):
            try:
                step()
            except KnownError:
                continue
            fresh = session.read(read_index)
            assert dict(session.index.items) == dict(fresh.items)
            assert dict(session.index.entities) == dict(fresh.entities)
        while all_rows(session) != start:
            assert session.undo().result() is not None
