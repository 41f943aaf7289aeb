"""Opening: who may, what is refused, and that nothing of a stranger's file runs."""

import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys

import pytest

from evidence_board.case import connect, migrations
from evidence_board.case.casefile import create_case, open_case, open_case_read_only
from evidence_board.model.errors import KnownError
from evidence_board.operations.entities import create_entity
from evidence_board.session import create_session, open_session


@pytest.fixture
def case(tmp_path):
    path = tmp_path / "Тартус.evidence"
    session = create_session(path, title="Тартус", actor="me")
    session.run(create_entity, kind="person", name="Андрей С.").result()
    session.close()
    return path


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def alone(path):
    return sorted(one.name for one in path.parent.iterdir()) == [path.name]


def test_a_closed_case_is_exactly_one_file(case):
    assert alone(case)
    open_session(case, actor="me").close()
    assert alone(case)


def test_reading_leaves_the_bytes_identical(case):
    before = digest(case)
    session = open_session(case, actor="me", read_only=True)
    assert [row.label for row in session.index.entities.values()] == ["Андрей С."]
    with pytest.raises(KnownError, match="read only"):
        session.run(create_entity, kind="person", name="x").result()
    session.close()
    assert digest(case) == before
    assert alone(case)


def test_the_second_opener_reads_and_is_told_who(case):
    first = open_case(case, actor="Р. Хаддад")
    second = open_case(case, actor="me")
    assert second.read_only
    assert second.owner.name == "Р. Хаддад"
    assert second.owner.pid == os.getpid()
    second.close()
    first.close()
    again = open_case(case, actor="me")
    assert not again.read_only
    again.close()
    assert alone(case)


def test_a_lock_dies_with_its_process(case):
    code = (
        "import os, sys; from pathlib import Path; from evidence_board.case.casefile import open_case;"
        "open_case(Path(sys.argv[1]), actor='gone'); os._exit(9)"
    )
    assert subprocess.run([sys.executable, "-c", code, str(case)], check=False).returncode == 9
    opened = open_case(case, actor="me")
    assert not opened.read_only
    opened.close()
    assert alone(case)


def test_a_newer_case_is_refused_with_its_bytes_unchanged(case):
    connection = sqlite3.connect(case)
    connection.execute("PRAGMA user_version = 99")
    connection.commit()
    connection.close()
    before = digest(case)
    for opener in (lambda: open_case(case, actor="me"), lambda: open_case_read_only(case)):
        with pytest.raises(KnownError, match="newer version"):
            opener()
    assert digest(case) == before
    assert alone(case)


@pytest.mark.parametrize("content", [b"", b"hello", b"SQLite format 3\x00" + bytes(84), os.urandom(5000)])
def test_not_a_case(tmp_path, content):
    path = tmp_path / "x.evidence"
    path.write_bytes(content)
    with pytest.raises(KnownError, match="not a case"):
        open_case(path, actor="me")
    assert path.read_bytes() == content
    assert alone(path)


def test_missing_file(tmp_path):
    with pytest.raises(KnownError, match="cannot be opened"):
        open_case(tmp_path / "no.evidence", actor="me")
    assert not list(tmp_path.iterdir())


def test_another_database_is_not_a_case(tmp_path):
    path = tmp_path / "x.evidence"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE a (b)")
    connection.commit()
    connection.close()
    before = digest(path)
    with pytest.raises(KnownError, match="not a case"):
        open_case(path, actor="me")
    assert digest(path) == before


@pytest.mark.parametrize("share", [0.03, 0.25, 0.5, 0.75, 0.99])
def test_a_truncated_case_says_so(case, share):
    whole = case.read_bytes()
    cut = whole[: int(len(whole) * share)]
    case.write_bytes(cut)
    with pytest.raises(KnownError, match=r"incomplete|not a case"):
        open_case(case, actor="me")
    assert case.read_bytes() == cut
    assert alone(case)


HOSTILE = [
    "CREATE TRIGGER evil AFTER INSERT ON custody BEGIN DELETE FROM person; END",
    "CREATE VIEW evil AS WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT n FROM t",
    "CREATE TABLE evil (a, b GENERATED ALWAYS AS (zeroblob(a)) STORED)",
    "CREATE VIRTUAL TABLE evil USING fts5(a)",
    "ALTER TABLE person ADD COLUMN extra TEXT DEFAULT 'x'",
    "DROP VIEW v_people",
]


@pytest.mark.parametrize("sql", HOSTILE)
def test_a_case_with_instructions_of_a_stranger_is_not_opened(case, sql):
    connection = sqlite3.connect(case)
    connection.execute(sql)
    connection.commit()
    connection.close()
    before = digest(case)
    for opener in (lambda: open_case(case, actor="me"), lambda: open_case_read_only(case)):
        with pytest.raises(KnownError, match=r"must not have|not complete"):
            opener()
    assert digest(case) == before
    assert alone(case)


def test_a_view_replaced_by_another_is_found(case):
    connection = sqlite3.connect(case)
    connection.execute("DROP VIEW v_people")
    connection.execute("CREATE VIEW v_people AS SELECT 'liar' AS ref, name, notes FROM person")
    connection.commit()
    connection.close()
    with pytest.raises(KnownError, match="v_people"):
        open_case(case, actor="me")


def test_an_existing_file_is_never_replaced(tmp_path):
    path = tmp_path / "x.evidence"
    path.write_bytes(b"mine")
    with pytest.raises(KnownError, match="already a file"):
        create_case(path, title="x", actor="me")
    assert path.read_bytes() == b"mine"
    assert alone(path)


def test_synced_folders_use_a_rollback_journal_and_warn(tmp_path):
    folder = tmp_path / "Dropbox" / "cases"
    folder.mkdir(parents=True)
    case = create_case(folder / "x.evidence", title="x", actor="me")
    assert "Dropbox" in case.warnings[0]
    mode = case.gate.db.conn.execute("PRAGMA journal_mode").fetchone()[0]
    assert mode == "delete"
    case.close()


def test_settings_of_the_writing_connection(tmp_path):
    case = create_case(tmp_path / "x.evidence", title="x", actor="me")

    def value(name):
        return case.gate.db.conn.execute(f"PRAGMA {name}").fetchone()[0]

    assert (value("journal_mode"), value("synchronous")) == ("wal", 2)
    assert (value("foreign_keys"), value("trusted_schema"), value("page_size")) == (1, 0, 16384)
    case.close()


def test_crash_leaves_a_log_that_the_next_opener_folds_back(case, tmp_path):
    code = (
        "import os, sys; from pathlib import Path; from evidence_board.session import open_session;"
        "from evidence_board.operations.entities import create_entity;"
        "s = open_session(Path(sys.argv[1]), actor='x'); s.run(create_entity, kind='unit', name='U').result();"
        "os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", code, str(case)], check=False)
    assert case.with_name(case.name + "-wal").exists()
    session = open_session(case, actor="me")
    assert "U" in [row.label for row in session.index.entities.values()]
    session.close()
    assert sorted(one.name for one in tmp_path.iterdir()) == [case.name]


def test_migration_is_rehearsed_on_a_copy_and_keeps_rows(case, monkeypatch):
    from sqlite_utils.migrations import Migrations

    later = Migrations("evidence_board")
    later()(migrations.m001_first)
    later()(migrations.m002_sources)
    later()(migrations.m003_placement)

    @later()
    def m004_colour(db):
        db.execute("ALTER TABLE person ADD COLUMN colour TEXT")

    before = digest(case)
    migrations.rehearse(case, migrate=lambda db: migrations.apply(db, migrations=later, version=4))
    assert digest(case) == before
    connection = connect.connect_writer(case)
    from sqlite_utils import Database

    migrations.apply(Database(connection), migrations=later, version=4)
    assert connection.execute("SELECT name, colour FROM person").fetchall() == [("Андрей С.", None)]
    assert connection.execute("PRAGMA user_version").fetchone() == (4,)
    connect.close_writer(connection)


def test_a_failing_migration_leaves_the_file_as_it_was(case):
    from sqlite_utils import Database
    from sqlite_utils.migrations import Migrations

    broken = Migrations("evidence_board")
    broken()(migrations.m001_first)
    broken()(migrations.m002_sources)
    broken()(migrations.m003_placement)

    @broken()
    def m004_broken(db):
        db.execute("ALTER TABLE person ADD COLUMN colour TEXT")
        db.execute("SELECT * FROM no_such_table")

    with pytest.raises(KnownError, match="trial on a copy failed"):
        migrations.rehearse(case, migrate=lambda db: migrations.apply(db, migrations=broken, version=4))
    copy = shutil.copy(case, case.with_name("copy.evidence"))
    connection = sqlite3.connect(copy, isolation_level=None)
    with pytest.raises(sqlite3.OperationalError):
        migrations.apply(Database(connection), migrations=broken, version=4)
    assert connection.execute("PRAGMA user_version").fetchone() == (3,)
    assert "colour" not in [row[1] for row in connection.execute("PRAGMA table_info(person)")]
    connection.close()


def test_views_can_be_read_by_any_sqlite_tool(case):
    connection = sqlite3.connect(f"{case.as_uri()}?mode=ro", uri=True)
    views = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'view'")]
    assert len(views) >= 13
    for view in views:
        connection.execute(f"SELECT * FROM {view}").fetchall()
    assert connection.execute("SELECT name FROM v_people").fetchall() == [("Андрей С.",)]
    connection.close()
