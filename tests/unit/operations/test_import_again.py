"""Reading a file at the source once more."""

import hashlib

import pytest

from evidence_board.model.errors import KnownError
from evidence_board.operations.import_again import has_changed


def test_only_other_bytes_count_as_changed(tmp_path):
    path = tmp_path / "снимок.jpg"
    path.write_bytes(b"first")
    sha256 = hashlib.sha256(b"first").hexdigest()
    assert not has_changed(path, sha256=sha256)
    path.write_bytes(b"second")
    assert has_changed(path, sha256=sha256)


def test_a_missing_file_and_a_link_are_said_in_words(tmp_path):
    real = tmp_path / "real.jpg"
    real.write_bytes(b"x")
    link = tmp_path / "link.jpg"
    link.symlink_to(real)
    with pytest.raises(KnownError, match="no longer where it was"):
        has_changed(tmp_path / "gone.jpg", sha256="")
    with pytest.raises(KnownError, match="cannot be read again"):
        has_changed(link, sha256="")
    with pytest.raises(KnownError, match="cannot be read again"):
        has_changed(tmp_path, sha256="")
