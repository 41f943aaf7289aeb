"""Values as a person typed them, checked before a verb stores them."""

from collections.abc import Callable
from enum import StrEnum

from evidence_board.case.gate import Transaction
from evidence_board.model.errors import KnownError
from evidence_board.model.moments import Moment, moment_from_text

__all__ = ["bare_text", "checked_moment", "live_ref", "refuse_cycle", "typed_address", "typed_date", "word_of"]

#: What a kind of thing is called when there is none.
_CALLED = {"item": "file", "location": "place"}


def checked_moment(text: str, *, zone_source: str = "written") -> Moment:
    """Read a time as typed.

    Raises:
        KnownError: it is no time.
    """
    try:
        return moment_from_text(text, zone_source=zone_source)
    except ValueError as error:
        raise KnownError(
            f"“{text.strip()}” is not a date or time.",
            means="The old value stays.",
            do="Write it as 2015-09-12, 2015-09-12 16:40 or 2015-09-12 16:40 +03:00.",
        ) from error


def typed_date(value: object) -> str:
    """Return a date or time as it was typed, without spaces around it; empty when there is none.

    Raises:
        KnownError: it is no time.
    """
    text = bare_text(value)
    if text:
        checked_moment(text)
    return text


def bare_text(value: object) -> str:
    """Return text without white space around it; empty for None.

    Raises:
        KnownError: it is no text (a long number would lose digits on its way).
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        raise KnownError(f"{value!r} is not text.", means="The old value stays.", do="Write it as text.")
    return value.strip()


def typed_address(value: object) -> str:
    """Return the address of a page as it was typed.

    Raises:
        KnownError: there is white space in it.
    """
    text = bare_text(value)
    if len(text.split()) > 1:
        raise KnownError(
            f"“{text[:80]}” is not one address.",
            means="The old value stays.",
            do="Copy the address alone, without words before or after it.",
        )
    return text


def word_of(words: type[StrEnum], what: str) -> Callable[[object], str]:
    """Return a check that a value is one of a list of words; ``what`` names the field."""

    def check(value: object) -> str:
        try:
            return words(str(value)).value
        except ValueError as error:
            raise KnownError(
                f"“{value}” is not a word for {what}.",
                means="The old value stays.",
                do=f"Use one of: {', '.join(words)}.",
            ) from error

    return check


def live_ref(tx: Transaction, kind: str, row_id: object) -> str:
    """Return the ref of a thing that a row is to name.

    Raises:
        KnownError: there is no such thing, or it is in the bin.
    """
    row = tx.one(f"SELECT ref, deleted_at FROM {kind} WHERE id = ?", (row_id,))
    called = _CALLED.get(kind, kind)
    if row is None:
        raise KnownError(f"There is no such {called} in the case.", means="Nothing was changed.")
    if row[1] is not None:
        raise KnownError(f"{row[0]} is in the bin.", means="Nothing was changed.", do="Restore it first.")
    return str(row[0])


def refuse_cycle(tx: Transaction, table: str, column: str, row_id: str, target_id: object, words: str) -> None:
    """Refuse that a row comes to lean on itself, through however many others.

    Args:
        tx: the open transaction.
        table: of both rows.
        column: that names the next one.
        row_id: the row that is to change.
        target_id: what it is to name.
        words: the sentence that says what is wrong.

    Raises:
        KnownError: it would lean on itself.
    """
    seen: set[object] = set()
    here: object = target_id
    while here is not None and here not in seen:
        if here == row_id:
            raise KnownError(words, means="The old value stays.", do="Choose another one.")
        seen.add(here)
        row = tx.one(f"SELECT {column} FROM {table} WHERE id = ?", (here,))
        here = row[0] if row else None
