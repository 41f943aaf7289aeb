"""The clock of a camera that ran wrong: one correction, kept as data, for all its photos, and removable.

The camera's own times stay. Each corrected time is a row beside them that names the correction, counts by rule
before the camera's own, and never instead of a time that a person chose. Times that are days or coarser are left
alone: a day never shifts.
"""

import math
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from evidence_board.case.clock_offsets import ClockOffset, camera_of_item, offset_of_camera, read_zone
from evidence_board.case.gate import Transaction
from evidence_board.model.changes import ChangeSet
from evidence_board.model.errors import KnownError
from evidence_board.model.moments import Moment
from evidence_board.operations.moments import insert_moment
from evidence_board.operations.preferring import prefer_by_rule
from evidence_board.session import Session

__all__ = [
    "Camera",
    "apply_clock_offset",
    "corrected",
    "insert_clock_offset",
    "remove_clock_offset",
    "set_clock_offset",
]

#: Make, model and serial number as the files write them; empty for what they do not say.
Camera = tuple[str, str, str]

#: No camera is older than this, in seconds (about 200 years).
_MOST_S = 200 * 366 * 86_400.0
_SAME_CAMERA = "ifnull(camera_make, '') = ? AND ifnull(camera_model, '') = ? AND ifnull(camera_serial, '') = ?"


def set_clock_offset(
    session: Session, /, *, camera: Camera, seconds: float, zone: str | None = None, reason: str
) -> ChangeSet:
    """Correct the clock of a camera on all its photos, also those that come later.

    Takes the place of an earlier correction. ``result["id"]`` is the correction, ``result["moments"]`` how many
    times it gave.

    Args:
        session: the open case.
        camera: make, model, serial number.
        seconds: what to add to the camera's clock; negative when it ran ahead.
        zone: zone of the corrected clock, a name such as ``Asia/Damascus`` or ``+03:00``; None leaves it as it
            was written, or unknown.
        reason: how the analyst knows.

    Raises:
        KnownError: no such camera in the case, no reason, nothing to correct, or no such zone.
    """
    with session.gate.transaction("Correct a clock", action="dated") as finished:
        tx = finished.tx
        insert_clock_offset(tx, camera=camera, seconds=seconds, zone=zone, reason=reason)
    return finished.changes


def insert_clock_offset(tx: Transaction, *, camera: Camera, seconds: float, zone: str | None, reason: str) -> None:
    """Correct the clock of a camera inside an open transaction, which it also labels; see `set_clock_offset`.

    Raises:
        KnownError: no such camera in the case, no reason, nothing to correct, or no such zone.
    """
    if not reason.strip():
        raise KnownError(
            "A correction of a clock needs a reason.",
            means="It changes when every photo of the camera was taken. Nothing was changed.",
            do="Say what the clock was compared with.",
        )
    if not math.isfinite(seconds) or abs(seconds) > _MOST_S or (seconds == 0 and not zone):
        raise KnownError("This corrects nothing.", means="Nothing was changed.", do="Type how far the clock was off.")
    zone = zone.strip() if zone else None
    if zone is not None:
        read_zone(zone)
    items = tx.connection.execute(f"SELECT id FROM item WHERE {_SAME_CAMERA} ORDER BY id", camera).fetchall()
    if not items or not any(camera):
        raise KnownError(
            "No photo in this case is from this camera.",
            means="Nothing was changed.",
            do="Choose a camera that a photo names.",
        )
    old = offset_of_camera(tx.connection, camera)
    if old is not None:
        _take_back(tx, old.id)
    offset_id = tx.insert(
        "clock_offset",
        camera_make=camera[0],
        camera_model=camera[1],
        camera_serial=camera[2],
        seconds=float(seconds),
        zone=zone,
        reason=reason.strip(),
    )
    offset = ClockOffset(offset_id, camera, float(seconds), zone, reason.strip())
    # Files in the bin too: they may come back.
    made = sum(_correct(tx, str(row[0]), offset) for row in items)
    tx.label = f"Correct the clock of {_camera_words(camera)} by {_seconds_words(seconds)}"
    tx.result.update(id=offset_id, moments=made)


def remove_clock_offset(session: Session, /, *, row_id: str) -> ChangeSet:
    """Take a correction back from all photos; what the cameras wrote counts again, unless a person chose.

    Raises:
        KnownError: the correction is gone already.
    """
    with session.gate.transaction("Take back the correction of a clock", action="dated") as finished:
        tx = finished.tx
        sql = "SELECT camera_make, camera_model, camera_serial FROM clock_offset WHERE id = ? AND deleted_at IS NULL"
        row = tx.one(sql, (row_id,))
        if row is None:
            raise KnownError("This correction is gone already.", means="Nothing was changed.")
        camera = (str(row[0]), str(row[1]), str(row[2]))
        tx.label = f"Take back the correction of the clock of {_camera_words(camera)}"
        _take_back(tx, row_id)
    return finished.changes


def apply_clock_offset(tx: Transaction, item_id: str) -> None:
    """Give a file that has just come in the time that the correction of its camera makes, if there is one."""
    camera = camera_of_item(tx.connection, item_id)
    offset = offset_of_camera(tx.connection, camera) if any(camera) else None
    if offset is not None:
        _correct(tx, item_id, offset)


def corrected(moment: Moment, *, seconds: float, zone: str | None) -> Moment | None:
    """Return a time of a camera with its clock set right, to the precision it has; None for a day or coarser.

    A zone whose clocks showed this time twice, or never, leaves UTC unknown.

    Args:
        moment: as the camera wrote it.
        seconds: what to add.
        zone: zone of the corrected clock; None keeps what was written.

    Raises:
        KnownError: there is no such zone.
    """
    if moment.precision not in ("second", "minute"):
        return None
    try:
        local = datetime.fromisoformat(moment.local) + timedelta(seconds=seconds)
        known = datetime.fromisoformat(moment.utc.rstrip("Z")) + timedelta(seconds=seconds) if moment.utc else None
    except OverflowError:
        return None
    if zone is None:
        utc = _text(known, moment.precision) + "Z" if known is not None else None
        return replace(moment, local=_text(local, moment.precision), utc=utc)
    instant = _instant(local, zone)
    utc = _text(instant, moment.precision) + "Z" if instant is not None else None
    return replace(moment, local=_text(local, moment.precision), utc=utc, zone=zone, zone_source="clock offset")


def _instant(local: datetime, zone: str) -> datetime | None:
    tz = read_zone(zone)
    first, second = (local.replace(tzinfo=tz, fold=fold).astimezone(UTC) for fold in (0, 1))
    return first.replace(tzinfo=None) if first == second else None


def _text(when: datetime, precision: str) -> str:
    return when.isoformat(timespec="minutes" if precision == "minute" else "auto")


def _correct(tx: Transaction, item_id: str, offset: ClockOffset) -> int:
    """Add the corrected time of one file; returns how many were added (0 or 1)."""
    written = _camera_time(tx.connection, item_id)
    moment = corrected(written[0], seconds=offset.seconds, zone=offset.zone) if written is not None else None
    if written is None or moment is None:
        return 0
    insert_moment(
        tx,
        target=("item", item_id),
        role="captured",
        moment=moment,
        source="clock_offset",
        method=written[1],
        approximate=written[2],
        reason=offset.reason,
        preferred=None,
        clock_offset_id=offset.id,
    )
    return 1


def _camera_time(connection: sqlite3.Connection, item_id: str) -> tuple[Moment, str, bool] | None:
    """Return the first time that the camera's clock wrote, its field, and whether it is only about then."""
    sql = (
        "SELECT raw, local, utc, precision, zone, zone_source, source, approximate FROM moment"
        " WHERE target_id = ? AND role = 'captured' AND deleted_at IS NULL"
        " AND (source LIKE 'exif %' OR source LIKE 'video %') AND source NOT LIKE '%GPS%' ORDER BY id LIMIT 1"
    )
    row = connection.execute(sql, (item_id,)).fetchone()
    return (Moment(*row[:6]), str(row[6]), bool(row[7])) if row else None


def _take_back(tx: Transaction, offset_id: str) -> None:
    sql = "SELECT id, target_id, role FROM moment WHERE clock_offset_id = ? AND deleted_at IS NULL ORDER BY id"
    for row_id, target_id, role in tx.connection.execute(sql, (offset_id,)).fetchall():
        tx.bin("moment", row_id)
        prefer_by_rule(tx, "moment", target_id, role)
    tx.bin("clock_offset", offset_id)


def _camera_words(camera: Camera) -> str:
    make, model, serial = camera
    name = model if make and model.lower().startswith(make.lower()) else f"{make} {model}".strip()
    return f"{name} {serial}".strip()


def _seconds_words(seconds: float) -> str:
    sign = "-" if seconds < 0 else "+"
    whole = timedelta(seconds=abs(seconds))
    return f"{sign}{whole}"
