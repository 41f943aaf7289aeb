"""`LayersFeature`: the user's own maps: laid over the maps of the window, listed in a sheet, dropped on the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from evidence_board.ui.commands import Command
from evidence_board.ui.i18n import tr
from evidence_board.ui.map.map_pane import MapPane
from evidence_board.ui.map_layers.layer_stack import LayerStack
from evidence_board.ui.map_layers.layers_on_map import LayersOnMap
from evidence_board.ui.map_layers.layers_sheet import LayersSheet

if TYPE_CHECKING:
    from evidence_board.ui.case_page import CasePage
    from evidence_board.ui.map.map_stage import MapStage

__all__ = ["LayersFeature"]


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
        self.stack = LayerStack(page.context)
        self.maps: list[LayersOnMap] = []
        pane = page.workspace.panes.get("map")
        if isinstance(pane, MapPane):
            self.attach(pane.stage)
            pane.header.layers.clicked.connect(self.show_sheet)
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
            self._sheet.zoom_wanted.connect(self._fit)
        return self._sheet

    def attach(self, stage: MapStage) -> LayersOnMap:
        """Lay the layers over another map of the window."""
        found = LayersOnMap(stage, self.stack)
        self.maps.append(found)
        return found

    def show_sheet(self) -> None:
        """Open the list of layers, or close it."""
        self._page.show_sheet(self.sheet)

    def _fit(self, row_id: str) -> None:
        for one in self.maps:
            if one.stage.canvas.isVisible():
                one.fit(row_id)
