"""Which things a change set is about: a position leads to its file, a link that is gone to its two ends."""

import sqlite3

from evidence_board.case.recorder import decode_image
from evidence_board.model.changes import ChangeSet, RowChange

__all__ = ["described_things"]

#: Values of which one counts and the others are kept beside it.
_KEPT_BESIDE = frozenset({"geotag", "moment"})
_THINGS = frozenset({"item", "account", "person", "unit", "location", "equipment", "event", "link", "post"})
#: Columns that lead from a row of these tables to what it describes.
_LEADS = {
    "geotag": ("item_id",),
    "moment": ("target_id",),
    "post": ("account_id",),
    "post_item": ("post_id", "item_id"),
    "occurrence": ("item_id",),
    "tagging": ("target_id",),
    "problem": ("item_id",),
    "entity_name": ("entity_id",),
    "account_name": ("account_id",),
    "collection_record": ("item_id",),
    "region": ("item_id",),
    "album_item": ("item_id",),
    "match_point": ("item_id",),
    "sight_line": ("item_id",),
    "sun_mark": ("item_id",),
    "chronolocation": ("item_id",),
    "picture_geometry": ("item_id",),
    "map_drawing": ("target_id",),
    "entity_merge": ("kept_id",),
    "citation": ("claim_id",),
    "board_node": ("target_id",),
    "link": ("src_id", "dst_id"),
}


def described_things(connection: sqlite3.Connection, changes: ChangeSet, *, most: int) -> list[str]:
    """Return ids of the things that a step changed, without repeats, what was changed itself first.

    Rows that the step took away are looked up in the history, so that they lead somewhere as well. An id may
    be of a thing that is in the bin or gone.

    Args:
        connection: a reading connection.
        changes: of the step.
        most: steps with more rows than this give nothing: nobody looks for one thing among them.
    """
    if changes.whole or len(changes.rows) > most:
        return []
    own = [row.row_id for row in changes.rows if row.table in _THINGS]
    telling = [row for row in changes.rows if row.table not in _KEPT_BESIDE or _counted(connection, row)]
    # A corrected clock adds a time to each photo; it changed those where that time counted.
    rows = telling if any(row.table in _LEADS for row in telling) else changes.rows
    near = [one for row in rows for one in _ends(connection, row)]
    return list(dict.fromkeys((*own, *near)))


def _counted(connection: sqlite3.Connection, row: RowChange) -> bool:
    """Tell whether a position or time counted before or after its newest change."""
    sql = "SELECT before, after FROM change WHERE tbl = ? AND row_id = ? ORDER BY id DESC LIMIT 1"
    images = connection.execute(sql, (row.table, row.row_id)).fetchone()
    if images is None:
        return True
    names = [info[1] for info in connection.execute(f"PRAGMA table_info({row.table})")]
    at = names.index("preferred")
    values = [decode_image(image) for image in images if image is not None]
    return any(len(found) > at and bool(found[at]) for found in values) or not values


def _ends(connection: sqlite3.Connection, row: RowChange) -> list[str]:
    columns = _LEADS.get(row.table)
    if columns is None:
        return []
    sql = f"SELECT {', '.join(columns)} FROM {row.table} WHERE id = ?"
    found = connection.execute(sql, (row.row_id,)).fetchone() or _remembered(connection, row, columns)
    ends = [str(one) for one in found if one is not None]
    # A step on the files of a post is about the post, as long as there is one.
    return ends[:1] if row.table == "post_item" and ends and _is_live(connection, "post", ends[0]) else ends


def _is_live(connection: sqlite3.Connection, table: str, row_id: str) -> bool:
    sql = f"SELECT 1 FROM {table} WHERE id = ? AND deleted_at IS NULL"
    return connection.execute(sql, (row_id,)).fetchone() is not None


def _remembered(connection: sqlite3.Connection, row: RowChange, columns: tuple[str, ...]) -> list[object]:
    """Values of a row that is gone, from its newest image."""
    sql = "SELECT coalesce(after, before) FROM change WHERE tbl = ? AND row_id = ? ORDER BY id DESC LIMIT 1"
    image = connection.execute(sql, (row.table, row.row_id)).fetchone()
    if image is None or image[0] is None:
        return []
    names = [info[1] for info in connection.execute(f"PRAGMA table_info({row.table})")]
    values = dict(zip(names, decode_image(image[0]), strict=False))
    return [values.get(name) for name in columns]
