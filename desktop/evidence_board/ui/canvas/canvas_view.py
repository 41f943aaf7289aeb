"""The widget under map, board and timeline: moves a painted image at once, has it painted anew behind."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from evidence_board.scene_style import INFINITY, Rect
from evidence_board.ui.canvas.axes import Axes
from evidence_board.ui.canvas.camera import Camera
from evidence_board.ui.canvas.canvas_input import CanvasInput
from evidence_board.ui.canvas.canvas_tool import CanvasTool
from evidence_board.ui.canvas.frame import OVERSIZE, Frame
from evidence_board.ui.canvas.picture import Picture
from evidence_board.ui.canvas.render_thread import Rendered, RenderThread
from evidence_board.ui.canvas.renderer import Renderer

Overlay: TypeAlias = Callable[[QPainter, "CanvasView"], None]

SETTLE_MS = 50
# Order the next picture when less than this part of the view is left beyond an edge (of 0.2).
_SPARE = 0.08
# A picture that took longer is painted in two steps: the view, then what lies around it, too.
_SLOW_S, _AROUND_PX = 0.06, 16.0
_LOOK_CHANGES = (
    QEvent.Type.PaletteChange,
    QEvent.Type.ApplicationPaletteChange,
    QEvent.Type.StyleChange,
    QEvent.Type.FontChange,
    QEvent.Type.ApplicationFontChange,
)


class CanvasView(QWidget):
    """A view of a world that a :class:`Renderer` paints in a thread of its own.

    Signals:
        camera_changed: the view moved or zoomed (also on every step of an animation).
        camera_settled: the view has come to rest; filter by the visible part from here.
        frame_shown: a newer picture is on screen.
    """

    camera_changed = Signal()
    camera_settled = Signal()
    frame_shown = Signal()

    #: Whether what is painted depends on where the view lies in the picture (labels kept whole in the view):
    #: then a view that has come to rest is painted anew wherever it was moved.
    edges_matter = False

    #: Whether Ctrl and a drag, two fingers or Shift with an arrow turn the view.
    can_turn = False

    # Qt sends events while the constructor still runs; this says when they can be dealt with.
    _input: CanvasInput | None = None

    def __init__(self, renderer: Renderer, *, axes: Axes = Axes.BOTH, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        # Map, photos, board positions and the time axis do not mirror with the language.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.grabGesture(Qt.GestureType.PinchGesture)
        self.camera = Camera(axes=axes, parent=self)
        self.camera.changed.connect(self._camera_changed)
        self._renderer = renderer
        self._background = 0xFFFFFFFF
        self._generation = 0
        self._failed_generation = -1
        self._seconds = 0.0
        self._picture = Picture()
        self._overlays: list[Overlay] = []
        self._fit_when_shown: tuple[Rect, float, float, float] | None = None
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self._settled)
        self._bridge = _Bridge()
        self._bridge.ready.connect(self._frame_ready, Qt.ConnectionType.QueuedConnection)
        self._thread = RenderThread(on_ready=self._bridge.ready.emit)
        self._thread.set_renderer(renderer)
        self.destroyed.connect(self._thread.stop)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.shut_down)
        self._gestures = self._input = CanvasInput(self)

    # What it shows

    def set_renderer(self, renderer: Renderer) -> None:
        """Paint with another renderer from now on."""
        self._renderer = renderer
        self._thread.set_renderer(renderer)
        self.invalidate()

    def set_background(self, color: int) -> None:
        """Fill behind everything, ``0xAARRGGBB``."""
        if color != self._background:
            self._background = color
            self.invalidate()

    def invalidate(self) -> None:
        """The content has changed: paint it anew. The old picture stays until the new one is there."""
        self._generation += 1
        if self.isVisible():
            self._request(draft=self._in_motion(), drop_draft=False)

    def add_overlay(self, overlay: Overlay) -> None:
        """Let ``overlay(painter, view)`` draw on top, in view pixels, in the GUI thread.

        For small, quick things: selection, hover, a rubber band. Call ``update()`` to have it redrawn.
        """
        self._overlays.append(overlay)
        self.update()

    def remove_overlay(self, overlay: Overlay) -> None:
        """Take an overlay away again."""
        self._overlays.remove(overlay)
        self.update()

    @property
    def is_sharp(self) -> bool:
        """True when the screen shows the present content at the present camera in full quality."""
        frame = self._picture.frame
        return (
            frame is not None
            and not frame.draft
            and self._is_fresh()
            and self._margin() >= 0
            and not (self.edges_matter and self._is_moved(frame))
        )

    def render_now(self) -> None:
        """Paint the present state in the calling thread (for screenshots); returns when it is there."""
        self._show(self._thread.paint_now(self._renderer, self._order(draft=False)))

    # Where it looks

    def set_tool(self, tool: CanvasTool) -> None:
        """Hand mouse and keys to ``tool`` before the canvas takes them."""
        self._gestures.set_tool(tool)

    def set_panning(self, *, left: bool = True, middle: bool = True, space: bool = False) -> None:
        """Choose what drags the view: left button, middle button, left button with Space held."""
        self._gestures.set_panning(left=left, middle=middle, space=space)

    def to_world(self, pos: QPointF) -> tuple[float, float]:
        """World point under a pixel of the view."""
        return self.camera.state.to_world(pos.x(), pos.y(), width=self.width(), height=self.height())

    def to_view(self, x: float, y: float) -> QPointF:
        """Pixel of the view over a world point."""
        return QPointF(*self.camera.state.to_view(x, y, width=self.width(), height=self.height()))

    @property
    def visible_world(self) -> Rect:
        """The part of the world in view."""
        return self.camera.state.world_rect(width=self.width(), height=self.height())

    def fit(self, rect: Rect, *, margin: float = 32.0, animate: bool = True, max_scale: float = INFINITY) -> None:
        """Show all of ``rect`` (world units) with ``margin`` pixels around it.

        Before the canvas is shown it has no final size: what was asked then is done again at showing,
        unless the camera was moved meanwhile.
        """
        shown = self.isVisible()
        self.camera.fit(rect, margin=margin, animate=animate and shown, max_scale=max_scale)
        self._fit_when_shown = None if shown else (rect, margin, max_scale, self.camera.state.scale)

    def shut_down(self) -> None:
        """End the painter thread. The last picture stays; nothing new is painted."""
        self._thread.stop()

    def sizeHint(self) -> QSize:
        """A middling pane."""
        return QSize(640, 400)

    # Events

    def paintEvent(self, event: QPaintEvent) -> None:
        """Lay the newest picture under the camera, then the overlays."""
        width, height = self.width(), self.height()
        with QPainter(self) as painter:
            if self._margin() < 0:
                painter.fillRect(event.rect(), QColor.fromRgba(self._background))
            self._picture.paint(painter, self.camera.state, width=width, height=height)
            painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
            for overlay in self._overlays:
                painter.save()
                overlay(painter, self)
                painter.restore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the middle of the view in the middle."""
        self.camera.set_view_size(self.width(), self.height())
        self._want()
        super().resizeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while hidden."""
        super().showEvent(event)
        if self._fit_when_shown is not None:
            rect, margin, max_scale, scale = self._fit_when_shown
            self._fit_when_shown = None
            if self.camera.state.scale == scale:
                self.camera.fit(rect, margin=margin, animate=False, max_scale=max_scale)
        self._want()

    def hideEvent(self, event: QHideEvent) -> None:
        """A hidden canvas paints nothing."""
        self._settle.stop()
        self.camera.stop()
        self._thread.cancel()
        self._gestures.cancel()
        self._picture.shrink()
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Theme, font or screen changed: paint anew."""
        super().changeEvent(event)
        if self._input is not None and event.type() in _LOOK_CHANGES:
            self.invalidate()

    def event(self, event: QEvent) -> bool:
        """Mouse, wheel, gestures and keys go through the input object first."""
        if self._input is not None:
            if event.type() == QEvent.Type.DevicePixelRatioChange:
                self.invalidate()
            if self._input.handle(event):
                return True
        return super().event(event)

    # Pictures

    def _margin(self) -> float:
        return self._picture.margin(self.camera.state, width=self.width(), height=self.height())

    def _is_fresh(self) -> bool:
        """True when the picture has the present content and scale; it may be a draft or have gaps."""
        frame = self._picture.frame
        return (
            frame is not None
            and frame.generation == self._generation
            and frame.dpr == self.devicePixelRatioF()
            and frame.camera.same_scale(self.camera.state)
        )

    def _is_moved(self, frame: Frame) -> bool:
        """True when the view is no longer the middle of a picture, to half a pixel."""
        x, y = self.camera.state.to_view(frame.camera.x, frame.camera.y, width=0, height=0)
        return max(abs(x), abs(y)) > 0.5

    def _in_motion(self) -> bool:
        return self._settle.isActive() or self.camera.moving

    def _camera_changed(self) -> None:
        self.update()
        self.camera_changed.emit()
        if self.isVisible():
            self._settle.start()
            self._want()

    def _settled(self) -> None:
        if self.camera.moving:
            self._settle.start()
            return
        self._want()
        self.camera_settled.emit()

    def _want(self) -> None:
        """Order a picture if the present one is not good enough, or soon will not be."""
        if not self.isVisible():
            return
        frame, moving = self._picture.frame, self._in_motion()
        if self.camera.moving:
            self._request_ahead()
            return
        if moving and self.is_sharp and frame is not None and not self._is_moved(frame):
            return  # painted ahead; what lies around it comes when the view rests
        good = self._is_fresh() if moving else self.is_sharp
        if good and self._margin() >= _SPARE * min(self.width(), self.height()):
            return
        self._request(draft=moving, drop_draft=not moving)

    def _request(self, *, draft: bool, drop_draft: bool) -> None:
        if self.width() < 1 or self.height() < 1 or self._failed_generation == self._generation:
            return
        if self.camera.moving:
            self._request_ahead()
            return
        order = self._order(draft=draft)
        if self.is_sharp:
            order = replace(order, spare=True)
        elif not draft and self._seconds > _SLOW_S:
            order = replace(order, part=self._part(order))
        newest = self._thread.newest
        if newest is not None and _same(newest, order):
            return
        # While the view moves, a picture in work is let through: something newer than the present
        # one is worth more than the newest that never comes. At rest a draft is worth nothing.
        self._thread.request(order, drop_draft=drop_draft)

    def _request_ahead(self) -> None:
        """Order the picture that the view will show when it arrives; those on the way would come too late."""
        order = replace(self._order(draft=False), camera=self.camera.target, spare=True)
        if self._seconds > _SLOW_S:
            order = replace(order, part=self._part(order))
        frame, newest = self._picture.frame, self._thread.newest
        if not any(known is not None and _same(known, order) for known in (frame, newest)):
            self._thread.request(order, drop_draft=True)

    def _order(self, *, draft: bool) -> Frame:
        dpr = self.devicePixelRatioF()
        return Frame(
            camera=self.camera.state,
            # Whole device pixels, or the copy to the screen would blur.
            width=round(self.width() * OVERSIZE * dpr) / dpr,
            height=round(self.height() * OVERSIZE * dpr) / dpr,
            dpr=dpr,
            background=self._background,
            draft=draft,
            generation=self._generation,
            is_cancelled=_never,
        )

    def _part(self, order: Frame) -> Rect:
        """The view and a little around it in the pixels of a picture."""
        left, top = (order.width - self.width()) / 2 - _AROUND_PX, (order.height - self.height()) / 2 - _AROUND_PX
        left, top = (max(math.floor(at * order.dpr) / order.dpr, 0.0) for at in (left, top))
        return Rect(left, top, order.width - left, order.height - top)

    def _frame_ready(self) -> None:
        rendered = self._thread.take()
        if rendered is not None:
            self._show(rendered)

    def _show(self, rendered: Rendered) -> None:
        if rendered.error is not None:
            # Not tried again until the content changes, else a broken renderer would run for ever.
            self._failed_generation = rendered.frame.generation
            raise rendered.error
        if rendered.frame.part is None and not rendered.frame.draft:
            self._seconds = rendered.seconds
        self._picture.show(rendered)
        self.update()
        self.frame_shown.emit()
        if not self._in_motion():
            self._want()


class _Bridge(QObject):
    """Carries "a picture is ready" from the painter thread to the GUI thread."""

    ready = Signal()


def _never() -> bool:
    return False


def _same(first: Frame, second: Frame) -> bool:
    return (
        first.camera == second.camera
        and first.generation == second.generation
        and (first.width, first.height, first.dpr) == (second.width, second.height, second.dpr)
        and (first.draft, first.part) == (second.draft, second.part)
        and first.background == second.background
    )
