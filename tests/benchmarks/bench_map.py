"""What a frame of the map costs the GUI thread with 10,000 pins; run as a script, or with ``-m benchmark``.

The map pane over 10,000 photos with thumbnails and the real basemap, against one QGraphicsItem per pin over
the same positions, in one run at 1600x1000, offscreen: a second of panning and a second of zooming each.
Milliseconds are CPU time of the main thread (``time.thread_time``) for all that a frame does: the input
event, the signals, the paint. The time until the picture is sharp after the last movement stands beside it.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication

from evidence_board.events import IndexChanged
from evidence_board.session import create_session
from evidence_board.ui.context import UiContext
from evidence_board.ui.map import MapPane
from evidence_board.ui.theme import Theme

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks.map_frames import HEIGHT, WIDTH, measure_idle, pan_and_zoom, picture, plain_scene, pump
from tests.factories.big import big_index

PHOTOS = 11_500
LOOKS = {"country": (34.9, 37.2, 7.0), "town": (34.9, 35.9, 11.0), "quarter": (34.889, 35.887, 14.0)}


def large_pane(folder):
    """A map pane over 10,000 placed photos whose pictures are all there, and what to close afterwards."""
    session = create_session(folder / "large.evidence", title="Large", actor="bench")
    theme = Theme(QApplication.instance(), mode="light")
    context = UiContext(session, theme)
    session.index = big_index(items=PHOTOS)
    images = [picture(number) for number in range(24)]
    for number, item_id in enumerate(session.index.items):
        context.thumbnails._images[item_id] = images[number % 24]
    began = time.perf_counter()
    pane = MapPane(context)
    pane.resize(WIDTH, HEIGHT)
    pane.show()
    session.hub.emit(IndexChanged())
    while len(pane.hits.content.pins) < 10_000 or not pane.canvas.is_sharp:
        pump(2)
    opened = 1000 * (time.perf_counter() - began)
    return pane, session, context, opened


def measure_hits(pane):
    """Microseconds of one hit test, median and 95 per cent."""
    rng = np.random.default_rng(3)
    places = [QPointF(*place) for place in rng.uniform((0, 0), (WIDTH, HEIGHT), (300, 2)).tolist()]
    times = []
    for place in places:
        began = time.perf_counter()
        pane.hits.at(place)
        times.append(1e6 * (time.perf_counter() - began))
    return np.percentile(times, [50, 95])


def run(folder):
    """Measure everything and print the table."""
    pane, session, context, opened = large_pane(folder)
    pins = pane.hits.content.pins
    rows = {
        name: (pan_and_zoom(pane.canvas, look, is_sharp=lambda: pane.canvas.is_sharp), plain_scene(pins, look))
        for name, look in LOOKS.items()
    }
    idle, hits = measure_idle(), measure_hits(pane)
    pane.shut_down()
    pane.close()
    context.close()
    session.close()
    print()
    print(f"map pane, {len(pins):,} pins at {WIDTH}x{HEIGHT}: open and sharp in {opened:.0f} ms")
    print(f"{'CPU ms of the GUI thread per frame':36} p50    p95    max   sharp after")
    for name, (ours, theirs) in rows.items():
        print(f"{name + ', canvas':34}{ours[0]:6.2f}{ours[1]:7.2f}{ours[2]:7.1f}{ours[3]:11.0f} ms")
        print(f"{name + ', one item per pin':34}{theirs[0]:6.2f}{theirs[1]:7.2f}{theirs[2]:7.1f}")
        print(f"{'':34}p95 of one item per pin is {theirs[1] / ours[1]:.1f} times ours")
    print(f"idle: {idle:.1f} % of one core; hit test: median {hits[0]:.0f} us, p95 {hits[1]:.0f} us")
    return rows


@pytest.mark.benchmark
@pytest.mark.timeout(600)
def test_map_frames(qapp, capsys, tmp_path):
    with capsys.disabled():
        rows = run(tmp_path)
    assert set(rows) == set(LOOKS)


if __name__ == "__main__":
    application = QApplication(sys.argv)
    with tempfile.TemporaryDirectory() as folder:
        run(Path(folder))
