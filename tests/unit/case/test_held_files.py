"""Which files SQLite holds in this process."""

import gc

import pytest

from evidence_board.case import connect
from evidence_board.case.held_files import is_held
from evidence_board.session import create_session


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "Хомс.evidence"
    create_session(path, title="Хомс", actor="me").close()
    return path


def test_a_file_is_held_until_its_last_connection_is_closed(path):
    assert not is_held(path)
    first, second = connect.connect_reader(path), connect.connect_reader(path)
    first.close()
    assert is_held(path)
    second.close()
    second.close()
    assert not is_held(path)


def test_a_connection_that_nobody_closed_holds_nothing(path):
    left = connect.connect_reader(path)
    assert is_held(path)
    del left
    gc.collect()
    # A file that comes to have the same inode would else be taken for one that was looked at already.
    assert not is_held(path)


def test_no_file_is_not_held(tmp_path):
    assert not is_held(tmp_path / "none.evidence")
