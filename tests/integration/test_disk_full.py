"""A full or failing drive: told in plain words, nothing acknowledged lost, and all goes on when there is room."""

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.factories import photos
from tests.integration.kill_victim import Here

from evidence_board.case.check import check
from evidence_board.case.imports import unfinished
from evidence_board.case.records import records
from evidence_board.model.errors import KnownError
from evidence_board.operations.entities import create_entity
from evidence_board.operations.importing import ImportRun
from evidence_board.session import create_session, open_session

SMALL = 8 << 20


@contextmanager
def small_drive(folder):
    folder.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SMALL}", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("a small drive can only be made by root")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.fixture
def drive(tmp_path):
    with small_drive(tmp_path / "stick") as folder:
        yield folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    base = tmp_path_factory.mktemp("full") / "photos"
    for number in range(40):
        photos.jpeg(base / f"{number:02d}.jpg", size=(900, 700), noise=20, quality=95, seed=number)
    return base


def fill(drive, *, leave=0):
    """Take all the room there is but `leave` bytes."""
    filler = drive / "filler"
    with filler.open("ab", buffering=0) as file:
        free = os.statvfs(drive).f_bavail * os.statvfs(drive).f_frsize - leave
        if free > 0:
            file.write(bytes(free))
    return filler


def units(session):
    return [row["name"] for row in session.read(records, "units")]


def assert_sound(path):
    session = open_session(path, actor="judge", read_only=True)
    report = session.read(check)
    items, names = session.read(records, "items"), units(session)
    session.close()
    assert report.ok, report.damage
    return items, names


@pytest.mark.parametrize("threaded", [False, True])
def test_an_import_that_fills_the_drive_goes_on_when_there_is_room(drive, folder, threaded):
    path = drive / "case.evidence"
    session = create_session(path, title="T", actor="me", threaded=threaded)
    session.run(create_entity, kind="unit", name="before").result()
    run = ImportRun(session, [folder], supervisor=Here())
    with pytest.raises(KnownError, match="disk is full"):
        run.run()
    assert run.progress.state == "failed"
    assert 0 < run.report.added < 40
    assert units(session) == ["before"]
    session.close()
    items, names = assert_sound(path)
    assert len(items) == run.report.added
    assert names == ["before"]
    subprocess.run(["mount", "-o", "remount,size=64M", str(drive)], check=True)
    session = open_session(path, actor="me")
    left = session.read(unfinished)
    assert left.done == run.report.added
    ImportRun(session, [folder], supervisor=Here(), resume=left).run()
    session.close()
    assert len(assert_sound(path)[0]) == 40
    assert sorted(one.name for one in drive.iterdir()) == [path.name]


def test_an_edit_on_a_full_drive_is_refused_and_works_when_there_is_room(drive):
    path = drive / "case.evidence"
    session = create_session(path, title="T", actor="me")
    session.run(create_entity, kind="unit", name="saved").result()
    filler = fill(drive)
    refused = 0
    for number in range(400):
        try:
            session.run(create_entity, kind="unit", name=f"unit {number} {'x' * 4000}").result()
        except KnownError as error:
            assert "disk is full" in str(error)
            refused += 1
            if refused == 3:
                break
    assert refused == 3
    kept = units(session)
    assert kept[0] == "saved"
    assert session.undo_step() is not None
    filler.unlink()
    session.run(create_entity, kind="unit", name="after").result()
    session.close()
    assert assert_sound(path)[1] == [*kept, "after"]


def test_a_case_on_a_full_drive_can_be_opened_to_be_read(drive):
    path = drive / "case.evidence"
    session = create_session(path, title="T", actor="me")
    session.run(create_entity, kind="unit", name="saved").result()
    session.close()
    filler = fill(drive)
    before = path.read_bytes()
    session = open_session(path, actor="me")
    assert session.case.read_only
    assert "can only be read" in session.case.warnings[0]
    assert units(session) == ["saved"]
    with pytest.raises(KnownError, match="read only"):
        session.run(create_entity, kind="unit", name="x").result()
    session.close()
    assert path.read_bytes() == before
    filler.unlink()
    session = open_session(path, actor="me")
    assert not session.case.read_only
    session.close()
    assert sorted(one.name for one in drive.iterdir()) == [path.name]


def test_new_and_sample_on_a_full_drive_leave_nothing(drive):
    filler = fill(drive)
    for command in (["new", "x.evidence"], ["sample", "y.evidence"]):
        done = run_command(*command, cwd=drive)
        assert done.returncode == 2, done.stderr
        assert "Traceback" not in done.stderr
    filler.unlink()
    fill(drive, leave=1 << 20)
    done = run_command("sample", "y.evidence", cwd=drive)
    assert done.returncode == 2, done.stderr
    assert [one.name for one in drive.iterdir()] == ["filler"]


def test_the_command_reports_what_came_in(drive, folder):
    assert run_command("new", "case.evidence", cwd=drive).returncode == 0
    done = run_command("import", "case.evidence", str(folder), "--json", "--workers", "1", cwd=drive)
    assert done.returncode == 1, done.stderr
    report = json.loads(done.stdout)
    assert 0 < report["added"] < 40
    assert "disk is full" in done.stderr
    items, _ = assert_sound(drive / "case.evidence")
    assert len(items) == report["added"]


def run_command(*words, **options):
    command = [sys.executable, "-m", "evidence_board", *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, **options)


LIMITED = """
import resource, sys
from pathlib import Path
from evidence_board.model.errors import KnownError
from evidence_board.operations.entities import create_entity
from evidence_board.operations.importing import ImportRun
from evidence_board.session import open_session
from tests.integration.kill_victim import Here
case, folder, limit = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
session = open_session(case, actor="limited")
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
run = ImportRun(session, [folder], supervisor=Here())
try:
    run.run()
except KnownError as error:
    print("refused", error, flush=True)
print("added", run.report.added, flush=True)
for number in range(50):
    try:
        session.run(create_entity, kind="unit", name=f"unit {number} {'x' * 9000}").result()
    except KnownError as error:
        print("refused", error, flush=True)
        break
    print("unit", number, flush=True)
session.close()
print("closed", flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the system has no such limit")
@pytest.mark.parametrize("limit", [300_000, 1_000_000, 2_500_000, 5_000_001])
def test_a_drive_that_fails_while_writing(tmp_path, folder, limit):
    """EFBIG at some write: the system's way to say that this file takes no more, in the log or in the case."""
    path = tmp_path / "case.evidence"
    create_session(path, title="T", actor="me").close()
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(path), str(folder), str(limit)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={**os.environ, "PYTHONPATH": str(root)},
    )
    assert done.returncode == 0, done.stderr
    said = done.stdout.splitlines()
    assert said[0].startswith("refused Not saved: ")
    assert said[-1] == "closed"
    session = open_session(path, actor="judge")
    report = session.read(check)
    assert report.ok, report.damage
    added = next(int(line.split()[1]) for line in said if line.startswith("added"))
    assert len(session.read(records, "items")) >= added
    assert len(units(session)) >= sum(line.startswith("unit") for line in said)
    left = session.read(unfinished)
    ImportRun(session, [folder], supervisor=Here(), resume=left).run()
    assert len(session.read(records, "items")) == 40
    assert session.read(check).ok
    session.close()
