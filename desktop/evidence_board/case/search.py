"""The search of a case: names, captions, notes, tags, sources and raw metadata in any script, the worthiest first.

The index is kept in step by a hook of the gate and never recorded by undo. What is indexed of each thing:
`search_documents`; the tables: `search_tables`; how a query is looked up: `search_finder`.
"""

import sqlite3
from collections.abc import Iterable, Iterator

from evidence_board.case import search_tables
from evidence_board.case.search_documents import document_steps, put_document, renew_documents
from evidence_board.case.search_finder import Finder
from evidence_board.case.search_hits import Hit, snippet
from evidence_board.case.search_tables import is_index_damage, is_unfinished
from evidence_board.text_match import matcher

__all__ = [
    "Hit",
    "begin_index",
    "index_metadata",
    "index_steps",
    "is_index_damage",
    "is_unfinished",
    "make_index",
    "reindex",
    "search",
    "search_stages",
    "snippet",
]


def reindex(connection: sqlite3.Connection, touched: Iterable[tuple[str, str]]) -> None:
    """Renew the documents of touched rows; rows of names, tags, sources and the like renew what they belong to.

    A damaged index is no reason to refuse an edit: it is made anew from its documents.
    """
    listed = list(touched)
    search_tables.with_sound_index(connection, lambda: renew_documents(connection, listed))


def begin_index(connection: sqlite3.Connection) -> bool:
    """Make what a case of an older program lacks of the index; tells whether documents are still to be written."""
    return search_tables.begin(connection)


def index_steps(connection: sqlite3.Connection) -> Iterator[tuple[int, int]]:
    """Write what `begin_index` left open, a few documents at a time; yields (done, of) and is finished at its end.

    Between two steps the transaction may end and another begin; a case that is closed in between begins anew.
    """
    yield from document_steps(connection)
    search_tables.finish(connection)


def make_index(connection: sqlite3.Connection) -> bool:
    """Make what a case lacks of the index at once; tells whether it lacked anything."""
    if not begin_index(connection):
        return False
    for _ in index_steps(connection):
        pass
    return True


def index_metadata(connection: sqlite3.Connection, item_id: str, values: Iterable[str]) -> None:
    """Add the raw metadata of one item as one document."""
    text = "\n".join(values)
    search_tables.with_sound_index(connection, lambda: put_document(connection, "item", item_id, "metadata", text))


def search(connection: sqlite3.Connection, query: str, *, exact: bool = False, limit: int = 200) -> list[Hit]:
    """Find things by words, parts of words, sounds and refs in any script, the best first.

    Args:
        connection: a reader.
        query: as typed; parts in quotation marks are meant to the letter.
        exact: all of it is meant to the letter, with case and accents.
        limit: how many to return at most.
    """
    found = [hit for stage in search_stages(connection, query, exact=exact) for hit in stage]
    return sorted(found, key=lambda hit: (-hit.score, hit.row_id))[:limit]


def search_stages(connection: sqlite3.Connection, query: str, *, exact: bool = False) -> Iterator[list[Hit]]:
    """Yield what is found in stages, the first page at once; no thing comes twice.

    Case, diacritics and letter forms do not matter; names in other scripts are found through their plain
    transliteration and, last, by their consonants, however their vowels are spelled. What was merged leads to what
    was kept; what lies in the bin is not found. What is placed at or linked to a thing found by name comes at last.

    Args:
        connection: a reader; a search that is no longer wanted is ended by its ``interrupt``.
        query: as typed; parts in quotation marks are meant to the letter.
        exact: all of it is meant to the letter, with case and accents.
    """
    wanted = matcher(query, exact=exact)
    if query.strip():
        yield from Finder(connection, wanted).stages()
