"""`MapStage`: the canvas of the map with what is painted on it, the camera over it and what lies where."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from evidence_board import resources
from evidence_board.events import Notice
from evidence_board.geo.basemap import Basemap
from evidence_board.model.errors import KnownError
from evidence_board.ui.canvas import CanvasView, theme_fonts
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import language
from evidence_board.ui.map.basemap_names import Spelling, scripts_here
from evidence_board.ui.map.chosen_overlay import ChosenOverlay
from evidence_board.ui.map.conflict_overlay import ConflictOverlay
from evidence_board.ui.map.corner_overlay import CornerOverlay
from evidence_board.ui.map.fan_overlay import FanOverlay
from evidence_board.ui.map.gesture_overlay import GestureOverlay
from evidence_board.ui.map.map_camera import MapCamera
from evidence_board.ui.map.map_canvas import MapCanvas
from evidence_board.ui.map.map_colors import MapColors
from evidence_board.ui.map.map_content import MapContent
from evidence_board.ui.map.map_hits import MapHits
from evidence_board.ui.map.map_pictures import MapPictures
from evidence_board.ui.map.map_renderer import MapRenderer
from evidence_board.ui.map.map_scene import View

__all__ = ["MapOverlay", "MapStage"]


class MapOverlay(Protocol):
    """Draws above the painted map, in the colours of the theme."""

    def __call__(self, painter: QPainter, view: CanvasView, /) -> None:
        """Draw, in pixels of the view."""

    def restyle(self, colors: MapColors) -> None:
        """Take other colours and fonts."""


class MapStage(QObject):
    """Holds what draws a map, so that the pane around it only says what to draw.

    Attributes:
        colors: of the theme.
        basemap: the world behind the photos, or None when its file is damaged.
        renderer: paints in the painter thread.
        canvas: the map itself.
        camera: where it looks.
        hits: what lies where.
        chosen: the selected pins.
        fan: the photos of a pin that no zoom can part, around their spot.
        gestures: hover, focus, rubber band, ghosts.
        conflicts: lines between positions that do not fit together.
        corners: scale bar and attribution.
        pictures: thumbnails for the pins in view.
    """

    def __init__(self, context: UiContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._scripts: frozenset[str] = frozenset()
        theme = context.theme
        self.colors = MapColors.of(theme)
        self.basemap = self._open_basemap()
        fonts, images = theme_fonts(theme), context.thumbnails.peek
        self.renderer = MapRenderer(self.basemap, fonts=fonts, images=images, view=View(MapContent(), self.colors))
        self.canvas = MapCanvas(self.renderer, parent=parent)
        self.canvas.set_background(self.colors.sea)
        self.canvas.camera.reduced_motion = theme.motion.reduced
        self.camera = MapCamera(self.canvas)
        self.hits = MapHits(self.canvas)
        self.chosen = ChosenOverlay(self.hits, self.colors, images=images, fonts=fonts)
        self.gestures = GestureOverlay(self.hits, self.colors, fonts=fonts)
        self.conflicts = ConflictOverlay(self.hits, self.colors, fonts=fonts)
        self.fan = FanOverlay(self.canvas, self.hits, self.colors, theme=theme, images=images, fonts=fonts)
        attribution = self.basemap.attribution if self.basemap is not None else ""
        self.corners = CornerOverlay(self.colors, fonts=fonts, attribution=attribution, hint=context.places.hint)
        self._overlays: list[MapOverlay] = [self.chosen, self.conflicts, self.fan, self.gestures, self.corners]
        for overlay in self._overlays:
            self.canvas.add_overlay(overlay)
        self.pictures = MapPictures(context.thumbnails, self.canvas, self.hits, changed=self._pictures_changed)
        self.canvas.frame_shown.connect(self._frame_shown)
        self.fan.opened.connect(self.pictures.want)

    def _open_basemap(self) -> Basemap | None:
        try:
            return Basemap(resources.path("map/basemap.sqlite"))
        except KnownError as error:
            # Photos and places are worth showing without the world behind them.
            self._context.session.hub.emit(Notice(str(error), "bad"))
            return None

    def add_overlay(self, overlay: MapOverlay, *, below: bool = False) -> None:
        """Draw something more above the painted map, above or below what is selected; it follows the theme."""
        self._overlays.insert(0 if below else len(self._overlays), overlay)
        for one in self._overlays:
            if one is not overlay:
                self.canvas.remove_overlay(one)
        for one in self._overlays:
            self.canvas.add_overlay(one)

    @property
    def local_names(self) -> bool:
        """Whether towns and countries are also named in their own script."""
        return bool(self._scripts)

    @local_names.setter
    def local_names(self, wanted: bool) -> None:
        self._scripts = scripts_here() if wanted else frozenset()
        self.renderer.show(replace(self.renderer.view, spelling=self._spelling))
        self.canvas.invalidate()

    @property
    def _spelling(self) -> Spelling:
        return Spelling(language(), self._scripts)

    def show(self, *, compact: bool, names: bool) -> None:
        """Have the present content painted: small names left out when compact, all of them unless wanted."""
        view = View(self.hits.content, self.colors, self.chosen.lifted, compact, names=names, spelling=self._spelling)
        self.renderer.show(view)
        self.canvas.invalidate()
        self.canvas.update()

    def restyle(self) -> None:
        """Take the colours and fonts of the theme; `show` what there is afterwards."""
        theme = self._context.theme
        self.colors = MapColors.of(theme)
        self.canvas.set_background(self.colors.sea)
        self.canvas.camera.reduced_motion = theme.motion.reduced
        for overlay in self._overlays:
            overlay.restyle(self.colors)
        self.renderer.reset()

    def follow_pins(self) -> None:
        """Pins have split or merged: outline those that hold what was outlined before."""
        self.fan.renew()
        for name in ("hovered", "focused"):
            hit = getattr(self.gestures, name)
            setattr(self.gestures, name, self.hits.pin_of(hit.shown) if hit is not None else None)
        self.canvas.update()

    def shut_down(self) -> None:
        """End the painter thread and close the map file."""
        self.canvas.shut_down()
        if self.basemap is not None:
            self.basemap.close()

    def _frame_shown(self) -> None:
        self.pictures.want()
        if self.canvas.is_sharp:
            self.chosen.settle()
        if self.renderer.problem is not None:
            problem, self.renderer.problem = self.renderer.problem, None
            self.corners.attribution = ""
            self._context.session.hub.emit(Notice(str(problem), "bad"))

    def _pictures_changed(self, outdated: bool) -> None:
        if outdated:
            self.renderer.reset()
        self.chosen.renew()
        self.fan.restyle(self.colors)
        self.canvas.invalidate()
        self.canvas.update()
