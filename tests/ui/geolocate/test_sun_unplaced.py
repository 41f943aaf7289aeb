"""Sun and shadow of files that nobody placed or dated yet, of videos, and what the record may say."""

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from tests.ui.geolocate.sun_host import Host, plain

from evidence_board.geo.sun import sun_at
from evidence_board.operations.sun_marks import add_sun_mark
from evidence_board.ui.geolocate.sun_day_box import SunDayBox
from evidence_board.ui.geolocate.sun_record_form import SunRecordForm, read_clock
from evidence_board.ui.geolocate.sun_words import zone_place_name

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def unplaced(qtbot, context):
    """M-030: a mast and its shadow on a plain; the day is known, nothing else."""
    host = Host(qtbot, context, "M-030")
    host.until(lambda: context.jobs.is_idle)
    return host


def test_a_file_without_a_place_is_told_what_to_do(unplaced):
    assert unplaced.strip.doubts.text().startswith("Place it to see the sun there.")
    assert unplaced.state.path is None
    assert not unplaced.strip.record.isEnabled()
    assert plain(unplaced.strip.day.text()) == "29 Sep 2015, UTC"


def test_where_on_earth_is_answered_without_a_place(unplaced, qtbot):
    before = len(unplaced.desk.placement.marks)
    unplaced.context.perform(
        add_sun_mark,
        item_id=unplaced.desk.item_id,
        kind="object_shadow",
        ratio=1.7,
        ratio_error=0.1,
    )
    unplaced.until(lambda: len(unplaced.desk.placement.marks) == before + 1)
    assert "press the globe" in unplaced.strip.doubts.text()
    qtbot.mouseClick(unplaced.strip.region, LEFT)
    unplaced.until(lambda: unplaced.region.answer is not None and unplaced.region.answer.is_fine)
    assert "counts as UTC" in unplaced.strip.doubts.text()
    slider, first = unplaced.strip.slider, unplaced.region.answer.best
    assert slider.isEnabled()
    slider.setFocus()
    qtbot.keyClick(slider, Qt.Key.Key_PageUp)
    qtbot.keyClick(slider, Qt.Key.Key_PageUp)
    assert unplaced.state.moment == datetime(2015, 9, 29, 14, 0, tzinfo=UTC)
    assert slider.accessibleName() == "Time of day, 14:00"
    unplaced.until(lambda: unplaced.region.answer.is_fine and unplaced.region.answer.best != first)
    # Placed at last, it is still the moment that was looked at.
    unplaced.desk.edit(latitude=34.98, longitude=36.95)
    unplaced.settle()
    assert unplaced.state.moment == datetime(2015, 9, 29, 14, 0, tzinfo=UTC)
    assert unplaced.state.zone == "Asia/Damascus"


def test_the_slider_goes_to_what_fits_while_nobody_said_an_hour(qtbot, context):
    host = Host(qtbot, context, "M-019")
    host.settle()
    assert host.state.moment.hour == 12
    sun = sun_at(*host.desk.draft.point, datetime(2015, 9, 18, 14, 5, tzinfo=UTC))
    shadow = (sun.azimuth + 180) % 360
    host.mark(kind="map_shadow", bearing_deg=shadow, bearing_error_deg=4.0)
    assert abs((host.state.moment - datetime(2015, 9, 18, 14, 5, tzinfo=UTC)).total_seconds()) <= 120
    host.at(9)
    host.mark(kind="map_shadow", bearing_deg=shadow, bearing_error_deg=3.0)
    assert host.state.moment.hour == 9


def test_moving_the_slider_draws_the_map_alone(qtbot, context):
    host = Host(qtbot, context)
    host.settle()
    whole, map_alone = [], []
    host.desk.repaint_wanted.connect(lambda: whole.append(1))
    host.desk.map_repaint_wanted.connect(lambda: map_alone.append(1))
    host.at(10)
    assert map_alone
    assert not whole


def test_a_video_is_called_a_video_and_its_marks_have_a_moment(qtbot, context):
    host = Host(qtbot, context, "V-003")
    host.settle()
    host.mark(kind="map_shadow", bearing_deg=70.0, bearing_error_deg=4.0, frame_s=2.0)
    qtbot.mouseClick(host.strip.more, LEFT)
    row = host.strip.details.marks.rows[0]
    assert "at 0:02" in row.accessibleName()
    assert host.strip.record.accessibleName() == "Date the video"
    host.desk.show_frame(4.0)
    qtbot.mouseClick(row, LEFT, pos=row.rect().topLeft())
    assert host.desk.frame_s == 2.0
    host.strip.open_record()
    form = host.strip.findChild(SunRecordForm)
    assert plain(next(iter(form.cites.values())).accessibleName()) == "Cite V-003, this video"
    qtbot.mouseClick(form.save, LEFT)
    host.until(lambda: bool(host.desk.placement.chronolocations))
    assert host.desk.placement.chronolocations[0].place_text == "Tartus, breakwater"


def test_a_span_can_be_widened_before_it_is_written_down(qtbot, context):
    host = Host(qtbot, context)
    host.settle()
    host.mark(kind="map_shadow", bearing_deg=70.0, bearing_error_deg=4.0)
    host.strip.open_record()
    form = host.strip.findChild(SunRecordForm)
    band = host.state.path.bands[0]
    assert form.first.text() == f"{band.start.astimezone(host.state.moment.tzinfo):%Y-%m-%d %H:%M}"
    for first, last, words in (
        ("2015-09-12 noon", "2015-09-12 17:00", "Write a day or a clock time"),
        ("2015-09-12", "2015-09-12 17:00", "from day to day"),
        ("2015-09-12 17:00", "2015-09-12 16:00", "lies before"),
    ):
        form.first.setText(first)
        form.last.setText(last)
        qtbot.mouseClick(form.save, LEFT)
        assert words in form.told.text()
    form.first.setText("2015-09-12 15:30")
    form.last.setText("2015-09-12 17:30")
    qtbot.mouseClick(form.save, LEFT)
    host.until(lambda: bool(host.desk.placement.chronolocations))
    record = host.desk.placement.chronolocations[0]
    assert (record.result_from, record.result_to) == ("2015-09-12T15:30", "2015-09-12T17:30")
    assert len(record.fits) == len(host.state.path.bands)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (" 2015-09-12 ", "2015-09-12"),
        ("2015-09-12T05:07", "2015-09-12T05:07"),
        ("2015-09-12 25:00", None),
        ("12.09.2015", None),
        ("", None),
    ],
)
def test_what_is_typed_as_a_time(text, read):
    assert read_clock(text) == read


def test_zones_of_the_sea_are_offsets_the_right_way_round():
    assert zone_place_name("Etc/GMT-3") == "UTC+3"
    assert zone_place_name("Asia/Damascus") == "Damascus"


def test_the_date_field_is_not_turned_round(qtbot, context):
    host = Host(qtbot, context)
    host.settle()
    QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        host.strip.open_day()
        assert host.strip.findChild(SunDayBox).day.text() == "2015-09-12"
    finally:
        QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert host.state.day == date(2015, 9, 12)


def test_a_day_that_did_not_exist_is_told(qtbot, context):
    host = Host(qtbot, context, "M-030")
    host.desk.edit(latitude=-13.83, longitude=-171.76)
    host.until(lambda: host.state.zone == "Pacific/Apia")
    host.state.set_day(date(2011, 12, 30))
    host.settle()
    assert plain(host.strip.doubts.text()) == "This day did not exist in Apia: the clocks left it out."
    host.strip.slider.grab()
    host.state.set_day(date(2011, 12, 31))
    host.settle()
    assert not host.strip.doubts.isVisible()


def test_days_too_far_away_are_not_taken(qtbot, context):
    host = Host(qtbot, context)
    host.settle()
    for day in (date(1, 1, 1), date(9999, 12, 31)):
        host.state.set_day(day)
        assert host.state.day == date(2015, 9, 12)
    host.strip.open_day()
    box = host.strip.findChild(SunDayBox)
    assert box.day.maximumDate().year() == 2200
    box.close()
