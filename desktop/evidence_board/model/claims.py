"""Facts that need evidence, what may be cited for them, and how a citation stands to them.

A new kind of claim (a finding) is one more entry in `CLAIMS`; everything else follows from it.
"""

from dataclasses import dataclass
from enum import StrEnum

__all__ = [
    "CITABLE",
    "CLAIMS",
    "Citation",
    "CitedIn",
    "ClaimEvidence",
    "ClaimType",
    "Stance",
    "Thing",
    "ThingLabel",
    "UncitedClaim",
]

#: Kind and row id of a thing.
Thing = tuple[str, str]


class Stance(StrEnum):
    """How a citation stands to the claim."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    CONTEXT = "context"


@dataclass(frozen=True, slots=True)
class ClaimType:
    """One kind of fact that can be cited for and graded.

    Attributes:
        table: table of the case file; it has ``level``, ``reason`` and ``deleted_at``. Also the kind's word.
        words: what a step calls it.
        by_person: only rows of this ``source`` want a citation, for the others the file itself is the source;
            empty when every row does.
        about: column that holds the id of the thing the fact is about; empty when it stands for itself.
        preferred: old values are kept beside the one that counts, and only this one wants a citation.
        open_when: further SQL test, on the alias ``c``, for a row that wants a citation.
    """

    table: str
    words: str
    by_person: str = ""
    about: str = ""
    preferred: bool = False
    open_when: str = ""


#: Every kind of claim by its word.
CLAIMS: dict[str, ClaimType] = {
    one.table: one
    for one in (
        ClaimType("link", "link"),
        ClaimType(
            "geotag",
            "position",
            by_person="analyst",
            about="item_id",
            preferred=True,
            # That a place could not be found is an answer and claims nothing.
            open_when="ifnull(c.precision, '') <> 'unlocatable'",
        ),
        ClaimType("moment", "time", by_person="analyst", about="target_id", preferred=True),
    )
}

#: Kinds that may be cited, each the name of a table. A claim may rest on another claim.
CITABLE = (
    *("item", "region", "post", "account", "person", "unit", "location", "equipment", "event"),
    *CLAIMS,
)


@dataclass(frozen=True, slots=True)
class ThingLabel:
    """What to call a thing and which picture stands for it.

    Attributes:
        kind: table of the thing.
        id: row id.
        ref: as people say it; empty for times, ``M-014 (2)`` for the second region of a photo.
        name: title, name, words of a post, coordinates of a position, time as written.
        about: ref or name of what a position, time or region belongs to; empty for what stands for itself.
        thumbnail_id: id of the item whose small picture stands for it, or None.
        in_bin: it lies in the bin and counts no longer.
    """

    kind: str
    id: str
    ref: str
    name: str
    about: str = ""
    thumbnail_id: str | None = None
    in_bin: bool = False

    @property
    def words(self) -> str:
        """The ref, or the name and what it is about where there is none."""
        if self.ref:
            return self.ref
        return f"{self.name} ({self.about})" if self.about else self.name


@dataclass(frozen=True, slots=True)
class Citation:
    """One thing cited for, against or beside a claim.

    ``start_s`` and ``end_s`` are seconds in a video; ``start_s`` alone is one moment of it.
    """

    id: str
    cited: ThingLabel
    stance: str
    excerpt: str = ""
    note: str = ""
    start_s: float | None = None
    end_s: float | None = None
    ordinal: int = 0


@dataclass(frozen=True, slots=True)
class ClaimEvidence:
    """A claim and everything cited for it, in the order a person gave.

    Attributes:
        claim: what it is called.
        level: a word of the ladder.
        reason: why it has that level, or how the analyst knows.
        citations: of any stance.
    """

    claim: ThingLabel
    level: str
    reason: str
    citations: tuple[Citation, ...] = ()

    @property
    def disputed(self) -> bool:
        """Tell whether something that is not in the bin is cited against it."""
        return any(one.stance == Stance.CONTRADICTS and not one.cited.in_bin for one in self.citations)

    def of(self, stance: str) -> tuple[Citation, ...]:
        """Return the citations of one stance, in order."""
        return tuple(one for one in self.citations if one.stance == stance)


@dataclass(frozen=True, slots=True)
class CitedIn:
    """One place where a thing is cited: the claim, its level, and the citation."""

    claim: ThingLabel
    level: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class UncitedClaim:
    """A claim of a person that cites nothing; ``level`` is a word of the ladder."""

    claim: ThingLabel
    level: str
