"""One post in the inspector, with real mouse and key events over the practice case."""

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication

from evidence_board.case.post_details import read_post
from evidence_board.operations.citations import cite
from evidence_board.operations.entities import bin_things
from evidence_board.operations.post_files import attach_items
from evidence_board.operations.posts import create_post, set_repost
from evidence_board.ui.gallery.item_mime import items_mime
from evidence_board.ui.inspector.choice_popover import ChoicePopover
from evidence_board.ui.inspector.page_area import PageArea

LEFT = Qt.MouseButton.LeftButton
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def post(inspecting):
    """The post of M-014, shown with two more files."""
    found = inspecting.session.index.posts_of[inspecting.id_of("M-014")][0]
    files = [inspecting.id_of("M-003"), inspecting.id_of("M-004")]
    inspecting.session.run(attach_items, post_id=found.id, item_ids=files).result()
    inspecting.select(found.ref)
    return found


def record(inspecting, post):
    return inspecting.session.read(read_post, post.id)


def refs(inspecting):
    return [tile.item.ref for tile in inspecting.pane.post_page.media.strip.tiles]


def open_choice(inspecting):
    popover = QApplication.activePopupWidget()
    assert isinstance(popover, ChoicePopover)
    return popover


def test_it_shows_everything_known_of_a_post(inspecting, post):
    page = inspecting.pane.post_page
    assert inspecting.pane.bar.accessibleName() == f"{post.ref}, Post"
    assert page.head.text.text() == "Тартус, всем привет!"
    assert page.head.account.accessibleName() == "Account: \u2068a_severny\u2069, \u2068vk\u2069"
    when = inspecting.rows(page.when)
    assert when == {
        "Posted": "18 Sep 2015, 21:07",
        "As written": "2015-09-18T21:07:00+03:00",
        "UTC": "18 Sep 2015, 18:07",
        "Zone": "UTC+3, written with the time",
        "Basis": "Shown by the post itself",
    }
    assert {name: text.text() for name, text in page.source.texts.items()} == {
        "platform": "vk",
        "native_id": "wall417088_88",
        "url": "https://vk.example/wall417088_88",
        "archive_url": "",
        "language": "ru",
    }
    assert refs(inspecting) == ["M-014", "M-003", "M-004"]
    assert page.media.strip.tiles[1].accessibleName().startswith("M-003, 2 of 3 in the post")


def test_a_click_on_the_account_selects_it_and_a_click_on_a_file_the_file(inspecting, post):
    inspecting.qtbot.mouseClick(inspecting.pane.post_page.head.account, LEFT)
    assert inspecting.session.selection.ids == (post.account_id,)
    inspecting.select(post.ref)
    tile = inspecting.pane.post_page.media.strip.tiles[1]
    inspecting.qtbot.mouseClick(tile, LEFT, pos=QPoint(20, 36))
    assert inspecting.session.selection.ids == (inspecting.id_of("M-003"),)


def test_texts_are_edited_where_they_stand_and_undo_brings_them_back(inspecting, post):
    page = inspecting.pane.post_page
    inspecting.type(page.head.text, "صباح الخير من الميناء")
    inspecting.type(page.source.texts["native_id"], "00917000000000000000001")
    inspecting.type(page.source.texts["language"], "ar")
    inspecting.type(page.source.texts["archive_url"], "https://archive.example/1")
    inspecting.write_note(page.notes, "Снимок страницы")
    found = record(inspecting, post)
    assert (found.text, found.native_id, found.language) == ("صباح الخير من الميناء", "00917000000000000000001", "ar")
    assert (found.archive_url, found.notes) == ("https://archive.example/1", "Снимок страницы")
    for _ in range(5):
        inspecting.session.undo().result()
    inspecting.refresh()
    assert page.head.text.text() == "Тартус, всем привет!" and record(inspecting, post).notes == ""


def test_an_address_is_copied_and_a_wrong_one_is_refused(inspecting, post):
    source = inspecting.pane.post_page.source
    inspecting.qtbot.mouseClick(source.copies["url"], LEFT)
    assert QGuiApplication.clipboard().text() == "https://vk.example/wall417088_88"
    assert not source.copies["archive_url"].isVisible()
    inspecting.type(source.texts["url"], "see https://vk.example/1")
    inspecting.qtbot.waitUntil(lambda: source.texts["url"].text() == "https://vk.example/wall417088_88")


def test_a_translation_is_never_kept_without_the_name_of_its_maker(inspecting, post):
    head = inspecting.pane.post_page.head
    inspecting.qtbot.mouseClick(head.translate, LEFT)
    head.form.words.setPlainText("")
    inspecting.qtbot.keyClicks(head.form.words, "Tartus, hello all!")
    head.form.maker.clear()
    inspecting.qtbot.mouseClick(head.form.save_button, LEFT)
    assert head.form.isVisible() and head.form.maker.hasFocus()
    inspecting.enter(head.form.maker, "Р. Хаддад")
    inspecting.qtbot.keyClick(head.form.maker, Qt.Key.Key_Return)
    inspecting.refresh()
    found = record(inspecting, post)
    assert (found.translation, found.translated_by) == ("Tartus, hello all!", "Р. Хаддад")
    assert found.text == "Тартус, всем привет!" and not head.form.isVisible()
    assert head.translation.text() == "Translated by \u2068Р. Хаддад\u2069: “\u2068Tartus, hello all!\u2069”"


def test_the_time_is_changed_in_a_form_and_the_old_one_is_kept_beside(inspecting, post):
    when = inspecting.pane.post_page.when
    inspecting.qtbot.mouseDClick(when._posted.value, LEFT)
    assert when.typed.hasFocus() and when.typed.text() == "2015-09-18 21:07:00 +03:00"
    when.typed.setText("yesterday")
    inspecting.qtbot.keyClick(when.typed, Qt.Key.Key_Return)
    assert when.form.isVisible()
    when.typed.setText("2015-09-18")
    when.reason.setText("Archive page")
    inspecting.qtbot.keyClick(when.typed, Qt.Key.Key_Return)
    inspecting.refresh()
    rows = inspecting.rows(when)
    assert rows["Posted"] == "18 Sep 2015" and rows["Basis"] == "Archive page" and "UTC" not in rows
    assert rows["Also kept"] == "posted 18 Sep 2015, 21:07 UTC+3"
    assert inspecting.item("M-014").posted.precision == "day"


def test_files_are_put_in_order_with_keys_and_taken_off(inspecting, post):
    strip = inspecting.pane.post_page.media.strip
    strip.tiles[2].setFocus()
    inspecting.qtbot.keyClick(strip.tiles[2], Qt.Key.Key_Left, ALT)
    inspecting.refresh()
    assert refs(inspecting) == ["M-014", "M-004", "M-003"] and strip.tiles[1].hasFocus()
    inspecting.qtbot.keyClick(strip.tiles[1], Qt.Key.Key_Up, ALT)
    inspecting.refresh()
    inspecting.qtbot.keyClick(strip.tiles[0], Qt.Key.Key_Up, ALT)
    inspecting.refresh()
    assert refs(inspecting) == ["M-004", "M-014", "M-003"]
    inspecting.qtbot.keyClick(strip.tiles[2], Qt.Key.Key_Delete)
    inspecting.refresh()
    assert refs(inspecting) == ["M-004", "M-014"] and inspecting.id_of("M-003")
    for _ in range(3):
        inspecting.session.undo().result()
    inspecting.refresh()
    assert refs(inspecting) == ["M-014", "M-003", "M-004"]


def test_files_are_put_in_order_by_dragging(inspecting, post):
    strip = inspecting.pane.post_page.media.strip
    tile = strip.tiles[0]
    inspecting.qtbot.mousePress(tile, LEFT, pos=QPoint(20, 36))
    inspecting.qtbot.mouseMove(tile, QPoint(60, 36))
    inspecting.qtbot.mouseMove(tile, QPoint(3 * tile.width(), 36))
    inspecting.qtbot.mouseRelease(tile, LEFT, pos=QPoint(3 * tile.width(), 36))
    inspecting.refresh()
    assert refs(inspecting) == ["M-003", "M-004", "M-014"]
    assert inspecting.session.selection.ids == (post.id,)


def test_a_file_is_added_by_choice_and_by_a_drop_from_the_gallery(inspecting, post):
    media = inspecting.pane.post_page.media
    inspecting.qtbot.mouseClick(media.add, LEFT)
    popover = open_choice(inspecting)
    assert "M-014" not in [row.text for row in popover.choices.rows]
    inspecting.qtbot.keyClicks(popover.field, "m-007")
    inspecting.qtbot.keyClick(popover.field, Qt.Key.Key_Return)
    inspecting.refresh()
    assert refs(inspecting)[-1] == "M-007"
    mime = items_mime([inspecting.id_of("M-014"), inspecting.id_of("M-008")])
    spot, copy = QPoint(40, 40), Qt.DropAction.CopyAction
    no_keys = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(spot, copy, mime, LEFT, no_keys)
    QApplication.sendEvent(media, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(media, QDropEvent(QPointF(spot), copy, mime, LEFT, no_keys))
    inspecting.refresh()
    assert refs(inspecting) == ["M-014", "M-003", "M-004", "M-007", "M-008"]
    stranger = QMimeData()
    stranger.setText("M-009")
    refused = QDragEnterEvent(spot, copy, stranger, LEFT, no_keys)
    refused.ignore()
    media.dragEnterEvent(refused)
    assert not refused.isAccepted()


def test_a_repost_is_chosen_and_its_account_is_no_longer_the_author(inspecting, post):
    passer = inspecting.id_of("A-02")
    earlier = {one.id for one in inspecting.session.index.posts.values() if one.reposts_id == post.id}
    other = inspecting.session.run(create_post, account_id=passer, text="смотрите").result().result
    inspecting.select(other["ref"])
    page = inspecting.pane.post_page
    inspecting.qtbot.mouseClick(page.ties.ties["reposts"].name, LEFT)
    popover = open_choice(inspecting)
    assert other["ref"] not in [row.text for row in popover.choices.rows]
    inspecting.enter(popover.field, "тартус, всем")
    inspecting.qtbot.keyClick(popover.field, Qt.Key.Key_Return)
    inspecting.refresh()
    assert record(inspecting, inspecting.session.index.posts[other["id"]]).reposts.id == post.id
    assert page.head.account.accessibleName().endswith(f"repost of {post.ref}")
    assert page.ties._author.isVisible() and "is not the author of these files" in page.ties._author.text()
    inspecting.qtbot.mouseClick(page.ties.ties["reposts"].name, LEFT)
    assert inspecting.session.selection.ids == (post.id,)
    inspecting.refresh()
    assert sorted(line.post.id for line in page.ties.lines) == sorted({*earlier, other["id"]})
    inspecting.qtbot.mouseClick(next(line for line in page.ties.lines if line.post.id == other["id"]), LEFT)
    inspecting.refresh()
    assert inspecting.session.selection.ids == (other["id"],) and page.ties.ties["reposts"].clear.isVisible()
    inspecting.qtbot.mouseClick(page.ties.ties["reposts"].clear, LEFT)
    inspecting.refresh()
    assert not inspecting.session.index.posts[other["id"]].is_repost


def test_a_repost_of_a_post_in_the_bin_stays_a_repost(inspecting, post):
    other = inspecting.session.run(create_post, text="x").result().result
    inspecting.session.run(set_repost, row_id=other["id"], original_id=post.id).result()
    inspecting.session.run(bin_things, things=[("post", post.id)]).result()
    inspecting.select(other["ref"])
    tie = inspecting.pane.post_page.ties.ties["reposts"]
    assert tie.name.accessibleName() == "A post in the bin" and tie.clear.isVisible()
    assert inspecting.pane.post_page.head.account.accessibleName().endswith("repost")


def test_the_account_is_changed_made_new_or_left_open(inspecting, post):
    head = inspecting.pane.post_page.head
    inspecting.qtbot.mouseClick(head.change, LEFT)
    inspecting.enter(open_choice(inspecting).field, "новый канал")
    inspecting.qtbot.keyClick(open_choice(inspecting).field, Qt.Key.Key_Return)
    inspecting.refresh()
    row = inspecting.session.index.posts[post.id]
    assert row.account == "новый канал" and row.account_id != post.account_id
    inspecting.qtbot.mouseClick(head.change, LEFT)
    inspecting.qtbot.keyClick(open_choice(inspecting).field, Qt.Key.Key_Up)
    inspecting.qtbot.keyClick(open_choice(inspecting).field, Qt.Key.Key_Return)
    inspecting.refresh()
    assert inspecting.session.index.posts[post.id].account_id is None
    assert "Account not known" in head.account.accessibleName()


def test_where_it_is_cited_leads_to_the_fact(inspecting, post):
    page = inspecting.pane.post_page
    assert page.cited.lines == []
    link = inspecting.session.index.links_of[inspecting.id_of("M-014")][0]
    inspecting.session.run(cite, claim=("link", link.id), targets=[("post", post.id)], excerpt="всем привет").result()
    inspecting.refresh()
    assert len(page.cited.lines) == 1 and page.cited.lines[0].below == "for it · \u2068всем привет\u2069"
    inspecting.qtbot.mouseClick(page.cited.lines[0], LEFT)
    assert inspecting.session.selection.ids == (link.id,)


def test_a_post_in_the_bin_leaves_the_selection(inspecting, post):
    inspecting.session.run(bin_things, things=[("post", post.id)]).result()
    inspecting.refresh()
    assert inspecting.session.selection.ids == ()
    inspecting.session.undo().result()
    inspecting.select(post.ref)
    assert refs(inspecting) == ["M-014", "M-003", "M-004"]


@pytest.mark.parametrize(("width", "compact"), [(312, False), (272, True)])
@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_nothing_is_wider_than_the_pane(inspecting, post, width, compact, direction):
    QGuiApplication.setLayoutDirection(direction)
    pane = inspecting.pane
    inspecting.session.run(create_post, text="б" * 400, url="https://example.org/" + "a" * 300).result()
    long = list(inspecting.session.index.posts.values())[-1]
    for ref in (post.ref, long.ref):
        pane.resize(width, 926)
        pane.set_compact(compact)
        inspecting.select(ref)
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        area = next(one for one in pane.findChildren(PageArea) if one.widget() is pane.post_page)
        assert pane.post_page.width() <= area.viewport().width()
        assert pane.post_page.minimumSizeHint().width() <= width
