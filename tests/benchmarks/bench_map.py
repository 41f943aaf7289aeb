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
from PySide6.QtCore import QEventLoop, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap, QWheelEvent
from PySide6.QtWidgets import QApplication, QGraphicsPixmapItem, QGraphicsScene, QGraphicsView

from evidence_board.events import IndexChanged
from evidence_board.geo.mercator import to_world, world_pixels
from evidence_board.session import create_session
from evidence_board.ui.canvas import CameraState
from evidence_board.ui.context import UiContext
from evidence_board.ui.map import MapPane
from evidence_board.ui.theme import Theme

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.factories.big import big_index

WIDTH, HEIGHT, FRAMES, PHOTOS = 1600, 1000, 60, 11_500
LOOKS = {"country": (34.9, 37.2, 7.0), "town": (34.9, 35.9, 11.0), "quarter": (34.889, 35.887, 14.0)}


def pump(milliseconds):
    """Let the event loop run and sleep, as it does under a user."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


class Frames:
    """CPU time of this thread for single frames, in milliseconds."""

    def __init__(self):
        self.cpu = []

    def frame(self, widget, action, *arguments):
        began = time.thread_time()
        action(*arguments)
        QApplication.sendPostedEvents()
        widget.repaint()
        self.cpu.append(1000 * (time.thread_time() - began))
        pump(8)

    @property
    def row(self):
        return [*np.percentile(self.cpu, [50, 95]), max(self.cpu)]


def wheel_event(widget, notches):
    pos = QPointF(WIDTH * 0.6, HEIGHT * 0.4)
    return QWheelEvent(
        pos, widget.mapToGlobal(pos), QPoint(), QPoint(0, round(120 * notches)),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip


def picture(number):
    image = QImage(504, 378, QImage.Format.Format_RGB32)
    image.fill(QColor.fromHsv(number * 37 % 360, 120, 200))
    return image


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


def measure_pane(pane, look):
    """Pan and zoom the pane; `Frames.row`, then milliseconds until sharp."""
    latitude, longitude, zoom = look
    canvas = pane.canvas
    canvas.camera.jump(CameraState.square(*to_world(latitude, longitude), world_pixels(zoom)))
    wait_sharp(canvas)
    frames = Frames()
    for number in range(FRAMES):
        step = 14 if number % 40 < 20 else -14
        frames.frame(canvas, canvas.camera.pan, step, step // 2)
    for number in range(FRAMES):
        notches = 0.25 if number % 30 < 15 else -0.25
        frames.frame(canvas, QApplication.sendEvent, canvas, wheel_event(canvas, notches))
    return [*frames.row, wait_sharp(canvas)]


def wait_sharp(canvas):
    began = time.perf_counter()
    while not canvas.is_sharp:
        pump(2)
    return 1000 * (time.perf_counter() - began)


def measure_items(pins, look):
    """The same movements over one item per pin, without clusters and without a basemap."""
    latitude, longitude, zoom = look
    scale = world_pixels(zoom)
    scene = QGraphicsScene()
    pixmaps = [QPixmap.fromImage(picture(number).scaled(44, 44)) for number in range(24)]
    for number, (x, y) in enumerate((pins.xy * scale).tolist()):
        item = QGraphicsPixmapItem(pixmaps[number % 24])
        item.setFlag(QGraphicsPixmapItem.GraphicsItemFlag.ItemIgnoresTransformations)
        item.setOffset(-22, -49)
        item.setPos(x, y)
        scene.addItem(item)
    view = QGraphicsView(scene)
    view.setRenderHint(QPainter.RenderHint.Antialiasing)
    view.resize(WIDTH, HEIGHT)
    view.show()
    x, y = to_world(latitude, longitude)
    view.centerOn(x * scale, y * scale)
    pump(50)
    frames, bar = Frames(), view.horizontalScrollBar()
    for _ in range(6):
        frames.frame(view.viewport(), bar.setValue, bar.value() + 14)
    for number in range(6):
        factor = 1.06 if number % 2 else 1 / 1.06
        frames.frame(view.viewport(), view.scale, factor, factor)
    view.close()
    return frames.row


def measure_idle(milliseconds=1000):
    """CPU time of the whole process while nobody does anything, in per cent."""
    pump(300)
    began = time.process_time()
    pump(milliseconds)
    return 100 * (time.process_time() - began) / (milliseconds / 1000)


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
    rows = {name: (measure_pane(pane, look), measure_items(pins, look)) for name, look in LOOKS.items()}
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
