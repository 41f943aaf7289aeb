"""A post is no node: selected, it brings its account and its files, and no link begins at it."""

from tests.ui.board.conftest import row_id, settle, shown

from evidence_board.selection import replace
from evidence_board.ui.board.thing_mime import dragged_things, things_mime


def test_a_selected_post_shows_its_account_and_its_files(qtbot, pane, context):
    session = context.session
    item = row_id(pane, "M-014")
    post = session.index.posts_of[item][0]
    session.select(replace([post.id]), origin="test")
    settle(qtbot, pane)
    assert set(pane.view.focus) == {post.account_id, *post.item_ids}
    assert {"M-014", "A-01"} <= set(shown(pane))
    assert pane.verbs.things() == []
    assert dragged_things(things_mime([post.id, item]), session.index) == [("item", item)]
