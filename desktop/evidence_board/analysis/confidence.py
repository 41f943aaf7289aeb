"""How much the cited evidence carries: independent sources, the weakest link, and a proposal with its reasons.

Pure: facts in, words out. The program proposes and explains; a person decides.

Two cited things are one source when they share any trace of where they come from: the same bytes, pictures that
look alike, one account, one person behind two accounts, or reposts of one post. Following all shared traces
(union-find) gives the sources.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evidence_board.model.evidence_facts import CitedFact, Facts, Origin
from evidence_board.model.levels import Level, Reliability

__all__ = [
    "CitedFact",
    "Facts",
    "Origin",
    "Proposal",
    "Sources",
    "highest_allowed",
    "independent_sources",
    "objections",
    "propose",
]

#: Traces by the kind of their first word, and how they read; what tells most first.
_TRACE_WORDS = {
    "item": "both are of the same file",
    "bytes": "the same file",
    "picture": "the same picture",
    "post": "reposts of one post",
    "account": "the same account",
    "person": "one person is behind both",
}

#: Most that one source of each reliability carries alone; a source that nobody graded is like F.
_ALONE = {
    Reliability.A: Level.PROBABLE,
    Reliability.B: Level.PROBABLE,
    Reliability.C: Level.POSSIBLE,
    Reliability.D: Level.DOUBTFUL,
    Reliability.E: Level.DOUBTFUL,
    Reliability.F: Level.POSSIBLE,
}
_GOOD = frozenset({Reliability.A, Reliability.B, Reliability.C})
_BAD = frozenset({Reliability.D, Reliability.E})
_RELIABILITY_WORDS = {
    Reliability.A: "completely reliable",
    Reliability.B: "usually reliable",
    Reliability.C: "fairly reliable",
    Reliability.D: "not usually reliable",
    Reliability.E: "unreliable",
    Reliability.F: "of a reliability that cannot be judged",
}
#: From weak to strong; *unjudged* stands beside the ladder.
_LADDER = (Level.REFUTED, Level.DOUBTFUL, Level.POSSIBLE, Level.PROBABLE, Level.CONFIRMED)
#: A fact that nobody judged yet carries no more than this.
_OF_UNJUDGED = Level.POSSIBLE


@dataclass(frozen=True, slots=True)
class Sources:
    """Independent sources: each a group of origins that hang together, and in words why some are one.

    ``doubts`` says in words which of the groups are perhaps one source, and ``sure`` how many would be left then.
    """

    groups: tuple[tuple[Origin, ...], ...] = ()
    why: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    sure: int = 0

    @property
    def count(self) -> int:
        """How many sources there are."""
        return len(self.groups)

    def reliabilities(self) -> tuple[Reliability | None, ...]:
        """Return the best grade within each group; None where nobody graded any."""
        return tuple(min((one.reliability for one in group if one.reliability), default=None) for group in self.groups)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A level that the evidence carries.

    Attributes:
        level: proposed.
        reasons: why, in plain words.
        blockers: what keeps it from a higher level, in plain words.
        disputed: something is cited against it.
        sources: number of independent sources in favour.
    """

    level: Level
    reasons: tuple[str, ...] = ()
    blockers: tuple[str, ...] = ()
    disputed: bool = False
    sources: int = 0


def independent_sources(origins: Iterable[Origin]) -> Sources:
    """Group origins into independent sources: those that share a trace, also by way of others, are one."""
    listed = list(dict.fromkeys(origins))
    joined = _Joined(listed)
    why = joined.join([one.traces for one in listed], "{first} and {second} count once: {told}.")
    groups = joined.groups()
    doubts = joined.join(
        [one.traces | one.perhaps for one in listed], "{first} and {second} are perhaps one source: {told}?"
    )
    return Sources(tuple(groups), tuple(why), tuple(doubts), len(joined.groups()))


class _Joined:
    """Union-find over origins."""

    def __init__(self, listed: Sequence[Origin]) -> None:
        self._listed = listed
        self._parent = list(range(len(listed)))

    def join(self, traces: Sequence[Iterable[tuple[str, str]]], words: str) -> list[str]:
        """Join those that share a trace; returns in words what was joined that was not before."""
        first_with: dict[tuple[str, str], int] = {}
        said = []
        for number, of_one in enumerate(traces):
            for trace in sorted(of_one, key=_telling):
                other = first_with.setdefault(trace, number)
                if self._root(other) == self._root(number):
                    continue
                self._parent[self._root(number)] = self._root(other)
                first, second = self._listed[other].words, self._listed[number].words
                if first != second:
                    said.append(words.format(first=first, second=second, told=_TRACE_WORDS.get(trace[0], "one origin")))
        return said

    def groups(self) -> list[tuple[Origin, ...]]:
        """Return the origins, those that were joined together."""
        found: dict[int, list[Origin]] = {}
        for number, origin in enumerate(self._listed):
            found.setdefault(self._root(number), []).append(origin)
        return [tuple(group) for group in found.values()]

    def _root(self, one: int) -> int:
        while self._parent[one] != one:
            self._parent[one] = self._parent[self._parent[one]]
            one = self._parent[one]
        return one


def _telling(trace: tuple[str, str]) -> tuple[int, str, str]:
    """Order traces by how much they tell: the same file before the same account."""
    kinds = list(_TRACE_WORDS)
    return kinds.index(trace[0]) if trace[0] in kinds else len(kinds), *trace


def highest_allowed(facts: Facts) -> Level:
    """Return the highest level that the claims cited in favour allow (weakest link); confirmed if there are none."""
    weakest = _weakest(facts)
    return Level.CONFIRMED if weakest is None else _carried(weakest)


_TOP = Level.CONFIRMED


def objections(level: Level, facts: Facts) -> tuple[str, ...]:
    """Return in plain words why the cited evidence does not carry a level; empty when it does.

    A claim that cites nothing has nothing that speaks against a level; it is shown as uncited. Only *confirmed* is
    objected to even so: it says that two sources agree. *Doubtful*, *refuted* and *unjudged* claim no more than the
    evidence, so they are never objected to.
    """
    if level not in _LADDER[2:]:
        return ()
    if not facts.cited:
        return ("Nothing is cited for it, and confirmed needs two separate sources.",) if level is _TOP else ()
    said = []
    weakest = _weakest(facts)
    if weakest is not None and _rank(level) > _rank(_carried(weakest)):
        said.append(_weakest_words(weakest))
    if level is Level.CONFIRMED:
        sources = independent_sources(_origins(facts, "supports"))
        if sources.count < 2:
            said += [_count_words(sources.count), *sources.why]
        elif sources.sure < 2:
            said += sources.doubts
        if facts.disputed:
            said.append(_disputed_words(facts))
    return tuple(said)


def propose(facts: Facts) -> Proposal:
    """Propose a level for a claim from what is cited, and say why; nothing is changed by it."""
    supports = [one for one in facts.cited if one.stance == "supports"]
    against = [one for one in facts.cited if one.stance == "contradicts"]
    sources = independent_sources(_origins(facts, "supports"))
    if not supports and not against:
        blocker = "Nothing is cited for it." if not facts.cited else "What is cited is context alone."
        return Proposal(Level.UNJUDGED, (), (blocker,))
    if not supports:
        return Proposal(Level.DOUBTFUL, (_disputed_words(facts),), ("Nothing is cited for it.",), True, 0)
    level, reasons, blockers = _by_sources(sources)
    reasons += sources.why
    weakest = _weakest(facts)
    if weakest is not None and _rank(_carried(weakest)) < _rank(level):
        level = _carried(weakest)
        blockers.append(_weakest_words(weakest))
        if level is Level.REFUTED:
            # A refuted basis refutes nothing by itself: there is just no judgement any more.
            level = Level.UNJUDGED
    if against:
        blockers.append(_disputed_words(facts))
        other = independent_sources(_origins(facts, "contradicts"))
        most = Level.DOUBTFUL if other.count >= max(sources.count, 1) else Level.POSSIBLE
        if level is not Level.UNJUDGED and _rank(level) > _rank(most):
            level = most
    return Proposal(level, tuple(reasons), tuple(blockers), bool(against), sources.count)


def _by_sources(sources: Sources) -> tuple[Level, list[str], list[str]]:
    grades = sources.reliabilities()
    if not sources.count:
        return Level.POSSIBLE, [], ["No source stands behind what is cited: it leads to no file, post or account."]
    reasons = [
        _count_words(sources.count),
        *(_grade_words(group, grade) for group, grade in zip(sources.groups, grades, strict=True)),
    ]
    good = sum(grade in _GOOD for grade in grades)
    best = max((_ALONE[grade or Reliability.F] for grade in grades), key=_rank)
    if sources.count == 1:
        blockers = ["Confirmed needs a second independent source."]
        return best, reasons, blockers
    if good >= 2 and sources.sure >= 2:
        return Level.CONFIRMED, reasons, list(sources.doubts)
    if all(grade in _BAD for grade in grades):
        return Level.POSSIBLE, reasons, ["None of the sources is reliable.", *sources.doubts]
    few = [] if good >= 2 else ["Fewer than two of the sources are known to be reliable (A to C)."]
    return Level.PROBABLE, reasons, [*few, *sources.doubts]


def _weakest(facts: Facts) -> CitedFact | None:
    graded = [one for one in facts.cited if one.stance == "supports" and one.level is not None]
    return min(graded, key=lambda one: _rank(_carried(one)), default=None)


def _carried(cited: CitedFact) -> Level:
    return _OF_UNJUDGED if cited.level in (None, Level.UNJUDGED) else cited.level


def _rank(level: Level) -> int:
    return _LADDER.index(level) if level in _LADDER else -1


def _origins(facts: Facts, stance: str) -> Sequence[Origin]:
    return [origin for one in facts.cited if one.stance == stance for origin in one.origins]


def _weakest_words(weakest: CitedFact) -> str:
    if weakest.level is Level.UNJUDGED:
        return f"It rests on {weakest.words}, which nobody has judged yet."
    return (
        f"It rests on {weakest.words}, which is {weakest.level} only."
        if weakest.level is not Level.REFUTED
        else (f"It rests on {weakest.words}, which is refuted.")
    )


def _disputed_words(facts: Facts) -> str:
    listed = list(dict.fromkeys(one.words for one in facts.cited if one.stance == "contradicts"))
    verb = "speaks" if len(listed) == 1 else "speak"
    return f"{', '.join(listed)} {verb} against it."


def _count_words(count: int) -> str:
    if count == 0:
        return "No independent source is cited."
    return "One independent source is cited." if count == 1 else f"{count} independent sources are cited."


def _grade_words(group: Sequence[Origin], grade: Reliability | None) -> str:
    names = ", ".join(dict.fromkeys(one.words for one in group))
    if grade is None:
        return f"{names}: nobody has graded how reliable the source is."
    return f"{names}: {_RELIABILITY_WORDS[grade]} ({grade})."
