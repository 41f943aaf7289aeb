"""The command line as people and scripts use it: wrong places, pipes that close, Ctrl C, what a table shows."""

import contextlib
import hashlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.factories import photos
from tests.factories.cases import practice_case

from evidence_board.cli.main import cli

POSIX = pytest.mark.skipif(os.name == "nt", reason="signals, /dev/full and permissions of POSIX")


def run(*words):
    return CliRunner().invoke(cli, [str(word) for word in words], prog_name="evidence-board")


def start(*words, **options):
    command = [sys.executable, "-m", "evidence_board", *map(str, words)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)


@pytest.fixture(scope="module")
def practice(tmp_path_factory):
    return practice_case(tmp_path_factory.mktemp("used"), "دفتر дело.evidence")


def test_times_have_one_style(practice):
    lines = {line.split()[0]: line for line in run("list", practice, "items").stdout.splitlines()}
    assert "  2015-09-03 17:20:17 +03:00  " in lines["M-001"]
    assert "  2015-09-05 07:40:25 zone unknown  " in lines["M-005"]
    assert "  2015-09-06  " in lines["M-007"]
    assert "  about 2015-09-12 16:40 +03:00  " in lines["M-014"]
    assert "  2015-09-09 08:20:17 +03:00  " in lines["V-001"]
    assert "2015:" not in "".join(lines.values())
    assert "2015-09-05 20:11:00 +03:00" in run("list", practice, "posts").stdout
    assert "2015-10-16\n" in run("list", practice, "events").stdout


def test_the_contract_has_no_more_keys_of_times(practice):
    for kind, key in (("items", "captured"), ("posts", "posted"), ("events", "start")):
        moments = [row[key] for row in json.loads(run("list", practice, kind, "--json").stdout) if row[key]]
        assert {tuple(moment) for moment in moments} == {("raw", "utc", "precision", "zone", "zone_source")}


def test_help_names_what_can_be_listed_and_written(practice):
    assert "geotags" in run("list", "--help").stdout
    assert "--overwrite" in run("export", "--help").stdout
    assert "Exit codes" in run("--help").stdout


def test_an_export_asks_before_it_replaces(practice, tmp_path):
    for form, name in (("csv", "таблицы"), ("geojson", "карта.geojson")):
        out = tmp_path / name
        assert run("export", practice, form, out).exit_code == 0
        again = run("export", practice, form, out)
        assert again.exit_code == 2
        assert "--overwrite" in again.stderr
        assert run("export", practice, form, out, "--overwrite").exit_code == 0


def test_a_folder_is_no_new_case(tmp_path):
    for place in (tmp_path, "."):
        result = run("new", place)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "is a folder" in result.stderr


def test_an_empty_path_is_not_the_present_folder(practice, tmp_path, monkeypatch):
    (tmp_path / "mine.jpg").write_bytes(b"x")
    monkeypatch.chdir(tmp_path)
    before = hashlib.sha256(practice.read_bytes()).hexdigest()
    for words in (("import", practice, ""), ("new", ""), ("list", "", "items"), ("export", practice, "csv", "")):
        result = run(*words)
        assert result.exit_code == 2
        assert "empty" in result.stderr
    assert hashlib.sha256(practice.read_bytes()).hexdigest() == before
    assert [one.name for one in tmp_path.iterdir()] == ["mine.jpg"]


def test_a_name_too_long_for_the_drive_is_said_in_words(practice, tmp_path):
    long = tmp_path / ("ы" * 300)
    for words in (
        ("new", long),
        ("list", long, "items"),
        ("export", practice, "geojson", long),
        ("shot", practice, long),
    ):
        result = run(*words)
        assert (result.exit_code, result.stdout) == (2, ""), words
        assert "Traceback" not in result.stderr
        assert "too long" in result.stderr


def test_a_picture_replaces_nothing_but_a_picture(practice, tmp_path):
    photo = tmp_path / "صورة.jpg"
    photo.write_bytes(b"\xff\xd8\xff mine")
    for out in (photo, tmp_path, tmp_path / "no" / "window.png"):
        assert run("shot", practice, out).exit_code == 2
    assert photo.read_bytes() == b"\xff\xd8\xff mine"


def test_a_ref_that_is_not_there_makes_no_picture(practice, tmp_path):
    process = start("shot", practice, tmp_path / "window.png", "--select", "M-999")
    _, words = process.communicate(timeout=120)
    assert process.returncode == 2, words.decode()
    assert "M-999" in words.decode()
    assert list(tmp_path.iterdir()) == []


@POSIX
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="the superuser may read everything")
def test_what_may_not_be_read_is_refused_by_name(practice, tmp_path):
    locked = tmp_path / "закрыто.jpg"
    locked.write_bytes(b"x")
    locked.chmod(0)
    case = tmp_path / "case.evidence"
    run("new", case)
    result = run("import", case, locked, "--json", "--workers", 1)
    assert (result.exit_code, len(json.loads(result.stdout)["refused"])) == (1, 1)
    case.chmod(0o400)
    assert "read only" in run("import", case, tmp_path).stderr
    case.chmod(0)
    assert "cannot be read" in run("list", case, "items").stderr


@POSIX
@pytest.mark.parametrize("words", [("list", "{}", "items"), ("list", "{}", "items", "--json"), ("check", "{}")])
def test_a_reader_that_leaves_early_is_no_failure(practice, words):
    process = start(*(word.format(practice) for word in words))
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    assert (process.wait(60), said) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has /dev/full")
def test_an_answer_that_cannot_be_written_is_said(practice):
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "evidence_board", "list", str(practice), "items"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, timeout=60, check=False)
    assert done.returncode == 1
    assert b"cannot be written out" in done.stderr
    assert b"Traceback" not in done.stderr


@POSIX
def test_ctrl_c_ends_an_import_in_order(tmp_path):
    folder, case = tmp_path / "снимки", tmp_path / "дело.evidence"
    folder.mkdir()
    first = photos.jpeg(folder / "0000.jpg", size=(64, 48)).read_bytes()
    for number in range(1, 4000):
        # Bytes after the end make each a file of its own.
        (folder / f"{number:04}.jpg").write_bytes(first + number.to_bytes(2, "big"))
    run("new", case)
    before = {one.name: hashlib.sha256(one.read_bytes()).hexdigest() for one in folder.iterdir()}
    process = start("import", case, folder, "--json", "--workers", 1, start_new_session=True)
    while not (tmp_path / "дело.evidence-wal").exists() or case_files(case) < 3:
        assert process.poll() is None
    os.killpg(process.pid, signal.SIGINT)
    answer, words = process.communicate(timeout=120)
    report = json.loads(answer)
    assert process.returncode == 1, words.decode()
    assert 0 < report["added"] < 4000
    assert b"Stopped before the end" in words
    assert b"Traceback" not in words
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted([folder.name, case.name])
    assert run("check", case).exit_code == 0
    assert len(json.loads(run("list", case, "items", "--json").stdout)) == report["added"]
    rest = json.loads(run("import", case, folder, "--json", "--workers", 1).stdout)
    assert (rest["added"], rest["duplicates"]) == (4000 - report["added"], report["added"])
    assert before == {one.name: hashlib.sha256(one.read_bytes()).hexdigest() for one in folder.iterdir()}


def case_files(case):
    """Return how many files a case has while another process writes it; quickly, for the import goes on."""
    with contextlib.closing(sqlite3.connect(f"{case.as_uri()}?mode=ro", uri=True)) as connection:
        try:
            return connection.execute("SELECT count(*) FROM item").fetchone()[0]
        except sqlite3.OperationalError:
            return 0


#: Makes a terminal red, rings it, turns the ending round, and begins an answer of its own.
HOSTILE = "a\x1b[31m\x07\x9bb\u202egnp.exe\u2066\nRefused: nothing.jpg"


def test_names_reach_no_terminal_raw_and_json_keeps_them(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / HOSTILE).write_bytes(b"no picture at all")
    (folder / f"{HOSTILE}.lnk").symlink_to(folder / HOSTILE)
    case = tmp_path / "names.evidence"
    assert run("new", case).exit_code == 0
    brought = run("import", case, folder, "--workers", "1")
    assert brought.exit_code == 1
    answers = [brought.output, brought.stderr]
    for words in (("list", case, "items"), ("list", case, "problems"), ("search", case, "gnp"), ("check", case)):
        answers += [run(*words).output, run(*words, *(["--json"] if words[0] != "check" else [])).output]
    missing = run("list", tmp_path / HOSTILE, "items")
    answers.append(missing.output + missing.stderr)
    for answer in answers:
        assert not [char for char in answer if char in "\x1b\x07\x9b\u202e\u2066"]
    assert "\\x1b[31m\\x07\\x9bb‹U+202E›gnp" in answers[2]
    assert not [line for line in brought.stderr.splitlines() if line.startswith("Refused: nothing")]
    names = [row["name"] for row in json.loads(run("list", case, "items", "--json").stdout)]
    assert names == [HOSTILE]
