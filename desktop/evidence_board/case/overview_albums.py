"""Reads collections and saved views for the panes."""

import sqlite3

from evidence_board.model.case_index import AlbumRow, SavedViewRow

__all__ = ["read_albums", "read_views"]

_ITEMS = (
    "SELECT a.album_id, a.item_id FROM album_item a JOIN item i ON i.id = a.item_id AND i.deleted_at IS NULL"
    " WHERE a.deleted_at IS NULL ORDER BY a.album_id, a.ordinal, a.id"
)


def read_albums(connection: sqlite3.Connection) -> dict[str, AlbumRow]:
    """Read the collections by name, each with its live files in order."""
    items: dict[str, list[str]] = {}
    for album_id, item_id in connection.execute(_ITEMS):
        items.setdefault(album_id, []).append(item_id)
    sql = "SELECT id, name, notes FROM album WHERE deleted_at IS NULL ORDER BY name COLLATE NOCASE, id"
    return {
        row_id: AlbumRow(row_id, name, notes, tuple(dict.fromkeys(items.get(row_id, ()))))
        for row_id, name, notes in connection.execute(sql)
    }


def read_views(connection: sqlite3.Connection) -> dict[str, SavedViewRow]:
    """Read the saved views in the order that a person gave them, else by name."""
    place = "CASE WHEN json_valid(layout) THEN json_extract(layout, '$.place') END"
    sql = (
        "SELECT id, name, query, layout FROM saved_view WHERE deleted_at IS NULL"
        f" ORDER BY {place} IS NULL, {place}, name COLLATE NOCASE, id"
    )
    return {row[0]: SavedViewRow(*row) for row in connection.execute(sql)}
