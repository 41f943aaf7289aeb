"""Profiles: facts, names, history, tree, timeline, media, links and citations of each kind."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from evidence_board.case.details import read_entity_detail
from evidence_board.case.name_details import read_account_names, read_other_names
from evidence_board.filters import Filter, PostedBy
from evidence_board.operations.citations import cite
from evidence_board.operations.entities import create_entity, update_entity
from evidence_board.operations.links import create_link
from evidence_board.operations.names import add_name

LEFT = Qt.MouseButton.LeftButton
KINDS = ("account", "person", "unit", "location", "equipment", "event")


def run(inspecting, verb, **values):
    changes = inspecting.session.run(verb, **values).result()
    inspecting.refresh()
    return changes.result


def entity(inspecting, ref):
    row = inspecting.session.index.entities[inspecting.id_of(ref)]
    return inspecting.session.read(read_entity_detail, row.kind, row.id)


def choose(inspecting, box, data):
    box.setFocus()
    at = box.findData(data)
    assert at >= 0
    box.setCurrentIndex(at)
    box.activated.emit(at)
    inspecting.refresh()


def notices(inspecting):
    found = []
    inspecting.context.events.notice.connect(found.append)
    return found


def enter(inspecting, line, text):
    line.setFocus()
    line.clear()
    inspecting.enter(line, text)


# -- facts -------------------------------------------------------------------------------------------------


def test_facts_of_an_account(inspecting):
    inspecting.select("A-04")
    rows = inspecting.pane.entity_page.rows
    inspecting.type(rows.texts["created_on"], "2012-05")
    inspecting.type(rows.texts["self_place"], "Севастополь")
    inspecting.type(rows.texts["bio"], "Морская пехота")
    choose(inspecting, rows.choices["status"], "suspended")
    found = entity(inspecting, "A-04")
    assert [found.text(one) for one in ("created_on", "self_place", "bio", "status")] == [
        "2012-05",
        "Севастополь",
        "Морская пехота",
        "suspended",
    ]
    assert rows.texts["created_on"]._label.text() == "May 2012"
    assert rows.choices["status"].currentText() == "Suspended"
    inspecting.session.undo().result()
    inspecting.refresh()
    assert rows.choices["status"].currentText() == "Not known"


def test_a_date_that_is_none_is_refused_and_the_old_one_stays(inspecting):
    said = notices(inspecting)
    inspecting.select("N-01")
    rows = inspecting.pane.entity_page.rows
    inspecting.type(rows.texts["born"], "1991")
    inspecting.type(rows.texts["born"], "last spring")
    QApplication.processEvents()
    born = rows.texts["born"]
    # Told at the field, which still holds what was typed.
    assert not said and "last spring" in born.parentWidget().refusal
    assert born.text() == "1991" and born.field.text() == "last spring"
    inspecting.qtbot.keyClick(born.field, Qt.Key.Key_Escape)
    inspecting.type(born, "1992")
    assert born.parentWidget().refusal == ""


def test_kind_of_a_place_and_of_an_event(inspecting):
    inspecting.select("L-01")
    rows = inspecting.pane.entity_page.rows
    inspecting.type(rows.texts["kind"], "ميناء")
    assert entity(inspecting, "L-01").text("kind") == "ميناء"
    inspecting.select("T-01")
    inspecting.type(rows.texts["kind"], "arrival")
    assert entity(inspecting, "T-01").text("kind") == "arrival"
    assert "Павел М." in rows.values["taking_part"].text()


def test_an_area_is_said_and_not_edited(inspecting):
    ring = "[[[35.8,34.8],[35.9,34.8],[35.9,34.9],[35.8,34.8]]]"
    shape = f'{{"type":"Polygon","coordinates":{ring}}}'
    place = inspecting.id_of("L-01")
    inspecting.select("L-01")
    rows = inspecting.pane.entity_page.rows
    assert rows.values["area"].isHidden()
    run(inspecting, update_entity, kind="location", row_id=place, area=shape)
    assert rows.values["area"].text() == "has an area of 3 points"


def test_a_unit_is_never_part_of_itself(inspecting):
    said = notices(inspecting)
    inspecting.select("U-01")
    box = inspecting.pane.entity_page.rows.choices["parent_id"]
    assert box.count() == 1
    choose(inspecting, box, inspecting.id_of("U-02"))
    QApplication.processEvents()
    assert not said and "part of" in box.parentWidget().refusal
    assert box.currentText() == "Not said"
    assert box.findData(inspecting.id_of("U-01")) < 0
    choose(inspecting, box, inspecting.id_of("U-03"))
    assert entity(inspecting, "U-01").text("parent_id") == inspecting.id_of("U-03")
    assert box.parentWidget().refusal == ""


# -- names -------------------------------------------------------------------------------------------------


def test_names_are_added_changed_and_taken_away(inspecting):
    inspecting.select("N-01")
    names = inspecting.pane.entity_page.names
    person = inspecting.id_of("N-01")
    names.add()
    enter(inspecting, names.name, "أندريه")
    enter(inspecting, names.language, "ar")
    enter(inspecting, names.role, "alias")
    inspecting.qtbot.keyClick(names.name, Qt.Key.Key_Return)
    inspecting.refresh()
    QApplication.processEvents()
    stored = inspecting.session.read(read_other_names, person)
    assert [(one.name, one.script, one.language, one.role) for one in stored][-1] == ("أندريه", "Arab", "ar", "alias")
    assert names.form.isHidden()
    row = names.list.rows[-1]
    assert row.accessibleName() == "أندريه, Arabic, alias"
    row.setFocus()
    inspecting.qtbot.keyClick(row, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "أندريه"
    inspecting.qtbot.keyClick(row, Qt.Key.Key_F2)
    assert names.name.text() == "أندريه"
    enter(inspecting, names.name, "Андрюха")
    inspecting.qtbot.keyClick(names.name, Qt.Key.Key_Return)
    inspecting.refresh()
    stored = inspecting.session.read(read_other_names, person)
    assert (stored[-1].name, stored[-1].script) == ("Андрюха", "Cyrl")
    inspecting.qtbot.keyClick(names.list.rows[-1], Qt.Key.Key_Delete)
    inspecting.refresh()
    assert len(names.list.rows) == 1
    inspecting.session.undo().result()
    inspecting.refresh()
    assert [row.words for row in names.list.rows] == ["Andrey S.", "Андрюха"]


def test_a_name_twice_is_refused_in_the_form_and_esc_leaves_it(inspecting):
    inspecting.select("N-01")
    names = inspecting.pane.entity_page.names
    names.add()
    enter(inspecting, names.name, "Andrey S.")
    inspecting.qtbot.keyClick(names.name, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert names.form.isVisible() and "already" in names.form._said.text()
    inspecting.qtbot.keyClick(names.name, Qt.Key.Key_Escape)
    assert names.form.isHidden()


def test_arrow_keys_walk_the_names(inspecting):
    run(inspecting, add_name, kind="person", entity_id=inspecting.id_of("N-01"), name="Третий")
    inspecting.select("N-01")
    first, second = inspecting.pane.entity_page.names.list.rows
    first.setFocus()
    inspecting.qtbot.keyClick(first, Qt.Key.Key_Down)
    assert second.hasFocus()
    inspecting.qtbot.keyClick(second, Qt.Key.Key_Home)
    assert first.hasFocus()


def test_renaming_an_account_keeps_the_old_handle(inspecting):
    inspecting.select("A-04")
    page = inspecting.pane.entity_page
    history = page.history
    inspecting.qtbot.mouseClick(history.rename, LEFT)
    enter(inspecting, history.handle, "vetrov_2")
    enter(inspecting, history.changed_on, "2015-10-12")
    inspecting.qtbot.keyClick(history.handle, Qt.Key.Key_Return)
    inspecting.refresh()
    assert page.title.text() == "vetrov_2"
    assert [row.words for row in history.list.rows] == ["n_vetrov", "vetrov_2"]
    assert "12 Oct 2015" in history.list.rows[0].accessibleName()
    history.add()
    enter(inspecting, history.handle, "ветров83")
    enter(inspecting, history.seen_from, "2015-03")
    enter(inspecting, history.seen_to, "2014")
    inspecting.qtbot.keyClick(history.handle, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert history.form.isVisible() and "before" in history.form._said.text()
    enter(inspecting, history.seen_to, "2015-06")
    inspecting.qtbot.keyClick(history.handle, Qt.Key.Key_Return)
    inspecting.refresh()
    names = inspecting.session.read(read_account_names, inspecting.id_of("A-04"))
    assert names[0].handle == "n_vetrov" or names[0].handle == "ветров83"
    assert {one.handle for one in names} == {"n_vetrov", "vetrov_2", "ветров83"}
    inspecting.session.undo().result()
    inspecting.session.undo().result()
    inspecting.refresh()
    assert page.title.text() == "n_vetrov" and history.list.rows == []
    inspecting.select("U-01")
    assert history.isHidden()


# -- tree, timeline, media ---------------------------------------------------------------------------------


def test_the_tree_shows_what_stands_above_and_below(inspecting):
    company = run(inspecting, create_entity, kind="unit", name="1-я рота", parent_id=inspecting.id_of("U-02"))["id"]
    inspecting.select("U-02")
    tree = inspecting.pane.entity_page.tree.tree
    rows = tree.rows
    assert [row.name for row in rows] == ["Unit 00917", "2nd Battalion, Unit 00917", "1-я рота"]
    assert [row.place.level for row in rows] == [None, "probable", "unjudged"]
    assert rows[1].is_current and [row.indent for row in rows] == [0, 1, 2]
    rows[1].setFocus()
    inspecting.qtbot.keyClick(rows[1], Qt.Key.Key_Left)
    assert rows[0].hasFocus()
    inspecting.qtbot.keyClick(rows[0], Qt.Key.Key_Down)
    inspecting.qtbot.keyClick(rows[1], Qt.Key.Key_Right)
    assert rows[2].hasFocus()
    inspecting.qtbot.keyClick(rows[2], Qt.Key.Key_Return)
    inspecting.refresh()
    assert inspecting.session.selection.current == company
    inspecting.select("U-01")
    assert tree.rows[0].place is None and "not known" in tree.rows[0].name


def test_a_ring_of_links_loses_nobody(inspecting):
    pair = (("unit", inspecting.id_of("U-01")), ("unit", inspecting.id_of("U-03")))
    run(inspecting, create_link, sources=[pair[0]], target=pair[1], relation="part of", level="possible")
    run(inspecting, create_link, sources=[pair[1]], target=pair[0], relation="part of", level="possible")
    for ref in ("U-01", "U-03"):
        inspecting.select(ref)
        rows = inspecting.pane.entity_page.tree.tree.rows
        assert any(row.is_current for row in rows)


def test_the_timeline_shows_dates_by_level_and_selects(inspecting):
    inspecting.select("E-01")
    seen = inspecting.pane.entity_page.seen
    QApplication.processEvents()
    marks = [mark for one in seen.strip.placed for mark in one.marks]
    assert [mark.name for mark in marks] and {mark.level for mark in marks} == {"probable", "possible"}
    assert seen.legend["sure"].isVisible() and seen.legend["weak"].isVisible()
    first = seen.strip.placed[0]
    inspecting.qtbot.mouseClick(seen.strip, LEFT, pos=seen.strip.place_of(first).center())
    assert inspecting.session.selection.ids == (first.marks[0].id,)
    inspecting.select("T-01")
    QApplication.processEvents()
    assert any(one.marks[0].role == "event" for one in seen.strip.placed)
    seen.strip.setFocus()
    inspecting.qtbot.keyClick(seen.strip, Qt.Key.Key_End)
    last = seen.strip.placed[-1]
    inspecting.qtbot.keyClick(seen.strip, Qt.Key.Key_Return)
    assert inspecting.session.selection.ids == (last.marks[0].id,)


def test_media_is_walked_enlarged_and_shown_everywhere(inspecting):
    inspecting.select("A-01")
    files = inspecting.pane.entity_page.files
    QApplication.processEvents()
    assert files.strip.left == len(files.reachable) - 3 > 1
    shown, asked = [], []
    inspecting.context.requests.preview.connect(shown.append)
    files.strip.chosen.connect(asked.append)
    inspecting.qtbot.mouseClick(files.strip, LEFT, pos=files.strip.cell(3).center())
    assert files.strip.first == 3 and asked == []
    files.strip.setFocus()
    inspecting.qtbot.keyClick(files.strip, Qt.Key.Key_Home)
    first = files.strip.current
    inspecting.qtbot.keyClick(files.strip, Qt.Key.Key_Space)
    assert shown == [first]
    inspecting.qtbot.mouseClick(files.show_all, LEFT)
    assert inspecting.session.filter == Filter((PostedBy((inspecting.id_of("A-01"),)),))
    inspecting.qtbot.keyClick(files.strip, Qt.Key.Key_Return)
    assert inspecting.session.selection.ids == (first,)


# -- links and citations -----------------------------------------------------------------------------------


def test_links_stand_by_kind_and_are_graded(inspecting):
    inspecting.select("U-01")
    linked = inspecting.pane.entity_page.linked
    groups = linked.groups
    assert list(groups) == ["account", "person", "unit", "equipment", "media"]
    line = groups["person"][0]
    line.setFocus()
    inspecting.qtbot.keyClick(line, Qt.Key.Key_4)
    inspecting.refresh()
    assert inspecting.session.index.links[line.link.id].level == "probable"
    down = linked.groups["person"][0]
    down.setFocus()
    inspecting.qtbot.keyClick(down, Qt.Key.Key_Down)
    assert linked.groups["person"][1].hasFocus()
    QApplication.processEvents()
    other = linked.groups["equipment"][0]
    inspecting.qtbot.mouseClick(other, LEFT, pos=QPoint(40, 12))
    assert inspecting.session.index.label_of(inspecting.session.selection.current) == "BTR type, no. 417"


def test_weak_links_are_warned_of(inspecting):
    unit = run(inspecting, create_entity, kind="unit", name="Unit 12")["id"]
    person = ("person", inspecting.id_of("N-01"))
    link = {"sources": [person], "target": ("unit", unit), "relation": "serves in", "level": "doubtful"}
    run(inspecting, create_link, **link)
    inspecting.select(inspecting.session.index.entities[unit].ref)
    weak = inspecting.pane.entity_page.weak
    assert weak.isVisible()
    assert weak.words == ("No link here is above possible", "1 of 1 cites no evidence.")
    inspecting.select("L-01")
    assert weak.isHidden()


def test_where_it_is_cited_is_one_click_away(inspecting):
    claim = inspecting.id_of("K-47")
    account = ("account", inspecting.id_of("A-01"))
    run(inspecting, cite, claim=("link", claim), targets=[account], stance="contradicts", excerpt="«другая часть»")
    inspecting.select("A-01")
    cited = inspecting.pane.entity_page.cited
    (row,) = cited.list.rows
    assert "against it" in row.accessibleName() and "Possible" in row.accessibleName()
    inspecting.qtbot.mouseClick(row, LEFT)
    inspecting.refresh()
    assert inspecting.session.selection.ids == (claim,)
    inspecting.select("A-02")
    assert cited.list.rows == []


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_kind_is_painted_in_both_themes_and_directions(inspecting, theme, mode, direction):
    QApplication.instance().setLayoutDirection(direction)
    theme.mode = mode
    inspecting.pane.set_compact(True)
    inspecting.pane.resize(272, 1600)
    index = inspecting.session.index
    for kind in KINDS:
        inspecting.select(next(index.entities_of(kind)).ref)
        QApplication.processEvents()
        assert not inspecting.pane.grab().isNull()
        page = inspecting.pane.entity_page
        assert page.names.accessibleName() and page.figures.accessibleName()


def test_a_bare_entity_says_what_is_missing(inspecting):
    row_id = run(inspecting, create_entity, kind="equipment", name="قارب")["id"]
    inspecting.select(inspecting.session.index.entities[row_id].ref)
    page = inspecting.pane.entity_page
    for section in (page.names, page.seen, page.linked, page.cited):
        assert section._nothing.isVisible() and section._nothing.text()
    assert page.files._words.text() == "No media yet" and page.files.show_all.isHidden()
