"""Conditions about a file itself: its kind, account, camera, tags, collections, work, and words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from evidence_board.filters.checked import only, read_flag, read_text
from evidence_board.filters.nodes import Condition, Test
from evidence_board.filters.shapes import OfNothing, OfText, OfTexts
from evidence_board.filters.words import text_test
from evidence_board.model.case_index import CaseIndex
from evidence_board.model.kinds import ItemKind
from evidence_board.model.sources import WorkStatus

__all__ = [
    "STATUSES", "CameraIs", "HasGps", "HasPosition", "HasPost", "HasTag", "InCollection", "KindIs", "PostedBy",
    "StatusIs", "TagUnder", "Unlocatable", "Words", "tags_below",
]  # fmt: skip

KINDS = tuple(kind.value for kind in ItemKind)
#: How far the work on a file is, in the order of the work.
STATUSES = tuple(status.value for status in WorkStatus)


@dataclass(frozen=True, slots=True)
class KindIs(OfTexts):
    """Files of these kinds."""

    kinds: tuple[str, ...]
    word: ClassVar[str] = "kind"
    known: ClassVar[tuple[str, ...]] = KINDS

    def test(self, index: CaseIndex) -> Test:
        """Return what to ask of each file."""
        kinds = frozenset(self.kinds)
        return lambda item: item.kind in kinds


@dataclass(frozen=True, slots=True)
class HasPost(OfNothing):
    """Files that a post carries."""

    word: ClassVar[str] = "has post"

    def test(self, index: CaseIndex) -> Test:
        """Return what to ask of each file."""
        carried = index.posts_of
        return lambda item: item.id in carried


@dataclass(frozen=True, slots=True)
class PostedBy(OfTexts):
    """Files that one of these accounts posted."""

    accounts: tuple[str, ...]
    word: ClassVar[str] = "account"

    def test(self, index: CaseIndex) -> Test:
        """Return what to ask of each file."""
        accounts = frozenset(self.accounts)
        return lambda item: item.account_id in accounts


@dataclass(frozen=True, slots=True)
class HasTag(Condition):
    """Files with a tag, or with one whose path lies below it (``vehicle`` also finds ``vehicle/truck``)."""

    tag: str
    below: bool = True
    word: ClassVar[str] = "tag"

    def test(self, index: CaseIndex) -> Test:
        """Return what to ask of each file."""
        wanted = tags_below(index, self.tag) if self.below else {self.tag}
        if len(wanted) == 1:
            (one,) = wanted
            return lambda item: one in item.tag_ids
        return lambda item: not wanted.isdisjoint(item.tag_ids)

    def values(self) -> dict[str, Any]:
        """Return what it is made of."""
        return {"tag": self.tag, "below": self.below}

    @classmethod
    def from_values(cls, untrusted_values: Mapping[str, Any]) -> Self:
        """Return the condition with these values."""
        only(untrusted_values, "tag", "below")
        return cls(read_text(untrusted_values, "tag"), read_flag(untrusted_values, "below"))


@dataclass(frozen=True, slots=True)
class TagUnder(OfText):
    """Files with any tag whose path begins with a path, also one that is no tag itself."""

    path: str
    word: ClassVar[str] = "tag path"

    def test(self, index: CaseIndex) -> Test:
        """Return what to ask of each file."""
        start = f"{self.path}/"
        wanted = {one.id for one in index.tags.values() if one.path == self.path or one.path.startswith(start)}
        return lambda item: not wanted.isdisjoint(item.tag_ids)


def tags_below(index: CaseIndex, tag_id: str) -> set[str]:
    """Return the ids of a tag and of those whose path begins with its path."""
    row = index.tags.get(tag_id)
    if row is None:
        return {tag_id}
    start = f"{row.path}/"
    return {tag_id, *(one.id for one in index.tags.values() if one.path.startswith(start))}


@dataclass(frozen=True, slots=True)
class InCollection(OfText):
    """Files of one collection."""

    id: str
    word: ClassVar[str] = "collection"

    def test(self, index: CaseIndex) -> Test:
        """Return what to ask of each file."""
        wanted = self.id
        return lambda item: wanted in item.album_ids


@dataclass(frozen=True, slots=True)
class StatusIs(OfTexts):
    """Files on which the work is so far."""

    statuses: tuple[str, ...]
    word: ClassVar[str] = "work"
    known: ClassVar[tuple[str, ...]] = STATUSES

    def test(self, index: CaseIndex) -> Test:
        """Return what to ask of each file."""
        statuses = frozenset(self.statuses)
        return lambda item: item.status in statuses


@dataclass(frozen=True, slots=True)
class CameraIs(OfTexts):
    """Files of one of these cameras, by make and model as they are shown."""

    cameras: tuple[str, ...]
    word: ClassVar[str] = "camera"

    def test(self, index: CaseIndex) -> Test:
        """Return what to ask of each file."""
        cameras = frozenset(self.cameras)
        return lambda item: item.camera in cameras


@dataclass(frozen=True, slots=True)
class HasGps(OfNothing):
    """Files in which a device wrote a position, whatever position counts now."""

    word: ClassVar[str] = "has GPS"

    def test(self, index: CaseIndex) -> Test:
        """Return what to ask of each file."""
        return lambda item: item.has_gps


@dataclass(frozen=True, slots=True)
class HasPosition(OfNothing):
    """Files that stand on the map."""

    word: ClassVar[str] = "has position"

    def test(self, index: CaseIndex) -> Test:
        """Return what to ask of each file."""
        return lambda item: item.latitude is not None


@dataclass(frozen=True, slots=True)
class Unlocatable(OfNothing):
    """Files of which somebody said that they cannot be located."""

    word: ClassVar[str] = "cannot be located"

    def test(self, index: CaseIndex) -> Test:
        """Return what to ask of each file."""
        return lambda item: item.unlocatable


@dataclass(frozen=True, slots=True)
class Words(OfText):
    """Files whose names, caption, tags, account, place or posts say all these words, in any script."""

    text: str
    word: ClassVar[str] = "text"
    cost: ClassVar[int] = 20
    only_one: ClassVar[bool] = True

    def test(self, index: CaseIndex) -> Test:
        """Return what to ask of each file."""
        return text_test(self.text, index)
