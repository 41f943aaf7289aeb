"""Bytes of maps, turned at random: every file ends as a layer or as words, never as anything else.

The handler of the worker is called here as the worker calls it, and its answers are checked as the window checks them.
"""

import functools
import gzip
import io
import json
import tempfile
import zipfile
from pathlib import Path

import numpy as np
import pytest
import tifffile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.factories import vector_tiles as vt
from tests.factories.map_files import marked_tile, marked_tiles, picture_bytes, tile_of, write_mbtiles, write_pmtiles

from evidence_board.geo.layers import jobs
from evidence_board.geo.layers.answers import read_facts, read_pixels, read_shapes, read_vector
from evidence_board.geo.layers.facts import TileKey
from evidence_board.model.errors import KnownError
from evidence_board.workers import Reply

Z = 4
X, Y = tile_of(Z)
VECTOR = vt.tile(
    {
        "water": [(vt.AREA, [[(0, 0), (4000, 0), (4000, 4000)]], {"class": "lake"})],
        "place": [(vt.POINT, [[(100, 100)]], {"class": "city", "name": "Тартус", "rank": 3})],
        "transportation": [(vt.LINE, [[(0, 0), (40, 40), (9, 900)]], {"class": "primary"})],
    }
)


def _tiff():
    made = io.BytesIO()
    keys = (1, 1, 0, 2, 1024, 0, 1, 2, 2048, 0, 1, 4326)
    extratags = [
        (33550, "d", 3, (0.1, 0.1, 0.0), True),
        (33922, "d", 6, (0.0, 0.0, 0.0, 34.0, 37.0, 0.0), True),
        (34735, "H", len(keys), keys, True),
    ]
    pixels = np.arange(64 * 64 * 3, dtype=np.uint8).reshape(64, 64, 3)
    tifffile.imwrite(made, pixels, photometric="rgb", tile=(32, 32), compression="zlib", extratags=extratags)
    return made.getvalue()


def _kml():
    box = "<LatLonBox><north>36</north><south>34</south><east>37</east><west>35</west></LatLonBox>"
    return (
        '<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Style id="s"><LineStyle><color>7f00ff00</color>'
        "<width>3</width></LineStyle></Style><Placemark><name>a</name><styleUrl>#s</styleUrl><LineString><coordinates>"
        "35,34 36,35</coordinates></LineString></Placemark><GroundOverlay><Icon><href>p.png</href></Icon>"
        f"{box}</GroundOverlay></Document></kml>"
    )


def _kmz():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("doc.kml", _kml())
        archive.writestr("p.png", picture_bytes(marked_tile(Z, X, Y, px=32)))
    return made.getvalue()


@functools.cache
def samples():
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        tiles = marked_tiles((Z,), px=32)
        vector = {key: gzip.compress(VECTOR) for key in tiles}
        about = {"name": "x", "bounds": "30,30,40,40", "json": json.dumps({"vector_layers": [{"id": "water"}]})}
        return {
            "mbtiles": write_mbtiles(path / "a", tiles, metadata=about).read_bytes(),
            "mbtiles-view": write_mbtiles(path / "b", vector, metadata=about, view=True).read_bytes(),
            "pmtiles": write_pmtiles(path / "c", tiles, metadata=about).read_bytes(),
            "pmtiles-vector": write_pmtiles(path / "d", vector, vector=True).read_bytes(),
            "geotiff": _tiff(),
            "image": picture_bytes(marked_tile(Z, X, Y, px=32)),
            "kml": _kml().encode(),
            "kmz": _kmz(),
            "geojson": b'{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"a","stroke":'
            b'"#f00","stroke-width":3},"geometry":{"type":"Polygon","coordinates":[[[35,34],[36,34],[36,35],[35,34]]]}}]}',
            "gpx": b'<gpx><trk><name>t</name><trkseg><trkpt lat="34" lon="35"><time>2015-09-12T10:00:00Z</time></trkpt>'
            b'<trkpt lat="35" lon="36"/></trkseg></trk></gpx>',
            "xyz": VECTOR,
        }  # fmt: skip


def read_everything(name, data):
    """Do with a file what the window does with it; returns the words it ends with, or None."""
    kind = {"xyz": "xyz", "image": "image"}.get(name, "")
    beside = {".pgw": "0.1\n0\n0\n-0.1\n34\n37"} if name == "image" else {}
    folder = {"min_zoom": 0, "max_zoom": 14, "bounds": None}
    header = {"key": name, "kind": kind, "name": "f", "options": {}, "beside": beside, "folder": folder}
    jobs.close_all()
    words = None
    key = TileKey(Z, X, Y)
    try:
        facts = read_facts(Reply(*_asked(header, data, ask="open")), name="f")
        if facts.shapes:
            read_shapes(Reply(*_asked(header, data, ask="shapes")), name="f")
        reply = Reply(*_asked(header, data, ask="tile", z=Z, x=X, y=Y))
        if facts.vector:
            read_vector(reply, key=key, name="f")
        else:
            read_pixels(reply, name="f")
    except KnownError as error:
        words = str(error)
    return words


def _asked(header, data, **more):
    answer, attachments = jobs.handle({**header, **more}, data)
    json.dumps(answer, allow_nan=False)
    return answer, tuple(attachments)


@pytest.mark.parametrize("name", list(samples()))
def test_whole_samples_are_layers(name):
    assert read_everything(name, samples()[name]) is None


@pytest.mark.parametrize("name", list(samples()))
@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(turns=st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=6))
def test_turned_bytes_end_as_a_layer_or_as_words(name, turns):
    data = bytearray(samples()[name])
    for at, value in turns:
        # Half of the turns hit the first kilobyte, where headers and directories are.
        data[at % (min(len(data), 1024) if at % 2 else len(data))] = value
    read_everything(name, bytes(data))


@pytest.mark.parametrize("name", list(samples()))
def test_cut_files_end_as_a_layer_or_as_words(name):
    data = samples()[name]
    for part in range(0, 60):
        read_everything(name, data[: len(data) * part // 60])


@settings(max_examples=300, deadline=None, derandomize=True)
@given(data=st.binary(max_size=400), head=st.sampled_from([b"", b"\x1a", b"{", b"<kml>", b"II*\0", b"PMTiles\x03"]))
def test_any_bytes_end_as_a_layer_or_as_words(data, head):
    read_everything("any", head + data)
    read_everything("xyz", head + data)
