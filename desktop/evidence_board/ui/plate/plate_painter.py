"""Draws a proof plate onto any paint device: title, picture, reference and map, words, credits."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from evidence_board.ui.i18n import count, tr
from evidence_board.ui.plate.paper_look import paper_look
from evidence_board.ui.plate.plate_layout import EDGE, FOOT, HEIGHT, WIDTH, PlateLayout
from evidence_board.ui.plate.plate_map import draw_marks
from evidence_board.ui.plate.plate_pictures import draw_frame, draw_panel
from evidence_board.ui.plate.plate_text import draw_words, text_size
from evidence_board.ui.plate.plate_words import draw_blocks
from evidence_board.ui.widgets.confidence import draw_bars

if TYPE_CHECKING:
    from evidence_board.ui.plate.plate_content import PlateContent
    from evidence_board.ui.theme import Theme

__all__ = ["PlateImages", "paint_plate"]


@dataclass(frozen=True, slots=True)
class PlateImages:
    """The pixels of a plate.

    Attributes:
        picture: upright; None where it cannot be read.
        reference: the picture that is compared with, or None.
        ground: the map.
        credits: whose the maps are.
        hidden: how many parts of the pictures are covered.
    """

    picture: QImage | None
    reference: QImage | None
    ground: QImage
    credits: list[str] = field(default_factory=list)
    hidden: int = 0


def paint_plate(painter: QPainter, content: PlateContent, layout: PlateLayout, images: PlateImages) -> None:
    """Draw the whole page, `WIDTH` by `HEIGHT`.

    Args:
        painter: where; already scaled to the page.
        content: what it says.
        layout: of `plate_layout`.
        images: pictures and map.
    """
    # Map, pictures and page stand the same in every language; only words have a side of their own.
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    painter.fillRect(QRectF(0, 0, WIDTH, HEIGHT), QColor("white"))
    _draw_head(painter, content)
    beside = layout.reference is not None
    spots = [(one.number, one.spot) for one in content.points if one.spot is not None]
    instead = tr("This picture cannot be shown.")
    tag = content.ref if beside else ""
    draw_panel(painter, layout.picture, images.picture, spots, tag=tag, instead=instead)
    if layout.reference is not None and content.reference is not None:
        twins = [(one.number, one.twin) for one in content.points if one.twin is not None]
        words = content.reference.words
        draw_panel(painter, layout.reference, images.reference, twins, tag=words, instead=instead)
    painter.drawImage(layout.map, images.ground)
    draw_marks(painter, content, layout.camera, layout.map)
    draw_frame(painter, layout.map)
    draw_blocks(painter, content, layout.words, columns=layout.columns)
    _draw_foot(painter, content, images)


def _draw_head(painter: QPainter, content: PlateContent) -> None:
    look = paper_look()
    painter.fillRect(QRectF(0, 0, WIDTH, 6), look.color("accent"))
    badge = look.font("bodyStrong", px=20, weight=600)
    words = content.level_words
    if content.radius_m:
        words = tr("{level}, within {distance}", level=words, distance=content.radius_words)
    wide = text_size(words, badge).width()
    box = QRectF(WIDTH - EDGE - wide - 78, 48, wide + 78, 44)
    painter.setPen(QPen(look.color("line2"), 1.4))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, 22, 22)
    painter.save()
    painter.translate(box.left() + 33, box.center().y())
    painter.scale(1.4, 1.4)
    draw_bars(painter, content.level, QRectF(-12, -6, 24, 12), cast("Theme", look), place=True)
    painter.restore()
    inside = QRectF(box.left() + 58, box.top(), wide + 4, box.height())
    painter.setFont(badge)
    painter.setPen(look.color("text"))
    painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
    room = box.left() - EDGE - 24
    draw_words(painter, QRectF(EDGE, 30, room, 0), content.title, look.font("display", px=34, weight=600))
    draw_words(painter, QRectF(EDGE, 82, room, 0), content.under, look.font("body", px=20), colour="text2")


def _draw_foot(painter: QPainter, content: PlateContent, images: PlateImages) -> None:
    look = paper_look()
    painter.setPen(QPen(look.color("line"), 1.4))
    painter.drawLine(QPointF(EDGE, FOOT), QPointF(WIDTH - EDGE, FOOT))
    small, mono = look.font("small", px=15), look.font("small", px=14, mono=True)
    far = text_size(content.file_words, mono).width() if content.file_words else 0.0
    maps = tr("Map: {credits}", credits="; ".join(images.credits)) if images.credits else ""
    hidden = ""
    if images.hidden:
        hidden = count(images.hidden, one="{n} part is hidden", many="{n} parts are hidden")
    words = " · ".join(part for part in (content.credits, maps, hidden) if part)
    draw_words(painter, QRectF(EDGE, FOOT + 9, WIDTH - 2 * EDGE - far - 30, 0), words, small, colour="text3", lines=2)
    if content.file_words:
        where = QRectF(WIDTH - EDGE - far - 4, FOOT + 10, far + 4, 0)
        draw_words(painter, where, content.file_words, mono, colour="text3", end=True)
