"""What a frame of the timeline costs the GUI thread; run as a script, or with ``-m benchmark``.

The strip over synthetic cases of 10,000 and 100,000 files, offscreen at 1062x124: wheel zoom, pan, the brush
being drawn, and moving over marks, each through real events. Milliseconds are CPU time of the main thread
(``time.thread_time``) for everything a frame does; beside it the same in wall time. For comparison a plain
widget that draws the squares of the same files itself, in the same run.
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
from PySide6.QtCore import QEvent, QEventLoop, QPoint, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from tests.factories.big import big_index

from evidence_board.analysis.timeline import timeline_data
from evidence_board.selection import replace as select_only
from evidence_board.session import create_session
from evidence_board.ui.context import UiContext
from evidence_board.ui.theme import Theme
from evidence_board.ui.timeline.timeline_pane import TimelinePane

SIZE = (1062, 124)
FRAMES = 60
LEFT = Qt.MouseButton.LeftButton


class Plain(QWidget):
    """Every square drawn in the paint event: what a timeline costs without a painter thread."""

    def __init__(self, data):
        super().__init__()
        self.data, self.shift, self.scale = data, 0.0, 1.0
        self.resize(*SIZE)

    def paintEvent(self, event):
        painter = QPainter(self)
        start, end = self.data.extent
        for row, y in ((self.data.taken, 60), (self.data.posted, 80)):
            pixels = (row.at - start) / (end - start) * self.width() * self.scale + self.shift
            for x in pixels.tolist():
                painter.fillRect(QRectF(x, y, 6, 6), QColor(0x5B6472))
        painter.end()


def pump(milliseconds):
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def mouse(view, kind, spot, button=LEFT, buttons=LEFT):
    place = QPointF(spot)
    return QMouseEvent(kind, place, view.mapToGlobal(place), button, buttons, Qt.KeyboardModifier.NoModifier)


def wheel(view, spot, notches):
    return QWheelEvent(
        QPointF(spot),
        view.mapToGlobal(QPointF(spot)),
        QPoint(),
        QPoint(0, round(120 * notches)),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )


class Timer:
    """CPU of this thread and wall time of single frames, in milliseconds."""

    def __init__(self):
        self.cpu, self.wall = [], []

    def frame(self, widget, action, *arguments):
        cpu, wall = time.thread_time(), time.perf_counter()
        action(*arguments)
        QApplication.sendPostedEvents()
        widget.repaint()
        self.cpu.append(1000 * (time.thread_time() - cpu))
        self.wall.append(1000 * (time.perf_counter() - wall))

    def row(self):
        return [*np.percentile(self.cpu, [50, 95]), max(self.cpu), *np.percentile(self.wall, [50, 95])]


def measure(pane):
    """The gestures over one strip: name -> figures of `Timer.row`."""
    view, rows = pane.view, {}
    middle = QPoint(view.width() // 2, 40)
    timer = Timer()
    for number in range(FRAMES):
        timer.frame(view, QApplication.sendEvent, view, wheel(view, middle, 0.5 if number % 30 < 15 else -0.5))
        pump(6)
    rows["wheel zoom"] = timer.row()
    timer = Timer()
    for number in range(FRAMES):
        timer.frame(view, view.camera.pan, 12 if number % 20 < 10 else -12, 0)
        pump(6)
    rows["pan"] = timer.row()
    timer = Timer()
    for number in range(FRAMES):
        spot = QPoint(40 + number * 12, 30 + number % 40)
        event = mouse(view, QEvent.Type.MouseMove, spot, Qt.MouseButton.NoButton, Qt.MouseButton.NoButton)
        timer.frame(view, QApplication.sendEvent, view, event)
        pump(2)
    rows["move over marks"] = timer.row()
    timer = Timer()
    QApplication.sendEvent(view, mouse(view, QEvent.Type.MouseButtonPress, QPoint(200, 60)))
    for number in range(FRAMES):
        event = mouse(view, QEvent.Type.MouseMove, QPoint(210 + number * 8, 60))
        timer.frame(view, QApplication.sendEvent, view, event)
        pump(6)
    QApplication.sendEvent(view, mouse(view, QEvent.Type.MouseButtonRelease, QPoint(680, 60)))
    rows["draw the brush"] = timer.row()
    return rows


def wait(condition):
    began = time.perf_counter()
    while not condition():
        pump(5)
        if time.perf_counter() - began > 60:
            raise RuntimeError("the strip never came")
    return 1000 * (time.perf_counter() - began)


def run():
    """Measure everything and print the table."""
    application = QApplication.instance()
    theme = Theme(application, mode="light", reduced_motion=True)
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        session = create_session(Path(folder) / "bench.evidence", title="Bench", actor="bench")
        context = UiContext(session, theme)
        for number in (10_000, 100_000):
            index = big_index(items=number, entities=1_000, links=0)
            session.index = index
            began = time.perf_counter()
            data = timeline_data(index)
            sorting = 1000 * (time.perf_counter() - began)
            pane = TimelinePane(context)
            pane.resize(*SIZE)
            pane.show()
            ready = wait(lambda pane=pane: pane.content.data.taken.ids and pane.view.is_sharp)
            rows = measure(pane)
            session.select(select_only(list(index.items)[: number // 4]), origin="bench")
            pane.flush()
            pane.camera.go_home()
            wait(lambda pane=pane: pane.view.is_sharp)
            timer = Timer()
            for step in range(FRAMES):
                timer.frame(pane.view, pane.view.camera.pan, 12 if step % 20 < 10 else -12, 0)
                pump(6)
            rows["pan, a quarter selected"] = timer.row()
            plain, timer = Plain(data), Timer()
            plain.show()
            pump(50)
            for step in range(4):
                plain.shift = step * 12.0
                timer.frame(plain, plain.update)
            plain.close()
            rows["a widget that paints itself, pan"] = timer.row()
            found[number] = (rows, sorting, ready)
            pane.view.shut_down()
            pane.close()
            pane.deleteLater()
            session.select(select_only([]))
        context.close()
        session.close()
    print()
    print(f"{'ms per frame at 1062x124':46} cpu p50    p95    max   wall p50    p95")
    for number, (rows, sorting, ready) in found.items():
        for name, (c50, c95, worst, w50, w95) in rows.items():
            print(f"{number:7,} files, {name:31} {c50:7.2f}{c95:7.2f}{worst:7.2f}{w50:11.2f}{w95:7.2f}")
        words = f"dates sorted in {sorting:.0f} ms (off the GUI thread), shown after {ready:.0f} ms"
        print(f"{number:7,} files: {words}")
        ratio = rows["a widget that paints itself, pan"][0] / rows["pan"][0]
        print(f"{number:7,} files: painting every square in the GUI thread costs {ratio:.0f} times the strip (p50)")
    return found


@pytest.mark.benchmark
@pytest.mark.timeout(300)
def test_timeline_frames(qapp, capsys):
    with capsys.disabled():
        found = run()
    assert set(found) == {10_000, 100_000}


if __name__ == "__main__":
    application = QApplication(sys.argv)
    run()
