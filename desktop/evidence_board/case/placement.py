"""Reads everything that says where and when one file was taken, for the Geolocate workspace."""

import json
import math
import sqlite3
from collections.abc import Iterable
from typing import Any

from evidence_board.model.placement import (
    Chronolocation,
    Fit,
    ItemPlacement,
    MatchPoint,
    PictureGeometry,
    Position,
    SightLine,
    SunMark,
)

__all__ = ["placement_of", "sight_lines"]

_POSITIONS = (
    "SELECT g.id, g.ref, g.role, g.latitude, g.longitude, g.radius_m, g.precision, g.bearing_deg, g.bearing_error_deg,"
    " g.fov_deg, g.fov_error_deg, g.source, g.method, g.level, g.preferred, g.place_text, l.id, ifnull(l.name, ''),"
    " g.reason, g.area, g.frame_s, g.time_offset_s, g.created_at, g.created_by,"
    " (SELECT count(*) FROM citation c WHERE c.claim_id = g.id AND c.deleted_at IS NULL) FROM geotag g"
    " LEFT JOIN location l ON l.id = g.location_id AND l.deleted_at IS NULL"
    " WHERE g.item_id = ? AND g.deleted_at IS NULL ORDER BY g.preferred DESC, g.id DESC"
)
#: A reference picture that is gone or in the bin is none, and neither is where a point was in it.
_POINTS = (
    "SELECT m.id, m.item_id, m.number, m.name, m.x, m.y, r.id, CASE WHEN r.id NOT NULL THEN m.reference_x END,"
    " CASE WHEN r.id NOT NULL THEN m.reference_y END, m.latitude, m.longitude, m.frame_s,"
    " CASE WHEN r.id NOT NULL THEN m.reference_frame_s END, m.used, m.note FROM match_point m"
    " LEFT JOIN item r ON r.id = m.reference_item_id AND r.deleted_at IS NULL"
    " WHERE m.item_id = ? AND m.deleted_at IS NULL ORDER BY m.number, m.id"
)
_LINES = (
    "SELECT s.id, s.item_id, s.kind, s.name, s.latitude, s.longitude, s.far_latitude, s.far_longitude, s.bearing_deg,"
    " s.error_deg, s.frame_s, s.used, s.note FROM sight_line s WHERE s.deleted_at IS NULL AND {0} ORDER BY s.id"
)
_MARKS = (
    "SELECT id, item_id, number, kind, name, points, latitude, longitude, bearing_deg, bearing_error_deg,"
    " object_length, shadow_length, ratio, ratio_error, frame_s, used, note FROM sun_mark"
    " WHERE item_id = ? AND deleted_at IS NULL ORDER BY number, id"
)
_GEOMETRY = (
    "SELECT id, item_id, horizon_y, tilt_deg, fov_deg, fov_error_deg, heading_deg, heading_error_deg, cropped, source,"
    " frame_s, note FROM picture_geometry WHERE item_id = ? AND deleted_at IS NULL ORDER BY id LIMIT 1"
)
_TIMES = (
    "SELECT c.id, c.item_id, c.method, c.latitude, c.longitude, c.place_text, c.marks, c.zone, c.date_from, c.date_to,"
    " c.result_from, c.result_to, c.fits, c.level, c.reason, m.id, c.created_at, c.created_by FROM chronolocation c"
    " LEFT JOIN moment m ON m.id = c.moment_id AND m.deleted_at IS NULL"
    " WHERE c.item_id = ? AND c.deleted_at IS NULL ORDER BY c.id DESC"
)
_MOST_TEXT = 200_000


def placement_of(connection: sqlite3.Connection, item_id: str) -> ItemPlacement | None:
    """Return where and when a file was taken, and all that proves it; None when the file is gone or in the bin."""
    item = connection.execute(
        "SELECT focal_length_mm, focal_length_35mm FROM item WHERE id = ? AND deleted_at IS NULL", (item_id,)
    ).fetchone()
    if item is None:
        return None

    def rows(sql: str) -> Iterable[tuple[Any, ...]]:
        return connection.execute(sql, (item_id,)).fetchall()

    positions = tuple(Position(*_with(row, 14, bool(row[14]))) for row in rows(_POSITIONS))
    marks = tuple(_mark(row) for row in rows(_MARKS))
    live = {mark.id for mark in marks}
    geometry = next((PictureGeometry(*row) for row in rows(_GEOMETRY)), None)
    return ItemPlacement(
        item_id=item_id,
        camera=next(
            (one for one in positions if one.preferred and one.role == "camera" and one.latitude is not None), None
        ),
        positions=positions,
        points=tuple(MatchPoint(*_with(row, 13, bool(row[13]))) for row in rows(_POINTS)),
        lines=tuple(_line(row) for row in rows(_LINES.format("s.item_id = ?"))),
        marks=marks,
        geometry=geometry,
        chronolocations=tuple(_time(row, live) for row in rows(_TIMES)),
        focal_length_mm=item[0],
        focal_length_35mm=item[1],
    )


def sight_lines(connection: sqlite3.Connection) -> tuple[SightLine, ...]:
    """Return the lines of sight that belong to no file, oldest first."""
    return tuple(_line(row) for row in connection.execute(_LINES.format("s.item_id IS NULL")).fetchall())


def _line(row: tuple[Any, ...]) -> SightLine:
    return SightLine(*_with(row, 11, bool(row[11])))


def _with(row: tuple[Any, ...], place: int, value: object) -> tuple[Any, ...]:
    return (*row[:place], value, *row[place + 1 :])


def _mark(row: tuple[Any, ...]) -> SunMark:
    points = tuple((float(x), float(y)) for x, y in _pairs(row[5]) if _is_number(x) and _is_number(y))
    return SunMark(*_with(_with(row, 5, points), 15, bool(row[15])))


def _time(row: tuple[Any, ...], live_marks: set[str]) -> Chronolocation:
    marks = tuple(one for one in _list_of(row[6]) if isinstance(one, str) and one in live_marks)
    fits = tuple(Fit(str(first), str(last)) for first, last in _pairs(row[12]))
    return Chronolocation(*_with(_with(row, 6, marks), 12, fits))


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _pairs(untrusted_text: str) -> list[tuple[Any, Any]]:
    return [(one[0], one[1]) for one in _list_of(untrusted_text) if isinstance(one, list) and len(one) == 2]


def _list_of(untrusted_text: str) -> list[Any]:
    """Return a list that a case keeps as JSON; empty where it cannot be read, as in a case of somebody else."""
    if len(untrusted_text) > _MOST_TEXT:
        return []
    try:
        found = json.loads(untrusted_text)
    except (ValueError, RecursionError):
        return []
    return found if isinstance(found, list) else []
