"""The file that a worker reads in ranges."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_board.workers.ranges import MAX_RANGE, RangeFile

DATA = bytes(index * 7 % 256 for index in range(3000))


def served(data, log=None):
    def fetch(offset, length):
        assert 0 < length <= MAX_RANGE
        assert offset + length <= len(data)
        if log is not None:
            log.append((offset, length))
        return data[offset : offset + length]

    return RangeFile(size=len(data), fetch=fetch)


@given(
    st.lists(
        st.one_of(
            st.tuples(st.just("read"), st.integers(-1, 4000)),
            st.tuples(st.just("seek"), st.integers(0, 4000)),
            st.tuples(st.just("end"), st.integers(-3000, 0)),
        ),
        max_size=20,
    )
)
def test_it_reads_like_a_file_in_memory(steps):
    ours, theirs = served(DATA), io.BytesIO(DATA)
    for step, value in steps:
        if step == "read":
            assert ours.read(value) == theirs.read(value)
        elif step == "seek":
            assert ours.seek(value) == theirs.seek(value)
        else:
            assert ours.seek(value, io.SEEK_END) == theirs.seek(value, io.SEEK_END)
        assert ours.tell() == theirs.tell()


def test_small_steps_fetch_once():
    log = []
    file = served(DATA, log)
    assert b"".join(file.read(10) for _ in range(300)) == DATA
    assert log == [(0, 3000)]


def test_it_fills_buffers():
    buffer = bytearray(5000)
    assert served(DATA).readinto(buffer) == 3000
    assert bytes(buffer[:3000]) == DATA


def test_before_the_start_is_refused():
    with pytest.raises(ValueError, match="negative"):
        served(DATA).seek(-1)
