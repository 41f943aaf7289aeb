"""Recent cases are looked into without changing a byte, and never while they are open here."""

import hashlib

import pytest
from tests.factories.cases import empty_session, practice_case

from evidence_board.settings import RecentCase
from evidence_board.ui.held_cases import HeldCases
from evidence_board.ui.welcome.recent_previews import read_preview


def recent(path, title="As remembered", files=7):
    return RecentCase(str(path), title, "2026-03-12T09:00:00Z", files)


@pytest.fixture
def held():
    return HeldCases()


def test_title_number_and_three_pictures(qapp, tmp_path, held):
    path = practice_case(tmp_path)
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    preview = read_preview(recent(path), held=held)
    assert (preview.title, preview.files, preview.problem, preview.missing) == ("Tartus 2015", 48, "", False)
    assert len(preview.pictures) == 3
    assert all(min(image.width(), image.height()) == 160 for image in preview.pictures)
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_an_empty_case(qapp, tmp_path, held):
    with empty_session(tmp_path, title="قضية الساحل") as session:
        path = session.case.path
    preview = read_preview(recent(path), held=held)
    assert (preview.title, preview.files, preview.pictures) == ("قضية الساحل", 0, [])


def test_a_file_that_is_gone(qapp, tmp_path, held):
    preview = read_preview(recent(tmp_path / "gone.evidence"), held=held)
    assert preview.missing
    assert (preview.title, preview.files) == ("As remembered", 7)


def test_a_file_that_is_no_case(qapp, tmp_path, held):
    path = tmp_path / "x.evidence"
    path.write_bytes(b"no case" * 100)
    assert read_preview(recent(path), held=held).problem == "x.evidence is not a case of Evidence Board."


def test_a_case_that_is_open_here_is_left_alone(qapp, tmp_path, held):
    path = practice_case(tmp_path)
    with held.turn(path):
        held.hold(path)
    preview = read_preview(recent(path), held=held)
    assert (preview.title, preview.files, preview.pictures) == ("As remembered", 7, [])
    with held.turn(path):
        held.release(path)
    assert read_preview(recent(path), held=held).title == "Tartus 2015"
