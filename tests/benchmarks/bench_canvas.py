"""What a frame of map and board costs the GUI thread; run as a script, or with ``-m benchmark``.

Three designs over the same random cases in one run, 1600x1000, offscreen, a second of pan and zoom each:
the canvas with 10,000 nodes and 30,000 links, the canvas with 10,000 pins in clusters, and one
QGraphicsItem per node and link. Milliseconds are CPU time of the main thread (``time.thread_time``) for
everything a frame does: the input event, the signals, the paint. Wall time of the same and the time from
the last movement to a sharp picture stand beside it. A machine shared with others makes wall times, and
nothing else, unsteady.
"""

from __future__ import annotations

import os
import sys
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
import pytest
from PySide6.QtCore import QEventLoop, QPoint, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QGraphicsEllipseItem,
    QGraphicsLineItem,
    QGraphicsScene,
    QGraphicsView,
    QWidget,
)

from evidence_board.scene import (
    Icons,
    Images,
    Layer,
    Lines,
    Markers,
    Pen,
    Placement,
    Scene,
    Shape,
    Size,
    Texts,
    TextStyle,
)
from evidence_board.ui.canvas import CameraState, CanvasView, HitIndex, ScenePainter, SceneRenderer, icon_image

WIDTH, HEIGHT = 1600, 1000
NODES, LINKS, PINS = 10_000, 30_000, 10_000
FRAMES = 60
SHAPES = (Shape.ROUNDED, Shape.CIRCLE, Shape.HEXAGON, Shape.PIN, Shape.CUT_SQUARE, Shape.DIAMOND)
ICONS = ("at-sign", "user-round", "shield", "map-pin", "truck", "calendar-days")
FILLS = (0xFF0A74B5, 0xFF963412, 0xFF00734F, 0xFF9C3A78, 0xFFA37C00, 0xFF3B4452)
PENS = (Pen(0xFF848C99, 1.0), Pen(0xFF5B6472, 1.6), Pen(0xFF5B6472, 1.5, (5, 3)))


def graph(seed=7):
    """Node positions in communities, and links mostly inside them."""
    rng = np.random.default_rng(seed)
    homes = rng.uniform(-4000, 4000, (100, 2))
    group = rng.integers(0, 100, NODES)
    nodes = homes[group] + rng.normal(0, 220, (NODES, 2))
    first = rng.integers(0, NODES, LINKS)
    members = [np.flatnonzero(group == number) for number in range(100)]
    second = np.array([rng.choice(members[group[node]]) for node in first])
    far = rng.random(LINKS) < 0.1
    second[far] = rng.integers(0, NODES, int(far.sum()))
    return nodes, np.hstack([nodes[first], nodes[second]])


def board_scene():
    """10,000 nodes of six kinds with icons and names, 30,000 links of three levels with arrows."""
    nodes, links = graph()
    size = Size(26, world=True, min_px=3, max_px=48)
    lines = [
        Lines(
            segments=links[level::3],
            pen=pen,
            gap=size,
            gaps=np.full((len(links[level::3]), 2), 0.75),
            head_px=8,
            ids=range(level, LINKS, 3),
        )
        for level, pen in enumerate(PENS)
    ]
    marks = [
        Markers(points=nodes[kind::6], shape=shape, size=size, fill=FILLS[kind], ids=range(kind, NODES, 6))
        for kind, shape in enumerate(SHAPES)
    ]
    icons = [
        Icons(
            points=nodes[kind::6],
            name=name,
            size=Size(14, world=True, max_px=26),
            color=0xFFFFFFFF,
            min_scale=0.6,
        )
        for kind, name in enumerate(ICONS)
    ]
    names = Texts(
        points=nodes,
        texts=[f"Имя {number}" for number in range(NODES)],
        style=TextStyle(0xFF161A20, halo=0xFFF7F8FA),
        placements=(Placement.BELOW,),
        gap=Size(16, world=True, max_px=30),
        min_scale=0.6,
    )
    return Scene((Layer("links", tuple(lines)), Layer("nodes", (*marks, *icons)), Layer("names", (names,))))


class ClusterRenderer:
    """10,000 pins that join by cells of 64 pixels at the scale of the frame, with pictures and counts."""

    def __init__(self, points):
        self._points = points
        self._painter = ScenePainter(images=self._picture, icons=icon_image)
        self._image = None

    def _picture(self, key):
        return icon_image("image", 504, 0xFF5B6472)

    def paint(self, painter, frame):
        """Group what lies in the frame, then paint the groups as a scene."""
        world = frame.world.expanded(64 / frame.camera.scale)
        points = self._points
        inside = (points[:, 0] >= world.x0) & (points[:, 0] <= world.x1)
        inside &= (points[:, 1] >= world.y0) & (points[:, 1] <= world.y1)
        points = points[inside]
        cells = np.floor(points * frame.camera.scale / 64).astype(np.int64)
        _, group, counts = np.unique(cells, axis=0, return_inverse=True, return_counts=True)
        sums = np.zeros((len(counts), 2))
        np.add.at(sums, group.ravel(), points)
        middles = sums / counts[:, None]
        many = counts > 1
        pins = Images(
            points=middles,
            keys=[str(number % 50) for number in range(len(counts))],
            width=Size(48),
            height=Size(36),
            placement=Placement.ABOVE,
            radius=4,
            pen=Pen(0xFF9C3A78, 1.6),
            gap_px=2,
            fill=0xFFFFFFFF,
        )
        badges = Texts(
            points=middles[many],
            texts=[str(count) for count in counts[many].tolist()],
            style=TextStyle(0xFFFFFFFF, px=11, weight=600, chip=0xFF161A20, radius=99),
            offset_px=(24, -36),
            collide=False,
        )
        self._painter.paint(painter, Scene((Layer("pins", (pins, badges)),)), frame)


def pins_renderer(seed=11):
    """Pins around 40 towns and some anywhere."""
    rng = np.random.default_rng(seed)
    towns = rng.uniform(-4000, 4000, (40, 2))
    near = towns[rng.integers(0, 40, PINS - 1000)] + rng.normal(0, 150, (PINS - 1000, 2))
    return ClusterRenderer(np.vstack([near, rng.uniform(-4500, 4500, (1000, 2))]))


def items_view():
    """The same graph as one QGraphicsItem per node and link."""
    nodes, links = graph()
    scene = QGraphicsScene()
    pen = QPen(QColor("#848C99"), 1)
    pen.setCosmetic(True)
    for x0, y0, x1, y1 in links.tolist():
        line = QGraphicsLineItem(x0, y0, x1, y1)
        line.setPen(pen)
        scene.addItem(line)
    for x, y in nodes.tolist():
        node = QGraphicsEllipseItem(-13, -13, 26, 26)
        node.setPos(x, y)
        node.setBrush(QColor("#0A74B5"))
        scene.addItem(node)
    view = QGraphicsView(scene)
    view.setRenderHint(QPainter.RenderHint.Antialiasing)
    view.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
    view.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.SmartViewportUpdate)
    return view, scene


def pump(milliseconds):
    """Let the event loop run and sleep, as it does under a user."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def wheel_event(widget, notches):
    pos = QPointF(WIDTH * 0.6, HEIGHT * 0.4)
    return QWheelEvent(
        pos, widget.mapToGlobal(pos), QPoint(), QPoint(0, round(120 * notches)),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip


class Timer:
    """CPU of this thread and wall time of single frames, in milliseconds."""

    def __init__(self):
        self.cpu, self.wall = [], []

    def frame(self, widget: QWidget, action, *arguments):
        """One frame: the input, everything it posts, and the paint."""
        cpu, wall = time.thread_time(), time.perf_counter()
        action(*arguments)
        QApplication.sendPostedEvents()
        widget.repaint()
        self.cpu.append(1000 * (time.thread_time() - cpu))
        self.wall.append(1000 * (time.perf_counter() - wall))

    def row(self):
        return [*np.percentile(self.cpu, [50, 95]), *np.percentile(self.wall, [50, 95]), max(self.wall)]


def measure_canvas(renderer, scale):
    """Pan and zoom a canvas at ``scale``; the numbers of Timer.row and milliseconds until sharp."""
    view = CanvasView(renderer)
    view.resize(WIDTH, HEIGHT)
    view.camera.reduced_motion = True
    view.show()
    view.camera.jump(CameraState.square(0, 0, scale))
    wait_sharp(view)
    process, began = time.process_time(), time.perf_counter()
    timer = Timer()
    for number in range(FRAMES):
        step = 14 if number % 40 < 20 else -14
        timer.frame(view, view.camera.pan, step, step // 2)
        pump(8)
    for number in range(FRAMES):
        notches = 0.25 if number % 30 < 15 else -0.25
        event = wheel_event(view, notches)
        timer.frame(view, QApplication.sendEvent, view, event)
        pump(8)
    load = (time.process_time() - process) / (time.perf_counter() - began)
    sharp = wait_sharp(view)
    view.shut_down()
    view.close()
    return [*timer.row(), sharp, load]


def wait_sharp(view):
    began = time.perf_counter()
    while not view.is_sharp:
        pump(2)
        if time.perf_counter() - began > 60:
            raise RuntimeError("the picture does not become sharp")
    return 1000 * (time.perf_counter() - began)


def measure_items(scale):
    """The same movements over one item per node."""
    view, items = items_view()
    view.resize(WIDTH, HEIGHT)
    view.setTransform(view.transform().fromScale(scale, scale))
    view.show()
    pump(50)
    timer, bar = Timer(), view.horizontalScrollBar()
    for _ in range(4):
        timer.frame(view.viewport(), bar.setValue, bar.value() + 14)
    for number in range(4):
        factor = 1.06 if number % 2 else 1 / 1.06
        timer.frame(view.viewport(), view.scale, factor, factor)
    view.close()
    items.clear()
    return [*timer.row(), float("nan"), float("nan")]


def measure_hits():
    """Microseconds of one hit test on the board, median over places on nodes and beside them."""
    scene = board_scene()
    view = CanvasView(SceneRenderer())
    view.resize(WIDTH, HEIGHT)
    view.camera.jump(CameraState.square(0, 0, 0.5))
    hits = HitIndex(scene)
    rng = np.random.default_rng(3)
    places = [QPointF(*place) for place in rng.uniform((0, 0), (WIDTH, HEIGHT), (300, 2)).tolist()]
    hits.at(view, places[0])
    times = []
    for place in places:
        began = time.perf_counter()
        hits.at(view, place)
        times.append(1e6 * (time.perf_counter() - began))
    began = time.perf_counter()
    found = hits.within(view, QRectF(400, 200, 800, 600))
    band = 1000 * (time.perf_counter() - began)
    view.shut_down()
    return float(np.median(times)), float(np.percentile(times, 95)), band, len(found)


def run():
    """Measure everything and print the table."""
    board = SceneRenderer(ScenePainter(icons=icon_image))
    board.set_scene(board_scene())
    pins = pins_renderer()
    rows = []
    for name, scale in (("whole", 0.11), ("middle", 0.4), ("close", 1.2)):
        rows.append((f"board 10k + 30k, canvas, {name}", measure_canvas(board, scale)))
        rows.append((f"board 10k + 30k, one item each, {name}", measure_items(scale)))
    for name, scale in (("whole", 0.11), ("middle", 0.5), ("close", 4.0)):
        rows.append((f"map 10k pins in clusters, canvas, {name}", measure_canvas(pins, scale)))
    print()
    print(f"{'ms per frame at 1600x1000':44} cpu p50    p95 wall p50    p95    max  sharp after  load")
    for name, (c50, c95, w50, w95, worst, sharp, load) in rows:
        print(f"{name:44} {c50:7.2f}{c95:7.2f}{w50:9.1f}{w95:7.1f}{worst:7.0f}{sharp:13.0f}{load:6.2f}")
    by_name = dict(rows)
    for name in ("whole", "middle", "close"):
        ours = by_name[f"board 10k + 30k, canvas, {name}"]
        theirs = by_name[f"board 10k + 30k, one item each, {name}"]
        print(f"{name}: one item each costs the GUI thread {theirs[0] / ours[0]:.0f} times the canvas (p50)")
    median, p95, band, count = measure_hits()
    print(f"hit test over 40k things: median {median:.0f} us, p95 {p95:.0f} us; rubber band {band:.1f} ms for {count}")
    return by_name


@pytest.mark.benchmark
@pytest.mark.timeout(600)
def test_canvas_frames(qapp, capsys):
    with capsys.disabled():
        rows = run()
    assert len(rows) == 9


if __name__ == "__main__":
    application = QApplication(sys.argv)
    run()
