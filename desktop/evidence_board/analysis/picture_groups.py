"""What looks alike and what persons said of it, made into groups.

Files that a person called the same are one picture, whatever the fingerprints say. "Not the same" parts two files
and everything that is one picture with either. What is left together by likeness alone is a proposal.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evidence_board.model.fingerprints import Decision, Fingerprint, Judgements, Likeness, compared
from evidence_board.model.observations import PictureGroup

if TYPE_CHECKING:
    from evidence_board.analysis.near_rows import NearRows

__all__ = ["PicturePair", "grouped", "open_pairs"]

#: Of more files than this, only the pairs that hold a group together are asked about; and rows of numbers are
#: compared at once.
_MANY = 24


@dataclass(frozen=True, slots=True)
class PicturePair:
    """Two files to be judged, and how alike they are."""

    first: str
    second: str
    likeness: Likeness


def grouped(fingerprints: Mapping[str, Fingerprint], decisions: Sequence[Decision]) -> list[PictureGroup]:
    """Return the groups among some files and all files that were judged, by id.

    Compares all with all: meant for what `SamePictures` found to belong together.
    """
    if len(fingerprints) == 2 and not decisions:
        first, second = sorted(fingerprints)
        return _pair(first, second, fingerprints)
    judged = Judgements(decisions)
    groups = []
    for found in _walks(fingerprints, judged):
        if len(found.members) > 1:
            members = tuple(sorted(found.members))
            accepted = judged.set_of(members[0]) >= set(members)
            groups.append(PictureGroup(members[0], members, accepted, frozenset(found.mirrored), found.distance))
    return groups


def _pair(first: str, second: str, fingerprints: Mapping[str, Fingerprint]) -> list[PictureGroup]:
    """Return the group of two files: most groups are no larger."""
    likeness = compared(fingerprints[first], fingerprints[second])
    if likeness is None or not likeness.near:
        return []
    mirrored = frozenset((second,)) if likeness.mirrored else frozenset()
    return [PictureGroup(first, (first, second), False, mirrored, likeness.distance)]


def open_pairs(
    members: Sequence[str], fingerprints: Mapping[str, Fingerprint], decisions: Sequence[Decision]
) -> list[PicturePair]:
    """Return the pairs of a group that are still to be judged, the most alike first.

    Of two sets of accepted copies one pair stands for all: the most alike. Of many files only those pairs come
    that hold the group together.
    """
    judged = Judgements(decisions)
    shown = {one: fingerprints[one] for one in members if one in fingerprints}
    if len({judged.set_of(one) for one in members}) > _MANY:
        pairs = [pair for found in _walks(shown, judged) for pair in found.steps]
    else:
        pairs = [
            PicturePair(first, second, likeness)
            for number, first in enumerate(members)
            for second, likeness in _near(shown, first, members[number + 1 :])
        ]
    best: dict[frozenset[frozenset[str]], PicturePair] = {}
    for pair in pairs:
        if judged.apart(pair.first, pair.second) or judged.together(pair.first, pair.second):
            continue
        sets = frozenset((judged.set_of(pair.first), judged.set_of(pair.second)))
        if sets not in best or _bits(pair) < _bits(best[sets]):
            best[sets] = pair
    return sorted(best.values(), key=lambda pair: (_bits(pair), pair.first, pair.second))


@dataclass(slots=True)
class _Found:
    """What one walk from file to file reached, and the steps of likeness it took."""

    members: list[str]
    mirrored: list[str]
    steps: list[PicturePair]

    @property
    def distance(self) -> int:
        return max((pair.likeness.distance for pair in self.steps), default=0)


def _walks(fingerprints: Mapping[str, Fingerprint], judged: Judgements) -> Iterator[_Found]:
    """Walk breadth first from file to file, each time from the smallest id that is left."""
    left = dict.fromkeys(sorted({*fingerprints, *judged.sets}))
    rows: NearRows | None = None
    if len(left) > _MANY:
        from evidence_board.analysis import near_rows

        rows = near_rows.NearRows(fingerprints)
    while left:
        start = next(iter(left))
        found = _Found([start], [], [])
        turned = {start: False}
        del left[start]
        for one in found.members:
            near = rows.near(one, left) if rows else _near(fingerprints, one, left)
            for other, likeness in [*near, *((other, None) for other in sorted(judged.set_of(one)))]:
                if other not in left or (likeness is not None and judged.apart(one, other)):
                    continue
                del left[other]
                found.members.append(other)
                turned[other] = turned[one] != (likeness is not None and likeness.mirrored)
                if likeness is not None:
                    found.steps.append(PicturePair(one, other, likeness))
        found.mirrored += [one for one in found.members if turned[one]]
        yield found


def _near(fingerprints: Mapping[str, Fingerprint], one: str, others: Iterable[str]) -> list[tuple[str, Likeness]]:
    found = []
    own = fingerprints.get(one)
    for other in others:
        theirs = fingerprints.get(other)
        likeness = None if theirs is None or own is None else compared(own, theirs)
        if likeness is not None and likeness.near:
            found.append((other, likeness))
    return found


def _bits(pair: PicturePair) -> int:
    return pair.likeness.phash_bits + pair.likeness.dhash_bits
