"""The map of a track: drawn no finer than can be seen, broken at gaps, moved and zoomed by hand."""

import math

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from evidence_board.geo.mercator import to_world
from evidence_board.geo.tracks import Match, Track, TrackPoint
from evidence_board.ui.canvas.camera_state import CameraState
from evidence_board.ui.tracks.track_line import TrackLine
from evidence_board.ui.tracks.track_map import TrackMap
from evidence_board.ui.tracks.track_photos import Placed

START = 1_441_256_400.0


def walk(number, *, every=1.0, gap_at=()):
    points, time = [], START
    for at in range(number):
        time += 3_600 if at in gap_at else every
        turn = at / number * 6
        points.append(TrackPoint(time, 34.9 + 0.02 * math.sin(turn), 35.87 + 0.03 * math.cos(1.7 * turn)))
    return Track(points)


def looking_at(line, wide=500, high=300):
    box = line.bounds
    scale = min(wide / max(box.width, 1e-9), high / max(box.height, 1e-9))
    return CameraState.square(*box.centre, scale)


def test_a_hundred_thousand_points_are_as_many_as_can_be_seen():
    line = TrackLine(walk(100_000))
    whole, over = line.lines(looking_at(line), 500, 300, most_gap_s=300)
    assert over == [] and len(whole) == 1
    assert 300 < whole[0].size() < 4_000
    near = CameraState.square(*to_world(34.9, 35.87 + 0.03), 2**24)
    whole, _ = line.lines(near, 500, 300, most_gap_s=300)
    assert sum(one.size() for one in whole) < 4_000


def test_gaps_are_told_from_what_was_recorded():
    line = TrackLine(walk(3_000, gap_at=(1_000, 2_000)))
    whole, over = line.lines(looking_at(line), 500, 300, most_gap_s=300)
    assert (len(whole), len(over)) == (3, 2)
    whole, over = line.lines(looking_at(line), 500, 300, most_gap_s=4_000)
    assert (len(whole), len(over)) == (1, 0)
    # Looked at from so far that all of it is a few pixels, the gaps are still there.
    far = CameraState.square(*line.bounds.centre, 256.0)
    assert len(line.lines(far, 500, 300, most_gap_s=300)[1]) == 2


def test_over_the_date_line_it_goes_on():
    track = Track([TrackPoint(START + at, -17.0, (179.9 + at * 1e-3 + 180) % 360 - 180) for at in range(200)])
    line = TrackLine(track)
    assert line.bounds.width == pytest.approx(199e-3 / 360, rel=1e-3)
    (whole,), _ = line.lines(looking_at(line), 500, 300, most_gap_s=300)
    assert [one.x() for one in whole] == sorted(one.x() for one in whole)


def test_a_line_that_crosses_the_view_from_outside_is_drawn():
    line = TrackLine(Track([TrackPoint(START, 30.0, 30.0), TrackPoint(START + 10, 40.0, 40.0)]))
    x, y = line.bounds.centre
    whole, _ = line.lines(CameraState.square(x, y, 2**20), 500, 300, most_gap_s=300)
    assert len(whole) == 1


@pytest.fixture
def shown(qtbot, empty_context):
    made = TrackMap(empty_context, None)
    qtbot.addWidget(made)
    made.resize(560, 320)
    made.show()
    made.show_track(walk(2_000, gap_at=(700,)))
    found = Match(34.9, 35.87, 400.0, 10.0, 1.0, START)
    made.show_placed(Placed({"a": found}, {}), most_gap_s=300)
    return made


def test_it_is_dragged_and_zoomed_by_hand_and_home_shows_all_of_it(qtbot, shown):
    canvas = shown.canvas
    first = canvas.camera.state
    spot = shown.spot("a")
    assert canvas.rect().contains(spot.toPoint())
    pixel = canvas.grab().toImage().pixelColor(spot.toPoint())
    assert pixel == shown._context.theme.color("accent")
    wheel = QWheelEvent(
        spot, canvas.mapToGlobal(spot), QPoint(), QPoint(0, 240), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(canvas, wheel)
    qtbot.waitUntil(lambda: not canvas.camera.moving)
    assert canvas.camera.state.scale > first.scale * 1.2
    assert (shown.spot("a") - spot).manhattanLength() < 3, "what lies under the pointer stays there"
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(200, 150))
    QTest.mouseMove(canvas, QPoint(230, 150))
    QTest.mouseMove(canvas, QPoint(300, 190))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(300, 190))
    assert (
        shown.spot("a") - spot == pytest.approx(QPointF(100, 40), abs=4)
        or (shown.spot("a") - spot - QPointF(100, 40)).manhattanLength() < 12
    )
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: not canvas.camera.moving)
    assert canvas.camera.state == first
    QTest.mouseClick(shown.controls.buttons["in"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not canvas.camera.moving)
    assert canvas.camera.state.scale > first.scale
