"""What drawings are called, and their colours."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from evidence_board.model.map_objects import DrawingKind, DrawingRow
from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.colour_dot import draw_dot

__all__ = ["COLOUR_ROLES", "DRAW_ICONS", "colour_icon", "colour_name", "colour_of", "draw_title", "drawing_name"]

#: Word of a colour -> role of the theme.
COLOUR_ROLES = {
    "accent": "accent",
    "green": "ok",
    "amber": "equipment",
    "red": "bad",
    "blue": "account",
    "violet": "location",
    "grey": "text3",
}
DRAW_ICONS = {"point": "circle-dot", "line": "spline", "area": "pentagon", "sector": "scan-eye", "text": "type"}


def draw_title(kind: str) -> str:
    """Return the title of the tool that draws a kind."""
    match DrawingKind(kind):
        case DrawingKind.POINT:
            return tr("Draw a point")
        case DrawingKind.LINE:
            return tr("Draw a line")
        case DrawingKind.AREA:
            return tr("Draw an area")
        case DrawingKind.SECTOR:
            return tr("Draw a sector or circle")
        case DrawingKind.TEXT:
            return tr("Write on the map")


def drawing_name(row: DrawingRow) -> str:
    """Return its name, else what it is."""
    if row.name:
        return isolate(row.name)
    match DrawingKind(row.kind):
        case DrawingKind.POINT:
            return tr("Point")
        case DrawingKind.LINE:
            return tr("Line")
        case DrawingKind.AREA:
            return tr("Area")
        case DrawingKind.SECTOR:
            return tr("Sector")
        case DrawingKind.TEXT:
            return tr("Text")


def colour_name(word: str) -> str:
    """Return the name of a colour."""
    names = {
        "accent": tr("Indigo"),
        "green": tr("Green"),
        "amber": tr("Amber"),
        "red": tr("Red"),
        "blue": tr("Blue"),
        "violet": tr("Violet"),
        "grey": tr("Grey"),
    }
    return names.get(word, word)


def colour_of(untrusted_word: str, theme: Theme) -> QColor:
    """Return the colour of a word in the theme shown now, or the one that is written out."""
    if untrusted_word in COLOUR_ROLES:
        return theme.color(COLOUR_ROLES[untrusted_word])
    colour = QColor.fromString(untrusted_word)
    return colour if colour.isValid() else theme.color("accent")


def colour_icon(word: str, theme: Theme) -> QIcon:
    """Return a dot of a colour for menus."""
    ratio = 2
    picture = QPixmap(16 * ratio, 16 * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(QColor(Qt.GlobalColor.transparent))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw_dot(painter, QRect(3, 3, 9, 9), colour_of(word, theme).name(), theme)
    painter.end()
    return QIcon(picture)
