"""Levels in the window: what the evidence carries is said, a reason is asked for in place, nothing is lost."""

from PySide6.QtCore import Qt
from tests.ui.shell.conftest import type_text

from evidence_board.case.evidence import read_evidence
from evidence_board.operations.citations import cite
from evidence_board.ui.citing.level_popover import LevelPopover
from evidence_board.ui.citing.reason_popover import ReasonPopover

LEFT = Qt.MouseButton.LeftButton


def with_one_source(citing, ref="K-40"):
    """A link that cites one photo."""
    claim = citing.thing(ref)
    citing.uncite_all(claim)
    citing.session.run(cite, claim=claim, targets=[citing.thing("M-019")]).result()
    citing.settle()
    citing.select(ref)
    return claim


def asked(citing):
    citing.qtbot.waitUntil(lambda: isinstance(citing.popup, ReasonPopover))
    return citing.popup


def reason_of(citing, claim):
    return citing.session.read(read_evidence, claim).reason


def test_a_key_asks_for_a_reason_and_sets_the_level_with_it(citing):
    claim = with_one_source(citing)
    citing.key(Qt.Key.Key_5)
    popover = asked(citing)
    assert any("One independent source" in line.words for line in popover.objections)
    assert "carries" in popover.proposal.title.text() and not popover.set_button.isEnabled()
    assert citing.link("K-40").level == "possible"
    type_text(popover.field, "Он назвал себя сам")
    citing.qtbot.keyClick(popover.field, Qt.Key.Key_Return)
    citing.settle()
    assert citing.link("K-40").level == "confirmed" and reason_of(citing, claim) == "Он назвал себя сам"
    assert citing.inspector.link_page.reason.text() == "Он назвал себя сам"
    citing.page.actions_of_case.undo()
    citing.settle()
    assert citing.link("K-40").level == "possible" and reason_of(citing, claim) == ""


def test_the_level_that_is_carried_is_set_instead_and_esc_leaves_everything(citing):
    claim = with_one_source(citing)
    level = citing.inspector.link_page.level
    citing.qtbot.keyClick(level, Qt.Key.Key_5)
    popover = asked(citing)
    popover.field.setPlainText("half a thought")
    citing.qtbot.keyClick(popover.field, Qt.Key.Key_Escape)
    citing.settle()
    assert citing.link("K-40").level == "possible" and level.level == "possible"
    citing.qtbot.keyClick(level, Qt.Key.Key_5)
    popover = asked(citing)
    assert popover.field.toPlainText() == "half a thought"
    words = popover.lower_button.accessibleName()
    citing.qtbot.mouseClick(popover.lower_button, LEFT)
    citing.settle()
    assert citing.link("K-40").level.lower() in words and citing.link("K-40").level != "confirmed"
    assert reason_of(citing, claim) == ""


def test_the_levels_say_what_the_evidence_carries_and_set_nothing_by_themselves(citing):
    claim = with_one_source(citing)
    level = citing.inspector.link_page.level
    citing.qtbot.mouseClick(level, LEFT)
    popover = citing.popup
    assert isinstance(popover, LevelPopover)
    citing.qtbot.waitUntil(lambda: popover.proposal.isVisible())
    said = " ".join(line.text() for line in popover.proposal.lines)
    assert "One independent source is cited." in said and "M-019" in said
    assert citing.link("K-40").level == "possible"
    citing.qtbot.keyClick(popover, Qt.Key.Key_2)
    citing.settle()
    assert citing.link("K-40").level == "doubtful"
    citing.qtbot.mouseClick(level, LEFT)
    popover = citing.popup
    citing.qtbot.waitUntil(lambda: popover.reason.isVisible())
    citing.qtbot.mouseClick(popover.reason, LEFT)
    type_text(popover.reason.field, "Only the back is seen")
    popover.reason.finish(save=True)
    citing.settle()
    popover.close()
    assert reason_of(citing, claim) == "Only the back is seen"


def test_the_level_of_a_position_keeps_what_it_rested_on(citing):
    citing.select("M-014")
    claim = ("geotag", citing.session.index.items[citing.id_of("M-014")].geotag_id)
    citing.uncite_all(claim)
    citing.session.run(cite, claim=claim, targets=[citing.thing("M-042")]).result()
    citing.settle()
    old = reason_of(citing, claim)
    assert old
    level = citing.inspector.item_page.where.level
    citing.qtbot.keyClick(level, Qt.Key.Key_5)
    popover = asked(citing)
    popover.field.setPlainText("Two lighthouses alike do not exist")
    citing.qtbot.mouseClick(popover.set_button, LEFT)
    citing.settle()
    assert citing.session.index.items[citing.id_of("M-014")].level == "confirmed"
    assert reason_of(citing, claim) == f"{old}\nTwo lighthouses alike do not exist"


def test_a_form_that_sets_a_level_with_other_values_loses_nothing(citing):
    citing.select("M-014")
    claim = ("geotag", citing.session.index.items[citing.id_of("M-014")].geotag_id)
    citing.uncite_all(claim)
    citing.session.run(cite, claim=claim, targets=[citing.thing("M-042")]).result()
    citing.settle()
    where = citing.inspector.item_page.where
    where.edit()
    where.form.radius.setText("90 m")
    where.form.level.set_level("confirmed")
    citing.qtbot.mouseClick(where.form.save_button, LEFT)
    popover = asked(citing)
    popover.field.setPlainText("Measured")
    citing.qtbot.mouseClick(popover.set_button, LEFT)
    citing.settle()
    row = citing.session.index.items[citing.id_of("M-014")]
    assert (row.level, row.radius_m) == ("confirmed", 90.0)
    assert reason_of(citing, claim).endswith("\nMeasured")


def test_several_at_once_are_asked_about_together(citing):
    with_one_source(citing, "K-40")
    with_one_source(citing, "K-41")
    citing.select("K-40", "K-41")
    citing.key(Qt.Key.Key_5)
    popover = asked(citing)
    assert "2 facts need a reason" in popover.accessibleName() and len(popover.objections) == 2
    popover.field.setPlainText("Both say so themselves")
    citing.qtbot.mouseClick(popover.set_button, LEFT)
    citing.settle()
    assert {citing.link(ref).level for ref in ("K-40", "K-41")} == {"confirmed"}


def test_two_sources_that_are_one_are_named(citing):
    claim = citing.thing("K-40")
    citing.uncite_all(claim)
    links = citing.session.index.links
    posted = [one for one in links.values() if one.relation == "posted" and one.dst_kind == "item"]
    of_one = [one.dst for one in posted if one.src == posted[0].src]
    citing.session.run(cite, claim=claim, targets=[("item", one) for one in of_one[:2]]).result()
    citing.select("K-40")
    citing.key(Qt.Key.Key_5)
    popover = asked(citing)
    assert any("count once: the same account" in line.words for line in popover.objections)
