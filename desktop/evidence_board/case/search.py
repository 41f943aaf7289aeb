"""The search index of a case: names, captions, notes, tags, sources and raw metadata, folded, in FTS5.

Kept in step by a hook of the gate; never recorded by undo. What is indexed of each thing: `search_documents`.
"""

import contextlib
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from evidence_board.case.search_documents import put_document, renew_documents
from evidence_board.text import fold, query_words, skeletons, word_forms

__all__ = ["Hit", "index_metadata", "index_what_is_new", "is_index_damage", "reindex", "search"]

_TITLE = {
    "item": "CASE WHEN title <> '' THEN title ELSE file_name END",
    "account": "handle",
    "post": "CASE WHEN text <> '' THEN text ELSE ifnull(url, ref) END",
    "link": "relation",
}

#: Fewer consonants than this would find half of all names.
_LEAST_HEARD = 2
#: A name weighs more than a note, a note more than a tag of a camera.
_WEIGHT = {
    "name": 4.0,
    "earlier name": 3.5,
    "tag": 3.0,
    "text": 2.0,
    "region": 2.0,
    "position": 1.5,
    "time": 1.5,
    "source": 1.5,
    "evidence": 1.5,
    "notes": 1.5,
    "seen as": 1.5,
    "details": 1.0,
    "metadata": 0.5,
}


#: Rows with words that the first version left out of the index.
_NOT_SEARCHED_BEFORE = {"geotag": "reason <> ''", "moment": "reason <> ''"} | dict.fromkeys(
    ("account", "unit", "location"), "1"
)


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found. ``where`` names the field, ``score`` grows with the match."""

    kind: str
    row_id: str
    ref: str
    title: str
    where: str
    score: float


def reindex(connection: sqlite3.Connection, touched: Iterable[tuple[str, str]]) -> None:
    """Renew the documents of touched rows; rows of names, tags, sources and the like renew what they belong to.

    A damaged index is no reason to refuse an edit: it is made anew from its documents.
    """
    listed = list(touched)
    _with_sound_index(connection, lambda: renew_documents(connection, listed))


def index_what_is_new(connection: sqlite3.Connection) -> None:
    """Index, in a case of the first version, the words that its own program did not search: reasons and details."""
    rows = [
        (table, row_id)
        for table, where in _NOT_SEARCHED_BEFORE.items()
        for (row_id,) in connection.execute(f"SELECT id FROM {table} WHERE {where}").fetchall()
    ]
    reindex(connection, rows)


def is_index_damage(error: sqlite3.DatabaseError) -> bool:
    """Tell whether the search index itself cannot be used."""
    # A plain "constraint failed", of no column, is what a torn index gives when it is written.
    codes = ("SQLITE_CORRUPT_VTAB", "SQLITE_CONSTRAINT")
    return "fts5" in str(error) or getattr(error, "sqlite_errorname", "") in codes


def _with_sound_index(connection: sqlite3.Connection, write: Callable[[], None]) -> None:
    # A savepoint makes FTS5 write what it holds back, so that it fails here and not in the commit.
    connection.execute("SAVEPOINT search_index")
    try:
        write()
        connection.execute("RELEASE search_index")
    except sqlite3.DatabaseError as error:
        if not is_index_damage(error) or not connection.in_transaction:
            raise
        connection.execute("INSERT INTO search_fts (search_fts) VALUES ('rebuild')")
        write()
        # A release that failed has ended the savepoint all the same.
        with contextlib.suppress(sqlite3.OperationalError):
            connection.execute("RELEASE search_index")


def index_metadata(connection: sqlite3.Connection, item_id: str, values: Iterable[str]) -> None:
    """Add the raw metadata of one item as one document."""
    text = "\n".join(values)
    try:
        put_document(connection, "item", item_id, "metadata", text)
    except sqlite3.DatabaseError as error:
        if not is_index_damage(error):
            raise
        connection.execute("INSERT INTO search_fts (search_fts) VALUES ('rebuild')")
        put_document(connection, "item", item_id, "metadata", text)


def search(connection: sqlite3.Connection, query: str, *, limit: int = 200) -> list[Hit]:
    """Find things whose words begin with the words of the query; else those that contain it.

    Case, diacritics and letter forms do not matter; Latin words find Cyrillic and Arabic names, and the
    other way round, through their plain transliteration. Where nothing is found at all, names in those scripts
    are also found by their consonants, however their vowels are spelled.
    """
    words = query_words(query)
    if not words:
        return []
    match = " AND ".join(f"({' OR '.join(_prefix(form) for form in forms)})" for forms in map(word_forms, words))
    try:
        rows = connection.execute(
            "SELECT d.kind, d.row_id, d.field, bm25(search_fts) FROM search_fts JOIN search_doc d"
            " ON d.id = search_fts.rowid WHERE search_fts MATCH ? ORDER BY bm25(search_fts) LIMIT 1000",
            (match,),
        ).fetchall()
    except sqlite3.DatabaseError as error:
        if not is_index_damage(error):
            raise
        # The documents themselves still tell.
        rows = []
    if not rows:
        needle = fold(query).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        rows = connection.execute(
            "SELECT kind, row_id, field, -0.1 FROM search_doc WHERE folded LIKE ? ESCAPE '\\' LIMIT 1000",
            (f"%{needle}%",),
        ).fetchall()
    if not rows:
        rows = _by_ear(connection, query)
    best: dict[tuple[str, str], tuple[float, str]] = {}
    for kind, row_id, field, rank in rows:
        score = -float(rank) * _WEIGHT.get(field, 1.0) + _WEIGHT.get(field, 1.0)
        if score > best.get((kind, row_id), (-1.0, ""))[0]:
            best[kind, row_id] = (score, field)
    ordered = sorted(best.items(), key=lambda pair: (-pair[1][0], pair[0]))
    hits = (_hit(connection, kind, row_id, score, field) for (kind, row_id), (score, field) in ordered)
    return [hit for hit in hits if hit is not None][:limit]


def _by_ear(connection: sqlite3.Connection, query: str) -> list[tuple[str, str, str, float]]:
    """Find names in other scripts by whole words of the same consonants; the last resort, so it may look at each."""
    wanted = skeletons(query)
    joined = "".join(wanted)
    if len(joined) < _LEAST_HEARD:
        return []
    names = connection.execute(
        "SELECT kind, row_id, field, folded FROM search_doc WHERE field = 'name' AND folded GLOB '*[^ -~\t\r\n]*'"
    )
    return [
        (kind, row_id, field, -0.05) for kind, row_id, field, folded in names if _sounds(wanted, joined, str(folded))
    ]


def _sounds(wanted: list[str], joined: str, folded: str) -> bool:
    words = skeletons(folded)
    if set(wanted) <= set(words):
        return True
    # "al Assad" is one word in Arabic, and two in some passports.
    return any("".join(words[first : first + length]) == joined for first in range(len(words)) for length in (1, 2, 3))


def _prefix(word: str) -> str:
    return f'"{word}"*'


def _hit(connection: sqlite3.Connection, kind: str, row_id: str, score: float, field: str) -> Hit | None:
    title = _TITLE.get(kind, "name")
    row = connection.execute(
        f"SELECT ref, {title} FROM {kind} WHERE id = ? AND deleted_at IS NULL", (row_id,)
    ).fetchone()
    return Hit(kind, row_id, row[0], row[1], field, round(score, 4)) if row else None
