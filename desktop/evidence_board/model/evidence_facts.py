"""What is known of the evidence of one claim: plain facts, read by the case and weighed by the analysis."""

from dataclasses import dataclass

from evidence_board.model.levels import Level, Reliability

__all__ = ["CitedFact", "Facts", "Origin"]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where one source comes from.

    Attributes:
        words: what people call it, e.g. its ref.
        traces: pairs of kind (``bytes``, ``picture``, ``account``, ``post`` ...) and value; whoever shares one is
            the same source.
        reliability: grade of the account or person behind it, or None where nobody graded it.
        perhaps: traces that nobody is sure of: who shares one may be the same source.
    """

    words: str
    traces: frozenset[tuple[str, str]]
    reliability: Reliability | None = None
    perhaps: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class CitedFact:
    """One thing cited.

    Attributes:
        words: what people call it.
        stance: ``supports``, ``contradicts`` or ``context``.
        origins: the sources it leads to: one for a file or post, those of its own evidence for a claim, none for
            what is no source (a place, a claim that cites nothing).
        level: of a claim; None for what has no level.
    """

    words: str
    stance: str
    origins: tuple[Origin, ...] = ()
    level: Level | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything the proposal needs of one claim: what it is called, its level, what is cited."""

    words: str
    level: Level = Level.UNJUDGED
    cited: tuple[CitedFact, ...] = ()

    @property
    def disputed(self) -> bool:
        """Tell whether something is cited against it."""
        return any(one.stance == "contradicts" for one in self.cited)
