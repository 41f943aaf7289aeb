"""What is asked of the camera solver, from what stands on the desk, and what is still missing for it, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import degrees, radians, tan

from evidence_board.geo.camera_solver import CameraGuess, Landmark, landmarks_needed
from evidence_board.model.placement import Cropped, ItemPlacement, MatchPoint, PictureGeometry
from evidence_board.ui.geolocate.draft import Draft
from evidence_board.ui.geolocate.lens import lens_view
from evidence_board.ui.i18n import count, tr

__all__ = [
    "Find",
    "Question",
    "View",
    "is_place_solved",
    "is_view_solved",
    "known_view",
    "question_of",
    "tilt_shift",
]

#: Of a position that nobody gave a radius.
_RADIUS_M = 25.0
#: A lens is as it says, a typed view without an error is a guess: standard deviations of the logarithm.
_LENS_ERROR, _TYPED_ERROR = 0.03, 0.06
_LEAST_VIEW_DEG, _MOST_VIEW_DEG = 1.0, 150.0


class Find(StrEnum):
    """What the matching points are to tell."""

    HEADING = "heading"
    VIEW = "view"
    POSITION = "position"


@dataclass(frozen=True, slots=True)
class View:
    """A field of view that is known without the matching points.

    Attributes:
        degrees: from edge to edge.
        error: standard deviation of its logarithm.
        source: ``lens``, ``measured`` or ``typed``.
    """

    degrees: float
    error: float
    source: str


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be solved; or, without ``guess``, why it cannot be.

    Attributes:
        ids: row ids of the points that are reckoned with.
        landmarks: the same points.
        guess: what is known of the camera, None when too little is.
        width: of the upright picture.
        height: of the upright picture.
        find: what is looked for.
        missing: what is missing, in words; empty when nothing is.
        supposes_whole: the view is that of the lens, and nobody said whether the picture was cropped.
    """

    ids: tuple[str, ...] = ()
    landmarks: tuple[Landmark, ...] = ()
    guess: CameraGuess | None = None
    width: int = 1
    height: int = 1
    find: Find = Find.HEADING
    missing: str = ""
    supposes_whole: bool = False


def known_view(placement: ItemPlacement, draft: Draft, *, aspect: float, solved: bool = False) -> View | None:
    """Return the field of view that is known: measured or typed, else that of the lens of a picture not cropped.

    Args:
        placement: what is saved of the file.
        draft: the position as it stands.
        aspect: width by height of the upright picture.
        solved: take one that was solved from the points, too. To solve with it again would use them twice.
    """
    geometry = placement.geometry
    for value, error, source in (
        (draft.fov_deg if solved or not is_view_solved(draft) else None, draft.fov_error_deg, "typed"),
        (geometry.fov_deg if geometry else None, geometry.fov_error_deg if geometry else None, "measured"),
    ):
        if value is not None and _LEAST_VIEW_DEG <= value <= _MOST_VIEW_DEG:
            return View(value, error / 1.96 / value if error else _TYPED_ERROR, source)
    lens = lens_view(placement, aspect=aspect).fov_deg
    if lens is not None and _LEAST_VIEW_DEG <= lens <= _MOST_VIEW_DEG:
        return View(lens, _LENS_ERROR, "lens")
    return None


def is_view_solved(draft: Draft) -> bool:
    """Tell whether the field of view of a position is an answer of the solver: only those have an error."""
    return draft.method == "triangulation" and draft.fov_error_deg is not None


def is_place_solved(draft: Draft) -> bool:
    """Tell whether a position is an answer of the solver, with its region."""
    return draft.method == "triangulation" and draft.area is not None and draft.bearing_error_deg is not None


def question_of(
    points: Sequence[MatchPoint],
    *,
    placement: ItemPlacement,
    geometry: PictureGeometry | None,
    draft: Draft,
    size: tuple[int, int],
    find: Find,
) -> Question:
    """Return what to solve, or what is missing.

    Args:
        points: all of the picture, as they stand on the screen.
        placement: what is saved of the file.
        geometry: horizon and tilt as they stand on the screen.
        draft: the position as it stands on the screen.
        size: width and height of the upright picture.
        find: what is looked for.
    """
    used = [one for one in points if one.used and one.latitude is not None and one.longitude is not None]
    width, height = size
    if width <= 0 or height <= 0:
        return Question(find=find, missing=tr("The size of the picture is not known."))
    if draft.point is None and find != Find.POSITION:
        return Question(find=find, missing=tr("Set the position on the map first, or find it too."))
    view = None if find == Find.VIEW else known_view(placement, draft, aspect=width / height)
    if view is None and find == Find.HEADING:
        return Question(find=find, missing=tr("The field of view is not known. Type it, or find it too."))
    place = draft.point or _middle(used)
    guess = CameraGuess(
        *(place or (0.0, 0.0)),
        None if find == Find.POSITION else draft.radius_m or _RADIUS_M,
        view_deg=view.degrees if view is not None else None,
        view_error=max(view.error, 0.002) if view is not None else _LENS_ERROR,
        roll_deg=geometry.tilt_deg or 0.0 if geometry is not None else 0.0,
        horizon=geometry.horizon_y if geometry is not None else None,
    )
    lacking = landmarks_needed(guess) - len(used)
    if lacking > 0 or place is None:
        return Question(find=find, missing=_lacking(lacking, points, used))
    landmarks = tuple(Landmark(one.x, one.y, one.latitude or 0.0, one.longitude or 0.0) for one in used)
    whole = geometry.cropped if geometry is not None else Cropped.UNKNOWN
    supposed = view is not None and view.source == "lens" and whole == Cropped.UNKNOWN
    return Question(tuple(one.id for one in used), landmarks, guess, width, height, find, supposes_whole=supposed)


def _middle(points: Sequence[MatchPoint]) -> tuple[float, float] | None:
    if not points:
        return None
    first = points[0].longitude or 0.0
    east = [((one.longitude or 0.0) - first + 180) % 360 - 180 for one in points]
    longitude = (first + sum(east) / len(points) + 180) % 360 - 180
    # A little aside: no landmark may stand at the camera.
    north = sum(one.latitude or 0.0 for one in points) / len(points) - degrees(100 / 6_371_000)
    return max(north, -89.9), longitude


def _lacking(number: int, points: Sequence[MatchPoint], used: Sequence[MatchPoint]) -> str:
    waiting = sum(1 for one in points if one.used) - len(used)
    if waiting >= number:
        return count(number, one="One more point on the map.", many="{n} more points on the map.")
    return count(
        number,
        one="One more point in the picture and on the map.",
        many="{n} more points in the picture and on the map.",
    )


def tilt_shift(tilt_deg: float, *, aspect: float) -> float:
    """Return how far the horizon falls from the middle to the right edge, as a fraction of the height."""
    return 0.5 * aspect * tan(radians(tilt_deg))
