"""`WhereMap`: a small map of where the files of an entity were taken."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_board import resources
from evidence_board.events import Notice
from evidence_board.geo.basemap import Basemap
from evidence_board.model.case_index import CaseIndex, ItemRow
from evidence_board.model.errors import KnownError
from evidence_board.ui.canvas import CanvasTool, Pointer, theme_fonts
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import language, number, tr
from evidence_board.ui.map.basemap_names import Spelling
from evidence_board.ui.map.chosen_overlay import ChosenOverlay
from evidence_board.ui.map.corner_overlay import CornerOverlay
from evidence_board.ui.map.map_camera import MapCamera
from evidence_board.ui.map.map_canvas import MapCanvas
from evidence_board.ui.map.map_colors import MapColors
from evidence_board.ui.map.map_content import MapContent, make_content
from evidence_board.ui.map.map_hits import MapHit, MapHits
from evidence_board.ui.map.map_pictures import MapPictures
from evidence_board.ui.map.map_renderer import MapRenderer
from evidence_board.ui.map.map_scene import View
from evidence_board.ui.widgets.empty_state import EmptyState
from evidence_board.ui.widgets.painting import draw_box

__all__ = ["WhereMap"]

_HIGH, _MAX_ZOOM = 340, 13.0


class WhereMap(QWidget):
    """The map of a page: the pins of its files. Dragging and the wheel move it, Home shows everything again.

    Attributes:
        chosen: (list of item ids) a pin was clicked.
        opened: (item id) a pin was double-clicked.
        canvas: the map itself.
        nothing: what is said while no file is placed.
    """

    chosen = Signal(object)
    opened = Signal(str)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = context.theme
        self._context = context
        self._owner = ""
        self._places: tuple[str, ...] = ()
        self._selected: frozenset[str] = frozenset()
        self._colors = MapColors.of(theme)
        self._basemap = self._open_basemap()
        fonts, images = theme_fonts(theme), context.thumbnails.peek
        self._renderer = MapRenderer(self._basemap, fonts=fonts, images=images, view=View(MapContent(), self._colors))
        self.canvas = MapCanvas(self._renderer, parent=self)
        self.canvas.setAcceptDrops(False)
        self.canvas.set_background(self._colors.sea)
        self.canvas.camera.reduced_motion = theme.motion.reduced
        self.camera = MapCamera(self.canvas)
        self.hits = MapHits(self.canvas)
        self._chosen = ChosenOverlay(self.hits, self._colors, images=images, fonts=fonts)
        attribution = self._basemap.attribution if self._basemap is not None else ""
        self._corners = CornerOverlay(self._colors, fonts=fonts, attribution=attribution)
        for overlay in (self._chosen, self._corners):
            self.canvas.add_overlay(overlay)
        self._pictures = MapPictures(context.thumbnails, self.canvas, self.hits, changed=self._pictures_changed)
        self.canvas.installEventFilter(self)
        self.canvas.words_at = self._words_at
        self.canvas.set_tool(_Tool(self))
        self.canvas.resized.connect(self._resized)
        self.canvas.frame_shown.connect(self._frame_shown)
        self.canvas.camera_settled.connect(self._pictures.want)
        self.nothing = EmptyState(
            icon="map-pin-off",
            title=tr("Not placed yet"),
            sentence=tr("No file of it has a position. Place its files on the map, and they stand here."),
            theme=theme,
            parent=self.canvas,
        )
        self.nothing.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(self.canvas)
        self.setFixedHeight(_HIGH)
        self.canvas.setAccessibleName(tr("Map of where it was seen"))
        theme.changed.connect(self._restyle)
        context.at_close(self.shut_down)

    def _open_basemap(self) -> Basemap | None:
        try:
            return Basemap(resources.path("map/basemap.sqlite"))
        except KnownError as error:
            self._context.session.hub.emit(Notice(str(error), "bad"))
            return None

    def show_files(self, owner: str, index: CaseIndex, items: Iterable[ItemRow], places: Iterable[str]) -> None:
        """Show where files were taken.

        Args:
            owner: id of the entity; another one is shown whole, whatever the map looked at before.
            index: the read model.
            items: the files.
            places: ids of the places that the page names.
        """
        self._places = tuple(places)
        content = make_content(index, items)
        wanted = set(self._places)
        content = replace(content, places=tuple(place for place in content.places if place.id in wanted))
        self.hits.content, self.hits.index = content, index
        if owner != self._owner:
            self._owner = owner
            self.camera.by_user = False
        self.nothing.setVisible(content.is_empty and not content.places)
        placed = len(content.pins)
        self.canvas.setAccessibleDescription(tr("{n} placed", n=number(placed)))
        self.show_selection(self._selected)
        self._chosen.renew()
        if not self.camera.by_user:
            self.fit()
        self._repaint()

    def show_selection(self, ids: frozenset[str]) -> None:
        """Lift the pins of what is selected."""
        self._selected = ids
        self.hits.choose(ids)
        self._chosen.choose(ids)
        self._repaint()

    def fit(self) -> None:
        """Show everything."""
        content = self.hits.content
        bounds = content.everything() if not content.is_empty else content.where(self._places)
        if bounds is None:
            self.camera.show_world()
        else:
            self.camera.fit(bounds, animate=False, max_zoom=_MAX_ZOOM, by_user=False)

    def shut_down(self) -> None:
        """End the painter thread and close the map file."""
        self.canvas.shut_down()
        if self._basemap is not None:
            self._basemap.close()
            self._basemap = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave the wheel to the page until the map was clicked, or Ctrl is held."""
        if (
            event.type() == QEvent.Type.Wheel
            and isinstance(event, QWheelEvent)
            and not self.canvas.hasFocus()
            and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the edge."""
        painter = QPainter(self)
        draw_box(painter, self.rect(), radius=4, border=self._context.theme.color("line2"))
        painter.end()

    def _repaint(self) -> None:
        self._renderer.show(
            View(
                self.hits.content,
                self._colors,
                self._chosen.lifted,
                True,
                names=self.nothing.isHidden(),
                spelling=Spelling(language()),
            )
        )
        self.canvas.invalidate()
        self.canvas.update()

    def _restyle(self) -> None:
        self._colors = MapColors.of(self._context.theme)
        self.canvas.set_background(self._colors.sea)
        for overlay in (self._chosen, self._corners):
            overlay.restyle(self._colors)
        self._renderer.reset()
        self._repaint()

    def _resized(self) -> None:
        self.camera.limit()
        self.nothing.setGeometry(self.canvas.rect())
        if not self.camera.by_user:
            self.fit()

    def _frame_shown(self) -> None:
        self._pictures.want()
        if self.canvas.is_sharp:
            self._chosen.settle()

    def _pictures_changed(self, outdated: bool) -> None:
        if outdated:
            self._renderer.reset()
        self._chosen.renew()
        self.canvas.invalidate()
        self.canvas.update()

    def _words_at(self, pos: QPointF) -> str:
        hit = self.hits.at(pos)
        return self.hits.words(hit) if hit is not None else ""


class _Tool(CanvasTool):
    """A click selects what a pin holds, a double click shows it large or looks closer."""

    def __init__(self, owner: WhereMap) -> None:
        self._owner = owner
        self._over = False

    def cursor(self) -> Qt.CursorShape | None:
        return Qt.CursorShape.PointingHandCursor if self._over else None

    def click(self, pointer: Pointer) -> None:
        hit = self._files_at(pointer.pos)
        if hit is not None:
            self._owner.chosen.emit(list(hit.ids))

    def double_click(self, pointer: Pointer) -> None:
        hit = self._files_at(pointer.pos)
        if hit is not None and len(hit.ids) == 1:
            self._owner.opened.emit(hit.shown)
        else:
            self._owner.camera.zoom_by(2.0, at=pointer.pos)

    def hover(self, pointer: Pointer | None) -> None:
        self._over = pointer is not None and self._files_at(pointer.pos) is not None

    def key(self, event: QKeyEvent) -> bool:
        if event.key() != Qt.Key.Key_Home:
            return False
        self._owner.camera.by_user = False
        self._owner.fit()
        return True

    def _files_at(self, pos: QPointF) -> MapHit | None:
        hit = self._owner.hits.at(pos)
        return hit if hit is not None and hit.kind != "location" else None
