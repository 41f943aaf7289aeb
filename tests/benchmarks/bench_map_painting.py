"""What the painter thread of the map takes for a picture of a place never shown; run as a script.

The map with 100,000 pins at 1600x1000 (the picture reaches past the view on all sides), offscreen, everything cold:
cells decoded, paths built, labels and pins drawn for the first time. Milliseconds are CPU time of the painting
thread (``time.thread_time``); beside it the same picture painted again.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
import pytest
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication
from tests.benchmarks.bench_map import HEIGHT, WIDTH, picture
from tests.factories.big import big_index

from evidence_board import resources
from evidence_board.geo.basemap import Basemap
from evidence_board.geo.mercator import to_world, world_pixels
from evidence_board.ui.canvas import CameraState, Frame, theme_fonts
from evidence_board.ui.canvas.frame import OVERSIZE
from evidence_board.ui.map.map_colors import MapColors
from evidence_board.ui.map.map_content import make_content
from evidence_board.ui.map.map_renderer import MapRenderer
from evidence_board.ui.map.map_scene import View
from evidence_board.ui.theme import Theme

PLACES = ((34.9, 35.9), (51.0, 7.0), (48.5, 37.5), (-33.0, 151.0))
ZOOMS = (11.0, 8.0, 7.0, 6.0, 5.0, 4.0)


def paint(renderer, latitude, longitude, zoom):
    """Paint a place; milliseconds of CPU."""
    width, height = round(WIDTH * OVERSIZE), round(HEIGHT * OVERSIZE)
    camera = CameraState.square(*to_world(latitude, longitude), world_pixels(zoom))
    frame = Frame(camera, width, height, 1.0, 0xFFFFFFFF, False, 1, lambda: False)
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    with QPainter(image) as painter:
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        began = time.thread_time()
        renderer.paint(painter, frame)
        return 1000 * (time.thread_time() - began)


def run():
    """Measure and print."""
    theme = Theme(QApplication.instance(), mode="light")
    basemap = Basemap(resources.path("map/basemap.sqlite"))
    index = big_index(items=115_000)
    view = View(make_content(index, index.items.values()), MapColors.of(theme))
    thumbnail = picture(3)
    renderer = MapRenderer(basemap, fonts=theme_fonts(theme), images=lambda key: thumbnail, view=view)
    paint(renderer, 0.0, 0.0, 2.0)
    cold, warm = [], []
    for zoom in ZOOMS:
        for place in PLACES:
            cold.append(paint(renderer, *place, zoom))
            warm.append(paint(renderer, *place, zoom))
    basemap.close()
    print()
    print(f"a picture of the map for a view of {WIDTH}x{HEIGHT}, {len(view.content.pins):,} pins, CPU ms of its thread")
    print(f"never shown: median {np.median(cold):.0f}, worst {max(cold):.0f}; again: median {np.median(warm):.0f}")
    print(f"the first takes {np.median(cold) / np.median(warm):.1f} times the second")
    return cold


@pytest.mark.benchmark
@pytest.mark.timeout(300)
def test_cold_pictures(qapp, capsys):
    with capsys.disabled():
        assert len(run()) == len(ZOOMS) * len(PLACES)


if __name__ == "__main__":
    application = QApplication(sys.argv)
    run()
