"""`PlateContent`: what a proof plate says, in words and numbers; nothing of it is drawn here."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from evidence_board.geo.geodesic_shapes import between
from evidence_board.model.case_index import ItemRow
from evidence_board.model.kinds import ItemKind
from evidence_board.model.placement import Chronolocation, ItemPlacement, MatchPoint, Position
from evidence_board.ui.i18n import isolate, number, tr
from evidence_board.ui.inspector.position_words import method_words
from evidence_board.ui.inspector.words import moment_words
from evidence_board.ui.plate.plate_limits import plate_limits
from evidence_board.ui.widgets.confidence import level_name

__all__ = ["Fact", "PlateContent", "PlatePoint", "PlateReference", "distance_words", "plate_content"]

#: Characters of the SHA-256 that are printed: enough to tell any two files of the world apart.
_HASH = 16
_DEFAULT_VIEW_DEG = 40.0
#: Marks in a video belong to one frame when they are not further apart, seconds.
_SAME_FRAME_S = 0.02


@dataclass(frozen=True, slots=True)
class Fact:
    """One line: what it is, and its value."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class PlatePoint:
    """One matched point.

    Attributes:
        number: its number in both pictures.
        name: what it is.
        spot: where it is in the picture, fractions of width and height; None in another frame of the video.
        twin: where it is in the reference picture, or None.
        latitude: of its place on the map, or None.
        longitude: of its place on the map, or None.
        words: how far and in which direction from the camera; and that another frame shows it.
    """

    number: int
    name: str
    spot: tuple[float, float] | None
    twin: tuple[float, float] | None
    latitude: float | None
    longitude: float | None
    words: str


@dataclass(frozen=True, slots=True)
class PlateReference:
    """The picture that is compared with.

    Attributes:
        item_id: the file.
        ref: of the file.
        words: what it is, for its corner.
        frame_s: of a video: which frame.
    """

    item_id: str
    ref: str
    words: str
    frame_s: float | None


@dataclass(frozen=True, slots=True)
class PlateContent:
    """Everything a plate shows but its pixels.

    Attributes:
        ref: of the file.
        title: of the place.
        under: file, account and time, in one line.
        level: a word of the ladder, of the position.
        level_words: the same on screen.
        facts: where, how near, where it looked, when.
        basis: how it is known; empty when nobody said.
        points: matched points that are reckoned with.
        limits: what it does not prove.
        reference: the picture that is compared with, if any point has its twin in one.
        frame_s: of a video: the frame that is shown.
        latitude: of the camera, degrees.
        longitude: of the camera, degrees.
        radius_m: how far off it may be, or None.
        radius_words: the same in words; empty without one.
        bearing_deg: where it looked, or None.
        view_deg: how much it saw, from edge to edge.
        file_words: the file by its hash.
        credits: whose the picture is.
    """

    ref: str
    title: str
    under: str
    level: str
    level_words: str
    facts: tuple[Fact, ...]
    basis: str
    points: tuple[PlatePoint, ...]
    limits: tuple[str, ...]
    reference: PlateReference | None
    frame_s: float | None
    latitude: float
    longitude: float
    radius_m: float | None
    radius_words: str
    bearing_deg: float | None
    view_deg: float
    file_words: str
    credits: str


def plate_content(
    item: ItemRow,
    placement: ItemPlacement,
    *,
    items: Mapping[str, ItemRow],
    sha256: str,
    written: Callable[[float, float], str],
    named: bool = True,
) -> PlateContent | None:
    """Return what the plate of a file says, or None while no position of its camera counts.

    Only what shows the place is on it: what is cited as not showing it, what was left out of the reckoning and notes
    for colleagues stay in the case. How much was left out is said.

    Args:
        item: the file.
        placement: what proves its place.
        items: of the case, to name the reference picture.
        sha256: of the file, in hex; empty when unknown.
        written: writes a position in the notation of the user.
        named: name the accounts that the pictures are from.
    """
    camera = placement.camera
    if camera is None or camera.latitude is None or camera.longitude is None:
        return None
    when = _taken(item)
    by = isolate(item.account) if item.account and named else ""
    view = camera.fov_deg or (2 * camera.bearing_error_deg if camera.bearing_error_deg else _DEFAULT_VIEW_DEG)
    used = [one for one in placement.points if one.used]
    frame = _frame(one.frame_s for one in used) if item.kind == ItemKind.VIDEO else None
    reference = _reference(used, items, named=named)
    pictures = [tr("Picture: {who}", who=by)] if by else []
    if reference is not None and named and (whose := items[reference.item_id].account):
        pictures.append(tr("Reference: {who}", who=isolate(whose)))
    return PlateContent(
        ref=item.ref,
        title=camera.location or camera.place_text or item.place or written(camera.latitude, camera.longitude),
        under=" · ".join(part for part in (item.ref, by, when) if part),
        level=camera.level,
        level_words=level_name(camera.level),
        facts=tuple(one for one in _facts(camera, placement, when, frame, written) if one.value),
        basis=camera.reason.strip(),
        points=tuple(_point(one, camera, frame, reference) for one in used),
        limits=plate_limits(camera, placement, time_known=bool(when)),
        reference=reference,
        frame_s=frame,
        latitude=camera.latitude,
        longitude=camera.longitude,
        radius_m=camera.radius_m,
        radius_words=distance_words(camera.radius_m) if camera.radius_m else "",
        bearing_deg=camera.bearing_deg,
        view_deg=min(view, 360.0),
        file_words=tr("SHA-256 {hash}…", hash=sha256[:_HASH]) if sha256 else "",
        credits=" · ".join(pictures),
    )


def _taken(item: ItemRow) -> str:
    return moment_words(item.captured, approximate=item.captured_approximate, zone=True) if item.captured else ""


def _frame(times: Iterable[float | None]) -> float:
    """The frame that most points are in, the earliest of them; the first frame where there are none."""
    counted = Counter(one for one in times if one is not None)
    return min(counted, key=lambda one: (-counted[one], one), default=0.0)


def _reference(points: Sequence[MatchPoint], items: Mapping[str, ItemRow], *, named: bool) -> PlateReference | None:
    """The picture that most points have their twin in."""
    inside = [one for one in points if one.in_reference and one.reference_item_id in items]
    counted = Counter(str(one.reference_item_id) for one in inside)
    if not counted:
        return None
    item = items[max(counted, key=lambda one: counted[one])]
    video = item.kind == ItemKind.VIDEO
    frame = _frame(one.reference_frame_s for one in inside if one.reference_item_id == item.id) if video else None
    by = isolate(item.account) if item.account and named else ""
    words = " · ".join(part for part in (tr("Reference {ref}", ref=item.ref), by, _taken(item)) if part)
    return PlateReference(item.id, item.ref, words, frame)


def _facts(
    camera: Position,
    placement: ItemPlacement,
    when: str,
    frame: float | None,
    written: Callable[[float, float], str],
) -> tuple[Fact, ...]:
    looking = ""
    if camera.bearing_deg is not None:
        looking = f"{camera.bearing_deg:.0f}°"
        if camera.bearing_error_deg:
            looking += f" ± {camera.bearing_error_deg:.0f}°"
    by_sun = next((one for one in placement.chronolocations if one.result_from and one.level != "refuted"), None)
    return (
        Fact(tr("Position"), isolate(written(camera.latitude or 0.0, camera.longitude or 0.0))),
        Fact(tr("Within"), distance_words(camera.radius_m) if camera.radius_m else ""),
        Fact(tr("Looking"), looking),
        Fact(tr("View"), f"{camera.fov_deg:.0f}°" if camera.fov_deg else ""),
        Fact(tr("Taken"), when),
        Fact(tr("Reckoned time"), _span(by_sun) if by_sun is not None else ""),
        Fact(tr("Frame"), tr("at {time}", time=_clock(frame)) if frame is not None else ""),
        Fact(tr("Method"), method_words(camera.method) if camera.method else ""),
    )


def _span(found: Chronolocation) -> str:
    first, last = (one.replace("T", " ") for one in (found.result_from, found.result_to))
    day, _, clock = last.partition(" ")
    if clock and first.startswith(day):
        last = clock
    words = first if not last or last == first else tr("{first} to {last}", first=first, last=last)
    return tr("{time}, {level}", time=words, level=level_name(found.level).lower())


def _clock(seconds: float) -> str:
    return isolate(f"{seconds // 60:.0f}:{seconds % 60:05.2f}")


def _point(point: MatchPoint, camera: Position, frame: float | None, reference: PlateReference | None) -> PlatePoint:
    words = ""
    if point.latitude is not None and point.longitude is not None:
        way = between(camera.latitude or 0.0, camera.longitude or 0.0, point.latitude, point.longitude)
        words = isolate(f"{distance_words(way.distance_m)} · {way.bearing_deg:.0f}°")
    name = point.name or tr("Point {n}", n=number(point.number))
    spot = (point.x, point.y) if _in_frame(point.frame_s, frame) else None
    if spot is None:
        words = " · ".join(part for part in (words, tr("another frame")) if part)
    twin = _twin(point, reference) if reference is not None else None
    return PlatePoint(point.number, name, spot, twin, point.latitude, point.longitude, words)


def _twin(point: MatchPoint, reference: PlateReference) -> tuple[float, float] | None:
    if point.reference_item_id != reference.item_id or point.reference_x is None or point.reference_y is None:
        return None
    return (point.reference_x, point.reference_y) if _in_frame(point.reference_frame_s, reference.frame_s) else None


def _in_frame(at: float | None, frame: float | None) -> bool:
    return frame is None or at is None or abs(at - frame) <= _SAME_FRAME_S


def distance_words(metres: float) -> str:
    """Return ``120 m`` or ``3.4 km``."""
    if metres < 1_000:
        return tr("{n} m", n=number(round(metres)))
    return tr("{n} km", n=f"{metres / 1_000:.1f}" if metres < 100_000 else number(round(metres / 1_000)))
