"""`Draft`: a position as it stands while somebody works on it, saved or not."""

from dataclasses import dataclass
from typing import Any

from evidence_board.model.placement import ItemPlacement, Position
from evidence_board.model.positions import UNLOCATABLE

__all__ = ["Draft", "draft_of", "draft_of_placement"]


@dataclass(frozen=True, slots=True)
class Draft:
    """Where the camera stood and looked, as the panel and the map show it now.

    Attributes:
        latitude: WGS84 degrees, None while there is no position.
        longitude: WGS84 degrees.
        radius_m: how far off it may be.
        precision: a word of `evidence_board.model.positions.Precision`, or None.
        bearing_deg: direction of the middle of the picture, from true north.
        bearing_error_deg: how far off that may be.
        fov_deg: from the left to the right edge.
        fov_error_deg: how far off that may be.
        method: a word of `METHODS`.
        level: a word of the ladder.
        reason: how the analyst knows.
        place_text: the place in words.
        location_id: the place of the case it lies in.
        area: GeoJSON where it may be no circle.
        frame_s: of a video: the moment.
    """

    latitude: float | None = None
    longitude: float | None = None
    radius_m: float | None = None
    precision: str | None = None
    bearing_deg: float | None = None
    bearing_error_deg: float | None = None
    fov_deg: float | None = None
    fov_error_deg: float | None = None
    method: str = "visual_match"
    level: str = "unjudged"
    reason: str = ""
    place_text: str = ""
    location_id: str | None = None
    area: str | None = None
    frame_s: float | None = None

    @property
    def point(self) -> tuple[float, float] | None:
        """(latitude, longitude), None while there is no position."""
        return (self.latitude, self.longitude) if self.latitude is not None and self.longitude is not None else None

    def values(self) -> dict[str, Any]:
        """Return every value under its name in `operations.placing.place_camera`."""
        return {name: getattr(self, name) for name in self.__slots__}


def draft_of(position: Position | None) -> Draft:
    """Return what is worked on when a position counts; an empty draft for None."""
    if position is None:
        return Draft()
    return Draft(
        latitude=position.latitude,
        longitude=position.longitude,
        radius_m=position.radius_m,
        precision=position.precision if position.precision != UNLOCATABLE else None,
        bearing_deg=position.bearing_deg,
        bearing_error_deg=position.bearing_error_deg,
        fov_deg=position.fov_deg,
        fov_error_deg=position.fov_error_deg,
        method=position.method if position.source == "analyst" and position.method else "visual_match",
        level=position.level if position.source == "analyst" else "unjudged",
        reason=position.reason if position.source == "analyst" else "",
        place_text=position.place_text,
        location_id=position.location_id,
        area=position.area,
        frame_s=position.frame_s,
    )


def draft_of_placement(found: ItemPlacement) -> Draft:
    """Return what is worked on of a file: the position that counts, else what was noted before anybody knew where."""
    if found.camera is not None:
        return draft_of(found.camera)
    noted = (
        one
        for one in found.positions
        if one.role == "camera" and one.source == "analyst" and one.latitude is None and one.precision != UNLOCATABLE
    )
    # The newest: it is the one that is made better.
    return draft_of(max(noted, key=lambda one: one.id, default=None))
