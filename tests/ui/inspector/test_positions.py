"""Positions of one file in the inspector: history, another one, words alone, "cannot be located"."""

import pytest
from PySide6.QtCore import Qt

from evidence_board.case.details import read_item_detail
from evidence_board.operations.positions import add_position
from evidence_board.ui.inspector.many_choice import typed_point

LEFT = Qt.MouseButton.LeftButton


def geotags(inspecting, ref="M-014"):
    return inspecting.session.read(read_item_detail, inspecting.id_of(ref)).geotags


def choose(box, value):
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def test_words_in_arabic_are_kept_beside_and_never_put_on_the_map(inspecting):
    inspecting.select("M-014")
    where = inspecting.page.where
    inspecting.qtbot.mouseClick(where.add, LEFT)
    form = where.form
    assert form.isVisible() and form.coordinates.hasFocus() and not form.counts.isChecked()
    inspecting.enter(form.coordinates, "طرطوس، سوريا")
    assert "Kept as words" in form._said.text()
    choose(form.source, "platform_tag")
    choose(form.near, "settlement")
    assert form.radius.text() == "5 km"
    inspecting.qtbot.keyClick(form.coordinates, Qt.Key.Key_Return)
    inspecting.refresh()
    assert not form.isVisible() and inspecting.item("M-014").latitude == 34.9051
    added = next(one for one in geotags(inspecting) if one.place_text)
    assert (added.place_text, added.latitude, added.source) == ("طرطوس، سوريا", None, "platform_tag")
    assert (added.precision, added.radius_m, added.preferred) == ("settlement", 5000.0, False)
    inspecting.qtbot.mouseClick(where.others.fold, LEFT)
    card = where.others.cards[0]
    assert card.isVisible() and card.words[:3] == ["Camera · Platform tag", "طرطوس، سوريا", "Settlement, 5 km"]
    assert card.words[-1].endswith("by \u2068tester\u2069")


def test_a_grid_reference_is_named_and_a_name_like_a_code_stays_a_name(inspecting):
    inspecting.select("M-014")
    where = inspecting.page.where
    inspecting.qtbot.mouseClick(where.add, LEFT)
    form = where.form
    inspecting.enter(form.coordinates, "36S YD 63801 64536")
    assert form._said.text().startswith("Read as") and form._said.text().endswith("(MGRS)")
    form.coordinates.clear()
    inspecting.enter(form.coordinates, "bunker7")
    assert "Kept as words" in form._said.text()
    assert typed_point("bunker7") is None
    assert typed_point("36S YD 63801 64536") == pytest.approx((34.889, 35.8866), abs=1e-4)


def test_a_subject_counts_at_once_where_there_is_none_and_is_edited_and_binned(inspecting):
    inspecting.select("M-014")
    where = inspecting.page.where
    inspecting.qtbot.mouseClick(where.add, LEFT)
    form = where.form
    choose(form.role, "subject")
    inspecting.enter(form.coordinates, "34.89, 35.87")
    form.counts.setChecked(True)
    choose(form.method, "satellite_match")
    inspecting.qtbot.mouseClick(form.save_button, LEFT)
    inspecting.refresh()
    card = where.counted[0]
    assert card.words[0] == "Subject · By hand" and card.use is None and "Chosen by a person" in card.words
    card.setFocus()
    inspecting.qtbot.keyClick(card, Qt.Key.Key_F2)
    assert form.isVisible() and not form.coordinates.isVisible()
    form.radius.setText("80 m")
    form.reason.setText("Маяк на молу")
    inspecting.qtbot.mouseClick(form.save_button, LEFT)
    inspecting.refresh()
    changed = next(one for one in geotags(inspecting) if one.role == "subject")
    assert (changed.latitude, changed.radius_m, changed.reason) == (34.89, 80.0, "Маяк на молу")
    where.counted[0].setFocus()
    inspecting.qtbot.keyClick(where.counted[0].bars, Qt.Key.Key_3)
    inspecting.refresh()
    assert where.counted[0].bars.level == "possible"
    inspecting.qtbot.mouseClick(where.counted[0].remove, LEFT)
    inspecting.refresh()
    assert where.counted == [] and all(one.role == "camera" for one in geotags(inspecting))
    inspecting.session.undo().result()
    inspecting.refresh()
    assert where.counted[0].words[0] == "Subject · By hand"


def test_another_one_is_preferred_with_enter_and_who_chose_is_said(inspecting):
    run = inspecting.session.run
    run(add_position, item_ids=[inspecting.id_of("M-014")], latitude=34.5, longitude=35.9).result()
    inspecting.select("M-014")
    where = inspecting.page.where
    assert inspecting.rows(where)["Chosen"].startswith("By a person; entered ")
    inspecting.qtbot.mouseClick(where.others.fold, LEFT)
    card = next(one for one in where.others.cards if one.words[1] == "34.5000, 35.9000")
    card.setFocus()
    inspecting.qtbot.keyClick(card, Qt.Key.Key_Return)
    inspecting.refresh()
    assert inspecting.item("M-014").latitude == 34.5
    assert inspecting.rows(where)["Position"] == "34.5000, 35.9000"
    assert where.others.fold.is_open and any("34.9051" in one.words[1] for one in where.others.cards)


def test_a_rule_that_chose_is_said_in_words(inspecting):
    for ref in inspecting.session.index.by_ref:
        if ref[0] == "M" and any(one.preferred and one.chosen_by == "rule" for one in geotags(inspecting, ref)):
            break
    inspecting.select(ref)
    assert inspecting.rows(inspecting.page.where)["Chosen"].startswith("By rule, until a person chooses; entered ")


def test_cannot_be_located_is_an_answer_with_a_reason_and_can_be_taken_back(inspecting):
    inspecting.select("M-014")
    where = inspecting.page.where
    inspecting.qtbot.mouseClick(where.give_up, LEFT)
    inspecting.qtbot.mouseClick(where.unlocatable.save_button, LEFT)
    assert where.unlocatable.isVisible() and "Say what was" in where.unlocatable._said.text()
    inspecting.enter(where.unlocatable.reason, "Nothing but open sea")
    inspecting.qtbot.keyClick(where.unlocatable.reason, Qt.Key.Key_Return)
    inspecting.refresh()
    rows = inspecting.rows(where)
    assert rows["Position"] == "Cannot be located" and rows["Basis"] == "Nothing but open sea"
    assert where.come_back.isVisible() and not where.give_up.isVisible()
    assert inspecting.item("M-014").latitude is None
    inspecting.qtbot.mouseClick(where.come_back, LEFT)
    inspecting.refresh()
    assert inspecting.rows(where)["Position"] != "Cannot be located" and where.give_up.isVisible()


def test_escape_leaves_the_form_and_nothing_is_added(inspecting):
    inspecting.select("M-014")
    where, before = inspecting.page.where, len(geotags(inspecting))
    inspecting.qtbot.mouseClick(where.add, LEFT)
    inspecting.enter(where.form.coordinates, "34.5, 35.5")
    inspecting.qtbot.keyClick(where.form.coordinates, Qt.Key.Key_Escape)
    assert not where.form.isVisible() and where.add.hasFocus() and len(geotags(inspecting)) == before


def test_sections_fold_and_remember_it(inspecting):
    inspecting.select("M-020")
    where = inspecting.page.where
    inspecting.qtbot.mouseClick(where.arrow, LEFT)
    inspecting.qtbot.mouseClick(inspecting.page.source.fields.fold, LEFT)
    assert not where._camera.isVisible() and inspecting.page.source.fields.rows["tool"].isVisible()
    kept = inspecting.pane.state()
    inspecting.pane.restore({"open": {"where": True, "record": False, "times": "?"}})
    assert where._camera.isVisible() and not inspecting.page.source.fields.rows["tool"].isVisible()
    inspecting.pane.restore(kept)
    assert not where.is_open and inspecting.page.source.fields.fold.is_open
