"""Posts: what an account published, the files it carried, and which post it only passed on."""

from collections.abc import Callable, Sequence

from evidence_board.case.gate import Transaction
from evidence_board.model.changes import ChangeSet
from evidence_board.model.errors import KnownError
from evidence_board.model.kinds import REF_LETTER, Kind
from evidence_board.operations.moments import insert_moment
from evidence_board.operations.post_files import put_on_post
from evidence_board.operations.typed_values import bare_text, checked_moment, live_ref, refuse_cycle, typed_address
from evidence_board.session import Session

__all__ = [
    "create_post",
    "insert_post",
    "set_quote",
    "set_reply",
    "set_repost",
    "set_translation",
    "update_post",
]


def _as_written(value: object) -> str:
    if value is not None and not isinstance(value, str):
        raise KnownError(f"{value!r} is not text.", means="The old value stays.", do="Write it as text.")
    return value or ""


#: Editable fields -> how a typed value becomes the stored one. The words of the post stay as they were written.
_CHECKS: dict[str, Callable[[object], object]] = {
    "account_id": lambda value: value or None,
    "platform": bare_text,
    "native_id": lambda value: bare_text(value) or None,
    "url": lambda value: typed_address(value) or None,
    "archive_url": lambda value: typed_address(value) or None,
    "text": _as_written,
    "language": lambda value: bare_text(value) or None,
    "notes": _as_written,
}


def insert_post(
    tx: Transaction,
    *,
    item_ids: Sequence[str] = (),
    posted: str | None = None,
    ref: str | None = None,
    **values: object,
) -> str:
    """Insert one post inside an open transaction; returns its id. Arguments as for `create_post`.

    Raises:
        KnownError: as `create_post`.
    """
    stored = _checked(values)
    moment = checked_moment(posted) if posted and posted.strip() else None
    if not any(stored.get(name) for name in ("account_id", "native_id", "url", "archive_url", "text")) and not item_ids:
        raise KnownError("The post is empty.", do="Name its account, its address, its words or a file it carried.")
    if stored.get("account_id"):
        live_ref(tx, "account", stored["account_id"])
        if not stored.get("platform"):
            row = tx.one("SELECT platform FROM account WHERE id = ?", (stored["account_id"],))
            stored["platform"] = row[0] if row else ""
    _refuse_repeat(tx, None, stored)
    post_id = tx.insert("post", ref=ref or tx.next_ref(REF_LETTER[Kind.POST]), **stored)
    put_on_post(tx, post_id, item_ids)
    if moment is not None:
        insert_moment(tx, target=("post", post_id), role="published", moment=moment, source="post")
    return post_id


def create_post(
    session: Session,
    /,
    *,
    account_id: str | None = None,
    platform: str = "",
    native_id: str | None = None,
    url: str | None = None,
    archive_url: str | None = None,
    text: str = "",
    language: str | None = None,
    posted: str | None = None,
    notes: str = "",
    item_ids: Sequence[str] = (),
) -> ChangeSet:
    """Make a new post. ``result["id"]`` is its row id, ``result["ref"]`` its ref.

    Args:
        session: the open case.
        account_id: the account that published it; None when not known.
        platform: where; that of the account when empty.
        native_id: what the platform calls the post, as text, so that no digit is lost.
        url: its address.
        archive_url: address of an archived copy.
        text: the words as written, to the letter.
        language: of the words, e.g. ``ru``.
        posted: the time that the post itself shows, as `evidence_board.operations.moments.set_moment` takes it.
        notes: free text.
        item_ids: the files it carried, in their order.

    Raises:
        KnownError: it says nothing at all, names what is not in the case, or is there already.
    """
    with session.gate.transaction("Add post") as finished:
        tx = finished.tx
        post_id = insert_post(
            tx,
            item_ids=item_ids,
            posted=posted,
            account_id=account_id,
            platform=platform,
            native_id=native_id,
            url=url,
            archive_url=archive_url,
            text=text,
            language=language,
            notes=notes,
        )
        tx.result["id"], tx.result["ref"] = post_id, live_ref(tx, "post", post_id)
        tx.label = f"Add post {tx.result['ref']}"
    return finished.changes


def update_post(session: Session, /, *, row_id: str, **values: object) -> ChangeSet:
    """Change account, platform, native_id, url, archive_url, text, language or notes of a post.

    Its translation, times, files and the posts it leans on have verbs of their own.

    Raises:
        KnownError: there is no such field, none is named, or a value is not one of its field.
    """
    stored = _checked(values)
    if not stored:
        raise KnownError("No field is named.", means="Nothing was changed.")
    with session.gate.transaction("Edit post") as finished:
        tx = finished.tx
        ref = live_ref(tx, "post", row_id)
        tx.label = f"Edit {', '.join(_WORDS.get(name, name) for name in stored)} of {ref}"
        if stored.get("account_id"):
            live_ref(tx, "account", stored["account_id"])
        _refuse_repeat(tx, row_id, stored)
        tx.update("post", row_id, **stored)
    return finished.changes


def set_translation(session: Session, /, *, row_id: str, translation: str, translated_by: str = "") -> ChangeSet:
    """Write down what a post says in another language; its own words stay. An empty one takes it away.

    Args:
        session: the open case.
        row_id: of the post.
        translation: the words.
        translated_by: the person or program that made it.

    Raises:
        KnownError: nobody is named who made it.
    """
    words, maker = _as_written(translation), bare_text(translated_by)
    if words.strip() and not maker:
        raise KnownError(
            "Nobody is named who made the translation.",
            means="Nothing was changed.",
            do="Write the person or the program that made it.",
        )
    with session.gate.transaction("Translate post", action="annotated") as finished:
        tx = finished.tx
        ref = live_ref(tx, "post", row_id)
        if words.strip():
            tx.label = f"Translate {ref}, by {maker}"
            tx.update("post", row_id, translation=words, translated_by=maker)
        else:
            tx.label = f"Take away the translation of {ref}"
            tx.update("post", row_id, translation=None, translated_by=None)
    return finished.changes


def set_repost(session: Session, /, *, row_id: str, original_id: str | None) -> ChangeSet:
    """Say which post another one only passes on: its account then is not the author of the files it carries.

    Args:
        session: the open case.
        row_id: the post that passes on.
        original_id: the post it passes on; None takes the mark away.

    Raises:
        KnownError: there is no such post, or it would pass on itself.
    """
    return _lean(session, row_id, "reposts_id", original_id, "a repost of", "no repost")


def set_quote(session: Session, /, *, row_id: str, quoted_id: str | None) -> ChangeSet:
    """Say which post another one quotes, with words of its own; as `set_repost`, but its files are its own."""
    return _lean(session, row_id, "quotes_id", quoted_id, "a quote of", "no quote")


def set_reply(session: Session, /, *, row_id: str, replied_id: str | None) -> ChangeSet:
    """Say which post another one answers; as `set_repost`, but its files are its own."""
    return _lean(session, row_id, "replies_to_id", replied_id, "a reply to", "no reply")


_WORDS = {"account_id": "account", "native_id": "id", "url": "address", "archive_url": "archive address"}


def _lean(session: Session, row_id: str, column: str, other_id: str | None, words: str, without: str) -> ChangeSet:
    with session.gate.transaction("Mark post", action="linked") as finished:
        tx = finished.tx
        ref = live_ref(tx, "post", row_id)
        if other_id is None:
            tx.label = f"Mark {ref} as {without}"
        else:
            other = live_ref(tx, "post", other_id)
            tx.label = f"Mark {ref} as {words} {other}"
            told = f"{ref} cannot be {words} {'itself' if other == ref else f'{other}, which leans on it'}."
            refuse_cycle(tx, "post", column, row_id, other_id, told)
        mark = {"is_repost": int(other_id is not None)} if column == "reposts_id" else {}
        tx.update("post", row_id, **{column: other_id}, **mark)
    return finished.changes


def _checked(values: dict[str, object]) -> dict[str, object]:
    unknown = [name for name in values if name not in _CHECKS]
    if unknown:
        raise KnownError(f"A post has no field {', '.join(unknown)}.")
    return {name: _CHECKS[name](value) for name, value in values.items()}


def _refuse_repeat(tx: Transaction, row_id: str | None, stored: dict[str, object]) -> None:
    """One account has one post of an id; what another account calls so is another post."""
    old = tx.one("SELECT platform, native_id, account_id FROM post WHERE id = ?", (row_id,)) or ("", None, None)
    columns = ("platform", "native_id", "account_id")
    key = [stored.get(name, value) for name, value in zip(columns, old, strict=True)]
    if not key[1] or not any(name in stored for name in columns):
        return
    row = tx.one(
        "SELECT ref FROM post WHERE platform = ? AND native_id = ? AND account_id IS ? AND id IS NOT ?"
        " AND deleted_at IS NULL",
        (*key, row_id),
    )
    if row:
        raise KnownError(
            f"{row[0]} is this post already: {key[1]}.", means="Nothing was changed.", do=f"Open {row[0]} instead."
        )
