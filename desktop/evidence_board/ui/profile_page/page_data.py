"""What the full page of an entity shows, put together off the GUI thread."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from evidence_board.analysis.confidence import highest_allowed
from evidence_board.case.evidence import read_evidence
from evidence_board.case.origins import read_facts
from evidence_board.model.case_index import CaseIndex, ItemRow
from evidence_board.model.claims import Citation, ClaimEvidence, Stance
from evidence_board.model.levels import Level
from evidence_board.model.relations import inverse_words
from evidence_board.ui.inspector.profile.profile_data import LinkedRow, Profile, SeenMark, read_profile
from evidence_board.ui.profile_page.page_files import RUNS, FilesOf, accounts_of, read_files_of

__all__ = ["LinkedThing", "PageClaim", "PageData", "PlaceLane", "read_page"]

#: What counts as people in the first table; everything else linked stands in the second.
_PEOPLE = ("person", "account")
_STRENGTH = {level.value: at for at, level in enumerate(reversed(list(Level)))}
_SURE = ("confirmed", "probable")
#: Claims whose citations are read for the page; the rest is counted.
_CLAIMS, _WEIGHED = 60, 200


@dataclass(frozen=True, slots=True)
class LinkedThing:
    """One row of a table: a thing, the link that speaks of it, what that rests on, when the thing was seen.

    Attributes:
        id: row id.
        kind: its kind.
        name: what to call it.
        also: another name, in another script.
        row: the surest link.
        words: how the link reads from this thing.
        accounts: names of the accounts that are held to be a person's.
        rests_on: names of what is cited for the link; empty when nothing is.
        marks: dates of its files.
        files: how many files it is seen in, or posted.
    """

    id: str
    kind: str
    name: str
    also: str
    row: LinkedRow
    words: str
    accounts: tuple[str, ...] = ()
    rests_on: tuple[str, ...] = ()
    marks: tuple[SeenMark, ...] = ()
    files: int = 0

    @property
    def level(self) -> str:
        """How sure the link is."""
        return self.row.link.level

    @property
    def first(self) -> float:
        """When it was seen first; infinite when nobody knows."""
        return self.marks[0].at if self.marks else float("inf")


@dataclass(frozen=True, slots=True)
class PlaceLane:
    """One place, and the dates of the files taken there; ``id`` is empty for files without a place."""

    id: str
    name: str
    marks: tuple[SeenMark, ...]
    files: int


@dataclass(frozen=True, slots=True)
class PageClaim:
    """A link of the page with its evidence.

    Attributes:
        evidence: level and citations.
        carried: the level that its weakest citation allows.
        words: the other end, and how the link reads from there.
    """

    evidence: ClaimEvidence
    carried: str
    words: str

    @property
    def above(self) -> bool:
        """Whether it stands above what its weakest citation allows."""
        level = self.evidence.level
        return level != "unjudged" and _STRENGTH[level] > _STRENGTH[self.carried]


@dataclass(frozen=True, slots=True)
class PageData:
    """Everything of the page.

    Attributes:
        profile: facts, names, links, tree, where it is cited.
        people: linked people and accounts, surest first.
        others: everything else linked, media left out.
        files: its files, those that others bring included.
        own: how many of them are its own.
        accounts: how many accounts they come from.
        marks: the dates of the files.
        lanes: places, the one with most files first.
        claims: links with their evidence, those that cite most first.
        cited_links: how many links cite something.
        citations: how many things are cited altogether.
        best: the highest level that a link of it has, the weakest citation considered; best_person: that a link to
            a person or account has.
        too_high: how many links stand above their weakest citation.
        same_account: (name, how many links, of how many) where one account stands behind half of them or more.
    """

    profile: Profile
    people: tuple[LinkedThing, ...] = ()
    others: tuple[LinkedThing, ...] = ()
    files: tuple[str, ...] = ()
    own: int = 0
    accounts: int = 0
    marks: tuple[SeenMark, ...] = ()
    lanes: tuple[PlaceLane, ...] = ()
    claims: tuple[PageClaim, ...] = ()
    cited_links: int = 0
    citations: int = 0
    best: str = "unjudged"
    best_person: str = "unjudged"
    too_high: int = 0
    same_account: tuple[str, int, int] | None = None

    @property
    def id(self) -> str:
        """The row id of the entity."""
        return self.profile.id


def read_page(connection: sqlite3.Connection, index: CaseIndex, kind: str, row_id: str) -> PageData | None:
    """Return everything of the page of an entity, or None when it is gone or in the bin.

    Args:
        connection: a reader.
        index: the read model.
        kind: kind of entity.
        row_id: of the entity.
    """
    profile = read_profile(connection, index, kind, row_id)
    if profile is None:
        return None
    files_of = read_files_of(index, profile)
    claims = _claims(connection, index, profile)
    things = _things(index, profile, files_of, {one.evidence.claim.id: one.evidence for one in claims})
    marks = files_of.marks
    linked = [row.link for row in profile.linked]
    carried = {one.evidence.claim.id: one for one in claims}
    effective = [
        (row.kind, _weaker(row.link.level, carried[row.link.id].carried) if row.link.id in carried else row.link.level)
        for row in profile.linked
    ]
    return PageData(
        profile=profile,
        people=tuple(one for one in things if one.kind in _PEOPLE),
        others=tuple(one for one in things if one.kind not in _PEOPLE),
        files=files_of.ids,
        own=len(profile.files),
        accounts=len({index.items[one].account_id for one in files_of.ids} - {None}),
        marks=marks,
        lanes=_lanes(index, files_of.ids, marks),
        claims=claims[:_CLAIMS],
        cited_links=sum(1 for link in linked if link.citations),
        citations=sum(link.citations for link in linked),
        best=_best(level for _, level in effective),
        best_person=_best(level for kind, level in effective if kind in _PEOPLE),
        too_high=sum(1 for one in claims if one.above),
        same_account=_same_account(index, claims),
    )


def _best(levels: Iterable[str]) -> str:
    return max(levels, key=lambda level: _STRENGTH[level], default="unjudged")


def _weaker(first: str, second: str) -> str:
    return first if first == "unjudged" else min(first, second, key=lambda level: _STRENGTH[level])


def _claims(connection: sqlite3.Connection, index: CaseIndex, profile: Profile) -> tuple[PageClaim, ...]:
    """Read the evidence of the links that cite something: the surest first, and those that cite most."""
    rows = {row.link.id: row for row in profile.linked if row.link.citations}
    order = sorted(rows.values(), key=_by_weight)
    found = []
    for row in order[:_WEIGHED]:
        link = row.link
        evidence = read_evidence(connection, ("link", link.id))
        facts = read_facts(connection, ("link", link.id))
        if evidence is not None and facts is not None:
            words = link.relation if link.src == row.other else inverse_words(link.relation)
            name = index.label_of(row.other)
            found.append(PageClaim(evidence, highest_allowed(facts).value, f"{name}, {words}" if name else words))
    return tuple(found)


def _by_weight(row: LinkedRow) -> tuple[bool, int, int, int, str]:
    """People and accounts first, the surest of them, those that cite most."""
    link = row.link
    return row.kind not in _PEOPLE, -_STRENGTH[link.level], -link.citations, len(link.ref), link.ref


def _things(
    index: CaseIndex, profile: Profile, files_of: FilesOf, evidence: Mapping[str, ClaimEvidence]
) -> list[LinkedThing]:
    surest: dict[str, LinkedRow] = {}
    for row in profile.linked:
        if row.kind in ("media", "post"):
            continue
        before = surest.get(row.other)
        if before is None or _STRENGTH[row.link.level] > _STRENGTH[before.link.level]:
            surest[row.other] = row
    people = {one for one, row in surest.items() if row.kind == "person"}
    accounts = {one: [account for account, _ in accounts_of(index, one)] for one in people}
    theirs = {account for found in accounts.values() for account in found}
    found = []
    for other, row in surest.items():
        entity = index.entities.get(other)
        # An account that stands beside its person needs no row of its own.
        if entity is None or (row.kind == "account" and other in theirs and row.link.relation not in RUNS):
            continue
        marks, files = files_of.of(other)
        cited = evidence.get(row.link.id)
        found.append(
            LinkedThing(
                other,
                row.kind,
                entity.label,
                entity.other_names[0] if entity.other_names else "",
                row,
                row.link.relation if row.link.src == other else inverse_words(row.link.relation),
                tuple(index.label_of(one) for one in accounts.get(other, ())),
                _rests_on(cited),
                marks,
                files,
            )
        )
    return sorted(found, key=lambda one: (-_STRENGTH[one.level], one.first, one.name))


def _rests_on(evidence: ClaimEvidence | None) -> tuple[str, ...]:
    if evidence is None:
        return ()
    named: list[Citation] = [one for one in evidence.of(Stance.SUPPORTS) if not one.cited.in_bin]
    return tuple(dict.fromkeys(one.cited.ref or one.cited.name for one in named))


def _lanes(index: CaseIndex, files: Iterable[str], marks: Iterable[SeenMark]) -> tuple[PlaceLane, ...]:
    items = {one: index.items[one] for one in files if one in index.items}
    by_place: dict[str, list[SeenMark]] = {}
    for mark in marks:
        item = items.get(mark.id)
        if item is not None:
            by_place.setdefault(_place_of(item), []).append(mark)
    total = Counter(_place_of(item) for item in items.values())
    order = sorted(total, key=lambda place: (not place, -total[place], index.label_of(place)))
    return tuple(
        PlaceLane(place, index.label_of(place) if place else "", tuple(by_place.get(place, ())), total[place])
        for place in order
    )


def _place_of(item: ItemRow) -> str:
    return item.place_id or ""


def _same_account(index: CaseIndex, claims: Iterable[PageClaim]) -> tuple[str, int, int] | None:
    """Return the account that stands behind half of the cited links or more, if one does."""
    behind: Counter[str] = Counter()
    total = 0
    for claim in claims:
        cited = [one.cited for one in claim.evidence.of(Stance.SUPPORTS)]
        accounts = set()
        for thing in cited:
            item = index.items.get(thing.thumbnail_id or thing.id)
            post = index.posts.get(thing.id)
            account = item.account_id if item is not None else post.account_id if post is not None else None
            accounts.add(account or (thing.id if thing.kind == "account" else None))
        total += bool(cited)
        behind.update(one for one in accounts if one is not None)
    if not behind or total < 3:
        return None
    account, links = behind.most_common(1)[0]
    return (index.label_of(account), links, total) if links * 2 >= total else None
