"""Conflicts as plain records beside the problems found at import, for those who read a case without the window."""

import sqlite3
from typing import Any

from evidence_board.analysis.conflicts import all_conflicts
from evidence_board.case.conflict_facts import read_conflict_facts
from evidence_board.model.observations import Conflict

__all__ = ["conflict_records"]


def conflict_records(connection: sqlite3.Connection) -> list[dict[str, Any]]:
    """Return every conflict of a case with the keys of a problem, by the ref of the file or account; notes come last.

    ``item`` is the ref of what it is shown at, ``detail`` both values, ``answer`` what a person said; ``state`` is
    open, note, explained, corrected or ignored.
    """
    facts = read_conflict_facts(connection)
    found: list[tuple[tuple[bool, str, int, str], dict[str, Any]]] = []
    for row_id, rows in all_conflicts(facts).items():
        file, account = facts.files.get(row_id), facts.accounts.get(row_id)
        ref, name = (file.ref, file.file_name) if file is not None else ("", "")
        if account is not None:
            ref, name = account.ref, account.handle
        found += [
            ((one.state == "note", *_order(ref)), _record(ref, name, one)) for one in rows if one.row_id == row_id
        ]
    return [record for _, record in sorted(found, key=lambda pair: pair[0])]


def _order(ref: str) -> tuple[str, int, str]:
    return ref[:1], len(ref), ref


def _record(ref: str, name: str, conflict: Conflict) -> dict[str, Any]:
    return {
        "item": ref,
        "name": name,
        "code": conflict.code,
        "message": f"{conflict.title}. {conflict.meaning}".strip(),
        "detail": "; ".join(f"{what}: {value}" for what, value in conflict.values),
        "state": conflict.state,
        "answer": conflict.note,
    }
