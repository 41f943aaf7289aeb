"""Paints a frame of the map: the basemap of every copy of the world in sight, then the display list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QImage, QPainter

from evidence_board.geo.mercator import Bounds, world_copies
from evidence_board.model.errors import KnownError
from evidence_board.scene import Scene
from evidence_board.ui.canvas.flat_frame import flat_frame
from evidence_board.ui.canvas.label_stamps import FontSource
from evidence_board.ui.canvas.paint_scene import ScenePainter
from evidence_board.ui.canvas.theme_sources import icon_image
from evidence_board.ui.map.basemap_painter import BasemapPainter
from evidence_board.ui.map.map_names import MapNames
from evidence_board.ui.map.map_scene import MapScenes, View

if TYPE_CHECKING:
    from evidence_board.geo.basemap import Basemap
    from evidence_board.ui.canvas.frame import Frame
    from evidence_board.ui.map_layers.layer_painter import LayerPainter

__all__ = ["MapRenderer"]

_PIXELS = QImage.Format.Format_ARGB32_Premultiplied


class MapRenderer:
    """The renderer of the map's canvas. Made in the GUI thread; paints in the painter thread.

    Attributes:
        problem: what is wrong with the map file, found while painting; the map goes on without it.
        layers: draws the user's own maps; None while there is nobody who lays any.
    """

    def __init__(
        self, basemap: Basemap | None, *, fonts: FontSource, images: Callable[[str], QImage | None], view: View
    ) -> None:
        self._basemap = basemap
        self._ground = BasemapPainter(basemap) if basemap is not None else None
        self._names = MapNames(fonts=fonts)
        self._scenes = MapScenes(names=self._names, absent=lambda key: images(key) is None)
        self._painter = ScenePainter(images=images, icons=icon_image, fonts=fonts)
        self._under = ScenePainter(fonts=fonts)
        self._view = view
        self.problem: KnownError | None = None
        self.layers: LayerPainter | None = None
        self._kept: tuple[object, QImage] | None = None

    @property
    def view(self) -> View:
        """What the next frame shows."""
        return self._view

    def show(self, view: View) -> None:
        """Show something else from the next frame on; call ``CanvasView.invalidate()`` afterwards."""
        self._view = view

    def reset(self) -> None:
        """Forget ready labels and pictures before the next frame (fonts or thumbnails changed)."""
        self._names.reset()
        self._painter.reset()
        self._under.reset()

    def paint(self, painter: QPainter, frame: Frame) -> None:
        """Paint the map (see :class:`~evidence_board.ui.canvas.renderer.Renderer`)."""
        view = self._view
        try:
            self._paint(painter, frame, view)
        except KnownError as error:
            # A damaged map file: photos and places are still worth showing.
            self.problem = error
            self._ground = self._basemap = None
            self._paint(painter, frame, view)

    def _paint(self, painter: QPainter, frame: Frame, view: View) -> None:
        copies = [
            replace(frame, camera=replace(frame.camera, x=frame.camera.x - shift))
            for shift, _ in world_copies(Bounds(*frame.world))
        ]
        layers = self.layers if self.layers is not None and self.layers.layers else None
        if layers is not None:
            layers.begin(copies)
        # First all the ground: a pin at the date line reaches into the next world.
        if layers is None:
            self._kept = None
            self._paint_ground(painter, copies, view)
        else:
            self._paint_kept_ground(painter, frame, copies, view)
            for copy in copies:
                with flat_frame(painter, copy) as flat:
                    layers.paint(painter, flat, view.colors, over_names=False)
        for copy in copies:
            if frame.cancelled:
                return
            self._paint_scene(painter, copy, view, layers)

    def _paint_ground(self, painter: QPainter, copies: list[Frame], view: View) -> None:
        for copy in copies:
            if copy.cancelled or self._ground is None:
                return
            with flat_frame(painter, copy) as flat:
                self._ground.paint(painter, flat, view.colors)

    def _paint_kept_ground(self, painter: QPainter, frame: Frame, copies: list[Frame], view: View) -> None:
        """Paint the ground once for a camera: tiles that arrive over it one by one do not change it."""
        box = frame.painted
        key = (frame.camera, frame.width, frame.height, frame.dpr, box, frame.background, view.colors)
        if self._kept is None or self._kept[0] != key:
            image = QImage(painter.device().width(), painter.device().height(), _PIXELS)
            image.fill(QColor.fromRgba(frame.background))
            with QPainter(image) as under:
                under.setClipRect(image.rect())
                under.setTransform(painter.transform())
                under.setRenderHints(painter.renderHints())
                self._paint_ground(under, copies, view)
            self._kept = None if frame.cancelled else (key, image)
            if self._kept is None:
                return
        painter.save()
        painter.resetTransform()
        painter.drawImage(0, 0, self._kept[1])
        painter.restore()

    def _paint_scene(self, painter: QPainter, copy: Frame, view: View, layers: LayerPainter | None) -> None:
        """Paint what lies above the ground; names of the basemap first where maps are to cover them."""
        names = layers.names(copy, view) if layers is not None else ()
        scene = self._scenes.scene(self._basemap, copy, view, names=names)
        if layers is not None and any(layer.look.over_names for layer in layers.layers):
            self._under.paint(painter, Scene((scene.layer("names"),)), copy)
            with flat_frame(painter, copy) as flat:
                layers.paint(painter, flat, view.colors, over_names=True)
            scene = Scene(tuple(layer for layer in scene.layers if layer.name != "names"))
        self._painter.paint(painter, scene, copy)
