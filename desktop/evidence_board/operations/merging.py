"""Entities that turn out to be one: merged without destroying anything, and split again when that was wrong."""

import json

from evidence_board.case.gate import Transaction
from evidence_board.case.refs import kept_entity
from evidence_board.model.changes import ChangeSet
from evidence_board.model.errors import KnownError
from evidence_board.model.kinds import EntityKind
from evidence_board.operations.entities import KIND_WORDS, name_column
from evidence_board.operations.merged_rows import Moves, move_everything
from evidence_board.session import Session

__all__ = ["merge_entities", "split_entity"]

#: Role of a name that came with a merge.
_ROLE = "merged"


def merge_entities(session: Session, /, *, kind: str, kept_id: str, gone_id: str, reason: str = "") -> ChangeSet:
    """Merge one entity into another of its kind; its ref leads to the other from now on.

    Links, citations, names, posts, tags, places and what lies below it move; its name becomes another name of the
    one that is kept; its own fields stay with it, for a split. Links that would join the entity to itself, or say
    what another one says, go to the bin, and their evidence to the one that stays. ``result["id"]`` is the merge.

    Args:
        session: the open case.
        kind: a kind of entity.
        kept_id: row id of the one that stays.
        gone_id: row id of the one that is merged into it.
        reason: how the analyst knows that they are one.

    Raises:
        KnownError: they are the same row, or one of them is gone or merged already.
    """
    table = _kind(kind)
    if kept_id == gone_id:
        raise KnownError("A thing cannot be merged with itself.", do="Choose the other one of the two.")
    with session.gate.transaction("Merge", action="merged") as finished:
        tx = finished.tx
        kept, gone = (_live(tx, table, row_id) for row_id in (kept_id, gone_id))
        moves = move_everything(tx, kind=table, kept_id=kept_id, gone_id=gone_id)
        _add_name(moves, table, kept_id, kept_name=kept[1], name=gone[1])
        tx.update(table, gone_id, merged_into=kept_id)
        tx.bin(table, gone_id)
        tx.result["id"] = tx.insert(
            "entity_merge",
            kind=table,
            kept_id=kept_id,
            gone_id=gone_id,
            moved=json.dumps(moves.as_json(), ensure_ascii=False),
            reason=reason.strip(),
        )
        tx.label = f"Merge {gone[0]} {gone[1]} into {kept[0]} {kept[1]}"
    return finished.changes


def split_entity(session: Session, /, *, gone_id: str, reason: str = "") -> ChangeSet:
    """Take a merge back, also when other steps came later. ``result["id"]`` is the entity that is back.

    What the merge moved and what still points to the entity that was kept moves back; what somebody changed since
    stays as it is now, and so does what was added since.

    Args:
        session: the open case.
        gone_id: row id of the entity that was merged into another.
        reason: why they are two after all; added to that of the merge.

    Raises:
        KnownError: it was not merged, or the merge was taken back already.
    """
    with session.gate.transaction("Split", action="split") as finished:
        tx = finished.tx
        row = tx.one(
            "SELECT id, kind, kept_id, moved, reason FROM entity_merge WHERE gone_id = ? AND deleted_at IS NULL"
            " ORDER BY id DESC LIMIT 1",
            (gone_id,),
        )
        if row is None:
            raise KnownError("This was not merged.", means="Nothing was changed.", do="Look at its history.")
        merge_id, table, kept_id, moved, said = (str(one) for one in row)
        # What was kept may have been merged into a third one since.
        holder = kept_entity(tx.connection, table, kept_id)
        tx.update(table, gone_id, merged_into=None, deleted_at=None)
        _put_back(tx, json.loads(moved), kept_id=kept_id, holder=holder)
        reasons = "\n".join(one for one in (said, reason.strip()) if one)
        if reasons != said:
            tx.update("entity_merge", merge_id, reason=reasons)
        tx.bin("entity_merge", merge_id)
        gone, kept = (
            tx.one(f"SELECT ref, {name_column(table)} FROM {table} WHERE id = ?", (one,)) for one in (gone_id, holder)
        )
        assert gone is not None and kept is not None
        tx.label = f"Split {gone[0]} {gone[1]} from {kept[0]} {kept[1]}"
        tx.result["id"] = gone_id
    return finished.changes


def _put_back(tx: Transaction, moved: dict[str, list[list[str]]], *, kept_id: str, holder: str) -> None:
    for table, row_id in reversed(moved["added"]):
        if tx.one(f"SELECT 1 FROM {table} WHERE id = ? AND deleted_at IS NULL", (row_id,)):
            tx.bin(table, row_id)
    # Whether a time counts is asked once it is back where it was.
    backwards = moved["set"][::-1]
    backwards.sort(key=lambda one: (one[0], one[2]) == ("moment", "preferred"))
    for table, row_id, column, before, after in backwards:
        row = tx.one(f"SELECT {column} FROM {table} WHERE id = ?", (row_id,))
        now = holder if after == kept_id else after
        if row is not None and row[0] == now and _may_go_back(tx, table, row_id, column):
            tx.update(table, row_id, **{column: before})
    for table, row_id in reversed(moved["binned"]):
        row = tx.one(f"SELECT deleted_at FROM {table} WHERE id = ?", (row_id,))
        if row is not None and row[0] is not None and (table != "link" or _ends_live(tx, row_id)):
            tx.update(table, row_id, deleted_at=None)


def _may_go_back(tx: Transaction, table: str, row_id: str, column: str) -> bool:
    """A time counts again only where no other of its role counts now."""
    if (table, column) != ("moment", "preferred"):
        return True
    sql = (
        "SELECT 1 FROM moment m JOIN moment o ON o.target_id = m.target_id AND o.role = m.role AND o.preferred = 1"
        " AND o.deleted_at IS NULL AND o.id <> m.id WHERE m.id = ?"
    )
    return tx.one(sql, (row_id,)) is None


def _ends_live(tx: Transaction, link_id: str) -> bool:
    row = tx.one("SELECT src_kind, src_id, dst_kind, dst_id FROM link WHERE id = ?", (link_id,))
    assert row is not None
    ends = ((row[0], row[1]), (row[2], row[3]))
    return all(tx.one(f"SELECT 1 FROM {kind} WHERE id = ? AND deleted_at IS NULL", (one,)) for kind, one in ends)


def _add_name(moves: Moves, kind: str, kept_id: str, *, kept_name: str, name: str) -> None:
    tx = moves.tx
    known = tx.one("SELECT 1 FROM entity_name WHERE entity_id = ? AND name = ? AND deleted_at IS NULL", (kept_id, name))
    if name != kept_name and known is None:
        row_id = tx.insert("entity_name", kind=kind, entity_id=kept_id, name=name, role=_ROLE)
        moves.added.append(["entity_name", row_id])


def _kind(kind: str) -> str:
    try:
        return EntityKind(kind).value
    except ValueError:
        raise KnownError(
            "Only accounts, people, units, places, equipment and events can be merged.", means="Nothing was changed."
        ) from None


def _live(tx: Transaction, kind: str, row_id: str) -> tuple[str, str]:
    row = tx.one(f"SELECT ref, {name_column(kind)} FROM {kind} WHERE id = ? AND deleted_at IS NULL", (row_id,))
    if row is None:
        raise KnownError(
            f"This {KIND_WORDS[kind]} is in the bin or was merged already.",
            means="Nothing was changed.",
            do="Undo, or choose another one.",
        )
    return str(row[0]), str(row[1])
