"""One file in the inspector, with real mouse and key events over the practice case."""

import sqlite3

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from evidence_board.case.details import read_item_detail
from evidence_board.model.details import Occurrence
from evidence_board.operations.items import update_item
from evidence_board.operations.moments import clear_moment
from evidence_board.operations.positions import place_items, prefer_geotag, unplace_items
from evidence_board.operations.tags import tag_things
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.icon_button import IconButton

LEFT = Qt.MouseButton.LeftButton


def detail(inspecting, ref):
    return inspecting.session.read(read_item_detail, inspecting.id_of(ref))


def test_it_shows_where_when_links_and_source_of_a_photo(inspecting):
    inspecting.select("M-014")
    page = inspecting.page
    assert page.head.title.text() == "Man in striped shirt by the breakwater"
    assert page.head.caption.text() == "Тартус, всем привет!"
    where = inspecting.rows(page.where)
    assert where["Place"] == "Tartus, breakwater"
    assert where["Position"] == "34.9051, 35.8684 ±120 m" and where["Looking"] == "NNW 348° ±26°"
    assert page.where.level.level == "probable"
    when = inspecting.rows(page.when)
    assert when["Taken"] == "12 Sep 2015, about 16:40" and when["Posted"] == "18 Sep 2015, 21:07 UTC+3"
    assert when["Zone"] == "UTC+3, set by hand" and when["Basis"] == "Shadow and post order"
    assert [line._name for line in page.linked.lines] == ["a_severny", "Tartus, breakwater", "M-015"]
    assert [line._words for line in page.linked.lines] == ["posted by", "taken at", "copied as"]
    source = inspecting.rows(page.source)
    assert source["Original"] == "vk.example/wall417088_88" and source["Type"] == "image/jpeg, 1600 × 1200"
    assert source["Collected"].endswith("by \u2068tester\u2069")


def test_the_title_is_edited_where_it_stands_and_undo_brings_it_back(inspecting):
    inspecting.select("M-014")
    title = inspecting.page.head.title
    inspecting.type(title, "Мол, вид на маяк")
    assert inspecting.item("M-014").title == "Мол, вид на маяк" and title.text() == "Мол, вид на маяк"
    inspecting.session.undo()
    inspecting.refresh()
    assert title.text() == "Man in striped shirt by the breakwater"


def test_escape_leaves_a_text_as_it_was_and_leaving_the_field_saves(inspecting):
    inspecting.select("M-014")
    title, notes = inspecting.page.head.title, inspecting.page.notes
    inspecting.type(title, "Something else", key=Qt.Key.Key_Escape)
    assert title.text().startswith("Man in striped") and title.field is None
    inspecting.qtbot.mouseClick(notes._pencil, LEFT)
    inspecting.enter(notes.editor, "See M-015")
    inspecting.qtbot.mouseClick(title, LEFT)
    inspecting.refresh()
    assert detail(inspecting, "M-014").notes.endswith("See M-015")


def test_enter_and_f2_begin_with_the_keyboard(inspecting):
    inspecting.select("M-014")
    title = inspecting.page.head.title
    for key in (Qt.Key.Key_Return, Qt.Key.Key_F2):
        title.setFocus()
        inspecting.qtbot.keyClick(title, key)
        assert title.field is not None and title.field.hasFocus()
        inspecting.qtbot.keyClick(title.field, Qt.Key.Key_Escape)


def test_another_file_saves_what_was_being_typed(inspecting):
    inspecting.select("M-014")
    caption = inspecting.page.head.caption
    inspecting.qtbot.mouseClick(caption, LEFT)
    caption.field.selectAll()
    inspecting.enter(caption.field, "Новый текст")
    inspecting.select("M-003")
    assert inspecting.item("M-014").caption == "Новый текст"
    assert caption.field is None and caption.text() == inspecting.item("M-003").caption


def test_a_translation_is_added_and_cleared(inspecting):
    inspecting.select("M-014")
    inspecting.type(inspecting.page.head.translation, "")
    assert detail(inspecting, "M-014").caption_translation == ""
    inspecting.type(inspecting.page.head.translation, "Hello from Tartus")
    assert detail(inspecting, "M-014").caption_translation == "Hello from Tartus"


def open_form(inspecting, section):
    pencil = next(one for one in section.findChildren(IconButton) if one.accessibleName().startswith("Change "))
    inspecting.qtbot.mouseClick(pencil, LEFT)
    return section.form


def test_coordinates_are_typed_and_the_old_position_is_kept_beside(inspecting):
    inspecting.select("M-014")
    where = inspecting.page.where
    form = open_form(inspecting, where)
    assert form.isVisible() and form.coordinates.hasFocus()
    form.coordinates.clear()
    inspecting.enter(form.coordinates, "34°54'00\"N 35°52'30\"E")
    form.radius.setText("1,5 km")
    form.bearing.setText("NE")
    form.reason.setText("Street sign")
    inspecting.qtbot.keyClick(form.coordinates, Qt.Key.Key_Return)
    inspecting.refresh()
    item = inspecting.item("M-014")
    assert (item.latitude, item.longitude, item.radius_m, item.bearing_deg) == (34.9, 35.875, 1500.0, 45.0)
    assert not form.isVisible()
    rows = inspecting.rows(where)
    assert rows["Position"] == "34.9000, 35.8750 ±1.5 km" and rows["Basis"] == "Street sign"
    inspecting.qtbot.mouseClick(where.others.fold, LEFT)
    kept = next(card for card in where.others.cards if card.words[1].startswith("34.9051, 35.8684 ±120 m"))
    inspecting.qtbot.mouseClick(kept.use, LEFT)
    inspecting.refresh()
    assert inspecting.item("M-014").latitude == 34.9051


def test_a_change_of_radius_alone_makes_no_second_position(inspecting):
    inspecting.select("M-014")
    before = detail(inspecting, "M-014").geotags
    form = open_form(inspecting, inspecting.page.where)
    form.radius.setText("80 m")
    inspecting.qtbot.mouseClick(form.save_button, LEFT)
    inspecting.refresh()
    after = detail(inspecting, "M-014").geotags
    assert [one.id for one in after] == [one.id for one in before] and after[0].radius_m == 80.0
    assert after[0].bearing_deg == 348.0


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [("coordinates", "somewhere", "not"), ("radius", "far", "not a radius"), ("bearing", "up", "not a direction")],
)
def test_what_cannot_be_read_is_said_and_nothing_is_lost(inspecting, field, text, words):
    inspecting.select("M-014")
    form = open_form(inspecting, inspecting.page.where)
    getattr(form, field).setText(text)
    inspecting.qtbot.mouseClick(form.save_button, LEFT)
    assert form.isVisible() and words in form._said.text()
    inspecting.qtbot.keyClick(form.coordinates, Qt.Key.Key_Escape)
    assert not form.isVisible() and inspecting.item("M-014").latitude == 34.9051


def test_what_the_camera_wrote_stays_beside_a_correction(inspecting):
    for ref in inspecting.session.index.by_ref:
        if ref[0] == "M" and any(one.source == "device_exif" for one in detail(inspecting, ref).geotags):
            break
    written = next(one for one in detail(inspecting, ref).geotags if one.source == "device_exif")
    inspecting.session.run(place_items, item_ids=[inspecting.id_of(ref)], latitude=34.5, longitude=36.5).result()
    inspecting.select(ref)
    rows = inspecting.rows(inspecting.page.where)
    assert rows["Position"] == "34.5000, 36.5000"
    assert rows["Camera wrote"].startswith(f"{written.latitude:.5f}"[:7])


def test_the_level_is_set_from_keys_and_menu(inspecting):
    inspecting.select("M-014")
    level = inspecting.page.where.level
    level.setFocus()
    inspecting.qtbot.keyClick(level, Qt.Key.Key_5)
    inspecting.refresh()
    assert inspecting.item("M-014").level == "confirmed" and level.level == "confirmed"
    inspecting.qtbot.mouseClick(level, LEFT)
    levels = QApplication.activePopupWidget()
    row = next(row for row in levels.rows if row.objectName() == "doubtful")
    inspecting.qtbot.mouseClick(row, LEFT)
    inspecting.refresh()
    assert inspecting.item("M-014").level == "doubtful"


def test_a_time_is_typed_with_about_and_a_reason(inspecting):
    inspecting.select("M-009")
    when = inspecting.page.when
    when.edit()
    when.form.taken.setText("2015-09-09 12:00")
    inspecting.qtbot.mouseClick(when.form.about, LEFT)
    when.form.reason.setText("Clock on the wall")
    inspecting.qtbot.keyClick(when.form.taken, Qt.Key.Key_Return)
    inspecting.refresh()
    rows = inspecting.rows(when)
    assert rows["Taken"] == "9 Sep 2015, about 12:00" and rows["Basis"] == "Clock on the wall"
    assert rows["Zone"] == "not known, clock time as written"
    assert rows["Also written"] == "9 Sep 2015, 11:30:33"


def test_a_wrong_date_is_said_and_an_empty_one_clears(inspecting):
    inspecting.select("M-014")
    when = inspecting.page.when
    when.edit()
    when.form.taken.setText("last summer")
    inspecting.qtbot.mouseClick(when.form.save_button, LEFT)
    assert when.form.isVisible() and "not a date" in when.form._said.text()
    when.form.taken.setText("")
    inspecting.qtbot.mouseClick(when.form.save_button, LEFT)
    inspecting.refresh()
    assert inspecting.item("M-014").captured is None and inspecting.rows(when)["Taken"] == "Not known"
    assert inspecting.item("M-014").posted is not None


def test_the_time_of_posting_is_changed_on_the_post(inspecting):
    inspecting.select("M-014")
    when = inspecting.page.when
    when.edit()
    when.form.posted.setText("2015-09-19 08:00 +03:00")
    inspecting.qtbot.mouseClick(when.form.save_button, LEFT)
    inspecting.refresh()
    assert inspecting.rows(when)["Posted"] == "19 Sep 2015, 08:00 UTC+3"


def test_links_are_followed_graded_and_taken_away(inspecting):
    inspecting.select("M-014")
    linked = inspecting.page.linked
    place = next(line for line in linked.lines if line._kind == "location")
    link_id = place.link.id
    place.setFocus()
    inspecting.qtbot.keyClick(place, Qt.Key.Key_2)
    inspecting.refresh()
    assert inspecting.session.index.links[link_id].level == "doubtful"
    place = next(line for line in linked.lines if line._kind == "location")
    assert place.hasFocus()
    inspecting.qtbot.keyClick(place, Qt.Key.Key_Delete)
    inspecting.refresh()
    assert link_id not in inspecting.session.index.links
    inspecting.session.undo()
    inspecting.refresh()
    account = linked.lines[0]
    inspecting.qtbot.mouseClick(account, LEFT, pos=account.rect().center())
    inspecting.refresh()
    assert inspecting.session.selection.current == account.link.src
    assert inspecting.pane.bar.accessibleName() == "A-01, Account"


def test_the_x_of_a_link_takes_it_away_and_the_bars_open_the_levels(inspecting):
    inspecting.select("M-014")
    line = inspecting.page.linked.lines[0]
    inspecting.qtbot.mouseClick(line, LEFT, pos=line._bars_place().center())
    levels = QApplication.activePopupWidget()
    inspecting.qtbot.keyClick(levels, Qt.Key.Key_3)
    inspecting.refresh()
    assert inspecting.session.index.links[line.link.id].level == "possible"
    line = inspecting.page.linked.lines[0]
    inspecting.qtbot.mouseMove(line, line.rect().center())
    inspecting.qtbot.mouseClick(line, LEFT, pos=line._x_mark().center())
    inspecting.refresh()
    assert line.link.id not in inspecting.session.index.links


def test_the_menu_of_a_link_changes_its_relation_and_opens_it(inspecting):
    inspecting.select("M-014")
    line = next(line for line in inspecting.page.linked.lines if line._kind == "media")
    menu = line.menu()
    actions = {action.text(): action for action in menu.actions()}
    relations = actions["Relation"].menu().actions()
    next(action for action in relations if action.text() == "looks like").trigger()
    inspecting.refresh()
    assert inspecting.session.index.links[line.link.id].relation == "looks like"
    menu = inspecting.page.linked.lines[-1].menu()
    next(action for action in menu.actions() if action.text() == "Show the link").trigger()
    inspecting.refresh()
    assert inspecting.session.index.kind_of(inspecting.session.selection.current) == "link"


def test_plus_asks_for_a_link_from_here(inspecting):
    inspecting.select("M-014")
    asked = []
    inspecting.context.requests.link.connect(asked.append)
    plus = inspecting.page.linked.findChildren(type(inspecting.pane.bar.large))[0]
    inspecting.qtbot.mouseClick(plus, LEFT)
    assert asked == [[("item", inspecting.id_of("M-014"))]]


def test_tags_are_added_and_taken_off(inspecting):
    inspecting.select("M-014")
    tags = inspecting.page.tags
    tags.begin()
    inspecting.enter(tags.field, "#порт/мол")
    inspecting.qtbot.keyClick(tags.field, Qt.Key.Key_Return)
    inspecting.refresh()
    paths = {inspecting.session.index.tags[one].path for one in inspecting.item("M-014").tag_ids}
    assert "порт/мол" in paths and tags.field is not None
    inspecting.qtbot.keyClick(tags.field, Qt.Key.Key_Escape)
    assert tags.field is None
    tag_id, chip = next(iter(tags.chips.items()))
    chip.setFocus()
    inspecting.qtbot.keyClick(chip, Qt.Key.Key_Backspace)
    inspecting.refresh()
    assert tag_id not in inspecting.item("M-014").tag_ids


def test_unchanged_is_said_only_after_the_bytes_were_hashed(inspecting):
    inspecting.select("M-014")
    verdict = inspecting.page.source.verdict
    assert not verdict.isVisible()
    inspecting.qtbot.waitUntil(lambda: verdict.isVisible() and verdict.text() == "unchanged")
    copy = inspecting.page.source._copy
    inspecting.qtbot.mouseClick(copy, LEFT)
    assert QGuiApplication.clipboard().text() == detail(inspecting, "M-014").original.sha256


def test_changed_bytes_are_called_changed(inspecting):
    path, item = inspecting.session.case.path, inspecting.id_of("M-003")
    original = detail(inspecting, "M-003").original
    # Somebody else changes a byte behind the program's back.
    with sqlite3.connect(path) as other:
        data = bytearray(other.execute("SELECT data FROM chunk WHERE blob_id = ?", (original.blob_id,)).fetchone()[0])
        data[1000] ^= 1
        other.execute("UPDATE chunk SET data = ? WHERE blob_id = ? AND number = 0", (bytes(data), original.blob_id))
    other.close()
    assert item
    inspecting.select("M-003")
    verdict = inspecting.page.source.verdict
    inspecting.qtbot.waitUntil(lambda: verdict.isVisible() and verdict.text() == "changed")


def test_a_problem_has_one_action_and_can_be_left(inspecting):
    inspecting.select("M-009")
    card = inspecting.page.problems.cards[0]
    assert card.accessibleName().startswith("The position is 0, 0.")
    placed = []
    inspecting.context.requests.place.connect(placed.append)
    inspecting.qtbot.mouseClick(card.action, LEFT)
    assert placed == [[inspecting.id_of("M-009")]]
    inspecting.qtbot.mouseClick(card.leave, LEFT)
    inspecting.refresh()
    assert not inspecting.page.problems.isVisible() and inspecting.item("M-009").open_problems == 0
    assert detail(inspecting, "M-009").problems[0].answer == "Leave as it is"


def open_problems(inspecting, ref):
    return [card.accessibleName() for card in inspecting.page.problems.cards]


def test_placing_settles_what_is_wrong_with_the_position_in_one_step(inspecting):
    inspecting.select("M-009")
    before = inspecting.item("M-009").latitude
    assert before is not None and len(open_problems(inspecting, "M-009")) == 1
    place = {"item_ids": [inspecting.id_of("M-009")], "latitude": 34.9, "longitude": 35.87}
    inspecting.session.run(place_items, **place).result()
    inspecting.refresh()
    assert open_problems(inspecting, "M-009") == [] and inspecting.item("M-009").open_problems == 0
    inspecting.session.undo().result()
    inspecting.refresh()
    assert inspecting.item("M-009").latitude == before and len(open_problems(inspecting, "M-009")) == 1


def test_the_words_of_a_problem_follow_what_is_true_now(inspecting):
    """A case may hold an open problem beside a position: it was placed before placing settled anything."""
    item_id = inspecting.id_of("M-009")
    inspecting.session.run(place_items, item_ids=[item_id], latitude=34.9, longitude=35.87).result()
    problem = detail(inspecting, "M-009").problems[0]

    def reopen(session):
        with session.gate.transaction("Open a problem again") as finished:
            finished.tx.update("problem", problem.id, state="open", answer="")
        return finished.changes

    inspecting.session.run(reopen).result()
    inspecting.select("M-009")
    card = inspecting.page.problems.cards[0]
    assert card.accessibleName() == (
        "The position is 0, 0. Cameras write this when they have no position. The photo now has another position."
    )
    assert (card.action.text(), card.leave.text()) == ("Place elsewhere", "Leave as it is")
    inspecting.session.run(unplace_items, item_ids=[item_id]).result()
    inspecting.refresh()
    card = inspecting.page.problems.cards[0]
    assert "The photo is not placed." in card.accessibleName() and card.action.text() == "Place on the map"


def test_an_unlikely_position_says_whether_the_photo_still_stands_there(inspecting):
    item_id = inspecting.id_of("M-014")

    def doubt(session):
        with session.gate.transaction("A doubt") as finished:
            finished.tx.insert("problem", item_id=item_id, code="gps_unlikely", message="", detail="", state="open")
            finished.tx.insert(
                "geotag",
                ref="G-900",
                item_id=item_id,
                latitude=-89.0,
                longitude=35.0,
                source="device_exif",
                preferred=0,
            )
        return finished.changes

    inspecting.session.run(doubt).result()
    camera = next(one for one in detail(inspecting, "M-014").geotags if one.source == "device_exif")
    inspecting.select("M-014")
    assert "no longer stands there" in inspecting.page.problems.cards[0].accessibleName()
    inspecting.session.run(prefer_geotag, row_id=camera.id).result()
    inspecting.refresh()
    card = inspecting.page.problems.cards[0]
    assert "The photo is placed there." in card.accessibleName()
    assert (card.action.text(), card.leave.text()) == ("Place elsewhere", "Leave as it is")


def test_setting_the_date_on_a_problem_card_is_one_step(inspecting):
    item_id = inspecting.id_of("M-009")

    def undate(session):
        with session.gate.transaction("A camera without a clock") as finished:
            finished.tx.insert(
                "problem", item_id=item_id, code="date_unset", message="", detail="0000:00:00 00:00:00", state="open"
            )
        return finished.changes

    inspecting.session.run(clear_moment, targets=[("item", item_id)], role="captured").result()
    inspecting.session.run(undate).result()
    inspecting.select("M-009")
    card = next(one for one in inspecting.page.problems.cards if one.action.text() == "Set date")
    assert card.accessibleName().startswith("The date is blank or all zeros.")
    inspecting.qtbot.mouseClick(card.action, LEFT)
    form = inspecting.page.when.form
    inspecting.enter(form.taken, "2015-09-09 10:00")
    inspecting.qtbot.mouseClick(form.save_button, LEFT)
    inspecting.refresh()
    assert inspecting.item("M-009").captured.local == "2015-09-09T10:00"
    assert all(one.action.text() != "Set date" for one in inspecting.page.problems.cards)
    inspecting.session.undo().result()
    inspecting.refresh()
    assert inspecting.item("M-009").captured is None
    assert any(one.action.text() == "Set date" for one in inspecting.page.problems.cards)


def test_the_places_a_file_was_found_in_are_listed(inspecting):
    once = Occurrence("/media/card/IMG_0001.jpg", "2026-03-03T10:00:00Z")
    found = inspecting.page.source.found
    inspecting.select("M-003")
    found.show_places([once])
    assert inspecting.rows(found) == {"Found once": once.path} and found.lines == []
    assert found.row.value.toolTip() == f"{once.path}\nseen 3 Mar 2026"
    again = Occurrence(once.path, "2026-03-05T10:00:00Z")
    found.show_places([once, again])
    assert inspecting.rows(found) == {"Found": "2 times, in 1 place"}
    assert [line.text() for line in found.lines] == [once.path]
    assert "seen 3 Mar 2026, again 5 Mar 2026" in found.lines[0].toolTip()
    others = [Occurrence(f"/media/card {n}/IMG_0001.jpg", "2026-03-04T10:00:00Z") for n in range(8)]
    found.show_places([once, *others[:2]])
    assert inspecting.rows(found) == {"Found": "in 3 places"}
    assert [line.text() for line in found.lines] == [once.path, others[0].path, others[1].path]
    found.show_places([once, *others])
    assert "and 3 more places" in [label.text() for label in found.findChildren(ElidedLabel)]


def test_the_position_and_the_camera_have_different_words(inspecting):
    inspecting.select("M-014")
    where, source = inspecting.rows(inspecting.page.where), inspecting.rows(inspecting.page.source)
    assert "Position" in where and "Camera" not in where
    assert "Position" not in source


def test_all_metadata_opens_filters_and_copies(inspecting):
    inspecting.select("M-009")
    section = inspecting.page.metadata
    assert not section.table.isVisible()
    inspecting.qtbot.mouseClick(section._chevron, LEFT)
    inspecting.qtbot.waitUntil(lambda: len(section.shown) > 10)
    inspecting.enter(section.field, "datetime original")
    assert section.shown and all("Original" in tag.tag for tag in section.shown)
    section.table.selectRow(0)
    inspecting.qtbot.keyClick(section.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert section.shown[0].tag in QGuiApplication.clipboard().text()
    inspecting.enter(section.field, " nothing has this")
    assert section._nothing.isVisible() and not section.table.isVisible()


def test_the_picture_asks_for_the_preview_and_says_which_of_how_many(inspecting):
    asked = []
    inspecting.context.requests.preview.connect(asked.append)
    inspecting.select("M-014")
    inspecting.qtbot.mouseClick(inspecting.page.head.picture, LEFT)
    inspecting.qtbot.mouseClick(inspecting.pane.bar.large, LEFT)
    assert asked == [inspecting.id_of("M-014")] * 2
    assert inspecting.page.head.picture._place == (14, 48)


def test_marks_of_markup_in_texts_are_shown_letter_by_letter(inspecting):
    text = "<img src='file:///etc/passwd'><b>bold</b>"
    inspecting.session.run(update_item, row_id=inspecting.id_of("M-014"), title=text, caption=text).result()
    inspecting.select("M-014")
    head = inspecting.page.head
    assert head.title.text() == head.caption.text() == text
    assert head.caption._label.textFormat() == Qt.TextFormat.PlainText
    assert "<img" not in head.title._label.toolTip() and "&lt;img" in head.title._label.toolTip()


def test_it_fits_a_narrow_pane_in_both_directions_and_themes(inspecting):
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        QApplication.setLayoutDirection(direction)
        for mode in ("light", "dark"):
            inspecting.context.theme.mode = mode
            inspecting.pane.set_compact(True)
            inspecting.pane.resize(272, 600)
            for ref in ("M-009", "M-014", "A-01", "L-01", "T-01", "K-20"):
                inspecting.select(ref)
                area = inspecting.pane._stack.currentWidget()
                assert area.widget().width() <= area.viewport().width()
                assert inspecting.pane.grab().toImage().pixelColor(1, 599) == inspecting.context.theme.color("pane")


def test_words_without_an_end_do_not_widen_the_pane(inspecting):
    row_id = inspecting.id_of("M-014")
    run = "https://vk.example/" + "x" * 5_000
    inspecting.session.run(update_item, row_id=row_id, title=run, caption=run, notes="ж" * 3_000).result()
    inspecting.session.run(tag_things, things=[("item", row_id)], path="t" * 200).result()
    inspecting.pane.set_compact(True)
    inspecting.pane.resize(272, 600)
    inspecting.select("M-014")
    area = inspecting.pane._stack.currentWidget()
    assert area.widget().width() <= area.viewport().width()
    inspecting.qtbot.mouseClick(inspecting.page.head.caption, LEFT)
    assert inspecting.page.head.caption.field.toPlainText() == run
    inspecting.qtbot.keyClick(inspecting.page.head.caption.field, Qt.Key.Key_Return)
    inspecting.refresh()
    assert inspecting.item("M-014").caption == run
