"""Small painting steps that the base widgets share: boxes, text in any direction, mixed colours."""

import unicodedata
from functools import lru_cache

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QGuiApplication, QPainter, QPen
from PySide6.QtWidgets import QStyle, QWidget

from evidence_board.ui.theme import Theme

__all__ = [
    "draw_box",
    "draw_text",
    "faded",
    "hover_fill",
    "leading",
    "mixed",
    "press_fill",
    "text_direction",
    "trailing",
    "visual",
]

_ISOLATE_BEGINS = frozenset("\u2066\u2067\u2068")
_ISOLATE_ENDS = "\u2069"


@lru_cache(maxsize=512)
def _faded(rgb: int, opacity: float) -> QColor:
    colour = QColor.fromRgb(rgb)
    colour.setAlphaF(opacity)
    return colour


def faded(colour: QColor, opacity: float) -> QColor:
    """Return a colour at an opacity of 0 to 1; shared, do not change it."""
    return _faded(colour.rgb(), opacity)


@lru_cache(maxsize=512)
def _mixed(first: int, second: int, share: float) -> QColor:
    a, b = QColor.fromRgb(first), QColor.fromRgb(second)
    return QColor(
        round(a.red() + (b.red() - a.red()) * share),
        round(a.green() + (b.green() - a.green()) * share),
        round(a.blue() + (b.blue() - a.blue()) * share),
    )


def mixed(base: QColor, over: QColor, share: float) -> QColor:
    """Return `base` with a share (0 to 1) of `over` in it; opaque, shared, do not change it."""
    return _mixed(base.rgb(), over.rgb(), share)


def hover_fill(theme: Theme) -> QColor:
    """Return the veil that makes ``hover`` out of ``pane``, and shows as clearly on any other surface."""
    pane, hover, ink = theme.color("pane"), theme.color("hover"), theme.color("text")
    return faded(ink, round((hover.red() - pane.red()) / (ink.red() - pane.red()), 3))


def press_fill(theme: Theme) -> QColor:
    """Return the veil of a pressed control, twice that of `hover_fill`."""
    return faded(theme.color("text"), hover_fill(theme).alphaF() * 2)


def draw_box(
    painter: QPainter,
    rect: QRect | QRectF,
    *,
    radius: float,
    fill: QColor | None = None,
    border: QColor | None = None,
    width: float = 1.0,
) -> None:
    """Draw a rounded box whose border lies wholly inside the rectangle, so that it stays sharp.

    Args:
        painter: where to draw; pen, brush and antialiasing are changed.
        rect: outer edge of the box.
        radius: radius of the outer corners in logical pixels.
        fill: colour inside, none by default.
        border: colour of the border, none by default.
        width: width of the border in logical pixels.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    box = QRectF(rect)
    if border is None:
        painter.setPen(Qt.PenStyle.NoPen)
    else:
        painter.setPen(QPen(border, width))
        box.adjust(width / 2, width / 2, -width / 2, -width / 2)
        radius -= width / 2
    radius = max(0.0, min(radius, box.width() / 2, box.height() / 2))
    painter.drawRoundedRect(box, radius, radius)


@lru_cache(maxsize=4096)
def _first_strong(text: str) -> Qt.LayoutDirection:
    depth = 0
    for letter in text:
        if letter in _ISOLATE_BEGINS:
            depth += 1
        elif letter == _ISOLATE_ENDS:
            depth = max(0, depth - 1)
        elif not depth:
            match unicodedata.bidirectional(letter):
                case "R" | "AL":
                    return Qt.LayoutDirection.RightToLeft
                case "L":
                    return Qt.LayoutDirection.LeftToRight
    return Qt.LayoutDirection.LayoutDirectionAuto


def text_direction(text: str) -> Qt.LayoutDirection:
    """Return the direction a text reads in, by its first strong letter outside isolates (UAX 9, P2).

    Numbers without any strong letter read from left to right, so that the latitude of ``34.9, 35.8`` stays first; what
    has no number either reads like the interface.
    """
    direction = _first_strong(text)
    if direction != Qt.LayoutDirection.LayoutDirectionAuto:
        return direction
    if any(letter.isdigit() for letter in text):
        return Qt.LayoutDirection.LeftToRight
    return QGuiApplication.layoutDirection()


def leading(widget: QWidget) -> Qt.AlignmentFlag:
    """Return the alignment to the side where a line of the interface begins."""
    if widget.layoutDirection() == Qt.LayoutDirection.RightToLeft:
        return Qt.AlignmentFlag.AlignRight
    return Qt.AlignmentFlag.AlignLeft


def trailing(widget: QWidget) -> Qt.AlignmentFlag:
    """Return the alignment to the side where a line of the interface ends."""
    if widget.layoutDirection() == Qt.LayoutDirection.RightToLeft:
        return Qt.AlignmentFlag.AlignLeft
    return Qt.AlignmentFlag.AlignRight


def visual(widget: QWidget, rect: QRect) -> QRect:
    """Return where a rectangle of the left-to-right drawing lies in the widget's own direction."""
    return QStyle.visualRect(widget.layoutDirection(), widget.rect(), rect)


def draw_text(
    painter: QPainter,
    rect: QRect | QRectF,
    text: str,
    *,
    font: QFont,
    colour: QColor,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> None:
    """Draw one line of text, centred in height, shortened with an ellipsis if it does not fit.

    Args:
        painter: where to draw; font, pen and direction are changed.
        rect: room for the text.
        text: in any script; it reads in its own direction.
        font: from the theme.
        colour: of the text.
        align: left, right or centre as seen on the screen.
        elide: where the ellipsis stands.
    """
    room = QRectF(rect)
    if room.width() <= 0 or not text:
        return
    metrics = QFontMetricsF(font)
    if metrics.horizontalAdvance(text) > room.width():
        text = metrics.elidedText(text, elide, room.width())
    painter.setFont(font)
    painter.setPen(colour)
    painter.setLayoutDirection(text_direction(text))
    flags = align | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
    painter.drawText(room, int(flags) | int(Qt.TextFlag.TextSingleLine), text)
