"""The tables of the search index, and the one that is made when a case is first opened for writing.

``search_doc`` holds one folded text per thing and field, ``search_fts`` its words, ``search_trigram`` every three
letters in a row, so that parts of words are found. The numbers of the documents are given by class, so that the
index answers in order of worth without ranking: names of entities first, raw metadata last. Why it is done so:
decision 024.
"""

import contextlib
import sqlite3
from collections.abc import Callable
from functools import cache

__all__ = [
    "CLASSES",
    "SOUND",
    "begin",
    "class_of",
    "finish",
    "first_of",
    "forget",
    "has_trigrams",
    "is_index_damage",
    "is_unfinished",
    "make_anew",
    "make_tables",
    "optional_parts",
    "put",
    "with_sound_index",
]

_TRIGRAM = (
    "CREATE VIRTUAL TABLE search_trigram USING fts5(folded, content='search_doc', content_rowid='id',"
    " tokenize='trigram case_sensitive 1', detail=none, columnsize=0)"
)
_INDEXES = ("search_fts", "search_trigram")
_ENTITIES = frozenset({"account", "person", "unit", "location", "equipment", "event"})
#: Field -> class of worth; names are told apart by what they name.
_CLASS = {
    "earlier name": 0,
    "name": 1,
    "text": 2,
    "region": 2,
    "matching point": 2,
    "drawing": 2,
    "position": 2,
    "tag": 3,
    "notes": 3,
    "source": 3,
    "evidence": 3,
    "details": 3,
    "time": 3,
    "seen as": 4,
    "metadata": 4,
    "sound": 5,
}
#: How many classes there are that are searched by words.
CLASSES = 5
#: Class of what names sound like, which is searched by itself.
SOUND = 5
_SPAN = 1 << 40
#: Below every document.
_UNFINISHED = -1


def class_of(kind: str, field: str) -> int:
    """Return the class of a document, 0 for the worthiest."""
    return 0 if field == "name" and kind in _ENTITIES else _CLASS[field]


def first_of(number: int) -> int:
    """Return the first document id of a class; ids of the next class begin where those of this one end."""
    return number * _SPAN


def has_trigrams(connection: sqlite3.Connection) -> bool:
    """Tell whether parts of words are indexed; not so in a case that was never opened for writing since."""
    sql = "SELECT 1 FROM sqlite_master WHERE name = 'search_trigram'"
    return connection.execute(sql).fetchone() is not None


def make_tables(connection: sqlite3.Connection, *, fill: Callable[[sqlite3.Connection], None]) -> bool:
    """Add the table of trigrams to a case that has none, and make every document anew; tells whether it did.

    Args:
        connection: the writing connection, inside an unrecorded transaction.
        fill: writes the documents.
    """
    if has_trigrams(connection):
        return False
    connection.execute(_TRIGRAM)
    make_anew(connection, fill=fill)
    return True


def begin(connection: sqlite3.Connection) -> bool:
    """Make what a case of an older program lacks, empty; tells whether documents are still to be written.

    What is not finished is marked by a document without words, so that it is taken up again when the case is
    closed in between; it is found by nothing.
    """
    if not has_trigrams(connection):
        connection.execute(_TRIGRAM)
        make_anew(connection, fill=_mark)
    return is_unfinished(connection)


def is_unfinished(connection: sqlite3.Connection) -> bool:
    """Tell whether documents of this case are still to be written."""
    return connection.execute("SELECT 1 FROM search_doc WHERE id = ?", (_UNFINISHED,)).fetchone() is not None


def finish(connection: sqlite3.Connection) -> None:
    """Take the mark away: every document is written."""
    connection.execute("DELETE FROM search_doc WHERE id = ?", (_UNFINISHED,))


def _mark(connection: sqlite3.Connection) -> None:
    connection.execute("INSERT INTO search_doc VALUES (?, '', '', 'unfinished', '')", (_UNFINISHED,))


def make_anew(connection: sqlite3.Connection, *, fill: Callable[[sqlite3.Connection], None]) -> None:
    """Forget every document and write them again."""
    for table in _INDEXES:
        connection.execute(f"INSERT INTO {table} ({table}) VALUES ('delete-all')")
    connection.execute("DELETE FROM search_doc")
    fill(connection)


def put(connection: sqlite3.Connection, kind: str, row_id: str, field: str, folded: str) -> None:
    """Write one folded document in place of the old one; an empty text removes it."""
    old = connection.execute(
        "SELECT id, folded FROM search_doc WHERE row_id = ? AND field = ?", (row_id, field)
    ).fetchone()
    if old:
        if old[1] == folded:
            return
        _tell(connection, "(rowid, folded, {0}) VALUES (?, ?, 'delete')", old)
        connection.execute("DELETE FROM search_doc WHERE id = ?", (old[0],))
    if folded:
        number = old[0] if old else _next_id(connection, class_of(kind, field))
        connection.execute("INSERT INTO search_doc VALUES (?,?,?,?,?)", (number, kind, row_id, field, folded))
        _tell(connection, "(rowid, folded) VALUES (?, ?)", (number, folded))


def forget(connection: sqlite3.Connection, where: str) -> None:
    """Remove the documents that a condition on ``search_doc`` names."""
    # An FTS5 table with outside content must be told the old words to forget them.
    for table in _INDEXES:
        connection.execute(
            f"INSERT INTO {table} ({table}, rowid, folded) SELECT 'delete', id, folded FROM search_doc WHERE {where}"
        )
    connection.execute(f"DELETE FROM search_doc WHERE {where}")


def _tell(connection: sqlite3.Connection, values: str, row: tuple[int, str]) -> None:
    for table in _INDEXES:
        connection.execute(f"INSERT INTO {table} {values.format(table)}", row)


def _next_id(connection: sqlite3.Connection, number: int) -> int:
    low = first_of(number)
    row = connection.execute("SELECT max(id) FROM search_doc WHERE id >= ? AND id < ?", (low, low + _SPAN)).fetchone()
    return low if row[0] is None else int(row[0]) + 1


def is_index_damage(error: sqlite3.DatabaseError) -> bool:
    """Tell whether the search index itself cannot be used."""
    # A plain "constraint failed", of no column, is what a torn index gives when it is written.
    codes = ("SQLITE_CORRUPT_VTAB", "SQLITE_CONSTRAINT")
    return "fts5" in str(error) or getattr(error, "sqlite_errorname", "") in codes


def with_sound_index(connection: sqlite3.Connection, write: Callable[[], None]) -> None:
    """Write documents; a damaged index is no reason to refuse an edit: it is made anew from its documents."""
    # A savepoint makes FTS5 write what it holds back, so that it fails here and not in the commit.
    connection.execute("SAVEPOINT search_index")
    try:
        write()
        connection.execute("RELEASE search_index")
    except sqlite3.DatabaseError as error:
        if not is_index_damage(error) or not connection.in_transaction:
            raise
        for table in _INDEXES:
            connection.execute(f"INSERT INTO {table} ({table}) VALUES ('rebuild')")
        write()
        # A release that failed has ended the savepoint all the same.
        with contextlib.suppress(sqlite3.OperationalError):
            connection.execute("RELEASE search_index")


@cache
def optional_parts() -> dict[str, str]:
    """Return what a case may hold besides the tables of its version: all of these, or none."""
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute(_TRIGRAM)
        rows = connection.execute("SELECT type, name, sql FROM sqlite_master")
        return {f"{kind} {name}": str(sql or "") for kind, name, sql in rows}
    finally:
        connection.close()
