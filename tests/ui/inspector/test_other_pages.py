"""Entities, links, several things and the case itself in the inspector."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from tests.factories.cases import practice_case, practice_session
from tests.ui.inspector.conftest import Inspecting

from evidence_board.case.details import read_entity_detail
from evidence_board.filters import AtPlace, Filter, PostedBy
from evidence_board.operations.entities import rename_entity
from evidence_board.operations.items import update_item
from evidence_board.selection import Selection, replace
from evidence_board.session import open_session
from evidence_board.ui.citing.level_popover import LevelPopover
from evidence_board.ui.context import UiContext
from evidence_board.ui.inspector.page_area import PageArea
from evidence_board.ui.inspector.value_text import ValueText
from evidence_board.ui.widgets.combo_box import ComboBox
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.section import Section

LEFT = Qt.MouseButton.LeftButton
KINDS = ("account", "person", "unit", "location", "equipment", "event")


def entity(inspecting, ref):
    row = inspecting.session.index.entities[inspecting.id_of(ref)]
    return inspecting.session.read(read_entity_detail, row.kind, row.id)


def choose(box, data):
    at = box.findData(data)
    box.setCurrentIndex(at)
    box.activated.emit(at)


def test_an_entity_is_renamed_and_an_empty_name_is_refused(inspecting):
    inspecting.select("N-01")
    page = inspecting.pane.entity_page
    assert page.title.text() == "Андрей С." and page._names.text() == "also \u2068Andrey S.\u2069"
    inspecting.type(page.title, "Андрей Северный")
    assert inspecting.session.index.entities[inspecting.id_of("N-01")].label == "Андрей Северный"
    inspecting.type(page.title, "")
    assert page.title.text() == "Андрей Северный"


def test_fields_follow_the_kind_and_are_saved(inspecting):
    inspecting.select("A-01")
    rows = inspecting.pane.entity_page.rows
    inspecting.type(rows.texts["platform"], "telegram")
    choose(rows.choices["reliability"], "B")
    inspecting.refresh()
    detail = entity(inspecting, "A-01")
    assert detail.text("platform") == "telegram" and detail.text("reliability") == "B"
    inspecting.type(rows.texts["url"], "")
    assert entity(inspecting, "A-01").values["url"] is None
    inspecting.select("E-01")
    assert set(rows.texts) == {"category", "model", "markings", "serial"}


def test_a_place_takes_typed_coordinates_and_refuses_nonsense(inspecting):
    notices = []
    inspecting.context.events.notice.connect(notices.append)
    inspecting.select("L-01")
    rows = inspecting.pane.entity_page.rows
    inspecting.type(rows.texts["position"], "34.5, 36.25")
    inspecting.type(rows.texts["radius_m"], "2 km")
    row = inspecting.session.index.entities[inspecting.id_of("L-01")]
    assert (row.latitude, row.longitude, row.radius_m) == (34.5, 36.25, 2000.0)
    inspecting.type(rows.texts["position"], "by the sea")
    assert len(notices) == 1 and notices[0].tone == "bad"
    assert rows.texts["position"].text() == "34.5000, 36.2500"


def test_times_of_an_event_are_typed_and_cleared(inspecting):
    inspecting.select("T-01")
    rows = inspecting.pane.entity_page.rows
    assert rows.texts["start"]._label.text() == "9 Sep 2015, 08:20 UTC+3"
    inspecting.type(rows.texts["start"], "2015-09-08")
    inspecting.type(rows.texts["end"], "")
    row = inspecting.session.index.entities[inspecting.id_of("T-01")]
    assert row.start.local == "2015-09-08" and row.end is None


def test_show_these_files_filters_every_pane(inspecting):
    inspecting.select("L-01")
    page = inspecting.pane.entity_page
    inspecting.qtbot.mouseClick(page.show_files, LEFT)
    assert inspecting.session.filter == Filter((AtPlace(inspecting.id_of("L-01")),))
    assert len(inspecting.session.visible) == len(page.files.reachable) > 0
    inspecting.select("A-01")
    inspecting.qtbot.mouseClick(page.show_files, LEFT)
    assert inspecting.session.filter == Filter((PostedBy((inspecting.id_of("A-01"),)),))
    assert set(inspecting.session.visible) == set(page.files.reachable)


def test_a_link_is_edited_and_its_ends_are_one_click_away(inspecting):
    inspecting.select("K-20")
    page = inspecting.pane.link_page
    link_id = inspecting.id_of("K-20")
    inspecting.type(page.relation, "looks towards")
    page.level.setFocus()
    inspecting.qtbot.keyClick(page.level, Qt.Key.Key_3)
    inspecting.type(page.start, "2015-09")
    inspecting.type(page.end, "next week")
    inspecting.write_note(page.note, "Seen from the mole")
    link = inspecting.session.index.links[link_id]
    assert (link.relation, link.level, link.start) == ("looks towards", "possible", "2015-09")
    assert link.end is None and link.note == "Seen from the mole"
    inspecting.qtbot.mouseClick(page.target, LEFT)
    inspecting.refresh()
    assert inspecting.session.selection.current == link.dst
    inspecting.select("K-20")
    inspecting.qtbot.mouseClick(page.remove, LEFT)
    inspecting.refresh()
    assert link_id not in inspecting.session.index.links
    assert inspecting.pane.nothing_page.isVisible()


def test_several_files_show_what_they_share_and_mixed_where_they_differ(inspecting):
    inspecting.select("M-014", "M-003", "M-009")
    page = inspecting.pane.many_page
    rows = inspecting.rows(page)
    assert inspecting.pane.bar.accessibleName() == "3 selected"
    assert page.values.account.choice.button.accessibleName().endswith("mixed (2 values)")
    assert rows["Taken"] == "4 Sep 2015 to 12 Sep 2015"
    level = page.values.level.shared
    level.setFocus()
    assert level.isVisible()
    inspecting.qtbot.keyClick(level, Qt.Key.Key_1)
    inspecting.refresh()
    assert {inspecting.item(ref).level for ref in ("M-014", "M-003", "M-009")} == {"refuted"}
    page.tags.begin()
    inspecting.enter(page.tags.field, "together")
    inspecting.qtbot.keyClick(page.tags.field, Qt.Key.Key_Return)
    inspecting.refresh()
    tag = next(row.id for row in inspecting.session.index.tags.values() if row.path == "together")
    assert all(tag in inspecting.item(ref).tag_ids for ref in ("M-014", "M-003", "M-009"))
    assert page.tags.chips[tag].text() == "together"
    placed, linked = [], []
    inspecting.context.requests.place.connect(placed.append)
    inspecting.context.requests.link.connect(linked.append)
    inspecting.qtbot.mouseClick(page.place, LEFT)
    inspecting.qtbot.mouseClick(page.link, LEFT)
    ids = [inspecting.id_of(ref) for ref in ("M-014", "M-003", "M-009")]
    assert placed == [ids] and linked == [[("item", one) for one in ids]]


def test_a_mixed_bag_is_counted_in_words(inspecting):
    inspecting.select("M-014", "V-001", "A-01", "U-01", "K-20")
    assert inspecting.pane.many_page._counts.text() == "1 photo, 1 video, 1 account, 1 unit, 1 link"
    inspecting.qtbot.mouseClick(inspecting.pane.many_page.remove, LEFT)
    inspecting.refresh()
    assert inspecting.session.selection == Selection()
    assert "M-014" not in inspecting.session.index.by_ref


def test_without_a_selection_the_case_is_summed_up(inspecting):
    page = inspecting.pane.nothing_page
    assert page.isVisible()
    rows = inspecting.rows(page)
    assert rows["Files"] == "48" and rows["Accounts"] == "11" and rows["Links"] == "61"
    index = inspecting.session.index
    waiting = {item.ref for item in index.items.values() if item.open_problems}
    disputed = {item.ref for item in index.items.values() if index.observations.open_conflicts(item.id)}
    assert waiting and disputed
    assert rows["On the map"].endswith("of 48") and rows["Need you"] == str(len(waiting | disputed))


def test_a_case_that_can_only_be_read_offers_no_edit(qtbot, tmp_path, theme):
    session = open_session(practice_case(tmp_path), actor="reader", read_only=True)
    context = UiContext(session, theme)
    try:
        inspecting = Inspecting(qtbot, context)
        inspecting.select("M-009")
        page = inspecting.page
        qtbot.mouseClick(page.head.title, LEFT)
        page.where.edit()
        page.when.edit()
        assert page.head.title.field is None and not page.where.form.isVisible() and not page.when.form.isVisible()
        assert not hasattr(page.problems.cards[0], "action")
        # The level still opens, to say what the evidence carries; nothing can be chosen there.
        level, graded = page.where.level, []
        level.chosen.connect(graded.append)
        qtbot.keyClick(level, Qt.Key.Key_1)
        qtbot.mouseClick(level, LEFT)
        levels = level.findChild(LevelPopover)
        qtbot.waitUntil(levels.proposal.isVisible, timeout=20_000)
        qtbot.keyClick(levels, Qt.Key.Key_1)
        assert not graded and levels.isVisible() and not levels.cite.isVisible()
        levels.close()
        assert inspecting.rows(page.where)["Place"] == "Tartus, seafront"
        inspecting.select("K-20")
        assert not inspecting.pane.link_page.remove.isVisible()
        inspecting.select("L-01")
        rows = inspecting.pane.entity_page.rows
        # What nobody said and nobody can say here is no row.
        assert all(bool(text.text()) == text.isVisible() for text in rows.texts.values())
    finally:
        context.close()
        session.close()


def test_edits_come_back_from_the_writer_thread(qtbot, tmp_path, theme):
    with practice_session(tmp_path, threaded=True) as session:
        qtbot.waitUntil(lambda: len(session.index.items) == 48)
        context = UiContext(session, theme)
        try:
            inspecting = Inspecting(qtbot, context)
            inspecting.session.select(replace([inspecting.id_of("M-014")]))
            title = inspecting.page.head.title
            qtbot.waitUntil(lambda: title.text().startswith("Man in striped"))
            inspecting.type(title, "From the mole")
            qtbot.waitUntil(lambda: session.index.items[inspecting.id_of("M-014")].title == "From the mole")
            session.undo()
            qtbot.waitUntil(lambda: title.text().startswith("Man in striped"))
        finally:
            context.close()


@pytest.mark.parametrize("width", [272, 312])
def test_every_page_is_as_wide_as_the_pane_and_has_the_same_margins(inspecting, width):
    pane = inspecting.pane
    pane.set_compact(width < 300)
    pane.resize(width, 1200)
    index = inspecting.session.index
    refs = [next(index.entities_of(kind)).ref for kind in KINDS]
    refs += [row.ref for kind in ("unit", "location") for row in index.entities_of(kind)]
    edges = set()
    for ref in [*refs, "M-014", "M-021", "K-01"]:
        inspecting.select(ref)
        inspecting.qtbot.wait(1)
        area = next(one for one in pane.findChildren(PageArea) if one.isVisible())
        page = area.widget()
        assert page.width() == area.viewport().width(), ref
        section = next(one for one in page.findChildren(Section) if one.isVisible())
        left = section.mapTo(pane, section.rect().topLeft()).x()
        edges.add((left, pane.width() - left - section.width()))
    assert edges == {(16, 16)}


def test_no_text_is_cut_without_a_tooltip(inspecting):
    pane = inspecting.pane
    pane.set_compact(True)
    pane.resize(272, 1400)
    name = "Отряд с очень длинным именем, которое нигде не помещается целиком, أبو ليث"
    unit = next(inspecting.session.index.entities_of("unit"))
    rename = {"kind": "unit", "row_id": unit.id, "name": name}
    inspecting.session.run(rename_entity, **rename).result()
    item = inspecting.item("M-014")
    inspecting.session.run(update_item, row_id=item.id, title=name).result()
    for ref in ("M-014", unit.ref, "M-009"):
        inspecting.select(ref)
        inspecting.qtbot.wait(1)
        labels = [one for one in pane.findChildren(ElidedLabel) if one.isVisible() and one.text()]
        assert labels
        for label in labels:
            cut = (
                label.is_cut
                if isinstance(label, ValueText) and label.hasHeightForWidth()
                else (label.width() < label.sizeHint().width() - 1)
            )
            assert label.height() >= label.fontMetrics().height() - 4
            assert not cut or label.toolTip(), label.text()


def test_a_value_wraps_before_it_is_cut(qtbot, theme):
    value = ValueText("Camera clock (DateTimeOriginal)", theme=theme, lines=3)
    qtbot.addWidget(value)
    line = theme.line_height("small")
    assert value.heightForWidth(400) == line and value.heightForWidth(140) == 2 * line
    value.resize(140, 2 * line)
    assert not value.is_cut and value.toolTip() == ""
    value.set_text("Очень длинное имя файла " * 12)
    value.resize(140, 3 * line)
    assert value.heightForWidth(140) == 3 * line
    assert value.is_cut and value.toolTip()
    value.show()
    assert not value.grab().isNull()


def test_a_long_choice_ends_in_an_ellipsis_and_a_tooltip(qtbot, theme):
    box = ComboBox(name="Unit", theme=theme, small=True)
    qtbot.addWidget(box)
    box.addItem("Отряд с очень длинным именем, которое нигде не помещается")
    box.resize(140, 28)
    box.show()
    qtbot.waitExposed(box)
    help_event = QHelpEvent(QEvent.Type.ToolTip, QPoint(20, 10), box.mapToGlobal(QPoint(20, 10)))
    QApplication.sendEvent(box, help_event)
    assert "не помещается" in QToolTip.text()
    cut = box.grab().toImage()
    box.resize(600, 28)
    QToolTip.hideText()
    assert box.grab().toImage().width() > cut.width()
