"""The painter thread of one canvas: takes the newest order, hands back the newest picture."""

from __future__ import annotations

import atexit
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtGui import QColor, QImage, QPainter

from evidence_board.ui.canvas.frame import Frame
from evidence_board.ui.canvas.renderer import Renderer
from evidence_board.ui.canvas.warm_up import warm_up


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished picture, or the error that the renderer raised.

    Attributes:
        frame: the order it answers.
        image: device pixels with the device pixel ratio set; ``None`` with an error.
        error: what the renderer raised; the GUI thread raises it again.
        seconds: CPU time of the painting; other programs do not make a picture slow.
    """

    frame: Frame
    image: QImage | None = None
    error: Exception | None = None
    seconds: float = 0.0


class RenderThread:
    """Runs a :class:`Renderer` away from the GUI thread.

    The thread starts with the first order and sleeps between orders. At most one order waits: a newer
    one replaces it. It never touches a widget; ``on_ready`` is called in the painter thread and must
    only post a signal.
    """

    def __init__(self, *, on_ready: Callable[[], None], name: str = "canvas painter") -> None:
        self._on_ready = on_ready
        self._name = name
        self._renderer: Renderer | None = None
        self._wake = threading.Condition()
        self._painting = threading.Lock()
        self._waiting: Frame | None = None
        self._running: Frame | None = None
        self._cancel = threading.Event()
        self._done: Rendered | None = None
        self._thread: threading.Thread | None = None
        self._stopped = False

    def set_renderer(self, renderer: Renderer) -> None:
        """Paint the next orders with ``renderer``."""
        with self._wake:
            self._renderer = renderer

    @property
    def newest(self) -> Frame | None:
        """The order that will be answered last: the waiting one, else the one being painted."""
        with self._wake:
            return self._waiting or self._running

    def request(self, order: Frame, *, drop_draft: bool = False) -> None:
        """Paint ``order`` next; ``drop_draft`` gives up a draft in work.

        What nobody sees yet (`Frame.spare`) is given up when it does not fit what is ordered.
        """
        with self._wake:
            if self._stopped:
                return
            self._waiting = order
            running = self._running
            if running is not None and ((drop_draft and running.draft) or _useless_spare(running, order)):
                self._cancel.set()
            if self._thread is None:
                warm_up()
                self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
                self._thread.start()
                # The interpreter stops daemon threads anywhere, also in the middle of a Qt call.
                atexit.register(self.stop)
            self._wake.notify()

    def cancel(self) -> None:
        """Forget the waiting order and give up the picture in work."""
        with self._wake:
            self._waiting = None
            self._cancel.set()

    def paint_now(self, renderer: Renderer, order: Frame) -> Rendered:
        """Paint in the calling thread, once the picture in work has been given up: renderers serve one thread."""
        self.cancel()
        with self._painting:
            return paint_frame(renderer, order)

    def take(self) -> Rendered | None:
        """The newest finished picture, once."""
        with self._wake:
            done, self._done = self._done, None
            return done

    def stop(self) -> None:
        """End the thread and wait for it; later orders are ignored."""
        with self._wake:
            self._stopped = True
            self._waiting = None
            self._cancel.set()
            self._wake.notify()
            thread, self._thread = self._thread, None
        if thread is not None and thread is not threading.current_thread():
            thread.join()
            atexit.unregister(self.stop)
        self._renderer = self._done = None

    def _run(self) -> None:
        while True:
            with self._wake:
                while self._waiting is None and not self._stopped:
                    self._wake.wait()
                if self._stopped or self._waiting is None:
                    return
                # An event of its own for each picture: a late cancel cannot hit the next one.
                self._cancel = cancel = threading.Event()
                frame = replace(self._waiting, is_cancelled=cancel.is_set)
                self._waiting, self._running = None, frame
                renderer = self._renderer
            with self._painting:
                result = paint_frame(renderer, frame) if renderer is not None else None
            with self._wake:
                self._running = None
                if result is None or self._stopped or (cancel.is_set() and result.error is None):
                    continue
                self._done = result
            self._on_ready()


def _useless_spare(running: Frame, order: Frame) -> bool:
    fits = running.generation == order.generation and running.camera.same_scale(order.camera)
    return running.spare and not fits


def paint_frame(renderer: Renderer, frame: Frame) -> Rendered:
    """Paint one frame in the calling thread."""
    began, box = time.thread_time(), frame.painted
    image = QImage(
        round(box.width * frame.dpr),
        round(box.height * frame.dpr),
        QImage.Format.Format_ARGB32_Premultiplied,
    )
    image.fill(QColor.fromRgba(frame.background))
    painter = QPainter(image)
    try:
        # Without a clip, Qt's line drawing is up to twelve times slower.
        painter.setClipRect(0, 0, image.width(), image.height())
        painter.scale(frame.dpr, frame.dpr)
        painter.translate(-box.x0, -box.y0)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing
            | QPainter.RenderHint.TextAntialiasing
            | QPainter.RenderHint.SmoothPixmapTransform
        )
        renderer.paint(painter, frame)
    except Exception as error:  # handed to the GUI thread, which raises it
        return Rendered(frame, error=error)
    finally:
        painter.end()
    image.setDevicePixelRatio(frame.dpr)
    return Rendered(frame, image, seconds=time.thread_time() - began)
