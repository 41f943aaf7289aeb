"""Reads what claims rest on: the citations of a claim, where a thing is cited, what cites nothing."""

import sqlite3

from evidence_board.case.labels import read_label, read_labels
from evidence_board.model.claims import (
    CLAIMS,
    Citation,
    CitedIn,
    ClaimEvidence,
    ClaimType,
    Thing,
    ThingLabel,
    UncitedClaim,
)

__all__ = ["read_cited_in", "read_evidence", "uncited_claims", "uncited_sql"]

_CITATION = "c.id, c.kind, c.target_id, c.stance, c.excerpt, c.note, c.start_s, c.end_s, c.ordinal"
_OF_CLAIM = (
    f"SELECT {_CITATION} FROM citation c WHERE c.claim_kind = ? AND c.claim_id = ? AND c.deleted_at IS NULL"
    " ORDER BY c.ordinal, c.id"
)
#: A region of a photo is cited wherever it is cited itself, and the photo with it.
_OF_TARGET = (
    f"SELECT c.claim_kind, c.claim_id, {_CITATION} FROM citation c WHERE c.deleted_at IS NULL AND (c.target_id = ?"
    " OR c.target_id IN (SELECT id FROM region WHERE item_id = ? AND deleted_at IS NULL)) ORDER BY c.id"
)


def read_evidence(connection: sqlite3.Connection, claim: Thing) -> ClaimEvidence | None:
    """Return a claim and its citations in order, or None when there is no such claim.

    Cited things in the bin are listed and marked so: they count no longer, and nothing is forgotten.

    Args:
        connection: a reader.
        claim: kind (a key of `CLAIMS`) and row id.
    """
    kind, row_id = claim
    label = read_label(connection, claim) if kind in CLAIMS else None
    if label is None:
        return None
    level, reason = connection.execute(
        f"SELECT level, reason FROM {CLAIMS[kind].table} WHERE id = ?", (row_id,)
    ).fetchone()
    rows = connection.execute(_OF_CLAIM, claim).fetchall()
    labels = read_labels(connection, ((row[1], row[2]) for row in rows))
    return ClaimEvidence(label, level, reason, tuple(_citation(row, labels[row[1], row[2]]) for row in rows))


def read_cited_in(connection: sqlite3.Connection, thing: Thing) -> tuple[CitedIn, ...]:
    """Return where a thing is cited, in the order of citing; a file also where a part of it is.

    Claims in the bin are left out.
    """
    rows = connection.execute(_OF_TARGET, (thing[1], thing[1])).fetchall()
    labels = read_labels(connection, [pair for row in rows for pair in ((row[0], row[1]), (row[3], row[4]))])
    found = []
    for kind, row_id, *row in rows:
        claim = labels.get((kind, row_id))
        if claim is not None and not claim.in_bin:
            sql = f"SELECT level FROM {CLAIMS[kind].table} WHERE id = ?"
            (level,) = connection.execute(sql, (row_id,)).fetchone()
            found.append(CitedIn(claim, level, _citation(tuple(row), labels[row[1], row[2]])))
    return tuple(found)


def uncited_claims(connection: sqlite3.Connection) -> tuple[UncitedClaim, ...]:
    """Return the claims of people that cite nothing, oldest first within each kind.

    These are links, and the analyst's positions and times that count; not what a file says of itself, not
    values put aside, not "cannot be located".
    """
    found: list[tuple[Thing, str]] = []
    for kind, claim in CLAIMS.items():
        found += [((kind, row_id), level) for row_id, level in connection.execute(uncited_sql(claim))]
    labels = read_labels(connection, (thing for thing, _ in found))
    return tuple(
        UncitedClaim(labels[thing], level) for thing, level in found if thing in labels and not labels[thing].in_bin
    )


def uncited_sql(claim: ClaimType, *, columns: str = "c.id, c.level") -> str:
    """Return the query for the live claims of one kind that cite nothing, on the alias ``c``."""
    tests = [
        "c.deleted_at IS NULL",
        "NOT EXISTS (SELECT 1 FROM citation x WHERE x.claim_id = c.id AND x.deleted_at IS NULL)",
    ]
    if claim.by_person:
        tests.append(f"c.source = '{claim.by_person}'")
    if claim.preferred:
        # Where none counts, an analyst's guess is still shown as an area.
        other = f"o.{claim.about} = c.{claim.about} AND o.role = c.role AND o.preferred = 1 AND o.deleted_at IS NULL"
        tests.append(f"(c.preferred = 1 OR NOT EXISTS (SELECT 1 FROM {claim.table} o WHERE {other}))")
    if claim.about:
        owners = " UNION ALL ".join(
            f"SELECT 1 FROM {table} t WHERE t.id = c.{claim.about} AND t.deleted_at IS NULL" for table in _OWNERS
        )
        tests.append(f"EXISTS ({owners})")
    if claim.open_when:
        tests.append(claim.open_when)
    return f"SELECT {columns} FROM {claim.table} c WHERE {' AND '.join(tests)} ORDER BY c.id"


_OWNERS = ("item", "post", "event", "account", "person", "unit", "location", "equipment")


def _citation(row: tuple[object, ...], cited: ThingLabel) -> Citation:
    row_id, _, _, stance, excerpt, note, start_s, end_s, ordinal = row
    return Citation(
        id=str(row_id),
        cited=cited,
        stance=str(stance),
        excerpt=str(excerpt),
        note=str(note),
        start_s=start_s if isinstance(start_s, float) else None,
        end_s=end_s if isinstance(end_s, float) else None,
        ordinal=ordinal if isinstance(ordinal, int) else 0,
    )
