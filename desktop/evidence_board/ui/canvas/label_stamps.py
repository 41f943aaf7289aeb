"""Labels as ready images: a text is shaped and outlined once, then only copied."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache
from typing import TypeAlias

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QGuiApplication, QImage, QPainter

from evidence_board.scene_style import TextStyle
from evidence_board.ui.canvas.qt_styles import qt_brush, qt_color, qt_pen
from evidence_board.ui.canvas.stamp_cache import StampCache

FontSource: TypeAlias = Callable[[TextStyle], QFont]

_CACHE_BYTES = 24 << 20
_MOST_MEASURES = 50_000
# Longer than any label that fits a screen; shaping a pasted novel would stall the painter.
_MOST_CHARACTERS = 240


class LabelStamps:
    """Measures and draws labels. Made in the GUI thread, then used in one thread only."""

    def __init__(self, *, fonts: FontSource | None = None) -> None:
        self._base = QGuiApplication.font()
        self._source = fonts
        self._fonts: dict[tuple[float, int, bool, bool], tuple[QFont, QFontMetricsF]] = {}
        self._sizes: dict[tuple[str, TextStyle, float], tuple[str, float, float]] = {}
        self._stamps = StampCache(limit_bytes=_CACHE_BYTES)

    def clear(self) -> None:
        """Forget everything drawn and measured (fonts changed)."""
        self._fonts.clear()
        self._sizes.clear()
        self._stamps.clear()

    def size(self, text: str, style: TextStyle, *, max_px: float) -> tuple[float, float]:
        """Width and height in pixels that the label takes, with its box if it has one."""
        _, width, height = self._measure(text, style, max_px)
        return width, height

    def stamp(self, text: str, style: TextStyle, *, max_px: float, dpr: float) -> QImage:
        """The label in device pixels, with :func:`margin` pixels around its size."""
        shown, width, height = self._measure(text, style, max_px)
        return self._stamps.get(
            (shown, style, dpr), lambda: self._draw(shown, style, width=width, height=height, dpr=dpr)
        )

    def _font(self, style: TextStyle) -> tuple[QFont, QFontMetricsF]:
        key = (style.px, style.weight, style.mono, style.italic)
        found = self._fonts.get(key)
        if found is None:
            font = self._source(style) if self._source is not None else self._default_font(style)
            found = self._fonts[key] = (font, QFontMetricsF(font))
        return found

    def _default_font(self, style: TextStyle) -> QFont:
        font = QFont(self._base)
        font.setPixelSize(max(round(style.px), 1))
        font.setWeight(QFont.Weight(style.weight))
        font.setItalic(style.italic)
        return font

    def _measure(self, text: str, style: TextStyle, max_px: float) -> tuple[str, float, float]:
        key = (text, style, max_px)
        found = self._sizes.get(key)
        if found is None:
            if len(self._sizes) >= _MOST_MEASURES:
                self._sizes.clear()
            _, metrics = self._font(style)
            shown = " ".join(text[:_MOST_CHARACTERS].split())
            if max_px:
                shown = metrics.elidedText(shown, Qt.TextElideMode.ElideRight, max_px)
            across, down = style.padding if _has_box(style) else (0.0, 0.0)
            found = (shown, metrics.horizontalAdvance(shown) + 2 * across, metrics.height() + 2 * down)
            self._sizes[key] = found
        return found

    def _draw(self, text: str, style: TextStyle, *, width: float, height: float, dpr: float) -> QImage:
        font, metrics = self._font(style)
        edge = margin(style)
        image = QImage(
            math.ceil((width + 2 * edge) * dpr),
            math.ceil((height + 2 * edge) * dpr),
            QImage.Format.Format_ARGB32_Premultiplied,
        )
        image.fill(Qt.GlobalColor.transparent)
        with QPainter(image) as painter:
            painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
            painter.scale(dpr, dpr)
            # Each label reads in the direction of its own script.
            painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
            painter.setFont(font)
            across, down = (0.0, 0.0)
            if _has_box(style):
                across, down = style.padding
                line = style.chip_pen.width if style.chip_pen is not None else 0.0
                box = QRectF(edge + line / 2, edge + line / 2, width - line, height - line)
                radius = min(style.radius, box.width() / 2, box.height() / 2)
                painter.setPen(qt_pen(style.chip_pen))
                painter.setBrush(qt_brush(style.chip))
                painter.drawRoundedRect(box, radius, radius)
            start = QPointF(edge + across, edge + down + metrics.ascent())
            if style.halo >> 24:
                _draw_halo(painter, image, text, start, style, dpr=dpr)
            painter.setPen(qt_color(style.color))
            painter.drawText(start, text)
        return image


def margin(style: TextStyle) -> float:
    """Pixels around the size of a label that its stamp adds: room for the halo and slanted letters."""
    return math.ceil(style.halo_px if style.halo >> 24 else 0) + 1.0


def _draw_halo(painter: QPainter, image: QImage, text: str, start: QPointF, style: TextStyle, *, dpr: float) -> None:
    """Lay copies of the text around its place: a tenth of what stroking its outline takes."""
    copy = QImage(image.size(), image.format())
    copy.fill(Qt.GlobalColor.transparent)
    with QPainter(copy) as letters:
        letters.setRenderHints(painter.renderHints())
        letters.scale(dpr, dpr)
        letters.setLayoutDirection(painter.layoutDirection())
        letters.setFont(painter.font())
        letters.setPen(qt_color(style.halo | 0xFF000000))
        letters.drawText(start, text)
    halo = QImage(image.size(), image.format())
    halo.fill(Qt.GlobalColor.transparent)
    with QPainter(halo) as around:
        for x, y in _disc(style.halo_px * dpr):
            around.drawImage(x, y, copy)
    painter.save()
    painter.resetTransform()
    # Many layers of a halo that lets the map through would not let it through.
    painter.setOpacity((style.halo >> 24) / 255)
    painter.drawImage(0, 0, halo)
    painter.restore()


@lru_cache(maxsize=32)
def _disc(radius: float) -> tuple[tuple[int, int], ...]:
    """Return the whole steps within a radius, the furthest first."""
    reach = math.floor(radius + 0.25)
    steps = [(x, y) for x in range(-reach, reach + 1) for y in range(-reach, reach + 1)]
    return tuple(step for step in steps if math.hypot(*step) <= radius + 0.25)


def _has_box(style: TextStyle) -> bool:
    return bool(style.chip >> 24) or style.chip_pen is not None
