"""A backup of the rows against a plain copy of the file: the share of time and of bytes, for a large case."""

import hashlib
import os
import shutil
import time

import pytest
from tests.factories.cases import empty_session

from evidence_board.case import backup as case_backup
from evidence_board.case import blobs

pytestmark = pytest.mark.benchmark

#: Megabytes of originals; 10,000 is the size the figure is asked for.
MEGABYTES = int(os.environ.get("EVIDENCE_BOARD_BENCH_MB", "2000"))


def test_backup_of_a_large_case(tmp_path):
    with empty_session(tmp_path) as session:
        path = session.case.path
        count = MEGABYTES // 4
        for _ in range(count):
            data = os.urandom(4 << 20)
            sha256 = hashlib.sha256(data).hexdigest()
            with session.gate.unrecorded() as connection:
                blobs.store_blob(connection, data, sha256, blobs.chunk_digests(data, sha256))
        begin = time.perf_counter()
        made = case_backup.make(path, case_backup.folder_of(path))
        backup = time.perf_counter() - begin
        size = path.stat().st_size
        begin = time.perf_counter()
        shutil.copy(path, tmp_path / "copy")
        whole = time.perf_counter() - begin
    print(
        f"\n{size / 1e9:.1f} GB: backup {backup:.2f} s, plain copy {whole:.1f} s: {backup / whole:.3f} of its time,"
        f" {made.backup.size / size:.4f} of its bytes"
    )
