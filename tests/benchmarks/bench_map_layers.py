"""What a frame of the map costs the GUI thread with 100,000 pins over a raster MBTiles; run as a script.

The map pane over 100,000 photos, the real basemap and a raster MBTiles file, against a plain QGraphicsScene with one
item per pin and per tile over the same positions, in one run at 1600x1000, offscreen. Milliseconds are CPU time of
the main thread (``time.thread_time``) for all that a frame does. Beside it: how long after a jump to a place never
shown the map is sharp with all tiles, memory of tiles, and what the idle process takes.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication
from tests.benchmarks.map_frames import (
    HEIGHT,
    WIDTH,
    jump,
    measure_idle,
    pan_and_zoom,
    picture,
    plain_scene,
    pump,
    waited,
)
from tests.factories.big import big_index
from tests.factories.map_files import marked_tile, picture_bytes, write_mbtiles

from evidence_board.events import IndexChanged
from evidence_board.geo.mercator import to_world
from evidence_board.operations.map_layers import add_layer
from evidence_board.session import create_session
from evidence_board.ui.context import UiContext
from evidence_board.ui.map import MapPane
from evidence_board.ui.map_layers.layer_stack import LayerStack
from evidence_board.ui.map_layers.layers_on_map import LayersOnMap
from evidence_board.ui.theme import Theme

PHOTOS, BOX, DEEPEST = 115_000, (34.0, 35.4, 36.4, 37.6), 12
#: Where it is panned and zoomed, and places far from each other to jump to.
LOOKS = {"country": (34.9, 36.4, 8.0), "town": (34.9, 35.9, 11.0)}
JUMPS = ((34.3, 36.0), (35.9, 36.8), (34.6, 37.2), (36.1, 36.1), (35.2, 35.8))


def raster(folder):
    """An MBTiles file of a country: levels 6 to 12."""
    south, west, north, east = BOX
    tiles = {}
    for z in range(6, DEEPEST + 1):
        (left, top), (right, bottom) = to_world(north, west), to_world(south, east)
        data = picture_bytes(marked_tile(z, 0, 0, mark=(0.0, 0.0)), "JPEG")
        for x in range(int(left * 2**z), int(right * 2**z) + 1):
            for y in range(int(top * 2**z), int(bottom * 2**z) + 1):
                tiles[z, x, y] = data
    metadata = {"name": "Country", "format": "jpg", "bounds": f"{west},{south},{east},{north}"}
    return write_mbtiles(folder / "country.mbtiles", tiles, metadata=metadata), len(tiles)


def laid_map(folder):
    """A map pane with pins and layer, sharp; and what to close."""
    path, count = raster(folder)
    session = create_session(folder / "large.evidence", title="Large", actor="bench")
    theme = Theme(QApplication.instance(), mode="light")
    context = UiContext(session, theme)
    session.run(add_layer, kind="mbtiles", path=path).result()
    layers = session.index.layers
    session.index = big_index(items=PHOTOS)
    object.__setattr__(session.index, "layers", layers)
    images = [picture(number) for number in range(24)]
    for number, item_id in enumerate(session.index.items):
        context.thumbnails._images[item_id] = images[number % 24]
    pane = MapPane(context)
    stack = LayerStack(context)
    on_map = LayersOnMap(pane.stage, stack, theme=theme)
    pane.resize(WIDTH, HEIGHT)
    pane.show()
    session.hub.emit(IndexChanged())
    while len(pane.hits.content.pins) < 100_000 or not on_map.is_idle:
        pump(5)
    return pane, on_map, stack, session, context, count


def run(folder):
    """Measure everything and print the table."""
    pane, on_map, stack, session, context, count = laid_map(folder)
    pins = pane.hits.content.pins
    ours = {name: pan_and_zoom(pane.canvas, look, is_sharp=lambda: on_map.is_idle) for name, look in LOOKS.items()}
    sharp = []
    for place in JUMPS:
        jump(pane.canvas, *place, 11.0)
        sharp.append(waited(lambda: on_map.is_idle))
    idle, held = measure_idle(), stack.store.held_bytes
    theirs = {name: plain_scene(pins, look, tiles_in=BOX, pans=4, zooms=3) for name, look in LOOKS.items()}
    pane.shut_down()
    pane.close()
    context.close()
    session.close()
    print()
    print(f"map pane, {len(pins):,} pins over a raster MBTiles of {count:,} tiles, {WIDTH}x{HEIGHT}")
    print(f"{'CPU ms of the GUI thread per frame':36} p50    p95    max")
    for name in LOOKS:
        for row, words in ((ours[name], "canvas"), (theirs[name], "QGraphicsScene")):
            print(f"{name + ', ' + words:34}{row[0]:6.2f}{row[1]:7.2f}{row[2]:7.1f}")
        print(f"{'':34}p95 of the QGraphicsScene is {theirs[name][1] / ours[name][1]:.1f} times ours")
    print(f"sharp with all tiles after a jump: median {np.median(sharp):.0f} ms, longest {max(sharp):.0f} ms")
    print(f"tiles held: {held / 2**20:.0f} MiB of 128; idle: {idle:.1f} % of one core")
    return ours


@pytest.mark.benchmark
@pytest.mark.timeout(900)
def test_map_layer_frames(qapp, capsys, tmp_path):
    with capsys.disabled():
        rows = run(tmp_path)
    assert set(rows) == set(LOOKS)


if __name__ == "__main__":
    application = QApplication(sys.argv)
    with tempfile.TemporaryDirectory() as temporary:
        run(Path(temporary))
