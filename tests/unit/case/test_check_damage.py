"""What the check finds beyond altered rows: small pictures, raw tags, stray bytes, pages that cannot be read."""

import sqlite3

import pytest
from tests.factories.cases import empty_session, practice_case

from evidence_board.case.check import check
from evidence_board.case.connect import connect_reader
from evidence_board.model.errors import KnownError
from evidence_board.operations.entities import create_entity, rename_entity
from evidence_board.session import open_session


@pytest.fixture
def case(tmp_path):
    return practice_case(tmp_path)


def forge(path, sql, *parameters):
    connection = sqlite3.connect(path)
    connection.execute(sql, parameters)
    connection.commit()
    connection.close()


def damage(path):
    connection = connect_reader(path)
    try:
        return check(connection).damage
    finally:
        connection.close()


def id_of(path, ref):
    connection = sqlite3.connect(path)
    (row_id,) = connection.execute("SELECT id FROM item WHERE ref = ?", (ref,)).fetchone()
    connection.close()
    return row_id


def test_an_altered_small_picture_is_named(case):
    forge(case, "UPDATE thumbnail SET data = zeroblob(length(data)) WHERE item_id = ?", id_of(case, "M-014"))
    assert [found.name for found in damage(case)] == ["M-014 (thumbnail)"]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE raw_tag SET value = 'forged' WHERE id = (SELECT min(id) FROM raw_tag WHERE item_id = ?)",
        "DELETE FROM raw_tag WHERE id = (SELECT max(id) FROM raw_tag WHERE item_id = ?)",
        "INSERT INTO raw_tag (item_id, family, tag, value) VALUES (?, 'EXIF', 'Artist', 'somebody')",
    ],
)
def test_altered_raw_tags_are_named(case, sql):
    forge(case, sql, id_of(case, "M-014"))
    assert [found.name for found in damage(case)] == ["M-014 (raw_tag)"]


def test_bytes_that_belong_to_nothing_are_named(case):
    forge(case, "INSERT INTO chunk (blob_id, number, sha256, data) VALUES (9999, 0, '', x'00')")
    assert [found.name for found in damage(case)] == ["stored bytes 9999"]


def test_text_that_is_none_any_more_is_named_and_the_rest_still_read(case):
    forge(case, "UPDATE person SET name = CAST(x'fffe' AS TEXT) WHERE ref = 'N-01'")
    forge(case, "UPDATE custody SET actor = CAST(x'ff' AS TEXT) WHERE seq = 2")
    assert {found.name for found in damage(case)} == {"N-01 (person)", "entry 2"}


def test_rows_of_a_page_that_cannot_be_read_are_named_one_by_one(case):
    connection = sqlite3.connect(case)
    connection.executescript("PRAGMA cache_size = 10")
    (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'item'").fetchone()
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    connection.close()
    raw = bytearray(case.read_bytes())
    # The first leaf below the root: its number stands at the end of the root page's first cell pointer.
    assert raw[(root - 1) * size] in (5, 13)
    page = root
    if raw[(root - 1) * size] == 5:
        cell = int.from_bytes(raw[(root - 1) * size + 12 : (root - 1) * size + 14])
        page = int.from_bytes(raw[(root - 1) * size + cell : (root - 1) * size + cell + 4])
    raw[(page - 1) * size : page * size] = b"\x77" * size
    case.write_bytes(raw)
    found = damage(case)
    named = [one.name for one in found if one.part == "rows" and one.name.startswith("item ")]
    assert named
    assert all("cannot be read" in one.message for one in found if one.name in named)


def test_a_history_that_was_altered_is_named_and_not_replayed(tmp_path):
    with empty_session(tmp_path) as session:
        made = session.run(create_entity, kind="person", name="Андрей").result().result["id"]
        session.run(rename_entity, kind="person", row_id=str(made), name="Павел").result()
        case = session.case.path
    forge(case, "UPDATE change SET before = replace(before, 'Андрей', 'Сергей') WHERE op = 'update'")
    assert [found.name for found in damage(case)] == ["step 2 of the history"]
    session = open_session(case, actor="me")
    with pytest.raises(KnownError, match="cannot be taken back"):
        session.undo().result()
    assert [row.label for row in session.index.entities.values()] == ["Павел"]
    session.close()


@pytest.mark.parametrize(("table", "files_ok"), [("item", 48), ("problem", 48), ("blob", 0), ("row_digest", 48)])
def test_a_page_of_zeros_names_its_table_and_hides_no_sound_file(case, table, files_ok):
    connection = sqlite3.connect(case)
    (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    connection.close()
    raw = bytearray(case.read_bytes())
    raw[(root - 1) * size : root * size] = bytes(size)
    case.write_bytes(raw)
    reader = connect_reader(case)
    try:
        report = check(reader)
    finally:
        reader.close()
    assert next(found.name for found in report.damage if found.part == "pages") == f"table {table}"
    assert (report.files_ok, report.files) == (files_ok, 48)
