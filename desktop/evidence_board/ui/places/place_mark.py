"""`PlaceMark`: a ring with a name on the map, where somebody asked to be taken; it stands for no photo."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPen

from evidence_board.geo.mercator import to_world
from evidence_board.scene_style import TextStyle
from evidence_board.ui.canvas.canvas_view import CanvasView
from evidence_board.ui.canvas.label_stamps import LabelStamps, margin
from evidence_board.ui.canvas.qt_styles import qt_color
from evidence_board.ui.canvas.theme_sources import theme_fonts
from evidence_board.ui.map.map_colors import MapColors
from evidence_board.ui.theme import Theme

__all__ = ["PlaceMark"]

_RADIUS, _GAP = 9.0, 6.0


class PlaceMark:
    """An overlay of the map's canvas; shows at most one place.

    Attributes:
        name: of the place that is marked; empty for none.
        at: (latitude, longitude) of it.
    """

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._stamps = LabelStamps(fonts=theme_fonts(theme))
        self._world: tuple[float, float] | None = None
        self.name = ""
        self.at = (0.0, 0.0)

    def show(self, name: str, latitude: float, longitude: float) -> None:
        """Mark a place."""
        self.name, self._world = name, to_world(latitude, longitude)
        self.at = (latitude, longitude)

    def clear(self) -> None:
        """Mark nothing."""
        self.name, self._world = "", None

    def __call__(self, painter: QPainter, view: CanvasView) -> None:
        """Draw (an overlay of the canvas)."""
        if self._world is None:
            return
        colors, camera = MapColors.of(self._theme), view.camera.state
        x = self._world[0] + round(camera.x - self._world[0])
        at = QPointF(
            (x - camera.x) * camera.scale + view.width() / 2,
            (self._world[1] - camera.y) * camera.scale + view.height() / 2,
        )
        for color, width in ((colors.land_halo, 5.0), (colors.ink, 2.0)):
            painter.setPen(QPen(qt_color(color), width))
            painter.drawEllipse(at, _RADIUS, _RADIUS)
        style = TextStyle(colors.text, px=13.0, weight=600, halo=colors.land_halo)
        _, height = self._stamps.size(self.name, style, max_px=0)
        dpr = painter.device().devicePixelRatio()
        stamp = self._stamps.stamp(self.name, style, max_px=0, dpr=dpr)
        stamp.setDevicePixelRatio(dpr)
        edge = margin(style)
        painter.drawImage(QPointF(round(at.x() + _RADIUS + _GAP - edge), round(at.y() - height / 2 - edge)), stamp)
