"""The gate when something is wrong: settings that would be written, empty steps, drives that fail, a torn index."""

import sqlite3

import pytest
from tests.factories.cases import empty_session

from evidence_board.case.check import check
from evidence_board.case.not_saved import NotSavedError
from evidence_board.case.schema import SCHEMA_VERSION
from evidence_board.case.search import search
from evidence_board.model.errors import KnownError
from evidence_board.operations.entities import create_entity
from evidence_board.session import open_session


@pytest.fixture
def session(tmp_path):
    with empty_session(tmp_path) as opened:
        yield opened


def add(session, name):
    return session.run(create_entity, kind="unit", name=name).result().result["id"]


def units(session):
    return session.read(lambda c: [name for (name,) in c.execute("SELECT name FROM unit ORDER BY ref")])


@pytest.mark.parametrize(
    "sql",
    [
        "PRAGMA user_version = 7",
        "PRAGMA application_id = 7",
        "PRAGMA writable_schema = ON",
        "PRAGMA journal_mode = DELETE",
        "REINDEX",
        "ANALYZE",
        "CREATE VIRTUAL TABLE mine USING fts5(a)",
    ],
)
def test_settings_of_the_file_are_written_by_nobody(session, sql):
    with pytest.raises(sqlite3.DatabaseError, match=r"not authorized|prohibited"):
        session.gate.db.conn.execute(sql)
    assert session.gate.db.conn.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)


def test_a_step_that_changes_nothing_leaves_what_can_be_redone(session):
    add(session, "one")
    session.undo().result()
    with session.gate.transaction("Nothing"):
        pass
    assert session.redo().result() is not None
    assert units(session) == ["one"]


class Failing(sqlite3.OperationalError):
    """What SQLite raises when a drive does this."""

    def __init__(self, name):
        super().__init__(name)
        self.sqlite_errorname = name


@pytest.mark.parametrize("name", ["SQLITE_FULL", "SQLITE_READONLY_DBMOVED", "SQLITE_BUSY", "SQLITE_CORRUPT_INDEX"])
def test_a_passing_fault_is_told_and_the_next_edit_saved(session, name):
    with pytest.raises(NotSavedError, match="Not saved"), session.gate.transaction("Never") as finished:
        finished.tx.insert("unit", ref="U-77", name="never")
        raise Failing(name)
    add(session, "after")
    assert units(session) == ["after"]


def test_after_an_error_of_the_drive_nothing_more_is_written_until_the_case_is_opened_anew(session):
    add(session, "before")
    with pytest.raises(NotSavedError, match="reports errors"), session.gate.transaction("Never"):
        raise Failing("SQLITE_IOERR_FSYNC")
    refused = session.run(create_entity, kind="unit", name="refused").exception()
    assert isinstance(refused, KnownError)
    assert "reports errors" in str(refused)
    assert units(session) == ["before"]
    session.close()
    session = open_session(session.case.path, actor="me")
    add(session, "after")
    assert units(session) == ["before", "after"]
    assert session.read(check).ok
    session.close()


def test_mistakes_of_ours_keep_their_name(session):
    with pytest.raises(sqlite3.IntegrityError), session.gate.transaction("Twice") as finished:
        for _ in range(2):
            finished.tx.insert("unit", ref="U-01", name="x")
    with pytest.raises(sqlite3.OperationalError), session.gate.transaction("Wrong") as finished:
        finished.tx.connection.execute("SELECT nothing")


def test_a_torn_search_index_is_made_anew_by_the_next_edit(tmp_path):
    with empty_session(tmp_path) as session:
        add(session, "Тартус")
        path = session.case.path
    connection = sqlite3.connect(path)
    connection.execute("UPDATE search_fts_data SET block = x'00'")
    connection.commit()
    connection.close()
    session = open_session(path, actor="me")
    # Without its index the search still finds the words, letter by letter.
    assert [hit.title for hit in session.read(search, "Тартус")] == ["Тартус"]
    add(session, "Латакия")
    for query in ("тартус", "латак"):
        assert len(session.read(search, query)) == 1
    session.close()
