"""The zone in which the case shows times; the times themselves never change."""

from evidence_board.case.clock_offsets import read_zone
from evidence_board.model.changes import ChangeSet
from evidence_board.session import Session

__all__ = ["set_display_zone"]


def set_display_zone(session: Session, /, zone: str | None) -> ChangeSet:
    """Show times in one zone, a name of the IANA list or an offset such as ``+03:00``; None for each in its own.

    Raises:
        KnownError: there is no such zone.
    """
    name = zone.strip() if zone else ""
    if name:
        read_zone(name)
    label = f"Show times in {name}" if name else "Show each time in its own zone"
    with session.gate.transaction(label) as finished:
        tx = finished.tx
        row = tx.one("SELECT value, deleted_at FROM case_meta WHERE id = 'display_zone'")
        if row is None:
            if name:
                tx.insert("case_meta", id="display_zone", value=name)
        elif (row[0] or "", row[1]) != (name, None):
            tx.update("case_meta", "display_zone", value=name or None, deleted_at=None)
    return finished.changes
