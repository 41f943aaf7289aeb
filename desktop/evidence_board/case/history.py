"""Reads the history of a case: steps, and what the custody log notes beside them (undo, checks, exports).

Steps come from the table ``step``; which of them touched a thing is found in their row images, so that it is also
known of what was undone since.
"""

import json
import sqlite3
from collections.abc import Iterable, Sequence

from evidence_board.case.recorder import decode_image
from evidence_board.model.history import History, HistoryEntry

__all__ = ["read_history"]

#: Tables with the words of a person on why; the column that holds them.
_REASONS = {
    "link": "reason",
    "geotag": "reason",
    "moment": "reason",
    "entity_merge": "reason",
    "clock_offset": "reason",
    "chronolocation": "reason",
    "citation": "note",
    "conflict_answer": "note",
    "same_picture": "note",
}
#: A step is told with one reason: those of more rows than this are too many to say in a line.
_FEW = 12
_LEVEL_TABLES = ("link", "geotag", "moment", "chronolocation")


def read_history(
    connection: sqlite3.Connection,
    *,
    about: str | None = None,
    actor: str | None = None,
    limit: int = 300,
) -> History:
    """Return the newest part of the history.

    Args:
        connection: a reader.
        about: id of a thing: only steps that touched it or what belongs to it.
        actor: only what this person did.
        limit: at most so many lines; undone steps that can be redone come besides.
    """
    where, given = _tests(about, actor)
    (total,) = connection.execute(f"SELECT count(*) FROM step s WHERE {where}", given).fetchone()
    columns = "s.id, s.at, s.actor, s.label, s.state"
    sql = f"SELECT {columns} FROM step s WHERE {where} AND s.state <> 'undone' ORDER BY s.id DESC LIMIT ?"
    done = connection.execute(sql, (*given, limit + 1)).fetchall()
    sql = f"SELECT {columns} FROM step s WHERE {where} AND s.state = 'undone' ORDER BY s.id DESC"
    undone = connection.execute(sql, given).fetchall()
    complete = len(done) <= limit
    done = done[:limit]
    told = _told(connection, [*done, *undone])
    entries = [told[row[0]] for row in done]
    if about is None:
        notes = _notes(connection, actor=actor, limit=limit, from_at="" if complete else str(done[-1][1]))
        entries = sorted([*entries, *notes], key=lambda one: one.at, reverse=True)
    row = connection.execute("SELECT at FROM custody ORDER BY seq LIMIT 1").fetchone()
    return History(
        entries=tuple(entries),
        undone=tuple(told[row[0]] for row in undone),
        total=total,
        since=str(row[0]) if row else "",
        complete=complete,
    )


def _tests(about: str | None, actor: str | None) -> tuple[str, tuple[object, ...]]:
    tests, given = ["1"], []
    if about is not None:
        # The images of all that belongs to a thing hold its id: positions, times, links, tags, citations.
        tests.append("s.id IN (SELECT step_id FROM change WHERE row_id = ? OR instr(before, ?) OR instr(after, ?))")
        given += [about, about, about]
    if actor is not None:
        tests.append("s.actor = ?")
        given.append(actor)
    return " AND ".join(tests), tuple(given)


def _told(connection: sqlite3.Connection, rows: Sequence[tuple[int, str, str, str, str]]) -> dict[int, HistoryEntry]:
    ids = [row[0] for row in rows]
    listed = json.dumps(ids)
    tables = {
        step_id: table
        for step_id, table, _ in connection.execute(
            "SELECT step_id, tbl, max(n) FROM (SELECT step_id, tbl, count(*) AS n FROM change"
            " WHERE step_id IN (SELECT value FROM json_each(?)) GROUP BY step_id, tbl) GROUP BY step_id",
            (listed,),
        )
    }
    actions = _actions(connection, rows)
    reasons, was = _reasons(connection, listed), _levels(connection, listed)
    return {
        row[0]: HistoryEntry(
            step_id=row[0],
            at=row[1],
            actor=row[2],
            words=row[3],
            action=actions.get(row[0], ""),
            state=row[4],
            reason=reasons.get(row[0], ""),
            was=was.get(row[0], ""),
            table=tables.get(row[0], ""),
        )
        for row in rows
    }


def _actions(connection: sqlite3.Connection, rows: Iterable[tuple[int, str, str, str, str]]) -> dict[int, str]:
    oldest = min((row[1] for row in rows), default="")
    # The step is the last key of the canonical detail, so its number can be cut off without parsing it all.
    sql = (
        "SELECT CAST(substr(detail, instr(detail, '\"step\":') + 7) AS INTEGER), action, min(seq) FROM custody"
        " WHERE at >= ? AND instr(detail, '\"step\":') > 0 AND action NOT IN ('undone','redone') GROUP BY 1"
    )
    return {int(step): str(action) for step, action, _ in connection.execute(sql, (oldest,))}


def _notes(connection: sqlite3.Connection, *, actor: str | None, limit: int, from_at: str) -> list[HistoryEntry]:
    sql = (
        "SELECT at, actor, action, detail FROM custody WHERE at >= ?"
        " AND (action IN ('undone','redone') OR CASE json_valid(detail) WHEN 1 THEN json_extract(detail, '$.step') END"
        " IS NULL)"
        f"{'' if actor is None else ' AND actor = ?'} ORDER BY seq DESC LIMIT ?"
    )
    given: tuple[object, ...] = (from_at, limit) if actor is None else (from_at, actor, limit)
    found = []
    for at, who, action, detail in connection.execute(sql, given):
        try:
            said = json.loads(detail)
        except ValueError:
            # A damaged entry is named by the check; here it is only told by its word.
            said = {}
        words = said.get("label") or said.get("words") or ""
        found.append(HistoryEntry(None, at, who, str(words), action, state="noted", reason=_about(said)))
    return found


def _about(said: dict[str, object]) -> str:
    """Return what a note is about in words, as far as it says: a title, a name."""
    for name in ("title", "name"):
        value = said.get(name)
        if isinstance(value, str) and value:
            return value
    return ""


def _reasons(connection: sqlite3.Connection, listed: str) -> dict[int, str]:
    found: dict[int, str] = {}
    for table, column in _REASONS.items():
        place = _place(connection, table, column)
        for step_id, before, after in _images(connection, listed, table):
            new = _value(after, place)
            old = _value(before, place)
            if new and new != old and step_id not in found:
                # Words that were only added to are told without what stood there before.
                found[step_id] = new.removeprefix(f"{old}\n") if old else new
    return found


def _levels(connection: sqlite3.Connection, listed: str) -> dict[int, str]:
    changed: dict[int, set[tuple[str, str]]] = {}
    for table in _LEVEL_TABLES:
        place = _place(connection, table, "level")
        for step_id, before, after in _images(connection, listed, table):
            pair = (_value(before, place), _value(after, place))
            if all(pair) and pair[0] != pair[1]:
                changed.setdefault(step_id, set()).add(pair)
    return {step_id: f"{old} → {new}" for step_id, pairs in changed.items() if len(pairs) == 1 for old, new in pairs}


def _images(connection: sqlite3.Connection, listed: str, table: str) -> list[tuple[int, str | None, str | None]]:
    sql = (
        "SELECT step_id, before, after FROM change WHERE step_id IN (SELECT value FROM json_each(?)) AND tbl = ?"
        " AND step_id IN (SELECT step_id FROM change WHERE step_id IN (SELECT value FROM json_each(?))"
        " GROUP BY step_id HAVING count(*) <= ?) ORDER BY id"
    )
    return connection.execute(sql, (listed, table, listed, _FEW)).fetchall()


def _place(connection: sqlite3.Connection, table: str, column: str) -> int:
    return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")].index(column)


def _value(image: str | None, place: int) -> str:
    if image is None:
        return ""
    values = decode_image(image)
    # An older image may lack columns that came later.
    return str(values[place] or "") if place < len(values) else ""
