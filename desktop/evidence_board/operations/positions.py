"""Where a picture was taken: an analyst's position stands beside the camera's, which is always kept."""

from evidence_board.case.gate import Transaction
from evidence_board.model.changes import ChangeSet
from evidence_board.model.errors import KnownError
from evidence_board.model.file_problems import ProblemAction
from evidence_board.model.levels import Level
from evidence_board.operations.problem_answers import answer_settled
from evidence_board.session import Session

__all__ = ["insert_geotag", "place_items", "prefer_geotag", "unplace_items", "update_geotag"]

_EDITABLE = frozenset({"radius_m", "bearing_deg", "bearing_error_deg", "fov_deg", "level", "reason", "location_id"})


def insert_geotag(
    tx: Transaction,
    *,
    item_id: str,
    latitude: float,
    longitude: float,
    source: str,
    preferred: bool,
    ref: str | None = None,
    **values: object,
) -> str:
    """Insert one position inside an open transaction; a preferred one takes the place of the old, which stays.

    Raises:
        KnownError: the values lie outside the Earth.
    """
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise KnownError(
            f"{latitude}, {longitude} is not a position on Earth.",
            means="Nothing was changed.",
            do="Latitude goes from -90 to 90, longitude from -180 to 180.",
        )
    if preferred:
        _unprefer(tx, item_id)
    return tx.insert(
        "geotag",
        ref=ref or tx.next_ref("G"),
        item_id=item_id,
        latitude=latitude,
        longitude=longitude,
        source=source,
        preferred=int(preferred),
        **values,
    )


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

    Raises:
        KnownError: the position is not on Earth.
    """
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
                radius_m=radius_m,
                bearing_deg=bearing_deg,
                bearing_error_deg=bearing_error_deg,
                level=Level(level).value,
                reason=reason,
                location_id=location_id,
                method=method,
            )
            for item_id in item_ids
        ]
        answer_settled(tx, item_ids=item_ids, action=ProblemAction.PLACE_ON_MAP, answer="Placed by hand")
        if len(item_ids) == 1:
            row = tx.one("SELECT ref FROM item WHERE id = ?", (item_ids[0],))
            tx.label = f"Place {row[0] if row else 'file'}"
        tx.result["ids"] = ids
    return finished.changes


def prefer_geotag(session: Session, /, *, row_id: str) -> ChangeSet:
    """Choose which of several positions of a file counts; a person's choice stands."""
    with session.gate.transaction("Choose a position", action="geotagged") as finished:
        tx = finished.tx
        row = tx.one("SELECT g.item_id, i.ref FROM geotag g JOIN item i ON i.id = g.item_id WHERE g.id = ?", (row_id,))
        if row:
            tx.label = f"Choose a position of {row[1]}"
            _unprefer(tx, str(row[0]))
        tx.update("geotag", row_id, preferred=1)
    return finished.changes


def unplace_items(session: Session, /, *, item_ids: list[str]) -> ChangeSet:
    """Take the preferred positions off the map; they stay in the history of the file."""
    with session.gate.transaction(f"Take {len(item_ids)} files off the map", action="geotagged") as finished:
        for item_id in item_ids:
            _unprefer(finished.tx, item_id)
    return finished.changes


def update_geotag(session: Session, /, *, row_id: str, **values: object) -> ChangeSet:
    """Change radius, direction, field of view, level, reason or place of a position; never its coordinates.

    Another point is another geotag: use `place_items`, so that the old value is kept.

    Raises:
        KnownError: the field cannot be changed.
    """
    unknown = set(values) - _EDITABLE
    if unknown:
        raise KnownError(f"This cannot be changed on a position: {', '.join(sorted(unknown))}.")
    if "level" in values:
        values["level"] = Level(str(values["level"])).value
    with session.gate.transaction("Edit position", action="graded" if "level" in values else "geotagged") as finished:
        tx = finished.tx
        row = tx.one("SELECT i.ref FROM geotag g JOIN item i ON i.id = g.item_id WHERE g.id = ?", (row_id,))
        tx.label = f"Edit position of {row[0] if row else ''}"
        tx.update("geotag", row_id, **values)
    return finished.changes


def _unprefer(tx: Transaction, item_id: str) -> None:
    sql = "SELECT id FROM geotag WHERE item_id = ? AND preferred = 1 AND deleted_at IS NULL"
    for (geotag_id,) in tx.connection.execute(sql, (item_id,)).fetchall():
        tx.update("geotag", geotag_id, preferred=0)
