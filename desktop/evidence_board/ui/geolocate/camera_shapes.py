"""Where circle, cone and handles of a camera lie on the map, in pixels; pure geometry."""

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF

from evidence_board.ui.geolocate.draft import Draft
from evidence_board.ui.geolocate.overlays import MapProjection

__all__ = ["CameraShape", "camera_shape", "heading_to", "point_along"]

_LONGEST, _SHORTEST, _SHARE = 340.0, 110.0, 0.52
#: A cone is drawn this wide while nobody said how much the camera saw.
UNKNOWN_FOV = 0.0


@dataclass(frozen=True, slots=True)
class CameraShape:
    """A camera in the view.

    Attributes:
        at: where it stands.
        radius: of the circle in which it may stand; 0 without one.
        reach: how long the cone is drawn.
        heading: clockwise from up in the view, None when unknown.
        half: half of the field of view in degrees, 0 when unknown.
    """

    at: QPointF
    radius: float
    reach: float
    heading: float | None
    half: float

    @property
    def handle(self) -> QPointF | None:
        """Where the handle that turns it lies."""
        return None if self.heading is None else point_along(self.at, self.heading, self.reach)

    def edge(self, side: int, share: float = 1.0) -> QPointF | None:
        """Return a point on the left (-1) or right (1) edge of the cone, None without one."""
        if self.heading is None or not self.half:
            return None
        return point_along(self.at, self.heading + side * self.half, self.reach * share)


def camera_shape(draft: Draft, projection: MapProjection) -> CameraShape | None:
    """Return how a position is drawn; None while there is none."""
    if draft.point is None:
        return None
    latitude, longitude = draft.point
    radius = (draft.radius_m or 0.0) * projection.pixels_per_metre(latitude)
    reach = min(max(_SHARE * min(projection.size), _SHORTEST), _LONGEST)
    heading = None if draft.bearing_deg is None else draft.bearing_deg + projection.turned_deg
    return CameraShape(projection.project(latitude, longitude), radius, reach, heading, (draft.fov_deg or 0.0) / 2)


def point_along(at: QPointF, heading: float, length: float) -> QPointF:
    """Return the point so many pixels away in a direction, degrees clockwise from up."""
    angle = math.radians(heading)
    return QPointF(at.x() + math.sin(angle) * length, at.y() - math.cos(angle) * length)


def heading_to(at: QPointF, to: QPointF) -> float:
    """Return the direction from one pixel to another, degrees clockwise from up, 0 to 360."""
    return math.degrees(math.atan2(to.x() - at.x(), at.y() - to.y())) % 360
