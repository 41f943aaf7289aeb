"""Tags are paths: ``vehicle/BTR`` lies below ``vehicle``. Put on, taken off, renamed, merged, binned, coloured."""

import re
from collections.abc import Sequence

from evidence_board.case.gate import Transaction
from evidence_board.model.changes import ChangeSet
from evidence_board.model.errors import KnownError
from evidence_board.session import Session

__all__ = ["bin_tag", "colour_tag", "merge_tags", "rename_tag", "tag_path", "tag_things", "untag_things"]

_COLOUR = re.compile(r"#[0-9a-f]{6}")


def tag_path(text: str) -> str:
    """Return a path as it is stored: parts without white space around them, joined by slashes.

    Raises:
        KnownError: there is no part.
    """
    parts = (" ".join(part.split()) for part in text.strip().lstrip("#").split("/"))
    path = "/".join(part for part in parts if part)
    if not path:
        raise KnownError("The tag has no name.", do="Type a word.")
    return path


def tag_things(session: Session, /, *, things: Sequence[tuple[str, str]], path: str) -> ChangeSet:
    """Put a tag on things, pairs of kind and row id; makes the tag when it is new. ``result["id"]`` is the tag.

    Raises:
        KnownError: the tag has no name.
    """
    name = tag_path(path)
    many = "files" if all(kind == "item" for kind, _ in things) else "things"
    label = f"Tag {len(things)} {many} #{name}" if len(things) > 1 else f"Tag #{name}"
    with session.gate.transaction(label, action="annotated") as finished:
        tx = finished.tx
        tx.result["id"] = tag_id = _tag_at(tx, name)
        for kind, target in things:
            _put(tx, tag_id, kind, target)
    return finished.changes


def untag_things(session: Session, /, *, things: Sequence[str], tag_id: str) -> ChangeSet:
    """Take a tag off things (row ids)."""
    with session.gate.transaction("Take off a tag", action="annotated") as finished:
        tx = finished.tx
        row = tx.one("SELECT path FROM tag WHERE id = ?", (tag_id,))
        tx.label = f"Take off #{row[0] if row else ''}"
        if len(things) > 1:
            tx.label = f"Take #{row[0] if row else ''} off {len(things)} files"
        for target in things:
            sql = "SELECT id FROM tagging WHERE tag_id = ? AND target_id = ? AND deleted_at IS NULL"
            for (tagging_id,) in tx.connection.execute(sql, (tag_id, target)).fetchall():
                tx.bin("tagging", tagging_id)
    return finished.changes


def rename_tag(session: Session, /, *, path: str, to: str) -> ChangeSet:
    """Give a path another name, with everything below it: ``a`` to ``b`` makes ``b/c`` of ``a/c``.

    Args:
        session: the open case.
        path: the old path; it need not be a tag itself if one lies below it.
        to: the new path.

    Raises:
        KnownError: there is no such tag, the new one has no name, or is there already.
    """
    old, new = tag_path(path), tag_path(to)
    with session.gate.transaction(f"Rename #{old} to #{new}", action="annotated") as finished:
        tx = finished.tx
        moving = _below(tx, old)
        if new != old:
            there = tx.one("SELECT id FROM tag WHERE path = ? AND deleted_at IS NULL", (new,))
            if there is not None and str(there[0]) not in moving:
                raise KnownError(
                    f"There is a tag #{new} already.",
                    means="Nothing was changed.",
                    do="Merge the two, or choose another name.",
                )
            _move(tx, moving, old, new)
    return finished.changes


def merge_tags(session: Session, /, *, path: str, into: str) -> ChangeSet:
    """Let what carries one tag carry another one instead, with everything below it.

    Args:
        session: the open case.
        path: the tag that goes.
        into: the tag that stays; made where there is none.

    Raises:
        KnownError: there is no such tag, or one lies below the other so that nothing could go.
    """
    old, new = tag_path(path), tag_path(into)
    if new == old or new.startswith(f"{old}/"):
        raise KnownError(
            f"#{old} cannot be merged into #{new}.",
            means="One of them lies in the other. Nothing was changed.",
            do="Choose a tag beside it or above it.",
        )
    with session.gate.transaction(f"Merge #{old} into #{new}", action="annotated") as finished:
        moving = _below(finished.tx, old)
        finished.tx.result["id"] = _tag_at(finished.tx, new)
        _move(finished.tx, moving, old, new)
    return finished.changes


def bin_tag(session: Session, /, *, path: str) -> ChangeSet:
    """Take a tag and everything below it off all things, and out of the case.

    Raises:
        KnownError: there is no such tag.
    """
    name = tag_path(path)
    with session.gate.transaction(f"Remove the tag #{name}", action="deleted") as finished:
        tx = finished.tx
        moving = _below(tx, name)
        if len(moving) > 1:
            tx.label = f"Remove the tag #{name} and {len(moving) - 1} below it"
        for tag_id in moving:
            for tagging_id, _, _ in _taggings(tx, tag_id):
                tx.bin("tagging", tagging_id)
            tx.bin("tag", tag_id)
    return finished.changes


def colour_tag(session: Session, /, *, path: str, colour: str | None) -> ChangeSet:
    """Give a tag a colour (``#rrggbb``), or none.

    Raises:
        KnownError: that is no colour.
    """
    name = tag_path(path)
    word = colour.strip().lower() if colour else None
    if word is not None and not _COLOUR.fullmatch(word):
        raise KnownError(f"“{colour}” is not a colour.", means="The old one stays.", do="Write it like #4338ca.")
    with session.gate.transaction(f"Colour the tag #{name}", action="annotated") as finished:
        tag_id = _tag_at(finished.tx, name)
        if finished.tx.one("SELECT colour FROM tag WHERE id = ?", (tag_id,)) != (word,):
            finished.tx.update("tag", tag_id, colour=word)
    return finished.changes


def _tag_at(tx: Transaction, path: str) -> str:
    """Return the tag of a path: the live one, one from the bin, or a new one."""
    row = tx.one("SELECT id, deleted_at FROM tag WHERE path = ? ORDER BY deleted_at IS NOT NULL", (path,))
    if row is None:
        return tx.insert("tag", path=path)
    if row[1] is not None:
        tx.update("tag", str(row[0]), deleted_at=None)
    return str(row[0])


def _below(tx: Transaction, path: str) -> dict[str, str]:
    """Return the live tags of a path and below it, id -> path."""
    found = {
        str(row[0]): str(row[1])
        for row in tx.connection.execute("SELECT id, path FROM tag WHERE deleted_at IS NULL ORDER BY path").fetchall()
        if row[1] == path or str(row[1]).startswith(f"{path}/")
    }
    if not found:
        raise KnownError(f"There is no tag #{path}.", means="Nothing was changed.")
    return found


def _move(tx: Transaction, moving: dict[str, str], old: str, new: str) -> None:
    """Put tags under another path; one that is there already takes over what they are on."""
    for tag_id, path in moving.items():
        target = new + path[len(old) :]
        there = tx.one("SELECT id FROM tag WHERE path = ? AND deleted_at IS NULL", (target,))
        if there is None or str(there[0]) in moving:
            tx.update("tag", tag_id, path=target)
            continue
        for tagging_id, kind, thing in _taggings(tx, tag_id):
            _put(tx, str(there[0]), kind, thing)
            tx.bin("tagging", tagging_id)
        tx.bin("tag", tag_id)


def _put(tx: Transaction, tag_id: str, kind: str, target: str) -> None:
    known = tx.one("SELECT 1 FROM tagging WHERE target_id = ? AND tag_id = ? AND deleted_at IS NULL", (target, tag_id))
    if not known:
        tx.insert("tagging", tag_id=tag_id, kind=kind, target_id=target)


def _taggings(tx: Transaction, tag_id: str) -> list[tuple[str, str, str]]:
    sql = "SELECT id, kind, target_id FROM tagging WHERE tag_id = ? AND deleted_at IS NULL ORDER BY id"
    return tx.connection.execute(sql, (tag_id,)).fetchall()
