"""The full page of each kind: figures, tables, where and when, what it rests on; the tree and the way back."""

import pytest
from PySide6.QtCore import QPoint, Qt

from evidence_board.model.levels import Level
from evidence_board.operations.citations import cite
from evidence_board.operations.entities import bin_things, create_entity, rename_entity
from evidence_board.operations.links import create_link, update_link
from evidence_board.selection import replace
from evidence_board.ui.inspector.choice_popover import ChoicePopover
from evidence_board.ui.navigator.entity_tree import entity_tree

LEFT = Qt.MouseButton.LeftButton
KINDS = {"A-01": "account", "N-01": "person", "U-01": "unit", "L-01": "location", "E-01": "equipment", "T-01": "event"}


def names(table):
    return [row.name for row in table.rows]


@pytest.mark.parametrize("ref", KINDS)
def test_every_kind_has_a_page(paging, ref):
    paging.open(ref)
    view, row = paging.view, paging.view.row
    assert (row.kind, paging.ref) == (KINDS[ref], ref)
    assert view.body.head.title.text() == row.label
    assert len(view.body.cards.cards) == 4
    assert [one.place.id for one in view.side.view.entries.rows if one.place.id == row.id]
    assert view.rests.rows
    assert list(paging.session.selection.ids) == [row.id]


def test_the_people_of_a_unit_stand_with_level_evidence_and_dates(paging):
    paging.open("U-01")
    people = paging.view.body.people
    assert names(people)[:3] == ["Андрей С.", "Дмитрий Л.", "Павел М."]
    first = people.rows[0]
    assert first.level == Level.POSSIBLE
    assert first.also == "Andrey S."
    assert first.accounts == ("a_severny",)
    assert "M-021" in first.rests_on
    assert first.files == len(first.marks) == 7
    # Nobody cited anything for what nobody judged.
    assert people.rows[-1].level == Level.UNJUDGED
    assert not people.rows[-1].rests_on


def test_what_is_not_a_person_stands_in_a_table_of_its_own(paging):
    paging.open("U-01")
    others = {row.name: row.words for row in paging.view.body.others.rows}
    assert others["2nd Battalion, Unit 00917"] == "part of"
    assert others["BTR type, no. 417"] == "belongs to"
    paging.open("U-02")
    assert [(row.name, row.words) for row in paging.view.body.others.rows] == [("Unit 00917", "includes")]


def test_a_date_looks_no_surer_than_the_link_that_brings_it(paging):
    paging.open("U-01")
    data = paging.view.data
    own = set(data.profile.files)
    brought = {mark.level for mark in data.marks if mark.id not in own}
    assert brought
    assert brought <= {"possible", "doubtful", "unjudged"}
    assert len(data.files) == len(set(data.files)) > data.own == 1


def test_sorted_by_level_or_by_first_date(paging):
    paging.open("U-01")
    body = paging.view.body
    paging.qtbot.mouseClick(body.order.parts["first"], LEFT)
    by_date = [row.first for row in body.people.rows]
    assert by_date == sorted(by_date)
    paging.qtbot.mouseClick(body.order.parts["level"], LEFT)
    assert names(body.people)[0] == "Андрей С."


def test_a_row_is_selected_by_click_and_opened_by_double_click_and_enter(paging):
    paging.open("U-01")
    people = paging.view.body.people
    spot = people.row_box(1).topLeft() + QPoint(60, 20)
    paging.qtbot.mouseClick(people, LEFT, pos=spot)
    assert list(paging.session.selection.ids) == [paging.id_of("N-03")]
    assert paging.ref == "U-01"
    paging.double_click(people, spot)
    paging.refresh()
    assert paging.ref == "N-03"
    paging.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    paging.refresh()
    assert paging.ref == "U-01"
    paging.press(Qt.Key.Key_Home, widget=people)
    paging.press(Qt.Key.Key_Return, widget=people)
    assert paging.ref == "N-01"


def test_a_mark_selects_the_files_of_that_day(paging):
    paging.open("U-01")
    body = paging.view.body
    body.people.resize(976, body.people.sizeHint().height())
    box = body.people.mark_boxes(0)[-1]
    paging.qtbot.mouseClick(body.people, LEFT, pos=box.center().toPoint())
    chosen = paging.session.selection.ids
    assert chosen
    assert set(chosen) <= set(paging.session.index.items)
    box = body.lanes.mark_boxes(0)[0]
    paging.qtbot.mouseClick(body.lanes, LEFT, pos=box.center().toPoint())
    chosen = paging.session.selection.ids
    assert {paging.session.index.items[one].place for one in chosen} == {"Tartus, breakwater"}


def test_keys_grade_the_link_of_a_row(paging):
    paging.open("U-01")
    people = paging.view.body.people
    paging.press(Qt.Key.Key_Down, widget=people)
    link = people.current.row.link
    assert link.level == Level.POSSIBLE
    paging.press(Qt.Key.Key_2, widget=people)
    paging.refresh()
    assert paging.session.index.links[link.id].level == Level.DOUBTFUL
    paging.session.undo().result()
    assert paging.session.index.links[link.id].level == Level.POSSIBLE


def test_where_it_was_seen(paging):
    paging.open("N-01")
    body = paging.view.body
    lanes = {lane.name: lane.files for lane in body.lanes.lanes}
    assert lanes["Tartus, breakwater"] == 3
    assert body.lanes.lanes[-1].id == ""
    assert len(body.map.hits.content.pins) == 5
    assert body.map.nothing.isHidden()
    box = body.lanes.mark_boxes(0)[0]
    assert box.width() > 0


def test_what_has_no_files_says_so(paging):
    made = paging.session.run(create_entity, kind="unit", name="Часть").result().result["id"]
    paging.view.open_page(made)
    paging.refresh()
    body, rests = paging.view.body, paging.view.rests
    assert [card[0] for card in body.cards.cards] == ["0", "0", "0", "–"]
    assert body.people.isHidden()
    assert body.others.isHidden()
    assert body.lanes.isHidden()
    assert not body.map.nothing.isHidden()
    assert rests.warning.isHidden()
    assert not rests.rows


# -- what it rests on ---------------------------------------------------------------------------------------


def test_citations_are_numbered_under_their_claim(paging):
    paging.open("U-01")
    rests = paging.view.rests
    assert rests.head.note == "13 citations"
    first = rests.rows[0].citation
    assert first.cited.ref == "M-019"
    shown = []
    paging.context.requests.preview.connect(shown.append)
    paging.qtbot.mouseClick(rests.rows[0].head, LEFT)
    assert shown == [paging.id_of("M-019")]


def test_a_warning_where_no_person_is_above_possible(paging):
    paging.open("U-01")
    warning = paging.view.rests.warning
    assert warning.words[0] == "No link to a person or account is above possible"
    assert "1 of 8 cites nothing." in warning.words[1]
    index = paging.session.index
    sure = [one for one in index.links_of[paging.id_of("U-01")] if one.level == "probable"]
    for link in sure:
        paging.session.run(update_link, row_id=link.id, level="possible", reason="as a test").result()
    paging.refresh()
    assert warning.words[0] == "No link here is above possible"


def test_a_link_above_its_weakest_evidence_is_marked(paging):
    index = paging.session.index
    weak = next(one for one in index.links.values() if one.level == "doubtful")
    link = next(one for one in index.links_of[paging.id_of("U-01")] if one.src == paging.id_of("N-01"))
    paging.session.run(cite, claim=("link", link.id), targets=[("link", weak.id)]).result()
    paging.open("U-01")
    claim = next(one for one in paging.view.data.claims if one.evidence.claim.id == link.id)
    assert claim.above
    assert claim.carried == "doubtful"
    assert "stands above its weakest evidence" in paging.view.rests.warning.words[1]


def test_one_account_behind_half_of_it_is_said(paging):
    paging.open("N-03")
    assert "laskin.d" in paging.view.rests.warning.words[1]


# -- the list at the start -----------------------------------------------------------------------------------


def test_the_list_is_narrowed_in_any_script_and_opens_the_first(paging):
    paging.open("N-03")
    paging.press(Qt.Key.Key_F)
    side = paging.view.side
    assert paging.window.focusWidget() is side.field
    paging.qtbot.keyClicks(side.field, "andrey")
    assert [row.name for row in side.view.entries.rows] == ["Андрей С."]
    paging.press(Qt.Key.Key_Return, widget=side.field)
    assert paging.ref == "N-01"
    paging.press(Qt.Key.Key_Escape, widget=side.field)
    assert side.field.text() == ""
    assert len(side.view.entries.rows) == 8


def test_rows_of_the_tree_are_walked_and_opened(paging):
    paging.open("U-01")
    rows = paging.view.side.view
    rows.setFocus()
    paging.press(Qt.Key.Key_Down, widget=rows)
    paging.press(Qt.Key.Key_Return, widget=rows)
    assert paging.ref == "U-02"
    assert rows.entries.rows[2].place.level == "probable"


def test_a_unit_is_dragged_under_another_in_one_step(paging):
    paging.open("U-01")
    session, other = paging.session, paging.id_of("U-03")
    before = session.undo_step().id if session.undo_step() else None
    said = paging.drop("U-03", "U-01")
    assert "Unit 00917" in said
    tree = entity_tree(session.index, "unit")
    assert tree.parents[other] == (paging.id_of("U-01"), "unjudged")
    claims = [one for one in session.index.links_of[other] if one.relation == "part of"]
    assert [one.level for one in claims] == ["unjudged"]
    step = session.undo_step()
    assert step.label == "Place Unit 00944 under Unit 00917"
    assert step.id != before
    session.undo().result()
    assert other not in entity_tree(session.index, "unit").parents


def test_a_unit_is_dropped_under_nothing(paging):
    paging.open("U-01")
    session = paging.session
    assert "nothing" in paging.drop("U-02", "")
    assert paging.id_of("U-02") not in entity_tree(session.index, "unit").parents
    session.undo().result()
    assert entity_tree(session.index, "unit").parents[paging.id_of("U-02")][1] == "probable"


def test_a_unit_is_never_placed_under_what_stands_under_it(paging):
    paging.open("U-01")
    told = []
    paging.context.events.notice.connect(lambda notice: told.append(notice.text))
    paging.drop("U-01", "U-02")
    paging.qtbot.waitUntil(lambda: bool(told), timeout=10_000)
    assert "cannot be part of" in told[0]


def test_a_place_is_not_dropped_into_a_unit(paging):
    paging.open("U-01")
    before = paging.session.undo_step()
    paging.drop("L-01", "U-01")
    assert paging.session.undo_step() == before


# -- in the window ------------------------------------------------------------------------------------------


def test_escape_closes_and_what_was_selected_stays(paging):
    paging.open("U-01")
    with paging.qtbot.waitSignal(paging.view.closed):
        paging.press(Qt.Key.Key_Escape)
    assert not paging.view.isVisible()
    assert list(paging.session.selection.ids) == [paging.id_of("U-01")]


def test_an_entity_selected_elsewhere_has_its_page_shown(paging):
    paging.open("U-01")
    paging.session.select(replace([paging.id_of("A-06")]), origin="palette")
    paging.refresh()
    assert paging.ref == "A-06"
    assert paging.view.body.head.title.text() == "أبو ليث"


def test_what_has_no_page_is_shown_below(paging):
    paging.open("U-01")
    paging.context.requests.reveal.emit(paging.id_of("M-001"))
    assert not paging.view.isVisible()


def test_the_page_follows_the_case(paging):
    paging.open("U-01")
    session = paging.session
    session.run(rename_entity, kind="unit", row_id=paging.id_of("U-01"), name="Бригада").result()
    session.run(
        create_link, sources=[("person", paging.id_of("N-08"))], target=("unit", paging.id_of("U-01")), relation="knows"
    ).result()
    paging.refresh()
    assert paging.view.body.head.title.text() == "Бригада"
    assert "أبو ليث" in names(paging.view.body.people)


def test_a_page_whose_thing_goes_to_the_bin_is_left(paging):
    paging.open("U-01")
    paging.open("U-03")
    paging.session.run(bin_things, things=[("unit", paging.id_of("U-03"))]).result()
    paging.refresh()
    assert paging.ref == "U-01"


def test_the_name_is_edited_where_it_stands(paging):
    paging.open("U-03")
    paging.press(Qt.Key.Key_F2)
    field = paging.view.body.head.title.field
    field.selectAll()
    paging.qtbot.keyClicks(field, "Supply unit")
    paging.press(Qt.Key.Key_Return, widget=field)
    paging.refresh()
    assert paging.view.row.label == "Supply unit"


def test_nothing_is_changed_in_a_case_that_is_only_read(paging_read_only):
    paging_read_only.open("U-01")
    view = paging_read_only.view
    assert view.side.new.isHidden()
    assert not view.side.view.acceptDrops()
    assert names(view.body.people)
    asked = []
    paging_read_only.context.requests.link.connect(asked.append)
    paging_read_only.press(Qt.Key.Key_L)
    paging_read_only.press(Qt.Key.Key_2, widget=view.body.people)
    assert not asked


def test_a_parent_that_nobody_has_named_is_said_and_asked_for(paging):
    paging.open("U-02")
    rows = paging.view.side.view
    shown = [(row.name, row.place.depth) for row in rows.entries.rows]
    assert shown[:3] == [("Parent unit, not known", 0), ("Unit 00917", 1), ("2nd Battalion, Unit 00917", 2)]
    rows.setCurrentIndex(rows.entries.index(0, 0))
    paging.press(Qt.Key.Key_Return, widget=rows)
    asked = paging.view.findChildren(ChoicePopover)
    assert [one.accessibleName() for one in asked] == ["What does \u2068Unit 00917\u2069 stand under?"]
    paging.qtbot.keyClicks(asked[0].field, "U-03")
    paging.press(Qt.Key.Key_Return, widget=asked[0].field)
    paging.refresh()
    assert entity_tree(paging.session.index, "unit").parents[paging.id_of("U-01")][0] == paging.id_of("U-03")
