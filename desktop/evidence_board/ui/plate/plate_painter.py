"""Draws a proof plate onto any paint device: title, picture and map side by side, facts, points, credits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from evidence_board.ui.canvas.camera_state import CameraState
from evidence_board.ui.i18n import tr
from evidence_board.ui.plate.paper_look import paper_look
from evidence_board.ui.plate.plate_map import draw_marks, map_camera
from evidence_board.ui.plate.plate_text import draw_number, draw_words, text_size
from evidence_board.ui.widgets.confidence import draw_bars

if TYPE_CHECKING:
    from evidence_board.ui.plate.plate_content import PlateContent, PlatePoint
    from evidence_board.ui.theme import Theme

__all__ = ["HEIGHT", "WIDTH", "PlateLayout", "paint_plate", "plate_layout"]

#: The page, in its own pixels: A4 across.
WIDTH, HEIGHT = 1600.0, 1131.0
_EDGE, _GAP, _TOP = 48.0, 16.0, 138.0
_MOST_HIGH, _LEAST_HIGH, _MOST_PICTURE = 650.0, 470.0, 0.6
_STALK = 36.0
_ROWS = 6


@dataclass(frozen=True, slots=True)
class PlateLayout:
    """Where the two pictures stand, and where the map looks.

    Attributes:
        picture: room of the picture.
        map: room of the map.
        camera: of the map.
    """

    picture: QRectF
    map: QRectF
    camera: CameraState


def plate_layout(content: PlateContent, aspect: float) -> PlateLayout:
    """Return where things stand on the page.

    Args:
        content: what it says.
        aspect: width by height of the upright picture.
    """
    room = WIDTH - 2 * _EDGE - _GAP
    high = _MOST_HIGH
    wide = high * aspect
    most = _MOST_PICTURE * room
    if wide > most:
        wide, high = most, max(_LEAST_HIGH, most / aspect)
    wide = max(wide, 0.3 * room)
    picture = QRectF(_EDGE, _TOP, round(wide), round(high))
    side = QRectF(picture.right() + _GAP, _TOP, WIDTH - _EDGE - picture.right() - _GAP, picture.height())
    return PlateLayout(picture, side, map_camera(content, side.width(), side.height()))


def paint_plate(
    painter: QPainter,
    content: PlateContent,
    layout: PlateLayout,
    *,
    picture: QImage | None,
    ground: QImage,
    credits: list[str],
) -> None:
    """Draw the whole page, `WIDTH` by `HEIGHT`.

    Args:
        painter: where; already scaled to the page.
        content: what it says.
        layout: of `plate_layout`.
        picture: the upright picture; None while it is read.
        ground: the map.
        credits: whose the maps are.
    """
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    painter.fillRect(QRectF(0, 0, WIDTH, HEIGHT), QColor("white"))
    _draw_head(painter, content)
    _draw_picture(painter, content, layout.picture, picture)
    painter.drawImage(layout.map, ground)
    draw_marks(painter, content, layout.camera, layout.map)
    _frame(painter, layout.map)
    _draw_below(painter, content, layout.picture.bottom() + 26)
    _draw_foot(painter, content, credits)


def _draw_head(painter: QPainter, content: PlateContent) -> None:
    look = paper_look()
    painter.fillRect(QRectF(0, 0, WIDTH, 6), look.color("accent"))
    badge = look.font("bodyStrong", px=19, weight=600)
    wide = text_size(content.level_words, badge).width()
    right = WIDTH - _EDGE
    box = QRectF(right - wide - 78, 52, wide + 78, 42)
    painter.setPen(QPen(look.color("line2"), 1.4))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, 21, 21)
    painter.save()
    painter.translate(box.left() + 33, box.center().y())
    painter.scale(1.4, 1.4)
    draw_bars(painter, content.level, QRectF(-12, -6, 24, 12), cast("Theme", look), place=True)
    painter.restore()
    words = QRectF(box.left() + 58, box.top(), wide + 4, box.height())
    painter.setFont(badge)
    painter.setPen(look.color("text"))
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, content.level_words)
    room = box.left() - _EDGE - 24
    draw_words(painter, QRectF(_EDGE, 36, room, 0), content.title, look.font("display", px=34, weight=600))
    draw_words(painter, QRectF(_EDGE, 86, room, 0), content.under, look.font("body", px=19), colour="text2")


def _draw_picture(painter: QPainter, content: PlateContent, box: QRectF, picture: QImage | None) -> None:
    look = paper_look()
    painter.fillRect(box, look.color("sunken"))
    if picture is None or picture.isNull():
        painter.setPen(look.color("text3"))
        painter.setFont(look.font("body", px=18))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, tr("Reading the picture…"))
        return
    scale = min(box.width() / picture.width(), box.height() / picture.height())
    shown = QRectF(0, 0, picture.width() * scale, picture.height() * scale)
    shown.moveCenter(box.center())
    painter.drawImage(shown, picture)
    painter.save()
    painter.setClipRect(box)
    for point in content.points:
        _draw_pin(
            painter, point, QPointF(shown.left() + point.x * shown.width(), shown.top() + point.y * shown.height()), box
        )
    painter.restore()
    _frame(painter, box)


def _draw_pin(painter: QPainter, point: PlatePoint, at: QPointF, box: QRectF) -> None:
    """A number above its feature with a line down to it, or below where there is no room above."""
    up = at.y() - _STALK - 18 > box.top()
    head = QPointF(min(max(at.x(), box.left() + 18), box.right() - 18), at.y() + (-_STALK if up else _STALK))
    dark = QColor(0, 0, 0, 110)
    for colour, width in ((dark, 4.4), (QColor("white"), 2.2)):
        pen = QPen(colour, width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawLine(head, at)
    painter.setPen(QPen(dark, 1.0))
    painter.setBrush(QColor("white"))
    painter.drawEllipse(at, 3.6, 3.6)
    draw_number(painter, head, point.number)


def _draw_below(painter: QPainter, content: PlateContent, top: float) -> None:
    look = paper_look()
    room = WIDTH - 2 * _EDGE
    columns = 3 if content.points and content.basis else 2 if content.points or content.basis else 1
    wide = (room - (columns - 1) * 40) / columns
    _draw_facts(painter, content, QRectF(_EDGE, top, wide, 0))
    left = _EDGE + wide + 40
    if content.points:
        _draw_list(painter, content, QRectF(left, top, wide, 0))
        left += wide + 40
    if content.basis:
        heading = look.font("label", px=16, weight=600)
        draw_words(painter, QRectF(left, top, wide, 0), tr("How it is known"), heading)
        body = look.font("body", px=17)
        draw_words(painter, QRectF(left, top + 32, wide, 0), content.basis, body, colour="text2", lines=8)


def _draw_facts(painter: QPainter, content: PlateContent, box: QRectF) -> None:
    look = paper_look()
    y = box.top()
    draw_words(
        painter, QRectF(box.left(), y, box.width(), 0), tr("Where and when"), look.font("label", px=16, weight=600)
    )
    y += 32
    names = look.font("body", px=17)
    values = look.font("body", px=17, weight=500)
    label = max((text_size(one.name, names).width() for one in content.facts), default=0.0) + 18
    for fact in content.facts:
        draw_words(painter, QRectF(box.left(), y, label, 0), fact.name, names, colour="text3")
        y += max(
            draw_words(painter, QRectF(box.left() + label, y, box.width() - label, 0), fact.value, values, lines=2), 20
        )
        y += 6


def _draw_list(painter: QPainter, content: PlateContent, box: QRectF) -> None:
    look = paper_look()
    heading = look.font("label", px=16, weight=600)
    draw_words(painter, QRectF(box.left(), box.top(), box.width(), 0), tr("Matching points"), heading)
    columns = 1 if len(content.points) <= _ROWS else 2
    wide = (box.width() - (columns - 1) * 20) / columns
    names, figures = look.font("body", px=17), look.font("body", px=16)
    most = _ROWS * columns
    shown = content.points if len(content.points) <= most else content.points[: most - 1]
    for place, point in enumerate(shown):
        left = box.left() + (place // _ROWS) * (wide + 20)
        y = box.top() + 32 + (place % _ROWS) * 32
        draw_number(painter, QPointF(left + 11, y + 11), point.number, radius=11)
        far = text_size(point.words, figures).width() if point.words and columns == 1 else 0.0
        draw_words(painter, QRectF(left + 32, y, wide - 32 - far - 10, 0), point.name, names)
        if far:
            spot = QRectF(left + wide - far, y, far, 0)
            draw_words(painter, spot, point.words, figures, colour="text3", end=True)
    if len(shown) < len(content.points):
        left = box.left() + (most - 1) // _ROWS * (wide + 20)
        y = box.top() + 32 + (_ROWS - 1) * 32
        more = tr("and {n} more", n=len(content.points) - len(shown))
        draw_words(painter, QRectF(left + 32, y, wide - 32, 0), more, names, colour="text3")


def _draw_foot(painter: QPainter, content: PlateContent, credits: list[str]) -> None:
    look = paper_look()
    y = HEIGHT - 56
    painter.setPen(QPen(look.color("line"), 1.4))
    painter.drawLine(QPointF(_EDGE, y), QPointF(WIDTH - _EDGE, y))
    small, mono = look.font("small", px=14), look.font("small", px=13, mono=True)
    far = text_size(content.file_words, mono).width() if content.file_words else 0.0
    maps = tr("Map: {credits}", credits="; ".join(credits)) if credits else ""
    words = " · ".join(part for part in (content.credits, maps) if part)
    draw_words(painter, QRectF(_EDGE, y + 14, WIDTH - 2 * _EDGE - far - 30, 0), words, small, colour="text3")
    if content.file_words:
        where = QRectF(WIDTH - _EDGE - far - 4, y + 15, far + 4, 0)
        draw_words(painter, where, content.file_words, mono, colour="text3", end=True)


def _frame(painter: QPainter, box: QRectF) -> None:
    painter.setPen(QPen(paper_look().color("line2"), 1.2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box)
