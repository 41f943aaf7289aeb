"""`MapHeader`: title and count of the map, the switch that filters to its view, map or list, and room."""

from PySide6.QtWidgets import QWidget

from evidence_board.ui.i18n import tr
from evidence_board.ui.theme import Theme
from evidence_board.ui.widgets.icon_button import IconButton
from evidence_board.ui.widgets.pane_header import PaneHeader
from evidence_board.ui.widgets.segmented import Segmented

__all__ = ["MapHeader"]


class MapHeader(PaneHeader):
    """The header of the map pane.

    Attributes:
        tools: opens the menu of tools.
        follow: checked while the filter follows the view of the map.
        layers: opens the list of what lies on the map.
        views: ``map`` or ``list``.
        maximise: makes the map large, as a double click on the header does.
    """

    def __init__(self, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(tr("Map"), theme=theme, icon="map", parent=parent)
        self.follow = IconButton("funnel", name=tr("Filter to the map view"), theme=theme)
        self.follow.setCheckable(True)
        self.tools = IconButton("ruler", name=tr("Measure and draw"), theme=theme)
        self.layers = IconButton("layers", name=tr("Layers of the map"), key="Shift+L", theme=theme)
        self.views = Segmented(name=tr("View"), theme=theme)
        self.views.add("map", icon="map", name=tr("Map"))
        self.views.add("list", icon="table", name=tr("List"))
        self.maximise = IconButton("maximize-2", name=tr("Make the map large"), key="`", theme=theme)
        self.maximise.clicked.connect(self.double_clicked)
        for control in (self.tools, self.follow, self.layers, self.views, self.maximise):
            self.add_control(control)
