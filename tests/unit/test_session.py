"""One open case: readers, the news of a commit, and the end."""

import os
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from tests.factories import photos
from tests.factories.cases import empty_session

from evidence_board.case.imports import unfinished
from evidence_board.events import CaseChanged, ImportChanged, IndexChanged
from evidence_board.media.requests import media_supervisor
from evidence_board.model.errors import KnownError
from evidence_board.operations.checking import check_case
from evidence_board.operations.entities import create_entity
from evidence_board.operations.importing import ImportRun
from evidence_board.session import open_session

ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"


@pytest.fixture
def session(tmp_path):
    with empty_session(tmp_path, threaded=True) as opened:
        yield opened


def add(session, name):
    return session.run(create_entity, kind="unit", name=name).result(30)


def units(connection):
    return [name for (name,) in connection.execute("SELECT name FROM unit ORDER BY ref")]


def test_a_reading_sees_one_state_whatever_is_written_meanwhile(session):
    add(session, "first")

    def read(connection):
        before = units(connection)
        add(session, "second")
        return before, units(connection)

    assert session.read(read) == (["first"], ["first"])
    assert session.read(units) == ["first", "second"]


def test_a_query_kept_alive_by_an_error_keeps_nobody_in_the_past(session):
    add(session, "first")
    kept = []

    def read(connection):
        query = connection.execute("SELECT name FROM unit UNION ALL SELECT name FROM unit")
        kept.append((next(query), query))
        raise LookupError

    with pytest.raises(LookupError):
        session.read(read)
    add(session, "second")
    assert session.read(units) == ["first", "second"]
    session.close()
    assert [one.name for one in session.case.path.parent.iterdir()] == [session.case.path.name]


def test_a_check_while_somebody_writes_finds_no_false_damage(session):
    stop = threading.Event()

    def write():
        while not stop.is_set():
            add(session, "unit")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        reports = [check_case(session) for _ in range(15)]
    finally:
        stop.set()
        writer.join()
    assert all(report.ok for report in reports), reports[0].damage


@pytest.mark.skipif(sys.platform != "linux", reason="counts open files in /proc")
def test_threads_that_end_leave_no_connection(session):
    def opened():
        return sum(os.path.realpath(number) == str(session.case.path) for number in Path("/proc/self/fd").iterdir())

    session.read(units)
    before = opened()
    for _ in range(40):
        thread = threading.Thread(target=session.read, args=(units,))
        thread.start()
        thread.join()
    # The reader of the panes may just be at work.
    assert opened() <= before + 1


def test_closing_interrupts_what_still_reads(tmp_path):
    with empty_session(tmp_path, threaded=True) as session:
        began, caught = threading.Event(), []

        def read(connection):
            began.set()
            return connection.execute(ENDLESS).fetchone()

        def run():
            try:
                session.read(read)
            except KnownError as error:
                caught.append(str(error))

        thread = threading.Thread(target=run)
        thread.start()
        assert began.wait(10)
        session.close()
        thread.join(10)
        assert caught
        assert "closed" in caught[0]
        assert [one.name for one in tmp_path.iterdir()] == [session.case.path.name]
        with pytest.raises(KnownError, match="closed"):
            session.read(units)
        with pytest.raises(KnownError, match="closed"):
            session.run(create_entity, kind="unit", name="too late").result()


def test_a_pane_that_fails_with_the_news_undoes_nothing(session, monkeypatch):
    reported, heard = [], []
    monkeypatch.setattr(threading, "excepthook", lambda args: reported.append(args.exc_value))

    def broken(event):
        raise ZeroDivisionError

    session.hub.add(CaseChanged, broken)
    session.hub.add(CaseChanged, heard.append)
    assert add(session, "kept").result["id"]
    assert len(heard) == 1
    assert [type(error) for error in reported] == [ZeroDivisionError]
    assert session.read(units) == ["kept"]


def test_a_read_model_that_cannot_be_read_is_reported_and_read_whole_next_time(session, monkeypatch):
    reported, renewed = [], threading.Event()
    monkeypatch.setattr(threading, "excepthook", lambda args: (reported.append(args.exc_value), renewed.set()))

    def fail(*_):
        raise sqlite3.OperationalError("no such thing")

    with monkeypatch.context() as patched:
        patched.setattr("evidence_board.session.patched_index", fail)
        add(session, "first")
        assert renewed.wait(10)
    assert [type(error) for error in reported] == [sqlite3.OperationalError]
    whole = threading.Event()
    session.hub.add(IndexChanged, lambda event: whole.set() if event.whole else None)
    add(session, "second")
    assert whole.wait(10)
    assert [row.label for row in session.index.entities.values()] == ["first", "second"]


def test_our_own_mistakes_are_not_called_damage(session):
    def mistaken(connection):
        raise LookupError("ours")

    with pytest.raises(LookupError):
        session.read(mistaken)
    with pytest.raises(sqlite3.OperationalError):
        session.read(lambda connection: connection.execute("SELECT nothing FROM nowhere"))


def test_any_failure_in_a_damaged_case_is_told_as_damage(tmp_path):
    with empty_session(tmp_path) as session:
        add(session, "a")
        path = session.case.path
    raw = sqlite3.connect(path)
    raw.execute("UPDATE unit SET name = CAST(x'ff' AS TEXT)")
    raw.commit()
    raw.close()
    session = open_session(path, actor="me", read_only=True, with_index=False)
    for query in (units, lambda connection: {}["missing"]):
        with pytest.raises(KnownError, match="damaged"):
            session.read(query)
    assert [(damage.part, damage.name) for damage in check_case(session).damage] == [("rows", "U-01 (unit)")]
    session.close()


FORGETS = """
import sys
from pathlib import Path
from evidence_board.operations.entities import create_entity
from evidence_board.session import open_session
session = open_session(Path(sys.argv[1]), actor="me", threaded=True)
for number in range(20):
    session.run(create_entity, kind="unit", name=str(number))
raise SystemExit("left without closing")
"""


def test_a_program_that_forgets_to_close_ends_and_keeps_what_was_accepted(tmp_path):
    with empty_session(tmp_path) as session:
        path = session.case.path
    done = subprocess.run(
        [sys.executable, "-c", FORGETS, str(path)], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 1
    assert done.stderr.strip() == "left without closing"
    session = open_session(path, actor="me")
    assert not session.case.read_only
    assert len(session.read(units)) == 20
    session.close()
    assert [one.name for one in Path(tmp_path).iterdir()] == [path.name]


def test_closing_in_the_middle_of_an_import_leaves_it_to_be_taken_up(tmp_path):
    photos.many(tmp_path / "photos", 40)
    with empty_session(tmp_path, threaded=True) as session:
        began, caught = threading.Event(), []
        session.hub.add(ImportChanged, lambda event: began.set() if event.done >= 3 else None)

        def run():
            with media_supervisor(workers=1, low_priority=False) as supervisor:
                try:
                    ImportRun(session, [tmp_path / "photos"], supervisor=supervisor).run()
                except KnownError as error:
                    caught.append(error)

        thread = threading.Thread(target=run)
        thread.start()
        assert began.wait(30)
        session.close()
        thread.join(30)
        path = session.case.path
    assert len(caught) == 1
    session = open_session(path, actor="me")
    left = session.read(unfinished)
    assert 0 < left.done < left.total == 40
    assert len(session.index.items) == left.done
    session.close()
