"""Photos on a recorded track: read by a worker, matched as the clock is set, placed in one step."""

from datetime import UTC, datetime, timedelta

import piexif
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from tests.factories.cases import empty_session, import_into
from tests.factories.photos import picture
from tests.ui.conftest import services

from evidence_board.case.placement import placement_of
from evidence_board.filters import Filter, HasPosition, Within, not_
from evidence_board.geo.geodesy import distance_m
from evidence_board.operations.positions import place_items
from evidence_board.selection import replace
from evidence_board.ui.tracks.track_sheet import TrackSheet

SLOW = 30_000
START = datetime(2015, 9, 3, 15, 0, tzinfo=UTC)


def gpx(path, *, minutes, every=1, times=True):
    lines = ['<?xml version="1.0"?><gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>']
    for minute in range(0, minutes, every):
        when = f"<time>{START + timedelta(minutes=minute):%Y-%m-%dT%H:%M:%SZ}</time>" if times else ""
        lines.append(f'<trkpt lat="{34.9 + minute * 1e-4:.6f}" lon="35.870000">{when}</trkpt>')
    path.write_text("\n".join([*lines, "</trkseg></trk></gpx>"]), encoding="utf-8")
    return path


@pytest.fixture
def sheet(qtbot, context):
    under = QWidget()
    qtbot.addWidget(under)
    under.resize(900, 900)
    under.show()
    made = TrackSheet(under, context=context, stack=None)
    made.open_sheet()
    made.begin()
    return made


def read(qtbot, sheet, path):
    sheet.read_file(path)
    qtbot.waitUntil(lambda: not sheet.job.is_running, timeout=SLOW)


def test_the_offset_decides_where_photos_stand_and_one_undo_takes_them_off(qtbot, sheet, context, tmp_path):
    session = context.session
    # Taken at 19:00:00 on a clock that names no zone: 16:00 UTC in Damascus.
    photo = session.index.by_ref["M-002"]
    session.set_filter(Filter((not_(HasPosition()),)))
    read(qtbot, sheet, gpx(tmp_path / "патруль.gpx", minutes=180))
    assert sheet.zone.text() == "Asia/Damascus"
    sheet.photos.setCurrentIndex(sheet.photos.findData("unplaced"))
    sheet.reckon()
    assert sheet.placed.matches[photo].latitude == pytest.approx(34.906, abs=1e-6)
    assert "on the track" in sheet.said.text() and "largest gap" in sheet.said.text()
    sheet.slider.setFocus()
    for _ in range(10):
        QTest.keyClick(sheet.slider, Qt.Key.Key_PageUp)
    assert sheet.offset.value() == 600
    moved = sheet.placed.matches[photo]
    assert moved.latitude == pytest.approx(34.907, abs=1e-6)
    sheet.zone.setText("+02:00")
    assert sheet.placed.matches[photo].latitude == pytest.approx(34.913, abs=1e-6)
    sheet.zone.setText("nowhere")
    assert not sheet.placed.matches and not sheet.place_button.isEnabled()
    sheet.zone.setText("Asia/Damascus")
    QTest.mouseClick(sheet.place_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: session.index.items[photo].latitude is not None)
    found = session.read(placement_of, photo).camera
    assert (found.source, found.method, found.time_offset_s) == ("track_match", "track", 600.0)
    assert distance_m(found.latitude, found.longitude, 34.907, 35.87) < 1 and "патруль.gpx" in found.reason
    session.undo().result()
    qtbot.waitUntil(lambda: session.index.items[photo].latitude is None)


def test_a_gap_larger_than_allowed_places_nothing(qtbot, sheet, context, tmp_path):
    photo = context.session.index.by_ref["M-002"]
    read(qtbot, sheet, gpx(tmp_path / "sparse.gpx", minutes=180, every=7))
    sheet.photos.setCurrentIndex(sheet.photos.findData("shown"))
    sheet.gap.setValue(6.9)
    assert photo not in sheet.placed.matches and "larger gap" in sheet.more.text()
    sheet.gap.setValue(7.0)
    assert photo in sheet.placed.matches


@pytest.mark.parametrize("content", ["no times", "no xml", "bomb", "missing"])
def test_what_is_no_track_is_told_in_words(qtbot, sheet, tmp_path, content):
    path = tmp_path / "track.gpx"
    if content == "no times":
        gpx(path, minutes=10, times=False)
    elif content == "no xml":
        path.write_bytes(b"\x00\xff garbage")
    elif content == "bomb":
        path.write_text(
            '<!DOCTYPE g [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><gpx><trk><name>&b;</name></trk></gpx>'
        )
    read(qtbot, sheet, path)
    assert sheet.trouble.isVisibleTo(sheet) and not sheet.place_button.isEnabled()


def test_selected_photos_come_first(sheet, context):
    session = context.session
    session.select(replace([session.index.by_ref[one] for one in ("M-001", "M-002")]))
    sheet.begin()
    assert sheet.photos.itemData(0) == "selected" and "2 files" in sheet.photos.itemText(0)


def test_the_offset_is_typed_as_people_say_it(qtbot, sheet):
    field = sheet.offset
    for typed, seconds, shown in (
        ("7 min 13 s", 433, "7 min 13 s"),
        ("-1 h", -3_600, "\u22121 h"),
        ("0:02:05", 125, "2 min 5 s"),
        ("95", 95, "1 min 35 s"),
        ("3 d", 86_400, "1 d"),
    ):
        field.selectAll()
        qtbot.keyClicks(field, typed)
        qtbot.keyClick(field, Qt.Key.Key_Return)
        assert (field.value(), field.text()) == (seconds, shown)
    field.selectAll()
    qtbot.keyClicks(field, "soon")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.value() == 86_400 and field.property("invalid") and "span of time" in field.toolTip()
    field.setValue(0)
    assert not field.property("invalid")
    QTest.keyClick(field, Qt.Key.Key_Up)
    QTest.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert field.value() == -59 and sheet.slider.value() == -59


def test_what_is_wrong_with_a_track_is_said_of_a_track(qtbot, sheet, tmp_path):
    path = tmp_path / "cut.gpx"
    path.write_text(gpx(path, minutes=30).read_text(encoding="utf-8")[:700], encoding="utf-8")
    read(qtbot, sheet, path)
    words = sheet.trouble.findChildren(QLabel)
    said = " ".join(one.text() for one in words)
    assert "cannot be read as a track" in said and "layer" not in said and "No photo was placed" in said


def test_a_zone_that_was_guessed_follows_the_track_and_one_that_was_typed_stays(qtbot, sheet, tmp_path):
    read(qtbot, sheet, gpx(tmp_path / "a.gpx", minutes=10))
    assert sheet.zone.text() == "Asia/Damascus"
    far = gpx(tmp_path / "b.gpx", minutes=10)
    far.write_text(far.read_text(encoding="utf-8").replace('lon="35.87', 'lon="2.35'), encoding="utf-8")
    read(qtbot, sheet, far)
    assert sheet.zone.text() not in ("Asia/Damascus", "UTC")
    sheet.zone.setText("+05:00")
    read(qtbot, sheet, gpx(tmp_path / "c.gpx", minutes=10))
    assert sheet.zone.text() == "+05:00"


def test_times_that_no_receiver_knew_are_left_out_and_counted(qtbot, sheet, tmp_path):
    path = gpx(tmp_path / "odd.gpx", minutes=30)
    text = path.read_text(encoding="utf-8")
    for bad in ("1970-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "garbage"):
        text = text.replace("</trkseg>", f'<trkpt lat="34.9" lon="35.87"><time>{bad}</time></trkpt></trkseg>')
    path.write_text(text, encoding="utf-8")
    read(qtbot, sheet, path)
    assert "from \u20682015-09-03 15:00" in sheet.more.text()
    assert "4 points without a usable time" in sheet.more.text()


def test_the_clock_is_set_by_a_photo_whose_place_is_known(qtbot, sheet, context, tmp_path):
    session = context.session
    photo = session.index.by_ref["M-002"]
    read(qtbot, sheet, gpx(tmp_path / "walk.gpx", minutes=180))
    # At 19:00:00 on its clock (16:00 UTC) it stood where the track was at 16:10:30.
    session.run(place_items, item_ids=[photo], latitude=34.9 + 70.5e-4, longitude=35.87, radius_m=10).result()
    qtbot.waitUntil(lambda: session.index.items[photo].latitude is not None)
    session.set_filter(Filter((Within(0.05, photo),)))
    QTest.mouseClick(sheet.by_photo, Qt.MouseButton.LeftButton)
    assert sheet.offset.value() == 630


def test_a_read_that_takes_long_can_be_stopped(qtbot, sheet, tmp_path):
    path = gpx(tmp_path / "long.gpx", minutes=2_000)
    sheet.read_file(path)
    sheet.job.stop()
    qtbot.waitUntil(lambda: not sheet.job.is_running, timeout=SLOW)
    assert not sheet.placed.matches and not sheet.trouble.isVisibleTo(sheet)
    read(qtbot, sheet, path)
    assert "The track goes" in sheet.more.text()


def placed(session):
    return sum(one.latitude is not None for one in session.index.items.values())


def test_a_folder_is_placed_by_the_slider_and_one_undo_takes_all_back(qtbot, theme, tmp_path):
    """120 photos of a camera whose clock was 7 min 13 s behind, some with a zone, some without any time."""
    folder = tmp_path / "\u0444\u043e\u0442\u043e"
    folder.mkdir()
    for number in range(120):
        taken = START + timedelta(seconds=30 + 60 * number) + timedelta(hours=3) - timedelta(seconds=433)
        stamp = {piexif.ExifIFD.DateTimeOriginal: taken.strftime("%Y:%m:%d %H:%M:%S").encode()}
        if number % 10 == 3:
            stamp[piexif.ExifIFD.OffsetTimeOriginal] = b"+03:00"
        picture((16, 12), seed=number, noise=90).save(
            folder / f"{number:03}.jpg", exif=piexif.dump({"Exif": {} if number % 40 == 39 else stamp})
        )
    with empty_session(tmp_path, threaded=True) as session, services(session, theme) as context:
        import_into(session, folder)
        under = QWidget()
        qtbot.addWidget(under)
        under.resize(900, 900)
        under.show()
        made = TrackSheet(under, context=context, stack=None)
        made.open_sheet()
        made.begin()
        read(qtbot, made, gpx(tmp_path / "walk.gpx", minutes=180))
        made.slider.setFocus()
        for _ in range(7):
            QTest.keyClick(made.slider, Qt.Key.Key_PageUp)
        for _ in range(13):
            QTest.keyClick(made.slider, Qt.Key.Key_Right)
        assert made.offset.text() == "7 min 13 s" and "117 of 120" in made.said.text()
        assert "3 files have no time" in made.more.text()
        QTest.mouseClick(made.place_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: placed(session) == 117, timeout=SLOW)
        third = next(one for one in session.index.items.values() if one.file_name == "003.jpg")
        assert third.latitude == pytest.approx(34.9 + 3.5e-4, abs=1e-6)
        session.undo().result()
        qtbot.waitUntil(lambda: placed(session) == 0, timeout=SLOW)
