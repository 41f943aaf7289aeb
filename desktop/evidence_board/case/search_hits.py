"""What a search found: things with their titles, and the words around a match as they were written."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace

from evidence_board.case.refs import kept_entity
from evidence_board.case.search_documents import texts_of
from evidence_board.text_match import Matcher

__all__ = ["Found", "Hit", "live", "snippet"]

_TITLE = {
    "item": "CASE WHEN title <> '' THEN title ELSE file_name END",
    "account": "handle",
    "post": "CASE WHEN text <> '' THEN text ELSE ifnull(url, ref) END",
    "link": "relation",
    "geotag": "source",
}
_MERGED = frozenset({"account", "person", "unit", "location", "equipment", "event"})
#: Letters shown before a match, and in all.
_BEFORE, _AROUND = 32, 120


@dataclass(frozen=True, slots=True)
class Found:
    """A thing that matched, not yet looked up: how well, in which field, and the id of what it goes along with."""

    score: float
    field: str
    along: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found. ``where`` names the field, ``score`` grows with the match.

    Attributes:
        kind: table of the thing.
        row_id: its id.
        ref: as people say it.
        title: its name, or what it says.
        where: the field that matched; ``placed there`` and ``linked`` for what goes with a thing found by name.
        score: grows with the match.
        text: words around the match as written, where they were looked up with `snippet`.
        spans: where the match stands in them (start, end).
        along: id of the thing found by name that this one is placed at, posted by or linked to.
    """

    kind: str
    row_id: str
    ref: str
    title: str
    where: str
    score: float
    text: str = ""
    spans: tuple[tuple[int, int], ...] = ()
    along: str = ""


def live(connection: sqlite3.Connection, found: Iterable[tuple[tuple[str, str], Found]]) -> list[Hit]:
    """Return the things that are not in the bin, the best first; a merged one leads to the one that was kept."""
    ordered = sorted(found, key=lambda pair: (-pair[1].score, pair[0]))
    ids: dict[str, list[str]] = {}
    for (kind, row_id), _ in ordered:
        ids.setdefault(kind, []).append(row_id)
    rows = {kind: _rows(connection, kind, wanted) for kind, wanted in ids.items()}
    hits: dict[tuple[str, str], Hit] = {}
    for (kind, row_id), one in ordered:
        row = rows[kind].get(row_id)
        if row is None and kind in _MERGED:
            row_id = kept_entity(connection, kind, row_id)
            row = _rows(connection, kind, [row_id]).get(row_id)
        if row is not None and (kind, row_id) not in hits:
            hits[kind, row_id] = Hit(kind, row_id, row[0], row[1], one.field, round(one.score, 4), along=one.along)
    return list(hits.values())


def _rows(connection: sqlite3.Connection, kind: str, ids: list[str]) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for first in range(0, len(ids), 500):
        some = ids[first : first + 500]
        marks = ",".join("?" * len(some))
        sql = f"SELECT id, ref, {_TITLE.get(kind, 'name')} FROM {kind} WHERE id IN ({marks}) AND deleted_at IS NULL"
        found.update((row[0], (row[1], row[2])) for row in connection.execute(sql, some))
    return found


def snippet(connection: sqlite3.Connection, hit: Hit, wanted: Matcher) -> Hit:
    """Return a hit with the words around its match as they were written, and where the match stands in them."""
    for text in texts_of(connection, hit.kind, hit.row_id, hit.where):
        spans = wanted.spans(text)
        if spans:
            start = max(0, spans[0][0] - _BEFORE) if len(text) > _AROUND else 0
            if start:
                # Not in the middle of a word.
                start = text.find(" ", start, spans[0][0]) + 1 or start
            part = text[start : start + _AROUND]
            shown = tuple((a - start, min(b - start, len(part))) for a, b in spans if a - start < len(part))
            before = "… " if start else ""
            after = " …" if start + _AROUND < len(text) else ""
            moved = tuple((a + len(before), b + len(before)) for a, b in shown)
            line = "".join(" " if letter.isspace() else letter for letter in part)
            return replace(hit, text=f"{before}{line}{after}", spans=moved)
    return hit
