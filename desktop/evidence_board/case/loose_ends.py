"""Rows that point nowhere, and bytes that belong to nothing: what no foreign key of SQLite watches."""

import sqlite3
from collections.abc import Iterator

from evidence_board.case.schema import RECORDED

__all__ = ["POINTERS", "loose_history", "loose_rows"]

#: Columns that hold the id of a row of any kind: table -> (column of the kind, column of the id).
POINTERS: dict[str, tuple[tuple[str, str], ...]] = {
    "moment": (("kind", "target_id"),),
    "tagging": (("kind", "target_id"),),
    "board_node": (("kind", "target_id"),),
    "entity_name": (("kind", "entity_id"),),
    "link": (("src_kind", "src_id"), ("dst_kind", "dst_id")),
    "citation": (("claim_kind", "claim_id"), ("kind", "target_id")),
    "map_drawing": (("target_kind", "target_id"),),
}
#: Tables beside those with undo whose rows belong to a file.
_OF_ITEMS = ("thumbnail", "raw_tag", "fingerprint")


def loose_rows(connection: sqlite3.Connection) -> Iterator[tuple[str, str, str]]:
    """Yield (table, row id, words) of rows that name a row that is not there."""
    kinds = ", ".join(f"'{table}'" for table in RECORDED)
    for table, columns in POINTERS.items():
        for kind_column, id_column in columns:
            found = connection.execute(f"SELECT DISTINCT {kind_column} FROM {table} WHERE {kind_column} IN ({kinds})")
            for (kind,) in found.fetchall():
                sql = (
                    f"SELECT id FROM {table} t WHERE {kind_column} = ? AND t.{id_column} NOT NULL"
                    f" AND NOT EXISTS (SELECT 1 FROM {kind} k WHERE k.id = t.{id_column})"
                )
                for (row_id,) in connection.execute(sql, (kind,)).fetchall():
                    yield table, str(row_id), f"It points to a row of {kind} that is gone."
            sql = f"SELECT id, {kind_column} FROM {table} WHERE {kind_column} NOT IN ({kinds})"
            for row_id, kind in connection.execute(sql).fetchall():
                yield table, str(row_id), f"It points to a kind of thing that there is not ({kind})."
    for table in _OF_ITEMS:
        sql = f"SELECT DISTINCT item_id FROM {table} t WHERE NOT EXISTS (SELECT 1 FROM item WHERE id = t.item_id)"
        for (item_id,) in connection.execute(sql).fetchall():
            yield table, str(item_id), "It belongs to a file that is gone."


def loose_history(connection: sqlite3.Connection) -> list[tuple[int, str]]:
    """Return (step, words) of steps of the history whose notes do not fit the rows of the case."""
    tables = ", ".join(f"'{table}'" for table in RECORDED)
    found = [
        (int(step_id), "A note in it names a table that there is not.")
        for (step_id,) in connection.execute(
            f"SELECT DISTINCT step_id FROM change WHERE tbl NOT IN ({tables}) OR op NOT IN ('insert','update','delete')"
        ).fetchall()
    ]
    found += [
        (int(step_id), "There are notes of it, but it is gone itself.")
        for (step_id,) in connection.execute(
            "SELECT DISTINCT step_id FROM change WHERE step_id NOT IN (SELECT id FROM step)"
        ).fetchall()
    ]
    # What an import put in is never taken out again but by emptying the bin, which ends the history.
    of_imports = "SELECT DISTINCT c.tbl FROM change c JOIN step s ON s.id = c.step_id WHERE s.kind = 'import'"
    for (table,) in connection.execute(of_imports).fetchall():
        if table in RECORDED:
            sql = (
                "SELECT DISTINCT c.step_id FROM change c JOIN step s ON s.id = c.step_id WHERE s.kind = 'import'"
                f" AND c.tbl = ? AND c.op = 'insert' AND NOT EXISTS (SELECT 1 FROM {table} t WHERE t.id = c.row_id)"
            )
            found += [
                (int(row[0]), "It put in something that is not there.")
                for row in connection.execute(sql, (table,)).fetchall()
            ]
    return found
