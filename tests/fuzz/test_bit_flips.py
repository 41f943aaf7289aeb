"""Single flipped bits in a closed case: whatever changes a row or a chunk is found and located, nothing crashes.

The judge is SQLite itself: every table is read out of the flipped file and compared with what it held before. Where
they differ, or cannot be read, the check must say so and name that table or the thing. Flips in free space and in
counters of the head change nothing that anybody reads; for them it only counts that the check ends.
"""

import hashlib
import random
import shutil
import sqlite3
from pathlib import Path

import pytest
from tests.factories.cases import empty_session, import_into
from tests.factories.photos import jpeg

from evidence_board.case.check import check
from evidence_board.case.connect import connect_reader
from evidence_board.case.digests import lenient
from evidence_board.model.errors import KnownError
from evidence_board.operations.entities import create_entity, rename_entity
from evidence_board.operations.links import create_link

FLIPS = 500
#: A table of the search index is named by any of its parts.
ALIKE = ("search_",)


@pytest.fixture(scope="module")
def made_once(tmp_path_factory):
    folder = tmp_path_factory.mktemp("flips")
    with empty_session(folder) as session:
        picture = folder / "quay.jpg"
        import_into(session, jpeg(picture, gps=(34.9, 35.87), taken="2015:09:12 16:40:00", noise=20, size=(320, 240)))
        made = [
            str(session.run(create_entity, kind=kind, name=name).result().result["id"])
            for kind, name in (("person", "Андрей"), ("unit", "810th Brigade"), ("location", "طرطوس"))
        ]
        session.run(rename_entity, kind="person", row_id=made[0], name="Павел").result()
        item = next(iter(session.index.items))
        session.run(create_link, sources=[("item", item)], target=("person", made[0]), relation="shows").result()
        path = session.case.path
    return path


@pytest.fixture
def closed_case(made_once, tmp_path):
    return Path(shutil.copy(made_once, tmp_path))


def contents(path):
    """Every row of every table, or the error that reading it ends in; by table."""
    found = {}
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        with lenient(connection):
            tables = [
                row[0]
                for row in connection.execute("SELECT name FROM sqlite_master WHERE rootpage > 0 AND type = 'table'")
            ]
            for table in tables:
                try:
                    rows = connection.execute(f'SELECT * FROM "{table}" NOT INDEXED').fetchall()
                    found[table] = hashlib.sha256(repr(rows).encode("utf-8", "surrogateescape")).hexdigest()
                except (sqlite3.DatabaseError, ValueError, OverflowError) as error:
                    found[table] = str(error)
    except (sqlite3.DatabaseError, ValueError) as error:
        found["sqlite_master"] = str(error)
    finally:
        connection.close()
    return found


def report_of(path):
    """The report, or None where the case is refused as a whole, in plain words."""
    try:
        connection = connect_reader(path)
    except KnownError:
        return None
    try:
        return check(connection)
    finally:
        connection.close()


def is_located(report, table):
    named = [(one.table, one.name) for one in report.damage]
    if table == "row_digest":
        # A digest that is wrong shows in the row that it belongs to.
        return bool(named)
    if table in ("change", "step"):
        return any("step" in (where, name.split(" ")[0]) or table in name or where == table for where, name in named)
    if table in ("chunk", "blob"):
        return any(where in ("blob", "chunk") or table in name for where, name in named)
    if table.startswith(ALIKE):
        return any(name.startswith("table search_") for _, name in named)
    return any(table in (where, name) or table in name for where, name in named)


def sweep(path, places):
    raw = path.read_bytes()
    before = contents(path)
    assert report_of(path).ok
    counts = {"found": 0, "refused": 0, "harmless": 0, "noticed": 0}
    with path.open("r+b", buffering=0) as file:
        for place, bit in places:
            file.seek(place)
            file.write(bytes([raw[place] ^ 1 << bit]))
            after = contents(path)
            changed = {table for table in before | after if before.get(table) != after.get(table)}
            report = report_of(path)
            if report is None:
                counts["refused"] += 1
            elif changed:
                assert not report.ok, f"byte {place} bit {bit} of {changed} was not found"
                for table in changed & before.keys():
                    assert is_located(report, table), f"byte {place} bit {bit}: {table} not in {report.damage}"
                counts["found"] += 1
            else:
                counts["harmless" if report.ok else "noticed"] += 1
            file.seek(place)
            file.write(raw[place : place + 1])
    assert path.read_bytes() == raw
    return counts


def used_bytes(raw):
    """Places in the file that hold anything but zeros: free space is mostly zeros."""
    return [place for place, value in enumerate(raw) if value]


def test_flipped_bits_are_found_and_located(closed_case):
    chooser = random.Random(20260101)
    raw = closed_case.read_bytes()
    used = used_bytes(raw)
    places = [(chooser.choice(used), chooser.randrange(8)) for _ in range(FLIPS)]
    counts = sweep(closed_case, places)
    assert counts["found"] > FLIPS / 2


def test_flips_of_pages_of_rows_are_found(closed_case):
    """As many flips in each page that begins a table: small tables are few bytes of the file."""
    chooser = random.Random(7)
    raw = closed_case.read_bytes()
    connection = sqlite3.connect(closed_case)
    roots = [row[0] for row in connection.execute("SELECT rootpage FROM sqlite_master WHERE rootpage > 0")]
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    connection.close()
    places = []
    for root in roots:
        used = [place for place in range((root - 1) * size, root * size) if raw[place]]
        places += [(chooser.choice(used), chooser.randrange(8)) for _ in range(4)]
    sweep(closed_case, places)


@pytest.mark.deep
@pytest.mark.timeout(3600)
def test_ten_thousand_flips(closed_case):
    chooser = random.Random(11)
    used = used_bytes(closed_case.read_bytes())
    print(sweep(closed_case, [(chooser.choice(used), chooser.randrange(8)) for _ in range(10_000)]))
