"""What joins in with the Geolocate workspace: one line for each part."""

from typing import TYPE_CHECKING

from evidence_board.ui.geolocate.give_up import GiveUp
from evidence_board.ui.geolocate.points_part import PointsPart
from evidence_board.ui.geolocate.sun_join import join_sun
from evidence_board.ui.plate.plate_button import add_plate_button

if TYPE_CHECKING:
    from evidence_board.ui.geolocate.workspace import GeolocateWorkspace

__all__ = ["join"]


def join(workspace: "GeolocateWorkspace") -> None:
    """Make what others add: sections, strips, tools and overlays, in the order in which they stand."""
    PointsPart(workspace)
    join_sun(workspace)
    GiveUp(workspace)
    add_plate_button(workspace)
