"""Groups of files that look like one picture, kept in step as files come and go.

`SamePictures` is the state of one open case: `update` it with new fingerprints, ask it for `groups`. All groups of
100,000 files are found anew in a fraction of a second (`near_pairs`); a few new files are looked up one by one.
What persons said joins and parts: see `evidence_board.analysis.picture_groups`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from evidence_board.analysis.near_pairs import Hashes, Places, near_pairs
from evidence_board.analysis.picture_groups import grouped
from evidence_board.model.fingerprints import AGREES, NEAR, PLAIN, Decision, Fingerprint
from evidence_board.model.observations import PictureGroup

__all__ = ["SamePictures", "picture_groups"]

_Prints = NDArray[np.uint64]
#: Files that are looked at together, and what was said of them.
_Key = tuple[tuple[str, ...], tuple[Decision, ...]]

#: Looking all pairs up anew costs about as much as this share of the files one by one.
_ANEW = 200


def picture_groups(
    fingerprints: Mapping[str, Fingerprint], decisions: Sequence[Decision] = ()
) -> dict[str, PictureGroup]:
    """Return the groups of files that look like one picture, by id.

    Args:
        fingerprints: by item id; plain ones belong to no group.
        decisions: what persons said of pairs.
    """
    state = SamePictures()
    state.update(fingerprints)
    return state.groups(decisions)


class SamePictures:
    """Which files of a case look alike. Belongs to one thread."""

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._place: dict[str, int] = {}
        self._count = 0
        self._prints: _Prints = np.zeros((0, 4), np.uint64)
        # The smallest place of a file in the same group; its own while it is alone.
        self._root: Places = np.zeros(0, np.int64)
        self._known: dict[_Key, list[PictureGroup]] = {}

    def __len__(self) -> int:
        """Return how many files can be compared."""
        return len(self._place)

    def known(self) -> frozenset[str]:
        """Return the ids of the files that can be compared."""
        return frozenset(self._place)

    def update(self, fingerprints: Mapping[str, Fingerprint], *, gone: Iterable[str] = ()) -> None:
        """Take up new files and let go of others; a file known already is left as it is.

        Args:
            fingerprints: of files that came, by item id.
            gone: ids of files that are no longer there.
        """
        for _ in self.updating(fingerprints, gone=gone):
            pass

    def updating(self, fingerprints: Mapping[str, Fingerprint], *, gone: Iterable[str] = ()) -> Iterator[None]:
        """Do as `update`, a few milliseconds at a time; the state is not to be used before the end."""
        yield from self._let_go([one for one in gone if one in self._place])
        fresh = {
            item_id: prints
            for item_id, prints in fingerprints.items()
            if item_id not in self._place and tuple(prints) != PLAIN
        }
        if not fresh:
            return
        first = self._append(fresh)
        if len(fresh) * _ANEW > self._count:
            yield from self._join_some(np.arange(self._count))
        else:
            for place in range(first, self._count):
                self._look_up(place)
                yield

    def groups(self, decisions: Sequence[Decision] = ()) -> dict[str, PictureGroup]:
        """Return all groups by id; only what changed is worked out again.

        Args:
            decisions: what persons said of pairs; also of files that do not look alike.
        """
        known: dict[_Key, list[PictureGroup]] = {}
        rows: list[list[int]] | None = None
        for key in self._belonging(decisions):
            groups = self._known.get(key)
            if groups is None:
                # Read as plain numbers once: one by one they cost more than the comparing.
                rows = self._prints[: self._count].view(np.int64).tolist() if rows is None else rows
                places = ((one, self._place.get(one)) for one in key[0])
                prints = {one: Fingerprint._make(rows[place]) for one, place in places if place is not None}
                groups = grouped(prints, key[1])
            known[key] = groups
        self._known = known
        return {group.id: group for groups in known.values() for group in groups}

    def fingerprint(self, item_id: str) -> Fingerprint | None:
        """Return the fingerprint of a file that can be compared."""
        place = self._place.get(item_id)
        return None if place is None else Fingerprint(*self._prints[place].view(np.int64).tolist())

    # -- inside ----------------------------------------------------------------------------------------

    def _belonging(self, decisions: Sequence[Decision]) -> Iterator[_Key]:
        """Yield the files that look alike or were judged together, with what was said of them."""
        components = [tuple(self._ids[place] for place in places) for places in self._components()]
        if not decisions:
            yield from ((ids, ()) for ids in components)
            return
        judged = {one for decision in decisions for one in decision[:2]}
        sets: dict[str, set[str]] = {}
        for ids in components:
            if judged.isdisjoint(ids):
                yield ids, ()
            else:
                members = set(ids)
                sets.update((one, members) for one in ids)
        for first, second, _ in decisions:
            one, other = sets.setdefault(first, {first}), sets.setdefault(second, {second})
            if one is not other:
                one |= other
                sets.update(dict.fromkeys(other, one))
        said: dict[int, list[Decision]] = {}
        for decision in decisions:
            said.setdefault(id(sets[decision.first]), []).append(decision)
        for members in {id(one): one for one in sets.values()}.values():
            yield tuple(sorted(members)), tuple(said.get(id(members), ()))

    def _components(self) -> Iterator[list[int]]:
        root = self._root[: self._count]
        order = np.argsort(root, kind="stable")
        ordered = root[order]
        starts = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]])) if len(root) else ordered
        ends = np.append(starts[1:], len(ordered))
        several = ends - starts > 1
        places = order.tolist()
        for start, end in zip(starts[several].tolist(), ends[several].tolist(), strict=True):
            yield places[start:end]

    def _append(self, fresh: Mapping[str, Fingerprint]) -> int:
        first, needed = self._count, self._count + len(fresh)
        if needed > len(self._prints):
            room = max(needed, 2 * len(self._prints), 64)
            self._prints = np.concatenate([self._prints, np.zeros((room - len(self._prints), 4), np.uint64)])
            self._root = np.concatenate([self._root, np.arange(len(self._root), room, dtype=np.int64)])
        self._prints[first:needed] = np.array([tuple(one) for one in fresh.values()], np.int64).view(np.uint64)
        self._root[first:needed] = np.arange(first, needed)
        for place, item_id in enumerate(fresh, first):
            self._place[item_id] = place
        self._ids += fresh
        self._count = needed
        return first

    def _let_go(self, gone: Sequence[str]) -> Iterator[None]:
        """Close the gaps that files leave, and join anew what their groups leave behind."""
        if not gone:
            return
        places = [self._place[one] for one in gone]
        stays = np.ones(self._count, bool)
        stays[places] = False
        root = self._root[: self._count]
        # Whoever held two files together may be gone: their groups are looked at again from nothing.
        touched = np.isin(root, root[places]) & stays
        number = np.cumsum(stays) - 1
        kept = np.flatnonzero(stays)
        renumbered = np.where(touched, number, number[root])[kept]
        again = number[np.flatnonzero(touched)]
        self._ids = [self._ids[place] for place in kept.tolist()]
        self._place = {item_id: place for place, item_id in enumerate(self._ids)}
        self._prints = self._prints[kept]
        self._root = renumbered
        self._count = len(kept)
        if len(again) > 1:
            yield from self._join_some(again)

    def _join_some(self, places: Places) -> Iterator[None]:
        """Join whatever looks alike among these; what is a group already is not compared again."""
        # Equal pictures stand for each other.
        prints, which = np.unique(self._prints[places], axis=0, return_inverse=True)
        which = which.reshape(-1)
        joined = _Joined(len(prints))
        # Behind the pictures stand their mirror images.
        phashes, dhashes = (np.concatenate([prints[:, column], prints[:, column + 2]]) for column in (0, 1))
        count = len(prints)
        for hashes, agreeing in ((phashes, dhashes), (dhashes, phashes)):
            for one, other in near_pairs(hashes[:count], mirrored=hashes[count:], joined=joined.roots):
                agrees = np.bitwise_count(agreeing[one] ^ agreeing[other]) <= AGREES
                joined.join(one[agrees], other[agrees] % count)
                yield
        # Back to the places, and together with what was joined before.
        whole = _Joined(self._count, self._root[: self._count])
        first = np.full(len(prints), self._count)
        np.minimum.at(first, which, places)
        whole.join(places, first[joined.roots()[which]])
        self._root[: self._count] = whole.roots()

    def _look_up(self, place: int) -> None:
        """Join one file with all that came before it."""
        own = self._prints[place]
        before = self._prints[:place]
        near = _alike(before[:, 0], before[:, 1], own[0], own[1])
        near |= _alike(before[:, 2], before[:, 3], own[0], own[1])
        near |= _alike(before[:, 0], before[:, 1], own[2], own[3])
        found = np.flatnonzero(near)
        if not len(found):
            return
        root = self._root[: self._count]
        roots = np.unique(root[found])
        root[np.isin(root, roots)] = roots[0]
        root[place] = roots[0]


class _Joined:
    """Union-find in whole arrays: `roots` gives the smallest place of each group."""

    def __init__(self, count: int, roots: Places | None = None) -> None:
        self._root: Places = np.arange(count, dtype=np.int64) if roots is None else roots.copy()

    def roots(self) -> Places:
        """Return the group of each place."""
        return self._root

    def join(self, left: Places, right: Places) -> None:
        while len(left):
            one, other = self._root[left], self._root[right]
            apart = one != other
            left, right, one, other = left[apart], right[apart], one[apart], other[apart]
            if not len(left):
                return
            np.minimum.at(self._root, np.maximum(one, other), np.minimum(one, other))
            self._shorten()

    def _shorten(self) -> None:
        while True:
            shorter = self._root[self._root]
            if np.array_equal(shorter, self._root):
                return
            self._root = shorter


def _alike(phashes: Hashes, dhashes: Hashes, phash: np.uint64, dhash: np.uint64) -> NDArray[np.bool_]:
    first, second = np.bitwise_count(phashes ^ phash), np.bitwise_count(dhashes ^ dhash)
    near: NDArray[np.bool_] = (np.minimum(first, second) <= NEAR) & (np.maximum(first, second) <= AGREES)
    return near
