"""The bin: putting things back, and emptying it for good."""

from evidence_board.case import bin as case_bin
from evidence_board.model.changes import ChangeSet
from evidence_board.model.errors import KnownError
from evidence_board.operations.entities import KIND_WORDS
from evidence_board.operations.preferring import restored
from evidence_board.session import Session

__all__ = ["empty_bin", "restore_things"]

#: What stands for the ref of things that have none.
_CALLED = {"tag": "path", "album": "name", "saved_view": "name", "map_drawing": "name", "map_layer": "name"}


def restore_things(session: Session, *, things: list[tuple[str, str]]) -> ChangeSet:
    """Take things out of the bin, with the links that went along and whose other end is still there.

    Args:
        session: the open case.
        things: pairs of kind and row id.
    """
    with session.gate.transaction(f"Restore {len(things)} things", action="restored") as finished:
        tx = finished.tx
        for kind, row_id in things:
            if len(things) == 1:
                row = tx.one(f"SELECT {_CALLED.get(kind, 'ref')} FROM {kind} WHERE id = ?", (row_id,))
                tx.label = f"Restore {row[0] if row and row[0] else KIND_WORDS.get(kind, kind.replace('_', ' '))}"
            when = tx.one(f"SELECT deleted_at FROM {kind} WHERE id = ?", (row_id,))
            tx.update(kind, row_id, deleted_at=None)
            restored(tx, kind, row_id)
            # Links that went into the bin in the same step have the same second of going.
            sql = "SELECT id FROM link WHERE (src_id = ? OR dst_id = ?) AND deleted_at IS NOT NULL AND abs("
            sql += "julianday(deleted_at) - julianday(?)) < 2.0 / 86400"
            for (link_id,) in tx.connection.execute(sql, (row_id, row_id, when[0] if when else None)).fetchall():
                tx.update("link", link_id, deleted_at=None)
    return finished.changes


def empty_bin(session: Session) -> ChangeSet:
    """Remove everything in the bin for good; ends the undo history. ``result["emptied"]`` says what went.

    The space is given back at once, which takes time and room for a second copy of the case.

    Raises:
        KnownError: there is not enough room, something live leans on a thing in the bin, or files come in.
    """
    if session.active_import is not None:
        raise KnownError(
            "The bin cannot be emptied while files come in.",
            means="It would end the history that the import belongs to.",
            do="Wait until the import ends, or stop it.",
        )
    gate = session.gate
    with gate.unrecorded() as connection:
        emptied = case_bin.purge(connection)
    things = sum(emptied.things.values())
    told = (f"{things} thing{'s' if things != 1 else ''}", f"{emptied.files} file{'s' if emptied.files != 1 else ''}")
    words = f"Emptied the bin: {', '.join(told)}"
    detail = {"bytes": emptied.size, "files": emptied.files, "things": emptied.things}
    gate.note("bin_emptied", detail, words=words)
    gate.vacuum()
    return ChangeSet(0, "Empty the bin", whole=True, result={"emptied": emptied})
