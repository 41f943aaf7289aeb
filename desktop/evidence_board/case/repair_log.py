"""Carries the custody log of a damaged case over, as far as its chain holds, and notes the repair in it."""

import sqlite3
from typing import TYPE_CHECKING

from evidence_board import __version__
from evidence_board.case import custody
from evidence_board.case.damage_words import plain

if TYPE_CHECKING:
    from evidence_board.case.repair import RepairReport

__all__ = ["copy_log"]

_MOST_NAMED = 500


def copy_log(
    connection: sqlite3.Connection,
    entries: list[tuple[object, ...]],
    report: "RepairReport",
    *,
    actor: str,
    source: str,
) -> None:
    """Write the entries up to the first that does not fit, then one that tells of the repair.

    Entries behind a break cannot stand in the chain again; the note lists them, with their hashes.

    Args:
        connection: the new file, inside its transaction.
        entries: rows of the damaged log, in any order.
        report: what the repair kept; gets the old head.
        actor: who acts.
        source: name of the damaged file.
    """
    ordered = sorted((one for one in entries if isinstance(one[0], int)), key=lambda one: int(str(one[0])))
    for entry in ordered:
        try:
            connection.execute("INSERT INTO custody VALUES (?,?,?,?,?,?,?)", entry)
        except (sqlite3.Error, UnicodeEncodeError):
            # Not even a text any more: it breaks the chain here.
            break
    broken = custody.broken_entries(connection)
    if broken:
        connection.execute("DELETE FROM custody WHERE seq >= ?", (broken[0],))
    report.old_head = plain(ordered[-1][6]) if ordered else custody.GENESIS
    (kept,) = connection.execute("SELECT count(*) FROM custody").fetchone()
    behind = [[plain(value) for value in entry[:4]] + [plain(entry[6])] for entry in ordered[kept:]]
    words = f"Repaired from {source}: {report.rows} rows and {report.files_ok} of {report.files} files kept"
    if report.lost:
        words += f", {len(report.lost)} things not whole"
    if behind:
        words += f"; {len(behind)} log entries behind a break"
    detail: dict[str, object] = {
        "behind_break": behind[:_MOST_NAMED],
        "head": report.old_head,
        "label": words,
        "rows": {},
        "unwhole": [f"{one.fate}: {one.name}" for one in report.lost[:_MOST_NAMED]],
        "version": __version__,
    }
    custody.append(connection, actor=actor, action="repaired", detail=detail)
