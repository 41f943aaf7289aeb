"""Flat facts from which conflicts are found: what the case says of times, positions, posts and cameras.

`evidence_board.case.conflict_facts` reads them, `evidence_board.analysis.conflicts` compares them. Nothing in them is
trusted: texts may be no times, numbers may be no positions.

What there is a row of for each file is a named tuple: of 100,000 files they are made several times as fast as frozen
dataclasses.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

__all__ = [
    "AccountFact",
    "AnswerFact",
    "Camera",
    "CollectionFact",
    "ConflictFacts",
    "FileFact",
    "PlaceFact",
    "PositionFact",
    "PostFact",
    "TimeFact",
]

#: Make, model and serial number as files write them, empty for what they do not say.
Camera = tuple[str, str, str]


class TimeFact(NamedTuple):
    """One time of a file or post, as `evidence_board.model.moments.Moment` describes its texts."""

    id: str
    role: str
    source: str
    local: str
    utc: str | None = None
    precision: str = "second"
    zone: str | None = None
    until_local: str | None = None
    preferred: bool = True
    approximate: bool = False


class PositionFact(NamedTuple):
    """One position of a file: WGS84 degrees, radius in metres where one is said.

    ``stamp_utc`` is the satellite time that the file wrote with it; ``place`` the name of the place it belongs to.
    """

    id: str
    role: str
    source: str
    latitude: float
    longitude: float
    radius_m: float | None = None
    preferred: bool = False
    level: str = "unjudged"
    stamp_utc: str | None = None
    place: str = ""
    precision: str = ""
    chosen_by: str = "rule"


@dataclass(frozen=True, slots=True)
class PlaceFact:
    """The place that a file is said to be taken at: id of the link, id and name of the place, its circle."""

    link_id: str
    id: str
    name: str
    latitude: float
    longitude: float
    radius_m: float | None


class PostFact(NamedTuple):
    """One post: who published it and when, and where it says it is (a tag, never where its picture was taken).

    ``files`` are the ids of the files that it carries.
    """

    id: str
    ref: str
    account_id: str | None
    url: str
    posted: TimeFact | None
    tag: PositionFact | None = None
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CollectionFact:
    """What somebody noted of where a file came from."""

    generation: str
    collected_at: str
    post_id: str | None
    page_url: str


class FileFact(NamedTuple):
    """One file.

    Attributes:
        camera: make, model, serial number.
        added_at: when it came into the case, ISO 8601 in UTC.
        account_id: who posted it, as far as one account did.
        problems: codes of what was found at import, so that nothing is said twice.
        software: (tag, value) of the programs that left their names.
        structure: (tag, value) of how the file is built, as `evidence_board.media.jpeg_structure` says it.
        edited_at: the time of the last change as EXIF writes it, empty where it does not.
    """

    id: str
    ref: str
    kind: str
    file_name: str
    media_type: str = ""
    camera: Camera = ("", "", "")
    added_at: str = ""
    account_id: str | None = None
    times: tuple[TimeFact, ...] = ()
    positions: tuple[PositionFact, ...] = ()
    posts: tuple[PostFact, ...] = ()
    problems: frozenset[str] = frozenset()
    software: tuple[tuple[str, str], ...] = ()
    structure: tuple[tuple[str, str], ...] = ()
    edited_at: str = ""
    collection: CollectionFact | None = None
    place: PlaceFact | None = None


@dataclass(frozen=True, slots=True)
class AccountFact:
    """One account: when it was made, as a date or time, and what it posted."""

    id: str
    ref: str
    handle: str
    created_on: str = ""
    posts: tuple[PostFact, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerFact:
    """What a person said of a conflict."""

    id: str
    state: str
    note: str


@dataclass(frozen=True)
class ConflictFacts:
    """Everything that is compared.

    Attributes:
        files: id -> file.
        accounts: id -> account.
        same: pairs of files that a person called the same picture.
        answers: (code, subject) -> what a person said.
        display_zone: the zone in which the case shows times.
        now: the present, ISO 8601 in UTC.
    """

    files: Mapping[str, FileFact] = field(default_factory=dict)
    accounts: Mapping[str, AccountFact] = field(default_factory=dict)
    same: tuple[tuple[str, str], ...] = ()
    answers: Mapping[tuple[str, str], AnswerFact] = field(default_factory=dict)
    display_zone: str | None = None
    now: str = ""
