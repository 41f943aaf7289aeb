"""What one transaction changed: the undo step, the custody entry and the refresh message in one."""

from collections.abc import Iterable
from dataclasses import dataclass, field

__all__ = ["ChangeSet", "RowChange"]


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row that a transaction touched.

    Attributes:
        table: table of the case file.
        row_id: UUIDv7 text.
        op: ``insert``, ``update`` or ``delete``.
    """

    table: str
    row_id: str
    op: str


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """All that one transaction at the gate changed.

    Attributes:
        step_id: number of the undo step it belongs to; 0 when nothing was recorded.
        label: the step in words ("Place M-014").
        rows: rows touched, in write order; may be cut for an import (see ``whole``).
        whole: True when so much changed that readers should read everything again.
        result: what the verb hands to its caller, e.g. ids it made.
    """

    step_id: int
    label: str
    rows: tuple[RowChange, ...] = ()
    whole: bool = False
    result: dict[str, object] = field(default_factory=dict)

    @property
    def tables(self) -> frozenset[str]:
        """Names of the tables touched."""
        return frozenset(row.table for row in self.rows)

    def ids(self, table: str) -> list[str]:
        """Return the ids of the rows touched in one table, without repeats, in order."""
        return list(dict.fromkeys(row.row_id for row in self.rows if row.table == table))

    @staticmethod
    def merge(parts: Iterable["ChangeSet"]) -> "ChangeSet":
        """Join several change sets into one refresh message; the last label and step stand."""
        every = list(parts)
        rows = tuple(dict.fromkeys(row for part in every for row in part.rows))
        return ChangeSet(every[-1].step_id, every[-1].label, rows, any(part.whole for part in every))
