"""Makes the rows of a repaired case lean on nothing that is lost."""

import sqlite3
from collections.abc import Iterator

from evidence_board.case.loose_ends import loose_rows

__all__ = ["mend"]

#: Rows that may name a row of any kind but stand without it: table -> columns of the kind and the id.
_CAN_DO_WITHOUT = {"map_drawing": ("target_kind", "target_id")}


def mend(connection: sqlite3.Connection) -> Iterator[tuple[str, str, str]]:
    """Cut or remove what names a row that is not there, until nothing does; yield (table, row id, words) of each.

    A row whose column may be empty loses that only; words then begin with "What". Others go: "It ...".
    """
    changed = True
    while changed:
        changed = False
        for table, rowid, parent, number in connection.execute("PRAGMA foreign_key_check").fetchall():
            row = connection.execute(f"SELECT id FROM {table} WHERE rowid = ?", (rowid,)).fetchone()
            if row is None:
                continue
            changed = True
            column = next(one[3] for one in connection.execute(f"PRAGMA foreign_key_list({table})") if one[0] == number)
            if _may_be_empty(connection, table, column):
                connection.execute(f"UPDATE {table} SET {column} = NULL WHERE rowid = ?", (rowid,))
                yield table, str(row[0]), f"What it said of {parent} was cut, for that is lost."
            else:
                yield table, str(row[0]), f"It belonged to a row of {parent} that is lost."
                connection.execute(f"DELETE FROM {table} WHERE rowid = ?", (rowid,))
        for table, row_id, words in list(loose_rows(connection)):
            if table in _CAN_DO_WITHOUT:
                changed = True
                cut = ", ".join(f"{column} = NULL" for column in _CAN_DO_WITHOUT[table])
                connection.execute(f"UPDATE {table} SET {cut} WHERE id = ?", (row_id,))
                yield table, row_id, "What it said it is about was cut, for that is lost."
                continue
            column = "item_id" if table in ("thumbnail", "raw_tag", "fingerprint") else "id"
            if connection.execute(f"SELECT 1 FROM {table} WHERE {column} = ?", (row_id,)).fetchone():
                changed = True
                yield table, row_id, words
                connection.execute(f"DELETE FROM {table} WHERE {column} = ?", (row_id,))


def _may_be_empty(connection: sqlite3.Connection, table: str, column: str) -> bool:
    return not next(row[3] for row in connection.execute(f"PRAGMA table_info({table})") if row[1] == column)
