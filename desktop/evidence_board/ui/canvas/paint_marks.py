"""Paints markers, icons and pictures as ready stamps copied in device pixels."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QImage, QPainter, QPainterPath, QPen, QTransform

from evidence_board.scene import Icons, Images, Markers
from evidence_board.scene_style import Placement
from evidence_board.ui.canvas.projection import Projection, to_device_pixels
from evidence_board.ui.canvas.qt_styles import qt_brush, qt_color, qt_pen
from evidence_board.ui.canvas.shape_paths import SHAPE_REACH, shape_path
from evidence_board.ui.canvas.stamp_cache import StampCache

if TYPE_CHECKING:
    from evidence_board.scene import Array
    from evidence_board.ui.canvas.projection import Indices

ImageSource: TypeAlias = Callable[[str], "QImage | None"]
IconSource: TypeAlias = Callable[[str, float, int], "QImage | None"]

_CACHE_BYTES = 48 << 20
_CHUNK = 500


class MarkPainter:
    """Draws point-like things.

    ``images(key)`` gives the pixels of a picture, ``icons(name, device_px, color)`` a square image of
    that many device pixels; both are called in the painter thread and return ``None`` while there is
    nothing to show.
    """

    def __init__(self, *, images: ImageSource | None = None, icons: IconSource | None = None) -> None:
        self._images = images
        self._icons = icons
        self._stamps = StampCache(limit_bytes=_CACHE_BYTES)

    def clear(self) -> None:
        """Forget all stamps (pictures or theme changed)."""
        self._stamps.clear()

    def paint_markers(self, painter: QPainter, item: Markers, projection: Projection) -> None:
        """Draw one shape at many points."""
        frame = projection.frame
        size = _half_steps(item.size.px(projection.scale))
        if size <= 0:
            return
        pixels = projection.points(item.points) + item.offset_px
        key = (item.shape, size, item.fill, item.pen, frame.dpr)
        stamp = self._stamps.get(key, lambda: _marker_stamp(item, size, frame.dpr))
        _stamp_all(painter, stamp, pixels, projection.points_in_sight(pixels, reach=size + 8), projection)

    def paint_icons(self, painter: QPainter, item: Icons, projection: Projection) -> None:
        """Draw one icon at many points."""
        frame = projection.frame
        size = _half_steps(item.size.px(projection.scale))
        if self._icons is None or size < 4:
            return
        source, pixels = self._icons, projection.points(item.points) + item.offset_px
        device = size * frame.dpr
        stamp = self._stamps.find(
            ("icon", item.name, device, item.color), lambda: source(item.name, device, item.color)
        )
        if stamp is not None:
            seen = projection.points_in_sight(pixels, reach=size)
            _stamp_all(painter, stamp, pixels, seen, projection)

    def paint_images(self, painter: QPainter, item: Images, projection: Projection) -> None:
        """Draw pictures cropped to their box, with frame and band; a plain box until they arrive."""
        frame, scale = projection.frame, projection.scale
        width, height = _half_steps(item.width.px(scale)), _half_steps(item.height.px(scale))
        if width < 1 or height < 1:
            return
        pixels = image_boxes(item, projection.points(item.points), width=width, height=height)[:, :2]
        edge = _edge(item)
        seen = projection.boxes_in_sight(_boxes(pixels, width, height), reach=edge)
        style = (width, height, item.radius, item.pen, item.gap_px, item.fill, frame.dpr)
        painter.save()
        to_device_pixels(painter, projection)
        for count, index in enumerate(seen.tolist()):
            if not count % 50 and frame.cancelled:
                break
            picture = partial(self._picture, item, item.keys[index], width, height, frame.dpr)
            stamp = self._stamps.find((item.keys[index], style), picture)
            if stamp is None:
                stamp = self._stamps.get(
                    ("no picture", style), lambda: _picture_stamp(item, None, width, height, frame.dpr)
                )
            x, y = pixels[index].tolist()
            painter.drawImage(round((x - edge) * frame.dpr), round((y - edge) * frame.dpr), stamp)
        painter.restore()

    def _picture(self, item: Images, key: str, width: float, height: float, dpr: float) -> QImage | None:
        image = self._images(key) if self._images is not None else None
        if image is None or image.isNull():
            return None
        return _picture_stamp(item, image, width, height, dpr)


def image_boxes(item: Images, anchors: Array, *, width: float, height: float) -> Array:
    """(n, 4) pixel boxes of pictures whose anchors lie at the pixels ``anchors``."""
    import numpy as np

    dx, dy = {
        Placement.CENTRE: (-width / 2, -height / 2),
        Placement.RIGHT: (0.0, -height / 2),
        Placement.LEFT: (-width, -height / 2),
        Placement.ABOVE: (-width / 2, -height),
        Placement.BELOW: (-width / 2, 0.0),
    }[item.placement]
    corners = np.add(anchors, (dx + item.offset_px[0], dy + item.offset_px[1]))
    return _boxes(corners, width, height)


def _boxes(corners: Array, width: float, height: float) -> Array:
    import numpy as np

    return np.hstack([corners, np.add(corners, (width, height))])


def _half_steps(size: float) -> float:
    """Sizes in steps, so that a zoom does not make a stamp for every thousandth of a pixel."""
    return round(size * 2) / 2 if size < 64 else float(round(size))


def _edge(item: Images) -> float:
    return item.gap_px + (item.pen.width if item.pen is not None else 0.0)


def _stamp_all(painter: QPainter, stamp: QImage, pixels: Array, seen: Indices, projection: Projection) -> None:
    """Copy ``stamp`` with its middle on every pixel of ``seen``."""
    import numpy as np

    dpr = projection.frame.dpr
    corners = np.rint(pixels[seen] * dpr - [stamp.width() / 2, stamp.height() / 2]).astype(int).tolist()
    painter.save()
    to_device_pixels(painter, projection)
    for first in range(0, len(corners), _CHUNK):
        if projection.frame.cancelled:
            break
        for x, y in corners[first : first + _CHUNK]:
            painter.drawImage(x, y, stamp)
    painter.restore()


def _blank(width: float, height: float, dpr: float) -> QImage:
    image = QImage(
        max(math.ceil(width * dpr), 1), max(math.ceil(height * dpr), 1), QImage.Format.Format_ARGB32_Premultiplied
    )
    image.fill(Qt.GlobalColor.transparent)
    return image


def _marker_stamp(item: Markers, size: float, dpr: float) -> QImage:
    line = item.pen.width if item.pen is not None else 0.0
    room = size * SHAPE_REACH + 2 * line + 2
    image = _blank(room, room, dpr)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(image.width() / 2, image.height() / 2)
        painter.scale(dpr, dpr)
        painter.setPen(qt_pen(item.pen))
        painter.setBrush(qt_brush(item.fill))
        painter.drawPath(shape_path(item.shape, size))
    return image


def _picture_stamp(item: Images, picture: QImage | None, width: float, height: float, dpr: float) -> QImage:
    edge = _edge(item)
    image = _blank(width + 2 * edge, height + 2 * edge, dpr)
    with QPainter(image) as painter:
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.scale(dpr, dpr)
        box = QRectF(edge, edge, width, height)
        if item.pen is not None or item.gap_px:
            line = item.pen.width if item.pen is not None else 0.0
            outer = QRectF(0, 0, width + 2 * edge, height + 2 * edge).adjusted(line / 2, line / 2, -line / 2, -line / 2)
            painter.setPen(qt_pen(item.pen))
            painter.setBrush(qt_brush(item.fill))
            painter.drawRoundedRect(outer, item.radius + edge - line / 2, item.radius + edge - line / 2)
        inner = QPainterPath()
        inner.addRoundedRect(box, item.radius, item.radius)
        if picture is None:
            painter.fillPath(inner, qt_color(item.fill))
        else:
            # A brush, not a clip: Qt does not smooth the edge of a clip.
            painter.setPen(QPen(Qt.PenStyle.NoPen))
            brush = QBrush(_cropped(picture, box, dpr))
            brush.setTransform(QTransform(1 / dpr, 0, 0, 1 / dpr, box.left(), box.top()))
            painter.setBrush(brush)
            painter.drawPath(inner)
    return image


def _cropped(picture: QImage, box: QRectF, dpr: float) -> QImage:
    """The middle of ``picture`` in the proportions and device pixels of ``box``."""
    width, height = max(round(box.width() * dpr), 1), max(round(box.height() * dpr), 1)
    scaled = picture.scaled(
        width,
        height,
        Qt.AspectRatioMode.KeepAspectRatioByExpanding,
        Qt.TransformationMode.SmoothTransformation,
    )
    left, top = (scaled.width() - width) // 2, (scaled.height() - height) // 2
    return scaled.copy(left, top, width, height)
