"""Files of maps, made from nothing: tiles whose pixels say where they lie, so that alignment can be measured."""

import io
import sqlite3
from pathlib import Path

from PIL import Image

from evidence_board.geo.mercator import to_world

#: A place that every map of the tests marks, and the side of its mark in pixels of the deepest tile.
MARK = (34.8890, 35.8860)
MARK_COLOUR = (255, 0, 0, 255)
GROUND = (0, 80, 0, 255)


def marked_tile(z: int, x: int, y: int, *, px: int = 256, mark=MARK) -> Image.Image:
    """A tile in one colour, with a single red pixel where the marked place lies, if it lies in it."""
    image = Image.new("RGBA", (px, px), GROUND)
    across, down = to_world(*mark)
    left, top = (across * 2**z - x) * px, (down * 2**z - y) * px
    if 0 <= left < px and 0 <= top < px:
        image.putpixel((int(left), int(top)), MARK_COLOUR)
    return image


def tile_of(z: int, *, place=MARK) -> tuple[int, int]:
    across, down = to_world(*place)
    return int(across * 2**z), int(down * 2**z)


def picture_bytes(image: Image.Image, form: str = "PNG") -> bytes:
    made = io.BytesIO()
    image.convert("RGB" if form == "JPEG" else "RGBA").save(
        made, form, **({"lossless": True} if form == "WEBP" else {})
    )
    return made.getvalue()


def write_mbtiles(path: Path, tiles: dict, *, metadata: dict | None, view: bool = False, index: bool = True) -> Path:
    """Write an MBTiles file; `tiles` has XYZ addresses as keys. With `view` its tiles are one, as tippecanoe makes."""
    database = sqlite3.connect(path)
    if metadata is not None:
        database.execute("CREATE TABLE metadata (name text, value text)")
        database.executemany("INSERT INTO metadata VALUES (?, ?)", metadata.items())
    if view:
        database.execute("CREATE TABLE map (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_id TEXT)")
        database.execute("CREATE TABLE images (tile_data blob, tile_id text)")
        for at, ((z, x, y), data) in enumerate(tiles.items()):
            database.execute("INSERT INTO map VALUES (?, ?, ?, ?)", (z, x, 2**z - 1 - y, str(at)))
            database.execute("INSERT INTO images VALUES (?, ?)", (data, str(at)))
        database.execute("CREATE UNIQUE INDEX map_index ON map (zoom_level, tile_column, tile_row)")
        database.execute("CREATE UNIQUE INDEX images_id ON images (tile_id)")
        database.execute(
            "CREATE VIEW tiles AS SELECT map.zoom_level AS zoom_level, map.tile_column AS tile_column,"
            " map.tile_row AS tile_row, images.tile_data AS tile_data FROM map"
            " JOIN images ON images.tile_id = map.tile_id"
        )
    else:
        database.execute(
            "CREATE TABLE tiles (zoom_level integer, tile_column integer, tile_row integer, tile_data blob)"
        )
        database.executemany(
            "INSERT INTO tiles VALUES (?, ?, ?, ?)", [(z, x, 2**z - 1 - y, data) for (z, x, y), data in tiles.items()]
        )
        if index:
            database.execute("CREATE UNIQUE INDEX tile_index ON tiles (zoom_level, tile_column, tile_row)")
    database.commit()
    database.close()
    return path


def marked_tiles(zooms, *, px: int = 256, form: str = "PNG", around: int = 1) -> dict:
    """Tiles around the marked place, by XYZ address."""
    found = {}
    for z in zooms:
        column, row = tile_of(z)
        for x in range(max(0, column - around), min(2**z, column + around + 1)):
            for y in range(max(0, row - around), min(2**z, row + around + 1)):
                found[z, x, y] = picture_bytes(marked_tile(z, x, y, px=px), form)
    return found


def write_pmtiles(path: Path, tiles: dict, *, vector: bool = False, metadata: dict | None = None, box=(34, 35, 36, 37)):
    """Write a PMTiles file with its own package; `box` is south, west, north, east."""
    from pmtiles.tile import Compression, TileType, zxy_to_tileid
    from pmtiles.writer import Writer

    kind = TileType.MVT if vector else TileType.PNG
    with path.open("wb") as file:
        writer = Writer(file)
        for tile_id, data in sorted((zxy_to_tileid(*key), data) for key, data in tiles.items()):
            writer.write_tile(tile_id, data)
        zooms = [key[0] for key in tiles]
        south, west, north, east = box
        writer.finalize(
            {
                "tile_type": kind,
                "tile_compression": Compression.GZIP if vector else Compression.NONE,
                "min_zoom": min(zooms),
                "max_zoom": max(zooms),
                "min_lon_e7": int(west * 1e7),
                "min_lat_e7": int(south * 1e7),
                "max_lon_e7": int(east * 1e7),
                "max_lat_e7": int(north * 1e7),
                "center_zoom": min(zooms),
                "center_lon_e7": 0,
                "center_lat_e7": 0,
            },
            metadata or {},
        )
    return path


def write_folder(path: Path, tiles: dict, *, ending: str = "png", tms: bool = False) -> Path:
    for (z, x, y), data in tiles.items():
        column = path / str(z) / str(x)
        column.mkdir(parents=True, exist_ok=True)
        (column / f"{2**z - 1 - y if tms else y}.{ending}").write_bytes(data)
    return path
