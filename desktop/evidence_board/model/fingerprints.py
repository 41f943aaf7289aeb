"""What a picture looks like in 64 bits, and the one rule of which pictures look alike.

Stands below everything so that the search for copies and the count of independent sources follow the same rule.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from evidence_board.model.flat_reading import FlatReader

__all__ = [
    "AGREES",
    "NEAR",
    "PLAIN",
    "Decision",
    "Fingerprint",
    "Judgements",
    "Likeness",
    "compared",
    "is_near",
    "read_fingerprint",
    "same_sets",
]

#: Bits of 64 in which one of the two hashes may differ.
NEAR: Final = 6
#: Bits of 64 in which the other hash may differ then; two pictures that have nothing in common differ in about 32.
AGREES: Final = 16

_MASK: Final = (1 << 64) - 1


class Fingerprint(NamedTuple):
    """Two 64-bit hashes of the small picture and of its mirror image, as the case keeps them: signed integers."""

    phash: int
    dhash: int
    mirrored_phash: int
    mirrored_dhash: int


#: Of a picture that is too plain to be compared: black, white, one colour, a mere slope of light, or tiny.
PLAIN: Final = Fingerprint(0, 0, 0, 0)


def read_fingerprint(untrusted: Sequence[object]) -> Fingerprint:
    """Read the four hashes that a worker sent.

    Raises:
        UntrustedReplyError: They are not four signed integers of 64 bits.
    """
    names = [str(place) for place in range(4)]
    read = FlatReader({str(place): one for place, one in enumerate(untrusted)}, names=names)
    return Fingerprint(*(read.whole(name, low=-(2**63), high=2**63 - 1) for name in names))


class Decision(NamedTuple):
    """What a person said of two files: the same picture, or not."""

    first: str
    second: str
    same: bool


class Judgements:
    """What persons said of pictures, followed through: copies of one picture share what is said of any of them.

    Attributes:
        sets: as `same_sets`.
    """

    def __init__(self, decisions: Iterable[Decision]) -> None:
        every = list(decisions)
        self.sets = same_sets(every)
        self._apart = {
            frozenset((self.set_of(first), self.set_of(second))) for first, second, same in every if not same
        }

    def set_of(self, item_id: str) -> frozenset[str]:
        """Return all copies of a file that persons called the same, itself included."""
        return self.sets.get(item_id) or frozenset((item_id,))

    def together(self, first: str, second: str) -> bool:
        """Tell whether two files were called one picture."""
        return second in self.set_of(first)

    def apart(self, first: str, second: str) -> bool:
        """Tell whether two files, or copies of them, were called different pictures."""
        return bool(self._apart) and frozenset((self.set_of(first), self.set_of(second))) in self._apart


@dataclass(frozen=True, slots=True)
class Likeness:
    """How far apart two fingerprints are.

    Attributes:
        phash_bits: differing bits of the two pHashes, 0 to 64.
        dhash_bits: differing bits of the two dHashes, 0 to 64.
        mirrored: one fits the mirror image of the other better than itself.
    """

    phash_bits: int
    dhash_bits: int
    mirrored: bool = False

    @property
    def near(self) -> bool:
        """Whether the two are proposed as one picture."""
        return is_near(self.phash_bits, self.dhash_bits)

    @property
    def distance(self) -> int:
        """Differing bits of the hash that agrees better."""
        return min(self.phash_bits, self.dhash_bits)

    @property
    def percent(self) -> int:
        """Share of all 128 bits that agree; 100 only when all do."""
        return 100 * (128 - self.phash_bits - self.dhash_bits) // 128


def same_sets(decisions: Iterable[Decision]) -> dict[str, frozenset[str]]:
    """Return item id -> all files that persons called one picture with it, itself included."""
    found: dict[str, set[str]] = {}
    for first, second, same in decisions:
        if same:
            one = found.setdefault(first, {first}) | found.setdefault(second, {second})
            found.update(dict.fromkeys(one, one))
    return {item_id: frozenset(members) for item_id, members in found.items()}


def is_near(phash_bits: int, dhash_bits: int) -> bool:
    """Tell whether two pictures look alike.

    One hash differs in at most `NEAR` bits, and the other does not contradict: at most `AGREES` bits.
    """
    return min(phash_bits, dhash_bits) <= NEAR and max(phash_bits, dhash_bits) <= AGREES


def compared(first: Fingerprint, second: Fingerprint) -> Likeness | None:
    """Compare two pictures, each as it is and mirrored; None when one is too plain.

    As they are goes before mirrored when both look alike or neither does by fewer bits.
    """
    if PLAIN in (first, second):
        return None
    upright = Likeness(_bits(first.phash, second.phash), _bits(first.dhash, second.dhash))
    best = upright
    for one, other in ((first, second), (second, first)):
        found = Likeness(_bits(one.phash, other.mirrored_phash), _bits(one.dhash, other.mirrored_dhash), True)
        if _order(found) < _order(best):
            best = found
    return upright if upright.near else best


def _order(found: Likeness) -> tuple[bool, int, bool]:
    return not found.near, found.phash_bits + found.dhash_bits, found.mirrored


def _bits(first: int, second: int) -> int:
    return ((first ^ second) & _MASK).bit_count()
