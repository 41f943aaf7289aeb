"""Draws icons from path data, sharp at any size and pixel ratio; no image or SVG reader is involved."""

from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPen, QPixmap, QTransform

from evidence_board.ui.theme.icon_paths import GRID, icon_path

__all__ = ["DIRECTIONAL", "STROKE", "draw_icon", "icon_pixmap", "make_icon"]

#: Width of the lines, in units of the 24 unit grid.
STROKE = 1.75

#: Icons that point along the reading direction and flip with it. Undo, play and zoom do not.
DIRECTIONAL = frozenset(
    {
        "arrow-left",
        "arrow-right",
        "arrow-up-right",
        "chevron-left",
        "chevron-right",
        "corner-down-left",
        "external-link",
        "list",
        "list-tree",
        "log-out",
        "panel-left",
        "panel-left-close",
        "panel-left-open",
        "panel-right",
        "panel-right-close",
        "panel-right-open",
    }
)


def _is_mirrored(name: str, mirrored: bool | None) -> bool:
    if mirrored is not None:
        return mirrored
    return name in DIRECTIONAL and QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft


def draw_icon(
    painter: QPainter,
    name: str,
    rect: QRect | QRectF,
    colour: QColor,
    *,
    mirrored: bool | None = None,
    stroke: float = STROKE,
) -> None:
    """Draw an icon into a rectangle; safe in any thread that owns the painter.

    Args:
        painter: where to draw; its state is as before afterwards.
        name: a Lucide name, one of `icon_names`.
        rect: the icon fills the largest centred square in it; give whole coordinates for sharp lines.
        colour: colour of the lines.
        mirrored: flip left and right; by default directional icons do in right-to-left languages.
        stroke: width of the lines in units of the 24 unit grid.

    Raises:
        KeyError: there is no icon of this name.
    """
    path = icon_path(name)
    side = min(rect.width(), rect.height())
    scale = side / GRID
    left = rect.x() + (rect.width() - side) / 2
    top = rect.y() + (rect.height() - side) / 2
    place = QTransform(scale, 0.0, 0.0, scale, left, top)
    if _is_mirrored(name, mirrored):
        place = QTransform(-scale, 0.0, 0.0, scale, left + side, top)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setTransform(place, True)
    painter.strokePath(path, _pen(colour.rgba(), stroke))
    painter.restore()


@lru_cache(maxsize=256)
def _pen(rgba: int, stroke: float) -> QPen:
    pen = QPen(QColor.fromRgba(rgba), stroke)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


def icon_pixmap(name: str, *, size: int, colour: QColor, ratio: float = 1.0, mirrored: bool | None = None) -> QPixmap:
    """Return an icon as a transparent pixmap.

    Args:
        name: a Lucide name.
        size: side in logical pixels, one of 14, 16, 18, 24.
        colour: colour of the lines.
        ratio: device pixels per logical pixel.
        mirrored: as in `draw_icon`.
    """
    pixels = round(size * ratio)
    pixmap = QPixmap(pixels, pixels)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    draw_icon(painter, name, QRectF(QPointF(0, 0), pixmap.deviceIndependentSize()), colour, mirrored=mirrored)
    painter.end()
    return pixmap


def make_icon(name: str, *, size: int, normal: QColor, active: QColor, disabled: QColor) -> QIcon:
    """Return an icon for Qt's own widgets, with a sharp picture for every screen in use.

    Args:
        name: a Lucide name.
        size: side in logical pixels.
        normal: colour at rest.
        active: colour under the pointer, selected or switched on.
        disabled: colour when the command is not available.
    """
    icon = QIcon()
    ratios = {screen.devicePixelRatio() for screen in QGuiApplication.screens()} | {1.0, 2.0}
    states = (
        (QIcon.Mode.Normal, QIcon.State.Off, normal),
        (QIcon.Mode.Normal, QIcon.State.On, active),
        (QIcon.Mode.Active, QIcon.State.Off, active),
        (QIcon.Mode.Selected, QIcon.State.Off, active),
        (QIcon.Mode.Disabled, QIcon.State.Off, disabled),
    )
    for ratio in sorted(ratios):
        for mode, state, colour in states:
            icon.addPixmap(icon_pixmap(name, size=size, colour=colour, ratio=ratio), mode, state)
    return icon
