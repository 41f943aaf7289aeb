"""Typed links between things: make, change, take away."""

from evidence_board.case.gate import Transaction
from evidence_board.model.changes import ChangeSet
from evidence_board.model.errors import KnownError
from evidence_board.model.levels import Level
from evidence_board.operations.entities import insert_entity
from evidence_board.operations.levels import check_level
from evidence_board.session import Session

__all__ = ["create_link", "insert_link", "link_to_new", "update_link"]


def insert_link(
    tx: Transaction,
    *,
    src: tuple[str, str],
    dst: tuple[str, str],
    relation: str,
    level: str = "unjudged",
    start: str | None = None,
    end: str | None = None,
    note: str = "",
    ref: str | None = None,
) -> str:
    """Insert one link inside an open transaction; returns its id.

    Args:
        tx: the open transaction.
        src: kind and row id of the start.
        dst: kind and row id of the end.
        relation: words of the relation, e.g. ``taken at``.
        level: a word of the ladder.
        start: first date, ISO 8601 as written.
        end: last date, ISO 8601 as written.
        note: free text.
        ref: only for a case that brings its own refs.

    Raises:
        KnownError: it would join a thing to itself, or the relation has no words.
    """
    if src == dst:
        raise KnownError("A thing cannot be linked to itself.", do="Choose another thing to link to.")
    if not relation.strip():
        raise KnownError("The link has no relation.", do="Choose how the two belong together.")
    return tx.insert(
        "link",
        ref=ref or tx.next_ref("K"),
        src_kind=src[0],
        src_id=src[1],
        dst_kind=dst[0],
        dst_id=dst[1],
        relation=relation.strip(),
        level=Level(level).value,
        start=start,
        end=end,
        note=note,
    )


def create_link(
    session: Session,
    /,
    *,
    sources: list[tuple[str, str]],
    target: tuple[str, str],
    relation: str,
    level: str = "unjudged",
    note: str = "",
    reverse: bool = False,
) -> ChangeSet:
    """Link one or many things to one, in one step. ``result["ids"]`` are the new links.

    Args:
        session: the open case.
        sources: kind and row id of each thing.
        target: kind and row id of the one.
        relation: words of the relation.
        level: a word of the ladder.
        note: free text.
        reverse: the links lead from the one to the many ("a_severny posted M-014" begun at the photo).

    Raises:
        KnownError: as `insert_link`.
    """
    with session.gate.transaction(f"Link: {relation}", action="linked") as finished:
        ids = []
        for source in sources:
            src, dst = (target, source) if reverse else (source, target)
            ids.append(insert_link(finished.tx, src=src, dst=dst, relation=relation, level=level, note=note))
        finished.tx.result["ids"] = ids
        if len(ids) > 1:
            finished.tx.label = f"Link {len(ids)} things: {relation}"
    return finished.changes


def link_to_new(
    session: Session,
    /,
    *,
    sources: list[tuple[str, str]],
    kind: str,
    name: str,
    relation: str,
    level: str = "unjudged",
    note: str = "",
    reverse: bool = False,
) -> ChangeSet:
    """Make a new entity and link things to it, in one step. ``result["id"]`` is the entity, ``ids`` the links.

    Args:
        session: the open case.
        sources: kind and row id of each thing.
        kind: kind of the new entity.
        name: what it is called.
        relation: words of the relation.
        level: a word of the ladder.
        note: free text.
        reverse: as for `create_link`.

    Raises:
        KnownError: as `insert_link`, or the name is empty.
    """
    with session.gate.transaction(f"Link: {relation} {name.strip()}", action="linked") as finished:
        tx = finished.tx
        target = (kind, insert_entity(tx, kind, name=name, values={}))
        pairs = [(target, source) if reverse else (source, target) for source in sources]
        tx.result["ids"] = [
            insert_link(tx, src=src, dst=dst, relation=relation, level=level, note=note) for src, dst in pairs
        ]
        tx.result["id"] = target[1]
    return finished.changes


def update_link(session: Session, /, *, row_id: str, **values: object) -> ChangeSet:
    """Change relation, level, start, end, note or reason of a link.

    Raises:
        KnownError: an unknown field, or a level that the cited evidence does not carry and no reason.
        ValueError: an unknown level.
    """
    unknown = set(values) - {"relation", "level", "start", "end", "note", "reason"}
    if unknown:
        raise KnownError(f"A link has no field {', '.join(sorted(unknown))}.")
    if "level" in values:
        values["level"] = Level(str(values["level"])).value
    with session.gate.transaction("Edit link", action="graded" if "level" in values else "edited") as finished:
        row = finished.tx.one("SELECT ref FROM link WHERE id = ?", (row_id,))
        ref = row[0] if row else ""
        finished.tx.label = f"Set {ref} to {values['level']}" if set(values) == {"level"} else f"Edit link {ref}"
        if "level" in values:
            reason = str(values.get("reason", ""))
            check_level(finished.tx, ("link", row_id), level=str(values["level"]), reason=reason)
        finished.tx.update("link", row_id, **values)
    return finished.changes
