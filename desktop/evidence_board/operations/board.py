"""Where things stand on the board."""

from collections.abc import Mapping

from evidence_board.case.gate import Transaction
from evidence_board.model.changes import ChangeSet
from evidence_board.operations.entities import KIND_WORDS, insert_entity
from evidence_board.session import Session

__all__ = ["create_entity_at", "move_nodes"]

Positions = Mapping[str, tuple[str, float, float]]


def move_nodes(
    session: Session,
    /,
    *,
    positions: Positions,
    placed_by: str = "person",
    label: str = "",
    beside: Positions | None = None,
) -> ChangeSet:
    """Put things on the board in one step.

    Args:
        session: the open case.
        positions: row id -> (kind, x, y) in board units (pixels at scale 1, y downwards).
        placed_by: ``person``, or ``layout`` for a position that the next layout may change.
        label: the step in words, if it is not a plain move.
        beside: where the automatic layout shows other things now; kept in the same step for those that have no
            position yet, so that the board looks the same when the case is opened again.
    """
    words = label or ("Move a thing on the board" if len(positions) == 1 else f"Move {len(positions)} on the board")
    with session.gate.transaction(words, action="arranged") as finished:
        _put(finished.tx, positions, placed_by=placed_by, beside=beside)
    return finished.changes


def create_entity_at(
    session: Session,
    /,
    *,
    kind: str,
    name: str,
    x: float,
    y: float,
    beside: Positions | None = None,
) -> ChangeSet:
    """Make a new entity at a place on the board, in one step. ``result["id"]`` is its row id.

    Args:
        session: the open case.
        kind: kind of entity.
        name: what it is called.
        x: board units.
        y: board units, downwards.
        beside: as for `move_nodes`.

    Raises:
        KnownError: the name is empty.
    """
    with session.gate.transaction(f"Add {KIND_WORDS[kind]} {name.strip()}") as finished:
        row_id = insert_entity(finished.tx, kind, name=name, values={})
        _put(finished.tx, {row_id: (kind, x, y)}, placed_by="person", beside=beside)
        finished.tx.result["id"] = row_id
    return finished.changes


def _put(tx: Transaction, positions: Positions, *, placed_by: str, beside: Positions | None) -> None:
    sql = "SELECT target_id, id, deleted_at FROM board_node"
    rows = {str(target): (str(row_id), deleted) for target, row_id, deleted in tx.connection.execute(sql)}
    for target_id, (kind, x, y) in positions.items():
        if target_id in rows:
            tx.update("board_node", rows[target_id][0], x=x, y=y, placed_by=placed_by, deleted_at=None)
        else:
            tx.insert("board_node", kind=kind, target_id=target_id, x=x, y=y, placed_by=placed_by)
    for target_id, (kind, x, y) in (beside or {}).items():
        if target_id not in rows and target_id not in positions:
            tx.insert("board_node", kind=kind, target_id=target_id, x=x, y=y, placed_by="layout")
