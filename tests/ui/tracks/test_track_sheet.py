"""Photos on a recorded track: read by a worker, matched as the clock is set, placed in one step."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from evidence_board.case.placement import placement_of
from evidence_board.filters import Filter, HasPosition, not_
from evidence_board.geo.geodesy import distance_m
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
