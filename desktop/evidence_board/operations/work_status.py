"""How far the work on files has come: new, in progress, needs help, reviewed, set aside."""

from collections.abc import Sequence

from evidence_board.model.changes import ChangeSet
from evidence_board.model.sources import WorkStatus
from evidence_board.operations.bulk import chosen_files
from evidence_board.operations.typed_values import word_of
from evidence_board.session import Session

__all__ = ["set_work_status"]

#: How a step reads where the word of the screen does not fit in.
_AS = {WorkStatus.NEEDS_HELP: "needing help"}

_word = word_of(WorkStatus, "the state of work")


def set_work_status(session: Session, /, *, item_ids: Sequence[str], status: str) -> ChangeSet:
    """Say how far the work on one or many files has come, in one step; says nothing about what they show.

    Args:
        session: the open case.
        item_ids: the files; those that are there already stay as they are.
        status: a word of `WorkStatus`.

    Raises:
        KnownError: no file is named, one of them is gone, or there is no such word.
    """
    word = _word(status)
    with session.gate.transaction("Mark files", action="annotated") as finished:
        tx = finished.tx
        ids, words = chosen_files(tx, item_ids)
        tx.label = f"Mark {words} as {_AS.get(WorkStatus(word), WorkStatus(word).words)}"
        for item_id in ids:
            row = tx.one("SELECT status FROM item WHERE id = ?", (item_id,))
            if row != (word,):
                tx.update("item", item_id, status=word)
    return finished.changes
