"""Vector tiles in three schemas: what is drawn as what, and that a known coordinate keeps its place."""

import gzip

import numpy as np
import pytest
from tests.factories import vector_tiles as vt
from tests.factories.map_files import MARK, tile_of, write_folder, write_mbtiles, write_pmtiles

from evidence_board.geo.layers.mvt import decode_geometry, layers_of
from evidence_board.geo.layers.problems import LayerError
from evidence_board.geo.layers.schemas import ROLES, schema_of
from evidence_board.geo.mercator import to_world
from evidence_board.model.errors import KnownError

Z = 13
X, Y = tile_of(Z)
HERE = vt.in_tile(Z, X, Y, MARK)
RING = [[(0, 0), (4096, 0), (4096, 4096), (0, 4096)]]
WAY = [[(0, 0), (2000, 2000), (4096, 0)]]
NAMES = {"name": "طرطوس", "name:en": "Tartus", "name:ru": "Тартус"}

OPENMAPTILES = {
    "water": [(vt.AREA, RING, {"class": "ocean"})],
    "waterway": [(vt.LINE, WAY, {"class": "river"})],
    "landcover": [(vt.AREA, RING, {"class": "wood"})],
    "landuse": [(vt.AREA, RING, {"class": "military"})],
    "building": [(vt.AREA, RING, {})],
    "transportation": [(vt.LINE, WAY, {"class": "primary"}), (vt.LINE, WAY, {"class": "rail"})],
    "transportation_name": [(vt.LINE, WAY, {"class": "primary", "name": "M1"})],
    "aeroway": [(vt.LINE, WAY, {"class": "runway"})],
    "boundary": [
        (vt.LINE, WAY, {"admin_level": 2, "disputed": 1, "maritime": 0}),
        (vt.LINE, WAY, {"admin_level": 2, "maritime": 1}),
        (vt.LINE, WAY, {"admin_level": 4}),
    ],
    "place": [(vt.POINT, [[HERE]], {"class": "city", "rank": 3, **NAMES})],
}
PROTOMAPS = {
    "earth": [(vt.AREA, RING, {"kind": "earth"})],
    "landuse": [(vt.AREA, RING, {"kind": "aerodrome"}), (vt.AREA, RING, {"kind": "national_park"})],
    "water": [
        (vt.AREA, RING, {"kind": "lake"}),
        (vt.LINE, WAY, {"kind": "river"}),
        (vt.POINT, [[HERE]], {"kind": "sea", "name": "Mediterranean Sea"}),
    ],
    "roads": [
        (vt.LINE, WAY, {"kind": "highway", "kind_detail": "motorway"}),
        (vt.LINE, WAY, {"kind": "major_road", "kind_detail": "trunk"}),
        (vt.LINE, WAY, {"kind": "rail", "kind_detail": "rail"}),
        (vt.LINE, WAY, {"kind": "path", "kind_detail": "footway"}),
    ],
    "buildings": [(vt.AREA, RING, {"kind": "building"})],
    "boundaries": [(vt.LINE, WAY, {"kind": "country", "disputed": True}), (vt.LINE, WAY, {"kind": "region"})],
    "places": [(vt.POINT, [[HERE]], {"kind": "locality", "kind_detail": "city", "population_rank": 11, **NAMES})],
    "pois": [(vt.POINT, [[HERE]], {"kind": "aerodrome", "name": "OSLK"})],
}
SHORTBREAD = {
    "ocean": [(vt.AREA, RING, {})],
    "water_polygons": [(vt.AREA, RING, {"kind": "water"}), (vt.AREA, RING, {"kind": "glacier"})],
    "water_lines": [(vt.LINE, WAY, {"kind": "river"})],
    "land": [(vt.AREA, RING, {"kind": "forest"}), (vt.AREA, RING, {"kind": "residential"})],
    "sites": [(vt.AREA, RING, {"kind": "hospital"})],
    "buildings": [(vt.AREA, RING, {})],
    "streets": [
        (vt.LINE, WAY, {"kind": "motorway"}),
        (vt.LINE, WAY, {"kind": "residential"}),
        (vt.LINE, WAY, {"kind": "rail", "rail": True}),
        (vt.LINE, WAY, {"kind": "runway"}),
    ],
    "ferries": [(vt.LINE, WAY, {"kind": "ferry"})],
    "boundaries": [(vt.LINE, WAY, {"admin_level": 2, "maritime": False, "disputed": False})],
    "place_labels": [
        (vt.POINT, [[HERE]], {"kind": "city", "population": 115769, "name": "طرطوس", "name_en": "Tartus"}),
    ],
    "addresses": [(vt.POINT, [[HERE]], {"housenumber": "12a"})],
}
EXPECTED = {
    "openmaptiles": (OPENMAPTILES, "water waterway wood military building primary_road rail road_name runway"
                     " boundary_disputed boundary_region city"),
    "protomaps": (PROTOMAPS, "earth aerodrome park water waterway sea_name motorway trunk_road rail path building"
                  " boundary_disputed boundary_region city aerodrome_name"),
    "shortbread": (SHORTBREAD, "water ice waterway wood residential hospital building motorway minor_road rail runway"
                   " ferry boundary_country city house_number"),
}  # fmt: skip


def archive(tmp_path, form, data):
    tiles = {(Z, X, Y): data}
    if form == "mbtiles":
        return write_mbtiles(tmp_path / "v.mbtiles", tiles, metadata={"format": "pbf"})
    if form == "pmtiles":
        return write_pmtiles(tmp_path / "v.pmtiles", tiles, vector=True)
    return write_folder(tmp_path / "v", tiles, ending="pbf")


@pytest.mark.parametrize("schema", EXPECTED)
@pytest.mark.parametrize("form", ["mbtiles", "pmtiles", "folder"])
def test_each_schema_in_each_archive(tmp_path, opened, schema, form):
    layers, roles = EXPECTED[schema]
    data = vt.tile(layers)
    source = opened(archive(tmp_path, form, data if form == "folder" else gzip.compress(data)))
    assert source.facts.vector and not source.facts.pixels and source.facts.schema == schema
    tile = source.tile(Z, X, Y).result(60)
    assert {part.role for part in tile.parts} == set(roles.split())
    assert [ROLES.index(part.role) for part in tile.parts] == sorted(ROLES.index(part.role) for part in tile.parts)
    city = next(part for part in tile.parts if part.role == "city")
    assert city.names == ("Tartus",) and city.local_names == ("طرطوس",) and len(city.ranks) == 1
    # A known coordinate, to a unit of the tile: a sixteenth of a pixel.
    assert np.abs(city.points[0] - to_world(*MARK)).max() * 2**Z * 256 <= 1 / 16
    area = next(part for part in tile.parts if part.role == "building")
    assert area.points.min(axis=0) == pytest.approx([X / 2**Z, Y / 2**Z])
    assert area.points.max(axis=0) == pytest.approx([(X + 1) / 2**Z, (Y + 1) / 2**Z])


def test_names_in_another_language(tmp_path, opened):
    path = archive(tmp_path, "mbtiles", gzip.compress(vt.tile(OPENMAPTILES)))
    tile = opened(path, options={"language": "ru"}).tile(Z, X, Y).result(60)
    assert next(part for part in tile.parts if part.role == "city").names == ("Тартус",)


def test_tiles_of_no_known_schema_are_drawn_plainly_and_told(tmp_path, opened):
    layers = {
        "parcels": [(vt.AREA, RING, {"name": "7"})],
        "pipes": [(vt.LINE, WAY, {}), (vt.POINT, [[HERE]], {"name": "x"})],
    }
    source = opened(archive(tmp_path, "mbtiles", vt.tile(layers)))
    assert source.facts.schema == "" and "schema_unknown" in source.facts.notes
    assert {part.role for part in source.tile(Z, X, Y).result(60).parts} == {"other_area", "other_line", "other_point"}


def test_holes_and_several_parts_keep_their_places():
    hole = [(1000, 1000), (1000, 2000), (2000, 2000)]
    data = vt.tile({"water": [(vt.AREA, [*RING, hole], {"a": 1, "b": 2.5, "c": True, "d": -7, "e": "ы"})]}, extent=512)
    (layer,) = layers_of(data)
    (feature,) = layer.features
    assert layer.extent == 512 and feature.properties == {"a": 1, "b": 2.5, "c": True, "d": -7, "e": "ы"}
    assert decode_geometry(feature) == [RING[0], hole]


@pytest.mark.parametrize(
    "data",
    [
        b"\x1a\xff\xff\xff\xff\x0f",
        b"\x1a\x05\x78",
        vt.field(3, 2, vt.field(1, 2, b"x") + vt.field(2, 2, vt.field(2, 2, b"\x00\x00") + vt.field(3, 0, 2))),
        vt.field(3, 2, vt.field(1, 2, b"x") + vt.field(5, 0, 0)),
        b"\x1a" + b"\xff" * 20,
    ],
)
def test_broken_tiles_end_in_words(data):
    with pytest.raises(LayerError):
        list(layers_of(data))


def test_geometry_that_makes_no_sense_ends_in_words():
    for numbers in ([2 | 1 << 3, 0, 0], [1 | 5 << 3, 0, 0], [3, 1], [1 | 1 << 3, 1 << 40, 0], [1 | 0x0FFFFFFF << 3]):
        body = vt.field(3, 0, 2) + vt.field(4, 2, b"".join(map(vt.varint, numbers)))
        (layer,) = layers_of(vt.field(3, 2, vt.field(1, 2, b"x") + vt.field(2, 2, body)))
        with pytest.raises(LayerError):
            decode_geometry(layer.features[0])


def test_a_broken_tile_among_good_ones_is_told_alone(tmp_path, opened):
    good = gzip.compress(vt.tile(OPENMAPTILES))
    tiles = {(Z, X, Y): good, (Z, X + 1, Y): good[: len(good) // 2]}
    source = opened(write_mbtiles(tmp_path / "v.mbtiles", tiles, metadata={"format": "pbf"}))
    with pytest.raises(KnownError, match="tile of it is damaged"):
        source.tile(Z, X + 1, Y).result(60)
    assert source.tile(Z, X, Y).result(60).parts


def test_things_a_world_away_are_damage():
    from evidence_board.geo.layers.vector_parts import vector_answer

    data = vt.tile({"water": [(vt.LINE, [[(0, 0), (900_000, 5)]], {})]}, extent=16)
    with pytest.raises(LayerError, match="tile_damaged"):
        vector_answer(data, z=2, x=1, y=1, schema="", language="en")


@pytest.mark.parametrize(
    ("names", "schema"),
    [(["water"], ""), (["place", "transportation"], "openmaptiles"), (["roads", "earth", "places"], "protomaps"),
     (["streets", "ocean", "land"], "shortbread"),
     (["water", "transportation", "place"], "openmaptiles"), (["a", "b", "c", "park"], ""), ([], "")],
)  # fmt: skip
def test_schema_by_names_of_layers(names, schema):
    assert schema_of(names) == schema
