"""Compares one fingerprint with many at once, exactly as `evidence_board.model.fingerprints.compared` does."""

from collections.abc import Container, Mapping

import numpy as np

from evidence_board.model.fingerprints import AGREES, NEAR, PLAIN, Fingerprint, Likeness, compared

__all__ = ["NearRows"]


class NearRows:
    """Fingerprints of many files in one array; plain ones look like nothing.

    Args:
        fingerprints: by item id.
    """

    def __init__(self, fingerprints: Mapping[str, Fingerprint]) -> None:
        self._fingerprints = {one: prints for one, prints in fingerprints.items() if prints != PLAIN}
        self._ids = sorted(self._fingerprints)
        rows = np.array([tuple(self._fingerprints[one]) for one in self._ids], np.int64).reshape(-1, 4)
        self._prints = rows.view(np.uint64)
        self._wanted = np.ones(len(self._ids), bool)

    def near(self, one: str, left: Container[str]) -> list[tuple[str, Likeness]]:
        """Return the files that look like one, by id, with how much.

        Args:
            one: id of a file.
            left: which files are wanted; a file that is missing here once is never looked at again.
        """
        own = self._fingerprints.get(one)
        if own is None:
            return []
        mine = np.array(own, np.int64).view(np.uint64)
        alike = np.zeros(len(self._ids), bool)
        for their, ours in ((0, 0), (2, 0), (0, 2)):
            first = np.bitwise_count(self._prints[:, their] ^ mine[ours])
            second = np.bitwise_count(self._prints[:, their + 1] ^ mine[ours + 1])
            alike |= (np.minimum(first, second) <= NEAR) & (np.maximum(first, second) <= AGREES)
        found = []
        for place in np.flatnonzero(alike & self._wanted).tolist():
            other = self._ids[place]
            if other not in left:
                self._wanted[place] = False
                continue
            likeness = compared(own, self._fingerprints[other])
            if likeness is not None:
                found.append((other, likeness))
        return found
