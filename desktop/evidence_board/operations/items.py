"""Words about a file: title, caption, notes, tags, and answers to its problems."""

from evidence_board.model.changes import ChangeSet
from evidence_board.model.errors import KnownError
from evidence_board.session import Session

__all__ = ["answer_problem", "tag_things", "untag_things", "update_item"]

_EDITABLE = frozenset({"title", "caption", "caption_language", "caption_translation", "notes", "kind"})


def update_item(session: Session, /, *, row_id: str, **values: object) -> ChangeSet:
    """Change words about one file; its bytes never change.

    Raises:
        KnownError: the field cannot be edited.
    """
    unknown = set(values) - _EDITABLE
    if unknown:
        raise KnownError(f"This cannot be edited: {', '.join(sorted(unknown))}.")
    with session.gate.transaction("Edit file") as finished:
        row = finished.tx.one("SELECT ref FROM item WHERE id = ?", (row_id,))
        finished.tx.label = f"Edit {next(iter(values), 'file').replace('_', ' ')} of {row[0] if row else ''}"
        finished.tx.update("item", row_id, **values)
    return finished.changes


def tag_things(session: Session, /, *, things: list[tuple[str, str]], path: str) -> ChangeSet:
    """Put a tag on things; makes the tag when it is new. Paths use slashes: ``vehicle/BTR``.

    Raises:
        KnownError: the tag has no name.
    """
    name = "/".join(part.strip() for part in path.strip().lstrip("#").split("/") if part.strip())
    if not name:
        raise KnownError("The tag has no name.", do="Type a word.")
    with session.gate.transaction(
        f"Tag {len(things)} files #{name}" if len(things) > 1 else f"Tag #{name}"
    ) as finished:
        tx = finished.tx
        row = tx.one("SELECT id, deleted_at FROM tag WHERE path = ? ORDER BY deleted_at IS NOT NULL", (name,))
        tag_id = str(row[0]) if row else tx.insert("tag", path=name)
        if row and row[1]:
            tx.update("tag", tag_id, deleted_at=None)
        for kind, target in things:
            known = tx.one(
                "SELECT 1 FROM tagging WHERE tag_id = ? AND target_id = ? AND deleted_at IS NULL", (tag_id, target)
            )
            if not known:
                tx.insert("tagging", tag_id=tag_id, kind=kind, target_id=target)
        tx.result["id"] = tag_id
    return finished.changes


def untag_things(session: Session, /, *, things: list[str], tag_id: str) -> ChangeSet:
    """Take a tag off things (row ids)."""
    with session.gate.transaction("Take off a tag") as finished:
        tx = finished.tx
        row = tx.one("SELECT path FROM tag WHERE id = ?", (tag_id,))
        tx.label = f"Take off #{row[0] if row else ''}"
        for target in things:
            sql = "SELECT id FROM tagging WHERE tag_id = ? AND target_id = ? AND deleted_at IS NULL"
            for (tagging_id,) in tx.connection.execute(sql, (tag_id, target)).fetchall():
                tx.bin("tagging", tagging_id)
    return finished.changes


def answer_problem(session: Session, /, *, row_id: str, answer: str) -> ChangeSet:
    """Settle a problem of a file with words, e.g. "kept as a file"."""
    with session.gate.transaction("Settle a problem") as finished:
        tx = finished.tx
        row = tx.one("SELECT i.ref FROM problem p JOIN item i ON i.id = p.item_id WHERE p.id = ?", (row_id,))
        tx.label = f"Settle a problem of {row[0] if row else ''}"
        tx.update("problem", row_id, state="answered", answer=answer)
    return finished.changes
