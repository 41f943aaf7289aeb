"""Names that people give to collections and saved views: each name once, none empty, in any script."""

from dataclasses import dataclass

from evidence_board.case.gate import Transaction
from evidence_board.model.errors import KnownError

__all__ = ["NamedRows", "free_name", "name_of"]

#: Longer than this, it is a note and no name.
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class NamedRows:
    """A table whose rows have a name: the word for one of them, and what to do when one is gone."""

    table: str
    word: str
    when_gone: str


def name_of(tx: Transaction, rows: NamedRows, row_id: str) -> str:
    """Return the name of a row.

    Raises:
        KnownError: it is gone.
    """
    row = tx.one(f"SELECT name FROM {rows.table} WHERE id = ? AND deleted_at IS NULL", (row_id,))
    if row is None:
        raise KnownError(f"This {rows.word} is gone.", means="Nothing was changed.", do=rows.when_gone)
    return str(row[0])


def free_name(tx: Transaction, rows: NamedRows, name: str, *, but: str = "") -> str:
    """Return a name without needless spaces, which no other row has.

    Args:
        tx: the open transaction.
        rows: of which table.
        name: as typed.
        but: id of the row that may have it.

    Raises:
        KnownError: it is empty, too long, or taken.
    """
    words = " ".join(name.split())
    if not words or len(words) > _LONGEST:
        raise KnownError(
            f"A {rows.word} needs a name." if not words else "This name is too long.",
            means="Nothing was changed.",
            do=f"Type a name of up to {_LONGEST} letters.",
        )
    sql = f"SELECT id FROM {rows.table} WHERE name = ? AND id <> ? AND deleted_at IS NULL"
    if tx.one(sql, (words, but)) is not None:
        raise KnownError(
            f"There is a {rows.word} “{words}” already.", means="Nothing was changed.", do="Type another name."
        )
    return words
