"""Texts and numbers of a plate, in any script."""

import math

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QTextLayout, QTextOption

from evidence_board.ui.plate.paper_look import paper_look
from evidence_board.ui.widgets.painting import text_direction

__all__ = ["NUMBER_RADIUS", "draw_haloed", "draw_number", "draw_tag", "draw_words", "parted", "text_size"]

#: Of the circle that holds a number.
NUMBER_RADIUS = 17.0
#: Of moving numbers apart; more points than there is room for stay over one another.
_ROUNDS = 60


def text_size(text: str, font: QFont) -> QSizeF:
    """Return the room that one line takes."""
    metrics = QFontMetricsF(font)
    return QSizeF(metrics.horizontalAdvance(text) + 2, metrics.height())


def draw_words(
    painter: QPainter,
    box: QRectF,
    text: str,
    font: QFont,
    *,
    colour: str = "text",
    lines: int = 1,
    end: bool = False,
    own_side: bool = False,
) -> float:
    """Write a text, wrapped into so many lines at most and cut with an ellipsis; returns the height it took.

    It reads in the direction of its own script. One line begins at the left, as everything on the page does.

    Args:
        painter: where.
        box: the room; its height does not count.
        text: what.
        font: how.
        colour: a role.
        lines: at the most.
        end: right-aligned.
        own_side: a paragraph begins at the side of its script.
    """
    if not text:
        return 0.0
    metrics = QFontMetricsF(font)
    right = end or (own_side and text_direction(text) == Qt.LayoutDirection.RightToLeft)
    option = QTextOption(Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft)
    option.setAlignment(option.alignment() | Qt.AlignmentFlag.AlignAbsolute)
    option.setTextDirection(text_direction(text))
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    shown = " ".join(text.split())
    for _ in range(2):
        layout = QTextLayout(shown, font)
        layout.setTextOption(option)
        layout.beginLayout()
        height, starts = 0.0, []
        while (line := layout.createLine()).isValid():
            line.setLineWidth(box.width())
            # By the foot of the letters: a fallback font of one sign would push its line down.
            line.setPosition(QPointF(0, height + metrics.ascent() - line.ascent()))
            height += metrics.lineSpacing()
            starts.append(line.textStart())
        layout.endLayout()
        if len(starts) <= lines:
            break
        last = starts[lines - 1]
        shown = shown[:last] + metrics.elidedText(shown[last:], Qt.TextElideMode.ElideRight, box.width())
    painter.setPen(paper_look().color(colour))
    layout.draw(painter, box.topLeft())
    return height


def draw_haloed(painter: QPainter, box: QRectF, text: str, font: QFont, *, colour: str = "text") -> None:
    """Write one line with a white edge around its letters, so that it can be read on any ground."""
    metrics = QFontMetricsF(font)
    path = QPainterPath()
    foot = QPointF(box.left() + 1, box.top() + metrics.ascent())
    path.addText(foot, font, text)
    halo = QColor("white")
    halo.setAlphaF(0.9)
    pen = QPen(halo, 4.0)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(path, pen)
    # As text, not as the outlines that were just filled: in a document it can be searched and copied.
    painter.setFont(font)
    painter.setPen(paper_look().color(colour))
    painter.drawText(foot, text)


def draw_tag(painter: QPainter, box: QRectF, text: str) -> None:
    """Write what a picture is into its upper left corner, on a veil."""
    font = paper_look().font("small", px=16, weight=600)
    room = box.width() - 44
    shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room)
    size = text_size(shown, font)
    back = QRectF(box.left() + 10, box.top() + 10, size.width() + 20, size.height() + 8)
    veil = QColor("white")
    veil.setAlphaF(0.88)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(veil)
    painter.drawRoundedRect(back, 6, 6)
    draw_words(painter, QRectF(back.left() + 10, back.top() + 4, size.width() + 4, 0), shown, font)


def draw_number(painter: QPainter, at: QPointF, number: int, *, radius: float = NUMBER_RADIUS) -> None:
    """Draw a numbered circle; the same in the picture, on the map and in the list."""
    look = paper_look()
    painter.save()
    painter.setPen(QPen(QColor("white"), 0.18 * radius))
    painter.setBrush(look.color("accent"))
    painter.drawEllipse(at, radius, radius)
    painter.setPen(look.color("onAccent"))
    painter.setFont(look.font("bodyStrong", px=radius * 1.15, weight=600))
    box = QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(number))
    painter.restore()


def parted(
    spots: list[QPointF], *, least: float = 2 * NUMBER_RADIUS + 4, inside: QRectF | None = None
) -> list[QPointF]:
    """Return places for numbers, as near to their spots as they can be without covering one another.

    Args:
        spots: where the numbers belong.
        least: pixels between the middles of two numbers.
        inside: what no number may leave.
    """
    found = [QPointF(one) for one in spots]
    for _ in range(_ROUNDS):
        moved = False
        for at, one in enumerate(found):
            for other in found[at + 1 :]:
                away = other - one
                far = math.hypot(away.x(), away.y())
                if far >= least:
                    continue
                # Two on one spot go to the two sides, in the order of their numbers.
                step = away * ((least - far) / 2 / far) if far > 0.01 else QPointF(least / 2, 0.0)
                one -= step
                other += step
                moved = True
        if inside is not None:
            for one in found:
                one.setX(min(max(one.x(), inside.left()), inside.right()))
                one.setY(min(max(one.y(), inside.top()), inside.bottom()))
        if not moved:
            break
    return found
