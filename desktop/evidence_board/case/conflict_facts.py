"""Reads the flat facts from which conflicts are found, of all files or of some; never on the GUI thread."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from evidence_board.case.clock_offsets import read_display_zone
from evidence_board.model.conflict_facts import (
    AccountFact,
    AnswerFact,
    CollectionFact,
    ConflictFacts,
    FileFact,
    PlaceFact,
    PositionFact,
    PostFact,
    TimeFact,
)
from evidence_board.model.moments import now_utc

__all__ = [
    "read_accounts",
    "read_answers",
    "read_conflict_facts",
    "read_display_zone",
    "read_files",
    "read_same",
    "touched_by_rows",
]

#: A position that only names its place stands where the place is.
_POSITION = (
    "g.id, g.role, g.source, ifnull(g.latitude, l.latitude), ifnull(g.longitude, l.longitude),"
    " CASE WHEN g.latitude IS NULL THEN max(ifnull(g.radius_m, 0), ifnull(l.radius_m, 0)) ELSE g.radius_m END,"
    " g.preferred, g.level, g.stamp_utc, ifnull(nullif(g.place_text, ''), ifnull(l.name, '')), ifnull(g.precision, ''),"
    " ifnull(g.chosen_by, CASE g.source WHEN 'analyst' THEN 'person' ELSE 'rule' END)"
)
_LOCATED = "LEFT JOIN location l ON l.id = g.location_id AND l.deleted_at IS NULL"
_TIME = "m.id, m.role, m.source, m.local, m.utc, m.precision, m.zone, m.until_local, m.preferred, m.approximate"
_ITEMS = (
    "SELECT i.id, i.ref, i.kind, i.file_name, i.media_type, ifnull(i.camera_make, ''), ifnull(i.camera_model, ''),"
    " ifnull(i.camera_serial, ''), i.created_at FROM item i WHERE i.deleted_at IS NULL{some}"
)
_TIMES = (
    f"SELECT m.target_id, {_TIME} FROM moment m WHERE m.kind = 'item' AND m.role = 'captured'"
    " AND m.deleted_at IS NULL{some}"
)
_POSITIONS = (
    f"SELECT g.item_id, {_POSITION} FROM geotag g {_LOCATED} WHERE g.deleted_at IS NULL"
    " AND (g.latitude IS NOT NULL OR l.latitude IS NOT NULL){some}"
)
_POSTS = (
    f"SELECT p.item_id, o.id, o.ref, o.account_id, ifnull(o.url, ''), {_TIME} FROM post_item p"
    " JOIN post o ON o.id = p.post_id AND o.deleted_at IS NULL LEFT JOIN moment m ON m.target_id = o.id"
    " AND m.role = 'published' AND m.preferred = 1 AND m.deleted_at IS NULL WHERE p.deleted_at IS NULL{some}"
)
_PROBLEMS = "SELECT p.item_id, p.code FROM problem p WHERE p.deleted_at IS NULL{some}"
#: What is usual of how files are built is not worth a row for each of them.
_SOFTWARE = (
    "SELECT r.item_id, r.tag, substr(r.value, 1, 500) FROM raw_tag r WHERE r.tag IN"
    " ('Software', 'ProcessingSoftware', 'xmp:CreatorTool', 'tiff:Software', 'xmpMM:History/stEvt:softwareAgent',"
    " 'OriginatingProgram', 'ProgramVersion', 'com.apple.quicktime.software', 'encoder', 'DateTime', 'Comment',"
    " 'SpecialInstructions', 'JPEGSegments', 'JPEGTables') AND (r.tag NOT IN ('JPEGSegments', 'JPEGTables')"
    " OR r.value LIKE 'JFIF, %Exif%' OR r.value LIKE 'the standard%' OR r.value LIKE '%Photoshop with%'"
    " OR r.value LIKE '%Ducky%'){some}"
)
_RECORDS = (
    "SELECT c.item_id, c.generation, c.collected_at, c.post_id, c.page_url FROM collection_record c"
    " WHERE c.deleted_at IS NULL{some}"
)
_TAKEN_AT = (
    "SELECT k.src_id, k.id, l.id, l.name, l.latitude, l.longitude, l.radius_m FROM link k"
    " JOIN location l ON l.id = k.dst_id AND l.deleted_at IS NULL AND l.latitude IS NOT NULL"
    " WHERE k.relation = 'taken at' AND k.src_kind = 'item' AND k.level <> 'refuted' AND k.deleted_at IS NULL{some}"
)
_ACCOUNTS = "SELECT a.id, a.ref, a.handle, ifnull(a.created_on, '') FROM account a WHERE a.deleted_at IS NULL{some}"
_POSTS_OF_ACCOUNTS = (
    f"SELECT o.account_id, o.id, o.ref, ifnull(o.url, ''), {_TIME} FROM post o JOIN moment m ON m.target_id = o.id"
    " AND m.role = 'published' AND m.preferred = 1 AND m.deleted_at IS NULL"
    " WHERE o.account_id IS NOT NULL AND o.deleted_at IS NULL{some} ORDER BY o.account_id, o.id"
)
_TAGS_OF_POSTS = (
    f"SELECT p.post_id, {_POSITION} FROM geotag g {_LOCATED} JOIN post_item p ON p.item_id = g.item_id"
    " AND p.deleted_at IS NULL JOIN post o ON o.id = p.post_id AND o.deleted_at IS NULL WHERE g.deleted_at IS NULL"
    " AND (g.role = 'post_tag' OR g.source IN ('platform_tag', 'shared_location')) AND g.level <> 'refuted'"
    " AND (g.latitude IS NOT NULL OR l.latitude IS NOT NULL){some} ORDER BY p.post_id, p.ordinal, g.id DESC"
)
_FILES_OF_POSTS = (
    "SELECT p.post_id, p.item_id FROM post_item p JOIN post o ON o.id = p.post_id AND o.deleted_at IS NULL"
    " JOIN item i ON i.id = p.item_id AND i.deleted_at IS NULL WHERE p.deleted_at IS NULL{some}"
    " ORDER BY p.post_id, p.ordinal, p.id"
)
#: A pair of one file with itself is how a person names the copy to use, which is no pair.
_SAME = (
    "SELECT first_id, second_id FROM same_picture WHERE decision = 'same' AND first_id <> second_id"
    " AND deleted_at IS NULL ORDER BY id"
)
#: Table -> the files that a changed row of it is about.
_FILES_OF = {
    "geotag": "SELECT item_id FROM geotag WHERE id IN (SELECT value FROM json_each(?))",
    "problem": "SELECT item_id FROM problem WHERE id IN (SELECT value FROM json_each(?))",
    "post_item": "SELECT item_id FROM post_item WHERE id IN (SELECT value FROM json_each(?))",
    "collection_record": "SELECT item_id FROM collection_record WHERE id IN (SELECT value FROM json_each(?))",
    "link": "SELECT src_id FROM link WHERE src_kind = 'item' AND id IN (SELECT value FROM json_each(?))",
    "same_picture": "SELECT first_id FROM same_picture WHERE id IN (SELECT value FROM json_each(?1))"
    " UNION SELECT second_id FROM same_picture WHERE id IN (SELECT value FROM json_each(?1))",
    "post": "SELECT item_id FROM post_item WHERE post_id IN (SELECT value FROM json_each(?))",
    "moment": "SELECT target_id FROM moment WHERE kind = 'item' AND id IN (SELECT value FROM json_each(?1))"
    " UNION SELECT p.item_id FROM moment m JOIN post_item p ON p.post_id = m.target_id"
    " WHERE m.kind = 'post' AND m.id IN (SELECT value FROM json_each(?1))",
    "location": "SELECT item_id FROM geotag WHERE location_id IN (SELECT value FROM json_each(?1))"
    " UNION SELECT src_id FROM link WHERE src_kind = 'item' AND dst_id IN (SELECT value FROM json_each(?1))",
    "conflict_answer": "SELECT substr(subject, 1, instr(subject || ' ', ' ') - 1) FROM conflict_answer"
    " WHERE id IN (SELECT value FROM json_each(?))",
}
#: Table -> the accounts that a changed row of it is about.
_ACCOUNTS_OF = {
    "post": "SELECT account_id FROM post WHERE account_id IS NOT NULL AND id IN (SELECT value FROM json_each(?))",
    "moment": "SELECT o.account_id FROM moment m JOIN post o ON o.id = m.target_id"
    " WHERE o.account_id IS NOT NULL AND m.id IN (SELECT value FROM json_each(?))",
    "post_item": "SELECT o.account_id FROM post_item p JOIN post o ON o.id = p.post_id"
    " WHERE o.account_id IS NOT NULL AND p.id IN (SELECT value FROM json_each(?))",
    "geotag": "SELECT o.account_id FROM geotag g JOIN post_item p ON p.item_id = g.item_id JOIN post o"
    " ON o.id = p.post_id WHERE o.account_id IS NOT NULL AND g.id IN (SELECT value FROM json_each(?))",
}

#: Tags that say how a file is built or what a platform left in it, not which program wrote it.
_STRUCTURE = frozenset({"JPEGSegments", "JPEGTables", "Comment", "SpecialInstructions"})

_NOBODY: frozenset[str | None] = frozenset()
_NOTHING: frozenset[str] = frozenset()

Rows = Iterable[tuple[Any, ...]]


def read_conflict_facts(
    connection: sqlite3.Connection, *, item_ids: Sequence[str] | None = None, account_ids: Sequence[str] | None = None
) -> ConflictFacts:
    """Read what conflicts are found from.

    Args:
        connection: a reader.
        item_ids: the files, None for all.
        account_ids: the accounts, None for all.
    """
    files = read_files(connection, item_ids)
    same = read_same(connection) if files else ()
    return ConflictFacts(
        files=files,
        accounts=read_accounts(connection, account_ids),
        same=tuple(pair for pair in same if pair[0] in files and pair[1] in files),
        answers=read_answers(connection),
        display_zone=read_display_zone(connection),
        now=now_utc(),
    )


def read_files(connection: sqlite3.Connection, item_ids: Sequence[str] | None = None) -> dict[str, FileFact]:
    """Return the facts of files by id."""
    if item_ids is not None and not item_ids:
        return {}
    ids = None if item_ids is None else json.dumps(list(item_ids))

    def rows(sql: str, column: str) -> Rows:
        some = "" if ids is None else f" AND {column} IN (SELECT value FROM json_each(?))"
        return connection.execute(sql.format(some=some), () if ids is None else (ids,))

    times: dict[str, list[TimeFact]] = {}
    for row in rows(_TIMES, "m.target_id"):
        times.setdefault(row[0], []).append(_time(row[1:]))
    positions: dict[str, list[PositionFact]] = {}
    for row in rows(_POSITIONS, "g.item_id"):
        positions.setdefault(row[0], []).append(_position(row[1:]))
    posts: dict[str, list[PostFact]] = {}
    for item_id, post_id, ref, account_id, url, *time in rows(_POSTS, "p.item_id"):
        posted = _time(time) if time[0] is not None else None
        posts.setdefault(item_id, []).append(PostFact(post_id, ref, account_id, url, posted))
    problems: dict[str, set[str]] = {}
    for item_id, code in rows(_PROBLEMS, "p.item_id"):
        problems.setdefault(item_id, set()).add(code)
    software: dict[str, list[tuple[str, str]]] = {}
    structure: dict[str, list[tuple[str, str]]] = {}
    changed: dict[str, str] = {}
    for item_id, tag, value in rows(_SOFTWARE, "r.item_id"):
        if tag == "DateTime":
            changed.setdefault(item_id, value)
        elif tag in _STRUCTURE:
            structure.setdefault(item_id, []).append((tag, value))
        else:
            software.setdefault(item_id, []).append((tag, value))
    records = {row[0]: CollectionFact(*row[1:]) for row in rows(_RECORDS, "c.item_id")}
    places = {row[0]: PlaceFact(*row[1:]) for row in rows(_TAKEN_AT, "k.src_id")}
    found = {}
    for row_id, ref, kind, name, media_type, make, model, serial, added in rows(_ITEMS, "i.id"):
        of_item = posts.get(row_id, ())
        accounts = {one.account_id for one in of_item} if of_item else _NOBODY
        # By position, in the order of the fields: names would cost a third more.
        found[row_id] = FileFact(
            row_id,
            ref,
            kind,
            name,
            media_type,
            (make, model, serial),
            added,
            next(iter(accounts)) if len(accounts) == 1 else None,
            tuple(times.get(row_id, ())),
            tuple(positions.get(row_id, ())),
            tuple(of_item),
            frozenset(problems[row_id]) if row_id in problems else _NOTHING,
            tuple(software.get(row_id, ())),
            tuple(structure.get(row_id, ())),
            changed.get(row_id, "") if row_id in software or row_id in structure else "",
            records.get(row_id),
            places.get(row_id),
        )
    return found


def read_accounts(connection: sqlite3.Connection, account_ids: Sequence[str] | None = None) -> dict[str, AccountFact]:
    """Return the facts of accounts by id, with their dated posts in order."""
    if account_ids is not None and not account_ids:
        return {}
    ids = None if account_ids is None else json.dumps(list(account_ids))

    def rows(sql: str, column: str) -> Rows:
        some = "" if ids is None else f" AND {column} IN (SELECT value FROM json_each(?))"
        return connection.execute(sql.format(some=some), () if ids is None else (ids,))

    tags: dict[str, PositionFact] = {}
    for row in rows(_TAGS_OF_POSTS, "o.account_id"):
        tags.setdefault(row[0], _position(row[1:]))
    files: dict[str, list[str]] = {}
    for post_id, item_id in rows(_FILES_OF_POSTS, "o.account_id"):
        files.setdefault(post_id, []).append(item_id)
    posts: dict[str, list[PostFact]] = {}
    for account_id, post_id, ref, url, *time in rows(_POSTS_OF_ACCOUNTS, "o.account_id"):
        carried = tuple(files.get(post_id, ()))
        post = PostFact(post_id, ref, account_id, url, _time(time), tags.get(post_id), carried)
        posts.setdefault(account_id, []).append(post)
    return {
        row_id: AccountFact(row_id, ref, handle, created, tuple(posts.get(row_id, ())))
        for row_id, ref, handle, created in rows(_ACCOUNTS, "a.id")
    }


def read_answers(connection: sqlite3.Connection) -> dict[tuple[str, str], AnswerFact]:
    """Return what people said of conflicts, the newest of each."""
    sql = "SELECT code, subject, id, state, note FROM conflict_answer WHERE deleted_at IS NULL ORDER BY id"
    return {(row[0], row[1]): AnswerFact(*row[2:]) for row in connection.execute(sql)}


def read_same(connection: sqlite3.Connection) -> tuple[tuple[str, str], ...]:
    """Return the pairs of files that a person called the same picture."""
    return tuple((str(row[0]), str(row[1])) for row in connection.execute(_SAME))


def touched_by_rows(connection: sqlite3.Connection, table: str, row_ids: Sequence[str]) -> tuple[set[str], set[str]]:
    """Return the ids of the files and of the accounts that changed rows of a table are about."""
    ids = json.dumps(list(row_ids))
    files = {row[0] for row in connection.execute(_FILES_OF[table], (ids,))} if table in _FILES_OF else set()
    accounts = {row[0] for row in connection.execute(_ACCOUNTS_OF[table], (ids,))} if table in _ACCOUNTS_OF else set()
    if table == "item":
        files.update(row_ids)
    elif table == "account":
        accounts.update(row_ids)
    return files, accounts


def _time(row: Sequence[Any]) -> TimeFact:
    return TimeFact._make(row)


def _position(row: Sequence[Any]) -> PositionFact:
    return PositionFact._make(row)
