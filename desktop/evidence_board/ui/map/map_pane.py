"""`MapPane`: where the photos were taken, on the offline map."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from evidence_board.events import HoverChanged
from evidence_board.filters import InView
from evidence_board.model.case_index import ItemRow
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import number, tr
from evidence_board.ui.map.map_actions import MapActions
from evidence_board.ui.map.map_choosing import MapChoosing
from evidence_board.ui.map.map_content import MapContent, make_content
from evidence_board.ui.map.map_controls import MapControls
from evidence_board.ui.map.map_header import MapHeader
from evidence_board.ui.map.map_hits import MapHit
from evidence_board.ui.map.map_stage import MapStage
from evidence_board.ui.map.map_tool import MapTool
from evidence_board.ui.map.nothing_here import NothingHere
from evidence_board.ui.map.pin_set import MOST_ZOOM
from evidence_board.ui.map.placed_table import PlacedTable
from evidence_board.ui.map_tools.map_toolbox import MapToolbox
from evidence_board.ui.map_tools.tools_menu import fill_tools_menu
from evidence_board.ui.pane import Pane

__all__ = ["MapPane"]

#: Up to this many files are laid out at once (a few milliseconds); more are laid out off the GUI thread.
_AT_ONCE = 1_500
_ZOOM_STEP = 2.0


class MapPane(Pane):
    """The map of the Overview: basemap, pins that split on zoom, guesses, places, and their list twin.

    Attributes:
        header: title, count and controls.
        follow: the switch that filters to the view.
        views: map or list.
        stage: what draws the map.
        canvas: the map itself.
        camera: where it looks.
        verbs: what a person does on it.
        choosing: how clicks become the selection.
        table: the list twin.
        hits: what lies where.
        tools: what measures and draws on it.
        conflicts: lines between positions that do not fit together.
    """

    name = "map"
    #: Whether it says so when no file lies on it.
    tells_of_nothing = True

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        theme = context.theme
        self._request = 0
        self._pending = False
        self._compact = False
        self._items: list[ItemRow] = []
        self._kept: list[ItemRow] = []
        self.stage = stage = MapStage(context, self)
        self.canvas, self.camera, self.hits, self.conflicts = stage.canvas, stage.camera, stage.hits, stage.conflicts
        self._chosen, self._gestures, self._corners = stage.chosen, stage.gestures, stage.corners
        self.choosing = MapChoosing(context.session)
        self.verbs = MapActions(
            context,
            self.canvas,
            hits=self.hits,
            camera=self.camera,
            overlay=self._gestures,
            choosing=self.choosing,
        )
        self.tool = MapTool(self.canvas, self.hits, self._gestures)
        self.tools = MapToolbox(context, stage, base=self.tool)
        self.verbs.extend_menu = self.tools.drawings.extend_menu
        self.controls = MapControls(theme=theme, parent=self.canvas)
        self.nothing = NothingHere(context, parent=self.canvas)
        self.table = PlacedTable(theme=theme, parent=self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.header = MapHeader(theme=self.context.theme, parent=self)
        self.follow, self.views = self.header.follow, self.header.views
        self.header.tools.set_menu(menu := QMenu(self))
        menu.aboutToShow.connect(lambda: fill_tools_menu(menu, self.tools, theme=self.context.theme, parent=menu))
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.canvas)
        self._pages.addWidget(self.table)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self._pages, 1)
        self.setFocusProxy(self.canvas)
        self.canvas.setAccessibleName(tr("Map"))

    def _connect(self) -> None:
        context, tool, canvas = self.context, self.tool, self.canvas
        canvas.words_at = self._words_at
        canvas.resized.connect(self._resized)
        canvas.camera_settled.connect(self._settled)
        tool.clicked.connect(self._clicked)
        tool.folded.connect(self.stage.fan.close)
        self.stage.fan.listed.connect(self.verbs.show_members)
        tool.opened.connect(self._opened)
        tool.zoomed_at.connect(lambda pos: self.camera.zoom_by(_ZOOM_STEP, at=pos))
        tool.hovered.connect(self._tell_hover)
        tool.banded.connect(lambda ids, add: self.choosing.select_ids(ids, add=add))
        tool.moved.connect(self.verbs.move)
        tool.previewed.connect(context.requests.preview)
        tool.fitted.connect(self.fit)
        self.controls.zoom_in.connect(lambda: self.camera.zoom_by(_ZOOM_STEP))
        self.controls.zoom_out.connect(lambda: self.camera.zoom_by(1 / _ZOOM_STEP))
        self.controls.fit.connect(self.fit)
        self.follow.clicked.connect(self._toggle_follow)
        self.views.changed.connect(self.set_view)
        self.nothing.place_wanted.connect(self._ask_for_first)
        self.table.chosen.connect(lambda ids, current: self.choosing.select_ids(ids, add=False, current=current))
        self.table.opened.connect(context.requests.preview)
        context.requests.fit_selection.connect(self.fit)
        context.requests.place.connect(self.ask_position)
        context.requests.reveal.connect(self._reveal)

    # -- what others ask of it -------------------------------------------------------------------------

    def ask_position(self, item_ids: list[str]) -> None:
        """Open a field to type or paste where files were taken."""
        if self.isVisible():
            self.set_view("map")
            self.verbs.ask_position(list(item_ids))

    def fit(self) -> None:
        """Show the selection, or everything placed when nothing of it is on the map."""
        content = self.hits.content
        chosen = content.where(self.context.session.selection.ids)
        if bounds := self.conflicts.bounds_with(chosen) or chosen or content.everything():
            self.camera.fit(bounds)

    def set_view(self, view: str) -> None:
        """Show the ``map`` or its ``list`` twin."""
        self.views.set_current(view)
        self._pages.setCurrentIndex(0 if view == "map" else 1)
        self.setFocusProxy(self.canvas if view == "map" else self.table)
        if view == "list":
            self._fill_table()

    def set_compact(self, compact: bool) -> None:
        """Leave small names out in a small window."""
        if compact != self._compact:
            self._compact = compact
            self._repaint()

    def state(self) -> dict[str, Any]:
        """Return what to remember of this case: where the map looks, and whether it is a list."""
        remembered: dict[str, Any] = {"view": self.views.current, **self.tools.state()}
        if self.camera.by_user:
            remembered.update(self.camera.remember())
        return remembered

    def restore(self, remembered: Mapping[str, Any]) -> None:
        """Look as `state` said; values that make no sense are passed over."""
        self.camera.recall(dict(remembered))
        self.tools.restore(remembered)
        if remembered.get("view") in ("map", "list"):
            self.set_view(str(remembered["view"]))

    def flush(self) -> None:
        """Bring the pane up to date now, picture included."""
        super().flush()
        if self._pending:
            self._take(make_content(self.context.session.index, self._items), self._request)
        if self.canvas.isVisible():
            self.canvas.render_now()

    def shut_down(self) -> None:
        """End the painter thread and close the map file."""
        self.stage.shut_down()

    # -- what is shown ---------------------------------------------------------------------------------

    def show_index(self) -> None:
        """Show the files and drawings of the new index."""
        self.tools.drawings.show()
        self.show_filter()

    def files_shown(self) -> list[ItemRow]:
        """Return the files that the map shows; a map of another workspace may show fewer."""
        return list(self.context.session.around.values())

    def note_words(self, placed: int) -> str:
        """Return what stands beside the title."""
        return tr("{n} placed", n=number(placed)) if placed else ""

    def show_filter(self) -> None:
        """Show the files that pass; those just outside the view stay, so that panning finds them."""
        session = self.context.session
        active = session.filter
        self._items = self.files_shown()
        self._kept = self.choosing.hidden_by_queue
        self._items += self._kept
        self.follow.setChecked(active.part(InView) is not None)
        placed = sum(row.latitude is not None for row in session.visible.values())
        self.header.set_note(self.note_words(placed))
        self.canvas.setAccessibleName(tr("Map, {n} placed", n=number(placed)))
        self._request += 1
        self._pending = True
        request, index, items = self._request, session.index, self._items
        if len(items) <= _AT_ONCE:
            self._take(make_content(index, items), request)
        else:
            self.context.jobs.run(
                lambda: make_content(index, items),
                done=lambda content: self._take(content, request),
                failed=self.context.show_error,
            )

    def _take(self, content: MapContent, request: int) -> None:
        """Show new content, unless newer content is on its way."""
        if request != self._request or not self._pending:
            return
        self._pending = False
        self.hits.content, self.hits.index = content, self.context.session.index
        self.stage.follow_pins()
        if self.tells_of_nothing:
            self.nothing.show_for(self.context.session.index, content)
        self.show_selection(self.name)
        self._chosen.renew()
        # Where the view is the filter, going to what passes would change what passes.
        if not self.camera.by_user and not self.follow.isChecked():
            self._fit_all()
        self._repaint()
        if self.views.current == "list":
            self._fill_table()

    def show_selection(self, origin: str) -> None:
        """Show what is selected; go there when it was selected elsewhere and lies out of view."""
        ids = self.context.session.selection.ids
        if not self._pending and self.choosing.hidden_by_queue != self._kept:
            self.show_filter()
        self.hits.choose(ids)
        self._chosen.choose(ids)
        self.conflicts.show(self.context.session.index, ids)
        if ids:
            self.tools.drawings.choose("")
            self.stage.fan.keep(ids)
        self.tools.show_routes()
        self._repaint()
        if self.views.current == "list":
            self.table.show_selection(ids, scroll=origin != self.name)
        if origin == self.name or not ids:
            return
        current = self.context.session.selection.current
        bounds = self.hits.content.where([current] if current else ids) or self.hits.content.where(ids)
        if bounds is not None:
            self.camera.reveal(bounds)

    def show_hover(self, kind: str | None, row_id: str | None) -> None:
        """Outline what the pointer rests on in another pane."""
        self._gestures.hovered = self.hits.pin_of(row_id) if row_id is not None else None
        self.canvas.update()

    def show_theme(self) -> None:
        """Take other colours and fonts."""
        self.stage.restyle()
        self._repaint()

    def _repaint(self) -> None:
        self.stage.show(compact=self._compact, names=not self.nothing.covers)

    def _fill_table(self) -> None:
        session = self.context.session
        self.table.show_rows(session.index, self._items)
        self.table.show_selection(session.selection.ids, scroll=False)

    # -- camera ----------------------------------------------------------------------------------------

    def _fit_all(self) -> None:
        bounds = self.hits.content.everything()
        if bounds is None:
            self.camera.show_world()
        else:
            self.camera.fit(bounds, animate=False, by_user=False)

    def _resized(self) -> None:
        self.camera.limit()
        self.controls.place_in(self.canvas.size())
        self.nothing.place_in(self.canvas.size())
        if self.follow.isChecked():
            self.verbs.filter_to_view()
        elif not self.camera.by_user:
            self._fit_all()

    def _settled(self) -> None:
        self.stage.follow_pins()
        self.stage.pictures.want()
        if self.follow.isChecked():
            self.verbs.filter_to_view()

    def _toggle_follow(self) -> None:
        if self.follow.isChecked():
            self.verbs.filter_to_view()
        else:
            self.verbs.stop_filtering()

    def _reveal(self, row_id: str) -> None:
        if bounds := self.hits.content.where([row_id]):
            self.camera.reveal(bounds)

    # -- gestures --------------------------------------------------------------------------------------

    def _clicked(self, hit: MapHit | None, modifiers: Qt.KeyboardModifier) -> None:
        """Select; a pin that no zoom can part fans out, and folds when something else is clicked."""
        self.choosing.click(hit, modifiers)
        if hit is not None and hit.one_spot and not modifiers:
            self.stage.fan.open(hit)
        elif hit is None or hit.kind != "leaf":
            self.stage.fan.close()

    def _opened(self, hit: MapHit) -> None:
        """Zoom until a pin splits; fan out what no zoom can part; show a single photo large."""
        if hit.kind == "location":
            self.camera.centre(hit.x, hit.y, least_zoom=12.0)
        elif hit.one_spot:
            self.stage.fan.open(hit)
        elif len(hit.ids) > 1 or hit.kind == "guess":
            if bounds := self.hits.content.where(hit.ids):
                self.camera.fit(bounds, max_zoom=MOST_ZOOM)
        else:
            self.context.requests.preview.emit(hit.shown)

    def _tell_hover(self, hit: MapHit | None) -> None:
        kind = None if hit is None else "location" if hit.kind == "location" else "item"
        self.context.session.hub.emit(HoverChanged(kind, hit.shown if hit else None, origin=self.name))

    def _words_at(self, pos: QPointF) -> str:
        hit = self.hits.at(pos)
        return self.hits.words(hit) if hit is not None else ""

    def _ask_for_first(self) -> None:
        """Begin with what is selected, else with the first file that has no place."""
        ids = self.verbs.selected_items
        if not ids:
            ids = [row.id for row in self.context.session.visible.values() if row.latitude is None][:1]
        self.ask_position(ids)

    def showEvent(self, event: QShowEvent) -> None:
        """Be laid out before the first picture."""
        super().showEvent(event)
        self._resized()

    def hideEvent(self, event: QHideEvent) -> None:
        """Forget the pointer."""
        super().hideEvent(event)
        self._gestures.hovered = None
