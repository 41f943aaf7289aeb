"""The collection record of one and of many files in the inspector, with real mouse and key events."""

import pytest
from PySide6.QtCore import Qt

from evidence_board.case.collection import read_collection_record
from evidence_board.operations.collection_records import set_collection_record
from evidence_board.ui.inspector.choice_popover import ChoicePopover

LEFT = Qt.MouseButton.LeftButton


def record(inspecting, ref):
    return inspecting.session.read(read_collection_record, inspecting.id_of(ref))


def choose(box, value):
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def opened(inspecting, *refs):
    inspecting.select(*refs)
    if len(refs) > 1:
        page = inspecting.pane.many_page
        inspecting.qtbot.waitUntil(lambda: len(page.fields._records) == len(refs))
        fields = page.fields
    else:
        fields = inspecting.page.source.fields
    if not fields.fold.is_open:
        inspecting.qtbot.mouseClick(fields.fold, LEFT)
    return fields


def test_fields_are_edited_in_place_and_wrong_ones_are_refused(inspecting, context):
    fields = opened(inspecting, "M-014")
    inspecting.type(fields.texts["rights"], "© автор, цитата")
    inspecting.type(fields.texts["collected_by"], "ريما حداد")
    inspecting.type(fields.texts["page_url"], "https://vk.example/wall417088_88")
    choose(fields.boxes["generation"], "platform_copy")
    inspecting.refresh()
    found = record(inspecting, "M-014")
    assert (found.rights, found.collected_by) == ("© автор, цитата", "ريما حداد")
    assert found.page_url.endswith("417088_88") and found.generation == "platform_copy"
    inspecting.type(fields.texts["page_url"], "two words")
    assert fields.texts["page_url"].text() == "https://vk.example/wall417088_88"
    # Told at the field, which still holds what was typed; going on to another field leaves it.
    assert "one address" in fields.rows["page_url"].refusal
    assert fields.texts["page_url"].field.toPlainText() == "two words"
    before = fields.texts["collected_at"].text()
    inspecting.type(fields.texts["collected_at"], "last summer")
    assert fields.texts["collected_at"].text() == before
    assert fields.texts["page_url"].field is None
    inspecting.type(fields.texts["rights"], "")
    assert record(inspecting, "M-014").rights == ""


def test_folded_it_shows_only_what_somebody_said(inspecting):
    run = inspecting.session.run
    run(set_collection_record, item_ids=[inspecting.id_of("M-014")], tool="Browser 140").result()
    inspecting.select("M-014")
    fields = inspecting.page.source.fields
    assert fields.rows["tool"].isVisible() and not fields.rows["consent"].isVisible()
    inspecting.qtbot.mouseClick(fields.fold, LEFT)
    assert fields.rows["consent"].isVisible()


def test_an_account_is_chosen_by_typing_and_cleared_with_delete(inspecting):
    fields = opened(inspecting, "M-014")
    choice = fields.choices["account_id"]
    choice.button.setFocus()
    inspecting.qtbot.keyClick(choice.button, Qt.Key.Key_F2)
    asking = choice.findChildren(ChoicePopover)[-1]
    inspecting.enter(asking.field, "a_severny")
    inspecting.qtbot.keyClick(asking.field, Qt.Key.Key_Return)
    inspecting.refresh()
    assert record(inspecting, "M-014").account.label == "a_severny"
    inspecting.qtbot.keyClick(choice.button, Qt.Key.Key_Delete)
    inspecting.refresh()
    assert record(inspecting, "M-014").account is None


def test_the_badge_names_what_is_missing_and_the_court_minimum(inspecting):
    inspecting.select("M-014")
    badge = inspecting.page.source.badge
    found = record(inspecting, "M-014").completeness
    assert badge.text() == f"{found.count} of 8" and "HTML source" in badge.accessibleName()
    inspecting.qtbot.mouseClick(badge, LEFT)
    words = [line.accessibleName() for line in badge.popover.children() if line.isWidgetType()]
    assert "Missing: HTML source" in words and "Hash" in words
    assert "The least that a court asks for is not there: the first 3." in words
    badge.popover.close()


@pytest.mark.parametrize("ref", ["M-009", "M-003"])
def test_graphic_content_and_a_restriction_show_a_plain_mark(inspecting, ref):
    fields = opened(inspecting, ref)
    assert not inspecting.page.marks.isVisible()
    choose(fields.boxes["graphic"], "yes")
    inspecting.refresh()
    choose(fields.boxes["restriction"], "do_not_publish")
    inspecting.refresh()
    assert inspecting.page.marks.words == ["Graphic content", "Do not publish"] and inspecting.page.marks.isVisible()
    choose(fields.boxes["graphic"], "")
    inspecting.refresh()
    assert inspecting.page.marks.words == ["Do not publish"]


def test_many_files_show_what_they_share_and_take_one_value_in_one_step(inspecting):
    run = inspecting.session.run
    run(set_collection_record, item_ids=[inspecting.id_of("M-014")], tool="Browser 140", platform="VK").result()
    run(set_collection_record, item_ids=[inspecting.id_of("M-003")], tool="wget", platform="VK").result()
    fields = opened(inspecting, "M-014", "M-003")
    assert fields.texts["platform"].text() == "VK"
    assert fields.texts["tool"].text() == "" and fields.texts["tool"]._hint == "mixed (2 values)"
    inspecting.type(fields.texts["tool"], "Архиватор")
    assert {record(inspecting, ref).tool for ref in ("M-014", "M-003")} == {"Архиватор"}
    inspecting.qtbot.waitUntil(lambda: fields.texts["tool"].text() == "Архиватор")
    inspecting.session.undo().result()
    inspecting.refresh()
    assert (record(inspecting, "M-014").tool, record(inspecting, "M-003").tool) == ("Browser 140", "wget")
    inspecting.qtbot.waitUntil(lambda: fields.texts["tool"]._hint == "mixed (2 values)")
    assert " of 8" in inspecting.pane.many_page.badge.text()
