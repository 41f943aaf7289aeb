"""The blocks of words of a proof plate: where and when, the points, how it is known, what it does not prove."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from evidence_board.ui.i18n import tr
from evidence_board.ui.plate.paper_look import paper_look
from evidence_board.ui.plate.plate_text import draw_number, draw_words, text_size

if TYPE_CHECKING:
    from evidence_board.ui.plate.plate_content import PlateContent

__all__ = ["draw_blocks"]

_GAP, _UNDER_HEADING, _BELOW = 36.0, 31.0, 16.0
_HEADING, _BODY, _SMALL = 17, 18, 16
_LINE, _ROW = 23.0, 31.0
_NARROW = 300.0

Block = Callable[[QPainter, QRectF], float]


def draw_blocks(painter: QPainter, content: PlateContent, room: QRectF, *, columns: int) -> None:
    """Draw all blocks that have something to say.

    Args:
        painter: where.
        content: what is said.
        room: all that may be used; what has no place in it is cut and says so.
        columns: how many blocks stand side by side; the rest below.
    """
    blocks: list[Block] = [lambda p, box: _facts(p, content, box)]
    if content.points:
        blocks.append(lambda p, box: _list(p, content, box))
    if content.basis:
        blocks.append(lambda p, box: _paragraph(p, tr("How it is known"), content.basis, box))
    blocks.append(lambda p, box: _limits(p, content, box))
    columns = min(columns, len(blocks))
    wide = (room.width() - (columns - 1) * _GAP) / columns
    top = room.top()
    for first in range(0, len(blocks), columns):
        row = blocks[first : first + columns]
        # What stands in the first of two rows leaves a part of the room to the second.
        bottom = room.bottom() if first + columns >= len(blocks) else room.top() + 0.62 * room.height()
        lowest = top
        for place, block in enumerate(row):
            box = QRectF(room.left() + place * (wide + _GAP), top, wide, bottom - top)
            lowest = max(lowest, block(painter, box))
        top = lowest + _BELOW


def _heading(painter: QPainter, words: str, box: QRectF) -> float:
    draw_words(painter, box, words, paper_look().font("label", px=_HEADING, weight=600))
    return box.top() + _UNDER_HEADING


def _facts(painter: QPainter, content: PlateContent, box: QRectF) -> float:
    look = paper_look()
    y = _heading(painter, tr("Where and when"), box)
    names, values = look.font("body", px=_BODY), look.font("body", px=_BODY, weight=500)
    label = max((text_size(one.name, names).width() for one in content.facts), default=0.0) + 14
    for fact in content.facts:
        if y + _LINE > box.bottom():
            break
        draw_words(painter, QRectF(box.left(), y, label, 0), fact.name, names, colour="text3")
        lines = 2 if y + 2 * _LINE <= box.bottom() else 1
        where = QRectF(box.left() + label, y, box.width() - label, 0)
        y += max(draw_words(painter, where, fact.value, values, lines=lines), 20) + 4
    return y


def _list(painter: QPainter, content: PlateContent, box: QRectF) -> float:
    look = paper_look()
    top = _heading(painter, tr("Matching points"), box)
    rows = max(1, int((box.bottom() - top) // _ROW))
    columns = 1 if len(content.points) <= rows else 2
    wide = (box.width() - (columns - 1) * 16) / columns
    names, figures = look.font("body", px=_BODY), look.font("body", px=_SMALL)
    most = rows * columns
    shown = content.points if len(content.points) <= most else content.points[: most - 1]
    for place, point in enumerate(shown):
        left, y = box.left() + (place // rows) * (wide + 16), top + (place % rows) * _ROW
        draw_number(painter, QPointF(left + 12, y + 12), point.number, radius=12)
        far = text_size(point.words, figures).width() if point.words and columns == 1 and wide > _NARROW else 0.0
        draw_words(painter, QRectF(left + 33, y, wide - 33 - far - 8, 0), point.name, names)
        if far:
            where = QRectF(left + wide - far, y + 1, far, 0)
            draw_words(painter, where, point.words, figures, colour="text3", end=True)
    if len(shown) < len(content.points):
        left, y = box.left() + (most - 1) // rows * (wide + 16), top + (rows - 1) * _ROW
        more = tr("and {n} more", n=len(content.points) - len(shown))
        draw_words(painter, QRectF(left + 33, y, wide - 33, 0), more, names, colour="text3")
    return top + min(len(content.points), rows) * _ROW


def _paragraph(painter: QPainter, heading: str, words: str, box: QRectF) -> float:
    top = _heading(painter, heading, box)
    lines = max(1, int((box.bottom() - top) // _LINE))
    body = paper_look().font("body", px=_BODY)
    where = QRectF(box.left(), top, box.width(), 0)
    return top + draw_words(painter, where, words, body, colour="text2", lines=lines, own_side=True)


def _limits(painter: QPainter, content: PlateContent, box: QRectF) -> float:
    y = _heading(painter, tr("What this does not prove"), box)
    body = paper_look().font("body", px=_BODY)
    for said in content.limits:
        lines = int((box.bottom() - y) // _LINE)
        if lines < 1:
            break
        where = QRectF(box.left(), y, box.width(), 0)
        y += draw_words(painter, where, said, body, colour="text2", lines=lines, own_side=True) + 3
    return y
