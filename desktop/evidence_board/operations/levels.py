"""How sure we are of several things at once, in one step."""

from collections.abc import Sequence

from evidence_board.model.changes import ChangeSet
from evidence_board.model.levels import Level
from evidence_board.session import Session

__all__ = ["set_levels"]


def set_levels(session: Session, /, *, level: str, links: Sequence[str] = (), geotags: Sequence[str] = ()) -> ChangeSet:
    """Set the level of links and positions.

    Args:
        session: the open case.
        level: a word of the ladder.
        links: row ids of links.
        geotags: row ids of positions.

    Raises:
        ValueError: the level is not one of the ladder.
    """
    word = Level(level).value
    total = len(links) + len(geotags)
    label = f"Set {total} to {word}"
    with session.gate.transaction(label, action="graded") as finished:
        tx = finished.tx
        for row_id in links:
            tx.update("link", row_id, level=word)
        for row_id in geotags:
            tx.update("geotag", row_id, level=word)
        if total == 1:
            sql = (
                "SELECT ref FROM link WHERE id = ?"
                if links
                else "SELECT i.ref FROM geotag g JOIN item i ON i.id = g.item_id WHERE g.id = ?"
            )
            row = tx.one(sql, (*links, *geotags))
            what = str(row[0]) if row else ""
            tx.label = f"Set {what} to {word}" if links else f"Set the position of {what} to {word}"
    return finished.changes
