"""Plain records of what a case holds: the keys of the command line's contract (ARCHITECTURE section 5), and more.

`BEYOND_THE_CONTRACT` names what tables and exports use beside the contract; JSON leaves it out.
"""

import json
import sqlite3
from collections.abc import Callable
from typing import Any

__all__ = ["BEYOND_THE_CONTRACT", "BEYOND_THE_CONTRACT_OF_TIMES", "KINDS", "records"]

Record = dict[str, Any]

#: Kind -> keys of its records that its JSON does not have.
BEYOND_THE_CONTRACT: dict[str, frozenset[str]] = {
    "links": frozenset({"note"}),
    "accounts": frozenset({"status", "other_names"}),
    "posts": frozenset({"archive_url", "language", "translation", "translated_by", "reposts", "quotes", "replies_to"}),
    "log": frozenset({"words"}),
}
#: Keys of a time that its JSON does not have: the clock time in ISO 8601, and whether it is only about then.
BEYOND_THE_CONTRACT_OF_TIMES = frozenset({"local", "approximate"})

_MOMENT_KEYS = ("raw", "utc", "precision", "zone", "zone_source", "local", "approximate")
_MOMENT = f"SELECT {', '.join(_MOMENT_KEYS)} FROM moment WHERE target_id = ? AND role = ? AND preferred = 1"


def records(connection: sqlite3.Connection, kind: str) -> list[Record]:
    """Return all live records of a kind, in the order of their refs.

    Args:
        connection: a reader.
        kind: one of `KINDS`.

    Raises:
        KeyError: there is no such kind.
        TypeError: a value is of a kind that no table has, so the case is damaged.
    """
    rows = KINDS[kind](connection)
    if any(isinstance(value, bytes) for row in rows for value in row.values()):
        raise TypeError("bytes where there should be text or a number")
    return rows


def _rows(connection: sqlite3.Connection, sql: str) -> list[Record]:
    cursor = connection.execute(sql)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def _moment(connection: sqlite3.Connection, target: str, role: str) -> Record | None:
    row = connection.execute(f"{_MOMENT} AND deleted_at IS NULL LIMIT 1", (target, role)).fetchone()
    if row is None:
        return None
    moment = dict(zip(_MOMENT_KEYS, row, strict=True))
    moment["approximate"] = bool(moment["approximate"])
    return moment


def _items(connection: sqlite3.Connection) -> list[Record]:
    rows = _rows(
        connection,
        "SELECT i.id, i.ref, i.kind, i.file_name AS name, b.sha256, b.size, i.media_type, i.width, i.height,"
        " i.duration_s, NULL AS captured, i.camera_make, i.camera_model, i.orientation, g.latitude, g.longitude,"
        " g.source AS geotag_source, i.title, i.caption, i.state FROM item i LEFT JOIN blob b ON b.id = i.blob_id"
        " LEFT JOIN geotag g ON g.item_id = i.id AND g.preferred = 1 AND g.role = 'camera'"
        " AND g.latitude IS NOT NULL AND g.deleted_at IS NULL WHERE i.deleted_at IS NULL"
        " GROUP BY i.id ORDER BY substr(i.ref, 1, 1) <> 'M', substr(i.ref, 1, 1) <> 'V',"
        " length(i.ref), i.ref",
    )
    for row in rows:
        row_id = row["id"]
        row["captured"] = _moment(connection, row_id, "captured")
        row["title"], row["caption"] = row["title"] or None, row["caption"] or None
        tags = connection.execute(
            "SELECT t.path FROM tagging g JOIN tag t ON t.id = g.tag_id WHERE g.target_id = ?"
            " AND g.deleted_at IS NULL AND t.deleted_at IS NULL ORDER BY t.path",
            (row_id,),
        )
        row["tags"] = [path for (path,) in tags]
        row["problems"] = _rows_of_problems(connection, row_id)
    keys = [
        "ref",
        "id",
        "kind",
        "name",
        "sha256",
        "size",
        "media_type",
        "width",
        "height",
        "duration_s",
        "captured",
        "camera_make",
        "camera_model",
        "orientation",
        "latitude",
        "longitude",
        "geotag_source",
        "title",
        "caption",
        "tags",
        "state",
        "problems",
    ]
    return [{key.strip(): row[key.strip()] for key in keys} for row in rows]


def _rows_of_problems(connection: sqlite3.Connection, item_id: str) -> list[Record]:
    sql = "SELECT code, message FROM problem WHERE item_id = ? AND deleted_at IS NULL ORDER BY id"
    return [{"code": code, "message": message} for code, message in connection.execute(sql, (item_id,))]


def _geotags(connection: sqlite3.Connection) -> list[Record]:
    rows = _rows(
        connection,
        "SELECT g.ref, i.ref AS item, g.role, g.latitude, g.longitude, g.altitude_m, g.radius_m, g.bearing_deg,"
        " g.source, g.method, g.level, g.preferred, g.raw FROM geotag g JOIN item i ON i.id = g.item_id"
        " WHERE g.deleted_at IS NULL AND i.deleted_at IS NULL ORDER BY length(g.ref), g.ref",
    )
    for row in rows:
        row["preferred"] = bool(row["preferred"])
        row["raw"] = row["raw"] or None
    return rows


def _links(connection: sqlite3.Connection) -> list[Record]:
    return _rows(
        connection,
        'SELECT v.ref, v."from", v."to", v.relation, v.level, v.start, v."end",'
        " (SELECT count(*) FROM citation c JOIN link k ON k.id = c.claim_id WHERE k.ref = v.ref"
        " AND c.deleted_at IS NULL) AS citations, v.note FROM v_links v ORDER BY length(v.ref), v.ref",
    )


def _posts(connection: sqlite3.Connection) -> list[Record]:
    rows = _rows(
        connection,
        "SELECT p.id, p.ref, a.ref AS account, p.platform, p.native_id, p.url, p.text, p.archive_url, p.language,"
        " p.translation, p.translated_by, o.ref AS reposts, q.ref AS quotes, r.ref AS replies_to FROM post p"
        " LEFT JOIN account a ON a.id = p.account_id AND a.deleted_at IS NULL"
        " LEFT JOIN post o ON o.id = p.reposts_id AND o.deleted_at IS NULL"
        " LEFT JOIN post q ON q.id = p.quotes_id AND q.deleted_at IS NULL"
        " LEFT JOIN post r ON r.id = p.replies_to_id AND r.deleted_at IS NULL"
        " WHERE p.deleted_at IS NULL ORDER BY length(p.ref), p.ref",
    )
    for row in rows:
        row_id = row.pop("id")
        row["posted"] = _moment(connection, row_id, "published")
        items = connection.execute(
            "SELECT i.ref FROM post_item p JOIN item i ON i.id = p.item_id WHERE p.post_id = ?"
            " AND p.deleted_at IS NULL AND i.deleted_at IS NULL ORDER BY p.ordinal",
            (row_id,),
        )
        row["items"] = [ref for (ref,) in items]
    return rows


def _events(connection: sqlite3.Connection) -> list[Record]:
    rows = _rows(
        connection,
        "SELECT e.id, e.ref, e.name, e.kind, l.ref AS location, e.notes FROM event e LEFT JOIN location l"
        " ON l.id = e.location_id AND l.deleted_at IS NULL WHERE e.deleted_at IS NULL ORDER BY length(e.ref), e.ref",
    )
    for row in rows:
        row_id = row.pop("id")
        row["start"], row["end"] = _moment(connection, row_id, "start"), _moment(connection, row_id, "end")
    return rows


def _plain(sql: str) -> Callable[[sqlite3.Connection], list[Record]]:
    return lambda connection: _rows(connection, sql)


def _log(connection: sqlite3.Connection) -> list[Record]:
    rows = _rows(connection, "SELECT seq, at, actor, action, detail, entry_hash FROM custody ORDER BY seq")
    for row in rows:
        row["detail"] = json.loads(row["detail"])
        row["words"] = _log_words(row["detail"])
    return rows


def _log_words(detail: Record) -> str:
    """Return an entry of the log in words: its label, else what it holds by name."""
    if detail.get("label"):
        return str(detail["label"])
    said = ((name.replace("_", " "), value) for name, value in detail.items() if value not in (None, "", {}, []))
    return ", ".join(f"{name} {_said(value)}" for name, value in said)


def _said(value: object) -> str:
    return " ".join(f"{name} {one}" for name, one in value.items()) if isinstance(value, dict) else str(value)


_OTHER_NAMES = (
    "(SELECT group_concat(name, ' | ') FROM"
    " (SELECT name FROM entity_name WHERE entity_id = {0}.id AND deleted_at IS NULL ORDER BY id))"
)
#: Of an account: what it was called before, and its other names.
_EARLIER_NAMES = (
    "(SELECT group_concat(name, ' | ') FROM (SELECT handle AS name FROM account_name WHERE account_id = a.id"
    " AND handle NOT IN ('', a.handle) AND deleted_at IS NULL"
    " UNION SELECT name FROM entity_name WHERE entity_id = a.id AND deleted_at IS NULL ORDER BY 1))"
)

KINDS: dict[str, Callable[[sqlite3.Connection], list[Record]]] = {
    "items": _items,
    "posts": _posts,
    "accounts": _plain(
        "SELECT a.ref, a.platform, a.handle, a.display_name, a.native_id, a.url, a.reliability, a.status,"
        f" {_EARLIER_NAMES} AS other_names FROM account a WHERE a.deleted_at IS NULL ORDER BY length(a.ref), a.ref"
    ),
    "people": _plain(
        f"SELECT n.ref, n.name, {_OTHER_NAMES.format('n')} AS other_names, n.born, n.country, n.reliability, n.notes"
        " FROM person n WHERE n.deleted_at IS NULL ORDER BY length(n.ref), n.ref"
    ),
    "units": _plain(
        f"SELECT u.ref, u.name, {_OTHER_NAMES.format('u')} AS other_names, u.number, u.echelon, u.branch, u.country,"
        " p.ref AS parent, u.notes FROM unit u"
        " LEFT JOIN unit p ON p.id = u.parent_id AND p.deleted_at IS NULL"
        " WHERE u.deleted_at IS NULL ORDER BY length(u.ref), u.ref"
    ),
    "locations": _plain(
        f"SELECT l.ref, l.name, {_OTHER_NAMES.format('l')} AS other_names, l.kind, l.latitude, l.longitude,"
        " l.radius_m, l.area, l.country, ifnull(p.ref, l.parent_name) AS lies_in, l.notes FROM location l"
        " LEFT JOIN location p ON p.id = l.parent_id AND p.deleted_at IS NULL"
        " WHERE l.deleted_at IS NULL ORDER BY length(l.ref), l.ref"
    ),
    "equipment": _plain(
        "SELECT ref, name, category, model, markings, serial, notes FROM equipment"
        " WHERE deleted_at IS NULL ORDER BY length(ref), ref"
    ),
    "events": _events,
    "links": _links,
    "geotags": _geotags,
    "problems": _plain(
        "SELECT i.ref AS item, i.file_name AS name, p.code, p.message, p.detail, p.state, p.answer FROM problem p"
        " JOIN item i ON i.id = p.item_id WHERE p.deleted_at IS NULL AND i.deleted_at IS NULL"
        " ORDER BY length(i.ref), i.ref, p.id"
    ),
    "log": _log,
}
