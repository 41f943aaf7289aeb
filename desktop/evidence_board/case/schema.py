"""What a case file of this version holds: the tables of the first version and what came later.

The SQL of each version stands in a module of its own (`schema_v1`, `schema_v2` ...) that never changes once it
was published; `migrations` brings an older file to this version. See desktop/docs/case-file.md for what the
tables mean.
"""

from evidence_board.case import schema_v1, schema_v2, schema_v3

__all__ = ["APPLICATION_ID", "BACKUP_ID", "RECORDED", "SCHEMA_VERSION", "UNRECORDED"]

#: "EvBd": tells `file` and SQLite tools what this is.
APPLICATION_ID = 0x45764264

#: "EvBb": a backup of the rows of a case, which no window opens as a case.
BACKUP_ID = 0x45764262

SCHEMA_VERSION = 3

#: Tables whose rows undo restores; written only inside a transaction of the gate.
RECORDED = (*schema_v1.RECORDED, *schema_v2.RECORDED, *schema_v3.RECORDED)

#: Tables that undo never touches; also written only through the gate.
UNRECORDED = (*schema_v1.UNRECORDED, *schema_v2.UNRECORDED)
