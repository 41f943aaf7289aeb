"""The one ladder of confidence, and the reliability of sources (ARCHITECTURE section 4)."""

from enum import StrEnum

__all__ = ["ADMIRALTY", "Level", "Reliability"]


class Level(StrEnum):
    """How sure we are of a fact; stored as the word."""

    CONFIRMED = "confirmed"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    DOUBTFUL = "doubtful"
    REFUTED = "refuted"
    UNJUDGED = "unjudged"

    @property
    def key(self) -> str:
        """The key that sets it: 5 (confirmed) to 1 (refuted), 0 for unjudged."""
        return "0" if self is Level.UNJUDGED else str(5 - list(Level).index(self))


#: Admiralty information grades used on export.
ADMIRALTY = {level: number for number, level in enumerate(Level, start=1)}


class Reliability(StrEnum):
    """Admiralty grade of a source, A (completely reliable) to F (cannot be judged)."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"
