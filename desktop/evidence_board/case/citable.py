"""Reads what belongs to files and posts and can be cited, or cited for: regions, positions, times."""

import json
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from evidence_board.case.labels import read_label, read_labels
from evidence_board.model.claims import CLAIMS, Thing, ThingLabel

__all__ = ["Part", "find_regions", "read_owner", "read_parts"]

_PARTS = {
    "region": "SELECT id, 'unjudged', kind, 'analyst', 1 FROM region WHERE item_id IN ids AND deleted_at IS NULL"
    " ORDER BY item_id, number",
    "geotag": "SELECT id, level, role, source, preferred FROM geotag WHERE item_id IN ids AND deleted_at IS NULL"
    " ORDER BY item_id, preferred DESC, id",
    "moment": "SELECT id, level, role, source, preferred FROM moment WHERE target_id IN ids AND deleted_at IS NULL"
    " ORDER BY target_id, preferred DESC, id",
}
#: More regions than this are not looked through while somebody types.
_MOST_REGIONS = 20_000


@dataclass(frozen=True, slots=True)
class Part:
    """A region, position or time.

    Attributes:
        label: what to call it.
        level: a word of the ladder; ``unjudged`` for a region.
        role: which position or time it is, or the kind of a region.
        source: who says so.
        preferred: whether it counts.
        cited: how many things are cited for it.
    """

    label: ThingLabel
    level: str
    role: str
    source: str
    preferred: bool
    cited: int = 0

    @property
    def thing(self) -> Thing:
        """Kind and row id."""
        return self.label.kind, self.label.id


def read_parts(
    connection: sqlite3.Connection, owners: Iterable[str], *, kinds: Iterable[str] = ("region", "geotag", "moment")
) -> tuple[Part, ...]:
    """Return the live parts of some things, kind by kind, what counts first.

    Args:
        connection: a reader.
        owners: row ids of files, posts, events.
        kinds: ``region``, ``geotag``, ``moment``.
    """
    listed = json.dumps(list(dict.fromkeys(owners)))
    found = []
    for kind in kinds:
        sql = _PARTS[kind].replace("IN ids", "IN (SELECT value FROM json_each(?))")
        found += [(kind, *row) for row in connection.execute(sql, (listed,))]
    labels = read_labels(connection, ((row[0], row[1]) for row in found))
    cited = _counted(connection, [row[1] for row in found])
    return tuple(
        Part(labels[kind, row_id], level, role, source, bool(preferred), cited.get(row_id, 0))
        for kind, row_id, level, role, source, preferred in found
        if (kind, row_id) in labels and not labels[kind, row_id].in_bin
    )


def find_regions(connection: sqlite3.Connection, fits: Callable[[str], bool], *, most: int) -> tuple[ThingLabel, ...]:
    """Return the live regions whose words fit.

    Args:
        connection: a reader.
        fits: told the label and kind of a region.
        most: how many to return.
    """
    sql = "SELECT id, label, kind FROM region WHERE deleted_at IS NULL ORDER BY id LIMIT ?"
    found: list[Thing] = []
    for row_id, label, kind in connection.execute(sql, (_MOST_REGIONS,)):
        if fits(f"{label} {kind}"):
            found.append(("region", row_id))
            if len(found) >= most:
                break
    labels = read_labels(connection, found)
    return tuple(labels[one] for one in found if one in labels and not labels[one].in_bin)


def read_owner(connection: sqlite3.Connection, thing: Thing) -> Thing | None:
    """Return the file, post or event that a region, position or time belongs to; anything else is its own owner."""
    kind, row_id = thing
    if kind == "region":
        row = connection.execute("SELECT item_id FROM region WHERE id = ?", (row_id,)).fetchone()
        return ("item", str(row[0])) if row else None
    if kind == "geotag":
        row = connection.execute("SELECT item_id FROM geotag WHERE id = ?", (row_id,)).fetchone()
        return ("item", str(row[0])) if row else None
    if kind == "moment":
        row = connection.execute("SELECT kind, target_id FROM moment WHERE id = ?", (row_id,)).fetchone()
        return (str(row[0]), str(row[1])) if row else None
    return thing if read_label(connection, thing) is not None else None


def _counted(connection: sqlite3.Connection, claim_ids: list[str]) -> dict[str, int]:
    kinds = ", ".join(f"'{kind}'" for kind in CLAIMS)
    sql = (
        f"SELECT claim_id, count(*) FROM citation WHERE claim_kind IN ({kinds}) AND deleted_at IS NULL"
        " AND claim_id IN (SELECT value FROM json_each(?)) GROUP BY claim_id"
    )
    return dict(connection.execute(sql, (json.dumps(claim_ids),)).fetchall())
