"""`MapPicture`: the map as a picture: the basemap, the user's layers and names, at any place and size, always light."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtGui import QImage, QPainter

from evidence_board import resources
from evidence_board.geo.basemap import COARSE_ZOOM, Basemap
from evidence_board.model.errors import KnownError
from evidence_board.ui.canvas import theme_fonts
from evidence_board.ui.canvas.frame import Frame
from evidence_board.ui.canvas.qt_styles import qt_color
from evidence_board.ui.i18n import isolate, language, tr
from evidence_board.ui.map.basemap_names import Spelling
from evidence_board.ui.map.basemap_painter import zoom_of
from evidence_board.ui.map.map_colors import MapColors
from evidence_board.ui.map.map_content import MapContent
from evidence_board.ui.map.map_renderer import MapRenderer
from evidence_board.ui.map.map_scene import View
from evidence_board.ui.map_layers.layer_painter import LayerPainter
from evidence_board.ui.plate.paper_look import paper_look

if TYPE_CHECKING:
    from evidence_board.geo.mercator import Bounds
    from evidence_board.scene_style import Rect
    from evidence_board.ui.canvas.camera_state import CameraState
    from evidence_board.ui.map_layers.layer_stack import LayerStack
    from evidence_board.ui.theme import Theme

__all__ = ["MapPicture", "layer_credits"]


class MapPicture:
    """Paints the map in the GUI thread, for one picture at a time.

    Attributes:
        colors: of the map.
        attribution: of the basemap; empty without one.
    """

    def __init__(self, stack: LayerStack | None = None) -> None:
        """Open the basemap.

        Args:
            stack: the user's layers; None for the basemap alone.
        """
        # It gives what those who read a theme ask for: colours, fonts and tokens.
        look = cast("Theme", paper_look())
        self.colors = MapColors.of(look)
        self._stack = stack
        try:
            self._basemap: Basemap | None = Basemap(resources.path("map/basemap.sqlite"))
        except KnownError:
            # The panes say it; a plate without a basemap still has the layers and its marks.
            self._basemap = None
        self.attribution = self._basemap.attribution if self._basemap is not None else ""
        view = View(MapContent(), self.colors, spelling=Spelling(language()))
        self._renderer = MapRenderer(self._basemap, fonts=theme_fonts(look), images=lambda key: None, view=view)
        if stack is not None:
            painter = LayerPainter(stack.store, wanted=lambda wishes: stack.loader.want(id(self), wishes))
            self._renderer.layers = painter

    def close(self) -> None:
        """Want nothing any more, and close the basemap."""
        if self._stack is not None:
            self._stack.loader.want(id(self), [])
        if self._basemap is not None:
            self._basemap.close()

    @property
    def is_whole(self) -> bool:
        """Whether every tile of the layers is there."""
        return self._stack is None or self._stack.is_idle

    def credits(self, camera: CameraState, width: float, height: float) -> list[str]:
        """Return whose maps are in view: the user's layers, the basemap, and whether that one is coarse."""
        found = layer_credits(self._stack, camera, width, height) if self._stack is not None else []
        base = self.attribution
        if base and not found and zoom_of(camera.scale) > COARSE_ZOOM:
            base = tr("{map}, coarse at this scale", map=base)
        return list(dict.fromkeys(one for one in (*found, base) if one))

    def image(self, camera: CameraState, width: int, height: int, *, dpr: float) -> QImage:
        """Return the map.

        Args:
            camera: middle and scale, pixels before the ratio for the world.
            width: pixels before the ratio.
            height: pixels before the ratio.
            dpr: device pixels per pixel.
        """
        image = QImage(round(width * dpr), round(height * dpr), QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(dpr)
        image.fill(qt_color(self.colors.sea))
        if self._stack is not None and self._renderer.layers is not None:
            self._renderer.layers.layers = self._stack.shown
            self._renderer.layers.local_names = self._stack.local_names
        frame = Frame(camera, width, height, dpr, self.colors.sea, False, 0, lambda: False)
        painter = QPainter(image)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        self._renderer.paint(painter, frame)
        painter.end()
        return image


def layer_credits(stack: LayerStack, camera: CameraState, width: float, height: float) -> list[str]:
    """Return whose the user's layers in view are, the uppermost first.

    A layer that names nobody is named itself: a reader must see that the picture is not of the basemap.

    Args:
        stack: the layers.
        camera: where the view looks.
        width: of the view.
        height: of the view.
    """
    found = []
    seen, zoom = camera.world_rect(width=width, height=height), zoom_of(camera.scale)
    for layer in reversed(stack.shown):
        if layer.look.at(zoom) and _meets(layer.bounds, seen):
            name = next((one.row.name for one in stack.states if one.row.id == layer.id), "")
            found.append(stack.credit(layer.id) or tr("{name} (owner not named)", name=isolate(name)))
    return list(dict.fromkeys(found))


def _meets(one: Bounds, other: Rect) -> bool:
    """Whether a layer is in view, on whatever copy of the world."""
    shift = round((one.left + one.right - other.x0 - other.x1) / 2)
    left, right = one.left - shift, one.right - shift
    return left <= other.x1 and right >= other.x0 and one.top <= other.y1 and one.bottom >= other.y0
