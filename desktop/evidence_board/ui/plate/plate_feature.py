"""`PlateFeature`: the proof plate of the selected file, by menu and palette and from the Geolocate workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from evidence_board.ui.commands import Command
from evidence_board.ui.i18n import tr
from evidence_board.ui.map_layers.layers_feature import LayersFeature

if TYPE_CHECKING:
    from evidence_board.ui.case_page import CasePage
    from evidence_board.ui.plate.plate_sheet import PlateSheet

__all__ = ["PlateFeature"]


class PlateFeature(QObject):
    """Adds the command; stands after the layers in the list of features, whose maps it prints."""

    def __init__(self, page: CasePage) -> None:
        super().__init__(page)
        self._page = page
        self._sheet: PlateSheet | None = None
        page.commands.add(
            Command(
                id="proof_plate",
                title=tr("Proof plate"),
                run=self.show_plate,
                key="Ctrl+Shift+P",
                icon="image-plus",
                group=tr("Selected"),
                enabled=lambda: bool(self._chosen()),
            )
        )
        page.context.requests.proof_plate.connect(self.show_plate_of)

    @property
    def sheet(self) -> PlateSheet:
        """The sheet; made when it is first wanted."""
        if self._sheet is None:
            from evidence_board.ui.plate.plate_sheet import PlateSheet

            layers = next((one for one in self._page.features if isinstance(one, LayersFeature)), None)
            stack = layers.stack if layers is not None else None
            self._sheet = PlateSheet(self._page, context=self._page.context, stack=stack)
        return self._sheet

    def show_plate(self) -> None:
        """Make the plate of the selected file."""
        if item_id := self._chosen():
            self.show_plate_of(item_id)

    def show_plate_of(self, item_id: str) -> None:
        """Make the plate of a file and show it."""
        self.sheet.show_plate(item_id)
        if not self.sheet.is_open:
            self._page.show_sheet(self.sheet)

    def _chosen(self) -> str:
        session = self._page.context.session
        current = session.selection.current
        row = session.index.items.get(current) if current is not None else None
        return row.id if row is not None and row.latitude is not None else ""
