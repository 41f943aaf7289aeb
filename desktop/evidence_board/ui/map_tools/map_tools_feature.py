"""`MapToolsFeature`: the tools of the map as commands, with keys and in the palette."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from evidence_board.ui.commands import Command
from evidence_board.ui.i18n import tr
from evidence_board.ui.map.map_pane import MapPane
from evidence_board.ui.map_tools.drawing_words import DRAW_ICONS, draw_title
from evidence_board.ui.map_tools.map_toolbox import MapToolbox
from evidence_board.ui.map_tools.tools_menu import MEASURES, measure_title
from evidence_board.ui.map_tools.trace import DRAWS

if TYPE_CHECKING:
    from collections.abc import Callable

    from evidence_board.ui.case_page import CasePage

__all__ = ["MapToolsFeature"]


class MapToolsFeature(QObject):
    """Adds a command for each tool; they act on the map in view."""

    def __init__(self, page: CasePage) -> None:
        super().__init__(page)
        self._page = page
        group = tr("Map")
        for kind, icon, key in MEASURES:
            title, run = measure_title(kind), partial(self._take, kind)
            self._add(f"measure_{kind}", title, run, key=key, icon=icon, group=group)
        for kind in DRAWS:
            self._add(f"draw_{kind}", draw_title(kind), partial(self._take, kind), icon=DRAW_ICONS[kind], writes=True)
        self._add("draw", tr("Draw on the map"), self._open_menu, key="D", icon="pencil", group=group)
        self._add("drawings", tr("Drawings on the map"), self._list, key="Shift+D", icon="list", group=group)
        self._add("north_up", tr("Turn the map: north up"), self._north_up, key="Shift+N", icon="compass", group=group)
        for command_id, title, icon, key, verb in (
            ("routes", tr("Route of the selected account on the map"), "route", "Shift+T", MapToolbox.toggle_routes),
            ("sights", tr("Radius and direction of every pin"), "scan-eye", "", MapToolbox.toggle_sights),
            ("graticule", tr("Meridians and parallels"), "grid-2x2", "", MapToolbox.toggle_graticule),
        ):
            self._add(command_id, title, partial(self._switch, verb), key=key, icon=icon, group=group if key else "")

    def _add(
        self,
        command_id: str,
        title: str,
        run: Callable[[], None],
        *,
        key: str = "",
        icon: str = "",
        group: str = "",
        writes: bool = False,
    ) -> None:
        self._page.commands.add(
            Command(
                id=command_id,
                title=title,
                run=run,
                key=key,
                icon=icon,
                group=group,
                enabled=lambda: (pane := self.map) is not None and (pane.tools.can_write or not writes),
            )
        )

    @property
    def map(self) -> MapPane | None:
        """The map in view: the one that has the keyboard, else the one of the Overview."""
        shown = [pane for pane in self._page.findChildren(MapPane) if pane.isVisible()]
        focused = [pane for pane in shown if pane.isAncestorOf(self._page.window().focusWidget() or self._page)]
        workspace = self._page.workspace.panes.get("map")
        if focused or shown:
            return (focused or shown)[0]
        return workspace if isinstance(workspace, MapPane) else None

    def _ready(self) -> MapPane | None:
        """The map, brought into view."""
        pane = self.map
        if pane is not None and pane is self._page.workspace.panes.get("map"):
            workspace = self._page.workspace
            if workspace.maximised not in (None, "map"):
                workspace.restore_maximised()
            workspace.focus_pane("map")
            pane.set_view("map")
        return pane

    def _take(self, kind: str) -> None:
        if (pane := self._ready()) is not None:
            pane.tools.take(kind)

    def _north_up(self) -> None:
        if (pane := self._ready()) is not None:
            pane.camera.north_up()

    def _list(self) -> None:
        if (pane := self._ready()) is not None:
            pane.tools.drawings.open_list()

    def _open_menu(self) -> None:
        if (pane := self._ready()) is not None:
            pane.header.tools.click()

    def _switch(self, verb: Callable[[MapToolbox], None]) -> None:
        if (pane := self._ready()) is not None:
            verb(pane.tools)
