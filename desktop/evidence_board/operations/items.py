"""Words about a file: title, caption, notes, and answers to its problems."""

from evidence_board.model.changes import ChangeSet
from evidence_board.model.errors import KnownError
from evidence_board.session import Session

__all__ = ["answer_problem", "update_item"]

_EDITABLE = frozenset({"title", "caption", "caption_language", "caption_translation", "notes", "kind"})


def update_item(session: Session, /, *, row_id: str, **values: object) -> ChangeSet:
    """Change words about one file; its bytes never change.

    Raises:
        KnownError: the field cannot be edited.
    """
    unknown = set(values) - _EDITABLE
    if unknown:
        raise KnownError(f"This cannot be edited: {', '.join(sorted(unknown))}.")
    with session.gate.transaction("Edit file") as finished:
        row = finished.tx.one("SELECT ref FROM item WHERE id = ?", (row_id,))
        finished.tx.label = f"Edit {next(iter(values), 'file').replace('_', ' ')} of {row[0] if row else ''}"
        finished.tx.update("item", row_id, **values)
    return finished.changes


def answer_problem(session: Session, /, *, row_id: str, answer: str) -> ChangeSet:
    """Settle a problem of a file with words, e.g. "kept as a file"."""
    with session.gate.transaction("Settle a problem") as finished:
        tx = finished.tx
        row = tx.one("SELECT i.ref FROM problem p JOIN item i ON i.id = p.item_id WHERE p.id = ?", (row_id,))
        tx.label = f"Settle a problem of {row[0] if row else ''}"
        tx.update("problem", row_id, state="answered", answer=answer)
    return finished.changes
