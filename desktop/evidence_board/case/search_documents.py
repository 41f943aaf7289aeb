"""What of each thing can be searched: one document per thing and field, folded, and written into the FTS5 index.

A document also holds the words of rows that belong to a thing: its other names, its tags, where it came from, the
regions of a picture, why it was placed or dated so, and what was said with the evidence for it.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from evidence_board.case import search_tables
from evidence_board.case.recorder import decode_image
from evidence_board.text import fold, fold_for_search, latin_reading, skeletons

__all__ = ["all_documents", "put_document", "renew_documents", "texts_of"]

#: Which columns of which table are searchable, and as which field of the result.
_FIELDS: dict[str, dict[str, tuple[str, ...]]] = {
    "item": {
        "name": ("ref", "title", "file_name"),
        "text": ("caption", "caption_translation"),
        "notes": ("notes",),
    },
    "account": {
        "name": ("ref", "handle", "display_name", "native_id", "url"),
        "notes": ("bio", "notes"),
        "details": ("platform", "self_place"),
    },
    "person": {"name": ("ref", "name"), "notes": ("notes",), "details": ("country",)},
    "unit": {
        "name": ("ref", "name", "number"),
        "notes": ("notes",),
        "details": ("echelon", "branch", "country"),
    },
    "location": {"name": ("ref", "name"), "notes": ("notes",), "details": ("kind", "country", "parent_name")},
    "equipment": {"name": ("ref", "name", "category", "model", "markings", "serial"), "notes": ("notes",)},
    "event": {"name": ("ref", "name"), "notes": ("notes",), "details": ("kind",)},
    "post": {
        "name": ("ref", "native_id", "url", "archive_url"),
        "text": ("text", "translation"),
        "notes": ("notes",),
    },
    "link": {"notes": ("note", "reason")},
}

#: Fields in which names are looked for by their sound as well.
_HEARD = ("name", "text")
#: No more words of a thing are kept by their sound, and none with fewer consonants outside of names.
_MOST_HEARD, _LEAST_HEARD = 400, 3


@dataclass(frozen=True, slots=True)
class _Belonging:
    """Rows of a table whose words are searched as a field of what they belong to.

    ``owner`` are the columns that lead there: the id, or kind and id; ``words`` the columns of the words.
    ``joined`` adds tables in which the words stand, ``alone`` says whether one row alone is worth a document.
    """

    field: str
    owner: tuple[str, ...]
    words: tuple[str, ...]
    kind: str = ""
    joined: str = ""
    alone: bool = True


_BELONGING: dict[str, _Belonging] = {
    # An exact repeat has no row of its own: its name must still lead to the item that holds its bytes.
    "occurrence": _Belonging("seen as", ("item_id",), ("r.file_name",), "item", alone=False),
    "entity_name": _Belonging("name", ("kind", "entity_id"), ("r.name",)),
    "account_name": _Belonging("earlier name", ("account_id",), ("r.handle", "r.display_name"), "account"),
    "tagging": _Belonging(
        "tag", ("kind", "target_id"), ("t.path",), joined=" JOIN tag t ON t.id = r.tag_id AND t.deleted_at IS NULL"
    ),
    "collection_record": _Belonging(
        "source",
        ("item_id",),
        (
            *("r.page_url", "r.archive_url", "r.platform", "r.collected_by", "r.method", "r.tool"),
            *("r.acquired_from", "r.context", "r.rights", "r.notes"),
        ),
        "item",
    ),
    "region": _Belonging("region", ("item_id",), ("r.label", "r.note"), "item"),
    "match_point": _Belonging("matching point", ("item_id",), ("r.name", "r.note"), "item"),
    # A drawing is found through what it is about; one that is about nothing is only on the map.
    "map_drawing": _Belonging("drawing", ("target_kind", "target_id"), ("r.name", "r.note")),
    "geotag": _Belonging("position", ("item_id",), ("r.place_text", "r.reason"), "item"),
    "moment": _Belonging("time", ("kind", "target_id"), ("r.reason",)),
    "citation": _Belonging("evidence", ("claim_kind", "claim_id"), ("r.excerpt", "r.note")),
}

#: Facts that have no page of their own: what is said with their evidence belongs to the thing they are about.
_FACTS = frozenset({"geotag", "moment", "region"})

#: Evidence for a thing itself and for the facts about it.
_EVIDENCE = (
    "SELECT r.excerpt, r.note FROM citation r WHERE r.deleted_at IS NULL AND r.claim_id IN (SELECT ?1"
    " UNION ALL SELECT id FROM geotag WHERE item_id = ?1 AND deleted_at IS NULL"
    " UNION ALL SELECT id FROM moment WHERE target_id = ?1 AND deleted_at IS NULL"
    " UNION ALL SELECT id FROM region WHERE item_id = ?1 AND deleted_at IS NULL) ORDER BY r.id"
)


def renew_documents(connection: sqlite3.Connection, touched: Iterable[tuple[str, str]]) -> None:
    """Write the documents of touched rows anew.

    Rows that are gone because an undo took them away are looked up in the history, so that what they belonged
    to forgets their words.

    Args:
        connection: the writing connection, inside a transaction.
        touched: pairs of table and row id.
    """
    owners: dict[tuple[str, str, str], None] = {}
    for table, row_id in dict.fromkeys(touched):
        if table in _FIELDS:
            _renew_thing(connection, table, row_id)
        elif table == "tag":
            owners.update(dict.fromkeys(_tagged(connection, row_id)))
        if table in _BELONGING:
            kind, owner = _owner(connection, table, row_id)
            if kind in _FIELDS:
                owners[table, kind, owner] = None
        if table in _FACTS:
            # A fact in the bin takes along what was said with its evidence.
            kind, owner = _owner(connection, table, row_id)
            if kind in _FIELDS and _is_cited(connection, row_id):
                owners["citation", kind, owner] = None
    for table, kind, owner in owners:
        if table == "entity_name":
            _renew_thing(connection, kind, owner)
        else:
            _renew_belonging(connection, table, kind, owner)


def put_document(connection: sqlite3.Connection, kind: str, row_id: str, field: str, text: str) -> None:
    """Write one document in place of the old one; an empty text removes it."""
    search_tables.put(connection, kind, row_id, field, fold_for_search(text))


def all_documents(connection: sqlite3.Connection) -> None:
    """Write the documents of everything in the case."""
    for _ in document_steps(connection):
        pass


def document_steps(connection: sqlite3.Connection) -> Iterator[tuple[int, int]]:
    """Write the documents of everything in the case a few at a time; yields how many rows of how many were seen.

    What is changed between two steps is written by the hook of the gate as well, so that the order does not matter.
    """
    things = [(table, str(row[0])) for table in _FIELDS for row in connection.execute(f"SELECT id FROM {table}")]
    parts = [
        (table, str(row[0]))
        for table in _BELONGING
        if table != "entity_name"
        for row in connection.execute(f"SELECT id FROM {table}")
    ]
    tagged = [str(row[0]) for row in connection.execute("SELECT DISTINCT item_id FROM raw_tag")]
    total, done = len(things) + len(parts) + len(tagged), 0
    for table, row_id in things:
        _renew_thing(connection, table, row_id)
        done += 1
        yield done, total
    seen: set[tuple[str, str, str]] = set()
    for table, row_id in parts:
        kind, owner = _owner(connection, table, row_id)
        if kind in _FIELDS and (table, kind, owner) not in seen:
            seen.add((table, kind, owner))
            _renew_belonging(connection, table, kind, owner)
        done += 1
        yield done, total
    for item_id in tagged:
        text = "\n".join(texts_of(connection, "item", item_id, "metadata"))
        put_document(connection, "item", item_id, "metadata", text)
        done += 1
        yield done, total


def texts_of(connection: sqlite3.Connection, kind: str, row_id: str, field: str) -> list[str]:
    """Return, as written, the texts that a document was made of."""
    if field == "metadata":
        rows = connection.execute("SELECT tag, value FROM raw_tag WHERE item_id = ? ORDER BY id", (row_id,))
        return [f"{tag} {value}" for tag, value in rows]
    columns = _FIELDS.get(kind, {}).get(field)
    if columns is None:
        table = next((name for name, rule in _BELONGING.items() if rule.field == field), "")
        return list(dict.fromkeys(_words(connection, table, row_id))) if table else []
    row = connection.execute(f"SELECT {', '.join(columns)} FROM {kind} WHERE id = ?", (row_id,)).fetchone()
    texts = [str(value) for value in row or () if value]
    return texts + _words(connection, "entity_name", row_id) if field == "name" and row else texts


def _renew_thing(connection: sqlite3.Connection, table: str, row_id: str) -> None:
    columns = [column for group in _FIELDS[table].values() for column in group]
    row = connection.execute(f"SELECT {', '.join(columns)} FROM {table} WHERE id = ?", (row_id,)).fetchone()
    values = dict(zip(columns, row, strict=True)) if row else {}
    heard: list[str] = []
    for field, group in _FIELDS[table].items():
        texts = [str(values[column]) for column in group if values.get(column)]
        if field == "name" and row and table not in ("item", "link", "post"):
            texts += _words(connection, "entity_name", row_id)
        put_document(connection, table, row_id, field, "\n".join(texts))
        if field in _HEARD:
            heard += _heard(texts, is_name=field == "name" and table not in ("item", "post"))
    search_tables.put(connection, table, row_id, "sound", " ".join(dict.fromkeys(heard)))


def _heard(texts: list[str], *, is_name: bool) -> list[str]:
    """Return the consonants of words; in names those of two and three words together as well."""
    if not is_name:
        words = [word for text in texts for word in latin_reading(fold(text[:20_000])).split() if not word.isdecimal()]
        pairs = [("".join(skeletons(word)), word) for word in words]
        found = [bare for bare, word in pairs if len(bare) >= _LEAST_HEARD or (len(bare) == 2 and len(word) > 4)]
        return found[:_MOST_HEARD]
    found = []
    for text in texts:
        words = skeletons(text[:1_000])
        found += ["".join(words[at : at + length]) for length in (1, 2, 3) for at in range(len(words) - length + 1)]
    return found[:_MOST_HEARD]


def _renew_belonging(connection: sqlite3.Connection, table: str, kind: str, owner: str) -> None:
    texts = list(dict.fromkeys(_words(connection, table, owner)))
    rule = _BELONGING[table]
    put_document(connection, kind, owner, rule.field, "\n".join(texts) if rule.alone or len(texts) > 1 else "")


def _words(connection: sqlite3.Connection, table: str, owner: str) -> list[str]:
    rule = _BELONGING[table]
    sql = (
        f"SELECT {', '.join(rule.words)} FROM {table} r{rule.joined}"
        f" WHERE r.{rule.owner[-1]} = ? AND r.deleted_at IS NULL ORDER BY r.id"
    )
    rows = connection.execute(_EVIDENCE if table == "citation" else sql, (owner,))
    return [str(word) for row in rows for word in row if word]


def _tagged(connection: sqlite3.Connection, tag_id: str) -> list[tuple[str, str, str]]:
    rows = connection.execute("SELECT kind, target_id FROM tagging WHERE tag_id = ? AND deleted_at IS NULL", (tag_id,))
    return [("tagging", kind, target) for kind, target in rows if kind in _FIELDS]


def _is_cited(connection: sqlite3.Connection, fact_id: str) -> bool:
    return connection.execute("SELECT 1 FROM citation WHERE claim_id = ?", (fact_id,)).fetchone() is not None


def _owner(connection: sqlite3.Connection, table: str, row_id: str) -> tuple[str, str]:
    """Return kind and row id of the thing that a row belongs to; empty when nothing is known of it."""
    rule = _BELONGING[table]
    columns = rule.owner
    sql = f"SELECT {', '.join(columns)} FROM {table} WHERE id = ?"
    row = connection.execute(sql, (row_id,)).fetchone() or _remembered(connection, table, row_id, columns)
    if row is None:
        return "", ""
    kind, owner = (rule.kind, row[0]) if rule.kind else row
    if kind in _FACTS:
        return _owner(connection, str(kind), str(owner))
    return str(kind), str(owner)


def _remembered(
    connection: sqlite3.Connection, table: str, row_id: str, columns: tuple[str, ...]
) -> tuple[object, ...] | None:
    sql = "SELECT ifnull(after, before) FROM change WHERE tbl = ? AND row_id = ? ORDER BY id DESC LIMIT 1"
    image = connection.execute(sql, (table, row_id)).fetchone()
    if image is None or image[0] is None:
        return None
    names = [info[1] for info in connection.execute(f"PRAGMA table_info({table})")]
    values = dict(zip(names, decode_image(image[0]), strict=False))
    return tuple(values.get(column) for column in columns)
