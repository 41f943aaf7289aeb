"""Parts of a picture and moments of a video that a person marked, so that they can be named, linked and cited.

Points are fractions of the upright original, (0, 0) its top left and (1, 1) its bottom right corner, so that a
region stands where it was drawn whatever copy is shown.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from evidence_board.model.errors import KnownError

__all__ = [
    "ENTITY_OF_REGION",
    "Point",
    "RegionKind",
    "RegionRow",
    "RegionShape",
    "bounds",
    "checked_points",
    "checked_span",
    "points_of",
    "points_text",
]

#: Fraction of the width from the left, fraction of the height from the top.
Point = tuple[float, float]

#: Digits kept of a fraction (a fifth of a pixel of a picture 200,000 pixels wide) and of seconds.
_DIGITS = 6
#: Less than this share of a side is a slip of the hand, not a region.
_LEAST = 0.0005
_MOST_POINTS = 2_000
#: How far behind the end of a video a moment may lie: its length is rounded.
_SLACK_S = 1.0
#: Times closer than this are those of one frame.
_SAME_TIME_S = 1e-4


class RegionShape(StrEnum):
    """How a region is drawn.

    A rectangle and an ellipse have two opposite corners, an arrow its tail and its head, a line two ends, a point
    one and a polygon at least three; a moment has a time and no points.
    """

    RECTANGLE = "rectangle"
    POLYGON = "polygon"
    ELLIPSE = "ellipse"
    ARROW = "arrow"
    LINE = "line"
    POINT = "point"
    MOMENT = "moment"


class RegionKind(StrEnum):
    """What a region shows. ``redaction`` is hidden in whatever leaves the case."""

    PERSON = "person"
    FACE = "face"
    VEHICLE = "vehicle"
    INSIGNIA = "insignia"
    MARKING = "marking"
    TEXT = "text"
    LANDMARK = "landmark"
    WEAPON = "weapon"
    NOTE = "note"
    REDACTION = "redaction"


#: Kind of entity that a region of a kind most likely shows; kinds left out may show anything.
ENTITY_OF_REGION = {
    RegionKind.PERSON: "person",
    RegionKind.FACE: "person",
    RegionKind.VEHICLE: "equipment",
    RegionKind.INSIGNIA: "unit",
    RegionKind.MARKING: "equipment",
    RegionKind.LANDMARK: "location",
    RegionKind.WEAPON: "equipment",
}

_COUNTS = {
    RegionShape.RECTANGLE: (2, 2),
    RegionShape.ELLIPSE: (2, 2),
    RegionShape.ARROW: (2, 2),
    RegionShape.LINE: (2, 2),
    RegionShape.POINT: (1, 1),
    RegionShape.POLYGON: (3, _MOST_POINTS),
    RegionShape.MOMENT: (0, 0),
}


@dataclass(frozen=True, slots=True)
class RegionRow:
    """One region of a picture or moment of a video, with what hangs on it.

    Attributes:
        id: row id.
        item_id: the file.
        number: of this file; never given twice.
        shape: a word of `RegionShape`.
        points: fractions of the upright original.
        start_s: of a moment, or of the frame a region is drawn on: seconds from the start of the video.
        end_s: of a span: where it ends.
        kind: a word of `RegionKind`.
        label: what a person calls it.
        note: free text.
        entity_kind: kind of what it shows, if that was said.
        entity_id: row id of it.
        entity: its name.
        link_id: the surest link between the file and it.
        level: of that link; ``unjudged`` without one.
        cited: refs of the facts that cite this region.
    """

    id: str
    item_id: str
    number: int
    shape: str
    points: tuple[Point, ...] = ()
    start_s: float | None = None
    end_s: float | None = None
    kind: str = "note"
    label: str = ""
    note: str = ""
    entity_kind: str | None = None
    entity_id: str | None = None
    entity: str = ""
    link_id: str | None = None
    level: str = "unjudged"
    cited: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The label, or the name of what it shows; empty where nobody gave either."""
        return self.label or self.entity

    @property
    def is_moment(self) -> bool:
        """Whether it is a moment or span of a video."""
        return self.shape == RegionShape.MOMENT

    @property
    def has_time(self) -> bool:
        """Whether it is of a video: a moment, a span, or a part of a frame."""
        return self.start_s is not None

    def is_at(self, at_s: float, *, gap_s: float) -> bool:
        """Whether a region lies on the frame at a time, which is on screen for ``gap_s`` seconds."""
        if self.start_s is None:
            return False
        return self.start_s < at_s + gap_s - _SAME_TIME_S and at_s - _SAME_TIME_S <= (
            self.start_s if self.end_s is None else self.end_s
        )


def checked_points(shape: str, points: Sequence[Sequence[float]]) -> tuple[Point, ...]:
    """Return the points of a region, ordered, rounded and inside the picture.

    The corners of a rectangle or ellipse come back as top left and bottom right. A point slightly outside is moved to
    the edge.

    Raises:
        KnownError: no such shape, too few or many points, a point far outside, or nothing inside the shape.
    """
    try:
        form = RegionShape(shape)
    except ValueError:
        raise _refused(f"“{shape}” is no shape of a region.", "Use a rectangle, a polygon or another shape.") from None
    least, most = _COUNTS[form]
    if not least <= len(points) <= most:
        wanted = str(least) if least == most else f"{least} to {most}"
        raise _refused(f"A {form} has {wanted} points, not {len(points)}.", "Draw it again.")
    found = tuple(_checked_point(point) for point in points)
    if form in (RegionShape.RECTANGLE, RegionShape.ELLIPSE):
        left, top, right, bottom = bounds(found)
        if right - left < _LEAST or bottom - top < _LEAST:
            raise _refused("The region has no inside.", "Draw it larger.")
        return (left, top), (right, bottom)
    if len(found) == 2 and math.dist(*found) < _LEAST:
        raise _refused(f"The {form} begins where it ends.", "Draw it longer.")
    if form is RegionShape.POLYGON and abs(_area(found)) < _LEAST * _LEAST:
        raise _refused("The region has no inside.", "Put its corners apart.")
    return found


def checked_span(start_s: object, end_s: object, *, duration_s: float | None) -> tuple[float, float | None]:
    """Return start and end of a moment or span in seconds; the end is None for a single moment.

    Raises:
        KnownError: no number, before the start of the video or after its end.
    """
    start = _number(start_s)
    end = None if end_s is None else _number(end_s)
    last = math.inf if duration_s is None else duration_s + _SLACK_S
    times = [start] if end is None else [start, end]
    if not all(0 <= one <= last for one in times):
        raise _refused("The video has no such moment.", "Choose a time within its length.")
    if end is not None and end < start:
        start, end = end, start
    # Fine enough that the time of a frame at 29.97 in a second leads back to that frame, not to the one before.
    return round(start, _DIGITS), None if end is None or end - start < 0.0005 else round(end, _DIGITS)


def points_text(points: Sequence[Point]) -> str:
    """Return points as they stand in the case file: a JSON list of pairs."""
    return json.dumps([list(point) for point in points], separators=(",", ":"))


def points_of(text: str) -> tuple[Point, ...]:
    """Return the points of a region as the case file has them; what is no list of pairs gives none.

    A case of others may hold anything here, and a region without a place is still named in lists.
    """
    try:
        found = json.loads(text)
        return tuple(_checked_point(point) for point in found)
    except (ValueError, TypeError, RecursionError, KnownError):
        return ()


def bounds(points: Sequence[Point]) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of points; all 0 when there are none."""
    if not points:
        return 0.0, 0.0, 0.0, 0.0
    across, down = [x for x, _ in points], [y for _, y in points]
    return min(across), min(down), max(across), max(down)


def _checked_point(point: object) -> Point:
    if not isinstance(point, Sequence) or isinstance(point, str) or len(point) != 2:
        raise _refused("A point of a region is two numbers.", "Draw it again.")
    x, y = (_number(value) for value in point)
    # A hand that drags past the edge means the edge.
    if not (-0.5 <= x <= 1.5 and -0.5 <= y <= 1.5):
        raise _refused("The region lies outside the picture.", "Draw it on the picture.")
    return round(min(max(x, 0.0), 1.0), _DIGITS), round(min(max(y, 0.0), 1.0), _DIGITS)


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise _refused(f"“{value}” is no number.", "Draw it again.")
    return float(value)


def _area(points: Sequence[Point]) -> float:
    """Return the signed area of a polygon (shoelace formula), 1 for the whole picture."""
    pairs = zip(points, (*points[1:], points[0]), strict=True)
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs) / 2


def _refused(what: str, do: str) -> KnownError:
    return KnownError(what, means="Nothing was changed.", do=do)
