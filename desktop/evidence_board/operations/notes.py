"""Notes: free words in Markdown about a file, an entity, a post, a link, or the case itself."""

from evidence_board.model.changes import ChangeSet
from evidence_board.model.errors import KnownError
from evidence_board.operations.typed_values import live_ref
from evidence_board.session import Session

__all__ = ["CASE_NOTES", "NOTED_KINDS", "set_notes"]

#: Row of ``case_meta`` that holds the notes of the case itself.
CASE_NOTES = "notes"

#: Kind of thing -> column of its notes.
NOTED_KINDS = {
    **dict.fromkeys(("item", "post", "account", "person", "unit", "location", "equipment", "event"), "notes"),
    "link": "note",
}


def set_notes(session: Session, /, *, kind: str, row_id: str = "", text: str) -> ChangeSet:
    """Write the notes of a thing, or of the case (kind ``case``); they are kept as typed.

    Raises:
        KnownError: this kind has no notes, or the thing is gone.
    """
    if kind != "case" and kind not in NOTED_KINDS:
        raise KnownError(f"There are no notes of this kind of thing: {kind}.", means="Nothing was changed.")
    verb = "Write" if text.strip() else "Clear"
    with session.gate.transaction(f"{verb} the notes", action="annotated") as finished:
        tx = finished.tx
        if kind == "case":
            tx.label = f"{verb} the notes of the case"
            row = tx.one("SELECT value, deleted_at FROM case_meta WHERE id = ?", (CASE_NOTES,))
            if row is None:
                tx.insert("case_meta", id=CASE_NOTES, value=text)
            elif row != (text, None):
                tx.update("case_meta", CASE_NOTES, value=text, deleted_at=None)
        else:
            tx.label = f"{verb} the notes of {live_ref(tx, kind, row_id)}"
            column = NOTED_KINDS[kind]
            if tx.one(f"SELECT {column} FROM {kind} WHERE id = ?", (row_id,)) != (text,):
                tx.update(kind, row_id, **{column: text})
    return finished.changes
