"""PMTiles, folders, and what tiles say when metadata are silent."""

import gzip
import sqlite3

import pytest
from tests.factories.map_files import MARK, marked_tiles, tile_of, write_folder, write_mbtiles, write_pmtiles
from tests.factories.map_pixels import pixel_of, red_centre

from evidence_board.geo.mercator import Bounds


def near(found, wanted, *, by=1.0):
    return abs(found[0] - wanted[0]) <= by and abs(found[1] - wanted[1]) <= by


@pytest.mark.parametrize("px", [256, 512])
def test_pmtiles_lie_where_they_should(tmp_path, opened, px):
    tiles = marked_tiles((6, 9), px=px)
    about = {"name": "Tartus", "attribution": "<b>Survey</b> 2015"}
    source = opened(write_pmtiles(tmp_path / "map.pmtiles", tiles, metadata=about))
    facts = source.facts
    assert (facts.kind, facts.name, facts.attribution, facts.tile_px) == ("pmtiles", "Tartus", "Survey 2015", px)
    assert (facts.min_zoom, facts.max_zoom) == (6, 9) and facts.bounds == pytest.approx((34, 35, 36, 37))
    column, row = tile_of(9)
    assert near(red_centre(source.tile(9, column, row).result(60)), pixel_of(9, column, row, MARK, px=px))
    assert source.tile(9, column + 9, row).result(60) is None


def test_pmtiles_with_leaf_directories(tmp_path, opened):
    picture = next(iter(marked_tiles((3,)).values()))
    tiles = {(8, x, y): picture + bytes([x, y]) for x in range(140, 250) for y in range(90, 250)}
    source = opened(write_pmtiles(tmp_path / "many.pmtiles", tiles, box=(-80, 10, 60, 179)))
    assert source.tile(8, 141, 91).result(60).width == 256
    assert source.tile(8, 249, 220).result(60).width == 256


@pytest.mark.parametrize("tms", [False, True], ids=["xyz", "tms"])
@pytest.mark.parametrize(("form", "ending"), [("PNG", "png"), ("WEBP", "webp"), ("JPEG", "jpg"), ("AVIF", "avif")])
def test_folders_of_tiles(tmp_path, opened, tms, form, ending):
    folder = write_folder(tmp_path / "tiles", marked_tiles((7, 10), form=form), ending=ending, tms=tms)
    source = opened(folder, options={"tms": True} if tms else {})
    facts = source.facts
    assert (facts.kind, facts.min_zoom, facts.max_zoom, facts.pixels) == ("xyz", 7, 10, True)
    column, row = tile_of(10)
    tile = source.tile(10, column, row).result(60)
    if form not in ("JPEG", "AVIF"):
        assert near(red_centre(tile), pixel_of(10, column, row, MARK))
    assert source.facts.bounds.south < MARK[0] < source.facts.bounds.north
    assert source.tile(10, column + 1, row + 1).result(60) is not None
    assert source.tile(8, *tile_of(8)).result(60) is None


def test_folder_of_dense_tiles_one_folder_below(tmp_path, opened):
    folder = write_folder(tmp_path / "export" / "tiles", marked_tiles((7, 10), px=512), ending="png")
    for path in sorted(folder.rglob("*.png")):
        path.rename(path.with_name(f"{path.stem}@2x.png"))
    (tmp_path / "export" / "index.html").write_text("<p>")
    (tmp_path / "export" / "assets").mkdir()
    source = opened(tmp_path / "export")
    assert (source.facts.min_zoom, source.facts.max_zoom, source.facts.tile_px) == (7, 10, 512)
    column, row = tile_of(10)
    assert near(red_centre(source.tile(10, column, row).result(60)), pixel_of(10, column, row, MARK, px=512))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("tilemapresource.xml", "<TileMap version='1.0.0'><Title>Съёмка</Title></TileMap>"),
        ("metadata.json", '{"name": "<b>Съёмка</b>", "scheme": "tms", "attribution": "© <a href=x>Bureau</a>"}'),
    ],
)
def test_a_folder_says_that_its_rows_count_from_the_south(tmp_path, opened, name, text):
    folder = write_folder(tmp_path / "tiles", marked_tiles((7, 10)), tms=True)
    (folder / name).write_text(text, encoding="utf-8")
    source = opened(folder)
    facts = source.facts
    assert facts.name == "Съёмка" and facts.options["tms"] is True
    assert facts.attribution == ("© Bureau" if name.endswith("json") else "")
    assert facts.bounds.south < MARK[0] < facts.bounds.north
    column, row = tile_of(10)
    assert near(red_centre(source.tile(10, column, row).result(60)), pixel_of(10, column, row, MARK))
    # A person who knows better has the last word.
    assert opened(folder, options={"tms": False}).facts.bounds.north < 0


def test_broken_words_in_a_folder_do_no_harm(tmp_path, opened):
    folder = write_folder(tmp_path / "tiles", marked_tiles((7,)))
    (folder / "metadata.json").write_text("{" * 5000)
    (folder / "tilemapresource.xml").write_text("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>")
    assert opened(folder).facts.name == ""


def test_folder_without_tiles_is_refused_in_words(tmp_path, refused):
    (tmp_path / "empty").mkdir()
    assert "holds no tiles" in refused(tmp_path / "empty")


def test_silent_metadata(tmp_path, opened):
    source = opened(write_mbtiles(tmp_path / "bare.mbtiles", marked_tiles((5, 8)), metadata=None))
    facts = source.facts
    assert (facts.min_zoom, facts.max_zoom, facts.pixels) == (5, 8, True)
    assert "no_bounds" in facts.notes
    assert facts.bounds.south < MARK[0] < facts.bounds.north and facts.bounds.west < MARK[1] < facts.bounds.east


@pytest.mark.parametrize("wrong", ["1,2,3", "a,b,c,d", "nan,0,1,1", "10,10,5,5", "", "-200,-90,300,90"])
def test_bounds_that_make_no_sense_are_worked_out(tmp_path, opened, wrong):
    tiles = marked_tiles((5,))
    source = opened(write_mbtiles(tmp_path / "odd.mbtiles", tiles, metadata={"bounds": wrong, "maxzoom": "x"}))
    assert source.facts.bounds.west < MARK[1] < source.facts.bounds.east


def test_an_endless_view_ends(tmp_path, refused):
    path = tmp_path / "endless.mbtiles"
    database = sqlite3.connect(path)
    database.execute(
        "CREATE VIEW tiles AS WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n) SELECT 0 AS zoom_level,"
        " i AS tile_column, i AS tile_row, zeroblob(0) AS tile_data FROM n"
    )
    database.commit()
    database.close()
    assert refused(path)


@pytest.mark.parametrize("trick", ["load_extension('x')", "readfile('/etc/passwd')", "writefile('/tmp/x', 'y')"])
def test_views_call_nothing_dangerous(tmp_path, refused, trick):
    path = tmp_path / "trick.mbtiles"
    database = sqlite3.connect(path)
    database.execute(
        f"CREATE VIEW tiles AS SELECT 0 AS zoom_level, 0 AS tile_column, 0 AS tile_row, {trick} AS tile_data"
    )
    database.commit()
    database.close()
    assert refused(path)


def test_files_of_no_format_are_refused_in_words(tmp_path, refused):
    for name, data in {"a.mbtiles": b"hello", "b.pmtiles": b"", "c.kml": b"\0" * 5000, "d": b"%PDF-1.7"}.items():
        (tmp_path / name).write_bytes(data)
        assert "none of the formats" in refused(tmp_path / name)
    (tmp_path / "old.pmtiles").write_bytes(b"PMTiles\x02" + bytes(200))
    assert "version 3" in refused(tmp_path / "old.pmtiles")
    (tmp_path / "short.pmtiles").write_bytes(b"PMTiles\x03" + bytes(20))
    assert "damaged" in refused(tmp_path / "short.pmtiles")
    assert "cannot be found" in refused(tmp_path / "gone.mbtiles")
    assert "not on this computer" in refused("//host/share/map.mbtiles")


def test_a_link_is_not_followed(tmp_path, refused):
    real = write_mbtiles(tmp_path / "real.mbtiles", marked_tiles((5,)), metadata=None)
    (tmp_path / "link.mbtiles").symlink_to(real)
    assert "cannot be opened" in refused(tmp_path / "link.mbtiles")


def test_a_packed_tile_that_grows_without_end_is_refused(tmp_path, opened):
    from evidence_board.model.errors import KnownError

    z = 6
    column, row = tile_of(z)
    tiles = marked_tiles((z,)) | {(z, column, row): gzip.compress(bytes(64 << 20))}
    source = opened(write_mbtiles(tmp_path / "bomb.mbtiles", tiles, metadata=None))
    with pytest.raises(KnownError, match="larger than a tile"):
        source.tile(z, column, row).result(60)
    assert source.tile(z, column + 1, row).result(60) is not None


def test_tiles_of_a_view_lie_in_it(tmp_path, opened):
    facts = opened(write_mbtiles(tmp_path / "a.mbtiles", marked_tiles((7, 8, 9), around=3), metadata=None)).facts
    view = Bounds.from_geographic(south=34.5, west=35.5, north=35.2, east=36.2)
    keys = facts.tiles(view, zoom=8.6)
    assert keys and {key.z for key in keys} == {9}
    assert all(key.bounds.right > view.left and key.bounds.left < view.right for key in keys)
    assert {key.z for key in facts.tiles(view, zoom=15)} == {9}
    assert facts.tiles(Bounds(0.1, 0.1, 0.2, 0.2), zoom=8) == []


def test_the_cache_is_bounded_and_forgets(tmp_path):
    from evidence_board.geo.layers import LayerReaders

    path = write_mbtiles(tmp_path / "a.mbtiles", marked_tiles((9,), around=3), metadata=None)
    readers = LayerReaders(workers=1, cache_bytes=1 << 20)
    try:
        source = readers.open_layer(path).result(60)
        column, row = tile_of(9)
        for x in range(column - 3, column + 4):
            assert source.tile(9, x, row).result(60) is not None
        assert 0 < readers.held_bytes <= 1 << 20
        source.close()
        assert readers.held_bytes == 0
        assert source.tile(9, column, row).cancelled()
    finally:
        readers.close()
    readers.close()


def test_a_copy_inside_the_case_reads_alike(tmp_path, opened):
    from evidence_board.geo.layers import StoredOrigin

    data = write_mbtiles(tmp_path / "a.mbtiles", marked_tiles((9,)), metadata=None).read_bytes()
    origin = StoredOrigin("a.mbtiles", "blob:7", len(data), lambda offset, length: data[offset : offset + length])
    source = opened(origin, kind="mbtiles")
    column, row = tile_of(9)
    assert near(red_centre(source.tile(9, column, row).result(60)), pixel_of(9, column, row, MARK))
