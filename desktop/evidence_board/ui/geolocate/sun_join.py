"""Puts sun and shadow into the Geolocate workspace."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from evidence_board.model.placement import SunMarkKind
from evidence_board.ui.geolocate.shadow_region import ShadowRegion
from evidence_board.ui.geolocate.sun_map import MAP_TOOL, SunOnMap
from evidence_board.ui.geolocate.sun_photo import LIGHT_TOOL, OBJECT_TOOL, SunOnPhoto
from evidence_board.ui.geolocate.sun_state import SunState
from evidence_board.ui.geolocate.sun_strip import SunStrip
from evidence_board.ui.i18n import tr

if TYPE_CHECKING:
    from evidence_board.ui.geolocate.workspace import GeolocateWorkspace

__all__ = ["join_sun"]


def join_sun(workspace: "GeolocateWorkspace") -> SunStrip:
    """Make strip, overlays, tools and keys of sun and shadow; returns the strip."""
    desk = workspace.desk
    state = SunState(desk, workspace)
    region = ShadowRegion(state, workspace)
    strip = SunStrip(state, region)
    desk.add_map_overlay(region)
    desk.add_map_overlay(SunOnMap(state, region))
    desk.add_photo_overlay(SunOnPhoto(state))
    workspace.below_map.add(strip)

    def take(tool: str) -> None:
        if desk.can_write and desk.item is not None:
            desk.take_tool(tool)

    def show_region(on: bool) -> None:
        """Show as much of the Earth as it takes to see the region; afterwards the place again."""
        wanted[:] = [desk.item_id] if on else []
        if not on and desk.item_id in looked and desk.draft.point is not None:
            workspace.map.look_at(desk.draft)
        looked[:] = []
        look()

    def look() -> None:
        """Go there once, when it is known where it is."""
        bounds = region.bounds
        if desk.item_id not in wanted or bounds is None:
            return
        wanted[:] = []
        if desk.draft.point is None or not region.can_be_seen(workspace.map.projection):
            workspace.map.pane.camera.fit(bounds)
            looked[:] = [desk.item_id]

    #: Row id of the file that a region was asked for and is not seen yet, and of the one whose map went there.
    wanted: list[str] = []
    looked: list[str] = []
    strip.region_wanted.connect(show_region)
    region.changed.connect(look)
    workspace.add_key("E", tr("Where on Earth could this shadow be?"), strip.region.click)
    if desk.can_write:
        workspace.photo.add_tool("sun", name=tr("Mark a shadow and its object"), tool=OBJECT_TOOL, key="U")
        workspace.add_key("U", tr("Mark a shadow in the photo"), lambda: take(OBJECT_TOOL))
        workspace.add_key("Shift+U", tr("Mark where the light comes from"), lambda: take(LIGHT_TOOL))
        workspace.add_key("Y", tr("Mark a shadow on the map"), lambda: take(MAP_TOOL))
        workspace.add_key("Shift+Y", tr("Type a shadow"), lambda: strip.open_form(SunMarkKind.OBJECT_SHADOW))
        workspace.add_key("D", tr("Date the photo"), strip.open_record)
    workspace.add_key("T", tr("Time of day"), lambda: strip.slider.setFocus(Qt.FocusReason.ShortcutFocusReason))
    workspace.add_key("Shift+T", tr("Day and zone of the sun"), strip.open_day)
    return strip
