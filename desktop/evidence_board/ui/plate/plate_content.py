"""`PlateContent`: what a proof plate says, in words and numbers; nothing of it is drawn here."""

from collections.abc import Callable
from dataclasses import dataclass

from evidence_board.geo.geodesic_shapes import between
from evidence_board.model.case_index import ItemRow
from evidence_board.model.placement import Chronolocation, ItemPlacement, MatchPoint, Position
from evidence_board.ui.i18n import isolate, number, tr
from evidence_board.ui.inspector.position_words import method_words
from evidence_board.ui.inspector.words import moment_words
from evidence_board.ui.widgets.confidence import level_name

__all__ = ["Fact", "PlateContent", "PlatePoint", "distance_words", "plate_content"]

#: Characters of the SHA-256 that are printed: enough to tell any two files of the world apart.
_HASH = 16
_DEFAULT_VIEW_DEG = 40.0


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
        x: fraction of the width of the picture.
        y: fraction of its height.
        latitude: of its place on the map, or None.
        longitude: of its place on the map, or None.
        words: how far and in which direction from the camera.
    """

    number: int
    name: str
    x: float
    y: float
    latitude: float | None
    longitude: float | None
    words: str


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
        latitude: of the camera, degrees.
        longitude: of the camera, degrees.
        radius_m: how far off it may be, or None.
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
    latitude: float
    longitude: float
    radius_m: float | None
    bearing_deg: float | None
    view_deg: float
    file_words: str
    credits: str


def plate_content(
    item: ItemRow, placement: ItemPlacement, *, sha256: str, written: Callable[[float, float], str]
) -> PlateContent | None:
    """Return what the plate of a file says, or None while no position of its camera counts.

    Only what shows the place is on it: what is cited as not showing it, what was left out of the reckoning and notes
    for colleagues stay in the case.

    Args:
        item: the file.
        placement: what proves its place.
        sha256: of the file, in hex; empty when unknown.
        written: writes a position in the notation of the user.
    """
    camera = placement.camera
    if camera is None or camera.latitude is None or camera.longitude is None:
        return None
    when = moment_words(item.captured, approximate=item.captured_approximate, zone=True) if item.captured else ""
    by = isolate(item.account) if item.account else ""
    view = camera.fov_deg or (2 * camera.bearing_error_deg if camera.bearing_error_deg else _DEFAULT_VIEW_DEG)
    return PlateContent(
        ref=item.ref,
        title=camera.location or camera.place_text or item.place or written(camera.latitude, camera.longitude),
        under=" · ".join(part for part in (item.ref, by, when) if part),
        level=camera.level,
        level_words=level_name(camera.level),
        facts=tuple(one for one in _facts(camera, placement, when, written) if one.value),
        basis=camera.reason.strip(),
        points=tuple(_point(one, camera) for one in placement.points if one.used),
        latitude=camera.latitude,
        longitude=camera.longitude,
        radius_m=camera.radius_m,
        bearing_deg=camera.bearing_deg,
        view_deg=min(view, 360.0),
        file_words=tr("SHA-256 {hash}…", hash=sha256[:_HASH]) if sha256 else "",
        credits=tr("Picture: {who}", who=by) if by else "",
    )


def _facts(
    camera: Position, placement: ItemPlacement, when: str, written: Callable[[float, float], str]
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
        Fact(tr("Method"), method_words(camera.method) if camera.method else ""),
    )


def _span(found: Chronolocation) -> str:
    first, last = (one.replace("T", " ") for one in (found.result_from, found.result_to))
    day, _, clock = last.partition(" ")
    if clock and first.startswith(day):
        last = clock
    words = first if not last or last == first else tr("{first} to {last}", first=first, last=last)
    return tr("{time}, {level}", time=words, level=level_name(found.level).lower())


def _point(point: MatchPoint, camera: Position) -> PlatePoint:
    words = ""
    if point.latitude is not None and point.longitude is not None:
        way = between(camera.latitude or 0.0, camera.longitude or 0.0, point.latitude, point.longitude)
        words = isolate(f"{distance_words(way.distance_m)} · {way.bearing_deg:.0f}°")
    name = point.name or tr("Point {n}", n=number(point.number))
    return PlatePoint(point.number, name, point.x, point.y, point.latitude, point.longitude, words)


def distance_words(metres: float) -> str:
    """Return ``120 m`` or ``3.4 km``."""
    if metres < 1_000:
        return tr("{n} m", n=number(round(metres)))
    return tr("{n} km", n=f"{metres / 1_000:.1f}" if metres < 100_000 else number(round(metres / 1_000)))
