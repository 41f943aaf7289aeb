"""A track of 100,000 points: one step of the slider, and its line, beside drawing every point in the same run."""

import math
import time

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF

from evidence_board.geo.tracks import Track, TrackPoint, match
from evidence_board.ui.canvas.camera_state import CameraState
from evidence_board.ui.tracks.track_line import TrackLine

pytestmark = pytest.mark.benchmark

POINTS, PHOTOS, START = 100_000, 500, 1_441_256_400.0
WIDE, HIGH = 570, 330


def seconds(work, *, runs=5):
    best = float("inf")
    for _ in range(runs):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def draw(polygons):
    image = QImage(WIDE, HIGH, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for width in (5.0, 2.2):
        painter.setPen(QPen(QColor("#9C3A78"), width))
        for one in polygons:
            painter.drawPolyline(one)
    painter.end()


def test_a_track_of_100_000_points(qapp, capsys):
    def place(at):
        turn = at / POINTS * 6
        return 34.9 + 0.02 * math.sin(turn), 35.87 + 0.03 * math.cos(1.7 * turn)

    track = Track([TrackPoint(START + 0.36 * at, *place(at)) for at in range(POINTS)])
    line = TrackLine(track)
    box = line.bounds
    camera = CameraState.square(*box.centre, min(WIDE / box.width, HIGH / box.height))
    view = [QPointF(*camera.to_view(x, y, width=WIDE, height=HIGH)) for x, y in track.world]
    plain = seconds(lambda: draw([QPolygonF(view)]), runs=2)
    ours = seconds(lambda: draw(line.lines(camera, WIDE, HIGH, most_gap_s=300)[0]))
    times = [START + 70.5 * at for at in range(PHOTOS)]
    found = seconds(lambda: [match(track, one, most_gap_s=300) for one in times])
    with capsys.disabled():
        print(f"\ntrack of {POINTS:,} points at {WIDE}x{HIGH}: every point {1e3 * plain:.0f} ms")
        print(f"  as many as can be seen {1e3 * ours:.1f} ms, {plain / ours:.0f} times quicker")
        print(f"  {PHOTOS} photos found on it in {1e3 * found:.1f} ms")
    assert ours < plain
