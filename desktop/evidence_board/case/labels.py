"""What to call any thing of the case: its ref, its name, what it belongs to, the picture that stands for it."""

import json
import sqlite3
from collections.abc import Iterable, Mapping

from evidence_board.model.claims import CITABLE, Thing, ThingLabel

__all__ = ["read_label", "read_labels"]

#: Most letters of a post that stand for it.
_WORDS = 80
_DEGREES = "printf('%.5f, %.5f', g.latitude, g.longitude)"
_WITH_NAME = ("person", "unit", "location", "equipment", "event")
#: Names of what a time or the end of a link may be of.
_NAMED = {"item": "ref", "post": "ref", "account": "handle", **dict.fromkeys(_WITH_NAME, "name")}


def _name_of(column: str) -> str:
    parts = " UNION ALL ".join(f"SELECT {name} FROM {table} WHERE id = {column}" for table, name in _NAMED.items())
    return f"ifnull(({parts} LIMIT 1), '')"


#: Kind -> columns id, ref, name, about, id of the item with the picture, when it went into the bin.
_SQL = {
    "item": "SELECT i.id, i.ref, CASE WHEN i.title <> '' THEN i.title ELSE i.file_name END, '', i.id, i.deleted_at"
    " FROM item i WHERE i.id IN ids",
    "region": "SELECT r.id, i.ref || ' (' || r.number || ')', CASE WHEN r.label <> '' THEN r.label ELSE r.kind END,"
    " i.ref, i.id, ifnull(r.deleted_at, i.deleted_at) FROM region r JOIN item i ON i.id = r.item_id WHERE r.id IN ids",
    "post": f"SELECT p.id, p.ref, substr(CASE WHEN p.text <> '' THEN p.text ELSE ifnull(p.url, '') END, 1, {_WORDS}),"
    " ifnull((SELECT handle FROM account WHERE id = p.account_id), ''), (SELECT t.item_id FROM post_item t"
    " JOIN item i ON i.id = t.item_id AND i.deleted_at IS NULL WHERE t.post_id = p.id AND t.deleted_at IS NULL"
    " ORDER BY t.ordinal, t.id LIMIT 1), p.deleted_at FROM post p WHERE p.id IN ids",
    "account": "SELECT a.id, a.ref, a.handle, a.platform, NULL, a.deleted_at FROM account a WHERE a.id IN ids",
    **{
        kind: f"SELECT e.id, e.ref, e.name, '', NULL, e.deleted_at FROM {kind} e WHERE e.id IN ids"
        for kind in _WITH_NAME
    },
    "link": f"SELECT k.id, k.ref, {_name_of('k.src_id')} || ' ' || k.relation || ' ' || {_name_of('k.dst_id')}, '',"
    " CASE WHEN k.dst_kind = 'item' THEN k.dst_id WHEN k.src_kind = 'item' THEN k.src_id END, k.deleted_at"
    " FROM link k WHERE k.id IN ids",
    "geotag": f"SELECT g.id, g.ref, CASE WHEN g.latitude IS NOT NULL THEN {_DEGREES} ELSE g.place_text END, i.ref,"
    " i.id, ifnull(g.deleted_at, i.deleted_at) FROM geotag g JOIN item i ON i.id = g.item_id WHERE g.id IN ids",
    "moment": f"SELECT m.id, '', m.raw, {_name_of('m.target_id')},"
    " CASE WHEN m.kind = 'item' THEN m.target_id END, m.deleted_at FROM moment m WHERE m.id IN ids",
}
assert set(_SQL) == set(CITABLE), "every kind that can be cited has a label"


def read_labels(connection: sqlite3.Connection, things: Iterable[Thing]) -> Mapping[Thing, ThingLabel]:
    """Return the labels of things, also of those in the bin; what is gone for good is left out.

    Args:
        connection: a reader.
        things: pairs of kind and row id, in any order, repeats welcome; unknown kinds are left out.
    """
    by_kind: dict[str, list[str]] = {}
    for kind, row_id in dict.fromkeys(things):
        by_kind.setdefault(kind, []).append(row_id)
    found: dict[Thing, ThingLabel] = {}
    for kind in by_kind.keys() & _SQL.keys():
        sql = _SQL[kind].replace("IN ids", "IN (SELECT value FROM json_each(?))")
        for row_id, ref, name, about, picture, binned in connection.execute(sql, (json.dumps(by_kind[kind]),)):
            found[(kind, row_id)] = ThingLabel(kind, row_id, ref, name, about, picture, binned is not None)
    return found


def read_label(connection: sqlite3.Connection, thing: Thing) -> ThingLabel | None:
    """Return the label of one thing, or None when it is gone for good."""
    return read_labels(connection, [thing]).get(thing)
