"""The world map that ships with the program, and how a damaged one is refused."""

import shutil
import sqlite3
import threading
from pathlib import Path

import numpy as np
import pytest

from evidence_board import resources
from evidence_board.geo.basemap import Basemap, place_rank
from evidence_board.geo.mercator import EQUATOR_M, Bounds, to_world
from evidence_board.model.errors import KnownError

WORLD = Bounds(0, 0, 1, 1)
LAYERS = {"land", "urban", "lakes", "coast", "rivers", "admin1", "admin0", "disputed"}


@pytest.fixture(scope="module")
def basemap():
    reader = Basemap(resources.path("map/basemap.sqlite"))
    yield reader
    reader.close()


def around(latitude, longitude, *, degrees=0.4):
    return Bounds.from_geographic(
        south=latitude - degrees, west=longitude - degrees, north=latitude + degrees, east=longitude + degrees
    )


def metres_to_nearest(lines, latitude, longitude):
    """Distance from a point to the nearest segment, flat over such short ways."""
    here = np.array(to_world(latitude, longitude))
    nearest = np.inf
    for line in lines:
        start, step = line[:-1], np.diff(line, axis=0)
        along = ((here - start) * step).sum(axis=1) / np.maximum((step**2).sum(axis=1), 1e-30)
        feet = start + step * np.clip(along, 0, 1)[:, None]
        nearest = min(nearest, np.hypot(*(feet - here).T).min())
    return nearest * EQUATOR_M * np.cos(np.radians(latitude))


def inside(rings, latitude, longitude):
    """Odd-even rule over all rings together, as the painter fills them."""
    x, y = to_world(latitude, longitude)
    odd = False
    for ring in rings:
        a, b = ring, np.roll(ring, -1, axis=0)
        crosses = (a[:, 1] > y) != (b[:, 1] > y)
        at = a[crosses, 0] + (y - a[crosses, 1]) / (b[crosses, 1] - a[crosses, 1]) * (b - a)[crosses, 0]
        odd ^= bool((at > x).sum() % 2)
    return odd


def test_every_layer_is_there_at_every_level(basemap):
    assert set(basemap.layers) == LAYERS
    assert [level.min_zoom for level in basemap.levels] == [0, 4, 7]
    for level in basemap.levels:
        found = set()
        for key in basemap.cells(level, WORLD):
            found |= set(basemap.decode_cell(key))
        assert found == LAYERS, level


@pytest.mark.parametrize(("zoom", "number"), [(0, 0), (3.9, 0), (4, 1), (6.9, 1), (7, 2), (18, 2), (-1, 0)])
def test_level_of_detail_follows_the_zoom(basemap, zoom, number):
    assert basemap.level_for_zoom(zoom).number == number


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(34.8895, 35.8800), (35.5175, 35.7690), (35.1860, 35.9430), (35.3625, 35.9215), (35.8460, 35.8060)],
    ids=["Tartus", "Latakia", "Baniyas", "Jableh", "Ras al-Basit"],
)
def test_the_syrian_coast_is_where_it_is(basemap, latitude, longitude):
    lines = basemap.features("coast", basemap.levels[2], around(latitude, longitude))
    assert metres_to_nearest(lines, latitude, longitude) < 2000


@pytest.mark.parametrize("number", [0, 1, 2])
def test_land_is_land_and_water_is_water(basemap, number):
    """Damascus, Kyiv and the pole of inaccessibility are dry; the Levantine sea and the Caspian are not."""
    level = basemap.levels[number]
    expected = {
        (33.51, 36.3): True,
        (50.45, 30.5): True,
        (46.3, 86.7): True,
        (34.5, 34.5): False,
        (42.0, 50.5): False,
        (0.0, -30.0): False,
    }
    for (latitude, longitude), dry in expected.items():
        # A cell holds all rings that decide about its own square, so the point's own cell is enough.
        here = Bounds(*to_world(latitude, longitude), *to_world(latitude, longitude))
        assert inside(basemap.features("land", level, here), latitude, longitude) is dry, (latitude, longitude)


def test_lakes_are_cut_out_of_the_land_and_filled_again(basemap):
    level = basemap.levels[2]
    here = Bounds(*to_world(53.5, 108.0), *to_world(53.5, 108.0))  # Lake Baikal
    assert not inside(basemap.features("land", level, here), 53.5, 108.0)
    assert inside(basemap.features("lakes", level, here), 53.5, 108.0)


def test_cells_are_those_in_view(basemap):
    level = basemap.levels[2]
    keys = basemap.cells(level, around(34.9, 35.87))
    assert 1 <= len(keys) <= 4
    for key in keys:
        assert level.bounds(key).width == pytest.approx(2.0**-level.cell_zoom)
    x, y = to_world(34.9, 35.87)
    assert any(level.bounds(key).contains(x, y) for key in keys)
    assert basemap.cells(level, Bounds(1.2, 0.1, 1.4, 0.2)) == [], "beyond the date line is another copy"
    everything = basemap.cells(level, WORLD)
    assert len(set(everything)) == len(everything) > 1000


def test_shapes_of_a_cell(basemap):
    level = basemap.levels[1]
    for key in basemap.cells(level, around(48, 35, degrees=10)):
        cell = level.bounds(key).grown(2.0**-level.cell_zoom / 200)
        for layer, shapes in basemap.decode_cell(key).items():
            assert shapes.filled is (layer in {"land", "urban", "lakes"})
            assert shapes.starts[-1] == len(shapes.points)
            assert (np.diff(shapes.min_zooms) >= 0).all()
            assert len(shapes.parts()) == len(shapes) >= len(shapes.parts(zoom=4))
            assert shapes.points[:, 0].min() >= cell.left and shapes.points[:, 0].max() <= cell.right
            assert shapes.points[:, 1].min() >= cell.top and shapes.points[:, 1].max() <= cell.bottom
            assert not shapes.holes[0] and all(len(part) >= (3 if shapes.filled else 2) for part in shapes.parts())


def test_disputed_lines_are_kept_apart(basemap):
    """Perekop, the Golan and the line of control in Kashmir are in the dashed layer."""
    for latitude, longitude in ((46.15, 33.67), (33.1, 35.85), (34.5, 73.95)):
        lines = basemap.features("disputed", basemap.levels[2], around(latitude, longitude))
        assert metres_to_nearest(lines, latitude, longitude) < 25_000


def test_places(basemap):
    names = {place.name: place for place in basemap.places(around(35, 36.2, degrees=1))}
    assert {"Tartus", "Latakia", "Homs", "Hama"} <= set(names)
    tartus = names["Tartus"]
    assert (tartus.latitude, tartus.longitude) == pytest.approx((34.885, 35.887), abs=0.01)
    assert (tartus.x, tartus.y) == pytest.approx(to_world(tartus.latitude, tartus.longitude), abs=1e-6)
    assert (tartus.country, tartus.country_name, tartus.capital) == ("SYR", "Syria", 0)
    assert tartus.population > 100_000
    assert len(basemap.places(WORLD, limit=10_000)) > 7300


def test_important_places_come_first(basemap):
    everywhere = basemap.places(WORLD, max_rank=place_rank(3), limit=60)
    assert len(everywhere) == 60 and [place.rank for place in everywhere] == sorted(p.rank for p in everywhere)
    assert "Cairo" in {place.name for place in everywhere}
    syria = basemap.places(around(35, 38, degrees=3), max_rank=place_rank(4))
    assert "Damascus" in {place.name for place in syria} and "Tartus" not in {place.name for place in syria}
    ranks = [place_rank(zoom) for zoom in (-1, 0, 2, 3, 5, 8.5, 9, 15)]
    assert ranks == sorted(ranks) and ranks[-1] == 12


@pytest.mark.parametrize(
    ("language", "latitude", "longitude", "name", "local"),
    [
        ("en", 34.89, 35.89, "Tartus", "طرطوس"),
        ("ar", 34.89, 35.89, "طرطوس", ""),
        ("ru", 34.89, 35.89, "Тартус", "طرطوس"),
        ("ru", 48.0, 37.8, "Донецк", "Донецьк"),
        ("uk", 48.0, 37.8, "Донецьк", ""),
        ("en", 47.71, 40.21, "Shakhty", "Шахты"),
        ("en", 51.77, 19.46, "Lódz", "Łódź"),
        ("en", 48.86, 2.35, "Paris", ""),
        ("fi", 34.89, 35.89, "Tartus", "طرطوس"),
    ],
)
def test_places_are_named_in_the_language_of_the_window_and_their_own(
    basemap, language, latitude, longitude, name, local
):
    found = basemap.places(around(latitude, longitude, degrees=0.2), max_rank=10, language=language)
    assert (name, local) in {(place.name, place.local) for place in found}


def test_towns_that_only_geonames_has_come_from_close_by(basemap):
    near = around(35.36, 35.92, degrees=0.05)
    assert "Jablah" not in {place.name for place in basemap.places(near, max_rank=place_rank(9))}
    assert "Jablah" in {place.name for place in basemap.places(near, max_rank=place_rank(11))}
    assert len(basemap.places(WORLD, max_rank=12, limit=100_000)) > 60_000


def test_airfields_of_flights_and_fighters_come_first(basemap):
    syria = basemap.airfields(around(35, 37, degrees=2))
    names = {field.name: field for field in syria}
    assert names["Shayrat Air Base"].rank == 0 and names["Bassel Al-Assad International Airport"].code == "OSLK"
    assert [field.rank for field in syria] == sorted(field.rank for field in syria)
    assert all(field.rank == 0 for field in basemap.airfields(WORLD, max_rank=0))


def test_countries_and_seas_have_other_names_too(basemap):
    world = {label.name: label.local for label in basemap.countries(WORLD, zoom=7)}
    assert (world["Syria"], world["Ukraine"], world["France"]) == ("سوريا", "Україна", "")
    assert "Сирия" in {label.name for label in basemap.countries(WORLD, zoom=7, language="ru")}
    assert "Чёрное море" in {label.name for label in basemap.seas(WORLD, zoom=7, language="ru")}
    assert "البحر الأحمر" in {label.name for label in basemap.seas(WORLD, zoom=7, language="ar")}


@pytest.mark.parametrize(
    ("latitude", "longitude", "sea"),
    [
        (34.9, 35.7, "Mediterranean Sea"),
        (46.3, 30.9, "Black Sea"),
        (46.9, 37.3, "Sea of Azov"),
        (44.9, 12.8, "Adriatic Sea"),
        (40.7, 14.0, "Tyrrhenian Sea"),
        (37.8, 23.5, "Aegean Sea"),
        (27.3, 34.0, "Red Sea"),
        (26.5, 51.0, "Persian Gulf"),
        (54.5, 19.5, "Baltic Sea"),
    ],
)
def test_seas_are_named_near_the_coast(basemap, latitude, longitude, sea):
    seas = basemap.seas(around(latitude, longitude, degrees=1.2), zoom=9)
    assert sea in {label.name for label in seas}
    assert len({label.name for label in seas}) == len(seas)


def test_oceans_and_countries_on_the_world_view(basemap):
    assert {"Indian Ocean", "South Atlantic Ocean"} <= {label.name for label in basemap.seas(WORLD, zoom=2)}
    assert "Mediterranean Sea" not in {label.name for label in basemap.seas(WORLD, zoom=2)}
    countries = basemap.countries(WORLD, zoom=5)
    assert {"Syria", "Ukraine", "DR Congo"} <= {label.name for label in countries}
    assert [label.clearance for label in countries] == sorted((c.clearance for c in countries), reverse=True)
    assert "Lebanon" not in {label.name for label in countries}


def test_it_says_where_it_comes_from(basemap):
    assert "Natural Earth" in basemap.attribution and "dashed" in basemap.boundaries


def test_the_whole_map_is_sound(basemap):
    basemap.verify()


def test_threads_read_side_by_side(basemap):
    level = basemap.levels[1]
    keys = basemap.cells(level, WORLD)[:40]
    expected = [sorted(basemap.decode_cell(key)) for key in keys]
    answers = []
    threads = [
        threading.Thread(target=lambda: answers.append([sorted(basemap.decode_cell(key)) for key in keys]))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [expected] * 4


def test_it_can_be_used_again_after_closing():
    reader = Basemap(resources.path("map/basemap.sqlite"))
    reader.close()
    assert reader.places(around(34.9, 35.9))
    reader.close()


# --- damage


@pytest.fixture
def copy(tmp_path):
    target = tmp_path / "карта #1?.sqlite"
    shutil.copyfile(resources.path("map/basemap.sqlite"), target)
    return target


def refused(path: Path) -> KnownError:
    with pytest.raises(KnownError) as told:
        reader = Basemap(path)
        try:
            reader.verify()
        finally:
            reader.close()
    assert told.value.means and told.value.do
    return told.value


def test_a_copy_with_a_strange_name_opens(copy):
    reader = Basemap(copy)
    assert reader.places(around(34.9, 35.9))
    reader.close()


def test_a_missing_map(tmp_path):
    assert "cannot be read" in refused(tmp_path / "none.sqlite").what


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0", b"hello" * 100, b"\0" * 5000])
def test_not_a_map(tmp_path, content):
    path = tmp_path / "map.sqlite"
    path.write_bytes(content)
    assert "damaged" in refused(path).what


def test_a_map_cut_short(copy):
    with copy.open("r+b") as file:
        file.truncate(copy.stat().st_size - 8192)
    assert "damaged" in refused(copy).what


def test_another_database(tmp_path):
    path = tmp_path / "other.sqlite"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE about (key, value)")
    connection.commit()
    connection.close()
    assert "damaged" in refused(path).what


def test_a_map_of_another_version(copy):
    connection = sqlite3.connect(copy)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    assert "another version" in refused(copy).means


@pytest.mark.parametrize("blob", [b"", b"garbage", None, "short", "flipped"])
def test_a_damaged_cell(copy, blob):
    connection = sqlite3.connect(copy)
    (data,) = connection.execute("SELECT data FROM shape WHERE id = 1").fetchone()
    if blob == "short":
        blob = data[: len(data) // 2]
    elif blob == "flipped":
        blob = data[:50] + bytes([data[50] ^ 0x10]) + data[51:]
    elif blob is None:
        blob = b"\x78\xda" + data[2:][::-1]
    connection.execute("UPDATE shape SET data = ? WHERE id = 1", (blob,))
    connection.commit()
    connection.close()
    refused(copy)


@pytest.mark.parametrize("page", [1, 3, 200])
def test_a_page_overwritten(copy, page):
    with copy.open("r+b") as file:
        file.seek(page * 8192)
        file.write(b"\xa5" * 8192)
    refused(copy)


def test_what_is_drawn_lies_on_the_outline_and_leaves_out_what_nobody_sees(basemap):
    level = basemap.level_for_zoom(7)
    bounds = around(35, 36, degrees=0.5)
    shapes = basemap.decode_cell(next(key for key in basemap.cells(level, bounds)))
    for layer in shapes.values():
        grain = 2.0**-16
        points, begins = layer.drawn(7, grain=grain)
        whole = np.concatenate(layer.parts(zoom=7))
        kept = {tuple(point) for point in points.tolist()}
        assert kept <= {tuple(point) for point in whole.tolist()} and len(points) < len(whole)
        assert begins[0] and begins.sum() <= len(layer)
        for part in layer.parts(zoom=7):
            # Nothing larger than a grain is lost, and no corner lies further from a kept one than its square.
            size = np.ptp(part, axis=0).max()
            seen = np.array([tuple(point) in kept for point in part.tolist()])
            assert seen.any() or size <= 2 * grain
            if size > 2 * grain and not layer.filled:
                assert seen[0] and seen[-1], "lines of neighbouring cells meet"
        fine, _ = layer.drawn(7, grain=1e-12)
        assert len(fine) == len(whole)
