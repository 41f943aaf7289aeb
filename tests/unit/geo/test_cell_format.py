"""The packed shapes of a cell: what they hold, and that damage is noticed."""

import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_board.geo.cell_format import unpack


def varint(number: int) -> bytes:
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*out, number])


def packed(parts: list[tuple[bool, int, list[tuple[int, int]]]]) -> bytes:
    """Pack parts (hole, first zoom, corners) by the description in the module, the slow way."""
    numbers = [len(parts)]
    for hole, zoom, corners in parts:
        numbers += [len(corners) * 2 + hole, zoom]
    x = y = 0
    for _, _, corners in parts:
        for corner_x, corner_y in corners:
            for step in (corner_x - x, corner_y - y):
                numbers.append(step * 2 if step >= 0 else -step * 2 - 1)
            x, y = corner_x, corner_y
    return zlib.compress(b"".join(varint(number) for number in numbers))


corners = st.lists(st.tuples(st.integers(0, 2**23), st.integers(0, 2**23)), min_size=2, max_size=30)


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 12), corners), min_size=1, max_size=12))
def test_what_was_packed_is_unpacked(parts):
    parts.sort(key=lambda part: part[1])
    shapes = unpack(packed(parts), bits=23, filled=True)
    assert list(shapes.holes) == [hole for hole, _, _ in parts]
    assert list(shapes.min_zooms) == [zoom for _, zoom, _ in parts]
    for part, (_, _, expected) in zip(shapes.parts(), parts, strict=True):
        assert np.array_equal(part * 2**23, np.array(expected))
    assert len(shapes.parts(zoom=5)) == sum(zoom <= 5 for _, zoom, _ in parts)


GOOD = packed([(False, 0, [(10, 10), (300, 10), (300, 5000)]), (True, 0, [(20, 20), (30, 20), (30, 30)])])


@pytest.mark.parametrize(
    "stream",
    [
        b"",
        b"\x00",
        b"\x05",
        b"\x80",
        b"\x01\x06",
        b"\x01\x06\x00\x01\x02",
        b"\xff" * 12 + b"\x01",
        b"\x02\x08\x00\x08\x00\x01",
    ],
)
def test_streams_that_promise_too_much(stream):
    with pytest.raises(ValueError):
        unpack(zlib.compress(stream), bits=20, filled=False)


def test_every_prefix_is_refused():
    for length in range(len(GOOD)):
        with pytest.raises(ValueError):
            unpack(GOOD[:length], bits=20, filled=True)


def test_a_cell_that_unpacks_without_end_is_refused():
    with pytest.raises(ValueError):
        unpack(zlib.compress(b"\x01" * (17 * 1024 * 1024)), bits=20, filled=True)


@given(st.binary(max_size=200))
def test_random_bytes_are_refused_or_read(data):
    try:
        shapes = unpack(zlib.compress(data), bits=20, filled=True)
    except ValueError:
        return
    assert shapes.starts[-1] == len(shapes.points)
