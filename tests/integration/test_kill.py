"""kill -9 at random moments of imports and edits: nothing acknowledged is lost, and the case stays sound.

200 kills in `make test`, 10,000 in `make deep`. Every case file is killed many times over, so that recoveries
pile up as well.
"""

import contextlib
import json
import os
import random
import select
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from tests.factories import photos

from evidence_board.case.check import check
from evidence_board.case.imports import unfinished
from evidence_board.operations.importing import ImportRun
from evidence_board.session import create_session, open_session

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="forks, and looks into /proc")

FILES = 20
KILLS_PER_CASE = 25
ROOT = Path(__file__).parents[2]


class Nursery:
    """Starts victims, and kills them."""

    def __init__(self, folder):
        self._folder = folder
        self._number = 0
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.integration.kill_victim"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
            cwd=ROOT,
        )

    def _ask(self, line):
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()
        return self._process.stdout.readline().strip()

    def kill_one(self, *, seed, kill_after_s, kill_after_words, **life):
        """Let one live until so much time has passed or so many words were said; returns all it said."""
        self._number += 1
        pipe = self._folder / f"pipe {self._number}"
        os.mkfifo(pipe)
        handle = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
        life = {key: str(value) if isinstance(value, Path) else value for key, value in life.items()}
        pid = int(self._ask(json.dumps({**life, "pipe": str(pipe), "seed": seed})))
        said = b""
        end = time.monotonic() + kill_after_s
        helpers = set()
        while (left := end - time.monotonic()) > 0 and said.count(b"\n") < kill_after_words:
            if select.select([handle], [], [], left)[0]:
                piece = os.read(handle, 65536)
                said += piece
                if not piece and said:
                    break
        if life["workers"]:
            helpers = {child: os.pidfd_open(child) for child in children_of(pid)}
        os.kill(pid, signal.SIGKILL)
        ended = self._ask(f"reap {pid}")
        # Killed by us, or done with all it had to do; anything else is a failure of its own.
        assert ended in ("gone -9", "gone 0"), ended
        os.set_blocking(handle, True)
        while piece := os.read(handle, 65536):
            said += piece
        os.close(handle)
        pipe.unlink()
        for child, watch in dict(helpers).items():
            ended = select.select([watch], [], [], 20)[0]
            os.close(watch)
            assert ended, f"process {child} outlived its parent"
        return [tuple(json.loads(line)) for line in said.splitlines()], len(helpers)

    def close(self):
        self._process.stdin.close()
        self._process.wait(30)
        self._process.stdout.close()


def children_of(pid):
    found = []
    for folder in Path("/proc").iterdir():
        with contextlib.suppress(OSError, ValueError):
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            if int(fields[1]) == pid and fields[0] != "Z":
                found.append(int(folder.name))
    return found


class Lost(AssertionError):
    """Something acknowledged is not there."""


def judge(case, said):
    """Open a case after its program was killed: everything said must be there, and everything sound."""
    session = open_session(case, actor="judge", with_index=False)
    try:
        assert not session.case.read_only
        units = {name for (name,) in session.read(lambda c: c.execute("SELECT name FROM unit").fetchall())}
        report = session.read(check)
        assert report.ok, report.damage
        assert "failed" not in [word for word, *_ in said], said
        expected, open_word = {}, None
        for word, *rest in said:
            if word == "begin":
                open_word = rest
            elif word == "done":
                open_word = None
                act, what = rest
                expected[what.rpartition(" ")[2]] = act != "undo"
        for name, there in expected.items():
            # The act in flight when the end came may have happened or not.
            in_flight = open_word is not None and (open_word[0] != "create" or open_word[1] == name)
            if (name in units) != there and not in_flight:
                raise Lost(name)
        files = max((rest[0] for word, *rest in said if word == "files"), default=0)
        total, waiting = session.read(newest_import) or (0, 0)
        if total - waiting < files:
            raise Lost(f"{files} files acknowledged, {total - waiting} there")
    finally:
        session.close()
    assert not [one.name for one in case.parent.iterdir() if one.name.startswith(f"{case.name}-")]


def newest_import(connection):
    return connection.execute(
        "SELECT b.total, (SELECT count(*) FROM import_file f WHERE f.batch_id = b.id AND f.state = 'waiting')"
        " FROM import_batch b ORDER BY b.started_at DESC, b.id DESC LIMIT 1"
    ).fetchone()


def finish_imports(case, folder):
    """Take up what was left, as the window offers to; all files must be in afterwards, each once."""
    from tests.integration.kill_victim import Here

    session = open_session(case, actor="judge", with_index=False)
    left = session.read(unfinished)
    ImportRun(session, [folder], supervisor=Here(), resume=left).run()
    if left is not None:
        ImportRun(session, [folder], supervisor=Here()).run()
    assert session.read(unfinished) is None
    items, blobs = session.read(lambda c: c.execute("SELECT count(*), count(DISTINCT blob_id) FROM item").fetchone())
    assert items == blobs
    assert session.read(check).ok
    session.close()
    return items


def take_all_back(case):
    """Undo the whole history that all those killed programs left behind."""
    session = open_session(case, actor="judge", with_index=False)
    while session.undo().result() is not None:
        pass
    for table in ("item", "occurrence", "unit"):
        live = f"SELECT count(*) FROM {table} WHERE deleted_at IS NULL"
        assert session.read(lambda c, live=live: c.execute(live).fetchone()) == (0,)
    assert session.read(check).ok
    session.close()


def new_case(path):
    create_session(path, title="Kill", actor="judge").close()
    return path


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    base = tmp_path_factory.mktemp("kill")
    for number in range(3):
        photos.many(base / f"photos {number}", FILES, first_seed=number * FILES)
    return [base / f"photos {number}" for number in range(3)]


@pytest.fixture
def memory(tmp_path):
    """A folder on a file system in memory, where there is one."""
    base = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=base if os.access(base, os.W_OK) else tmp_path) as folder:
        yield Path(folder)


@pytest.fixture
def nursery(tmp_path):
    pipes = tmp_path / "pipes"
    pipes.mkdir()
    made = Nursery(pipes)
    yield made
    made.close()


def sweep(nursery, folders, home, memory, *, kills, workers_every, seed):
    """Kill so many times; returns how often each thing was seen, so that a sweep that meets nothing shows."""
    dice = random.Random(seed)
    seen = {"acts": 0, "files": 0, "helpers": 0, "in import": 0, "in an act": 0, "early": 0}
    case = home / "none"
    for number in range(kills):
        if number % KILLS_PER_CASE == 0:
            if number:
                finish_imports(case, folders[0])
            # Every second case in memory: another rhythm, with no waiting for a drive.
            where = home if number % (2 * KILLS_PER_CASE) else memory
            case = new_case(where / f"case {number}.evidence")
        real = number % workers_every == 0
        at_word = dice.random() < 0.5
        longest = 1.5 if real else 0.3
        said, helpers = nursery.kill_one(
            seed=seed * 100_000 + number,
            kill_after_s=20 if at_word else dice.uniform(0, longest),
            kill_after_words=dice.randrange(1, 90) if at_word else 1 << 30,
            case=case,
            folder=dice.choice(folders),
            workers=real,
            too_early=False,
        )
        judge(case, said)
        words = [word for word, *_ in said]
        seen["acts"] += words.count("done")
        seen["files"] += max((rest[0] for word, *rest in said if word == "files"), default=0)
        seen["helpers"] += helpers
        seen["in import"] += "files" in words and "imported" not in words
        seen["in an act"] += words.count("begin") > words.count("done")
        seen["early"] += "open" not in words
    assert finish_imports(case, folders[0]) >= FILES
    take_all_back(case)
    return seen


def test_nothing_acknowledged_is_lost_at_200_kills(nursery, folders, tmp_path, memory):
    seen = sweep(nursery, folders, tmp_path, memory, kills=200, workers_every=10, seed=1)
    # Far below what is usual, so that only a sweep that met nothing fails.
    assert seen["acts"] > 500, seen
    assert seen["files"] > 200, seen
    assert seen["in import"] > 10, seen
    assert seen["in an act"] > 10, seen
    assert seen["helpers"] > 5, seen


@pytest.mark.deep
@pytest.mark.timeout(7200)
def test_nothing_acknowledged_is_lost_at_10_000_kills(nursery, folders, tmp_path, memory):
    seen = sweep(nursery, folders, tmp_path, memory, kills=10_000, workers_every=40, seed=2)
    assert seen["acts"] > 50_000, seen


def test_a_program_that_acknowledges_too_early_is_found_out(nursery, folders, tmp_path):
    """The control: the same judge, and victims that say "done" before they do it."""
    case = new_case(tmp_path / "control.evidence")
    for number in range(40):
        said, _ = nursery.kill_one(
            seed=number,
            kill_after_s=20,
            kill_after_words=5 + number % 20,
            case=case,
            folder=folders[0],
            workers=False,
            too_early=True,
        )
        try:
            judge(case, said)
        except Lost:
            return
    pytest.fail("nothing was lost, though it was acknowledged before it was written")
