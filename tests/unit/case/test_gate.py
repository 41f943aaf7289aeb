"""The gate: nothing is written outside it, everything inside is recorded, or nothing happened."""

import sqlite3

import pytest
from tests.factories.cases import empty_session

from evidence_board.case import custody
from evidence_board.model.errors import BugError
from evidence_board.operations.entities import bin_things, create_entity, rename_entity
from evidence_board.operations.links import create_link


@pytest.fixture
def session(tmp_path):
    with empty_session(tmp_path) as opened:
        yield opened


def add(session, name="a_severny", kind="account"):
    return session.run(create_entity, kind=kind, name=name).result().result["id"]


def rows(session, sql, *parameters):
    return session.read(lambda connection: connection.execute(sql, parameters).fetchall())


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO person (id, ref, name, created_at, created_by, updated_at) VALUES ('x','N-9','x','','','')",
        "UPDATE account SET handle = 'liar'",
        "DELETE FROM account",
        "INSERT INTO custody VALUES (99, '', '', '', '', '', '')",
        "DROP TABLE account",
        "CREATE TABLE mine (a)",
        "ATTACH DATABASE ':memory:' AS other",
    ],
)
def test_no_write_outside_the_gate(session, sql):
    add(session)
    before = rows(session, "SELECT * FROM account")
    with pytest.raises(sqlite3.DatabaseError, match=r"not authorized|prohibited"):
        session.gate.db.conn.execute(sql)
    assert rows(session, "SELECT * FROM account") == before


def test_a_statement_prepared_inside_is_refused_outside(session):
    sql = "UPDATE account SET handle = ?"
    add(session)
    with session.gate.transaction("Rename all") as finished:
        finished.tx.connection.execute(sql, ("inside",))
    with pytest.raises(sqlite3.DatabaseError):
        session.gate.db.conn.execute(sql, ("outside",))
    assert rows(session, "SELECT handle FROM account") == [("inside",)]


def test_a_failing_verb_leaves_nothing(session):
    def half(session):
        with session.gate.transaction("Half") as finished:
            finished.tx.insert("account", ref=finished.tx.next_ref("A"), handle="half")
            raise ZeroDivisionError

    log = rows(session, "SELECT count(*) FROM custody")
    with pytest.raises(ZeroDivisionError):
        session.run(half).result()
    assert rows(session, "SELECT count(*) FROM account") == [(0,)]
    assert rows(session, "SELECT count(*) FROM step") == [(0,)]
    assert rows(session, "SELECT count(*) FROM custody") == log
    add(session, "whole")
    assert rows(session, "SELECT ref FROM account") == [("A-01",)]


def test_writes_through_sqlite_utils_are_recorded_too(session):
    account = add(session)
    with session.gate.transaction("By another way") as finished:
        finished.tx.db["account"].update(account, {"handle": "renamed"})
    assert rows(session, "SELECT handle FROM account") == [("renamed",)]
    session.undo().result()
    assert rows(session, "SELECT handle FROM account") == [("a_severny",)]


def test_a_rolled_back_savepoint_takes_its_notes_with_it(session):
    account = add(session)
    with session.gate.transaction("Nested") as finished:
        with pytest.raises(ZeroDivisionError), finished.tx.db.atomic():
            finished.tx.update("account", account, handle="never")
            raise ZeroDivisionError
        finished.tx.update("account", account, bio="kept")
    assert len(finished.changes.rows) == 1
    session.undo().result()
    assert rows(session, "SELECT handle, bio FROM account") == [("a_severny", "")]


def test_transactions_do_not_nest(session):
    with pytest.raises(BugError), session.gate.transaction("Outer"), session.gate.transaction("Inner"):
        pass


def test_a_transaction_that_changes_nothing_is_no_step(session):
    with session.gate.transaction("Nothing"):
        pass
    assert session.undo_step() is None


def test_floats_come_back_bit_for_bit(session):
    value = 34.905_100_000_000_003
    place = session.run(create_entity, kind="location", name="Tartus", latitude=value, longitude=0.1 + 0.2).result()
    session.run(rename_entity, kind="location", row_id=str(place.result["id"]), name="x").result()
    session.undo().result()
    session.undo().result()
    session.redo().result()
    assert rows(session, "SELECT latitude, longitude FROM location") == [(value, 0.1 + 0.2)]


def test_undo_and_redo_survive_a_restart(tmp_path):
    from evidence_board.session import create_session, open_session

    path = tmp_path / "case.evidence"
    session = create_session(path, title="T", actor="me")
    add(session, "first")
    add(session, "second")
    session.close()
    session = open_session(path, actor="me")
    assert session.undo_step().label == "Add account second"
    session.undo().result()
    session.close()
    session = open_session(path, actor="me")
    assert [row.label for row in session.index.entities.values()] == ["first"]
    assert session.redo_step().label == "Add account second"
    session.redo().result()
    assert [row.label for row in session.index.entities.values()] == ["first", "second"]
    assert session.redo_step() is None
    session.close()


def test_a_new_step_ends_what_could_be_redone(session):
    add(session, "one")
    session.undo().result()
    add(session, "two")
    assert session.redo().result() is None
    assert [row.label for row in session.index.entities.values()] == ["two"]


def test_a_ref_is_never_given_twice(session):
    add(session, "one")
    session.undo().result()
    add(session, "two")
    assert [row.ref for row in session.index.entities.values()] == ["A-02"]


def test_binning_takes_the_links_along_and_undo_brings_them_back(session):
    account, unit = add(session), add(session, "Unit 1", "unit")
    session.run(create_link, sources=[("account", account)], target=("unit", unit), relation="names").result()
    session.run(bin_things, things=[("unit", unit)]).result()
    assert not session.index.links
    assert list(session.index.entities) == [account]
    session.undo().result()
    assert len(session.index.links) == 1
    assert rows(session, "SELECT count(*) FROM unit") == [(1,)]


def test_the_custody_chain_holds_and_names_a_forged_entry(session):
    for number in range(5):
        add(session, f"account {number}")
    assert session.read(custody.broken_entries) == []
    with session.gate.unrecorded() as connection:
        connection.execute("UPDATE custody SET actor = 'somebody else' WHERE seq = 3")
    assert session.read(custody.broken_entries) == [3]
    with session.gate.unrecorded() as connection:
        connection.execute("DELETE FROM custody WHERE seq = 4")
    assert 5 in session.read(custody.broken_entries)


def test_custody_keeps_no_old_value(session):
    account = add(session, "secret_handle")
    session.run(rename_entity, kind="account", row_id=account, name="other").result()
    details = " ".join(row[0] for row in rows(session, "SELECT detail FROM custody WHERE action = 'edited'"))
    assert "digest" in details
    assert "latitude" not in details
