"""CSV (RFC 4180): one file per kind, every table always there, and ``tables.json`` that says what they hold.

UTF-8 with a byte order mark, so that spreadsheets read Cyrillic and Arabic; every cell quoted. A text that a
spreadsheet would run as a formula gets an apostrophe in front (CWE-1236); numbers never do. ``tables.json``
says that this was done, so that a reader can take the apostrophe away again.
"""

import csv
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from evidence_board.exports.times import iso_time

__all__ = ["TABLES", "write_csv"]

_TIME = ("", "_raw", "_utc", "_precision", "_zone", "_about")


def _time(name: str) -> tuple[str, ...]:
    return tuple(name + part for part in _TIME)


#: Table -> its columns. A column ``x_raw``, ``x_utc`` ... belongs to the time ``x`` of the record.
TABLES: dict[str, tuple[str, ...]] = {
    "items": (
        *("ref", "id", "kind", "name", "sha256", "size", "media_type", "width", "height", "duration_s"),
        *_time("captured"),
        *("camera_make", "camera_model", "orientation", "latitude", "longitude", "geotag_source", "title"),
        *("caption", "tags", "state", "problems"),
    ),
    "posts": ("ref", "account", "platform", "native_id", "url", "text", *_time("posted"), "items"),
    "accounts": ("ref", "platform", "handle", "display_name", "native_id", "url", "reliability"),
    "people": ("ref", "name", "notes"),
    "units": ("ref", "name", "number", "parent", "notes"),
    "locations": ("ref", "name", "kind", "latitude", "longitude", "radius_m", "notes"),
    "equipment": ("ref", "name", "category", "model", "markings", "notes"),
    "events": ("ref", "name", "location", "notes", *_time("start"), *_time("end")),
    "links": ("ref", "from", "to", "relation", "level", "start", "end", "citations", "note"),
    "geotags": (
        *("ref", "item", "role", "latitude", "longitude", "altitude_m", "radius_m", "bearing_deg", "source"),
        *("method", "level", "preferred", "raw"),
    ),
    "problems": ("item", "name", "code", "message", "detail", "state", "answer"),
}

#: What spreadsheets pass over before they look for a formula: blanks, quotes, zero-width and direction marks.
_PASSED_OVER = " \u00a0\"'\u200b\u200c\u200d\u200e\u200f\u2060\u2066\u2067\u2068\u2069\ufeff"
_FORMULA = re.compile("[=+\\-@\t\r\n\0\uff1d\uff0b\uff0d\uff20]")
_ABOUT = {
    "format": "evidence-board csv",
    "version": 1,
    "encoding": "utf-8-sig",
    "formulas_escaped": True,
    "notes": [
        "One file per table, also when it has no rows.",
        "Every cell is quoted (RFC 4180). An empty cell means unknown.",
        "A text that begins with = + - @ or a control character, after blanks and quotes, has one apostrophe"
        " in front, so that no spreadsheet runs it. Take it away to get the text as it is in the case.",
        "Times are ISO 8601 with as much as is known: a day stays a day. An offset is written only where the zone"
        " is known; without one the time is the clock time as written. The column _raw is what the source wrote,"
        " _about says true where the time is only about right.",
        "Several values in one cell are separated by a semicolon and a blank.",
    ],
}


def write_csv(folder: Path, tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> list[Path]:
    """Write ``NAME.csv`` for every table of the format and ``tables.json``; returns the files.

    Args:
        folder: where to; must exist.
        tables: table -> records with the keys of `evidence_board.case.records.records`; a table that is
            missing is written with its header alone.

    Raises:
        OSError: the folder cannot be written.
    """
    written = []
    about: list[dict[str, object]] = []
    for name, columns in TABLES.items():
        rows = tables.get(name, ())
        path = folder / f"{name}.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, quoting=csv.QUOTE_ALL)
            writer.writerow(columns)
            writer.writerows([_cell(_value(row, column)) for column in columns] for row in rows)
        written.append(path)
        about.append({"name": name, "file": path.name, "rows": len(rows), "columns": list(columns)})
    path = folder / "tables.json"
    path.write_text(json.dumps({**_ABOUT, "tables": about}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return [*written, path]


def _value(row: Mapping[str, Any], column: str) -> Any:
    if column in row:
        value = row[column]
        return iso_time(value) if isinstance(value, Mapping) else value
    name, _, part = column.rpartition("_")
    moment = row[name]
    return None if moment is None else moment["approximate" if part == "about" else part]


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list):
        value = "; ".join(str(one["code"]) if isinstance(one, Mapping) else str(one) for one in value)
    text = str(value)
    return f"'{text}" if _FORMULA.match(text.lstrip(_PASSED_OVER)) else text
