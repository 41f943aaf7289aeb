"""Where the map of a plate looks, and the marks over it: cone, radius, camera, numbered points, scale and north."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF, QRadialGradient

from evidence_board.geo.geodesy import destination, scale_bar
from evidence_board.geo.mercator import TILE_PX, Bounds, metres_per_pixel, metres_to_world, to_world, world_pixels
from evidence_board.ui.canvas.camera_state import CameraState
from evidence_board.ui.i18n import number, tr
from evidence_board.ui.plate.paper_look import paper_look
from evidence_board.ui.plate.plate_content import distance_words
from evidence_board.ui.plate.plate_text import NUMBER_RADIUS, draw_haloed, draw_number, parted, text_size

if TYPE_CHECKING:
    from evidence_board.ui.plate.plate_content import PlateContent

__all__ = ["draw_marks", "map_camera"]

_MOST_ZOOM, _LEAST_ZOOM, _AROUND = 17.5, 4.0, 76.0
#: Of a camera without points: how far the map reaches in its direction.
_AHEAD_RADII, _AHEAD_M = 4.0, 400.0
_FADE = 0.5
#: A circle smaller than this on the page stands without its words.
_SAID_FROM = 20.0


def map_camera(content: PlateContent, width: float, height: float) -> CameraState:
    """Return where the map looks so that everything the plate speaks of is on it."""
    here = (content.latitude, content.longitude)
    reach = max(content.radius_m or 0.0, 30.0)
    seen = [destination(*here, bearing_deg=one, distance_m=1.25 * reach) for one in (0.0, 90.0, 180.0, 270.0)]
    placed = [(one.latitude, one.longitude) for one in content.points if one.latitude is not None]
    seen += [(latitude, longitude) for latitude, longitude in placed if latitude is not None and longitude is not None]
    if not placed and content.bearing_deg is not None:
        ahead = max(_AHEAD_M, _AHEAD_RADII * (content.radius_m or 0.0))
        seen.append(destination(*here, bearing_deg=content.bearing_deg, distance_m=ahead))
    middle, _ = to_world(*here)
    points = [to_world(*one) for one in seen]
    # The copy of the world nearest to the camera, so that nothing lies a whole turn away.
    xs = [x - round(x - middle) for x, _ in points]
    ys = [y for _, y in points]
    box = Bounds(min(xs), min(ys), max(xs), max(ys))
    wide = (width - 2 * _AROUND) / max(box.width, 1e-9)
    high = (height - 2 * _AROUND) / max(box.height, 1e-9)
    scale = min(max(min(wide, high), world_pixels(_LEAST_ZOOM)), world_pixels(_MOST_ZOOM))
    return CameraState.square(*box.centre, scale)


def draw_marks(painter: QPainter, content: PlateContent, camera: CameraState, box: QRectF) -> None:
    """Draw everything over the map, inside a rectangle that shows it."""
    painter.save()
    painter.setClipRect(box)
    at = _to_page(content.latitude, content.longitude, camera, box)
    spots = [
        (one, _to_page(one.latitude, one.longitude, camera, box))
        for one in content.points
        if one.latitude is not None and one.longitude is not None
    ]
    radius = metres_to_world(content.radius_m, latitude=content.latitude) * camera.scale if content.radius_m else 0.0
    _draw_cone(painter, content, at, [spot for _, spot in spots], radius, box)
    accent = paper_look().color("accent")
    _draw_radius(painter, content, at, radius)
    line = QPen(accent, 1.8, Qt.PenStyle.CustomDashLine)
    line.setDashPattern([4, 3])
    for pen in (_halo(1.8), line):
        painter.setPen(pen)
        for _, spot in spots:
            painter.drawLine(at, spot)
    painter.setPen(QPen(QColor("white"), 3.0))
    painter.setBrush(accent)
    painter.drawEllipse(at, 8.0, 8.0)
    heads = parted([spot for _, spot in spots])
    round_it = 2 * NUMBER_RADIUS
    taken = [QRectF(one.x() - NUMBER_RADIUS, one.y() - NUMBER_RADIUS, round_it, round_it) for one in heads]
    taken.append(QRectF(at.x() - 12, at.y() - 12, 24, 24))
    if radius >= _SAID_FROM and content.radius_m:
        font = paper_look().font("small", px=17, weight=600)
        words = f"± {distance_words(content.radius_m)}"
        size = text_size(words, font)
        below = QRectF(QPointF(at.x() - size.width() / 2, at.y() + radius + 5), size)
        if box.contains(below):
            taken.append(below)
            draw_haloed(painter, below, words, font, colour="accentText")
    for (point, spot), head in zip(spots, heads, strict=True):
        if (head - spot).manhattanLength() > 1:
            # Its number had to make room: a line leads to where it stands.
            painter.setPen(QPen(accent, 2.0))
            painter.drawLine(head, spot)
            painter.setPen(QPen(QColor("white"), 1.4))
            painter.setBrush(accent)
            painter.drawEllipse(spot, 4.0, 4.0)
        _draw_name(painter, point.name, head, taken, box)
    for (point, _), head in zip(spots, heads, strict=True):
        draw_number(painter, head, point.number)
    _draw_scale(painter, camera, box)
    _draw_north(painter, box)
    painter.restore()


def _to_page(latitude: float, longitude: float, camera: CameraState, box: QRectF) -> QPointF:
    x, y = to_world(latitude, longitude)
    x -= round(x - camera.x)
    px, py = camera.to_view(x, y, width=box.width(), height=box.height())
    return QPointF(box.left() + px, box.top() + py)


def _draw_cone(
    painter: QPainter, content: PlateContent, at: QPointF, spots: list[QPointF], radius: float, box: QRectF
) -> None:
    if content.bearing_deg is None:
        return
    accent = paper_look().color("accent")
    reach = max((math.hypot(one.x() - at.x(), one.y() - at.y()) for one in spots), default=0.0)
    length = 1.12 * reach if reach else max(0.62 * min(box.width(), box.height()), 1.6 * radius)
    start = 90.0 - content.bearing_deg - content.view_deg / 2
    around = QRectF(at.x() - length, at.y() - length, 2 * length, 2 * length)
    path = QPainterPath(at)
    path.arcTo(around, start, content.view_deg)
    path.closeSubpath()
    gradient = QRadialGradient(at, length)
    for where, opacity in ((0.0, _FADE), (0.7, 0.22), (1.0, 0.04)):
        shade = QColor(accent)
        shade.setAlphaF(opacity)
        gradient.setColorAt(where, shade)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(gradient)
    painter.drawPath(path)
    if content.view_deg >= 360:
        return
    angles = [math.radians(content.bearing_deg + turned) for turned in (-content.view_deg / 2, content.view_deg / 2)]
    for pen in (_halo(1.8), QPen(accent, 1.8)):
        painter.setPen(pen)
        for angle in angles:
            painter.drawLine(at, QPointF(at.x() + length * math.sin(angle), at.y() - length * math.cos(angle)))


def _draw_radius(painter: QPainter, content: PlateContent, at: QPointF, radius: float) -> None:
    if radius < 9 or content.radius_m is None:
        return
    accent = paper_look().color("accent")
    veil = QColor(accent)
    veil.setAlphaF(0.14)
    painter.setPen(_halo(2.0))
    painter.setBrush(veil)
    painter.drawEllipse(at, radius, radius)
    painter.setPen(QPen(accent, 2.0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(at, radius, radius)


def _halo(width: float) -> QPen:
    """The light edge of a line, so that it can be followed on a dark satellite picture as well."""
    light = QColor("white")
    light.setAlphaF(0.7)
    return QPen(light, width + 2.6)


def _draw_name(painter: QPainter, name: str, spot: QPointF, taken: list[QRectF], box: QRectF) -> None:
    """Write a name beside its number, on the first side where it covers nothing."""
    font = paper_look().font("small", px=17, weight=600)
    size = text_size(name, font)
    away = NUMBER_RADIUS + 6
    sides = (
        QPointF(spot.x() + away, spot.y() - size.height() / 2),
        QPointF(spot.x() - away - size.width(), spot.y() - size.height() / 2),
        QPointF(spot.x() - size.width() / 2, spot.y() - away - size.height()),
        QPointF(spot.x() - size.width() / 2, spot.y() + away),
    )
    rects = [QRectF(corner, size) for corner in sides]
    inside = box.adjusted(6, 6, -6, -6)
    free = [one for one in rects if inside.contains(one) and not any(one.intersects(other) for other in taken)]
    if not free:
        # Every name stands beside its number below the pictures as well.
        return
    taken.append(free[0])
    draw_haloed(painter, free[0], name, font)


def _draw_scale(painter: QPainter, camera: CameraState, box: QRectF) -> None:
    latitude = math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * camera.y))))
    zoom = math.log2(camera.scale / TILE_PX)
    bar = scale_bar(metres_per_pixel(latitude, zoom=zoom), max_px=150)
    words = tr("{n} {unit}", n=number(bar.value), unit=bar.unit)
    font = paper_look().font("small", px=17, weight=600)
    size = text_size(words, font)
    left, foot = box.left() + 16, box.bottom() - 16
    plate = QRectF(left - 6, foot - size.height() - 6, bar.pixels + size.width() + 28, size.height() + 12)
    _plate(painter, plate)
    y = plate.center().y()
    painter.setPen(QPen(paper_look().color("text"), 2.4))
    painter.drawPolyline(
        QPolygonF([QPointF(left + 4, y - 5), QPointF(left + 4, y + 3), QPointF(left + 4 + bar.pixels, y + 3),
                   QPointF(left + 4 + bar.pixels, y - 5)])
    )  # fmt: skip
    painter.setFont(font)
    painter.drawText(QRectF(left + bar.pixels + 14, plate.top(), size.width() + 4, plate.height()),
                     Qt.AlignmentFlag.AlignVCenter, words)  # fmt: skip


def _draw_north(painter: QPainter, box: QRectF) -> None:
    middle = QPointF(box.right() - 36, box.top() + 38)
    _plate(painter, QRectF(middle.x() - 20, middle.y() - 24, 40, 52))
    look = paper_look()
    for half, role in ((-1, "text"), (1, "text3")):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color(role))
        tip, foot = QPointF(middle.x(), middle.y() - 19), QPointF(middle.x(), middle.y() + 1)
        painter.drawPolygon(QPolygonF([tip, QPointF(middle.x() + 8 * half, middle.y() + 6), foot]))
    painter.setPen(look.color("text"))
    painter.setFont(look.font("small", px=14, weight=600))
    where = QRectF(middle.x() - 20, middle.y() + 6, 40, 20)
    painter.drawText(where, Qt.AlignmentFlag.AlignCenter, tr("N"))


def _plate(painter: QPainter, box: QRectF) -> None:
    veil = QColor("white")
    veil.setAlphaF(0.86)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(veil)
    painter.drawRoundedRect(box, 6, 6)
