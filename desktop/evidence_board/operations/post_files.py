"""The files that a post carried, in their order."""

from collections.abc import Sequence

from evidence_board.case.gate import Transaction
from evidence_board.model.changes import ChangeSet
from evidence_board.model.errors import KnownError
from evidence_board.operations.typed_values import live_ref
from evidence_board.session import Session

__all__ = ["attach_items", "detach_items", "put_on_post", "reorder_items"]


def put_on_post(tx: Transaction, post_id: str, item_ids: Sequence[str]) -> None:
    """Put files behind those a post has, inside an open transaction; files it has already stay where they are.

    Raises:
        KnownError: there is no such file, or it is in the bin.
    """
    known = _attached(tx, post_id)
    last = tx.one("SELECT max(ordinal) FROM post_item WHERE post_id = ? AND deleted_at IS NULL", (post_id,))
    ordinal = -1 if last is None or last[0] is None else int(str(last[0]))
    for item_id in dict.fromkeys(item_ids):
        live_ref(tx, "item", item_id)
        if item_id not in known:
            ordinal += 1
            tx.insert("post_item", post_id=post_id, item_id=item_id, ordinal=ordinal)


def attach_items(session: Session, /, *, post_id: str, item_ids: Sequence[str]) -> ChangeSet:
    """Put files on a post, behind those it has; files it has already stay where they are."""
    with session.gate.transaction("Put files on a post", action="linked") as finished:
        tx = finished.tx
        ref = live_ref(tx, "post", post_id)
        put_on_post(tx, post_id, item_ids)
        tx.label = f"Put {_files(tx, item_ids)} on {ref}"
    return finished.changes


def detach_items(session: Session, /, *, post_id: str, item_ids: Sequence[str]) -> ChangeSet:
    """Take files off a post; the files stay in the case."""
    with session.gate.transaction("Take files off a post", action="linked") as finished:
        tx = finished.tx
        tx.label = f"Take {_files(tx, item_ids)} off {live_ref(tx, 'post', post_id)}"
        attached = _attached(tx, post_id)
        for item_id in item_ids:
            for row_id in attached.get(item_id, ()):
                tx.bin("post_item", row_id)
    return finished.changes


def reorder_items(session: Session, /, *, post_id: str, item_ids: Sequence[str]) -> ChangeSet:
    """Put the files of a post in another order.

    Raises:
        KnownError: these are not the files it has.
    """
    with session.gate.transaction("Order the files of a post") as finished:
        tx = finished.tx
        tx.label = f"Order the files of {live_ref(tx, 'post', post_id)}"
        attached = _attached(tx, post_id)
        live = {item for item in attached if tx.one("SELECT 1 FROM item WHERE id = ? AND deleted_at IS NULL", (item,))}
        if len(set(item_ids)) != len(item_ids) or set(item_ids) != live:
            raise KnownError(
                "These are not the files of the post.",
                means="Their order stays.",
                do="Name each file of the post once.",
            )
        # Files in the bin come back behind the others.
        for ordinal, item_id in enumerate([*item_ids, *(item for item in attached if item not in live)]):
            for row_id in attached[item_id]:
                tx.update("post_item", row_id, ordinal=ordinal)
    return finished.changes


def _attached(tx: Transaction, post_id: str) -> dict[str, list[str]]:
    sql = "SELECT item_id, id FROM post_item WHERE post_id = ? AND deleted_at IS NULL ORDER BY ordinal, id"
    found: dict[str, list[str]] = {}
    for item_id, row_id in tx.connection.execute(sql, (post_id,)).fetchall():
        found.setdefault(item_id, []).append(row_id)
    return found


def _files(tx: Transaction, item_ids: Sequence[str]) -> str:
    if len(item_ids) != 1:
        return f"{len(item_ids)} files"
    row = tx.one("SELECT ref FROM item WHERE id = ?", (item_ids[0],))
    return str(row[0]) if row else "a file"
