"""Damaged and hostile case files: opening works or says why in plain words; nothing refused is changed.

Single flipped bits, scrambled stretches, zeroed pages and cuts, all from fixed seeds; then schemas with
instructions of somebody else's. A damaged case that opens is read, checked and written to as well.
"""

import gc
import hashlib
import json
import random
import shutil
import sqlite3

import pytest
from click.testing import CliRunner
from tests.factories import photos
from tests.factories.cases import empty_session, import_into

from evidence_board.case.check import check
from evidence_board.case.records import KINDS
from evidence_board.case.schema import RECORDED
from evidence_board.case.search import search
from evidence_board.cli.main import cli
from evidence_board.model.errors import KnownError
from evidence_board.operations.entities import create_entity
from evidence_board.operations.links import create_link
from evidence_board.operations.tags import tag_things
from evidence_board.session import open_session

PAGE = 16384


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """A small case with everything in it."""
    folder = tmp_path_factory.mktemp("sound")
    photos.many(folder / "photos", 12)
    photos.truncated(folder / "photos" / "cut.jpg")
    with empty_session(folder) as session:
        import_into(session, folder / "photos")
        made = [
            session.run(create_entity, kind=kind, name=f"{kind} Тартус").result().result["id"]
            for kind in ("account", "person", "unit", "location", "equipment", "event")
        ]
        session.run(create_link, sources=[("account", made[0])], target=("unit", made[2]), relation="names").result()
        session.run(tag_things, things=[("item", next(iter(session.index.items)))], path="pier").result()
        session.undo().result()
        path = session.case.path
    return path


def flipped(raw, dice):
    at = dice.randrange(len(raw))
    raw[at] ^= 1 << dice.randrange(8)


def scrambled(raw, dice):
    at, length = dice.randrange(len(raw)), dice.choice((1, 2, 4, 16, 200))
    raw[at : at + length] = dice.randbytes(min(length, len(raw) - at))


def in_the_head(raw, dice):
    raw[dice.randrange(16, 108)] = dice.randrange(256)


def in_the_schema(raw, dice):
    raw[dice.randrange(100, PAGE)] = dice.randrange(256)


def zeroed_page(raw, dice):
    page = dice.randrange(len(raw) // PAGE)
    raw[page * PAGE : (page + 1) * PAGE] = bytes(PAGE)


def swapped_pages(raw, dice):
    one, other = (dice.randrange(1, len(raw) // PAGE) * PAGE for _ in range(2))
    raw[one : one + PAGE], raw[other : other + PAGE] = raw[other : other + PAGE], raw[one : one + PAGE]


def cut(raw, dice):
    del raw[dice.randrange(len(raw)) :]


def cut_at_a_page(raw, dice):
    del raw[dice.randrange(len(raw) // PAGE) * PAGE :]


def longer(raw, dice):
    raw += dice.randbytes(dice.randrange(1, 3 * PAGE))


WAYS = (flipped, scrambled, in_the_head, in_the_schema, zeroed_page, swapped_pages, cut, cut_at_a_page, longer)


def contents(connection):
    """Everything that is evidence, however it is stored."""
    tables = (*RECORDED, "blob", "chunk", "thumbnail", "custody")
    found = {table: sorted(map(repr, connection.execute(f"SELECT * FROM {table}"))) for table in tables}
    found["raw_tag"] = sorted(map(repr, connection.execute("SELECT item_id, family, tag, value FROM raw_tag")))
    return found


def contents_of(path):
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    connection.text_factory = bytes
    try:
        return contents(connection)
    except sqlite3.Error:
        return None
    finally:
        connection.close()


def read_everything(path):
    """Read a case in every way there is; only `KnownError` may come. Returns what the check says."""
    for kind in KINDS:
        result = CliRunner().invoke(cli, ["list", str(path), kind, "--json"])
        assert result.exit_code in (0, 2), (kind, result.exception)
        if result.exit_code == 0:
            json.loads(result.stdout)
    session = open_session(path, actor="me", read_only=True, with_index=False)
    try:
        for query in ("тартус", "photo_0003", "northline"):
            try:
                session.read(search, query)
            except KnownError:
                pass
        return session.read(check)
    finally:
        session.close()


def attack(sound, path, *, way, seed, expected):
    """Damage a copy of a case and use it; returns what became of it."""
    raw = bytearray(sound.read_bytes())
    way(raw, random.Random(f"{way.__name__} {seed}"))
    path.write_bytes(raw)
    before = hashlib.sha256(raw).hexdigest()
    try:
        open_session(path, actor="me", read_only=True).close()
        outcome = "opened"
    except KnownError as error:
        assert len(str(error)) > 40
        outcome = "refused"
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before
    try:
        report = read_everything(path)
    except KnownError:
        report = None
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before
    # What differs in evidence must be found, bit for bit; SQLite alone misses most of it.
    if report is not None and contents_of(path) != expected:
        assert not report.ok, "altered evidence passed the check"
    try:
        session = open_session(path, actor="me")
    except KnownError:
        # Refused in the schema or in the head: not a byte may have changed.
        if report is None:
            assert hashlib.sha256(path.read_bytes()).hexdigest() == before
        return outcome
    try:
        session.run(create_entity, kind="unit", name="written").result()
        session.undo().result()
    except (KnownError, sqlite3.IntegrityError):
        # A flipped key can stand in the way of a new row; that is refused as a whole.
        pass
    finally:
        session.close()
    return outcome


def sweep(sound, folder, seeds):
    expected = contents_of(sound)
    outcomes = {"opened": 0, "refused": 0}
    for way in WAYS:
        gc.collect()  # nothing else does within one test
        for seed in seeds:
            path = folder / f"{way.__name__} {seed}.evidence"
            try:
                outcomes[attack(sound, path, way=way, seed=seed, expected=expected)] += 1
            except Exception as error:
                raise AssertionError(f"{way.__name__} with seed {seed}: {error!r}") from error
            for left in folder.iterdir():
                left.unlink()
    return outcomes


def test_a_damaged_case_opens_or_says_why(sound, tmp_path):
    outcomes = sweep(sound, tmp_path, range(12))
    assert outcomes["opened"] > 10
    assert outcomes["refused"] > 10


@pytest.mark.deep
@pytest.mark.timeout(7200)
def test_a_damaged_case_opens_or_says_why_at_length(sound, tmp_path):
    outcomes = sweep(sound, tmp_path, range(1000, 1600))
    assert outcomes["opened"] > 500


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TRIGGER t AFTER INSERT ON custody BEGIN DELETE FROM item; END",
        "CREATE VIEW extra AS SELECT 1",
        "CREATE VIEW endless AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM n) SELECT x FROM n",
        "CREATE TABLE extra (a, b AS (abs(a)))",
        "CREATE VIRTUAL TABLE extra USING fts5(a)",
        "CREATE INDEX extra ON item(abs(width))",
        "ALTER TABLE item ADD COLUMN evil TEXT DEFAULT 'x'",
        "DROP VIEW v_items",
        "DROP INDEX item_blob",
        "PRAGMA user_version = 0",
    ],
)
def test_instructions_of_somebody_else_are_refused(sound, tmp_path, sql):
    path = shutil.copy(sound, tmp_path / "x.evidence")
    connection = sqlite3.connect(path)
    connection.execute(sql)
    connection.commit()
    connection.close()
    assert_refused(path)


@pytest.mark.parametrize("name", ["sqlite_stat_evil", "sqlite_autoindex_evil", "v_items"])
def test_a_trigger_in_disguise_is_refused(sound, tmp_path, name):
    """A name that SQLite reserves can still be written into the list by hand."""
    path = shutil.copy(sound, tmp_path / "x.evidence")
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA writable_schema = ON")
    sql = f"CREATE TRIGGER {name} AFTER INSERT ON custody BEGIN DELETE FROM item; END"
    connection.execute("INSERT INTO sqlite_master VALUES ('trigger', ?, 'custody', 0, ?)", (name, sql))
    connection.commit()
    connection.close()
    assert_refused(path)


def test_statistics_of_other_tools_are_no_offence(sound, tmp_path):
    path = shutil.copy(sound, tmp_path / "x.evidence")
    connection = sqlite3.connect(path)
    connection.execute("ANALYZE")
    connection.commit()
    connection.close()
    open_session(path, actor="me").close()


def assert_refused(path):
    before = path.read_bytes()
    for read_only in (True, False):
        with pytest.raises(KnownError):
            open_session(path, actor="me", read_only=read_only)
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir()] == [path.name]
