"""Reads everything about one post."""

import sqlite3
from typing import Any

from evidence_board.model.moments import Moment
from evidence_board.model.posts import PostMedia, PostRecord, PostRef, PostTime

__all__ = ["read_post"]

_POST = (
    "SELECT p.id, p.ref, a.id AS account_id, ifnull(a.handle, '') AS account, p.platform,"
    " ifnull(p.native_id, '') AS native_id, ifnull(p.url, '') AS url, ifnull(p.archive_url, '') AS archive_url,"
    " p.text, ifnull(p.language, '') AS language, ifnull(p.translation, '') AS translation,"
    " ifnull(p.translated_by, '') AS translated_by, p.notes, p.created_at, p.created_by,"
    " p.reposts_id, p.quotes_id, p.replies_to_id FROM post p"
    " LEFT JOIN account a ON a.id = p.account_id AND a.deleted_at IS NULL"
    " WHERE p.id = ? AND p.deleted_at IS NULL"
)
_REF = (
    "SELECT p.id, p.ref, ifnull(a.handle, ''), p.text FROM post p"
    " LEFT JOIN account a ON a.id = p.account_id AND a.deleted_at IS NULL WHERE p.deleted_at IS NULL"
)
_MEDIA = (
    "SELECT i.id, i.ref, CASE WHEN i.title <> '' THEN i.title ELSE i.file_name END FROM post_item m"
    " JOIN item i ON i.id = m.item_id AND i.deleted_at IS NULL"
    " WHERE m.post_id = ? AND m.deleted_at IS NULL ORDER BY m.ordinal, m.id"
)
_TIMES = (
    "SELECT id, role, source, level, approximate, preferred, reason, raw, local, utc, precision, zone, zone_source"
    " FROM moment WHERE target_id = ? AND deleted_at IS NULL ORDER BY preferred DESC, id DESC"
)


def read_post(connection: sqlite3.Connection, post_id: str) -> PostRecord | None:
    """Return everything about one post, or None when it is gone or in the bin."""
    cursor = connection.execute(_POST, (post_id,))
    row = cursor.fetchone()
    if row is None:
        return None
    values: dict[str, Any] = dict(zip((column[0] for column in cursor.description), row, strict=True))
    reposts_id, quotes_id, replies_to_id = (values.pop(name) for name in ("reposts_id", "quotes_id", "replies_to_id"))
    return PostRecord(
        **values,
        media=tuple(PostMedia(*one) for one in connection.execute(_MEDIA, (post_id,))),
        times=tuple(_time(one) for one in connection.execute(_TIMES, (post_id,))),
        reposts=_ref(connection, reposts_id),
        quotes=_ref(connection, quotes_id),
        replies_to=_ref(connection, replies_to_id),
        original=_original(connection, reposts_id),
        reposted_by=_refs(connection, "reposts_id", post_id),
        quoted_by=_refs(connection, "quotes_id", post_id),
        replies=_refs(connection, "replies_to_id", post_id),
    )


def _ref(connection: sqlite3.Connection, post_id: str | None) -> PostRef | None:
    row = connection.execute(f"{_REF} AND p.id = ?", (post_id,)).fetchone()
    return PostRef(*row) if row else None


def _refs(connection: sqlite3.Connection, column: str, post_id: str) -> tuple[PostRef, ...]:
    rows = connection.execute(f"{_REF} AND p.{column} = ? ORDER BY length(p.ref), p.ref", (post_id,))
    return tuple(PostRef(*row) for row in rows)


def _original(connection: sqlite3.Connection, post_id: str | None) -> PostRef | None:
    """Follow a chain of reposts to its first post; nothing where it leads into the bin, or in a ring."""
    seen: set[str] = set()
    while post_id is not None and post_id not in seen:
        seen.add(post_id)
        row = connection.execute(
            "SELECT reposts_id FROM post WHERE id = ? AND deleted_at IS NULL", (post_id,)
        ).fetchone()
        if row is None:
            return None
        if row[0] is None:
            return _ref(connection, post_id)
        post_id = row[0]
    return None


def _time(row: tuple[Any, ...]) -> PostTime:
    row_id, role, source, level, approximate, preferred, reason = row[:7]
    return PostTime(row_id, role, Moment(*row[7:]), source, level, bool(approximate), bool(preferred), reason)
