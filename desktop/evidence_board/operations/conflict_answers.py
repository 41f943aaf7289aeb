"""What a person says of a conflict: explained, corrected or ignored, with a note; and the corrections themselves.

An answer is kept under the code and the subject of the conflict, which names the values it is about. It holds while
they stand; when one of them changes, the conflict is another one, and open. Each correction is one undo step that
also marks the conflict as corrected, so that undo opens it again.
"""

from datetime import datetime, timedelta
from typing import Any

from evidence_board.analysis.conflict_time import offset_of_zone, seconds
from evidence_board.case.clock_offsets import camera_of_item
from evidence_board.case.gate import Transaction
from evidence_board.model.changes import ChangeSet
from evidence_board.model.errors import KnownError
from evidence_board.model.moments import Moment
from evidence_board.model.observations import Conflict, Remedy
from evidence_board.operations.clock_offsets import insert_clock_offset
from evidence_board.operations.geotag_rows import insert_geotag
from evidence_board.operations.moments import insert_moment
from evidence_board.operations.preferring import prefer_row
from evidence_board.session import Session

__all__ = ["ANSWERS", "answer_conflict", "apply_remedy", "reopen_conflict"]

#: State of an answer -> what a step calls it.
ANSWERS = {"explained": "Explain", "corrected": "Mark as corrected", "ignored": "Ignore"}
#: What the program can do by itself; everything else is for a person to do in the window.
_CHANGES = ("use_gps_time", "correct_clock", "widen", "prefer_position", "turn_sign")
_EPOCH = datetime(1970, 1, 1)
#: Who gave a time that was read from the satellites, as the import calls it too.
_SATELLITES = "exif GPS time stamp"


def answer_conflict(session: Session, /, *, conflict: Conflict, state: str, note: str = "") -> ChangeSet:
    """Answer a conflict; an earlier answer to it is replaced. ``result["id"]`` is the answer.

    Args:
        session: the open case.
        conflict: what was noticed.
        state: a key of `ANSWERS`.
        note: why; an explanation needs one.

    Raises:
        KnownError: there is no such answer, or an explanation without words.
    """
    if state not in ANSWERS:
        raise KnownError(
            f"“{state}” is no answer to a conflict.", means="Nothing was changed.", do=f"Use {', '.join(ANSWERS)}."
        )
    if state == "explained" and not note.strip():
        raise KnownError(
            "It needs words what explains this.",
            means="Others will want to know. Nothing was changed.",
            do="Say why both can be true, or ignore it.",
        )
    with session.gate.transaction(f"{ANSWERS[state]}: {conflict.title}") as finished:
        tx = finished.tx
        tx.label = f"{ANSWERS[state]}: {conflict.title} ({_ref(tx, conflict)})"
        _answer(tx, conflict, state=state, note=note)
    return finished.changes


def reopen_conflict(session: Session, /, *, conflict: Conflict) -> ChangeSet:
    """Take an answer back, so that the conflict is open again; what was corrected with it stays.

    Raises:
        KnownError: nobody has answered it.
    """
    with session.gate.transaction(f"Look again at: {conflict.title}") as finished:
        tx = finished.tx
        rows = _answers(tx, conflict.code, conflict.subject)
        if not rows:
            raise KnownError("Nobody has answered this.", means="Nothing was changed.")
        tx.label = f"Look again at: {conflict.title} ({_ref(tx, conflict)})"
        for row_id in rows:
            tx.bin("conflict_answer", row_id)
    return finished.changes


def apply_remedy(session: Session, /, *, conflict: Conflict, remedy: Remedy, note: str = "") -> ChangeSet:
    """Do what a remedy says and mark the conflict as corrected, in one step.

    ``keep`` changes no value: the conflict is explained, with the name of the remedy as note.

    Args:
        session: the open case.
        conflict: what was noticed.
        remedy: one of its remedies.
        note: words to keep with the answer, by default those of the remedy.

    Raises:
        KnownError: what it is about is gone, or it is a thing to do in the window.
    """
    if remedy.verb == "keep":
        return answer_conflict(session, conflict=conflict, state="explained", note=note.strip() or remedy.words)
    if remedy.verb not in _CHANGES:
        raise KnownError("This is done in the window.", means="Nothing was changed.", do="Answer it with a note.")
    with session.gate.transaction(remedy.words, action=_action(remedy)) as finished:
        tx = finished.tx
        ref = _ref(tx, conflict)
        label = f"{remedy.words} for {ref}"
        match remedy.verb:
            case "use_gps_time":
                _use_gps_time(tx, conflict, remedy)
            case "correct_clock":
                reason = f"{conflict.title} ({ref})"
                camera = camera_of_item(tx.connection, conflict.row_id)
                insert_clock_offset(tx, camera=camera, seconds=remedy.value, zone=remedy.zone, reason=reason)
                label = tx.label
            case "widen":
                _position(tx, remedy.target)
                tx.update("geotag", remedy.target, radius_m=float(remedy.value), precision=None)
            case "prefer_position":
                _prefer(tx, conflict, remedy)
            case "turn_sign":
                _turn(tx, conflict, remedy)
        tx.label = label
        _answer(tx, conflict, state="corrected", note=note.strip() or remedy.words, subject=remedy.subject)
    return finished.changes


def _action(remedy: Remedy) -> str:
    return "dated" if remedy.verb in ("use_gps_time", "correct_clock") else "geotagged"


def _use_gps_time(tx: Transaction, conflict: Conflict, remedy: Remedy) -> None:
    stamp = str(_position(tx, remedy.target)["stamp_utc"] or "")
    utc = seconds(stamp)
    if utc is None:
        raise KnownError("This position has no satellite time.", means="Nothing was changed.")
    shift = offset_of_zone(remedy.zone, utc)
    local = _EPOCH + timedelta(seconds=utc + (shift or 0.0))
    moment = Moment(
        raw=stamp,
        local=local.isoformat(timespec="auto"),
        utc=(_EPOCH + timedelta(seconds=utc)).isoformat(timespec="auto") + "Z",
        precision="second",
        zone=remedy.zone if shift is not None else "+00:00",
        zone_source="GPS time stamp",
    )
    insert_moment(
        tx,
        target=("item", conflict.row_id),
        role="captured",
        moment=moment,
        source=_SATELLITES,
        preferred=True,
        chosen_by="person",
        reason=conflict.title,
    )


def _prefer(tx: Transaction, conflict: Conflict, remedy: Remedy) -> None:
    row = _position(tx, remedy.target)
    if row["role"] == "camera" and row["latitude"] is not None:
        prefer_row(tx, "geotag", remedy.target, chosen_by="person")
        return
    # A tag of a post, or the name of a place, becomes a position of the camera beside it.
    place = tx.one("SELECT latitude, longitude, radius_m FROM location WHERE id = ?", (row["location_id"],))
    point: tuple[Any, ...] | None = (row["latitude"], row["longitude"], row["radius_m"])
    if row["latitude"] is None:
        point = tuple(place) if place is not None else None
    if point is None:
        raise KnownError("This position has no point.", means="Nothing was changed.", do="Place it on the map.")
    insert_geotag(
        tx,
        item_id=conflict.row_id,
        latitude=point[0],
        longitude=point[1],
        radius_m=point[2],
        source=str(row["source"]),
        preferred=True,
        chosen_by="person",
        location_id=row["location_id"],
        place_text=row["place_text"],
        reason=conflict.title,
    )


def _turn(tx: Transaction, conflict: Conflict, remedy: Remedy) -> None:
    row = _position(tx, remedy.target)
    if remedy.point is None:
        raise KnownError("Nobody said where it would be.", means="Nothing was changed.")
    insert_geotag(
        tx,
        item_id=conflict.row_id,
        latitude=remedy.point[0],
        longitude=remedy.point[1],
        radius_m=row["radius_m"],
        source="analyst",
        preferred=True,
        chosen_by="person",
        raw=f"{row['latitude']}, {row['longitude']}",
        reason=conflict.title,
    )


def _position(tx: Transaction, row_id: str) -> dict[str, Any]:
    names = ("role", "source", "latitude", "longitude", "radius_m", "stamp_utc", "location_id", "place_text")
    row = tx.one(f"SELECT {', '.join(names)} FROM geotag WHERE id = ? AND deleted_at IS NULL", (row_id,))
    if row is None:
        raise KnownError("This position is gone.", means="Nothing was changed.", do="Undo, or choose another one.")
    return dict(zip(names, row, strict=True))


def _answer(tx: Transaction, conflict: Conflict, *, state: str, note: str, subject: str = "") -> None:
    subject = subject or conflict.subject
    for row_id in dict.fromkeys(
        (*_answers(tx, conflict.code, conflict.subject), *_answers(tx, conflict.code, subject))
    ):
        tx.bin("conflict_answer", row_id)
    tx.result["id"] = tx.insert("conflict_answer", code=conflict.code, subject=subject, state=state, note=note.strip())


def _answers(tx: Transaction, code: str, subject: str) -> list[str]:
    sql = "SELECT id FROM conflict_answer WHERE code = ? AND subject = ? AND deleted_at IS NULL ORDER BY id"
    return [str(row[0]) for row in tx.connection.execute(sql, (code, subject)).fetchall()]


def _ref(tx: Transaction, conflict: Conflict) -> str:
    table = conflict.kind if conflict.kind in ("item", "account", "post") else "item"
    row = tx.one(f"SELECT ref FROM {table} WHERE id = ?", (conflict.row_id,))
    return str(row[0]) if row else ""
