"""`MapActions`: what a person does on the map: place, move, take off, filter to the view, copy coordinates."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QPointF
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from evidence_board.events import Notice
from evidence_board.filters import InView, LooksAt, Within
from evidence_board.geo.coordinate_text import format_decimal
from evidence_board.geo.mercator import to_world
from evidence_board.model.changes import ChangeSet
from evidence_board.operations.positions import place_items, unplace_items
from evidence_board.ui.bulk_edits import bulk_edits
from evidence_board.ui.context import UiContext
from evidence_board.ui.filter_bar.filter_by import filter_by
from evidence_board.ui.filter_bar.like_menu import like_menu
from evidence_board.ui.i18n import count, isolate, tr
from evidence_board.ui.map.gesture_overlay import GestureOverlay
from evidence_board.ui.map.map_camera import MapCamera
from evidence_board.ui.map.map_canvas import MapCanvas
from evidence_board.ui.map.map_choosing import MapChoosing
from evidence_board.ui.map.map_hits import MapHit, MapHits
from evidence_board.ui.map.map_words import place_words
from evidence_board.ui.map.members_popover import MembersPopover
from evidence_board.ui.map.position_popover import PositionPopover
from evidence_board.ui.map_tools.ground import degrees_of
from evidence_board.ui.map_tools.position_forms import chosen_form, copy_menu, written

if TYPE_CHECKING:
    from evidence_board.geo.coordinates import Coordinates

__all__ = ["MapActions"]

#: What "within so many kilometres" begins with; its chip changes it.
_AROUND_KM = 5.0

# Typed coordinates are shown from at least this close, or nobody sees where the pin went.
_TYPED_ZOOM = 8.0
# Of many files placed at one point one picture is seen; where they go apart, a screen full.
_MOST_PICTURES = 50


class MapActions(QObject):
    """Acts on the case on behalf of the map pane.

    Attributes:
        popover: the open popover, or None.
        extend_menu: puts more into the context menu for a pixel of the view.
    """

    def __init__(
        self,
        context: UiContext,
        canvas: MapCanvas,
        *,
        hits: MapHits,
        camera: MapCamera,
        overlay: GestureOverlay,
        choosing: MapChoosing,
    ) -> None:
        super().__init__(canvas)
        self._choosing = choosing
        self._context, self._canvas = context, canvas
        self._hits, self._camera, self._overlay = hits, camera, overlay
        self.popover: PositionPopover | MembersPopover | None = None
        self.extend_menu: Callable[[QMenu, QPointF], None] | None = None
        canvas.known = self.known
        canvas.items_over.connect(self._show_target)
        canvas.items_left.connect(self._hide_target)
        canvas.items_dropped.connect(self.place_at)
        canvas.menu_wanted.connect(self._open_menu)

    def known(self, ids: list[str]) -> list[str]:
        """Return those of dragged ids that are files of this case."""
        items = self._context.session.index.items
        return [one for one in ids if one in items]

    @property
    def selected_items(self) -> list[str]:
        """The selected files, in the order they were chosen."""
        return self.known(list(self._context.session.selection.ids))

    # -- placing ---------------------------------------------------------------------------------------

    def place_at(self, ids: list[str], pos: QPointF) -> None:
        """Place files at a pixel of the view."""
        latitude, longitude = self.degrees_at(pos)
        self.place(ids, latitude, longitude)

    def place(self, ids: list[str], latitude: float, longitude: float, radius_m: float | None = None) -> None:
        """Place files at a position, in one step that can be undone; the old positions are kept."""
        ids = self.known(ids)
        if not ids:
            return
        self._have_pictures(ids)
        index = self._context.session.index
        moved = len(ids) == 1 and index.items[ids[0]].latitude is not None
        if len(ids) == 1:
            ref = isolate(index.items[ids[0]].ref)
            words = (
                tr("{ref} is moved. Its old position is kept.", ref=ref) if moved else tr("{ref} is placed.", ref=ref)
            )
        else:
            words = count(len(ids), one="{n} file is placed.", many="{n} files are placed.")
        # Thousands take a while: they can be watched and stopped.
        bulk_edits(self._context).perform_then(
            partial(self._placed, words, to_world(latitude, longitude)),
            count(len(ids), one="Placing {n} file", many="Placing {n} files"),
            len(ids),
            place_items,
            item_ids=ids,
            latitude=latitude,
            longitude=longitude,
            radius_m=radius_m,
        )

    def _have_pictures(self, ids: list[str]) -> None:
        """Load the pictures that new pins will show, before there are any."""
        for one in ids[:_MOST_PICTURES]:
            self._context.thumbnails.get(one)

    def move(self, row_id: str, pos: QPointF) -> None:
        """Give a placed file another position by hand; radius and direction described the old standpoint."""
        self.place_at([row_id], pos)

    def _placed(self, words: str, world: tuple[float, float], changes: ChangeSet) -> None:
        self._context.session.hub.emit(Notice(words, "ok", undo=True))
        motion = self._context.theme.motion
        motion.run(self, partial(self._arrive, world), duration=motion.slow, done=self._arrived)

    def _arrive(self, world: tuple[float, float], part: float) -> None:
        self._overlay.arrival = (*world, float(part))
        self._canvas.update()

    def _arrived(self) -> None:
        self._overlay.arrival = None
        self._canvas.update()

    def take_off(self, ids: list[str]) -> None:
        """Take files off the map; their positions stay in their history."""
        self._context.perform(unplace_items, item_ids=ids)

    def ask_position(self, ids: list[str]) -> None:
        """Let the user type or paste where files were taken."""
        ids = self.known(ids)
        if not ids:
            return
        self._have_pictures(ids)
        index = self._context.session.index
        title = (
            tr("Place {ref}", ref=isolate(index.items[ids[0]].ref))
            if len(ids) == 1
            else count(len(ids), one="Place {n} file", many="Place {n} files")
        )
        middle = self.degrees_at(QPointF(self._canvas.rect().center()))
        popover = PositionPopover(self._canvas, title=title, theme=self._context.theme, near=middle)
        popover.read.connect(self._preview)
        popover.placed.connect(partial(self._place_typed, ids))
        self._open(popover, self._canvas.mapToGlobal(QPoint(12, 12)))
        popover.coordinates.setFocus()

    def _place_typed(self, ids: list[str], latitude: float, longitude: float, radius_m: float | None) -> None:
        self._camera.centre(*to_world(latitude, longitude), least_zoom=_TYPED_ZOOM)
        self.place(ids, latitude, longitude, radius_m)

    def _preview(self, found: Coordinates | None) -> None:
        """Show on the map where the typed text points."""
        if found is None:
            self._overlay.ghost = None
        else:
            at = self._hits.to_view(*to_world(found.latitude, found.longitude))
            inside = self._canvas.rect().contains(at.toPoint())
            self._overlay.ghost = (at, format_decimal(found.latitude, found.longitude)) if inside else None
        self._canvas.update()

    def show_members(self, hit: MapHit) -> None:
        """List the photos of a pin that no zoom can part."""
        items = self._context.session.index.items
        rows = [items[one] for one in hit.ids if one in items]
        popover = MembersPopover(
            self._canvas, rows=rows, thumbnails=self._context.thumbnails, theme=self._context.theme
        )
        popover.chosen.connect(lambda one: self._choosing.select_ids([one], add=False))
        at = self._hits.to_view(hit.x, hit.y).toPoint() + QPoint(16, 8)
        self._open(popover, self._canvas.mapToGlobal(at))

    def _open(self, popover: PositionPopover | MembersPopover, at: QPoint) -> None:
        if self.popover is not None:
            self.popover.close()
        self.popover = popover
        popover.closed.connect(self._popover_closed)
        popover.open_at(at)

    def _popover_closed(self) -> None:
        popover, self.popover = self.popover, None
        self._overlay.ghost = None
        self._canvas.update()
        if popover is not None:
            popover.deleteLater()

    # -- drag over the map -----------------------------------------------------------------------------

    def _show_target(self, ids: list[str], pos: QPointF) -> None:
        self._overlay.receiving = True
        self._overlay.ghost = (pos, place_words(self._context.session.index, ids))
        self._canvas.update()

    def _hide_target(self) -> None:
        self._overlay.receiving = False
        self._overlay.ghost = None
        self._canvas.update()

    # -- menu ------------------------------------------------------------------------------------------

    def _open_menu(self, pos: QPointF, keyboard: bool) -> None:
        focused = self._overlay.focused
        if keyboard:
            pos = self._hits.to_view(focused.x, focused.y) if focused else QPointF(self._canvas.rect().center())
        menu = self.menu(pos)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._canvas.screen_point(pos))

    def menu(self, pos: QPointF) -> QMenu:
        """Return the context menu for a pixel of the view; a click on a pin has selected it."""
        theme, hit = self._context.theme, self._hits.at(pos)
        if hit is not None and not self._hits.chosen.issuperset(hit.ids):
            self._choosing.select(hit)
        chosen, items = self.selected_items, self._context.session.index.items
        placed = [one for one in chosen if items[one].latitude is not None]
        menu = QMenu(self._canvas)

        def add(name: str, icon: str, words: str, action: Callable[[], None], key: str = "") -> None:
            entry = menu.addAction(theme.icon(icon), f"{words}\t{key}" if key else words)
            entry.setObjectName(name)
            entry.triggered.connect(lambda _=False: action())

        if chosen:
            add(
                "place",
                "map-pin-plus",
                place_words(self._context.session.index, chosen),
                lambda: self.place_at(chosen, pos),
            )
            add("type", "pencil", tr("Type coordinates"), lambda: self.ask_position(chosen), "G")
        if placed:
            words = (
                tr("Take {ref} off the map", ref=isolate(items[placed[0]].ref))
                if len(placed) == 1
                else count(len(placed), one="Take {n} file off the map", many="Take {n} files off the map")
            )
            add("take_off", "map-pin-off", words, lambda: self.take_off(placed))
        if chosen:
            menu.addSeparator()
        add("copy", "copy", tr("Copy coordinates"), lambda: self.copy_coordinates(pos))
        menu.addMenu(copy_menu(menu, *self.position_at(pos), copy=self._copy))
        add("filter", "funnel", tr("Filter to this view"), self.filter_to_view)
        latitude, longitude = self.position_at(pos)
        around = Within(_AROUND_KM, "", round(latitude, 6), round(longitude, 6))
        words = tr("Only files within {km} km of here", km=f"{_AROUND_KM:g}")
        add("within", "crosshair", words, lambda: filter_by(self._context, around, origin="map"))
        looks = tr("Only files that look at this point")
        add("looking", "eye", looks, lambda: filter_by(self._context, LooksAt.of(around), origin="map"))
        if len(chosen) == 1:
            menu.addMenu(like_menu(self._context, chosen[0], origin="map", parent=menu))
        add("centre", "crosshair", tr("Centre here"), lambda: self._camera.centre(*self._canvas.to_world(pos)))
        name_place = self._context.requests.name_place
        add("own_place", "map-pinned", tr("Add to my places…"), lambda: name_place.emit(latitude, longitude))
        if self.extend_menu is not None:
            self.extend_menu(menu, pos)
        return menu

    def copy_coordinates(self, pos: QPointF) -> None:
        """Put the position of the pin at a pixel, or of the pixel itself, on the clipboard."""
        self._copy(written(*self.position_at(pos), chosen_form()))

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._context.session.hub.emit(Notice(tr("Copied {position}.", position=text)))

    def position_at(self, pos: QPointF) -> tuple[float, float]:
        """Return (latitude, longitude) of the thing at a pixel of the view, or of the pixel itself."""
        hit = self._hits.at(pos)
        return degrees_of(hit.x, hit.y) if hit is not None else self.degrees_at(pos)

    def degrees_at(self, pos: QPointF) -> tuple[float, float]:
        """Return (latitude, longitude) under a pixel of the view."""
        return degrees_of(*self._canvas.to_world(pos))

    def filter_to_view(self) -> None:
        """Show only what lies in the view; the chip follows the view from now on."""
        session = self._context.session
        session.set_filter(session.filter.plus(InView(self._camera.bounds_in_view())), origin="map")

    def stop_filtering(self) -> None:
        """Take the chip of the map view away."""
        session = self._context.session
        session.set_filter(session.filter.without(InView), origin="map")
