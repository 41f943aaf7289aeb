"""The face of the layers: nothing blocks, nothing hostile is decoded here, everything ends."""

import subprocess
import sys
import threading

import pytest
from tests.factories.map_files import marked_tiles, tile_of, write_mbtiles

from evidence_board.geo.layers import LayerReaders, StoredOrigin
from evidence_board.model.errors import KnownError


def test_the_window_loads_no_decoder_of_maps():
    code = (
        "import sys, evidence_board.geo.layers, evidence_board.geo.layers.pinning\n"
        "print(sorted({'PIL', 'tifffile', 'apsw', 'pmtiles', 'numpy', 'defusedxml'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "[]"


def test_a_file_that_goes_away_is_told(tmp_path, opened):
    data = write_mbtiles(tmp_path / "a.mbtiles", marked_tiles((9,), around=6), metadata=None).read_bytes()
    gone = threading.Event()

    def read(offset, length):
        if gone.is_set():
            raise OSError("the drive is gone")
        return data[offset : offset + length]

    source = opened(StoredOrigin("a.mbtiles", "gone", len(data), read))
    column, row = tile_of(9)
    assert source.tile(9, column, row).result(60) is not None
    gone.set()
    failures = 0
    for x in range(column - 6, column + 7):
        try:
            source.tile(9, x, row - 6).result(60)
        except KnownError as error:
            failures += 1
            assert "changed while it was open" in str(error)
    assert failures
    gone.clear()
    assert source.tile(9, column + 1, row + 1).result(60) is not None


def test_a_slow_file_never_holds_up_who_asks_and_waiting_tiles_can_be_given_up(tmp_path):
    data = write_mbtiles(tmp_path / "a.mbtiles", marked_tiles((9,), around=6), metadata=None).read_bytes()
    slow, going = threading.Event(), threading.Event()

    def read(offset, length):
        if slow.is_set():
            going.wait(60)
        return data[offset : offset + length]

    readers = LayerReaders(workers=1)
    try:
        source = readers.open_layer(StoredOrigin("a.mbtiles", "slow", len(data), read)).result(60)
        slow.set()
        column, row = tile_of(9)
        asked = {(x, row - 5): source.tile(9, x, row - 5) for x in range(column - 6, column + 7)}
        assert source.tile(9, column, row - 5) is asked[column, row - 5]
        source.keep_only([])
        given_up = [future for future in asked.values() if future.cancelled()]
        assert len(given_up) >= len(asked) - 1
        going.set()
        assert source.tile(9, column, row - 4).result(60) is not None
    finally:
        going.set()
        readers.close()


def test_closed_readers_answer_nothing(tmp_path):
    path = write_mbtiles(tmp_path / "a.mbtiles", marked_tiles((9,)), metadata=None)
    readers = LayerReaders(workers=1)
    source = readers.open_layer(path).result(60)
    readers.close()
    with pytest.raises(KnownError):
        readers.open_layer(path)
    column, row = tile_of(9)
    assert source.tile(9, column, row).cancelled()
    source.close()
