"""Conflicts of 100,000 files beside reading the index of the same case; run as a script, or with ``-m benchmark``.

(a) Everything once, in pieces as behind the window: CPU time as a ratio to reading the index.
(b) One file placed anew: looking at it, its camera and its account again, as a ratio to patching the index.
(c) The longest piece, which is as long as a renewal of the index may have to wait.

Automatic garbage collection is off, as it is in every thread behind the window (`evidence_board.ui.garbage`).
"""

from __future__ import annotations

import gc
import random
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from evidence_board.analysis.conflicts import by_thing
from evidence_board.case.overview import read_index
from evidence_board.observing import Observer
from evidence_board.operations.positions import place_items
from evidence_board.session import Session, create_session

FILES, CAMERAS, ACCOUNTS, TAGS = 100_000, 400, 300, 10


def large_case(path: Path, *, files: int = FILES, seed: int = 5) -> Session:
    """Make a case with photos of many cameras around two towns, posts, positions, times and raw tags."""
    dice = random.Random(seed)
    session = create_session(path, title="Large", actor="bench")
    start, now = datetime(2015, 1, 1), "2026-01-01T00:00:00.000Z"
    book = (now, "bench", now)
    with session.gate.unrecorded() as connection:
        names = "id, ref, platform, handle, created_at, created_by, updated_at"
        connection.executemany(
            f"INSERT INTO account ({names}) VALUES (?,?,?,?,?,?,?)",
            [(f"a{n:05}", f"A-{n + 1}", "vk", f"user{n}", *book) for n in range(ACCOUNTS)],
        )
        items, moments, geotags, posts, carried, tags = [], [], [], [], [], []
        for n in range(files):
            camera, at = n % CAMERAS, start + timedelta(minutes=5 * n)
            item, town = f"i{n:07}", (34.9, 35.87) if camera % 2 else (35.52, 35.78)
            latitude, longitude = town[0] + dice.gauss(0, 0.03), town[1] + dice.gauss(0, 0.03)
            utc = (at - timedelta(hours=3)).isoformat() + "Z"
            items.append(
                (
                    item,
                    f"M-{n + 1}",
                    "photo",
                    f"IMG_{n}.jpg",
                    "image/jpeg",
                    "ok",
                    "Phone",
                    f"K{camera % 20}",
                    f"s{camera}",
                    *book,
                )
            )
            late = timedelta(hours=3) if n % 50 == 0 else timedelta()
            written = (at - late).isoformat()
            moments.append(
                (
                    f"m{n:07}",
                    "item",
                    item,
                    "captured",
                    written,
                    written,
                    None,
                    "second",
                    "exif DateTimeOriginal",
                    1,
                    *book,
                )
            )
            if n % 2:
                geotags.append((f"g{n:07}", f"G-{n + 1}", item, latitude, longitude, utc, "device_exif", 1, *book))
            if n % 10 == 1:
                geotags.append(
                    (f"h{n:07}", f"G-{files + n}", item, latitude + 0.5, longitude, None, "platform_tag", 0, *book)
                )
            if n % 3 == 0:
                account = f"a{n % ACCOUNTS:05}"
                posts.append((f"p{n:07}", f"P-{n + 1}", account, *book))
                carried.append((f"q{n:07}", f"p{n:07}", item, *book))
                posted = (at + timedelta(days=1)).isoformat()
                moments.append(
                    (
                        f"n{n:07}",
                        "post",
                        f"p{n:07}",
                        "published",
                        posted,
                        posted,
                        posted + "Z",
                        "second",
                        "post",
                        1,
                        *book,
                    )
                )
            tags += [(item, "EXIF", f"Tag{k}", f"value {k}") for k in range(TAGS)]
            tags.append((item, "EXIF", "Software", "8.4" if n % 40 else "Adobe Photoshop CS6"))
        more = "created_at, created_by, updated_at"
        for sql, rows in (
            (
                "item (id, ref, kind, file_name, media_type, state, camera_make, camera_model, camera_serial, " + more,
                items,
            ),
            ("moment (id, kind, target_id, role, raw, local, utc, precision, source, preferred, " + more, moments),
            ("geotag (id, ref, item_id, latitude, longitude, stamp_utc, source, preferred, " + more, geotags),
            ("post (id, ref, account_id, " + more, posts),
            ("post_item (id, post_id, item_id, " + more, carried),
            ("raw_tag (item_id, family, tag, value", tags),
        ):
            marks = ",".join("?" * len(rows[0]))
            connection.executemany(f"INSERT INTO {sql}) VALUES ({marks})", rows)
    return session


def cpu(action):
    """Return the CPU seconds of an action and its result."""
    before = time.thread_time()
    result = action()
    return time.thread_time() - before, result


@pytest.mark.benchmark
def test_conflicts_beside_the_index(tmp_path):
    session = large_case(tmp_path / "large.evidence")
    try:
        session.renew_index().result()
        gc.collect()
        gc.disable()
        index_s = min(cpu(lambda: session.read(read_index))[0] for _ in range(3))
        best, longest = None, 0.0
        for _ in range(2):
            observer = Observer(session)
            whole, pieces = 0.0, []
            looking = observer._everything()
            while True:
                spent, ended = cpu(lambda looking=looking: next(looking, True))
                pieces.append(spent)
                whole += spent
                if ended:
                    break
            if best is None or whole < best:
                best, longest = whole, max(pieces)
        found = session.index.observations.conflicts
        opened = sum(one.is_open for rows in found.values() for one in rows)
        print(f"\n(a) {len(session.index.items):,} files, {opened:,} open conflicts: {best:.2f} s CPU,")
        print(
            f"    {best / index_s:.2f} times reading the index ({index_s:.2f} s); longest piece {longest * 1000:.0f} ms"
        )
        again = [
            cpu(lambda n=n: session.run(place_items, item_ids=[f"i{n:07}"], latitude=34.9, longitude=35.9).result())[0]
            for n in range(1, 40, 2)
        ]
        joined, _ = cpu(lambda: by_thing(observer._found.every(), {}))
        print(f"(b) one file placed, index and conflicts: {sorted(again)[len(again) // 2] * 1000:.0f} ms CPU,")
        print(f"    of which joining all conflicts {joined * 1000:.0f} ms")
    finally:
        gc.enable()
        session.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        test_conflicts_beside_the_index(Path(folder))
