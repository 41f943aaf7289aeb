"""The row of posts: a list of them all, to find one and select it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from evidence_board.operations.entities import bin_things
from evidence_board.ui.inspector.choice_popover import ChoicePopover
from evidence_board.ui.inspector.post_popover import PostPopover


def test_posts_are_counted_listed_and_selected_with_keys(qtbot, navigator, context):
    session = context.session
    row = navigator.posts
    assert row.count == len(session.index.posts) > 0
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_Return)
    popover = QApplication.activePopupWidget()
    assert isinstance(popover, ChoicePopover) and len(popover.choices.rows) == row.count
    qtbot.keyClicks(popover.field, "wall417088_88")
    assert len(popover.choices.rows) == 1
    qtbot.keyClick(popover.field, Qt.Key.Key_Return)
    chosen = session.index.posts[session.selection.ids[0]]
    assert chosen.native_id == "wall417088_88"


def test_a_case_without_posts_offers_to_make_one(qtbot, navigator, context):
    session = context.session
    session.run(bin_things, things=[("post", one) for one in session.index.posts]).result()
    navigator.flush()
    assert navigator.posts.count == 0
    qtbot.mouseClick(navigator.posts, Qt.MouseButton.LeftButton)
    assert isinstance(QApplication.activePopupWidget(), PostPopover)
    QApplication.activePopupWidget().close()


def test_the_row_follows_the_field_and_the_rail(qtbot, navigator):
    qtbot.keyClicks(navigator._field, "post")
    assert not navigator.posts.isHidden() and navigator.queues["videos"].isHidden()
    navigator._field.clear()
    qtbot.keyClicks(navigator._field, "video")
    assert navigator.posts.isHidden()
    navigator._field.clear()
    navigator.set_compact(True)
    assert not navigator.posts.isHidden() and navigator.posts.width() <= 52
