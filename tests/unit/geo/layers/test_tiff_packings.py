"""GeoTIFF files as GDAL writes them: every packing gives the disc at its place, and nothing where there are no data."""

import io
import math
from pathlib import Path

import numpy as np
import pytest
import tifffile
from tests.factories.map_files import MARK
from tests.factories.map_pixels import pixel_of, rgba

from evidence_board.geo.layers import tiff_raster
from evidence_board.geo.layers.geotiff import GeoTiff
from evidence_board.geo.layers.held import HeldFile
from evidence_board.geo.mercator import to_geographic, to_world

from .test_georeferenced import tags

FILES = Path(__file__).parents[3] / "data" / "map_layers"
#: In these the disc is white on black; in all others it is red.
GREY = {"bit-fax", "bit-packbits", "float-deflate", "float-lzw", "four-bits", "grey16-lzw"}
#: These cannot say that there are no data.
WHOLE = {"bit-fax", "bit-packbits", "four-bits", "control-points"}
NAMES = sorted(path.stem for path in FILES.glob("*.tif"))


def disc_of(pixels):
    """Mean place of what is brightest in red, in pixels from the top left corner."""
    share = np.clip((pixels[..., 0].astype(float) * (pixels[..., 3] / 255) - 100) / 155, 0, 1)
    down, across = np.mgrid[: share.shape[0], : share.shape[1]] + 0.5
    return (share * across).sum() / share.sum(), (share * down).sum() / share.sum()


def off_by(source, z):
    """How far the disc is from its place, in pixels of a level; only its part of the tile counts."""
    x, y = (int(one * 2**z) for one in to_world(*MARK))
    wanted = pixel_of(z, x, y, MARK)
    found = disc_of(rgba(source.tile(z, x, y).result(60)))
    return math.hypot(found[0] - wanted[0], found[1] - wanted[1])


def test_the_files_are_there():
    assert set(NAMES) >= GREY | WHOLE and len(NAMES) >= 12


@pytest.mark.parametrize("name", NAMES)
def test_each_packing_shows_the_disc_at_its_place(opened, name):
    source = opened(FILES / f"{name}.tif")
    facts = source.facts
    assert (facts.kind, facts.pixels, facts.questions) == ("geotiff", True, ())
    assert off_by(source, facts.max_zoom) < 0.3
    west, north = facts.bounds.west, facts.bounds.north
    z = facts.max_zoom
    x, y = (int(one * 2**z) for one in to_world(north - 0.003, west + 0.0003))
    left, top = pixel_of(z, x, y, (north - 0.003, west + 0.0003))
    edge = rgba(source.tile(z, x, y).result(60))[int(top), int(left)]
    assert (edge[3] == 255) == (name in WHOLE)
    column, row = (int(one) for one in pixel_of(z, x, y, to_geographic(*to_world(*MARK))))
    if 0 <= column < 256 and 0 <= row < 256 and name in GREY:
        assert len(set(rgba(source.tile(z, x, y).result(60))[row, column, :3].tolist())) == 1


def test_control_points_are_named(opened):
    facts = opened(FILES / "control-points.tif").facts
    assert facts.notes == ("control_points",) and len(facts.residuals_m) == 4 and max(facts.residuals_m) < 2


@pytest.mark.parametrize("down", [1, 2, 3])
def test_made_smaller_without_overviews_nothing_moves(tmp_path, opened, down):
    """A file without overviews, of odd sides, is averaged: half a pixel off would show at every level below."""
    pixels = np.zeros((1107, 1501, 3), dtype=np.uint8)
    pixels[...] = (10, 80, 10)
    rows, columns = np.mgrid[:1107, :1501]
    pixels[np.hypot(columns - 421, rows - 137) < 30] = (255, 0, 0)
    path = tmp_path / "large.tif"
    extratags = tags(3857, scale=10.0)  # the middle of pixel (421, 137) lies on the marked place
    tifffile.imwrite(path, pixels, photometric="rgb", compression="zlib", rowsperstrip=64, extratags=extratags)
    source = opened(path)
    assert off_by(source, source.facts.max_zoom - down) < 0.15


def test_a_colour_range_is_not_that_of_the_first_rows(tmp_path, opened):
    """Sixteen bits whose first rows are empty, as at the edge of a turned picture."""
    values = np.full((300, 400), 900, dtype=np.uint16)
    values[:40] = 0
    rows, columns = np.mgrid[:300, :400]
    values[np.hypot(columns - 200, rows - 150) < 40] = 3000
    path = tmp_path / "deep.tif"
    extratags = tags(3857, scale=10.0)
    tifffile.imwrite(path, values, photometric="minisblack", compression="zlib", rowsperstrip=20, extratags=extratags)
    source = opened(path)
    south, west, north, east = source.facts.bounds
    z = source.facts.max_zoom
    middle, edge = ((south + north) / 2, (west + east) / 2), (south + 0.002, west + 0.002)
    shades = []
    for place in (middle, edge):
        x, y = (int(one * 2**z) for one in to_world(*place))
        left, top = pixel_of(z, x, y, place)
        shades.append(int(rgba(source.tile(z, x, y).result(60))[int(top), int(left), 0]))
    assert shades[0] > 240 and 40 < shades[1] < 120


@pytest.mark.parametrize("reach", [0, 2])
def test_a_large_file_without_overviews_is_drawn_from_close_by(tmp_path, monkeypatch, reach):
    """Nobody reads a gigabyte to draw a thumbnail of it: it says so, and from close by it is there."""
    monkeypatch.setattr(tiff_raster, "_MOST_SHRUNK", 100_000)
    pixels = np.full((1300, 1500, 3), 90, dtype=np.uint8)
    path = tmp_path / "ortho.tif"
    with tifffile.TiffWriter(path) as writer:
        tiles = {"tile": (256, 256), "compression": "zlib", "photometric": "rgb"}
        writer.write(pixels, **tiles, extratags=tags(3857, scale=10.0))
        for level in range(1, reach + 1):
            writer.write(np.ascontiguousarray(pixels[:: 2**level, :: 2**level]), **tiles, subfiletype=1)
    file = HeldFile(path.stat().st_size)
    file.lend(io.BytesIO(path.read_bytes()))
    layer = GeoTiff(file, {"options": {}, "beside": {}})
    facts = layer.facts()
    assert facts["min_zoom"] == facts["max_zoom"] - 3 - reach and "no_overviews" in facts["notes"]
    z = facts["min_zoom"]
    x, y = (int(one * 2**z) for one in to_world(*MARK))
    assert layer.tile(z, x, y)[1]
    monkeypatch.setattr(tiff_raster, "_MOST_SHRUNK", 10**9)
    assert GeoTiff(file, {"options": {}, "beside": {}}).facts()["min_zoom"] == 0
