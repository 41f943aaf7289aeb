"""Where things stand on the board."""

from collections.abc import Mapping

from evidence_board.model.changes import ChangeSet
from evidence_board.session import Session

__all__ = ["move_nodes"]


def move_nodes(
    session: Session,
    /,
    *,
    positions: Mapping[str, tuple[str, float, float]],
    placed_by: str = "person",
    label: str = "",
) -> ChangeSet:
    """Put things on the board in one step.

    Args:
        session: the open case.
        positions: row id -> (kind, x, y) in board units (pixels at scale 1, y downwards).
        placed_by: ``person``, or ``layout`` for a position that the next layout may change.
        label: the step in words, if it is not a plain move.
    """
    words = label or ("Move a thing on the board" if len(positions) == 1 else f"Move {len(positions)} on the board")
    with session.gate.transaction(words, action="arranged") as finished:
        tx = finished.tx
        for target_id, (kind, x, y) in positions.items():
            row = tx.one("SELECT id FROM board_node WHERE target_id = ?", (target_id,))
            if row:
                tx.update("board_node", str(row[0]), x=x, y=y, placed_by=placed_by, deleted_at=None)
            else:
                tx.insert("board_node", kind=kind, target_id=target_id, x=x, y=y, placed_by=placed_by)
    return finished.changes
