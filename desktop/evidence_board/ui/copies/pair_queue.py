"""Which pairs of pictures are to be judged now, read from the case off the GUI thread."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evidence_board.analysis.copy_differences import compare_copies
from evidence_board.analysis.picture_groups import open_pairs
from evidence_board.case.copy_facts import read_copy_facts
from evidence_board.case.fingerprints import read_decisions, read_fingerprints
from evidence_board.model.copies import CopyComparison, CopyFacts
from evidence_board.model.fingerprints import Likeness, compared

__all__ = ["ComparedPair", "QueuedPair", "read_pair", "read_queue"]


@dataclass(frozen=True, slots=True)
class QueuedPair:
    """Two files of one group that look alike; ``group`` are all files of it."""

    first: str
    second: str
    group: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ComparedPair:
    """All about two files side by side.

    Attributes:
        facts: of the first and the second.
        comparison: line by line.
        likeness: None when one is too plain to be compared.
        said: ``same``, ``different`` or empty: what a person said of these two themselves.
    """

    facts: tuple[CopyFacts, CopyFacts]
    comparison: CopyComparison
    likeness: Likeness | None
    said: str


def read_queue(connection: sqlite3.Connection, groups: Iterable[Sequence[str]]) -> list[QueuedPair]:
    """Return the pairs of groups that nobody has judged, group by group, the most alike first."""
    listed = [tuple(one) for one in groups]
    every = [item_id for group in listed for item_id in group]
    prints = read_fingerprints(connection, every)
    decisions = read_decisions(connection, every)
    found = []
    for group in listed:
        inside = set(group)
        said = [one for one in decisions if one.first in inside or one.second in inside]
        members = [one for one in group if one in prints]
        found += [QueuedPair(pair.first, pair.second, group) for pair in open_pairs(members, prints, said)]
    return found


def read_pair(connection: sqlite3.Connection, first: str, second: str) -> ComparedPair | None:
    """Return all about two files; None when one is gone."""
    one, other = read_copy_facts(connection, first), read_copy_facts(connection, second)
    if one is None or other is None:
        return None
    prints = read_fingerprints(connection, [first, second])
    likeness = compared(prints[first], prints[second]) if len(prints) == 2 else None
    said = ""
    for decision in read_decisions(connection, [first]):
        if second in (decision.first, decision.second):
            said = "same" if decision.same else "different"
    return ComparedPair((one, other), compare_copies(one, other), likeness, said)
