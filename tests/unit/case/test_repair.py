"""Repair: all that can be kept goes into a new file, what is not whole is named, the damaged file stays as it was."""

import random
import sqlite3

import pytest
from tests.factories.cases import practice_case

from evidence_board.case.check import check
from evidence_board.case.connect import connect_reader
from evidence_board.case.repair import repair
from evidence_board.case.restore import RestoreStopped
from evidence_board.model.errors import KnownError
from evidence_board.session import open_session

PAGE = 16384


@pytest.fixture
def case(tmp_path):
    return practice_case(tmp_path)


def forge(path, sql, *parameters):
    connection = sqlite3.connect(path)
    connection.execute(sql, parameters)
    connection.commit()
    connection.close()


def look(path, sql, *parameters):
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        return connection.execute(sql, parameters).fetchall()
    finally:
        connection.close()


def report_of(path):
    connection = connect_reader(path)
    try:
        return check(connection)
    finally:
        connection.close()


def zero_page(path, number, fill=b"\0"):
    raw = bytearray(path.read_bytes())
    raw[(number - 1) * PAGE : number * PAGE] = fill * PAGE
    path.write_bytes(raw)


def root_of(path, table):
    return look(path, "SELECT rootpage FROM sqlite_master WHERE name = ?", table)[0][0]


def repaired(case):
    target = case.with_name("repaired.evidence")
    before = case.read_bytes()
    report = repair(case, target, actor="me")
    assert case.read_bytes() == before
    return target, report


def test_a_sound_case_is_kept_whole(case):
    target, report = repaired(case)
    assert report.whole, report.lost
    assert (report.files, report.files_ok) == (48, 48)
    assert report_of(target).ok, report_of(target).damage
    for table in ("item", "link", "geotag", "moment", "citation", "raw_tag", "thumbnail", "chunk", "blob", "region"):
        assert look(target, f"SELECT * FROM {table} ORDER BY 1, 2") == look(
            case, f"SELECT * FROM {table} ORDER BY 1, 2"
        )
    words = look(target, "SELECT action, words FROM v_log ORDER BY seq DESC LIMIT 1")[0]
    assert words[0] == "repaired"
    assert words[1].startswith("Repaired from practice.evidence:")
    opened = open_session(target, actor="me")
    assert len(opened.index.items) == 48
    assert opened.undo_step() is None
    opened.close()


def test_an_original_with_a_bad_part_keeps_the_rest_and_has_a_problem(case):
    forge(
        case,
        "UPDATE chunk SET data = zeroblob(length(data)) WHERE number = 0"
        " AND blob_id = (SELECT blob_id FROM item WHERE ref = 'V-001')",
    )
    target, report = repaired(case)
    assert [(one.fate, one.name) for one in report.lost] == [("damaged", "V-001")]
    assert [one.name for one in report_of(target).damage] == ["V-001"]
    [(code, state)] = look(
        target,
        "SELECT p.code, i.state FROM problem p JOIN item i ON i.id = p.item_id WHERE i.ref = 'V-001'"
        " AND p.code = 'damaged_bytes'",
    )
    assert (code, state) == ("damaged_bytes", "partial")


def test_an_altered_row_is_kept_and_named(case):
    forge(case, "UPDATE link SET note = 'forged' WHERE ref = 'K-05'")
    target, report = repaired(case)
    assert [(one.fate, one.name) for one in report.lost] == [("altered", "K-05 (link)")]
    assert report_of(target).ok
    assert "altered: K-05 (link)" in look(target, "SELECT detail FROM custody ORDER BY seq DESC LIMIT 1")[0][0]


@pytest.mark.parametrize(
    "table", ["item", "link", "moment", "geotag", "citation", "blob", "chunk", "row_digest", "custody"]
)
@pytest.mark.parametrize("fill", [b"\0", b"\x77"])
def test_a_root_page_that_is_gone_costs_no_row_that_lies_elsewhere(case, table, fill):
    """The page at the root of a large table holds no rows: every one of them is found again in the other pages."""
    rows = look(case, f"SELECT count(*) FROM {table}")[0][0]
    raw = case.read_bytes()
    is_inner = raw[(root_of(case, table) - 1) * PAGE] == 5
    zero_page(case, root_of(case, table), fill)
    target, report = repaired(case)
    if is_inner and table not in ("row_digest", "custody"):
        assert look(target, f"SELECT count(*) FROM {table}")[0][0] == rows
        assert all(one.table == table for one in report.lost), report.lost
    found = report_of(target)
    assert {one.part for one in found.damage} <= {"files"}
    assert found.files == 48 or table in ("item", "blob")
    opened = open_session(target, actor="me")
    opened.close()


def test_a_list_of_contents_that_is_gone_costs_the_names_not_the_rows(case):
    raw = bytearray(case.read_bytes())
    raw[100:PAGE] = bytes(PAGE - 100)
    case.write_bytes(raw)
    target, report = repaired(case)
    assert report_of(target).ok, report_of(target).damage
    assert (report.files, report.files_ok) == (48, 48)
    assert len(look(target, "SELECT 1 FROM item")) == 48
    assert report.old_head == report.old_head.lower() != "0" * 64
    open_session(target, actor="me").close()


def test_random_damage_never_ends_the_repair(case, tmp_path):
    chooser = random.Random(5)
    whole = case.read_bytes()
    for n in range(6):
        raw = bytearray(whole)
        for _ in range(8):
            at = chooser.randrange(1, len(raw) // PAGE) * PAGE
            raw[at : at + PAGE] = chooser.randbytes(PAGE) if chooser.random() < 0.5 else bytes(PAGE)
        case.write_bytes(raw)
        target = tmp_path / f"repaired {n}.evidence"
        report = repair(case, target, actor="me")
        assert not report.whole
        found = report_of(target)
        assert {one.part for one in found.damage} <= {"files"}, found.damage
        opened = open_session(target, actor="me")
        opened.close()


def test_a_cut_file_is_repaired_as_far_as_it_goes(case):
    raw = case.read_bytes()
    case.write_bytes(raw[: len(raw) * 2 // 3])
    target, report = repaired(case)
    assert report.lost
    open_session(target, actor="me").close()


def test_a_file_of_nothing_is_told(case):
    case.write_bytes(bytes(200_000))
    with pytest.raises(KnownError, match="can be kept"):
        repair(case, case.with_name("new.evidence"), actor="me")


def test_nothing_is_overwritten_and_nothing_is_left_when_stopped(case):
    with pytest.raises(KnownError, match="already a file"):
        repair(case, case, actor="me")
    with pytest.raises(RestoreStopped):
        repair(case, case.with_name("new.evidence"), actor="me", progress=lambda done, of: False)
    assert [one.name for one in case.parent.iterdir()] == [case.name]
