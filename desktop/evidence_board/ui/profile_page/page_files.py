"""Which files belong to an entity, those included that the people and accounts linked to it bring, and their dates."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from evidence_board.model.case_index import CaseIndex, ItemRow, LinkRow
from evidence_board.model.levels import Level
from evidence_board.ui.inspector.profile.profile_data import Profile, SeenMark, seen_mark

__all__ = ["RUNS", "FilesOf", "accounts_of", "read_files_of"]

_STRENGTH = {level.value: at for at, level in enumerate(reversed(list(Level)))}
#: By which an account is held to be a person's.
RUNS = ("runs", "run by", "same person as")
#: Whose files say something of an entity too, by its kind: (kind of the other, relations).
_THROUGH: dict[str, dict[str, tuple[str, ...]]] = {
    "unit": {
        "person": ("serves in", "attached to", "part of"),
        "account": ("serves in", "runs", "run by", "same as"),
        "equipment": ("belongs to", "equipped with", "attached to"),
        "unit": (),
    },
    "person": {"account": ("runs", "run by", "same person as", "same as")},
}


@dataclass(frozen=True)
class FilesOf:
    """Files of the page and of the things on it.

    Attributes:
        ids: of the page, dated ones first in the order of time.
        marks: their dates.
    """

    ids: tuple[str, ...]
    marks: tuple[SeenMark, ...]
    _levels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    _items: Mapping[str, ItemRow] = field(default_factory=dict)

    def of(self, row_id: str) -> tuple[tuple[SeenMark, ...], int]:
        """Return the dates of the files of a linked thing, in order, and how many files it has."""
        levels = self._levels.get(row_id, {})
        marks = [mark for one, level in levels.items() if (mark := seen_mark(self._items[one], level)) is not None]
        return tuple(sorted(marks, key=_when)), len(levels)


def read_files_of(index: CaseIndex, profile: Profile) -> FilesOf:
    """Return the files of an entity and of everything linked to it."""
    near = {row.other for row in profile.linked if row.kind not in ("media", "post")}
    theirs = {row.other: accounts_of(index, row.other) for row in profile.linked if row.kind == "person"}
    levels = _levels(index, near.union(account for found in theirs.values() for account, _ in found))
    for person, accounts in theirs.items():
        for account, level in accounts:
            for one, sure in levels[account].items():
                levels[person].setdefault(one, weakest(sure, level))
    found = {mark.id: mark for mark in profile.seen if mark.role != "event"}
    undated = [one for one in profile.files if one not in found]
    through = _THROUGH.get(profile.detail.kind, {})
    for row in profile.linked:
        if row.link.relation in through.get(row.kind, ()) and row.link.level != "refuted":
            _bring(index, found, undated, levels.get(row.other, {}), row.link)
    marks = tuple(sorted(found.values(), key=_when))
    return FilesOf((*(mark.id for mark in marks), *undated), marks, levels, index.items)


def _bring(
    index: CaseIndex, found: dict[str, SeenMark], undated: list[str], files: Mapping[str, str], link: LinkRow
) -> None:
    """Add the files of a linked thing: no date looks surer than the link that brings it."""
    own = set(undated)
    for one, level in files.items():
        mark = seen_mark(index.items[one], weakest(level, link.level))
        if mark is None:
            if one not in own:
                undated.append(one)
        elif one not in found or _STRENGTH[mark.level] > _STRENGTH[found[one].level]:
            found[one] = mark if one not in found else replace(found[one], level=mark.level)


def accounts_of(index: CaseIndex, person: str) -> list[tuple[str, str]]:
    """Return the accounts that are held to be a person's, the surest first, with the level of that."""
    surest: dict[str, str] = {}
    for link in index.links_of.get(person, ()):
        other, kind = (link.dst, link.dst_kind) if link.src == person else (link.src, link.src_kind)
        if kind == "account" and link.relation in RUNS and link.level != "refuted" and other in index.entities:
            before = surest.get(other)
            if before is None or _STRENGTH[link.level] > _STRENGTH[before]:
                surest[other] = link.level
    return sorted(surest.items(), key=lambda pair: (-_STRENGTH[pair[1]], pair[0]))


def weakest(first: str, second: str) -> str:
    """Return the weaker of two levels; what nobody judged takes the level of the other."""
    judged = [level for level in (first, second) if level != Level.UNJUDGED]
    return min(judged, key=lambda level: _STRENGTH[level], default=Level.UNJUDGED.value)


def _levels(index: CaseIndex, near: Iterable[str]) -> dict[str, dict[str, str]]:
    """Return thing -> its files -> how sure it is that each belongs to it."""
    found: dict[str, dict[str, str]] = {one: {} for one in near}
    for row_id, files in found.items():
        for link in index.links_of.get(row_id, ()):
            other = link.dst if link.src == row_id else link.src
            if other in index.items and link.level != "refuted":
                before = files.get(other)
                if before is None or _STRENGTH[link.level] > _STRENGTH[before]:
                    files[other] = link.level
    for item in index.items.values():
        for owner, level in ((item.account_id, Level.UNJUDGED.value), (item.place_id, item.level)):
            if owner is not None and owner in found:
                found[owner].setdefault(item.id, level)
    return found


def _when(mark: SeenMark) -> tuple[float, str]:
    return mark.at, mark.name
