"""Placing a unit under a unit, or a place in a place: the field that decides, and the claim that stands for it."""

from evidence_board.case.gate import Transaction
from evidence_board.model.changes import ChangeSet
from evidence_board.model.errors import KnownError
from evidence_board.operations.entities import KIND_WORDS
from evidence_board.operations.entity_values import check_references
from evidence_board.operations.links import insert_link
from evidence_board.session import Session

__all__ = ["place_under"]

#: Kinds that form a tree, and the relations by which one stands under another, the first for a new claim.
_UNDER = {"unit": ("part of", "attached to"), "location": ("located at",)}


def place_under(session: Session, /, *, kind: str, row_id: str, parent_id: str | None) -> ChangeSet:
    """Place a unit under another unit, a place in another place, or either under nothing, in one step.

    A line in the tree is a claim: a link is made for the new place, not judged and uncited until somebody does.
    The claim that stood there before stays when something is cited for it; one that rests on nothing goes to the
    bin, and so do all of them when the thing is to stand under nothing.

    Args:
        session: the open case.
        kind: ``unit`` or ``location``.
        row_id: what is moved.
        parent_id: what it comes to stand under; None for nothing.

    Raises:
        KnownError: the kind forms no tree, there is no such thing, or it would stand under itself.
    """
    if kind not in _UNDER:
        raise KnownError(f"The {KIND_WORDS[kind]} stands in no tree.", do="Units and places form trees.")
    with session.gate.transaction("Place in the tree") as finished:
        tx = finished.tx
        name = _name(tx, kind, row_id)
        above = _name(tx, kind, parent_id) if parent_id is not None else ""
        tx.label = f"Place {name} under {above}" if above else f"Place {name} under nothing"
        check_references(tx, kind, row_id, {"parent_id": parent_id})
        before = _claims(tx, kind, row_id)
        if parent_id is None:
            for link_id, _ in before:
                tx.bin("link", link_id)
        else:
            for link_id, other in before:
                if other != parent_id and not _is_cited(tx, link_id):
                    tx.bin("link", link_id)
            if all(other != parent_id for _, other in before):
                insert_link(tx, src=(kind, row_id), dst=(kind, parent_id), relation=_UNDER[kind][0])
        tx.update(kind, row_id, parent_id=parent_id)
    return finished.changes


def _name(tx: Transaction, kind: str, row_id: str) -> str:
    row = tx.one(f"SELECT name FROM {kind} WHERE id = ? AND deleted_at IS NULL", (row_id,))
    if row is None:
        raise KnownError(f"There is no such {KIND_WORDS[kind]}.", means="Nothing was moved.")
    return str(row[0])


def _claims(tx: Transaction, kind: str, row_id: str) -> list[tuple[str, str]]:
    """Return the links that place a thing under another one: id of the link, id of the other."""
    marks = ", ".join("?" for _ in _UNDER[kind])
    sql = (
        "SELECT id, dst_id FROM link WHERE src_id = ? AND src_kind = ? AND dst_kind = ?"
        f" AND relation IN ({marks}) AND deleted_at IS NULL ORDER BY id"
    )
    return tx.connection.execute(sql, (row_id, kind, kind, *_UNDER[kind])).fetchall()


def _is_cited(tx: Transaction, link_id: str) -> bool:
    return tx.one("SELECT 1 FROM citation WHERE claim_id = ? AND deleted_at IS NULL", (link_id,)) is not None
