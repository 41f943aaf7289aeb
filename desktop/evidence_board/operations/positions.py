"""Where a picture was taken: an analyst's position stands beside the camera's, which is always kept."""

from collections.abc import Sequence

from evidence_board.model.changes import ChangeSet
from evidence_board.model.errors import KnownError
from evidence_board.model.file_problems import ProblemAction
from evidence_board.model.levels import Level
from evidence_board.model.positions import UNLOCATABLE, GeotagRole
from evidence_board.operations.geotag_rows import checked_columns, files_words, insert_geotag, owner_of
from evidence_board.operations.levels import check_level
from evidence_board.operations.preferring import (
    count_none,
    counted_before,
    prefer_as_before,
    prefer_by_rule,
    prefer_row,
)
from evidence_board.operations.problem_answers import answer_settled
from evidence_board.session import Session

__all__ = [
    "add_position",
    "can_be_located",
    "cannot_be_located",
    "insert_geotag",
    "place_items",
    "prefer_geotag",
    "remove_positions",
    "unplace_items",
    "update_geotag",
]

_EDITABLE = frozenset(
    {
        *("radius_m", "precision", "bearing_deg", "bearing_error_deg", "fov_deg", "level", "reason", "location_id"),
        *("place_text", "method", "fov_error_deg", "time_offset_s"),
    }
)

#: What is checked as a number or word before it is stored.
_MEASURED = (
    *("precision", "method", "radius_m", "bearing_deg", "bearing_error_deg", "fov_deg", "fov_error_deg"),
    "time_offset_s",
)


def add_position(
    session: Session,
    /,
    *,
    item_ids: Sequence[str],
    latitude: float | None = None,
    longitude: float | None = None,
    place_text: str = "",
    role: str = "camera",
    source: str = "analyst",
    method: str | None = None,
    precision: str | None = None,
    radius_m: float | None = None,
    bearing_deg: float | None = None,
    bearing_error_deg: float | None = None,
    level: str = "unjudged",
    reason: str = "",
    location_id: str | None = None,
    preferred: bool | None = None,
    raw: str = "",
) -> ChangeSet:
    """Add a position to one or many files beside those they have, in one step. ``result["ids"]`` are the new ones.

    Args:
        session: the open case.
        item_ids: the files.
        latitude: WGS84 degrees; None with ``longitude`` for a place in words alone.
        longitude: WGS84 degrees.
        place_text: the place in words, as a platform or a caption names it.
        role: a word of `GeotagRole`: what stands at the point.
        source: a word of `GeotagSource`: who says so.
        method: a word of `METHODS`, if known.
        precision: a word of `Precision`; gives the radius unless one is said.
        radius_m: how far off it may be, in metres.
        bearing_deg: where the camera looked, degrees from true north.
        bearing_error_deg: how far off that direction may be.
        level: a word of the ladder.
        reason: how the analyst knows.
        location_id: the place it belongs to.
        preferred: True or False as a person's choice; None for the rule.
        raw: the value as the source wrote it.

    Raises:
        KnownError: neither point nor words, half a point, not on Earth, or a word that does not exist.
    """
    words = place_text.strip()
    if latitude is None and longitude is None and not words:
        raise KnownError("A position needs coordinates or words.", means="Nothing was changed.", do="Type one of them.")
    values = checked_columns(
        role=role,
        source=source,
        method=method,
        precision=precision,
        radius_m=radius_m,
        bearing_deg=bearing_deg,
        bearing_error_deg=bearing_error_deg,
    )
    with session.gate.transaction(f"Add a position of {len(item_ids)} files", action="geotagged") as finished:
        tx = finished.tx
        tx.label = f"Add a position of {files_words(tx, item_ids)}"
        tx.result["ids"] = [
            insert_geotag(
                tx,
                item_id=item_id,
                latitude=latitude,
                longitude=longitude,
                source=source,
                preferred=preferred,
                role=role,
                chosen_by="person",
                place_text=words,
                level=Level(level).value,
                reason=reason.strip(),
                location_id=location_id,
                raw=raw,
                **values,
            )
            for item_id in item_ids
        ]
    return finished.changes


def place_items(
    session: Session,
    /,
    *,
    item_ids: list[str],
    latitude: float,
    longitude: float,
    radius_m: float | None = None,
    bearing_deg: float | None = None,
    bearing_error_deg: float | None = None,
    level: str = "unjudged",
    reason: str = "",
    location_id: str | None = None,
    method: str = "visual_match",
    precision: str | None = None,
    role: str = "camera",
) -> ChangeSet:
    """Place one or many files by hand, in one step. ``result["ids"]`` are the new geotags.

    What was wrong with the position written in a file is settled by it.

    Args:
        session: the open case.
        item_ids: the files.
        latitude: WGS84 degrees.
        longitude: WGS84 degrees.
        radius_m: how far off the position may be, in metres; None when not said.
        bearing_deg: where the camera looked, degrees from true north.
        bearing_error_deg: how far off that direction may be, in degrees.
        level: a word of the ladder.
        reason: how the analyst knows.
        location_id: the place it belongs to, if one was chosen.
        method: a word of the data model's list (``visual_match`` when set on the map).
        precision: a word of `Precision`; gives the radius unless one is said.
        role: what stands at the point.

    Raises:
        KnownError: the position is not on Earth, or a word that does not exist.
    """
    values = checked_columns(
        role=role,
        method=method,
        precision=precision,
        radius_m=radius_m,
        bearing_deg=bearing_deg,
        bearing_error_deg=bearing_error_deg,
    )
    with session.gate.transaction(f"Place {len(item_ids)} files", action="geotagged") as finished:
        tx = finished.tx
        ids = [
            insert_geotag(
                tx,
                item_id=item_id,
                latitude=latitude,
                longitude=longitude,
                source="analyst",
                preferred=True,
                role=role,
                level=Level(level).value,
                reason=reason,
                location_id=location_id,
                **values,
            )
            for item_id in item_ids
        ]
        if role == GeotagRole.CAMERA:
            answer_settled(tx, item_ids=item_ids, action=ProblemAction.PLACE_ON_MAP, answer="Placed by hand")
        if len(item_ids) == 1:
            tx.label = f"Place {files_words(tx, item_ids)}"
        tx.result["ids"] = ids
    return finished.changes


def cannot_be_located(session: Session, /, *, item_ids: Sequence[str], reason: str, role: str = "camera") -> ChangeSet:
    """Answer that where files were taken cannot be found, in one step. ``result["ids"]`` are the answers.

    The answer counts instead of any point, and the points stay beside it. It remembers what a person had chosen
    (in ``raw``), so that `can_be_located` brings that back.

    Args:
        session: the open case.
        item_ids: the files.
        reason: what was tried.
        role: a word of `GeotagRole`.

    Raises:
        KnownError: there is no reason, or no such role.
    """
    if not reason.strip():
        raise KnownError(
            "It needs a reason why this cannot be located.",
            means="Others will want to know what was tried. Nothing was changed.",
            do="Say what was compared or searched.",
        )
    checked_columns(role=role)
    with session.gate.transaction("Cannot be located", action="geotagged") as finished:
        tx = finished.tx
        tx.label = f"{files_words(tx, item_ids)} cannot be located"
        tx.result["ids"] = [
            insert_geotag(
                tx,
                item_id=item_id,
                latitude=None,
                longitude=None,
                source="analyst",
                preferred=True,
                role=role,
                raw=counted_before(tx, item_id, role),
                precision=UNLOCATABLE,
                reason=reason.strip(),
            )
            for item_id in item_ids
        ]
        if role == GeotagRole.CAMERA:
            answer_settled(tx, item_ids=item_ids, action=ProblemAction.PLACE_ON_MAP, answer="Cannot be located")
    return finished.changes


def can_be_located(session: Session, /, *, item_ids: Sequence[str], role: str = "camera") -> ChangeSet:
    """Take back the answer that files cannot be located, in one step: what counted before counts again.

    Raises:
        KnownError: nobody said so of any of them.
    """
    with session.gate.transaction("It can be located after all", action="geotagged") as finished:
        tx = finished.tx
        tx.label = f"{files_words(tx, item_ids)} can be located after all"
        sql = (
            "SELECT id, raw FROM geotag WHERE item_id = ? AND role = ? AND precision = ? AND preferred = 1"
            " AND deleted_at IS NULL"
        )
        found = False
        for item_id in dict.fromkeys(item_ids):
            row = tx.one(sql, (item_id, role, UNLOCATABLE))
            if row is not None:
                found = True
                tx.bin("geotag", str(row[0]))
                prefer_as_before(tx, item_id, role, str(row[1]))
        if not found:
            raise KnownError("Nobody said that this cannot be located.", means="Nothing was changed.")
    return finished.changes


def prefer_geotag(session: Session, /, *, row_id: str) -> ChangeSet:
    """Choose which of several positions of a file counts for its role; a person's choice stands.

    Raises:
        KnownError: the position is gone.
    """
    with session.gate.transaction("Choose a position", action="geotagged") as finished:
        _, finished.tx.label = owner_of(finished.tx, row_id, "Choose a position of")
        prefer_row(finished.tx, "geotag", row_id, chosen_by="person")
    return finished.changes


def unplace_items(session: Session, /, *, item_ids: list[str], role: str = "camera") -> ChangeSet:
    """Take the preferred positions off the map; they stay in the history of the file, and no rule brings them back."""
    with session.gate.transaction(f"Take {len(item_ids)} files off the map", action="geotagged") as finished:
        finished.tx.label = f"Take {files_words(finished.tx, item_ids)} off the map"
        for item_id in item_ids:
            count_none(finished.tx, "geotag", item_id, role)
    return finished.changes


def remove_positions(session: Session, /, *, row_ids: Sequence[str]) -> ChangeSet:
    """Move positions to the bin; where one of them counted, the rule chooses among the others.

    Raises:
        KnownError: one of them is gone already.
    """
    with session.gate.transaction(f"Move {len(row_ids)} positions to the bin", action="deleted") as finished:
        tx = finished.tx
        for row_id in dict.fromkeys(row_ids):
            (item_id, role), label = owner_of(tx, row_id, "Move to the bin a position of")
            if len(row_ids) == 1:
                tx.label = label
            row = tx.one("SELECT precision, preferred, raw FROM geotag WHERE id = ?", (row_id,))
            tx.bin("geotag", row_id)
            if row is not None and row[0] == UNLOCATABLE and row[1]:
                prefer_as_before(tx, item_id, role, str(row[2]))
            else:
                prefer_by_rule(tx, "geotag", item_id, role)
    return finished.changes


def update_geotag(session: Session, /, *, row_id: str, **values: object) -> ChangeSet:
    """Change radius, precision, direction, field of view, level, reason, place or method; never the coordinates.

    Another point is another geotag: use `place_items` or `add_position`, so that the old value is kept.

    Raises:
        KnownError: the field cannot be changed, a word does not exist, the position is gone, or the level is
            higher than what is cited carries and there is no reason.
    """
    unknown = set(values) - _EDITABLE
    if unknown:
        raise KnownError(f"This cannot be changed on a position: {', '.join(sorted(unknown))}.")
    if "level" in values:
        values["level"] = Level(str(values["level"])).value
    graded = {name: values[name] for name in _MEASURED if values.get(name) is not None}
    values.update({name: value for name, value in checked_columns(**graded).items() if value is not None})
    with session.gate.transaction("Edit position", action="graded" if "level" in values else "geotagged") as finished:
        tx = finished.tx
        (item_id, role), tx.label = owner_of(tx, row_id, "Edit position of")
        if "level" in values:
            check_level(tx, ("geotag", row_id), level=str(values["level"]), reason=str(values.get("reason", "")))
        tx.update("geotag", row_id, **values)
        prefer_by_rule(tx, "geotag", item_id, role)
    return finished.changes
