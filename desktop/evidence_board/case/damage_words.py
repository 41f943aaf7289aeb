"""What the check says of each damaged thing: its ref, its name, what it means and what to do."""

import sqlite3
from dataclasses import dataclass

__all__ = ["Damage", "altered", "file_damage", "name_of", "plain", "title_of"]

#: What reading a damaged file can end in: SQLite's own words, or a value of a kind that none of ours has.
_UNREADABLE = (sqlite3.DatabaseError, TypeError, ValueError, OverflowError)

_OF_ITEM = "SELECT i.ref FROM {0} o JOIN item i ON i.id = o.item_id WHERE o.id = ?"

#: Tables whose rows have no ref: what such a row is, and how the thing it belongs to is found.
_BELONGS = {
    "thumbnail": ("the small picture", "SELECT ref FROM item WHERE id = ?"),
    "raw_tag": ("the raw tags", "SELECT ref FROM item WHERE id = ?"),
    "occurrence": ("a path", "SELECT i.ref FROM occurrence o JOIN item i ON i.id = o.item_id WHERE o.id = ?"),
    "problem": ("a problem", "SELECT i.ref FROM problem o JOIN item i ON i.id = o.item_id WHERE o.id = ?"),
    "region": ("a region", "SELECT i.ref FROM region o JOIN item i ON i.id = o.item_id WHERE o.id = ?"),
    "collection_record": (
        "where it came from",
        "SELECT i.ref FROM collection_record o JOIN item i ON i.id = o.item_id WHERE o.id = ?",
    ),
    "post_item": ("a file of a post", "SELECT p.ref FROM post_item o JOIN post p ON p.id = o.post_id WHERE o.id = ?"),
    "account_name": (
        "an earlier name",
        "SELECT a.ref FROM account_name o JOIN account a ON a.id = o.account_id WHERE o.id = ?",
    ),
    "match_point": (
        "a matching point",
        _OF_ITEM.format("match_point"),
    ),
    "sight_line": ("a line of sight", _OF_ITEM.format("sight_line")),
    "sun_mark": ("a sun mark", _OF_ITEM.format("sun_mark")),
    "chronolocation": (
        "a finding of a time",
        _OF_ITEM.format("chronolocation"),
    ),
    "picture_geometry": (
        "what was measured",
        _OF_ITEM.format("picture_geometry"),
    ),
    "moment": ("a time", "SELECT kind, target_id FROM moment WHERE id = ?"),
    "entity_name": ("a name", "SELECT kind, entity_id FROM entity_name WHERE id = ?"),
    "tagging": ("a tag", "SELECT kind, target_id FROM tagging WHERE id = ?"),
    "board_node": ("a place on the board", "SELECT kind, target_id FROM board_node WHERE id = ?"),
    "citation": ("a citation", "SELECT claim_kind, claim_id FROM citation WHERE id = ?"),
}

#: How a row is called by people.
_TITLES = {
    "item": "SELECT CASE WHEN title <> '' THEN title ELSE file_name END FROM item WHERE id = ?",
    "account": "SELECT handle FROM account WHERE id = ?",
    "post": "SELECT substr(text, 1, 60) FROM post WHERE id = ?",
    "link": "SELECT relation FROM link WHERE id = ?",
    "tag": "SELECT path FROM tag WHERE id = ?",
    "geotag": "SELECT i.file_name FROM geotag g JOIN item i ON i.id = g.item_id WHERE g.id = ?",
    "attestation": "SELECT file_name FROM attestation WHERE id = ?",
    "case_meta": "SELECT id FROM case_meta WHERE id = ?",
} | {
    kind: f"SELECT name FROM {kind} WHERE id = ?"
    for kind in ("person", "unit", "location", "equipment", "event", "album", "saved_view", "map_drawing", "map_layer")
}

#: Faults of what is noted of a file, which a file that comes in again cannot be recognised by.
_OF_THE_NOTE = ("Its bytes do not fit", "It is marked as half", "Nothing is known", "What is known")

_FAULTS = {
    "altered": (
        "It was changed outside Evidence Board.",
        "What it says now may not be what was written down.",
        "Compare it with a backup before you rely on it.",
    ),
    "missing": (
        "It was taken out outside Evidence Board.",
        "The case once held it and says no longer what it was.",
        "A backup made before still holds it.",
    ),
    "added": (
        "It was put in outside Evidence Board.",
        "Nobody entered it through the program, and no log entry tells of it.",
        "Do not rely on it; a backup made before does not hold it.",
    ),
    "unreadable": (
        "It cannot be read: its part of the file is damaged.",
        "The case still knows that it was there.",
        "A backup may still hold it; the repair writes all the rest into a new file.",
    ),
}


@dataclass(frozen=True, slots=True)
class Damage:
    """One thing found wrong.

    Attributes:
        part: rows, files, custody, links, pages or tables.
        name: which one: its ref where it has one.
        message: what was found.
        title: how people call it; empty where that cannot be read.
        table: its table, for rows.
        row_id: its id, for rows and the files of items.
        means: what follows from it.
        do: what to do about it.
    """

    part: str
    name: str
    message: str
    title: str = ""
    table: str = ""
    row_id: str = ""
    means: str = ""
    do: str = ""


def altered(connection: sqlite3.Connection, table: str, row_id: str, fault: str) -> Damage:
    """Return the words for a row that differs from its digest; ``fault`` as `digests.altered_rows` gives it."""
    message, means, do = _FAULTS[fault]
    if table == "step":
        means, do = "It cannot be taken back or done again any more.", "What it did stands; nothing else is lost."
    elif table in ("thumbnail", "raw_tag"):
        means = "The original itself is judged by its own line."
    name = name_of(connection, table, row_id)
    return Damage("rows", name, message, title_of(connection, table, row_id), table, plain(row_id), means, do)


def file_damage(connection: sqlite3.Connection, blob_id: int, fault: str) -> Damage:
    """Return the words for a stored original that is not as it came in."""
    name, title, row_id = f"stored file {blob_id}", "", ""
    try:
        sql = "SELECT id, ref FROM item WHERE blob_id = ? ORDER BY deleted_at NOT NULL, id LIMIT 1"
        row = connection.execute(sql, (blob_id,)).fetchone()
        if row:
            row_id, name, title = plain(row[0]), str(row[1]), title_of(connection, "item", row[0])
        else:
            row = connection.execute("SELECT id, file_name FROM attestation WHERE blob_id = ?", (blob_id,)).fetchone()
            name, title = (f"proof of time {row[0]}", plain(row[1])) if row else (name, "")
        if not row:
            row = connection.execute("SELECT id, name FROM map_layer WHERE blob_id = ?", (blob_id,)).fetchone()
            name, title = (f"layer {row[1]}", plain(row[1])) if row else (name, "")
    except _UNREADABLE:
        # Its number still tells which one it is.
        pass
    if fault.startswith(_OF_THE_NOTE):
        means = "What was noted of the file when it came in is no longer so; its bytes may be whole."
        do = "Restore a backup made before: it holds what was noted."
    else:
        means = "These are no longer the bytes that came in."
        do = (
            "Import the file again from where it came from: its good bytes take the place of the damaged ones. Or take"
            " it from a full copy of the case."
        )
    return Damage("files", plain(name), fault, title, "blob", row_id, means, do)


def name_of(connection: sqlite3.Connection, table: str, row_id: str) -> str:
    """Return the ref of a row with the name of its table, or what it belongs to."""
    if table == "step":
        return f"step {plain(row_id)} of the history"
    if table == "case_meta":
        return f"case_meta {plain(row_id)}"
    # The small picture and the raw tags go by the name of their item.
    named = "item" if table in ("thumbnail", "raw_tag") else table
    try:
        row = connection.execute(f"SELECT ref FROM {named} WHERE id = ?", (row_id,)).fetchone()
    except _UNREADABLE:
        row = None
    owner = "" if row else _owner(connection, table, row_id)
    return plain(f"{row[0]} ({table})" if row else f"{table} of {owner}" if owner else f"{table} {row_id}")


def title_of(connection: sqlite3.Connection, table: str, row_id: str) -> str:
    """Return how people call a row; empty where that cannot be read."""
    sql = _TITLES.get(table) or ("SELECT file_name FROM item WHERE id = ?" if table in ("thumbnail", "raw_tag") else "")
    words = _BELONGS[table][0] if table in _BELONGS else ""
    if not sql:
        return words
    try:
        row = connection.execute(sql, (row_id,)).fetchone()
    except _UNREADABLE:
        return words
    return plain(row[0])[:120] if row and row[0] else words


def _owner(connection: sqlite3.Connection, table: str, row_id: str) -> str:
    if table not in _BELONGS:
        return ""
    try:
        row = connection.execute(_BELONGS[table][1], (row_id,)).fetchone()
        if row and len(row) == 2:
            kind = str(row[0])
            row = (
                connection.execute(f"SELECT ref FROM {kind} WHERE id = ?", row[1:]).fetchone()
                if kind in _KINDS
                else None
            )
    except _UNREADABLE:
        return ""
    return plain(row[0]) if row and row[0] else ""


_KINDS = frozenset(
    ("item", "account", "person", "unit", "location", "equipment", "event", "post", "link", "geotag")
)  # fmt: skip


def plain(text: object) -> str:
    """Return text that can be printed, whatever a damaged file made of it."""
    return str(text).encode("utf-8", "replace").decode()
