"""A post whose account the case does not know yet: both are made in one step."""

from typing import Any

from evidence_board.model.changes import ChangeSet
from evidence_board.operations.entities import insert_entity
from evidence_board.operations.posts import insert_post
from evidence_board.operations.typed_values import bare_text, live_ref
from evidence_board.session import Session

__all__ = ["create_post_of_new", "set_new_account"]


def create_post_of_new(session: Session, /, *, handle: str, platform: str = "", **values: Any) -> ChangeSet:
    """Make an account and a post of it, in one step. ``result["id"]`` is the post, ``account_id`` its account.

    Args:
        session: the open case.
        handle: of the new account.
        platform: where both are.
        values: of the post, as `evidence_board.operations.posts.create_post` takes them, without ``account_id``.

    Raises:
        KnownError: the handle is empty; else as `create_post`.
    """
    with session.gate.transaction(f"Add post of {handle.strip()}") as finished:
        tx = finished.tx
        where = bare_text(platform)
        account_id = insert_entity(tx, "account", name=handle, values={"platform": where} if where else {})
        post_id = insert_post(tx, account_id=account_id, platform=where, **values)
        tx.result["id"], tx.result["account_id"] = post_id, account_id
        tx.result["ref"] = live_ref(tx, "post", post_id)
        tx.label = f"Add post {tx.result['ref']} of {handle.strip()}"
    return finished.changes


def set_new_account(session: Session, /, *, row_id: str, handle: str) -> ChangeSet:
    """Make an account and say that a post is of it, in one step. ``result["id"]`` is the account.

    Raises:
        KnownError: the handle is empty, or there is no such post.
    """
    with session.gate.transaction(f"Say that {handle.strip()} published a post") as finished:
        tx = finished.tx
        ref = live_ref(tx, "post", row_id)
        row = tx.one("SELECT platform FROM post WHERE id = ?", (row_id,))
        platform = str(row[0]) if row and row[0] else ""
        tx.result["id"] = insert_entity(tx, "account", name=handle, values={"platform": platform} if platform else {})
        tx.update("post", row_id, account_id=tx.result["id"])
        tx.label = f"Say that {handle.strip()} published {ref}"
    return finished.changes
