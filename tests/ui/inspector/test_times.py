"""Times of one file in the inspector: ranges, bounds, a corrected camera clock, a zone for the case."""

import pytest
from PySide6.QtCore import QPoint, Qt

from evidence_board.case.details import read_item_detail
from evidence_board.model.errors import KnownError
from evidence_board.model.moments import moment_from_text
from evidence_board.operations.moments import add_moment
from evidence_board.ui.inspector.field_row import FieldRow
from evidence_board.ui.inspector.time_words import clock_words, in_zone_words, read_span, span_text, utc_words

LEFT = Qt.MouseButton.LeftButton


def detail(inspecting, ref):
    return inspecting.session.read(read_item_detail, inspecting.id_of(ref))


def choose(box, value):
    box.setCurrentIndex(box.findData(value))


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("3 h 5 min 2 s", 11102), ("3h", 10800), ("3:05", 11100), ("0:00:07", 7), ("1 d", 86400), ("2 ч 5 мин", 7500)],
)
def test_spans_are_read_and_written(text, seconds):
    assert read_span(text) == seconds and read_span(span_text(seconds)) == seconds


@pytest.mark.parametrize("text", ["", "3", "soon", "-3 h", "3:99"])
def test_what_is_no_span_is_refused(text):
    with pytest.raises(KnownError, match="not a span"):
        read_span(text)


def test_words_of_zones():
    moment = moment_from_text("2015-09-12 23:40 +00:00")
    assert in_zone_words(moment, "Asia/Damascus") == "13 Sep 2015, 02:40" and utc_words(moment) == ""
    assert in_zone_words(moment, "No/Where") == ""
    day = moment_from_text("2015-09-12")
    assert in_zone_words(day, "Asia/Damascus") == "" and utc_words(day) == ""
    assert (clock_words(60.0), clock_words(-3600.0)) == ("1 min behind", "1 h ahead")


def test_a_range_is_added_counts_and_is_binned(inspecting):
    inspecting.select("M-014")
    when = inspecting.page.when
    inspecting.qtbot.mouseClick(when.add, LEFT)
    form = when.forms.time_form
    assert form.isVisible() and form.text.hasFocus() and not form.counts.isChecked()
    choose(form.role, "first_seen")
    assert form.counts.isChecked()
    choose(form.bound, "range")
    form.text.setText("2015-09-18 10:00 +03:00")
    form.until.setText("2015-09-17")
    inspecting.qtbot.keyClick(form.until, Qt.Key.Key_Return)
    assert form.isVisible() and "lies before" in form._said.text()
    form.until.setText("2015-09-18 12:00 +03:00")
    choose(form.source, "archive")
    inspecting.enter(form.reason, "Снимок в архиве")
    inspecting.qtbot.keyClick(form.until, Qt.Key.Key_Return)
    inspecting.refresh()
    card = when.counted[0]
    assert card.words[0] == "First seen · Archive"
    assert card.words[1] == "18 Sep 2015, 10:00 to 12:00 UTC+3"
    assert "18 Sep 2015, 07:00 to 09:00 in UTC" in card.words and "Снимок в архиве" in card.words
    inspecting.qtbot.mouseClick(card.remove, LEFT)
    inspecting.refresh()
    assert when.counted == []


def test_a_bound_stands_beside_and_can_be_preferred(inspecting):
    inspecting.select("M-014")
    when = inspecting.page.when
    inspecting.qtbot.mouseClick(when.add, LEFT)
    form = when.forms.time_form
    choose(form.bound, "before")
    form.text.setText("2015-09-18")
    inspecting.qtbot.mouseClick(form.save_button, LEFT)
    inspecting.refresh()
    assert inspecting.rows(when)["Taken"] == "12 Sep 2015, about 16:40"
    inspecting.qtbot.mouseClick(when.others.fold, LEFT)
    card = when.others.cards[0]
    assert card.words[1] == "before 18 Sep 2015"
    inspecting.qtbot.mouseClick(card.use, LEFT)
    inspecting.refresh()
    assert inspecting.rows(when)["Taken"] == "before 18 Sep 2015"
    old = next(one for one in when.others.cards if "16:40" in one.words[1])
    old.setFocus()
    inspecting.qtbot.keyClick(old, Qt.Key.Key_F2)
    inspecting.enter(form.reason, ", again")
    inspecting.qtbot.keyClick(form.reason, Qt.Key.Key_Return)
    inspecting.refresh()
    assert any(one.words[-1] and "again" in " ".join(one.words) for one in when.others.cards)


def camera_with_files(inspecting):
    for item in inspecting.session.index.items.values():
        found = detail(inspecting, item.ref)
        wrote = [one for one in found.moments if one.source.startswith("exif") and one.moment.precision == "second"]
        if found.clock is not None and found.clock.files > 1 and wrote and wrote[0].preferred:
            return item.ref, found
    raise AssertionError("no such file")


def test_a_wrong_camera_clock_is_corrected_on_all_its_files_and_taken_back(inspecting):
    ref, before = camera_with_files(inspecting)
    wrote = before.moment("captured").moment
    inspecting.select(ref)
    when, form = inspecting.page.when, inspecting.page.when.forms.clock_form
    inspecting.qtbot.mouseClick(when.correct, LEFT)
    assert f"{before.clock.timed} files in this case" in form._camera.text()
    inspecting.qtbot.keyClick(form.off, Qt.Key.Key_Return)
    assert form.isVisible() and "not a span" in form._said.text()
    inspecting.enter(form.off, "3 h 2 min")
    inspecting.qtbot.keyClick(form.off, Qt.Key.Key_Return)
    assert form.isVisible() and "needs a reason" in form._said.text()
    inspecting.enter(form.reason, "Clock on the port tower")
    inspecting.qtbot.keyClick(form.reason, Qt.Key.Key_Return)
    inspecting.refresh()
    after = detail(inspecting, ref)
    taken = after.moment("captured")
    assert taken.source == "clock_offset" and (taken.moment.clock - wrote.clock).total_seconds() == 10_920
    rows = inspecting.rows(when)
    assert rows["Camera wrote"].endswith("as the camera wrote it")
    assert rows["Camera clock"].startswith(f"3 h 2 min behind, corrected on {before.clock.files} files")
    assert when.correct.text() == "Change the correction"
    inspecting.qtbot.mouseClick(when.take_back, LEFT)
    inspecting.refresh()
    assert detail(inspecting, ref).moment("captured").moment == wrote
    assert "Camera clock" not in inspecting.rows(when) and not when.take_back.isVisible()


def test_the_true_time_of_one_photo_gives_the_offset(inspecting):
    ref, before = camera_with_files(inspecting)
    local = before.moment("captured").moment.clock
    inspecting.select(ref)
    when, form = inspecting.page.when, inspecting.page.when.forms.clock_form
    inspecting.qtbot.mouseClick(when.correct, LEFT)
    true = local.replace(hour=0, minute=0, second=0)
    form.true_time.setFocus()
    inspecting.enter(form.true_time, f"{true:%Y-%m-%d %H:%M:%S}")
    assert form.way.currentData() == -1 and read_span(form.off.text()) == (local - true).total_seconds()


def test_the_zone_of_the_case_is_shown_beside_and_stored_times_stay(inspecting):
    inspecting.select("M-014")
    when, form = inspecting.page.when, inspecting.page.when.forms.zone_form
    before = detail(inspecting, "M-014").moments
    inspecting.qtbot.mouseClick(when.show_in, LEFT)
    form.zone.setText("Nowhere/City")
    inspecting.qtbot.keyClick(form.zone, Qt.Key.Key_Return)
    assert form.isVisible() and "no time zone" in form._said.text()
    form.zone.setText("tokyo")  # the town alone, as people type it
    inspecting.qtbot.mouseClick(form.save_button, LEFT)
    inspecting.refresh()
    rows = inspecting.rows(when)
    assert rows["Taken"] == "12 Sep 2015, about 16:40" and rows["Zone"] == "UTC+3, set by hand"
    assert when._taken.utc.text() == "about 12 Sep 2015, 13:40"
    assert when._taken.shown_in.text() == "about 12 Sep 2015, 22:40" and rows["Tokyo"]
    assert when.show_in.text() == "Also shown in Tokyo" and detail(inspecting, "M-014").moments == before


def test_how_sure_one_is_of_the_time_is_shown_and_set(inspecting):
    inspecting.select("M-001")
    when = inspecting.page.when
    assert not when.level.isVisible()
    add_moment(
        inspecting.session,
        targets=[("item", inspecting.id_of("M-001"))],
        role="captured",
        text="2015-09-03 17:00 +03:00",
        reason="Sun over the bow",
        preferred=True,
    )
    inspecting.refresh()
    assert when.level.isVisible()
    labels = [row._label for row in when.findChildren(FieldRow) if row.isVisible()]
    assert len({label.mapTo(when, QPoint()).x() for label in labels}) == 1
    assert when.level.level == "unjudged"
    inspecting.qtbot.keyClick(when.level, Qt.Key.Key_3)
    inspecting.refresh()
    assert when.level.level == "possible"
    assert detail(inspecting, "M-001").moment("captured").level == "possible"
