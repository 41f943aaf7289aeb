"""A good file that comes in again makes the damaged stored bytes of its item whole."""

import hashlib
import json
import os
import sqlite3
from pathlib import Path

import pytest
from tests.factories.cases import empty_session, import_into

from evidence_board.operations import import_files
from evidence_board.operations.checking import check_case
from evidence_board.operations.import_preview import preview_import
from evidence_board.session import open_session

#: Three parts, the last of them short.
SIZE = (2 << 20) + 700


@pytest.fixture
def files(tmp_path):
    folder = tmp_path / "good"
    folder.mkdir()
    for number in range(3):
        (folder / f"снимок {number}.bin").write_bytes(os.urandom(SIZE + number))
    return folder


@pytest.fixture
def case(tmp_path, files):
    with empty_session(tmp_path) as session:
        import_into(session, files)
        return session.case.path


def harm(path, *statements):
    connection = sqlite3.connect(path)
    for sql, *values in statements:
        connection.execute(sql, values)
    connection.commit()
    connection.close()


def flip(path, *, blob_id, number, at):
    connection = sqlite3.connect(path)
    sql = "SELECT data FROM chunk WHERE blob_id = ? AND number = ?"
    data = bytearray(connection.execute(sql, (blob_id, number)).fetchone()[0])
    connection.close()
    data[at] ^= 1
    harm(path, ("UPDATE chunk SET data = ? WHERE blob_id = ? AND number = ?", bytes(data), blob_id, number))


def again(path, *files):
    session = open_session(path, actor="me")
    try:
        report = import_into(session, *files)
        return report, check_case(session), session.read(_last_note)
    finally:
        session.close()


def _last_note(connection):
    sql = "SELECT detail FROM custody WHERE action = 'bytes_replaced' ORDER BY seq DESC LIMIT 1"
    row = connection.execute(sql).fetchone()
    return json.loads(row[0]) if row else None


DAMAGE = {
    "a bit in the middle": lambda path: flip(path, blob_id=2, number=1, at=500),
    "a bit at the end": lambda path: flip(path, blob_id=2, number=2, at=700),
    "a part is gone": lambda path: harm(path, ("DELETE FROM chunk WHERE blob_id = 2 AND number = 1",)),
    "all parts are gone": lambda path: harm(path, ("DELETE FROM chunk WHERE blob_id = 2",)),
    "a part too many": lambda path: harm(path, ("INSERT INTO chunk VALUES (2, 3, 'x', x'00')",)),
    "the digest of a part": lambda path: harm(
        path, ("UPDATE chunk SET sha256 = 'x' WHERE blob_id = 2 AND number = 0",)
    ),
    "the size": lambda path: harm(path, ("UPDATE blob SET size = size + 4 WHERE id = 2",)),
    "a digest that is no text": lambda path: harm(
        path, ("UPDATE chunk SET sha256 = CAST(x'ff80' AS TEXT) WHERE blob_id = 2 AND number = 0",)
    ),
}


@pytest.mark.parametrize("how", DAMAGE)
def test_a_good_file_mends_what_was_damaged(case, files, how):
    DAMAGE[how](case)
    report, checked, note = again(case, files)
    assert (report.added, report.duplicates, report.mended, report.beyond_mending) == (0, 3, 1, 0)
    assert [one for one in checked.damage if one.part == "files"] == []
    assert checked.files_ok == 3
    [(path, ref, code, words)] = report.problems
    assert code == "bytes_replaced"
    assert "took their place" in words
    assert note["label"] == f"Replaced the damaged bytes of {ref} with those of {Path(path).name}"
    assert note["chunks"] <= 3


def test_the_check_passes_after_a_flipped_bit_was_mended(case, files):
    flip(case, blob_id=2, number=1, at=4)
    _, checked, _ = again(case, files)
    assert checked.ok
    report, checked, _ = again(case, files)
    assert (report.duplicates, report.mended, report.problems) == (3, 0, [])
    assert checked.ok


def test_another_file_mends_nothing(case, tmp_path):
    flip(case, blob_id=2, number=1, at=4)
    other = tmp_path / "other.bin"
    other.write_bytes(b"another")
    report, checked, note = again(case, other)
    assert (report.added, report.mended, note) == (1, 0, None)
    assert [one.part for one in checked.damage] == ["files"]


def test_a_large_file_is_mended_as_well(case, files, monkeypatch):
    monkeypatch.setattr(import_files, "LARGE", 1 << 20)
    flip(case, blob_id=3, number=2, at=0)
    report, checked, note = again(case, files)
    assert (report.duplicates, report.mended, note["chunks"]) == (3, 1, 1)
    good = {hashlib.sha256(one.read_bytes()).hexdigest() for one in files.iterdir()}
    assert note["sha256"] in good
    assert checked.ok


def test_a_blob_marked_as_half_stored_is_not_swept_away(case, files):
    harm(case, ("UPDATE blob SET complete = 0 WHERE id = 2",))
    session = open_session(case, actor="me")
    assert session.read(lambda c: c.execute("SELECT count(*) FROM chunk WHERE blob_id = 2").fetchone()[0]) == 3
    assert [one.message for one in check_case(session).damage] == [
        "It is marked as half stored, though it belongs to an item."
    ]
    session.close()


def test_where_pages_do_not_hold_together_nothing_is_written_over(case, files):
    flip(case, blob_id=2, number=1, at=4)
    connection = sqlite3.connect(case)
    root, size = connection.execute(
        "SELECT rootpage, (SELECT page_size FROM pragma_page_size) FROM sqlite_master WHERE name = 'blob_sha256'"
    ).fetchone()
    connection.close()
    raw = bytearray(case.read_bytes())
    # The fragmented bytes of a page of an index: SQLite's own check sees it, reading does not.
    raw[(root - 1) * size + 7] ^= 3
    case.write_bytes(raw)
    report, checked, note = again(case, files)
    assert (report.duplicates, report.mended, report.beyond_mending, note) == (3, 0, 1, None)
    assert "Repair the case into a new file" in report.problems[0][3]
    assert not checked.ok


def test_a_dry_run_says_what_would_be_made_whole_and_changes_nothing(case, files):
    flip(case, blob_id=2, number=1, at=500)
    before = case.read_bytes()
    session = open_session(case, actor="", read_only=True, with_index=False)
    report = preview_import(session, [files])
    session.close()
    assert (report.duplicates, report.added, report.mended, report.beyond_mending) == (3, 0, 1, 0)
    assert case.read_bytes() == before


def test_a_dry_run_over_sound_bytes_says_nothing(case, files):
    session = open_session(case, actor="", read_only=True, with_index=False)
    report = preview_import(session, [files])
    session.close()
    assert (report.duplicates, report.mended, report.beyond_mending) == (3, 0, 0)
