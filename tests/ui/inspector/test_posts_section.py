"""The posts of a file and of an account, and the form of a new one."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from evidence_board.operations.posts import create_post, set_repost
from evidence_board.ui.inspector.choice_popover import ChoicePopover
from evidence_board.ui.inspector.post_popover import PostPopover

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier


def popover_of(kind):
    popover = QApplication.activePopupWidget()
    assert isinstance(popover, kind)
    return popover


def new_post(inspecting):
    """Wait for a post that was made and is shown."""
    session = inspecting.session
    inspecting.qtbot.waitUntil(
        lambda: len(session.selection.ids) == 1 and session.selection.ids[0] in session.index.posts
    )
    return session.index.posts[session.selection.ids[0]]


def words(section):
    return [(line.post.ref, line.words) for line in section.lines]


def test_a_file_says_which_post_is_a_repost(inspecting):
    item = inspecting.id_of("M-014")
    first = inspecting.session.index.posts_of[item][0]
    again = inspecting.session.run(
        create_post, account_id=inspecting.id_of("A-02"), text="أخبار", item_ids=[item]
    ).result()
    inspecting.session.run(set_repost, row_id=again.result["id"], original_id=first.id).result()
    inspecting.select("M-014")
    section = inspecting.page.posts
    assert words(section) == [(first.ref, ""), (again.result["ref"], f"repost of {first.ref}")]
    assert inspecting.item("M-014").account == "a_severny"
    assert section.lines[0].accessibleName().startswith(f"{first.ref}, \u2068a_severny\u2069, 18 Sep 2015")
    inspecting.qtbot.mouseClick(section.lines[1], LEFT, pos=QPoint(30, 10))
    assert inspecting.session.selection.ids == (again.result["id"],)


def test_a_file_is_taken_off_a_post_and_put_on_another(inspecting):
    inspecting.select("M-014")
    section = inspecting.page.posts
    line = section.lines[0]
    line.setFocus()
    inspecting.qtbot.keyClick(line, Qt.Key.Key_Delete)
    inspecting.refresh()
    assert section.lines == [] and not inspecting.session.index.posts_of.get(inspecting.id_of("M-014"))
    inspecting.qtbot.mouseClick(section.put, LEFT)
    popover = popover_of(ChoicePopover)
    inspecting.enter(popover.field, "тартус, всем")
    inspecting.qtbot.keyClick(popover.field, Qt.Key.Key_Return)
    inspecting.refresh()
    assert len(section.lines) == 1


def test_a_new_post_of_a_known_account_takes_keys_only(inspecting):
    inspecting.select("M-001")
    section = inspecting.page.posts
    before = len(section.lines)
    section.add.setFocus()
    inspecting.qtbot.keyClick(section.add, Qt.Key.Key_Return)
    form = popover_of(PostPopover)
    assert form.account.hasFocus() and form.accessibleName() == "New post with this file"
    inspecting.qtbot.keyClicks(form.account, "pavel")
    assert form.accounts.isVisible()
    inspecting.qtbot.keyClick(form.account, Qt.Key.Key_Return)
    assert form.account.text() == "pavel.morskoy" and form.platform.hasFocus() and not form.accounts.isVisible()
    form.posted.setFocus()
    inspecting.qtbot.keyClicks(form.posted, "soon")
    assert not form.save_button.isEnabled()
    form.posted.clear()
    inspecting.qtbot.keyClicks(form.posted, "2015-09-20 10:00 +03:00")
    inspecting.enter(form.text, "Доброе утро")
    inspecting.qtbot.keyClick(form.text, Qt.Key.Key_Return, CONTROL)
    inspecting.refresh()
    assert len(section.lines) == before + 1 and inspecting.session.selection.ids == (inspecting.id_of("M-001"),)
    made = section.lines[-1].post
    assert (made.account, made.text, made.posted.utc) == ("pavel.morskoy", "Доброе утро", "2015-09-20T07:00Z")


def test_one_post_with_several_files_of_a_new_account(inspecting):
    inspecting.select("M-001", "M-002", "M-003")
    page = inspecting.pane.many_page
    assert page.post.text() == "One post with these 3 files"
    inspecting.qtbot.mouseClick(page.post, LEFT)
    form = popover_of(PostPopover)
    inspecting.enter(form.account, "أخبار الساحل")
    inspecting.qtbot.keyClick(form.account, Qt.Key.Key_Return)
    inspecting.qtbot.mouseClick(form.save_button, LEFT)
    row = new_post(inspecting)
    assert row.account == "أخبار الساحل"
    assert row.item_ids == tuple(inspecting.id_of(ref) for ref in ("M-001", "M-002", "M-003"))
    inspecting.session.undo().result()
    assert row.id not in inspecting.session.index.posts
    assert row.account_id not in inspecting.session.index.entities


def test_escape_leaves_the_list_then_the_form_and_nothing_is_made(inspecting):
    inspecting.select("M-001")
    posts = dict(inspecting.session.index.posts)
    inspecting.qtbot.mouseClick(inspecting.page.posts.add, LEFT)
    form = popover_of(PostPopover)
    inspecting.qtbot.keyClicks(form.account, "pavel")
    inspecting.qtbot.keyClick(form.account, Qt.Key.Key_Escape)
    assert form.isVisible() and not form.accounts.isVisible()
    inspecting.qtbot.keyClick(form.account, Qt.Key.Key_Escape)
    assert QApplication.activePopupWidget() is None
    assert dict(inspecting.session.index.posts) == posts


def test_an_account_lists_its_posts_and_adds_one(inspecting):
    inspecting.select("A-01")
    section = inspecting.pane.entity_page.posts
    owned = sorted(inspecting.session.index.posts_of[inspecting.id_of("A-01")], key=lambda one: one.posted.sort_key)
    assert section.isVisible() and [line.post.ref for line in section.lines] == [one.ref for one in owned][:12]
    assert not section.put.isVisible()
    inspecting.qtbot.mouseClick(section.add, LEFT)
    form = popover_of(PostPopover)
    assert form.account.text() == "a_severny" and form.platform.hasFocus()
    inspecting.enter(form.text, "Без фото")
    inspecting.qtbot.keyClick(form.url, Qt.Key.Key_Return)
    row = new_post(inspecting)
    assert (row.account, row.text, row.platform, row.item_ids) == ("a_severny", "Без фото", "vk", ())
    inspecting.select("U-01")
    assert not section.isVisible()


def test_several_things_with_posts_are_counted_and_moved_to_the_bin(inspecting):
    posts = list(inspecting.session.index.posts.values())[:2]
    inspecting.select(posts[0].ref, posts[1].ref)
    page = inspecting.pane.many_page
    assert page._counts.text() == "2 posts"
    assert not page.link.isVisible() and not page.post.isVisible()
    inspecting.qtbot.mouseClick(page.remove, LEFT)
    assert posts[0].id not in inspecting.session.index.posts
