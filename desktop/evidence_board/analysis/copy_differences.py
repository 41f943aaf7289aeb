"""Compares two copies of one picture by what the case holds of them, and names the richer one.

Richer means that more is kept: more pixels, more bytes, a value where the other has none, the earlier posting. It
says nothing of looks, and nothing of which copy is genuine.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from evidence_board.model.copies import CopyComparison, CopyFacts, CopyRow

__all__ = ["compare_copies"]

#: From the nearest to the scene to the farthest; what nobody noted cannot be compared.
_GENERATIONS = ("screenshot", "repost", "platform_copy", "original")
_PRECISIONS = ("year", "month", "day", "hour", "minute", "second")


@dataclass(frozen=True, slots=True)
class _Rule:
    """How one fact is compared: its value, and how much it weighs (more is richer; None: neither can be richer)."""

    code: str
    value: Callable[[CopyFacts], object]
    weight: Callable[[CopyFacts], float] | None = None


def _filled(value: Callable[[CopyFacts], object]) -> Callable[[CopyFacts], float]:
    return lambda facts: 1.0 if value(facts) else 0.0


def _taken(facts: CopyFacts) -> float:
    """A time of its own goes before one that somebody worked out, a finer one before a coarser."""
    if facts.taken is None:
        return 0.0
    finer = _PRECISIONS.index(facts.taken.precision) if facts.taken.precision in _PRECISIONS else 0
    return (20.0 if facts.taken_source not in ("analyst", "caption", "post") else 10.0) + finer


def _position(facts: CopyFacts) -> float:
    if facts.position is None:
        return 0.0
    return 2.0 if facts.position_source.startswith("device") else 1.0


_RULES: Sequence[_Rule] = (
    _Rule("pixels", lambda one: (one.width, one.height), lambda one: (one.width or 0) * (one.height or 0)),
    _Rule("duration", lambda one: one.duration_s, lambda one: one.duration_s or 0.0),
    _Rule("size", lambda one: one.size, lambda one: one.size or 0),
    _Rule("name", lambda one: one.file_name),
    _Rule("format", lambda one: one.media_type),
    _Rule("camera", lambda one: one.camera, _filled(lambda one: one.camera)),
    _Rule("lens", lambda one: one.lens, _filled(lambda one: one.lens)),
    _Rule("gps", lambda one: (one.position, one.position_source), _position),
    _Rule("taken", lambda one: one.taken, _taken),
    _Rule("posted", lambda one: one.posted),
    _Rule("account", lambda one: one.accounts, lambda one: len(one.accounts)),
    _Rule("caption", lambda one: one.caption.strip(), _filled(lambda one: one.caption.strip())),
    _Rule("software", lambda one: one.software),
    _Rule("metadata", lambda one: one.raw_tags, lambda one: one.raw_tags),
    _Rule("generation", lambda one: one.generation),
    _Rule("sha256", lambda one: one.sha256),
    _Rule("uses", lambda one: one.uses, lambda one: len(one.uses)),
)
#: Lines that are left out where neither copy has anything to say.
_ONLY_IF_SAID = frozenset({"name", "duration", "lens", "software", "generation", "posted", "account", "caption"})
_NOTHING = (None, "", (), "unknown", 0)
#: Sizes nearer than this share keep the same: a few bytes of padding make no copy richer.
_NEAR_SIZE = 0.01
#: So many differing tags are listed; what has more is told by their number.
_MOST_TAGS = 150


def compare_copies(first: CopyFacts, second: CopyFacts) -> CopyComparison:
    """Compare two copies line by line.

    The richer copy is the one with more lines in its favour; if they are even, the one with more pixels, then with
    more bytes. Every metadata tag that differs has a line of its own; together they count once, as metadata.
    """
    rows = [row for rule in _RULES if (row := _row(rule, first, second)) is not None]
    lead = sum((row.richer == 0) - (row.richer == 1) for row in rows)
    rows += _tag_rows(first, second)
    if not lead:
        decisive = (row.richer for row in rows if row.code in ("pixels", "size") and row.richer is not None)
        return CopyComparison(tuple(rows), next(decisive, None))
    return CopyComparison(tuple(rows), 0 if lead > 0 else 1)


def _row(rule: _Rule, first: CopyFacts, second: CopyFacts) -> CopyRow | None:
    values = rule.value(first), rule.value(second)
    if rule.code in _ONLY_IF_SAID and all(one in _NOTHING for one in values):
        return None
    if values[0] == values[1]:
        return CopyRow(rule.code, True)
    if rule.code == "posted":
        return CopyRow(rule.code, False, _earlier(first, second))
    if rule.code == "generation":
        ranks = [_GENERATIONS.index(one) for one in map(str, values) if one in _GENERATIONS]
        return CopyRow(rule.code, False, int(ranks[1] > ranks[0]) if len(ranks) == len(values) else None)
    if rule.weight is None:
        return CopyRow(rule.code, False)
    weights = rule.weight(first), rule.weight(second)
    if rule.code == "size" and abs(weights[0] - weights[1]) <= _NEAR_SIZE * max(weights):
        return CopyRow(rule.code, False)
    return CopyRow(rule.code, False, None if weights[0] == weights[1] else int(weights[1] > weights[0]))


def _tag_rows(first: CopyFacts, second: CopyFacts) -> list[CopyRow]:
    one, other = dict(first.tags), dict(second.tags)
    names = sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))
    return [
        CopyRow(f"tag:{name}", False, None if name in one and name in other else int(name in other))
        for name in names[:_MOST_TAGS]
    ]


def _earlier(first: CopyFacts, second: CopyFacts) -> int | None:
    """Return the copy that was published first; None where that cannot be told."""
    one, other = first.posted, second.posted
    if one is None or other is None:
        return None if one is other else int(one is None)
    begins = [(moment.utc, moment.local) for moment in (one, other)]
    if begins[0][0] and begins[1][0]:
        return None if begins[0][0] == begins[1][0] else int(begins[1][0] < begins[0][0])
    # Without zones only different days can be told apart.
    days = [moment.local[:10] for moment in (one, other)]
    return None if days[0] == days[1] else int(days[1] < days[0])
