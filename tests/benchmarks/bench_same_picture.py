"""What it costs to find the same picture among 100,000; run as a script, or with ``-m benchmark``.

CPU seconds of this process (``time.process_time``), from fingerprints as the case holds them to finished groups:
pHash and dHash of every picture and of its mirror image, all exact at a distance of 6. Beside it what comparing
all with all costs for a sample, scaled to 100,000 by the number of pairs; and the cost of adding 100 pictures to
the groups that are there, against 100 plain scans.

Hashes of natural pictures are not even: their dHashes crowd (sky, ground). So two sets are measured, evenly spread
bits and crowded ones, both with near-duplicates among them.
"""

from __future__ import annotations

import os
import time

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
import pytest

from evidence_board.analysis.same_picture import SamePictures
from evidence_board.model.fingerprints import Fingerprint

PICTURES = 100_000
COPIES = 0.3
SAMPLE = 4_000
ADDED = 100
LIMIT_S = 2.5


def even(rng: np.random.Generator, count: int) -> np.ndarray:
    """Return words of which half the bits are set, as in every pHash."""
    bits = np.zeros((count, 64), np.uint8)
    bits[:, :32] = 1
    return np.packbits(rng.permuted(bits, axis=1), axis=1).view(">u8").astype(np.uint64).ravel()


def prints(*, crowded: bool, count: int = PICTURES, seed: int = 5) -> dict[str, Fingerprint]:
    """Return fingerprints of so many pictures, some of them copies with up to five bits changed in each hash."""
    rng = np.random.default_rng(seed)
    rows = np.stack([even(rng, count) for _ in range(4)], axis=1)
    if crowded:
        # A third of all rows of a dHash are empty, as sky, walls and sea are.
        empty = rng.random((count, 8)) < 0.35
        for row in range(8):
            rows[empty[:, row], 1] &= ~np.uint64(0xFF << 8 * row)
            rows[empty[:, row], 3] &= ~np.uint64(0xFF << 8 * row)
    copies = int(count * COPIES)
    rows[count - copies :] = rows[rng.integers(0, count - copies, copies)]
    for _ in range(5):
        flips = np.uint64(1) << rng.integers(0, 64, (copies, 4)).astype(np.uint64)
        rows[count - copies :] ^= np.where(rng.random((copies, 4)) < 0.5, flips, np.uint64(0))
    return {f"{number:06}": Fingerprint(*row) for number, row in enumerate(rows.view(np.int64).tolist())}


def brute_s(found: dict[str, Fingerprint]) -> float:
    """Return CPU seconds of comparing all with all, measured on a sample and scaled by the number of pairs."""
    rows = np.array([tuple(one) for one in list(found.values())[:SAMPLE]], np.int64).view(np.uint64)
    start = time.process_time()
    for place in range(len(rows)):
        for column, mirrored in ((0, 0), (0, 2), (1, 1), (1, 3)):
            np.flatnonzero(np.bitwise_count(rows[:, column] ^ rows[place, mirrored]) <= 6)
    return (time.process_time() - start) * (len(found) / SAMPLE) ** 2


def measured(*, crowded: bool) -> float:
    """Print one line; returns CPU seconds for all groups."""
    found = prints(crowded=crowded)
    state = SamePictures()
    start = time.process_time()
    state.update(found)
    search = time.process_time() - start
    groups = state.groups()
    whole = time.process_time() - start
    more = {f"new{name}": one for name, one in prints(crowded=crowded, count=ADDED, seed=6).items()}
    start = time.process_time()
    state.update(more)
    adding = time.process_time() - start
    rows = np.array([tuple(one) for one in found.values()], np.int64).view(np.uint64)
    start = time.process_time()
    for place in range(ADDED):
        for column, mirrored in ((0, 0), (0, 2), (2, 0), (1, 1), (1, 3), (3, 1)):
            np.bitwise_count(rows[:, column] ^ rows[place, mirrored])
    scan = time.process_time() - start
    brute = brute_s(found)
    words = "crowded" if crowded else "even"
    print(
        f"{len(found)} pictures, {words} hashes: {whole:.2f} s CPU (search {search:.2f}), {len(groups)} groups; "
        f"all with all {brute:.0f} s: 1/{brute / whole:.0f}; "
        f"{ADDED} more {adding * 1000:.0f} ms, {adding / scan:.1f} times {ADDED} plain scans"
    )
    return whole


@pytest.mark.benchmark
def test_groups_of_100_000_pictures_within_the_limit() -> None:
    for crowded in (False, True):
        assert measured(crowded=crowded) <= LIMIT_S


if __name__ == "__main__":
    for kind in (False, True):
        measured(crowded=kind)
