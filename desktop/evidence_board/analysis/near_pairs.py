"""Finds all pairs of 64-bit hashes that differ in at most six bits, without comparing all with all.

Pigeonhole: cut each hash into 8 pieces of 8 bits. Six differing bits touch at most six pieces, so two pieces at
least are equal. For each of the 28 choices of two pieces, hashes with the same 16 bits there are compared and no
others. Exact: no pair is missed.

The bits are dealt out to the pieces like cards, because neighbouring bits of a picture's hash go together and would
fill few of the 65,536 drawers.
"""

from collections.abc import Callable, Iterator
from itertools import combinations, pairwise

import numpy as np
from numpy.typing import NDArray

from evidence_board.model.fingerprints import NEAR

__all__ = ["Hashes", "Places", "near_pairs"]

Hashes = NDArray[np.uint64]
#: Places of hashes in their array.
Places = NDArray[np.int64]
_Keys = NDArray[np.uint16]

_PIECES = 8
#: In drawers with more hashes than this, whole blocks are compared at once.
_CROWDED = 40
_BLOCK = 1024


def near_pairs(
    hashes: Hashes, *, mirrored: Hashes | None = None, joined: Callable[[], Places] | None = None
) -> Iterator[tuple[Places, Places]]:
    """Yield (one, other) places of pairs whose hashes differ in at most `NEAR` bits; a pair may come twice.

    Args:
        hashes: 64-bit hashes of things.
        mirrored: as many others, of the mirror images of the same things. They stand behind the first: a place
            from ``len(hashes)`` on means the mirror image. A thing is not compared with its own mirror image, nor
            two mirror images with each other.
        joined: tells the present group of each thing; pairs within one group may be left out. None yields all.
    """
    count = len(hashes)
    if count < 2:
        return
    both = hashes if mirrored is None else np.concatenate([hashes, mirrored])
    pieces = _dealt(both)
    for first, second in combinations(range(_PIECES), 2):
        keys: _Keys = (pieces[:, first].astype(np.uint16) << 8 | pieces[:, second]).astype(np.uint16, copy=False)
        drawers = _Drawers(both, keys, count=count, joined=joined)
        for one, other in drawers.near():
            if len(one):
                yield one, other


class _Drawers:
    """Hashes sorted into drawers by 16 of their bits; `near` compares what lies in one drawer."""

    def __init__(self, hashes: Hashes, keys: _Keys, *, count: int, joined: Callable[[], Places] | None) -> None:
        self._hashes = hashes
        self._count = count
        self._joined = joined
        # Sorting is stable, so that in a drawer the hashes stand before the mirrored ones.
        self._order: Places = np.argsort(keys, kind="stable")
        self._keys = keys[self._order]

    def near(self) -> Iterator[tuple[Places, Places]]:
        """Yield the pairs of every drawer: neighbours first, then the next but one, and so on."""
        order, keys = self._order, self._keys
        ends = np.append(np.flatnonzero(keys[1:] != keys[:-1]) + 1, len(keys))
        starts = np.concatenate([[0], ends[:-1]])
        crowded = ends - starts > _CROWDED
        # Side by side in memory as they are in the drawers.
        ordered = self._hashes[order]
        places = np.arange(len(keys), dtype=np.int64)
        if crowded.any():
            places = places[~np.repeat(crowded, ends - starts)]
            for start, end in zip(starts[crowded].tolist(), ends[crowded].tolist(), strict=True):
                yield from self._in_crowded(order[start:end])
        # Only hashes seek partners: behind a mirrored one stand mirrored ones alone.
        places = places[order[places] < self._count]
        for step in range(1, _CROWDED):
            if len(places) and places[-1] + step >= len(keys):
                places = places[places + step < len(keys)]
            places = places[keys[places + step] == keys[places]]
            if not len(places):
                return
            close = places[np.bitwise_count(ordered[places] ^ ordered[places + step]) <= NEAR]
            if len(close):
                yield self._of_two(order[close], order[close + step])

    def _in_crowded(self, members: Places) -> Iterator[tuple[Places, Places]]:
        """Yield the near pairs of one drawer block by block, leaving out blocks that are one group already."""
        lefts, rights = [], self._cut(members)
        for block in rights:
            upright = block[block < self._count]
            if len(upright):
                lefts.append(upright)
        for one in lefts:
            for other in rights:
                if self._one_group(one, other):
                    continue
                close = np.bitwise_count(self._hashes[one][:, None] ^ self._hashes[other]) <= NEAR
                # Each pair of hashes comes in two orders: one will do.
                close &= one[:, None] < other
                found = np.flatnonzero(close)
                rows, columns = np.divmod(found, len(other))
                yield self._of_two(one[rows], other[columns])

    def _cut(self, members: Places) -> list[Places]:
        """Cut a drawer into blocks, so that a large group fills blocks of its own."""
        cuts = set(range(0, len(members), _BLOCK))
        if self._joined is not None:
            groups = self._joined()[members % self._count]
            order = np.argsort(groups, kind="stable")
            members, groups = members[order], groups[order]
            edges = np.flatnonzero(np.concatenate([[True], groups[1:] != groups[:-1], [True]]))
            large = np.flatnonzero(np.diff(edges) > _CROWDED)
            cuts.update(edges[large].tolist(), edges[large + 1].tolist())
        ends = sorted({*cuts, len(members)})
        return [members[start:end] for start, end in pairwise(ends)]

    def _one_group(self, one: Places, other: Places) -> bool:
        if self._joined is None:
            return False
        # Asked anew each time: the block before may have joined them.
        groups = self._joined()
        first = groups[one[0]]
        return bool((groups[one] == first).all() and (groups[other % self._count] == first).all())

    def _of_two(self, one: Places, other: Places) -> tuple[Places, Places]:
        """Leave out what is a thing and its own mirror image."""
        apart = other != one + self._count
        return one[apart], other[apart]


def _dealt(hashes: Hashes) -> NDArray[np.uint8]:
    """Return the 8 pieces of each hash: bits 0, 8, 16 ... in one, bits 1, 9, 17 ... in the next.

    The 8 x 8 bits of a hash are transposed as in Warren, Hacker's Delight, section 7-3.
    """
    dealt = hashes.copy()
    for step, mask in ((7, 0x00AA00AA00AA00AA), (14, 0x0000CCCC0000CCCC), (28, 0x00000000F0F0F0F0)):
        changed = (dealt ^ (dealt >> np.uint64(step))) & np.uint64(mask)
        dealt ^= changed ^ (changed << np.uint64(step))
    return dealt.view(np.uint8).reshape(-1, 8)
