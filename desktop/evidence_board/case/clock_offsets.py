"""Reads the corrections of cameras' clocks, the cameras there are, and the zone in which times are shown."""

import re
import sqlite3
from dataclasses import dataclass
from datetime import timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from evidence_board.model.errors import KnownError

__all__ = [
    "CameraRow",
    "ClockOffset",
    "camera_of_item",
    "offset_of_camera",
    "read_cameras",
    "read_clock_offsets",
    "read_display_zone",
    "read_zone",
]

_OFFSET = re.compile(r"([+-])(\d{2}):([0-5]\d)")
_FURTHEST = timedelta(hours=15)
_SELECT = (
    "SELECT id, camera_make, camera_model, camera_serial, seconds, zone, reason FROM clock_offset"
    " WHERE deleted_at IS NULL"
)


@dataclass(frozen=True, slots=True)
class ClockOffset:
    """One correction: ``seconds`` are added to the clock of ``camera`` (make, model, serial number)."""

    id: str
    camera: tuple[str, str, str]
    seconds: float
    zone: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class CameraRow:
    """One camera that took files of the case: make, model, serial number, how many, and its correction."""

    camera: tuple[str, str, str]
    files: int
    offset: ClockOffset | None


def read_clock_offsets(connection: sqlite3.Connection) -> tuple[ClockOffset, ...]:
    """Return the corrections that stand, oldest first."""
    return tuple(_offset(row) for row in connection.execute(f"{_SELECT} ORDER BY id"))


def read_cameras(connection: sqlite3.Connection) -> tuple[CameraRow, ...]:
    """Return the cameras that files name, the busiest first."""
    offsets = {one.camera: one for one in read_clock_offsets(connection)}
    sql = (
        "SELECT ifnull(camera_make, ''), ifnull(camera_model, ''), ifnull(camera_serial, ''), count(*) FROM item"
        " WHERE deleted_at IS NULL AND ifnull(camera_make, '') || ifnull(camera_model, '') || ifnull(camera_serial, '')"
        " <> '' GROUP BY 1, 2, 3 ORDER BY 4 DESC, 1, 2, 3"
    )
    rows = (((make, model, serial), files) for make, model, serial, files in connection.execute(sql))
    return tuple(CameraRow(camera, files, offsets.get(camera)) for camera, files in rows)


def camera_of_item(connection: sqlite3.Connection, item_id: str) -> tuple[str, str, str]:
    """Return make, model and serial number that a file names, each empty where it does not."""
    row = connection.execute("SELECT camera_make, camera_model, camera_serial FROM item WHERE id = ?", (item_id,))
    make, model, serial = (one or "" for one in row.fetchone())
    return make, model, serial


def offset_of_camera(connection: sqlite3.Connection, camera: tuple[str, str, str]) -> ClockOffset | None:
    """Return the correction of a camera, or None."""
    sql = f"{_SELECT} AND camera_make = ? AND camera_model = ? AND camera_serial = ? ORDER BY id DESC LIMIT 1"
    row = connection.execute(sql, camera).fetchone()
    return _offset(row) if row else None


def read_display_zone(connection: sqlite3.Connection) -> str | None:
    """Return the zone in which the case shows times, or None for each in its own."""
    row = connection.execute("SELECT value FROM case_meta WHERE id = 'display_zone' AND deleted_at IS NULL").fetchone()
    return str(row[0]) if row and row[0] else None


def read_zone(name: str) -> tzinfo:
    """Return a zone by its name in the IANA list or as an offset ``+03:00``.

    Raises:
        KnownError: there is no such zone.
    """
    match = _OFFSET.fullmatch(name)
    if match is not None:
        shift = timedelta(hours=int(match[2]), minutes=int(match[3]))
        if shift <= _FURTHEST:
            return timezone(-shift if match[1] == "-" else shift)
    elif name in _names():
        return ZoneInfo(name)
    raise KnownError(
        f"There is no time zone “{name}”.", means="Nothing was changed.", do="Use a name like Asia/Damascus, or +03:00."
    )


@cache
def _names() -> frozenset[str]:
    return frozenset(available_timezones())


def _offset(row: tuple[str, str, str, str, float, str | None, str]) -> ClockOffset:
    return ClockOffset(row[0], (row[1], row[2], row[3]), row[4], row[5], row[6])
