"""Reads the light rows of all panes from the case: everything, or only what a change set touched."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from evidence_board.case.authorship import items_published
from evidence_board.case.overview_albums import read_albums, read_views
from evidence_board.case.overview_entities import read_entities
from evidence_board.case.overview_items import read_items
from evidence_board.case.overview_map import read_drawings, read_layers
from evidence_board.case.overview_posts import patched_posts, read_posts
from evidence_board.model.case_index import CaseIndex, EntityRow, GeotagRow, ItemRow, LinkRow, TagRow
from evidence_board.model.changes import ChangeSet

__all__ = ["patched_index", "read_index"]

_ENTITY_TABLES = frozenset({"account", "person", "unit", "location", "equipment", "event"})
#: Column that leads from a row of these tables to the item or entity it describes.
_OWNER = {
    "geotag": "item_id",
    "moment": "target_id",
    "post_item": "item_id",
    "tagging": "target_id",
    "problem": "item_id",
    "entity_name": "entity_id",
    "album_item": "item_id",
}
#: From citations to the files whose position or time they are cited for.
_CLAIMED = tuple(
    f"SELECT c.{owner} FROM citation x JOIN {table} c ON c.id = x.claim_id"
    " WHERE x.id IN (SELECT value FROM json_each(?))"
    for table, owner in (("geotag", "item_id"), ("moment", "target_id"))
)


def read_index(connection: sqlite3.Connection) -> CaseIndex:
    """Read everything. 10,000 items take a few hundred milliseconds, so never on the GUI thread."""
    items = read_items(connection)
    entities = read_entities(connection)
    posts = read_posts(connection)
    live = items.keys() | entities.keys() | posts.keys()
    return CaseIndex(
        title=_title(connection),
        items=items,
        entities=entities,
        links={row.id: row for row in _links(connection) if row.src in live and row.dst in live},
        tags=_tags(connection),
        board=_board(connection),
        guesses=_guesses(connection),
        posts=posts,
        albums=read_albums(connection),
        views=read_views(connection),
        drawings=read_drawings(connection),
        layers=read_layers(connection),
    )


def patched_index(index: CaseIndex, connection: sqlite3.Connection, changes: ChangeSet) -> CaseIndex:
    """Return the index after a change set, reading as little as is safe."""
    touched: set[str] = set()
    tables = changes.tables
    if changes.whole or any(row.op == "delete" for row in changes.rows):
        return _read_anew(index, connection)
    for row in changes.rows:
        if row.table in ("item", "link") or row.table in _ENTITY_TABLES:
            touched.add(row.row_id)
        elif row.table in _OWNER:
            sql = f"SELECT {_OWNER[row.table]} FROM {row.table} WHERE id = ?"
            found = connection.execute(sql, (row.row_id,)).fetchone()
            if found is None:
                return _read_anew(index, connection)
            touched.add(found[0])
    # The name of an account or place stands on the rows of its items; a new "posted" link as well.
    if tables & _ENTITY_TABLES:
        touched |= {one.id for one in index.items.values() if one.account_id in touched or one.place_id in touched}
    if "link" in tables:
        sql = "SELECT src_id, dst_id FROM link WHERE id IN (SELECT value FROM json_each(?))"
        for pair in connection.execute(sql, (json.dumps(changes.ids("link")),)):
            touched.update(pair)
    if "citation" in tables:
        # What a position or time rests on is told on the row of its file.
        for sql in _CLAIMED:
            touched.update(row[0] for row in connection.execute(sql, (json.dumps(changes.ids("citation")),)))
    if "album" in tables:
        sql = "SELECT item_id FROM album_item WHERE album_id IN (SELECT value FROM json_each(?))"
        touched.update(row[0] for row in connection.execute(sql, (json.dumps(changes.ids("album")),)))
    if tables & {"moment", "post", "account"}:
        # Who published a file and when stands on its row, also when it was only passed on.
        touched |= items_published(
            connection, accounts=changes.ids("account"), posts=changes.ids("post"), moments=changes.ids("moment")
        )
    ids = json.dumps(sorted(touched))
    items = _replaced(index.items, read_items(connection, ids), touched)
    entities = _replaced(index.entities, read_entities(connection, ids), touched)
    posts = patched_posts(index.posts, connection, changes)
    links = dict(index.links)
    gone = (touched & (index.items.keys() | index.entities.keys())) - items.keys() - entities.keys()
    came = (items.keys() | entities.keys()) - index.items.keys() - index.entities.keys()
    if gone or came or posts.keys() != index.posts.keys():
        links = {row.id: row for row in _links(connection)}
    elif "link" in tables or "citation" in tables:
        links = {key: row for key, row in links.items() if key not in touched}
        links.update({row.id: row for row in _links(connection, None if "citation" in tables else ids)})
    ends: tuple[Mapping[str, object], ...] = (items, entities, posts)
    links = {
        key: row
        for key, row in links.items()
        if any(row.src in some for some in ends) and any(row.dst in some for some in ends)
    }
    renewed = replace(
        index,
        title=_title(connection),
        items=items,
        entities=entities,
        links=links,
        tags=_tags(connection) if tables & {"tag", "tagging", "item"} else index.tags,
        board=_board(connection) if "board_node" in tables else index.board,
        guesses=_guesses(connection) if tables & {"geotag", "item"} else index.guesses,
        posts=posts,
        albums=read_albums(connection) if tables & {"album", "album_item", "item"} else index.albums,
        views=read_views(connection) if "saved_view" in tables else index.views,
        drawings=read_drawings(connection) if "map_drawing" in tables else index.drawings,
        layers=read_layers(connection) if "map_layer" in tables else index.layers,
    )
    return renewed.with_words_of(index)


def _read_anew(index: CaseIndex, connection: sqlite3.Connection) -> CaseIndex:
    """Read everything; what was noticed stands until it is looked at again."""
    return replace(read_index(connection), observations=index.observations)


#: Letters of refs in the order in which the panes list them.
_LETTERS = "MVDANULET"

Row = TypeVar("Row", ItemRow, EntityRow)


def _replaced(old: Mapping[str, Row], new: Mapping[str, Row], touched: set[str]) -> dict[str, Row]:
    merged = {key: row for key, row in old.items() if key not in touched or key in new}
    fresh = new.keys() - merged.keys()
    merged.update(new)
    if fresh:
        return dict(sorted(merged.items(), key=lambda pair: _order(pair[1].ref)))
    return merged


def _order(ref: str) -> tuple[int, int]:
    letter, _, number = ref.partition("-")
    return _LETTERS.find(letter), int(number or 0)


def _title(connection: sqlite3.Connection) -> str:
    row = connection.execute("SELECT value FROM case_meta WHERE id = 'title'").fetchone()
    return str(row[0]) if row else ""


def _links(connection: sqlite3.Connection, ids: str | None = None) -> Iterable[LinkRow]:
    some = "" if ids is None else " AND k.id IN (SELECT value FROM json_each(?))"
    sql = (
        "SELECT k.id, k.ref, k.src_kind, k.src_id, k.dst_kind, k.dst_id, k.relation, k.level, k.start, k.end, k.note,"
        " (SELECT count(*) FROM citation c WHERE c.claim_id = k.id AND c.deleted_at IS NULL),"
        " (SELECT count(*) FROM citation c WHERE c.claim_id = k.id AND c.deleted_at IS NULL"
        " AND c.stance = 'contradicts')"
        f" FROM link k WHERE k.deleted_at IS NULL{some} ORDER BY length(k.ref), k.ref"
    )
    for row in connection.execute(sql, () if ids is None else (ids,)):
        yield LinkRow(*row)


def _tags(connection: sqlite3.Connection) -> dict[str, TagRow]:
    sql = (
        "SELECT t.id, t.path, count(i.id), ifnull(t.colour, '') FROM tag t"
        " LEFT JOIN tagging g ON g.tag_id = t.id AND g.deleted_at IS NULL"
        " LEFT JOIN item i ON i.id = g.target_id AND i.deleted_at IS NULL"
        " WHERE t.deleted_at IS NULL GROUP BY t.id ORDER BY count(i.id) DESC, t.path"
    )
    return {row[0]: TagRow(*row) for row in connection.execute(sql)}


def _guesses(connection: sqlite3.Connection) -> dict[str, GeotagRow]:
    sql = (
        "SELECT g.id, g.item_id, g.latitude, g.longitude, g.radius_m, g.source, g.level FROM geotag g"
        " JOIN item i ON i.id = g.item_id AND i.deleted_at IS NULL"
        " WHERE g.deleted_at IS NULL AND g.preferred = 0 AND g.source = 'analyst' AND g.radius_m > 0"
        " AND g.latitude IS NOT NULL AND g.role = 'camera'"
        " AND NOT EXISTS (SELECT 1 FROM geotag p WHERE p.item_id = g.item_id AND p.preferred = 1"
        " AND p.role = 'camera' AND p.deleted_at IS NULL) ORDER BY g.id"
    )
    return {row[1]: GeotagRow(*row) for row in connection.execute(sql)}


def _board(connection: sqlite3.Connection) -> dict[str, tuple[float, float, str]]:
    sql = "SELECT target_id, x, y, placed_by FROM board_node WHERE deleted_at IS NULL"
    return {row[0]: (row[1], row[2], row[3]) for row in connection.execute(sql)}
