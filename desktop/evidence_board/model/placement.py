"""How the place and the hour of a picture are proved: matched points, lines of sight, shadows, hours that fit.

Points in a picture are fractions of the upright original, (0, 0) its top left and (1, 1) its bottom right corner.
Points on the Earth are WGS84 degrees, directions degrees clockwise from true north, ``frame_s`` seconds from the start
of a video. ``used`` is False for what is kept but left out of the reckoning.
"""

from dataclasses import dataclass, field
from enum import StrEnum

__all__ = [
    "CAMERA_VIEW_DEG",
    "Chronolocation",
    "ChronolocationMethod",
    "Cropped",
    "Fit",
    "GeometrySource",
    "ItemPlacement",
    "MatchPoint",
    "PictureGeometry",
    "Position",
    "SightKind",
    "SightLine",
    "SunMark",
    "SunMarkKind",
]

#: Fraction of the width from the left, fraction of the height from the top.
PicturePoint = tuple[float, float]

#: Most of a circle that a camera can see at once.
CAMERA_VIEW_DEG = 360.0


class SightKind(StrEnum):
    """How a line of sight is given.

    ``transit``: two landmarks in line, the near one first; the camera stands on the line beyond the near one.
    ``bearing``: one landmark and the direction in which the camera saw it.
    """

    TRANSIT = "transit"
    BEARING = "bearing"


class SunMarkKind(StrEnum):
    """What was marked.

    ``map_shadow``: the direction of a shadow, as laid on the map. ``object_shadow``: in the picture the foot of an
    object, its top, and the tip of its shadow, or the lengths of both. ``light``: where the light comes from.
    """

    MAP_SHADOW = "map_shadow"
    OBJECT_SHADOW = "object_shadow"
    LIGHT = "light"


class GeometrySource(StrEnum):
    """Where the values of a picture's geometry come from."""

    EXIF = "exif"
    MEASURED = "measured"
    SOLVED = "solved"
    TYPED = "typed"


class Cropped(StrEnum):
    """Whether a picture is a part of what the camera took; its field of view is then not that of the lens."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class ChronolocationMethod(StrEnum):
    """How a time was found out."""

    SUN_AZIMUTH = "sun_azimuth"
    SHADOW_RATIO = "shadow_ratio"
    SUN_BOTH = "sun_both"
    MOON = "moon"
    CLOCK = "clock"
    WEATHER = "weather"
    VEGETATION = "vegetation"
    SATELLITE = "satellite"
    EVENT = "event"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class MatchPoint:
    """One feature of a picture, its twin in a reference picture and its place on the map.

    Attributes:
        id: row id.
        item_id: the picture.
        number: of this picture, from 1.
        name: what it is: "Crane".
        x: in the picture.
        y: in the picture.
        reference_item_id: the reference picture, if there is one that is not in the bin.
        reference_x: in the reference picture.
        reference_y: in the reference picture.
        latitude: of its place on the map.
        longitude: of its place on the map.
        frame_s: of a video: in which frame.
        reference_frame_s: of a reference video.
        used: whether the solver uses it.
        note: free text.
    """

    id: str
    item_id: str
    number: int
    name: str
    x: float
    y: float
    reference_item_id: str | None = None
    reference_x: float | None = None
    reference_y: float | None = None
    latitude: float | None = None
    longitude: float | None = None
    frame_s: float | None = None
    reference_frame_s: float | None = None
    used: bool = True
    note: str = ""

    @property
    def on_map(self) -> bool:
        """Whether it has a place on the map."""
        return self.latitude is not None

    @property
    def in_reference(self) -> bool:
        """Whether it has a twin in a reference picture."""
        return self.reference_item_id is not None and self.reference_x is not None


@dataclass(frozen=True, slots=True)
class SightLine:
    """One line on which the camera stood. ``item_id`` is None for one that belongs to no file.

    Of a transit (``latitude``, ``longitude``) is the near landmark and (``far_latitude``, ``far_longitude``) the far
    one; of a bearing the landmark, seen from the camera in ``bearing_deg``. ``error_deg`` is how far off it may be.
    """

    id: str
    item_id: str | None
    kind: str
    name: str
    latitude: float
    longitude: float
    far_latitude: float | None = None
    far_longitude: float | None = None
    bearing_deg: float | None = None
    error_deg: float | None = None
    frame_s: float | None = None
    used: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class SunMark:
    """One shadow or source of light.

    Attributes:
        id: row id.
        item_id: the picture.
        number: of this picture, from 1.
        kind: a word of `SunMarkKind`.
        name: what throws the shadow.
        points: in the picture: foot, top and tip of the shadow; or tail and head of an arrow with the light.
        latitude: where the object stands, when that is known.
        longitude: where the object stands.
        bearing_deg: of a shadow where it falls to, of a light where it comes from.
        bearing_error_deg: how far off that may be.
        object_length: height of the object, in any unit.
        shadow_length: length of its shadow, in the same unit.
        ratio: length of the shadow by height of the object; worked out where both lengths are given.
        ratio_error: how far off the ratio may be.
        frame_s: of a video: in which frame.
        used: whether it is reckoned with.
        note: free text.
    """

    id: str
    item_id: str
    number: int
    kind: str
    name: str = ""
    points: tuple[PicturePoint, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    bearing_deg: float | None = None
    bearing_error_deg: float | None = None
    object_length: float | None = None
    shadow_length: float | None = None
    ratio: float | None = None
    ratio_error: float | None = None
    frame_s: float | None = None
    used: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class Fit:
    """One span that fits, in the clock time of the place: ISO 8601 without a zone, ``2015-09-12T15:50``."""

    from_local: str
    to_local: str


@dataclass(frozen=True, slots=True)
class Chronolocation:
    """One finding of when a picture was taken.

    Attributes:
        id: row id.
        item_id: the picture.
        method: a word of `ChronolocationMethod`.
        latitude: for which place it was reckoned.
        longitude: for which place.
        place_text: that place in words.
        mark_ids: row ids of the sun marks it rests on; those that are gone are left out.
        zone: name or offset, ``Asia/Damascus`` or ``+03:00``; None when not said.
        date_from: first day that was looked at, ``2015-09-12``.
        date_to: last day that was looked at.
        result_from: earliest time, a day or a clock time of the zone.
        result_to: latest time.
        fits: every span that fits, in order; ``result_from`` to ``result_to`` spans the one that was chosen.
        level: a word of the ladder.
        reason: how it is known.
        moment_id: the time of the file that it became, if that is not in the bin.
        created_at: ISO 8601 UTC.
        created_by: who.
    """

    id: str
    item_id: str
    method: str
    latitude: float | None = None
    longitude: float | None = None
    place_text: str = ""
    mark_ids: tuple[str, ...] = ()
    zone: str | None = None
    date_from: str | None = None
    date_to: str | None = None
    result_from: str = ""
    result_to: str = ""
    fits: tuple[Fit, ...] = ()
    level: str = "unjudged"
    reason: str = ""
    moment_id: str | None = None
    created_at: str = ""
    created_by: str = ""


@dataclass(frozen=True, slots=True)
class PictureGeometry:
    """What was measured of a picture: the horizon, how much the camera saw, and where it looked.

    Attributes:
        id: row id.
        item_id: the picture.
        horizon_y: where the horizon crosses the middle column, as a fraction of the height; outside 0 to 1 where the
            horizon is not in the picture.
        tilt_deg: how far the right end of the horizon lies below the left one; the camera was turned the other way.
        fov_deg: from the left to the right edge.
        fov_error_deg: how far off that may be.
        heading_deg: direction of the middle of the picture.
        heading_error_deg: how far off that may be.
        cropped: a word of `Cropped`.
        source: a word of `GeometrySource`.
        frame_s: of a video: in which frame.
        note: free text.
    """

    id: str
    item_id: str
    horizon_y: float | None = None
    tilt_deg: float | None = None
    fov_deg: float | None = None
    fov_error_deg: float | None = None
    heading_deg: float | None = None
    heading_error_deg: float | None = None
    cropped: str = "unknown"
    source: str = "measured"
    frame_s: float | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Position:
    """One position of a file (a geotag) with everything the Geolocate workspace shows of it.

    The angles are None when unknown; ``fov_deg`` is from edge to edge. ``area`` is GeoJSON where what may be is no
    circle. ``citations`` counts what is cited for, against or beside it.
    """

    id: str
    ref: str
    role: str
    latitude: float | None
    longitude: float | None
    radius_m: float | None
    precision: str | None
    bearing_deg: float | None
    bearing_error_deg: float | None
    fov_deg: float | None
    fov_error_deg: float | None
    source: str
    method: str | None
    level: str
    preferred: bool
    place_text: str = ""
    location_id: str | None = None
    location: str = ""
    reason: str = ""
    area: str | None = None
    frame_s: float | None = None
    time_offset_s: float | None = None
    created_at: str = ""
    created_by: str = ""
    citations: int = 0


@dataclass(frozen=True, slots=True)
class ItemPlacement:
    """Everything that says where and when one file was taken, for the Geolocate workspace.

    Attributes:
        item_id: the file.
        camera: the position of the camera that counts, if one does.
        positions: every live position of any role, the preferred ones first, then the newest.
        points: matched points by number.
        lines: lines of sight of this file, oldest first.
        marks: sun marks by number.
        geometry: what was measured of the picture, if anything.
        chronolocations: newest first.
        focal_length_mm: of the lens, from the file.
        focal_length_35mm: as on 35 mm film, from the file: 36 mm wide.
    """

    item_id: str
    camera: Position | None = None
    positions: tuple[Position, ...] = ()
    points: tuple[MatchPoint, ...] = ()
    lines: tuple[SightLine, ...] = ()
    marks: tuple[SunMark, ...] = ()
    geometry: PictureGeometry | None = None
    chronolocations: tuple[Chronolocation, ...] = field(default=())
    focal_length_mm: float | None = None
    focal_length_35mm: float | None = None
