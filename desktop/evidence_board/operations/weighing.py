"""What claims rest on, weighed: their citations, the level that the evidence carries, and why."""

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from evidence_board.analysis.confidence import Proposal, propose
from evidence_board.case.evidence import read_evidence
from evidence_board.case.origins import read_facts
from evidence_board.model.claims import CLAIMS, ClaimEvidence, Thing

__all__ = ["Weighed", "weigh"]


@dataclass(frozen=True, slots=True)
class Weighed:
    """A claim with everything cited for it, and what that carries.

    Attributes:
        evidence: the claim, its level, its reason, its citations.
        proposal: the level that the evidence carries, and why; nothing is changed by it.
        levels: the level of each cited thing that is a claim itself.
    """

    evidence: ClaimEvidence
    proposal: Proposal
    levels: Mapping[Thing, str] = field(default_factory=dict)

    @property
    def thing(self) -> Thing:
        """Kind and row id of the claim."""
        return self.evidence.claim.kind, self.evidence.claim.id

    @property
    def uncited(self) -> bool:
        """Whether nothing is cited, not even as context."""
        return not self.evidence.citations


def weigh(connection: sqlite3.Connection, claims: Iterable[Thing]) -> dict[Thing, Weighed]:
    """Return claims with their evidence weighed; those that are gone are left out.

    Args:
        connection: a reader.
        claims: kinds (keys of `CLAIMS`) and row ids.
    """
    found = {}
    for claim in dict.fromkeys(claims):
        evidence, facts = read_evidence(connection, claim), read_facts(connection, claim)
        if evidence is None or facts is None:
            continue
        cited = {(one.cited.kind, one.cited.id) for one in evidence.citations if one.cited.kind in CLAIMS}
        levels = {(kind, row_id): _level(connection, kind, row_id) for kind, row_id in cited}
        found[claim] = Weighed(evidence, propose(facts), levels)
    return found


def _level(connection: sqlite3.Connection, kind: str, row_id: str) -> str:
    row = connection.execute(f"SELECT level FROM {CLAIMS[kind].table} WHERE id = ?", (row_id,)).fetchone()
    return str(row[0])
