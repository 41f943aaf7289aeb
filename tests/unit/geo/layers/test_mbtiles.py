import pytest
from tests.factories.map_files import MARK, marked_tiles, tile_of, write_mbtiles
from tests.factories.map_pixels import pixel_of, red_centre

ABOUT = {
    "name": "Порт Тартус",
    "format": "png",
    "bounds": "35.0,34.0,37.0,36.0",
    "minzoom": "9",
    "maxzoom": "11",
    "attribution": '<a href="x">© OpenStreetMap</a> contributors',
}


@pytest.mark.parametrize("view", [False, True], ids=["table", "view"])
@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_tiles_lie_where_they_should(tmp_path, opened, view, form):
    tiles = marked_tiles((9, 11), form=form)
    source = opened(write_mbtiles(tmp_path / "map.mbtiles", tiles, metadata=ABOUT, view=view))
    facts = source.facts
    assert facts.kind == "mbtiles" and facts.pixels and not facts.vector
    assert facts.name == "Порт Тартус" and facts.attribution == "© OpenStreetMap contributors"
    assert (facts.min_zoom, facts.max_zoom, facts.tile_px) == (9, 11, 256)
    assert facts.bounds == pytest.approx((34.0, 35.0, 36.0, 37.0))
    column, row = tile_of(11)
    tile = source.tile(11, column, row).result(timeout=60)
    if form != "JPEG":
        found, wanted = red_centre(tile), pixel_of(11, column, row, MARK)
        assert abs(found[0] - wanted[0]) <= 1 and abs(found[1] - wanted[1]) <= 1
    assert source.tile(11, column + 5, row).result(timeout=60) is None
    assert source.cached(11, column, row) == (True, tile)
