"""Locks of ours and of SQLite, and what a crash leaves beside a case."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from evidence_board.case import casefile, connect
from evidence_board.case.lock import CaseLock
from evidence_board.case.schema import SCHEMA_VERSION
from evidence_board.model.errors import KnownError
from evidence_board.operations.entities import create_entity
from evidence_board.session import create_session, open_session

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


@pytest.fixture
def case(tmp_path):
    path = tmp_path / "case.evidence"
    session = create_session(path, title="T", actor="me")
    session.run(create_entity, kind="person", name="Андрей С.").result()
    session.close()
    return path


def names_beside(path):
    return sorted(one.name for one in path.parent.iterdir())


def sqlite_locks(path):
    inode = f":{path.stat().st_ino} "
    lines = Path("/proc/locks").read_text().splitlines()
    return sum("POSIX" in line and inode in line and f" {os.getpid()} " in line for line in lines)


@LINUX
def test_a_second_look_in_the_same_process_keeps_the_locks_of_the_first(case):
    first = open_session(case, actor="me")
    held = sqlite_locks(case)
    assert held > 0
    assert connect.identify(case) == SCHEMA_VERSION
    second = open_session(case, actor="me")
    assert second.case.read_only
    second.close()
    open_session(case, actor="me", read_only=True).close()
    assert sqlite_locks(case) == held
    first.run(create_entity, kind="person", name="later").result()
    first.close()
    assert names_beside(case) == [case.name]


def test_a_lock_that_cannot_be_written_still_counts(tmp_path, monkeypatch):
    path = tmp_path / "case.evidence"

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.write", full)
    lock, other = CaseLock(path), CaseLock(path)
    assert lock.acquire(name="me") is None
    owner = other.acquire(name="you")
    assert owner is not None
    assert owner.pid == 0
    lock.release()
    assert other.acquire(name="you") is None
    other.release()
    assert not path.with_name("case.evidence.lock").exists()


def test_a_lock_is_given_back_also_when_its_folder_is_gone(tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    lock = CaseLock(folder / "case.evidence")
    assert lock.acquire(name="me") is None
    lock.path.unlink()
    folder.rmdir()
    lock.release()
    lock.release()


def test_a_folder_without_locks_lets_only_read(case, monkeypatch):
    def none(self, *, name):
        raise OSError(37, "No locks available")

    monkeypatch.setattr(CaseLock, "acquire", none)
    opened = casefile.open_case(case, actor="me")
    assert opened.read_only
    assert "cannot be locked" in opened.warnings[0]
    opened.close()


CRASH = """
import os, sys
from pathlib import Path
from evidence_board.session import open_session
session = open_session(Path(sys.argv[1]), actor="gone")
with session.gate.transaction("never") as finished:
    finished.tx.connection.execute("PRAGMA cache_size = 2")
    for number in range(2000):
        finished.tx.insert("person", ref=f"N-{number:05d}", name="x" * 500)
    os._exit(9)
"""


def test_a_crash_in_a_shared_folder_is_finished_by_the_next_opener(tmp_path):
    folder = tmp_path / "Dropbox"
    folder.mkdir()
    case = folder / "case.evidence"
    session = create_session(case, title="T", actor="me")
    session.run(create_entity, kind="person", name="before").result()
    session.close()
    assert subprocess.run([sys.executable, "-c", CRASH, str(case)], check=False).returncode == 9
    assert f"{case.name}-journal" in names_beside(case)
    before = case.read_bytes()
    with pytest.raises(KnownError, match="middle of writing"):
        open_session(case, actor="me", read_only=True)
    assert case.read_bytes() == before
    session = open_session(case, actor="me")
    assert [row.label for row in session.index.entities.values()] == ["before"]
    session.close()
    assert names_beside(case) == [case.name]


def test_a_journal_that_names_another_file_is_refused(case):
    victim = case.with_name("victim.txt")
    victim.write_text("keep me")
    journal = case.with_name(case.name + "-journal")
    journal.write_bytes(bytes(512) + str(victim).encode() + bytes(8) + bytes.fromhex("d9d505f920a163d7"))
    before = case.read_bytes()
    with pytest.raises(KnownError, match="not made by Evidence Board"):
        open_session(case, actor="me")
    assert case.read_bytes() == before
    assert victim.read_text() == "keep me"
    assert journal.exists()


@pytest.mark.parametrize("make", [lambda path: os.mkfifo(path), lambda path: path.mkdir()])
def test_what_is_no_file_is_no_case(tmp_path, make):
    path = tmp_path / "x.evidence"
    make(path)
    with pytest.raises(KnownError):
        open_session(path, actor="me")
