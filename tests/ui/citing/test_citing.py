"""Citing in the window: from a fact, from what is selected, by dragging; editing and ordering in place."""

from PySide6.QtCore import QPoint, Qt
from tests.ui.shell.conftest import type_text

from evidence_board.case.citable import read_owner
from evidence_board.model.claims import ThingLabel
from evidence_board.operations.citations import cite
from evidence_board.ui.citing.citing_words import claim_name

LEFT = Qt.MouseButton.LeftButton
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


def section(citing):
    return citing.inspector.link_page.evidence


def test_an_uncited_link_says_so_and_is_cited_from_its_page_in_one_step(citing):
    claim = citing.thing("K-40")
    citing.uncite_all(claim)
    citing.select("K-40")
    rests = section(citing)
    assert "Uncited" in rests.list.state.label.text() and rests._count.text() == "uncited"
    citing.qtbot.mouseClick(rests.list.cite, LEFT)
    popover = citing.feature.popover
    citing.qtbot.waitUntil(lambda: bool(popover.choices.rows))
    assert popover.isVisible() and popover.field.hasFocus() and not popover.cite_button.isEnabled()
    citing.choose(popover, "M-019")
    # The name stands in Cyrillic and is typed in Latin letters.
    citing.choose(popover, "andrey")
    assert popover.chosen.chips[0].text() == "M-019"
    type_text(popover.excerpt, "«в/ч 00917»")
    popover.note.setText("Patch on the sleeve")
    citing.qtbot.keyClick(popover.note, Qt.Key.Key_Return)
    citing.settle()
    assert not popover.isVisible()
    assert citing.cited(claim)[0] == "M-019" and len(citing.cited(claim)) == 2
    row = section(citing).list.rows[0]
    assert [text.text() for text in row.texts] == ["«в/ч 00917»", "Patch on the sleeve"]
    assert citing.link("K-40").citations == 2 and rests._count.text() == "2 citations"
    citing.page.actions_of_case.undo()
    citing.settle()
    assert citing.cited(claim) == [] and citing.link("K-40").citations == 0


def test_what_is_typed_is_still_there_when_it_is_opened_again(citing):
    citing.select("K-40")
    citing.qtbot.mouseClick(section(citing).list.cite, LEFT)
    popover = citing.feature.popover
    citing.choose(popover, "M-021")
    popover.note.setText("Look at the anchor")
    citing.qtbot.keyClick(popover.note, Qt.Key.Key_Escape)
    assert not popover.isVisible()
    citing.qtbot.mouseClick(section(citing).list.cite, LEFT)
    assert popover.note.text() == "Look at the anchor"
    assert [chip.text() for chip in popover.chosen.chips] == ["M-021"]


def test_what_was_selected_before_the_fact_is_offered_first(citing):
    citing.select("M-033", "M-034")
    citing.select("K-40")
    citing.qtbot.mouseClick(section(citing).list.cite, LEFT)
    popover = citing.feature.popover
    citing.qtbot.waitUntil(lambda: bool(popover.choices.rows))
    assert [row.text for row in popover.choices.rows[:2]] == ["M-033", "M-034"]


def test_a_adds_evidence_against_and_it_is_disputed(citing):
    citing.select("K-40")
    citing.key(Qt.Key.Key_A)
    popover = citing.feature.popover
    assert popover.isVisible() and popover.stance.stance == "contradicts"
    citing.choose(popover, "M-030")
    citing.qtbot.keyClick(popover.field, Qt.Key.Key_Return, CTRL)
    citing.settle()
    assert citing.cited(citing.thing("K-40"), "contradicts") == ["M-030"]
    state = section(citing).list.state
    assert state.isVisible() and state.label.text().startswith("Disputed: ") and "M-030" in state.label.text()
    assert citing.link("K-40").disputed


def test_q_cites_several_things_for_a_position_and_a_link_at_once(citing):
    citing.select("M-014", "M-015")
    citing.key(Qt.Key.Key_Q)
    popover = citing.feature.popover
    assert popover.isVisible() and "2 things" in popover._title.text()
    citing.qtbot.waitUntil(lambda: bool(popover.choices.rows))
    # Links of what is related come first.
    assert popover._rows[0].thing[0] == "link"
    citing.choose(popover, "K-40")
    position = citing.session.index.items[citing.id_of("M-014")].geotag_id
    type_text(popover.field, "M-014")
    citing.qtbot.waitUntil(lambda: any(row.thing == ("geotag", position) for row in popover._rows))
    while popover._rows[popover.choices.current].thing != ("geotag", position):
        citing.qtbot.keyClick(popover.field, Qt.Key.Key_Down)
    citing.qtbot.keyClick(popover.field, Qt.Key.Key_Return)
    citing.qtbot.keyClick(popover.field, Qt.Key.Key_C, ALT)
    assert popover.stance.stance == "context"
    citing.qtbot.keyClick(popover.field, Qt.Key.Key_Return)
    citing.settle()
    assert citing.cited(("geotag", position), "context") == ["M-014", "M-015"]
    assert citing.cited(citing.thing("K-40"), "context") == ["M-014", "M-015"]
    citing.page.actions_of_case.undo()
    citing.settle()
    assert citing.cited(("geotag", position), "context") == []
    assert citing.cited(citing.thing("K-40"), "context") == []


def test_a_moment_of_a_video_is_cited_and_opens_there(citing):
    citing.select("K-40")
    citing.qtbot.mouseClick(section(citing).list.cite, LEFT)
    popover = citing.feature.popover
    assert not popover.moment.isVisible()
    citing.choose(popover, "V-001")
    assert popover.moment.isVisible()
    popover.moment.setText("0:99:1x")
    citing.qtbot.keyClick(popover.moment, Qt.Key.Key_Return)
    assert popover.isVisible() and "no moment" in popover._hint.text()
    popover.moment.setText("0:01.5 - 0:03")
    citing.qtbot.keyClick(popover.moment, Qt.Key.Key_Return)
    citing.settle()
    row = next(one for one in section(citing).list.rows if one.citation.start_s is not None)
    assert (row.citation.start_s, row.citation.end_s) == (1.5, 3.0) and "0:01.5 to 0:03" in row.head._below
    with citing.qtbot.waitSignal(citing.context.requests.open_moment) as asked:
        citing.qtbot.keyClick(row, Qt.Key.Key_Return)
    assert asked.args == [citing.id_of("V-001"), 1.5]


def test_what_cannot_be_cited_is_said_and_nothing_is_lost(citing):
    citing.session.run(cite, claim=citing.thing("K-41"), targets=[citing.thing("K-40")]).result()
    citing.settle()
    citing.select("K-40")
    citing.qtbot.mouseClick(section(citing).list.cite, LEFT)
    popover = citing.feature.popover
    citing.choose(popover, "K-41")
    citing.qtbot.keyClick(popover.field, Qt.Key.Key_Return)
    citing.qtbot.waitUntil(lambda: "circle" in popover._hint.text())
    assert popover.isVisible() and len(popover.chosen.chips) == 1


def test_a_citation_is_edited_moved_and_taken_away_with_keys(citing):
    claim = citing.thing("K-40")
    citing.uncite_all(claim)
    citing.session.run(cite, claim=claim, targets=[citing.thing(ref) for ref in ("M-019", "M-021", "A-01")]).result()
    citing.select("K-40")
    rests = section(citing)
    first = rests.list.rows[0]
    first.setFocus()
    citing.qtbot.keyClick(first, Qt.Key.Key_Down, ALT)
    citing.settle()
    assert citing.cited(claim) == ["M-021", "M-019", "A-01"]
    row = next(one for one in rests.list.rows if one.citation.cited.ref == "M-019")
    assert citing.page.window().focusWidget() is row
    citing.qtbot.keyClick(row, Qt.Key.Key_F2)
    type_text(row.form.excerpt, "морская пехота")
    row.form.stance.setCurrentIndex(1)
    citing.qtbot.keyClick(row.form.excerpt, Qt.Key.Key_Return)
    citing.settle()
    assert citing.cited(claim, "contradicts") == ["M-019"] and citing.cited(claim) == ["M-021", "A-01"]
    row = next(one for one in rests.list.rows if one.citation.cited.ref == "M-019")
    assert row.texts[0].text() == "“морская пехота”"
    row.setFocus()
    citing.qtbot.keyClick(row, Qt.Key.Key_Delete)
    citing.settle()
    assert citing.cited(claim, "contradicts") == [] and not citing.link("K-40").disputed
    citing.qtbot.mouseClick(rests.list.rows[1].head, LEFT)
    citing.settle()
    assert citing.session.selection.ids == (citing.id_of("A-01"),)


def test_a_citation_is_dragged_to_another_place(citing):
    claim = citing.thing("K-40")
    citing.uncite_all(claim)
    citing.session.run(cite, claim=claim, targets=[citing.thing(ref) for ref in ("M-019", "M-021", "M-024")]).result()
    citing.select("K-40")
    rows = section(citing).list.rows
    head, below = rows[0].head, rows[2]
    start = head.rect().center()
    end = head.mapFromGlobal(below.mapToGlobal(QPoint(20, below.height() - 2)))
    citing.qtbot.mousePress(head, LEFT, pos=start)
    citing.qtbot.mouseMove(head, start + QPoint(0, 30))
    citing.qtbot.mouseMove(head, end)
    citing.qtbot.mouseRelease(head, LEFT, pos=end)
    citing.settle()
    assert citing.cited(claim) == ["M-021", "M-024", "M-019"]
    assert citing.session.selection.ids == (citing.id_of("K-40"),)


def test_files_dropped_on_the_evidence_are_cited(citing, dropped):
    claim = citing.thing("K-40")
    citing.select("K-40")
    before = citing.cited(claim)
    outcome = dropped(section(citing).list, [citing.id_of("M-030"), citing.id_of("M-031")])
    citing.settle()
    assert outcome.accepted and outcome.hint.startswith("Let go to cite")
    assert citing.cited(claim) == [*before, "M-030", "M-031"]


def test_the_position_of_a_file_says_what_it_rests_on(citing):
    citing.select("M-014")
    fold = citing.inspector.item_page.where.evidence
    claim = ("geotag", citing.session.index.items[citing.id_of("M-014")].geotag_id)
    citing.uncite_all(claim)
    assert fold.line.words == "Uncited" and fold.cite.isVisible()
    citing.qtbot.mouseClick(fold.cite, LEFT)
    popover = citing.feature.popover
    citing.choose(popover, "M-042")
    citing.qtbot.keyClick(popover.field, Qt.Key.Key_Return)
    citing.settle()
    assert fold.line.words == "Rests on 1" and not fold.is_open
    citing.qtbot.mouseClick(fold.line, LEFT)
    assert fold.list.isVisible() and fold.list.rows[0].citation.cited.ref == "M-042"
    # One click leads from what is cited to the fact, and opens its evidence.
    citing.select("M-042")
    line = citing.inspector.item_page.cited.lines[-1]
    fold.set_open(False)
    citing.qtbot.mouseClick(line, LEFT)
    citing.settle()
    citing.qtbot.waitUntil(lambda: citing.inspector.item_page.where.evidence.is_open)
    assert citing.session.selection.ids == (citing.id_of("M-014"),)


def test_the_list_of_what_cites_nothing_is_worked_through_with_enter(citing):
    claim = citing.thing("K-40")
    citing.uncite_all(claim)
    citing.page.commands.run("uncited")
    citing.settle()
    sheet = citing.feature._sheet
    assert sheet.is_open and citing.page.window().focusWidget() is sheet.list
    assert sheet.list.claims[0].claim.ref == "K-40" and sheet.list.current == claim
    many = len(sheet.list.claims)
    citing.qtbot.keyClick(sheet.list, Qt.Key.Key_Return)
    popover = citing.feature.popover
    citing.choose(popover, "M-019")
    citing.qtbot.keyClick(popover.field, Qt.Key.Key_Return)
    citing.settle()
    assert len(sheet.list.claims) == many - 1 and sheet.list.current is not None and sheet.list.current != claim
    shown = sheet.list.current
    citing.qtbot.keyClick(sheet.list, Qt.Key.Key_Space)
    citing.settle()
    assert not sheet.is_open
    owner = citing.session.read(read_owner, shown)
    assert citing.session.selection.ids == (owner[1],)


def test_a_post_is_linked_and_tagged_like_any_other_thing(citing):
    citing.select("P-006")
    assert citing.page.commands["link"].enabled() and citing.page.commands["tag"].enabled()
    page = citing.inspector.post_page
    assert page.linked.isVisibleTo(page) and page.tags.isVisibleTo(page)
    from evidence_board.operations.links import create_link
    from evidence_board.operations.tags import tag_things

    unit = next(citing.session.index.entities_of("unit")).id
    post = citing.thing("P-006")
    citing.session.run(create_link, sources=[post], target=("unit", unit), relation="names").result()
    citing.session.run(tag_things, things=[post], path="приказ").result()
    citing.settle()
    assert [line._words for line in page.linked.lines] == ["names"]
    assert [chip.text() for chip in page.tags.chips.values()] == ["приказ"]


def test_a_time_is_named_as_people_say_it():
    def name(written):
        return claim_name(ThingLabel("moment", "1", "", written, "M-021"))

    assert name("2015-09-24T08:50:00+03:00").endswith("24 Sep 2015, 08:50 UTC+3")
    assert name("2015-09-20").endswith("20 Sep 2015")
    assert "the day after the storm" in name("the day after the storm")
