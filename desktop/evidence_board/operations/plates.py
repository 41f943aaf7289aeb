"""Proof plates that are kept in the case: files that no camera took."""

from evidence_board.model.changes import ChangeSet
from evidence_board.model.errors import KnownError
from evidence_board.model.positions import UNLOCATABLE
from evidence_board.operations.geotag_rows import insert_geotag
from evidence_board.session import Session

__all__ = ["mark_plate"]


def mark_plate(session: Session, /, *, sha256: str, of_item_id: str, step_id: int) -> ChangeSet:
    """Say of a plate that was just brought in that no camera took it, so that it never waits for a position.

    It belongs to the step of its import: one undo takes both back.

    Args:
        session: the open case.
        sha256: of the plate, in hex.
        of_item_id: the file that it proves the place of.
        step_id: the step of the import.

    Raises:
        KnownError: the plate is gone.
    """
    sql = (
        "SELECT i.id FROM item i JOIN blob b ON b.id = i.blob_id WHERE b.sha256 = ? AND i.deleted_at IS NULL"
        " ORDER BY i.id DESC LIMIT 1"
    )
    words = "Say that a plate was taken by no camera"
    with session.gate.transaction(words, action="geotagged", step_id=step_id, kind="import") as finished:
        tx = finished.tx
        row = tx.one(sql, (sha256,))
        if row is None:
            raise KnownError("The plate is gone.", means="Nothing was changed.")
        ref = tx.one("SELECT ref FROM item WHERE id = ?", (of_item_id,))
        insert_geotag(
            tx,
            item_id=str(row[0]),
            latitude=None,
            longitude=None,
            source="analyst",
            preferred=True,
            precision=UNLOCATABLE,
            reason=f"The proof plate of {ref[0] if ref else 'a file'}: made by the program, taken by no camera.",
        )
        tx.result["id"] = str(row[0])
    return finished.changes
