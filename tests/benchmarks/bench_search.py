"""The search beside the bare FTS5 query: 100,000 files, 500,000 metadata values; a script, or with ``-m benchmark``.

For each of a dozen queries: the time until the first page of hits is there (titles looked up, the best first),
against ``SELECT rowid ... MATCH ? ORDER BY rank LIMIT 20`` for the same words on the same connection, the two in turn
in one run. The median ratio of each query is to be at most 1.5. A part of a word is compared with the bare query of
the table of trigrams. Also told: the whole search with all its stages, what making the index costs, and how soon a
search ends that the next one interrupts.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest
from tests.factories.big import TOWNS

from evidence_board.case.held_files import CaseConnection
from evidence_board.case.search import Hit, make_index, search_stages
from evidence_board.case.search_documents import all_documents
from evidence_board.case.search_tables import make_anew
from evidence_board.model.ids import new_id
from evidence_board.session import create_session
from evidence_board.text import query_words, spaced

ITEMS, VALUES, ROUNDS = 100_000, 5, 9
TEXT = (
    "Тартус всем привет утро в порту корабль причал колонна дорога ночь учения море батальон рота"
    " صباح الخير من الميناء السفينة الطريق الى حمص طرطوس البحر جندي"
    " road to the north harbour morning convoy ship checkpoint lighthouse unit patrol vehicle"
    " 港口 北京 军舰 早上好 天安门广场"
)
WORDS = TEXT.split()
NAMES = ("Левиев", "a_severny", "أبو ليث", "Tartus", "Хмеймим", "laskin.d", "n_vetrov", "Дмитрий", "القاعدة", "Homs")
#: What is typed: what it stands for -> the query, and which bare table answers it.
QUERIES = {
    "common word": ("Northline", "words"),
    "common word of captions": ("harbour", "words"),
    "rare word": ("zanzibar", "words"),
    "prefix, 2 letters": ("no", "words"),
    "prefix, 3 letters": ("tar", "words"),
    "prefix, 5 letters": ("light", "words"),
    "two words": ("harbour convoy", "words"),
    "Cyrillic": ("причал", "words"),
    "Arabic": ("الميناء", "words"),
    "Cyrillic for a Latin name": ("Тартус", "words"),
    "CJK, two signs": ("天安", "words"),
    "a camera's number": ("SN0004242", "words"),
    "part of a word": ("ghthou", "parts"),
    "rare part of a word": ("anziba", "parts"),
    "ref": ("M-04242", "words"),
}


def fill(connection: CaseConnection, items: int = ITEMS) -> None:
    """Write items, their metadata and 2,000 entities, as an import leaves them."""
    dice = random.Random(7)
    now = "2016-01-01T00:00:00.000Z"
    rows, tags = [], []
    for number in range(1, items + 1):
        row_id = new_id()
        caption = " ".join(dice.choices(WORDS, k=dice.choice((0, 0, 4, 9))))
        if number == items // 2:
            caption += " zanzibar"
        rows.append((row_id, f"M-{number:03d}", f"IMG_{number:05d}.jpg", caption, now, "bench", now))
        town = dice.choice(TOWNS)
        values = (
            ("EXIF", "Make", dice.choice(("Northline", "Kestrel", "Aurora"))),
            ("EXIF", "BodySerialNumber", f"SN{number:07d}"),
            ("EXIF", "DateTimeOriginal", f"2015:09:{dice.randint(1, 30):02d} {dice.randint(0, 23):02d}:40:00"),
            ("EXIF", "GPSLatitude", f"{town[1] + dice.gauss(0, 0.1):.5f}"),
            ("XMP", "dc:subject", " ".join(dice.choices(WORDS, k=3))),
        )
        tags += [(row_id, *value) for value in values[:VALUES]]
    connection.executemany(
        "INSERT INTO item (id, ref, kind, title, file_name, caption, media_type, state, created_at, created_by,"
        " updated_at) VALUES (?, ?, 'photo', '', ?, ?, 'image/jpeg', 'ok', ?, ?, ?)",
        rows,
    )
    connection.executemany("INSERT INTO raw_tag (item_id, family, tag, value) VALUES (?,?,?,?)", tags)
    people = [
        (new_id(), f"N-{number:02d}", f"{NAMES[number % len(NAMES)]} {number}", now, "bench", now)
        for number in range(1, 2001)
    ]
    connection.executemany(
        "INSERT INTO person (id, ref, name, created_at, created_by, updated_at) VALUES (?,?,?,?,?,?)", people
    )


def first_page(connection: CaseConnection, query: str) -> list[Hit]:
    """Return the first hits that a person would see."""
    for stage in search_stages(connection, query):
        if stage:
            return stage
    return []


def bare(connection: CaseConnection, query: str, table: str) -> list[tuple[int]]:
    """Return what FTS5 itself finds, ranked."""
    if table == "parts":
        parts = " AND ".join(f'"{query[at : at + 3]}"' for at in range(len(query) - 2))
        sql = "SELECT rowid FROM search_trigram WHERE search_trigram MATCH ? ORDER BY rank LIMIT 20"
        return connection.execute(sql, (parts,)).fetchall()
    match = " AND ".join(f'"{spaced(word)}"*' for word in query_words(query))
    sql = "SELECT rowid FROM search_fts WHERE search_fts MATCH ? ORDER BY rank LIMIT 20"
    return connection.execute(sql, (match,)).fetchall()


def timed(action, *arguments, **keywords) -> float:
    """Return how many milliseconds a call takes."""
    started = time.perf_counter()
    action(*arguments, **keywords)
    return (time.perf_counter() - started) * 1000


def measure(path: Path, *, items: int = ITEMS) -> dict[str, float]:
    """Make a case, look everything up, print; returns the ratio of each query."""
    session = create_session(path, title="Large", actor="bench")
    with session.gate.unrecorded() as inside:
        fill(inside, items)
        made = timed(make_anew, inside, fill=all_documents)
        assert not make_index(inside)
    size = path.stat().st_size / 1e6
    print(f"\n{items:,} files, {items * VALUES:,} values: index made in {made / 1000:.1f} s, file {size:.0f} MB")
    connection = session.case.reader()
    ratios: dict[str, float] = {}
    print(f"{'query':28} {'bare ms':>9} {'first ms':>9} {'ratio':>6} {'all ms':>8} {'hits':>6}")
    for name, (query, table) in QUERIES.items():
        pairs = [(timed(bare, connection, query, table), timed(first_page, connection, query)) for _ in range(ROUNDS)]
        raw, ours = (statistics.median(column) for column in zip(*pairs, strict=True))
        ratios[name] = statistics.median(ours / raw for raw, ours in pairs)
        found: list[Hit] = []
        whole = timed(_take_all, connection, query, found)
        print(f"{name:28} {raw:9.2f} {ours:9.2f} {ratios[name]:6.2f} {whole:8.1f} {len(found):6d}")
    print(f"interrupted after: {_interrupted(connection):.1f} ms")
    connection.close()
    session.close()
    return ratios


def _take_all(connection: CaseConnection, query: str, found: list[Hit]) -> None:
    for stage in search_stages(connection, query):
        found += stage


def _interrupted(connection: CaseConnection) -> float:
    """Return how long a search goes on after the next one interrupts it, in milliseconds."""
    ended: list[float] = []
    started = threading.Event()

    def look() -> None:
        try:
            started.set()
            while True:
                list(search_stages(connection, "o"))
        except Exception:
            ended.append(time.perf_counter())

    thread = threading.Thread(target=look)
    thread.start()
    started.wait()
    asked = time.perf_counter()
    while thread.is_alive():
        connection.interrupt()
        thread.join(0.002)
    return (ended[0] - asked) * 1000


@pytest.mark.benchmark
def test_first_results_come_as_fast_as_the_bare_query(tmp_path):
    ratios = measure(tmp_path / "large.evidence")
    assert max(ratios.values()) <= 1.5, ratios


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder) / "large.evidence", items=int(sys.argv[1]) if len(sys.argv) > 1 else ITEMS)
