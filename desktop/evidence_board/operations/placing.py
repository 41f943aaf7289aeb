"""Where the camera stood, as the Geolocate workspace saves it: point, radius, direction, view, reason, evidence."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from evidence_board.case.gate import Transaction
from evidence_board.geo.geodesy import bearing_deg as bearing_between
from evidence_board.geo.geodesy import distance_m
from evidence_board.model.areas import area_text
from evidence_board.model.changes import ChangeSet
from evidence_board.model.checked_values import earth_point, refused
from evidence_board.model.claims import Thing
from evidence_board.model.file_problems import ProblemAction
from evidence_board.model.levels import Level
from evidence_board.model.positions import GeotagRole, GeotagSource
from evidence_board.operations.citations import insert_citations
from evidence_board.operations.geotag_rows import checked_columns, insert_geotag
from evidence_board.operations.levels import check_level
from evidence_board.operations.placement_rows import live_row, moment_of_video, named, note_of, picture_ref
from evidence_board.operations.preferring import prefer_row
from evidence_board.operations.problem_answers import answer_settled
from evidence_board.session import Session

__all__ = ["place_camera"]

_COLUMNS = (
    *("item_id", "role", "source", "latitude", "longitude", "radius_m", "precision", "bearing_deg"),
    *("bearing_error_deg", "fov_deg", "fov_error_deg", "method", "level", "reason", "location_id", "place_text"),
    *("area", "frame_s", "preferred"),
)
_QUARTERS = ("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest")


def place_camera(
    session: Session,
    /,
    *,
    item_id: str,
    latitude: float,
    longitude: float,
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
) -> ChangeSet:
    """Say where the camera of a file stood. ``result["id"]`` is the position (a geotag), which counts from now on.

    Without ``row_id`` it is a new position beside the others, which all stay. With it, an analyst's position is made
    better, as while somebody drags its point about: it keeps its ref and what it rests on, and undo brings back what
    it was. Every value is then written as given, so give all of them.

    Args:
        session: the open case.
        item_id: the file.
        latitude: WGS84 degrees.
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

    Raises:
        KnownError: not on Earth, a word or number that is none, the position to better is gone, of another file or not
            an analyst's, or the level is above what is cited and there is no reason.
    """
    point = earth_point(latitude, longitude)
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
        if row_id is None:
            tx.label = f"Place {ref}"
            placed = insert_geotag(
                tx,
                item_id=item_id,
                latitude=point[0],
                longitude=point[1],
                source=GeotagSource.ANALYST.value,
                preferred=True,
                role=role,
                **stored,
            )
        else:
            before = _own(tx, row_id, item_id, role)
            after = {"latitude": point[0], "longitude": point[1], **stored}
            tx.label = _better_words(ref, before, {**after, "level": judged})
            if any(before[name] != value for name, value in after.items() if name in before):
                tx.update("geotag", row_id, **after)
            prefer_row(tx, "geotag", row_id, chosen_by="person")
            placed = row_id
        if cites:
            insert_citations(tx, claims=[("geotag", placed)], targets=cites)
        _judge(tx, placed, level=judged, reason=str(stored["reason"]))
        if role == GeotagRole.CAMERA:
            answer_settled(tx, item_ids=[item_id], action=ProblemAction.PLACE_ON_MAP, answer="Placed by hand")
        tx.result["id"], tx.result["ids"] = placed, [placed]
    return finished.changes


def _judge(tx: Transaction, row_id: str, *, level: str, reason: str) -> None:
    row = tx.one("SELECT level FROM geotag WHERE id = ?", (row_id,))
    if row is not None and row[0] != level:
        check_level(tx, ("geotag", row_id), level=level, reason=reason)
        tx.update("geotag", row_id, level=level)


def _own(tx: Transaction, row_id: str, item_id: str, role: str) -> dict[str, Any]:
    row = live_row(tx, "geotag", row_id, _COLUMNS, word="position")
    if (row["item_id"], row["role"]) != (item_id, role):
        raise refused("This position is of another file, or says something else.", "Place the file anew.")
    if row["source"] != GeotagSource.ANALYST or row["latitude"] is None:
        raise refused("Only a point that a person set can be made better.", "Place the file anew: this one stays.")
    return row


def _check_place(tx: Transaction, location_id: str | None) -> None:
    sql = "SELECT 1 FROM location WHERE id = ? AND deleted_at IS NULL"
    if location_id is not None and tx.one(sql, (location_id,)) is None:
        raise refused("The place is gone.", "Choose another one, or none.")


def _better_words(ref: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """Return what changed as the history tells it: ``Move M-014 40 m north``."""
    old, new = ((one["latitude"], one["longitude"]) for one in (before, after))
    changed = {name for name, value in after.items() if name in before and before[name] != value}
    if changed & {"latitude", "longitude"}:
        metres = distance_m(*old, *new)
        quarter = _QUARTERS[round(bearing_between(*old, *new) / 45) % 8]
        return f"Move {ref} {_length(metres)} {quarter}"
    if "bearing_deg" in changed and changed <= {"bearing_deg", "bearing_error_deg"}:
        return f"Turn {ref} from {_degrees(before['bearing_deg'])} to {_degrees(after['bearing_deg'])}"
    if changed and changed <= {"fov_deg", "fov_error_deg"}:
        return f"Set the view of {ref} to {_degrees(after['fov_deg'])}"
    if changed and changed <= {"radius_m", "precision"} and after["radius_m"] is not None:
        return f"Place {ref} within {_length(after['radius_m'])}"
    if changed == {"level"}:
        return f"Mark the position of {ref} {after['level']}"
    if changed == {"reason"}:
        return f"Say why {ref} is placed there"
    return f"Edit position of {ref}"


def _length(metres: float) -> str:
    if metres >= 10_000:
        return f"{metres / 1000:.0f} km"
    if metres >= 1_000:
        return f"{metres / 1000:.1f} km"
    return f"{metres:.0f} m" if metres >= 1 or metres == 0 else f"{math.ceil(metres * 100)} cm"


def _degrees(value: float | None) -> str:
    return "unknown" if value is None else f"{value:.1f}".rstrip("0").rstrip(".") + "°"
