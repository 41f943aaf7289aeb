"""How long the event loop is held up while a picture of 100 megapixels is opened, zoomed and adjusted.

A timer of 5 ms notes how late it comes: the heartbeat of the window, beside that while nothing happens. "cpu" is what
the main thread worked between two beats, which a machine busy with other things does not stretch. Milliseconds; "most"
is the longest gap. Run it by itself:
``python -m pytest tests/benchmarks/bench_viewer.py -m benchmark -s``.
"""

import os
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from tests.factories.cases import empty_session, import_into

from evidence_board.ui.context import UiContext
from evidence_board.ui.theme import Theme
from evidence_board.ui.viewer.viewer import Viewer

SIZE = (11_600, 8_700)
SECONDS = 6.0


def large_photo(path):
    """A JPEG of 100 megapixels with detail everywhere."""
    small = np.random.default_rng(1).integers(0, 255, (SIZE[1] // 20, SIZE[0] // 20, 3), dtype=np.uint8)
    Image.fromarray(small).resize(SIZE, Image.Resampling.BICUBIC).save(path, "JPEG", quality=80)


class Heartbeat:
    """Notes how late a timer of 5 ms comes, and how much this thread worked meanwhile."""

    def __init__(self):
        self.late, self.cpu = [], []
        self._last, self._worked = time.perf_counter(), time.thread_time()
        self._timer = QTimer()
        self._timer.setInterval(5)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self):
        now, worked = time.perf_counter(), time.thread_time()
        self.late.append(max(0.0, now - self._last - 0.005) * 1000)
        self.cpu.append((worked - self._worked) * 1000)
        self._last, self._worked = now, worked

    def words(self):
        return "   ".join(f"{name} {figures(values)}" for name, values in (("late", self.late), ("cpu", self.cpu)))


def figures(values):
    values = np.array(values)
    return f"p50 {np.percentile(values, 50):5.1f} p99 {np.percentile(values, 99):6.1f} most {values.max():6.1f}"


def spin(app, seconds, act=None):
    """Handle events for a while, acting 30 times a second; a short sleep lets other threads work."""
    ends, due, number = time.perf_counter() + seconds, 0.0, 0
    while time.perf_counter() < ends:
        app.processEvents()
        if act is not None and time.perf_counter() >= due:
            act(number)
            number, due = number + 1, time.perf_counter() + 1 / 30
        time.sleep(0.001)


@pytest.mark.benchmark
def test_heartbeat_of_100_megapixels(qapp, tmp_path, capsys):
    folder = tmp_path / "in"
    folder.mkdir()
    large_photo(folder / "large.jpg")
    app = QApplication.instance()
    with empty_session(tmp_path) as session:
        import_into(session, folder)
        item_id = next(iter(session.index.items))
        context = UiContext(session, Theme(qapp, mode="light", reduced_motion=True))
        window = QWidget()
        window.resize(1280, 900)
        viewer = Viewer(context, window)
        window.show()
        rows = []

        def measure(name, seconds, act=None):
            beat = Heartbeat()
            spin(app, seconds, act)
            rows.append((name, beat.words()))

        measure("at rest", 2.0)
        viewer.open_item(item_id)
        measure("opening", SECONDS)
        canvas, panel = viewer.still.canvas, viewer.still.panel

        def zoom(number):
            canvas.zoom(1 if number % 40 < 20 else -1, QPointF(500 + number % 70, 400))

        measure("zooming, full size arrives", SECONDS, zoom)
        canvas.toggle_actual() if canvas.sight.is_fitted else None
        spin(app, 4.0)
        full = canvas.store.finest(1.0)

        def adjust(number):
            panel.sliders["contrast"].setValue(number % 100)
            panel.sliders["sharpness"].setValue(number % 50)

        measure("adjusting at 100 %", SECONDS, adjust)
        measure("moving at 100 %, adjusted", SECONDS, lambda number: canvas.move_by(*QPoint(-9, -5).toTuple()))
        context.close()
        window.close()
    with capsys.disabled():
        print(f"\n100 MP, every pixel held: {full}")
        for name, words in rows:
            print(f"  {name:28} {words}")
