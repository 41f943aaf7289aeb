"""Reads the light rows of posts: account, words, time of publishing, files in order."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

from evidence_board.case.overview_items import moment_from_row
from evidence_board.model.case_index import PostRow
from evidence_board.model.changes import ChangeSet

__all__ = ["patched_posts", "read_posts"]

#: Letters of a post that its row keeps: enough for two lines, and to find it by.
_TEXT = 400
_POST = (
    f"SELECT o.id, o.ref, a.id, ifnull(a.handle, ''), o.platform, ifnull(o.native_id, ''), ifnull(o.url, ''),"
    f" substr(o.text, 1, {_TEXT}), ifnull(o.language, ''), o.reposts_id, o.quotes_id, o.replies_to_id,"
    " o.is_repost FROM post o"
    " LEFT JOIN account a ON a.id = o.account_id AND a.deleted_at IS NULL"
    " WHERE o.deleted_at IS NULL{some} ORDER BY length(o.ref), o.ref"
)
_POSTED = (
    "SELECT m.target_id, m.raw, m.local, m.utc, m.precision, m.zone, m.zone_source, m.until_local, m.until_utc"
    " FROM moment m WHERE m.kind = 'post' AND m.role = 'published' AND m.preferred = 1 AND m.deleted_at IS NULL{some}"
    " ORDER BY m.id DESC"
)
_ITEMS = (
    "SELECT p.post_id, p.item_id FROM post_item p JOIN item i ON i.id = p.item_id AND i.deleted_at IS NULL"
    " WHERE p.deleted_at IS NULL{some} ORDER BY p.post_id, p.ordinal, p.id"
)
#: Table -> how a changed row of it leads to the posts whose rows tell of it.
_TOUCHED = {
    "post_item": "SELECT post_id FROM post_item WHERE id IN (SELECT value FROM json_each(?))",
    "moment": "SELECT target_id FROM moment WHERE kind = 'post' AND id IN (SELECT value FROM json_each(?))",
    "account": "SELECT id FROM post WHERE account_id IN (SELECT value FROM json_each(?))",
    "item": "SELECT post_id FROM post_item WHERE item_id IN (SELECT value FROM json_each(?))",
}


def read_posts(connection: sqlite3.Connection, ids: str | None = None) -> dict[str, PostRow]:
    """Read posts in the order of their refs.

    Args:
        connection: a reader.
        ids: JSON array of post ids (others are passed over), or None for all.
    """

    def rows(sql: str, column: str) -> list[tuple[Any, ...]]:
        some = "" if ids is None else f" AND {column} IN (SELECT value FROM json_each(?))"
        return connection.execute(sql.format(some=some), () if ids is None else (ids,)).fetchall()

    posted = {row[0]: moment_from_row(row[1:]) for row in rows(_POSTED, "m.target_id")}
    items: dict[str, list[str]] = {}
    for post_id, item_id in rows(_ITEMS, "p.post_id"):
        items.setdefault(post_id, []).append(item_id)
    found = {}
    for row in rows(_POST, "o.id"):
        row_id, ref, account_id, account, platform, native_id, url, text, language, *leans = row
        reposts, quotes, replies, is_repost = leans
        found[row_id] = PostRow(
            id=row_id,
            ref=ref,
            account_id=account_id,
            account=account,
            platform=platform,
            native_id=native_id,
            url=url,
            text=text,
            language=language,
            posted=posted.get(row_id),
            item_ids=tuple(dict.fromkeys(items.get(row_id, ()))),
            reposts_id=reposts,
            quotes_id=quotes,
            replies_id=replies,
            is_repost=bool(is_repost),
        )
    return found


def patched_posts(
    old: Mapping[str, PostRow], connection: sqlite3.Connection, changes: ChangeSet
) -> Mapping[str, PostRow]:
    """Return the rows after a change set, reading only the posts it touched; no row may have been deleted."""
    touched = set(changes.ids("post"))
    for table, sql in _TOUCHED.items():
        changed = changes.ids(table)
        if changed:
            touched.update(row[0] for row in connection.execute(sql, (json.dumps(changed),)))
    if not touched:
        return old
    new = read_posts(connection, json.dumps(sorted(touched)))
    merged = {key: row for key, row in old.items() if key not in touched or key in new} | new
    return merged if new.keys() <= old.keys() else dict(_ordered(merged))


def _ordered(rows: Mapping[str, PostRow]) -> Iterable[tuple[str, PostRow]]:
    return sorted(rows.items(), key=lambda pair: (len(pair[1].ref), pair[1].ref))
