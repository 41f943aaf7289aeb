"""A whole page over the practice case, a small MBTiles file, and what waits for the layers."""

import pytest
from tests.factories.cases import practice_session
from tests.factories.map_files import marked_tiles, write_mbtiles
from tests.ui.conftest import whole_page

from evidence_board.geo.mercator import to_world, world_pixels
from evidence_board.ui.canvas import CameraState
from evidence_board.ui.map_layers.layers_feature import LayersFeature

PATIENCE = 60_000


@pytest.fixture(autouse=True)
def no_painter_left(no_painter_left):
    """As in `tests/ui/conftest.py`, for every test here."""


@pytest.fixture
def page(tmp_path, theme, qtbot):
    """The practice case in its window, with a writer thread as in the program: maps are copied behind it."""
    with practice_session(tmp_path, threaded=True) as session, whole_page(session, theme, qtbot) as shown:
        yield shown


@pytest.fixture
def feature(page):
    """The part of the page that lays maps over the map."""
    (found,) = [one for one in page.features if isinstance(one, LayersFeature)]
    return found


@pytest.fixture
def mbtiles(tmp_path):
    """A map around Tartus: one dark green, and a red pixel at its marked place."""
    metadata = {
        "name": "Survey",
        "format": "png",
        "attribution": "© <b>Survey</b> office",
        "bounds": "35.8,34.8,36.0,35.0",
        "minzoom": "8",
        "maxzoom": "12",
    }
    return write_mbtiles(tmp_path / "survey.mbtiles", marked_tiles(range(8, 13)), metadata=metadata)


@pytest.fixture
def lay(qtbot, feature):
    """A function that adds files through the sheet and waits until they are open."""

    def add(*paths):
        if not feature.sheet.is_open:
            feature.show_sheet()
        wanted = len(feature.stack.states) + len(paths)
        feature.sheet.add(list(paths))
        qtbot.waitUntil(
            lambda: len(feature.stack.states) == wanted and not any(one.opening for one in feature.stack.states),
            timeout=PATIENCE,
        )
        return feature.stack.states[-1].row.id

    return add


def look_at(pane, latitude, longitude, zoom):
    """Point the camera and wait for nothing."""
    pane.canvas.camera.jump(CameraState.square(*to_world(latitude, longitude), world_pixels(zoom)))


def wait_painted(qtbot, feature):
    """Wait until the map shows all tiles in full quality."""
    qtbot.waitUntil(lambda: feature.maps[0].is_idle, timeout=PATIENCE)
