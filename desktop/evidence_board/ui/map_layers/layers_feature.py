"""`LayersFeature`: the user's own maps: laid over the maps of the window, listed in a sheet, dropped on the map."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from evidence_board.geo.mercator import to_geographic
from evidence_board.model.case_index import ItemRow
from evidence_board.model.changes import ChangeSet
from evidence_board.operations.map_layers import add_item_layer
from evidence_board.ui.commands import Command
from evidence_board.ui.i18n import tr
from evidence_board.ui.map.map_pane import MapPane
from evidence_board.ui.map_layers.layer_files import map_files
from evidence_board.ui.map_layers.layer_stack import LayerStack
from evidence_board.ui.map_layers.layers_on_map import LayersOnMap
from evidence_board.ui.map_layers.layers_sheet import LayersSheet
from evidence_board.ui.map_layers.pin_sheet import PinSheet
from evidence_board.ui.map_layers.shape_clicks import ShapeClicks

if TYPE_CHECKING:
    from evidence_board.ui.case_page import CasePage
    from evidence_board.ui.map.map_stage import MapStage

__all__ = ["LayersFeature"]

#: Kinds of files that are a picture.
_PICTURES = ("photo", "scan", "screenshot")


class LayersFeature(QObject):
    """Opens the layers of a case and its list of them.

    Attributes:
        stack: the layers that are open.
        maps: the maps of the window that show them.
    """

    def __init__(self, page: CasePage) -> None:
        super().__init__(page)
        self._page = page
        self._sheet: LayersSheet | None = None
        self._pin_sheet: PinSheet | None = None
        self._to_pin = self._to_show = ""
        self.stack = LayerStack(page.context)
        self.maps: list[LayersOnMap] = []
        self._join(page.workspace.panes.get("map"))
        page.workspaces.switched.connect(self._join_others)
        self.stack.changed.connect(self._pin_waiting)
        page.context.requests.show_layer.connect(self.show_layer)
        page.commands.add(
            Command(
                id="picture_as_layer",
                title=tr("Lay the selected picture over the map"),
                run=self.lay_picture,
                icon="layers",
                enabled=lambda: self._picture() is not None,
            )
        )
        page.commands.add(
            Command(
                id="map_layers",
                title=tr("Layers of the map"),
                run=self.show_sheet,
                key="Shift+L",
                icon="layers",
                group=tr("Window"),
            )
        )

    @property
    def sheet(self) -> LayersSheet:
        """The list of layers; made when it is first wanted."""
        if self._sheet is None:
            self._sheet = LayersSheet(self._page.workspace, context=self._page.context, stack=self.stack)
            self._sheet.near = self._near
            self._sheet.zoom_wanted.connect(self._fit)
            self._sheet.pin_wanted.connect(self.pin)
            self._sheet.verbs.added.connect(self._added)
        return self._sheet

    @property
    def pin_sheet(self) -> PinSheet:
        """Where a picture is pinned; made when it is first wanted."""
        if self._pin_sheet is None:
            self._pin_sheet = PinSheet(self._page.workspace, context=self._page.context, stack=self.stack)
        return self._pin_sheet

    def pin(self, row_id: str) -> None:
        """Pin the picture of a layer on the map in view."""
        shown = [one.stage.canvas for one in self.maps if one.stage.canvas.isVisible()]
        if not shown:
            return
        if not self.pin_sheet.is_open:
            self._page.show_sheet(self.pin_sheet)
        self.pin_sheet.begin(row_id, shown[-1])

    def lay_picture(self) -> None:
        """Lay the selected picture of the case over the map, to be pinned there."""
        item = self._picture()
        if item is not None:
            self._page.context.perform_then(self._laid, add_item_layer, item_id=item.id)

    def _picture(self) -> ItemRow | None:
        """The one picture that is selected."""
        session = self._page.context.session
        item = session.index.items.get(session.selection.current or "")
        one = item is not None and item.kind in _PICTURES and not session.case.read_only
        return item if one else None

    def _added(self, row_id: str) -> None:
        self._to_show = row_id
        # Of several files each card says what it asks; the list stays open, for one of them may have been refused.
        self._to_pin = row_id if self.sheet.verbs.alone else ""
        self._pin_waiting()

    def _laid(self, changes: ChangeSet) -> None:
        self._to_pin = str(changes.result["id"])
        self._pin_waiting()

    def _pin_waiting(self) -> None:
        """Begin to pin what was laid over the map, or go where it is to be seen, as soon as it is open."""
        shown = self.stack.state(self._to_show)
        if shown is not None and not shown.opening:
            row_id, self._to_show = self._to_show, ""
            for one in self.maps:
                if one.stage.canvas.isVisible() and not one.shows(row_id):
                    one.fit(row_id)
        state = self.stack.state(self._to_pin)
        if state is not None and state.shown is not None:
            self._to_pin = ""
            if "points" in state.shown.facts.questions:
                self.pin(state.row.id)

    def attach(self, stage: MapStage) -> LayersOnMap:
        """Lay the layers over another map of the window."""
        found = LayersOnMap(stage, self.stack, theme=self._page.context.theme)
        self.maps.append(found)
        return found

    def _join_others(self, name: str) -> None:
        """A workspace was opened: its maps show the layers, too."""
        guest = self._page.workspaces.guest(name)
        for pane in guest.findChildren(MapPane) if guest is not None else ():
            self._join(pane)

    def _join(self, pane: QWidget | None) -> None:
        if not isinstance(pane, MapPane) or any(one.stage is pane.stage for one in self.maps):
            return
        on_map = self.attach(pane.stage)
        ShapeClicks(pane, on_map, context=self._page.context)
        pane.header.layers.clicked.connect(self.show_sheet)
        pane.canvas.words_for_files = self._drop_words
        pane.canvas.files_dropped.connect(self._dropped)

    def _drop_words(self, paths: list[Path]) -> tuple[str, str] | None:
        """Say what dropping files on the map will do; nothing when they are not maps."""
        if self._page.context.session.case.read_only or not map_files(paths):
            return None
        return tr("Lay over the map"), tr("Let go elsewhere to import it as a file of the case.")

    def _dropped(self, paths: list[Path]) -> None:
        if not self.sheet.is_open:
            self.show_sheet()
        self.sheet.add(paths)

    def show_sheet(self) -> None:
        """Open the list of layers, or close it."""
        self._page.show_sheet(self.sheet)

    def show_layer(self, row_id: str) -> None:
        """Show all of a layer, and the layer itself if it was hidden."""
        state = self.stack.state(row_id)
        if state is None:
            return
        if not state.row.visible and not self._page.context.session.case.read_only:
            self.sheet.verbs.set_visible(row_id, visible=True)
        self._fit(row_id)

    def _near(self) -> tuple[float, float]:
        """Return latitude and longitude of the middle of the map in view."""
        shown = [one.stage.canvas.camera.target for one in self.maps if one.stage.canvas.isVisible()]
        return to_geographic(shown[-1].x, shown[-1].y) if shown else (0.0, 0.0)

    def _fit(self, row_id: str) -> None:
        for one in self.maps:
            if one.stage.canvas.isVisible():
                one.fit(row_id)
