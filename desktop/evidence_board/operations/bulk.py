"""One edit of many files as one step: whose they are, where they belong; any verb with a way to stop it.

What a verb for many does is done wholly or not at all: it is one transaction, and a stop rolls it back.
"""

import sqlite3
import threading
from collections.abc import Callable, Sequence
from typing import Concatenate, ParamSpec

from evidence_board.case.gate import Transaction
from evidence_board.model.changes import ChangeSet
from evidence_board.model.errors import KnownError
from evidence_board.operations.entities import insert_entity
from evidence_board.operations.geotag_rows import insert_geotag
from evidence_board.operations.links import insert_link
from evidence_board.operations.typed_values import live_ref
from evidence_board.session import Session

__all__ = ["BulkStoppedError", "BulkWatch", "chosen_files", "in_bulk", "set_account", "set_place"]

P = ParamSpec("P")

#: Steps of SQLite's machine between two looks at whether to stop: well under a millisecond.
_OFTEN = 2_000


class BulkStoppedError(KnownError):
    """A person stopped an edit of many; nothing of it was taken."""

    def __init__(self) -> None:
        super().__init__("Stopped.", means="Nothing was changed.")


class BulkWatch:
    """How far an edit of many is, and a way to stop it; shared between the writer and the window."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._rows = 0
        self.ended = False

    def stop(self) -> None:
        """Stop the edit and take back what it did so far; too late once it is saved."""
        self._stop.set()

    @property
    def stopped(self) -> bool:
        """Whether somebody asked to stop."""
        return self._stop.is_set()

    @property
    def rows(self) -> int:
        """Rows written so far, those of the history and the digests included."""
        with self._lock:
            return self._rows

    def tell(self, rows: int) -> None:
        """Note how many rows were written."""
        with self._lock:
            self._rows = rows


def in_bulk(
    session: Session,
    verb: Callable[Concatenate[Session, P], ChangeSet],
    watch: BulkWatch,
    /,
    *args: P.args,
    **keywords: P.kwargs,
) -> ChangeSet:
    """Call a verb so that it can be watched and stopped while it writes.

    Args:
        session: the open case.
        verb: any user verb; it is one transaction.
        watch: told of each row; its stop ends the verb between two steps of SQLite.
        args: of the verb.
        keywords: of the verb.

    Raises:
        BulkStoppedError: it was stopped; nothing was changed.
    """
    if watch.stopped:
        raise BulkStoppedError
    connection = session.gate.connection
    before = connection.total_changes
    told = False

    def look() -> int:
        nonlocal told
        watch.tell(connection.total_changes - before)
        if watch.stopped and not told:
            # Once: what rolls back afterwards is not to be interrupted as well.
            told = True
            return 1
        return 0

    connection.set_progress_handler(look, _OFTEN)
    try:
        return verb(session, *args, **keywords)
    except sqlite3.OperationalError as error:
        if told and error.sqlite_errorname == "SQLITE_INTERRUPT":
            raise BulkStoppedError from error
        raise
    finally:
        connection.set_progress_handler(None, 0)
        watch.ended = True


def chosen_files(tx: Transaction, item_ids: Sequence[str]) -> tuple[list[str], str]:
    """Return the files of an edit without repeats, and their words: ``M-014`` or ``14 files``.

    Raises:
        KnownError: no file is named, or one of them is gone or in the bin.
    """
    ids = list(dict.fromkeys(item_ids))
    if not ids:
        raise KnownError("No file is chosen.", means="Nothing was changed.", do="Choose one or more files.")
    refs = [live_ref(tx, "item", item_id) for item_id in ids]
    return ids, refs[0] if len(refs) == 1 else f"{len(refs)} files"


def set_account(
    session: Session, /, *, item_ids: Sequence[str], account_id: str | None = None, new_handle: str = ""
) -> ChangeSet:
    """Say which account published files first, in one step.

    A file that no post carries gets a link "posted" from the account, in place of those of other accounts. A post
    that carries one and names nobody gets the account. What a post says of another account stands: the ids of such
    files are in ``result["kept"]``.

    Args:
        session: the open case.
        item_ids: the files.
        account_id: the account; None with no ``new_handle`` for nobody.
        new_handle: makes an account of this handle instead; ``result["id"]`` is its row id.

    Raises:
        KnownError: no file is named, or something is gone.
    """
    with session.gate.transaction("Set account", action="linked") as finished:
        tx = finished.tx
        ids, account_id = _files_and_owner(tx, item_ids, "account", account_id, new_handle)
        tx.result["kept"] = [one for one in ids if not _publish(tx, one, account_id)]
    return finished.changes


def _publish(tx: Transaction, item_id: str, account_id: str | None) -> bool:
    """Let one file be of an account; False when a post says otherwise, which stands."""
    sql = (
        "SELECT p.id, p.account_id, p.is_repost OR p.reposts_id IS NOT NULL FROM post_item t"
        " JOIN post p ON p.id = t.post_id AND p.deleted_at IS NULL WHERE t.item_id = ? AND t.deleted_at IS NULL"
    )
    posts = tx.connection.execute(sql, (item_id,)).fetchall()
    own = [(post_id, owner) for post_id, owner, is_repost in posts if not is_repost]
    if account_id is not None and any(owner == account_id for _, owner, is_repost in posts if is_repost):
        return False
    named = {owner for _, owner in own if owner is not None}
    if named:
        return named == {account_id}
    if own and account_id is not None:
        tx.update("post", own[0][0], account_id=account_id)
        return True
    passed_on = {owner for _, owner, is_repost in posts if is_repost}
    links = tx.connection.execute(
        "SELECT id, src_id FROM link WHERE dst_id = ? AND dst_kind = 'item' AND src_kind = 'account'"
        " AND relation = 'posted' AND deleted_at IS NULL ORDER BY id",
        (item_id,),
    ).fetchall()
    mine = [link_id for link_id, source in links if source == account_id]
    for link_id, source in links:
        # That an account passed a file on stays true whoever published it first.
        if source != account_id and source not in passed_on:
            tx.bin("link", link_id)
    if account_id is not None and not mine:
        insert_link(tx, src=("account", account_id), dst=("item", item_id), relation="posted")
    return True


def set_place(
    session: Session, /, *, item_ids: Sequence[str], location_id: str | None = None, new_name: str = ""
) -> ChangeSet:
    """Say at which place files were taken, in one step.

    Where a position counts already it stays, and the place is its name. Where none does, the point and radius of
    the place become one; a place without a point is linked as "taken at".

    Args:
        session: the open case.
        item_ids: the files.
        location_id: the place; None with no ``new_name`` for none.
        new_name: makes a place of this name instead; ``result["id"]`` is its row id.

    Raises:
        KnownError: no file is named, or something is gone.
    """
    with session.gate.transaction("Set place", action="geotagged") as finished:
        tx = finished.tx
        ids, location_id = _files_and_owner(tx, item_ids, "location", location_id, new_name)
        if location_id is None:
            for item_id in ids:
                _forget_place(tx, item_id, None)
        else:
            place = tx.one("SELECT id, name, latitude, longitude, radius_m FROM location WHERE id = ?", (location_id,))
            assert place is not None
            for item_id in ids:
                _put_at(tx, item_id, place)
    return finished.changes


def _files_and_owner(
    tx: Transaction, item_ids: Sequence[str], kind: str, row_id: str | None, new_name: str
) -> tuple[list[str], str | None]:
    """Return the files and the account or place they get, made anew if it has a new name; names the step.

    Raises:
        KnownError: no file is named, or something is gone.
    """
    column, noun = {"account": ("handle", "account"), "location": ("name", "place")}[kind]
    ids, words = chosen_files(tx, item_ids)
    if new_name.strip():
        row_id = insert_entity(tx, kind, name=new_name, values={})
        tx.result["id"] = row_id
    if row_id is None:
        tx.label = f"Take the {noun} off {words}"
        return ids, None
    live_ref(tx, kind, row_id)
    row = tx.one(f"SELECT {column} FROM {kind} WHERE id = ?", (row_id,))
    tx.label = f"Set {noun} of {words} to {row[0] if row else ''}"
    return ids, row_id


_COUNTS = (
    "SELECT id, location_id, latitude FROM geotag WHERE item_id = ? AND role = 'camera' AND preferred = 1"
    " AND deleted_at IS NULL"
)


def _put_at(tx: Transaction, item_id: str, place: tuple[object, ...]) -> None:
    location_id, _, latitude, longitude, radius_m = place
    counting = tx.one(_COUNTS, (item_id,))
    _forget_place(tx, item_id, str(location_id))
    if counting is not None and counting[2] is not None:
        if counting[1] != location_id:
            tx.update("geotag", str(counting[0]), location_id=location_id)
    elif latitude is not None and longitude is not None:
        insert_geotag(
            tx,
            item_id=item_id,
            latitude=float(str(latitude)),
            longitude=float(str(longitude)),
            source="analyst",
            preferred=True,
            radius_m=radius_m,
            location_id=location_id,
            method="gazetteer",
        )
    else:
        known = tx.one(
            "SELECT 1 FROM link WHERE src_id = ? AND dst_id = ? AND relation = 'taken at' AND deleted_at IS NULL",
            (item_id, location_id),
        )
        if known is None:
            insert_link(tx, src=("item", item_id), dst=("location", str(location_id)), relation="taken at")


def _forget_place(tx: Transaction, item_id: str, but: str | None) -> None:
    """Take a place off a file: the name of its position, and the links to other places than one."""
    sql = (
        "SELECT id FROM link WHERE src_id = ? AND relation = 'taken at' AND dst_kind = 'location'"
        " AND dst_id IS NOT ? AND deleted_at IS NULL"
    )
    for (link_id,) in tx.connection.execute(sql, (item_id, but)).fetchall():
        tx.bin("link", link_id)
    counting = tx.one(_COUNTS, (item_id,))
    if but is None and counting is not None and counting[1] is not None:
        tx.update("geotag", str(counting[0]), location_id=None)
