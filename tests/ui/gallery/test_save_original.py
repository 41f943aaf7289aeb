"""The original leaves the case byte for byte, or not at all."""

import hashlib
import resource
import sys

import pytest
from tests.factories.cases import practice_session

from evidence_board.case.details import read_original
from evidence_board.model.errors import KnownError
from evidence_board.ui.gallery.save_original import save_original


@pytest.fixture
def session(tmp_path):
    with practice_session(tmp_path) as opened:
        yield opened


@pytest.fixture
def item_id(session):
    return session.index.by_ref["M-019"]


def test_every_byte_is_the_same(session, item_id, tmp_path):
    saved = save_original(session, item_id, tmp_path / "снимок.jpg")
    assert hashlib.sha256(saved.read_bytes()).hexdigest() == session.read(read_original, item_id).sha256


def test_nothing_is_written_over(session, item_id, tmp_path):
    target = tmp_path / "mine.jpg"
    target.write_bytes(b"mine")
    with pytest.raises(KnownError, match="already"):
        save_original(session, item_id, target)
    assert target.read_bytes() == b"mine"


def test_a_folder_that_is_not_there_is_said(session, item_id, tmp_path):
    with pytest.raises(KnownError, match="cannot be written"):
        save_original(session, item_id, tmp_path / "gone" / "a.jpg")


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on the size of files there")
def test_where_there_is_no_room_no_part_of_it_is_left(session, item_id, tmp_path):
    target = tmp_path / "part.jpg"
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, before[1]))
    try:
        with pytest.raises(KnownError, match=r"cannot be written.*Nothing was left"):
            save_original(session, item_id, target)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert not target.exists()
