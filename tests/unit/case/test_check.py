"""The check names every altered row and every altered byte of a file."""

import random
import sqlite3

import pytest
from tests.factories.cases import practice_case

from evidence_board.case.check import check
from evidence_board.case.connect import connect_reader
from evidence_board.session import open_session


@pytest.fixture
def case(tmp_path):
    return practice_case(tmp_path)


def forge(path, sql, *parameters):
    connection = sqlite3.connect(path)
    connection.execute(sql, parameters)
    connection.commit()
    connection.close()


def report_of(path):
    connection = connect_reader(path)
    try:
        return check(connection)
    finally:
        connection.close()


def test_a_sound_case_is_sound(case):
    report = report_of(case)
    assert report.ok, report.damage
    assert (report.files, report.files_ok) == (48, 48)
    assert report.rows > 500


def test_an_altered_row_is_named(case):
    forge(case, "UPDATE link SET level = 'confirmed' WHERE ref = 'K-03' AND level <> 'confirmed'")
    forge(case, "UPDATE geotag SET latitude = latitude + 1e-7 WHERE ref = 'G-005'")
    names = {damage.name for damage in report_of(case).damage}
    assert any("G-005" in name for name in names)


def test_a_removed_and_an_added_row_are_named(case):
    forge(case, "DELETE FROM citation WHERE id = (SELECT id FROM citation LIMIT 1)")
    forge(
        case,
        "INSERT INTO person (id, ref, name, created_at, created_by, updated_at) VALUES ('x','N-99','x','','','')",
    )
    words = [damage.message for damage in report_of(case).damage]
    assert any("taken out" in word for word in words)
    assert any("put in" in word for word in words)


def test_an_altered_original_is_named(case):
    connection = sqlite3.connect(case)
    ref, blob_id = connection.execute("SELECT ref, blob_id FROM item WHERE ref = 'M-014'").fetchone()
    (data,) = connection.execute("SELECT data FROM chunk WHERE blob_id = ? AND number = 0", (blob_id,)).fetchone()
    altered = bytearray(data)
    altered[1000] ^= 1
    connection.execute("UPDATE chunk SET data = ? WHERE blob_id = ? AND number = 0", (bytes(altered), blob_id))
    connection.commit()
    connection.close()
    report = report_of(case)
    assert [damage.name for damage in report.damage] == [ref]
    assert report.files_ok == 47


def test_flipped_bits_in_content_are_found(case):
    """Of single flipped bits in pages that hold evidence, none passes (SQLite alone misses most)."""
    raw = case.read_bytes()
    chooser = random.Random(7)
    connection = sqlite3.connect(case)
    blob = connection.execute("SELECT data FROM chunk ORDER BY length(data) DESC LIMIT 1").fetchone()[0]
    connection.close()
    # 16 KiB pages: look for a stretch of the blob that lies in one piece in the file.
    for _ in range(6):
        at = chooser.randrange(20_000, len(blob) - 2000)
        place = raw.find(blob[at : at + 64])
        if place < 0:
            continue
        flipped = bytearray(raw)
        flipped[place] ^= 1 << chooser.randrange(8)
        case.write_bytes(flipped)
        assert not report_of(case).ok
    case.write_bytes(raw)


def test_a_damaged_page_is_reported_and_the_rest_still_read(case):
    raw = bytearray(case.read_bytes())
    page = 16384
    raw[page * 40 : page * 41] = bytes(page)
    case.write_bytes(raw)
    report = report_of(case)
    assert not report.ok
    assert report.files == 48


def test_the_check_changes_nothing(case):
    before = case.read_bytes()
    report_of(case)
    session = open_session(case, actor="x", read_only=True)
    session.close()
    assert case.read_bytes() == before
