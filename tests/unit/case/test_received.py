"""A case received from others: a worker looks at it first, and whatever becomes of that worker, nothing opens."""

import hashlib
import io
import shutil
import sqlite3

import pytest
from click.testing import CliRunner

from evidence_board.case import known_cases, received
from evidence_board.case.casefile import open_case, open_case_read_only
from evidence_board.case.page_reading import UntrustedPages, schema_rows
from evidence_board.cli.main import cli
from evidence_board.model.errors import KnownError
from evidence_board.operations.entities import create_entity
from evidence_board.session import create_session, open_session


@pytest.fixture
def case(tmp_path):
    """A case that was made here and closed."""
    (tmp_path / "mine").mkdir()
    path = tmp_path / "mine" / "Тартус.evidence"
    session = create_session(path, title="Тартус", actor="me")
    session.run(create_entity, kind="person", name="Андрей С.").result()
    session.close()
    return path


@pytest.fixture
def foreign(case, tmp_path):
    """The same case, as it comes in by mail."""
    (tmp_path / "mail").mkdir()
    return shutil.copy(case, tmp_path / "mail" / "x.evidence")


@pytest.fixture
def looks(monkeypatch):
    """The cases that a worker looked at."""
    seen = []
    real = received.inspect

    def noted(path, **how):
        seen.append(path)
        real(path, **how)

    monkeypatch.setattr(received, "inspect", noted)
    return seen


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def alone(path):
    return [one.name for one in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("how", ["crash", "hang", "hog", "raise", "nonsense", "names without words"])
def test_a_worker_that_fails_is_a_refusal(foreign, monkeypatch, how):
    monkeypatch.setenv("BAD_INSPECTOR", how)
    monkeypatch.setattr(received, "HANDLER", "tests.unit.case.bad_inspector")
    monkeypatch.setattr(received, "TIMEOUT_S", 1.0 if how == "hang" else 20.0)
    before = digest(foreign)
    with pytest.raises(KnownError, match="could not be looked at safely") as told:
        open_case(foreign, actor="me")
    assert "Nothing was changed" in told.value.means
    assert digest(foreign) == before
    assert alone(foreign)
    assert not known_cases.is_known(foreign)


@pytest.mark.parametrize("command", [["list", "items"], ["search", "x"], ["check"]])
def test_the_command_line_refuses_likewise(foreign, monkeypatch, command):
    monkeypatch.setenv("BAD_INSPECTOR", "crash")
    monkeypatch.setattr(received, "HANDLER", "tests.unit.case.bad_inspector")
    before = digest(foreign)
    outcome = CliRunner().invoke(cli, [command[0], str(foreign), *command[1:]])
    assert outcome.exit_code == 2
    assert "could not be looked at safely" in outcome.stderr
    assert digest(foreign) == before


def test_only_a_case_from_elsewhere_needs_a_worker(case, foreign, looks):
    open_session(case, actor="me").close()
    open_session(case, actor="me", read_only=True).close()
    assert looks == []
    for _ in range(2):
        open_session(foreign, actor="me", read_only=True).close()
    assert looks == [foreign]
    open_session(foreign, actor="me").close()
    open_session(foreign, actor="me").close()
    assert looks == [foreign]


def test_one_moved_is_known_and_one_changed_elsewhere_is_not(case, looks):
    moved = case.rename(case.with_name("moved.evidence"))
    open_session(moved, actor="me").close()
    assert looks == []
    connection = sqlite3.connect(moved)
    connection.execute("CREATE TRIGGER evil AFTER INSERT ON custody BEGIN DELETE FROM person; END")
    connection.commit()
    connection.close()
    with pytest.raises(KnownError, match="must not have"):
        open_case(moved, actor="me")
    assert looks == [moved]


def test_a_list_of_known_cases_that_is_no_list_knows_nothing(case, tmp_path, monkeypatch, looks):
    monkeypatch.setenv("EVIDENCE_BOARD_CONFIG", str(tmp_path / "other"))
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "known-cases.json").write_text("[1, 2", encoding="utf-8")
    open_session(case, actor="me").close()
    open_session(case, actor="me").close()
    assert looks == [case]


def test_settings_that_cannot_be_written_only_cost_time(case, tmp_path, monkeypatch, looks):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("EVIDENCE_BOARD_CONFIG", str(tmp_path / "file" / "folder"))
    for _ in range(2):
        open_session(case, actor="me").close()
    assert looks == [case, case]


def test_sqlite_does_not_open_a_strange_case_here(foreign, monkeypatch):
    """What the worker finds is refused before the file is opened in this process."""
    connection = sqlite3.connect(foreign)
    connection.execute("CREATE VIEW extra AS SELECT 1")
    connection.commit()
    connection.close()
    monkeypatch.setattr("evidence_board.case.connect.connect_inspecting", lambda *_: pytest.fail("was opened"))
    with pytest.raises(KnownError, match="view extra"):
        open_case_read_only(foreign)


def test_a_part_hidden_in_the_log_beside_the_case_is_found(foreign, monkeypatch):
    connection = sqlite3.connect(foreign, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TRIGGER evil AFTER INSERT ON custody BEGIN DELETE FROM person; END")
    sent = foreign.with_name("sent.evidence")
    shutil.copy(foreign, sent)
    shutil.copy(f"{foreign}-wal", f"{sent}-wal")
    connection.close()
    before = digest(sent)
    monkeypatch.setattr("evidence_board.case.connect.connect_inspecting", lambda *_: pytest.fail("was opened"))
    with pytest.raises(KnownError, match="trigger evil"):
        open_case_read_only(sent)
    assert digest(sent) == before


class Served(io.BytesIO):
    """Bytes as a worker gets them."""

    def __init__(self, raw):
        super().__init__(raw)
        self.size = len(raw)


@pytest.mark.parametrize("page_size", [512, 1024, 4096, 16384, 65536])
def test_pages_are_read_as_sqlite_reads_them(tmp_path, page_size):
    """Long lists over many pages, statements longer than a page, some of it only in the log."""
    path = tmp_path / "a.db"
    connection = sqlite3.connect(path, isolation_level=None)
    for setting in (f"page_size = {page_size}", "journal_mode = WAL", "wal_autocheckpoint = 0"):
        connection.execute(f"PRAGMA {setting}")
    for number in range(150):
        columns = ", ".join(f"столбец_{other} TEXT" for other in range(number + 1))
        connection.execute(f"CREATE TABLE t{number} ({columns})")
        if number == 100:
            connection.execute("PRAGMA wal_checkpoint")
    connection.execute("DROP TABLE t7")
    connection.execute("CREATE VIEW طرطوس AS SELECT 1")
    rows = connection.execute("SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_master").fetchall()
    main, log = path.read_bytes(), (tmp_path / "a.db-wal").read_bytes()
    found = schema_rows(UntrustedPages(Served(main + log), case_size=len(main)))
    assert sorted(found) == sorted(rows)
    # Half of a commit, and a commit whose sums are wrong, are as if they were not there.
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    main = path.read_bytes()
    connection.execute("CREATE TABLE late (a)")
    log = (tmp_path / "a.db-wal").read_bytes()
    for untrusted_log in (log[:-1], log[:-1] + bytes([log[-1] ^ 1])):
        assert sorted(schema_rows(UntrustedPages(Served(main + untrusted_log), case_size=len(main)))) == sorted(rows)
    now = schema_rows(UntrustedPages(Served(main + log), case_size=len(main)))
    assert ("table late", "CREATE TABLE late (a)") in now
    connection.close()
