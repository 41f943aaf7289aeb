"""Who published a file first, as far as the case knows: a repost never makes its account the author.

A post that only passes on another one stands for that one: the account and the time shown are those of the first
post of the chain. Where the chain leads to a post in the bin, or the original was removed for good, nobody knows.
"""

import json
import sqlite3
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from evidence_board.model.moments import Moment

__all__ = ["Published", "items_published", "read_published"]

_ON_POSTS = (
    "SELECT p.item_id, o.id, o.is_repost OR o.reposts_id IS NOT NULL, o.account_id FROM post_item p"
    " JOIN post o ON o.id = p.post_id AND o.deleted_at IS NULL WHERE p.deleted_at IS NULL{some}"
)
_POSTS = (
    "SELECT o.id, o.account_id, a.handle, m.raw, m.local, m.utc, m.precision, m.zone, m.zone_source, m.until_local,"
    " m.until_utc FROM post o LEFT JOIN account a ON a.id = o.account_id AND a.deleted_at IS NULL"
    " LEFT JOIN moment m ON m.target_id = o.id AND m.role = 'published' AND m.preferred = 1 AND m.deleted_at IS NULL"
    " WHERE o.deleted_at IS NULL AND o.id IN (SELECT value FROM json_each(?))"
)
_REPOSTS = "SELECT id, reposts_id FROM post WHERE (is_repost OR reposts_id IS NOT NULL) AND deleted_at IS NULL"
_BY_LINK = (
    "SELECT k.dst_id, a.id, a.handle FROM link k JOIN account a ON a.id = k.src_id AND a.deleted_at IS NULL"
    " WHERE k.relation = 'posted' AND k.dst_kind = 'item' AND k.deleted_at IS NULL{some} ORDER BY k.id"
)
#: The posts in question, every post that passes one of them on, and so forth; then the files on all of them.
_LEANING = (
    "WITH RECURSIVE account_ids(id) AS (SELECT value FROM json_each(:accounts)),"
    " leaning(id) AS (SELECT value FROM json_each(:posts)"
    " UNION SELECT target_id FROM moment WHERE kind = 'post' AND id IN (SELECT value FROM json_each(:moments))"
    " UNION SELECT p.id FROM account_ids c JOIN post p ON p.account_id = c.id"
    " UNION SELECT p.id FROM leaning l JOIN post p ON p.reposts_id = l.id)"
    " SELECT item_id FROM post_item WHERE post_id IN (SELECT id FROM leaning)"
    " UNION SELECT dst_id FROM link WHERE src_id IN (SELECT id FROM account_ids) AND relation = 'posted'"
)


class Published(NamedTuple):
    """Row id and handle of the account that published a file first, and when; each None when not known."""

    account_id: str | None
    handle: str | None
    posted: Moment | None


def read_published(connection: sqlite3.Connection, ids: str | None = None) -> dict[str, Published]:
    """Return who published files first and when, by the id of the file; files that nobody published are left out.

    Args:
        connection: a reader.
        ids: JSON array of item ids, or None for all.
    """

    def rows(sql: str, column: str) -> list[tuple[Any, ...]]:
        some = "" if ids is None else f" AND {column} IN (SELECT value FROM json_each(?))"
        return connection.execute(sql.format(some=some), () if ids is None else (ids,)).fetchall()

    first_of = _chains(connection)
    posts_of: dict[str, set[str]] = {}
    passed_on_by: dict[str, set[str]] = {}
    for item_id, post_id, is_repost, account_id in rows(_ON_POSTS, "p.item_id"):
        original = first_of(post_id) if is_repost else post_id
        if original is not None:
            posts_of.setdefault(item_id, set()).add(original)
        if is_repost and account_id is not None:
            passed_on_by.setdefault(item_id, set()).add(account_id)
    posts = _posts(connection, {post_id for some_ids in posts_of.values() for post_id in some_ids})
    found: dict[str, Published] = {}
    for item_id, account_id, handle in rows(_BY_LINK, "k.dst_id"):
        # That an account posted a file is true of a repost as well; it only does not make it the author.
        if account_id not in passed_on_by.get(item_id, ()):
            found[item_id] = Published(account_id, handle, None)
    for item_id, some_ids in posts_of.items():
        told = [posts[one] for one in sorted(some_ids) if one in posts]
        if told:
            found[item_id] = _first(told, found.get(item_id))
    return found


def items_published(
    connection: sqlite3.Connection, *, accounts: Sequence[str], posts: Sequence[str], moments: Sequence[str]
) -> set[str]:
    """Return the ids of the files whose publisher may hang on some rows, through however many reposts.

    Args:
        connection: a reader.
        accounts: row ids of accounts.
        posts: row ids of posts.
        moments: row ids of times; those of other things than posts are passed over.
    """
    given = {"accounts": json.dumps(accounts), "posts": json.dumps(posts), "moments": json.dumps(moments)}
    return {row[0] for row in connection.execute(_LEANING, given)}


def _chains(connection: sqlite3.Connection) -> Callable[[str], str | None]:
    """Return what leads from a repost to the first post of its chain; None for a ring and where the first is gone."""
    nexts: dict[str, str | None] = dict(connection.execute(_REPOSTS).fetchall())

    def first_of(post_id: str) -> str | None:
        here: str | None = post_id
        seen = set()
        while here in nexts:
            seen.add(here)
            here = nexts[here]
            if here in seen:
                return None
        return here

    return first_of


def _posts(connection: sqlite3.Connection, post_ids: set[str]) -> dict[str, Published]:
    """Read live posts; those in the bin are left out, so that a chain that leads there tells nothing."""
    rows = connection.execute(_POSTS, (json.dumps(sorted(post_ids)),))
    return {row[0]: Published(row[1], row[2], Moment(*row[3:]) if row[4] else None) for row in rows}


def _first(told: list[Published], by_link: Published | None) -> Published:
    """Return the earliest of several posts; one without a time stands behind those with one."""
    ordered = sorted(told, key=lambda one: (one.posted is None, one.posted.local if one.posted else ""))
    named = next((one for one in ordered if one.account_id is not None), by_link)
    return Published(named and named.account_id, named and named.handle, ordered[0].posted)
