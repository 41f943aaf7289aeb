"""The name of the case itself."""

from evidence_board.model.changes import ChangeSet
from evidence_board.model.errors import KnownError
from evidence_board.session import Session

__all__ = ["rename_case"]


def rename_case(session: Session, /, *, title: str) -> ChangeSet:
    """Give the case another name; the file keeps its own.

    Raises:
        KnownError: the name is empty.
    """
    name = title.strip()
    if not name:
        raise KnownError("A case needs a name.", means="The old name stays.", do="Type a name, or press Esc.")
    with session.gate.transaction(f"Rename the case to {name}") as finished:
        finished.tx.update("case_meta", "title", value=name)
    return finished.changes
