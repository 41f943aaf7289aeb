"""The strip of sun and shadow: day, zone, hours that fit, the record, and the region of the Earth."""

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QDate, QPoint, Qt
from tests.ui.geolocate.sun_host import Host, plain

from evidence_board.case.placement import placement_of
from evidence_board.geo.sun import sun_at
from evidence_board.model.placement import SunMarkKind
from evidence_board.operations.moments import add_moment
from evidence_board.ui.geolocate.sun_day_box import SunDayBox
from evidence_board.ui.geolocate.sun_found import FoundTimes
from evidence_board.ui.geolocate.sun_mark_form import SunMarkForm
from evidence_board.ui.geolocate.sun_record_form import SunRecordForm

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def host(qtbot, context):
    made = Host(qtbot, context)
    made.settle()
    return made


def test_day_place_zone_and_hour_come_from_the_file(host):
    assert plain(host.strip.day.text()) == "12 Sep 2015, Tartus, UTC+3"
    assert host.state.moment == datetime(2015, 9, 12, 13, 40, tzinfo=UTC)
    assert not host.strip.chip.isVisible()
    facts = host.strip.details.facts
    sun = sun_at(*host.desk.draft.point, host.state.moment)
    assert facts["Sun"] == f"azimuth {sun.azimuth:.1f}°"
    assert f"{sun.elevation_refracted:.2f}° as seen" in facts["Elevation"]
    assert "Damascus: UTC+2, in summer UTC+3" in plain(facts["Clocks"])


def test_a_shadow_on_the_map_gives_the_hours_that_fit(host):
    sun = sun_at(*host.desk.draft.point, datetime(2015, 9, 12, 13, 30, tzinfo=UTC))
    host.mark(kind="map_shadow", bearing_deg=(sun.azimuth + 180) % 360, bearing_error_deg=5.0)
    first, last = host.state.path.bands[0].start, host.state.path.bands[0].end
    assert first < datetime(2015, 9, 12, 13, 30, tzinfo=UTC) < last
    assert host.strip.chip.text().startswith("Fits 16:03")
    assert host.strip.chip.isVisible()


def test_no_hour_that_fits_says_why(host):
    host.mark(kind="map_shadow", bearing_deg=180.0, bearing_error_deg=5.0)
    assert host.strip.chip.text() == "No hour of this day fits"
    assert "never stands where a shadow towards 180° needs it" in host.strip.doubts.text()


def test_a_shadow_shorter_than_at_noon_is_impossible(host):
    host.mark(kind="object_shadow", ratio=0.2, ratio_error=0.01)
    assert host.strip.chip.text() == "No hour of this day fits"
    assert "none is shorter than 0.59" in host.strip.doubts.text()


def test_the_time_of_the_file_that_does_not_fit_is_told(host):
    sun = sun_at(*host.desk.draft.point, datetime(2015, 9, 12, 8, 0, tzinfo=UTC))
    host.mark(kind="map_shadow", bearing_deg=(sun.azimuth + 180) % 360, bearing_error_deg=3.0)
    assert "The time of the file, 16:40, does not fit." in host.strip.doubts.text()


def test_a_clock_that_is_not_that_of_the_place_is_told(host):
    host.session.run(
        add_moment,
        targets=[("item", host.desk.item_id)],
        role="captured",
        text="2015-09-12 16:40 +04:00",
        preferred=True,
    ).result()
    host.desk.show_item("")
    host.show("M-014")
    host.until(lambda: "clocks in" in host.strip.doubts.text())
    assert plain(host.strip.doubts.text()).startswith("The file says UTC+4, but clocks in Damascus showed UTC+3 then.")


def test_a_file_without_any_day_takes_the_one_that_is_chosen(host, qtbot):
    host.state.day = host.state.path = None
    host.strip.open_day()
    box = host.strip.findChild(SunDayBox)
    box.day.setFocus()
    qtbot.keyClick(box.day, Qt.Key.Key_Return)
    host.settle()
    assert host.state.day_source == "chosen"
    assert host.state.day == date(*box.day.date().getDate())
    qtbot.keyClick(box.day, Qt.Key.Key_Escape)
    host.until(lambda: host.strip.findChild(SunDayBox) is None)


def test_marks_that_contradict_each_other_are_told(host):
    host.mark(kind="map_shadow", bearing_deg=60.0, bearing_error_deg=3.0)
    host.mark(kind="map_shadow", bearing_deg=90.0, bearing_error_deg=3.0)
    assert "Marks 1 and 2 contradict each other: their shadows point 30° apart." in host.strip.doubts.text()


def test_another_file_begins_without_the_marks_of_the_last_one(host):
    host.mark(kind="map_shadow", bearing_deg=60.0, bearing_error_deg=3.0)
    host.show("M-013")
    host.until(lambda: not host.strip.details.marks.rows)
    assert host.state.shadow is None
    assert not host.strip.chip.isVisible()


def test_a_sun_below_three_degrees_is_not_measured_by(host):
    host.at(18, 40)
    assert "Below 3° shadows are too long" in host.strip.doubts.text()
    host.at(22)
    assert "The sun is down" in host.strip.doubts.text()


def test_the_slider_moves_by_keys_and_by_mouse(host, qtbot):
    slider = host.strip.slider
    slider.setFocus()
    for key, seconds in (
        (Qt.Key.Key_Right, 16 * 3600 + 45 * 60),
        (Qt.Key.Key_Left, 16 * 3600 + 40 * 60),
        (Qt.Key.Key_PageUp, 17 * 3600 + 40 * 60),
    ):
        qtbot.keyClick(slider, key)
        assert host.state.at_s == seconds
    qtbot.keyClick(slider, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert host.state.at_s == 17 * 3600 + 39 * 60
    qtbot.keyClick(slider, Qt.Key.Key_Home)
    assert host.state.at_s == pytest.approx(host.state.path.rise_s, abs=60)
    middle = QPoint(round(slider.x_of(12 * 3600)), 32)
    qtbot.mouseClick(slider, LEFT, pos=middle)
    assert host.state.at_s == pytest.approx(12 * 3600, abs=120)
    assert "12:0" in slider.accessibleName() or "11:5" in slider.accessibleName()


def test_another_day_keeps_the_hour_of_the_clock(host, qtbot):
    host.strip.open_day()
    box = host.strip.findChild(SunDayBox)
    box.day.setDate(QDate(2022, 12, 1))
    host.settle()
    assert host.state.day == date(2022, 12, 1)
    assert host.state.moment.strftime("%H:%M") == "16:40"
    assert "Damascus: UTC+3 since" in plain(box.history.text())
    box.close()


def test_a_zone_by_name_changes_what_clocks_say(host, qtbot):
    host.strip.open_day()
    box = host.strip.findChild(SunDayBox)
    box.zone.setFocus()
    box.zone.selectAll()
    qtbot.keyClicks(box.zone, "Europe/Moscow")
    box.zone.completer().popup().hide()
    qtbot.keyClick(box.zone, Qt.Key.Key_Return)
    host.until(lambda: host.state.zone == "Europe/Moscow")
    host.state.set_day(date(2013, 6, 1))
    host.settle()
    assert plain(host.strip.day.text()).endswith("UTC+4")
    assert "Moscow: UTC+4 from 27 Mar 2011 to 26 Oct 2014" in plain(host.strip.details.facts["Clocks"])
    box.close()


def test_a_zone_that_does_not_exist_is_told_and_nothing_changes(host, qtbot):
    host.strip.open_day()
    box = host.strip.findChild(SunDayBox)
    box.zone.setText("Mars/Olympus")
    box.zone.setModified(True)
    qtbot.keyClick(box.zone, Qt.Key.Key_Return)
    assert host.state.zone == "+03:00"
    box.close()


def test_days_of_the_year_that_fit_and_a_click_on_one(host, qtbot):
    sun = sun_at(*host.desk.draft.point, host.state.moment)
    host.mark(kind="object_shadow", ratio=round(sun.shadow_ratio, 3), ratio_error=round(sun.shadow_ratio * 0.03, 3))
    host.until(lambda: host.state.days is not None)
    assert any(band.start <= date(2015, 9, 12) <= band.end for band in host.state.days)
    assert any(band.start <= date(2015, 9, 12) <= band.end for band in host.state.days_at_any_hour)
    assert "these days fit" in host.strip.details.year.words()
    qtbot.mouseClick(host.strip.more, LEFT)
    year = host.strip.details.year
    assert year.isVisible()
    year.setFocus()
    qtbot.keyClick(year, Qt.Key.Key_Right)
    assert host.state.day == date(2015, 9, 13)


def test_direction_and_length_together_give_the_day_without_the_hour(host, qtbot):
    sun = sun_at(*host.desk.draft.point, host.state.moment)
    both = {"bearing_deg": (sun.azimuth + 180) % 360, "bearing_error_deg": 4.0, "ratio": round(sun.shadow_ratio, 3)}
    host.mark(kind="object_shadow", ratio_error=round(sun.shadow_ratio * 0.04, 3), **both)
    host.until(lambda: bool(host.state.days_at_any_hour))
    host.at(10)
    host.until(lambda: host.state.days == ())
    words = host.strip.details.year.words()
    assert words.startswith("At 10:00 no day of 2015 fits. At some hour: ")
    host.strip.open_record()
    form = host.strip.findChild(SunRecordForm)
    number = next(at for at in range(form.result.count()) if "at some hour" in form.result.itemText(at))
    form.result.setCurrentIndex(number)
    qtbot.mouseClick(form.save, LEFT)
    host.until(lambda: bool(host.desk.placement.chronolocations))
    record = host.desk.placement.chronolocations[0]
    assert len(record.result_from) == len("2015-09-12")
    assert len(record.fits) == len(host.state.days_at_any_hour)


def test_a_mark_is_typed_edited_left_out_and_removed(host, qtbot):
    qtbot.mouseClick(host.strip.more, LEFT)
    host.strip.open_form(SunMarkKind.OBJECT_SHADOW)
    form = host.strip.findChild(SunMarkForm)
    qtbot.keyClicks(form.fields["object_length"], "2")
    qtbot.keyClicks(form.fields["shadow_length"], "4,2")
    qtbot.keyClick(form.fields["shadow_length"], Qt.Key.Key_Return)
    marks = host.strip.details.marks
    host.until(lambda: len(marks.rows) == 1)
    assert host.desk.placement.marks[0].ratio == pytest.approx(2.1)
    row = marks.rows[0]
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_Space)
    host.until(lambda: not host.desk.placement.marks[0].used and "left out" in marks.rows[0].accessibleName())
    qtbot.mouseClick(marks.rows[0].use, LEFT)
    host.until(lambda: host.desk.placement.marks[0].used)
    qtbot.keyClick(marks.rows[0], Qt.Key.Key_Delete)
    host.until(lambda: not host.desk.placement.marks and not marks.rows)


def test_a_form_without_numbers_says_what_it_wants(host, qtbot):
    host.strip.open_form(SunMarkKind.MAP_SHADOW)
    form = host.strip.findChild(SunMarkForm)
    qtbot.mouseClick(form.save, LEFT)
    assert form.told.text() == "Type a direction, two lengths or a ratio."
    qtbot.keyClicks(form.fields["bearing_deg"], "north")
    qtbot.mouseClick(form.save, LEFT)
    assert "is no number" in form.told.text()
    form.close()


def test_what_was_found_becomes_a_time_of_the_file_in_one_step(host, qtbot):
    sun = sun_at(*host.desk.draft.point, host.state.moment)
    host.mark(kind="map_shadow", bearing_deg=(sun.azimuth + 180) % 360, bearing_error_deg=5.0)
    qtbot.mouseClick(host.strip.chip, LEFT)
    form = host.strip.findChild(SunRecordForm)
    assert "shadow towards" in form.reason.toPlainText()
    assert form.method.currentData() == "sun_azimuth"
    form.levels.choose("probable")
    before = len(host.desk.placement.chronolocations)
    qtbot.keyClick(form.reason, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    host.until(lambda: len(host.desk.placement.chronolocations) == before + 1)
    record = host.desk.placement.chronolocations[0]
    assert record.mark_ids == tuple(one.id for one in host.desk.placement.marks)
    assert (record.level, record.zone) == ("probable", "+03:00")
    item = host.session.index.items[host.desk.item_id]
    assert item.captured.precision == "range"
    assert item.captured.local == record.result_from
    host.session.undo().result()
    host.until(lambda: len(host.desk.placement.chronolocations) == before)
    assert host.session.index.items[host.desk.item_id].captured.precision != "range"


def test_the_inspector_lists_records_and_takes_them_away(host, qtbot):
    host.mark(kind="map_shadow", bearing_deg=70.0, bearing_error_deg=5.0)
    host.strip.open_record()
    form = host.strip.findChild(SunRecordForm)
    qtbot.mouseClick(form.save, LEFT)
    host.until(lambda: bool(host.desk.placement.chronolocations))
    found = FoundTimes(host.context, can_write=True, parent=host.window)
    found.show_item(host.desk.item_id)
    host.until(lambda: len(found.removes) == 1)
    assert not found.makes
    qtbot.mouseClick(next(iter(found.removes.values())), LEFT)
    host.until(lambda: not host.desk.placement.chronolocations)
    assert host.session.read(placement_of, host.desk.item_id).chronolocations == ()


def test_where_on_earth_is_coarse_at_once_and_fine_at_rest(host, qtbot):
    sun = sun_at(*host.desk.draft.point, host.state.moment)
    host.mark(
        kind="object_shadow",
        bearing_deg=(sun.azimuth + 180) % 360,
        bearing_error_deg=2.0,
        ratio=round(sun.shadow_ratio, 3),
        ratio_error=round(sun.shadow_ratio * 0.03, 3),
    )
    seen = []
    host.region.changed.connect(lambda: seen.append(host.region.answer and host.region.answer.is_fine))
    qtbot.mouseClick(host.strip.region, LEFT)
    host.until(lambda: host.region.answer is not None and host.region.answer.is_fine)
    assert False in seen
    assert host.region.fits_here
    assert "This place is among it." in host.strip.doubts.text()
    assert 0 < host.region.answer.share < 0.02
    host.at(12)
    host.until(lambda: host.region.fits_here is False and host.region.answer.is_fine)
    assert "This place is not among it." in host.strip.doubts.text()
    qtbot.mouseClick(host.strip.region, LEFT)
    assert host.region.answer is None
    assert "among it" not in host.strip.doubts.text()


def test_a_region_without_a_mark_asks_for_one(host, qtbot):
    qtbot.mouseClick(host.strip.region, LEFT)
    assert "Mark a shadow first" in host.strip.doubts.text()


def test_nothing_chosen_is_told(qtbot, context):
    host = Host(qtbot, context, "")
    assert host.strip.doubts.text() == "Choose a photo to see the sun at its place."


def test_from_right_to_left_time_still_runs_to_the_right(host):
    host.window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    slider = host.strip.slider
    assert slider.x_of(7 * 3600) < slider.x_of(17 * 3600)
    host.until(lambda: host.strip.region.x() < host.strip.day.x())
