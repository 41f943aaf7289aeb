"""What points to an entity, and moving it to another one, with a note of every move so that it can be taken back."""

from dataclasses import dataclass, field

from evidence_board.case.gate import Transaction
from evidence_board.model.relations import RELATIONS

__all__ = ["Moves", "move_everything"]

#: Table and column that may name an entity, with the kinds it may be of (None for any).
_POINTERS: tuple[tuple[str, str, tuple[str, ...] | None], ...] = (
    ("link", "src_id", None),
    ("link", "dst_id", None),
    ("citation", "target_id", None),
    ("entity_name", "entity_id", None),
    ("region", "entity_id", None),
    ("map_drawing", "target_id", None),
    ("tagging", "target_id", None),
    ("moment", "target_id", ("event",)),
    ("post", "account_id", ("account",)),
    ("account_name", "account_id", ("account",)),
    ("collection_record", "account_id", ("account",)),
    ("geotag", "location_id", ("location",)),
    ("event", "location_id", ("location",)),
)
_TREES = frozenset({"unit", "location"})


@dataclass
class Moves:
    """Everything a merge did to rows, as it is kept in ``entity_merge.moved``.

    Attributes:
        set_: [table, row id, column, value before, value after] in the order of writing.
        binned: [table, row id] of rows that said twice what another one says.
        added: [table, row id] of rows that the merge made.
    """

    tx: Transaction
    set_: list[list[object]] = field(default_factory=list)
    binned: list[list[str]] = field(default_factory=list)
    added: list[list[str]] = field(default_factory=list)

    def set(self, table: str, row_id: str, column: str, before: object, after: object) -> None:
        """Change one column and note it."""
        self.tx.update(table, row_id, **{column: after})
        self.set_.append([table, row_id, column, before, after])

    def bin(self, table: str, row_id: str) -> None:
        """Move a row to the bin and note it."""
        self.tx.bin(table, row_id)
        self.binned.append([table, row_id])

    def as_json(self) -> dict[str, object]:
        """Return what is kept."""
        return {"set": self.set_, "binned": self.binned, "added": self.added}


def move_everything(tx: Transaction, *, kind: str, kept_id: str, gone_id: str) -> Moves:
    """Let everything that points to one entity point to another; nothing is destroyed.

    Rows in the bin move as well, so that they fit when they come back.
    """
    moves = Moves(tx)
    _move_tree(moves, kind, kept_id, gone_id)
    for table, column, kinds in _POINTERS:
        if kinds is None or kind in kinds:
            rows = tx.connection.execute(
                f"SELECT id FROM {table} WHERE {column} = ? ORDER BY id", (gone_id,)
            ).fetchall()
            for (row_id,) in rows:
                moves.set(table, row_id, column, gone_id, kept_id)
    _tidy_links(moves, kept_id)
    _tidy_twins(moves, "tagging", "tag_id, target_id", "target_id = ?", kept_id)
    same = "claim_kind, claim_id, kind, target_id, stance, start_s, end_s"
    _tidy_twins(moves, "citation", same, "target_id = ?", kept_id)
    _tidy_moments(moves, kept_id)
    _move_node(moves, kept_id, gone_id)
    return moves


def _move_tree(moves: Moves, kind: str, kept_id: str, gone_id: str) -> None:
    if kind not in _TREES:
        return
    connection = moves.tx.connection
    (parent_of_gone,) = connection.execute(f"SELECT parent_id FROM {kind} WHERE id = ?", (gone_id,)).fetchone()
    (parent_of_kept,) = connection.execute(f"SELECT parent_id FROM {kind} WHERE id = ?", (kept_id,)).fetchone()
    below = (
        f"WITH RECURSIVE up(id) AS (SELECT ? UNION SELECT t.parent_id FROM {kind} t JOIN up ON t.id = up.id"
        " WHERE t.parent_id IS NOT NULL) SELECT 1 FROM up WHERE id = ?"
    )
    if connection.execute(below, (kept_id, gone_id)).fetchone():
        # What is kept lay in what goes: it takes its place in the tree, or the two would lie in one another.
        above = parent_of_gone if parent_of_gone != kept_id else None
        moves.set(kind, kept_id, "parent_id", parent_of_kept, above)
    for (child,) in connection.execute(f"SELECT id FROM {kind} WHERE parent_id = ? ORDER BY id", (gone_id,)).fetchall():
        if child != kept_id:
            moves.set(kind, child, "parent_id", gone_id, kept_id)


def _tidy_links(moves: Moves, kept_id: str) -> None:
    """Bin links that now join the entity to itself, or say what an older link says; its evidence moves there."""
    sql = (
        "SELECT id, src_id, dst_id, relation, ifnull(start, ''), ifnull(end, '') FROM link"
        " WHERE (src_id = ?1 OR dst_id = ?1) AND deleted_at IS NULL ORDER BY id"
    )
    first: dict[tuple[object, ...], str] = {}
    for row_id, src, dst, relation, start, end in moves.tx.connection.execute(sql, (kept_id,)).fetchall():
        if src == dst:
            moves.bin("link", row_id)
            continue
        known = RELATIONS.get(relation)
        ends = tuple(sorted((src, dst))) if known is not None and known.symmetric else (src, dst)
        older = first.setdefault((*ends, relation, start, end), row_id)
        if older != row_id:
            _move_evidence(moves, row_id, older)
            moves.bin("link", row_id)


def _move_evidence(moves: Moves, twin: str, older: str) -> None:
    connection = moves.tx.connection
    for column in ("claim_id", "target_id"):
        sql = f"SELECT id, claim_id, target_id FROM citation WHERE {column} = ? AND deleted_at IS NULL ORDER BY id"
        for row_id, claim, target in connection.execute(sql, (twin,)).fetchall():
            new_claim, new_target = (older if one == twin else one for one in (claim, target))
            if not _rests_on(moves.tx, new_target, new_claim):
                moves.set("citation", row_id, column, twin, older)
    same = "claim_kind, claim_id, kind, target_id, stance, start_s, end_s"
    _tidy_twins(moves, "citation", same, "claim_id = ?1 OR target_id = ?1", older)


def _rests_on(tx: Transaction, upper: str, lower: str) -> bool:
    sql = (
        "WITH RECURSIVE below(id) AS (SELECT ? UNION SELECT c.target_id FROM citation c JOIN below b"
        " ON c.claim_id = b.id WHERE c.deleted_at IS NULL) SELECT 1 FROM below WHERE id = ?"
    )
    return tx.one(sql, (upper, lower)) is not None


def _tidy_twins(moves: Moves, table: str, same: str, where: str, row_id: str) -> None:
    sql = f"SELECT id, {same} FROM {table} WHERE ({where}) AND deleted_at IS NULL ORDER BY id"
    first: dict[tuple[object, ...], str] = {}
    for found, *values in moves.tx.connection.execute(sql, (row_id,)).fetchall():
        if first.setdefault(tuple(values), found) != found:
            moves.bin(table, found)


def _tidy_moments(moves: Moves, kept_id: str) -> None:
    """Of two times that count for one role, the one of the kept entity goes on counting."""
    sql = "SELECT id, role FROM moment WHERE target_id = ? AND preferred = 1 AND deleted_at IS NULL ORDER BY id"
    rows = moves.tx.connection.execute(sql, (kept_id,)).fetchall()
    came = {one[1] for one in moves.set_ if one[0] == "moment"}
    own = {role for row_id, role in rows if row_id not in came}
    for row_id, role in rows:
        if row_id in came and role in own:
            moves.set("moment", row_id, "preferred", 1, 0)


def _move_node(moves: Moves, kept_id: str, gone_id: str) -> None:
    # A target has one node at most, also in the bin.
    known = moves.tx.one("SELECT id FROM board_node WHERE target_id = ?", (kept_id,))
    row = moves.tx.one("SELECT id, deleted_at FROM board_node WHERE target_id = ?", (gone_id,))
    if row is None:
        return
    if known is None:
        moves.set("board_node", str(row[0]), "target_id", gone_id, kept_id)
    elif row[1] is None:
        moves.bin("board_node", str(row[0]))
