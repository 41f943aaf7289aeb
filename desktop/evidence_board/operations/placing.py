"""Where the camera stood, as the Geolocate workspace saves it: point, radius, direction, view, reason, evidence."""

from collections.abc import Sequence
from typing import Any

from evidence_board.case.gate import Transaction
from evidence_board.model.areas import area_text
from evidence_board.model.changes import ChangeSet
from evidence_board.model.checked_values import earth_point, refused
from evidence_board.model.claims import Thing
from evidence_board.model.file_problems import ProblemAction
from evidence_board.model.levels import Level
from evidence_board.model.positions import UNLOCATABLE, GeotagRole, GeotagSource
from evidence_board.operations.citations import insert_citations
from evidence_board.operations.geotag_rows import checked_columns, insert_geotag
from evidence_board.operations.levels import check_level
from evidence_board.operations.placement_rows import live_row, moment_of_video, named, note_of, picture_ref
from evidence_board.operations.placing_words import better_words, noted_words
from evidence_board.operations.preferring import prefer_row
from evidence_board.operations.problem_answers import answer_settled
from evidence_board.session import Session

__all__ = ["place_camera"]

_COLUMNS = (
    *("item_id", "role", "source", "latitude", "longitude", "radius_m", "precision", "bearing_deg"),
    *("bearing_error_deg", "fov_deg", "fov_error_deg", "method", "level", "reason", "location_id", "place_text"),
    *("area", "frame_s", "preferred"),
)
#: What an analyst's own position is, that is made better: the one that counts, or what was noted without coordinates
#: while none counts. An answer "cannot be located" is neither.
_OWN = (
    "SELECT id FROM geotag WHERE item_id = ?1 AND role = ?2 AND source = 'analyst' AND deleted_at IS NULL"
    " AND ifnull(precision, '') <> 'unlocatable' AND (latitude IS NOT NULL AND preferred = 1 OR latitude IS NULL"
    " AND NOT EXISTS (SELECT 1 FROM geotag o WHERE o.item_id = ?1 AND o.role = ?2 AND o.deleted_at IS NULL"
    " AND o.preferred = 1 AND o.latitude IS NOT NULL)) ORDER BY id DESC LIMIT 1"
)
_CITED = "SELECT 1 FROM citation WHERE claim_id = ? AND deleted_at IS NULL"
#: What says something of a position that has no coordinates yet.
_SAID = ("radius_m", "precision", "bearing_deg", "fov_deg", "reason", "location_id", "place_text", "area")


def place_camera(
    session: Session,
    /,
    *,
    item_id: str,
    latitude: float | None = None,
    longitude: float | None = None,
    radius_m: float | None = None,
    precision: str | None = None,
    bearing_deg: float | None = None,
    bearing_error_deg: float | None = None,
    fov_deg: float | None = None,
    fov_error_deg: float | None = None,
    method: str = "visual_match",
    reason: str = "",
    level: str = "unjudged",
    location_id: str | None = None,
    place_text: str = "",
    role: str = "camera",
    area: str | None = None,
    frame_s: float | None = None,
    time_offset_s: float | None = None,
    cites: Sequence[Thing] = (),
    row_id: str | None = None,
    own: bool = False,
) -> ChangeSet:
    """Say where the camera of a file stood. ``result["id"]`` is the position (a geotag), which counts from now on.

    Without coordinates it keeps what is known so far (where the camera looked, the place in words, why): it counts
    only where it names a place, and becomes the position once there are coordinates. One that says nothing any more
    goes to the bin.

    Without ``row_id`` it is a new position beside the others, which all stay. With it, an analyst's position is made
    better, as while somebody drags its point about: it keeps its ref and what it rests on, and undo brings back what
    it was. Every value is then written as given, so give all of them.

    Args:
        session: the open case.
        item_id: the file.
        latitude: WGS84 degrees; None with ``longitude`` while nobody knows them.
        longitude: WGS84 degrees.
        radius_m: how far off it may be, in metres.
        precision: a word of `Precision`; gives the radius unless one is said.
        bearing_deg: direction of the middle of the picture, degrees from true north.
        bearing_error_deg: how far off that may be.
        fov_deg: field of view from the left to the right edge of the picture.
        fov_error_deg: how far off that may be.
        method: a word of `METHODS`.
        reason: how the analyst knows.
        level: a word of the ladder.
        location_id: the place of the case that it lies in.
        place_text: the place in words.
        role: a word of `GeotagRole`.
        area: where it may be as GeoJSON Polygon or MultiPolygon, when that is no circle.
        frame_s: of a video: the moment in seconds.
        time_offset_s: of a track: what was added to the time of the photo.
        cites: kind and row id of what it rests on (regions, reference pictures, other facts).
        row_id: a position of an analyst of this file that is made better.
        own: instead of ``row_id``: make better the analyst's position that counts, or what was noted without
            coordinates, if there is one.

    Raises:
        KnownError: half a point, nothing said at all, not on Earth, a word or number that is none, the position to
            better is gone, of another file or not an analyst's, or the level is above what is cited and there is no
            reason.
    """
    point = _point(latitude, longitude)
    judged = Level(level).value
    stored = {
        **checked_columns(
            role=role,
            method=method,
            precision=precision,
            radius_m=radius_m,
            bearing_deg=bearing_deg,
            bearing_error_deg=bearing_error_deg,
            fov_deg=fov_deg,
            fov_error_deg=fov_error_deg,
            time_offset_s=time_offset_s,
        ),
        "reason": note_of(reason, what="The reason"),
        "place_text": named(place_text, what="The place"),
        "location_id": location_id,
        "area": None if area is None else area_text(area),
    }
    with session.gate.transaction("Place a file", action="geotagged") as finished:
        tx = finished.tx
        ref = picture_ref(tx, item_id, any_file=True)
        stored["frame_s"] = moment_of_video(tx, item_id, frame_s)
        _check_place(tx, location_id)
        if row_id is None and own:
            found = tx.one(_OWN, (item_id, role))
            row_id = str(found[0]) if found is not None else None
        said = point is not None or judged != Level.UNJUDGED or any(stored[name] not in (None, "") for name in _SAID)
        where: dict[str, Any] = dict(zip(("latitude", "longitude"), point or (None, None), strict=True))
        counts = point is not None or bool(stored["place_text"] or location_id)
        if row_id is not None:
            placed = row_id
            before = _own(tx, row_id, item_id, role)
            if point is None and before["latitude"] is not None:
                raise refused("A position cannot lose its coordinates.", "Move it, or delete it.")
            after = {**where, **stored}
            tx.label = better_words(ref, before, {**after, "level": judged}) if counts else noted_words(ref)
            if any(before[name] != value for name, value in after.items() if name in before):
                tx.update("geotag", row_id, **after)
            if counts:
                prefer_row(tx, "geotag", row_id, chosen_by="person")
        elif said:
            tx.label = f"Place {ref}" if point is not None else noted_words(ref)
            source = GeotagSource.ANALYST.value
            placed = insert_geotag(tx, item_id=item_id, source=source, preferred=counts, role=role, **where, **stored)
        else:
            raise refused("This says nothing of a position.", "Give coordinates, a direction, a place or a reason.")
        if cites:
            insert_citations(tx, claims=[("geotag", placed)], targets=cites)
        _judge(tx, placed, level=judged, reason=str(stored["reason"]))
        if not said and tx.one(_CITED, (placed,)) is None:
            tx.label = f"Take back what was noted of the position of {ref}"
            tx.bin("geotag", placed)
        if role == GeotagRole.CAMERA and point is not None:
            answer_settled(tx, item_ids=[item_id], action=ProblemAction.PLACE_ON_MAP, answer="Placed by hand")
        tx.result["id"], tx.result["ids"] = placed, [placed]
    return finished.changes


def _point(latitude: float | None, longitude: float | None) -> tuple[float, float] | None:
    return None if latitude is None and longitude is None else earth_point(latitude, longitude)


def _judge(tx: Transaction, row_id: str, *, level: str, reason: str) -> None:
    row = tx.one("SELECT level FROM geotag WHERE id = ?", (row_id,))
    if row is not None and row[0] != level:
        check_level(tx, ("geotag", row_id), level=level, reason=reason)
        tx.update("geotag", row_id, level=level)


def _own(tx: Transaction, row_id: str, item_id: str, role: str) -> dict[str, Any]:
    row = live_row(tx, "geotag", row_id, _COLUMNS, word="position")
    if (row["item_id"], row["role"]) != (item_id, role):
        raise refused("This position is of another file, or says something else.", "Place the file anew.")
    if row["source"] != GeotagSource.ANALYST or row["precision"] == UNLOCATABLE:
        raise refused("Only a position that a person set can be made better.", "Place the file anew: this one stays.")
    return row


def _check_place(tx: Transaction, location_id: str | None) -> None:
    sql = "SELECT 1 FROM location WHERE id = ? AND deleted_at IS NULL"
    if location_id is not None and tx.one(sql, (location_id,)) is None:
        raise refused("The place is gone.", "Choose another one, or none.")
