"""Everything a profile shows of one entity, put together off the GUI thread."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from evidence_board.case.details import read_entity_detail
from evidence_board.case.evidence import read_cited_in
from evidence_board.case.name_details import read_account_names, read_other_names
from evidence_board.model.case_index import CaseIndex, ItemRow, LinkRow
from evidence_board.model.claims import CitedIn
from evidence_board.model.details import EntityDetail
from evidence_board.model.levels import Level
from evidence_board.model.moments import Moment
from evidence_board.model.names import AccountName, OtherName
from evidence_board.ui.navigator.entity_tree import EntityTree, TreePlace, entity_tree

__all__ = ["GROUPS", "CitedRow", "LinkedRow", "Profile", "SeenMark", "read_profile", "seen_mark"]

#: Kinds of what is linked, in the order of the page.
GROUPS = ("account", "person", "unit", "location", "equipment", "event", "post", "media")
#: Relations by which something takes part in an event.
_TAKES_PART = frozenset({"took part in", "involves", "arrived in", "part of"})
_WITH_TREE = ("unit", "location")
#: What a date may at most weaken: one that nobody judged leaves the level of the link as it is.
_ORDER = {level.value: at for at, level in enumerate(reversed(list(Level)))}
_BELOW = 40
_DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class LinkedRow:
    """One link seen from the entity: the kind and id of the other end."""

    link: LinkRow
    kind: str
    other: str


@dataclass(frozen=True, slots=True)
class SeenMark:
    """One date on the line of time.

    Attributes:
        id: of the file or event.
        name: what to call it.
        moment: the date as written.
        role: ``taken``, ``posted`` or ``event``.
        level: of the claim that ties it to the entity, weakened by a weaker date.
        at: where it stands on the line of time, in seconds as `Moment.sort_key` gives.
        until: where it ends; later than ``at`` for what is not known to the day, and for events that last.
        about: the date is only about right.
        end: end of an event.
    """

    id: str
    name: str
    moment: Moment
    role: str
    level: str
    at: float
    until: float
    about: bool = False
    end: Moment | None = None


@dataclass(frozen=True, slots=True)
class CitedRow:
    """One place where the entity is cited, and what to select to see it (None when that cannot be shown)."""

    cited: CitedIn
    goes_to: str | None


@dataclass(frozen=True, slots=True)
class Profile:
    """One entity as its page shows it.

    Attributes:
        detail: its fields.
        names: its other names.
        account_names: what an account was called.
        linked: its links, in the order of `GROUPS`, surest first.
        files: ids of its media, the dated first in the order of time.
        own_files: those of them that the account itself posted.
        accounts: how many accounts the files come from.
        seen: dates of its media and events in order.
        undated: how many of its files have no date.
        above: the chain above a unit or place, the top first, with the level of each one's own line.
        tree: the thing itself and what stands under it.
        tree_counts: id -> (files, people) of everything in the tree.
        hidden_below: how many more stand under it than the tree shows.
        cited: where it is cited.
        taking_part: names of who takes part in an event.
        made_for: the index it was made from.
    """

    detail: EntityDetail
    made_for: CaseIndex
    names: tuple[OtherName, ...] = ()
    account_names: tuple[AccountName, ...] = ()
    linked: tuple[LinkedRow, ...] = ()
    files: tuple[str, ...] = ()
    own_files: tuple[str, ...] = ()
    accounts: int = 0
    seen: tuple[SeenMark, ...] = ()
    undated: int = 0
    above: tuple[TreePlace, ...] = ()
    tree: tuple[TreePlace, ...] = ()
    tree_counts: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    hidden_below: int = 0
    cited: tuple[CitedRow, ...] = ()
    taking_part: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The row id of the entity."""
        return self.detail.id


def read_profile(connection: sqlite3.Connection, index: CaseIndex, kind: str, row_id: str) -> Profile | None:
    """Return everything about an entity, or None when it is gone or in the bin.

    Args:
        connection: a reader.
        index: the read model; links, files and the tree come from it.
        kind: kind of entity.
        row_id: of the entity.
    """
    detail = read_entity_detail(connection, kind, row_id)
    if detail is None or row_id not in index.entities:
        return None
    linked = _linked(index, row_id)
    items = _files(index, row_id)
    levels = _file_levels(index, row_id, linked, items)
    judged = _read_levels(connection, (item.id for item in items))
    marks = [mark for item in items if (mark := _mark(item, levels, judged)) is not None]
    events = _events(connection, index, kind, row_id, linked)
    dated = {mark.id for mark in marks}
    files = [mark.id for mark in sorted(marks, key=_when)] + [item.id for item in items if item.id not in dated]
    above, tree, hidden = _tree(index, kind, row_id)
    return Profile(
        detail=detail,
        made_for=index,
        names=read_other_names(connection, row_id),
        account_names=read_account_names(connection, row_id) if kind == "account" else (),
        linked=linked,
        files=tuple(files),
        own_files=tuple(item.id for item in items if item.account_id == row_id),
        accounts=len({item.account_id for item in items if item.account_id}),
        seen=tuple(sorted((*marks, *events), key=_when)),
        undated=len(items) - len(marks),
        above=above,
        tree=tree,
        tree_counts=_counts(index, {one.id for one in (*above, *tree)}),
        hidden_below=hidden,
        cited=_cited(connection, index, kind, row_id),
        taking_part=_taking_part(index, kind, linked),
    )


def _linked(index: CaseIndex, row_id: str) -> tuple[LinkedRow, ...]:
    found = []
    for link in index.links_of.get(row_id, ()):
        kind, other = (link.dst_kind, link.dst) if link.src == row_id else (link.src_kind, link.src)
        found.append(LinkedRow(link, kind if kind in GROUPS else "media", other))
    return tuple(
        sorted(
            found, key=lambda row: (GROUPS.index(row.kind), -_ORDER[row.link.level], len(row.link.ref), row.link.ref)
        )
    )


def _files(index: CaseIndex, row_id: str) -> list[ItemRow]:
    """Files linked to it, posted by it or taken there, in the order of their refs."""
    near = {link.dst if link.src == row_id else link.src for link in index.links_of.get(row_id, ())}
    return [
        item for item in index.items.values() if item.id in near or item.account_id == row_id or item.place_id == row_id
    ]


def _file_levels(
    index: CaseIndex, row_id: str, linked: Iterable[LinkedRow], items: Iterable[ItemRow]
) -> dict[str, str]:
    """Return how sure it is that each file belongs here: the surest of the links and, for a place, its position."""
    found = {item.id: item.level for item in items if item.place_id == row_id and item.latitude is not None}
    for row in linked:
        if row.kind == "media":
            before = found.get(row.other)
            if before is None or _ORDER[row.link.level] > _ORDER[before] or before == "unjudged":
                found[row.other] = row.link.level
    return found


def _mark(item: ItemRow, levels: dict[str, str], judged: dict[tuple[str, str], str]) -> SeenMark | None:
    level = levels.get(item.id, "unjudged")
    date_level = judged.get((item.id, "captured"), "unjudged") if item.captured is not None else "unjudged"
    if "unjudged" not in (level, date_level):
        level = min(level, date_level, key=lambda one: _ORDER[one])
    return seen_mark(item, level)


def seen_mark(item: ItemRow, level: str) -> SeenMark | None:
    """Return when a file was taken, else posted, on the line of time; None where nobody knows either."""
    moment, role = (item.captured, "taken") if item.captured is not None else (item.posted, "posted")
    if moment is None:
        return None
    at, about = moment.sort_key, role == "taken" and item.captured_approximate
    # A day is as good as a point here; a month or a range is as long as the doubt.
    until = at + (moment.span_s if moment.span_s > _DAY else 0.0)
    return SeenMark(item.id, item.ref, moment, role, level, at, until, about=about)


def _events(
    connection: sqlite3.Connection, index: CaseIndex, kind: str, row_id: str, linked: Iterable[LinkedRow]
) -> list[SeenMark]:
    """Events linked to it, that happened there, or itself."""
    found = {row.other: row.link.level for row in reversed(list(linked)) if row.kind == "event"}
    if kind == "location":
        sql = "SELECT id FROM event WHERE location_id = ? AND deleted_at IS NULL"
        for (event_id,) in connection.execute(sql, (row_id,)):
            found.setdefault(event_id, "unjudged")
    if kind == "event":
        found[row_id] = "unjudged"
    rows = [(index.entities[one], level) for one, level in found.items() if one in index.entities]
    marks = []
    for row, level in rows:
        first = row.start or row.end
        if first is not None:
            end = row.end if row.start else None
            at = first.sort_key
            until = max(end.sort_key, at) if end is not None else at
            marks.append(SeenMark(row.id, row.label, first, "event", level, at, until, end=end))
    return marks


def _when(mark: SeenMark) -> tuple[float, str]:
    return mark.at, mark.name


def _read_levels(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[tuple[str, str], str]:
    sql = (
        "SELECT target_id, role, level FROM moment WHERE preferred = 1 AND deleted_at IS NULL"
        " AND role = 'captured' AND target_id IN (SELECT value FROM json_each(?))"
    )
    return {(target, role): level for target, role, level in connection.execute(sql, (json.dumps(list(ids)),))}


def _tree(index: CaseIndex, kind: str, row_id: str) -> tuple[tuple[TreePlace, ...], tuple[TreePlace, ...], int]:
    if kind not in _WITH_TREE:
        return (), (), 0
    tree: EntityTree = entity_tree(index, kind)
    chain = tree.above(row_id)
    above = tuple(
        TreePlace(one, depth, tree.parents[one][1] if one in tree.parents else None, is_parent=True, is_last=True)
        for depth, one in enumerate(chain)
    )
    below = tree.walk([row_id], depth=len(chain))
    return above, tuple(below[:_BELOW]), max(len(below) - _BELOW, 0)


def _counts(index: CaseIndex, ids: set[str]) -> dict[str, tuple[int, int]]:
    """Return how many files and people belong to each thing."""
    files: dict[str, set[str]] = {one: set() for one in ids}
    people: dict[str, set[str]] = {one: set() for one in ids}
    for row_id in ids:
        for link in index.links_of.get(row_id, ()):
            other = link.dst if link.src == row_id else link.src
            if other in index.items:
                files[row_id].add(other)
            elif other in index.entities and index.entities[other].kind == "person":
                people[row_id].add(other)
    if ids:
        for item in index.items.values():
            if item.place_id in ids:
                files[item.place_id].add(item.id)
    return {one: (len(files[one]), len(people[one])) for one in ids}


def _cited(connection: sqlite3.Connection, index: CaseIndex, kind: str, row_id: str) -> tuple[CitedRow, ...]:
    found = []
    for cited in read_cited_in(connection, (kind, row_id)):
        claim = cited.claim
        goes_to: str | None = claim.id if claim.id in index.links else claim.thumbnail_id
        if goes_to is None and claim.kind == "moment":
            row = connection.execute("SELECT target_id FROM moment WHERE id = ?", (claim.id,)).fetchone()
            goes_to = row[0] if row and index.kind_of(row[0]) else None
        found.append(CitedRow(cited, goes_to))
    return tuple(found)


def _taking_part(index: CaseIndex, kind: str, linked: Iterable[LinkedRow]) -> tuple[str, ...]:
    if kind != "event":
        return ()
    labels = [
        index.label_of(row.other)
        for row in linked
        if row.link.relation in _TAKES_PART and row.kind in ("account", "person", "unit", "equipment")
    ]
    return tuple(dict.fromkeys(labels))
