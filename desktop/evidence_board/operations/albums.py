"""Collections: files that a person put together under a name, in an order of their own."""

from collections.abc import Sequence

from evidence_board.case.gate import Transaction
from evidence_board.model.changes import ChangeSet
from evidence_board.model.errors import KnownError
from evidence_board.operations.named_rows import NamedRows, free_name, name_of
from evidence_board.session import Session

__all__ = [
    "add_to_album",
    "bin_album",
    "create_album",
    "move_in_album",
    "remove_from_album",
    "rename_album",
]

_ROWS = NamedRows("album", "collection", "Choose another one.")


def create_album(session: Session, /, *, name: str, item_ids: Sequence[str] = ()) -> ChangeSet:
    """Make a collection, perhaps with files in it, in one step. ``result["id"]`` is its id.

    Raises:
        KnownError: the name is empty or too long, another collection has it, or a file is gone.
    """
    with session.gate.transaction("Make a collection", action="annotated") as finished:
        tx = finished.tx
        words = free_name(tx, _ROWS, name)
        tx.label = f"Make the collection “{words}”"
        album_id = tx.insert("album", name=words)
        tx.result["id"] = album_id
        _add(tx, album_id, item_ids)
    return finished.changes


def rename_album(session: Session, /, *, album_id: str, name: str) -> ChangeSet:
    """Give a collection another name.

    Raises:
        KnownError: as `create_album`, or the collection is gone.
    """
    with session.gate.transaction("Rename a collection", action="annotated") as finished:
        tx = finished.tx
        old, words = name_of(tx, _ROWS, album_id), free_name(tx, _ROWS, name, but=album_id)
        tx.label = f"Rename the collection “{old}” to “{words}”"
        if words != old:
            tx.update("album", album_id, name=words)
    return finished.changes


def add_to_album(session: Session, /, *, album_id: str, item_ids: Sequence[str]) -> ChangeSet:
    """Put files at the end of a collection, in one step. ``result["added"]`` counts those that were not in it.

    Raises:
        KnownError: the collection or a file is gone.
    """
    with session.gate.transaction("Add to a collection", action="annotated") as finished:
        tx = finished.tx
        name = name_of(tx, _ROWS, album_id)
        added = _add(tx, album_id, item_ids)
        tx.result["added"] = added
        tx.label = f"Add {_files(tx, item_ids)} to “{name}”"
    return finished.changes


def remove_from_album(session: Session, /, *, album_id: str, item_ids: Sequence[str]) -> ChangeSet:
    """Take files out of a collection, in one step; the files themselves stay in the case.

    Raises:
        KnownError: the collection is gone.
    """
    with session.gate.transaction("Take out of a collection", action="annotated") as finished:
        tx = finished.tx
        name = name_of(tx, _ROWS, album_id)
        tx.label = f"Take {_files(tx, item_ids)} out of “{name}”"
        gone = set(item_ids)
        for row_id, item_id, _ in _rows(tx, album_id):
            if item_id in gone:
                tx.bin("album_item", row_id)
    return finished.changes


def move_in_album(session: Session, /, *, album_id: str, item_ids: Sequence[str], before: str | None) -> ChangeSet:
    """Put files of a collection before another one of it, in the order given; None puts them at the end.

    Raises:
        KnownError: the collection is gone, or a file is not in it.
    """
    with session.gate.transaction("Order a collection", action="annotated") as finished:
        tx = finished.tx
        tx.label = f"Order “{name_of(tx, _ROWS, album_id)}”"
        rows = _rows(tx, album_id)
        inside = {item_id for _, item_id, _ in rows}
        moved = list(dict.fromkeys(item_ids))
        if not inside.issuperset(moved) or (before is not None and before not in inside):
            raise KnownError("This file is not in the collection.", means="The order stays as it was.")
        order = [item_id for _, item_id, _ in rows if item_id not in moved]
        at = order.index(before) if before in order else len(order)
        place = {item_id: number for number, item_id in enumerate([*order[:at], *moved, *order[at:]])}
        for row_id, item_id, ordinal in rows:
            if ordinal != place[item_id]:
                tx.update("album_item", row_id, ordinal=place[item_id])
    return finished.changes


def bin_album(session: Session, /, *, album_id: str) -> ChangeSet:
    """Move a collection to the bin; its files stay where they are, and it comes back with all of them.

    Raises:
        KnownError: the collection is gone.
    """
    with session.gate.transaction("Move a collection to the bin", action="binned") as finished:
        finished.tx.label = f"Move the collection “{name_of(finished.tx, _ROWS, album_id)}” to the bin"
        finished.tx.bin("album", album_id)
    return finished.changes


def _rows(tx: Transaction, album_id: str) -> list[tuple[str, str, int]]:
    sql = "SELECT id, item_id, ordinal FROM album_item WHERE album_id = ? AND deleted_at IS NULL ORDER BY ordinal, id"
    return [(str(row[0]), str(row[1]), int(row[2])) for row in tx.connection.execute(sql, (album_id,))]


def _add(tx: Transaction, album_id: str, item_ids: Sequence[str]) -> int:
    rows = _rows(tx, album_id)
    inside = {item_id for _, item_id, _ in rows}
    after = max((ordinal for _, _, ordinal in rows), default=-1) + 1
    new = [one for one in dict.fromkeys(item_ids) if one not in inside]
    for number, item_id in enumerate(new):
        if tx.one("SELECT 1 FROM item WHERE id = ? AND deleted_at IS NULL", (item_id,)) is None:
            raise KnownError("One of these files is gone.", means="Nothing was added.", do="Choose the files again.")
        tx.insert("album_item", album_id=album_id, item_id=item_id, ordinal=after + number)
    return len(new)


def _files(tx: Transaction, item_ids: Sequence[str]) -> str:
    if len(item_ids) == 1:
        row = tx.one("SELECT ref FROM item WHERE id = ?", (item_ids[0],))
        return str(row[0]) if row else "a file"
    return f"{len(item_ids)} files"
