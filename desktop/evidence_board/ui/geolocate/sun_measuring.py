"""What the marks of a picture say together: one measured shadow, on what it rests, and what does not fit in it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from evidence_board.geo.picture_shadow import PictureCamera, light_direction, plain_ratio, shadow_in_picture
from evidence_board.geo.shadows import MeasuredShadow
from evidence_board.model.placement import PictureGeometry, SunMark, SunMarkKind
from evidence_board.ui.geolocate.draft import Draft

__all__ = ["MarkReading", "Measured", "camera_of", "measure", "read_mark"]

_PLAIN_RATIO_ERROR, _TYPED_RATIO_ERROR, _BEARING_ERROR_DEG, _LIGHT_ERROR_DEG = 0.4, 0.1, 5.0, 45.0
#: Of a picture whose lens nobody knows: from a short telephoto lens to a wide one of a phone.
_ANY_VIEW_DEG, _ANY_VIEW_ERROR_DEG = 55.0, 20.0
_LEAST_RATIO_ERROR, _LEAST_BEARING_ERROR_DEG = 0.02, 1.0


@dataclass(frozen=True, slots=True)
class MarkReading:
    """What one mark says of a shadow; None for what it does not say.

    Attributes:
        mark: the mark.
        direction_deg: where shadows fall to.
        direction_error_deg: plus or minus.
        ratio: length of the shadow by the height of its object.
        ratio_error: plus or minus, as a part of the ratio.
        is_plain: the ratio was measured as it lies in the picture, for want of horizon and field of view.
        wants: what would tell more: ``heading``, ``view`` or ``horizon``; empty for nothing.
    """

    mark: SunMark
    direction_deg: float | None = None
    direction_error_deg: float | None = None
    ratio: float | None = None
    ratio_error: float | None = None
    is_plain: bool = False
    wants: str = ""

    @property
    def says_something(self) -> bool:
        """Whether anything can be reckoned from it."""
        return self.direction_deg is not None or self.ratio is not None


@dataclass(frozen=True, slots=True)
class Measured:
    """All marks that are used, taken together.

    Attributes:
        shadow: what they say, None while they say nothing.
        readings: of every mark, by number.
        odd_directions: numbers of two marks whose directions contradict each other, and by how many degrees.
        odd_ratios: numbers of two marks whose lengths contradict each other.
    """

    shadow: MeasuredShadow | None = None
    readings: tuple[MarkReading, ...] = ()
    odd_directions: tuple[int, int, float] | None = None
    odd_ratios: tuple[int, int] | None = None

    @property
    def mark_ids(self) -> tuple[str, ...]:
        """Row ids of the marks that it rests on."""
        return tuple(one.mark.id for one in self.readings if one.mark.used and one.says_something)

    @property
    def method(self) -> str:
        """A word of `ChronolocationMethod`; empty while nothing is measured."""
        if self.shadow is None:
            return ""
        if self.shadow.direction_deg is None:
            return "shadow_ratio"
        return "sun_azimuth" if self.shadow.ratio is None else "sun_both"


def camera_of(
    geometry: PictureGeometry | None, draft: Draft, *, aspect: float, frame_s: float | None = None
) -> PictureCamera | None:
    """Return how the picture was taken, from what was measured and what stands in the panel; None without a horizon.

    Without a field of view any usual one counts, with an error that holds them.

    Args:
        geometry: what was measured in it.
        draft: what stands in the panel.
        aspect: width by height.
        frame_s: of a video: the moment that is measured in; the horizon of another one does not count.
    """
    if geometry is not None and not _same_moment(geometry.frame_s, frame_s):
        return None
    fov = view_of(geometry, draft) or _ANY_VIEW_DEG
    if geometry is None or geometry.horizon_y is None or not 1.0 <= fov <= 170.0:
        return None
    heading, heading_error = geometry.heading_deg, geometry.heading_error_deg
    if draft.bearing_deg is not None:
        heading, heading_error = draft.bearing_deg, draft.bearing_error_deg
        if heading_error is not None and abs(2 * heading_error - fov) < 1.0:
            heading_error = None  # half the view, as cones are written: not how well the direction is known
    error = (draft.fov_error_deg or geometry.fov_error_deg) if view_of(geometry, draft) else _ANY_VIEW_ERROR_DEG
    return PictureCamera(
        aspect=aspect,
        fov_deg=fov,
        horizon_y=geometry.horizon_y,
        tilt_deg=geometry.tilt_deg or 0.0,
        heading_deg=heading,
        fov_error_deg=error,
        heading_error_deg=heading_error,
    )


def view_of(geometry: PictureGeometry | None, draft: Draft) -> float | None:
    """Return the field of view, None while it is not known."""
    return draft.fov_deg or (geometry.fov_deg if geometry is not None else None) or None


def read_mark(
    mark: SunMark,
    *,
    camera: PictureCamera | None,
    heading_deg: float | None,
    aspect: float,
    view_known: bool = True,
) -> MarkReading:
    """Return what a mark says; what a person typed goes before what the picture gives."""
    if mark.kind == SunMarkKind.LIGHT:
        return _read_light(mark, heading_deg=heading_deg, aspect=aspect)
    direction, ratio = mark.bearing_deg, mark.ratio
    error = mark.bearing_error_deg if direction is not None else None
    ratio_error = mark.ratio_error / ratio if ratio and mark.ratio_error else None
    plain, wants = False, ""
    if mark.kind == SunMarkKind.OBJECT_SHADOW and mark.points:
        seen = shadow_in_picture(mark.points, camera) if camera is not None else None
        if ratio is None and seen is not None and seen.ratio is not None:
            ratio, ratio_error = seen.ratio, seen.ratio_error
        elif ratio is None:
            ratio = plain_ratio(mark.points, aspect=aspect)
            ratio_error, plain = _PLAIN_RATIO_ERROR, ratio is not None
        if direction is None and seen is not None:
            direction, error = seen.direction_deg, seen.direction_error_deg
        if camera is None:
            wants = "horizon"
        elif not view_known and mark.ratio is None:
            wants = "view"
        elif direction is None and camera.heading_deg is None:
            wants = "heading"
    if ratio is not None and ratio <= 0:
        ratio = None
    return MarkReading(
        mark,
        direction,
        max(error if error else _BEARING_ERROR_DEG, _LEAST_BEARING_ERROR_DEG) if direction is not None else None,
        ratio,
        min(max(ratio_error or _TYPED_RATIO_ERROR, _LEAST_RATIO_ERROR), 0.95) if ratio is not None else None,
        plain,
        wants,
    )


def measure(
    marks: Sequence[SunMark], *, geometry: PictureGeometry | None, draft: Draft, aspect: float | None
) -> Measured:
    """Take the marks of a picture together; what contradicts itself is named, and still reckoned with."""
    shape = aspect or 1.5
    heading = draft.bearing_deg if draft.bearing_deg is not None else (geometry.heading_deg if geometry else None)
    readings = tuple(
        read_mark(
            one,
            camera=camera_of(geometry, draft, aspect=shape, frame_s=one.frame_s),
            heading_deg=heading,
            aspect=shape,
            view_known=view_of(geometry, draft) is not None,
        )
        for one in marks
    )
    used = [one for one in readings if one.mark.used]
    directions = [
        (one.mark.number, one.direction_deg, one.direction_error_deg)
        for one in used
        if one.direction_deg is not None and one.direction_error_deg is not None
    ]
    ratios = [
        (one.mark.number, one.ratio, one.ratio_error)
        for one in used
        if one.ratio is not None and one.ratio_error is not None
    ]
    if not directions and not ratios:
        return Measured(None, readings)
    direction, direction_error = _mean_direction(directions)
    ratio, ratio_error = _mean_ratio(ratios)
    shadow = MeasuredShadow(direction, min(direction_error, 180.0), ratio, ratio_error)
    return Measured(shadow, readings, _odd_directions(directions), _odd_ratios(ratios))


def _same_moment(one: float | None, other: float | None) -> bool:
    return one is None or other is None or abs(one - other) < 0.02


def _read_light(mark: SunMark, *, heading_deg: float | None, aspect: float) -> MarkReading:
    bearing, error, wants = mark.bearing_deg, mark.bearing_error_deg, ""
    if bearing is None and mark.points:
        if heading_deg is None:
            wants = "heading"
        elif (found := light_direction(mark.points, aspect=aspect, heading_deg=heading_deg)) is not None:
            bearing, error = found
    if bearing is None:
        return MarkReading(mark, wants=wants)
    return MarkReading(mark, (bearing + 180.0) % 360.0, error or _LIGHT_ERROR_DEG)


def _mean_direction(found: Sequence[tuple[int, float, float]]) -> tuple[float | None, float]:
    if not found:
        return None, _BEARING_ERROR_DEG
    first = found[0][1]
    weights = [1.0 / error**2 for _, _, error in found]
    offs = [math.remainder(one - first, 360.0) * weight for (_, one, _), weight in zip(found, weights, strict=True)]
    return (first + sum(offs) / sum(weights)) % 360.0, math.sqrt(1.0 / sum(weights))


def _mean_ratio(found: Sequence[tuple[int, float, float]]) -> tuple[float | None, float]:
    if not found:
        return None, _TYPED_RATIO_ERROR
    weights = [1.0 / error**2 for _, _, error in found]
    logs = [math.log(ratio) * weight for (_, ratio, _), weight in zip(found, weights, strict=True)]
    return math.exp(sum(logs) / sum(weights)), math.sqrt(1.0 / sum(weights))


def _odd_directions(found: Sequence[tuple[int, float, float]]) -> tuple[int, int, float] | None:
    for at, (number, one, error) in enumerate(found):
        for other_number, other, other_error in found[at + 1 :]:
            apart = abs(math.remainder(one - other, 360.0))
            if apart > error + other_error:
                return number, other_number, apart
    return None


def _odd_ratios(found: Sequence[tuple[int, float, float]]) -> tuple[int, int] | None:
    for at, (number, one, error) in enumerate(found):
        for other_number, other, other_error in found[at + 1 :]:
            if abs(math.log(one / other)) > math.log1p(error) + math.log1p(other_error):
                return number, other_number
    return None
