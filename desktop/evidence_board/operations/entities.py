"""Making, naming, changing and binning accounts, people, units, places, equipment and events."""

from collections.abc import Mapping

from evidence_board.case.gate import Transaction
from evidence_board.model.changes import ChangeSet
from evidence_board.model.errors import KnownError
from evidence_board.model.kinds import REF_LETTER, Kind
from evidence_board.operations.entity_values import check_references, checked_values
from evidence_board.session import Session

__all__ = ["KIND_WORDS", "bin_things", "create_entity", "name_column", "rename_entity", "update_entity"]

#: What each kind is called in the words of a step.
KIND_WORDS = {
    "account": "account",
    "person": "person",
    "unit": "unit",
    "location": "place",
    "equipment": "equipment",
    "event": "event",
    "item": "file",
    "post": "post",
    "link": "link",
}


def name_column(kind: str) -> str:
    """Return the column that holds the name of a kind of entity."""
    return "handle" if kind == "account" else "name"


def insert_entity(
    tx: Transaction, kind: str, *, name: str, values: Mapping[str, object], ref: str | None = None
) -> str:
    """Insert one entity inside an open transaction; returns its id.

    Raises:
        KnownError: the name is empty.
    """
    if not name.strip():
        raise KnownError(f"The {KIND_WORDS[kind]} has no name.", do="Type a name, even a working one.")
    letter = REF_LETTER[Kind(kind)]
    columns = {name_column(kind): name.strip(), **values}
    return tx.insert(kind, ref=ref or tx.next_ref(letter), **columns)


def create_entity(session: Session, /, *, kind: str, name: str, **values: object) -> ChangeSet:
    """Make a new entity. ``result["id"]`` is its row id.

    Args:
        session: the open case.
        kind: kind of entity.
        name: what it is called.
        **values: fields of `evidence_board.operations.entity_values.EDITABLE`.

    Raises:
        KnownError: the name is empty, or a value is not one of this kind.
    """
    stored = checked_values(kind, KIND_WORDS[kind], values)
    with session.gate.transaction(f"Add {KIND_WORDS[kind]} {name.strip()}") as finished:
        check_references(finished.tx, kind, None, stored)
        finished.tx.result["id"] = insert_entity(finished.tx, kind, name=name, values=stored)
    return finished.changes


def rename_entity(session: Session, /, *, kind: str, row_id: str, name: str) -> ChangeSet:
    """Give an entity another name.

    Raises:
        KnownError: the name is empty.
    """
    if not name.strip():
        raise KnownError("A name cannot be empty.", means="The old name stays.", do="Type a name, or press Esc.")
    column = name_column(kind)
    with session.gate.transaction(f"Rename {KIND_WORDS[kind]} to {name.strip()}") as finished:
        finished.tx.update(kind, row_id, **{column: name.strip()})
    return finished.changes


def update_entity(session: Session, /, *, kind: str, row_id: str, **values: object) -> ChangeSet:
    """Change fields of an entity.

    Args:
        session: the open case.
        kind: kind of entity.
        row_id: of the entity.
        **values: fields of `evidence_board.operations.entity_values.EDITABLE`.

    Raises:
        KnownError: a field does not belong to this kind, a value is not one of its field, or a unit or place
            would come to lie in itself.
    """
    stored = checked_values(kind, KIND_WORDS[kind], values)
    with session.gate.transaction(f"Edit {KIND_WORDS[kind]}") as finished:
        row = finished.tx.one(f"SELECT {name_column(kind)} FROM {kind} WHERE id = ?", (row_id,))
        finished.tx.label = f"Edit {KIND_WORDS[kind]} {row[0] if row else ''}".strip()
        check_references(finished.tx, kind, row_id, stored)
        finished.tx.update(kind, row_id, **stored)
    return finished.changes


def bin_things(session: Session, /, *, things: list[tuple[str, str]]) -> ChangeSet:
    """Move things to the bin of the case, with the links that start or end there.

    Args:
        session: the open case.
        things: pairs of kind (``item``, ``post``, ``link``, or a kind of entity) and row id.
    """
    label = f"Move {len(things)} things to the bin"
    with session.gate.transaction(label, action="deleted") as finished:
        tx = finished.tx
        for kind, row_id in things:
            if len(things) == 1:
                # By its name where it has one: nobody knows every number by heart.
                name = {"item": "title", "link": "''", "post": "''"}.get(kind) or name_column(kind)
                row = tx.one(f"SELECT ref, {name} FROM {kind} WHERE id = ?", (row_id,))
                ref, said = (row[0], row[1]) if row else (KIND_WORDS[kind], "")
                named = f"{ref} {said}" if kind == "item" and said else said or ref
                tx.label = f"Move {named} to the bin"
            tx.bin(kind, row_id)
            ends = "SELECT id FROM link WHERE (src_id = ? OR dst_id = ?) AND deleted_at IS NULL"
            for (link_id,) in tx.connection.execute(ends, (row_id, row_id)).fetchall():
                tx.bin("link", link_id)
    return finished.changes
