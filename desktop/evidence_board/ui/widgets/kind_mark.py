"""The mark of a kind: an icon on the kind's colour and shape. Shape alone is enough to tell them apart."""

import math
from functools import cache

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QWidget

from evidence_board.ui.i18n import tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.icons import STROKE, draw_icon

__all__ = ["KindMark", "draw_kind", "kind_name", "kind_shape"]

#: Share of the mark that the icon takes, and the thinnest line it may have in logical pixels.
_ICON_SHARE, _THINNEST = 0.54, 0.95


@cache
def kind_shape(kind: str) -> QPainterPath:
    """Return the outline of a kind around (0, 0) for a mark of side 1; shared, do not change it.

    Shapes are balanced by eye: hexagon, pin and diamond reach up to 0.12 beyond the side.

    Raises:
        KeyError: the kind has no shape of its own (media is drawn as its thumbnail).
    """
    return {
        "account": _rounded_square,
        "person": _circle,
        "unit": _hexagon,
        "location": _pin,
        "equipment": _cut_square,
        "event": _diamond,
    }[kind]()


def _rounded_square() -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(-0.47, -0.47, 0.94, 0.94), 0.2, 0.2)
    return path


def _circle() -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(0, 0), 0.5, 0.5)
    return path


def _polygon(points: list[tuple[float, float]]) -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(x, y) for x, y in points]))
    path.closeSubpath()
    return path


def _hexagon() -> QPainterPath:
    angles = [math.radians(60 * corner - 90) for corner in range(6)]
    return _polygon([(0.565 * math.cos(angle), 0.565 * math.sin(angle)) for angle in angles])


def _pin() -> QPainterPath:
    # A circle whose two tangents at 45 degrees meet in the point of the pin.
    path = QPainterPath()
    centre_y, radius = -0.08, 0.5
    corner = radius * math.sqrt(0.5)
    path.moveTo(0, centre_y + radius * math.sqrt(2))
    path.lineTo(-corner, centre_y + corner)
    path.arcTo(QRectF(-radius, centre_y - radius, 2 * radius, 2 * radius), 225, -270)
    path.closeSubpath()
    return path


def _cut_square() -> QPainterPath:
    side, cut = 0.5, 0.28
    return _polygon(
        [(-cut, -side), (cut, -side), (side, -cut), (side, cut), (cut, side), (-cut, side), (-side, cut), (-side, -cut)]
    )


def _diamond() -> QPainterPath:
    return _polygon([(0, -0.6), (0.6, 0), (0, 0.6), (-0.6, 0)])


def draw_kind(
    painter: QPainter, kind: str, rect: QRect | QRectF, theme: Theme, *, colour: QColor | None = None
) -> None:
    """Draw the mark of a kind; safe in any thread that owns the painter.

    Args:
        painter: where to draw; its state is as before afterwards.
        kind: account, person, unit, location, equipment, event or media.
        rect: the mark is drawn in the middle, on the largest square; leave 0.12 of it free around.
        theme: gives the colours.
        colour: fill instead of the colour of the kind.

    Raises:
        KeyError: there is no such kind.
    """
    box = QRectF(rect)
    side = min(box.width(), box.height())
    middle = box.center()
    look = theme.tokens.kind[kind]
    fill = colour if colour is not None else theme.kind_color(kind)
    if kind == "media":
        draw_icon(painter, look.icon, box, fill)
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(middle)
    painter.scale(side, side)
    painter.fillPath(kind_shape(kind), fill)
    painter.restore()
    icon_side = side * _ICON_SHARE
    y = middle.y() - (0.08 * side if kind == "location" else 0.0)
    icon_box = QRectF(middle.x() - icon_side / 2, y - icon_side / 2, icon_side, icon_side)
    draw_icon(painter, look.icon, icon_box, theme.on_kind, stroke=max(STROKE, _THINNEST * 24 / icon_side))


def kind_name(kind: str) -> str:
    """Return the singular word of a kind in the language of the interface.

    Raises:
        KeyError: there is no such kind.
    """
    return {
        "account": tr("Account"),
        "person": tr("Person"),
        "unit": tr("Unit"),
        "location": tr("Place"),
        "equipment": tr("Equipment"),
        "event": tr("Event"),
        "media": tr("Media"),
    }[kind]


class KindMark(QWidget):
    """A mark that stands in a layout; 16 px in rows, larger where there is room."""

    def __init__(self, kind: str, *, theme: Theme, size: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._kind = kind
        self._size = size
        self.setFixedSize(self.sizeHint())
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(kind_name(kind))

    @property
    def kind(self) -> str:
        """The kind shown."""
        return self._kind

    def set_kind(self, kind: str) -> None:
        """Show another kind."""
        self._kind = kind
        self.setAccessibleName(kind_name(kind))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the mark with the room its corners need."""
        room = math.ceil(self._size * 0.12) * 2
        return QSize(self._size + room, self._size + room)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the mark in the middle."""
        painter = QPainter(self)
        margin = (self.width() - self._size) / 2
        draw_kind(painter, self._kind, QRectF(margin, margin, self._size, self._size), self._theme)
        painter.end()
