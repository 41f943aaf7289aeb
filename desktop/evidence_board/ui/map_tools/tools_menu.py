"""The menu of the tools of a map: what can be measured, drawn, shown, copied."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QWidget

from evidence_board.ui.i18n import tr
from evidence_board.ui.map_tools.drawing_words import DRAW_ICONS, draw_title
from evidence_board.ui.map_tools.position_forms import form_menu
from evidence_board.ui.map_tools.trace import DRAWS
from evidence_board.ui.theme import Theme

if TYPE_CHECKING:
    from evidence_board.ui.map_tools.map_toolbox import MapToolbox

__all__ = ["MEASURES", "fill_tools_menu"]

#: Word of the trace, icon, key.
MEASURES = (("distance", "ruler", "R"), ("surface", "scan", "Shift+R"))


def measure_title(kind: str) -> str:
    """Return the title of a measurement."""
    return tr("Measure a distance") if kind == "distance" else tr("Measure an area")


def fill_tools_menu(menu: QMenu, toolbox: MapToolbox, *, theme: Theme, parent: QWidget) -> None:
    """Fill the menu anew, as things stand."""
    menu.clear()
    in_hand = toolbox.trace.kind if toolbox.trace is not None else ""
    for kind, icon, key in MEASURES:
        action = menu.addAction(theme.icon(icon), f"{measure_title(kind)}\t{key.replace('+', ' ')}")
        action.setObjectName(f"measure:{kind}")
        action.setCheckable(True)
        action.setChecked(kind == in_hand)
        action.triggered.connect(partial(_take, toolbox, kind))
    menu.addSeparator()
    for kind in DRAWS if toolbox.can_write else ():
        action = menu.addAction(theme.icon(DRAW_ICONS[kind]), draw_title(kind))
        action.setObjectName(f"draw:{kind}")
        action.setCheckable(True)
        action.setChecked(kind == in_hand)
        action.triggered.connect(partial(_take, toolbox, kind))
    drawings = menu.addAction(theme.icon("list"), f"{tr('Drawings')}\t{tr('Shift D')}")
    drawings.setObjectName("drawings")
    drawings.triggered.connect(toolbox.drawings.open_list)
    menu.addSeparator()
    for name, words, is_on, run in (
        ("routes", tr("Route of the selected account"), toolbox.routes.on, toolbox.toggle_routes),
        ("sights", tr("Radius and direction of every pin"), toolbox.sights.on, toolbox.toggle_sights),
        ("graticule", tr("Meridians and parallels"), toolbox.graticule.on, toolbox.toggle_graticule),
        ("local_names", tr("Names in the script of the place too"), toolbox.local_names, toolbox.toggle_local_names),
    ):
        switch = menu.addAction(words)
        switch.setObjectName(name)
        switch.setCheckable(True)
        switch.setChecked(is_on)
        switch.triggered.connect(run)
    menu.addMenu(form_menu(parent, chosen=toolbox.readout.form, take=toolbox.readout.set_form))


def _take(toolbox: MapToolbox, kind: str, _checked: bool = False) -> None:
    toolbox.take(kind)
