"""Which of several values counts: by rule until a person chooses, and then never again by rule alone.

Each position and each time of a thing has a role; of each role one value at most is preferred. ``chosen_by`` says
who decided about a row: ``person`` for one that a person chose, or set aside so that none counts; ``rule`` else.
Empty, from the first version of the case file, is read as ``person`` for what an analyst gave.
"""

from evidence_board.case.gate import Transaction
from evidence_board.model.positions import UNLOCATABLE, level_rank, rule_rank

__all__ = ["count_none", "counted_before", "prefer_as_before", "prefer_by_rule", "prefer_row", "release", "restored"]

#: In ``raw`` of an answer "cannot be located": that a person had set every position aside before it.
_NONE_COUNTED = "-"

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


def counted_before(tx: Transaction, item_id: str, role: str) -> str:
    """Return what a person had chosen for a role, to be kept in ``raw`` of an answer that takes its place.

    The ref of the position, ``-`` where a person had set all aside, empty where the rule decides; of an answer
    that stands already what it says itself.
    """
    sql = (
        f"SELECT ref, preferred, {_CHOSEN}, precision, raw FROM geotag WHERE item_id = ? AND role = ?"
        " AND deleted_at IS NULL ORDER BY preferred DESC, id"
    )
    rows = tx.connection.execute(sql, (item_id, role)).fetchall()
    chosen = [row for row in rows if row[2] == "person"]
    if not chosen:
        return ""
    ref, preferred, _, precision, raw = chosen[0]
    if not preferred:
        return _NONE_COUNTED
    return str(raw) if precision == UNLOCATABLE else str(ref)


def prefer_as_before(tx: Transaction, item_id: str, role: str, before: str) -> None:
    """Let count again what a person had chosen before an answer that is gone; else the rule decides.

    Args:
        tx: the open transaction.
        item_id: the file.
        role: what stands at the point.
        before: as `counted_before` gave it.
    """
    if before == _NONE_COUNTED:
        sql = "SELECT id FROM geotag WHERE item_id = ? AND role = ? AND deleted_at IS NULL ORDER BY id"
        row = tx.one(sql, (item_id, role))
        if row is not None:
            tx.update("geotag", str(row[0]), preferred=0, chosen_by="person")
        return
    row = None
    if before:
        sql = "SELECT id FROM geotag WHERE item_id = ? AND role = ? AND ref = ? AND deleted_at IS NULL"
        row = tx.one(sql, (item_id, role, before))
    if row is not None:
        prefer_row(tx, "geotag", str(row[0]), chosen_by="person")
    else:
        prefer_by_rule(tx, "geotag", item_id, role)


def restored(tx: Transaction, table: str, row_id: str) -> None:
    """Say what counts once a position or time is back from the bin.

    What a person had chosen counts again, unless a person has chosen something else since; then, as for everything
    the rule chose, it stands beside.

    Args:
        tx: the open transaction; the row is live again.
        table: any; others than ``geotag`` and ``moment`` are left alone.
        row_id: the row.
    """
    if table not in _OWNER:
        return
    row = tx.one(f"SELECT {_OWNER[table]}, role, preferred, {_CHOSEN} FROM {table} WHERE id = ?", (row_id,))
    assert row is not None
    owner, role = str(row[0]), str(row[1])
    sql = (
        f"SELECT 1 FROM {table} WHERE {_OWNER[table]} = ? AND role = ? AND id <> ? AND deleted_at IS NULL"
        f" AND {_CHOSEN} = 'person'"
    )
    if row[2] and row[3] == "person" and tx.one(sql, (owner, role, row_id)) is None:
        prefer_row(tx, table, row_id, chosen_by="person")
        return
    if row[2] or row[3] == "person":
        tx.update(table, row_id, preferred=0, chosen_by="rule")
    prefer_by_rule(tx, table, owner, role)


def _moment_rank(source: str, level: str) -> tuple[int, int] | None:
    """Rank of a time by rule: a corrected camera clock goes before the camera's own, in the order of coming."""
    return level_rank(level, by_analyst=source == "analyst", order=0 if source == "clock_offset" else 1)
