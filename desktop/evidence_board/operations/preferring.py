"""Which of several values counts: by rule until a person chooses, and then never again by rule alone.

Each position and each time of a thing has a role; of each role one value at most is preferred. ``chosen_by`` says
who decided about a row: ``person`` for one that a person chose, or set aside so that none counts; ``rule`` else.
Empty, from the first version of the case file, is read as ``person`` for what an analyst gave.
"""

from evidence_board.case.gate import Transaction
from evidence_board.model.positions import rule_rank

__all__ = ["count_none", "prefer_by_rule", "prefer_row", "release"]

#: Table -> column of the thing whose value it is.
_OWNER = {"geotag": "item_id", "moment": "target_id"}
_CHOSEN = "ifnull(chosen_by, CASE source WHEN 'analyst' THEN 'person' ELSE 'rule' END)"


def prefer_row(tx: Transaction, table: str, row_id: str, *, chosen_by: str) -> None:
    """Let one row count instead of all others of its thing and role, which stay.

    Args:
        tx: the open transaction.
        table: ``geotag`` or ``moment``.
        row_id: the row that counts from now on.
        chosen_by: ``person`` or ``rule``.
    """
    row = tx.one(f"SELECT {_OWNER[table]}, role, preferred, chosen_by FROM {table} WHERE id = ?", (row_id,))
    assert row is not None
    release(tx, table, str(row[0]), str(row[1]), but=row_id)
    if (row[2], row[3]) != (1, chosen_by):
        tx.update(table, row_id, preferred=1, chosen_by=chosen_by)


def count_none(tx: Transaction, table: str, owner: str, role: str) -> list[str]:
    """Let no value of a role count, as a person's choice; returns the rows that counted."""
    sql = f"SELECT id FROM {table} WHERE {_OWNER[table]} = ? AND role = ? AND preferred = 1 AND deleted_at IS NULL"
    ids = [str(row[0]) for row in tx.connection.execute(sql, (owner, role)).fetchall()]
    for row_id in ids:
        tx.update(table, row_id, preferred=0, chosen_by="person")
    return ids


def prefer_by_rule(tx: Transaction, table: str, owner: str, role: str) -> None:
    """Let the rule choose among the values of a role, unless a person has; call it when rows came or went."""
    sql = (
        f"SELECT id, source, level, preferred, {_CHOSEN} FROM {table}"
        f" WHERE {_OWNER[table]} = ? AND role = ? AND deleted_at IS NULL ORDER BY id"
    )
    rows = tx.connection.execute(sql, (owner, role)).fetchall()
    if any(row[4] == "person" for row in rows):
        return
    rank = rule_rank if table == "geotag" else _moment_rank
    ranked = [(found, row[0]) for row in rows if (found := rank(row[1], row[2])) is not None]
    if not ranked:
        release(tx, table, owner, role)
        return
    best = min(ranked, key=lambda pair: pair[0])[1]
    if any(bool(row[3]) != (row[0] == best) for row in rows):
        prefer_row(tx, table, best, chosen_by="rule")


def release(tx: Transaction, table: str, owner: str, role: str, *, but: str = "") -> None:
    """Count no row of a role but one, and let the rule decide about the others again."""
    sql = (
        f"SELECT id FROM {table} WHERE {_OWNER[table]} = ? AND role = ? AND id <> ? AND deleted_at IS NULL"
        f" AND (preferred = 1 OR {_CHOSEN} = 'person')"
    )
    for (row_id,) in tx.connection.execute(sql, (owner, role, but)).fetchall():
        tx.update(table, row_id, preferred=0, chosen_by="rule")


def _moment_rank(source: str, level: str) -> int | None:
    """Rank of a time by rule: a corrected camera clock goes before the camera's own, in the order of coming."""
    if source == "analyst":
        return 0 if level == "confirmed" else None
    if level == "refuted":
        return 3
    return 1 if source == "clock_offset" else 2
