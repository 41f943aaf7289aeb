"""Fonts and icons of the theme, in the form that a scene painter asks for."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QImage, QPainter

from evidence_board.scene_style import TextStyle
from evidence_board.ui.canvas.label_stamps import FontSource
from evidence_board.ui.canvas.qt_styles import qt_color
from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.icon_paths import icon_path
from evidence_board.ui.theme.icons import STROKE, draw_icon

# Thinnest line of an icon in device pixels: below it, strokes turn grey.
_THINNEST = 0.95


def theme_fonts(theme: Theme) -> FontSource:
    """A font source that follows the families and the text size of ``theme``."""

    def font_of(style: TextStyle) -> QFont:
        font = QFont(theme.font("body", mono=style.mono, weight=style.weight))
        font.setPixelSize(max(round(style.px * theme.text_scale), 1))
        font.setItalic(style.italic)
        return font

    return font_of


def icon_image(name: str, device_px: float, color: int) -> QImage:
    """A line icon of the program as a square image; the icon source for every canvas.

    Raises:
        KeyError: the program has no icon of this name.
    """
    icon_path(name)  # an unknown name must fail before a painter is at work
    side = max(round(device_px), 1)
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    with QPainter(image) as painter:
        stroke = max(STROKE, _THINNEST * 24 / side)
        draw_icon(painter, name, QRectF(0, 0, side, side), qt_color(color), mirrored=False, stroke=stroke)
    return image
