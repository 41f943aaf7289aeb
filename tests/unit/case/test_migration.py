"""A case of the first version opens, keeps every fact and its history, and hides no alteration."""

import gzip
import hashlib
import sqlite3
from pathlib import Path

import pytest

from evidence_board.case import custody
from evidence_board.case.check import check
from evidence_board.case.schema import RECORDED, SCHEMA_VERSION, UNRECORDED
from evidence_board.case.search import search
from evidence_board.model.errors import KnownError
from evidence_board.session import create_session, open_session

CASES = Path(__file__).parents[2] / "data" / "cases"
FIRST = CASES / "v1.evidence.gz"
SECOND = CASES / "v2.evidence.gz"


def unpacked(packed, folder) -> Path:
    path = folder / "old.evidence"
    path.write_bytes(gzip.decompress(packed.read_bytes()))
    return path


@pytest.fixture
def old(tmp_path) -> Path:
    return unpacked(FIRST, tmp_path)


@pytest.fixture
def second(tmp_path) -> Path:
    return unpacked(SECOND, tmp_path)


def outside(path: Path, sql: str) -> None:
    connection = sqlite3.connect(path)
    with connection:
        connection.execute(sql)
    connection.close()


def facts(path: Path, packed: Path = FIRST) -> dict[str, list[tuple]]:
    """Every recorded row by table, in the columns of the older version."""
    old = sqlite3.connect(":memory:")
    old.deserialize(gzip.decompress(packed.read_bytes()))
    tables = [name for (name,) in old.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    now = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    found = {}
    for table in set(tables) & {*RECORDED, "step", "change", "chunk", "blob", "raw_tag"}:
        columns = ", ".join(f'"{row[1]}"' for row in old.execute(f"PRAGMA table_info({table})"))
        found[table] = sorted(now.execute(f"SELECT {columns} FROM {table}").fetchall(), key=repr)
    now.close()
    old.close()
    return found


def test_an_old_case_opens_and_every_row_of_it_is_kept(old):
    before = facts(old)
    session = open_session(old, actor="me")
    assert session.read(check).damage == []
    assert len(session.index.items) == 4
    log = [entry.action for entry in session.read(lambda connection: list(custody.entries(connection)))]
    assert log[-2:] == ["migrated", "opened"]
    session.close()
    assert facts(old) == before
    connection = sqlite3.connect(old)
    assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
    # An analyst's position was a choice; what the camera wrote was not.
    chosen = dict(connection.execute("SELECT source, chosen_by FROM v_geotags").fetchall())
    assert chosen == {"device_exif": "rule", "analyst": "person"}
    connection.close()
    assert sorted(one.name for one in old.parent.iterdir()) == [old.name]


def test_a_case_of_the_second_version_keeps_every_row_and_its_history(second):
    before = facts(second, SECOND)
    session = open_session(second, actor="me")
    assert session.read(check).damage == []
    assert not session.index.drawings and not session.index.layers
    assert session.redo().result() is not None
    everything, undone = facts_of(session), 0
    while session.undo().result():
        undone += 1
    assert undone > 20
    while session.redo().result():
        undone -= 1
    assert undone == -1
    assert session.read(check).damage == []
    session.undo().result()
    session.undo().result()
    session.redo().result()
    assert facts_of(session) == everything
    session.undo().result()
    session.close()
    recorded = set(RECORDED)
    after = facts(second, SECOND)
    assert {table: rows for table, rows in after.items() if table in recorded and table not in MOVED_ON} == {
        table: rows for table, rows in before.items() if table in recorded and table not in MOVED_ON
    }


#: The time of change of an undone import moves on.
MOVED_ON = frozenset({"item", "occurrence", "moment", "geotag", "problem"})


@pytest.mark.parametrize(
    ("sql", "named"),
    [
        ("UPDATE geotag SET longitude = 36.5 WHERE ref = 'G-005'", "G-005 (geotag)"),
        ("UPDATE region SET label = 'another' WHERE number = 1", "region of"),
        ("UPDATE album SET name = 'Other'", "album"),
    ],
)
def test_a_row_of_the_second_version_altered_before_is_named_after(second, sql, named):
    outside(second, sql)
    session = open_session(second, actor="me")
    damage = session.read(check).damage
    session.close()
    assert [one.part for one in damage] == ["rows"]
    assert named in damage[0].name


def test_the_history_of_an_old_case_is_undone_and_redone_whole(old):
    session = open_session(old, actor="me")
    assert [session.redo().result().label for _ in range(2)] == [
        "Redo: Rename person to Андрей С.",
        "Redo: Add equipment КамАЗ",
    ]
    everything = facts_of(session)
    undone = 0
    while session.undo().result():
        undone += 1
    assert undone == 20
    assert session.read(check).damage == []
    assert not session.index.items
    while session.redo().result():
        undone -= 1
    assert undone == 0
    assert facts_of(session) == everything
    assert session.read(check).damage == []
    session.close()


def facts_of(session):
    def rows(connection):
        # The time of change of an undone import is the only thing that moves on.
        return {
            table: sorted(connection.execute(f"SELECT * FROM {table} WHERE deleted_at IS NULL").fetchall(), key=repr)
            for table in RECORDED
        }

    return session.read(rows)


@pytest.mark.parametrize(
    ("sql", "named"),
    [
        ("UPDATE person SET name = 'Somebody else' WHERE ref = 'N-01'", "N-01 (person)"),
        ("UPDATE geotag SET latitude = 35.0 WHERE source = 'device_exif'", "G-001 (geotag)"),
        ("UPDATE moment SET raw = '2016' WHERE role = 'start'", "moment"),
        ("DELETE FROM post_item", "post_item"),
        ("UPDATE link SET level = 'confirmed' WHERE ref = 'K-01'", "K-01 (link)"),
    ],
)
def test_a_row_altered_before_the_migration_is_named_after_it(old, sql, named):
    outside(old, sql)
    session = open_session(old, actor="me")
    damage = session.read(check).damage
    session.close()
    assert [one.part for one in damage] == ["rows"]
    assert named in damage[0].name


@pytest.mark.parametrize(
    ("query", "ref"), [("маяк", "M-002"), ("башне", "M-002"), ("lighthouse", None), ("VK", "A-01"), ("طرطوس", "L-01")]
)
def test_words_that_the_first_version_did_not_search_are_found(old, query, ref):
    session = open_session(old, actor="me")
    found = [hit.ref for hit in session.read(search, query)]
    session.close()
    assert ref in found if ref else not found


def test_a_reading_command_leaves_an_old_case_alone(old):
    before = hashlib.sha256(old.read_bytes()).hexdigest()
    with pytest.raises(KnownError, match="older version"):
        open_session(old, actor="me", read_only=True)
    assert hashlib.sha256(old.read_bytes()).hexdigest() == before


def test_a_strange_part_in_an_old_case_is_refused_before_it_is_migrated(old):
    outside(old, "CREATE TRIGGER bad AFTER INSERT ON item BEGIN DELETE FROM item; END")
    before = hashlib.sha256(old.read_bytes()).hexdigest()
    with pytest.raises(KnownError, match="instructions"):
        open_session(old, actor="me")
    assert hashlib.sha256(old.read_bytes()).hexdigest() == before


@pytest.mark.parametrize("packed", [FIRST, SECOND], ids=["first", "second"])
def test_a_migrated_case_has_the_very_schema_of_a_new_one(packed, tmp_path):
    old = unpacked(packed, tmp_path)
    open_session(old, actor="me").close()
    create_session(tmp_path / "new.evidence", title="New", actor="me").close()

    def listing(path):
        connection = sqlite3.connect(path)
        rows = connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY type, name").fetchall()
        connection.close()
        return rows

    assert listing(old) == listing(tmp_path / "new.evidence")
    tables = {name for kind, name, _ in listing(old) if kind == "table" and not name.startswith(("sqlite_", "_"))}
    assert {*RECORDED, *UNRECORDED} <= tables
