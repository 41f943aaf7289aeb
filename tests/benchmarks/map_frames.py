"""What the benchmarks of the map share: frames that are timed, the movements, and a plain scene to compare with."""

import time

import numpy as np
from PySide6.QtCore import QEventLoop, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap, QWheelEvent
from PySide6.QtWidgets import QApplication, QGraphicsPixmapItem, QGraphicsScene, QGraphicsView

from evidence_board.geo.mercator import to_world, world_pixels
from evidence_board.ui.canvas import CameraState

WIDTH, HEIGHT, FRAMES = 1600, 1000, 60


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


def jump(canvas, latitude, longitude, zoom):
    canvas.camera.jump(CameraState.square(*to_world(latitude, longitude), world_pixels(zoom)))


def waited(is_done):
    """Milliseconds until something is so."""
    began = time.perf_counter()
    while not is_done():
        pump(2)
    return 1000 * (time.perf_counter() - began)


def pan_and_zoom(canvas, look, *, is_sharp):
    """Pan and zoom a map; `Frames.row`, then milliseconds until sharp."""
    jump(canvas, *look)
    waited(is_sharp)
    frames = Frames()
    for number in range(FRAMES):
        step = 14 if number % 40 < 20 else -14
        frames.frame(canvas, canvas.camera.pan, step, step // 2)
    for number in range(FRAMES):
        notches = 0.25 if number % 30 < 15 else -0.25
        frames.frame(canvas, QApplication.sendEvent, canvas, wheel_event(canvas, notches))
    return [*frames.row, waited(is_sharp)]


def plain_scene(pins, look, *, tiles_in=None, pans=6, zooms=6):
    """The same movements over a QGraphicsScene with one item per pin, without clusters and without a basemap.

    Args:
        pins: their places.
        look: latitude, longitude and zoom.
        tiles_in: south, west, north, east that is covered with one item per tile; None for no tiles.
        pans: frames of panning.
        zooms: frames of zooming.
    """
    latitude, longitude, zoom = look
    scale = world_pixels(zoom)
    scene = QGraphicsScene()
    if tiles_in is not None:
        _lay_tiles(scene, tiles_in, round(zoom), scale)
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
    for _ in range(pans):
        frames.frame(view.viewport(), bar.setValue, bar.value() + 14)
    for number in range(zooms):
        factor = 1.06 if number % 2 else 1 / 1.06
        frames.frame(view.viewport(), view.scale, factor, factor)
    view.close()
    return frames.row


def _lay_tiles(scene, box, level, scale):
    tile = QPixmap.fromImage(picture(3).scaled(256, 256))
    south, west, north, east = box
    (left, top), (right, bottom) = to_world(north, west), to_world(south, east)
    for x in range(int(left * 2**level), int(right * 2**level) + 1):
        for y in range(int(top * 2**level), int(bottom * 2**level) + 1):
            item = QGraphicsPixmapItem(tile)
            item.setPos(x * 256 * scale / world_pixels(level), y * 256 * scale / world_pixels(level))
            scene.addItem(item)


def measure_idle(milliseconds=1000):
    """CPU time of the whole process while nobody does anything, in per cent."""
    pump(300)
    began = time.process_time()
    pump(milliseconds)
    return 100 * (time.process_time() - began) / (milliseconds / 1000)
