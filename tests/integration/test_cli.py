"""The command line is a contract: names, JSON keys, exit codes, and what may change on disk."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.factories import photos
from tests.factories.cases import practice_case

from evidence_board import __version__
from evidence_board.case.casefile import open_case
from evidence_board.cli.main import cli

ITEM = (
    "ref id kind name sha256 size media_type width height duration_s captured camera_make camera_model orientation"
    " latitude longitude geotag_source title caption tags state problems"
)
GEOTAG = "ref item role latitude longitude altitude_m radius_m bearing_deg source method level preferred raw"
KEYS = {
    "items": ITEM,
    "geotags": GEOTAG,
    "links": "ref from to relation level start end citations",
    "accounts": "ref platform handle display_name native_id url reliability",
    "posts": "ref account platform native_id url text posted items",
}
COUNTS = {
    "items": 48,
    "accounts": 11,
    "people": 8,
    "units": 3,
    "locations": 7,
    "equipment": 4,
    "events": 5,
    "links": 61,
}
IMPORT_KEYS = {"added", "duplicates", "refused", "problems", "accounts", "posts", "links", "geotags", "seconds"}


def run(*words):
    """Run one command in this process."""
    return CliRunner().invoke(cli, [str(word) for word in words], prog_name="evidence-board")


def run_alone(*words, **options):
    """Run one command in a process of its own, as a script would."""
    command = [sys.executable, "-m", "evidence_board", *map(str, words)]
    return subprocess.run(command, capture_output=True, timeout=120, check=False, **options)


def one_document(result):
    """Return the one JSON document on stdout."""
    return json.loads(result.stdout)


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def beside(path):
    return sorted(one.name for one in path.parent.iterdir())


@pytest.fixture(scope="module")
def practice(tmp_path_factory):
    return practice_case(tmp_path_factory.mktemp("cli"), "учебное дело.evidence")


@pytest.fixture
def case(tmp_path):
    path = tmp_path / "дело صور.evidence"
    assert run("new", path, "--title", "Тартус").exit_code == 0
    return path


@pytest.fixture
def folder(tmp_path):
    photos.mixed(tmp_path / "снимки")
    return tmp_path / "снимки"


# -- reading ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", sorted(KEYS))
def test_records_have_exactly_the_keys_of_the_contract(practice, kind):
    result = run("list", practice, kind, "--json")
    rows = one_document(result)
    assert result.exit_code == 0
    assert rows
    for row in rows:
        assert list(row) == KEYS[kind].split()
    if kind == "items":
        captured = [row["captured"] for row in rows]
        assert {"raw": None, "utc": None, "precision": None, "zone": None, "zone_source": None} in captured
        assert all(set(one) == {"raw", "utc", "precision", "zone", "zone_source"} for one in captured)
        assert all(set(one) == {"code", "message"} for row in rows for one in row["problems"])
        assert {row["state"] for row in rows} <= {"ok", "partial", "unreadable"}


@pytest.mark.parametrize("kind", [*COUNTS, "posts", "geotags", "problems", "log"])
def test_every_kind_can_be_listed_both_ways(practice, kind):
    rows = one_document(run("list", practice, kind, "--json"))
    assert len(rows) == COUNTS.get(kind, len(rows))
    table = run("list", practice, kind)
    assert table.exit_code == 0
    assert len(table.stdout.splitlines()) == len(rows) + 1


def test_search_in_any_script(practice):
    for query in ("Тартус", "tartus", "طرطوس"):
        result = run("search", practice, query, "--json")
        hits = one_document(result)
        assert result.exit_code == 0
        assert hits, query
        assert all(list(hit) == ["ref", "kind", "title", "where", "score"] for hit in hits)
    assert one_document(run("search", practice, "nothing of the kind", "--json")) == []
    assert run("search", practice, "nothing of the kind").exit_code == 0


def test_check_of_a_sound_and_of_a_damaged_case(practice, tmp_path):
    result = run("check", practice, "--json")
    report = one_document(result)
    assert (result.exit_code, report["ok"], report["damage"], report["files_ok"]) == (0, True, [], 48)
    damaged = tmp_path / "damaged.evidence"
    raw = bytearray(practice.read_bytes())
    # In the bytes of an original: a byte anywhere may fall where SQLite keeps nothing.
    raw[raw.index(b"Exif\x00\x00") + 20] ^= 0xFF
    damaged.write_bytes(raw)
    result = run("check", damaged, "--json")
    report = one_document(result)
    assert (result.exit_code, report["ok"]) == (1, False)
    assert report["damage"]
    assert "Damaged" in run("check", damaged).stdout


def test_what_only_reads_leaves_the_bytes_identical(practice, tmp_path):
    before, names = digest(practice), beside(practice)
    commands = [
        ("list", practice, "items", "--json"),
        ("list", practice, "log"),
        ("search", practice, "pier"),
        ("check", practice),
        ("export", practice, "csv", tmp_path / "tables"),
        ("export", practice, "geojson", tmp_path / "map.geojson"),
        ("import", practice, tmp_path, "--dry-run", "--json"),
    ]
    for command in commands:
        assert run(*command).exit_code == 0, command
        assert digest(practice) == before, command
        assert beside(practice) == names, command


def test_a_picture_of_the_window_leaves_the_bytes_identical(practice, tmp_path):
    before, names = digest(practice), beside(practice)
    done = run_alone("shot", practice, tmp_path / "window.png", "--size", "1200x800", "--select", "M-014")
    assert done.returncode == 0, done.stderr.decode()
    assert (tmp_path / "window.png").read_bytes().startswith(b"\x89PNG")
    assert digest(practice) == before
    assert beside(practice) == names
    assert run("shot", practice, practice).exit_code == 2
    assert digest(practice) == before


def test_read_commands_work_while_another_program_writes(case, folder):
    assert run("import", case, folder).exit_code == 0
    writer = open_case(case, actor="Р. Хаддад")
    try:
        for command in (("list", case, "items", "--json"), ("search", case, "clip"), ("check", case)):
            assert run(*command).exit_code == 0
    finally:
        writer.close()
    assert beside(case) == sorted([case.name, folder.name])


def test_exports_hold_every_script(practice, tmp_path):
    assert run("export", practice, "geojson", tmp_path / "карта.geojson").exit_code == 0
    features = json.loads((tmp_path / "карта.geojson").read_text(encoding="utf-8"))["features"]
    assert sum(one["properties"]["kind"] != "position" for one in features) == 48 + 7
    assert run("export", practice, "csv", tmp_path / "таблицы").exit_code == 0
    assert (tmp_path / "таблицы" / "accounts.csv").read_text(encoding="utf-8-sig").count("\n") == 12


def test_an_export_never_takes_the_place_of_the_case(practice, tmp_path):
    before = digest(practice)
    door = tmp_path / "door.geojson"
    door.symlink_to(practice)
    for out in (practice, door):
        result = run("export", practice, "geojson", out)
        assert result.exit_code == 2
        assert "case itself" in result.stderr
    assert digest(practice) == before
    assert run("export", practice, "geojson", tmp_path / "no" / "folder.geojson").exit_code == 2


# -- writing ---------------------------------------------------------------------------------------------


def test_new_makes_one_file_and_never_overwrites(case):
    assert beside(case) == [case.name]
    before = digest(case)
    result = run("new", case)
    assert result.exit_code == 2
    assert "already a file" in result.stderr
    assert digest(case) == before
    assert run("new", case.parent / "no" / "folder.evidence").exit_code == 2
    assert one_document(run("list", case, "items", "--json")) == []
    assert "No items" in run("list", case, "items").stdout


def test_import_in_full(case, folder):
    result = run("import", case, folder, "--json", "--by", "Р. Хаддад", "--workers", 1)
    report = one_document(result)
    assert result.exit_code == 0
    assert set(report) == IMPORT_KEYS
    assert (report["added"], report["duplicates"], report["refused"]) == (6, 1, [])
    assert report["geotags"] == 1
    assert report["problems"]
    assert beside(case) == sorted([case.name, folder.name])
    names = {row["name"] for row in one_document(run("list", case, "items", "--json"))}
    assert any("صباح" in name for name in names)
    log = one_document(run("list", case, "log", "--json"))
    assert {row["actor"] for row in log if row["action"] == "imported"} == {"Р. Хаддад"}
    assert [row["action"] for row in log][-1] == "closed"
    assert run("check", case).exit_code == 0


def test_refused_paths_are_named_and_exit_1(case, folder):
    (folder / "ссылка.jpg").symlink_to(folder / "notes.bin")
    os.mkfifo(folder / "pipe")
    result = run("import", case, folder, folder / "missing.jpg", "--json", "--workers", 1)
    report = one_document(result)
    assert result.exit_code == 1
    assert {Path(one["path"]).name for one in report["refused"]} == {"ссылка.jpg", "pipe", "missing.jpg"}
    assert all(set(one) == {"path", "reason"} and one["reason"] for one in report["refused"])
    words = run("import", case, folder, "--workers", 1)
    assert words.exit_code == 1
    assert "ссылка.jpg" in words.stderr


def test_a_dry_run_tells_and_changes_nothing(case, folder):
    (folder / "link").symlink_to("nowhere")
    before = digest(case)
    result = run("import", case, folder, "--dry-run", "--json")
    report = one_document(result)
    assert result.exit_code == 1
    assert set(report) == IMPORT_KEYS
    assert (report["added"], report["duplicates"], len(report["refused"])) == (6, 1, 1)
    assert digest(case) == before
    assert "would be added" in run("import", case, folder, "--dry-run").stdout


def test_a_second_writer_is_refused_and_told_who(case, folder):
    first = open_case(case, actor="Р. Хаддад")
    try:
        before = digest(case)
        result = run("import", case, folder, "--json")
        assert result.exit_code == 2
        assert "Р. Хаддад has it open" in result.stderr
        assert result.stdout == ""
        assert digest(case) == before
    finally:
        first.close()
    assert run("import", case, folder, "--workers", 1).exit_code == 0


def test_the_sample_is_the_practice_case(tmp_path):
    out = tmp_path / "sample.evidence"
    done = run_alone("sample", out)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout == b""
    assert "48 files" in done.stderr.decode()
    assert len(one_document(run("list", out, "links", "--json"))) == 61
    before = digest(out)
    assert run("sample", out).exit_code == 2
    assert digest(out) == before


# -- wrong use -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        ("nonsense",),
        ("list",),
        ("list", "{case}"),
        ("list", "{case}", "dragons"),
        ("search", "{case}"),
        ("import", "{case}"),
        ("import", "{case}", ".", "--workers", "0"),
        ("import", "{case}", ".", "--worker", "2"),
        ("export", "{case}", "docx", "x"),
        ("new",),
        ("shot", "{case}", "x.png", "--size", "big"),
        ("shot", "{case}", "x.png", "--theme", "pink"),
    ],
    ids=" ".join,
)
def test_wrong_use_exits_2_and_changes_nothing(case, words):
    before = digest(case)
    result = run(*(word.format(case=case) for word in words))
    assert result.exit_code == 2
    assert "Usage" in result.stderr
    assert result.stdout == ""
    assert digest(case) == before


@pytest.mark.parametrize(
    "words",
    [("list", "{}", "items"), ("search", "{}", "x"), ("check", "{}"), ("import", "{}", "."), ("shot", "{}", "o")],
)
def test_what_is_no_case_exits_2_without_a_traceback(tmp_path, words):
    for name, content in (("missing", None), ("empty", b""), ("text", b"hello " * 100)):
        path = tmp_path / name
        if content is not None:
            path.write_bytes(content)
        result = run(*(word.format(path) for word in words))
        assert result.exit_code == 2, result.output
        assert name in result.stderr
        assert "Traceback" not in result.output
        assert path.exists() == (content is not None)
        assert content is None or path.read_bytes() == content


def test_help_and_version_name_the_program():
    assert __version__ in run("--version").stdout
    words = run("--help").stdout
    for command in ("sample", "new", "import", "list", "search", "check", "export", "shot", "self-test"):
        assert command in words
        assert run(command, "--help").exit_code == 0


def test_a_script_gets_clean_json_in_any_locale(case, folder):
    """Progress and messages go to stderr; stdout is one UTF-8 document, whatever the terminal speaks."""
    plain = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0"}
    done = run_alone("import", case, folder, "--json", "--workers", 1, env=plain)
    assert done.returncode == 0, done.stderr.decode()
    assert json.loads(done.stdout)["added"] == 6
    listed = run_alone("list", case, "items", "--json", env=plain)
    assert "صباح" in listed.stdout.decode("utf-8")
    assert run_alone("list", case, "items", env=plain).returncode == 0
