"""The newest painted image of a canvas, laid under the present camera."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from evidence_board.ui.canvas.camera_state import CameraState
from evidence_board.ui.canvas.render_thread import Rendered

if TYPE_CHECKING:
    from evidence_board.ui.canvas.frame import Frame

# Beyond this the old picture is only coloured blocks (or a dot) and not worth drawing.
_MOST_STRETCH = 40.0


class Picture:
    """Keeps the newest picture, and the one before it for edges that the newest does not reach."""

    def __init__(self) -> None:
        self._front: Rendered | None = None
        self._back: Rendered | None = None

    @property
    def frame(self) -> Frame | None:
        """The order that the newest picture answers."""
        return self._front.frame if self._front else None

    def show(self, rendered: Rendered) -> None:
        """Take a newer picture; it keeps the wider of the two older ones behind it."""
        old, older = self._front, self._back
        self._front = rendered
        for candidate in (old, older):
            if candidate is not None and candidate.frame.generation != rendered.frame.generation:
                continue
            if candidate is not None and _reach(candidate) > 1.2 * _reach(rendered):
                self._back = candidate
                return
        self._back = old if old and old.frame.generation == rendered.frame.generation else None

    def shrink(self) -> None:
        """Give back the memory of the older picture."""
        self._back = None

    def margin(self, camera: CameraState, *, width: float, height: float) -> float:
        """Pixels by which the newest picture reaches past the view on its shortest side; below 0: gaps."""
        if self._front is None or self._front.frame.camera.angle != camera.angle:
            return -max(width, height)
        box = _target(self._front.frame, camera, width=width, height=height)
        if not _is_drawn(self._front.frame, box):
            return -max(width, height)
        return min(-box.left(), -box.top(), box.right() - width, box.bottom() - height)

    def paint(self, painter: QPainter, camera: CameraState, *, width: float, height: float) -> None:
        """Draw what there is, moved and scaled to ``camera``."""
        gaps = self.margin(camera, width=width, height=height) < 0
        if gaps and self._back is not None:
            _blit(painter, self._back, camera, width=width, height=height)
        if self._front is not None:
            _blit(painter, self._front, camera, width=width, height=height)


def _reach(rendered: Rendered) -> float:
    return rendered.frame.painted.width / rendered.frame.camera.scale


def _target(frame: Frame, camera: CameraState, *, width: float, height: float) -> QRectF:
    """Where the picture of ``frame`` lies in a view that shows ``camera``, in pixels."""
    old, box = frame.camera, frame.painted
    across, down = camera.scale / old.scale, camera.scale_y / old.scale_y
    x, y = camera.to_view(old.x, old.y, width=width, height=height)
    left, top = x + (box.x0 - frame.width / 2) * across, y + (box.y0 - frame.height / 2) * down
    return QRectF(left, top, box.width * across, box.height * down)


def _is_drawn(frame: Frame, box: QRectF) -> bool:
    return 1 / _MOST_STRETCH < box.width() / frame.painted.width < _MOST_STRETCH


def _blit(painter: QPainter, rendered: Rendered, camera: CameraState, *, width: float, height: float) -> None:
    frame, image = rendered.frame, rendered.image
    if image is None:
        return
    box = _target(frame, camera, width=width, height=height)
    if frame.camera.angle != camera.angle:
        _blit_turned(painter, rendered, camera, width=width, height=height)
        return
    if frame.camera.same_scale(camera):
        # Whole device pixels: a plain copy, and the picture stays as sharp as it was painted.
        x, y = round(box.left() * frame.dpr) / frame.dpr, round(box.top() * frame.dpr) / frame.dpr
        painter.drawImage(QPointF(x, y), image)
        return
    if _is_drawn(frame, box):
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, True)
        painter.drawImage(box, image)


def _blit_turned(painter: QPainter, rendered: Rendered, camera: CameraState, *, width: float, height: float) -> None:
    """Draw a picture that was painted at another angle, while the new one is on its way."""
    frame, image = rendered.frame, rendered.image
    if image is None:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, True)
    painter.translate(*camera.to_view(frame.camera.x, frame.camera.y, width=width, height=height))
    painter.rotate(camera.angle - frame.camera.angle)
    painter.scale(camera.scale / frame.camera.scale, camera.scale_y / frame.camera.scale_y)
    box = frame.painted
    painter.drawImage(QRectF(box.x0 - frame.width / 2, box.y0 - frame.height / 2, box.width, box.height), image)
    painter.restore()
